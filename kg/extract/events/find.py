"""From triggers to events."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.arguments import find_prepositional
from kg.extract.document import Document
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.events.modality import find_modality
from kg.extract.events.participants import find_participants
from kg.extract.events.settings import MOVES, Settings, spans_of_sentences
from kg.extract.events.triggers import Trigger, find_triggers
from kg.model import Event, Modality, Participant, Span, Time

#: An event is history if the latest of its times is more than so many years before publication.
_YEARS_TO_HISTORY = 2
#: Types of events that the noun for a message tells.
_MESSAGES = words("statement announcement request demand warning threat promise apology accusation report")
_MINES = frozenset(("mine", "landmine"))
_DURING = words("during in throughout amid")
#: Types of events that others are part of.
_FRAMES = words("war conflict campaign demonstration contention election meeting riot epidemic")


def find_events(
    document: Document, entities: EntityIndex, times: Sequence[Time], taken: Collection[Span]
) -> list[Event]:
    """The events that the words of an article tell, in text order.

    Args:
        document: the parsed article.
        entities: its entities; participants and places become mentions there.
        times: its time expressions.
        taken: triggers that are told as communications already; no event is made of them again.
    """
    told = {token.i for span in taken for token in document.doc.char_span(span.start, span.end) or ()}
    triggers = [
        trigger
        for trigger in find_triggers(document.doc)
        if not _is_told(trigger, told) and not any(trigger.span.overlaps(time.span) for time in times)
    ]
    return _Finder(document, entities, times, triggers).find()


@dataclass(slots=True)
class _Finder:
    document: Document
    entities: EntityIndex
    times: Sequence[Time]
    triggers: Sequence[Trigger]

    def find(self) -> list[Event]:
        settings = Settings(self.document, self.entities, self.times)
        by_token = {trigger.token.i: trigger for trigger in self.triggers}
        events = set(by_token)
        ids = {trigger.token.i: f"event-{trigger.span.start}-{trigger.span.end}" for trigger in self.triggers}
        sentences = spans_of_sentences(self.document.doc)
        by_id = {time.id: time for time in self.times}
        found = []
        for trigger in self.triggers:
            time_ids = settings.find_times(trigger.token, events)
            places = settings.find_places(trigger.token, trigger.type, events)
            participants, event_type = self._participants(trigger, places, events, settings.timed_tokens)
            whole = _whole(trigger, by_token)
            found.append(
                Event(
                    id=ids[trigger.token.i],
                    type=event_type,
                    trigger=trigger.span,
                    modality=self._modality(
                        trigger,
                        [by_id[i].latest_end for i in time_ids]
                        or [_last_start(by_id[i]) for i in settings.find_bounds(trigger.token)],
                    ),
                    participants=participants,
                    places=tuple(dict.fromkeys(self.entities.get(place) for place in places)),
                    times=tuple(time_ids),
                    part_of=ids[whole.token.i] if whole is not None else None,
                    evidence=self._evidence(places, sentences[trigger.token.i]),
                    confidence=trigger.confidence,
                )
            )
        return found

    def _participants(
        self, trigger: Trigger, places: Sequence[Token], events: set[int], timed: set[int]
    ) -> tuple[tuple[Participant, ...], str]:
        """The participants, and the type of the event in the light of them."""
        where = () if trigger.type in MOVES else {place.i for place in places if place.dep_ != "dobj"}
        found: dict[str, Participant] = {}
        event_type = trigger.type
        for token, role in find_participants(trigger, self.entities, events, timed):
            if event_type == "explosive-attack" and token.lemma_.lower() in _MINES:
                event_type = "mine-explosion"
            if token.i in where:
                continue
            entity = self.entities.get(token)
            found.setdefault(entity, Participant(entity=entity, role=role, evidence=(self.entities.span(token),)))
        return tuple(found.values()), event_type

    def _evidence(self, places: Sequence[Token], sentence: Span) -> tuple[Span, ...]:
        """The trigger's sentence, after the places, so that each is found where it was read."""
        return tuple(dict.fromkeys((*(self.entities.span(place) for place in places), sentence)))

    def _modality(self, trigger: Trigger, ends: Sequence[str | None]) -> Modality:
        modality = find_modality(trigger.token)
        if modality == "actual" and self._is_history([end for end in ends if end]):
            return "historical"
        return modality

    def _is_history(self, ends: Sequence[str]) -> bool:
        """Whether dates by which an event was over lie long before publication."""
        published = self.document.article.published
        if published is None or not ends:
            return False
        return int(published[:4]) - int(max(ends)[:4]) > _YEARS_TO_HISTORY


def _last_start(time: Time) -> str | None:
    """By when a time has begun, which is when what ended or began then did so."""
    return time.latest_start or time.earliest_start


def _is_told(trigger: Trigger, told: Collection[int]) -> bool:
    """Whether a communication tells the event: its trigger, or the message that its verb has for object."""
    token = trigger.token
    if token.i in told:
        return True
    return trigger.type in _MESSAGES and token.dep_ in ("dobj", "nsubjpass") and token.head.i in told


def _whole(trigger: Trigger, by_token: dict[int, Trigger]) -> Trigger | None:
    """The event during which, or as part of which, the text says that this one takes place."""
    for preposition, token in find_prepositional(trigger.token):
        other = by_token.get(token.i)
        if other is not None and preposition.lower_ in _DURING and other.type in _FRAMES and not other.is_verb:
            return other
        if preposition.lower_ == "as" and token.lower_ == "part":
            for inner, part in find_prepositional(token):
                if inner.lower_ == "of" and part.i in by_token:
                    return by_token[part.i]
    return None
