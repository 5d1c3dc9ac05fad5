"""Facts to RDF: one named graph an article, no blank nodes, sorted.

What comes in: `ArticleFacts`. What goes out: the statements of its graph, as text or as quads.
What it never does: leave a fact out, or write an alleged event with the predicates of an asserted one.
"""

from __future__ import annotations

import re

from pyoxigraph import NamedNode, Quad

from kg.errors import FactsError
from kg.identifiers import BASE, entity_iri
from kg.model import Article, ArticleFacts, Entity, EntityKind, Relation, Time
from kg.namespaces import KG, OWL, RDF, RDFS, SKOS, XSD
from kg.rdf.bylines import join_byline
from kg.rdf.claims import add_claim, add_count
from kg.rdf.events import add_event
from kg.rdf.graph import ArticleGraph
from kg.rdf.statements import Statements
from kg.rdf.terms import CLASSES, MENTIONS, RELATIONS, code, decimal, integer, text, typed, version_of


def to_quads(facts: ArticleFacts, *, base: str = BASE) -> list[Quad]:
    """The quads of the graph of one article, sorted by subject, predicate and object.

    Raises:
        FactsError: two entities have one IRI, an IRI is none, a relation has an unknown predicate,
            or a text cannot be written in RDF.

    >>> from kg.model import Article
    >>> facts = ArticleFacts(article=Article(id="a", text="Rain fell."), extractor="me 1")
    >>> [quad.object.value for quad in to_quads(facts) if quad.predicate == KG.articleText]
    ['Rain fell.']
    """
    return to_statements(facts, base=base).to_quads()


def to_statements(facts: ArticleFacts, *, base: str = BASE) -> Statements:
    """What `to_quads` gives, for the gate and the store, which read text.

    Raises:
        FactsError: as `to_quads`.
    """
    graph = ArticleGraph(facts, base)
    _add_article(graph, facts)
    for entity in facts.entities:
        _add_entity(graph, entity)
    for time in facts.times:
        _add_time(graph, time)
    for event in (*facts.events, *facts.communications):
        add_event(graph, event)
    for claim in facts.claims:
        add_claim(graph, claim)
    for count in facts.counts:
        add_count(graph, count)
    for relation in facts.relations:
        _add_relation(graph, relation)
    return graph.statements


def _add_article(graph: ArticleGraph, facts: ArticleFacts) -> None:
    article, node = facts.article, graph.article
    graph.add(node, RDF.type, KG.Article)
    graph.add(node, KG.articleId, text(article.id))
    graph.add(node, KG.articleText, text(article.text))
    graph.add(node, KG.contentHash, text(article.sha256))
    for predicate, value in (
        (KG.headline, article.headline),
        (KG.publisherName, article.publisher),
        (KG.language, article.language),
        (KG.dateline, article.dateline),
    ):
        if value is not None:
            graph.add(node, predicate, text(value))
    if article.url is not None:
        text(article.url)
        graph.add(node, KG.url, typed(article.url, XSD.anyURI))
    if article.body_start:
        graph.add(node, KG.bodyStart, integer(article.body_start))
    for source in article.sources:
        graph.add(node, KG.sourceName, text(source))
    for entity_id in article.cites:
        graph.add(node, KG.citesSource, graph.entities[entity_id])
    _add_publication(graph, article)
    _add_extractors(graph, facts)


def _add_publication(graph: ArticleGraph, article: Article) -> None:
    """When it was published, by whom, and who wrote it."""
    if article.published is not None:
        graph.add(graph.article, KG.publishedOn, typed(article.published[:10], XSD.date))
        if "T" in article.published:
            instant = re.sub(r"[+-]00:00$", "Z", article.published)
            graph.add(graph.article, KG.publishedAt, typed(instant, XSD.dateTime))
    if article.publisher and article.publisher.strip():
        _add_named(graph, KG.isPublishedBy, "organization", article.publisher)
    if article.authors:
        graph.add(graph.article, KG.byline, text(join_byline(article.authors)))
        for author in article.authors:
            if author.strip():
                _add_named(graph, KG.hasByline, "person", author)


def _add_named(graph: ArticleGraph, predicate: NamedNode, kind: EntityKind, name: str) -> None:
    """Join the article to the entity of that name: one of its own facts, or else a shared one."""
    node = graph.find_entity(kind, name)
    if node is None:
        node = NamedNode(entity_iri(kind, name, base=graph.base))
        graph.add(node, RDF.type, CLASSES[kind])
        graph.add(node, RDFS.label, text(name))
    graph.add(graph.article, predicate, node)


