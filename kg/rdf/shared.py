"""The graphs that articles share: one description of each entity, and the registry of articles.

What comes in: what each article says of an entity. What goes out: one description of it.
What it never does: depend on the order of the articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from kg.identifiers import BASE, article_iri, graph_iri, shared_graph_iri
from kg.model import Entity, EntityKind
from kg.namespaces import KG, RDF, RDFS, SKOS
from kg.rdf.mapping import type_of
from kg.rdf.places import Triple, containment_triples, find_gazetteer_name, position_triples
from kg.rdf.terms import CLASSES, integer, text

_KINDS_BY_NAME: dict[str, EntityKind] = {kind: kind for kind in CLASSES}

Value = TypeVar("Value", EntityKind, str, int, tuple[float, float])


def registry_quads(
    article_id: str,
    *,
    record_hash: str,
    source_file: str | None = None,
    superseded: Iterable[str] = (),
    base: str = BASE,
) -> list[Quad]:
    """What the registry says of one article: that it is there, what it was made from, and where its graph is.

    >>> quads = registry_quads("a", record_hash="0", source_file="a.txt")
    >>> [quad.object.value for quad in quads if quad.predicate == KG.status]
    ['active']
    """
    node = NamedNode(article_iri(article_id, base=base))
    triples: list[Triple] = [
        (node, KG.recordHash, text(record_hash)),
        (node, KG.hasGraph, NamedNode(graph_iri(article_id, base=base))),
        (node, KG.status, text("active")),
    ]
    triples.extend((node, KG.supersededHash, text(older)) for older in superseded)
    if source_file is not None:
        triples.append((node, KG.sourceFile, text(source_file)))
    return to_shared_quads(triples, NamedNode(shared_graph_iri("registry", base=base)))


class Description:
    """What all articles together say of one entity."""

    def __init__(self, iri: str) -> None:
        self.iri = iri
        self.kinds: Counter[EntityKind] = Counter()
        self.names: Counter[str] = Counter()
        self.aliases: set[str] = set()
        self.types: Counter[str] = Counter()
        self.geonames: Counter[int] = Counter()
        self.points: Counter[tuple[float, float]] = Counter()
        self.countries: Counter[str] = Counter()
        self.outers: Counter[str] = Counter()
        self.corrected: Mapping[str, str] = {}

    def add(self, entity: Entity, count: int = 1) -> None:
        """Count what `count` references say."""
        self.kinds[entity.kind] += count
        self.names[entity.name] += count
        self.aliases.update(entity.aliases)
        if entity.type is not None:
            self.types[entity.type] += count
        if entity.geonames is not None:
            self.geonames[entity.geonames] += count
        if entity.lat is not None and entity.lon is not None:
            self.points[entity.lat, entity.lon] += count
        if entity.country is not None:
            self.countries[entity.country] += count
        if entity.within is not None:
            self.outers[entity.within] += count

    @property
    def kind(self) -> EntityKind:
        """What a person corrected it to, or else the most frequent."""
        return _KINDS_BY_NAME.get(self.corrected.get("kind", "")) or _most_frequent(self.kinds) or "other"

    @property
    def name(self) -> str:
        """The corrected name, or the most frequent, of those the longest, of those the first in the alphabet.

        Of a person or an organization a single word is taken only if there is nothing else.
        """
        shortens = self.kind in ("person", "organization")
        return self.corrected.get("name") or min(
            self.names, key=lambda name: (shortens and " " not in name, -self.names[name], -len(name), name)
        )

    @property
    def country(self) -> str | None:
        """The country that a person corrected it to, or else the most frequent."""
        return self.corrected.get("country") or _most_frequent(self.countries)

    @property
    def type(self) -> str | None:
        """The type that a person corrected it to, or else the most frequent."""
        return self.corrected.get("type") or _most_frequent(self.types)

    @property
    def geonames_id(self) -> int | None:
        """The most frequent GeoNames id."""
        return _most_frequent(self.geonames)

    @property
    def outer(self) -> str | None:
        """The place in which user's gazetteers put it most often."""
        return _most_frequent(self.outers)

    @property
    def is_country_place(self) -> bool:
        """Whether it is the place of a country."""
        return self.kind == "place" and self.type == "country" and self.country is not None


def entity_quads(references: Iterable[Entity], *, base: str = BASE) -> list[Quad]:
    """The graph of entities: one description of each, from what all articles say of it.

    Entities without an IRI belong to one article and are left out. A place of the gazetteer goes by its name there and
    is within its division and country; a state has the place of its country as its territory.

    >>> iri = "https://w3id.org/dateline/id/place/kharkiv-706483"
    >>> kharkov = Entity(id="e", kind="place", name="Kharkov", iri=iri, geonames=706483, country="UA")
    >>> sorted(quad.object.value for quad in entity_quads([kharkov]) if quad.predicate == KG.isWithin)
    ['https://w3id.org/dateline/id/place/kharkiv-706482', 'https://w3id.org/dateline/id/place/ukraine']
    """
    descriptions: dict[str, Description] = {}
    for entity in references:
        if entity.iri is not None:
            descriptions.setdefault(entity.iri, Description(entity.iri)).add(entity)
    ordered = [descriptions[iri] for iri in sorted(descriptions)]
    triples: list[Triple] = []
    for described in ordered:
        triples.extend(describe(described, base=base))
    triples.extend(containment_triples(ordered, base))
    return to_shared_quads(triples, NamedNode(shared_graph_iri("entities", base=base)))


def describe(described: Description, *, base: str) -> Iterator[Triple]:
    """The triples about an entity, but for where it lies."""
    node = NamedNode(described.iri)
    preferred = described.corrected.get("name") or find_gazetteer_name(described, base) or described.name
    yield node, RDF.type, CLASSES[described.kind]
    yield node, RDFS.label, text(preferred)
    yield node, SKOS.prefLabel, text(preferred)
    for name in sorted({*described.names, *described.aliases} - {preferred}):
        yield node, SKOS.altLabel, text(name)
    if (notation := described.type) is not None:
        yield node, *type_of(described.kind, notation)
    if described.geonames_id is not None:
        yield node, KG.geonamesId, integer(described.geonames_id)
    if (point := _most_frequent(described.points)) is not None:
        yield from position_triples(node, *point)
    if described.country is not None:
        yield node, KG.countryCode, text(described.country)


def _most_frequent(values: Counter[Value]) -> Value | None:
    ranked = sorted((-n, value) for value, n in values.items())
    return ranked[0][1] if ranked else None


def to_shared_quads(triples: Iterable[Triple], graph: NamedNode) -> list[Quad]:
    """Triples as quads of a graph, each once, sorted."""
    unique = {(s.value, p.value, str(o)): Quad(s, p, o, graph) for s, p, o in triples}
    return [unique[key] for key in sorted(unique)]
