"""What the certainty of a rule is worth: from the figure that a rule gives to the part of its facts that are right.

What comes in: facts with the certainty that their rules give. What goes out: the same facts, with a confidence that
says how often facts of that kind and certainty were right in the articles that the project marked by hand.
What it never does: change the order of facts of one kind, or touch what the marked articles cannot tell (events,
relations, and entities without a name).

The table is `lexicons/confidence.csv`, fitted by `scripts/calibrate.py` with isotonic regression (Zadrozny and Elkan
2002); between two of its rows the confidence is interpolated.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TypeVar

import msgspec

from kg.extract.lexicon import read_lexicon
from kg.extract.referenced import is_named
from kg.model import ArticleFacts, Claim, Communication, Count, Entity, Time

Fact = TypeVar("Fact", Entity, Time, Communication, Claim, Count)


def calibrate(facts: ArticleFacts) -> ArticleFacts:
    """The facts with calibrated confidences."""
    return msgspec.structs.replace(
        facts,
        entities=tuple(_calibrated("name", each) if is_named(each) else each for each in facts.entities),
        times=tuple(_calibrated("time", each) for each in facts.times),
        communications=tuple(_calibrated("communication", each) for each in facts.communications),
        claims=tuple(_calibrated("claim", each) for each in facts.claims),
        counts=tuple(_calibrated("count", each) for each in facts.counts),
    )


def _calibrated(kind: str, fact: Fact) -> Fact:
    return msgspec.structs.replace(fact, confidence=to_confidence(kind, fact.confidence))


@cache
def to_confidence(kind: str, certainty: float) -> float:
    """How often facts of that kind and certainty are right; the certainty itself for a kind that was not measured.

    >>> to_confidence("relation", 0.7)
    0.7
    """
    table = _tables().get(kind)
    if table is None:
        return certainty
    certainties, confidences = table
    i = bisect_left(certainties, certainty)
    if i == len(certainties) or (i == 0 and certainty < certainties[0]):
        return confidences[min(i, len(certainties) - 1)]
    if certainties[i] == certainty:
        return confidences[i]
    low, high = certainties[i - 1], certainties[i]
    part = (certainty - low) / (high - low)
    return round(confidences[i - 1] + part * (confidences[i] - confidences[i - 1]), 2)


@cache
def _tables() -> dict[str, tuple[list[float], list[float]]]:
    tables: dict[str, tuple[list[float], list[float]]] = {}
    for row in read_lexicon("confidence"):
        certainties, confidences = tables.setdefault(row["kind"], ([], []))
        certainties.append(float(row["certainty"]))
        confidences.append(float(row["confidence"]))
    return tables
