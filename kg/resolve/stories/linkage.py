"""Clusters by average linkage, where most pairs are known to be as unlike as can be.

What comes in: members, and the scores of the pairs that are not quite unlike. What goes out: clusters.
What it never does: depend on the order of the members, or look at a pair that has no score.

It is what scipy's `average` and `fcluster` give, but for pairs that are equally near; those take a table of all pairs,
for which a component of thousands of accounts leaves no room.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Any)


def link_on_average(
    members: Iterable[Key], scores: Mapping[Key, Mapping[Key, float]], *, unlike: float, least: float
) -> list[tuple[Key, ...]]:
    """Join clusters as long as the mean score of their pairs is `least` or more, the most alike first.

    Args:
        members: can be sorted, by which equals are taken.
        scores: of pairs both ways; also of others than these members.
        unlike: the score of all other pairs, which is less than `least`.
        least: the least mean score.

    >>> link_on_average("abc", {"a": {"b": 3.0}, "b": {"a": 3.0, "c": 2.0}, "c": {"b": 2.0}}, unlike=0.0, least=1.5)
    [('a', 'b'), ('c',)]
    """
    clusters: dict[int, tuple[Key, ...]] = {number: (key,) for number, key in enumerate(sorted(members))}
    numbers = {cluster[0]: number for number, cluster in clusters.items()}
    gains: dict[int, dict[int, float]] = defaultdict(dict)  # by how much all pairs together are more than unlike
    for key, one in numbers.items():
        for another, score in scores.get(key, {}).items():
            if (other := numbers.get(another)) is not None:
                gains[one][other] = score - unlike

    def rank(one: int, other: int) -> tuple[float, Key, Key, int, int]:
        mean = unlike + gains[one][other] / (len(clusters[one]) * len(clusters[other]))
        first, second = sorted((one, other), key=lambda number: clusters[number])
        return -mean, clusters[first][0], clusters[second][0], one, other

    waiting = [rank(one, other) for one in gains for other in gains[one] if one < other]
    waiting = [each for each in waiting if -each[0] >= least]
    heapify(waiting)
    joined = len(clusters)
    while waiting:
        *_, one, other = heappop(waiting)
        if one not in clusters or other not in clusters:
            continue
        clusters[joined] = tuple(sorted(clusters.pop(one) + clusters.pop(other)))
        for part in (one, other):
            for neighbour, gain in gains.pop(part).items():
                del gains[neighbour][part]
                if neighbour in clusters:
                    gains[joined][neighbour] = gains[neighbour][joined] = gains[joined].get(neighbour, 0.0) + gain
        for neighbour in gains[joined]:
            if -(ranked := rank(joined, neighbour))[0] >= least:
                heappush(waiting, ranked)
        joined += 1
    return sorted(clusters.values())
