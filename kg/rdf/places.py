"""What lies in what: towns in divisions, divisions in countries; and the territories of states.

What comes in: what articles say of their places and states. What goes out: for each the place that it lies in, and
descriptions of the places of the gazetteer between it and its country that no article names.
What it never does: place anything that the articles do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.gazetteer import Place, find_country, find_place, iter_within
from kg.identifiers import entity_iri
from kg.namespaces import GEO, KG, RDF, RDFS, SKOS
from kg.rdf.mapping import type_of
from kg.rdf.terms import decimal, integer, text

Triple: TypeAlias = tuple[NamedNode, NamedNode, NamedNode | Literal]


class Described(Protocol):
    """What is known of an entity, as far as it says where it lies."""

    iri: str

    @property
    def kind(self) -> str:
        """Its kind of entity."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def country(self) -> str | None:
        """The ISO 3166-1 code of its country."""

    @property
    def geonames_id(self) -> int | None:
        """Its GeoNames id."""

    @property
    def outer(self) -> str | None:
        """The IRI of the place in which a user's gazetteer puts it."""

    @property
    def is_country_place(self) -> bool:
        """Whether it is the territory of a country."""


class _Outer(NamedTuple):
    """A place around another; without a description where an article has one."""

    iri: str
    place: Place | None


def find_gazetteer_name(described: Described, base: str) -> str | None:
    """The name by which the gazetteer calls the place, if its IRI is minted from it."""
    place = find_place(described.geonames_id) if described.geonames_id is not None else None
    if place is None or described.kind != "place" or place_iri(place, base) != described.iri:
        return None
    return place.name


def place_iri(place: Place, base: str) -> str:
    """The IRI of a place of a gazetteer."""
    return place.iri or entity_iri("place", place.key, base=base)


def position_triples(node: NamedNode, lat: float, lon: float) -> Iterator[Triple]:
    """A point as two numbers, and in the well-known text of GeoSPARQL."""
    north, east = decimal(lat), decimal(lon)
    yield node, KG.latitude, north
    yield node, KG.longitude, east
    yield node, GEO.asWKT, Literal(f"POINT({east.value} {north.value})", datatype=GEO.wktLiteral)


def containment_triples(described: Sequence[Described], base: str) -> Iterator[Triple]:
    """For each place what it lies in, up to its country; for each state its territory."""
    known = {entity.iri for entity in described}
    territories = _find_territories(described, base)
    added: dict[str, Place] = {}
    for entity in described:
        inner = entity.iri
        for outer in _chain(entity, territories, base):
            if outer.iri != inner:
                yield NamedNode(inner), KG.isWithin, NamedNode(outer.iri)
            if outer.place is not None and outer.iri not in known:
                added[outer.iri] = outer.place
            inner = outer.iri
        if entity.kind == "state" and (territory := territories.get(entity.country or "")) is not None:
            yield NamedNode(entity.iri), KG.hasTerritory, NamedNode(territory)
            if territory not in known:
                added[territory] = find_country(entity.country or "") or _territory_of(entity)
    for iri in sorted(added):
        yield from _describe(NamedNode(iri), added[iri])


def _chain(entity: Described, territories: dict[str, str], base: str) -> list[_Outer]:
    """The places around one, from the nearest up."""
    if entity.kind != "place" or entity.is_country_place:
        return []
    if entity.outer is not None:
        return [_Outer(entity.outer, None)]
    place = find_place(entity.geonames_id) if entity.geonames_id is not None else None
    country = find_country(entity.country) if entity.country is not None else None
    outers = iter_within(place) if place is not None else (country,) if country is not None else ()
    if not outers and entity.country in territories:
        return [_Outer(territories[entity.country], None)]
    return [
        _Outer(territories[outer.country] if outer.type == "country" else place_iri(outer, base), outer)
        for outer in outers
        if outer.country is not None
    ]


def _find_territories(described: Iterable[Described], base: str) -> dict[str, str]:
    """The IRI of the place of each country: one that articles speak of, else that of the gazetteer or of its state."""
    territories: dict[str, str] = {}
    for entity in described:
        if entity.is_country_place and entity.country is not None:
            territories.setdefault(entity.country, entity.iri)
    for entity in described:
        if entity.country is not None and entity.kind in ("place", "state"):
            country = find_country(entity.country)
            if country is not None:
                territories.setdefault(entity.country, place_iri(country, base))
            elif entity.kind == "state":
                territories.setdefault(entity.country, entity_iri("place", entity.name, base=base))
    return territories


def _territory_of(state: Described) -> Place:
    """The territory of a state that the gazetteer does not know."""
    return Place(
        geonames=None,
        name=state.name,
        lat=None,
        lon=None,
        country=state.country,
        division=None,
        type="country",
        population=0,
    )


def _describe(node: NamedNode, place: Place) -> Iterator[Triple]:
    yield node, RDF.type, KG.Place
    yield node, RDFS.label, text(place.name)
    yield node, SKOS.prefLabel, text(place.name)
    yield node, *type_of("place", place.type)
    if place.country is not None:
        yield node, KG.countryCode, text(place.country)
    if place.geonames is not None:
        yield node, KG.geonamesId, integer(place.geonames)
    if place.lat is not None and place.lon is not None:
        yield from position_triples(node, place.lat, place.lon)
