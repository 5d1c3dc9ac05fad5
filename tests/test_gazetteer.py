"""The places that ship with the package: their names, what they lie in, and that nothing is loaded at the start."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kg.gazetteer import find_country, find_place, find_places, iter_within
from kg.gazetteer.distance import km_between


@pytest.mark.parametrize(
    ("names", "geonames"),
    [
        (("Kharkiv", "Kharkov"), 706483),
        (("Kyiv", "Kiev"), 703448),
        (("Mumbai", "Bombay"), 1275339),
        (("Yangon", "Rangoon"), 1298824),
        (("Khankendi", "Stepanakert"), 146970),
        (("Cəbrayıl", "Cabrayil", "Cebrayil", "Jabrayil"), 148141),
        (("Diyarbakır", "Diyarbakir"), 316541),
        (("Đà Nẵng", "Da Nang"), 1583992),
    ],
)
def test_a_place_is_found_under_its_spellings(names: tuple[str, ...], geonames: int) -> None:
    for name in names:
        assert geonames in {place.geonames for place in find_places(name)}, name


@pytest.mark.parametrize(
    ("geonames", "around"),
    [
        (706483, ["Kharkiv", "Ukraine"]),
        (2988507, ["Île-de-France", "France"]),
        (2960970, ["Mayo", "Ireland"]),
        (4736286, ["United States"]),
        (690791, []),
    ],
)
def test_a_place_lies_in_its_division_and_country(geonames: int, around: list[str]) -> None:
    place = find_place(geonames)
    assert place is not None
    assert [outer.name for outer in iter_within(place)] == around


def test_each_country_has_a_capital_among_its_towns() -> None:
    for name, code in (("Ottawa", "CA"), ("Canberra", "AU"), ("Tbilisi", "GE"), ("Port Moresby", "PG")):
        assert [place.country for place in find_places(name) if place.capital] == [code]


def test_the_middle_of_a_division_is_not_where_its_people_are() -> None:
    (hebei,) = [place for place in find_places("Hebei") if place.type == "region"]
    assert hebei.lat is not None
    assert hebei.lon is not None
    assert km_between(hebei.lat, hebei.lon, 39.3, 116.7) < 161


def test_an_unknown_id_or_code_is_no_place() -> None:
    assert find_place(1) is None
    assert find_place(-1) is None
    assert find_country("XX") is None


def test_nothing_is_read_before_a_name_is_looked_up() -> None:
    code = (
        "import kg, kg.gazetteer as g; "
        "assert not g._data.cache_info().currsize and not g._index.cache_info().currsize; "
        "g.find_places('Lyon'); print(g._block.cache_info().currsize)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert 1 < int(run.stdout) < 20
