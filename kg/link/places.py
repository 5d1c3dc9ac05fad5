"""Where on the map the places and states of an article are.

What comes in: the facts of one article. What goes out: its entities, placed where the gazetteer has
one place of that name, or where what else the article names makes one stand out.
A place that nothing supports stays without a position.
"""

from __future__ import annotations

import msgspec

from kg.gazetteer import Place
from kg.gazetteer.authority import Authority
from kg.identifiers import entity_iri
from kg.link.candidates import find_candidates, is_by_another_name
from kg.link.choice import Case, Context
from kg.link.surroundings import read_surroundings
from kg.model import ArticleFacts, Entity

_ROUNDS = 3  # of choosing, each with what the one before has found


def locate(facts: ArticleFacts, authority: Authority, *, base: str) -> list[Entity]:
    """The entities of `facts` in their order, places and states with their position and IRI."""
    located = [entity for entity in facts.entities if entity.kind in ("place", "state")]
    surroundings = read_surroundings(facts.article, facts.entities)
    cases: dict[str, Case] = {}
    for entity in located:
        candidates = find_candidates(entity, surroundings[entity.id].feature, authority)
        by_alias = frozenset(place for place in candidates if is_by_another_name(place, entity))
        cases[entity.id] = Case(entity, candidates, surroundings[entity.id], by_alias)
    context = Context(facts, cases)
    for _ in range(_ROUNDS):
        for case in cases.values():
            case.chosen, case.is_sure = context.choose(case)
        context.learn()
    return [_placed(cases[entity.id], base) if entity.id in cases else entity for entity in facts.entities]


def _placed(case: Case, base: str) -> Entity:
    entity, place = case.entity, case.chosen
    if place is None:
        return entity
    names = (entity.name, *entity.aliases)
    name = place.name if place.type == "country" else entity.name
    return msgspec.structs.replace(
        entity,
        name=name,
        aliases=tuple(other for other in dict.fromkeys(names) if other != name),
        type="country" if entity.kind == "state" else place.type,
        iri=entity.iri or _iri(place, entity, base),
        geonames=place.geonames,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
    )


def _iri(place: Place, entity: Entity, base: str) -> str | None:
    """That of a place; a state that acts is named like its territory, and what is no country is none."""
    if entity.kind == "state":
        return entity_iri("state", place.key, base=base) if place.type == "country" else None
    return place.iri or entity_iri("place", place.key, base=base)
