"""The counts of an article, as they are found from its first sentence to its last.

What comes in: sentences in their order. What goes out: `Count`s.
What it never does: look at syntax; it puts together what the modules beside it read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

from msgspec.structs import replace

from kg.extract.casualties.among import find_among
from kg.extract.casualties.certainty import find_certainty, find_verb_above
from kg.extract.casualties.circumstances import Circumstances
from kg.extract.casualties.continued import Continuation, find_continuation
from kg.extract.casualties.figures import Figure, Figures
from kg.extract.casualties.harms import Harmed, find_harmed, is_weak
from kg.extract.casualties.parts import find_figures, is_among_others
from kg.extract.casualties.reading import are_people, find_population, is_of_the_same, to_count
from kg.extract.casualties.told import find_told
from kg.extract.casualties.tolls import find_tolls
from kg.extract.document import Document
from kg.extract.entities import EntityIndex
from kg.extract.tokens import Token, Tokens
from kg.model import Count, Event, Time

#: How many sentences before its part a whole may stand.
_FURTHEST_WHOLE = 3
#: What those who died of it are not counted for beside: "six died after they had caught the fever".
_BEFORE_DEATH = frozenset(("affected", "infected", "injured"))
#: The certainty of figures that take their harm from an earlier one.
_CONTINUED = 0.65


class _Counted(NamedTuple):
    """A count with the place of its figure, and with the number of the sentence in which it stands."""

    fact: Count
    start: int
    sentence: int


class Counting:
    """Takes up the counts of one sentence after the other."""

    def __init__(
        self, document: Document, entities: EntityIndex, times: Sequence[Time], events: Sequence[Event]
    ) -> None:
        self._text = document.text
        self._entities = entities
        self._figures = Figures(document.doc, [time.span for time in times])
        self._circumstances = Circumstances(document.doc, entities, times, events)
        self._counted: dict[tuple[int, int, str], _Counted] = {}
        #: Those that give way to another harm of the same people: "shot dead", "two hostages were killed".
        self._weak: set[tuple[int, int, str]] = set()

    def counts(self) -> list[Count]:
        """All counts in text order, each with an id of its own."""
        told = {key[:2] for key in self._counted if key not in self._weak}
        dead = {key[:2] for key in self._counted if key[2] == "killed"}
        counts = [
            counted.fact
            for key, counted in self._counted.items()
            if not (key in self._weak and key[:2] in told) and not (key[2] in _BEFORE_DEATH and key[:2] in dead)
        ]
        return _number(sorted(counts, key=lambda count: (count.evidence[0].start, count.id, count.harm)))

    def read(self, sentence: Tokens, number: int) -> None:
        """Take up the counts of the next sentence: those with a word of harm, then those that continue one."""
        if not self._figures.may_be_in(sentence):
            return
        before = None
        by_word: dict[int, list[tuple[int, int, str]]] = {}
        for harmed in _iter_harmed(sentence):
            for figure, whole in find_figures(harmed, self._figures):
                key = (figure.start, figure.end, harmed.harm)
                if key in self._counted or not are_people(figure, harmed):
                    continue
                if is_weak(harmed):
                    self._weak.add(key)
                population = find_population(figure, harmed, self._entities)
                if population is None and is_of_the_same(figure):
                    population = before
                parent = self._find_parent(figure, harmed, whole, number)
                self._add(to_count(harmed, figure, population, parent, self._circumstances), figure, number)
                before = population
                by_word.setdefault(harmed.word.i, []).append(key)
        for keys in by_word.values():
            self._join_sum(keys)
        self._continue(sentence, number)

    def _add(self, count: Count, figure: Figure, sentence: int) -> None:
        self._counted[figure.start, figure.end, count.harm] = _Counted(count, figure.start, sentence)

    def _join_sum(self, keys: list[tuple[int, int, str]]) -> None:
        """Of "12 people, seven women and five men": the seven and the five are part of the 12."""
        whole, *parts = (self._counted[key] for key in keys)
        if len(parts) > 1 and whole.fact.value == sum(part.fact.value or 0 for part in parts):
            for key, part in zip(keys[1:], parts, strict=True):
                self._counted[key] = part._replace(fact=replace(part.fact, part_of=whole.fact.id))

    def _find_parent(self, figure: Figure, harmed: Harmed, whole: Figure | None, sentence: int) -> Count | None:
        """The count that includes this one, if the words say that one does."""
        if whole is not None:
            counted = self._counted.get((whole.start, whole.end, harmed.harm))
            return counted.fact if counted is not None else None
        if harmed.is_part or is_among_others(figure, harmed, self._text):
            return self._find_whole(figure, harmed.harm, sentence)
        return None

    def _find_whole(self, figure: Figure, harm: str, sentence: int) -> Count | None:
        """The last count of that harm before, if it can include the figure."""
        whole = self._find_last(figure.start, sentence - _FURTHEST_WHOLE, harm)
        if whole is None or (figure.value or 0) > (whole.value or whole.upper or inf):
            return None
        return whole

    def _find_last(self, start: int, earliest: int, harm: str | None) -> Count | None:
        """The last count before `start`, of that harm if one is given, in no sentence before `earliest`."""
        found = [
            counted
            for counted in self._counted.values()
            if counted.start < start and counted.sentence >= earliest and harm in (None, counted.fact.harm)
        ]
        return max(found, key=lambda counted: (counted.start, counted.fact.harm)).fact if found else None

    # Figures without a word of harm ----------------------------------------------------------------

    def _continue(self, sentence: Tokens, number: int) -> None:
        taken = {counted.start for counted in self._counted.values() if counted.sentence == number}
        for first, last, figure in self._figures.within(sentence):
            if figure.start in taken:
                continue
            continuation = find_continuation(first, last, figure)
            if continuation is not None:
                taken |= self._add_continued(continuation, last, figure, number)

    def _add_continued(self, continuation: Continuation, last: Token, figure: Figure, number: int) -> set[int]:
        """Take up the figure, and those told to be part of it; where these start."""
        earlier = self._find_last(figure.start, number - continuation.reach, continuation.harm)
        harm = continuation.harm or (earlier.harm if earlier is not None else None)
        if harm is None:
            return set()
        word = continuation.word
        noun = last if self._figures.of(figure.noun) is None else figure.noun
        governor = last if word == last else find_verb_above(word) if word.pos_ not in ("VERB", "AUX") else word
        if governor.pos_ in ("VERB", "AUX") and find_certainty(governor) == 0:
            return set()
        harmed = Harmed(word, noun, harm, governor, _CONTINUED, is_part=continuation.is_part)
        starts: set[int] = set()
        found = list(find_figures(harmed, self._figures))
        if found and found[0][0].start != figure.start:  # "two of the 12 killed": the two
            found = [(figure, None)]
        for each, whole in found:
            if (each.start, each.end, harm) in self._counted or not are_people(each, harmed):
                continue
            population = find_population(each, harmed, self._entities)
            parent = self._find_parent(each, harmed, whole, number)
            count = to_count(harmed, each, population, parent, self._circumstances)
            if earlier is not None and earlier.harm == harm:
                count = _continued(count, earlier)
            self._add(count, each, number)
            starts.add(each.start)
        return starts


def _continued(count: Count, earlier: Count) -> Count:
    """The count with what is known of the earlier one: of whom, where, when and through what."""
    return replace(
        count,
        population=count.population or earlier.population,
        place=earlier.place,
        cause=earlier.cause,
        event=earlier.event,
    )


def _iter_harmed(sentence: Tokens) -> Iterator[Harmed]:
    """All who are harmed in the sentence; a verb that tells of harm with another word is not read by itself."""
    told = list(find_told(sentence))
    yield from (harmed for harmed in told if harmed.harm)
    verbs = {harmed.word.i for harmed in told}
    yield from (harmed for harmed in find_harmed(sentence) if harmed.word.i not in verbs)
    yield from find_tolls(sentence)
    yield from find_among(sentence)


def _number(counts: list[Count]) -> list[Count]:
    """Give the counts of one figure ids of their own."""
    seen: dict[str, int] = {}
    numbered = []
    for count in counts:
        seen[count.id] = seen.get(count.id, 0) + 1
        suffix = f"-{seen[count.id]}" if seen[count.id] > 1 else ""
        numbered.append(_renamed(count, count.id + suffix))
    return numbered


def _renamed(count: Count, new_id: str) -> Count:
    return count if count.id == new_id else replace(count, id=new_id)
