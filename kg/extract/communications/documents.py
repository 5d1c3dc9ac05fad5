"""Documents that say something: "a study by the university found", "in its ruling the court said".

What comes in: the noun for a document. What goes out: whether the text lets it speak, or says who wrote it.
"""

from __future__ import annotations

from functools import cache

from kg.extract.communications.messages import find_participles
from kg.extract.entities.lexical import words
from kg.extract.lexicon import read_lexicon
from kg.extract.tokens import Token

#: Verbs of saying for documents alone, beside those that always report.
_SHOWING = words(
    """ask call charge describe detail document estimate find indicate list put rank read recommend say show suggest
    tell welcome"""
)
_ISSUED = words("publish release issue write leak post distribute circulate submit print pen sign draw")
_INSIDE = words("in to from")


def speaks(document: Token) -> bool:
    """Whether a document is the subject of a verb of saying: "the report says"."""
    noun = _first(document)
    if noun.dep_ != "nsubj" or noun.head.pos_ != "VERB":
        return False
    return is_saying(noun.head) or any(child.dep_ == "conj" and is_saying(child) for child in noun.head.rights)


def is_source(document: Token) -> bool:
    """Whether words are taken from a document: "according to a study", "said in its bulletin"."""
    if document.dep_ != "pobj" or document.head.lower_ not in _INSIDE:
        return False
    before = document.head
    if before.lower_ == "to":
        return before.head.lower_ == "according" or (before.i > 0 and before.nbor(-1).lower_ == "according")
    return before.lower_ == "in" and before.head.pos_ in ("VERB", "AUX") and is_saying(before.head)


def is_authored(document: Token) -> bool:
    """Whether the text says whose a document is and what it says: "a report by the network", "… which found that"."""
    if any(child.lower_ in ("by", "from") and child.dep_ in ("prep", "agent") for child in document.rights):
        return True
    return any(child.dep_ == "relcl" and is_saying(child) for child in document.rights)


def is_issued(document: Token) -> bool:
    """Whether the text says that the document came out: "a report published in May", "published a report"."""
    if any(verb.lemma_ in _ISSUED for verb in find_participles(document)):
        return True
    return document.dep_ in ("dobj", "nsubjpass") and document.head.lemma_ in _ISSUED


def is_saying(verb: Token) -> bool:
    """Whether a verb says something, of a person or of a document."""
    return verb.lemma_ in _SHOWING or verb.lemma_ in _reporting()


def _first(noun: Token) -> Token:
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    return noun


@cache
def _reporting() -> frozenset[str]:
    return frozenset(row["lemma"] for row in read_lexicon("cue_verbs") if row["tier"] == "strict")
