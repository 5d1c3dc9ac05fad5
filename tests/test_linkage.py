"""Clusters by average linkage are those of scipy, whatever the order of the members."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
import pytest
from scipy.cluster.hierarchy import average, fcluster

from kg.resolve.stories.linkage import link_on_average

UNLIKE, LEAST, MOST = -2.0, 2.5, 20.0


def draw_scores(random: Random, members: list[str], known: float) -> dict[str, dict[str, float]]:
    """Scores of some of the pairs, no two of them equal."""
    scores: dict[str, dict[str, float]] = {member: {} for member in members}
    for one, other in combinations(members, 2):
        if random.random() < known:
            scores[one][other] = scores[other][one] = random.uniform(-1.5, 9.0)
    return scores


def link_by_scipy(members: list[str], scores: dict[str, dict[str, float]]) -> list[tuple[str, ...]]:
    distances = [MOST - scores[one].get(other, UNLIKE) for one, other in combinations(members, 2)]
    labels = fcluster(average(np.array(distances)), t=MOST - LEAST, criterion="distance")
    groups: dict[int, list[str]] = {}
    for member, label in zip(members, labels, strict=True):
        groups.setdefault(int(label), []).append(member)
    return sorted(tuple(group) for group in groups.values())


@pytest.mark.parametrize("seed", range(40))
def test_clusters_are_those_of_scipy(seed: int) -> None:
    random = Random(seed)
    members = [f"m{n:02}" for n in range(random.randint(2, 40))]
    scores = draw_scores(random, members, known=random.choice((0.1, 0.4, 1.0)))
    expected = link_by_scipy(members, scores)
    shuffled = random.sample(members, len(members))
    assert link_on_average(shuffled, scores, unlike=UNLIKE, least=LEAST) == expected


def test_of_pairs_that_are_equally_alike_the_first_in_order_are_joined() -> None:
    scores = {"a": {"b": 3.0}, "b": {"a": 3.0, "c": 3.0}, "c": {"b": 3.0, "d": 3.0}, "d": {"c": 3.0}}
    assert link_on_average("dcba", scores, unlike=UNLIKE, least=LEAST) == [("a", "b"), ("c", "d")]
    assert link_on_average("dcb", scores, unlike=UNLIKE, least=LEAST) == [("b", "c"), ("d",)]


def test_nobody_and_one_alone() -> None:
    assert link_on_average([], {}, unlike=UNLIKE, least=LEAST) == []
    assert link_on_average(["a"], {}, unlike=UNLIKE, least=LEAST) == [("a",)]
