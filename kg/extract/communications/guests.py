"""Meetings that are told by who receives whom: "the president received the ambassador", "hosted Ana Ruiz for talks".

What comes in: a verb. What goes out: an `Act`, or None where nobody is received.
"""

from __future__ import annotations

from kg.extract.arguments import find_arguments, find_prepositional
from kg.extract.communications.act import Act
from kg.extract.communications.parties import add_list, select_actors, select_named, select_speakers
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.events.settings import is_place
from kg.extract.tokens import Token
from kg.model import Span

_RECEIVING = words("receive host")
#: What is done to a guest, and to news: the place where it was done tells the two apart.
_GREETING = words("welcome greet")
_GUESTS = words(
    """ambassador chancellor chargé commissioner counterpart delegate delegation diplomat emissary envoy guest
    lawmaker leader mediator minister negotiator official premier president representative secretary"""
)
_GOING_TO_SEE = words("agree arrange ask come drive fly go promise refuse travel walk")
_WHERE = words("in at")


def tell_by_receiving(verb: Token, entities: EntityIndex) -> Act | None:
    """The meeting of those who receive someone with those whom they receive."""
    if _is_visit(verb):
        return _tell_by_seeing(verb, entities)
    if verb.lemma_ not in _RECEIVING and not (verb.lemma_ in _GREETING and _is_done_somewhere(verb, entities)):
        return None
    arguments = find_arguments(verb)
    hosts = select_actors(arguments.agents, entities) and select_speakers(arguments.agents, entities)
    guests = [token for token in select_actors(arguments.patients, entities) if _is_guest(token, entities)]
    if not hosts or not guests:
        return None
    span = Span(verb.idx, verb.idx + len(verb))
    act = Act(verb, span, "meeting", "meeting", senders=hosts, is_mutual=True)
    add_list(act, guests, entities)
    return act


def _is_visit(verb: Token) -> bool:
    """Whether someone goes, or agrees, to see someone."""
    is_infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.lefts)
    return verb.lemma_ == "see" and is_infinitive and verb.head.lemma_ in _GOING_TO_SEE


def _tell_by_seeing(verb: Token, entities: EntityIndex) -> Act | None:
    """The meeting in "went to see the minister", "has agreed to see both sides"."""
    arguments = find_arguments(verb)
    seen = [token for token in select_named(arguments.patients, entities) if token.pos_ != "PRON" or _is_one(token)]
    visitors = select_named(arguments.agents, entities)
    if not seen or not visitors or any(child.dep_ in ("ccomp", "xcomp") for child in verb.rights):
        return None
    act = Act(verb, Span(verb.idx, verb.idx + len(verb)), "meeting", "meeting", senders=visitors, is_mutual=True)
    add_list(act, seen, entities)
    return act


def _is_one(pronoun: Token) -> bool:
    return pronoun.lower_ in ("him", "her", "them", "me", "us")


def _is_guest(token: Token, entities: EntityIndex) -> bool:
    """Whether someone comes to meet the host: a person by name, or by an office that goes on visits."""
    known = entities.find(token)
    if token.pos_ == "PROPN":
        return known is not None and entities.kind(known) == "person"
    return token.lemma_.lower() in _GUESTS


def _is_done_somewhere(verb: Token, entities: EntityIndex) -> bool:
    """Whether a place says where it was, be it that the parser hung it on the guest."""
    heads = (verb, *(child for child in verb.rights if child.dep_ == "dobj"))
    phrases = (phrase for head in heads for phrase in find_prepositional(head))
    return any(preposition.lower_ in _WHERE and is_place(token, entities) for preposition, token in phrases)
