"""A map of what happened where.

What comes in: the projection `event-place`, or any network whose nodes have `latitude` and `longitude`.
What goes out: a `Picture`, with outlines that ship with the package.
What it never does: fetch anything, or put a place on the map whose coordinates the graph lacks; it counts those.
"""

from __future__ import annotations

import json
import math
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import networkx as nx
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from kg.analytics.findings import counted
from kg.plot.labels import Label, place_labels, shorten
from kg.plot.networks import origin
from kg.plot.picture import BLUE, VERMILION, Picture, explain, sign, start, subtitle

_OUTLINES = Path(__file__).with_name("outlines.json")
#: The least part of the world that a map shows, in degrees of latitude.
_LEAST_HEIGHT = 4.0

Line = list[tuple[float, float]]


def draw_map(network: nx.MultiGraph[str], *, title: str = "What happened where", labels: int = 40) -> Picture:
    """A circle for each place, the larger the more events are tied to it; hollow where all are only alleged.

    Args:
        network: the projection `event-place`.
        title: the title of the picture.
        labels: name so many places at most, as far as there is room.
    """
    places = {node: found for node, found in network.nodes(data=True) if "latitude" in found and "longitude" in found}
    wanting = sum(1 for _, found in network.nodes(data=True) if found.get("bipartite") == 1 and "latitude" not in found)
    note = f"; {counted(wanting, 'more place')} without coordinates" if wanting else ""
    picture, (axes,) = start(title)
    subtitle(picture, counted(len(places), "place") + note)
    _frame(axes, [(found["longitude"], found["latitude"]) for found in places.values()])
    axes.add_collection(LineCollection(read_outlines(), colors="#B0B0B0", linewidths=0.6, zorder=1))
    order = sorted(places, key=lambda node: (-network.degree(node), node))
    named = []
    for node in order:
        events: list[dict[str, Any]] = [found for *_, found in network.edges(node, data=True)]
        alleged = bool(events) and all(event.get("alleged") for event in events)
        radius = 3 + 2.2 * math.sqrt(len(events))
        x, y = places[node]["longitude"], places[node]["latitude"]
        axes.plot(
            [x],
            [y],
            marker="o",
            markersize=2 * radius,
            markerfacecolor="none" if alleged else BLUE,
            markeredgecolor=VERMILION if alleged else "white",
            alpha=0.75,
            zorder=3,
        )
        count = f" ({len(events)})" if len(events) > 1 else ""
        named.append(Label(x, y, shorten(str(places[node]["label"]), 28) + count, radius))
    picture.canvas.draw()
    place_labels(axes, named, most=labels)
    hollow = any(found.get("alleged") for *_, found in network.edges(data=True))
    explain(picture, _legend(hollow=hollow))
    sign(picture, f"{origin(network)} Outlines: Natural Earth; they take no side on borders.")
    return picture


def _frame(axes: Axes, points: Line) -> None:
    """The part of the world with all points, a margin around it, and degrees of about the same length."""
    xs, ys = [x for x, _ in points] or [-170, 180], [y for _, y in points] or [-55, 75]
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    narrowing = max(math.cos(math.radians(middle_y)), 0.3)
    figure = axes.get_figure(root=True)
    assert figure is not None
    box = axes.get_position()
    shape = box.width * figure.get_figwidth() / (box.height * figure.get_figheight())
    height = max((max(ys) - min(ys)) * 1.25, (max(xs) - min(xs)) * 1.25 * narrowing / shape, _LEAST_HEIGHT)
    width = height * shape / narrowing
    axes.set_xlim(*_span(middle_x, width, edge=180))
    axes.set_ylim(*_span(middle_y, height, edge=90))
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_facecolor("#F7F9FB")
    for spine in axes.spines.values():
        spine.set_color("#D0D0D0")


def _span(middle: float, size: float, *, edge: float) -> tuple[float, float]:
    """The ends of a range of that size about the middle, moved to show no more than it must of what is off the world.

    >>> _span(10, 40, edge=180), _span(175, 40, edge=180), _span(40, 400, edge=180)
    ((-10.0, 30.0), (140.0, 180.0), (-200.0, 200.0))
    """
    room = max(edge - size / 2, 0)
    nearest = min(max(middle, -room), room)
    return nearest - size / 2, nearest + size / 2


@cache
def read_outlines() -> tuple[Line, ...]:
    """Coasts and borders as lines of longitude and latitude."""
    stored = json.loads(_OUTLINES.read_text(encoding="utf-8"))
    (step_x, step_y), (left, low) = stored["scale"], stored["translate"]

    lines: list[Line] = []
    for arc in stored["arcs"]:
        line: Line = []
        # An arc is a first point, then steps.
        for x, y in zip(accumulate(step[0] for step in arc), accumulate(step[1] for step in arc), strict=True):
            point = (left + x * step_x, low + y * step_y)
            if line and abs(point[0] - line[-1][0]) > 180:  # from one edge of the map to the other
                lines.append(line)
                line = []
            line.append(point)
        lines.append(line)
    return tuple(lines)


def _legend(*, hollow: bool) -> list[Line2D]:
    round_: dict[str, Any] = {"linestyle": "", "marker": "o", "markersize": 8}
    handles = [Line2D([], [], color=BLUE, label="reported; larger: more events", **round_)]
    if hollow:
        ring = Line2D([], [], markerfacecolor="none", markeredgecolor=VERMILION, label="only alleged", **round_)
        handles.append(ring)
    return handles
