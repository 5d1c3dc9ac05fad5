"""Where and when an event takes place, as far as its own clause says.

What comes in: a parsed text, its entities and times. What goes out: places and times of a trigger, by
what is attached to it, then by what is attached to the clause that holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.extract.arguments import find_prepositional
from kg.extract.document import Document, to_span
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.events.dates import is_past
from kg.extract.events.places import HARMS, MOVES, Places, is_place
from kg.extract.events.sharing import clauses_of_time, governors, is_aspectual
from kg.extract.tokens import Doc, Token
from kg.model import Span, Time

__all__ = ["HARMS", "MOVES", "Settings", "is_place", "spans_of_sentences"]

_BOUNDS = words("end start beginning outbreak")
_ARGUMENTS = words("nsubj nsubjpass dobj attr")
_LINKS = words("ADP SCONJ PART ADV")


class Settings:
    """The places and times of the events of one article."""

    def __init__(self, document: Document, entities: EntityIndex, times: Sequence[Time]) -> None:
        self._times: dict[int, list[tuple[str, int]]] = {}
        self._timed_by: dict[int, list[Token]] = {}
        self._whose: dict[int, list[tuple[str, int]]] = {}
        self._ranges: set[str] = set()
        self._durations: set[str] = set()
        self.timed_tokens: set[int] = set()
        for time in times:
            tokens = document.doc.char_span(time.start, time.end, alignment_mode="expand")
            if tokens is None:
                continue
            self.timed_tokens.update(range(tokens.start, tokens.end))
            if time.precision == "open-range":
                self._ranges.add(time.id)
            self._whose[tokens.root.i] = [(time.id, tokens.start)]
            anchor = _anchor(tokens.root, tokens.start, tokens.end)
            if anchor is None:
                continue
            if time.type == "DURATION" and time.earliest_start is None:
                self._durations.add(time.id)
            self._times.setdefault(anchor.i, []).append((time.id, tokens.start))
            self._timed_by.setdefault(anchor.i, []).extend(tokens)
        self._places = Places(entities, self.timed_tokens, self._timed_by)

    # Times -------------------------------------------------------------------------------------

    def hand_down(self, triggers: Sequence[Token], is_to_come: Callable[[str], bool]) -> None:
        """Give the events of nouns the dates that the parser hangs on the verb.

        They are dates to come after a verb in the past ("called an election for 3 June"), and those set off
        beside the subject ("the last strike, in 1998, lasted").
        """
        nouns = [token for token in triggers if token.pos_ != "VERB"]
        for verb in triggers:
            if verb.pos_ != "VERB" or verb.i not in self._times:
                continue
            for time, start in list(self._times[verb.i]):
                if start < verb.i:
                    own = [noun for noun in nouns if noun.head.i == verb.i and _is_set_off(noun, start)]
                elif is_past(verb) and is_to_come(time):
                    own = [noun for noun in nouns if verb.i < noun.i < start]
                else:
                    continue
                if own:
                    self._times[verb.i].remove((time, start))
                    self._times.setdefault(own[-1].i, []).append((time, start))

    def find_times(self, trigger: Token, events: set[int]) -> list[str]:
        """The ids of the times of the event that `trigger` tells."""
        own = [*self._times.get(trigger.i, ()), *self._times_within(trigger, events), *self._time_described(trigger)]
        own = own or [time for verb in clauses_of_time(trigger) for time in self._times.get(verb.i, ())]
        if own:
            return list(dict.fromkeys(time for time, _ in own))
        for governor, is_near in governors(trigger, events):
            found = [
                time
                for time, start in self._times.get(governor.i, ())
                if time not in self._durations and (is_near or start < governor.i)
            ]
            if found:
                return found
        return []

    def find_bounds(self, trigger: Token) -> list[str]:
        """The ids of the times at the beginning of which the event was.

        They are those with which it begins or ends ("since the end of the war in 2020"), and those of which its
        clause tells what was then ("the worst since 1987, when 64 people drowned").
        """
        if trigger.dep_ == "relcl" and any(child.lower_ == "when" for child in trigger.lefts):
            return [time for time, _ in self._whose.get(trigger.head.i, ())]
        if trigger.dep_ != "pobj" or trigger.head.lower_ != "of" or trigger.head.head.lower_ not in _BOUNDS:
            return []
        noun = trigger.head.head
        nouns = [noun, *(token for _, token in find_prepositional(noun))]
        return [time for token in nouns for time, _ in self._times.get(token.i, ())]

    def _time_described(self, trigger: Token) -> Iterator[tuple[str, int]]:
        """The time of which a clause tells what was then: "in 1874, when the cable was laid", not "since 1874, …"."""
        if trigger.dep_ == "relcl" and any(child.lower_ == "when" for child in trigger.lefts):
            yield from (pair for pair in self._whose.get(trigger.head.i, ()) if pair[0] not in self._ranges)

    def _times_within(self, trigger: Token, events: set[int]) -> Iterator[tuple[str, int]]:
        """Times that the parser hangs on a noun of the phrase that is no event itself: "seized the car Sunday"."""
        for preposition, token in find_prepositional(trigger):
            if token.i not in events and preposition.i > trigger.i:
                yield from self._times_after(token)
        if trigger.pos_ != "VERB":
            return
        for child in trigger.children:
            if (child.dep_ in _ARGUMENTS and child.i not in events) or (
                child.dep_ == "xcomp" and is_aspectual(trigger)
            ):
                yield from self._times_after(child)

    def _times_after(self, token: Token) -> Iterator[tuple[str, int]]:
        """The times after a word; one before it is its own ("the 2019 report")."""
        return ((time, start) for time, start in self._times.get(token.i, ()) if start > token.i)

    # Places ------------------------------------------------------------------------------------

    def find_places(self, trigger: Token, event_type: str, events: set[int]) -> list[Token]:
        """The head tokens of the places of the event that `trigger` tells."""
        return self._places.find(trigger, event_type, events)


def spans_of_sentences(doc: Doc) -> list[Span]:
    """For each token the span of its sentence."""
    spans: list[Span] = []
    for sentence in doc.sents:
        blank = not sentence.text.strip()
        span = Span(sentence.start_char, sentence.end_char) if blank else to_span(sentence)
        spans += [span] * len(sentence)
    return spans


def _is_set_off(subject: Token, start: int) -> bool:
    """Whether the time that begins at `start` follows a subject between commas."""
    return subject.i < start and any(subject.doc[i].lower_ == "," for i in range(max(subject.i, start - 3), start))


def _anchor(root: Token, start: int, end: int) -> Token | None:
    """The word that a time expression is attached to."""
    current = root
    while current.head.i != current.i:
        current = current.head
        if not start <= current.i < end and current.pos_ not in _LINKS:
            return current
    return None
