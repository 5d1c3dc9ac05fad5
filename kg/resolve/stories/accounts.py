"""What an article tells of each event and communication, as it is compared with what others tell.

What comes in: what an article tells (`told`), under who its entities are. What goes out: an `Account` of each event.
What it never does: take what a claim alleges or demands for what the article asserts; `alleged` says which it is.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from kg.model.stories import AccountKey

Reality: TypeAlias = Literal["happened", "may happen", "did not happen"]


class Site(NamedTuple):
    """A place of an event: its identity, its country, and whether it is that country."""

    place: str
    country: str | None
    is_country: bool


class Account(NamedTuple):
    """An event as one article tells it.

    Attributes:
        alleged: whether it stands only in what a claim alleges or demands.
        type: a code of the event type scheme.
        stem: of the head of its trigger.
        earliest, latest: ISO dates between which it lies, as far as its times say.
        named: the participants that articles can share, by IRI.
        unnamed: stems of what the other participants are called, where that tells more than "they" or "people".
        speakers: who says or sends what is said, by IRI or else by the stem of the name.
        content: stems of the words of what is said, as far as the article tells.
    """

    key: AccountKey
    alleged: bool
    type: str
    stem: str
    reality: Reality
    earliest: str | None
    latest: str | None
    sites: frozenset[Site]
    named: frozenset[str]
    unnamed: frozenset[str]
    speakers: frozenset[str]
    content: frozenset[str]
