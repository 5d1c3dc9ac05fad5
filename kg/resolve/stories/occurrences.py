"""Which accounts tell of the same event or act of communication.

What comes in: accounts to start from, and a `Shelf` of stories. What goes out: the `Occurrence`s of their components.
What it never does: merge accounts, or join what a claim alleges with what an article asserts: an alleged occurrence
may match an asserted one, and stays apart.

The outcome depends on the set of stories and not on their order. Two accounts that are alike are tied; within a
component of ties, clusters are joined as long as their accounts are alike on average. So a new article changes only
the components that its own accounts touch.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import exp
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np
from scipy.cluster.hierarchy import average, fcluster

from kg.model.stories import AccountKey, Occurrence
from kg.resolve.stories.accounts import Account
from kg.resolve.stories.alike import JOINED, LEAST_STORY, SAME_ARTICLE, Likeness, compare, related_types
from kg.resolve.stories.story import Story, nearness

#: What two accounts count that cannot be compared, and what no two can reach.
_UNLIKE, _MOST = -2.0, 20.0

#: How slowly confidence rises with the mean score of an occurrence, from a half at `JOINED`.
_SLOPE = 2.0

Pair: TypeAlias = tuple[AccountKey, AccountKey]


class Shelf(Protocol):
    """Stories by the id of their article."""

    def get(self, article_id: str) -> Story:
        """The story of an article."""

    def iter_near(self, article_id: str) -> Iterable[str]:
        """The ids of other articles that may tell the same story, each of which finds this one too."""


class Found(NamedTuple):
    """The accounts that were looked at, and the occurrences among them; an account of no occurrence stands alone."""

    accounts: frozenset[AccountKey]
    occurrences: tuple[Occurrence, ...]


def find_occurrences(seeds: Iterable[AccountKey], shelf: Shelf) -> Found:
    """The occurrences that the accounts `seeds` belong to, with all that the same components hold."""
    ties = _Ties(shelf)
    seen: set[AccountKey] = set()
    occurrences: list[Occurrence] = []
    for seed in sorted(set(seeds)):
        if seed not in seen:
            component = ties.find_component(seed)
            seen.update(component)
            occurrences.extend(_cluster(sorted(component), ties))
    return Found(frozenset(seen), tuple(sorted(occurrences, key=lambda occurrence: occurrence.accounts)))


class _Told:
    """The accounts of one story, by key, by stem and by type."""

    def __init__(self, story: Story) -> None:
        self.accounts = {account.key: account for account in story.accounts}
        self._by_word: dict[tuple[str, str], list[AccountKey]] = {}
        for account in story.accounts:
            self._by_word.setdefault(("stem", account.stem), []).append(account.key)
            self._by_word.setdefault(("type", account.type), []).append(account.key)

    def like(self, account: Account) -> set[AccountKey]:
        """The accounts that share the stem of an account, or have the same, a broader or a narrower type."""
        words = [("stem", account.stem), *(("type", code) for code in related_types(account.type))]
        return {key for word in words for key in self._by_word.get(word, ())}


class _Ties:
    """The likeness of accounts, found as it is asked for."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._near: dict[str, dict[str, float]] = {}
        self._by_article: dict[str, _Told] = {}
        self._alike: dict[Pair, Likeness | None] = {}

    def find_component(self, seed: AccountKey) -> set[AccountKey]:
        """All accounts to which a chain of ties leads."""
        found, waiting = {seed}, deque([seed])
        while waiting:
            tied = {key for key in self._iter_tied(waiting.popleft()) if key not in found}
            found |= tied
            waiting.extend(sorted(tied))
        return found

    def get_account(self, key: AccountKey) -> Account:
        """The account of that key."""
        return self._told(key.article_id).accounts[key]

    def compare(self, one: AccountKey, other: AccountKey) -> Likeness | None:
        """How alike two accounts are, if their stories are near and they are comparable."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._alike:
            story = self._stories_near(one.article_id).get(other.article_id)
            self._alike[pair] = (
                None if story is None else compare(self.get_account(pair[0]), self.get_account(pair[1]), story)
            )
        return self._alike[pair]

    def _iter_tied(self, key: AccountKey) -> Iterable[AccountKey]:
        account = self.get_account(key)
        for article_id in self._stories_near(key.article_id):
            for other in self._told(article_id).like(account):
                if other != key and (alike := self.compare(key, other)) is not None and alike.score >= JOINED:
                    yield other

    def _stories_near(self, article_id: str) -> dict[str, float]:
        if article_id not in self._near:
            story = self._shelf.get(article_id)
            degrees = ((other, nearness(story, self._shelf.get(other))) for other in self._shelf.iter_near(article_id))
            near = {other: degree for other, degree in degrees if degree is not None and degree >= LEAST_STORY}
            self._near[article_id] = {article_id: SAME_ARTICLE, **near}
        return self._near[article_id]

    def _told(self, article_id: str) -> _Told:
        if article_id not in self._by_article:
            self._by_article[article_id] = _Told(self._shelf.get(article_id))
        return self._by_article[article_id]


def _cluster(component: Sequence[AccountKey], ties: _Ties) -> list[Occurrence]:
    """The occurrences of a component: asserted ones, and alleged ones with what they match."""
    asserted = _join([key for key in component if not ties.get_account(key).alleged], ties)
    alleged = _join([key for key in component if ties.get_account(key).alleged], ties)
    matches = {group: _find_match(group, asserted, ties) for group in alleged}
    matched = set(matches.values())
    return [
        *(_to_occurrence(group, ties) for group in asserted if len(group) > 1 or group in matched),
        *(
            _to_occurrence(group, ties, alleged=True, matches=match)
            for group, match in matches.items()
            if len(group) > 1 or match is not None
        ),
    ]


def _join(keys: Sequence[AccountKey], ties: _Ties) -> list[tuple[AccountKey, ...]]:
    """Clusters whose accounts are alike on average."""
    if len(keys) < 2:
        return [tuple(keys)] if keys else []
    distances = [_MOST - _score(one, other, ties) for one, other in combinations(keys, 2)]
    labels = fcluster(average(np.array(distances)), t=_MOST - JOINED, criterion="distance")
    groups: dict[int, list[AccountKey]] = {}
    for key, label in zip(keys, labels, strict=True):
        groups.setdefault(int(label), []).append(key)
    return sorted(tuple(group) for group in groups.values())


def _find_match(
    group: Sequence[AccountKey], asserted: Iterable[tuple[AccountKey, ...]], ties: _Ties
) -> tuple[AccountKey, ...] | None:
    """The asserted occurrence that an alleged one is most like, if it is like any."""
    ranked = sorted((-_mean(group, other, ties), other) for other in asserted)
    return ranked[0][1] if ranked and -ranked[0][0] >= JOINED else None


def _mean(group: Sequence[AccountKey], other: Sequence[AccountKey], ties: _Ties) -> float:
    return sum(_score(one, another, ties) for one in group for another in other) / (len(group) * len(other))


def _score(one: AccountKey, other: AccountKey, ties: _Ties) -> float:
    alike = ties.compare(one, other)
    return _UNLIKE if alike is None else alike.score


def _to_occurrence(
    group: tuple[AccountKey, ...],
    ties: _Ties,
    *,
    alleged: bool = False,
    matches: tuple[AccountKey, ...] | None = None,
) -> Occurrence:
    pairs = [*combinations(group, 2), *((one, other) for one in group for other in matches or ())]
    found = [alike for pair in pairs if (alike := ties.compare(*pair)) is not None]
    mean = sum(_score(*pair, ties) for pair in pairs) / len(pairs) if pairs else _MOST  # of one account: sure
    return Occurrence(
        accounts=group,
        alleged=alleged,
        matches=matches[0] if matches else None,
        evidence=tuple(sorted({name for alike in found for name in alike.evidence})),
        confidence=round(1 / (1 + exp((JOINED - mean) / _SLOPE)), 2),
    )
