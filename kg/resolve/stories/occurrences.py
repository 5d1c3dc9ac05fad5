"""Which accounts tell of the same event or act of communication.

What comes in: accounts to start from, and a `Shelf` of stories. What goes out: the `Occurrence`s that they are of.
What it never does: merge accounts, or join what a claim alleges with what an article asserts: an alleged occurrence
may match an asserted one, and stays apart.

The outcome depends on the set of stories and not on their order. Clusters of accounts are joined as long as these are
alike on average, asserted ones by themselves and alleged ones by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import exp
from typing import NamedTuple, TypeAlias

from kg.model.stories import AccountKey, Occurrence
from kg.resolve.holding import Held
from kg.resolve.stories.alike import JOINED, UNLIKE
from kg.resolve.stories.linkage import Linkage
from kg.resolve.stories.ties import Shelf, Ties

Cluster: TypeAlias = tuple[AccountKey, ...]

#: The likeness of an account to itself.
_MOST = 20.0

#: How slowly confidence rises with the mean score of an occurrence, from a half at `JOINED`.
_SLOPE = 2.0

#: Of so many clusters it is held what they match.
_MOST_MATCHES = 50_000


class Found(NamedTuple):
    """Accounts that belong together, sorted, and the occurrence that they are of; one that is like none is of none."""

    accounts: Cluster
    occurrence: Occurrence | None


class Occurrences:
    """The occurrences of the stories on a shelf, found one by one."""

    def __init__(self, shelf: Shelf) -> None:
        self._ties = Ties(shelf)
        self._clusters = Linkage(self._ties.get_alike, unlike=UNLIKE, least=JOINED)
        self._matches = Held[Cluster, Cluster](_MOST_MATCHES)
        self._ahead: set[AccountKey] = set()  # accounts that were found before they were asked for
        self._matched: set[AccountKey] = set()  # the first accounts of what was found to be matched

    def iter_found(self, seeds: Iterable[AccountKey], *, are_more: bool = False) -> Iterator[Found]:
        """What accounts belong to, once for all that belong together; before the first that matches others come these.

        Args:
            seeds: each is asked for once. Those of articles that may be near had better come together: what is known
                of an article is not held for long.
            are_more: whether the alleged accounts that are tied to them are asked for too, among them or later; then
                none that is asserted looks for what may match it, which leads far away: it comes before that.
        """
        for seed in seeds:
            if seed in self._ahead:
                self._ahead.discard(seed)
                continue
            cluster = self._clusters.find(seed)
            self._ahead.update(key for key in cluster if key != seed)
            match = self._find_match(cluster)
            if match and match[0] not in self._matched:
                self._matched.add(match[0])
                yield Found(match, self._to_occurrence(match))
            is_one = len(cluster) > 1 or match or seed in self._matched
            if is_one or (not are_more and self._is_matched(cluster)):
                yield Found(cluster, self._to_occurrence(cluster, match))
            else:
                yield Found(cluster, None)

    def iter_matching(self, accounts: Iterable[AccountKey]) -> Iterator[AccountKey]:
        """The alleged accounts tied to those of these that are asserted: they may match other accounts than before."""
        return self._ties.iter_across(key for key in accounts if not self._ties.get_account(key).alleged)

    def _find_match(self, cluster: Cluster) -> Cluster:
        """The asserted accounts that alleged ones are most like, if they are like any."""
        found = self._matches.get(cluster)
        return self._matches.put(cluster, self._seek_match(cluster)) if found is None else found

    def _seek_match(self, cluster: Cluster) -> Cluster:
        if not self._is_alleged(cluster):
            return ()
        ranked = sorted((-self._mean(cluster, other), other) for other in self._find_across(cluster))
        return ranked[0][1] if ranked and -ranked[0][0] >= JOINED else ()

    def _is_matched(self, cluster: Cluster) -> bool:
        """Whether there are alleged accounts that are most like these asserted ones."""
        return not self._is_alleged(cluster) and any(
            self._find_match(other) == cluster for other in self._find_across(cluster)
        )

    def _find_across(self, cluster: Cluster) -> set[Cluster]:
        """The clusters of the other kind of which some account is tied to some of these."""
        return {self._clusters.find(key) for key in set(self._ties.iter_across(cluster))}

    def _is_alleged(self, cluster: Cluster) -> bool:
        return self._ties.get_account(cluster[0]).alleged

    def _mean(self, cluster: Cluster, other: Cluster) -> float:
        """How alike accounts of two kinds are on average."""
        across = map(self._ties.get_across, cluster)
        return sum(scores.get(key, UNLIKE) for scores in across for key in other) / (len(cluster) * len(other))

    def _to_occurrence(self, cluster: Cluster, match: Cluster = ()) -> Occurrence:
        total, pairs, evidence = 0.0, 0, set[str]()
        for place, one in enumerate(cluster, start=1):
            alike, across = self._ties.get_alike(one), self._ties.get_across(one)
            scores = {
                key: scores[key]
                for keys, scores in ((cluster[place:], alike), (match, across))
                for key in keys
                if key in scores
            }
            pairs += len(cluster) - place + len(match)
            total += sum(scores.values()) + UNLIKE * (len(cluster) - place + len(match) - len(scores))
            evidence.update(*self._ties.iter_evidence(one, scores))
        mean = total / pairs if pairs else _MOST  # of one account: sure
        return Occurrence(
            accounts=cluster,
            alleged=self._is_alleged(cluster),
            matches=match[0] if match else None,
            evidence=tuple(sorted(evidence)),
            confidence=round(1 / (1 + exp((JOINED - mean) / _SLOPE)), 2),
        )


def find_occurrences(seeds: Iterable[AccountKey], shelf: Shelf) -> tuple[Occurrence, ...]:
    """The occurrences that accounts are of, and those that they match, sorted."""
    every = (found.occurrence for found in Occurrences(shelf).iter_found(sorted(set(seeds))))
    known = {occurrence.accounts: occurrence for occurrence in every if occurrence is not None}
    return tuple(known[accounts] for accounts in sorted(known))
