"""When, where and through what people were harmed, as the clause says it.

What comes in: a word of harm with the verb of its clause, and the times, events and entities of the article.
What goes out: ids. What it never does: look beyond the clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.arguments import find_arguments, find_prepositional
from kg.extract.casualties.harm_words import is_harm
from kg.extract.casualties.harms import Harmed
from kg.extract.entities import EntityIndex
from kg.extract.events.settings import is_place
from kg.extract.tokens import Doc, Token
from kg.extract.wordsets import get_word_set
from kg.model import ACTOR_KINDS, Event, Span, Time

#: Types of event through which people come to harm; others in the clause (a denial, a visit) are no cause.
_CAUSES = get_word_set("casualty_word_sets", "event types that harm")
#: Of those, the ones on occasion of which people are detained, taken or saved.
_OCCASIONS = get_word_set("casualty_word_sets", "event types of occasions")
_PLACE_PREPOSITIONS = get_word_set("casualty_word_sets", "prepositions of place")


class Circumstances:
    """The times, places and events of an article, by the tokens at which they stand."""

    def __init__(self, doc: Doc, entities: EntityIndex, times: Sequence[Time], events: Sequence[Event]) -> None:
        self._entities = entities
        self._kinds = {entity.id: entity.kind for entity in entities.entities()}
        dated = {token.i for time in times for token in _tokens_at(doc, time.span)}
        self._times = [(token, time) for time in times for token in _tokens_at(doc, time.span)[:1]]
        self._events = {
            token.i: event for event in events for token in _tokens_at(doc, event.trigger) if token.i not in dated
        }

    def find_period(self, harmed: Harmed) -> str | None:
        """The time that the clause states: an open or closed range rather than a moment, else the nearest."""
        clauses = [{harmed.governor.i, harmed.word.i}, {verb.i for verb in _coordinated(harmed.governor)}]
        return next((time for clause in clauses if (time := self._find_time(clause, harmed)) is not None), None)

    def _find_time(self, clause: set[int], harmed: Harmed) -> str | None:
        found = [
            time
            for token, time in self._times
            if time.type != "SET" and not (time.value or "").endswith("_REF") and _clause_of(token, clause)
        ]
        if not found:
            return None
        ranks = {"open-range": 0, "range": 1, "duration": 2, "vague": 9}
        best = min(
            found, key=lambda time: (ranks.get(time.precision or "", 5), abs(time.start - harmed.word.idx), time.id)
        )
        return best.id

    def find_place(self, harmed: Harmed) -> str | None:
        """The place in a phrase of place on the verb, on those harmed, or on the cause."""
        cause = self.find_cause(harmed)
        heads = [harmed.governor, harmed.word, harmed.noun]
        heads += self._token_of(cause, harmed) if cause is not None else []
        heads += [head.head for head in (harmed.governor,) if head.dep_ in ("advcl", "acl", "relcl")]
        heads += [*_coordinated(harmed.governor), *_sharing_end(harmed.governor), *_first_of_result(harmed.governor)]
        heads += _occasions(harmed.governor)
        heads += [
            subject for clause in heads if _is_when(clause) for subject in clause.lefts if subject.dep_ == "nsubj"
        ]
        for head in heads:
            for preposition, noun in find_prepositional(head):
                if preposition.lower_ in _PLACE_PREPOSITIONS:
                    place = self._place_of(noun)
                    if place is not None:
                        return place
        return self._find_place_of_events(harmed) or self._find_place_before_cause(harmed)

    def _find_place_of_events(self, harmed: Harmed) -> str | None:
        """The first place of the event that did it, or of the one that the word of harm names."""
        events = [event for event in (self.find_cause(harmed), self.find_outcome(harmed)) if event is not None]
        return next((place for event in events for place in event.places if self._kinds.get(place) == "place"), None)

    def _find_place_before_cause(self, harmed: Harmed) -> str | None:
        """The place that stands before the noun for the cause: "the Kano bombing", "a Lagos crane collapse"."""
        for cause in self._causes(harmed):
            if cause.pos_ != "NOUN" or cause.i not in self._events:
                continue
            for child in cause.lefts:
                if child.dep_ in ("compound", "nmod", "poss") and child.pos_ == "PROPN":
                    place = self._place_of(child)
                    if place is not None:
                        return place
        return None

    def _place_of(self, noun: Token) -> str | None:
        """The place that a noun phrase stands for, if it stands for one: a name, or a bank by its side of the river."""
        place = self._entities.find(noun)
        if place is None and is_place(noun, self._entities):
            return self._entities.get(noun)
        return place if place is not None and self._kinds.get(place) == "place" else None

    def find_cause(self, harmed: Harmed) -> Event | None:
        """The event that did it: the agent, a phrase on the verb, or the clause that a participle hangs on."""
        causes = _OCCASIONS if harmed.harm in ("detained", "abducted", "rescued") else _CAUSES
        for token in self._causes(harmed):
            event = self._events.get(token.i)
            if event is not None and event.type in causes and token != harmed.word:
                return event
        return None

    def find_outcome(self, harmed: Harmed) -> Event | None:
        """The event that the word of harm itself names."""
        return self._events.get(harmed.word.i) or self._events.get(harmed.governor.i)

    def is_actor(self, entity_id: str | None) -> bool:
        """Whether the entity, if it was known beforehand, is of a kind that can suffer harm."""
        return self._kinds.get(entity_id or "") in ACTOR_KINDS

    def _token_of(self, event: Event, harmed: Harmed) -> list[Token]:
        return [token for token in self._causes(harmed) if self._events.get(token.i) is event][:1]

    def _causes(self, harmed: Harmed) -> Iterator[Token]:
        verb, word = harmed.governor, harmed.word
        yield from (token for token in find_arguments(verb).agents if token != harmed.noun)
        for head in (word, verb, *(token for token in word.rights if token.dep_ == "conj"), harmed.noun):
            yield from _phrases_below(head)
        if verb.dep_ in ("acl", "relcl"):
            yield verb.head
        for above in (verb, verb.head):
            if above.dep_ in ("advcl", "conj") and above.head.pos_ == "VERB" and not is_harm(above.head):
                yield above.head
        yield from (child for child in verb.children if child.dep_ == "advcl" and not is_harm(child))


def _coordinated(verb: Token) -> list[Token]:
    """The verbs that share the subject of `verb`, or that say when: an adjunct of one tells of all."""
    found = [child for child in verb.rights if child.dep_ == "conj" and not _has_subject(child)]
    found += [child for child in verb.rights if child.dep_ == "advcl" and _is_when(child)]
    is_participle = verb.dep_ == "advcl" and verb.tag_ == "VBG"
    if (verb.dep_ == "conj" or is_participle) and not _has_subject(verb):
        found.append(verb.head)
    return found


def _sharing_end(verb: Token) -> list[Token]:
    """The last of a row of harms: what ends "ten died and forty were injured in Fez" tells where of both."""
    last = verb
    while (following := next((c for c in last.rights if c.dep_ == "conj" and is_harm(c)), None)) is not None:
        last = following
    return [last] if last != verb and is_harm(verb) else []


def _occasions(verb: Token) -> list[Token]:
    """What a phrase names in which people came to harm: "in a crush", "during the fair"."""
    return [noun for preposition, noun in find_prepositional(verb) if preposition.lower_ in ("in", "during", "after")]


def _first_of_result(verb: Token) -> list[Token]:
    """Of "wounding" in "fell into a yard in Fez, killing two and wounding ten": the verb of the clause, "fell"."""
    first = verb.head if verb.dep_ == "conj" and verb.tag_ == "VBG" else verb
    return [first.head] if first != verb and first.dep_ == "advcl" and first.tag_ == "VBG" else []


def _is_when(clause: Token) -> bool:
    return any(child.lower_ in ("when", "as", "after") and child.dep_ in ("advmod", "mark") for child in clause.lefts)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _phrases_below(head: Token) -> Iterator[Token]:
    """The nouns that hang on `head` by prepositions alone: "due to explosions", "as a result of a clash in Aden"."""
    for child in head.children:
        if child.dep_ in ("prep", "agent", "pcomp") or (child.pos_ == "ADP" and child.dep_ != "mark"):
            for noun in child.children:
                if noun.dep_ in ("pobj", "pcomp"):
                    yield noun
                    yield from (token for token in noun.rights if token.dep_ == "conj")
                    if noun.lemma_ in ("result", "wave", "series", "string", "spate", "course", "aftermath", "wake"):
                        yield from _phrases_below(noun)
            yield from _phrases_below(child)


def _clause_of(token: Token, clause: set[int]) -> bool:
    """Whether `token` hangs on one of the words without another finite clause between."""
    for ancestor in (token, *token.ancestors):
        if ancestor.i in clause:
            return True
        if ancestor.pos_ in ("VERB", "AUX") and ancestor != token:
            return False
    return False


def _tokens_at(doc: Doc, span: Span) -> list[Token]:
    """The tokens of a span, the one that governs the others first."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return []
    root = tokens.root
    return [root, *(token for token in tokens if token != root)]


def cover(tokens: Iterable[Token], span: Span) -> Span:
    """The span from the first to the last of the tokens and `span`."""
    found = list(tokens)
    start = min([span.start, *(token.idx for token in found)])
    return Span(start, max([span.end, *(token.idx + len(token) for token in found)]))
