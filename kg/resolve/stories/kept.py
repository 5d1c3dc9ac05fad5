"""What articles tell and the prints of their texts, kept in the catalogue; and stories, found by what they share.

What comes in: what each article tells, once, and then who its actors are. What goes out: for each the others that may
tell the same, or be of the same text.
What it never does: read more of the catalogue than what an article shares something with.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from kg.model.stories import AccountKey
from kg.resolve.holding import Held
from kg.resolve.stories.copies import Print
from kg.resolve.stories.story import ENOUGH, FEW_DAYS, MOST_DAYS, Story
from kg.resolve.stories.told import Told

#: How many accounts, by their stories, and how many ids are held at once.
_ACCOUNTS, _IDS = 60_000, 500_000

_UNDATED = "SELECT number FROM tellers WHERE entity = ? AND day IS NULL"
_DATED = "SELECT number FROM tellers WHERE entity = ? AND day BETWEEN ? AND ?"

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
    day = None if told.published is None else told.published.toordinal()
    connection.execute("UPDATE compared SET known = ?, day = ? WHERE number = ?", (now, day, number))
    tellers = [(entity, is_country, day, number) for entity, is_country in told.entities(known).items()]
    connection.executemany("INSERT INTO tellers VALUES (?, ?, ?, ?)", tellers)
    return compared


def is_kept(connection: sqlite3.Connection, article_id: str) -> bool:
    """Whether it is kept what an article is compared by."""
    return connection.execute("SELECT 1 FROM compared WHERE article = ?", (article_id,)).fetchone() is not None


class KeptStories:
    """The stories in a catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held = Held[str, Story](_ACCOUNTS)
        self._ids = Held[int, str](_IDS)

    def get(self, article_id: str) -> Story:
        """The story of an article; those asked for longest ago are let go of first."""
        story = self._held.get(article_id)
        if story is None:
            sql = "SELECT told, known FROM compared WHERE article = ?"
            told, known = self._connection.execute(sql, (article_id,)).fetchone()
            story = _decoder.decode(told).under(read_known(known))
            self._held.put(article_id, story, size=1 + len(story.accounts))
        return story

    def iter_accounts(self, article_id: str) -> Iterator[AccountKey]:
        """The keys of what an article tells."""
        return (account.key for account in self.get(article_id).accounts)

    def iter_near(self, article_id: str) -> Iterator[str]:
        """The ids of the articles that `may_be_near` to one."""
        story = self.get(article_id)
        numbers = self._find_near(story) if story.published else self._find_all_sharing(story)
        yield from sorted(other for number in numbers if (other := self._find_id(number)) != article_id)

    def sort(self, article_ids: Iterable[str]) -> list[str]:
        """Articles in the order of their days, in which those that are near are asked for together."""
        sql = "SELECT day FROM compared WHERE article = ?"
        dated = ((self._connection.execute(sql, (each,)).fetchone()[0] or 0, each) for each in article_ids)
        return [article_id for _, article_id in sorted(dated)]

    def _find_near(self, story: Story) -> set[int]:
        """The numbers of the articles that share an entity in the same days, or several in the same weeks."""
        assert story.published is not None
        day, found, far = story.published.toordinal(), set[int](), Counter[int]()
        for entity in story.entities:
            found.update(self._select(_UNDATED, entity))
            found.update(self._select(_DATED, entity, day - FEW_DAYS, day + FEW_DAYS))
            if entity not in story.countries:
                no_countries = f"{_DATED} AND NOT is_country"
                far.update(self._select(no_countries, entity, day - MOST_DAYS, day - FEW_DAYS - 1))
                far.update(self._select(no_countries, entity, day + FEW_DAYS + 1, day + MOST_DAYS))
        return found | {number for number, shared in far.items() if shared >= ENOUGH}

    def _find_all_sharing(self, story: Story) -> set[int]:
        """The numbers of the articles of whatever day that share an entity with one that has no day."""
        sql = "SELECT number FROM tellers WHERE entity = ?"
        return {number for entity in story.entities for number in self._select(sql, entity)}

    def _select(self, sql: str, *values: object) -> Iterator[int]:
        return (number for (number,) in self._connection.execute(sql, values))

    def _find_id(self, number: int) -> str:
        article_id = self._ids.get(number)
        if article_id is None:
            sql = "SELECT article FROM compared WHERE number = ?"
            article_id = self._ids.put(number, self._connection.execute(sql, (number,)).fetchone()[0])
        return article_id


def read_known(known: bytes | None) -> dict[str, str]:
    """Who the actors of an article are, as `identify` noted it."""
    return {} if known is None else _known_decoder.decode(known)
