"""Runs of characters without a space that are no words: rows of marks, encoded pictures, text without spaces.

What comes in: a text. What goes out: whether it has such runs, or the same text with blanks for them.
What it never does: change the length of a text.

spaCy takes affixes off a word one by one, and looks at all that is left each time: for a row of 20,000 quotation marks
that is a minute. So what is longer than any word is passed over.
"""

from __future__ import annotations

import re

#: No word of prose, and few addresses of the web, are as long as this.
LONGEST_WORD = 500

_UNBROKEN = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def has_unbroken(text: str) -> bool:
    """Whether a run of more than `LONGEST_WORD` characters without a space is in the text.

    >>> has_unbroken("a word " * 1000), has_unbroken("-" * 501)
    (False, True)
    """
    return _UNBROKEN.search(text) is not None


def blank_unbroken(text: str) -> str:
    """The text with blanks for such runs, as long as before.

    >>> blank_unbroken("a " + "-" * 501 + " b") == "a " + " " * 501 + " b"
    True
    """
    return _UNBROKEN.sub(lambda run: " " * len(run[0]), text)
