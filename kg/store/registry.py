"""What the registry graph says of the articles in a store.

What comes in: quads. What goes out: a `Registered` for each article.
What it never does: write.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.namespaces import KG


class Registered(NamedTuple):
    """An article's IRIs, and the hash of the record that it was built from."""

    article: NamedNode
    graph: NamedNode
    registry: NamedNode
    record_hash: str

    @property
    def article_id(self) -> str:
        """The id that ends the article's IRI."""
        return unquote(self.article.value.rpartition("/")[2])


class Handed(NamedTuple):
    """An article as it is handed to the store: its graph as N-Quads, and its entry in the registry."""

    nquads: bytes
    registry_quads: list[Quad]


def iter_registry(dataset: pyoxigraph.Store) -> Iterator[tuple[str, Registered]]:
    """Every article id that is registered, with its entry."""
    hashes = {quad.subject: quad for quad in dataset.quads_for_pattern(None, KG.recordHash, None, None)}
    for linked in dataset.quads_for_pattern(None, KG.hasGraph, None, None):
        hashed = hashes.pop(linked.subject, None)
        if hashed is None or hashed.graph_name != linked.graph_name:
            continue
        if (entry := _to_entry(linked, hashed)) is not None:
            yield entry.article_id, entry


def find_superseded(dataset: pyoxigraph.Store) -> dict[str, frozenset[str]]:
    """For each article id the hashes of the records that its graph has replaced, if any."""
    found: dict[str, set[str]] = {}
    for quad in dataset.quads_for_pattern(None, KG.supersededHash, None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            found.setdefault(unquote(quad.subject.value.rpartition("/")[2]), set()).add(quad.object.value)
    return {article_id: frozenset(hashes) for article_id, hashes in found.items()}


def read_entry(article_id: str, article: Handed) -> Registered:
    """Where the quads of an article belong, as they say themselves.

    Raises:
        StoreError: they do not say it, or contradict themselves.
    """
    said = {quad.predicate: quad for quad in article.registry_quads}
    entry = _to_entry(said[KG.hasGraph], said[KG.recordHash]) if {KG.hasGraph, KG.recordHash} <= said.keys() else None
    if entry is None or any(
        quad.subject != entry.article or quad.graph_name != entry.registry for quad in article.registry_quads
    ):
        raise StoreError(
            f"{article_id}: the registry quads need one subject and one graph, with kg:hasGraph and kg:recordHash."
        )
    ending = f" {entry.graph} .".encode()
    if entry.article_id != article_id:
        raise StoreError(f"{article_id}: the registry quads are those of {entry.article}.")
    if article.nquads.count(ending + b"\n") == article.nquads.count(b"\n"):
        return entry
    for line in article.nquads.split(b"\n")[:-1]:
        if not line.endswith(ending):
            raise StoreError(f"{article_id}: a quad is not of the graph {entry.graph}: {line[-200:].decode()}")
    return entry


def _to_entry(linked: Quad, hashed: Quad) -> Registered | None:
    article, graph, registry, record_hash = linked.subject, linked.object, linked.graph_name, hashed.object
    if (
        isinstance(article, NamedNode)
        and isinstance(graph, NamedNode)
        and isinstance(registry, NamedNode)
        and isinstance(record_hash, Literal)
    ):
        return Registered(article, graph, registry, record_hash.value)
    return None
