"""What was extracted before: a file beside the store, or anywhere, that spares parsing the same article again.

What comes in: an article as JSON, and who extracts. What goes out: the facts as JSON, not linked.
What it never does: give facts of another text, other metadata, another model or another version of the rules; or
matter: without it, or with half of it, the graph is the same.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol

from kg.errors import StoreError

CACHE_FILE: Final = "extractions.sqlite"

#: So many are written at once; what waits is lost with the process, and extracted again.
_GROUP = 64
_SECONDS_TO_WAIT = 60.0
_TABLE = "CREATE TABLE IF NOT EXISTS facts (key BLOB PRIMARY KEY, json BLOB) WITHOUT ROWID"


class Cache(Protocol):
    """What a build asks for facts before it extracts them."""

    def find(self, key: bytes) -> bytes | None:
        """The facts of that key, if they are known."""

    def put(self, key: bytes, facts: bytes) -> None:
        """Keep facts."""


class NoCache:
    """Knows nothing and keeps nothing."""

    def find(self, _key: bytes) -> bytes | None:
        """Nothing."""
        return None

    def put(self, _key: bytes, _facts: bytes) -> None:
        """Keep nothing."""


class FileCache:
    """Facts in a file, which several builds may use at once."""

    def __init__(self, directory: Path) -> None:
        """Open the cache in a folder, which is made if it is missing.

        Raises:
            StoreError: the folder cannot be written, or the file is no cache.
        """
        self._path = directory / CACHE_FILE
        self._waiting: dict[bytes, bytes] = {}
        with self._told():
            directory.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self._path, timeout=_SECONDS_TO_WAIT, isolation_level=None)
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = NORMAL")
                self._connection.execute(_TABLE)
            except sqlite3.Error:
                self._connection.close()
                raise

    def find(self, key: bytes) -> bytes | None:
        """The facts of that key, if they are known."""
        with self._told():
            row = self._connection.execute("SELECT json FROM facts WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        try:
            return zlib.decompress(row[0])
        except zlib.error:
            return None  # damaged: it is extracted again, and put in its place

    def put(self, key: bytes, facts: bytes) -> None:
        """Keep facts, soon."""
        self._waiting[key] = zlib.compress(facts, 1)
        if len(self._waiting) >= _GROUP:
            self._write()

    def close(self) -> None:
        """Write what waits, and let go of the file."""
        try:
            self._write()
        finally:
            self._connection.close()

    def _write(self) -> None:
        waiting, self._waiting = self._waiting, {}
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", waiting.items())
            self._connection.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"{self._path}: the cache of extractions cannot be used ({error}).\n"
                "Free some space, remove the file, name another folder with --cache, or build with --no-cache."
            ) from None


def key_of(record: bytes, *, extractor: str, model: str) -> bytes:
    """What facts depend on: the article with its metadata, the rules, the model.

    >>> key_of(b"{}", extractor="rules 1", model="small") == key_of(b"{}", extractor="rules 2", model="small")
    False
    """
    return sha256(b"\0".join((record, extractor.encode(), model.encode()))).digest()


@contextmanager
def open_cache(directory: Path | None) -> Iterator[Cache]:
    """The cache in a folder; one that knows nothing if there is no folder."""
    if directory is None:
        yield NoCache()
        return
    cache = FileCache(directory)
    try:
        yield cache
    finally:
        cache.close()
