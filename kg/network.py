"""The graph as a NetworkX network: whole, or as the projections that people draw first.

What comes in: a `pyoxigraph.Store`. What goes out: `networkx.MultiDiGraph`s whose attributes every writer takes.
What it never does: hide an allegation. What is alleged is marked so, on nodes and on edges.

In the whole network each IRI is a node; its literals, codes and quotes are attributes of it. Attribute names
are those of the properties, in short (`kg:hasEventType` becomes `event_type`). The text of the articles is left out.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any, TypeAlias, cast

import networkx as nx
import pyoxigraph as ox

from kg.namespaces import KG, ONTOLOGY, PREFIXES, RDF, RDFS, SKOS

Attribute: TypeAlias = str | int | float | bool
Network: TypeAlias = "nx.MultiDiGraph[str]"

_CODES = "https://w3id.org/dateline/codes/"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_SPAN_MARK = "#char="
_SKIPPED = {KG.articleText.value, KG.asLinked.value, KG.isSpanOf.value}
_ABOUT_SPANS = {KG.exactQuote.value, KG.startOffset.value, KG.endOffset.value}
_VALUES = {KG.hasGraph.value, KG.wasExtractedBy.value, RDF.predicate.value}
_LABELS = (
    "pref_label",
    "label",
    "headline",
    "content_text",
    "name",
    "exact_quote",
    "edtf",
    "role",
    "alleged_role",
    "cue",
    "evidence",
)
_ALLEGING = {"alleges", "demands"}


def to_networkx(store: ox.Store, *, graph: str | None = None, spans: bool = False) -> Network:
    """The whole graph as a network.

    Args:
        store: what to draw.
        graph: the IRI of one named graph to draw; all but the ontology if left out.
        spans: make a node of each piece of text too; else its words are attributes of what they prove.

    Every node has `label`, `kind`, `alleged` and `articles` (ids of the articles that speak of it); every edge
    has the property as its key and as `predicate`, `alleged` and `articles`.

    >>> store = ox.Store()
    >>> _ = [store.add(ox.Quad(ox.NamedNode("urn:me"), p, o)) for p, o in
    ...      ((RDF.type, KG.Person), (RDFS.label, ox.Literal("Me")), (KG.isMemberOf, ox.NamedNode("urn:club")))]
    >>> network = to_networkx(store)
    >>> network.nodes["urn:me"]["label"], list(network.edges(keys=True))
    ('Me', [('urn:me', 'urn:club', 'isMemberOf')])
    """
    with _no_collection():
        builder = _Builder(store, spans=spans)
        name = None if graph is None else ox.NamedNode(graph)
        for predicate in _read_predicates(store):
            builder.add(predicate, store.quads_for_pattern(None, predicate, None, name))
        return builder.build()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Building makes many objects and no cycles: the collector would only look on."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Builder:
    """Nodes and edges as plain dicts, and the network from them at the end."""

    def __init__(self, store: ox.Store, *, spans: bool) -> None:
        self._spans = spans
        self._articles = _read_articles(store)
        self._quotes = _read_quotes(store)
        self._values: dict[str, dict[str, set[Attribute]]] = {}
        self._sources: dict[str, set[str]] = {}
        self._edges: dict[tuple[str, str, str], set[str]] = {}

    def add(self, predicate: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Take in the statements with one property."""
        if predicate.value in _SKIPPED or (not self._spans and predicate.value in _ABOUT_SPANS):
            return
        key = "kind" if predicate == RDF.type else attribute_name(predicate.value)
        name = _local(predicate.value)
        is_value = predicate == RDF.type or predicate.value in _VALUES
        articles, spans = self._articles, self._spans
        for subject_term, _, value, graph in quads:
            subject = _name(subject_term)
            if not spans and _SPAN_MARK in subject:
                continue
            article = articles.get(graph)
            if article is None and graph == ONTOLOGY:
                continue
            values = self._node_of(subject, article)
            if isinstance(value, ox.Literal):
                values.setdefault(key, set()).add(_to_attribute(value))
                continue
            iri = _name(value)
            if is_value or iri.startswith(_CODES):
                values.setdefault(key, set()).add(_local(iri))
            elif not spans and _SPAN_MARK in iri:
                if iri in self._quotes:
                    values.setdefault(key, set()).add(self._quotes[iri])
            else:
                self._node_of(iri, article)
                edge = self._edges.setdefault((subject, iri, name), set())
                if article:
                    edge.add(article)

    def _node_of(self, iri: str, article: str | None) -> dict[str, set[Attribute]]:
        """The attributes of a node, which the article speaks of."""
        values = self._values.get(iri)
        if values is None:
            values = self._values[iri] = {}
            self._sources[iri] = set()
        if article:
            self._sources[iri].add(article)
        return values

    def build(self) -> Network:
        network: Network = nx.MultiDiGraph()
        # The dicts of the network are filled directly: add_node and add_edge take most of the time otherwise.
        inner = cast("Any", network)
        nodes, successors, predecessors = inner._node, inner._succ, inner._pred
        alleged = {iri for iri, values in self._values.items() if _is_alleged(values)}
        for iri in sorted(self._values):
            nodes[iri] = self._node(iri, iri in alleged)
            successors[iri] = {}
            predecessors[iri] = {}
        for subject, value, key in sorted(self._edges):
            attributes = {
                "predicate": key,
                "alleged": "lleged" in key or key in _ALLEGING or subject in alleged,
                "articles": _join(self._edges[subject, value, key]),
            }
            keyed = successors[subject].get(value)
            if keyed is None:
                keyed = successors[subject][value] = predecessors[value][subject] = {}
            keyed[key] = attributes
        return network

    def _node(self, iri: str, alleged: bool) -> dict[str, Attribute]:
        values = self._values[iri]
        attributes = {key: _merge(values[key]) for key in sorted(values)}
        named = next((attributes[key] for key in _LABELS if key in attributes), None)
        return {
            **attributes,
            "label": str(named if named is not None else _local(iri)),
            "kind": str(attributes.get("kind", "unknown")),
            "alleged": alleged,
            "articles": _join(self._sources[iri]),
        }


