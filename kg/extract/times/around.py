"""What stands beside an offset of a parsed text.

What comes in: a text and its parse. What goes out: words and tokens.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.extract.tokens import Doc, Token

_BEFORE = re.compile(r"([\w'’$£€%]+)[^\w'’$£€%]*$")
_AFTER = re.compile(r"[^\S\n]*([\w'’]+)")


class Around:
    """A parsed text and what stands beside an offset in it."""

    def __init__(self, text: str, doc: Doc) -> None:
        self.text = text
        self.doc = doc
        self._starts = [token.idx for token in doc]

    def token_at(self, offset: int) -> Token:
        """The token that covers `offset`, or the one before it."""
        return self.doc[max(0, bisect_right(self._starts, offset) - 1)]

    def head_of(self, start: int, end: int) -> Token:
        """The word of the range that governs the others."""
        tokens = [self.token_at(start)]
        while tokens[-1].i + 1 < len(self.doc) and self.doc[tokens[-1].i + 1].idx < end:
            tokens.append(self.doc[tokens[-1].i + 1])
        return next((token for token in tokens if token.head not in tokens or token.head == token), tokens[-1])

    def skip_article(self, start: int, end: int) -> int:
        """Where the range begins without an article that belongs to a later word: `the [third-quarter] loss`."""
        article = self.token_at(start)
        if article.dep_ != "det" or article.head.idx < end or article.i + 1 == len(self.doc):
            return start
        following = self.doc[article.i + 1]
        return following.idx if following.idx < end else start

    def word_before(self, start: int) -> str:
        """The word before `start`, in lower case."""
        found = _BEFORE.search(self.text, max(0, start - 30), start)
        return found[1].lower() if found else ""

    def word_after(self, end: int) -> str:
        """The next word on the line after `end`, as it stands there."""
        found = _AFTER.match(self.text, end)
        return found[1] if found else ""
