"""Figures that stand beside a toll: `the toll rose to 45`, `put the number of dead at 39`.

What comes in: a parsed sentence. What goes out: `Harmed`s whose noun is the figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.casualties.certainty import find_certainty, find_verb_above
from kg.extract.casualties.harm_words import get_harm_words
from kg.extract.casualties.harms import Harmed
from kg.extract.casualties.told import find_phrase_of
from kg.extract.tokens import Token, Tokens
from kg.extract.wordsets import get_word_set

_NUMBERS = get_word_set("casualty_word_sets", "nouns of numbers")
#: How far from "number of", in tokens, the word of harm may stand.
_REACH = 5


def find_tolls(sentence: Tokens) -> Iterator[Harmed]:
    """The tolls of the sentence, each with its figure."""
    for token in sentence:
        if token.lemma_.lower() in get_harm_words("toll") or token.lemma_.lower() in _NUMBERS:
            yield from _of_toll(token)


def _number_of(token: Token) -> str | None:
    """Of "the number of dead", "the number of people killed", "the number of patients in hospital": the harm."""
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            below = [word for word in child.subtree if child.i < word.i <= child.i + _REACH and word.dep_ != "compound"]
            for word in below:
                if (harm := _harm_of(word)) is not None:
                    return harm
    return None


def _harm_of(word: Token) -> str | None:
    rows = get_harm_words("adjective").get(word.lower_) or get_harm_words("noun").get(word.lemma_.lower())
    if rows:
        return rows[0]["harm"]
    return find_phrase_of(word) if word.pos_ == "VERB" and word.dep_ in ("acl", "relcl") else None


def _of_toll(toll: Token) -> Iterator[Harmed]:
    clause = next((child for child in toll.rights if child.dep_ == "relcl"), None)
    governor = clause or find_verb_above(toll)  # "the toll, which stands at 45, …"
    modifiers = {child.lower_ for child in toll.lefts}
    rows = get_harm_words("toll").get(toll.lemma_.lower(), ())
    row = next((row for row in rows if not row["with"] or row["with"] in modifiers), None)
    harm = _number_of(toll) or (row["harm"] if row else None)
    if harm is None or find_certainty(governor) == 0:
        return
    number = _number_beside(toll, governor)
    if number is not None:
        yield Harmed(toll, number, harm, governor, 0.85)


def _number_beside(toll: Token, governor: Token) -> Token | None:
    """The figure of `the toll rose to 45`, `a toll of 45`, `put the number of dead at 39, up from 13`."""
    places = [toll, governor] if toll.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr") else [toll]
    number: Token | None
    for place in places:
        for child in place.rights:
            if child.i <= toll.i and place == toll:
                continue
            if child.dep_ in ("dobj", "attr", "acomp", "npadvmod", "appos", "nummod") and child != toll:
                number = child
            elif child.dep_ in ("prep", "agent") and child.lower_ in (
                "to",
                "at",
                "of",
                "over",
                "past",
                "above",
                "beyond",
            ):
                number = next((head for head in child.rights if head.dep_ == "pobj"), None)
            else:
                continue
            if number is not None and _has_digit(number):
                return number
    return None


def _has_digit(token: Token) -> bool:
    return any(part.like_num for part in (token, *token.lefts)) or any(part.like_num for part in token.subtree)