def _add_extractors(graph: ArticleGraph, facts: ArticleFacts) -> None:
    graph.add(graph.article, KG.wasExtractedBy, graph.extractor(None))
    lists = (facts.events, facts.communications, facts.claims, facts.counts, facts.relations)
    names = {fact.extractor for found in lists for fact in found}
    for name in sorted({facts.extractor, *(name for name in names if name is not None)}):
        node = graph.extractor(name)
        graph.add(node, RDF.type, KG.Extractor)
        graph.add(node, RDFS.label, text(name))
        if (version := version_of(name)) is not None:
            graph.add(node, OWL.versionInfo, text(version))


def _add_entity(graph: ArticleGraph, entity: Entity) -> None:
    """The entity, and the reference to it: what this article calls it and where."""
    node, reference = graph.entities[entity.id], graph.fact(entity.id)
    graph.add(node, RDF.type, CLASSES[entity.kind])
    graph.add(node, RDFS.label, text(entity.name))
    if entity.iri is None:
        graph.add(node, SKOS.prefLabel, text(entity.name))  # no graph of entities will name what one article knows
    graph.add(reference, RDF.type, KG.Reference)
    graph.add(reference, KG.refersTo, node)
    graph.add(reference, KG.name, text(entity.name))
    graph.add(reference, KG.entityKind, text(entity.kind))
    graph.add(reference, KG.confidence, decimal(entity.confidence))
    for alias in entity.aliases:
        graph.add(reference, KG.alias, text(alias))
    for mention in entity.mentions:
        graph.add(reference, MENTIONS[mention.kind], graph.span(mention.span))
    if entity.type is not None:
        graph.add(reference, *type_of(entity.kind, entity.type))
    if entity.geonames is not None:
        graph.add(reference, KG.geonamesId, integer(entity.geonames))
    if entity.lat is not None:
        graph.add(reference, KG.latitude, decimal(entity.lat))
    if entity.lon is not None:
        graph.add(reference, KG.longitude, decimal(entity.lon))
    if entity.country is not None:
        graph.add(reference, KG.countryCode, text(entity.country))
    if entity.within is not None:
        graph.add(reference, KG.placedWithin, graph.node(entity.within, f"entity {entity.id!r}, within"))


def type_of(kind: str, notation: str) -> tuple[NamedNode, NamedNode]:
    """The property and the concept of the type of an entity of that kind."""
    if kind == "place":
        return KG.hasPlaceType, code("place-type", notation)
    return KG.hasActorType, code("actor-type", notation)


def _add_time(graph: ArticleGraph, time: Time) -> None:
    node = graph.fact(time.id)
    graph.add(node, RDF.type, KG.TimeSpan)
    graph.add(node, KG.hasTimeExpression, graph.span(time.span))
    graph.add(node, KG.timexType, text(time.type))
    graph.add(node, KG.confidence, decimal(time.confidence))
    if time.value is not None:
        graph.add(node, KG.timexValue, text(time.value))
    if time.edtf is not None:
        graph.add(node, KG.edtf, text(time.edtf))
    for predicate, bound in (
        (KG.earliestStart, time.earliest_start),
        (KG.latestStart, time.latest_start),
        (KG.earliestEnd, time.earliest_end),
        (KG.latestEnd, time.latest_end),
    ):
        if bound is not None:
            graph.add(node, predicate, typed(bound, XSD.date))
    if time.precision is not None:
        graph.add(node, KG.hasPrecision, code("precision", time.precision))


def _add_relation(graph: ArticleGraph, relation: Relation) -> None:
    """The relation as a fact with evidence, and the triple itself."""
    node, predicate = graph.fact(relation.id), RELATIONS.get(relation.predicate)
    if predicate is None:
        raise FactsError(
            f"relation {relation.id!r}: there is no predicate {relation.predicate!r}; use one of {', '.join(RELATIONS)}"
        )
    subject, value = graph.entities[relation.subject], graph.entities[relation.object]
    graph.add(node, RDF.type, KG.Relation)
    graph.add(node, RDF.subject, subject)
    graph.add(node, RDF.predicate, predicate)
    graph.add(node, RDF.object, value)
    graph.add(subject, predicate, value)
    graph.add_provenance(node, relation.evidence, relation.confidence, relation.extractor)
