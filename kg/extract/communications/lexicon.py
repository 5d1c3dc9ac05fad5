"""The verbs and nouns of communication, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.extract.entities.lexical import words
from kg.extract.lexicon import read_lexicon


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that tells that a message goes from someone to someone.

    Attributes:
        object: what its object is: `recipient`, `message`, `topic`, `message-noun`, `message-noun-received`.
        prepositions: those before a recipient.
        mutual: whether both sides speak.
        alone: whether it tells a communication without a recipient too.
    """

    particle: str
    type: str
    medium: str
    object: str
    prepositions: frozenset[str]
    mutual: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for a message or for talks."""

    type: str
    medium: str
    prepositions: frozenset[str]
    mutual: bool
    alone: bool


_PLAIN = words("back up in over off")


def find_verb(token: Token) -> Verb | None:
    """The row for a verb, with its particle if it has one."""
    rows = _verbs().get(token.lemma_.lower())
    if rows is None:
        return None
    for child in token.rights:
        if child.dep_ == "prt":
            return rows.get(child.lower_, rows.get("") if child.lower_ in _PLAIN else None)
    return rows.get("")


def find_noun(token: Token) -> Noun | None:
    """The row for a common noun."""
    if token.pos_ != "NOUN":
        return None
    lemma = token.lemma_.lower()
    if lemma == "call" and any(child.lower_ in ("for", "on") and child.dep_ == "prep" for child in token.rights):
        lemma = "appeal"
    return _nouns().get(lemma)


def find_medium(noun: Token) -> str | None:
    """The medium for which a noun stands, with the word before it where that makes the difference."""
    word = noun.lemma_.lower()
    for child in noun.lefts:
        if child.dep_ in ("compound", "amod") and f"{child.lower_} {word}" in _media():
            return _media()[f"{child.lower_} {word}"]
    return _media().get(word) or _media().get(noun.lower_)


@cache
def _verbs() -> dict[str, dict[str, Verb]]:
    found: dict[str, dict[str, Verb]] = {}
    for row in read_lexicon("communication_verbs"):
        found.setdefault(row["verb"], {})[row["particle"]] = Verb(
            particle=row["particle"],
            type=row["type"],
            medium=row["medium"],
            object=row["object"],
            prepositions=frozenset(row["prepositions"].split()),
            mutual=bool(row["mutual"]),
            alone=bool(row["alone"]),
        )
    return found


@cache
def _nouns() -> dict[str, Noun]:
    return {
        row["noun"]: Noun(
            type=row["type"],
            medium=row["medium"],
            prepositions=frozenset(row["prepositions"].split()),
            mutual=bool(row["mutual"]),
            alone=bool(row["alone"]),
        )
        for row in read_lexicon("communication_nouns")
    }


@cache
def _media() -> dict[str, str]:
    return {row["noun"]: row["medium"] for row in read_lexicon("medium_nouns")}
