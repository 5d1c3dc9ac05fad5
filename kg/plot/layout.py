"""Where the nodes of a picture stand: each connected part by a layout of NetworkX, the parts packed side by side.

What comes in: a network. What goes out: a place on the paper for each node.
What it never does: give other places for the same network and seed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import networkx as nx
import numpy as np

Places = dict[str, tuple[float, float]]

#: Up to so many nodes, a part is laid out by the distances in it, which costs more and shows more.
_BY_DISTANCE = 80
#: The shape of the sheet, its width by its height; and the room between two parts.
_ASPECT, _GAP = 1.85, 1.8
#: A layout whose shape is not that of the sheet is stretched to it by so much at most.
_STRETCH = 1.6


def lay_out(network: nx.Graph[str], *, seed: int = 0) -> Places:
    """Places in a sheet that is wider than high; the largest part comes first.

    >>> len(lay_out(nx.Graph([("a", "b"), ("c", "d")])))
    4
    """
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted(network))
    simple.add_edges_from(sorted({_sorted_pair(edge[0], edge[1]) for edge in network.edges if edge[0] != edge[1]}))
    parts = sorted((sorted(part) for part in nx.connected_components(simple)), key=lambda part: (-len(part), part))
    return _fill(_pack([_lay_out_part(_ordered(simple, part), seed) for part in parts]))


def _ordered(simple: nx.Graph[str], part: Iterable[str]) -> nx.Graph[str]:
    """A part with its nodes in one order, on which layouts depend."""
    copy: nx.Graph[str] = nx.Graph()
    copy.add_nodes_from(part)
    copy.add_edges_from(sorted(_sorted_pair(*edge) for edge in simple.subgraph(copy.nodes).edges))
    return copy


def _sorted_pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _lay_out_part(part: nx.Graph[str], seed: int) -> Places:
    """One part, in a box that begins at 0, 0 and grows with the number of its nodes."""
    if len(part) == 1:
        return dict.fromkeys(part, (0.0, 0.0))
    if len(part) <= _BY_DISTANCE:
        found = nx.kamada_kawai_layout(part)
    else:
        found = nx.spring_layout(part, seed=seed, k=2.2 / math.sqrt(len(part)), iterations=150)
    turned = _lay_flat(np.array([found[node] for node in part]))
    turned -= turned.min(axis=0)
    turned *= math.sqrt(len(part)) * 1.6 / max(turned.max(), 1e-9)
    return {node: (float(x), float(y)) for node, (x, y) in zip(part, turned, strict=True)}


def _lay_flat(points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The points turned so that they lie along the sheet, which is wider than high."""
    centred = points - points.mean(axis=0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    x, y = directions[:, 1]
    if (x, y) < (0, 0):  # either sign is right: one for all machines
        x, y = -x, -y
    turned: np.ndarray[Any, Any] = centred @ np.array([[x, -y], [y, x]])
    return turned


def _pack(parts: list[Places]) -> Places:
    """The parts on shelves, one under the other, on the sheet on which they can be largest."""
    area = sum((width + _GAP) * (height + _GAP) for width, height in map(_extent, parts))
    widest = max((_extent(part)[0] + _GAP for part in parts), default=0)
    sheets = [max(widest, math.sqrt(area * _ASPECT) * stretch) for stretch in (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0)]
    return min((_shelve(parts, sheet) for sheet in sheets), key=_needed_height, default={})


def _shelve(parts: list[Places], sheet: float) -> Places:
    places: Places = {}
    left = top = shelf = 0.0
    for part in parts:
        width, height = (size + _GAP for size in _extent(part))
        if left and left + width > sheet:
            left, top, shelf = 0.0, top - shelf, 0.0
        for node, (x, y) in part.items():
            places[node] = (left + x, top - height + y)
        left += width
        shelf = max(shelf, height)
    return places


def _fill(places: Places) -> Places:
    """The places spread over the sheet, where there is room to the side or above."""
    width, height = _extent(places)
    if not width or not height:
        return places
    wider, higher = min(_ASPECT * height / width, _STRETCH), min(width / (_ASPECT * height), _STRETCH)
    return {node: (x * max(wider, 1.0), y * max(higher, 1.0)) for node, (x, y) in places.items()}


def _extent(places: Places) -> tuple[float, float]:
    if not places:
        return 0.0, 0.0
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    return max(xs) - min(xs), max(ys) - min(ys)


def _needed_height(places: Places) -> float:
    width, height = _extent(places)
    return max(width / _ASPECT, height)
