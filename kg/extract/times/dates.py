"""Readings of expressions that name a date: `6 April 2025`, `May`, `late 2019`, `the third quarter`.

What comes in: the named parts of a match, and the context. What goes out: a reading, or None if it is no date.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kg.extract.numbers import parse_number, parse_ordinal
from kg.extract.times.grammar import get_words
from kg.extract.times.periods import Period, Unit
from kg.extract.times.readings import Context, Groups, Reading, of_period, of_range

#: How a relative word moves from the present ("last") or from the story ("previous").
STEPS = {
    "this past": -1, "last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1,
    "this": 0, "current": 0, "latest": 0,
    "this coming": 1, "next": 1, "coming": 1, "following": 1, "upcoming": 1,
}  # fmt: skip
FROM_STORY = frozenset({"previous", "preceding", "prior", "following"})


def parse_year(text: str) -> int | None:
    """The year in figures or words.

    >>> parse_year("1996"), parse_year("nineteen ninety-six"), parse_year("two thousand")
    (1996, 1996, 2000)
    """
    if text.isdigit():
        return int(text)
    words = text.replace("-", " ").split()
    if words[:2] == ["two", "thousand"]:
        return int(parse_number(text) or 0) or None
    century, rest = parse_number(words[0]), parse_number(" ".join(words[1:]))
    return None if century is None or rest is None else int(century * 100 + rest)


def find_year(groups: Groups, context: Context) -> int | None:
    """The year that the expression states, in figures or relative to the year of publication."""
    for name in ("year", "year2", "year3"):
        if name in groups:
            return parse_year(groups[name])
    relative = groups.get("year_relative") or groups.get("year_relative2")
    if context.published is not None:
        year = context.published.first.year
        if relative is not None:
            return year + STEPS[relative]
        if "year_offset" in groups:
            return year - 1
    return None


#: So near to publication, in days, the tense does not matter: "has set June 3 as the deadline".
_CLOSE = 60


def nearest(in_year: Callable[[int], Period | None], context: Context) -> Period | None:
    """Of what comes once a year, the one that is meant: by the tense, else the one nearest to publication."""
    if context.published is None:
        return None
    day, year = context.published, context.published.first.year
    found = [period for period in map(in_year, range(year - 1, year + 2)) if period is not None]
    close = min(found, key=lambda period: _distance(period, day), default=None)
    is_told = context.is_told and context.tense == "past" and context.before in ("in", "on", "since", "during")
    if close is not None and _distance(close, day) <= _CLOSE and not is_told:
        return close
    if context.tense == "past":
        found = [period for period in found if period.first <= day.first]
        return found[-1] if found else None
    if context.tense == "future":
        found = [period for period in found if period.last >= day.first]
        return found[0] if found else None
    return close


def _distance(period: Period, day: Period) -> int:
    """The days between them, 0 if the period includes the day."""
    return max(0, (period.first - day.first).days, (day.first - period.last).days)


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        return Period.of("day", date(year, month, day))
    except ValueError:
        return None


def _day_on(year: int, month: int, day: int, weekday: int | None) -> Period | None:
    """That day, unless it falls on another weekday than the one stated."""
    period = _day(year, month, day)
    return None if period is None or (weekday and period.first.isoweekday() != weekday) else period


def _month_number(groups: Groups, name: str = "month") -> int:
    return int(get_words("month")[groups[name]])


def _day_number(groups: Groups, name: str = "day") -> int:
    text = groups[name]
    return int(text) if text.isdigit() else parse_ordinal(text) or 0


def read_date(groups: Groups, context: Context) -> Reading | None:
    """`Sunday, 6 April 2025`, `Nov. 9`, `Friday the 13th`."""
    day = _day_number(groups)
    if "month" not in groups:
        return _read_day_of_month(day, context)
    month, year = _month_number(groups), find_year(groups, context)
    if year is not None:
        period = _day(year, month, day)
        return of_period(period, confidence=0.97) if period else None
    weekday = groups.get("weekday") or groups.get("wkday")
    number = int({**get_words("weekday"), **get_words("wkday")}[weekday]) if weekday else None
    period = nearest(lambda year: _day_on(year, month, day, number), context)
    period = period or nearest(lambda year: _day(year, month, day), context)
    if period is not None:
        return of_period(period)
    possible = day <= 31 and _day(2000, month, day) is not None
    return Reading("DATE", f"XXXX-{month:02}-{day:02}", confidence=0.8) if possible else None


def _read_day_of_month(day: int, context: Context) -> Reading | None:
    """`the 9th`: of the month that the text spoke of last, else the nearest that the tense allows."""
    now = context.published
    if now is None:
        return None
    if context.narrative is not None and context.narrative != now and context.narrative.unit in ("day", "month"):
        period = _day(context.narrative.first.year, context.narrative.first.month, day)
        return of_period(period, confidence=0.7) if period else None
    month = now.to("month")
    near = [_day(m.first.year, m.first.month, day) for m in (month.shift(-1), month, month.shift(1))]
    found = [period for period in near if period is not None]
    sides = {
        "past": [each for each in found if each.index <= now.index],
        "future": [each for each in found if each.index >= now.index],
    }
    found = sides.get(context.tense or "") or found
    period = min(found, key=lambda period: abs(period.index - now.index), default=None)
    return of_period(period, confidence=0.7) if period else None


def read_date_iso(groups: Groups, _context: Context) -> Reading | None:
    """`2025-04-06`, `2025-04`, `2025-04-06T14:30Z`."""
    year, month = int(groups["year"]), int(groups["month_number"])
    if "day" not in groups:
        return of_period(Period.in_year("month", year, month), confidence=0.97)
    period = _day(year, month, int(groups["day"]))
    if period is None or "hour" not in groups:
        return of_period(period, confidence=0.97) if period else None
    clock = f"T{int(groups['hour']):02}:{groups['minute']}"
    zone = get_words("zone").get(groups.get("zone", ""), "")
    return Reading("TIME", period.timex + clock, period, clock=clock, zone=zone, precision="time-of-day")


def read_date_numeric(groups: Groups, _context: Context) -> Reading | None:
    """`02/27/98`, `27.02.1998`; with slashes and hyphens the month comes first where both orders are possible."""
    first, second, year = int(groups["first"]), int(groups["second"]), int(groups["third"])
    if len(groups["third"]) == 2:
        year += 2000 if year < 50 else 1900
    elif not 1100 <= year < 2100:
        return None
    orders = [(second, first), (first, second)] if groups["mark"] == "." else [(first, second), (second, first)]
    found = [period for month, day in orders if month <= 12 and (period := _day(year, month, day)) is not None]
    if not found or (len(groups["third"]) == 2 and groups["mark"] == "."):
        return None
    return of_period(found[0], confidence=0.9 if len(set(found)) == 1 or groups["mark"] == "." else 0.6)


def read_day_range(groups: Groups, context: Context) -> Reading | None:
    """`April 6–7`, `10 and 17 August`, `April 28–May 3, 2021`."""
    month, day = _month_number(groups), _day_number(groups)
    month2 = _month_number(groups, "month2") if "month2" in groups else month
    day2 = _day_number(groups, "day2")
    year = find_year(groups, context)
    last = _day(year, month2, day2) if year is not None else nearest(lambda year: _day(year, month2, day2), context)
    if last is None:
        known = f"XXXX-{month:02}-{day:02}/XXXX-{month2:02}-{day2:02}"
        return Reading("DATE", known, precision="range", confidence=0.8) if year is None else None
    start = _day(last.first.year - (month > month2), month, day)
    return of_range(start, last) if start else None


def read_month_range(groups: Groups, context: Context) -> Reading | None:
    """`May–July 2021`."""
    month, month2 = _month_number(groups), _month_number(groups, "month2")
    year = find_year(groups, context)
    last = (
        Period.in_year("month", year, month2)
        if year is not None
        else nearest(lambda year: Period.in_year("month", year, month2), context)
    )
    if last is None:
        return Reading("DATE", f"XXXX-{month:02}/XXXX-{month2:02}", precision="range", confidence=0.8)
    return of_range(last.shift(-((month2 - month) % 12)), last)


def read_year_range(groups: Groups, _context: Context) -> Reading | None:
    """`2019–2020`, `1914–18`."""
    year = parse_year(groups["year"])
    if year is None:
        return None
    last = parse_year(groups["year2"]) if "year2" in groups else year // 100 * 100 + int(groups["end"])
    if last is None or not year < last < year + 300:
        return None
    return of_range(Period("year", year), Period("year", last))


def read_month(groups: Groups, context: Context) -> Reading | None:
    """`November 2020`, `January this year`, `last April`, `May`."""
    month, year = _month_number(groups), find_year(groups, context)
    if year is not None:
        return of_period(Period.in_year("month", year, month), confidence=0.97)
    period = nearest(lambda year: Period.in_year("month", year, month), context)
    relative = groups.get("relative")
    if context.published is None or period is None:
        return Reading("DATE", f"XXXX-{month:02}", confidence=0.8)
    if relative in ("this", "current"):
        period = Period.in_year("month", context.published.first.year, month)
    elif relative is not None:
        period = _move_to(period, context.published.to("month"), STEPS[relative], cycle=12)
    return of_period(period)


def _move_to(period: Period, now: Period, step: int, *, cycle: int) -> Period:
    """The period of the same name before (-1), nearest to (0) or after (1) the present one."""
    ahead = (period.index - now.index) % cycle
    if step < 0:
        # "last April" in May or April is that of the year before; in June, this year's.
        return now.shift(ahead - cycle if cycle - ahead > 1 and ahead else ahead - cycle - (cycle if ahead else 0))
    if step > 0:
        return now.shift(ahead or cycle)
    return period


def read_year(groups: Groups, _context: Context) -> Reading | None:
    """`1988`, `the year 2000`, `fiscal 1989`, `'98`."""
    if "short_year" in groups:
        short = int(groups["short_year"])
        return of_period(Period("year", short + (2000 if short < 50 else 1900)), confidence=0.8)
    year = parse_year(groups["year"])
    return of_period(Period("year", year), confidence=0.95) if year is not None else None


def read_bc_year(groups: Groups, _context: Context) -> Reading:
    """`6200 BC`; the calendar of the model does not reach so far, so it has no bounds."""
    return Reading("DATE", f"BC{int(groups['figures'].replace(',', '')):04}", precision="year", confidence=0.9)


def read_decade(groups: Groups, _context: Context) -> Reading | None:
    """`the 1990s`, `the '80s`, `the nineties`."""
    if "decade_word" in groups:
        return of_period(Period("decade", 190 + int(get_words("decade")[groups["decade_word"]])))
    figures = groups["decade"]
    year = int(figures) if len(figures) == 4 else int(figures) + (1900 if int(figures) >= 20 else 2000)
    return of_period(Period("decade", year // 10))


def read_century(groups: Groups, _context: Context) -> Reading | None:
    """`the 20th century`."""
    rank = parse_ordinal(groups["ordinal"])
    if "era" in groups and rank:
        return Reading("DATE", f"BC{rank - 1:02}", precision="century", confidence=0.8)
    return of_period(Period("century", rank - 1)) if rank and 1 < rank < 40 else None


def read_quarter(groups: Groups, context: Context) -> Reading | None:
    """`the third quarter of 1990`, `Q3 2021`, `fourth-quarter`."""
    number = int(groups["number"]) if "number" in groups else parse_ordinal(groups["ordinal"])
    if number is None or not 1 <= number <= 4:
        return None
    return _read_part_of_year("quarter", number, groups, context)


def read_half(groups: Groups, context: Context) -> Reading | None:
    """`the first half of 2020`, `H2 2021`."""
    number = int(groups.get("number", 1 if groups.get("which") == "first" else 2))
    return _read_part_of_year("half", number, groups, context)


def _read_part_of_year(unit: Unit, number: int, groups: Groups, context: Context) -> Reading | None:
    year = find_year(groups, context)
    if year is None and "the_year" in groups and context.story is not None:
        year = context.story.first.year
    if year is not None:
        return of_period(Period.in_year(unit, year, number))
    period = nearest(lambda year: Period.in_year(unit, year, number), context)
    letter = "Q" if unit == "quarter" else "H"
    return of_period(period, confidence=0.8) if period else Reading("DATE", f"XXXX-{letter}{number}", confidence=0.7)


def read_season(groups: Groups, context: Context) -> Reading | None:
    """`the summer of 1994`, `last winter`, `this fall`."""
    suffix = get_words("season")[groups["season"]]
    number = ("SP", "SU", "FA", "WI").index(suffix) + 1
    year = find_year(groups, context)
    if year is not None:
        return of_period(Period.in_year("season", year, number))
    period = nearest(lambda year: Period.in_year("season", year, number), context)
    if period is None or context.published is None:
        return Reading("DATE", f"XXXX-{suffix}", precision="season", confidence=0.7)
    relative, now = groups.get("relative"), context.published.to("season")
    if relative in ("last", "this past", "past", "previous"):
        period = now.shift((period.index - now.index) % 4 - 4)
    elif relative is not None and STEPS[relative] > 0:
        period = now.shift((period.index - now.index) % 4 or 4)
    elif relative == "this":
        period = Period.in_year("season", context.published.first.year, number)
    return of_period(period, confidence=0.8)
