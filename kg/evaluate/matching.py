"""When a found fact is the same as a gold one, and the best pairing of two lists.

What comes in: facts, spans and entities of both sides. What goes out: pairs, and yes or no.
What it never does: depend on the order of the facts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import networkx as nx

from kg.gazetteer.distance import km_between
from kg.model import ArticleFacts, Attribution, Claim, Count, Entity, Span, Time

#: Kilometres within which a place is put right: a hundred miles, as is usual to count.
NEAR = 161

G = TypeVar("G")
F = TypeVar("F")


def match(gold: Sequence[G], found: Sequence[F], weight: Callable[[G, F], float | bool]) -> list[tuple[G, F]]:
    """The one-to-one pairs with the greatest total weight; a weight of 0 never pairs.

    >>> match([1, 2], [2, 3], lambda g, f: g == f)
    [(2, 2)]
    """
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for i, expected in enumerate(gold):
        for j, actual in enumerate(found):
            value = float(weight(expected, actual))
            if value > 0:
                graph.add_edge(("gold", i), ("found", j), weight=value)
    pairs = (sorted(pair, reverse=True) for pair in nx.max_weight_matching(graph, maxcardinality=True))
    return [(gold[left[1]], found[right[1]]) for left, right in sorted(pairs)]


def iou(gold: Sequence[Span], found: Sequence[Span]) -> float:
    """The characters that two lists of spans share, as a part of those that either has.

    >>> iou([Span(0, 4)], [Span(2, 6)])
    0.3333333333333333
    """
    if not any(g.overlaps(f) for g in gold for f in found):
        return 0.0
    a = {i for span in gold for i in range(span.start, span.end)}
    b = {i for span in found for i in range(span.start, span.end)}
    return len(a & b) / len(a | b)


def same_entity(gold: Entity, found: Entity) -> bool:
    """Whether two entities share a mention or, where one has none, the name."""
    if gold.mentions and found.mentions:
        return any(g.span.overlaps(f.span) for g in gold.mentions for f in found.mentions)
    return gold.name.casefold() == found.name.casefold()


def same_value(gold: Time, found: Time) -> bool:
    """Whether two times have the same TIMEX3 value, or without one the same EDTF."""
    return gold.value == found.value if gold.value else gold.edtf == found.edtf


def same_figure(gold: Count, found: Count) -> bool:
    """Whether two counts give the same number, with the same bounds, of the same harm."""
    return (gold.harm, gold.value, gold.lower, gold.upper) == (found.harm, found.value, found.lower, found.upper)


def get_names(facts: ArticleFacts) -> list[tuple[Span, str, Entity]]:
    """Name mentions with the kind of their entity; a state and its territory count as one kind."""
    return [
        (mention.span, "place" if entity.kind == "state" else entity.kind, entity)
        for entity in facts.entities
        for mention in entity.mentions
        if mention.kind == "name"
    ]


def is_near(gold: Entity, found: Entity) -> bool:
    """Whether two places are one record of GeoNames, or no further apart than `NEAR`.

    >>> kyiv = Entity(id="a", kind="place", name="Kyiv", lat=50.45, lon=30.52)
    >>> kharkiv = Entity(id="b", kind="place", name="Kharkiv", lat=49.98, lon=36.26)
    >>> is_near(kyiv, kyiv), is_near(kyiv, kharkiv)
    (True, False)
    """
    if gold.geonames is not None and gold.geonames == found.geonames:
        return True
    if gold.lat is None or gold.lon is None or found.lat is None or found.lon is None:
        return False
    return km_between(gold.lat, gold.lon, found.lat, found.lon) <= NEAR


def find_link(claim: Claim) -> Attribution | None:
    """The first link of a claim's chain: who holds it, and in which words."""
    return next((link for link in claim.attributions if link.level == 1), None)


def find_holder(claim: Claim) -> str | None:
    """Who holds a claim."""
    link = find_link(claim)
    return link.source if link else None
