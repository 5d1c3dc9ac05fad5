"""Which accounts tell of the same event or act of communication.

What comes in: accounts to start from, and a `Shelf` of stories. What goes out: the `Occurrence`s of their components.
What it never does: merge accounts, or join what a claim alleges with what an article asserts: an alleged occurrence
may match an asserted one, and stays apart.

The outcome depends on the set of stories and not on their order. Two accounts that are alike are tied; within a
component of ties, clusters are joined as long as their accounts are alike on average. So a new article changes only
the components that its own accounts touch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import exp
from typing import NamedTuple

from kg.model.stories import AccountKey, Occurrence
from kg.resolve.stories.alike import JOINED
from kg.resolve.stories.ties import Shelf, Ties

#: The likeness of an account to itself.
_MOST = 20.0

#: How slowly confidence rises with the mean score of an occurrence, from a half at `JOINED`.
_SLOPE = 2.0


class Found(NamedTuple):
    """The accounts that were looked at, and the occurrences among them; an account of no occurrence stands alone."""

    accounts: frozenset[AccountKey]
    occurrences: tuple[Occurrence, ...]


def find_occurrences(seeds: Iterable[AccountKey], shelf: Shelf) -> Found:
    """The occurrences that the accounts `seeds` belong to, with all that the same components hold."""
    parts = list(iter_occurrences(sorted(set(seeds)), shelf))
    occurrences = (occurrence for part in parts for occurrence in part.occurrences)
    return Found(
        frozenset(key for part in parts for key in part.accounts),
        tuple(sorted(occurrences, key=lambda occurrence: occurrence.accounts)),
    )


def iter_occurrences(seeds: Iterable[AccountKey], shelf: Shelf) -> Iterator[Found]:
    """The same, component by component.

    Args:
        seeds: each once. Those of articles that may be near had better come together: what is known of an article is
            not held for long.
        shelf: of all stories that there are.
    """
    ties = Ties(shelf)
    told: set[AccountKey] = set()  # of the components that were found, and not yet come to as seeds
    for seed in seeds:
        if seed in told:
            told.discard(seed)
            continue
        component = ties.find_component(seed)
        told.update(component - {seed})
        yield Found(frozenset(component), tuple(_cluster(sorted(component), ties)))
        ties.let_go(component)


def _cluster(component: Sequence[AccountKey], ties: Ties) -> list[Occurrence]:
    """The occurrences of a component: asserted ones, and alleged ones with what they match."""
    asserted, alleged = (
        ties.join(key for key in component if ties.get_account(key).alleged == is_alleged)
        for is_alleged in (False, True)
    )
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


def _find_match(
    group: Sequence[AccountKey], asserted: Iterable[tuple[AccountKey, ...]], ties: Ties
) -> tuple[AccountKey, ...] | None:
    """The asserted occurrence that an alleged one is most like, if it is like any."""
    ranked = sorted((-_mean(group, other, ties), other) for other in asserted)
    return ranked[0][1] if ranked and -ranked[0][0] >= JOINED else None


def _mean(group: Sequence[AccountKey], other: Sequence[AccountKey], ties: Ties) -> float:
    return sum(ties.score(one, another) for one in group for another in other) / (len(group) * len(other))


def _to_occurrence(
    group: tuple[AccountKey, ...],
    ties: Ties,
    *,
    alleged: bool = False,
    matches: tuple[AccountKey, ...] | None = None,
) -> Occurrence:
    pairs = [*combinations(group, 2), *((one, other) for one in group for other in matches or ())]
    found = [alike for pair in pairs if (alike := ties.compare(*pair)) is not None]
    mean = sum(ties.score(*pair) for pair in pairs) / len(pairs) if pairs else _MOST  # of one account: sure
    return Occurrence(
        accounts=group,
        alleged=alleged,
        matches=matches[0] if matches else None,
        evidence=tuple(sorted({name for alike in found for name in alike.evidence})),
        confidence=round(1 / (1 + exp((JOINED - mean) / _SLOPE)), 2),
    )
