"""The graph of entities, brought up to date for those of whom articles say something new.

What comes in: a catalogue, and which nodes are to be described. What goes out: their triples.
What it never does: look at entities that no change concerns.

The graph is that which `kg.rdf.entity_quads` makes from all articles at once, with the triples that relations
assert and the extractors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from pyoxigraph import NamedNode, Quad

from kg.identifiers import article_iri, identity_iri, shared_graph_iri
from kg.model import Identity
from kg.namespaces import KG
from kg.pipeline.placing import Placing, find_description
from kg.rdf import (
    Triple,
    describe,
    describe_extractor,
    describe_unnamed,
    outer_triples,
    to_shared_quads,
)
from kg.resolve import Catalogue


class EntityGraph:
    """Describes what articles share, from a catalogue."""

    def __init__(self, catalogue: Catalogue, *, base: str) -> None:
        self._catalogue = catalogue
        self._base = base
        self._placing = Placing(catalogue, base=base)
        self._name = NamedNode(shared_graph_iri("entities", base=base))

    # -- planning: before the catalogue is committed ------------------------------------------------

    def plan(self, articles: Iterable[str]) -> None:
        """Plan to describe all that a change concerns: of these articles, and of what is planned already."""
        for article in sorted({*articles, *self._catalogue.pending("article")}):
            self._plan_statements(article)
            self._catalogue.plan("node", self._catalogue.entities_of_article(article))
        for pair in self._catalogue.pending("identity"):
            self._plan_branch(pair)
        self._placing.plan()

    def _plan_statements(self, article: str) -> None:
        """The triples that the relations of an article assert, under who its entities are."""
        catalogue = self._catalogue
        entities, own = catalogue.mapping(article), f"{article_iri(article, base=self._base)}#"
        relations = catalogue.all("SELECT subject, predicate, object FROM relations WHERE article = ?", article)
        self._state(
            article,
            {
                (entities.get(subject, subject), predicate, entities.get(value, value))
                for subject, predicate, value in relations
                if not entities.get(subject, subject).startswith(own)
            },
        )

    def _plan_branch(self, pair: str) -> None:
        identity = find_identity(self._catalogue, pair)
        source = identity_iri(*pair.split(" "), base=self._base)
        if identity is not None and identity.entity is not None and identity.whole is not None:
            self._state(source, {(identity.entity, KG.isPartOf.value, identity.whole)})
        else:
            self._state(source, set())

    def _state(self, source: str, triples: set[tuple[str, str, str]]) -> None:
        """Keep what a source states, and plan to describe the subjects of what came or went."""
        catalogue = self._catalogue
        known = set(catalogue.all("SELECT subject, predicate, object FROM stated WHERE article = ?", source))
        if known == triples:
            return
        catalogue.connection.execute("DELETE FROM stated WHERE article = ?", (source,))
        rows = [(source, *triple) for triple in sorted(triples)]
        catalogue.connection.executemany("INSERT INTO stated VALUES (?, ?, ?, ?)", rows)
        catalogue.plan("node", {subject for subject, _, _ in known ^ triples})

    # -- describing ---------------------------------------------------------------------------------

    def quads(self, node: str) -> list[Quad]:
        """All that the graph of entities says with `node` as its subject; nothing if no article speaks of it."""
        triples: list[Triple] = [
            (NamedNode(node), NamedNode(predicate), NamedNode(value))
            for predicate, value in self._catalogue.all(
                "SELECT DISTINCT predicate, object FROM stated WHERE subject = ?", node
            )
        ]
        return to_shared_quads([*triples, *self._describe(node)], self._name)

    def _describe(self, node: str) -> Iterator[Triple]:
        described = find_description(self._catalogue, node)
        if described is not None:
            yield from describe(described, base=self._base)
            yield from outer_triples(node, self._placing.outer_of(node), kind=described.kind)
        elif (place := self._placing.unnamed_at(node)) is not None:
            yield from describe_unnamed(node, [place], self._placing.territory_of, self._base)
        elif self._catalogue.all("SELECT 1 FROM extractors WHERE extractor = ? LIMIT 1", node):
            yield from describe_extractor(node, base=self._base)


def find_identity(catalogue: Catalogue, pair: str) -> Identity | None:
    """The identity of two bearers, whose ids stand in `pair` with a blank between them."""
    found = catalogue.column("SELECT record FROM identities WHERE one = ? AND other = ?", *pair.split(" "))
    return msgspec.json.decode(found[0], type=Identity) if found else None
