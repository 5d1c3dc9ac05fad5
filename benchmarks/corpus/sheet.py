"""A text while it is written, with a mark on each name.

What comes in: sentences with slots, and what goes into these. What goes out: the text, and where everything stands.
What it never does: write a name that it does not mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import NamedTuple

from benchmarks.corpus.calling import Piece
from kg.model import Span


class Told(NamedTuple):
    """A name in an article, and whose it is."""

    start: int
    end: int
    entity: str
    form: str


class Sheet:
    """A text and the names in it."""

    def __init__(self, dateline: str) -> None:
        self.text = dateline
        self.told: list[Told] = []

    def say(self, sentence: str, slots: Mapping[str, Piece]) -> dict[str, Span]:
        """Write one sentence, and tell where each slot, the content between `{<}` and `{>}`, and all of it stand."""
        if self.text and not self.text.endswith(("\n", " ")):
            self.text += " "
        start = len(self.text)
        spans: dict[str, Span] = {}
        content = start
        for literal, name, _, _ in Formatter().parse(sentence):
            self.text += literal
            if name == "<":
                content = len(self.text)
            elif name == ">":
                spans["content"] = Span(content, len(self.text))
            elif name is not None:
                spans[name.lower()] = self._put(slots[name], first=len(self.text) == start)
        spans["sentence"] = Span(start, len(self.text))
        return spans

    def _put(self, piece: Piece, *, first: bool) -> Span:
        self.text += piece.lead.capitalize() if first and piece.lead.startswith("the ") else piece.lead
        span = Span(len(self.text), len(self.text) + len(piece.text))
        self.text += piece.text
        if piece.entity is not None:
            self.told.append(Told(span.start, span.end, piece.entity, piece.form))
        return span
