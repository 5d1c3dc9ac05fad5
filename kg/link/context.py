"""What an article says of where it is about, and how much of it speaks for a place.

What comes in: the facts of one article, and the places chosen so far. What goes out: for a candidate a number that
adds to its prior.
What it never does: choose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kg.gazetteer import Place, find_places
from kg.link.cases import CITY, DIVISIONS, TOWNS, Case, distance, is_mate, is_near
from kg.link.publishers import find_country_of_publisher
from kg.model import ArticleFacts

_IN_COUNTRY = 6.0  # what lying in the country or the division that follows adds
_IN_LIST = 4.0  # what standing in a list of such divisions adds


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

    def weigh(self, place: Place, case: Case) -> float:
        """How much speaks for a candidate."""
        beside, support = self._support_of_neighbours(place, case), 0.0
        country = place.country
        if country and place.type in ("country", "region") and case.is_country_and_division:
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
        near = sum(key != case.entity.id and is_near(place, lat, lon) for key, lat, lon in self._spots)
        return beside + support + min(near, 3) * 0.4

    def contradicts(self, place: Place, case: Case) -> bool:
        """Whether the division that follows the name is another than its own (`Stroud, Ontario` is not in England).

        Of great cities a comma says little: `In London, Ontario's premier said`.
        """
        if place.type not in TOWNS or place.capital or place.population > 10 * CITY:
            return False
        outers = [self._cases[key].chosen for key in case.surroundings.after]
        return any(outer is not None and outer.type == "region" and outer.country != place.country for outer in outers)

    def _support_of_neighbours(self, place: Place, case: Case) -> float:
        """What the places before, after and beside it in the text add."""
        around, support = case.surroundings, 0.0
        if any(self._is_of_list(place, listed) for listed in around.lists):
            return _IN_LIST
        if around.is_dateline and place.type in TOWNS:
            support += 1.0
        for key in around.after:
            support += self._inside(place, self._cases[key], case)
        for key in around.before:
            towns = self._cases[key].candidates
            if place.type != "village":
                support += max((self._inside(town, case, self._cases[key], only=place) for town in towns), default=0.0)
        divisions = {other.division for name in around.bodies for other in _places_in(name)}
        if place.division in divisions and place.type in TOWNS:
            support += 3.0
        if place.type in DIVISIONS and any(
            is_mate(place, other) for key in around.beside for other in self._cases[key].divisions
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
            may_be_listed = candidate.type in DIVISIONS and (is_listed or place.population < CITY)
            if may_be_listed and any(is_mate(candidate, other) for other in inner.divisions):
                continue  # a list of divisions, not one within another
            if candidate.type == "region" and candidate.geonames == place.division and place.type != "region":
                return _IN_COUNTRY
            if candidate.country == place.country and place.type in TOWNS and distance(place, candidate) < 200:
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
