"""Which role a word gives to what depends on it, and who can have it.

What comes in: nouns, prepositions and the types of events. What goes out: roles, and pairs of a head
token and a role for the phrases after prepositions.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extract.arguments import find_prepositional
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.entities.nationals import find_nationality
from kg.extract.events.settings import MOVES, is_place
from kg.extract.events.triggers import Trigger
from kg.extract.lexicon import read_lexicon
from kg.extract.tokens import Token

#: Types of events that those who act share on equal terms.
SHARED = words("meeting negotiation cooperation armed-clash competition call")
#: Kinds of entities that can act.
ACTORS = words("person organization group state")
#: Roles of the places at either end of a move.
ENDS = frozenset(("source", "destination"))
#: Words for moves that end in a place.
_ARRIVING = words("arrive arrival land landing settle dock disembark converge gather")
#: Roles that a preposition gives to those who can act only.
_OF_ACTORS = words("beneficiary recipient source participant")
_THINGS = words("it this that which what everything something anything nothing there")


def by_prepositions(head: Token, trigger: Trigger, entities: EntityIndex) -> Iterator[tuple[Token, str]]:
    """The participants in the phrases after the prepositions of `head`."""
    is_verb = head.pos_ == "VERB"
    for preposition, token in find_prepositional(head):
        word = preposition.lower_
        if is_verb and (word == "by" or preposition.dep_ in ("agent", "dative")):
            continue
        role = preposition_role(trigger.type, word)
        if is_verb and trigger.transitive and word in ("on", "upon", "at"):  # "killed on the spot"
            role = ""
        if word == "of" and not is_verb and not preposition_roles().get((trigger.type, word)):
            role = _of_role(trigger, token)
        if is_verb and word == "of" and trigger.type == "death":  # "died of a fever"
            role = "instrument"
        if role == "agent" and is_instrument(token):
            role = "instrument"
        if role == "participant" and is_instrument(token):
            role = "instrument"
        if role == "instrument" and word == "with" and is_actor(token, entities):
            role = ""
        if word in ("in", "on", "aboard") and trigger.type in MOVES and is_instrument(token):
            role = "instrument"
        elif word in ("in", "at") and trigger.type in MOVES and not (_arrives(head) and is_place(token, entities)):
            role = ""
        if role in _OF_ACTORS and trigger.type not in MOVES and not is_actor(token, entities):
            role = ""
        if role:
            yield token, role


def _arrives(head: Token) -> bool:
    return head.lemma_.lower() in _ARRIVING


def _of_role(trigger: Trigger, token: Token) -> str:
    if is_instrument(token) and trigger.type == "explosive-attack":
        return "instrument"
    return trigger.object or ("participant" if trigger.type in SHARED else "patient")


def is_actor(token: Token, entities: EntityIndex) -> bool:
    """Whether the phrase headed by `token` stands for someone who can act."""
    known = entities.find(token)
    if known is not None:
        return entities.kind(known) in ACTORS
    if token.pos_ == "PRON":
        return token.lower_ not in _THINGS
    noun = find_actor_noun(token.lower_) or find_actor_noun(token.lemma_.lower())
    return noun is not None or find_nationality(token) is not None


@cache
def find_actor_noun(word: str) -> str | None:
    """The kind of actor for which a common noun stands, if it does."""
    return _actor_nouns().get(word)


@cache
def _actor_nouns() -> dict[str, str]:
    return {row["noun"]: row["kind"] for row in read_lexicon("actor_nouns")}


@cache
def _instruments() -> frozenset[str]:
    return frozenset(row["noun"] for row in read_lexicon("event_instruments"))


def is_instrument(token: Token) -> bool:
    """Whether a noun stands for a weapon, a vehicle or another means."""
    return token.lemma_.lower() in _instruments()


@cache
def preposition_roles() -> dict[tuple[str, str], str]:
    """The role that a preposition gives, by type of event and preposition; type `*` for all others."""
    return {(row["type"], row["preposition"]): row["role"] for row in read_lexicon("event_prepositions")}


def preposition_role(event_type: str, preposition: str) -> str:
    """The role of the object of `preposition` in an event of that type; empty for none."""
    roles = preposition_roles()
    role = roles.get((event_type, preposition))
    return roles.get(("*", preposition), "") if role is None else role
