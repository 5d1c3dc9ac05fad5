"""How many publishers say something independently of each other.

What comes in: who published what. What goes out: a number.
What it never does: count a publisher twice, or a text that several printed.
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx


def count_independent(printed: Iterable[tuple[str, str]]) -> int:
    """The largest number of publishers that can each be given a text of its own.

    Args:
        printed: pairs of a publisher and the text that it printed; copies of one text have one name.

    >>> count_independent([("Post", "wire copy"), ("Gazette", "wire copy")])
    1
    >>> count_independent([("Post", "wire copy"), ("Gazette", "wire copy"), ("Gazette", "own report")])
    2
    >>> count_independent([("Post", "on Monday"), ("Post", "on Tuesday")])
    1
    """
    pairs = set(printed)
    publishers = {publisher for publisher, _ in pairs}
    texts = {text for _, text in pairs}
    if min(len(publishers), len(texts)) < 2:
        return min(len(publishers), len(texts))
    if len(texts) == len(pairs):  # nobody printed what another printed
        return len(publishers)
    graph: nx.Graph[tuple[str, str]] = nx.Graph((("publisher", one), ("text", other)) for one, other in sorted(pairs))
    matching = nx.bipartite.maximum_matching(graph, top_nodes=[("publisher", name) for name in sorted(publishers)])
    return len(matching) // 2
