"""Words by which an article speaks of those who made it: "I told her", "he told this newspaper".

What comes in: a parsed text with its quotations. What goes out: whether a token stands for the author or for the
publisher, or None where someone who is quoted speaks, or anyone else is meant.

A quotation may have lost its marks. So `I` and `we` are the article's own only where it speaks so throughout, or where
someone talks to them: "she told us". In a lone paragraph, or in one that a colon announces, others speak.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from kg.extract.entities.lexical import words
from kg.extract.quotations import Quoted
from kg.extract.tokens import Doc, Token

_AUTHOR = words("i me my mine myself")
_HOUSE = words("we us our ours ourselves")
_FIRST_PERSON = _AUTHOR | _HOUSE | words("our")
_TALK = words("call comment confirm email explain interview mail message say speak statement talk tell write")
#: In how many paragraphs an article speaks in the first person that does so throughout, whatever its length.
_SEVERAL = 4
_OUTLETS = words(
    """agency blog broadcaster channel column journal magazine network newsletter newspaper outlet paper podcast
    programme program show site station website"""
)
_STAFF = words("reporter correspondent journalist")


class OwnVoice:
    """Who is meant by the words of the first person in one text."""

    def __init__(self, doc: Doc, quotations: Sequence[Quoted]) -> None:
        self._quotations = quotations
        self._doc = doc

    def find(self, token: Token) -> Literal["author", "publisher"] | None:
        """Whom of those who made the article `token`, the head of a phrase, stands for."""
        role = _role(token)
        if role is None or self.is_quoted(token):
            return None
        is_sure = next(iter(token.lefts), token).lower_ == "this" or _is_spoken_to(token)
        return role if is_sure or self._is_in_own_paragraph(token) else None

    def is_quoted(self, token: Token) -> bool:
        """Whether a token stands in one of the quotations."""
        i = bisect_right(self._quotations, token.idx, key=lambda quoted: quoted.start) - 1
        return i >= 0 and token.idx < self._quotations[i].end

    def _is_in_own_paragraph(self, token: Token) -> bool:
        paragraph = bisect_right(self._paragraphs, token.i) - 1
        return self._speaks_throughout and paragraph not in self._announced_paragraphs

    @cached_property
    def _paragraphs(self) -> list[int]:
        """The first token of each paragraph."""
        breaks = (token.i + 1 for token in self._doc[:-1] if token.is_space and "\n" in token.text)
        return [0, *(i for i in breaks if not self._doc[i].is_space)]

    @cached_property
    def _announced_paragraphs(self) -> frozenset[int]:
        """The numbers of the paragraphs before which one ends in a colon."""
        starts = enumerate(self._paragraphs)
        return frozenset(n for n, start in starts if start > 1 and self._doc[start - 2].text == ":")

    @cached_property
    def _speaks_throughout(self) -> bool:
        """Whether a fourth of the paragraphs, or several, speak in the first person outside of quotations."""
        own = {
            bisect_right(self._paragraphs, token.i)
            for token in self._doc
            if token.lower_ in _FIRST_PERSON and token.pos_ == "PRON" and not self.is_quoted(token)
        }
        return len(own) >= min(_SEVERAL, len(self._paragraphs) / 4)


def _role(token: Token) -> Literal["author", "publisher"] | None:
    word = token.lower_
    if word in _AUTHOR and token.pos_ == "PRON":
        return "author"
    return "publisher" if (word in _HOUSE and token.pos_ == "PRON") or _is_outlet(token) else None


def _is_spoken_to(token: Token) -> bool:
    """Whether someone talks to the one whom a word stands for: `told me`, `in an interview with us`."""
    head = token.head
    if token.dep_ == "pobj":
        return head.head.lemma_ in _TALK
    return token.dep_ in ("dobj", "dative") and head.lemma_ in _TALK


def _is_outlet(noun: Token) -> bool:
    """Whether a noun is "this newspaper", or "our programme", "our reporter"."""
    first = next(iter(noun.lefts), noun).lower_
    return (first == "this" and noun.lower_ in _OUTLETS) or (first == "our" and noun.lower_ in _OUTLETS | _STAFF)
