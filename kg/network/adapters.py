"""Networks for other libraries, which are faster on large ones: igraph and rustworkx, each by the extra `network`.

What comes in: a network of NetworkX. What goes out: the same nodes, edges and attributes, in the same order.
What it never does: lose the name of a node; `name` holds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import NetworkError

if TYPE_CHECKING:
    import igraph
    import rustworkx


def to_igraph(network: nx.MultiGraph[str]) -> igraph.Graph:
    """An igraph graph; what a node or an edge lacks is None.

    Raises:
        NetworkError: igraph is not installed.

    >>> to_igraph(nx.MultiDiGraph([("a", "b")])).vs["name"]
    ['a', 'b']
    """
    try:
        import igraph
    except ImportError:
        raise _missing("igraph") from None
    numbers = {node: i for i, node in enumerate(network)}
    edges = list(network.edges(keys=True, data=True))
    return igraph.Graph(
        n=len(numbers),
        edges=[(numbers[source], numbers[target]) for source, target, _, _ in edges],
        directed=network.is_directed(),
        vertex_attrs={"name": list(numbers), **_columns([network.nodes[node] for node in network])},
        edge_attrs={"key": [key for _, _, key, _ in edges], **_columns([found for *_, found in edges])},
    )


def to_rustworkx(network: nx.MultiGraph[str]) -> rustworkx.PyDiGraph[Any, Any] | rustworkx.PyGraph[Any, Any]:
    """A rustworkx graph, whose nodes and edges are dicts of attributes, with `name` and `key` among them.

    Raises:
        NetworkError: rustworkx is not installed.

    >>> to_rustworkx(nx.MultiDiGraph([("a", "b")])).nodes()
    [{'name': 'a'}, {'name': 'b'}]
    """
    try:
        import rustworkx
    except ImportError:
        raise _missing("rustworkx") from None
    graph: Any = (rustworkx.PyDiGraph if network.is_directed() else rustworkx.PyGraph)(multigraph=True)
    numbers = dict(zip(network, graph.add_nodes_from([_named(network, node) for node in network]), strict=True))
    graph.add_edges_from(
        [
            (numbers[source], numbers[target], {"key": key, **found})
            for source, target, key, found in network.edges(keys=True, data=True)
        ]
    )
    return graph  # type: ignore[no-any-return]


def _named(network: nx.MultiGraph[str], node: str) -> dict[str, Any]:
    return {"name": node, **network.nodes[node]}


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Attributes by name, for rows in their order."""
    names = sorted({name for row in rows for name in row})
    return {name: [row.get(name) for row in rows] for name in names}


def _missing(package: str) -> NetworkError:
    return NetworkError(f"{package} is not installed: pip install 'dateline-kg[network]'")
