"""Where on the map the places and states of an article are.

What comes in: the facts of one article. What goes out: its entities, placed where the gazetteer has
one place of that name, or where what else the article names makes one stand out.
A place that nothing supports stays without a position.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from math import asin, cos, log10, radians, sin, sqrt

import msgspec

from kg.gazetteer import Place, find_places
from kg.link.names import is_named
from kg.model import ArticleFacts, Entity

_REGION = re.compile(
    r"(?:regions?|provinces?|oblast|districts?|governorate|state|prefecture|county|territory|department)", re.IGNORECASE
)
_CITY = re.compile(r"(?:city|town|village|municipality)", re.IGNORECASE)
_PRIOR = {
    "country": 9.0,
    "continent": 9.0,
    "macro-region": 7.5,
    "sea": 7.5,
    "river": 5.5,
    "mountain": 5.5,
    "region": 5.4,
    "district": 3.2,
}
_CLASS = re.compile(
    r"\b(?:regions?|provinces?|oblast|districts?|governorate|state|prefecture|county|territory|city|town|village|municipality)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(r",? (?:in )?|, | \(|,? in (?:the )?(?:\w+ )?")
_BESIDE = re.compile(r", |,? (?:and|or|to) ")
_MARGIN = 0.6  # by which the best must beat the best place elsewhere when nothing supports it
_LARGE = 5.0  # prior of a place that needs no support: 100,000 inhabitants
_CLOSE = 150.0  # km within which two places are taken as one


@dataclass(slots=True)
class _Case:
    """An entity to place: its candidates, and what stands right after its mentions (`Paris, Texas`)."""

    entity: Entity
    candidates: tuple[Place, ...]
    after: dict[str, None] = field(default_factory=dict)
    before: dict[str, None] = field(default_factory=dict)
    beside: dict[str, None] = field(default_factory=dict)
    wanted: str | None = None
    chosen: Place | None = None
    supported: bool = False


def locate(facts: ArticleFacts) -> list[Entity]:
    """The entities of `facts` in their order, places and states with their position."""
    cases = {entity.id: _case(facts, entity) for entity in facts.entities if entity.kind in ("place", "state")}
    _link_neighbours(facts, cases)
    context = _Context(facts, cases)
    for _ in range(2):
        for case in cases.values():
            case.chosen, case.supported = context.choose(case)
        context.learn(cases)
    return [_placed(cases[entity.id]) if entity.id in cases else entity for entity in facts.entities]


def _case(facts: ArticleFacts, entity: Entity) -> _Case:
    if _is_phrase(facts, entity):
        return _Case(entity, ())
    for name in dict.fromkeys((entity.name, *entity.aliases)):
        candidates = find_places(name) or find_places(_CLASS.sub("", re.sub(r"^[Tt]he ", "", name)))
        if entity.type == "country":
            candidates = tuple(place for place in candidates if place.type in ("country", "region"))
        if candidates:
            return _Case(entity, candidates, wanted=_wanted_type(facts, entity))
    return _Case(entity, ())


def _is_phrase(facts: ArticleFacts, entity: Entity) -> bool:
    """Whether all that stands for its name is a phrase of the article: `the area` is on no map."""
    if is_named(entity):
        return False
    first = entity.mentions[0]
    return entity.name == " ".join(facts.article.text[first.start : first.end].split())


def _wanted_type(facts: ArticleFacts, entity: Entity) -> str | None:
    """`region` where the text says `Agdam region`, `city` where it says `the city of Agdam`."""
    votes: Counter[str] = Counter()
    for mention in entity.mentions:
        after = re.match(r"\W{1,2}(\w+)", facts.article.text[mention.end : mention.end + 30])
        before = re.search(r"(\w+) of $", facts.article.text[max(0, mention.start - 20) : mention.start])
        own = facts.article.text[mention.start : mention.end].split()
        listed = re.match(r"(?:, [A-Z]\w+)*,? and [A-Z]\w+ (\w+)", facts.article.text[mention.end : mention.end + 60])
        for word in (after[1] if after else "", listed[1] if listed else "", before[1] if before else "", own[-1]):
            votes["region"] += bool(_REGION.fullmatch(word))
            votes["city"] += bool(_CITY.fullmatch(word))
    kind, count = votes.most_common(1)[0] if votes else (None, 0)
    return kind if 2 * count >= len(entity.mentions) else None


def _link_neighbours(facts: ArticleFacts, cases: dict[str, _Case]) -> None:
    """Note for each place the one that follows it after a comma or in brackets."""
    text = facts.article.text
    mentions = sorted(
        (mention.start, mention.end, key)
        for key, case in cases.items()
        for mention in case.entity.mentions
        if mention.kind == "name"
    )
    for (_, end, first), (start, _, second) in pairwise(mentions):
        between = text[end:start]
        if first == second:
            continue
        if _WITHIN.fullmatch(between):
            cases[first].after[second] = None
            cases[second].before[first] = None
        if _BESIDE.fullmatch(between):
            cases[first].beside[second] = None
            cases[second].beside[first] = None


class _Context:
    """What the article tells of where it is about."""

    def __init__(self, facts: ArticleFacts, cases: dict[str, _Case]) -> None:
        self._cases = cases
        self._countries: Counter[str] = Counter()
        self._divisions: Counter[str] = Counter()
        self._local: Counter[str] = Counter()
        self._spots: list[tuple[str, float, float]] = []
        for entity in facts.entities:
            weight = max(1, len(entity.mentions))
            if entity.country and (entity.kind in ("place", "state") or entity.mentions):
                self._countries[entity.country] += weight
        self._own = {
            entity.id: (entity.country, max(1, len(entity.mentions))) for entity in facts.entities if entity.country
        }

    def learn(self, cases: dict[str, _Case]) -> None:
        """Take note of the places chosen so far."""
        self._divisions.clear()
        self._spots.clear()
        self._local.clear()
        for key, case in cases.items():
            place = case.chosen
            if place is None:
                continue
            if place.division and (case.supported or len(case.candidates) == 1):
                self._divisions[place.division] += 1
            if place.lat is not None and place.lon is not None and place.type in ("city", "village", "region"):
                self._spots.append((key, place.lat, place.lon))
            if place.country and place.type != "country":
                self._local[place.country] += 1
            if place.country and not case.entity.country and (len(case.candidates) == 1 or case.supported):
                self._countries[place.country] += 1

    def choose(self, case: _Case) -> tuple[Place | None, bool]:
        """The place that stands out, and whether the article supports it."""
        if not case.candidates:
            return None, False
        scored = [
            (self._prior(place, case), self._support(place, case), -i, place) for i, place in enumerate(case.candidates)
        ]
        best = max(scored, key=lambda item: (item[0] + item[1], item[2]))
        prior, support, _, place = best
        others = [a + b for a, b, _, other in scored if other is not place and _distance(place, other) > _CLOSE]
        margin = prior + support - max(others, default=0.0)
        if support >= 2.0 or not others or (prior >= _LARGE and margin >= _MARGIN) or margin >= 2.0:
            return place, support >= 2.0
        return None, False

    def _prior(self, place: Place, case: _Case) -> float:
        prior = _PRIOR.get(place.type, log10(place.population + 10) if place.population else 2.5)
        if place.type == "country" and _is_region_too(case):
            prior = _PRIOR["region"] + 1.0
        if case.wanted is not None and place.type != "country":
            prior += 2.0 if (place.type in ("region", "district")) == (case.wanted == "region") else -1.0
        elif place.type == "region" and any(self._is_seat(place, other) for other in case.candidates):
            prior -= 2.0
        if case.entity.country and place.type == "country":
            prior += 1.0
        return prior

    @staticmethod
    def _is_seat(region: Place, town: Place) -> bool:
        """Whether the town is of the region of the same name and the better known of the two."""
        return town.type == "city" and town.country == region.country and town.population > 100_000

    def _support(self, place: Place, case: _Case) -> float:
        support = 0.0
        for key in case.after:
            support += self._inside(place, self._cases[key], case)
        for key in case.before:
            towns = self._cases[key].candidates
            support += max((self._inside(town, case, self._cases[key], only=place) for town in towns), default=0.0)
        if any(_is_mate(place, other) for key in case.beside for other in self._cases[key].candidates):
            support += 1.5
        country = place.country
        if country and place.type in ("country", "region") and _is_region_too(case):
            support += self._support_of_namesake(place, case)
        elif country:
            own, weight = self._own.get(case.entity.id, (None, 0))
            named = self._countries[country] - (weight if own == country else 0)
            total = sum(self._countries.values()) or 1
            if named > 0:
                support += 1.5 + min(named, 5) * 0.3 + 1.0 * named / total
        if place.division and self._divisions[place.division] > (case.chosen is place):
            support += 1.0
        near = sum(
            1
            for key, lat, lon in self._spots
            if key != case.entity.id and place.lat is not None and _km(place.lat, place.lon or 0.0, lat, lon) < 300
        )
        return support + min(near, 3) * 0.5

    def _support_of_namesake(self, place: Place, case: _Case) -> float:
        """For the country and the division of one name: which has more of its own around it, places or other states."""
        own_division = case.chosen is not None and case.chosen.country == place.country and case.chosen.type == "region"
        local = self._local[place.country or ""] - own_division
        if place.type == "region":
            return min(local, 3) * 1.0
        divided = {other.country for other in case.candidates if other.type == "region"}
        abroad = [country for country in self._countries if country not in divided and country != place.country]
        return min(local, 3) * 1.0 + min(len(abroad), 3) * 0.8

    @staticmethod
    def _inside(place: Place, outer: _Case, inner: _Case, *, only: Place | None = None) -> float:
        """How well `place` lies in what is named after it."""
        for candidate in (only,) if only is not None else outer.candidates:
            if candidate.type == "country" and candidate.country == place.country and place.type != "country":
                return 5.0
            if any(_is_mate(candidate, other) for other in inner.candidates):
                continue  # a list of divisions, not one within another
            if (
                candidate.type == "region"
                and candidate.division is not None
                and candidate.division == place.division
                and place.type != "region"
            ):
                return 6.0
            if (
                candidate.type == "region"
                and candidate.country == place.country
                and place.type in ("city", "village")
                and _distance(place, candidate) < 200
            ):
                return 3.0
        return 0.0


def _is_mate(place: Place, other: Place) -> bool:
    """Whether the two are of one rank, as the members of a list are: countries, or divisions of one country."""
    if place.type == other.type == "country":
        return place.country != other.country
    return place.type == other.type == "region" and place.country == other.country and place.division != other.division


def _is_region_too(case: _Case) -> bool:
    """Whether the name is that of a country and of a division of another, as Georgia is."""
    types = {place.type for place in case.candidates}
    return "country" in types and "region" in types and len({p.country for p in case.candidates if p.type in types}) > 1


def _placed(case: _Case) -> Entity:
    entity, place = case.entity, case.chosen
    if place is None:
        return entity
    same_country = place.type == "country"
    return msgspec.structs.replace(
        entity,
        type=place.type if entity.type in (None, "country") else entity.type,
        geonames=place.geonames,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        name=place.name if same_country else entity.name,
        aliases=tuple(name for name in dict.fromkeys((entity.name, *entity.aliases)) if name != place.name)
        if same_country
        else entity.aliases,
    )


def _distance(a: Place, b: Place) -> float:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 20_000.0
    return _km(a.lat, a.lon, b.lat, b.lon)


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance."""
    a, b, c, d = map(radians, (lat, lon, other_lat, other_lon))
    return 12742.0 * asin(min(1.0, sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2)))
