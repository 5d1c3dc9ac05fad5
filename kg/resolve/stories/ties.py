"""How alike accounts are: found article by article, as it is asked for.

What comes in: a `Shelf` of stories. What goes out: scores of accounts, but for those that are unlike.
What it never does: compare two accounts that share neither a word nor a type, or hold all that was compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from kg.model.stories import AccountKey
from kg.resolve.holding import Held
from kg.resolve.stories.accounts import Account
from kg.resolve.stories.alike import JOINED, LEAST_STORY, SAME_ARTICLE, Likeness, compare, related_types, score
from kg.resolve.stories.nearness import find_nearness
from kg.resolve.stories.story import Story

#: Of one article, accounts are compared with so many that follow; of two, if their places among the accounts of each
#: differ by no more than this. Only lists of hundreds of events feel it.
_APART = 100

#: So many accounts are held by their articles, and so many scores of them; what is asked for later is found again.
_MOST_ACCOUNTS, _MOST_SCORES = 60_000, 2_000_000

_NOTHING: Mapping[AccountKey, float] = {}


class Shelf(Protocol):
    """Stories by the id of their article."""

    def get(self, article_id: str) -> Story:
        """The story of an article."""

    def iter_near(self, article_id: str) -> Iterable[str]:
        """The ids of other articles that may tell the same story, each of which finds this one too."""


class Ties:
    """The likeness of accounts."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._told = Held[str, _Told](_MOST_ACCOUNTS)
        self._compared = Held[str, _Compared](_MOST_SCORES)

    def get_account(self, key: AccountKey) -> Account:
        """The account of that key."""
        return self._get_told(key.article_id).accounts[key]

    def get_alike(self, key: AccountKey) -> Mapping[AccountKey, float]:
        """The scores of an account with others of its kind: asserted as it is, or alleged."""
        return self._compare_all(key.article_id).alike.get(key, _NOTHING)

    def get_across(self, key: AccountKey) -> Mapping[AccountKey, float]:
        """The scores of an alleged account with asserted ones, or the other way round."""
        return self._compare_all(key.article_id).across.get(key, _NOTHING)

    def iter_across(self, accounts: Iterable[AccountKey]) -> Iterator[AccountKey]:
        """Those of the other kind that are as alike to one of these as accounts of one occurrence are on average."""
        for key in accounts:
            yield from (other for other, score in self.get_across(key).items() if score >= JOINED)

    def compare(self, one: AccountKey, others: Collection[AccountKey]) -> Iterator[Likeness]:
        """How alike an account is to others and what speaks for it, of those that are comparable."""
        degrees = self._find_near(one.article_id, {key.article_id for key in others} - {one.article_id})
        degrees[one.article_id] = SAME_ARTICLE
        for other in others:
            if (degree := degrees.get(other.article_id)) is not None:
                first, second = sorted((one, other))
                found = compare(self.get_account(first), self.get_account(second), degree)
                if found is not None:
                    yield found

    def _compare_all(self, article_id: str) -> _Compared:
        """Compare the accounts of an article with those of the articles near to it, and with each other."""
        compared = self._compared.get(article_id)
        if compared is None:
            compared, told = _Compared(), self._get_told(article_id)
            compared.add_within(told, SAME_ARTICLE)
            for near_id, degree in self._find_near(article_id, self._shelf.iter_near(article_id)).items():
                if (known := self._compared.get(near_id)) is not None:
                    compared.add_known(told, self._get_told(near_id), known)
                else:
                    compared.add_near(told, self._get_told(near_id), degree)
            self._compared.put(article_id, compared, size=compared.size)
        return compared

    def _find_near(self, article_id: str, others: Iterable[str]) -> dict[str, float]:
        """Those of the articles whose stories are near enough, and how near they are."""
        get = self._shelf.get
        return find_nearness(get(article_id), [get(other) for other in others], least=LEAST_STORY)

    def _get_told(self, article_id: str) -> _Told:
        told = self._told.get(article_id)
        if told is None:
            told = _Told(self._shelf.get(article_id))
            self._told.put(article_id, told, size=1 + len(told.accounts))
        return told


class _Compared:
    """How alike the accounts of an article are to those of its own and of others, of their kind or not."""

    def __init__(self) -> None:
        self.alike: dict[AccountKey, dict[AccountKey, float]] = defaultdict(dict)
        self.across: dict[AccountKey, dict[AccountKey, float]] = defaultdict(dict)

    @property
    def size(self) -> int:
        """How many scores there are."""
        return 1 + sum(len(scores) for kind in (self.alike, self.across) for scores in kind.values())

    def add_within(self, told: _Told, degree: float) -> None:
        """Compare those of the article with each other."""
        for one, other in told.iter_within():
            self._compare(one, other, degree)
            self._compare(other, one, degree)

    def add_near(self, told: _Told, near: _Told, degree: float) -> None:
        """Compare them with those of an article that is near."""
        for one, other in told.iter_comparable(near):
            self._compare(one, other, degree)

    def add_known(self, told: _Told, near: _Told, known: _Compared) -> None:
        """The same, where that article was compared with this."""
        for mine, theirs in ((self.alike, known.alike), (self.across, known.across)):
            for other in near.accounts:
                scores = theirs.get(other, _NOTHING)
                for one in told.accounts if scores else ():
                    if (found := scores.get(one)) is not None:
                        mine[one][other] = found

    def _compare(self, one: Account, other: Account, degree: float) -> None:
        first, second = (one, other) if one.key < other.key else (other, one)
        if (found := score(first, second, degree)) is not None:
            (self.alike if one.alleged == other.alleged else self.across)[one.key][other.key] = found


class _Told:
    """The accounts of one story, by key in the order of the text."""

    def __init__(self, story: Story) -> None:
        self.accounts = {account.key: account for account in story.accounts}
        self._related = [(account, account.stem, related_types(account.type)) for account in story.accounts]

    def iter_within(self) -> Iterator[tuple[Account, Account]]:
        """Each two accounts of the story, not too far apart, that share a stem, or whose types are related."""
        accounts = list(self.accounts.values())
        for place, (one, stem, related) in enumerate(self._related, start=1):
            for other in accounts[place : place + _APART]:
                if other.stem == stem or other.type in related:
                    yield one, other

    def iter_comparable(self, near: _Told) -> Iterator[tuple[Account, Account]]:
        """The same of one account of this and one of another story."""
        accounts = list(near.accounts.values())
        for place, (one, stem, related) in enumerate(self._related):
            for other in accounts[max(0, place - _APART) : place + _APART + 1]:
                if other.stem == stem or other.type in related:
                    yield one, other
