"""The file of a catalogue: found, checked, or made.

What comes in: a path and the version that is wanted. What goes out: a connection to a database of that version.
What it never does: use a file that is damaged or of another version; the catalogue can be made anew at any time.
"""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path

from kg.errors import StoreError


def open_database(path: Path | None, *, version: str) -> tuple[sqlite3.Connection, bool]:
    """A connection to the database at `path`, or to one in memory; and whether it was made just now.

    Raises:
        StoreError: the file cannot be read or written.
    """
    try:
        known = None if path is None else _find_known(path, version)
        if known is not None:
            return known, False
        if path is not None:
            path.unlink(missing_ok=True)
            path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        connection = _connect(path)
        schema = files("kg.resolve").joinpath("schema.sql").read_text(encoding="utf-8")
        connection.executescript(f"BEGIN; {schema} COMMIT;")  # each statement by itself would wait for the disk
        # Kept with the first commit: until then the database is none.
        connection.execute("INSERT INTO meta VALUES (?)", (version,))
    except (sqlite3.Error, OSError) as error:
        raise StoreError(
            f"{path}: the catalogue of references cannot be used ({error}).\n"
            "Free some space or get the right to write there, then build again: it is made anew from the graph."
        ) from None
    return connection, True


def _find_known(path: Path, version: str) -> sqlite3.Connection | None:
    """The database at `path`, if it is there, whole and of this version."""
    if not path.exists():
        return None
    found = sqlite3.connect(path)
    try:
        if found.execute("SELECT version FROM meta").fetchone() == (version,):
            return _connect(path)
    except sqlite3.DatabaseError:
        return None
    finally:
        found.close()
    return None


def _connect(path: Path | None) -> sqlite3.Connection:
    connection = sqlite3.connect(path or ":memory:", isolation_level="IMMEDIATE")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -262144")
    return connection
