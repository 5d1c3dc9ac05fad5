"""The order of the extractors, and what can only be said once all of them have spoken.

That is: which events stand only inside a claim, what a communication conveys, whose the message is
that a claim is quoted from, whose the figures are, and the relays between a source and the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from kg.errors import ExtractionError
from kg.extract import EXTRACTOR
from kg.extract.branches import name_branches
from kg.extract.casualties import find_counts
from kg.extract.claims import find_claims
from kg.extract.communications import find_communications, find_tellings
from kg.extract.confidence import calibrate
from kg.extract.document import Document, iter_documents
from kg.extract.entities import EntityIndex
from kg.extract.entities.sources import REPORTING
from kg.extract.events import find_events
from kg.extract.lexicon import read_lexicon
from kg.extract.nobody import among_someone, claims_told, events_told, find_nobodies, find_untold, made_by_someone
from kg.extract.referenced import find_referenced, is_named
from kg.extract.relations import find_relations
from kg.extract.times import find_times
from kg.model import (
    Article,
    ArticleFacts,
    Attribution,
    Claim,
    Communication,
    Count,
    Entity,
    Event,
    Participant,
    Relation,
    Span,
    Time,
)

#: Claims of these types ask for what their content names; all others put it forward.
_ASKING = frozenset({"demand", "request"})

#: What a publisher does in its own voice; when it condemns or demands, that is a claim.
_REPORTING = frozenset({"assertion", "quantity", "prediction"})

#: Claims of these types say of someone what the article does not.
_BLAMING = frozenset({"accusation", "condemnation"})

#: Who speaks and who is spoken to takes part in the act of speaking, wherever the words stand.
_ROLES_OF_SPEAKING = frozenset({"agent", "sender", "recipient", "source", "patient"})

_WE = frozenset({"i", "we"})

Happening = TypeVar("Happening", Event, Communication)
Fact = TypeVar("Fact", Event, Communication, Claim, Count, Relation, Time)


def extract_documents(
    articles: Iterable[Article], *, model: str, calibrated: bool = True
) -> Iterator[ArticleFacts | ExtractionError]:
    """Parse articles and extract the facts of each; see `kg.extract.extract`."""
    for document in iter_documents(articles, model=model):
        try:
            facts = extract_facts(document)
            yield calibrate(facts) if calibrated else facts
        except Exception as error:  # noqa: BLE001 - the one place where a fault of a rule is kept to its article
            yield ExtractionError(document.article.id, error)


def extract_facts(document: Document) -> ArticleFacts:
    """The facts of one parsed article."""
    entities = EntityIndex(document)
    times = find_times(document)
    claims = find_claims(document, entities)
    communications = find_communications(document, entities, times)
    contents = [span for claim in claims for span in claim.content]
    events = find_events(document, entities, times, list(find_tellings(communications)), contents)
    counts = find_counts(document, entities, times, [*events, *communications])
    relations = find_relations(document, entities)

    mentioned = name_branches(entities.entities(), relations, document.text)
    nobodies, untold = find_nobodies(mentioned), find_untold(mentioned)
    communications = among_someone(communications, nobodies | untold)
    events, claims = events_told(events, untold), claims_told(claims, untold)
    claims = [claim for claim in made_by_someone(claims, nobodies) if not _is_own_voice(claim, document, entities)]
    communications, claims = _join_messages(document, communications, claims)
    claims = [_relay(claim, entities.relays, entities.publisher) for claim in claims]
    claims = _settle_contents(claims, [*events, *communications])
    events = _keep_contents_out(events, claims)
    counts = [_attribute(count, claims, entities.publisher) for count in counts]
    places = _Places(mentioned)
    events = [places.settle(event) for event in _unique(events)]
    communications = [places.settle(act) for act in _unique(communications)]
    counts = [places.settle_count(count) for count in _unique(counts)]
    claims, relations = _unique(claims), _unique(relations)
    used = {*find_referenced([*events, *communications], claims, counts, relations), *entities.article.cites}
    kept = {*used, *entities.authors, entities.publisher}
    return ArticleFacts(
        article=entities.article,
        extractor=EXTRACTOR,
        entities=tuple(entity for entity in mentioned if entity.id in kept or is_named(entity)),
        times=tuple(_unique(times)),
        events=tuple(events),
        communications=tuple(communications),
        claims=tuple(claims),
        counts=tuple(counts),
        relations=tuple(relations),
    )


def _unique(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, the first of each id."""
    return list({fact.id: fact for fact in reversed(facts)}.values())[::-1]


