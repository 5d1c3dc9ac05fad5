"""Changes of a dataset that happen whole or not at all.

What comes in: a pyoxigraph store and quads. What goes out: the store, changed.
What it never does: leave a state between the old and the new, if the process dies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Quad, RdfFormat

from kg.errors import StoreError

#: From so many quads on, writing new files (and linking them in at once) beats a transaction.
_BULK_QUADS = 5_000


@contextmanager
def told(place: str, doing: str) -> Iterator[None]:
    """Turn what the engine raises about files and damage into a StoreError that says what to do."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(
            f"{place}: {doing} failed ({error}).\n"
            "Check that the disk has space and that the folder may be written; if the store is damaged, "
            "build it anew in another folder."
        ) from None


def add(dataset: pyoxigraph.Store, quads: Collection[Quad]) -> None:
    """Add quads, all or none."""
    if len(quads) >= _BULK_QUADS:
        dataset.bulk_extend(quads)
    elif quads:
        dataset.extend(quads)


def add_nquads(dataset: pyoxigraph.Store, nquads: bytes) -> None:
    """Add what N-Quads say, all or none."""
    if nquads.count(b"\n") >= _BULK_QUADS:
        dataset.bulk_load(nquads, RdfFormat.N_QUADS, lenient=True)
    elif nquads:
        dataset.load(nquads, RdfFormat.N_QUADS, lenient=True)


def exchange(dataset: pyoxigraph.Store, old: Iterable[Quad], new: Iterable[Quad]) -> None:
    """Put `new` in the place of `old`, in one transaction.

    With blank nodes, which SPARQL cannot name, it takes several: `new` is then there before `old` goes.
    """
    before, after = dict.fromkeys(old), dict.fromkeys(new)
    removed = [quad for quad in before if quad not in after]
    added = [quad for quad in after if quad not in before]
    if not removed:
        add(dataset, added)
    elif any(map(_has_blank_node, removed)) or any(map(_has_blank_node, added)):
        add(dataset, added)
        for quad in removed:
            dataset.remove(quad)
    else:
        dataset.update(f"DELETE DATA {{ {_data(removed)} }} ; INSERT DATA {{ {_data(added)} }}")


def _data(quads: Iterable[Quad]) -> str:
    """Quads as the data block of a SPARQL update: N-Triples is a part of its grammar.

    >>> from pyoxigraph import NamedNode
    >>> _data([Quad(NamedNode("http://e/s"), NamedNode("http://e/p"), NamedNode("http://e/o"), NamedNode("http://e/g"))])
    'GRAPH <http://e/g> { <http://e/s> <http://e/p> <http://e/o> . }'
    """
    blocks = []
    for graph, members in groupby(quads, attrgetter("graph_name")):
        triples = "\n".join(f"{quad.triple} ." for quad in members)
        blocks.append(triples if isinstance(graph, DefaultGraph) else f"GRAPH {graph} {{ {triples} }}")
    return "\n".join(blocks)


def _has_blank_node(quad: Quad) -> bool:
    return isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
