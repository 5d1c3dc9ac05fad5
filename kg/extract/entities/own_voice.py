"""Words by which an article speaks of those who made it: "I told her", "he told this newspaper".

What comes in: a token and the quotations of its text. What goes out: whether it stands for the author or for
the publisher, or None where someone who is quoted speaks, or anyone else is meant.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from spacy.tokens import Token

from kg.extract.entities.lexical import words
from kg.extract.quotations import Quoted

_AUTHOR = words("i me my mine myself")
_HOUSE = words("we us our ours ourselves")
_OUTLETS = words(
    """agency blog broadcaster channel column journal magazine network newsletter newspaper outlet paper podcast
    programme program show site station website"""
)
_STAFF = words("reporter correspondent journalist")


def find_own_voice(token: Token, quotations: Sequence[Quoted]) -> Literal["author", "publisher"] | None:
    """Whom of those who made the article `token`, the head of a phrase, stands for."""
    word = token.lower_
    role: Literal["author", "publisher"] | None = None
    if word in _AUTHOR and token.pos_ == "PRON":
        role = "author"
    elif (word in _HOUSE and token.pos_ == "PRON") or _is_outlet(token):
        role = "publisher"
    return role if role is not None and not is_quoted(token, quotations) else None


def _is_outlet(noun: Token) -> bool:
    """Whether a noun is "this newspaper", or "our programme", "our reporter"."""
    first = next(noun.lefts, noun).lower_
    return (first == "this" and noun.lower_ in _OUTLETS) or (first == "our" and noun.lower_ in _OUTLETS | _STAFF)


def is_quoted(token: Token, quotations: Sequence[Quoted]) -> bool:
    """Whether a token stands in one of the quotations."""
    i = bisect_right(quotations, token.idx, key=lambda quoted: quoted.start) - 1
    return i >= 0 and token.idx < quotations[i].end