# Claims and events -----------------------------------------------------------------------------


def _settle_contents(claims: Sequence[Claim], events: Sequence[Event]) -> list[Claim]:
    """Each event whose trigger lies in the content of a claim belongs to the innermost such claim."""
    inside: dict[str, list[str]] = {claim.id: [] for claim in claims}
    by_size = sorted(claims, key=lambda claim: (sum(s.end - s.start for s in claim.content), claim.id))
    for event in events:
        owner = next((c for c in by_size if any(s.contains(event.trigger) for s in c.content)), None)
        if owner is not None:
            inside[owner.id].append(event.id)
    settled = []
    for claim in claims:
        field = "demands" if claim.type in _ASKING else "alleges"
        found = dict.fromkeys((*getattr(claim, field), *inside[claim.id]))
        settled.append(msgspec.structs.replace(claim, **{field: tuple(found)}))
    return settled


def _keep_contents_out(events: Sequence[Event], claims: Sequence[Claim]) -> list[Event]:
    """The events, those outside of claims without what is named only inside one, and none part of one across the line.

    "Chad condemned Mali's attack" tells of a condemnation; that Mali has to do with it is Chad's word. So is whom
    a source accuses or condemns.
    """
    contents = [span for claim in claims for span in claim.content]
    alleged = {event_id for claim in claims for event_id in (*claim.alleges, *claim.demands)}

    blamed = {
        (link.cue, link.toward)
        for claim in claims
        for link in claim.attributions
        if claim.type in _BLAMING and link.cue is not None and link.toward is not None
    }

    def is_blamed(event: Event, participant: Participant) -> bool:
        return any(participant.entity == who and cue.overlaps(event.trigger) for cue, who in blamed)

    def is_said(participant: Participant) -> bool:
        inside = any(content.contains(span) for content in contents for span in participant.evidence)
        return inside and participant.role not in _ROLES_OF_SPEAKING

    def is_apart(event: Event) -> bool:
        return event.part_of is not None and (event.part_of in alleged) != (event.id in alleged)

    events = [msgspec.structs.replace(event, part_of=None) if is_apart(event) else event for event in events]
    return [
        event
        if event.id in alleged
        else msgspec.structs.replace(
            event, participants=tuple(p for p in event.participants if not (is_said(p) or is_blamed(event, p)))
        )
        for event in events
    ]


def _is_own_voice(claim: Claim, document: Document, entities: EntityIndex) -> bool:
    """Whether a claim is only what the publisher itself reports, perhaps citing its source for the whole article.

    "The Courier reports, citing the ministry" in the Courier is how an article begins that speaks in its own voice;
    "we believe" is what it holds, and "The charity warned" in the charity's own release is a claim.
    """
    sources = {link.source for link in claim.attributions}
    if any(link.source_span and document.quote(link.source_span).lower() in _WE for link in claim.attributions):
        return False
    cues = [document.quote(link.cue).lower() for link in claim.attributions if link.cue is not None]
    if cues and not any(word in REPORTING for cue in cues for word in cue.split()):
        return False
    return (
        entities.publisher is not None
        and entities.publisher in sources
        and sources <= {entities.publisher, *entities.cites}
        and claim.quotation == "indirect"
        and claim.type in _REPORTING
    )


def _relay(claim: Claim, relays: Sequence[str], publisher: str | None) -> Claim:
    """The claim with the rest of its chain: the sources that the article rests on, then the publisher."""
    links = list(claim.attributions)
    named = {link.source for link in links}
    level = max((link.level for link in links), default=0)
    for source in (*relays, *([publisher] if publisher else [])):
        if source not in named:
            level += 1
            links.append(Attribution(level=level, source=source))
    return msgspec.structs.replace(claim, attributions=tuple(links))


def _attribute(count: Count, claims: Sequence[Claim], publisher: str | None) -> Count:
    """The count with its source: the innermost claim that holds it, else the publisher's own voice."""
    spot = count.evidence[0]
    holding = [c for c in claims if any(s.contains(spot) or s.overlaps(spot) for s in c.content)]
    if holding:
        owner = min(holding, key=lambda claim: (sum(s.end - s.start for s in claim.content), claim.id))
        return msgspec.structs.replace(count, claim=owner.id)
    own_voice = Attribution(level=1, source=publisher, factuality="certain-positive")
    return msgspec.structs.replace(count, attributions=(own_voice,))


