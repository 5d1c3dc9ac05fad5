"""Stories and prints kept in the catalogue, found by what they share.

What comes in: what each article is compared by, once. What goes out: for each the others that may tell the same, or be
of the same text.
What it never does: read more of the catalogue than what an article shares something with.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

import msgspec

from kg.model.stories import AccountKey
from kg.resolve.stories.copies import Print, Printed
from kg.resolve.stories.story import MOST_DAYS, Story

#: How many stories, and how many prints and lists of who has a band, are held at once.
_STORIES, _PRINTS, _BANDS = 4_000, 50_000, 500_000

Key = TypeVar("Key")
Value = TypeVar("Value")

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Story)


class Compared(NamedTuple):
    """What an article is compared by."""

    story: Story
    printed: Printed

    @property
    def accounts(self) -> frozenset[AccountKey]:
        """The keys of what it tells."""
        return frozenset(account.key for account in self.story.accounts)


def find_compared(connection: sqlite3.Connection, article_id: str) -> Compared | None:
    """What an article was compared by, if it was."""
    sql = "SELECT story, publisher, runs, signature FROM compared WHERE article = ?"
    row = connection.execute(sql, (article_id,)).fetchone()
    if row is None:
        return None
    return Compared(_decoder.decode(row[0]), Printed(article_id, row[1], Print(row[2], row[3])))


def put_compared(connection: sqlite3.Connection, article_id: str, new: Compared | None) -> None:
    """Keep what an article is compared by in the place of what it was compared by; nothing, if it is gone."""
    sql = "DELETE FROM compared WHERE article = ? RETURNING number, runs, signature"
    for number, *kept in connection.execute(sql, (article_id,)).fetchall():
        connection.execute("DELETE FROM tellers WHERE number = ?", (number,))
        bands = [(*band, number) for band in enumerate(Print(*kept).bands)]
        connection.executemany("DELETE FROM bands WHERE place = ? AND band = ? AND number = ?", bands)
    if new is None:
        return
    (story, printed), day = new, _day(new.story)
    number = connection.execute(
        "INSERT INTO compared (article, story, publisher, runs, signature) VALUES (?, ?, ?, ?, ?)",
        (article_id, _encoder.encode(story), printed.publisher, *printed.print),
    ).lastrowid
    tellers = [(entity, day, number) for entity in sorted(story.entities)]
    connection.executemany("INSERT INTO tellers VALUES (?, ?, ?)", tellers)
    bands = [(*band, number) for band in enumerate(printed.print.bands)]
    connection.executemany("INSERT INTO bands VALUES (?, ?, ?)", bands)


class KeptStories:
    """The stories in a catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held: dict[str, Story] = {}

    def get(self, article_id: str) -> Story:
        """The story of an article; those asked for first are let go of first."""
        story = self._held.get(article_id)
        if story is None:
            sql = "SELECT story FROM compared WHERE article = ?"
            story = _decoder.decode(self._connection.execute(sql, (article_id,)).fetchone()[0])
            _hold(self._held, article_id, story, _STORIES)
        return story

    def iter_near(self, article_id: str) -> Iterator[str]:
        """The ids of the articles of the same weeks that speak of some of the same entities."""
        story = self.get(article_id)
        numbers = {number for entity in story.entities for number in self._iter_telling(entity, _day(story))}
        sql = "SELECT article FROM compared WHERE number = ?"
        near = (self._connection.execute(sql, (number,)).fetchone()[0] for number in numbers)
        yield from sorted(other for other in near if other != article_id)

    def _iter_telling(self, entity: str, day: int | None) -> Iterable[int]:
        """The numbers of the articles that speak of an entity; some weeks before or after a day, or without one."""
        if day is None:
            found = self._connection.execute("SELECT number FROM tellers WHERE entity = ?", (entity,))
        else:
            found = self._connection.execute(
                "SELECT number FROM tellers WHERE entity = ?1 AND day BETWEEN ?2 AND ?3"
                " UNION ALL SELECT number FROM tellers WHERE entity = ?1 AND day IS NULL",
                (entity, day - MOST_DAYS, day + MOST_DAYS),
            )
        return (number for (number,) in found)


class KeptPrints:
    """The prints in a catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held: dict[int, Printed] = {}
        self._bands: dict[tuple[int, int], list[int]] = {}

    def get(self, article_id: str) -> Printed:
        """The print of an article."""
        sql = "SELECT number FROM compared WHERE article = ?"
        return self._get(self._connection.execute(sql, (article_id,)).fetchone()[0])

    def find_near(self, printed: Printed) -> Iterable[Printed]:
        """The articles whose prints agree with one in a band."""
        numbers = {number for band in enumerate(printed.print.bands) for number in self._find_having(band)}
        return [self._get(number) for number in sorted(numbers)]

    def _get(self, number: int) -> Printed:
        printed = self._held.get(number)
        if printed is None:
            sql = "SELECT article, publisher, runs, signature FROM compared WHERE number = ?"
            article_id, publisher, *kept = self._connection.execute(sql, (number,)).fetchone()
            printed = Printed(article_id, publisher, Print(*kept))
            _hold(self._held, number, printed, _PRINTS)
        return printed

    def _find_having(self, band: tuple[int, int]) -> list[int]:
        """The numbers of the articles whose prints have a band."""
        found = self._bands.get(band)
        if found is None:
            rows = self._connection.execute("SELECT number FROM bands WHERE place = ? AND band = ?", band)
            found = [number for (number,) in rows]
            _hold(self._bands, band, found, _BANDS)
        return found


def _hold(held: dict[Key, Value], key: Key, value: Value, most: int) -> None:
    """Hold a value; the one that was held longest goes if there are too many."""
    held[key] = value
    if len(held) > most:
        del held[next(iter(held))]


def _day(story: Story) -> int | None:
    return None if story.published is None else story.published.toordinal()
