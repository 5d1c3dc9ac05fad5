"""What is said across articles, brought up to date with the articles in the store.

What comes in: a store. What goes out: the same store, in which actors, and all that articles share, are as the
articles together have them.
What it never does: depend on the order in which articles came, or lose its place when the process dies.
"""

from __future__ import annotations

from kg.identifiers import shared_graph_iri
from kg.pipeline.stories import compare_stories
from kg.rdf import common_quads
from kg.store import Store


def resolve(store: Store, *, base: str) -> None:
    """Bring what articles share up to date: who is who, the graph of entities, and what articles tell in common."""
    stored = (quad for _, entry in store.iter_articles() for quad in store.quads(entry.graph.value))
    store.replace_graph(shared_graph_iri("entities", base=base), common_quads(stored, base=base))
    compare_stories(store, base=base)
