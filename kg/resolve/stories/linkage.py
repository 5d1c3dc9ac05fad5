"""Clusters by average linkage, each found without the others, where most pairs are as unlike as can be.

What comes in: for a member, the scores of the pairs that are not quite unlike. What goes out: the cluster it is in.
What it never does: depend on the order in which members are asked for, or look further than it has to.

It is what scipy's `average` and `fcluster` give, but for pairs that are equally near; those take a table of all pairs.
Here one goes from a cluster to its nearest, and on to the nearest of that, until two are nearest to each other: these
are joined. Under average linkage joining others never brings a cluster nearer, so that such two belong together in
whatever order they are found (nearest-neighbour chains: F. Murtagh, A survey of recent advances in hierarchical
clustering algorithms, The Computer Journal 26, 1983). So one cluster needs those along its chains alone, and what was
joined may be forgotten at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

Key = TypeVar("Key", bound=Any)
Name: TypeAlias = tuple[Key, int]  # of a cluster: its first member, and how many it has

#: Scores are counted in such parts of one, so that sums do not depend on the order in which they are made.
_PARTS = 1 << 20


class _Cluster(NamedTuple, Generic[Key]):
    """Members that belong together, sorted, and by how much others are more than unlike to them, all pairs together."""

    members: tuple[Key, ...]
    gains: Mapping[Key, int]

    @property
    def name(self) -> Name[Key]:
        """Under which it is found again, as long as nothing is joined to it."""
        return self.members[0], len(self.members)


class Linkage(Generic[Key]):
    """Clusters that are joined as long as the mean score of their pairs is high enough, the most alike first.

    >>> scores = {"a": {"b": 3.0}, "b": {"a": 3.0, "c": 2.0}, "c": {"b": 2.0}}
    >>> linkage = Linkage(scores.__getitem__, unlike=0.0, least=1.5)
    >>> linkage.find("b"), linkage.find("c")
    (('a', 'b'), ('c',))
    """

    def __init__(
        self, scores: Callable[[Key], Mapping[Key, float]], *, unlike: float, least: float, most_held: int = 50_000
    ) -> None:
        """How clusters are joined.

        Args:
            scores: of a member with others, the same both ways; members can be sorted, by which equals are taken.
            unlike: the score of all other pairs, which is less than `least`.
            least: the least mean score.
            most_held: of so many members it is held what was found of them.
        """
        self._scores = scores
        self._unlike = unlike
        self._least = (least - unlike) * _PARTS
        self._most_held = most_held
        self._joined: dict[Key, _Cluster[Key]] = {}  # by each member
        self._nearest: dict[Name[Key], Name[Key] | None] = {}

    def find(self, key: Key) -> tuple[Key, ...]:
        """The cluster that a member is in, sorted."""
        if len(self._joined) + len(self._nearest) > self._most_held:
            self._joined.clear()
            self._nearest.clear()
        chain = [self._find_name(key)]
        while (nearest := self._find_nearest(chain[-1])) is not None:
            if len(chain) > 1 and nearest == chain[-2]:
                joined = self._join(chain.pop(), chain.pop())
                chain = chain or [joined]
            else:
                chain.append(nearest)
        (found,) = chain  # any other has one that is near, before it in the chain
        return self._get(found).members

    def _find_name(self, key: Key) -> Name[Key]:
        """The name of the cluster that a member is in so far."""
        found = self._joined.get(key)
        return (key, 1) if found is None else found.name

    def _get(self, name: Name[Key]) -> _Cluster[Key]:
        key, size = name
        if size > 1:
            return self._joined[key]
        scores = self._scores(key)
        return _Cluster((key,), {other: round((score - self._unlike) * _PARTS) for other, score in scores.items()})

    def _find_nearest(self, name: Name[Key]) -> Name[Key] | None:
        """The cluster that is most alike on average; None if none is alike enough.

        It stays so until it is joined to another, which makes it less alike and brings no other nearer.
        """
        try:
            nearest = self._nearest[name]
        except KeyError:
            pass
        else:
            if nearest is None or nearest == self._find_name(nearest[0]):
                return nearest
        nearest = self._nearest[name] = self._seek_nearest(self._get(name))
        return nearest

    def _seek_nearest(self, cluster: _Cluster[Key]) -> Name[Key] | None:
        gains: dict[Key, int] = {}  # by the first member of each cluster
        sizes: dict[Key, int] = {}
        joined = self._joined
        for key, gain in cluster.gains.items():
            other = joined.get(key)
            if other is None:
                gains[key], sizes[key] = gain, 1
            else:
                first = other.members[0]
                gains[first], sizes[first] = gains.get(first, 0) + gain, len(other.members)
        own, size = cluster.name
        best: tuple[float, Key, Key, Key] | None = None
        for first, gain in gains.items():
            mean = gain / (size * sizes[first])  # the same for equals, since sums are whole
            if mean >= self._least:
                ranked = (-mean, own, first, first) if own < first else (-mean, first, own, first)
                if best is None or ranked < best:
                    best = ranked
        return None if best is None else (best[-1], sizes[best[-1]])

    def _join(self, one: Name[Key], other: Name[Key]) -> Name[Key]:
        few, many = sorted((self._get(one), self._get(other)), key=lambda cluster: (len(cluster.gains), cluster.name))
        gains = dict(many.gains)
        for key, gain in few.gains.items():
            gains[key] = gains.get(key, 0) + gain
        members = tuple(sorted(one_of for part in (few, many) for one_of in part.members))
        for key in members:
            gains.pop(key, None)
        joined = _Cluster(members, gains)
        self._joined.update(dict.fromkeys(members, joined))
        return joined.name
