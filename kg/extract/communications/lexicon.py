"""The verbs and nouns of communication, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.extract.communications.senses import (
    has_other_sense,
    is_a_message,
    is_a_talk,
    is_addressed,
    is_appeal,
    is_contact_in_words,
    is_for_the_press,
)
from kg.extract.entities.lexical import words
from kg.extract.lexicon import read_lexicon
from kg.extract.tokens import Token


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that tells that a message goes from someone to someone.

    Attributes:
        object: what its object is: `recipient`, `message`, `topic`, `message-noun`, `message-noun-received`.
        prepositions: those before a recipient.
        mutual: whether both sides speak; `with`: where the other side stands after "with".
        alone: whether it tells a communication without a recipient too.
        said: whether it does so where a clause tells what is said.
    """

    particle: str
    type: str
    medium: str
    object: str
    prepositions: frozenset[str]
    mutual: str
    alone: bool
    said: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for a message or for talks.

    Attributes:
        alone: whether it tells a communication without parties too.
        addressed: whether it tells one with a recipient only ("an address" may be one of a house).
        says: whether it is a document that tells one only where it says something, or its author is named.
    """

    type: str
    medium: str
    prepositions: frozenset[str]
    mutual: bool
    alone: bool
    addressed: bool
    says: bool


#: Words in the names of those who broadcast: "Radio Oslo".
_CHANNELS = words("Radio TV Television FM")
#: How far behind its verb, in tokens, a particle may stand.
_REACH = 6
_PLAIN = words("back up in over off")


def find_verb(token: Token) -> Verb | None:
    """The row for a verb, with its particle if it has one."""
    rows = _verbs().get(token.lemma_.lower()) or _verbs().get(_stem(token))
    if rows is None:
        return None
    for child in token.rights:
        if (child.dep_ == "prt" and child.i - token.i <= _REACH) or (child.lower_ in rows and child.n_rights == 0):
            return rows.get(child.lower_, rows.get("") if child.lower_ in _PLAIN else None)
    return rows.get("")


def _stem(token: Token) -> str:
    """The verb without a regular ending, for forms of which the lemma is wrong ("texted", "texte")."""
    return token.lower_.removesuffix("ing" if token.tag_ == "VBG" else "ed")


def find_noun(token: Token) -> Noun | None:
    """The row for a common noun."""
    if token.pos_ != "NOUN":
        return None
    lemma = token.lemma_.lower()
    if lemma == "call" and is_appeal(token):
        lemma = "appeal"
    elif lemma == "talk" and token.tag_ == "NN":
        lemma = "conversation" if is_a_talk(token) else ""
    row = _nouns().get(lemma)
    return row if row is not None and _is_one(token, lemma) else None


def _is_one(noun: Token, lemma: str) -> bool:
    """Whether a noun of the lexicon stands in its sense there."""
    if lemma == "release":
        return find_medium(noun) is not None or is_for_the_press(noun)
    if lemma == "appeal" and noun.lemma_ != "call":
        return is_addressed(noun)
    return not has_other_sense(noun) and is_a_message(noun, lemma) and (lemma != "contact" or is_contact_in_words(noun))


def find_medium(noun: Token) -> str | None:
    """The medium for which a noun stands, with the word before it where that makes the difference."""
    word = noun.lemma_.lower()
    if word == "call" and is_appeal(noun):
        return None
    if noun.pos_ == "PROPN" and not _CHANNELS.isdisjoint((noun.text, noun.doc[noun.left_edge.i].text)):
        return "broadcast"
    for child in noun.lefts:
        if child.dep_ in ("compound", "amod") and f"{child.lower_} {word}" in _media():
            return _media()[f"{child.lower_} {word}"]
    named = _media().get(noun.text) if noun.text[0].isupper() and noun.n_lefts == 0 else None
    return named or _media().get(word) or _media().get(noun.lower_)


def names_medium(word: Token, noun: Token) -> bool:
    """Whether a word before a noun makes it the name of a medium: "press conference"."""
    return f"{word.lower_} {noun.lemma_.lower()}" in _media()


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
            mutual=row["mutual"],
            alone=row["alone"] == "yes",
            said=row["alone"] == "said",
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
            alone=row["alone"] == "yes",
            addressed=row["alone"] == "addressed",
            says=row["alone"] == "says",
        )
        for row in read_lexicon("communication_nouns")
    }


@cache
def _media() -> dict[str, str]:
    return {row["noun"]: row["medium"] for row in read_lexicon("medium_nouns")}
