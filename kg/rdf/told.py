"""What an article tells, read from its graph without the rest: who, what, when and where, and who says so.

What comes in: a dataset and the graph of an article. What goes out: `ArticleFacts` with what is compared with other
articles; without counts, relations, evidence and confidence, and in no certain order.
What it never does: read a quad that it does not need, as most of a graph is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Store

from kg.model import ArticleFacts
from kg.namespaces import KG, RDF
from kg.rdf.index import Index
from kg.rdf.reading import Reader
from kg.rdf.terms import ALLEGED, ASSERTED

_STANDINGS = (ASSERTED, ALLEGED)

_CLASSES = (
    *(KG.Article, KG.Reference, KG.TimeSpan, KG.Claim),
    *(cls for terms in _STANDINGS for cls in (terms.event, terms.communication, terms.participation)),
)

_PREDICATES = (
    *(KG.refersTo, KG.name, KG.alias, KG.entityKind, KG.hasPlaceType, KG.hasActorType, KG.countryCode),
    *(KG.hasNameMention, KG.hasTrigger),
    *(KG.hasTimeExpression, KG.timexType, KG.earliestStart, KG.latestEnd),
    *(KG.hasClaimType, KG.hasQuotation, KG.hasContent, KG.alleges, KG.demands),
    *(KG.hasAttribution, KG.isAttributedTo, KG.hasCue, KG.hasFactuality),
    *(
        predicate
        for terms in _STANDINGS
        for predicate in (
            *(terms.type, terms.modality, terms.place, terms.time, terms.part_of),
            *(terms.participation_in, terms.participant, terms.role),
            *(terms.sender, terms.recipient, terms.medium, terms.exhaustive, terms.topic, terms.conveys),
        )
    ),
)


def iter_told(dataset: Store, graph: NamedNode) -> Iterator[Quad]:
    """Those quads of an article's graph that `read_told` looks at, without reading the others."""
    for cls in _CLASSES:
        for quad in dataset.quads_for_pattern(None, RDF.type, cls, graph):
            if cls == KG.Article:
                yield from dataset.quads_for_pattern(quad.subject, None, None, graph)
            else:
                yield quad
    for predicate in _PREDICATES:
        yield from dataset.quads_for_pattern(None, predicate, None, graph)


def read_told(quads: Iterable[Quad]) -> ArticleFacts:
    """What the article tells.

    Raises:
        FactsError: the quads are not those of one article graph; the message names the node.
    """
    return Reader(Index(quads)).read()
