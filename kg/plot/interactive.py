"""A network to move about in, for notebooks and web pages: what a tie rests on shows under the mouse.

What comes in: a network of `kg.network`. What goes out: a picture made with plotly, which brings its own scripts.
What it never does: load anything from elsewhere; pages and notebooks with it need no net.
"""

from __future__ import annotations

import hashlib
import math
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import NetworkError
from kg.plot.labels import shorten
from kg.plot.layout import Places, lay_out
from kg.plot.networks import kind_of, lighten, name_node, origin, rank_nodes, strongest, weigh
from kg.plot.picture import GREY, INK, KINDS, OTHER, SIDES

if TYPE_CHECKING:
    import plotly.graph_objects as go

_SYMBOLS = {"o": "circle", "s": "square", "D": "diamond", "^": "triangle-up", "p": "pentagon", "v": "triangle-down"}

#: So many nodes are named at most; the part of a page on which nodes stand, and the room of a character, in pixels.
_NAMED = 60
_PAGE = (700, 480)
_CHARACTER = (6.2, 15)


class InteractivePicture:
    """A picture that answers to the mouse; `figure` is plotly's own object, to change it further."""

    def __init__(self, figure: go.Figure) -> None:
        self.figure = figure

    def save(self, path: str | Path) -> None:
        """Write the picture as a page that needs nothing else: the same bytes for the same picture."""
        Path(path).write_text(self._to_html(full_html=True), encoding="utf-8")

    def _repr_html_(self) -> str:
        return self._to_html(full_html=False)

    def _to_html(self, *, full_html: bool) -> str:
        content = self.figure.to_json() or ""
        name = "picture-" + hashlib.sha256(content.encode()).hexdigest()[:12]
        return str(self.figure.to_html(full_html=full_html, include_plotlyjs=True, div_id=name))


def draw_interactive_network(
    network: nx.MultiGraph[str], *, title: str | None = None, limit: int = 500, seed: int = 0
) -> InteractivePicture:
    """The network, or its strongest part: nodes and edges say what they are under the mouse.

    Args:
        network: what to draw.
        title: if left out, what the network is called.
        limit: draw so many nodes at most, the strongest.
        seed: of the layout.

    Raises:
        NetworkError: plotly is not installed.
    """
    try:
        import plotly.graph_objects as go
    except ImportError:
        raise NetworkError("plotly is not installed: pip install 'dateline-kg[plot]'") from None

    strength = weigh(network)
    shown = strongest(network, strength, limit)
    places = lay_out(shown, seed=seed)
    note = f"the strongest {len(shown):,} of {len(network):,} nodes" if len(shown) < len(network) else ""
    heading = title or str(network.graph.get("description", "Network"))
    figure = go.Figure(
        [*_edge_traces(shown, places), *_node_traces(shown, places, strength)],
        {
            "title": {"text": f"{escape(heading)}<br><sup>{note}</sup>"},
            "template": "plotly_white",
            "height": 650,
            "margin": {"l": 10, "r": 10, "t": 60, "b": 40},
            "hoverlabel": {"align": "left", "bgcolor": "white", "font": {"color": INK}},
            "xaxis": {"visible": False, "range": _widen([x for x, _ in places.values()])},
            "yaxis": {"visible": False},
            "legend": {"title": {"text": "larger: more ties"}},
        },
    )
    figure.add_annotation(
        text=escape(origin(network)), x=0, y=-0.04, xref="paper", yref="paper", showarrow=False, font={"size": 11}
    )
    return InteractivePicture(figure)


def _widen(xs: list[float]) -> list[float]:
    """The ends of an axis with room for labels to either side."""
    first, last = min(xs, default=0.0), max(xs, default=1.0)
    room = 0.09 * (last - first) or 1.0
    return [first - room, last + room]


def _edge_traces(network: nx.MultiGraph[str], places: Places) -> list[dict[str, Any]]:
    """A trace for each look of edges, and one of points in their middle that say what they rest on."""
    traces = []
    looks = sorted({_look(found) for *_, found in network.edges(data=True)})
    for colour, alleged in looks:
        xs: list[float | None] = []
        ys: list[float | None] = []
        for source, target, found in network.edges(data=True):
            if _look(found) == (colour, alleged):
                xs += [places[source][0], places[target][0], None]
                ys += [places[source][1], places[target][1], None]
        side = next((side for side, found in SIDES.items() if found == colour), "tie")
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": xs,
                "y": ys,
                "name": f"{side}, only alleged" if alleged else side,
                "line": {"color": colour, "width": 1.4, "dash": "dash" if alleged else "solid"},
                "opacity": max(lighten(network), 0.25),
                "hoverinfo": "skip",
            }
        )
    edges = list(network.edges(data=True))
    middles = {
        "type": "scatter",
        "mode": "markers",
        "x": [(places[source][0] + places[target][0]) / 2 for source, target, _ in edges],
        "y": [(places[source][1] + places[target][1]) / 2 for source, target, _ in edges],
        "text": [_tell_edge(network, source, target, found) for source, target, found in edges],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "symbol": "arrow" if network.is_directed() else "circle",
            "angle": [_angle(places[source], places[target]) for source, target, _ in edges],
            "size": 8 if network.is_directed() else 5,
            "color": GREY,
            "opacity": 0.5 * max(lighten(network), 0.25),
        },
        "showlegend": False,
    }
    return [*traces, middles]