def communications(store: ox.Store) -> Network:
    """Who turned to whom: an edge from each sender to each recipient, for messages that the articles assert.

    In meetings and calls that the text tells of all together ("A and B met"), there are edges both ways.
    Edges have `weight` (how many messages), `media`, `publishers` (how many independent ones), `articles` and
    `quotes`. Nodes have `label` and `kind`. Messages that were only planned, denied or alleged are left out.

    >>> communications(ox.Store()).number_of_edges()
    0
    """
    edges: dict[tuple[str, str], dict[str, set[str]]] = {}
    for row in _select(store, _COMMUNICATIONS):
        sender, recipient, *rest = ("" if term is None else _name(term) for term in row)
        found = edges.setdefault((sender, recipient), {key: set() for key in _COMMUNICATION_KEYS})
        for key, value in zip(_COMMUNICATION_KEYS, rest, strict=True):
            found[key].update({value} - {""})
    network: Network = nx.MultiDiGraph()
    for iri in sorted({iri for pair in edges for iri in pair}):
        network.add_node(iri, **_describe(store, iri))
    for (sender, recipient), found in sorted(edges.items()):
        network.add_edge(
            sender,
            recipient,
            key="communication",
            weight=len(found["messages"]),
            publishers=len(found["publishers"]),
            media=_join(_local(medium) for medium in found["media"]),
            articles=_join(found["articles"]),
            quotes=" … ".join(sorted(found["quotes"])),
        )
    return network


