"""What must hold among the facts of one article, whoever found them.

Each check raises ValueError with the path of the field; msgspec turns that into its own error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from kg.model.records import Attribution, Span

if TYPE_CHECKING:
    from kg.model.facts import ArticleFacts

_FACT_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,127}")


def check_ids(facts: ArticleFacts) -> None:
    """Every id is well formed and used once; every confidence lies in 0..1."""
    seen: set[str] = set()
    for name in ("entities", "times", "events", "communications", "claims", "counts", "relations"):
        for i, fact in enumerate(getattr(facts, name)):
            if not _FACT_ID.fullmatch(fact.id):
                raise ValueError(f"{name}[{i}].id: {fact.id!r} is not a letter followed by letters, digits, '-_.'")
            if fact.id in seen:
                raise ValueError(f"{name}[{i}].id: {fact.id!r} is used twice in this article")
            if not 0.0 <= fact.confidence <= 1.0:
                raise ValueError(f"{name}[{i}].confidence: {fact.confidence} is not in 0..1")
            seen.add(fact.id)


def check_references(facts: ArticleFacts) -> None:
    """Every reference leads to a fact of the kind that it needs."""
    known = {
        "entity": {entity.id for entity in facts.entities},
        "time": {time.id for time in facts.times},
        "event": {event.id for event in (*facts.events, *facts.communications)},
        "claim": {claim.id for claim in facts.claims},
        "count": {count.id for count in facts.counts},
    }
    for path, kind, reference in _iter_references(facts):
        if reference is not None and reference not in known[kind]:
            raise ValueError(f"{path}: there is no {kind} with id {reference!r}")


def _iter_references(facts: ArticleFacts) -> Iterator[tuple[str, str, str | None]]:
    def each(path: str, kind: str, ids: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
        for i, reference in enumerate(ids):
            yield f"{path}[{i}]", kind, reference

    def attributions(path: str, links: tuple[Attribution, ...]) -> Iterator[tuple[str, str, str | None]]:
        for i, link in enumerate(links):
            yield f"{path}.attributions[{i}].source", "entity", link.source
            yield f"{path}.attributions[{i}].toward", "entity", link.toward

    yield from each("article.cites", "entity", facts.article.cites)
    for name, events in (("events", facts.events), ("communications", facts.communications)):
        for i, event in enumerate(events):
            path = f"{name}[{i}]"
            yield from each(f"{path}.places", "entity", event.places)
            yield from each(f"{path}.times", "time", event.times)
            yield f"{path}.part_of", "event", event.part_of
            for j, participant in enumerate(event.participants):
                yield f"{path}.participants[{j}].entity", "entity", participant.entity
    for i, communication in enumerate(facts.communications):
        yield from each(f"communications[{i}].senders", "entity", communication.senders)
        yield from each(f"communications[{i}].recipients", "entity", communication.recipients)
        yield from each(f"communications[{i}].conveys", "claim", communication.conveys)
    for i, claim in enumerate(facts.claims):
        path = f"claims[{i}]"
        yield from each(f"{path}.about", "entity", claim.about)
        yield from each(f"{path}.alleges", "event", claim.alleges)
        yield from each(f"{path}.demands", "event", claim.demands)
        yield from each(f"{path}.addressed_to", "entity", claim.addressed_to)
        yield from attributions(path, claim.attributions)
    for i, count in enumerate(facts.counts):
        path = f"counts[{i}]"
        yield f"{path}.population", "entity", count.population
        yield f"{path}.place", "entity", count.place
        yield f"{path}.period", "time", count.period
        yield f"{path}.event", "event", count.event
        yield f"{path}.claim", "claim", count.claim
        yield f"{path}.part_of", "count", count.part_of
        yield from attributions(path, count.attributions)
    for i, relation in enumerate(facts.relations):
        yield f"relations[{i}].subject", "entity", relation.subject
        yield f"relations[{i}].object", "entity", relation.object


def check_spans(facts: ArticleFacts) -> None:
    """Every span lies in the text, and every quote that came with one is what stands there; then it is dropped."""
    text = facts.article.text
    for path, span in iter_spans(facts):
        if span.end > len(text):
            raise ValueError(f"{path}: the span {span.start}..{span.end} ends beyond the text ({len(text)} characters)")
        if span.quote is not None:
            if text[span.start : span.end] != span.quote:
                found = text[span.start : span.end]
                raise ValueError(f"{path}: the text at {span.start}..{span.end} is {found!r}, not {span.quote!r}")
            msgspec.structs.force_setattr(span, "quote", None)


def iter_spans(facts: ArticleFacts) -> Iterator[tuple[str, Span]]:
    """Every span of the facts, each with the path of the field that holds it."""
    for i, entity in enumerate(facts.entities):
        for j, mention in enumerate(entity.mentions):
            yield f"entities[{i}].mentions[{j}]", mention.span
    for i, time in enumerate(facts.times):
        yield f"times[{i}]", time.span
    for name, events in (("events", facts.events), ("communications", facts.communications)):
        for i, event in enumerate(events):
            yield f"{name}[{i}].trigger", event.trigger
            yield from _enumerated(f"{name}[{i}].evidence", event.evidence)
            for j, participant in enumerate(event.participants):
                yield from _enumerated(f"{name}[{i}].participants[{j}].evidence", participant.evidence)
    for i, communication in enumerate(facts.communications):
        yield from _enumerated(f"communications[{i}].topics", communication.topics)
    for i, claim in enumerate(facts.claims):
        yield from _enumerated(f"claims[{i}].content", claim.content)
        yield from _enumerated(f"claims[{i}].evidence", claim.evidence)
        yield from _attribution_spans(f"claims[{i}]", claim.attributions)
    for i, count in enumerate(facts.counts):
        yield from _enumerated(f"counts[{i}].evidence", count.evidence)
        yield from _attribution_spans(f"counts[{i}]", count.attributions)
    for i, relation in enumerate(facts.relations):
        yield from _enumerated(f"relations[{i}].evidence", relation.evidence)


def _enumerated(path: str, spans: tuple[Span, ...]) -> Iterator[tuple[str, Span]]:
    for i, span in enumerate(spans):
        yield f"{path}[{i}]", span


def _attribution_spans(path: str, attributions: tuple[Attribution, ...]) -> Iterator[tuple[str, Span]]:
    for i, attribution in enumerate(attributions):
        for field in ("cue", "source_span"):
            span = getattr(attribution, field)
            if span is not None:
                yield f"{path}.attributions[{i}].{field}", span
