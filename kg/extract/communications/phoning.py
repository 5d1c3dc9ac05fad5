"""Whom a person rings up: "called the ambassador on Monday", but not "called him a liar".

What comes in: the verb "call". What goes out: whether someone is phoned, and who.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arguments import find_prepositional, is_passive
from kg.extract.communications.lexicon import find_medium
from kg.extract.communications.parties import select_actors, select_owners
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.tokens import Token

_CALLED = frozenset(("dobj", "oprd"))
_OTHERWISE = frozenset(("dative", "ccomp", "xcomp", "acomp", "attr", "prt"))
#: Those who call witnesses, not on the phone.
_CALLING_WITNESSES = frozenset(("prosecutor", "prosecution", "defense", "defence"))
#: What rings where someone is rung, and places where someone picks up.
_TELEPHONES = words("cell cellphone extension home landline line mobile number phone")
_ANSWERED = words("clinic desk helpline hotline newsroom office station surgery switchboard")
_POINTED_OUT = frozenset(("the", "his", "her", "their", "its", "my", "our"))


def is_phoned(verb: Token) -> bool:
    """Whether the verb "call" has one object and nothing that it would be called."""
    if verb.lemma_ != "call" or verb.dep_ == "acl" or is_passive(verb) or _is_naming(verb):
        return False
    if any(child.dep_ in _CALLED or child.lower_ in ("as", "what") for child in verb.lefts):
        return False
    if any(child.dep_ == "nsubj" and child.lemma_.lower() in _CALLING_WITNESSES for child in verb.lefts):
        return False
    objects = [child for child in verb.rights if child.dep_ in _CALLED]
    others = [child for child in verb.rights if child.dep_ in _OTHERWISE or child.lower_ in ("as", '"', "“", "for")]
    return len(objects) == 1 and not others and objects[0].i - verb.i < 6 and not _is_quoted(objects[0])


def _is_naming(verb: Token) -> bool:
    """Whether "called" stands right behind a noun that is not its subject: "the wing of the party called the Reds"."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    if (
        before.text == "," and before.i > verb.sent.start and verb.lower_ == "called"
    ):  # "his group, called the Red Fund"
        objects = (child for child in verb.rights if child.dep_ in _CALLED)
        is_behind_noun = before.nbor(-1).pos_ in ("NOUN", "PROPN")
        return is_behind_noun and any(each.pos_ == "PROPN" and each.ent_type_ != "PERSON" for each in objects)
    if verb.lower_ != "called" or before.pos_ not in ("NOUN", "PROPN") or before.ent_type_ in ("DATE", "TIME"):
        return False
    is_dated = any(token.ent_type_ in ("DATE", "TIME") for _, token in find_prepositional(verb))
    if is_dated or (before.head == verb and before.dep_ == "nsubj"):
        return False
    named = next((child for child in verb.rights if child.dep_ in _CALLED), verb)
    return named.pos_ == "PROPN" and named.ent_type_ not in ("PERSON", "GPE")


def is_rung(verb: Token) -> bool:
    """Whether someone is "reached by phone"."""
    return any(
        preposition.lower_ in ("by", "on", "over") and find_medium(token) == "phone-call"
        for preposition, token in find_prepositional(verb)
    )


def _is_quoted(token: Token) -> bool:
    before = token.doc[token.left_edge.i - 1] if token.left_edge.i else token
    return before.is_quote


def select_phoned(verb: Token, entities: EntityIndex) -> list[Token]:
    """The one who is called, if that is someone in particular."""
    return [token for token in select_actors(_objects(verb), entities) if _is_someone(token)]


def find_rung(verb: Token, entities: EntityIndex) -> list[Token]:
    """Those whose telephone is rung: the bank in "rang the bank's hotline"; a hotline of nobody stands for itself."""
    found: list[Token] = []
    for noun in _objects(verb):
        if noun.lemma_ in _TELEPHONES or noun.lemma_ in _ANSWERED:
            owners = select_owners((child for child in noun.lefts if child.dep_ == "poss"), entities)
            found += owners or ([noun] if noun.lemma_ in _ANSWERED else [])
    return found


def _objects(verb: Token) -> Iterator[Token]:
    return (child for child in verb.rights if child.dep_ in _CALLED)


def _is_someone(token: Token) -> bool:
    if token.pos_ in ("PROPN", "PRON"):
        return token.tag_ != "NNPS" and not token.lower_.endswith(("self", "selves"))
    is_one = token.tag_ == "NN" or token.lower_ == "police"
    return is_one and (token.lower_ == "police" or any(child.lower_ in _POINTED_OUT for child in token.lefts))
