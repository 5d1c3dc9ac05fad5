"""Events and communications to triples, with the terms of their standing: asserted or alleged."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.model import Communication, Event
from kg.namespaces import KG, RDF, RDFS
from kg.rdf.graph import ArticleGraph
from kg.rdf.terms import ALLEGED, ASSERTED, FALSE, TRUE, EventTerms, code, text


def add_event(graph: ArticleGraph, event: Event) -> None:
    """Add an event or a communication."""
    terms = ALLEGED if event.id in graph.alleged else ASSERTED
    node = graph.fact(event.id)
    graph.add(node, RDF.type, terms.communication if isinstance(event, Communication) else terms.event)
    graph.add(node, RDFS.label, text(graph.quote(event.trigger)))
    graph.add(node, KG.hasTrigger, graph.span(event.trigger))
    graph.add(node, terms.type, code("event-type", event.type))
    graph.add(node, terms.modality, code("modality", event.modality))
    for place in event.places:
        graph.add(node, terms.place, graph.entities[place])
    for time in event.times:
        graph.add(node, terms.time, graph.fact(time))
    if event.part_of is not None:
        graph.add(node, terms.part_of, graph.fact(event.part_of))
    _add_participants(graph, node, event, terms)
    if isinstance(event, Communication):
        _add_message(graph, node, event, terms)
    graph.add_provenance(node, (event.trigger, *event.evidence), event.confidence, event.extractor)


def _add_participants(graph: ArticleGraph, node: NamedNode, event: Event, terms: EventTerms) -> None:
    for n, participant in enumerate(event.participants, start=1):
        entity, part = graph.entities[participant.entity], graph.fact(event.id, f"p{n}")
        graph.add(node, terms.involves, entity)
        graph.add(part, RDF.type, terms.participation)
        graph.add(part, terms.participation_in, node)
        graph.add(part, terms.participant, entity)
        graph.add(part, terms.role, code("role", participant.role))
        for span in participant.evidence:
            graph.add(part, KG.hasEvidence, graph.span(span))


def _add_message(graph: ArticleGraph, node: NamedNode, act: Communication, terms: EventTerms) -> None:
    graph.add(node, terms.medium, code("medium", act.medium))
    graph.add(node, terms.exhaustive, TRUE if act.recipients_exhaustive else FALSE)
    for predicate, ids in ((terms.sender, act.senders), (terms.recipient, act.recipients)):
        for entity_id in ids:
            graph.add(node, predicate, graph.entities[entity_id])
            graph.add(node, terms.involves, graph.entities[entity_id])
    for topic in act.topics:
        graph.add(node, terms.topic, graph.span(topic))
    for claim in act.conveys:
        graph.add(node, terms.conveys, graph.fact(claim))
