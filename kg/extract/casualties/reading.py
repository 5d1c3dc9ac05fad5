"""A figure of harmed people as a `Count`: of whom, when, where, through what, and how sure the reading is.

What comes in: harmed people, their figure and the circumstances. What goes out: a count.
What it never does: look for figures.
"""

from __future__ import annotations

import re
from functools import cache

from kg.extract.casualties.circumstances import Circumstances, cover
from kg.extract.casualties.figures import Figure
from kg.extract.casualties.harms import Harmed, is_weak
from kg.extract.casualties.persons import PEOPLE, is_people
from kg.extract.entities import EntityIndex
from kg.extract.lexicon import read_lexicon
from kg.extract.numbers import get_number_words, parse_ordinal
from kg.extract.tokens import Token
from kg.extract.wordsets import get_word_set
from kg.model import Count, Span

#: After a figure that is no more than one side of a ratio.
_FOR_EVERY = re.compile(r"[^.;:,\n]{1,60}?\bfor (?:every|each)\b")
#: Evidence longer than this, in characters, is given in two pieces.
_LONGEST_EVIDENCE = 160
#: Words that are said of people only, so that whatever is counted is people.
#: Conjunctions of what happens again and again, where the present tense follows.
_WHENEVER = frozenset(("when", "whenever", "where", "wherever", "until", "before", "after", "once", "while"))
_OF_PEOPLE = get_word_set("casualty_word_sets", "words of harm to people alone")
_GETTING_AWAY = get_word_set("casualty_word_sets", "those who get away")
_RIVALS = get_word_set("casualty_word_sets", "beaten in contests")


#: What says that people are no longer, or only not yet, somewhere.
_HERE = frozenset(("there", "here", "anymore", "remaining"))
_COMPLEMENTS = frozenset(("acl", "acomp", "amod", "oprd", "ROOT", "xcomp", "ccomp", "advmod", "relcl", "conj"))


@cache
def _excluded() -> frozenset[str]:
    return frozenset(row["noun"] for row in read_lexicon("harm_exclusions"))


def are_people(figure: Figure, harmed: Harmed) -> bool:
    """Whether the figure is of people, or of none where that is worth telling."""
    noun = figure.noun
    if _is_no_patient(noun, harmed):
        return False
    if noun.lemma_.lower() in _excluded() or noun.ent_type_ in ("MONEY", "PERCENT", "QUANTITY"):
        return False
    if not is_people(noun) and noun != harmed.word and harmed.word.lemma_.lower() not in _OF_PEOPLE:
        return False
    if _is_ratio(figure) or _is_definite_one(figure) or _is_one_of_a_kind(figure, harmed) or _is_anyone(figure, harmed):
        return False
    if figure.value == 0 and _is_of_those_left(noun, harmed):
        return False
    if any(child.dep_ == "det" and child.lower_ == "no" for child in noun.lefts) or figure.value != 0:
        return True
    return harmed.harm in ("killed", "injured", "killed-or-injured", "missing")


def _is_no_patient(noun: Token, harmed: Harmed) -> bool:
    """Whether the verb tells of no harm to them: robbers who flee, opponents who are beaten."""
    verb = harmed.word.lemma_
    return (verb == "flee" and noun.lemma_.lower() in _GETTING_AWAY) or (
        verb == "beat" and noun.lemma_.lower() in _RIVALS
    )


def _is_of_those_left(noun: Token, harmed: Harmed) -> bool:
    """Whether none are there any more: "no casualties are left at the site" tells of none harmed."""
    beside = (*noun.children, harmed.word, *harmed.word.children, harmed.governor, *harmed.governor.rights)
    return any(
        word.lower_ in _HERE or word.lemma_ == "remain" or (word.lower_ == "left" and word.dep_ in _COMPLEMENTS)
        for word in beside
    )


def _is_ratio(figure: Figure) -> bool:
    """Whether so many come to each of something: "three cases for every one that is known"."""
    text = figure.noun.doc.text
    return _FOR_EVERY.match(text, figure.end) is not None


