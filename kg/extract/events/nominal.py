"""Who takes part in an event that a noun or an adjective names.

What comes in: a trigger that is no verb. What goes out: pairs of a head token and a role.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arguments import find_arguments, find_content, find_subjects, spread
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.events.alleged import find_accused
from kg.extract.events.lexical import DEEDS
from kg.extract.events.light_verbs import light_verb
from kg.extract.events.roles import ACTORS, SHARED, by_prepositions, is_actor, is_instrument
from kg.extract.events.triggers import Trigger
from kg.extract.tokens import Token

#: Types of events whose nouns take what is handled before them: "grain shipment", "food aid".
_HANDLING = frozenset(("transaction", "aid", "movement"))

#: Nouns that add nothing to the event named before them.
_CARRIERS = words("effort attempt bid drive mission operation campaign initiative spree wave")
#: Verbs by which an event strikes something.
_HITTING = words("target hit strike shatter damage destroy devastate batter")


def of_noun(trigger: Trigger, entities: EntityIndex) -> Iterator[tuple[Token, str]]:
    """The participants of a trigger that is a noun or an adjective, as the words around it give them."""
    noun = trigger.token
    if trigger.token.pos_ == "ADJ":
        yield from _of_adjective(noun, trigger)
        return
    owner_role = trigger.subject or ("participant" if trigger.type in SHARED else "agent")
    if owner_role == "patient" and any(child.lower_ == "of" and child.dep_ == "prep" for child in noun.rights):
        owner_role = "agent"  # "the rebels' abduction of two nurses"
    for head in (noun, noun.head) if is_carried(noun) else (noun,):
        for child in head.lefts:
            if child.dep_ == "poss":
                for token in spread(child):
                    yield token, owner_role
            elif child.dep_ in ("compound", "amod", "nmod") and child.i != noun.i:
                yield from _of_modifier(child, trigger, entities)
        yield from by_prepositions(head, trigger, entities)
        yield from _from_light_verb(head, trigger, entities)
    if trigger.type in DEEDS:
        yield from ((token, "agent") for token in find_accused(noun))
    yield from _from_hitting(noun)
    yield from _from_state(noun, trigger)
    yield from _from_call(noun, trigger)


def is_carried(noun: Token) -> bool:
    """Whether the noun only says what the noun after it is about: `mediation` in `mediation effort`."""
    return noun.dep_ == "compound" and noun.head.lemma_.lower() in _CARRIERS


def _from_state(noun: Token, trigger: Trigger) -> Iterator[tuple[Token, str]]:
    """Who is in it: "two aides are in custody", "he was held in detention"."""
    verb = noun.head.head
    if trigger.type != "arrest" or noun.dep_ != "pobj" or noun.head.lower_ not in ("in", "into"):
        return
    if verb.lemma_ in ("be", "remain", "stay"):
        yield from ((token, "patient") for token in find_subjects(verb))
    elif verb.lemma_ in ("hold", "keep", "take", "remand"):
        yield from ((token, "patient") for token in find_arguments(verb).patients)


def _from_call(noun: Token, trigger: Trigger) -> Iterator[tuple[Token, str]]:
    """Who will strike: "unions called a strike", "drivers announced a strike for Monday"."""
    verb = noun.head
    if trigger.type != "strike-or-boycott" or noun.dep_ != "dobj" or verb.lemma_ not in ("call", "announce", "plan"):
        return
    if not any(child.dep_ == "prt" for child in verb.rights):
        yield from ((token, "agent") for token in find_subjects(verb))


def _from_hitting(noun: Token) -> Iterator[tuple[Token, str]]:
    """What the event strikes: "the explosion hit a bakery", "a bakery was shattered by an explosion"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "by" else noun.head
    if verb.lemma_ in _HITTING and (noun.dep_ in ("nsubj", "pobj")) and noun.i != verb.i:
        yield from ((token, "patient") for token in find_arguments(verb).patients)


def _of_modifier(child: Token, trigger: Trigger, entities: EntityIndex) -> Iterator[tuple[Token, str]]:
    if child.dep_ != "amod" and is_instrument(child):
        yield child, "instrument"
        return
    known = entities.find(child)
    if known is not None and entities.kind(known) in ACTORS:
        yield child, "participant" if trigger.type in SHARED or trigger.type in ("agreement", "war") else "agent"
    elif child.dep_ == "compound" and child.pos_ == "NOUN":
        if is_actor(child, entities):
            yield child, "agent"
        elif trigger.type in _HANDLING:
            yield child, "patient"
    for conjunct in child.conjuncts if child.i < trigger.token.i else ():
        if conjunct.i < trigger.token.i and conjunct.i > child.i:
            known = entities.find(conjunct)
            if known is not None and entities.kind(known) in ACTORS:
                yield conjunct, "participant"


def _from_light_verb(noun: Token, trigger: Trigger, entities: EntityIndex) -> Iterator[tuple[Token, str]]:
    """Those who carry the event out, through "launched an attack on", "an attack carried out by"."""
    head = noun
    while head.head.i != head.i:
        if head.dep_ == "conj" and head.head.pos_ == "NOUN":
            head = head.head
        elif head.dep_ == "pobj" and head.head.lower_ == "of" and find_content(head.head.head).i == head.i:
            head = head.head.head
        else:
            break
    verb = head.head.head if head.dep_ == "pobj" and head.head.lower_ in ("in", "to") else head.head
    if verb.pos_ == "VERB" and head.dep_ in ("dobj", "pobj", "nsubjpass"):
        row = light_verb(verb)
        if row is None:
            return
        subjects = find_arguments(verb).agents if head.dep_ == "nsubjpass" else find_subjects(verb)
        for token in subjects:
            if token.i != noun.i:
                role = "participant" if trigger.type in SHARED else trigger.subject or "agent"
                yield token, role if row.role == "agent" else row.role
        for child in find_arguments(verb).recipients:
            yield child, "recipient"
        if head.dep_ == "dobj":
            yield from (pair for pair in by_prepositions(verb, trigger, entities) if pair[0].i > noun.i)
        return
    for child in noun.rights:
        if child.dep_ == "acl" and child.tag_ == "VBN" and light_verb(child) is not None:
            for token in find_arguments(child).agents:
                yield token, "agent"


def _of_adjective(token: Token, trigger: Trigger) -> Iterator[tuple[Token, str]]:
    if token.dep_ in ("acl", "amod"):
        yield token.head, trigger.subject
    elif token.dep_ in ("acomp", "attr", "oprd", "advcl", "conj", "ccomp", "ROOT"):
        head = token
        while head.dep_ == "conj":
            head = head.head
        subjects = find_subjects(head) or (find_subjects(head.head) if head.head.i != head.i else ())
        objects = find_arguments(head.head).patients if head.dep_ == "oprd" else ()
        for subject in objects or subjects:
            yield subject, trigger.subject
        if head.head.pos_ == "VERB":
            yield from ((agent, "agent") for agent in find_arguments(head.head).agents if agent not in subjects)
