"""The days between two days, and what may have happened in them.

What comes in: days. What goes out: yes or no.
What it never does: put what has no date into a time.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, Self

from kg.errors import NetworkError


class Window(NamedTuple):
    """The days from `since` to `until`, both included; an end that is left out is open."""

    since: str | None = None
    until: str | None = None

    @classmethod
    def of(cls, since: str | date | None, until: str | date | None) -> Self:
        """The window between two days.

        Raises:
            NetworkError: one of them is no day, or they are in the wrong order.

        >>> Window.of("2025-04-06", None).holds("2025-03-01", "2025-04-07")
        True
        """
        window = cls(_to_day(since, "since"), _to_day(until, "until"))
        if window.since and window.until and window.since > window.until:
            raise NetworkError(f"since: {window.since} is later than until: {window.until}. Change the two.")
        return window

    def holds(self, first: str, last: str) -> bool:
        """Whether something that began at the earliest on one day and ended at the latest on another may be in it."""
        if self.since is None and self.until is None:
            return True
        return bool(first) and last >= (self.since or "") and first <= (self.until or "9999-12-31")


def _to_day(day: str | date | None, name: str) -> str | None:
    if day is None:
        return None
    try:
        return (day if isinstance(day, date) else date.fromisoformat(day)).isoformat()
    except ValueError:
        raise NetworkError(f"{name}: {day!r} is not a day. Write it as YYYY-MM-DD, such as 2025-04-14.") from None
