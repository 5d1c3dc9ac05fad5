"""Where and when an event takes place, as far as its own clause says.

What comes in: a parsed text, its entities and times. What goes out: places and times of a trigger, by
what is attached to it, then by what is attached to the clause that holds it.
What it never does: take the dateline, or whatever stands nearest, for the place of an event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.extract.arguments import find_prepositional, find_subjects, spread
from kg.extract.document import Document, to_span
from kg.extract.entities import EntityIndex
from kg.extract.entities.acting import noun_here
from kg.extract.entities.lexical import find_place_noun, words
from kg.extract.events.triggers import known_type, light_verb
from kg.extract.events.wholes import find_causes
from kg.model import Span, Time

_WHERE = words(
    """in at near inside outside across throughout around within along off on onto above below beneath under beside
    between behind amid over through"""
)
_WHITHER = words("to into toward towards from for onto via")
_TO = words("to into onto in at")
#: Types of events that have a whence and a whither.
MOVES = words("movement visit withdrawal displacement mobilization transport-accident")
_WITH_WHOM = words("between with by against of among")
_OCCUR = words(
    """occur happen begin start end erupt break kill injure wound destroy damage hit strike rock shake target shatter
    leave claim cause trigger spark displace sweep ravage devastate batter"""
)
#: Types of events that harm someone or something.
HARMS = words(
    """killing injury death violence explosive-attack shelling air-or-drone-strike arrest abduction displacement
    property-destruction"""
)
_BOUNDS = words("end start beginning outbreak")
_ARGUMENTS = words("nsubj nsubjpass dobj attr")
#: Words for a part of a place, that say less than the place itself.
_PARTS = words("entrance entrances gate gates door doors front rear back edge side corner middle heart steps interior")
#: Verbs whose subject is where their object takes place.
_WITNESSING = words("see witness experience suffer host endure")
_REACH = 6
_LINKS = words("ADP SCONJ PART ADV")


class Settings:
    """The places and times of the events of one article."""

    def __init__(self, document: Document, entities: EntityIndex, times: Sequence[Time]) -> None:
        self._entities = entities
        self._times: dict[int, list[tuple[str, int]]] = {}
        self._timed_by: dict[int, list[Token]] = {}
        self._durations: set[str] = set()
        self.timed_tokens: set[int] = set()
        for time in times:
            tokens = document.doc.char_span(time.start, time.end, alignment_mode="expand")
            if tokens is None:
                continue
            self.timed_tokens.update(range(tokens.start, tokens.end))
            anchor = _anchor(tokens.root, tokens.start, tokens.end)
            if anchor is None:
                continue
            if time.type == "DURATION" and time.earliest_start is None:
                self._durations.add(time.id)
            self._times.setdefault(anchor.i, []).append((time.id, tokens.start))
            self._timed_by.setdefault(anchor.i, []).extend(tokens)

    # Times -------------------------------------------------------------------------------------

    def find_times(self, trigger: Token, events: set[int]) -> list[str]:
        """The ids of the times of the event that `trigger` tells."""
        own = [*self._times.get(trigger.i, ()), *self._times_within(trigger, events)]
        own = own or [time for verb in _when(trigger) for time in self._times.get(verb.i, ())]
        if own:
            return list(dict.fromkeys(time for time, _ in own))
        for governor, is_near in _governors(trigger, events):
            found = [
                time
                for time, start in self._times.get(governor.i, ())
                if time not in self._durations and (is_near or start < governor.i)
            ]
            if found:
                return found
        return []

    def find_bounds(self, trigger: Token) -> list[str]:
        """The ids of the times at which the event begins or ends: "since the end of the war in 2020"."""
        if trigger.dep_ != "pobj" or trigger.head.lower_ != "of" or trigger.head.head.lower_ not in _BOUNDS:
            return []
        noun = trigger.head.head
        nouns = [noun, *(token for _, token in find_prepositional(noun))]
        return [time for token in nouns for time, _ in self._times.get(token.i, ())]

    def _times_within(self, trigger: Token, events: set[int]) -> Iterator[tuple[str, int]]:
        """Times that the parser hangs on a noun of the phrase that is no event itself: "seized the car Sunday"."""
        for preposition, token in find_prepositional(trigger):
            if token.i not in events and preposition.i > trigger.i:
                yield from self._times.get(token.i, ())
        if trigger.pos_ != "VERB":
            return
        for child in trigger.children:
            if (child.dep_ in _ARGUMENTS and child.i not in events) or (
                child.dep_ == "xcomp" and _is_aspectual(trigger)
            ):
                yield from self._times.get(child.i, ())

    # Places ------------------------------------------------------------------------------------

    def find_places(self, trigger: Token, event_type: str, events: set[int]) -> list[Token]:
        """The head tokens of the places of the event that `trigger` tells."""
        own = list(self._own_places(trigger, event_type))
        own = own or [place for verb in _when(trigger) for place in self._prepositional_places(verb, moves=False)]
        own = own or [place for verb in _consequences(trigger) for place in self._own_places(verb, "killing")]
        if not own and event_type in HARMS:
            own = [p for cause in find_causes(trigger, events) for p in self.find_places(cause, "violence", events)]
        own = own or self._arrived_at(trigger)
        if own:
            return own
        for governor, is_near in _governors(trigger, events):
            found = [p for p in self._prepositional_places(governor, moves=False) if is_near or p.i < governor.i]
            if is_near and governor.pos_ == "VERB":
                struck = self._places_struck(governor) if governor.lemma_ in _OCCUR else ()
                found = found or [*struck, *self._places_of_those_harmed(governor)]
            if found:
                return found
        return []

    def _arrived_at(self, trigger: Token) -> list[Token]:
        """Where someone went in order to do something, or did it next: "drove to Fez and met the mayor"."""
        verb = trigger.head
        if trigger.pos_ != "VERB" or trigger.dep_ not in ("conj", "advcl", "xcomp") or verb.i >= trigger.i:
            return []
        if known_type(verb) not in ("movement", "visit") or any(c.dep_ in ("nsubj", "mark") for c in trigger.lefts):
            return []
        return [
            place
            for preposition, token in find_prepositional(verb)
            if preposition.i < trigger.i and preposition.lower_ in _TO
            for place in self._places_of(token)
        ]

    def _own_places(self, trigger: Token, event_type: str) -> Iterator[Token]:
        if trigger.pos_ in ("NOUN", "PROPN"):
            for child in trigger.lefts:
                if (
                    child.dep_ in ("compound", "nmod", "amod", "poss")
                    and child.pos_ == "PROPN"
                    and self._is_named_place(child)
                ):
                    yield child
        yield from self._prepositional_places(trigger, moves=event_type in MOVES)
        if trigger.pos_ == "VERB" and event_type in HARMS:
            yield from self._places_struck(trigger)
            yield from self._places_of_those_harmed(trigger)
        if trigger.pos_ == "NOUN":
            yield from self._places_of_those_who_take_part(trigger)
            yield from self._witnesses(trigger)
            if trigger.dep_ == "dobj" and light_verb(trigger.head) is not None:
                carried = self._prepositional_places(trigger.head, moves=False)
                yield from (place for place in carried if place.i > trigger.i)
        if trigger.pos_ == "NOUN" and event_type in HARMS:
            of = (token for preposition, token in find_prepositional(trigger) if preposition.lower_ == "of")
            yield from (token for token in of if is_place(token, self._entities))
        if trigger.dep_ == "relcl" and any(child.lower_ == "where" for child in trigger.lefts):
            yield from self._places_of(trigger.head)

    def _prepositional_places(self, head: Token, *, moves: bool) -> Iterator[Token]:
        phrases = [*find_prepositional(head)]
        for timed in self._timed_by.get(head.i, ()):  # "on 3 May in Oslo"
            phrases += [pair for pair in find_prepositional(timed) if pair[1].i not in self.timed_tokens]
        for preposition, token in phrases:
            word = preposition.lower_
            if word in _WHERE or (moves and word in _WHITHER):
                yield from self._places_of(token)
        if moves and head.pos_ == "VERB":
            for child in head.children:
                if child.dep_ == "dobj":
                    yield from self._places_of(child)

    def _places_struck(self, verb: Token) -> Iterator[Token]:
        """The places that are attacked or hit themselves, other than buildings: "rebels shelled the town"."""
        for child in verb.children:
            if child.dep_ in ("dobj", "nsubjpass"):
                struck = [token for token in spread(child) if not _is_building(token)]
                yield from (place for token in struck for place in self._places_of(token))

    def _places_of_those_harmed(self, verb: Token) -> Iterator[Token]:
        """The place of "killed 20 people in Fez", which the parser hangs on the people."""
        for child in verb.children:
            if child.dep_ in ("dobj", "nsubjpass"):
                for preposition, token in find_prepositional(child):
                    if preposition.lower_ in _WHERE:
                        yield from self._places_of(token)

    def _places_of_those_who_take_part(self, noun: Token) -> Iterator[Token]:
        """The place of "clashes between rebels and troops in Fez", which the parser hangs on the troops."""
        for preposition, who in find_prepositional(noun):
            if preposition.lower_ in _WITH_WHOM and not is_place(who, self._entities):
                for inner, token in find_prepositional(who):
                    if inner.lower_ in _WHERE:
                        yield from self._places_of(token)

    def _witnesses(self, noun: Token) -> Iterator[Token]:
        """The place that has seen the event: "the region has seen several attacks"."""
        if noun.dep_ == "dobj" and noun.head.lemma_ in _WITNESSING:
            yield from (token for token in find_subjects(noun.head) if is_place(token, self._entities))

    def _places_of(self, noun: Token) -> Iterator[Token]:
        """The places of a noun phrase: the noun's own, or those of its names ("Ruritania's Ux and Vy regions")."""
        if noun.i in self.timed_tokens:
            return
        if noun.lower_ in _PARTS:
            wholes = [token for preposition, token in find_prepositional(noun) if preposition.lower_ in ("of", "to")]
            places = [place for whole in wholes for place in self._places_of(whole)]
            if places:
                yield from places
                return
        names = list(self._listed_names(noun))
        if not is_place(noun, self._entities) or (names and noun.pos_ == "NOUN" and not _is_building(noun)):
            yield from names
        else:
            yield noun
            yield from (() if noun.pos_ == "NOUN" else names)
            yield from self._wider_places(noun)

    def _listed_names(self, noun: Token) -> Iterator[Token]:
        own = self._entities.find(noun)
        for child in noun.lefts:
            if child.dep_ in ("compound", "nmod", "conj", "amod") and child.pos_ == "PROPN":
                for token in spread(child):
                    if token.i < noun.i and self._is_named_place(token) and self._entities.find(token) != own:
                        yield token

    def _wider_places(self, noun: Token) -> Iterator[Token]:
        """The place that a place is in: "Lyon, France", "a village near Lyon"."""
        for child in noun.rights:
            if child.dep_ in ("appos", "npadvmod") and self._is_named_place(child):
                yield child
        if self._entities.find(noun) is None or noun.pos_ == "NOUN":
            for preposition, token in find_prepositional(noun):
                if preposition.lower_ in _WHERE or preposition.lower_ == "of":
                    if self._is_named_place(token):
                        yield token
                    elif token.pos_ == "NOUN" and is_place(token, self._entities):  # "a school in the town of Ux"
                        yield from self._wider_places(token)

    def _is_named_place(self, token: Token) -> bool:
        known = self._entities.find(token)
        return known is not None and self._entities.kind(known) == "place"