class _Places:
    """Where what is told happened: where a state stands for its territory, there, if the article names that."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._kinds = {entity.id: entity.kind for entity in entities}
        self._names = {entity.id: entity.name for entity in entities}
        self._territories = {entity.name: entity.id for entity in entities if entity.kind == "place"}

    def settle(self, event: Happening) -> Happening:
        """The event, in places only."""
        places = tuple(dict.fromkeys(place for each in event.places if (place := self._find(each)) is not None))
        return event if places == event.places else msgspec.structs.replace(event, places=places)

    def settle_count(self, count: Count) -> Count:
        """The figure, of a place or of none."""
        place = self._find(count.place) if count.place else count.place
        return count if place == count.place else msgspec.structs.replace(count, place=place)

    def _find(self, entity_id: str) -> str | None:
        """The entity if it is a place, else the place of its name."""
        return entity_id if self._kinds[entity_id] == "place" else self._territories.get(self._names[entity_id])


# Communications and their messages -------------------------------------------------------------


def _join_messages(
    document: Document, communications: Sequence[Communication], claims: Sequence[Claim]
) -> tuple[list[Communication], list[Claim]]:
    """Claims made in a message are conveyed by its communication, and their source is its sender."""
    media = {row["noun"]: row["medium"] for row in read_lexicon("medium_nouns")}
    conveyed: dict[str, list[str]] = {act.id: [] for act in communications}
    joined = []
    for claim in claims:
        act, is_source = _find_message(document, claim, communications, media)
        if act is not None:
            conveyed[act.id].append(claim.id)
            if is_source and act.senders:
                first, *rest = claim.attributions
                first = msgspec.structs.replace(first, source=act.senders[0])
                claim = msgspec.structs.replace(claim, attributions=(first, *rest))
        joined.append(claim)
    acts = [
        msgspec.structs.replace(act, conveys=tuple(dict.fromkeys((*act.conveys, *conveyed[act.id]))))
        for act in communications
    ]
    return acts, joined


def _find_message(
    document: Document, claim: Claim, communications: Sequence[Communication], media: dict[str, str]
) -> tuple[Communication | None, bool]:
    """The communication that the claim is part of, and whether its source is the message itself."""
    first = next((link for link in claim.attributions if link.level == 1), None)
    if first is None:
        return None, False
    for act in communications:
        if first.cue is not None and act.trigger.overlaps(first.cue):
            return act, False
    if first.source_span is not None and (medium := _medium_of(document, first.source_span, media)):
        return _latest(communications, medium, before=first.source_span.end), True
    spot = first.cue or claim.content[0]
    for act in communications:
        if (
            first.source in act.senders
            and act.medium not in ("meeting", "unspecified")
            and any(span.contains(spot) for span in act.evidence)
        ):
            return act, False
    sentence = _sentence(document, spot)
    medium = _medium_of_prepositional(document, sentence, media)
    return (_latest(communications, medium, before=sentence.start) if medium else None), False


def _latest(communications: Sequence[Communication], medium: str, *, before: int) -> Communication | None:
    """The last communication of that medium that begins before an offset."""
    told = [act for act in communications if act.medium == medium and act.trigger.start < before]
    return max(told, key=lambda act: act.trigger.start, default=None)


def _medium_of(document: Document, span: Span, media: dict[str, str]) -> str | None:
    tokens = document.doc.char_span(span.start, span.end, alignment_mode="expand")
    return media.get(tokens.root.lemma_.lower()) if tokens is not None else None


def _medium_of_prepositional(document: Document, sentence: Span, media: dict[str, str]) -> str | None:
    """The medium in "In their appeals, …": a possessed message noun after "in" at the head of a sentence."""
    tokens = document.doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
    for token in tokens or ():
        medium = media.get(token.lemma_.lower())
        is_theirs = any(child.dep_ == "poss" or child.lower_ in ("the", "this") for child in token.children)
        if medium and is_theirs and token.dep_ == "pobj" and token.head.lower_ == "in":
            return medium
    return None


def _sentence(document: Document, span: Span) -> Span:
    tokens = document.doc.char_span(span.start, span.end, alignment_mode="expand")
    return Span(tokens.sent.start_char, tokens.sent.end_char) if tokens is not None else span
