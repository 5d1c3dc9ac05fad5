"""From triggers to events."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.extract.document import Document
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import find_place_noun, words
from kg.extract.events.alleged import is_alleged
from kg.extract.events.dates import Dates
from kg.extract.events.history import History
from kg.extract.events.modality import find_modality
from kg.extract.events.participants import find_participants
from kg.extract.events.repeated import link_repeated
from kg.extract.events.roles import ENDS
from kg.extract.events.settings import MOVES, Settings, spans_of_sentences
from kg.extract.events.triggers import Trigger, find_triggers
from kg.extract.events.wholes import find_whole
from kg.extract.tokens import Token
from kg.model import Event, Participant, Span, Time

#: Types of events that the noun for a message tells.
_MESSAGES = words("statement announcement request demand warning threat promise apology accusation report")
#: Types of events that nobody means: what they strike is not attacked.
_BLIND = words("disaster earthquake flood storm fire drought epidemic accident transport-accident industrial-accident")
_AT_WHAT = words("on upon against of")
_MINES = frozenset(("mine", "landmine"))


def find_events(
    document: Document,
    entities: EntityIndex,
    times: Sequence[Time],
    taken: Collection[Span],
    claimed: Collection[Span] = (),
) -> list[Event]:
    """The events that the words of an article tell, in text order.

    Args:
        document: the parsed article.
        entities: its entities; participants and places become mentions there.
        times: its time expressions.
        taken: triggers that are told as communications already; no event is made of them again.
        claimed: what the claims say; a charge that one of them makes is left to it.
    """
    told = {token.i for span in taken for token in document.doc.char_span(span.start, span.end) or ()}
    triggers = [
        trigger
        for trigger in find_triggers(document.doc)
        if not _is_told(trigger, told)
        and not _is_name(trigger.token, entities)
        and not any(trigger.span.overlaps(time.span) for time in times)
    ]
    return _Finder(document, entities, times, triggers, claimed).find()


@dataclass(slots=True)
class _Finder:
    document: Document
    entities: EntityIndex
    times: Sequence[Time]
    triggers: Sequence[Trigger]
    claimed: Collection[Span]

    def find(self) -> list[Event]:
        settings = Settings(self.document, self.entities, self.times)
        by_token = {trigger.token.i: trigger for trigger in self.triggers}
        events = set(by_token)
        ids = {trigger.token.i: f"event-{trigger.span.start}-{trigger.span.end}" for trigger in self.triggers}
        sentences = spans_of_sentences(self.document.doc)
        dates = Dates(self.document.article.published, self.times)
        first = _first_token(self.document)
        settings.hand_down([trigger.token for trigger in self.triggers], dates.is_to_come)
        found = []
        history = History()
        for trigger in self.triggers:
            time_ids = settings.find_times(trigger.token, events)
            if trigger.token.dep_ == "ROOT" and trigger.token.sent.start <= first < trigger.token.sent.end:
                dates.begin_story(time_ids)
            places = settings.find_places(trigger.token, trigger.type, events)
            participants, event_type = self._participants(trigger, places, events, settings.timed_tokens)
            places = self._where(trigger.token, event_type, places, participants)
            whole = find_whole(trigger, by_token)
            if event_type == "violence" and trigger.is_verb and whole is not None and whole.type in _BLIND:
                event_type = whole.type
            modality = find_modality(trigger.token)
            if modality == "actual" and is_alleged(trigger.token) and not self._is_claimed(trigger):
                modality = "hypothetical"
            if modality == "actual":
                modality = dates.find_modality(trigger.token, time_ids, settings.find_bounds(trigger.token))
            if modality == "actual" and not time_ids and history.includes(trigger.token):
                modality = "historical"
            if modality == "historical":
                history.add(trigger.token)
            found.append(
                Event(
                    id=ids[trigger.token.i],
                    type=event_type,
                    trigger=trigger.span,
                    modality=modality,
                    participants=participants,
                    places=tuple(dict.fromkeys(self.entities.get(place) for place in places)),
                    times=tuple(time_ids),
                    part_of=ids[whole.token.i] if whole is not None else None,
                    evidence=self._evidence(places, sentences[trigger.token.i]),
                    confidence=trigger.confidence,
                )
            )
        return link_repeated(list(zip(self.triggers, found, strict=True)))

    def _is_claimed(self, trigger: Trigger) -> bool:
        return any(span.contains(trigger.span) for span in self.claimed)

    def _participants(
        self, trigger: Trigger, places: Sequence[Token], events: set[int], timed: set[int]
    ) -> tuple[tuple[Participant, ...], str]:
        """The participants, and the type of the event in the light of them."""
        where = () if trigger.type in MOVES else {place.i for place in places if not _is_aim(place, trigger.token)}
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

    def _where(
        self, trigger: Token, event_type: str, places: list[Token], participants: Sequence[Participant]
    ) -> list[Token]:
        """The places, for a move without those it starts and ends in, for others without the aim if more is told."""
        if event_type in ("movement", "displacement"):
            roles = ENDS if event_type == "movement" else ("destination",)
            ends = {participant.entity for participant in participants if participant.role in roles}
            return [place for place in places if self.entities.get(place) not in ends]
        return [place for place in places if not (_is_aim(place, trigger) and _is_facility(place))] or places

    def _evidence(self, places: Sequence[Token], sentence: Span) -> tuple[Span, ...]:
        """The trigger's sentence, after the places, so that each is found where it was read."""
        return tuple(dict.fromkeys((*(self.entities.span(place) for place in places), sentence)))


def _first_token(document: Document) -> int:
    """The index of the first word of the text proper."""
    start = document.article.body_start
    return next((token.i for token in document.doc if token.idx >= start and not token.is_space), 0)


def _is_aim(place: Token, trigger: Token) -> bool:
    """Whether the event is aimed at the place in which it happens: "visited Oslo", "an attack on the market"."""
    while place.dep_ == "conj":
        place = place.head
    if place.dep_ != "pobj":
        return place.dep_ in ("dobj", "nsubjpass")
    if place.head.head.i != trigger.i or place.head.lower_ not in _AT_WHAT:
        return False
    known = find_place_noun(place.lower_) if place.pos_ == "NOUN" else None
    return known is None or known.type != "street"


def _is_facility(place: Token) -> bool:
    known = find_place_noun(place.lower_) if place.pos_ == "NOUN" else None
    return known is not None and known.type == "facility"


def _is_name(token: Token, entities: EntityIndex) -> bool:
    """Whether a word is the head of the name of someone: "the Bishops' Conference"."""
    known = entities.find(token) if token.pos_ == "PROPN" else None
    return known is not None and entities.kind(known) in ("person", "organization", "state")


def _is_told(trigger: Trigger, told: Collection[int]) -> bool:
    """Whether a communication tells the event: its trigger, or the message that its verb has for object."""
    token = trigger.token
    if token.i in told:
        return True
    return trigger.type in _MESSAGES and token.dep_ in ("dobj", "nsubjpass") and token.head.i in told
