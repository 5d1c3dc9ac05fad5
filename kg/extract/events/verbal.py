"""Who takes part in an event that a verb tells.

What comes in: a trigger that is a verb. What goes out: pairs of a head token and a role.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arguments import find_arguments, find_prepositional, is_passive, spread
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.events.roles import ENDS, SHARED, by_prepositions, is_actor, is_instrument
from kg.extract.events.settings import HARMS, is_place
from kg.extract.events.triggers import Trigger
from kg.extract.tokens import Token

#: Types of events that are about what someone does or has: whose it is takes part too.
_ABOUT = words(
    """praise support-for-action condemnation accusation refusal demand agreement negotiation aid denial threat"""
)
#: Types of events in which the object of the verb is the one spoken to.
_ADDRESSED = words(
    "request appeal demand demand-policy demand-legal demand-humanitarian warning statement announcement"
)
#: Verbs whose object is not spoken to, but had spoken before.
_CITING = frozenset(("cite", "quote"))
#: Types of events in which something goes to someone.
_GIVING = frozenset(("transaction", "aid", "movement"))
_MODIFIERS = ("amod", "compound", "nmod")


def of_verb(trigger: Trigger, entities: EntityIndex) -> Iterator[tuple[Token, str]]:
    """The participants of a verb: its arguments, undone of their syntax, then what prepositions bring."""
    verb = trigger.token
    if verb.dep_ == "amod":
        yield verb.head, trigger.object or "patient"
        return
    arguments = find_arguments(verb)
    agents, patients = arguments.agents, arguments.patients
    if not patients and _is_headline_passive(verb) and (trigger.needs_object or verb.tag_ == "VBN"):
        agents, patients = (), agents
    patients = tuple(token for token in patients if token.idx >= trigger.span.end or token.i < verb.i)
    subject = trigger.subject or ("participant" if trigger.type in SHARED else "agent")
    if trigger.type in HARMS and subject == "agent":
        agents = tuple(token for token in agents if _can_harm(token, verb, entities))
    for token in agents:
        yield token, "instrument" if subject == "agent" and is_instrument(token) else subject
    for token in patients:
        role = trigger.object or ("participant" if trigger.type in SHARED else "patient")
        if role in ENDS and not is_place(token, entities):
            role = "patient"
        if role == "patient" and trigger.type in _ADDRESSED and is_actor(token, entities):
            role = role if verb.lemma_ in _CITING else "recipient"
        yield token, "instrument" if trigger.type == "explosive-attack" and is_instrument(token) else role
        if trigger.type in _ABOUT and not is_actor(token, entities):
            yield from ((owner, "patient") for owner in _actor_owners(token, entities))
        if trigger.type in _GIVING:
            yield from _given_to(token, entities)
    for token in arguments.recipients:
        yield token, "recipient"
    if trigger.type == "threat":
        yield from ((token, "patient") for token in _those_threatened(verb) if is_actor(token, entities))
    if verb.dep_ in ("xcomp", "advcl") and verb.head.lemma_ == "use":
        yield from ((token, "instrument") for token in find_arguments(verb.head).patients)
    for preposition, token in find_prepositional(verb):
        if preposition.lower_ == "including" and patients:  # "rebels were arrested, including …"
            yield token, trigger.object or "patient"
    yield from by_prepositions(verb, trigger, entities)


def _those_threatened(verb: Token) -> Iterator[Token]:
    """Whom the threatened act would befall: "threatened to expel the envoys"."""
    for child in verb.rights:
        if child.dep_ == "xcomp":
            arguments = find_arguments(child)
            yield from (*arguments.patients, *arguments.recipients)
            for head in (child, *arguments.patients):
                yield from (
                    token for word, token in find_prepositional(head) if word.lower_ in ("against", "on", "with")
                )


def _is_headline_passive(verb: Token) -> bool:
    """Whether a verb that lacks its object may be a participle without its auxiliary: "two killed in blast"."""
    if verb.tag_ not in ("VBD", "VBN") or is_passive(verb):
        return False
    return not any(child.lemma_ == "have" and child.dep_ == "aux" for child in verb.lefts)


def _given_to(thing: Token, entities: EntityIndex) -> Iterator[tuple[Token, str]]:
    """Those to whom the thing goes, whom the parser hangs on it: "donated tents to the school"."""
    for preposition, token in find_prepositional(thing):
        if preposition.lower_ in ("to", "for") and is_actor(token, entities):
            yield token, "recipient" if preposition.lower_ == "to" else "beneficiary"


def _can_harm(token: Token, verb: Token, entities: EntityIndex) -> bool:
    """Whether a subject does the harm: no place does, nor what a passive clause before says was hit itself."""
    known = entities.find(token)
    if known is not None and entities.kind(known) == "place":
        return False
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.i < verb.head.i or is_instrument(token):
        return True
    return token not in find_arguments(verb.head).patients or not is_passive(verb.head)


def _actor_owners(noun: Token, entities: EntityIndex) -> Iterator[Token]:
    """Those whose the thing is: "Ruritania" in "Ruritania's efforts", "a Ruritania offer", "a plea by Ruritania"."""
    for child in noun.lefts:
        if child.pos_ == "PRON":
            continue
        if child.dep_ == "poss" or (child.dep_ in _MODIFIERS and entities.find(child) is not None):
            yield from (token for token in spread(child) if is_actor(token, entities))
    for preposition, token in find_prepositional(noun):
        if preposition.lower_ in ("from", "by") and is_actor(token, entities):
            yield token