def _is_definite_one(figure: Figure) -> bool:
    """Whether the figure is "the younger one", "that one": someone known, and no number."""
    return figure.value == 1 and any(child.lower_ in ("the", "that", "this") for child in figure.noun.lefts)


def _is_one_of_a_kind(figure: Figure, harmed: Harmed) -> bool:
    """Whether someone is only called by what once happened to them: "a prisoner escaped"."""
    is_case = harmed.word.lemma_ == "case" and any(child.like_num for child in harmed.word.lefts)
    is_one = figure.value == 1 and figure.noun == harmed.word and harmed.word.pos_ != "PRON"
    return is_one and not is_case and is_weak(harmed)


def _is_anyone(figure: Figure, harmed: Harmed) -> bool:
    """Whether the one is nobody in particular: "when a man is arrested", "every minute a child dies"."""
    verb = harmed.governor
    if figure.value != 1 or not any(child.lower_ in ("a", "an") for child in figure.noun.lefts):
        return False
    if verb.lemma_ in ("be", "have", "remain") or not _is_in_present(verb):
        return False
    if figure.noun.lemma_ in ("person", "human", "individual"):
        return True
    clauses = [verb, *(verb.ancestors if verb.dep_ in ("conj", "relcl") else ())]
    is_whenever = any(child.lower_ in _WHENEVER for clause in clauses[:2] for child in clause.lefts)
    return is_whenever or any(child.lower_ in ("every", "each") for word in verb.children for child in word.children)


def _is_in_present(verb: Token) -> bool:
    """Whether the clause is in the simple present, which tells of what happens again and again."""
    auxiliaries = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    if not auxiliaries:
        return verb.tag_ in ("VBZ", "VBP")
    return all(child.dep_ == "auxpass" and child.tag_ in ("VBZ", "VBP") for child in auxiliaries)


def to_count(
    harmed: Harmed, figure: Figure, population: str | None, parent: Count | None, circumstances: Circumstances
) -> Count:
    """The figure with all that the clause says of those harmed."""
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


def find_population(figure: Figure, harmed: Harmed, entities: EntityIndex) -> str | None:
    """Who is counted, unless the words say only that they are people."""
    noun = figure.noun
    if noun.lower_ in PEOPLE and not _are_described(noun):
        return None
    if noun == harmed.word or noun.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    if noun.like_num or noun.lower_ in get_number_words("plural"):
        return None
    if noun.pos_ == "ADJ" and noun.ent_type_ == "":
        return None
    return entities.get(noun)


def _are_described(people: Token) -> bool:
    """Whether words before "people" say who they are: "40 Kurdish people"."""
    return people.pos_ == "NOUN" and any(
        child.dep_ in ("amod", "compound", "nmod") and (child.ent_type_ == "NORP" or child.pos_ == "PROPN")
        for child in people.lefts
    )


def is_of_the_same(figure: Figure) -> bool:
    """Whether the figure counts on: "two soldiers died and a third was hurt", "… and three more were hurt"."""
    noun = figure.noun
    if parse_ordinal(noun.text) is not None:
        return True
    return noun.like_num and any(child.lower_ == "more" and child.i > noun.i for child in noun.children)


def _evidence(harmed: Harmed, figure: Figure) -> tuple[Span, ...]:
    paired = [token for token in harmed.word.rights if token.dep_ == "conj" and token.i - harmed.word.i == 2]
    words = [harmed.word, *paired] if harmed.harm in ("killed-or-injured", "affected") else [harmed.word]
    words += [harmed.mate] if harmed.mate is not None else []
    whole = cover([*words, figure.noun], figure.span)
    if whole.end - whole.start <= _LONGEST_EVIDENCE:
        return (whole,)
    return (figure.span, Span(harmed.word.idx, harmed.word.idx + len(harmed.word)))


def _confidence(figure: Figure, harmed: Harmed, *, is_known: bool) -> float:
    confidence = harmed.certainty
    noun = figure.noun
    known = is_known or noun == harmed.word or is_people(noun)
    if not known and noun.ent_type_ not in ("NORP", "GPE", "PERSON"):
        confidence -= 0.2
    if figure.qualifier == "dozens":
        confidence -= 0.05
    return round(max(confidence, 0.1), 2)
