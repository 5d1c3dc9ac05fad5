"""Several authors in one literal, in their order, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable


def join_byline(authors: Iterable[str]) -> str:
    r"""The authors as one line; a backslash or a semicolon in a name gets a backslash before it.

    >>> join_byline(["A. Writer", "Desk; North"])
    'A. Writer; Desk\\; North'
    """
    return "; ".join(re.sub(r"([\\;])", r"\\\1", author) for author in authors)


def split_byline(byline: str) -> tuple[str, ...]:
    r"""The authors of a line that `join_byline` made.

    >>> split_byline('A. Writer; Desk\\; North')
    ('A. Writer', 'Desk; North')
    """
    names = [""]
    for escaped, plain in re.findall(r"\\(.)|(; |.)", byline, re.DOTALL):
        if plain == "; ":
            names.append("")
        else:
            names[-1] += escaped or plain
    return tuple(names)
