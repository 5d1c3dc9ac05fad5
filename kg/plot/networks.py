"""A network as a picture: who is tied to whom, how strongly, and what of it is only alleged.

What comes in: a network of `kg.network`. What goes out: a `Picture`.
What it never does: leave out nodes without saying how many.
"""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch

from kg.network import split_values
from kg.plot.labels import Label, place_labels, shorten
from kg.plot.layout import Places, lay_out
from kg.plot.picture import (
    GREY,
    KINDS,
    OTHER,
    SIDES,
    Picture,
    explain,
    kind_handle,
    name_sources,
    sign,
    start,
    subtitle,
)


def draw_network(
    network: nx.MultiGraph[str],
    *,
    title: str | None = None,
    limit: int = 500,
    labels: int = 60,
    seed: int = 0,
) -> Picture:
    """The network, or the strongest part of it.

    Nodes grow with the sum of the weights of their edges. Dashed edges are alleged.

    Args:
        network: what to draw.
        title: if left out, what the network is called.
        limit: draw so many nodes at most, the strongest.
        labels: name so many nodes at most, as far as there is room: those with names of their own first.
        seed: of the layout.
    """
    strength = weigh(network)
    shown = strongest(network, strength, limit)
    places = lay_out(shown, seed=seed)
    name, _, description = str(network.graph.get("description", "")).partition(": ")
    left_out = len(network) - len(shown)
    note = f"; the {len(shown):,} strongest of {len(network):,} nodes" if left_out else ""
    picture, (axes,) = start(title or name or "Network")
    subtitle(picture, description + note)
    axes.set_axis_off()
    if shown:
        radii = _choose_radii(shown, strength)
        _draw_edges(axes, shown, places, radii)
        _draw_nodes(axes, shown, places, radii)
        axes.set_aspect("equal")
        axes.margins(0.06)
        picture.canvas.draw()
        order = sorted(shown, key=lambda node: (not shown.nodes[node].get("named", True), -strength[node], node))
        every = [_label(shown, places, radii, node) for node in order]
        place_labels(axes, every[:labels], avoid=every[labels:])
        explain(picture, _legend(shown))
    else:
        axes.text(0.5, 0.5, "Nothing to draw", ha="center", transform=axes.transAxes)
    sign(picture, origin(network))
    return picture


def weigh(network: nx.MultiGraph[str]) -> dict[str, float]:
    """The sum of the weights of the edges of each node."""
    return {node: float(weight) for node, weight in network.degree(weight="weight")}


def strongest(network: nx.MultiGraph[str], strength: dict[str, float], limit: int) -> nx.MultiGraph[str]:
    """The strongest nodes with the edges between them; those that then stand alone are left out."""
    order = sorted(network, key=lambda node: (-strength[node], node))[:limit]
    part = network.subgraph(order)
    return part if len(order) == len(network) else part.subgraph([node for node in part if part.degree(node)])


def origin(network: nx.MultiGraph[str]) -> str:
    """The articles, publishers and days that the edges name, as a line."""
    edges: list[dict[str, Any]] = [attributes for *_, attributes in network.edges(data=True)]
    articles = {one for edge in edges for one in split_values(edge.get("articles", ""))}
    publishers = {one for edge in edges for one in split_values(edge.get("publishers", ""))}
    return name_sources(articles, publishers, [edge.get(end, "") for edge in edges for end in ("first", "last")])


def _choose_radii(network: nx.MultiGraph[str], strength: dict[str, float]) -> dict[str, float]:
    """The radius of each node in points: by its strength beside the strongest, and smaller where there are many."""
    crowding = min(max(len(network), 30), 400) / 30
    least, most = 4 / crowding**0.3, 12 / crowding**0.35
    top = max((strength[node] for node in network), default=1) or 1
    return {node: least + (most - least) * math.sqrt(strength[node] / top) for node in network}


def _draw_edges(axes: Axes, network: nx.MultiGraph[str], places: Places, radii: dict[str, float]) -> None:
    small, dense = len(network) <= 60, len(network.edges) > 800
    bends: dict[frozenset[str], int] = {}
    for source, target, attributes in network.edges(data=True):
        if source == target:
            continue
        pair = frozenset((source, target))
        bends[pair] = bends.get(pair, -1) + 1
        patch = FancyArrowPatch(
            places[source],
            places[target],
            arrowstyle="-|>" if network.is_directed() else "-",
            mutation_scale=9 if small else 5,
            connectionstyle=f"arc3,rad={0.12 + 0.1 * bends[pair] if network.is_directed() else 0.14 * bends[pair]}",
            linestyle=(0, (4, 3)) if attributes.get("alleged") else "solid",
            linewidth=min(0.7 + 0.5 * math.sqrt(attributes.get("weight", 1)), 5) * (0.5 if dense else 1),
            color=SIDES.get(str(attributes.get("relation")), GREY),
            alpha=0.35 if dense else 0.75,
            shrinkA=radii[source],
            shrinkB=radii[target] + 1,
            zorder=1,
        )
        axes.add_patch(patch)


def _draw_nodes(axes: Axes, network: nx.MultiGraph[str], places: Places, radii: dict[str, float]) -> None:
    for kind in sorted({kind_of(network, node) for node in network}):
        nodes = [node for node in network if kind_of(network, node) == kind]
        colour, marker = KINDS.get(kind, OTHER)
        axes.scatter(
            [places[node][0] for node in nodes],
            [places[node][1] for node in nodes],
            s=[(2 * radii[node]) ** 2 for node in nodes],
            c=colour,
            marker=marker,
            edgecolors="white",
            linewidths=0.8,
            zorder=3,
        )


def _label(network: nx.MultiGraph[str], places: Places, radii: dict[str, float], node: str) -> Label:
    x, y = places[node]
    return Label(x, y, shorten(str(network.nodes[node].get("label", node))), radii[node])


def kind_of(network: nx.MultiGraph[str], node: str) -> str:
    """The kind of a node, of those that have a mark of their own."""
    kind = str(network.nodes[node].get("kind", ""))
    return kind if kind in KINDS else "other"


def _legend(network: nx.MultiGraph[str]) -> list[Line2D]:
    kinds = {kind_of(network, node) for node in network}
    handles = [kind_handle(kind) for kind in [*KINDS, "other"] if kind in kinds]
    edges: list[dict[str, Any]] = [attributes for *_, attributes in network.edges(data=True)]
    relations = {str(edge.get("relation")) for edge in edges}
    handles += [Line2D([], [], color=SIDES[side], label=side) for side in SIDES if side in relations]
    if len(relations & {*SIDES}):
        handles.append(Line2D([], [], color=GREY, label="neutral"))
    if any(edge.get("alleged") for edge in edges):
        handles.append(Line2D([], [], color=GREY, linestyle=(0, (4, 3)), label="only alleged"))
    handles.append(Line2D([], [], color=GREY, linewidth=3, label="thicker: more publishers"))
    return handles
