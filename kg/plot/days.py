"""Days as the graph writes them, for axes of time.

What comes in: dates and EDTF. What goes out: `date`s.
What it never does: make up a day where only a month or a year is known; it gives the first and the last possible one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num

from kg.periods import read_period

_PART = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def parse_days(text: object) -> tuple[date, date] | None:
    """The first and the last day of a date, a month, a year or a range, or nothing if the text is none of them.

    >>> parse_days("2025-04-06/2025-04-07")
    (datetime.date(2025, 4, 6), datetime.date(2025, 4, 7))
    >>> parse_days("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    >>> parse_days("")
    """
    if isinstance(text, date):
        return text, text
    parts = [_PART.match(part) for part in str(text or "").split("/")]
    found = [_bounds(part[0]) for part in parts if part]
    return (found[0][0], found[-1][1]) if found else None


def _bounds(period: str) -> tuple[date, date]:
    try:
        return read_period(period)
    except ValueError:  # a season, such as 2025-21
        return read_period(period[:4])


def to_number(day: date) -> float:
    """A day as matplotlib counts it."""
    return float(date2num(day))  # type: ignore[no-untyped-call]


def set_days(axes: Axes, days: Sequence[float], *, room: float = 0.04) -> int:
    """Let an axis show these days (as matplotlib counts them); the number of days that lie too far off to be shown.

    One report of long ago would press all others into a corner: what lies outside of the middle of the days is left
    out where that middle takes less than half of the whole.
    """
    order = sorted(days)
    edge = len(order) // 50 or (1 if len(order) > 20 else 0)
    first, last = order[0], order[-1]
    inner_first, inner_last = order[edge], order[-1 - edge]
    if inner_last - inner_first < (last - first) / 2:
        first, last = inner_first, inner_last
    margin = max((last - first) * room, 4)
    axes.set_xlim(first - margin, last + margin)
    locator = AutoDateLocator(minticks=2, maxticks=9)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    return sum(not first <= day <= last for day in order)
