"""The graph as a NetworkX network: whole, or as the projections that people draw first.

What comes in: a `pyoxigraph.Store`. What goes out: `networkx` graphs whose attributes every writer takes.
What it never does: hide an allegation. What is alleged is marked so, on nodes and on edges.
"""

from kg.network.adapters import to_igraph, to_rustworkx
from kg.network.attributes import Attribute, attribute_name, split_values
from kg.network.independence import count_independent
from kg.network.networks import Network, UndirectedNetwork
from kg.network.projections import PROJECTIONS, Projection, get_projection, project
from kg.network.snapshots import PERIODS, snapshots
from kg.network.whole import to_networkx

__all__ = [
    "PERIODS",
    "PROJECTIONS",
    "Attribute",
    "Network",
    "Projection",
    "UndirectedNetwork",
    "attribute_name",
    "count_independent",
    "get_projection",
    "project",
    "snapshots",
    "split_values",
    "to_igraph",
    "to_networkx",
    "to_rustworkx",
]
