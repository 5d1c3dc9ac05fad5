"""A place to find among the candidates of its name, and how candidates stand to one another.

What comes in: candidates. What goes out: whether one is the seat of another, its like, near it or far from it.
What it never does: prefer one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.gazetteer import Place
from kg.gazetteer.distance import km_between
from kg.link.surroundings import Surroundings
from kg.model import Entity

TOWNS = frozenset(("city", "village"))
DIVISIONS = frozenset(("country", "region"))

#: People of a town that is better known than a division of its name.
CITY = 100_000

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
        self.divisions = tuple(place for place in self.candidates if place.type in DIVISIONS)

    @property
    def is_country_and_division(self) -> bool:
        """Whether the name is that of a country and of a division of another, as Georgia is."""
        types = {place.type for place in self.divisions}
        return len(types) == 2 and len({place.country for place in self.divisions}) > 1


def is_seat(region: Place, town: Place) -> bool:
    """Whether the town is of the region or district of the same name and the better known of the two."""
    if town.type != "city" or region.population == 0 or town.division != region.division:
        return False
    return town.capital or town.population > CITY / 2 or town.population > 0.15 * region.population


def is_mate(place: Place, other: Place) -> bool:
    """Whether the two are of one rank, as the members of a list are: countries, or divisions of one country."""
    if place.type == other.type == "country":
        return place.country != other.country
    return place.type == other.type == "region" and place.country == other.country and place.division != other.division


def is_elsewhere(place: Place, other: Place) -> bool:
    """Whether to take the one for the other would be a mistake on the map."""
    if place.geonames is not None and place.geonames == other.division:
        return False
    if other.geonames is not None and other.geonames == place.division:
        return False
    return distance(place, other) > _CLOSE


def is_near(place: Place, lat: float, lon: float) -> bool:
    """Whether a place lies near a point."""
    if place.lat is None or place.lon is None or abs(place.lat - lat) > _NEAR / 111:  # km in a degree
        return False
    return km_between(place.lat, place.lon, lat, lon) < _NEAR


def distance(a: Place, b: Place) -> float:
    """The kilometres between two places; half the earth where one has no position."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 20_000.0
    return km_between(a.lat, a.lon, b.lat, b.lon)
