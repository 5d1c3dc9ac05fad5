"""What the sentence says of the bearer of a name: what it does, what is done to it, what it is said to be.

What comes in: the tokens of a name. What goes out: signs, each a kind with a weight (`signs` has the others).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kg.extract.entities.lexical import Noun, find_noun, get_person_nouns, words
from kg.extract.entities.namesakes import SAYS
from kg.extract.tokens import Token, Tokens
from kg.extract.wordsets import get_word_set
from kg.model import EntityKind

Sign = tuple[EntityKind, float]

PLACE_TYPES = words("region district city village river sea mountain island")
_word_set = partial(get_word_set, "name_word_sets")
_SUBJECTS = ("nsubj", "nsubjpass")
_BEING = words("be become remain")
_ONE_OF = words("one part member")


def iter_signs_of_predicate(name: Tokens) -> Iterator[Sign]:
    """The signs in the verb of which a name is the subject or the object, and in the next sentence."""
    root = name.root
    if root.dep_ == "nsubj":
        yield from _by_deed(root)
        yield from _by_complement(root)
    elif root.dep_ == "nsubjpass":
        yield from _by_what_was_done(root.head)
    elif root.dep_ == "dobj" and root.head.lemma_ in _word_set("verbs of reaching"):
        yield "place", 1.0
    elif root.dep_ == "dobj" and root.head.lemma_ in _word_set("verbs of conquest"):
        yield "place", 1.7
    elif root.dep_ == "pobj" and root.head.dep_ == "agent" and root.head.head.lemma_ in _word_set("done by one person"):
        yield "person", 1.5
    if root.dep_ in _SUBJECTS or root.dep_ == "poss":
        yield from _by_next_sentence(root)


def as_told(known: Noun) -> Iterator[Sign]:
    """What a noun that is said of the bearer of a name tells: `Ann Lee, a doctor`, `Aune is a village`."""
    if known.kind == "person":
        yield "person", 2.5
    elif known.kind in ("organization", "group"):
        yield "organization", 2.5
    elif known.kind == "place" and known.type in (*PLACE_TYPES, "country", "facility", "street"):
        yield "place", 2.5


def _by_deed(subject: Token) -> Iterator[Sign]:
    verb = subject.head
    if verb.lower_ in SAYS:
        return
    if verb.lemma_ in _word_set("done by companies"):
        if any(child.dep_ == "dobj" and child.lemma_ in _word_set("told by companies") for child in verb.children):
            yield "organization", 1.7
    elif verb.lower_ in _word_set("done by persons") or verb.lemma_ in _word_set("verbs of persons"):
        yield "person", 1.5


def _by_what_was_done(verb: Token) -> Iterator[Sign]:
    if verb.lower_ in _word_set("done to persons"):
        yield "person", 1.5
    elif verb.lower_ in _word_set("done to bodies"):
        yield "organization", 1.5
    elif verb.lower_ in _word_set("done to places"):
        yield "place", 1.5


def _by_complement(subject: Token) -> Iterator[Sign]:
    """`Lee was a doctor`, `Aune is the largest of the villages`: the noun that the subject is said to be."""
    verb = subject.head
    if verb.lemma_ not in _BEING:
        return
    noun = next((child for child in verb.children if child.dep_ == "attr" and child.i > verb.i), None)
    if noun is None or noun.tag_ != "NN" or not any(child.dep_ == "det" for child in noun.lefts):
        return
    known = find_noun(noun.lower_)
    if known is not None and noun.lower_ not in _ONE_OF:
        yield from as_told(known)
    elif known is None and noun.lower_ in get_person_nouns():
        yield "person", 1.5


def _by_next_sentence(subject: Token) -> Iterator[Sign]:
    """What takes the subject of a sentence up at the start of the next: `He`, `Her`, `Its`."""
    end = subject.sent.end
    if end >= len(subject.doc) or subject.head.dep_ != "ROOT":
        return
    first = subject.doc[end].lower_
    if first in ("he", "she", "his", "her"):
        yield "person", 1.2
    elif first == "its":
        yield "organization", 0.7
        yield "place", 0.7
