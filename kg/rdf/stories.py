"""What ties articles to each other, as quads of the graph of links.

What comes in: occurrences and groups of texts. What goes out: quads, sorted.
What it never does: write what is alleged with the terms of what is asserted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from kg.identifiers import BASE, article_iri, fact_iri, occurrence_iri, shared_graph_iri, text_group_iri
from kg.model.stories import Occurrence, TextGroup
from kg.namespaces import KG, RDF
from kg.rdf.shared import to_shared_quads
from kg.rdf.terms import decimal, text

_Triple: TypeAlias = tuple[NamedNode, NamedNode, NamedNode | Literal]

#: The names of the rules, with their version.
_OCCURRENCE_METHOD = "accounts alike on average 1"
_TEXT_METHOD = "MinHash of runs of words 1"


def occurrence_quads(occurrences: Iterable[Occurrence], *, base: str = BASE) -> list[Quad]:
    """Each occurrence with its accounts, and an alleged one with the occurrence that it matches.

    >>> from kg.model.stories import AccountKey
    >>> told = Occurrence(accounts=(AccountKey("a", "event-1-5"), AccountKey("b", "event-7-9")))
    >>> [quad.subject.value[-11:] for quad in occurrence_quads([told]) if quad.predicate == KG.isAccountOf]
    ['a#event-1-5', 'b#event-7-9']
    """
    return to_shared_quads((triple for each in occurrences for triple in _occurrence(each, base)), _links(base))


def text_group_quads(groups: Iterable[TextGroup], *, base: str = BASE) -> list[Quad]:
    """Each group of articles that share their text, with its articles."""
    return to_shared_quads((triple for group in groups for triple in _text_group(group, base)), _links(base))


def _occurrence(occurrence: Occurrence, base: str) -> Iterator[_Triple]:
    node = NamedNode(occurrence_iri(*occurrence.accounts[0], base=base))
    yield node, RDF.type, KG.AllegedOccurrence if occurrence.alleged else KG.Occurrence
    for account in occurrence.accounts:
        told = NamedNode(fact_iri(*account, base=base))
        yield told, KG.isAllegedAccountOf if occurrence.alleged else KG.isAccountOf, node
    if occurrence.matches is not None:
        yield node, KG.matchesOccurrence, NamedNode(occurrence_iri(*occurrence.matches, base=base))
    for agreeing in occurrence.evidence:
        yield node, KG.reason, text(agreeing)
    yield node, KG.method, text(_OCCURRENCE_METHOD)
    yield node, KG.confidence, decimal(occurrence.confidence)


def _text_group(group: TextGroup, base: str) -> Iterator[_Triple]:
    node = NamedNode(text_group_iri(group.articles[0], base=base))
    yield node, RDF.type, KG.TextGroup
    yield node, KG.textRelation, text(group.relation)
    yield node, KG.similarity, decimal(group.similarity)
    yield node, KG.method, text(_TEXT_METHOD)
    for article_id in group.articles:
        yield NamedNode(article_iri(article_id, base=base)), KG.isInTextGroup, node


def _links(base: str) -> NamedNode:
    return NamedNode(shared_graph_iri("links", base=base))
