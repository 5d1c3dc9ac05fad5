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

    A few reports of long ago would press all others into a corner: of more than 20 days, those are left out that stand
    apart from the others by more than half of the whole time, if they are at most one in eight.
    """
    order = sorted(days)
    spare = len(order) // 8 if len(order) > 20 else 0
    first, last = 0, len(order) - 1
    while True:
        gap, left = max(((order[i + 1] - order[i], i) for i in range(first, last)), default=(0.0, first))
        begins, ends = left + 1 - first, last - left
        if 2 * gap <= order[last] - order[first] or min(begins, ends) > spare:
            break
        spare -= min(begins, ends)
        first, last = (left + 1, last) if begins < ends else (first, left)
    margin = max((order[last] - order[first]) * room, 4)
    axes.set_xlim(order[first] - margin, order[last] + margin)
    locator = AutoDateLocator(minticks=2, maxticks=9)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    formatter = ConciseDateFormatter(  # type: ignore[no-untyped-call]
        locator,
        formats=["%Y", "%b", "%d %b", "%H:%M", "%H:%M", "%S.%f"],
        zero_formats=["", "%b\n%Y", "%d %b", "%d %b", "%H:%M", "%H:%M"],
        offset_formats=["", "", "%Y", "%Y", "%Y", "%Y"],
    )
    axes.xaxis.set_major_formatter(formatter)
    return first + len(order) - 1 - last
