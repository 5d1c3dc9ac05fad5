"""The stories of a store, read as they are asked for.

What comes in: ids of articles. What goes out: what their graphs tell, as it is compared.
What it never does: read an article that shares no entity with one that was asked for, or is of another time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from kg.identifiers import BASE, article_iri, parse_fact_iri
from kg.namespaces import KG
from kg.rdf import from_quads
from kg.resolve.stories import Story, are_of_one_time, story_of

#: How many stories are held at once.
_HELD = 4_000


class StoreShelf:
    """The stories of the articles in a store."""

    def __init__(self, dataset: pyoxigraph.Store, graphs: dict[str, NamedNode], *, base: str = BASE) -> None:
        """Read nothing yet.

        Args:
            dataset: holds the article graphs.
            graphs: the graph of each article, by the article's id.
            base: what the IRIs begin with.
        """
        self._dataset = dataset
        self._graphs = graphs
        self._base = base
        self._held: dict[str, Story] = {}
        self._naming: dict[str, frozenset[str]] = {}
        self._days: dict[str, date | None] = {}

    def get(self, article_id: str) -> Story:
        """The story of an article; those asked for first are let go of first."""
        story = self._held.get(article_id)
        if story is None:
            quads = self._dataset.quads_for_pattern(None, None, None, self._graphs[article_id])
            story = self._held[article_id] = story_of(from_quads(quads))
            if len(self._held) > _HELD:
                del self._held[next(iter(self._held))]
        return story

    def iter_near(self, article_id: str) -> Iterator[str]:
        """The ids of the articles of the same weeks that speak of some of the same entities."""
        near = {other for entity in self.get(article_id).entities for other in self._find_naming(entity)}
        near.discard(article_id)
        published = self.get(article_id).published
        for other in sorted(near & self._graphs.keys()):
            if are_of_one_time(published, self._find_day(other)):
                yield other

    def _find_naming(self, entity: str) -> frozenset[str]:
        """The ids of the articles that speak of an entity."""
        if entity not in self._naming:
            found = self._dataset.quads_for_pattern(None, KG.refersTo, NamedNode(entity), None)
            references = (quad.subject.value for quad in found)  # type: ignore[union-attr]
            self._naming[entity] = frozenset(parse_fact_iri(each, base=self._base).article_id for each in references)
        return self._naming[entity]

    def _find_day(self, article_id: str) -> date | None:
        """The day on which an article was published, without reading the article."""
        if article_id not in self._days:
            node = NamedNode(article_iri(article_id, base=self._base))
            found = self._dataset.quads_for_pattern(node, KG.publishedOn, None, self._graphs[article_id])
            day = next((quad.object for quad in found), None)
            self._days[article_id] = date.fromisoformat(day.value) if isinstance(day, Literal) else None
        return self._days[article_id]
