"""What articles say in common, said once.

A graph of an article in the store holds statements about the article and its own facts, and nothing else.
Whatever several articles may say of the same thing — the class and the names of an entity, a relation, an
extractor — stands once, in the graph of entities. So no triple stands in two graphs, and a query over all of
them counts right in any engine, also in those whose union of graphs does not merge duplicates.

What comes in: quads of article graphs. What goes out: their own part, or the description of an extractor.
What it never does: remember anything that no article in the store says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kg.identifiers import BASE, parse_extractor_iri
from kg.namespaces import KG, OWL, RDF, RDFS
from kg.rdf.index import value_of
from kg.rdf.places import Triple
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


def describe_extractor(node: str, *, base: str = BASE) -> Iterator[Triple]:
    """The triples about an extractor, from its IRI."""
    name = parse_extractor_iri(node, base=base)
    yield NamedNode(node), RDF.type, KG.Extractor
    yield NamedNode(node), RDFS.label, text(name)
    if (version := version_of(name)) is not None:
        yield NamedNode(node), OWL.versionInfo, text(version)
