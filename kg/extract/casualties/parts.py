"""Figures of some of those whom another figure counts: `seven people, including two children and a nurse`.

What comes in: harmed people and the figures of the text. What goes out: figures, each with the whole it is part of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.casualties.figures import Figure, Figures
from kg.extract.casualties.harm_words import find_nominal, get_harm_words
from kg.extract.casualties.harms import Harmed
from kg.extract.casualties.persons import is_people
from kg.extract.tokens import Token

#: How many words may stand between a figure and the colon behind it.
_NEAR = 6
_AMONG = re.compile(r"\b(?:(?:among|of) (?:them|whom)|including),?\s+$")
_OF_THEM = re.compile(r"\s+of (?:them|whom)\b")
_OF_THE = re.compile(r"\s+of (?:the|those)\b")


def find_figures(harmed: Harmed, figures: Figures) -> Iterator[tuple[Figure, Figure | None]]:
    """The figure of those harmed, then the figures of those among them, each with the whole that it is part of."""
    whole = figures.of(harmed.noun)
    if whole is None:
        yield from ((part, None) for noun in harmed.noun.rights if (part := _find_some(noun, figures)) is not None)
        return
    yield whole, None
    for noun in _nouns_among(harmed.noun):
        part = figures.of(noun)
        is_other = find_nominal(noun) not in (None, harmed.harm)  # "400 casualties, including 90 dead"
        if part is not None and part.span != whole.span and not is_other:
            yield part, whole


def _find_some(noun: Token, figures: Figures) -> Figure | None:
    """Of "two of them officers" after "soldiers": the two."""
    of = next((child for child in noun.rights if child.lower_ == "of"), None)
    is_some = noun.dep_ == "appos" and of is not None and any(child.lower_ in ("them", "whom") for child in of.rights)
    return figures.at(noun) if is_some else None


def _nouns_among(noun: Token) -> Iterator[Token]:
    """Of "seven people, including two children and a nurse": the children and the nurse."""
    for child in (*noun.rights, *(noun.head.rights if noun.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass") else ())):
        if child.lower_ == "including" and child.i > noun.i:
            for part in child.children:
                if part.dep_ == "pobj":
                    yield part
                    yield from _list_of(part)
    yield from _nouns_after_among(noun)
    yield from _nouns_after_colon(noun)


def _nouns_after_colon(noun: Token) -> Iterator[Token]:
    """Of "killed four: a couple in their car, a guard and a shepherd": all of them."""
    doc, end = noun.doc, noun.sent.end
    i = noun.i + 1
    while i < end - 2 and doc[i].text != ":":  # the rest of the phrase and its verb may stand before the colon
        if doc[i].text in (",", ";") or doc[i].like_num or i > noun.i + _NEAR:
            return
        i += 1
    if i >= end - 2 or not (doc[i + 1].lower_ in ("a", "an") or doc[i + 1].like_num):
        return
    is_first = True
    for token in doc[i + 1 : end]:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("relcl", "acl") and is_first:
            return
        opens = token.lower_ in ("a", "an") or token.like_num
        if opens and (is_first or doc[token.i - 1].lower_ in (",", ";", "and", "as") or doc[token.i - 1].is_punct):
            head = token.head if token.dep_ in ("det", "nummod") and token.head.i > token.i else token
            if is_people(head) or head.lower_ == "couple":
                yield head
                is_first = False


def _nouns_after_among(noun: Token) -> Iterator[Token]:
    """Of "twelve people, among them three children": the children; none where another harm is told between."""
    for token in noun.doc[noun.i + 1 : noun.sent.end - 2]:
        if token.pos_ == "VERB" and token != noun.head and token.lemma_ in get_harm_words("verb"):
            return
        if token.lower_ == "among" and token.nbor().lower_ in ("them", "whom"):
            number = token.nbor(2)
            if token.nbor(2).text in (",", ".", ")", "–", "—"):  # "two trainees among them,"
                if _is_counted(token.nbor(-1)):
                    yield token.nbor(-1)
                return
            if number.lower_ in ("a", "an"):
                yield number.head
            elif number.like_num:
                yield number.head if number.dep_ == "nummod" and number.head.i > number.i else number
            return


def _is_counted(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and any(child.like_num or child.lower_ in ("a", "an") for child in noun.lefts)


def is_among_others(figure: Figure, harmed: Harmed, text: str) -> bool:
    """Whether the words say that the figure is of some only: "among them three", "three of them", "of the wounded"."""
    if _AMONG.search(text, max(0, figure.start - 20), figure.start) or _OF_THEM.match(text, figure.end):
        return True
    return _OF_THE.match(text, figure.end) is not None and find_nominal(figure.noun) == harmed.harm


def _list_of(noun: Token) -> Iterator[Token]:
    for child in noun.rights:
        if child.dep_ in ("conj", "appos"):
            yield child
            yield from _list_of(child)
