"""B³: how well mentions are put into clusters (Bagga and Baldwin 1998).

What comes in: for each gold mention its cluster, and for each found mention its own. What goes out: a `Clustering`.
What it never does: pass over a gold mention that was not found: it counts as alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import NamedTuple, TypeVar

Mention = TypeVar("Mention", bound=Hashable)


class Clustering(NamedTuple):
    """Precision and recall of each mention's cluster, on average, and how many mentions were scored."""

    precision: float
    recall: float
    mentions: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score_clusters(gold: Mapping[Mention, Hashable], found: Mapping[Mention, Hashable]) -> Clustering:
    """Score clusters over the mentions of `gold`; what only `found` has is left out.

    The example of the paper's figure: two gold clusters of which the found ones have joined the last two.

    >>> gold = dict(zip("12345" "67" "89abc", "aaaaabbccccc"))
    >>> score_clusters(gold, dict(zip("123456789abc", "111112222222")))
    Clustering(precision=0.7619047619047619, recall=1.0, mentions=12)
    >>> score_clusters(gold, dict(zip("123456789abc", "111112211111")))
    Clustering(precision=0.5833333333333334, recall=1.0, mentions=12)
    >>> score_clusters({"a": 1, "b": 1}, {})
    Clustering(precision=1.0, recall=0.5, mentions=2)
    """
    if not gold:
        return Clustering(0.0, 0.0, 0)
    alone = {mention: ("alone", mention) for mention in gold if mention not in found}
    placed: dict[Mention, Hashable] = {
        mention: alone[mention] if mention in alone else ("found", found[mention]) for mention in gold
    }
    expected = Counter(gold.values())
    actual = Counter(placed.values())
    shared = Counter((gold[mention], placed[mention]) for mention in gold)
    precision = sum(n * n / actual[cluster] for (_, cluster), n in shared.items())
    recall = sum(n * n / expected[cluster] for (cluster, _), n in shared.items())
    return Clustering(precision / len(gold), recall / len(gold), len(gold))
