from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.numbers import parse_number, parse_ordinal
from kg.extract.times.grammar import choose, iter_matches, read_rules
from kg.extract.times.meanings import MEANINGS
from kg.extract.times.periods import Period, Unit
from kg.extract.times.quantities import read_quantity

UNITS: list[Unit] = ["day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century"]
DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2900, 12, 31))


@given(st.sampled_from(UNITS), DAYS, st.integers(-50, 50))
def test_shifting_there_and_back_changes_nothing(unit: Unit, day: date, steps: int) -> None:
    period = Period.of(unit, day)
    assert period.shift(steps).shift(-steps) == period


@given(st.sampled_from([unit for unit in UNITS if unit != "weekend"]), DAYS)
def test_a_day_lies_in_its_period_and_periods_touch(unit: Unit, day: date) -> None:
    period = Period.of(unit, day)
    assert period.first <= day <= period.last
    assert (period.shift(1).first - period.last).days == 1
    assert Period.of(unit, period.last) == period


@given(st.sampled_from(UNITS), DAYS, DAYS)
def test_names_differ_where_periods_differ(unit: Unit, first: date, second: date) -> None:
    one, other = Period.of(unit, first), Period.of(unit, second)
    assert (one == other) == (one.timex == other.timex)
    assert (one == other) == (one.edtf == other.edtf)


@pytest.mark.parametrize(
    ("unit", "timex", "edtf"),
    [
        ("day", "2020-12-31", "2020-12-31"),
        ("week", "2020-W53", "2020-12-28/2021-01-03"),
        ("weekend", "2020-W53-WE", "2021-01-02/2021-01-03"),
        ("month", "2020-12", "2020-12"),
        ("quarter", "2020-Q4", "2020-10/2020-12"),
        ("half", "2020-H2", "2020-07/2020-12"),
        ("season", "2020-WI", "2020-24"),
        ("year", "2020", "2020"),
        ("decade", "202X", "202X"),
        ("century", "20XX", "20XX"),
    ],
)
def test_names(unit: Unit, timex: str, edtf: str) -> None:
    period = Period.of(unit, date(2020, 12, 31))
    assert (period.timex, period.edtf) == (timex, edtf)


def test_winter_goes_into_the_next_year() -> None:
    winter = Period.in_year("season", 2020, 4)
    assert (winter.first, winter.last) == (date(2020, 12, 1), date(2021, 2, 28))
    assert Period.of("season", date(2021, 1, 15)) == winter


def test_every_rule_has_a_meaning_and_every_meaning_a_rule() -> None:
    assert {rule.meaning for rule in read_rules()} == set(MEANINGS)


@given(st.text(alphabet="0123456789 .,:-/–'aAMmayp\n", max_size=60))
def test_no_text_breaks_the_grammar(text: str) -> None:
    matches = choose(list(iter_matches(text)))
    assert all(0 <= match.start < match.end <= len(text) for match in matches)
    assert all(left.end <= right.start for left, right in pairwise(matches))


@given(st.integers(0, 999_999_999))
def test_figures_with_and_without_commas(number: int) -> None:
    assert parse_number(str(number)) == parse_number(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twelve", 12),
        ("two hundred and six", 206),
        ("three thousand four hundred", 3400),
        ("a dozen", 12),
        ("two dozen", 24),
        ("1.2 million", 1_200_000),
        ("2 1/2", 2.5),
        ("2 1/0", None),
        ("several", None),
        ("", None),
    ],
)
def test_numbers(text: str, value: float | None) -> None:
    assert parse_number(text) == value


def test_ordinals() -> None:
    assert [parse_ordinal(text) for text in ("3rd", "third", "Twenty-First", "three")] == [3, 3, 21, None]


@pytest.mark.parametrize(
    ("number", "unit", "value"),
    [
        (1, "fortnight", "P2W"),
        (0.5, "hour", "PT30M"),
        (1.5, "minute", "PT1M30S"),
        (2, "decade", "P20Y"),
        (None, "day", "PXD"),
    ],
)
def test_quantities(number: float | None, unit: str, value: str) -> None:
    reading = read_quantity(number, unit)
    assert reading is not None
    assert reading.value == value


def test_what_is_no_unit_has_no_quantity() -> None:
    assert read_quantity(2, "parsec") is None
