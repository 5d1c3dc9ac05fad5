"""Readings that depend on when and where in the story they stand: `Friday`, `last week`, `two years ago`, `now`.

What comes in: the named parts of a match, and the context. What goes out: a reading, or None if it is no time.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.numbers import parse_number
from kg.extract.times.clocks import on_day, shift_clock
from kg.extract.times.dates import FROM_STORY, STEPS
from kg.extract.times.grammar import get_words
from kg.extract.times.periods import LENGTHS, Period, Unit
from kg.extract.times.quantities import read_quantity
from kg.extract.times.readings import Context, Groups, Reading, of_period

#: Units of the calendar that a relative word can point at.
_CALENDAR: dict[str, Unit] = {
    "day": "day", "weekend": "weekend", "week": "week", "month": "month", "quarter": "quarter",
    "year": "year", "decade": "decade", "century": "century", "millennium": "millennium",
}  # fmt: skip
#: Of what smaller unit half of one is a whole number, and how many of it make one.
_PARTS_OF = {"year": ("month", 12), "decade": ("year", 10), "century": ("year", 100), "millennium": ("year", 1000)}
#: Until this month a year is new.
_NEW_UNTIL = 3
_VAGUE = {"ago": "PAST_REF", "earlier": "PAST_REF", "before": "PAST_REF", "previously": "PAST_REF"}


def _unit(groups: Groups) -> str:
    return get_words("unit").get(groups.get("unit", ""), "")


def read_present(_groups: Groups, context: Context) -> Reading:
    """`now`, `currently`."""
    return Reading("DATE", "PRESENT_REF", context.published, precision="vague", confidence=0.7)


def read_past(_groups: Groups, _context: Context) -> Reading:
    """`recently`, `the past`."""
    return Reading("DATE", "PAST_REF", precision="vague", confidence=0.7)


def read_future(_groups: Groups, _context: Context) -> Reading:
    """`soon`, `the near future`."""
    return Reading("DATE", "FUTURE_REF", precision="vague", confidence=0.7)


def read_weekday(groups: Groups, context: Context) -> Reading | None:
    """`Friday`, `last Friday`, `Saturday night`."""
    number = int(get_words("weekday")[groups["weekday"]])
    part = get_words("daypart").get(groups.get("daypart", ""), "")
    relative = groups.get("relative")
    now = context.story if relative in FROM_STORY else context.published
    if now is None or context.published is None:
        return Reading("TIME" if part else "DATE", f"XXXX-WXX-{number}{part}", clock=part, confidence=0.8)
    if now.unit != "day":
        now = context.published
    ahead = (number - now.first.isoweekday()) % 7
    step = STEPS[relative] if relative else 0
    if "of_week" in groups:
        day = _in_week(now, number, groups["of_week"])
    elif step < 0:
        day = now.shift(ahead - (14 if ahead == 6 else 7))  # of yesterday nobody says "last"
    elif step > 0:
        day = now.shift(ahead or 7)
    elif context.tense == "future" or (relative == "this" and context.tense != "past"):
        day = now.shift(ahead)
    else:
        day = now.shift(ahead - 7 if ahead else 0)
    return _with_part(day, part, confidence=0.9 if step or context.tense else 0.75)


def _in_week(now: Period, number: int, week: str) -> Period:
    """`Tuesday last week`, and `Tuesday week`, which is a week after the next Tuesday."""
    ahead = number - now.first.isoweekday()
    return now.shift(ahead % 7 + 7) if week == "week" else now.shift(ahead + 7 * STEPS[week])


def _with_part(day: Period, part: str, *, confidence: float = 0.9) -> Reading | None:
    if not part:
        return of_period(day, confidence=confidence)
    return Reading("TIME", day.timex + part, day, clock=part, precision="time-of-day", confidence=confidence)


def read_day_word(groups: Groups, context: Context) -> Reading | None:
    """`yesterday`, `tomorrow morning`, `last night`, `the day before yesterday`."""
    word = groups["word"]
    part = get_words("daypart").get(groups.get("daypart") or groups.get("daypart2") or "", "")
    part = "TNI" if word == "tonight" else part
    steps = {
        "yesterday": -1, "last": -1, "previous": -1, "today": 0, "tonight": 0, "this": 0, "tomorrow": 1,
        "following": 1, "next": 1, "before": -1, "before yesterday": -2, "after tomorrow": 2,
    }  # fmt: skip
    story = context.story if word in ("previous", "following", "next", "before") else context.published
    day = story if story is not None and story.unit == "day" else context.published
    if day is None:
        return Reading("TIME" if part else "DATE", f"XXXX-XX-XX{part}" if part else None, clock=part, confidence=0.6)
    return _with_part(day.shift(steps[word]), part)


def read_daypart(groups: Groups, context: Context) -> Reading | None:
    """`the evening`, `overnight`, `at dawn`; a night that is over began the day before."""
    if _is_any_day(groups["daypart"], context):
        part = get_words("daypart")[groups["daypart"]]
        return Reading("TIME", part, clock=part, precision="time-of-day", confidence=0.6)
    reading = on_day(get_words("daypart")[groups["daypart"]], context)
    if reading.clock == "TNI" and context.published is not None and reading.first == context.published:
        is_over = context.tense == "past" or (groups["daypart"] == "overnight" and context.tense != "future")
        return _with_part(context.published.shift(-1 if is_over else 0), "TNI", confidence=0.7)
    return reading


def _is_any_day(part: str, context: Context) -> bool:
    """Whether it is told of every day: "bats fly at dusk"; nor is "at night" the word for one night."""
    if context.before not in ("at", "before", "after", "until", "till", "since") or part == "overnight":
        return False
    return context.tense == "present" or (part == "night" and context.before == "at" and context.day is None)


def read_relative_unit(groups: Groups, context: Context) -> Reading | None:
    """`last year`, `this week`, `the following month`, `the latest quarter`."""
    relative = groups["relative"]
    if groups["unit"] == "period":
        quarter = context.quarter or (context.published.to("quarter").shift(-1) if context.published else None)
        return of_period(quarter, confidence=0.6) if quarter and relative == "latest" else None
    unit = _CALENDAR.get(_unit(groups))
    if unit is None:
        return read_quantity(1, _unit(groups)) if relative in ("past", "last", "next") else None
    story = context.story if relative in FROM_STORY or unit == "day" else context.published
    if unit == "day" and relative in ("last", "past", "latest"):
        return read_quantity(1, unit) if relative == "past" else None
    if relative == "past" and unit in ("decade", "century", "millennium"):
        return read_quantity(1, unit)
    if story is None:
        return Reading("DATE", None, precision=Period(unit, 1).precision, confidence=0.5)
    step = STEPS[relative]
    if relative == "latest":
        step = 0 if unit in ("day", "week") else -1
        if unit == "quarter" and context.quarter is not None:
            return of_period(context.quarter, confidence=0.7)
    return of_period(story.to(unit).shift(step))


def read_offset_unit(groups: Groups, context: Context) -> Reading | None:
    """`year-earlier`, `the year-ago quarter`, `the corresponding period last year`."""
    unit = _CALENDAR.get(_unit(groups), "year")
    if context.quarter is not None and unit != "month":
        return of_period(context.quarter.shift(-4), confidence=0.7)
    if context.published is None:
        return None
    if unit == "quarter":
        return of_period(context.published.to("quarter").shift(-5), confidence=0.6)
    return of_period(context.published.to("year").shift(-1), confidence=0.7)


def read_year_period(groups: Groups, context: Context) -> Reading | None:
    """`the 1988 period`, `the 1988 quarter`: the same part of another year."""
    year = Period("year", int(groups["year"])) if groups["year"].isdigit() else None
    if year is None:
        return None
    if context.quarter is not None and (_unit(groups) == "quarter" or "period" in groups):
        return of_period(Period("quarter", year.index * 4 + context.quarter.index % 4), confidence=0.6)
    return of_period(year)


def read_the_period(groups: Groups, context: Context) -> Reading | None:
    """`the year ended March 31`: the day at its end tells which one."""
    return read_the_unit(groups, context) if _unit(groups) == "quarter" else read_quantity(1, _unit(groups))


def read_the_unit(groups: Groups, context: Context) -> Reading | None:
    """`the year`, `the quarter`, `the weekend`: the one that the story is at."""
    unit = _CALENDAR.get(_unit(groups))
    if unit is None or context.published is None:
        return None
    if unit == "quarter":
        return of_period(context.quarter or context.published.to("quarter").shift(-1), confidence=0.6)
    return of_period(context.published.to(unit), confidence=0.6)


def read_that_unit(groups: Groups, context: Context) -> Reading | None:
    """`that year`, `the same day`, `that night`; a day of a story that is told by the year is a day in the past."""
    if "daypart" in groups:
        there = replace(context, narrative=context.day, tense=None)
        return on_day(get_words("daypart")[groups["daypart"]], there)
    unit = _CALENDAR.get(_unit(groups))
    story = context.quarter if unit == "quarter" and context.quarter else context.story
    if unit is None or story is None:
        return None
    if _is_coarser(story.unit, unit):
        return replace(read_past(groups, context), confidence=0.5) if context.tense == "past" else None
    return of_period(story.to(unit), confidence=0.7)


def _is_coarser(unit: Unit, other: Unit) -> bool:
    """Whether a unit is longer than another.

    >>> _is_coarser("month", "week"), _is_coarser("day", "day")
    (True, False)
    """
    return LENGTHS[unit] > LENGTHS[other]


def read_period_end(_groups: Groups, context: Context) -> Reading | None:
    """`year-end`, `the year's end`."""
    if context.published is None:
        return None
    return of_period(Period.of("day", context.published.to("year").last), confidence=0.7)


def read_new_year(_groups: Groups, context: Context) -> Reading | None:
    """`the new year`: in the first months the one that has begun, else the one that comes next."""
    if context.published is None:
        return None
    has_begun = context.published.first.month <= _NEW_UNTIL and context.tense != "future"
    return of_period(context.published.to("year").shift(0 if has_begun else 1), confidence=0.7)


def read_weekend(groups: Groups, context: Context) -> Reading | None:
    """`the weekend`, `this weekend`, `last weekend`."""
    if context.published is None:
        return Reading("DATE", "XXXX-WXX-WE", precision="weekend", confidence=0.6)
    now, relative = context.published.to("weekend"), groups.get("relative")
    if relative is not None and relative != "this":
        return of_period(now.shift(STEPS[relative]))
    is_past = context.tense == "past" or (relative is None and context.tense != "future")
    return of_period(now.shift(-1) if is_past and context.published.first < now.first else now, confidence=0.8)


def read_offset(groups: Groups, context: Context) -> Reading | None:
    """`two weeks ago`, `a year earlier`, `three days later`, `the day before`."""
    direction, unit = groups["direction"], _unit(groups)
    words = groups.get("number", "half")
    number = 0.5 if "part" in groups else 1 if words in ("a", "an", "the") else parse_number(words)
    if "couple" in words:
        number = 2
    forward = direction.startswith(("later", "hence", "from now", "after"))
    if direction == "on":  # "Two years on, …" looks back from today
        return of_period(context.published.to(unit)) if number and unit in _CALENDAR and context.published else None  # type: ignore[arg-type]
    if number is None:
        return read_future(groups, context) if forward else read_past(groups, context)
    from_now = direction in ("ago", "hence", "from now")
    story = context.published if from_now else context.story
    steps = number * (1 if forward else -1)
    if unit == "year" and number == 1 and context.quarter is not None and not forward:
        return of_period(context.quarter.shift(-4), confidence=0.7)
    if unit == "fortnight":
        unit, steps = "week", steps * 2
    if unit == "night":
        unit = "day"
    number += 0.5 if "extra" in groups else 0
    if unit in ("hour", "minute", "second"):
        return shift_clock(steps, unit, context, is_from_now=from_now) or read_quantity(number, unit)
    if number != int(number) and unit in _PARTS_OF:  # "half a century ago", "two and a half years later"
        unit, number = _PARTS_OF[unit][0], number * _PARTS_OF[unit][1]
        steps = number * (1 if forward else -1)
    calendar = _CALENDAR.get(unit)
    if calendar is None or number != int(number):
        return read_quantity(number, unit)
    if story is None:
        return Reading("DATE", None, confidence=0.5)
    if (
        from_now and words in ("a", "an") and calendar == "week"
    ):  # "two weeks ago" is about then, "a week ago" to the day
        return of_period(story.shift(int(steps) * 7), confidence=0.65)
    if from_now:
        return of_period(story.to(calendar).shift(int(steps)))
    if calendar == "day" and steps < 0 and _is_coarser(story.unit, "day") and context.published is not None:
        story = context.published  # "fell in May, the bank said a day earlier"
    return of_period(_move(story, calendar, int(steps)), confidence=0.65)


def _move(story: Period, unit: Unit, steps: int) -> Period:
    """So many units from where the story is, as exact as the story is told.

    Two weeks after 12 March is 26 March, a year before "October" is another October, two weeks before "August" still
    August.
    """
    if story.unit == "day" and unit in ("day", "week"):
        return story.shift(steps * (7 if unit == "week" else 1))
    if story.unit in ("month", "season") and unit == "year":
        return story.shift(steps * (12 if story.unit == "month" else 4))
    if not _is_coarser(story.unit, unit):
        return story.to(unit).shift(steps)
    middle = Period.of("day", story.first).shift(((story.last - story.first).days + 1) // 2)
    return Period.of(story.unit, middle.to(unit).shift(steps).first)


def read_vague_offset(groups: Groups, _context: Context) -> Reading | None:
    """`years ago`, `days later`; hours are too few to lie in the past or future."""
    if groups["unit"] == _unit(groups):
        return None
    if _unit(groups) in ("hour", "minute", "second"):
        return read_quantity(None, _unit(groups))
    return Reading("DATE", _VAGUE.get(groups["direction"], "FUTURE_REF"), precision="vague", confidence=0.6)