def is_place(noun: Token, entities: EntityIndex) -> bool:
    """Whether a phrase stands for a place."""
    known = entities.find(noun)
    if known is not None:
        return entities.kind(known) == "place"
    entry = noun_here(noun)
    return entry is not None and entry.kind == "place"


def _is_building(noun: Token) -> bool:
    """Whether a noun with a name before it is the place itself: "the Oxford Street station"."""
    entry = find_place_noun(noun.lower_)
    return entry is not None and entry.type in ("facility", "street")


def spans_of_sentences(doc: Doc) -> list[Span]:
    """For each token the span of its sentence."""
    spans: list[Span] = []
    for sentence in doc.sents:
        blank = not sentence.text.strip()
        span = Span(sentence.start_char, sentence.end_char) if blank else to_span(sentence)
        spans += [span] * len(sentence)
    return spans


def _when(trigger: Token) -> list[Token]:
    """The verb of the clause that tells when: "wounded when a mine exploded near Ux on Friday"."""
    if trigger.pos_ != "VERB":
        return []
    clauses = [child for child in trigger.rights if child.dep_ == "advcl"]
    return [verb for verb in clauses if any(mark.lower_ in ("when", "as") for mark in verb.lefts)]


def _consequences(trigger: Token) -> list[Token]:
    """Participles that tell what an event did: "exploded, killing six people in Fez"."""
    if trigger.pos_ != "VERB":
        return []
    return [
        child for child in trigger.rights if child.dep_ == "advcl" and child.tag_ == "VBG" and not _is_marked(child)
    ]


