"""Harm that a verb tells only together with another word: `fell ill`, `taken to hospital`, `lost their homes`.

What comes in: a parsed sentence. What goes out: `Harmed`s.
What it never does: read numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg.extract.arguments import find_arguments, find_prepositional, is_passive, spread
from kg.extract.casualties.certainty import find_certainty, find_verb_above
from kg.extract.casualties.harm_words import (
    get_harm_words,
    is_about_infection,
    is_harm,
    names_food_poisoning,
    names_infection,
)
from kg.extract.casualties.harms import Harmed
from kg.extract.casualties.persons import is_people
from kg.extract.lexicon import read_lexicon
from kg.extract.tokens import Doc, Token, Tokens
from kg.extract.wordsets import get_word_set

_STATE = "@verbs of state"
#: What "fell ill" and "treated" tell of in a text that names no infection.
_WITHOUT_INFECTION = {"ill": "affected", "patient": "injured"}
#: Verbs of which the denial tells that nothing is known of people.
_UNSEEN = frozenset(("find", "hear", "see", "locate", "trace"))
_ANY, _ALONE, _PASSIVE = "*", "alone", "passive"
_COMPLEMENTS = frozenset(("acomp", "oprd", "attr", "advmod", "xcomp", "amod", "dep", "ccomp"))
_HEADLINED = frozenset(("in", "on", "for", "over", "after", "under"))


class _Phrase(NamedTuple):
    relations: frozenset[str]
    words: frozenset[str]
    harm: str
    harmed: str


def find_told(sentence: Tokens) -> Iterator[Harmed]:
    """All pairs of harm and harmed that a phrase tells; without a harm where it tells that there was none."""
    for token in sentence:
        if token.lemma_ in _UNSEEN and token.pos_ == "VERB":
            yield from _of_unseen(token)
        if token.lemma_ in _phrases() and token.pos_ in ("VERB", "AUX"):
            yield from _of_verb(token)
        elif token.dep_ == "prep" and token.lower_ in _prepositions_of_state():
            yield from _of_noun(token)


@cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """The rows of the lexicon by verb, in their order."""
    found: dict[str, list[_Phrase]] = {}
    for row in read_lexicon("casualty_phrases"):
        phrase = _Phrase(_words(row["relation"]), _words(row["word"]), row["harm"], row["harmed"])
        for verb in sorted(_words(row["verb"])):
            found.setdefault(verb, []).append(phrase)
    return {verb: tuple(phrases) for verb, phrases in found.items()}


@cache
def _prepositions_of_state() -> dict[str, tuple[_Phrase, ...]]:
    """Phrases that say in what state people are, be it after a verb or after those people: "12 in hospital"."""
    found: dict[str, list[_Phrase]] = {}
    for row in read_lexicon("casualty_phrases"):
        if row["verb"].startswith(_STATE) and row["relation"] != "complement":
            phrase = _Phrase(_words(row["relation"]), _words(row["word"]), row["harm"], row["harmed"])
            for preposition in phrase.relations:
                found.setdefault(preposition, []).append(phrase)
    return {preposition: tuple(phrases) for preposition, phrases in found.items()}


def _words(cell: str) -> frozenset[str]:
    """The words of a cell, with the name of a set replaced by its words."""
    name, at, rest = cell.partition("@")
    if not at:
        return frozenset(cell.split())
    if rest.startswith("verbs of state"):
        return get_word_set("casualty_word_sets", "verbs of state") | frozenset(rest.split()[3:])
    first, *others = rest.split()
    return frozenset(name.split()) | get_word_set("casualty_word_sets", first) | frozenset(others)


def _of_verb(verb: Token) -> Iterator[Harmed]:
    beside = list(_beside(verb))
    fitting = ((phrase, word) for phrase in _phrases()[verb.lemma_] if (word := _find_fitting(phrase, verb, beside)))
    phrase, word = next(fitting, (None, verb))
    if phrase is None:
        return
    certainty = find_certainty(verb)
    if certainty == 0:
        return
    for noun in _harmed(verb, word, phrase):
        if _PASSIVE in phrase.relations and noun.lemma_.lower() in get_harm_words("noun"):  # "60 hostages are held"
            continue
        harm = _code(phrase.harm, verb.doc)
        if harm == "detained" and _PASSIVE in phrase.relations and _names_captives(verb.doc):
            harm = "abducted"
        yield Harmed(verb, noun, harm, verb, certainty * 0.95, mate=word)


def _names_captives(doc: Doc) -> bool:
    """Whether the text is about people whom no authority holds."""
    words = get_word_set("casualty_word_sets", "captives")
    return any(token.lower_ in words for token in doc)


def _of_unseen(verb: Token) -> Iterator[Harmed]:
    """Of "was never found", "have not been seen since": those of whom nothing is known."""
    words = {child.lower_: child.dep_ for child in verb.children}
    is_denied = "neg" in words.values() or "never" in words
    is_since = any(word in words for word in ("since", "again")) or (verb.lemma_ == "find" and "never" in words)
    if not (is_denied and is_since and is_passive(verb)):
        return
    for noun in find_arguments(verb).patients:
        yield Harmed(verb, noun, "missing", verb, 0.8)


def find_phrase_of(verb: Token) -> str | None:
    """The harm that a verb tells with the words beside it, whoever suffers it."""
    beside = list(_beside(verb))
    for phrase in _phrases().get(verb.lemma_, ()):
        is_alone = _PASSIVE in phrase.relations and verb.tag_ == "VBN"
        if is_alone or _find_fitting(phrase, verb, beside) is not None:
            return _code(phrase.harm, verb.doc) if phrase.harm else None
    return None


def _find_fitting(phrase: _Phrase, verb: Token, beside: list[tuple[str, Token]]) -> Token | None:
    """The word with which the verb makes up the phrase."""
    if _ALONE in phrase.relations or (_PASSIVE in phrase.relations and (is_passive(verb) or _is_headlined(verb))):
        return verb
    is_any = _ANY in phrase.words
    found = (word for relation, word in beside if relation in phrase.relations)
    return next((word for word in found if is_any or _is_one_of(word, phrase.words)), None)


def _is_headlined(verb: Token) -> bool:
    """Whether a headline leaves out "are": "Ten held over fraud"."""
    if verb.tag_ != "VBN" or verb.dep_ != "ROOT" or any(child.dep_ in ("aux", "dobj") for child in verb.children):
        return False
    return any(child.dep_ == "nsubj" and child.like_num for child in verb.lefts) and any(
        child.lower_ in _HEADLINED for child in verb.rights
    )


def _is_one_of(word: Token, words: frozenset[str]) -> bool:
    lemma = word.lemma_.lower()
    if lemma == "critical" and any(
        child.dep_ == "prep" and child.lower_ in ("of", "to", "for") for child in word.rights
    ):
        return False  # who is critical of something is well
    return (
        lemma in words
        or word.lower_ in words
        or any(f"{child.lower_}_{lemma}" in words for child in word.lefts if child.dep_ in ("amod", "compound", "det"))
    )


def _beside(verb: Token) -> Iterator[tuple[str, Token]]:
    """What stands with the verb: its object, complements, particles, and prepositions with their nouns."""
    for child in verb.children:
        if child.dep_ == "nsubj":
            yield "subject", child
        elif child.dep_ == "dobj":
            yield from (("object", noun) for noun in spread(child))
            yield from _prepositions(child)
            yield from (("complement", word) for word in child.rights if word.dep_ in _COMPLEMENTS)
        elif child.dep_ == "prt":
            yield "particle", child
        elif child.dep_ in _COMPLEMENTS or (child.dep_ == "advcl" and child.pos_ == "ADJ"):  # "brought out alive"
            yield "complement", child
            if child.pos_ != "VERB":
                yield from _prepositions(child)
    yield from _prepositions(verb)


def _prepositions(head: Token) -> Iterator[tuple[str, Token]]:
    for preposition, noun in find_prepositional(head):
        yield preposition.lower_, noun


def _harmed(verb: Token, word: Token, phrase: _Phrase) -> tuple[Token, ...]:
    if phrase.harmed == "object" and word.dep_ == "dobj":  # "took 15 teachers hostage", as the parser has it
        compounds = tuple(child for child in word.lefts if child.dep_ in ("compound", "nmod") and is_people(child))
        if compounds:
            return compounds
    if phrase.harmed in ("object", "theme") and word.dep_ == "ccomp" and word != verb:  # "made 95 people sick"
        own = [noun for child in word.lefts if child.dep_ == "nsubj" for noun in spread(child)]
        if own:
            return tuple(own)
    arguments = find_arguments(verb)
    if phrase.harmed == "recipient":  # "cost 19 men their lives"
        return arguments.recipients or tuple(noun for noun in arguments.patients if noun != word)
    if phrase.harmed == "subject":
        return arguments.agents or arguments.patients
    if phrase.harmed == "theme":
        return arguments.patients or arguments.agents
    if not arguments.patients and verb.tag_ in ("VBN", "VBD"):  # "Two beaten to death"
        return arguments.agents
    return arguments.patients


def _of_noun(preposition: Token) -> Iterator[Harmed]:
    """Of "12 in hospital", "four of them with burns": those before the preposition."""
    head = preposition.head
    if head.pos_ not in ("NOUN", "PROPN", "NUM", "PRON"):
        return
    state = find_state(preposition, [word for word in preposition.children if word.dep_ == "pobj"])
    if state is None:
        return
    word, harm = state
    governor = find_verb_above(head)
    if head.dep_ == "dobj" and is_harm(governor):  # "seized 20 patients in a hospital"
        return
    if governor == head or find_certainty(governor) > 0:
        yield Harmed(word, head, harm, governor, 0.75)


def find_state(preposition: Token, words: Sequence[Token]) -> tuple[Token, str] | None:
    """Of a preposition and words that follow: the word that says in what state people are, with the harm."""
    for phrase in _prepositions_of_state().get(preposition.lower_, ()):
        word = next((word for word in words if _is_one_of(word, phrase.words)), None)
        if word is not None:
            return word, _code(phrase.harm, word.doc)
    return None


def _code(harm: str, doc: Doc) -> str:
    if harm in ("admitted", "ill", "infected") and names_food_poisoning(doc):
        return "affected"
    if harm == "admitted":
        return "infected" if is_about_infection(doc) else "injured"
    if harm in _WITHOUT_INFECTION:
        return "infected" if names_infection(doc) else _WITHOUT_INFECTION[harm]
    return harm
