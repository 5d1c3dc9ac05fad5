"""Where the nodes of a picture stand: each connected part by a layout of NetworkX, the parts packed side by side.

What comes in: a network. What goes out: a place on the paper for each node.
What it never does: give other places for the same network and seed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import networkx as nx

Places = dict[str, tuple[float, float]]

#: Up to so many nodes, a part is laid out by the distances in it, which costs more and shows more.
_BY_DISTANCE = 80
#: The shape of the sheet, its width by its height; and the room between two parts.
_ASPECT, _GAP = 1.85, 1.2


def lay_out(network: nx.Graph[str], *, seed: int = 0) -> Places:
    """Places in a sheet that is wider than high; the largest part comes first.

    >>> len(lay_out(nx.Graph([("a", "b"), ("c", "d")])))
    4
    """
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted(network))
    simple.add_edges_from(sorted({_sorted_pair(edge[0], edge[1]) for edge in network.edges if edge[0] != edge[1]}))
    parts = sorted((sorted(part) for part in nx.connected_components(simple)), key=lambda part: (-len(part), part))
    return _pack([_lay_out_part(_ordered(simple, part), seed) for part in parts])


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
    left, right = min(x for x, _ in found.values()), max(x for x, _ in found.values())
    low, high = min(y for _, y in found.values()), max(y for _, y in found.values())
    size = math.sqrt(len(part)) * 1.6
    scale = size / max(right - left, high - low, 1e-9)
    return {node: (float(x - left) * scale, float(y - low) * scale) for node, (x, y) in found.items()}


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


def _extent(places: Places) -> tuple[float, float]:
    if not places:
        return 0.0, 0.0
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    return max(xs) - min(xs), max(ys) - min(ys)


def _needed_height(places: Places) -> float:
    width, height = _extent(places)
    return max(width / _ASPECT, height)