def _anchor(root: Token, start: int, end: int) -> Token | None:
    """The word that a time expression is attached to."""
    current = root
    while current.head.i != current.i:
        current = current.head
        if not start <= current.i < end and current.pos_ not in _LINKS:
            return current
    return None


def _governors(trigger: Token, events: set[int]) -> Iterator[tuple[Token, bool]]:
    """The words above a trigger that it shares its setting with, nearest first.

    With each, whether it shares all of its setting, or only what stands before it ("On Monday she came
    and he left"). A noun shares the setting of a verb that carries it, or of the harm that it did.
    """
    current, whole = trigger, True
    for _ in range(_REACH):
        head = current.head
        if head.i == current.i:
            return
        if current.pos_ in ("VERB", "AUX"):
            if current.dep_ == "conj":
                whole = whole and current.tag_ == head.tag_ == "VBG"
            elif current.dep_ == "xcomp":
                if head.i in events and not _is_aspectual(head):
                    return
            elif current.dep_ in ("acl", "relcl"):
                if head.i in events:
                    yield head, whole
                return
            elif current.dep_ not in ("advcl", "pcomp") or any(
                c.dep_ == "mark" or c.lower_ == "to" for c in current.lefts
            ):
                return
        elif head.pos_ == "VERB" and head.i in events and not _carries(head, current):
            return
        if head.pos_ in ("VERB", "AUX") or head.i in events:
            yield head, whole
        current = head


def _is_marked(verb: Token) -> bool:
    """Whether a clause has its own time: "before he left", "to find him"."""
    return any(child.dep_ == "mark" or child.lower_ == "to" for child in verb.lefts)


def _is_aspectual(verb: Token) -> bool:
    return verb.lemma_ in ("begin", "start", "continue", "resume", "stop", "cease", "finish", "try", "manage", "help")


def _carries(verb: Token, dependent: Token) -> bool:
    """Whether the event that a noun names takes place where and when the verb above it does."""
    if dependent.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return light_verb(verb) is not None or verb.lemma_ in _OCCUR
    if dependent.dep_ == "oprd":  # "left five people dead"
        return True
    return dependent.dep_ in ("prep", "agent") and dependent.lower_ in ("in", "by", "during")
