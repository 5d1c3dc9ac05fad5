"""Networks as GraphML, GEXF, Cytoscape's and NetworkX's JSON.

What comes in: a network of `kg.network`. What goes out: bytes that Gephi, Cytoscape and NetworkX read.
What it never does: depend on the order in which the network was built, or on the clock.
"""

from __future__ import annotations

import io
import json
import re
from typing import Any, TypeAlias

import networkx as nx

AnyNetwork: TypeAlias = "nx.MultiGraph[str]"

# What XML 1.0 has no way to write; it is shown as the replacement character.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def to_graphml(network: AnyNetwork) -> bytes:
    """GraphML; each edge has an id of its own."""
    stream = io.BytesIO()
    nx.write_graphml_xml(_numbered(network), stream, encoding="utf-8", edge_id_from_attribute="id")
    return stream.getvalue() + b"\n"


def to_gexf(network: AnyNetwork) -> bytes:
    """GEXF 1.2, without the date that a file of it may bear."""
    stream = io.BytesIO()
    nx.write_gexf(_numbered(network), stream, encoding="utf-8", version="1.2draft")
    text = stream.getvalue()
    return re.sub(rb'(<meta)[^>]*lastmodifieddate="[^"]*"', rb"\1", text) + b"\n"


def to_node_link(network: AnyNetwork) -> bytes:
    """Node-link JSON, as `networkx.node_link_graph` reads it."""
    return _to_json(nx.node_link_data(network, edges="edges"))


def to_cytoscape(network: AnyNetwork) -> bytes:
    """The JSON of Cytoscape and Cytoscape.js, where a node shows its label."""
    data = nx.cytoscape_data(network, name="label")
    for element in data["elements"]["nodes"]:
        # NetworkX writes the label twice: Cytoscape looks for `name`.
        element["data"]["name"] = element["data"].get("label", element["data"]["id"])
    return _to_json(data)


def _to_json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def _numbered(network: AnyNetwork) -> AnyNetwork:
    """A copy fit for XML: edges with ids from 0, attributes in one order, texts without what XML cannot hold."""
    copy: AnyNetwork = nx.MultiDiGraph() if network.is_directed() else nx.MultiGraph()
    copy.graph.update(_fit(network.graph))
    for node, attributes in network.nodes(data=True):
        copy.add_node(node, **_fit(attributes))
    for i, (source, target, key, attributes) in enumerate(network.edges(keys=True, data=True)):
        copy.add_edge(source, target, key=key, id=str(i), **_fit(attributes))
    return copy


def _fit(attributes: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _NO_XML.sub("\ufffd", value) if isinstance(value, str) else value
        for key, value in sorted(attributes.items())
    }
