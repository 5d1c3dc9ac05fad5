"""Which records of a run are new, which are stored already, and which are older versions of those.

A record is an article with all that its graph depends on, known by a hash. Within one run, a record that the
store has replaced before is put off: if the record that took its place is read too, both are still there, and
nothing has changed; if it is not, the article has gone back to what it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, Literal, TypeAlias, TypeVar

Record = TypeVar("Record")
Verdict: TypeAlias = Literal["new", "unchanged", "duplicate", "put off"]


class Ledger(Generic[Record]):
    """The records of one run beside those of the store.

    >>> ledger = Ledger[str](stored={"a": "2"}, superseded={"a": frozenset({"1"})})
    >>> [ledger.judge("a", number, f"a{number}") for number in ("1", "2", "3")]
    ['put off', 'unchanged', 'new']
    >>> list(ledger.settle())
    [('a', '1', 'a1', False)]
    """

    def __init__(self, *, stored: Mapping[str, str], superseded: Mapping[str, frozenset[str]]) -> None:
        self._stored = stored
        self._superseded = superseded
        self._read: dict[str, set[str]] = {}
        self._put_off: list[tuple[str, str, Record]] = []

    def judge(self, article_id: str, record_hash: str, record: Record) -> Verdict:
        """What is to be done with a record; one that is put off is kept for `settle`."""
        read = self._read.setdefault(article_id, set())
        if record_hash in read:
            return "duplicate"
        read.add(record_hash)
        if self._stored.get(article_id) == record_hash:
            return "unchanged"
        if record_hash in self._superseded.get(article_id, ()):
            self._put_off.append((article_id, record_hash, record))
            return "put off"
        return "new"

    def settle(self) -> Iterator[tuple[str, str, Record, bool]]:
        """The records that were put off, each with whether it is new after all."""
        for article_id, record_hash, record in self._put_off:
            yield article_id, record_hash, record, self._stored.get(article_id) not in self._read[article_id]
