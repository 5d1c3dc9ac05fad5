"""The whole graph as a network: nothing left out but the text of the articles.

What comes in: a `pyoxigraph.Store`. What goes out: a `Network`.
What it never does: hide an allegation. What is alleged is marked so, on nodes and on edges.

Each IRI is a node; its literals, codes and quotes are attributes of it. Attribute names are those of the
properties, in short (`kg:hasEventType` becomes `event_type`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias, cast

import pyoxigraph as ox

from kg.namespaces import KG, ONTOLOGY, RDF
from kg.network.attributes import TYPED, Attribute, attribute_name, join, local_name, to_attribute
from kg.network.collector import no_collection
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
    skipped: bool  # no attribute and no edge
    is_value: bool  # an attribute of the subject, also where it is an IRI


class _Uses(dict[str, _Use]):
    """What becomes of each property that was met."""

    def __missing__(self, predicate: str) -> _Use:
        name = local_name(predicate)
        is_type = predicate == RDF.type.value
        key = "kind" if is_type else attribute_name(predicate)
        use = self[predicate] = _Use(key, name, predicate in _SKIPPED, is_type or predicate in _VALUES)
        return use


class _Node(NamedTuple):
    """A node while it is gathered: its attributes, and its edges by target and key."""

    iri: str
    attributes: _Gathered
    following: dict[str, dict[str, _Gathered]]


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
    with no_collection():
        builder = _Builder(spans=spans)
        articles = _read_article_ids(store)
        graphs: list[_Graph] = [ox.DefaultGraph(), *store.named_graphs()] if graph is None else [ox.NamedNode(graph)]
        for name in graphs:
            if name != ONTOLOGY:
                builder.add(store.quads_for_pattern(None, None, None, name), articles.get(name, ""))
        return builder.build()


class _Builder:
    """Nodes and edges as plain dicts, one graph after the other, and the network from them at the end.

    The store is read once, in the order in which it lies: a look-up costs more than a statement that is passed over.
    A call costs as much as half a statement, so that what every statement needs stands in one loop.
    """

    def __init__(self, *, spans: bool) -> None:
        self._spans = spans
        self._uses = _Uses()
        self._codes: dict[str, str] = {}
        self._nodes: dict[str, _Node] = {}
        self._quotes: dict[str, str] = {}
        self._quoted: list[tuple[_Gathered, str, str]] = []
        self._several: list[tuple[_Gathered, str]] = []

    def add(self, quads: Iterator[ox.Quad], article: str) -> None:
        """Take in the statements of one graph, and the id of its article if it is that of one."""
        uses, codes, put, visit, link = self._uses, self._codes, self._put, self._visit, self._link
        quotes, quoted, quoting = self._quotes, self._quoted, not self._spans
        last, in_span, node, attributes = "", False, _Node("", {}, {}), {}
        for quad in quads:
            subject = quad.subject.value  # type: ignore[union-attr]  # a triple cannot be one
            predicate = quad.predicate.value
            if subject != last:
                # Statements of one subject lie together, as a rule.
                last, in_span = subject, quoting and _SPAN_MARK in subject
                if not in_span:
                    node = visit(subject, article)
                    attributes = node.attributes
            if in_span:
                if predicate == _QUOTE:
                    quotes[subject] = _name(quad.object)
                continue
            key, name, skipped, is_value = uses[predicate]
            if skipped:
                continue
            term = quad.object
            if type(term) is ox.Literal:
                text = term.value
                found: Attribute = to_attribute(term) if text[:1] in TYPED else text
            else:
                target = term.value if type(term) is ox.NamedNode else _name(term)
                if target in codes:
                    found = codes[target]
                elif is_value:
                    found = local_name(target)
                elif target.startswith(_CODES):
                    found = codes[target] = local_name(target)
                elif quoting and _SPAN_MARK in target:
                    quoted.append((attributes, key, target))
                    continue
                else:
                    link(node, visit(target, article), name, article)
                    continue
            if key in attributes:
                put(attributes, key, found)
            else:
                attributes[key] = found

    def _visit(self, iri: str, article: str) -> _Node:
        """A node, which an article speaks of."""
        node = self._nodes.get(iri)
        if node is None:
            node = self._nodes[iri] = _Node(iri, {"articles": article}, {})
        elif article and node.attributes["articles"] != article:
            self._put(node.attributes, "articles", article)
        return node

    def _link(self, source: _Node, target: _Node, name: str, article: str) -> None:
        keyed = source.following.get(target.iri)
        if keyed is None:
            source.following[target.iri] = {name: _edge(name, article)}
        elif name not in keyed:
            keyed[name] = _edge(name, article)
        elif article:
            self._put(keyed[name], "articles", article)

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
        for attributes, key, span in self._quoted:
            if span in self._quotes:
                self._put(attributes, key, self._quotes[span])
        for attributes, key in self._several:
            attributes[key] = join(value for value in cast("set[Attribute]", attributes[key]) if value != "")
        network = Network()
        # The dicts of the network are filled directly: add_node and add_edge take most of the time otherwise.
        inner = cast("Any", network)
        nodes, successors, predecessors = inner._node, inner._succ, inner._pred
        gathered = [self._nodes[iri] for iri in sorted(self._nodes)]
        for iri, attributes, _ in gathered:
            _finish(iri, attributes)
            nodes[iri] = attributes
            predecessors[iri] = {}
        for iri, attributes, following in gathered:
            if len(following) > 1:
                following = {target: following[target] for target in sorted(following)}
            successors[iri] = following
            alleged = attributes["alleged"]
            for target, keyed in following.items():
                if len(keyed) > 1:
                    keyed = following[target] = {key: keyed[key] for key in sorted(keyed)}
                if alleged:
                    for edge in keyed.values():
                        edge["alleged"] = True
                predecessors[target][iri] = keyed
        return network


def _edge(name: str, article: str) -> _Gathered:
    return {"predicate": name, "alleged": name in _ALLEGING or "lleged" in name, "articles": article}


def _finish(iri: str, attributes: _Gathered) -> None:
    """Give a node what every node has."""
    kind = attributes.setdefault("kind", "unknown")
    attributes["alleged"] = "Alleged" in str(kind)
    for key in _LABELS:
        if key in attributes:
            attributes["label"] = str(attributes[key])
            return
    attributes["label"] = local_name(iri)


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
