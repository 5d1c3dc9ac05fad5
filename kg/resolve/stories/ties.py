"""How alike accounts are: found article by article, as it is asked for, or account by account where many are near.

What comes in: a `Shelf` of stories. What goes out: scores of accounts, but for those that are unlike.
What it never does: compare two accounts that share neither a word nor a type, or hold all that was compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from kg.model.stories import AccountKey
from kg.resolve.holding import Held
from kg.resolve.stories.accounts import Account
from kg.resolve.stories.agreements import Agreements, Numbered
from kg.resolve.stories.alike import JOINED, LEAST_STORY, SAME_ARTICLE, related_types, score, to_evidence
from kg.resolve.stories.nearness import find_nearness
from kg.resolve.stories.story import Story

#: Of one article, accounts are compared with so many that follow; of two, if their places among the accounts of each
#: differ by no more than this. Only lists of hundreds of events feel it.
_APART = 100

#: So many accounts are held by their articles, so many scores of them, and so many pairs of articles that are near;
#: what is asked for later is found again.
_MOST_ACCOUNTS, _MOST_SCORES, _MOST_NEAR = 60_000, 2_000_000, 1_000_000

#: An article is compared as a whole if it has no more accounts, each counted as often as articles are near. Of a
#: dispatch that hundreds print all that is alike does not fit, and for one event all would be compared again.
_MANY = 5_000

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
        self._agreements = Agreements()
        self._told = Held[str, _Told](_MOST_ACCOUNTS)
        self._near = Held[str, Mapping[str, float]](_MOST_NEAR)
        self._compared = Held[str | AccountKey, _Compared](_MOST_SCORES)

    def get_account(self, key: AccountKey) -> Account:
        """The account of that key."""
        return self._get_told(key.article_id).get(key).account

    def get_alike(self, key: AccountKey) -> Mapping[AccountKey, float]:
        """The scores of an account with others of its kind: asserted as it is, or alleged."""
        return self._get_compared(key).alike.get(key, _NOTHING)

    def get_across(self, key: AccountKey) -> Mapping[AccountKey, float]:
        """The scores of an alleged account with asserted ones, or the other way round."""
        return self._get_compared(key).across.get(key, _NOTHING)

    def iter_across(self, accounts: Iterable[AccountKey]) -> Iterator[AccountKey]:
        """Those of the other kind that are as alike to one of these as accounts of one occurrence are on average."""
        for key in accounts:
            yield from (other for other, score in self.get_across(key).items() if score >= JOINED)

    def iter_evidence(self, one: AccountKey, others: Iterable[AccountKey]) -> Iterator[frozenset[str]]:
        """What speaks for an account and each of others, with which it has a score, being one."""
        mine, near = self._get_told(one.article_id).get(one), self._get_near(one.article_id)
        for other in others:
            found = self._agreements.find(mine, self._get_told(other.article_id).get(other))
            if found is not None:
                in_one_article = one.article_id == other.article_id
                degree = SAME_ARTICLE if in_one_article else near[other.article_id]
                yield to_evidence(found, degree, in_one_article=in_one_article)

    def _get_compared(self, key: AccountKey) -> _Compared:
        """An account as it was compared with all others, by itself or together with those of its article."""
        for unit in (key.article_id, key):
            if (found := self._compared.get(unit)) is not None:
                return found
        told, near = self._get_told(key.article_id), self._get_near(key.article_id)
        is_whole = len(told.accounts) * len(near) <= _MANY
        found = self._compare(told if is_whole else told.only(key), near, article_id=key.article_id)
        return self._compared.put(key.article_id if is_whole else key, found, size=found.size)

    def _compare(self, some: _Told, near: Mapping[str, float], *, article_id: str) -> _Compared:
        """Compare accounts of an article with those of the articles near to it, and with the others of their own."""
        compared = _Compared(self._agreements)
        compared.add_near(some, self._get_told(article_id), SAME_ARTICLE)
        for near_id, degree in near.items():
            if (known := self._compared.get(near_id)) is not None:
                compared.add_known(some, self._get_told(near_id), known)
            else:
                compared.add_near(some, self._get_told(near_id), degree)
        return compared

    def _get_near(self, article_id: str) -> Mapping[str, float]:
        """The other articles whose stories are near enough, and how near they are."""
        near = self._near.get(article_id)
        if near is None:
            get = self._shelf.get
            others = [get(other) for other in self._shelf.iter_near(article_id)]
            near = find_nearness(get(article_id), others, least=LEAST_STORY)
            self._near.put(article_id, near, size=1 + len(near))
        return near

    def _get_told(self, article_id: str) -> _Told:
        told = self._told.get(article_id)
        if told is None:
            accounts = self._shelf.get(article_id).accounts
            told = _Told([(place, self._agreements.number(account)) for place, account in enumerate(accounts)])
            self._told.put(article_id, told, size=1 + len(accounts))
        return told


class _Compared:
    """How alike accounts of an article are to those of its own and of others, of their kind or not."""

    def __init__(self, agreements: Agreements) -> None:
        self.alike: dict[AccountKey, dict[AccountKey, float]] = defaultdict(dict)
        self.across: dict[AccountKey, dict[AccountKey, float]] = defaultdict(dict)
        self._agreements = agreements

    @property
    def size(self) -> int:
        """How many scores there are, and some for what holds them."""
        return 8 + sum(len(scores) for kind in (self.alike, self.across) for scores in kind.values())

    def add_near(self, some: _Told, near: _Told, degree: float) -> None:
        """Compare them with those of an article that is near, or of their own."""
        find = self._agreements.find
        for one, other in some.iter_comparable(near):
            if (found := score(find(one, other), degree)) is not None:
                mine, theirs = one.account, other.account
                (self.alike if mine.alleged == theirs.alleged else self.across)[mine.key][theirs.key] = found

    def add_known(self, some: _Told, near: _Told, known: _Compared) -> None:
        """The same, where that article was compared with this."""
        for mine, theirs in ((self.alike, known.alike), (self.across, known.across)):
            for other in near.accounts:
                scores = theirs.get(other, _NOTHING)
                for one in some.accounts if scores else ():
                    if (found := scores.get(one)) is not None:
                        mine[one][other] = found


class _Told:
    """Accounts of one story, by key in the order of the text, each with its place among all of the story."""

    def __init__(self, placed: Iterable[tuple[int, Numbered]]) -> None:
        self.accounts = {each.account.key: (place, each) for place, each in placed}
        self._all = [each for _, each in self.accounts.values()]

    def get(self, key: AccountKey) -> Numbered:
        """The account of that key."""
        return self.accounts[key][1]

    def only(self, key: AccountKey) -> _Told:
        """One of them, in its place."""
        return _Told([self.accounts[key]])

    def iter_comparable(self, near: _Told) -> Iterator[tuple[Numbered, Numbered]]:
        """Each of these with those of a story, not too far apart, that share its stem or whose types are related."""
        for place, one in self.accounts.values():
            key, stem, related = one.account.key, one.account.stem, related_types(one.account.type)
            for other in near._all[max(0, place - _APART) : place + _APART + 1]:
                account = other.account
                if (account.stem == stem or account.type in related) and account.key != key:
                    yield one, other
