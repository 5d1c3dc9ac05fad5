"""Who was harmed, and how: pairs of a word of harm and the head of the phrase that says whom.

What comes in: a parsed sentence. What goes out: `Harmed`s.
What it never does: read numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extract.arguments import find_arguments, is_passive, spread
from kg.extract.lexicon import read_lexicon
from kg.extract.wordsets import get_word_set

_UNREAL = frozenset(("could", "would", "might", "may", "can", "should", "will", "'ll", "must", "wo"))
#: An infinitive under one of these tells what happened.
_FACTUAL = get_word_set("casualty_word_sets", "governors of what happened")
_LINKS = get_word_set("casualty_word_sets", "links to an adjective of harm")
_DOUBTFUL = frozenset(("feared", "believed", "presumed", "thought", "suspected"))


@dataclass(frozen=True, slots=True)
class Harmed:
    """A word of harm with those who suffered it.

    Attributes:
        word: the verb, adjective or noun that tells of the harm.
        noun: the head of the phrase that says whom, or of the figure.
        harm: a code of the harm scheme.
        governor: the verb of the clause, whose adjuncts say when and where.
        certainty: from 0 to 1, lower where the words only fear or where the syntax was unclear.
    """

    word: Token
    noun: Token
    harm: str
    governor: Token
    certainty: float = 0.9


@cache
def get_harm_words(kind: str) -> dict[str, tuple[dict[str, str], ...]]:
    """The rows of the lexicon of that kind, by word."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in read_lexicon("casualty_words"):
        if row["kind"] == kind:
            found.setdefault(row["word"], []).append(row)
    return {word: tuple(rows) for word, rows in found.items()}


def find_harmed(sentence: Tokens) -> Iterator[Harmed]:
    """All pairs of harm and harmed in the sentence; a combined harm is one pair."""
    for token in sentence:
        if (direct := _after_number(token)) is not None:
            yield direct
        elif _is_verb(token):
            yield from _of_verb(token)
        elif token.lower_ in get_harm_words("adjective"):
            yield from _of_adjective(token)
        elif token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in get_harm_words("noun"):
            yield from _of_noun(token)


def _is_verb(token: Token) -> bool:
    is_described = token.dep_ in ("acomp", "oprd", "attr") and token.lower_ in get_harm_words("adjective")
    return token.pos_ == "VERB" and is_harm(token) and not is_described


def is_harm(verb: Token) -> bool:
    """Whether the verb is one of harm."""
    return verb.lemma_ in get_harm_words("verb")


def _after_number(word: Token) -> Harmed | None:
    """`40 injured`, `15 wounded soldiers`: the number right before the word is of those harmed."""
    rows = get_harm_words("adjective").get(word.lower_)
    if not rows or not word.i or not word.nbor(-1).like_num or word.nbor(-1).sent != word.sent:
        return None
    if any(child.dep_ in ("dobj", "aux", "auxpass") for child in word.children):
        return None
    noun = word.head if word.dep_ == "amod" and word.head.i > word.i else word.nbor(-1)
    governor = word if word.pos_ == "VERB" and word.dep_ in ("ROOT", "ccomp") else find_verb_above(word)
    if governor != word and find_certainty(governor) == 0:
        return None
    return Harmed(word, noun, _combine_adjectives(word), governor, 0.85)


# Verbs -----------------------------------------------------------------------------------------


def _of_verb(verb: Token) -> Iterator[Harmed]:
    certainty = find_certainty(verb)
    if verb.dep_ == "amod" and verb.head.i > verb.i:
        yield Harmed(verb, verb.head, get_harm_words("verb")[verb.lemma_][0]["harm"], find_verb_above(verb), 0.8)
        return
    if certainty == 0 or _is_second_of_pair(verb):
        return
    for row in get_harm_words("verb")[verb.lemma_]:
        arguments = find_arguments(verb)
        if row["with"]:
            yield from _with_lives(verb, row, certainty)
            continue
        harmed = arguments.patients if row["harmed"] == "object" else (*arguments.agents, *arguments.patients)
        if not harmed and row["harmed"] == "object" and verb.tag_ in ("VBN", "VBD"):
            # "Two killed in blast", "at least 15 wounded": the parser takes the object for the subject
            harmed, certainty = arguments.agents or ((verb,) if _own_figure(verb) else ()), certainty * 0.85
        for noun in harmed:
            yield Harmed(verb, noun, _combine(verb, row["harm"]), verb, certainty)


def _with_lives(verb: Token, row: dict[str, str], certainty: float) -> Iterator[Harmed]:
    lives = [child for child in verb.children if child.dep_ == "dobj" and child.lemma_ == row["with"]]
    for life in lives:
        harmed = (life,) if row["harmed"] == "object" else find_arguments(verb).agents
        for noun in harmed:
            yield Harmed(verb, noun, row["harm"], verb, certainty)


