"""Readings of amounts of time and of what comes again and again: `three days`, `decades`, `every Tuesday`.

What comes in: the named parts of a match, and the context. What goes out: a reading, or None if it is no time.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.numbers import parse_number, parse_ordinal
from kg.extract.times.grammar import get_words
from kg.extract.times.periods import SEASONS, Period
from kg.extract.times.readings import Context, Groups, Reading, of_period

#: ISO 8601 designators; TIMEX3 has its own for those that ISO lacks.
_DESIGNATORS = {
    "second": ("T", "S"), "minute": ("T", "M"), "hour": ("T", "H"), "day": ("", "D"), "night": ("", "NI"),
    "week": ("", "W"), "weekend": ("", "WE"), "month": ("", "M"), "quarter": ("", "Q"), "year": ("", "Y"),
    "decade": ("", "E"), "century": ("", "C"), "millennium": ("", "L"),
}  # fmt: skip
#: Half of one unit, as so many of a smaller one.
_HALVES = {
    "minute": (30, "second"), "hour": (30, "minute"), "day": (12, "hour"), "year": (6, "month"),
    "decade": (5, "year"), "century": (50, "year"), "millennium": (500, "year"),
}  # fmt: skip
_YEARS = {"decade": 10, "century": 100, "millennium": 1000}


def read_quantity(number: float | None, unit: str) -> Reading | None:
    """So many of a unit; `None` of them is some number that is not told.

    >>> read_quantity(2.5, "year").value, read_quantity(24, "hour").value, read_quantity(None, "week").value
    ('P2Y6M', 'PT24H', 'PXW')
    """
    if unit == "fortnight":
        unit, number = "week", None if number is None else number * 2
    if unit not in _DESIGNATORS:
        return None
    if number is not None and unit in _YEARS:
        unit, number = "year", number * _YEARS[unit]
    return Reading("DURATION", "P" + _amount(number, unit), precision="duration", confidence=0.85)


def _amount(number: float | None, unit: str) -> str:
    clock, letter = _DESIGNATORS[unit]
    if number is None:
        return f"{clock}X{letter}"
    whole = int(number)
    if number - whole == 0.5 and unit in _HALVES:
        part, smaller = _HALVES[unit]
        clock2, letter2 = _DESIGNATORS[smaller]
        begin = f"{clock}{whole}{letter}" if whole else ""
        return begin + (clock2 if clock2 and not (begin and clock) else "") + f"{part}{letter2}"
    return f"{clock}{whole if number == whole else number}{letter}"


def _unit(groups: Groups) -> str:
    return get_words("unit").get(groups.get("unit", ""), "")


def read_duration(groups: Groups, context: Context) -> Reading | None:
    """`two weeks`, `24-hour`, `the past three months`, `half an hour`."""
    part = {"half": 0.5, "quarter": 0.25}.get(groups.get("part", ""))
    if part is not None:
        return read_quantity(part, _unit(groups)) if part == 0.5 else None
    if "whole" in groups:
        return read_quantity(1, groups["whole"])
    words = groups.get("number", "a")
    number = 1 if words in ("a", "an") else 2 if "couple" in words else parse_number(words)
    if number is not None and "extra" in groups:
        number += 0.5
    return _anchor(read_quantity(number, _unit(groups)), number, groups, context)


def _anchor(reading: Reading | None, number: float | None, groups: Groups, context: Context) -> Reading | None:
    """`the past three months` end on the day of publication, `the next two weeks` begin on it."""
    days = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365, "decade": 3652}.get(
        _unit(groups)
    )
    step = {"past": -1, "last": -1, "next": 1, "coming": 1}.get(groups.get("span", ""))
    now = context.published
    if reading is None or number is None or days is None or step is None or now is None or number * days > 100_000:
        return reading
    other = now.shift(step * round(number * days))
    return replace(reading, first=min(now, other, key=_index), last=max(now, other, key=_index))


def _index(period: Period) -> int:
    return period.index


def read_vague_duration(groups: Groups, _context: Context) -> Reading | None:
    """`recent weeks`, `decades`, `the first hours`."""
    if groups["unit"] == _unit(groups):
        return None
    return read_quantity(None, _unit(groups))


def read_compound_duration(groups: Groups, _context: Context) -> Reading | None:
    """`four years and six months`, `2 hours, 30 minutes`."""
    parts = [(groups["number"], groups["unit"]), (groups["number2"], groups["unit2"])]
    numbers = [1 if words in ("a", "an") else parse_number(words) for words, _ in parts]
    units = [get_words("unit")[word] for _, word in parts]
    value, clock = "P", ""
    for number, unit in zip(numbers, units, strict=True):
        mark, letter = _DESIGNATORS.get(unit, ("", ""))
        if number is None or number != int(number) or unit in _YEARS or not letter:
            return None
        value += (mark if mark != clock else "") + f"{int(number)}{letter}"
        clock = mark
    order = list(_DESIGNATORS)
    if order.index(units[0]) <= order.index(units[1]):
        return None
    return Reading("DURATION", value, precision="duration", confidence=0.85)


def read_ordinal_unit(groups: Groups, _context: Context) -> Reading | None:
    """`its second week`, `a third consecutive day`, `the first month`: one of them."""
    return read_quantity(1, _unit(groups))


def read_as_many(groups: Groups, context: Context) -> Reading | None:
    """`as many days` in "three in as many days": the number that was told last."""
    return read_quantity(context.number, _unit(groups)) if groups["unit"] != _unit(groups) else None


def read_seasons(groups: Groups, context: Context) -> Reading | None:
    """`two winters ago`, `the past three summers`."""
    suffix, number = get_words("seasons")[groups["seasons"]], parse_number(groups["number"])
    if "direction" not in groups:
        return Reading("DURATION", f"P{'X' if number is None else int(number)}{suffix}", precision="duration")
    if number is None or context.published is None:
        return None
    now = context.published.to("season")
    last = now.shift((SEASONS.index(suffix) - now.index) % 4 - 4)
    return of_period(last.shift(-4 * (int(number) - 1)), confidence=0.7)


def read_set(groups: Groups, _context: Context) -> Reading | None:
    """`every Tuesday`, `each year`, `every other day`."""
    step = groups.get("step")
    part = get_words("daypart").get(groups.get("daypart", ""), "")
    if "half_unit" in groups:
        return _as_set(read_quantity(0.5, get_words("unit").get(groups["half_unit"], "")))
    number = 2 if step == "other" else (parse_number(step) or parse_ordinal(step)) if step else 1
    if "weekday" in groups:
        value = f"XXXX-WXX-{get_words('weekday')[groups['weekday']]}{part}"
    elif "month" in groups:
        value = f"XXXX-{int(get_words('month')[groups['month']]):02}"
    elif "season" in groups:
        value = f"XXXX-{get_words('season')[groups['season']]}"
    elif part:
        value = f"XXXX-XX-XX{part}"
    else:
        return _as_set(read_quantity(number, _unit(groups)))
    return Reading("SET", value, precision="set", confidence=0.85)


def _as_set(quantity: Reading | None) -> Reading | None:
    return replace(quantity, type="SET", precision="set") if quantity else None


def read_rate(groups: Groups, _context: Context) -> Reading | None:
    """`a year` in "two a year"."""
    return _as_set(read_quantity(1, _unit(groups)))


def read_times_per(groups: Groups, _context: Context) -> Reading | None:
    """`twice a week`."""
    return _as_set(read_quantity(1, _unit(groups)))


def read_weekday_set(groups: Groups, context: Context) -> Reading | None:
    """`Tuesdays`, `Tuesday nights`, `a Tuesday`."""
    days = {**get_words("weekday"), **get_words("weekdays")}
    day = groups.get("weekdays") or groups["weekday3"]
    value = f"XXXX-WXX-{days[day]}{get_words('daypart').get(groups.get('parts', ''), '')}"
    if "any" in groups and context.tense == "past":  # "it was a Tuesday": one of them
        return Reading("DATE", value, precision="vague", confidence=0.6)
    return Reading("SET", value, precision="set", confidence=0.8)


def read_weekend_set(_groups: Groups, _context: Context) -> Reading:
    """`weekends` in "at weekends"."""
    return Reading("SET", "XXXX-WXX-WE", precision="set", confidence=0.8)


def read_frequency(groups: Groups, _context: Context) -> Reading | None:
    """`daily`, `annually`."""
    return Reading("SET", get_words("frequency")[groups["frequency"]], precision="set", confidence=0.75)
