"""The networks that this package gives: those of NetworkX, which show themselves in a notebook.

What comes in: nodes and edges. What goes out: graphs that every algorithm of NetworkX takes.
What it never does: change what NetworkX does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from kg.network.display import to_html

if TYPE_CHECKING:
    _Directed = nx.MultiDiGraph[str]
    _Undirected = nx.MultiGraph[str]
else:
    _Directed = nx.MultiDiGraph
    _Undirected = nx.MultiGraph


class Network(_Directed):
    """A network whose edges have a direction."""

    def _repr_html_(self) -> str:
        return to_html(self)


class UndirectedNetwork(_Undirected):
    """A network whose edges join two nodes as equals."""

    def _repr_html_(self) -> str:
        return to_html(self)
