"""The graph as an rdflib dataset, for people whose tools speak rdflib.

What comes in: a `pyoxigraph.Store`. What goes out: an `rdflib.Dataset` in memory.
What it never does: parse text in between, or fetch anything.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.namespaces import bind

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node


def to_rdflib(store: ox.Store) -> rdflib.Dataset:
    """A copy of the store; queries see the union of all graphs, and the prefixes are bound.

    >>> len(to_rdflib(ox.Store()))
    0
    """
    import rdflib

    @lru_cache(maxsize=100_000)
    def to_term(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> Node:
        match term:
            case ox.NamedNode():
                return rdflib.URIRef(term.value)
            case ox.BlankNode():
                return rdflib.BNode(term.value)
            case ox.Literal():
                if term.language:
                    return rdflib.Literal(term.value, lang=term.language)
                return rdflib.Literal(term.value, datatype=_datatype(term), normalize=False)

    def _datatype(literal: ox.Literal) -> rdflib.URIRef | None:
        datatype = literal.datatype.value
        return None if datatype == "http://www.w3.org/2001/XMLSchema#string" else rdflib.URIRef(datatype)

    dataset = rdflib.Dataset(default_union=True)
    bind(dataset)
    contexts: dict[str, rdflib.Graph] = {}
    for quad in store:
        name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        if name not in contexts:
            contexts[name] = dataset.graph(rdflib.URIRef(name)) if name else dataset.default_graph
        contexts[name].add(tuple(to_term(term) for term in (quad.subject, quad.predicate, quad.object)))  # type: ignore[arg-type]
    return dataset