def find_certainty(verb: Token) -> float:
    """1 for what is told as fact, 0 for what did not happen or has not yet."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if verb.dep_ == "conj" and not auxiliaries and verb.head.pos_ in ("VERB", "AUX"):
        auxiliaries = {child.lower_ for child in verb.head.children if child.dep_ in ("aux", "auxpass")}
    if any(child.dep_ == "neg" for child in verb.children):
        return 0.0
    clause = [verb, verb.head] if verb.dep_ == "conj" else [verb]
    if any(
        child.dep_ == "mark" and child.lower_ in ("if", "unless", "lest") for each in clause for child in each.lefts
    ):
        return 0.0
    if auxiliaries & _UNREAL:
        return 0.5 if "have" in auxiliaries and not auxiliaries & {"would", "could", "should"} else 0.0
    if verb.dep_ == "pcomp" and verb.head.lower_ in ("from", "against", "without", "before"):
        return 0.0
    if "to" in auxiliaries:
        return (0.7 if verb.head.lemma_ == "fear" else 0.85) if verb.head.lemma_ in _FACTUAL else 0.0
    return 0.9


def _is_second_of_pair(verb: Token) -> bool:
    """Whether an earlier verb has told of the same people: `killed or injured`."""
    first = verb.head
    return verb.dep_ == "conj" and first.lemma_ in get_harm_words("verb") and _shares_object(first, verb)


def _shares_object(first: Token, second: Token) -> bool:
    if any(child.dep_ in ("dobj", "nsubj", "nsubjpass") for child in second.children):
        return (
            any(child.dep_ == "dobj" for child in second.children)
            and second.i - first.i == 2
            and not any(child.dep_ == "dobj" for child in first.children)
        )
    return is_passive(first) or second.i - first.i == 2


def _combine(verb: Token, harm: str) -> str:
    """The harm of `killed or injured` together; `affected` where the scheme has no name for both."""
    harms = {harm}
    for child in verb.rights:
        rows = get_harm_words("verb").get(child.lemma_) or get_harm_words("adjective").get(child.lower_)
        if child.dep_ == "conj" and rows and _shares_object(verb, child):
            harms.add(rows[0]["harm"])
            if child.rights:
                harms.add(_combine(child, rows[0]["harm"]))
    return combine_harms(harms)


def combine_harms(harms: set[str]) -> str:
    """One code for several harms.

    >>> combine_harms({"killed", "injured"}), combine_harms({"missing"}), combine_harms({"killed", "missing"})
    ('killed-or-injured', 'missing', 'affected')
    """
    if len(harms) == 1:
        return next(iter(harms))
    return "killed-or-injured" if harms <= {"killed", "injured", "killed-or-injured"} else "affected"


# Adjectives ------------------------------------------------------------------------------------


def _of_adjective(word: Token) -> Iterator[Harmed]:
    if word.dep_ == "conj" and word.head.lower_ in get_harm_words("adjective") and not _own_figure(word):
        return
    harm = _combine_adjectives(word)
    noun, governor = _described(word)
    if noun is None or find_certainty(governor) == 0:
        return
    doubtful = any(token.lower_ in _DOUBTFUL for token in (governor, *governor.lefts, *word.lefts))
    for each in spread(noun) if noun != word else [noun]:
        yield Harmed(word, each, harm, governor, 0.6 if doubtful else 0.85)


def _combine_adjectives(word: Token) -> str:
    harms = {get_harm_words("adjective")[word.lower_][0]["harm"]}
    for child in word.rights:
        rows = get_harm_words("adjective").get(child.lower_)
        if child.dep_ == "conj" and rows and not _own_figure(child):
            harms.add(rows[0]["harm"])
    return combine_harms(harms)


def _own_figure(word: Token) -> bool:
    return any(child.dep_ in ("nummod", "quantmod", "det", "amod", "nsubj") for child in word.lefts)


def _described(word: Token) -> tuple[Token | None, Token]:
    """Whom the adjective describes, and the verb of the clause."""
    head = word.head
    if word.dep_ in ("amod", "acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
        return head, find_verb_above(head)
    subject = next((child for child in word.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None:
        return subject, find_verb_above(word)
    if word.dep_ in ("acomp", "oprd", "attr", "xcomp", "ccomp", "advcl", "conj") and head.lemma_ in _LINKS:
        inside = [child for child in head.children if child.dep_ in ("dobj", "nsubj", "nsubjpass")]
        arguments = find_arguments(head)
        objects = [child for child in inside if child.dep_ == "dobj"]
        found = next(iter((*objects, *inside, *arguments.patients, *arguments.agents)), None)
        return found, head
    if _own_figure(word) or word.pos_ in ("NOUN", "PROPN"):
        return word, find_verb_above(word)
    return None, head


def find_verb_above(token: Token) -> Token:
    """The verb of the clause in which `token` stands, or itself where there is none."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in ("VERB", "AUX"):
            return ancestor
    return token


# Nouns -----------------------------------------------------------------------------------------


def _of_noun(noun: Token) -> Iterator[Harmed]:
    governor = find_verb_above(noun)
    harm = combine_harms({row["harm"] for row in get_harm_words("noun")[noun.lemma_.lower()]} | _paired_nouns(noun))
    if noun.dep_ == "conj" and noun.head.lemma_.lower() in get_harm_words("noun") and not _own_figure(noun):
        return
    if find_certainty(governor) == 0 and governor != noun:
        return
    victims = [
        phrase
        for child in noun.rights
        if child.dep_ == "prep" and child.lower_ == "of"
        for head in child.children
        if head.dep_ == "pobj"
        for phrase in spread(head)
    ]
    for victim in victims:
        yield Harmed(noun, victim, harm, governor, 0.85)
    if not victims or _own_figure(noun):
        yield Harmed(noun, noun, harm, governor, 0.85)


def _paired_nouns(noun: Token) -> set[str]:
    return {
        get_harm_words("noun")[child.lemma_.lower()][0]["harm"]
        for child in noun.rights
        if child.dep_ == "conj" and child.lemma_.lower() in get_harm_words("noun") and not _own_figure(child)
    }
