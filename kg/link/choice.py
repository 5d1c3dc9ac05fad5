"""Which of several places of one name an article means, if that can be told.

What comes in: the candidates of each place, and what the text says beside them. What goes out: the one that
stands out by its size and by what else the article names, or None.
What it never does: choose where two are about as likely.

A score is a logarithm of how many people a place stands for, to which each sign in the article adds its weight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from math import log10

from kg.gazetteer import Place, find_places
from kg.gazetteer.distance import km_between
from kg.link.publishers import find_country_of_publisher
from kg.link.surroundings import Surroundings
from kg.model import ArticleFacts, Entity

_PRIOR = {
    "country": 9.0,
    "continent": 9.0,
    "macro-region": 7.5,
    "sea": 7.5,
    "island": 6.2,
    "river": 5.5,
    "mountain": 5.5,
}
_LEAST = {"region": 5.0}
_NATURAL = frozenset(("sea", "river", "mountain", "island"))
_TOWNS = frozenset(("city", "village"))
_DIVISIONS = frozenset(("country", "region"))

_CAPITAL = 2.0  # what being the capital adds
_OTHER_NAME = 1.2  # what being called by a lesser name takes from a town
_SEAT = 2.0  # what a large town of the same name takes from a division
_RANK = 2.0  # what the word for its rank adds
_IN_COUNTRY = 6.0  # what lying in the country or the division that follows adds
_IN_LIST = 4.0  # what standing in a list of such divisions adds


_MARGIN = 0.5  # by which the best must beat the best place elsewhere
_ABBREVIATION = 4  # letters of a name that may be short for many
_CITY = 100_000  # people of a town that is better known than a division of its name
_CLEAR = 1.5  # by which it must do so to speak for others
_LIKELY = 5.0  # prior and support that a smaller place needs
_CLOSE = 150.0  # km within which two places are taken as one
_NEAR = 300.0  # km within which places speak for one another


@dataclass(slots=True)
class Case:
    """A place to find: its candidates, those known rather by another name, and what stands beside it."""

    entity: Entity
    candidates: tuple[Place, ...]
    surroundings: Surroundings
    by_alias: frozenset[Place]
    chosen: Place | None = None
    is_sure: bool = False  # the article supports it, or no other place comes near
    divisions: tuple[Place, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.divisions = tuple(place for place in self.candidates if place.type in _DIVISIONS)


class Context:
    """What the article tells of where it is about."""

    def __init__(self, facts: ArticleFacts, cases: dict[str, Case]) -> None:
        self._cases = cases
        self._named: Counter[str] = Counter()  # countries, as the article names them or its bodies are of them
        self._own: dict[str, tuple[str, float]] = {}
        for entity in facts.entities:
            if entity.country and (entity.kind in ("place", "state") or entity.mentions):
                weight = float(max(1, len(entity.mentions)))
                self._named[entity.country] += weight  # type: ignore[assignment]
                self._own[entity.id] = (entity.country, weight)
        for country in find_country_of_publisher(facts):
            self._named[country] += 1
        self._divisions_named: Counter[int] = Counter()
        for place in _places_in_names_of_bodies(facts):
            self._named[place.country or ""] += 0.5  # type: ignore[assignment]
            if place.division:
                self._divisions_named[place.division] += 1
        self._learn_nothing()

    def _learn_nothing(self) -> None:
        self._countries = Counter(self._named)
        self._divisions: Counter[int] = Counter(self._divisions_named)
        self._regions: Counter[str] = Counter()
        self._local: Counter[str] = Counter()
        self._spots: list[tuple[str, float, float]] = []

    def learn(self) -> None:
        """Take note of the places chosen so far."""
        self._learn_nothing()
        for key, case in self._cases.items():
            place = case.chosen
            if place is None:
                continue
            if place.division and case.is_sure:
                self._divisions[place.division] += 1
            if place.lat is not None and place.lon is not None and place.type in ("city", "village", "region"):
                self._spots.append((key, place.lat, place.lon))
            if place.country and place.type != "country":
                self._local[place.country] += 1
                self._regions[place.country] += place.type == "region"
            if place.country and not case.entity.country and case.is_sure:
                self._countries[place.country] += 2 if case.surroundings.is_dateline else 1

    def choose(self, case: Case) -> tuple[Place | None, bool]:
        """The place that stands out, and whether it does so clearly."""
        if not case.candidates:
            return None, False
        scored = [
            (self._prior(place, case), self._support(place, case), -i, place) for i, place in enumerate(case.candidates)
        ]
        best = max(scored, key=lambda item: (item[0] + item[1], item[2]))
        prior, support, _, place = best
        rivals = [a + b for a, b, _, other in scored if other is not place and _is_elsewhere(place, other)]
        margin = prior + support - max(rivals, default=0.0)
        if place.is_users:
            return (place, True) if margin > 0 else (None, False)
        if margin >= _MARGIN and prior + support >= _LIKELY:
            return place, support >= 1.5 or margin >= _CLEAR
        return None, False

    # How likely a place is by itself --------------------------------------------------------------

    def _prior(self, place: Place, case: Case) -> float:
        rank, kind = case.surroundings.rank, case.entity.type
        prior = _PRIOR.get(place.type) or max(log10(max(place.population, 100)), _LEAST.get(place.type, 0.0))
        prior += _CAPITAL * place.capital - 1.0 * (place.type == "district")
        if place.type == "city":
            prior = max(prior, self._prior_of_seat(place, case))
        if place in case.by_alias and place.type in _TOWNS and not place.capital:
            prior -= self._cost_of_other_name(place, case)
        if place.type == "country" and _is_region_too(case):
            prior = 7.5
        if kind in _NATURAL and place.type != kind and place.type not in ("sea", "river", "mountain", "island"):
            prior -= 2.0
        if rank is not None and place.type != "country":
            is_division = place.type in ("region", "district")
            if is_division == (rank != "city"):
                prior += _RANK / 2 if rank == "region" else _RANK
            elif rank != "region":
                prior -= 1.0
        elif place.type in ("region", "district") and any(_is_seat(place, other) for other in case.candidates):
            prior -= _SEAT
        if case.entity.country and place.type == "country":
            prior += 1.0
        return prior

    @staticmethod
    def _prior_of_seat(town: Place, case: Case) -> float:
        """A town after which a division is called is known beyond its size."""
        of_town = [place for place in case.divisions if place not in case.by_alias and _is_seat(place, town)]
        return max((log10(region.population) - 0.5 for region in of_town), default=0.0)

    @staticmethod
    def _cost_of_other_name(place: Place, case: Case) -> float:
        """Large cities go by several names; of smaller towns, the one that is called so first comes to mind."""
        if place.population > 10 * _CITY and len(case.entity.name) > _ABBREVIATION:
            return _OTHER_NAME / 2
        return _OTHER_NAME if len(case.by_alias) == len(case.candidates) else 2 * _OTHER_NAME

    # What the article says for it -----------------------------------------------------------------

    def _support(self, place: Place, case: Case) -> float:
        beside, support = self._support_of_neighbours(place, case), 0.0
        country = place.country
        if country and place.type in ("country", "region") and _is_region_too(case):
            support += self._support_of_namesake(place, case)
        elif country:
            own, weight = self._own.get(case.entity.id, ("", 0.0))
            named = self._countries[country] - (weight if own == country else 0)
            total = sum(self._countries.values()) or 1
            if named > 0:
                support += 0.8 + min(named, 5) * 0.15 + 0.8 * named / total
        if place.type == "region" and country:
            fellows = self._regions[country] - (case.chosen is place)
            support += min(fellows, 4) * 0.25
        if place.division and self._divisions[place.division] > (case.chosen is place and case.is_sure):
            support += 1.0
        near = sum(key != case.entity.id and _is_near(place, lat, lon) for key, lat, lon in self._spots)
        return beside + support + min(near, 3) * 0.4

    def _support_of_neighbours(self, place: Place, case: Case) -> float:
        """What the places before, after and beside it in the text add."""
        around, support = case.surroundings, 0.0
        if any(self._is_of_list(place, listed) for listed in around.lists):
            return _IN_LIST
        if around.is_dateline and place.type in _TOWNS:
            support += 1.0
        for key in around.after:
            support += self._inside(place, self._cases[key], case)
        for key in around.before:
            towns = self._cases[key].candidates
            if place.type != "village":
                support += max((self._inside(town, case, self._cases[key], only=place) for town in towns), default=0.0)
        divisions = {other.division for name in around.bodies for other in _places_in(name)}
        if place.division in divisions and place.type in _TOWNS:
            support += 3.0
        if place.type in _DIVISIONS and any(
            _is_mate(place, other) for key in around.beside for other in self._cases[key].divisions
        ):
            support += 1.5
        return support

    def _is_of_list(self, place: Place, listed: tuple[str, ...]) -> bool:
        """Whether most members of the list may be of the rank of `place`: countries, or divisions of its country."""
        if place.type not in ("region", "country"):
            return False
        fellows = sum(
            any(
                other.type == place.type and (place.type == "country" or other.country == place.country)
                for other in self._cases[key].divisions
            )
            for key in listed
        )
        return fellows >= 3 and fellows >= 0.75 * len(listed)

    def _support_of_namesake(self, place: Place, case: Case) -> float:
        """For the country and the division of one name: which has more of its own around it, places or other states."""
        own_division = case.chosen is not None and case.chosen.country == place.country and case.chosen.type == "region"
        local = self._local[place.country or ""] - own_division
        if place.type == "region":
            return min(local, 3) * 1.3
        divided = {other.country for other in case.candidates if other.type == "region"}
        abroad = [country for country in self._countries if country not in divided and country != place.country]
        return min(local, 3) * 1.0 + min(len(abroad), 3) * 0.8

    @staticmethod
    def _inside(place: Place, outer: Case, inner: Case, *, only: Place | None = None) -> float:
        """How well `place` lies in what is named after it."""
        for candidate in (only,) if only is not None else outer.candidates:
            if candidate.type == "country" and candidate.country == place.country and place.type != "country":
                return _IN_COUNTRY - 1.0
            is_listed = any(outer.entity.id in listed for listed in inner.surroundings.lists)
            may_be_listed = candidate.type in _DIVISIONS and (is_listed or place.population < _CITY)
            if may_be_listed and any(_is_mate(candidate, other) for other in inner.divisions):
                continue  # a list of divisions, not one within another
            if candidate.type == "region" and candidate.geonames == place.division and place.type != "region":
                return _IN_COUNTRY
            if candidate.country == place.country and place.type in _TOWNS and _distance(place, candidate) < 200:
                if candidate.type == "region":
                    return 3.0
                if candidate.type == "district" and candidate is outer.chosen:
                    return 4.0
                is_larger = candidate.type == "city" and candidate.population > place.population
                if is_larger and candidate is outer.chosen and not is_listed:
                    return 2.0
        return 0.0


def _places_in_names_of_bodies(facts: ArticleFacts) -> Iterator[Place]:
    """Divisions after which the bodies of an article are called: `Texas Department of Health`."""
    for entity in facts.entities:
        if entity.kind == "organization" and entity.mentions:
            yield from _places_in(entity.name)


@lru_cache(maxsize=2_000)
def _places_in(name: str) -> tuple[Place, ...]:
    """The large divisions of countries with which a name begins, or that follow a preposition in it."""
    words = name.split()
    starts = [0, *(i + 1 for i, word in enumerate(words) if word in ("of", "in", "at", "for"))]
    parts = {" ".join(words[first : first + size]) for first in starts for size in (1, 2, 3)}
    found = (next(iter(find_places(part)), None) for part in sorted(parts) if part[:1].isupper() and part != name)
    return tuple(
        place
        for place in found
        if place is not None and place.country and place.type == "region" and place.population > 100_000
    )


def _is_seat(region: Place, town: Place) -> bool:
    """Whether the town is of the region or district of the same name and the better known of the two."""
    if town.type != "city" or region.population == 0 or town.division != region.division:
        return False
    return town.capital or town.population > _CITY / 2 or town.population > 0.15 * region.population


def _is_mate(place: Place, other: Place) -> bool:
    """Whether the two are of one rank, as the members of a list are: countries, or divisions of one country."""
    if place.type == other.type == "country":
        return place.country != other.country
    return place.type == other.type == "region" and place.country == other.country and place.division != other.division


def _is_region_too(case: Case) -> bool:
    """Whether the name is that of a country and of a division of another, as Georgia is."""
    types = {place.type for place in case.candidates}
    return "country" in types and "region" in types and len({p.country for p in case.candidates if p.type in types}) > 1


def _is_elsewhere(place: Place, other: Place) -> bool:
    """Whether to take the one for the other would be a mistake on the map."""
    if place.geonames is not None and place.geonames == other.division:
        return False
    if other.geonames is not None and other.geonames == place.division:
        return False
    return _distance(place, other) > _CLOSE


def _is_near(place: Place, lat: float, lon: float) -> bool:
    if place.lat is None or place.lon is None or abs(place.lat - lat) > _NEAR / 111:  # km in a degree
        return False
    return km_between(place.lat, place.lon, lat, lon) < _NEAR


def _distance(a: Place, b: Place) -> float:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 20_000.0
    return km_between(a.lat, a.lon, b.lat, b.lon)
