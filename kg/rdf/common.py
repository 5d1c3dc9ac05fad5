"""What articles say in common, said once.

A graph of an article in the store holds statements about the article and its own facts, and nothing else.
Whatever several articles may say of the same thing — the class and the names of an entity, a relation, an
extractor — stands once, in the graph of entities. So no triple stands in two graphs, and a query over all of
them counts right in any engine, also in those whose union of graphs does not merge duplicates.

What comes in: quads of article graphs. What goes out: their own part, or the graph of entities.
What it never does: remember anything that no article in the store says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import IdentifierError
from kg.identifiers import BASE, entity_iri, parse_extractor_iri, shared_graph_iri
from kg.model import Entity, EntityKind
from kg.namespaces import KG, OWL, RDF, RDFS
from kg.rdf.bylines import split_byline
from kg.rdf.index import value_of
from kg.rdf.shared import entity_quads, iter_references
from kg.rdf.terms import text, version_of


def own_quads(quads: Iterable[Quad]) -> list[Quad]:
    """The quads of one article's graph that are about the article and its facts; the rest is common.

    Raises:
        ValueError: the quads describe no article.
    """
    quads = list(quads)
    articles = [quad.subject.value for quad in quads if quad.predicate == KG.articleId]  # type: ignore[union-attr]
    if len(articles) != 1:
        raise ValueError(f"the quads describe {len(articles)} articles, not one")
    article, fragment = articles[0], f"{articles[0]}#"
    return [quad for quad in quads if (iri := value_of(quad.subject)) == article or iri.startswith(fragment)]


def common_quads(quads: Iterable[Quad], *, base: str = BASE) -> list[Quad]:
    """The graph of entities, from the own quads of all articles.

    Args:
        quads: those of one article after those of another; those of one article at a time are held.
        base: what the IRIs begin with.
    """
    graph = NamedNode(shared_graph_iri("entities", base=base))
    other: set[Quad] = set()

    def references() -> Iterator[Entity]:
        for _, grouped in groupby(quads, key=lambda quad: quad.graph_name):
            of_one = list(grouped)
            other.update(_relations(of_one, graph))
            other.update(_extractors(of_one, graph, base))
            referred = list(iter_references(of_one))
            yield from referred
            yield from _publication(of_one, {entity.iri for entity in referred}, base)

    described = entity_quads(references(), base=base)
    return sorted({*described, *other}, key=str)


def _relations(quads: Sequence[Quad], graph: NamedNode) -> Iterator[Quad]:
    """The triples that relations assert, of entities that articles share."""
    parts: dict[str, dict[str, NamedNode]] = {}
    for quad in quads:
        if quad.predicate in (RDF.subject, RDF.predicate, RDF.object) and isinstance(quad.object, NamedNode):
            parts.setdefault(value_of(quad.subject), {})[quad.predicate.value] = quad.object
    for node, relation in parts.items():
        if relation[RDF.subject.value].value.startswith(f"{node.partition('#')[0]}#"):
            continue  # about an entity that only this article knows: it stands in the article's own graph
        yield Quad(relation[RDF.subject.value], relation[RDF.predicate.value], relation[RDF.object.value], graph)


def _extractors(quads: Sequence[Quad], graph: NamedNode, base: str) -> Iterator[Quad]:
    for node in sorted({value_of(quad.object) for quad in quads if quad.predicate == KG.wasExtractedBy}):
        name = parse_extractor_iri(node, base=base)
        yield Quad(NamedNode(node), RDF.type, KG.Extractor, graph)
        yield Quad(NamedNode(node), RDFS.label, text(name), graph)
        if (version := version_of(name)) is not None:
            yield Quad(NamedNode(node), OWL.versionInfo, text(version), graph)


def _publication(quads: Sequence[Quad], known: set[str | None], base: str) -> Iterator[Entity]:
    """The publisher and the authors, where the article names them only in its metadata."""
    named: list[tuple[EntityKind, str]] = []
    nodes = set()
    for quad in quads:
        if quad.predicate in (KG.isPublishedBy, KG.hasByline):
            nodes.add(value_of(quad.object))
        elif quad.predicate == KG.publisherName and isinstance(quad.object, Literal):
            named.append(("organization", quad.object.value))
        elif quad.predicate == KG.byline and isinstance(quad.object, Literal):
            named.extend(("person", name) for name in split_byline(quad.object.value))
    for kind, name in named:
        try:
            iri = entity_iri(kind, name, base=base)
        except IdentifierError:
            continue
        if iri in nodes and iri not in known:
            yield Entity(id="reference", kind=kind, name=name, iri=iri)
