"""Numbers of people killed, injured, missing, displaced, detained …, each with what the text says of it.

What comes in: a parsed article with its entities, times and events. What goes out: `Count`s in text order.
What it never does: add figures up, split a combined one, or take a possibility for a fact.

A figure is harmed people in the syntax of their clause, not a number near a word. `confidence` is that of the
reading: about .9 where a verb governs the figure, .85 for adjectives and nouns, half where the text only fears or
supposes, less where those counted are not known to be people. An indefinite plural ("dozens") has no value; its
lower bound is two of the unit (24).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace
from spacy.tokens import Token

from kg.extract.casualties.circumstances import Circumstances, cover
from kg.extract.casualties.figures import PEOPLE, Figure, Figures
from kg.extract.casualties.harms import Harmed, find_harmed
from kg.extract.casualties.tolls import find_tolls
from kg.extract.document import Document
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import find_noun
from kg.extract.lexicon import read_lexicon
from kg.extract.numbers import parse_ordinal
from kg.model import Count, Event, Span, Time

__all__ = ["find_counts"]

#: Evidence longer than this, in characters, is given in two pieces.
_LONGEST_EVIDENCE = 160


def find_counts(
    document: Document, entities: EntityIndex, times: Sequence[Time], events: Sequence[Event]
) -> list[Count]:
    """The counts of people harmed; who is counted becomes a mention in `entities`."""
    figures = Figures(document.doc, [time.span for time in times])
    circumstances = Circumstances(document.doc, entities, times, events)
    counts: dict[tuple[int, int, str], Count] = {}
    for sentence in document.doc.sents:
        before = None
        for harmed in (*find_harmed(sentence), *find_tolls(sentence)):
            for figure, whole in _figures_of(harmed, figures):
                key = (figure.start, figure.end, harmed.harm)
                parent = counts.get((whole.start, whole.end, harmed.harm)) if whole else None
                if parent is None and _is_among_others(figure, document):
                    parent = _last(counts, harmed.harm, sentence.start_char)
                if key not in counts and _are_people(figure, harmed):
                    population = _find_population(figure, harmed, entities)
                    if population is None and parse_ordinal(figure.noun.text) is not None:
                        population = before  # "two soldiers died and a third was hurt"
                    counts[key] = _to_count(harmed, figure, population, parent, circumstances)
                    before = population
    return _number(sorted(counts.values(), key=lambda count: (count.evidence[0].start, count.id, count.harm)))


def _figures_of(harmed: Harmed, figures: Figures) -> Iterator[tuple[Figure, Figure | None]]:
    """The figure of those harmed, then the figures of those among them, each with the whole that it is part of."""
    whole = figures.of(harmed.noun)
    if whole is None:
        return
    yield whole, None
    for noun in _nouns_among(harmed.noun):
        part = figures.of(noun)
        if part is not None and part.span != whole.span:
            yield part, whole


def _nouns_among(noun: Token) -> Iterator[Token]:
    """Of "seven people, including two children and a nurse": the children and the nurse."""
    for child in (*noun.rights, *(noun.head.rights if noun.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass") else ())):
        if child.lower_ == "including" and child.i > noun.i:
            for part in child.children:
                if part.dep_ == "pobj":
                    yield part
                    yield from _list_of(part)
    yield from _nouns_after_among(noun)


def _nouns_after_among(noun: Token) -> Iterator[Token]:
    """Of "twelve people, among them three children": the children."""
    for token in noun.doc[noun.i + 1 : noun.sent.end - 2]:
        if token.lower_ in ("among", "of") and token.nbor().lower_ in ("them", "whom"):
            number = token.nbor(2)
            if number.like_num:
                yield number.head if number.dep_ == "nummod" and number.head.i > number.i else number
            return


def _is_among_others(figure: Figure, document: Document) -> bool:
    """Whether "among them" or "including" stands right before the figure."""
    return re.search(r"\b(?:(?:among|of) (?:them|whom)|including),?\s+$", document.text[: figure.start]) is not None


def _last(counts: dict[tuple[int, int, str], Count], harm: str, start: int) -> Count | None:
    """The last count of that harm after `start`."""
    found = [count for count in counts.values() if count.harm == harm and count.evidence[0].start >= start]
    return max(found, key=lambda count: count.evidence[0].end, default=None)


def _list_of(noun: Token) -> Iterator[Token]:
    for child in noun.rights:
        if child.dep_ in ("conj", "appos"):
            yield child
            yield from _list_of(child)


@cache
def _excluded() -> frozenset[str]:
    return frozenset(row["noun"] for row in read_lexicon("harm_exclusions"))


def _are_people(figure: Figure, harmed: Harmed) -> bool:
    noun = figure.noun
    if noun.lemma_.lower() in _excluded() or noun.ent_type_ in ("MONEY", "PERCENT", "QUANTITY"):
        return False
    if any(child.dep_ == "det" and child.lower_ == "no" for child in noun.lefts) or figure.value != 0:
        return True
    return harmed.harm in ("killed", "injured", "killed-or-injured", "missing")


def _to_count(
    harmed: Harmed, figure: Figure, population: str | None, parent: Count | None, circumstances: Circumstances
) -> Count:
    cause = circumstances.find_cause(harmed)
    event = cause or circumstances.find_outcome(harmed)
    return Count(
        id=f"count-{figure.start}-{figure.end}",
        harm=harmed.harm,
        value=figure.value,
        lower=figure.lower,
        upper=figure.upper,
        qualifier=figure.qualifier,
        population=population,
        place=circumstances.find_place(harmed),
        period=circumstances.find_period(harmed),
        cause=cause.type if cause is not None else None,
        event=event.id if event is not None else None,
        part_of=parent.id if parent is not None else None,
        evidence=_evidence(harmed, figure),
        confidence=_confidence(figure, harmed, is_known=circumstances.is_actor(population)),
    )


def _find_population(figure: Figure, harmed: Harmed, entities: EntityIndex) -> str | None:
    """Who is counted, unless the words say only that they are people."""
    noun = figure.noun
    if noun == harmed.word or noun.lower_ in PEOPLE or noun.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    if noun.like_num or noun.lower_ in ("dozens", "hundreds", "thousands", "scores", "millions"):
        return None
    if noun.pos_ == "ADJ" and noun.ent_type_ == "":
        return None
    return entities.get(noun)


def _evidence(harmed: Harmed, figure: Figure) -> tuple[Span, ...]:
    paired = [token for token in harmed.word.rights if token.dep_ == "conj" and token.i - harmed.word.i == 2]
    words = [harmed.word, *paired] if harmed.harm in ("killed-or-injured", "affected") else [harmed.word]
    whole = cover([*words, figure.noun], figure.span)
    if whole.end - whole.start <= _LONGEST_EVIDENCE:
        return (whole,)
    return (figure.span, Span(harmed.word.idx, harmed.word.idx + len(harmed.word)))


def _confidence(figure: Figure, harmed: Harmed, *, is_known: bool) -> float:
    confidence = harmed.certainty
    noun = figure.noun
    known = (
        is_known or noun.lower_ in PEOPLE or noun == harmed.word or noun.like_num or find_noun(noun.lower_) is not None
    )
    if not known and noun.ent_type_ not in ("NORP", "GPE", "PERSON"):
        confidence -= 0.2
    if figure.qualifier == "dozens":
        confidence -= 0.05
    return round(max(confidence, 0.1), 2)


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
