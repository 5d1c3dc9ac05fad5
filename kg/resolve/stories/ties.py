"""How alike accounts are, and which hang together: found article by article, as it is asked for.

What comes in: a `Shelf` of stories. What goes out: scores of accounts, and components of those that are tied.
What it never does: compare two accounts twice, or such as share neither a word nor a type.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Protocol

from kg.model.stories import AccountKey
from kg.resolve.stories.accounts import Account
from kg.resolve.stories.alike import JOINED, LEAST_STORY, SAME_ARTICLE, Likeness, compare, related_types, score
from kg.resolve.stories.holding import hold
from kg.resolve.stories.linkage import link_on_average
from kg.resolve.stories.story import Story, nearness

#: What two accounts count that cannot be compared.
UNLIKE = -2.0

#: Accounts of one article are compared with so many that follow in the text: two letters that lie further apart in a
#: list of a thousand are two.
_APART = 100

#: Of so many articles it is held what they tell and which others are near; it is found again if it is asked for later.
_MOST_HELD = 2_000


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
        self._near: dict[str, dict[str, float]] = {}
        self._told: dict[str, _Told] = {}
        self._scores: dict[AccountKey, dict[AccountKey, float]] = defaultdict(dict)
        self._related: set[str] = set()

    def find_component(self, seed: AccountKey) -> set[AccountKey]:
        """All accounts to which a chain of ties leads."""
        found, waiting = {seed}, deque([seed])
        while waiting:
            one = waiting.popleft()
            self._relate(one.article_id)
            tied = [key for key, score in self._scores[one].items() if score >= JOINED and key not in found]
            found.update(tied)
            waiting.extend(sorted(tied))
        return found

    def let_go(self, component: Iterable[AccountKey]) -> None:
        """Forget the scores of a component, which no other needs."""
        for key in component:
            self._scores.pop(key, None)

    def get_account(self, key: AccountKey) -> Account:
        """The account of that key."""
        return self._get_told(key.article_id).accounts[key]

    def join(self, keys: Iterable[AccountKey]) -> list[tuple[AccountKey, ...]]:
        """Clusters of accounts of a component that are alike on average."""
        return link_on_average(keys, self._scores, unlike=UNLIKE, least=JOINED)

    def score(self, one: AccountKey, other: AccountKey) -> float:
        """How alike two accounts of a component are."""
        return self._scores[one].get(other, UNLIKE)

    def compare(self, one: AccountKey, other: AccountKey) -> Likeness | None:
        """The same with what speaks for it, if their stories are near and they are comparable."""
        degree = self._get_near(one.article_id).get(other.article_id)
        first, second = sorted((one, other))
        return None if degree is None else compare(self.get_account(first), self.get_account(second), degree)

    def _relate(self, article_id: str) -> None:
        """Compare the accounts of an article with those of the articles near to it, and with each other."""
        if article_id in self._related:
            return
        self._related.add(article_id)
        told = self._get_told(article_id)
        for other, degree in self._get_near(article_id).items():
            if other == article_id or other not in self._related:
                pairs = told.iter_within() if other == article_id else told.iter_comparable(self._get_told(other))
                for one, another in pairs:
                    first, second = (one, another) if one.key < another.key else (another, one)
                    if (found := score(first, second, degree)) is not None:
                        self._scores[one.key][another.key] = self._scores[another.key][one.key] = found

    def _get_near(self, article_id: str) -> dict[str, float]:
        """The articles whose stories are near enough, and how near they are."""
        near = self._near.get(article_id)
        if near is None:
            near, story = {article_id: SAME_ARTICLE}, self._shelf.get(article_id)
            for other in self._shelf.iter_near(article_id):
                if (known := self._near.get(other)) is not None:
                    degree = known.get(article_id)
                else:
                    degree = nearness(story, self._shelf.get(other), least=LEAST_STORY)
                if degree is not None:
                    near[other] = degree
            hold(self._near, article_id, near, _MOST_HELD)
        return near

    def _get_told(self, article_id: str) -> _Told:
        told = self._told.get(article_id)
        if told is None:
            told = _Told(self._shelf.get(article_id))
            hold(self._told, article_id, told, _MOST_HELD)
        return told


class _Told:
    """The accounts of one story, by key in the order of the text, by stem and by type."""

    def __init__(self, story: Story) -> None:
        self.accounts = {account.key: account for account in story.accounts}
        self._by_stem: dict[str, list[Account]] = defaultdict(list)
        self._by_type: dict[str, list[Account]] = defaultdict(list)
        for account in story.accounts:
            self._by_stem[account.stem].append(account)
            self._by_type[account.type].append(account)

    def iter_within(self) -> Iterator[tuple[Account, Account]]:
        """Each two accounts of the story that are comparable and not too far apart."""
        accounts = list(self.accounts.values())
        for place, one in enumerate(accounts):
            related = related_types(one.type)
            for other in accounts[place + 1 : place + 1 + _APART]:
                if other.stem == one.stem or other.type in related:
                    yield one, other

    def iter_comparable(self, other: _Told) -> Iterator[tuple[Account, Account]]:
        """Each two accounts, one of this and one of another story, that share a stem, or whose types are related."""
        for code, ones in self._by_type.items():
            for related in other._by_type.keys() & related_types(code):
                yield from product(ones, other._by_type[related])
        for stem in self._by_stem.keys() & other._by_stem.keys():
            for one, another in product(self._by_stem[stem], other._by_stem[stem]):
                if another.type not in related_types(one.type):
                    yield one, another
