"""Writers by name, and the one place where a file is written.

What comes in: a store, the name of a format, a path. What goes out: bytes, or a file that is whole.
What it never does: leave half a file, or touch the old one before the new one is complete.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import pyoxigraph as ox

from kg.assets import iter_ontology_files
from kg.errors import ExportError
from kg.export.annotations import to_annotations
from kg.export.edge_lists import to_csv, to_parquet
from kg.export.networks import AnyNetwork, to_cytoscape, to_gexf, to_graphml, to_node_link
from kg.export.syntaxes import SYNTAXES
from kg.namespaces import KG, ONTOLOGY


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: its file suffixes, the usual one first, its media type, and what makes its bytes."""

    suffixes: tuple[str, ...]
    media_type: str
    to_bytes: Callable[[Sequence[ox.Quad]], bytes]


@dataclass(frozen=True, slots=True)
class NetworkWriter:
    """A format for networks."""

    suffixes: tuple[str, ...]
    media_type: str
    to_bytes: Callable[[AnyNetwork], bytes]


#: What the names of the graphs end in that articles share.
_SHARED = ("graph/entities", "graph/links", "graph/registry")

#: The formats for the graph.
WRITERS: dict[str, Writer] = {
    "turtle": Writer((".ttl", ".turtle"), "text/turtle", SYNTAXES["turtle"]),
    "trig": Writer((".trig",), "application/trig", SYNTAXES["trig"]),
    "ntriples": Writer((".nt",), "application/n-triples", SYNTAXES["ntriples"]),
    "nquads": Writer((".nq",), "application/n-quads", SYNTAXES["nquads"]),
    "json-ld": Writer((".jsonld",), "application/ld+json", SYNTAXES["json-ld"]),
    "rdf-xml": Writer((".rdf", ".xml", ".owl"), "application/rdf+xml", SYNTAXES["rdf-xml"]),
    "web-annotation": Writer((".anno.jsonld", ".anno.json"), "application/ld+json", to_annotations),
}

#: The formats for networks.
NETWORK_WRITERS: dict[str, NetworkWriter] = {
    "graphml": NetworkWriter((".graphml",), "application/graphml+xml", to_graphml),
    "gexf": NetworkWriter((".gexf",), "application/gexf+xml", to_gexf),
    "cytoscape": NetworkWriter((".cyjs",), "application/json", to_cytoscape),
    "node-link": NetworkWriter((".json",), "application/json", to_node_link),
    "csv": NetworkWriter((".csv",), "text/csv", to_csv),
    "parquet": NetworkWriter((".parquet",), "application/vnd.apache.parquet", to_parquet),
}


def guess_format(path: str | Path, writers: Mapping[str, Writer | NetworkWriter] | None = None) -> str:
    """The format, of `writers` or of all, that the suffix of a path stands for.

    Raises:
        ExportError: it stands for none of them.

    >>> guess_format("out/graph.ttl"), guess_format("evidence.anno.jsonld"), guess_format("graph.graphml")
    ('turtle', 'web-annotation', 'graphml')
    """
    name = Path(path).name.lower()
    known: Mapping[str, Writer | NetworkWriter] = writers if writers is not None else {**WRITERS, **NETWORK_WRITERS}
    suffixes = {suffix: key for key, writer in known.items() for suffix in writer.suffixes}
    for suffix in sorted(suffixes, key=len, reverse=True):
        if name.endswith(suffix):
            return suffixes[suffix]
    raise ExportError(f"{path}: its ending names no format. Name one, or use one of: {' '.join(sorted(suffixes))}.")


def dump(store: ox.Store, format_: str, *, article: str | None = None, with_ontology: bool = False) -> bytes:
    """The graph in a format of `WRITERS`.

    Args:
        store: what to write.
        format_: the name of the format.
        article: the id of an article, to write only what was found in it.
        with_ontology: whether to add the ontology and the codes.

    Raises:
        ExportError: the format or the article is unknown, or the format cannot hold the graph.

    >>> dump(ox.Store(), "ntriples")
    b''
    """
    if format_ not in WRITERS:
        raise ExportError(f"There is no format {format_!r}. Choose one of: {', '.join(WRITERS)}.")
    return WRITERS[format_].to_bytes(list(_iter_quads(store, article, with_ontology)))


