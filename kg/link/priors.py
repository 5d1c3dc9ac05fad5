"""How likely it is that a name means one place rather than another, before the article is read.

What comes in: a candidate and its case. What goes out: a number; three more is a thousand times as many people.
What it never does: look at other places of the article.
"""

from __future__ import annotations

from math import log10

from kg.gazetteer import Place
from kg.link.cases import CITY, TOWNS, Case, is_seat

_BY_TYPE = {
    "country": 9.0,
    "continent": 9.0,
    "macro-region": 7.5,
    "sea": 7.5,
    "island": 6.2,
    "river": 5.5,
    "mountain": 5.5,
}
_NATURAL = frozenset(("sea", "river", "mountain", "island"))

_LEAST_REGION = 5.0  # of a first-level division, however few its people
_COUNTRY_OR_DIVISION = 7.5  # of a country that shares its name with a division of another
_CAPITAL = 2.0  # what being the capital adds
_DISTRICT = 1.5  # what being no more than a district takes
_OTHER_NAME = 1.2  # what being called by a lesser name takes from a town
_ABBREVIATION = 4  # letters of a name that may be short for many
_SEAT = 2.0  # what a large town of the same name takes from a division
_RANK = 2.0  # what the word for its rank adds
_UNLIKE = 2.0  # what it takes from a town that the text speaks of a mountain or an island


def weigh(place: Place, case: Case) -> float:
    """The logarithm of how many people the place stands for, raised and lowered by what is known of names."""
    rank, kind = case.surroundings.rank, case.entity.type
    prior = _BY_TYPE.get(place.type) or log10(max(place.population, 100))
    if place.type == "region":
        prior = max(prior, _LEAST_REGION)
    prior += _CAPITAL * place.capital - _DISTRICT * (place.type == "district")
    if place.type == "city":
        prior = max(prior, _prior_of_seat(place, case))
    if place in case.by_alias and place.type in TOWNS:
        prior -= _cost_of_other_name(place, case)
    if place.type == "country" and case.is_country_and_division:
        prior = _COUNTRY_OR_DIVISION
    if kind in _NATURAL and place.type not in _NATURAL:
        prior -= _UNLIKE
    if rank is not None and place.type != "country":
        is_division = place.type in ("region", "district")
        if is_division == (rank != "city"):
            prior += _RANK / 2 if rank == "region" else _RANK
        elif rank != "region":
            prior -= 1.0
    elif place.type in ("region", "district") and any(is_seat(place, other) for other in case.candidates):
        prior -= _SEAT
    if case.entity.country and place.type == "country":
        prior += 2.0 if case.entity.kind == "state" else 1.0
    return prior


def _prior_of_seat(town: Place, case: Case) -> float:
    """A town after which a division or a district is called is known beyond its size."""
    named = (place for place in case.candidates if place.type in ("region", "district") and place not in case.by_alias)
    of_town = [place for place in named if is_seat(place, town)]
    return max((log10(region.population) - 0.5 for region in of_town), default=0.0)


def _cost_of_other_name(place: Place, case: Case) -> float:
    """Large cities go by several names; of smaller towns, the one that is called so first comes to mind."""
    if place.population > 10 * CITY and len(case.entity.name) > _ABBREVIATION:
        return _OTHER_NAME / 2
    return _OTHER_NAME if len(case.by_alias) == len(case.candidates) else 2 * _OTHER_NAME
