"""What ties articles to each other: accounts of one occurrence, and texts that are copies.

All are frozen and made by keyword, and name events and articles by their ids.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from kg.model.records import Record

TextRelation: TypeAlias = Literal["copy", "version", "excerpt"]


class AccountKey(NamedTuple):
    """An event or communication of an article."""

    article_id: str
    event_id: str


class Occurrence(Record, frozen=True):
    """What happened once, or is said to have: the accounts that articles give of it.

    Attributes:
        accounts: the events that tell of it, sorted; all asserted or all alleged.
        alleged: whether they stand only in what claims allege or demand.
        matches: the first account of the asserted occurrence that an alleged one seems to be, if any.
        evidence: what agrees among the accounts, in words.
        confidence: that all accounts tell of one occurrence.
    """

    accounts: tuple[AccountKey, ...]
    alleged: bool = False
    matches: AccountKey | None = None
    evidence: tuple[str, ...] = ()
    confidence: float = 1.0


class TextGroup(Record, frozen=True):
    """Articles that share their text, so that together they are one witness.

    Attributes:
        articles: ids of the articles, sorted.
        relation: `copy` among publishers, `version` of one publisher, or `excerpt` where one has only a part.
        similarity: the part of the text that the least alike of two linked articles share.
    """

    articles: tuple[str, ...]
    relation: TextRelation
    similarity: float
