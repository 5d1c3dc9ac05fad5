"""The gold and the found facts of one article, paired.

What comes in: facts of both sides. What goes out: for each kind of fact the pairs that are the same one.
What it never does: judge how good a pair is; `scores` and `errors` do.

Items are matched one to one by a maximum-weight matching, so the order of the facts never matters. An entity
that a fact refers to is right if it shares a mention with the gold's, or, where one of the two has no mention
(a publisher known from metadata), if it has the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from kg.errors import FactsError
from kg.evaluate.matching import find_holder, get_names, iou, match, same_entity, same_figure
from kg.model import ArticleFacts, Claim, Communication, Count, Entity, Event, Span, Time

#: Two contents are the same if they share at least this part of their union.
CONTENT_OVERLAP = 0.5

#: The extractor of an article of which nothing was found, as nobody extracted it.
_NOBODY = "none"

Name = tuple[Span, str, Entity]


def iter_comparisons(gold: Iterable[ArticleFacts], found: Iterable[ArticleFacts]) -> Iterator[Comparison]:
    """Each article of the gold beside what was found in it, by id; nothing if it was not found.

    Raises:
        FactsError: the text of an article is not the same on both sides, so offsets cannot be compared.
    """
    by_id = {facts.article.id: facts for facts in found}
    for expected in gold:
        actual = by_id.get(expected.article.id)
        if actual is None:
            actual = ArticleFacts(article=expected.article, extractor=_NOBODY)
        elif actual.article.sha256 != expected.article.sha256:
            raise FactsError(
                f"{expected.article.id}: the gold and the found facts are of different texts.\n"
                "Extract again from the article that the gold was made on."
            )
        yield Comparison(expected, actual)


class Comparison:
    """The gold and the found facts of one article."""

    def __init__(self, gold: ArticleFacts, found: ArticleFacts) -> None:
        self.gold = gold
        self.found = found
        self.gold_names = get_names(gold)
        self.found_names = get_names(found)
        self._gold_entities = {entity.id: entity for entity in gold.entities}
        self._found_entities = {entity.id: entity for entity in found.entities}

    @property
    def is_missing(self) -> bool:
        """Whether the article is not among those that were extracted."""
        return self.found.extractor == _NOBODY

    @cached_property
    def names(self) -> list[tuple[Name, Name]]:
        """Name mentions that overlap and are of the same kind."""
        return match(self.gold_names, self.found_names, lambda g, f: g[1] == f[1] and iou([g[0]], [f[0]]))

    @cached_property
    def found_placed(self) -> list[Name]:
        """Name mentions that were put on the map, but for states that act: where these are is no question."""
        states = [span for span, _, entity in self.gold_names if entity.kind == "state"]
        places = [span for span, _, entity in self.gold_names if entity.kind == "place"]

        def is_asked(name: Name) -> bool:
            span, _, entity = name
            if entity.lat is None:
                return False
            if any(span.overlaps(place) for place in places):
                return True
            return entity.kind == "place" and not any(span.overlaps(state) for state in states)

        return [name for name in self.found_names if is_asked(name)]

    @cached_property
    def gold_placed(self) -> list[Name]:
        """Name mentions of places that are real, so that they have a position."""
        return [name for name in self.gold_names if name[2].kind == "place" and name[2].lat is not None]

    @cached_property
    def placed(self) -> list[tuple[Name, Name]]:
        """Name mentions that are on the map on both sides."""
        return match(self.gold_placed, self.found_placed, lambda g, f: iou([g[0]], [f[0]]))

    @cached_property
    def times(self) -> list[tuple[Time, Time]]:
        """Time expressions that overlap."""
        return match(self.gold.times, self.found.times, lambda g, f: iou([g.span], [f.span]))

    @cached_property
    def events(self) -> list[tuple[Event, Event]]:
        """Events, and communications found for events, whose triggers overlap."""
        found = (*self.found.events, *self.found.communications)
        return match(self.gold.events, found, lambda g, f: iou([g.trigger], [f.trigger]))

    @cached_property
    def communications(self) -> list[tuple[Communication, Communication]]:
        """Communications whose triggers, or else whose evidence, overlap."""
        return match(
            self.gold.communications,
            self.found.communications,
            lambda g, f: iou([g.trigger], [f.trigger]) or 0.5 * iou(g.evidence, f.evidence),
        )

    @cached_property
    def claims(self) -> list[tuple[Claim, Claim]]:
        """Claims of the same content."""

        def overlap(gold: Claim, found: Claim) -> float:
            shared = iou(gold.content, found.content)
            return shared if shared >= CONTENT_OVERLAP else 0.0

        return match(self.gold.claims, self.found.claims, overlap)

    @cached_property
    def counts(self) -> list[tuple[Count, Count]]:
        """Counts of the same harm and figure, those told in the same words first."""
        return match(
            self.gold.counts,
            self.found.counts,
            lambda g, f: float(same_figure(g, f)) and (0.1 + iou(g.evidence, f.evidence)),
        )

    def has_same_holder(self, gold: Claim, found: Claim) -> bool:
        """Whether two claims are held by the same entity, or both by none that is known."""
        expected, actual = find_holder(gold), find_holder(found)
        if expected is None or actual is None:
            return expected is actual
        return same_entity(self._gold_entities[expected], self._found_entities[actual])

    def compare_references(
        self, gold: object | None, found: object | None, field: str
    ) -> tuple[list[Entity], list[tuple[Entity, Entity]], list[Entity]]:
        """The entities that two facts refer to in a field: the gold's alone, those of both, the found one's alone."""
        expected = [self._gold_entities[i] for i in _ids(gold, field)]
        actual = [self._found_entities[i] for i in _ids(found, field)]
        shared = match(expected, actual, same_entity)
        missed = [entity for entity in expected if not any(entity is g for g, _ in shared)]
        added = [entity for entity in actual if not any(entity is f for _, f in shared)]
        return missed, shared, added

    def name_of(self, entity_id: str | None) -> str:
        """The name of an entity of either side, for people to read."""
        entity = self._gold_entities.get(entity_id or "") or self._found_entities.get(entity_id or "")
        return entity.name if entity else "nobody"


def _ids(fact: object | None, field: str) -> list[str]:
    if fact is None:
        return []
    values = getattr(fact, field)
    return list(dict.fromkeys(value if isinstance(value, str) else value.entity for value in values))
