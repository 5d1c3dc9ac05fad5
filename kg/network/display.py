"""How a network shows itself in a notebook: what it is, its heaviest edges, and a small drawing of its core.

What comes in: a network. What goes out: HTML with a drawing in SVG; nothing but NetworkX is needed.
What it never does: draw more than can be read; it says how much is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import networkx as nx

#: So many nodes are drawn, and so many edges are listed.
NODES, EDGES = 20, 5
_WIDTH, _HEIGHT, _LABEL = 720, 400, 26

_Edge = tuple[str, str, dict[str, Any]]
_Box = tuple[int, int, int, int]


def to_html(network: nx.MultiGraph[str]) -> str:
    """The summary of a network.

    >>> to_html(nx.MultiDiGraph([("a", "b")]))[:47]
    '<p><b>Network</b>: 2 nodes, 1 edge, directed</p'
    """
    name = str(network.graph.get("description") or network.graph.get("name") or "Network")
    alleged = sum(1 for *_, found in network.edges(data=True) if found.get("alleged"))
    facts = [
        f"{len(network):,} node{'' if len(network) == 1 else 's'}",
        f"{len(network.edges):,} edge{'' if len(network.edges) == 1 else 's'}",
        "directed" if network.is_directed() else "without direction",
        *([f"{alleged:,} of them only alleged"] if alleged else []),
    ]
    parts = [f"<p><b>{escape(name)}</b>: {', '.join(facts)}</p>"]
    edges = sorted(network.edges(data=True), key=lambda edge: (-_weight(edge), edge[0], edge[1]))
    if edges:
        parts += [_draw(network, edges), _list(network, edges[:EDGES])]
    return "".join(parts)


def _draw(network: nx.MultiGraph[str], edges: Sequence[_Edge]) -> str:
    """The nodes of the heaviest edges, with labels where there is room for them."""
    nodes: dict[str, None] = {}
    for source, target, _ in edges:
        if len({*nodes, source, target}) <= NODES:
            nodes.update({source: None, target: None})
    core: nx.Graph[str] = nx.Graph()
    core.add_nodes_from(nodes)
    core.add_edges_from((edge[0], edge[1]) for edge in edges if edge[0] in nodes and edge[1] in nodes)
    places = {node: _to_pixels(place) for node, place in nx.spring_layout(core, seed=0, k=1.1, iterations=120).items()}
    lines = [_line(edge, places) for edge in edges if edge[0] in places and edge[1] in places]
    marks = [
        f'<circle cx="{x}" cy="{y}" r="5" fill="#0072B2"><title>{escape(_label(network, node))}</title></circle>'
        for node, (x, y) in places.items()
    ]
    more = len(network) - len(places)
    note = f"<p><small>{more:,} more nodes are not drawn.</small></p>" if more else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'font-family="sans-serif" font-size="11">{"".join(lines)}{"".join(marks)}{_write(network, places)}</svg>{note}'
    )


def _line(edge: _Edge, places: dict[str, tuple[int, int]]) -> str:
    (x, y), (other_x, other_y) = places[edge[0]], places[edge[1]]
    dash = ' stroke-dasharray="5 4"' if edge[2].get("alleged") else ""
    width = min(1 + _weight(edge) / 2, 5)
    return f'<line x1="{x}" y1="{y}" x2="{other_x}" y2="{other_y}" stroke="#8A8A8A" stroke-width="{width:.1f}"{dash}/>'


def _write(network: nx.MultiGraph[str], places: dict[str, tuple[int, int]]) -> str:
    """The labels that cover neither a node nor another label; the others show under the mouse."""
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in places.values()]
    texts = []
    for node, (x, y) in places.items():
        label = _label(network, node)
        text = _cut(label, _LABEL)
        width = 6 * len(text)
        for left, anchor, at in ((x + 8, "start", x + 8), (x - 8 - width, "end", x - 8)):
            box = (left, y - 6, left + width, y + 6)
            if left >= 0 and left + width <= _WIDTH and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                texts.append(f'<text x="{at}" y="{y + 4}" text-anchor="{anchor}">{escape(text)}</text>')
                break
    return "".join(texts)


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _list(network: nx.MultiGraph[str], edges: Sequence[_Edge]) -> str:
    rows = "".join(
        f"<tr><td>{escape(_label(network, source))}</td><td>{escape(_label(network, target))}</td>"
        f"<td>{escape(str(found.get('relation', '')))}</td><td>{_weight((source, target, found)):g}</td>"
        f"<td>{escape(_cut(str(found.get('quotes', '')), 120))}</td></tr>"
        for source, target, found in edges
    )
    head = "".join(f"<th>{name}</th>" for name in ("source", "target", "relation", "weight", "quotes"))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cut(text: str, length: int) -> str:
    """The beginning of a long text, up to the end of a word."""
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0].rstrip(",;") + "…"


def _to_pixels(place: Any) -> tuple[int, int]:
    return round((place[0] + 1.15) / 2.3 * _WIDTH), round((place[1] + 1.1) / 2.2 * _HEIGHT)


def _weight(edge: _Edge) -> float:
    return float(edge[2].get("weight", 1))


def _label(network: nx.MultiGraph[str], node: str) -> str:
    return str(network.nodes[node].get("label", node))
