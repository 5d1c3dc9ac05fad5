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
from kg.rdf import (
    Description,
    Territory,
    Triple,
    describe,
    describe_extractor,
    describe_territory,
    find_territory,
    to_shared_quads,
)
from kg.resolve import Catalogue


class EntityGraph:
    """Describes what articles share, from a catalogue."""

    def __init__(self, catalogue: Catalogue, *, base: str) -> None:
        self._catalogue = catalogue
        self._base = base
        self._name = NamedNode(shared_graph_iri("entities", base=base))

    # -- planning: before the catalogue is committed ------------------------------------------------

    def plan(self, articles: Iterable[str]) -> None:
        """Plan to describe all that a change concerns: of these articles, and of what is planned already."""
        for article in sorted({*articles, *self._catalogue.pending("article")}):
            self._plan_statements(article)
            self._catalogue.plan("node", self._catalogue.entities_of_article(article))
        for pair in self._catalogue.pending("identity"):
            self._plan_branch(pair)
        self._plan_territories()

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

    def _plan_territories(self) -> None:
        """Where the place of a country changes, plan to describe all that is tied to the country."""
        catalogue = self._catalogue
        for country in catalogue.pending_countries():
            names = catalogue.column("SELECT DISTINCT name_key FROM profiles WHERE country = ? AND is_country", country)
            entities = sorted({entity for name in names for entity in catalogue.entities_of_name(name)})
            tied = [described for each in entities if (described := self._find(each)) and described.country == country]
            territory = find_territory(tied, base=self._base)
            known = catalogue.all("SELECT place, name, country FROM territories WHERE country = ?", country)
            if territory is not None and known == [tuple(territory)]:
                continue
            if territory is None and not known:
                continue
            catalogue.connection.execute("DELETE FROM territories WHERE country = ?", (country,))
            if territory is not None:
                row = (country, territory.iri, territory.name)
                catalogue.connection.execute("INSERT INTO territories VALUES (?, ?, ?)", row)
            everything = catalogue.column("SELECT DISTINCT name_key FROM profiles WHERE country = ?", country)
            concerned = {entity for name in everything for entity in catalogue.entities_of_name(name)}
            concerned.update(place for place, _, _ in known)
            catalogue.plan("node", concerned | ({territory.iri} if territory else set()))

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
        described = self._find(node)
        if described is not None:
            yield from describe(described, self._territory("country", described.country))
        elif (territory := self._territory("place", node)) is not None:
            yield from describe_territory(territory)
        elif self._catalogue.all("SELECT 1 FROM extractors WHERE extractor = ? LIMIT 1", node):
            yield from describe_extractor(node, base=self._base)

    def _find(self, entity: str) -> Description | None:
        described = Description(entity)
        for said, count in self._catalogue.said_of(entity):
            described.add(said, count)
        if not described.kinds:
            return None
        described.corrected = self._catalogue.corrected(entity)
        return described

    def _territory(self, column: str, value: str | None) -> Territory | None:
        rows = self._catalogue.all(f"SELECT place, name, country FROM territories WHERE {column} = ?", value)
        return Territory(*min(rows)) if rows else None


def find_identity(catalogue: Catalogue, pair: str) -> Identity | None:
    """The identity of two bearers, whose ids stand in `pair` with a blank between them."""
    found = catalogue.column("SELECT record FROM identities WHERE one = ? AND other = ?", *pair.split(" "))
    return msgspec.json.decode(found[0], type=Identity) if found else None
