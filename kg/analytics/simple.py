"""A network with at most one edge between two nodes, as most algorithms want it.

What comes in: any network of NetworkX. What goes out: a simple one, whose weights add up those of parallel edges.
What it never does: count what is alleged, unless it is asked to.
"""

from __future__ import annotations

from typing import Any

import networkx as nx


def simplify(network: nx.Graph[str], *, directed: bool | None = None, alleged: bool = False) -> nx.Graph[str]:
    """One edge a pair, with `weight` and with `distance`, which is the smaller the greater the weight.

    Args:
        network: what to simplify; an edge without a weight weighs 1.
        directed: whether the outcome is directed; as the network is, if left out.
        alleged: whether edges with the mark `alleged` count.

    >>> network = nx.MultiDiGraph([("a", "b"), ("a", "b"), ("b", "a")])
    >>> simplify(network).edges["a", "b"]["weight"], simplify(network, directed=False).edges["a", "b"]["weight"]
    (2, 3)
    """
    directed = network.is_directed() if directed is None else directed
    simple: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    simple.add_nodes_from(network.nodes(data=True))
    edges: Any = network.edges(data=True)
    for source, target, attributes in edges:
        if source == target or (attributes.get("alleged") and not alleged):
            continue
        weight = attributes.get("weight", 1)
        if simple.has_edge(source, target):
            weight += simple.edges[source, target]["weight"]
        simple.add_edge(source, target, weight=weight, distance=1 / weight)
    return simple


def label(network: nx.Graph[str], node: str) -> str:
    """What a node is called."""
    return str(network.nodes[node].get("label", node))


def has_name(network: nx.Graph[str], node: str) -> bool:
    """Whether a node has a name of its own, and is not only described, as "a neighbour" is."""
    return bool(network.nodes[node].get("named", True))
