"""Days, months and years as people write them.

What comes in: text. What goes out: the first and the last day.
What it never does: guess; what is not ISO 8601 is refused.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_PERIOD = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def read_period(text: str) -> tuple[date, date]:
    """The first and the last day of a day, a month or a year.

    Raises:
        ValueError: it is neither YYYY-MM-DD nor YYYY-MM nor YYYY, or there is no such day.

    >>> read_period("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if not _PERIOD.fullmatch(text):
        raise ValueError(f"{text!r} is not a day, a month or a year")
    year, *finer = map(int, text.split("-"))
    month, day = [*finer, 1, 1][:2]
    first = date(year, month, day)
    if len(finer) == 2:
        return first, first
    month = month if finer else 12
    return first, date(year, month, monthrange(year, month)[1])
