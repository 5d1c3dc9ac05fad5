"""From acts of communication to `Communication`s; acts told twice become one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extract.arguments import find_prepositional
from kg.extract.communications.act import Act
from kg.extract.communications.acts import find_act, is_agenda
from kg.extract.document import Document, to_span
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.events.modality import find_modality
from kg.extract.events.settings import Settings, spans_of_sentences
from kg.model import Communication, Participant, Span, Time

_ABOUT = words("about on over regarding concerning")
_CERTAIN, _LIKELY, _VAGUE = 0.85, 0.7, 0.5


def find_communications(document: Document, entities: EntityIndex, times: Sequence[Time]) -> list[Communication]:
    """The acts of communication that an article tells, in text order.

    A later sentence that tells more of the same act ("The press also received the letters") adds to the
    first one and makes none of its own.
    """
    acts = _without_agendas([act for token in document.doc if (act := find_act(token, entities)) is not None])
    if not acts:
        return []
    settings = Settings(document, entities, times)
    sentences = spans_of_sentences(document.doc)
    events = {act.trigger.i for act in acts}
    found: list[Communication] = []
    for act in acts:
        communication = _to_communication(act, entities, settings, sentences[act.trigger.i], events)
        earlier = _find_earlier(act, communication, found)
        if earlier is None:
            found.append(communication)
        else:
            found[earlier] = _unite(found[earlier], communication, with_senders=not found[earlier].senders)
    return found


def _without_agendas(acts: Sequence[Act]) -> list[Act]:
    """The acts without the "to discuss …" of a meeting, which tells only what it was about."""
    meetings = {act.trigger.i for act in acts if act.is_mutual}
    return [act for act in acts if not (is_agenda(act.trigger) and act.trigger.head.i in meetings)]


def _find_earlier(act: Act, told: Communication, found: Sequence[Communication]) -> int | None:
    """The act told before that this one speaks of again: the last of the same medium.

    A noun alone ("in their letter") speaks of it only if it names no recipient but those known.
    """
    if not act.refers or act.medium == "unspecified":
        return None
    for i in range(len(found) - 1, -1, -1):
        if found[i].medium == act.medium:
            known = {*found[i].senders, *found[i].recipients}
            is_noun = act.message is not None and act.message.i == act.trigger.i
            return i if not is_noun or known.issuperset(told.recipients) else None
    return None


def _unite(first: Communication, second: Communication, *, with_senders: bool) -> Communication:
    """The first act with the recipients and the evidence of the second, and its senders if it has none."""
    parties = {*second.recipients, *(second.senders if with_senders else ())}
    joined = [participant for participant in second.participants if participant.entity in parties]
    return msgspec.structs.replace(
        first,
        senders=first.senders or second.senders,
        recipients=tuple(dict.fromkeys((*first.recipients, *second.recipients))),
        recipients_exhaustive=first.recipients_exhaustive and second.recipients_exhaustive,
        participants=tuple({p.entity: p for p in reversed((*first.participants, *joined))}.values())[::-1],
        places=first.places or second.places,
        times=first.times or second.times,
        topics=tuple(dict.fromkeys((*first.topics, *second.topics))),
        evidence=tuple(dict.fromkeys((*first.evidence, *second.evidence))),
    )


def _to_communication(
    act: Act, entities: EntityIndex, settings: Settings, sentence: Span, events: set[int]
) -> Communication:
    senders = _parties(act.senders, entities)
    recipients = {entity: span for entity, span in _parties(act.recipients, entities).items() if entity not in senders}
    role = ("participant", "participant") if act.is_mutual else ("sender", "recipient")
    places = settings.find_places(act.trigger, act.type, events)
    parties = {token.i for token in (*act.senders, *act.recipients)}
    places = [place for place in places if place.i not in parties]
    participants = [Participant(entity=entity, role=role[0], evidence=(span,)) for entity, span in senders.items()]
    participants += [Participant(entity=entity, role=role[1], evidence=(span,)) for entity, span in recipients.items()]
    spans = [*senders.values(), *recipients.values(), *(entities.span(place) for place in places)]
    return Communication(
        id=f"communication-{act.span.start}-{act.span.end}",
        type=act.type,
        trigger=act.span,
        modality=find_modality(act.trigger),
        participants=tuple(participants),
        places=tuple(dict.fromkeys(entities.get(place) for place in places)),
        times=tuple(settings.find_times(act.trigger, events)),
        evidence=tuple(dict.fromkeys((*spans, sentence))),
        confidence=_CERTAIN if senders and recipients else _LIKELY if senders or recipients else _VAGUE,
        medium=act.medium,
        senders=tuple(senders),
        recipients=tuple(recipients),
        recipients_exhaustive=act.is_exhaustive,
        topics=tuple(dict.fromkeys(_topics(act))),
    )


def _parties(tokens: Sequence[Token], entities: EntityIndex) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for token in tokens:
        found.setdefault(entities.get(token), entities.span(token))
    return found


def _topics(act: Act) -> Iterator[Span]:
    """What the message is about: the phrases after "about", "on", "over", "regarding"."""
    parties = {token.i for token in (*act.senders, *act.recipients)}
    for verb in act.trigger.children:
        if act.is_mutual and is_agenda(verb):
            yield from (to_span(_phrase(child)) for child in verb.children if child.dep_ == "dobj")
    seen: set[int] = set()
    for head in dict.fromkeys((act.trigger, act.message or act.trigger)):
        for preposition, token in find_prepositional(head):
            if preposition.i in seen:
                continue
            seen.add(preposition.i)
            if preposition.lower_ in _ABOUT and token.i not in parties and token.ent_type_ not in ("DATE", "TIME"):
                yield to_span(_phrase(token))


def _phrase(noun: Token) -> Tokens:
    return noun.doc[noun.left_edge.i : noun.right_edge.i + 1]
