"""Where the nodes of a network stand: who is central, who lies between others, who belongs together.

What comes in: a network. What goes out: `Finding`s.
What it never does: compute by itself what NetworkX computes.
"""

from __future__ import annotations

from typing import Any, cast

import networkx as nx

from kg.analytics.findings import Cell, Finding, counted, listed
from kg.analytics.simple import label, simplify


def centralities(network: nx.Graph[str], *, alleged: bool = False) -> Finding:
    """Who is central: weighted degree, betweenness, PageRank; ordered by these, the first before the others.

    PageRank alone would put a pair that only writes to each other above all others: it pays to have no other tie.
    `strength` adds up the weights of a node's edges; in a directed network `out` and `in` are its parts. `betweenness`
    is the share of shortest ways that lead through a node, where a heavier edge is a shorter one. `pagerank` is high
    for those whom central ones turn to.

    >>> network = nx.MultiDiGraph([("a", "c"), ("b", "c")])
    >>> centralities(network).summary
    'c is the most central of 3 nodes, before a and b.'
    """
    simple = simplify(network, alleged=alleged)
    if not simple:
        return Finding("There is nobody in this network.", ("name",), ())
    rank = nx.pagerank(simple, weight="weight")
    between = nx.betweenness_centrality(simple, weight="distance")
    strength = dict(simple.degree(weight="weight"))
    columns: tuple[str, ...] = ("name", "strength", "betweenness", "pagerank", "node")
    sides: list[dict[str, int]] = []
    if isinstance(simple, nx.DiGraph):
        columns = ("name", "strength", "out", "in", "betweenness", "pagerank", "node")
        sides = [dict(simple.out_degree(weight="weight")), dict(simple.in_degree(weight="weight"))]

    def importance(node: str) -> tuple[float, float, float, str, str]:
        return -strength[node], -round(between[node], 9), -round(rank[node], 9), label(simple, node), node

    order = sorted(simple, key=importance)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (label(simple, node), strength[node], *(side[node] for side in sides), between[node], rank[node], node)
        for node in order
    )
    names = [label(simple, node) for node in order]
    before = f", before {listed(names[1:3])}" if len(names) > 1 else ""
    return Finding(f"{names[0]} is the most central of {counted(len(names), 'node')}{before}.", columns, rows)


def communities(network: nx.Graph[str], *, seed: int = 0, alleged: bool = False) -> Finding:
    """Who belongs together, by Louvain's method: groups with more weight inside than between them, the largest first.

    >>> network = nx.MultiGraph([("a", "b"), ("b", "c"), ("a", "c"), ("x", "y")])
    >>> communities(network).summary
    '2 groups of 5 nodes; the largest has 3, around a.'
    """
    simple = simplify(network, directed=False, alleged=alleged)
    numbers = sorted(simple)
    if not numbers:
        return Finding("There is nobody in this network.", ("group",), ())
    strength = dict(simple.degree(weight="weight"))
    # Numbers for names: sets of text have another order under another hash seed.
    numbered = nx.relabel_nodes(cast("nx.Graph[Any]", simple), {node: i for i, node in enumerate(numbers)})
    found = nx.community.louvain_communities(numbered, weight="weight", seed=seed)
    groups = sorted(
        (
            sorted((numbers[i] for i in group), key=lambda node: (-strength[node], label(simple, node)))
            for group in found
        ),
        key=lambda group: (-len(group), label(simple, group[0])),
    )
    rows = tuple(
        (number, len(group), listed([label(simple, node) for node in group], limit=5), " ".join(group))
        for number, group in enumerate(groups, 1)
    )
    summary = (
        f"{counted(len(groups), 'group')} of {counted(len(numbers), 'node')}; "
        f"the largest has {len(groups[0])}, around {label(simple, groups[0][0])}."
    )
    return Finding(summary, ("group", "size", "members", "nodes"), rows)


def brokers(network: nx.Graph[str], *, alleged: bool = False) -> Finding:
    """Who joins those that have no other tie: betweenness, Burt's constraint, and what falls apart without them.

    `constraint` is low for those whose contacts do not know each other. `parts` is the number of pieces into which
    the surroundings of a node would fall without it: 2 or more means that others can reach each other only through it.

    >>> network = nx.MultiGraph([("a", "b"), ("b", "c")])
    >>> brokers(network).summary
    '1 of 3 nodes is the only way between others; b lies on most of the ways.'
    """
    simple = simplify(network, directed=False, alleged=alleged)
    if not simple:
        return Finding("There is nobody in this network.", ("name",), ())
    between = nx.betweenness_centrality(simple, weight="distance")
    cuts = set(nx.articulation_points(simple))
    candidates = sorted(
        (node for node in simple if between[node] > 0), key=lambda node: (-round(between[node], 9), node)
    )
    constraint = nx.constraint(simple, nodes=candidates, weight="weight") if candidates else {}
    rows = tuple(
        (
            label(simple, node),
            between[node],
            constraint[node],
            _parts_without(simple, node) if node in cuts else 1,
            node,
        )
        for node in candidates
    )
    columns = ("name", "betweenness", "constraint", "parts", "node")
    if not rows:
        return Finding(f"Nobody stands between others among {counted(len(simple), 'node')}.", columns, ())
    are = "is" if len(cuts) == 1 else "are"
    summary = (
        f"{len(cuts)} of {counted(len(simple), 'node')} {are} the only way between others; "
        f"{rows[0][0]} lies on most of the ways."
    )
    return Finding(summary, columns, rows)


def _parts_without(simple: nx.Graph[str], node: str) -> int:
    around = nx.node_connected_component(simple, node) - {node}
    return nx.number_connected_components(simple.subgraph(around))
