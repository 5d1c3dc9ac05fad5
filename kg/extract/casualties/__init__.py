"""Numbers of people killed, injured, missing, displaced, detained …, each with what the text says of it.

What comes in: a parsed article with its entities, times and events. What goes out: `Count`s in text order.
What it never does: add figures up, split a combined one, or take a possibility for a fact.

A figure is harmed people in the syntax of their clause, not a number near a word. `confidence` is that of the
reading: about .9 where a verb governs the figure, .85 for adjectives and nouns, half where the text only fears or
supposes, less where those counted are not known to be people. An indefinite plural ("dozens") has no value; its
lower bound is two of the unit (24).
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.casualties.counting import Counting
from kg.extract.document import Document
from kg.extract.entities import EntityIndex
from kg.model import Count, Event, Time

__all__ = ["find_counts"]


def find_counts(
    document: Document, entities: EntityIndex, times: Sequence[Time], events: Sequence[Event]
) -> list[Count]:
    """The counts of people harmed; who is counted becomes a mention in `entities`."""
    counting = Counting(document, entities, times, events)
    for number, sentence in enumerate(document.doc.sents):
        counting.read(sentence, number)
    return counting.counts()