_COMMUNICATION_KEYS = ("messages", "media", "publishers", "articles", "quotes")
_COMMUNICATIONS = """SELECT DISTINCT ?sender ?recipient ?message ?medium ?publisher ?article ?quote WHERE {
  VALUES ?modality { modality:actual modality:historical }
  ?message kg:hasSender ?sender ; kg:hasMedium ?medium ; kg:hasModality ?modality ; kg:hasEvidence ?span .
  { ?message kg:hasRecipient ?recipient }
  UNION {
    VALUES ?medium { medium:meeting medium:phone-call }
    ?message kg:hasMedium ?medium ; kg:hasSender ?recipient .
    FILTER NOT EXISTS { ?message kg:hasRecipient ?other }
  }
  FILTER ( ?sender != ?recipient )
  ?span kg:exactQuote ?quote ; kg:isSpanOf ?origin .
  ?origin kg:articleId ?article .
  OPTIONAL { ?origin kg:isPublishedBy ?publisher }
}"""


def _select(store: ox.Store, sparql: str) -> Iterator[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | None, ...]]:
    rows = store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        yield tuple(term for term in row if not isinstance(term, ox.Triple))


def _describe(store: ox.Store, iri: str) -> dict[str, Attribute]:
    node = ox.NamedNode(iri)

    def values(predicate: ox.NamedNode) -> list[str]:
        return sorted({_name(quad.object) for quad in store.quads_for_pattern(node, predicate, None)})

    names = values(SKOS.prefLabel) or values(RDFS.label) or [_local(iri)]
    return {"label": names[0], "kind": _join(_local(kind) for kind in values(RDF.type)) or "unknown"}


def _read_predicates(store: ox.Store) -> list[ox.NamedNode]:
    """Every property in the store, in one order."""
    found = _select(store, "SELECT DISTINCT ?property WHERE { ?s ?property ?o }")
    return sorted(term for (term,) in found if isinstance(term, ox.NamedNode))


def _read_articles(store: ox.Store) -> dict[ox.NamedNode | ox.BlankNode | ox.DefaultGraph, str]:
    """The id of the article that each named graph belongs to."""
    ids = {_name(quad.subject): _name(quad.object) for quad in store.quads_for_pattern(None, KG.articleId, None)}
    graphs = store.quads_for_pattern(None, KG.hasGraph, None)
    return {
        quad.object: ids[_name(quad.subject)]
        for quad in graphs
        if isinstance(quad.object, ox.NamedNode) and _name(quad.subject) in ids
    }


def _read_quotes(store: ox.Store) -> dict[str, str]:
    return {_name(quad.subject): _name(quad.object) for quad in store.quads_for_pattern(None, KG.exactQuote, None)}


def _name(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if not isinstance(term, ox.Triple) else str(term)


def _is_alleged(values: dict[str, set[Attribute]]) -> bool:
    return any(str(kind).startswith("Alleged") for kind in values.get("kind", ()))


@cache
def attribute_name(predicate: str) -> str:
    """The short name of a property as an attribute.

    >>> attribute_name("https://w3id.org/dateline/ontology#hasEventType")
    'event_type'
    >>> attribute_name("http://www.w3.org/2004/02/skos/core#prefLabel")
    'pref_label'
    """
    name = re.sub(r"^has(?=[A-Z])", "", _local(predicate))
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


@lru_cache(maxsize=100_000)
def _local(iri: str) -> str:
    """What stands after the last `#`, `/` or `:`."""
    return iri[max(iri.rfind("#"), iri.rfind("/"), iri.rfind(":")) + 1 :] or iri


def _to_attribute(literal: ox.Literal) -> Attribute:
    text, datatype = literal.value, literal.datatype.value.removeprefix(_XSD)
    try:
        if datatype == "integer":
            return int(text)
        if datatype in {"decimal", "double", "float"}:
            return float(text)
    except ValueError:
        return text
    if datatype == "boolean" and text in {"true", "false"}:
        return text == "true"
    return text


def _merge(values: set[Attribute]) -> Attribute:
    """The one value, or all as text."""
    return next(iter(values)) if len(values) == 1 else _join(map(str, values))


def _join(values: Iterable[str]) -> str:
    return "; ".join(sorted(set(values)))
