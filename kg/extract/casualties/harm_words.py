"""The words that tell of harm, as the lexicon has them.

What comes in: words. What goes out: rows of the lexicon, and codes of the harm scheme.
"""

from __future__ import annotations

from functools import cache

from kg.extract.lexicon import read_lexicon
from kg.extract.tokens import Doc, Token
from kg.extract.wordsets import get_word_set

_INFECTIONS = get_word_set("casualty_word_sets", "infections")
_FOODBORNE = get_word_set("casualty_word_sets", "foodborne diseases")
#: So many words for infections make it what the text is about.
_OFTEN = 3


@cache
def get_harm_words(kind: str) -> dict[str, tuple[dict[str, str], ...]]:
    """The rows of the lexicon of that kind, by word."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in read_lexicon("casualty_words"):
        if row["kind"] == kind:
            found.setdefault(row["word"], []).append(row)
    return {word: tuple(rows) for word, rows in found.items()}


def is_harm(verb: Token) -> bool:
    """Whether the verb is one of harm."""
    return verb.lemma_ in get_harm_words("verb")


def find_nominal(word: Token) -> str | None:
    """The harm of those whom a word names: "the dead", "the victims", "hostages"; a body only tells of one."""
    if rows := get_harm_words("adjective").get(word.lower_):
        return rows[0]["harm"]
    rows = get_harm_words("noun").get(word.lemma_.lower(), ())
    if not rows or rows[0]["with"] not in ("", "state", "disease"):
        return None
    return rows[0]["harm"] if rows[0]["with"] != "disease" or names_infection(word.doc) else None


def is_about_infection(doc: Doc) -> bool:
    """Whether the text comes back to something that people catch, so that those in hospital have caught it."""
    return sum(token.lower_ in _INFECTIONS for token in doc) >= _OFTEN


def names_infection(doc: Doc) -> bool:
    """Whether the text is about something that people catch."""
    return any(token.lower_ in _INFECTIONS for token in doc)


def names_food_poisoning(doc: Doc) -> bool:
    """Whether the text is about something that people eat, which makes them ill and is not caught."""
    return any(
        token.lower_ in _FOODBORNE or (token.lower_ == "poisoning" and token.i and token.nbor(-1).lower_ == "food")
        for token in doc
    )
