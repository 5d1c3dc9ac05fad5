"""What follows from a change of the catalogue and is still to be written to the store.

What comes in: the connection to a catalogue. What goes out: lists of what is planned, which last until it is written.
What it never does: forget what is not sure to be on the disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

#: Changed whenever what is kept in the catalogue, or a rule that it rests on, changes.
VERSION = 7

Pending: TypeAlias = Literal["article", "written", "node", "identity", "account", "stray", "told", "changed", "touched"]

_WRITTEN_FIRST = ("article", "node", "identity", "stray")


class Planned:
    """The lists of one catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def all(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows that a query gives."""
        return self.connection.execute(sql, values).fetchall()

    def column(self, sql: str, *values: Any) -> list[str]:
        """The first value of each row that a query gives."""
        return [row[0] for row in self.connection.execute(sql, values)]

    def commit(self) -> None:
        """Keep all changes."""
        self.connection.commit()

    def plan(self, kind: Pending, keys: Iterable[str]) -> None:
        """Note what is to be written."""
        self.connection.executemany(
            "INSERT OR IGNORE INTO pending VALUES (?, ?)", [(kind, key) for key in sorted(keys)]
        )

    def pending(self, kind: Pending) -> list[str]:
        """What is to be written, sorted."""
        return self.column("SELECT key FROM pending WHERE kind = ? ORDER BY key", kind)

    def is_first_pending(self) -> bool:
        """Whether anything is to be written before what articles tell in common."""
        return bool(self.all(f"SELECT 1 FROM pending WHERE kind IN {_WRITTEN_FIRST} LIMIT 1"))

    def note_written(self, base: str, state: str) -> None:
        """All but what articles tell in common is written, into a store whose state has that name; kept by `commit`."""
        execute = self.connection.execute
        execute("INSERT OR IGNORE INTO pending SELECT 'written', key FROM pending WHERE kind = 'article'")
        execute(f"DELETE FROM pending WHERE kind IN {_WRITTEN_FIRST}")
        self._name_state(base, state)

    def settle(self, base: str, state: str = "") -> None:
        """Everything is written, into a store whose state has that name; kept by `commit`."""
        self.connection.execute("DELETE FROM pending")
        self._name_state(base, state)

    def _name_state(self, base: str, state: str) -> None:
        self.connection.execute("UPDATE meta SET version = ?", (version_of(base, state),))

    def relinked(self) -> set[str]:
        """The ids of the articles whose graphs were last written other than linking within them proposed."""
        return set(self.column("SELECT article FROM relinked"))

    def note_relinked(self, article: str, is_relinked: bool) -> None:
        """Note how the graph of an article was written."""
        self.connection.execute("DELETE FROM relinked WHERE article = ?", (article,))
        if is_relinked:
            self.connection.execute("INSERT INTO relinked VALUES (?)", (article,))


def version_of(base: str, state: str) -> str:
    """What a catalogue is of: a version, a base, and a state of the store if it was ever written to one."""
    return " ".join([str(VERSION), base, *filter(None, [state])])
