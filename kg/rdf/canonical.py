"""Facts in canonical order: that of the text, with nothing said twice.

Two lists of facts that say the same are equal once they are canonical, whatever order an extractor gave them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from kg.model import ArticleFacts, Attribution, Claim, Communication, Count, Entity, Event, Relation, Span, Time
from kg.rdf.terms import rounded

_NOWHERE = (1 << 62, 1 << 62)

AnyEvent = TypeVar("AnyEvent", Event, Communication)
Extracted = TypeVar("Extracted", Event, Communication, Claim, Count, Relation)


def canonical(facts: ArticleFacts) -> ArticleFacts:
    """The same facts, in the order of the text and with nothing said twice.

    The words that make a fact (the trigger of an event, the content of a claim) are among its evidence, an extractor
    that is that of all facts is named once, numbers have at most nine decimals, and an instant in UTC ends in `Z`.
    Participants keep their order, and so do authors.
    """
    entities = sorted(map(_entity, facts.entities), key=_entity_key)
    times = sorted(map(_time, facts.times), key=lambda time: (time.start, time.end, time.id))
    claims = sorted((_claim_spans(claim) for claim in facts.claims), key=lambda c: (_first(c.content), c.id))
    ranks = _Ranks(entities, times, claims)
    return replace(
        facts,
        article=replace(
            facts.article,
            published=_utc(facts.article.published),
            sources=tuple(sorted(set(facts.article.sources))),
            cites=ranks.order(facts.article.cites),
        ),
        entities=tuple(entities),
        times=tuple(times),
        events=_sorted_events(_settle(facts, _event(event, ranks)) for event in facts.events),
        communications=_sorted_events(_settle(facts, _communication(act, ranks)) for act in facts.communications),
        claims=tuple(_settle(facts, _claim(claim, ranks, facts)) for claim in claims),
        counts=_sorted_by_evidence(_settle(facts, _count(count)) for count in facts.counts),
        relations=_sorted_by_evidence(_settle(facts, _relation(relation)) for relation in facts.relations),
    )


class _Ranks:
    """The place of each fact in its canonical list, to order references by."""

    def __init__(self, entities: Sequence[Entity], times: Sequence[Time], claims: Sequence[Claim]) -> None:
        ids = [*(e.id for e in entities), *(t.id for t in times), *(c.id for c in claims)]
        self._ranks = {fact_id: rank for rank, fact_id in enumerate(ids)}

    def order(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(ids), key=lambda fact_id: self._ranks[fact_id]))


def _entity(entity: Entity) -> Entity:
    mentions = {(m.start, m.end, m.kind): m for m in entity.mentions}
    return replace(
        entity,
        aliases=tuple(sorted(set(entity.aliases))),
        mentions=tuple(mentions[key] for key in sorted(mentions)),
        lat=None if entity.lat is None else rounded(entity.lat),
        lon=None if entity.lon is None else rounded(entity.lon),
        confidence=rounded(entity.confidence),
    )


def _time(time: Time) -> Time:
    return replace(time, confidence=rounded(time.confidence))


def _entity_key(entity: Entity) -> tuple[tuple[int, int], str]:
    mentions = entity.mentions
    return ((mentions[0].start, mentions[0].end) if mentions else _NOWHERE), entity.id


def _event(event: AnyEvent, ranks: _Ranks) -> AnyEvent:
    return replace(
        event,
        participants=tuple(replace(p, evidence=_spans(p.evidence)) for p in event.participants),
        places=ranks.order(event.places),
        times=ranks.order(event.times),
        evidence=_spans((event.trigger, *event.evidence)),
    )


def _communication(act: Communication, ranks: _Ranks) -> Communication:
    return replace(
        _event(act, ranks),
        senders=ranks.order(act.senders),
        recipients=ranks.order(act.recipients),
        topics=_spans(act.topics),
        conveys=ranks.order(act.conveys),
    )


def _claim_spans(claim: Claim) -> Claim:
    return replace(claim, content=_spans(claim.content), evidence=_spans((*claim.content, *claim.evidence)))


def _claim(claim: Claim, ranks: _Ranks, facts: ArticleFacts) -> Claim:
    triggers = {event.id: (event.trigger, event.id) for event in (*facts.events, *facts.communications)}
    return replace(
        claim,
        attributions=_attributions(claim.attributions),
        about=ranks.order(claim.about),
        alleges=tuple(sorted(set(claim.alleges), key=triggers.__getitem__)),
        demands=tuple(sorted(set(claim.demands), key=triggers.__getitem__)),
        addressed_to=ranks.order(claim.addressed_to),
    )


def _count(count: Count) -> Count:
    return replace(count, attributions=_attributions(count.attributions), evidence=_spans(count.evidence))


def _relation(relation: Relation) -> Relation:
    return replace(relation, evidence=_spans(relation.evidence))


def _attributions(links: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    return tuple(sorted(links, key=lambda link: link.level))


def _settle(facts: ArticleFacts, fact: Extracted) -> Extracted:
    """What every fact has: who found it, unless that goes without saying, and how sure."""
    extractor = None if fact.extractor == facts.extractor else fact.extractor
    return replace(fact, extractor=extractor, confidence=rounded(fact.confidence))


def _sorted_events(events: Iterable[AnyEvent]) -> tuple[AnyEvent, ...]:
    return tuple(sorted(events, key=lambda event: (event.trigger, event.id)))


def _sorted_by_evidence(facts: Iterable[Extracted]) -> tuple[Extracted, ...]:
    return tuple(sorted(facts, key=lambda fact: (_first(fact.evidence), fact.id)))


def _first(spans: tuple[Span, ...]) -> tuple[int, int]:
    return (spans[0].start, spans[0].end) if spans else _NOWHERE


def _spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans), key=lambda span: (span.start, span.end)))


def _utc(published: str | None) -> str | None:
    return re.sub(r"[+-]00:00$", "Z", published) if published else published
