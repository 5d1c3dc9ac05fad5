"""Expressions that belong together: a time of day and its day, the two ends of a range.

What comes in: expressions that were read, in text order. What goes out: the same, with what they tell one another.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from kg.extract.times.bounds import Phrase
from kg.extract.times.grammar import Match
from kg.extract.times.meanings import MEANINGS
from kg.extract.times.periods import Period
from kg.extract.times.readings import Context, Reading

_TO = re.compile(r"\s*(?:to|through|thru|until|till|[-–—])\s*(?:about\s+|the\s+)?")
_AND = re.compile(r"\s*(?:and|or)\s*(?:the\s+)?")
_FROM = re.compile(r"\b(?P<word>from|between)\s+(?:about\s+|the\s+)?$", re.IGNORECASE)
#: Between a time of day and its day in one expression: `6 a.m. on Monday`, `Monday, at 6 a.m.`.
_BESIDE = re.compile(r",?\s+(?:(?:on|at|of|(?:shortly|soon|just|a little|immediately)\s+(?:before|after))\s+)?")
_NEAR = re.compile(r",?\s+(?:(?:on|at|by|around|about|until|from|before|after)\s+)*")
_CLOCKS = frozenset({"clock", "daypart"})


class Found(NamedTuple):
    """An expression on its way to a time."""

    match: Match
    start: int
    end: int
    reading: Reading
    phrase: Phrase


def join_clock(left: Found, right: Found, text: str) -> list[Found] | None:
    """Give a time of day the day beside it; with at most a preposition between them, they are one expression.

    None if they are not a time of day and its day.
    """
    clock, day = (left, right) if left.match.rule.meaning in _CLOCKS else (right, left)
    period = day.reading.first
    if clock.match.rule.meaning not in _CLOCKS or clock is day or period is None or period.unit != "day":
        return None
    gap = text[left.end : right.start]
    if (
        day.reading.type not in ("DATE", "TIME")
        or day.match.rule.meaning in _CLOCKS
        or not (_BESIDE.fullmatch(gap) or _NEAR.fullmatch(gap))
    ):
        return None
    if day.reading.clock and not _is_within(clock.reading.clock, day.reading.clock):
        return None
    moment = (
        clock.reading.clock if "meridiem" in clock.match.groups else _in_part(clock.reading.clock, day.reading.clock)
    )
    period = period.shift(_is_after_midnight(moment, day.reading.clock))
    value = f"{period.timex}{moment}"
    reading = replace(clock.reading, value=value, first=period, clock=moment, confidence=day.reading.confidence)
    if _BESIDE.fullmatch(gap):
        return [Found(left.match, left.start, right.end, reading, left.phrase)]
    together = clock._replace(reading=reading)
    return [together, right] if clock is left else [left, together]


def _is_within(clock: str, part: str) -> bool:
    """`Friday night at 11 p.m.`: a time in figures beside a part of a day."""
    return clock[1:2].isdigit() and not part[1:2].isdigit()


def _in_part(clock: str, part: str) -> str:
    """`ten past nine on Sunday evening` is at 21:10."""
    is_later = part in ("TAF", "TEV") or (part == "TNI" and clock >= "T05")
    return f"T{int(clock[1:3]) + 12}{clock[3:]}" if is_later and "T00" < clock < "T12" else clock


def _is_after_midnight(clock: str, part: str) -> bool:
    """`Friday night at 2 a.m.` is on Saturday."""
    return part == "TNI" and clock < "T06"


def pair(found: list[Found], text: str) -> list[Found]:
    """Let the two ends of a range know one another: `from May to July 2021`."""
    for i in range(len(found) - 1):
        left, right = found[i], found[i + 1]
        opening = _FROM.search(text, max(0, left.start - 20), left.start)
        gap = text[left.end : right.start]
        is_between = opening is not None and opening["word"].lower() == "between"
        if not (_AND if is_between else _TO).fullmatch(gap) or not _are_ends(left.reading, right.reading):
            continue
        left = _read_before(left, right)
        first, last = left.reading.first, right.reading.first
        if first is None or last is None or first.first > last.first:
            continue
        phrase = Phrase(first=first, last=last, is_vague_range=is_between)
        found[i : i + 2] = [left._replace(phrase=phrase), right._replace(phrase=phrase)]
    return found


def _are_ends(left: Reading, right: Reading) -> bool:
    return (
        left.type == right.type == "DATE"
        and left.first is not None
        and right.first is not None
        and left.last is right.last is None
        and "vague" not in (left.precision, right.precision)
    )


def _read_before(left: Found, right: Found) -> Found:
    """Read the first end again, as the nearest before the second, if only the second states the year."""
    dated = any(name.startswith("year") for name in right.match.groups)
    stated = any(name.startswith("year") for name in left.match.groups)
    end = right.reading.first
    if stated or end is None or left.reading.first is None or not (dated or left.reading.first.first > end.first):
        return left
    reading = MEANINGS[left.match.rule.meaning](left.match.groups, Context(Period.of("day", end.last), tense="past"))
    return left if reading is None else left._replace(reading=reading)
