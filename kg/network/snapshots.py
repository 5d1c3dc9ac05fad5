"""A projection over time: one network a day, week, month or year.

What comes in: a store, the name of a projection, a length of time. What goes out: networks by their first day.
What it never does: give a fact of which only the year is known to one month alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pyoxigraph as ox

from kg.errors import NetworkError
from kg.network.facts import FactReader
from kg.network.networks import Network, UndirectedNetwork
from kg.network.projections import draw, find_ties, get_projection
from kg.network.windows import Window

#: The length of a period by name: its first day, from any of its days, and the first day of the next.
PERIODS: dict[str, tuple[Callable[[date], date], Callable[[date], date]]] = {
    "day": (lambda day: day, lambda first: first + timedelta(days=1)),
    "week": (lambda day: day - timedelta(days=day.weekday()), lambda first: first + timedelta(days=7)),
    "month": (lambda day: day.replace(day=1), lambda first: (first + timedelta(days=31)).replace(day=1)),
    "year": (lambda day: day.replace(month=1, day=1), lambda first: first.replace(year=first.year + 1)),
}


def snapshots(
    store: ox.Store,
    name: str,
    *,
    every: str = "month",
    since: str | date | None = None,
    until: str | date | None = None,
    alleged: bool = False,
) -> dict[str, Network | UndirectedNetwork]:
    """The networks of a projection, period after period, by the first day of each; those that are empty too.

    A fact is in every period in which it may have happened; what has no date is in none.

    Args:
        store: what to draw.
        name: one of `PROJECTIONS`.
        every: one of `PERIODS`.
        since: a day of the first period; if left out, that on which the earliest article was published.
        until: a day of the last period; if left out, that of the latest article.
        alleged: draw also what is only alleged.

    Raises:
        NetworkError: there is no such projection or period, or a date is none.

    >>> snapshots(ox.Store(), "communications")
    {}
    """
    if every not in PERIODS:
        raise NetworkError(f"There is no period {every!r}. Choose one of: {', '.join(PERIODS)}.")
    projection, reader, asked = get_projection(name), FactReader(store), Window.of(since, until)
    published = [article.published for article in reader.articles.values() if article.published]
    first, last = asked.since or min(published, default=None), asked.until or max(published, default=None)
    if first is None or last is None:
        return {}
    ties = find_ties(projection, reader, alleged=alleged)
    return {
        str(window.since): draw(projection, ties, reader, window)
        for window in _iter_periods(date.fromisoformat(first), date.fromisoformat(last), every)
    }


def _iter_periods(first: date, last: date, every: str) -> Iterator[Window]:
    """The periods from that of one day to that of another."""
    begin, follow = PERIODS[every]
    start = begin(first)
    while start <= last:
        following = follow(start)
        yield Window(start.isoformat(), (following - timedelta(days=1)).isoformat())
        start = following
