"""From a reading to a time of the model: its bounds, its EDTF string, its precision.

What comes in: a reading, the words before it (`early`, `since`), the range that it is an end of.
What goes out: a `Time`. What it never does: read a date.

`value` is what the words say, EDTF and bounds what the phrase says: in "since November 2020" the value is
`2020-11` and the EDTF string `2020-11/..`; in "from 2004 to 2009" both years have the EDTF string `2004/2009`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from kg.extract.times.periods import Period
from kg.extract.times.readings import Reading
from kg.model import Span, Time

Part: TypeAlias = Literal["early", "mid", "late"]
Frame: TypeAlias = Literal["since", "until"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What the words around an expression say of it.

    Attributes:
        part: which third of the period is meant.
        frame: whether it is where something open begins or ends.
        first, last: the ends of the range that it is an end of.
        is_vague_range: whether the range is one in which something lies (`between`), not one that it fills (`from`).
    """

    part: Part | None = None
    frame: Frame | None = None
    first: Period | None = None
    last: Period | None = None
    is_vague_range: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which days something starts and ends; None where nothing is known."""

    earliest_start: date | None
    latest_start: date | None
    earliest_end: date | None
    latest_end: date | None


def to_time(span: Span, reading: Reading, phrase: Phrase, published: Period | None) -> Time:
    """The time that the reading and the phrase around it amount to."""
    bounds, edtf, precision = _describe(reading, phrase, published)
    days = [
        day.isoformat() if day is not None else None
        for day in (bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end)
    ]
    return Time(
        id=f"time-{span.start}-{span.end}",
        start=span.start,
        end=span.end,
        type=reading.type,
        value=reading.value,
        edtf=edtf,
        earliest_start=days[0],
        latest_start=days[1],
        earliest_end=days[2],
        latest_end=days[3],
        precision=precision,
        confidence=reading.confidence,
    )


def _describe(reading: Reading, phrase: Phrase, published: Period | None) -> tuple[Bounds, str | None, str | None]:
    unit = reading.precision or (reading.first.precision if reading.first else None)
    if reading.first is None or reading.type == "SET":
        return Bounds(None, None, None, None), None, unit
    first, last = phrase.first or reading.first, phrase.last or reading.last or reading.first
    if phrase.frame is not None:
        return _open(first, last, phrase.frame, published)
    if phrase.first is not None or reading.last is not None:
        edtf = _interval(first, last)
        if phrase.is_vague_range or phrase.first is None:
            return Bounds(first.first, last.last, first.first, last.last), edtf, reading.precision or "range"
        return Bounds(first.first, first.last, last.first, last.last), edtf, "range"
    if reading.clock:
        edtf = first.edtf + (f"{reading.clock}:00{reading.zone}" if reading.clock[1:].startswith(tuple("012")) else "")
        return _within(first.first, first.last), edtf.replace("T24:00:00", ""), unit
    if phrase.part is not None and first.unit not in ("day", "weekend"):
        start, end = _third(first, phrase.part)
        return _within(start, end), f"{start.isoformat()}/{end.isoformat()}", "range"
    return _within(first.first, first.last), first.edtf, unit


def _within(start: date, end: date) -> Bounds:
    return Bounds(start, end, start, end)


def _open(first: Period, last: Period, frame: Frame, published: Period | None) -> tuple[Bounds, str, str]:
    if frame == "until":
        return Bounds(None, None, last.first, last.last), f"../{last.edtf.split('/')[-1]}", "open-range"
    known = published.first if published is not None and published.first >= first.first else None
    return Bounds(first.first, first.last, None, known), f"{first.edtf.split('/')[0]}/..", "open-range"


def _interval(first: Period, last: Period) -> str:
    return f"{first.edtf.split('/')[0]}/{last.edtf.split('/')[-1]}"


def _third(period: Period, part: Part) -> tuple[date, date]:
    """The first, second or last third of a period: in months, or in days if it is a month or shorter."""
    smaller: Literal["day", "month"] = "day" if period.unit in ("week", "month") else "month"
    first, last = Period.of(smaller, period.first), Period.of(smaller, period.last)
    length = last.index - first.index + 1
    cuts = [round(length * third / 3) for third in range(4)]
    number = ("early", "mid", "late").index(part)
    return first.shift(cuts[number]).first, first.shift(cuts[number + 1] - 1).last
