"""From acts of communication to `Communication`s; acts told twice become one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.arguments import find_prepositional
from kg.extract.communications.act import Act
from kg.extract.communications.acts import find_act
from kg.extract.communications.frames import find_frame
from kg.extract.communications.lexicon import find_medium
from kg.extract.communications.messages import find_participles
from kg.extract.communications.modality import find_act_modality
from kg.extract.communications.nouns import is_agenda
from kg.extract.communications.pairs import find_pair
from kg.extract.communications.repeats import add_hearers, find_earlier, unite
from kg.extract.communications.replies import find_answered
from kg.extract.document import Document, to_span
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.events.dates import Dates, is_past
from kg.extract.events.settings import Settings, is_place, spans_of_sentences
from kg.extract.tokens import Token, Tokens
from kg.model import Communication, Participant, Span, Time

_ABOUT = words("about on over regarding concerning")
_NO_TOPICS = words("condition behalf side part sidelines sideline eve occasion basis visit trip")
#: Prepositions before someone or something that a message passes through, not before where it is sent.
_THROUGH = words("through via by")
_CERTAIN, _LIKELY, _VAGUE = 0.85, 0.7, 0.5


def find_communications(document: Document, entities: EntityIndex, times: Sequence[Time]) -> list[Communication]:
    """The acts of communication that an article tells, in text order.

    A later sentence that tells more of the same act ("The press also received the letters"), or tells it
    again, adds to the first one and makes none of its own.
    """
    acts = _without_agendas([act for token in document.doc if (act := find_act(token, entities)) is not None])
    return _Finder(document, entities, times, {act.trigger.i for act in acts}).find(acts) if acts else []


def _without_agendas(acts: Sequence[Act]) -> list[Act]:
    """The acts without those that others tell: "to discuss …" of a meeting, the summons before a note, "told to …"."""
    meetings = {act.trigger.i for act in acts if act.is_mutual}
    triggers = {act.trigger.i for act in acts}
    handed = {act.trigger.head.i for act in acts if act.message is not None and act.trigger.dep_ == "conj"}
    return [
        act
        for act in acts
        if not (is_agenda(act.trigger) and act.trigger.head.i in meetings)
        and not (act.trigger.lemma_ == "summon" and act.trigger.i in handed)
        and not _is_asked_for(act.trigger, triggers)
    ]


def _is_asked_for(verb: Token, triggers: Collection[int]) -> bool:
    """Whether someone is only told to do it: "told the paper to speak to its lawyers"."""
    if verb.pos_ != "VERB" or verb.dep_ != "xcomp" or verb.head.i not in triggers:
        return False
    if not any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.lefts):
        return False
    told = (child for child in verb.head.children if child.dep_ in ("dobj", "dative", "nsubjpass"))
    return any(each.i < verb.i for each in told)


def _reading_order(act: Act) -> tuple[int, bool, int]:
    """Text order, but nouns first in a sentence: what is said in a letter belongs to the letter."""
    return act.trigger.sent.start, act.trigger.pos_ != "NOUN", act.trigger.i


@dataclass(slots=True)
class _Finder:
    document: Document
    entities: EntityIndex
    times: Sequence[Time]
    events: set[int]
    settings: Settings = field(init=False)
    dates: Dates = field(init=False)

    def __post_init__(self) -> None:
        self.settings = Settings(self.document, self.entities, self.times)
        self.dates = Dates(self.document.article.published, self.times)

    def find(self, acts: Sequence[Act]) -> list[Communication]:
        sentences = spans_of_sentences(self.document.doc)
        times = {time.id: time for time in self.times}
        found: list[Communication] = []
        first: list[Act] = []
        for act in sorted(acts, key=_reading_order):
            told = self._to_communication(act, sentences[act.trigger.i], found, first)
            if told is None:
                continue
            earlier = find_earlier(act, told, found, first, times)
            frame = find_frame(act, told, found, first) if earlier is None else None
            if frame is not None:
                found[frame] = add_hearers(found[frame], told)
            elif earlier is None and not act.is_mention:
                found.append(told)
                first.append(act)
            elif earlier is not None:
                found[earlier] = unite(found[earlier], told, signed=act.is_detail)
        return found

    def _to_communication(
        self, act: Act, sentence: Span, before: Sequence[Communication], acts: Sequence[Act]
    ) -> Communication | None:
        senders = self._pair(act, before, acts) or self._parties(act.senders)
        recipients = {entity: span for entity, span in self._parties(act.recipients).items() if entity not in senders}
        maker = self._maker(act) if not senders else None
        senders = senders if maker is None else {maker: act.span}
        if act.is_to_makers and not recipients and (reached := next(self._makers(), None)) is not None:
            recipients = {reached: act.span}
        confidence = _CERTAIN if senders and recipients else _LIKELY if senders or recipients else _VAGUE
        if act.replies and not recipients:
            recipients = find_answered(act, senders, before, acts, self.entities)
            confidence = min(confidence, _VAGUE) if recipients else confidence
            if act.awaits_addressee and not recipients:
                return None
        if act.recipients and not recipients and act.medium == "unspecified":
            return None
        modality = find_act_modality(act)
        if act.replies and modality in ("negated", "hypothetical") and (act.answers or not act.recipients):
            return None
        is_open = act.medium == "unspecified" and not senders
        is_alone = not recipients and not (act.is_mutual and any(each.tag_ == "NNS" for each in act.senders))
        if act.trigger.pos_ == "VERB" and modality == "hypothetical" and (is_open or is_alone):
            return None
        places, told_times = self._places(act), tuple(self._times(act))
        if modality == "actual" and self._is_to_come(act, told_times):
            modality = "planned"
        roles = ("participant", "participant") if act.is_mutual else ("sender", "recipient")
        participants = [Participant(entity=each, role=roles[0], evidence=(span,)) for each, span in senders.items()]
        participants += [Participant(entity=each, role=roles[1], evidence=(span,)) for each, span in recipients.items()]
        spans = [*senders.values(), *recipients.values(), *(self.entities.span(place) for place in places)]
        return Communication(
            id=f"communication-{act.span.start}-{act.span.end}",
            type=act.type,
            trigger=act.span,
            modality=modality,
            participants=tuple(participants),
            places=tuple(dict.fromkeys(self.entities.get(place) for place in places)),
            times=told_times,
            evidence=tuple(dict.fromkeys((*spans, sentence))),
            confidence=confidence,
            medium=act.medium,
            senders=tuple(senders),
            recipients=tuple(recipients),
            recipients_exhaustive=act.is_exhaustive,
            topics=tuple(dict.fromkeys(_topics(act))),
        )

    def _maker(self, act: Act) -> str | None:
        """Who asks or rings where only those who made the article can: "reached by phone", "a request for comment"."""
        if act.trigger.lemma_ == "reach":
            return next(self._makers(), None)
        return next(reversed([*self._makers()]), None) if act.is_for_comment else None

    def _makers(self) -> Iterator[str]:
        """Those who made the article: its author, then its publisher."""
        yield from self.entities.authors[:1]
        if self.entities.publisher is not None:
            yield self.entities.publisher

    def _pair(self, act: Act, before: Sequence[Communication], acts: Sequence[Act]) -> Mapping[str, Span]:
        """The two who have just met and are taken up as one: "the two leaders"."""
        return find_pair(act, before, acts, to_span(act.senders[0])) if len(act.senders) == 1 else {}

    def _parties(self, tokens: Sequence[Token]) -> Mapping[str, Span]:
        found: dict[str, Span] = {}
        for token in tokens:
            found.setdefault(self.entities.get(token), self.entities.span(token))
        return found

    def _places(self, act: Act) -> list[Token]:
        parties = {token.i for token in (*act.senders, *act.recipients)}
        found = self.settings.find_places(act.trigger, act.type, self.events)
        found = [place for place in found if place.i not in parties and place.head.lower_ not in _THROUGH]
        return found or [place for place in self._places_beside_parties(act) if place.i not in parties]

    def _is_to_come(self, act: Act, times: Sequence[str]) -> bool:
        """Whether all times of an act are after publication, and nothing tells it in the past."""
        verb = act.trigger if act.trigger.pos_ == "VERB" else act.trigger.head
        return bool(times) and not is_past(verb) and all(self.dates.is_to_come(time) for time in times)

    def _places_beside_parties(self, act: Act) -> Iterator[Token]:
        """Places that the parser hangs on the last name: "met Paul Lind in Vienna", "talks with the rebels in Oslo"."""
        for party in (*act.senders, *act.recipients) if act.is_mutual else ():
            if party.i > act.trigger.i and (party.pos_ == "PROPN" or any(each.lower_ == "the" for each in party.lefts)):
                for preposition, token in find_prepositional(party):
                    if preposition.lower_ in ("in", "at") and is_place(token, self.entities):
                        yield token

    def _times(self, act: Act) -> list[str]:
        """The times of the act, or of the clause about its noun: "the meeting, held on Tuesday"."""
        told = self.settings.find_times(act.trigger, self.events)
        nouns = [act.trigger] if act.trigger.pos_ == "NOUN" else [act.message] if act.message is not None else []
        return told or [
            time
            for noun in nouns
            for verb in find_participles(noun)
            for time in self.settings.find_times(verb, self.events)
        ]


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
            word = preposition.lower_
            is_medium = word in ("on", "over") and find_medium(token) is not None
            if token.lemma_ in _NO_TOPICS:
                continue
            if word in _ABOUT and token.i not in parties and token.ent_type_ not in ("DATE", "TIME") and not is_medium:
                yield to_span(_phrase(token))


def _phrase(noun: Token) -> Tokens:
    return noun.doc[noun.left_edge.i : noun.right_edge.i + 1]
