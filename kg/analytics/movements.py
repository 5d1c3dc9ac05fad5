"""How far a message goes, and what changed between two times.

What comes in: networks. What goes out: `Finding`s.
What it never does: say that a message went a way; only that there is one.
"""

from __future__ import annotations

import networkx as nx

from kg.analytics.findings import Cell, Finding, counted, listed
from kg.analytics.simple import has_name, label, simplify
from kg.errors import NetworkError


def reach(network: nx.Graph[str], node: str, *, steps: int | None = None, alleged: bool = False) -> Finding:
    """Whom a message of a node can reach along the edges, in how many steps.

    In `communications` a message goes from sender to recipient. In `who-quotes-whom` words go the other way, from
    the quoted to who quotes: ask with `network.reverse()`.

    Args:
        network: where the message goes.
        node: the IRI of the one from whom it comes, or its label if only one node has it.
        steps: how many steps to follow; all if left out.
        alleged: whether edges with the mark `alleged` count.

    Raises:
        NetworkError: there is no such node, or there are several.

    >>> reach(nx.MultiDiGraph([("a", "b"), ("b", "c")]), "a").summary
    'From a a message can reach 2 others: 1 in 1 step, 1 in 2.'
    """
    start = get_node(network, node)
    simple = simplify(network, alleged=alleged)
    found = nx.single_source_shortest_path(simple, start, cutoff=steps)
    order = sorted((path for path in found.values() if len(path) > 1), key=lambda path: (len(path), path))
    rows = tuple(
        (label(simple, path[-1]), len(path) - 1, " → ".join(label(simple, each) for each in path), path[-1])
        for path in order
    )
    columns = ("name", "steps", "way", "node")
    name = label(simple, start)
    if not rows:
        return Finding(f"From {name} a message reaches nobody in this network.", columns, ())
    numbers = [len(path) - 1 for path in order]
    layers = [f"{numbers.count(step)} in {step}{' step' if step == 1 else ''}" for step in sorted(set(numbers))]
    others = "1 other" if len(rows) == 1 else f"{len(rows):,} others"
    return Finding(f"From {name} a message can reach {others}: {', '.join(layers)}.", columns, rows)


def get_node(network: nx.Graph[str], name: str) -> str:
    """The node with this IRI or label.

    Raises:
        NetworkError: there is none, or there are several.
    """
    if name in network:
        return name
    found = sorted(node for node in network if label(network, node).casefold() == name.casefold())
    if len(found) == 1:
        return found[0]
    if found:
        raise NetworkError(f"{name!r} is the label of several nodes. Name one by its IRI: {' '.join(found)}")
    near = sorted({label(network, node) for node in network if name.casefold() in label(network, node).casefold()})
    hint = f" Near it: {', '.join(near[:5])}." if near else ""
    raise NetworkError(f"There is no node {name!r} in this network.{hint}")


def change(before: nx.Graph[str], after: nx.Graph[str], *, alleged: bool = False) -> Finding:
    """What changed between two networks, such as those of two windows of time: ties that came, went, grew or shrank.

    The largest changes come first, and of equal ones those between actors with names of their own.

    >>> old, new = nx.MultiDiGraph([("a", "b"), ("a", "c")]), nx.MultiDiGraph([("a", "b"), ("b", "c")])
    >>> change(old, new).summary
    '1 tie came, 1 went, 0 grew and 0 shrank.'
    """
    old, new = simplify(before, alleged=alleged), simplify(after, alleged=alleged)
    weights = [_weights(old), _weights(new)]
    ranked: list[tuple[int, int, tuple[Cell, ...]]] = []
    for pair in {*weights[0], *weights[1]}:
        was, now = weights[0].get(pair, 0), weights[1].get(pair, 0)
        if was != now:
            sides = [new if node in new else old for node in pair]
            names = [label(side, node) for side, node in zip(sides, pair, strict=True)]
            described = sum(not has_name(side, node) for side, node in zip(sides, pair, strict=True))
            what = "came" if not was else "went" if not now else "grew" if now > was else "shrank"
            ranked.append((-abs(now - was), described, (what, *names, was, now, *pair)))
    rows = [row for *_, row in sorted(ranked)]
    counts = {what: sum(row[0] == what for row in rows) for what in ("came", "went", "grew", "shrank")}
    came = [node for node in new if node not in old and new.degree(node)]
    newcomers = [
        label(new, node) for node in sorted(came, key=lambda node: (not has_name(new, node), label(new, node)))
    ]
    summary = (
        f"{counted(counts['came'], 'tie')} came, {counts['went']} went, "
        f"{counts['grew']} grew and {counts['shrank']} shrank."
    )
    if newcomers:
        summary += f" New: {listed(newcomers)}."
    return Finding(
        summary, ("change", "source", "target", "before", "after", "source_node", "target_node"), tuple(rows)
    )


def _weights(simple: nx.Graph[str]) -> dict[tuple[str, str], int]:
    """The weight of each pair; where edges have no direction, a pair is in the order of its names."""
    found: dict[tuple[str, str], int] = {}
    for source, target, attributes in simple.edges(data=True):
        pair = (source, target) if simple.is_directed() or source <= target else (target, source)
        found[pair] = attributes["weight"]
    return found