def _node_traces(network: nx.MultiGraph[str], places: Places, strength: dict[str, float]) -> list[dict[str, Any]]:
    traces = []
    for kind in [*KINDS, "other"]:
        nodes = sorted(node for node in network if kind_of(network, node) == kind)
        if nodes:
            colour, marker = KINDS.get(kind, OTHER)
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "name": kind,
                    "x": [places[node][0] for node in nodes],
                    "y": [places[node][1] for node in nodes],
                    "customdata": [escape(f"{_label(network, node)} ({kind})") for node in nodes],
                    "hovertemplate": "%{customdata}<extra></extra>",
                    "marker": {
                        "color": colour,
                        "symbol": _SYMBOLS.get(marker, "x"),
                        "size": [_size(network, strength[node]) for node in nodes],
                        "opacity": 1,
                        "line": {"color": "white", "width": 1},
                    },
                }
            )
    return [*traces, _label_trace(network, places, strength)]


def _size(network: nx.MultiGraph[str], strength: float) -> float:
    """The size of a node in pixels, smaller where there are many."""
    crowding = math.sqrt(math.sqrt(max(len(network), 60) / 60))
    return min(7 + 2 * math.sqrt(strength), 28) / crowding


def _label_trace(network: nx.MultiGraph[str], places: Places, strength: dict[str, float]) -> dict[str, Any]:
    """The labels, above all nodes."""
    named = _choose_named(network, places, strength)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "marker": {"size": [_size(network, strength[node]) for node in named], "opacity": 0},  # to stand clear of nodes
        "x": [places[node][0] for node in named],
        "y": [places[node][1] for node in named],
        "text": list(named.values()),
        "textposition": "top center",
        "textfont": {"size": 11, "color": INK},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _choose_named(network: nx.MultiGraph[str], places: Places, strength: dict[str, float]) -> dict[str, str]:
    """The labels of the strongest nodes, as far as they do not cover each other on a page of the usual width.

    The others show under the mouse.
    """
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    across, up = max(xs, default=1) - min(xs, default=0) or 1, max(ys, default=1) - min(ys, default=0) or 1
    taken: list[tuple[float, float, float, float]] = []
    named = {}
    for node in rank_nodes(network, strength):
        text = shorten(name_node(network, node), 28)
        if not text:
            continue
        x = (places[node][0] - min(xs)) / across * _PAGE[0]
        y = (places[node][1] - min(ys)) / up * _PAGE[1]
        half = len(text) * _CHARACTER[0] / 2
        box = (x - half, y, x + half, y + _CHARACTER[1])
        if not any(box[0] < end and start < box[2] and box[1] < top and low < box[3] for start, low, end, top in taken):
            taken.append(box)
            named[node] = text
        if len(named) == _NAMED:
            break
    return named


def _tell_edge(network: nx.MultiGraph[str], source: str, target: str, found: dict[str, Any]) -> str:
    """What the edge is and what it rests on, as lines."""
    arrow = "→" if network.is_directed() else "–"
    lines = [
        f"<b>{escape(_label(network, source))} {arrow} {escape(_label(network, target))}</b>",
        escape(f"{found.get('relation', '')} {found.get('details', '')}".strip()),
        *(["<i>only alleged</i>"] if found.get("alleged") else []),
        escape(f"{found.get('publishers', '')}; {found.get('first', '')}"),
        *([f"“{escape(shorten(found['quotes'], 150))}”"] if found.get("quotes") else []),
    ]
    return "<br>".join(lines)


def _angle(start: tuple[float, float], end: tuple[float, float]) -> float:
    """The direction from one place to another, in degrees clockwise from upwards."""
    return math.degrees(math.atan2(end[0] - start[0], end[1] - start[1]))


def _look(found: dict[str, Any]) -> tuple[str, bool]:
    return SIDES.get(str(found.get("relation")), GREY), bool(found.get("alleged"))


def _label(network: nx.MultiGraph[str], node: str) -> str:
    return str(network.nodes[node].get("label", node))
