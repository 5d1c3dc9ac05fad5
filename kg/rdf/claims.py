"""Claims, their chains of sources, and casualty counts to triples."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import NamedNode

from kg.model import Attribution, Claim, Count, Span
from kg.namespaces import KG, RDF
from kg.rdf.graph import ArticleGraph, find_holders
from kg.rdf.terms import code, integer, text


def add_claim(graph: ArticleGraph, claim: Claim) -> None:
    """Add a claim, its content as words, and what it alleges or demands as alleged events."""
    node = graph.fact(claim.id)
    graph.add(node, RDF.type, KG.Claim)
    graph.add(node, KG.hasClaimType, code("claim-type", claim.type))
    graph.add(node, KG.hasQuotation, code("quotation", claim.quotation))
    for span in claim.content:
        graph.add(node, KG.hasContent, graph.span(span))
    if claim.content:
        graph.add(node, KG.contentText, text(_join(graph, claim.content)))
    if claim.wording is not None:
        graph.add(node, KG.wordingInSource, text(claim.wording))
    for predicate, entities in ((KG.isAbout, claim.about), (KG.isAddressedTo, claim.addressed_to)):
        for entity_id in entities:
            graph.add(node, predicate, graph.entities[entity_id])
    for predicate, events in ((KG.alleges, claim.alleges), (KG.demands, claim.demands)):
        for event_id in events:
            graph.add(node, predicate, graph.fact(event_id))
    _add_attributions(graph, node, claim.id, claim.attributions)
    _add_holders(graph, node, graph.holders[claim.id])
    graph.add_provenance(node, (*claim.content, *claim.evidence), claim.confidence, claim.extractor)


def add_count(graph: ArticleGraph, count: Count) -> None:
    """Add a casualty count; its source is that of its own chain, or else that of its claim."""
    node = graph.fact(count.id)
    graph.add(node, RDF.type, KG.CasualtyCount)
    graph.add(node, KG.hasHarmType, code("harm", count.harm))
    graph.add(node, KG.hasCountQualifier, code("qualifier", count.qualifier))
    for predicate, number in (
        (KG.countValue, count.value),
        (KG.countLower, count.lower),
        (KG.countUpper, count.upper),
    ):
        if number is not None:
            graph.add(node, predicate, integer(number))
    for predicate, entity_id in ((KG.hasPopulation, count.population), (KG.hasCountPlace, count.place)):
        if entity_id is not None:
            graph.add(node, predicate, graph.entities[entity_id])
    for predicate, fact_id in (
        (KG.hasPeriod, count.period),
        (KG.countsCasualtiesOf, count.event),
        (KG.isPartOfClaim, count.claim),
        (KG.isPartOfCount, count.part_of),
    ):
        if fact_id is not None:
            graph.add(node, predicate, graph.fact(fact_id))
    if count.cause is not None:
        graph.add(node, KG.hasCause, code("event-type", count.cause))
    _add_attributions(graph, node, count.id, count.attributions)
    held_with = graph.holders[count.claim] if count.claim is not None else ()
    _add_holders(graph, node, find_holders(count.attributions) or held_with)
    graph.add_provenance(node, count.evidence, count.confidence, count.extractor)


def _add_attributions(graph: ArticleGraph, node: NamedNode, fact_id: str, links: tuple[Attribution, ...]) -> None:
    """One node a link: `.a1`, `.a2` … by level, and `.a2-2` for the second of one level."""
    seen: Counter[int] = Counter()
    for link in links:
        seen[link.level] += 1
        ordinal = f"-{seen[link.level]}" if seen[link.level] > 1 else ""
        part = graph.fact(fact_id, f"a{link.level}{ordinal}")
        graph.add(node, KG.hasAttribution, part)
        graph.add(part, RDF.type, KG.Attribution)
        graph.add(part, KG.attributionLevel, integer(link.level))
        graph.add(part, KG.hasFactuality, code("factuality", link.factuality))
        if link.source is not None:
            graph.add(part, KG.isAttributedTo, graph.entities[link.source])
        if link.cue is not None:
            graph.add(part, KG.hasCue, graph.span(link.cue))
        if link.source_span is not None:
            graph.add(part, KG.hasSourceSpan, graph.span(link.source_span))
        if link.stance is not None:
            graph.add(part, KG.hasStance, code("stance", link.stance))
        if link.toward is not None:
            graph.add(part, KG.hasStanceToward, graph.entities[link.toward])


def _add_holders(graph: ArticleGraph, node: NamedNode, holders: tuple[str, ...]) -> None:
    for holder in holders:
        graph.add(node, KG.isClaimedBy, graph.entities[holder])


def _join(graph: ArticleGraph, spans: tuple[Span, ...]) -> str:
    ordered = sorted(set(spans), key=lambda span: (span.start, span.end))
    return " … ".join(graph.quote(span) for span in ordered)
