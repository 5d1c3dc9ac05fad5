"""What can be asked: the engine in this process, or an endpoint that answers as it does.

What comes in: SPARQL. What goes out: rows, a truth value or triples.
What it never does: evaluate anything itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeAlias, runtime_checkable

import pyoxigraph as ox


@runtime_checkable
class Rows(Protocol):
    """The rows of a SELECT."""

    @property
    def variables(self) -> list[ox.Variable]:
        """The variables, in the order of the query."""

    def __iter__(self) -> Iterator[ox.QuerySolution]:
        """The rows, once: as terms, or written."""

    def serialize(self, *, format: ox.QueryResultsFormat) -> bytes | None:
        """All rows as text in a format of the W3C's."""


Found: TypeAlias = Rows | bool | ox.QueryBoolean | Iterable[ox.Triple]


class Queryable(Protocol):
    """A `pyoxigraph.Store`, or anything that takes a query as it does."""

    def query(self, query: str, /, *, prefixes: dict[str, str] | None, use_default_graph_as_union: bool) -> Found:
        """What SPARQL finds.

        Raises:
            SyntaxError: it is not SPARQL.
        """
