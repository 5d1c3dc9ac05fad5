"""Readings of holidays: `Christmas Eve`, `Good Friday`, `Thanksgiving 2021`.

What comes in: the named parts of a match, and the context. What goes out: a reading, or None if it is no date.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from kg.extract.times.dates import STEPS, find_year, nearest
from kg.extract.times.grammar import get_words
from kg.extract.times.periods import Period
from kg.extract.times.readings import Context, Groups, Reading, of_period


def read_holiday(groups: Groups, context: Context) -> Reading | None:
    """`Christmas Eve`, `New Year's Day 2021`, `last Easter`."""
    rule, year = get_words("holiday")[groups["holiday"]], find_year(groups, context)
    step = STEPS[groups["relative"]] if "relative" in groups else 0
    if step:
        context = replace(context, tense="past" if step < 0 else "future")
    period = _day_in(year, rule) if year is not None else nearest(lambda year: _day_in(year, rule), context)
    if period is not None:
        return of_period(period)
    month, _, day = rule.partition("-")
    return Reading("DATE", f"XXXX-{int(month):02}-{int(day):02}", confidence=0.8) if day.isdigit() else None


def _day_in(year: int, rule: str) -> Period:
    """The day of a holiday in a year.

    >>> _day_in(2024, "Easter-2").timex, _day_in(2024, "11-4-4").timex, _day_in(2024, "5-5-1").timex
    ('2024-03-29', '2024-11-28', '2024-05-27')
    """
    if offset := re.fullmatch(r"Easter([+-]\d+)", rule):
        return Period.of("day", _easter(year)).shift(int(offset[1]))
    month, *numbers = map(int, rule.split("-"))
    if len(numbers) == 1:
        return Period.of("day", date(year, month, numbers[0]))
    rank, weekday = numbers
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (rank - 1))
    return Period.of("day", day if day.month == month else day - timedelta(days=7))


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, over = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    quad, last = divmod(rest, 4)
    weekday = (32 + 2 * over + 2 * quad - epact - last) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
