"""Clusters by average linkage are those of scipy, whatever the order of the members."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
import pytest
from scipy.cluster.hierarchy import average, fcluster

from kg.resolve.stories.linkage import Linkage

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


def link(members: list[str], scores: dict[str, dict[str, float]], *, most_held: int = 1_000) -> list[tuple[str, ...]]:
    linkage = Linkage(scores.__getitem__, unlike=UNLIKE, least=LEAST, most_held=most_held)
    found = {member: linkage.find(member) for member in members}
    assert all(member in cluster for member, cluster in found.items())
    return sorted(set(found.values()))


@pytest.mark.parametrize("seed", range(40))
def test_clusters_are_those_of_scipy(seed: int) -> None:
    random = Random(seed)
    members = [f"m{n:02}" for n in range(random.randint(2, 40))]
    scores = draw_scores(random, members, known=random.choice((0.1, 0.4, 1.0)))
    expected = link_by_scipy(members, scores)
    for most_held in (0, 5, 1_000):
        assert link(random.sample(members, len(members)), scores, most_held=most_held) == expected


@pytest.mark.parametrize("seed", range(40))
def test_which_is_asked_for_first_does_not_show_where_many_are_equally_alike(seed: int) -> None:
    random = Random(seed)
    members = [f"m{n:02}" for n in range(30)]
    scores = draw_scores(random, members, known=0.5)
    for one, other in combinations(members, 2):
        if other in scores[one]:
            scores[one][other] = scores[other][one] = random.choice((-1.0, 0.1, 3.1, 5.7))
    found = {tuple(link(random.sample(members, 30), scores, most_held=held)) for held in (0, 3, 10, 1_000)}
    assert len(found) == 1


def test_of_pairs_that_are_equally_alike_the_first_in_order_are_joined() -> None:
    scores = {"a": {"b": 3.0}, "b": {"a": 3.0, "c": 3.0}, "c": {"b": 3.0, "d": 3.0}, "d": {"c": 3.0}}
    assert link(list("dcba"), scores) == [("a", "b"), ("c", "d")]
    assert link(["a"], {"a": {}}) == [("a",)]


def test_no_more_is_looked_at_than_a_cluster_depends_on() -> None:
    """A chain in which each is more like the next: `c` and `d` are nearest to each other, whatever lies beyond."""
    likeness = {"ab": 9.0, "bc": 3.0, "cd": 8.0, "de": 4.0, "ef": 5.0, "fg": 6.0}
    scores: dict[str, dict[str, float]] = {letter: {} for letter in "abcdefg"}
    for (one, other), score in likeness.items():
        scores[one][other] = scores[other][one] = score
    seen: list[str] = []

    def look(member: str) -> dict[str, float]:
        seen.append(member)
        return scores[member]

    assert Linkage(look, unlike=UNLIKE, least=LEAST).find("d") == ("c", "d")
    assert set(seen) == {"c", "d"}
