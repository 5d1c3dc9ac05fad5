"""Readings of times of day: `10 p.m.`, `14:30 GMT`, `noon`.

What comes in: the named parts of a match, and the context. What goes out: a reading, or None if it is no time.
"""

from __future__ import annotations

from kg.extract.numbers import parse_number
from kg.extract.times.grammar import get_words
from kg.extract.times.readings import Context, Groups, Reading


def read_clock(groups: Groups, context: Context) -> Reading | None:
    """`10 p.m.`, `14:30 GMT`, `noon`; the day is the story's unless another stands beside it."""
    word = groups.get("word")
    if word is not None:
        hour, minute = (12, 0) if word == "noon" else (24, 0)
    else:
        hours = int(groups["hour"]) if "hour" in groups else parse_number(groups["number"])
        hour, minute = int(hours if hours is not None else 99), int(groups.get("minute", "0"))
        half = groups.get("meridiem", "")[:1] or {"TMO": "a", "TAF": "p", "TEV": "p"}.get(
            get_words("daypart").get(groups.get("daypart", ""), ""), ""
        )
        if half and hour > 12:
            return None
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24:
        return None
    clock = f"T{hour:02}:{minute:02}"
    return on_day(clock, context, zone=get_words("zone").get(groups.get("zone", ""), ""))


def on_day(clock: str, context: Context, *, zone: str = "") -> Reading:
    """A time of day on the day that the story is at."""
    story = context.story
    if story is not None and story.unit != "day":
        story = context.published
    value = (story.timex if story else "XXXX-XX-XX") + clock
    return Reading("TIME", value, story, clock=clock, zone=zone, precision="time-of-day", confidence=0.8)
