"""Networks as GraphML, GEXF and node-link JSON.

What comes in: a network of `kg.network`. What goes out: bytes that NetworkX, Gephi and Cytoscape read.
What it never does: depend on the order in which the network was built, or on the clock.
"""

from __future__ import annotations

import io
import json
import re
from typing import Any

import networkx as nx

# What XML 1.0 has no way to write; it is shown as the replacement character.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def to_graphml(network: nx.MultiDiGraph[str]) -> bytes:
    """GraphML; each edge has an id of its own, and its key as `predicate`."""
    stream = io.BytesIO()
    nx.write_graphml_xml(_numbered(network), stream, encoding="utf-8", edge_id_from_attribute="id")
    return stream.getvalue() + b"\n"


def to_gexf(network: nx.MultiDiGraph[str]) -> bytes:
    """GEXF 1.2, without the date that a file of it may bear."""
    stream = io.BytesIO()
    nx.write_gexf(_numbered(network), stream, encoding="utf-8", version="1.2draft")
    text = stream.getvalue()
    return re.sub(rb'(<meta)[^>]*lastmodifieddate="[^"]*"', rb"\1", text) + b"\n"


def to_node_link(network: nx.MultiDiGraph[str]) -> bytes:
    """Node-link JSON, as `networkx.node_link_graph` reads it."""
    data: dict[str, Any] = nx.node_link_data(network, edges="edges")
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _numbered(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """A copy fit for XML: edges with ids from 0, and texts without what XML cannot hold."""
    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in network.nodes(data=True):
        copy.add_node(node, **_fit(attributes))
    for i, (source, target, key, attributes) in enumerate(network.edges(keys=True, data=True)):
        copy.add_edge(source, target, key=key, id=str(i), **_fit(attributes))
    return copy


def _fit(attributes: dict[str, Any]) -> dict[str, Any]:
    return {key: _NO_XML.sub("\ufffd", value) if isinstance(value, str) else value for key, value in attributes.items()}
