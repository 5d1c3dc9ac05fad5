"""The graphs that articles share: one description of each entity, and the registry of articles.

What comes in: what each article says of an entity. What goes out: one description of it.
What it never does: depend on the order of the articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from kg.identifiers import BASE, article_iri, graph_iri, shared_graph_iri
from kg.model import Entity, EntityKind
from kg.namespaces import KG, RDF, RDFS, SKOS
from kg.rdf.index import value_of
from kg.rdf.mapping import type_of
from kg.rdf.places import Triple, containment_triples, find_gazetteer_name, position_triples
from kg.rdf.terms import CLASSES, integer, text

_SAID_OF_ENTITIES = frozenset(
    (
        *(KG.refersTo, KG.name, KG.entityKind, KG.alias, KG.hasActorType, KG.hasPlaceType),
        *(KG.geonamesId, KG.latitude, KG.longitude, KG.countryCode, KG.placedWithin),
    )
)

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
    return _to_quads(triples, NamedNode(shared_graph_iri("registry", base=base)))


def iter_references(quads: Iterable[Quad]) -> Iterator[Entity]:
    """What articles say of the entities that they share: the input of `entity_quads`, read from article graphs.

    The quads of one article come together; no more than those of one are held. Entities that only one article
    knows (they have no IRI of their own) are left out, and mentions are not read.
    """
    for _, of_one in groupby(quads, key=lambda quad: quad.graph_name):
        nodes: dict[str, dict[str, list[str]]] = {}
        for quad in of_one:
            if quad.predicate in _SAID_OF_ENTITIES:
                described = nodes.setdefault(value_of(quad.subject), {})
                described.setdefault(quad.predicate.value, []).append(value_of(quad.object))
        for node in sorted(nodes):
            entity = nodes[node].get(KG.refersTo.value, [""])[0]
            kind = _KINDS_BY_NAME.get(nodes[node].get(KG.entityKind.value, [""])[0])
            if kind and entity != f"{node}.entity":
                yield _to_reference(entity, kind, nodes[node])


def _to_reference(iri: str, kind: EntityKind, values: dict[str, list[str]]) -> Entity:
    def one(predicate: NamedNode) -> str | None:
        return min(values[predicate.value]) if predicate.value in values else None

    geonames, lat, lon = one(KG.geonamesId), one(KG.latitude), one(KG.longitude)
    notation = one(KG.hasPlaceType if kind == "place" else KG.hasActorType)
    return Entity(
        id="reference",
        kind=kind,
        name=one(KG.name) or "",
        aliases=tuple(sorted(values.get(KG.alias.value, ()))),
        iri=iri,
        type=None if notation is None else notation.rpartition("/")[2],
        geonames=None if geonames is None else int(geonames),
        lat=None if lat is None else float(lat),
        lon=None if lon is None else float(lon),
        country=one(KG.countryCode),
        within=one(KG.placedWithin),
    )


class _Description:
    """What all articles together say of one entity."""

    def __init__(self, entity: Entity) -> None:
        self.kinds: Counter[EntityKind] = Counter()
        self.names: Counter[str] = Counter()
        self.aliases: set[str] = set()
        self.types: Counter[str] = Counter()
        self.geonames: Counter[int] = Counter()
        self.points: Counter[tuple[float, float]] = Counter()
        self.countries: Counter[str] = Counter()
        self.outers: Counter[str] = Counter()
        self.iri = entity.iri or ""

    def add(self, entity: Entity) -> None:
        self.kinds[entity.kind] += 1
        self.names[entity.name] += 1
        self.aliases.update(entity.aliases)
        if entity.type is not None:
            self.types[entity.type] += 1
        if entity.geonames is not None:
            self.geonames[entity.geonames] += 1
        if entity.lat is not None and entity.lon is not None:
            self.points[entity.lat, entity.lon] += 1
        if entity.country is not None:
            self.countries[entity.country] += 1
        if entity.within is not None:
            self.outers[entity.within] += 1

    @property
    def kind(self) -> EntityKind:
        return _most_frequent(self.kinds) or "other"

    @property
    def name(self) -> str:
        """The most frequent name, of those the longest, of those the first in the alphabet."""
        return min(self.names, key=lambda name: (-self.names[name], -len(name), name))

    @property
    def country(self) -> str | None:
        return _most_frequent(self.countries)

    @property
    def geonames_id(self) -> int | None:
        return _most_frequent(self.geonames)

    @property
    def outer(self) -> str | None:
        return _most_frequent(self.outers)

    @property
    def is_country_place(self) -> bool:
        return self.kind == "place" and _most_frequent(self.types) == "country" and self.country is not None


def entity_quads(references: Iterable[Entity], *, base: str = BASE) -> list[Quad]:
    """The graph of entities: one description of each, from what all articles say of it.

    Entities without an IRI belong to one article and are left out. A place of the gazetteer goes by its name there and
    is within its division and country; a state has the place of its country as its territory.

    >>> iri = "https://w3id.org/dateline/id/place/kharkiv-706483"
    >>> kharkov = Entity(id="e", kind="place", name="Kharkov", iri=iri, geonames=706483, country="UA")
    >>> sorted(quad.object.value for quad in entity_quads([kharkov]) if quad.predicate == KG.isWithin)
    ['https://w3id.org/dateline/id/place/kharkiv-706482', 'https://w3id.org/dateline/id/place/ukraine']
    """
    descriptions: dict[str, _Description] = {}
    for entity in references:
        if entity.iri is not None:
            descriptions.setdefault(entity.iri, _Description(entity)).add(entity)
    ordered = [descriptions[iri] for iri in sorted(descriptions)]
    triples: list[Triple] = []
    for described in ordered:
        triples.extend(_describe(described, base))
    triples.extend(containment_triples(ordered, base))
    return _to_quads(triples, NamedNode(shared_graph_iri("entities", base=base)))


def _describe(described: _Description, base: str) -> Iterator[Triple]:
    node = NamedNode(described.iri)
    preferred = find_gazetteer_name(described, base) or described.name
    yield node, RDF.type, CLASSES[described.kind]
    yield node, RDFS.label, text(preferred)
    yield node, SKOS.prefLabel, text(preferred)
    for name in sorted({*described.names, *described.aliases} - {preferred}):
        yield node, SKOS.altLabel, text(name)
    if (notation := _most_frequent(described.types)) is not None:
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


def _to_quads(triples: Iterable[Triple], graph: NamedNode) -> list[Quad]:
    unique = {(s.value, p.value, str(o)): Quad(s, p, o, graph) for s, p, o in triples}
    return [unique[key] for key in sorted(unique)]
