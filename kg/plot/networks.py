"""A network as a picture: who is tied to whom, how strongly, and what of it is only alleged.

What comes in: a network of `kg.network`. What goes out: a `Picture`.
What it never does: leave out nodes without saying how many.
"""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch

from kg.analytics.findings import counted
from kg.network import split_values
from kg.plot.labels import Label, Pixels, fold, place_labels
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

#: The names of so many of the strongest nodes are written even where they cover weaker ones.
_SURE = 15
#: Of the nodes that there is room for, those about one take this part at most.
_SHARE = 8
#: In networks of so many nodes, events are named too.
_FEW = 100


def draw_network(
    network: nx.MultiGraph[str],
    *,
    title: str | None = None,
    limit: int = 500,
    labels: int = 60,
    seed: int = 0,
) -> Picture:
    """The network, or the strongest part of it.

    Nodes grow with the sum of the weights of their edges. Dashed edges are alleged. The strongest nodes are named
    first, actors and places before events; the others as far as there is room.

    Args:
        network: what to draw.
        title: if left out, what the network is called.
        limit: draw so many nodes at most, the strongest.
        labels: name so many nodes at most: those with names of their own first.
        seed: of the layout.
    """
    strength = weigh(network)
    shown = strongest(network, strength, limit)
    places = lay_out(shown, seed=seed)
    name, _, description = str(network.graph.get("description", "")).partition(": ")
    notes = [description] if description else []
    if len(shown) < len(network):
        notes.append(f"the strongest {len(shown):,} of {len(network):,} nodes")
    picture, (axes,) = start(title or name or "Network")
    axes.set_axis_off()
    if shown:
        radii = _choose_radii(shown, strength)
        axes.set_aspect("equal")
        ends = np.array([places[node] for node in shown])
        axes.update_datalim(ends)
        axes.margins(0.07)
        axes.autoscale_view()
        axes.autoscale(enable=False)
        picture.canvas.draw()
        lines = _draw_edges(axes, shown, places, radii)
        _draw_nodes(axes, shown, places, radii)
        named = [_label(shown, places, radii, node) for node in rank_nodes(shown, strength)]
        unnamed = place_labels(axes, named, most=labels, lines=lines, sure=_SURE)
        unnamed += sum(not label.text for label in named)
        if unnamed:
            notes.append(f"{len(shown) - unnamed:,} of {counted(len(shown), 'node')} named")
        explain(picture, _legend(shown))
    else:
        axes.text(0.5, 0.5, "Nothing to draw", ha="center", transform=axes.transAxes)
    subtitle(picture, "; ".join(notes))
    sign(picture, origin(network))
    return picture


def weigh(network: nx.MultiGraph[str]) -> dict[str, float]:
    """The sum of the weights of the edges of each node."""
    return {node: float(weight) for node, weight in network.degree(weight="weight")}


def strongest(network: nx.MultiGraph[str], strength: dict[str, float], limit: int) -> nx.MultiGraph[str]:
    """So many nodes at most: the strongest, each with the strongest of those to whom it is tied; none is alone."""
    if len(network) <= limit:
        return network

    def rank(node: str) -> tuple[float, str]:
        return -strength[node], node

    around = max(limit // _SHARE, 4)
    chosen: set[str] = set()
    for node in sorted(network, key=rank):
        others = sorted({*nx.all_neighbors(network, node)} - {node}, key=rank)[:around]
        new = [each for each in (node, *others) if each not in chosen][: limit - len(chosen)]
        if not chosen.isdisjoint(others) or len(new) > 1:
            chosen.update(new)
    return network.subgraph(chosen)


def name_node(network: nx.MultiGraph[str], node: str) -> str:
    """What to write beside a node: nothing beside an event among many nodes, since many events have one name."""
    found = network.nodes[node]
    return "" if "event_type" in found and len(network) > _FEW else str(found.get("label", node))


def lighten(network: nx.MultiGraph[str]) -> float:
    """How strong edges are drawn, 1 at most: a crowd of them is to show where it is dense, not to hide the nodes."""
    return min(1.0, math.sqrt(120 / max(len(network.edges), 1)))


def rank_nodes(network: nx.MultiGraph[str], strength: dict[str, float]) -> list[str]:
    """The nodes, those first whose names say most: of events many have the same."""

    def rank(node: str) -> tuple[bool, bool, float, str]:
        found = network.nodes[node]
        return "event_type" in found, not found.get("named", True), -strength[node], node

    return sorted(network, key=rank)


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


def _draw_edges(axes: Axes, network: nx.MultiGraph[str], places: Places, radii: dict[str, float]) -> Pixels:
    """Draw the edges; points on them, in pixels, for labels to keep clear of."""
    small = len(network) <= 60
    lightness = lighten(network)
    bends: dict[frozenset[str], int] = {}
    points = [np.empty((0, 2))]
    for source, target, attributes in network.edges(data=True):
        if source == target:
            continue
        pair = frozenset((source, target))
        bends[pair] = bends.get(pair, -1) + 1
        bend = 0.12 + 0.1 * bends[pair] if network.is_directed() else 0.14 * bends[pair]
        patch = FancyArrowPatch(
            places[source],
            places[target],
            arrowstyle="-|>" if network.is_directed() else "-",
            mutation_scale=9 if small else 5,
            connectionstyle=f"arc3,rad={bend}",
            linestyle=(0, (4, 3)) if attributes.get("alleged") else "solid",
            linewidth=min(0.7 + 0.5 * math.sqrt(attributes.get("weight", 1)), 5) * max(lightness, 0.5),
            color=SIDES.get(str(attributes.get("relation")), GREY),
            alpha=max(0.75 * lightness, 0.2),
            shrinkA=radii[source],
            shrinkB=radii[target] + 1,
            zorder=1,
        )
        axes.add_patch(patch)
        points.append(_trace(axes.transData.transform((places[source], places[target])), bend))
    return np.vstack(points)


def _trace(ends: Pixels, bend: float) -> Pixels:
    """Points along an edge, which is a parabola: matplotlib's `arc3`."""
    one, other = ends
    across = other - one
    middle = (one + other) / 2 + bend * np.array((across[1], -across[0]))
    steps = np.linspace(0.05, 0.95, max(int(math.hypot(*across) / 8), 3))[:, None]
    return np.asarray((1 - steps) ** 2 * one + 2 * steps * (1 - steps) * middle + steps**2 * other)


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
    return Label(x, y, fold(name_node(network, node)), radii[node])


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
    handles.append(Line2D([], [], color=GREY, linestyle="", marker="o", markersize=11, label="larger: more ties"))
    return handles
