"""Readings of times of day: `10 p.m.`, `14:30 GMT`, `half past four`, `noon`, `that night`, `an hour later`.

What comes in: the named parts of a match, and the context. What goes out: a reading, or None if it is no time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from kg.extract.numbers import parse_number
from kg.extract.times.grammar import get_words
from kg.extract.times.periods import Period
from kg.extract.times.readings import Context, Groups, Reading

#: Up to here the night is that of the day before.
_DAWN = "T06:00"
_HALF_OF = {"TMO": "a", "TAF": "p", "TEV": "p"}


def read_clock(groups: Groups, context: Context) -> Reading | None:
    """`10 p.m.`, `14:30 GMT`, `noon`; the day is the story's unless another stands beside it."""
    zone = get_words("zone").get(groups.get("zone", ""), "")
    if "word" in groups:
        starts_a_day = groups["word"] == "midnight" and context.before in ("after", "past")
        return on_day("T12:00" if groups["word"] == "noon" else "T00:00" if starts_a_day else "T24:00", context)
    hour, minute = _hour(groups), _minute(groups)
    if hour is None or hour > 24 or minute is None:
        return None
    if minute < 0:
        hour, minute = (hour - 1) % 24, minute + 60
    part = get_words("daypart").get(groups.get("daypart", ""), "")
    half = (
        groups.get("meridiem", "")[:1] or _HALF_OF.get(part, "") or ("p" if part and hour > 5 else "a" if part else "")
    )
    if half and hour > 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    clock = f"T{hour:02}:{minute:02}"
    if groups.get("day_before") == "yesterday" and context.published is not None:
        context = replace(context, narrative=context.published.shift(-1), tense=None)
    elif groups.get("day_before") in ("this", "today", "tonight"):
        context = replace(context, narrative=context.published, tense=None)
    if not half and hour <= 12 and groups.keys() & {"number", "number_hour"}:
        return _in_either_half(hour, minute, context)
    return on_day(clock, context, zone=zone)


def _hour(groups: Groups) -> int | None:
    words = groups.get("hour") or groups.get("number_hour") or groups.get("number") or ""
    hour = int(words) if words.isdigit() else parse_number(words)
    return int(hour) if hour is not None and hour == int(hour) else None


def _minute(groups: Groups) -> int | None:
    """The minutes after the hour; below zero before it (`ten to four`)."""
    words = groups.get("minute") or groups.get("minutes_spelled") or "0"
    minute = {"half": 30, "quarter": 15, "a quarter": 15}.get(words)
    if minute is None:
        minute = int(words) if words.isdigit() else int(parse_number(words) or 99)
    return None if minute > 59 else -minute if groups.get("side") == "to" else minute


def _in_either_half(hour: int, minute: int, context: Context) -> Reading:
    """A time without `a.m.` or `p.m.`: the one nearest to publication that the tense allows, if that is the day."""
    clocks = [f"T{hour % 12 + half:02}:{minute:02}" for half in (0, 12)]
    clock = clocks[0] if 6 < hour < 12 else clocks[1]
    story = context.narrative or context.published
    if context.clock and story == context.published:
        if context.tense == "future":
            clock = next((each for each in clocks if each >= context.clock), clock)
        else:
            clock = next((each for each in reversed(clocks) if each <= context.clock), clock)
    return replace(on_day(clock, context), confidence=0.6)


def on_day(clock: str, context: Context, *, zone: str = "") -> Reading:
    """A time of day on the day that the story is at."""
    now, story = context.published, context.narrative
    confidence = 0.8
    if story is None or story.unit != "day" or _contradicts(story, context):
        story = now
    elif story != now:
        confidence = 0.65
        story = story.shift(_step(clock, context.moment))
    if story is not None and story == now and context.clock and clock[1:2].isdigit():
        story = story.shift(-1 if context.tense == "past" and clock > context.clock else 0)
    value = (story.timex if story else "XXXX-XX-XX") + clock
    return Reading("TIME", value, story, clock=clock, zone=zone, precision="time-of-day", confidence=confidence)


def _contradicts(story: Period, context: Context) -> bool:
    """Whether the tense says that the story has gone back to publication, or beyond it."""
    now = context.published
    if now is None:
        return False
    return (context.tense == "past" and story.index > now.index) or (
        context.tense in ("present", "future") and story.index < now.index
    )


def _step(clock: str, moment: str) -> int:
    """How many days after `moment` of one day `clock` is: `that night` at 2 a.m. began the day before."""
    if clock == "TNI":
        return -1 if "T00" <= moment < _DAWN else 0
    return int("T00" <= clock < _DAWN and moment in ("TNI", "TEV"))


def shift_clock(number: float, unit: str, context: Context, *, is_from_now: bool) -> Reading | None:
    """`an hour ago`, `40 minutes later`: so much from the moment of publication or of the story."""
    day = context.published if is_from_now else context.narrative
    clock = context.clock if is_from_now else context.moment
    if day is None or day.unit != "day" or not clock[1:3].isdigit() or clock > "T23:59" or abs(number) > 10_000:
        return None
    step = timedelta(**{f"{unit}s": number})
    moment = datetime.combine(day.first, time.fromisoformat(clock[1:])) + step
    clock = f"T{moment:%H:%M}"
    shifted = Period.of("day", moment.date())
    value = shifted.timex + clock
    return Reading("TIME", value, shifted, clock=clock, precision="time-of-day", confidence=0.65)
