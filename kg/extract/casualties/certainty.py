"""Whether what a clause says did happen.

What comes in: a verb. What goes out: a figure from 0 to 1.
"""

from __future__ import annotations

from kg.extract.tokens import Token
from kg.extract.wordsets import get_word_set

_UNREAL = frozenset(("could", "would", "might", "may", "can", "should", "will", "'ll", "must", "wo"))
#: An infinitive under one of these tells what happened.
_FACTUAL = get_word_set("casualty_word_sets", "governors of what happened") | {"have"}
_ESCAPING = frozenset(("avert", "avoid", "escape", "evade", "prevent", "risk"))
_VERIFYING = get_word_set("casualty_word_sets", "verbs of verifying")


def find_certainty(verb: Token) -> float:
    """1 for what is told as fact, 0 for what did not happen or has not yet."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if verb.dep_ == "conj" and not auxiliaries and verb.head.pos_ in ("VERB", "AUX"):
        auxiliaries = {child.lower_ for child in verb.head.children if child.dep_ in ("aux", "auxpass")}
    is_negated = any(child.dep_ == "neg" for child in verb.children)
    if verb.lemma_ in _VERIFYING and (is_negated or auxiliaries & _UNREAL):  # "could not be verified"
        return 0.5
    if is_negated:
        return 0.0
    clause = [verb, verb.head] if verb.dep_ == "conj" else [verb]
    if any(
        child.dep_ == "mark" and child.lower_ in ("if", "unless", "lest") for each in clause for child in each.lefts
    ):
        return 0.0
    if auxiliaries & _UNREAL:
        return 0.5 if "have" in auxiliaries and not auxiliaries & {"would", "could", "should"} else 0.0
    if _is_escaped(verb):
        return 0.0
    if verb.dep_ == "pcomp" and verb.head.lower_ in ("from", "against", "without", "before"):
        return 0.0
    if "to" in auxiliaries:
        return _find_certainty_of_infinitive(verb.head)
    return 0.9


def _is_escaped(verb: Token) -> bool:
    """Whether someone came away from it: "narrowly escaped being hurt"."""
    is_gerund = verb.tag_ == "VBG" or any(child.tag_ == "VBG" and child.dep_ == "auxpass" for child in verb.lefts)
    return is_gerund and verb.dep_ in ("xcomp", "pcomp") and verb.head.lemma_ in _ESCAPING


def _find_certainty_of_infinitive(governor: Token) -> float:
    """Of "are known to have died", "were forced to flee", "had to leave": as certain as what governs them."""
    if governor.lemma_ == "have" and governor.tag_ not in ("VBD", "VBN"):
        return 0.0
    if governor.lemma_ not in _FACTUAL or find_certainty(governor) == 0:
        return 0.0
    return 0.7 if governor.lemma_ == "fear" else 0.85


def find_verb_above(token: Token) -> Token:
    """The verb of the clause in which `token` stands, or itself where there is none."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in ("VERB", "AUX"):
            return ancestor
    return token
