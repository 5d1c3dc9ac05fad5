"""The days between two days, and what may have happened in them.

What comes in: days, months and years. What goes out: yes or no.
What it never does: put what has no date into a time.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, Self

from kg.errors import NetworkError
from kg.periods import read_period


class Window(NamedTuple):
    """The days from `since` to `until`, both included; an end that is left out is open."""

    since: str | None = None
    until: str | None = None

    @classmethod
    def of(cls, since: str | date | None, until: str | date | None) -> Self:
        """The window from the first day of one day, month or year to the last day of another.

        Raises:
            NetworkError: one of them is none of these, or they are in the wrong order.

        >>> Window.of("2025-04", None).holds("2025-03-01", "2025-04-07")
        True
        """
        window = cls(_to_day(since, "since", 0), _to_day(until, "until", 1))
        if window.since and window.until and window.since > window.until:
            raise NetworkError(f"since: {window.since} is later than until: {window.until}. Change the two.")
        return window

    def holds(self, first: str, last: str) -> bool:
        """Whether something that began at the earliest on one day and ended at the latest on another may be in it."""
        if self.since is None and self.until is None:
            return True
        return bool(first) and last >= (self.since or "") and first <= (self.until or "9999-12-31")


def _to_day(given: str | date | None, name: str, end: Literal[0, 1]) -> str | None:
    """A day, or that end of a month or a year."""
    if given is None:
        return None
    try:
        return (given if isinstance(given, date) else read_period(given)[end]).isoformat()
    except ValueError:
        raise NetworkError(f"{name}: {given!r} is not a date. Write it as YYYY-MM-DD, YYYY-MM or YYYY.") from None
