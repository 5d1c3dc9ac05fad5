"""The stories of a store, read as they are asked for.

What comes in: ids of articles. What goes out: what their graphs tell, as it is compared.
What it never does: read an article that shares no entity with one that was asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph
from pyoxigraph import NamedNode

from kg.identifiers import BASE, article_iri, parse_fact_iri
from kg.namespaces import KG
from kg.rdf import from_quads
from kg.resolve.stories import Story, story_of

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
        """The ids of the articles that speak of some of the same entities."""
        near: set[str] = set()
        own = f"{article_iri(article_id, base=self._base)}#"
        for entity in self.get(article_id).entities:
            for quad in self._dataset.quads_for_pattern(None, KG.refersTo, NamedNode(entity), None):
                reference = quad.subject.value  # type: ignore[union-attr]
                if not reference.startswith(own):
                    near.add(parse_fact_iri(reference, base=self._base).article_id)
        yield from sorted(near & self._graphs.keys())
