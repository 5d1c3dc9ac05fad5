"""What lies in what: towns in divisions, divisions in countries; and the territories of states.

What comes in: what articles say of their places and states. What goes out: for each the place that it lies in, and
descriptions of the places of the gazetteer between it and its country that no article names.
What it never does: place anything that the articles do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
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


class Outer(NamedTuple):
    """A place around another.

    Attributes:
        iri: of the place.
        place: what describes it as long as no article does; None where a user's gazetteer put it around the other,
            since an article then speaks of it.
    """

    iri: str
    place: Place | None


#: The place of a country, by its ISO 3166-1 code.
TerritoryOf: TypeAlias = Callable[[str], Outer | None]


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
    by_country: dict[str, list[Described]] = {}
    for entity in described:
        by_country.setdefault(entity.country or "", []).append(entity)

    @cache
    def territory_of(country: str) -> Outer | None:
        return find_territory(country, by_country.get(country, ()), base)

    unnamed: dict[str, set[Place]] = {}
    for entity in described:
        outer = find_outer(entity, territory_of, base)
        yield from outer_triples(entity.iri, outer, kind=entity.kind)
        while outer is not None and outer.place is not None and outer.iri not in known:
            unnamed.setdefault(outer.iri, set()).add(outer.place)
            outer = find_outer_of_place(outer.place, territory_of, base)
    for iri in sorted(unnamed):
        yield from describe_unnamed(iri, unnamed[iri], territory_of, base)


def find_territory(country: str, tied: Iterable[Described], base: str) -> Outer | None:
    """The place of a country: one that articles speak of, else that of the gazetteer, else one named like its state.

    Args:
        country: its code.
        tied: the entities of the country; those that are neither its place nor a state may be left out.
        base: the IRI under which everything is minted.
    """
    ordered = sorted(tied, key=lambda entity: entity.iri)
    known = find_country(country)
    for entity in ordered:
        if entity.is_country_place:
            return Outer(entity.iri, known or _place_of_state(entity))
    if known is not None:
        return Outer(place_iri(known, base), known)
    state = next((entity for entity in ordered if entity.kind == "state"), None)
    return None if state is None else Outer(entity_iri("place", state.name, base=base), _place_of_state(state))


def find_outer(entity: Described, territory_of: TerritoryOf, base: str) -> Outer | None:
    """The place right around one, or the territory of a state.

    What a user's gazetteer says comes first; that of the package is followed unless the country is another.
    """
    if entity.kind == "state":
        return None if entity.country is None else territory_of(entity.country)
    if entity.kind != "place" or entity.is_country_place:
        return None
    place = None if entity.geonames_id is None else find_place(entity.geonames_id)
    if entity.outer is not None:
        outer: Outer | None = Outer(entity.outer, None)
    elif place is not None and entity.country in (None, place.country):
        outer = find_outer_of_place(place, territory_of, base)
    else:
        outer = None if entity.country is None else territory_of(entity.country)
    return None if outer is None or outer.iri == entity.iri else outer


def find_outer_of_place(place: Place, territory_of: TerritoryOf, base: str) -> Outer | None:
    """The place right around one of the gazetteer."""
    outer = next(iter(iter_within(place)), None)
    if outer is None:
        return None
    if outer.type == "country" and outer.country is not None:
        return territory_of(outer.country)
    return Outer(place_iri(outer, base), outer)


def outer_triples(iri: str, outer: Outer | None, *, kind: str = "place") -> Iterator[Triple]:
    """That a place lies in another, or that a state has its territory."""
    if outer is not None:
        yield NamedNode(iri), KG.hasTerritory if kind == "state" else KG.isWithin, NamedNode(outer.iri)


def describe_unnamed(iri: str, places: Iterable[Place], territory_of: TerritoryOf, base: str) -> Iterator[Triple]:
    """A place that no article names; of several that share the IRI, the first by country."""
    place = first_place(places)
    yield from _describe(NamedNode(iri), place)
    yield from outer_triples(iri, find_outer_of_place(place, territory_of, base))


def first_place(places: Iterable[Place]) -> Place:
    """The one that describes an IRI which several share."""
    return min(places, key=lambda place: (place.country or "", place.geonames or 0, place.name))


def _place_of_state(entity: Described) -> Place:
    """The territory of a state that the gazetteer does not know."""
    return Place(
        geonames=None,
        name=entity.name,
        lat=None,
        lon=None,
        country=entity.country,
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