def write(
    store: ox.Store,
    output: str | Path,
    format_: str | None = None,
    *,
    article: str | None = None,
    with_ontology: bool = False,
) -> None:
    """Write the graph to a file, whole or not at all; the format is guessed from its ending.

    Raises:
        ExportError: as `dump`, or the file cannot be written.
    """
    name = format_ or guess_format(output)
    _write_file(Path(output), dump(store, name, article=article, with_ontology=with_ontology))


def dump_network(network: AnyNetwork, format_: str) -> bytes:
    """A network of `kg.network` in a format of `NETWORK_WRITERS`.

    Raises:
        ExportError: the format is unknown, or needs a package that is not installed.
    """
    if format_ not in NETWORK_WRITERS:
        raise ExportError(f"There is no format {format_!r} for networks. Choose one of: {', '.join(NETWORK_WRITERS)}.")
    return NETWORK_WRITERS[format_].to_bytes(network)


def write_network(network: AnyNetwork, output: str | Path, format_: str | None = None) -> None:
    """Write a network to a file, whole or not at all; the format is guessed from its ending.

    Raises:
        ExportError: as `dump_network`, or the file cannot be written.
    """
    name = format_ or guess_format(output, NETWORK_WRITERS)
    _write_file(Path(output), dump_network(network, name))


def _iter_quads(store: ox.Store, article: str | None, with_ontology: bool) -> Iterator[ox.Quad]:
    if article is not None:
        yield from _iter_article(store, _get_graph(store, article))
    else:
        yield from (quad for quad in store if quad.graph_name != ONTOLOGY)
    if with_ontology:
        yield from _iter_ontology()


def _iter_article(store: ox.Store, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """An article's graph, and what the shared graphs say of the article and of what it names."""
    named: set[ox.NamedNode] = set()
    for quad in store.quads_for_pattern(None, None, None, graph):
        named.update(term for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode))
        yield quad
    for node in sorted(named, key=lambda node: node.value):
        for quad in store.quads_for_pattern(node, None, None):
            if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value.endswith(_SHARED):
                yield quad


def _get_graph(store: ox.Store, article: str) -> ox.NamedNode:
    """The name of the graph of an article."""
    wanted = ox.Literal(article.encode("utf-8", "replace").decode())  # what is no character is in no id
    for found in store.quads_for_pattern(None, KG.articleId, wanted):
        for named in store.quads_for_pattern(found.subject, KG.hasGraph, None):
            if isinstance(named.object, ox.NamedNode):
                return named.object
    named_ids = (quad.object for quad in store.quads_for_pattern(None, KG.articleId, None))
    ids = sorted({term.value for term in named_ids if isinstance(term, ox.Literal)})
    near = get_close_matches(article, ids, n=3, cutoff=0.4) or ids[:3]
    hint = f" Near it: {', '.join(near)}." if near else ""
    raise ExportError(f"There is no article {article!r} in this graph.{hint} The query `articles` lists them all.")


def _iter_ontology() -> Iterator[ox.Quad]:
    """The ontology and the codes, in a graph of their own; blank nodes by number, file by file."""
    for path in iter_ontology_files():
        dataset = ox.Dataset(ox.parse(path=path))
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        for quad in dataset:
            subject, value = _own(quad.subject, path.stem), _own(quad.object, path.stem)
            yield ox.Quad(subject, quad.predicate, value, ONTOLOGY)  # type: ignore[arg-type]


def _own(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, file: str
) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    """Blank nodes of one file apart from those of another."""
    if isinstance(term, ox.BlankNode):
        return ox.BlankNode(re.sub(r"\W", "", file) + term.value)
    return term


def _write_file(path: Path, content: bytes) -> None:
    """Write beside the file, then put it in its place in one step."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise ExportError(f"{path}: cannot be written ({error.strerror}). Nothing was changed.") from error
