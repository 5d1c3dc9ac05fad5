"""Text for a terminal, which shows it and does not obey it.

What comes in: text that may be of an article, or the name of a file. What goes out: the same in a form to be shown.
What it never does: change what is written for programs; CSV, JSON and RDF keep every character.
"""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def to_printable(text: str) -> str:
    r"""The text with U+FFFD for each control character but tabs and line breaks.

    >>> to_printable("red:\x1b[31m\n")
    'red:�[31m\n'
    """
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
