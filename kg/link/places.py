"""Where on the map the places and states of an article are.

What comes in: the facts of one article. What goes out: its entities, placed where the gazetteer has
one place of that name, or where what else the article names makes one stand out.
A place that nothing supports stays without a position.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from kg.gazetteer import Place
from kg.identifiers import entity_iri, slug
from kg.link.authority import Authority
from kg.link.candidates import find_candidates, is_by_another_name
from kg.link.cases import Case
from kg.link.choice import choose
from kg.link.context import Context
from kg.link.surroundings import read_surroundings
from kg.model import ArticleFacts, Entity

_ROUNDS = 3  # of choosing, each with what the one before has found


def locate(facts: ArticleFacts, authority: Authority, *, base: str) -> list[Entity]:
    """The entities of `facts` in their order, places and states with their position and IRI."""
    located = [entity for entity in facts.entities if entity.kind in ("place", "state")]
    surroundings = read_surroundings(facts.article, facts.entities)
    cases: dict[str, Case] = {}
    for entity in located:
        candidates = find_candidates(entity, surroundings[entity.id], authority)
        by_alias = frozenset(place for place in candidates if is_by_another_name(place, entity))
        cases[entity.id] = Case(entity, candidates, surroundings[entity.id], by_alias)
    context = Context(facts, cases)
    for _ in range(_ROUNDS):
        choices = [choose(case, context) for case in cases.values()]
        for case, choice in zip(cases.values(), choices, strict=True):
            case.chosen, case.is_sure = choice
        context.learn()
    placed = [_placed(cases[entity.id], base) if entity.id in cases else entity for entity in facts.entities]
    return [*placed, *_outer_places(cases.values(), {entity.iri for entity in placed}, base)]


def _placed(case: Case, base: str) -> Entity:
    entity, place = case.entity, case.chosen
    if place is None:
        return entity
    names = (entity.name, *entity.aliases)
    name = place.name if place.type == "country" or place.is_users else entity.name
    return msgspec.structs.replace(
        entity,
        name=name,
        aliases=tuple(other for other in dict.fromkeys(names) if other != name),
        type="country" if entity.kind == "state" else place.type or entity.type,
        iri=entity.iri or _iri(place, entity, base),
        geonames=place.geonames,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        within=_outer_iri(place, base) if entity.kind == "place" else None,
    )


def _outer_places(cases: Iterable[Case], known: set[str | None], base: str) -> Iterator[Entity]:
    """What the places of a user's gazetteer lie in, as far as the article does not name it."""
    outers: dict[str, Place] = {}
    for case in cases:
        outer = case.chosen.within if case.chosen is not None and case.entity.kind == "place" else None
        while outer is not None:
            outers[place_iri(outer, base)] = outer
            outer = outer.within
    for iri in sorted(outers.keys() - known):
        outer = outers[iri]
        yield Entity(
            id=f"within-{slug(iri)}",
            kind="place",
            name=outer.name,
            type=outer.type or None,
            iri=iri,
            geonames=outer.geonames,
            lat=outer.lat,
            lon=outer.lon,
            country=outer.country,
            within=_outer_iri(outer, base),
        )


def _outer_iri(place: Place, base: str) -> str | None:
    return None if place.within is None else place_iri(place.within, base)


def _iri(place: Place, entity: Entity, base: str) -> str | None:
    """That of a place; a state that acts is named like its territory, and what is no country is none."""
    if entity.kind == "state":
        return entity_iri("state", place.key, base=base) if place.type == "country" else None
    return place_iri(place, base)


def place_iri(place: Place, base: str) -> str:
    """The IRI of a place of a gazetteer."""
    return place.iri or entity_iri("place", place.key, base=base)
