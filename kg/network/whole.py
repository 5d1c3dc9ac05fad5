"""The whole graph as a network: nothing left out but the text of the articles.

What comes in: a `pyoxigraph.Store`. What goes out: a `Network`.
What it never does: hide an allegation. What is alleged is marked so, on nodes and on edges.

Each IRI is a node; its literals, codes and quotes are attributes of it. Attribute names are those of the
properties, in short (`kg:hasEventType` becomes `event_type`).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeAlias, cast

import pyoxigraph as ox

from kg.namespaces import KG, ONTOLOGY, RDF
from kg.network.attributes import Attribute, attribute_name, join, local_name, to_attribute
from kg.network.networks import Network

_SKIPPED = {KG.articleText.value, KG.asLinked.value, KG.isSpanOf.value}
_QUOTE = KG.exactQuote.value
_VALUES = {KG.hasGraph.value, KG.wasExtractedBy.value, RDF.predicate.value}
_CODES = "https://w3id.org/dateline/codes/"
_SPAN_MARK = "#char="
_ALLEGING = {"alleges", "demands"}
#: What an edge or node is called, by the first of these attributes that it has.
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

_Graph: TypeAlias = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
#: Attributes while they are gathered: most have one value, and then need no set.
_Gathered: TypeAlias = dict[str, Attribute | set[Attribute]]


class _Use(NamedTuple):
    """What becomes of the statements with a property."""

    key: str
    name: str
    skipped: bool = False
    is_value: bool = False  # an attribute of the subject, also where it is an IRI


def to_networkx(store: ox.Store, *, graph: str | None = None, spans: bool = False) -> Network:
    """The whole graph as a network.

    Args:
        store: what to draw.
        graph: the IRI of one named graph to draw; all but the ontology if left out.
        spans: make a node of each piece of text too; else its words are attributes of what they prove.

    Every node has `label`, `kind`, `alleged` and `articles` (ids of the articles that speak of it); every edge
    has the property as its key and as `predicate`, `alleged` and `articles`.

    >>> from kg.namespaces import RDFS
    >>> store = ox.Store()
    >>> _ = [store.add(ox.Quad(ox.NamedNode("urn:me"), p, o)) for p, o in
    ...      ((RDF.type, KG.Person), (RDFS.label, ox.Literal("Me")), (KG.isMemberOf, ox.NamedNode("urn:club")))]
    >>> network = to_networkx(store)
    >>> network.nodes["urn:me"]["label"], list(network.edges(keys=True))
    ('Me', [('urn:me', 'urn:club', 'isMemberOf')])
    """
    with _no_collection():
        builder = _Builder(spans=spans)
        articles = _read_article_ids(store)
        graphs: list[_Graph] = [ox.DefaultGraph(), *store.named_graphs()] if graph is None else [ox.NamedNode(graph)]
        for name in graphs:
            if name != ONTOLOGY:
                builder.add(store.quads_for_pattern(None, None, None, name), articles.get(name, ""))
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
    """Nodes and edges as plain dicts, one graph after the other, and the network from them at the end.

    The store is read once, in the order in which it lies: a look-up costs more than a statement that is passed over.
    """

    def __init__(self, *, spans: bool) -> None:
        self._spans = spans
        self._uses: dict[str, _Use] = {}
        self._nodes: dict[str, _Gathered] = {}
        self._links: dict[str, dict[str, dict[str, _Gathered]]] = {}
        self._quotes: dict[str, str] = {}
        self._quoted: list[tuple[_Gathered, str, str]] = []
        self._several: list[tuple[_Gathered, str]] = []

    def add(self, quads: Iterator[ox.Quad], article: str) -> None:
        """Take in the statements of one graph, and the id of its article if it is that of one."""
        uses, spans, nodes, put = self._uses, self._spans, self._nodes, self._put
        last, node, in_span = "", {}, False
        for quad in quads:
            subject = _name(quad.subject)
            if subject != last:
                # Statements of one subject lie together, as a rule.
                last, in_span = subject, not spans and _SPAN_MARK in subject
                if not in_span:
                    node = self._node(subject, article)
            iri = quad.predicate.value
            if in_span:
                if iri == _QUOTE:
                    self._quotes[subject] = _name(quad.object)
                continue
            key, name, skipped, is_value = uses.get(iri) or self._decide(iri)
            if skipped:
                continue
            value = quad.object
            if type(value) is ox.Literal:
                found = to_attribute(value)
            else:
                target = _name(value)
                if is_value or target.startswith(_CODES):
                    found = local_name(target)
                elif not spans and _SPAN_MARK in target:
                    self._quoted.append((node, key, target))
                    continue
                else:
                    if target not in nodes or article:
                        self._node(target, article)
                    self._link(subject, target, name, article)
                    continue
            if key in node:
                put(node, key, found)
            else:
                node[key] = found

    def _decide(self, predicate: str) -> _Use:
        """What becomes of a property; remembered."""
        use = _Use(
            "kind" if predicate == RDF.type.value else attribute_name(predicate),
            local_name(predicate),
            skipped=predicate in _SKIPPED,
            is_value=predicate == RDF.type.value or predicate in _VALUES,
        )
        self._uses[predicate] = use
        return use

    def _node(self, iri: str, article: str) -> _Gathered:
        node = self._nodes.get(iri)
        if node is None:
            node = self._nodes[iri] = {"articles": article}
        elif article and node["articles"] != article:
            self._put(node, "articles", article)
        return node

    def _link(self, subject: str, target: str, name: str, article: str) -> None:
        targets = self._links.get(subject)
        if targets is None:
            targets = self._links[subject] = {}
        keyed = targets.get(target)
        if keyed is None:
            keyed = targets[target] = {}
        edge = keyed.get(name)
        if edge is None:
            alleged = name in _ALLEGING or "lleged" in name
            keyed[name] = {"predicate": name, "alleged": alleged, "articles": article}
        elif article:
            self._put(edge, "articles", article)

    def _put(self, attributes: _Gathered, key: str, value: Attribute) -> None:
        """Give an attribute one more value."""
        found = attributes.setdefault(key, value)
        if isinstance(found, set):
            found.add(value)
        elif found != value:
            attributes[key] = {found, value}
            self._several.append((attributes, key))

    def build(self) -> Network:
        """The network; its nodes and edges are in the order of their names."""
        for node, key, span in self._quoted:
            if span in self._quotes:
                self._put(node, key, self._quotes[span])
        for attributes, key in self._several:
            attributes[key] = join(value for value in cast("set[Attribute]", attributes[key]) if value != "")
        network = Network()
        # The dicts of the network are filled directly: add_node and add_edge take most of the time otherwise.
        inner = cast("Any", network)
        nodes, successors, predecessors = inner._node, inner._succ, inner._pred
        for iri in sorted(self._nodes):
            nodes[iri] = self._finish(iri, self._nodes[iri])
            successors[iri] = {}
            predecessors[iri] = {}
        for subject in sorted(self._links):
            alleged = nodes[subject]["alleged"]
            following = successors[subject]
            targets = self._links[subject]
            for target in sorted(targets):
                keyed = targets[target]
                if len(keyed) > 1:
                    keyed = {key: keyed[key] for key in sorted(keyed)}
                if alleged:
                    for edge in keyed.values():
                        edge["alleged"] = True
                following[target] = predecessors[target][subject] = keyed
        return network

    def _finish(self, iri: str, node: _Gathered) -> _Gathered:
        """A node with what every node has."""
        kind = str(node.setdefault("kind", "unknown"))
        node["alleged"] = "Alleged" in kind
        label = next((node[key] for key in _LABELS if key in node), None)
        node["label"] = str(label) if label is not None else local_name(iri)
        return node


def _read_article_ids(store: ox.Store) -> dict[_Graph, str]:
    """The id of the article that each named graph belongs to."""
    ids = {_name(quad.subject): _name(quad.object) for quad in store.quads_for_pattern(None, KG.articleId, None)}
    return {
        quad.object: ids[_name(quad.subject)]
        for quad in store.quads_for_pattern(None, KG.hasGraph, None)
        if isinstance(quad.object, ox.NamedNode) and _name(quad.subject) in ids
    }


def _name(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
