"""What articles tell and the prints of their texts, kept in the catalogue and found by what they share.

What comes in: what each article tells, once, and then who its actors are. What goes out: for each the others that may
tell the same, or be of the same text.
What it never does: read more of the catalogue than what an article shares something with.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

import msgspec

from kg.model.stories import AccountKey
from kg.resolve.stories.copies import Print, Printed
from kg.resolve.stories.holding import hold
from kg.resolve.stories.story import MOST_DAYS, Story
from kg.resolve.stories.told import Told

#: How many stories, ids, prints, and lists of who has a band are held at once.
_STORIES, _IDS, _PRINTS, _BANDS = 4_000, 500_000, 50_000, 500_000

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Told)
_known_encoder = msgspec.msgpack.Encoder(order="sorted")
_known_decoder = msgspec.msgpack.Decoder(dict[str, str])


class Telling(NamedTuple):
    """What an article is compared by, before it is known who is who.

    Attributes:
        told: what it tells, as `encode_told` writes it.
        publisher: the node of its publisher, as linking within it proposed.
        print: of its text.
    """

    told: bytes
    publisher: str | None
    print: Print


class Compared(NamedTuple):
    """What an article is compared by once it is known who is who.

    Attributes:
        accounts: the keys of what it tells.
        is_new: whether it was not compared before.
        is_changed: whether that is so, or who its actors are has changed since.
    """

    accounts: list[AccountKey]
    is_new: bool
    is_changed: bool


def encode_told(told: Told) -> bytes:
    """What an article tells, to be sent and kept."""
    return _encoder.encode(told)


def put_telling(connection: sqlite3.Connection, article_id: str, new: Telling) -> None:
    """Keep what an article is compared by; it has none yet."""
    number = connection.execute(
        "INSERT INTO compared (article, told, publisher, runs, signature) VALUES (?, ?, ?, ?, ?)",
        (article_id, new.told, new.publisher, *new.print),
    ).lastrowid
    bands = [(*band, number) for band in enumerate(new.print.bands)]
    connection.executemany("INSERT INTO bands VALUES (?, ?, ?)", bands)


def remove_telling(connection: sqlite3.Connection, article_id: str) -> list[AccountKey]:
    """Forget what an article is compared by; the keys of the accounts that were compared."""
    sql = "DELETE FROM compared WHERE article = ? RETURNING number, told, known, runs, signature"
    found: list[AccountKey] = []
    for number, told, known, *kept in connection.execute(sql, (article_id,)).fetchall():
        connection.execute("DELETE FROM tellers WHERE number = ?", (number,))
        bands = [(*band, number) for band in enumerate(Print(*kept).bands)]
        connection.executemany("DELETE FROM bands WHERE place = ? AND band = ? AND number = ?", bands)
        if known is not None:
            found.extend(_decoder.decode(told).account_keys)
    return found


def identify(connection: sqlite3.Connection, article_id: str, known: Mapping[str, str]) -> Compared | None:
    """Note who the actors of an article are, where they are others than linking proposed; None if it is not kept."""
    sql = "SELECT number, told, known FROM compared WHERE article = ?"
    row = connection.execute(sql, (article_id,)).fetchone()
    if row is None:
        return None
    number, told, before = row[0], _decoder.decode(row[1]), row[2]
    compared = Compared(told.account_keys, before is None, (now := _known_encoder.encode(known)) != before)
    if not compared.is_changed:
        return compared
    connection.execute("DELETE FROM tellers WHERE number = ?", (number,))
    connection.execute("UPDATE compared SET known = ? WHERE number = ?", (now, number))
    day = _day(told.published)
    tellers = [(entity, day, number) for entity in told.entities(known)]
    connection.executemany("INSERT INTO tellers VALUES (?, ?, ?)", tellers)
    return compared


def is_kept(connection: sqlite3.Connection, article_id: str) -> bool:
    """Whether it is kept what an article is compared by."""
    return connection.execute("SELECT 1 FROM compared WHERE article = ?", (article_id,)).fetchone() is not None


class KeptStories:
    """The stories in a catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held: dict[str, Story] = {}
        self._ids: dict[int, str] = {}

    def get(self, article_id: str) -> Story:
        """The story of an article; those asked for first are let go of first."""
        story = self._held.get(article_id)
        if story is None:
            sql = "SELECT told, known FROM compared WHERE article = ?"
            told, known = self._connection.execute(sql, (article_id,)).fetchone()
            story = _decoder.decode(told).under(_read_known(known))
            hold(self._held, article_id, story, _STORIES)
        return story

    def iter_near(self, article_id: str) -> Iterator[str]:
        """The ids of the articles of the same weeks that speak of some of the same entities."""
        story = self.get(article_id)
        numbers = {number for entity in story.entities for number in self._iter_telling(entity, _day(story.published))}
        yield from sorted(other for number in numbers if (other := self._find_id(number)) != article_id)

    def _find_id(self, number: int) -> str:
        article_id = self._ids.get(number)
        if article_id is None:
            sql = "SELECT article FROM compared WHERE number = ?"
            article_id = self._connection.execute(sql, (number,)).fetchone()[0]
            hold(self._ids, number, article_id, _IDS)
        return article_id

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
            sql = "SELECT article, publisher, known, runs, signature FROM compared WHERE number = ?"
            article_id, publisher, known, *kept = self._connection.execute(sql, (number,)).fetchone()
            printed = Printed(article_id, _read_known(known).get(publisher, publisher), Print(*kept))
            hold(self._held, number, printed, _PRINTS)
        return printed

    def _find_having(self, band: tuple[int, int]) -> list[int]:
        """The numbers of the articles whose prints have a band."""
        found = self._bands.get(band)
        if found is None:
            rows = self._connection.execute("SELECT number FROM bands WHERE place = ? AND band = ?", band)
            found = [number for (number,) in rows]
            hold(self._bands, band, found, _BANDS)
        return found


def _read_known(known: bytes | None) -> dict[str, str]:
    return {} if known is None else _known_decoder.decode(known)


def _day(published: date | None) -> int | None:
    return None if published is None else published.toordinal()
