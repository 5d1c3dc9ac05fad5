"""What is sent to an endpoint as one: an article with its entry in the registry, or a graph that articles share.

What comes in: a dataset. What goes out: its units, in one order, each with a hash of what it holds.
What it never does: send anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TypeAlias

import pyoxigraph as ox

from kg.namespaces import KG
from kg.syntax import to_nquads

#: What is registered, with the registry that says so, and the graph that belongs to it, if any.
Entries: TypeAlias = dict[tuple[ox.NamedNode, ox.NamedNode], ox.NamedNode | None]


@dataclass(frozen=True)
class Unit:
    """Quads that are sent and replaced together.

    Attributes:
        key: the IRI by which the endpoint knows the unit: that of the article, or of the graph.
        graph: the graph that holds these quads and no others, if there is one.
        registry: the graph that holds an entry about `key`, if there is one.
        quads: those of the graph and of the entry.
    """

    key: ox.NamedNode
    graph: ox.NamedNode | None
    registry: ox.NamedNode | None
    quads: tuple[ox.Quad, ...]

    @cached_property
    def digest(self) -> str:
        """A hash of the quads, whatever their order and the names of their blank nodes."""
        if not self.has_blank_nodes:
            return sha256(to_nquads(self.quads)).hexdigest()
        dataset = ox.Dataset(self.quads)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return sha256(to_nquads(dataset)).hexdigest()

    @cached_property
    def has_blank_nodes(self) -> bool:
        """Whether a quad has one: such quads cannot be named one by one."""
        return any(map(has_blank_node, self.quads))


def has_blank_node(quad: ox.Quad) -> bool:
    """Whether the quad speaks of something that has no name outside of its graph."""
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def bundle(quads: Iterable[ox.Quad]) -> list[list[ox.Quad]]:
    """Quads that have to be sent together, as they share blank nodes; each other quad by itself.

    >>> s, p, o, shared = ox.NamedNode("e:s"), ox.NamedNode("e:p"), ox.Literal("o"), ox.BlankNode("b")
    >>> bundles = bundle([ox.Quad(s, p, shared), ox.Quad(s, p, o), ox.Quad(shared, p, o)])
    >>> [len(each) for each in bundles]
    [2, 1]
    """
    bundles: list[list[ox.Quad]] = []
    of_node: dict[ox.BlankNode, list[ox.Quad]] = {}
    for quad in quads:
        nodes = [node for node in (quad.subject, quad.object) if isinstance(node, ox.BlankNode)]
        met = {id(found): found for node in nodes if (found := of_node.get(node)) is not None}
        members, *others = met.values() or [[]]
        if not met:
            bundles.append(members)
        members.append(quad)
        for other in others:
            members.extend(other)
            for each in other:
                of_node.update(
                    (node, members) for node in (each.subject, each.object) if isinstance(node, ox.BlankNode)
                )
            other.clear()
        of_node.update((node, members) for node in nodes)
    return [each for each in bundles if each]


def iter_units(dataset: ox.Store) -> Iterator[Unit]:
    """The units of a dataset: its articles by IRI, then the graphs that they share by IRI.

    The default graph, which a store of ours leaves empty, belongs to no unit.
    """
    entries = _read_registry(dataset)
    for (article, registry), graph in sorted(entries.items(), key=lambda entry: entry[0][0].value):
        quads = [*dataset.quads_for_pattern(article, None, None, registry)]
        if graph is not None:
            quads.extend(dataset.quads_for_pattern(None, None, None, graph))
        yield Unit(article, graph, registry, tuple(quads))
    for name in _read_shared(dataset, entries):
        yield Unit(name, name, None, tuple(dataset.quads_for_pattern(None, None, None, name)))


def read_keys(dataset: ox.Store) -> set[ox.NamedNode]:
    """The keys of all units of a dataset."""
    entries = _read_registry(dataset)
    return {*(article for article, _ in entries), *_read_shared(dataset, entries)}


def _read_shared(dataset: ox.Store, entries: Entries) -> list[ox.NamedNode]:
    """The graphs that belong to no article, nor are a registry."""
    owned = {*entries.values(), *(registry for _, registry in entries)}
    shared = {name.value for name in dataset.named_graphs() if name not in owned}
    return [ox.NamedNode(name) for name in sorted(shared)]


def _read_registry(dataset: ox.Store) -> Entries:
    linked = [*dataset.quads_for_pattern(None, KG.hasGraph, None)]
    graph_of = {quad.subject: quad.object for quad in linked}
    registries = {quad.graph_name for quad in linked}
    return {
        (quad.subject, registry): graph if isinstance(graph := graph_of.get(quad.subject), ox.NamedNode) else None
        for registry in registries
        for quad in dataset.quads_for_pattern(None, None, None, registry)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(registry, ox.NamedNode)
    }
