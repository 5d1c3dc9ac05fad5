"""Who and what takes part in an event, and in which role.

What comes in: a trigger. What goes out: pairs of a head token and a role.
What it never does: take an event, a time or an empty subject for a participant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache

from spacy.tokens import Token

from kg.extract.arguments import find_arguments, find_content, find_prepositional, find_subjects, is_passive, spread
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.events.settings import MOVES, is_place
from kg.extract.events.triggers import Trigger, light_verb
from kg.extract.lexicon import read_lexicon
from kg.extract.lists import begins_examples, read_list

#: Types of events that those who act share on equal terms.
_SHARED = words("meeting negotiation cooperation armed-clash competition call")
_ACTORS = words("person organization group state")
#: Roles that a preposition gives to those who can act only.
_OF_ACTORS = words("beneficiary recipient source participant")
#: Types of events that are about what someone does or has: whose it is takes part too.
_ABOUT = words(
    """praise support-for-action condemnation accusation refusal demand agreement negotiation aid denial threat"""
)
#: Types of events whose nouns take what is handled before them: "grain shipment", "food aid".
_HANDLING = frozenset(("transaction", "aid", "movement"))
_THINGS = words("it this that which what everything something anything nothing there")
_BRANCHES = words("office branch section bureau chapter representation")
_NOT_PARTICIPANTS = words("SYM PUNCT SPACE SCONJ CCONJ INTJ AUX")
_REFLEXIVE = words("himself herself itself themselves myself ourselves yourself each other another what")
_AMOUNTS = words("MONEY PERCENT QUANTITY DATE TIME ORDINAL")


def find_participants(
    trigger: Trigger, entities: EntityIndex, events: Collection[int], times: Collection[int]
) -> list[tuple[Token, str]]:
    """The head tokens of the participants with their roles, in text order, each token once.

    Args:
        trigger: what tells the event.
        entities: the entities of the article.
        events: indices of tokens that are triggers.
        times: indices of tokens in time expressions.
    """
    found = _of_verb(trigger, entities) if trigger.is_verb else _of_noun(trigger, entities)
    kept: dict[int, tuple[Token, str]] = {}
    for token, role in _with_members(found, entities):
        token = prefer_name(token, entities)
        if not role or token.i == trigger.token.i or token.i in times:
            continue
        if _can_take_part(token, entities, is_event=token.i in events):
            kept.setdefault(token.i, (token, role))
    return [kept[i] for i in sorted(kept)]


def _with_members(found: Iterable[tuple[Token, str]], entities: EntityIndex) -> Iterator[tuple[Token, str]]:
    """Each participant, and after a class of them the members that are named ("groups including X and Y")."""
    for token, role in found:
        yield token, role
        if token.pos_ == "NOUN" and begins_examples(token):
            for member in read_list(token.doc, token.i, entities).heads:
                yield member, role


def prefer_name(token: Token, entities: EntityIndex) -> Token:
    """The name that stands beside a common noun: "Ana Ito" in "the minister, Ana Ito,", a body for its office."""
    if token.pos_ != "NOUN":
        return token
    if token.lower_ in _BRANCHES:
        of = [phrase for preposition, phrase in find_prepositional(token) if preposition.lower_ == "of"]
        known = entities.find(of[0]) if of and of[0].pos_ == "PROPN" else None
        if known is not None and entities.kind(known) == "organization":
            return of[0]
    for child in token.rights:
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            known = entities.find(child)
            if known is not None and entities.kind(known) in _ACTORS:
                return child
    return token


def _can_take_part(token: Token, entities: EntityIndex, *, is_event: bool) -> bool:
    if token.pos_ in _NOT_PARTICIPANTS or token.lower_ in _REFLEXIVE:
        return False
    known = entities.find(token)
    if known is not None:
        return True
    if is_event or token.ent_type_ in _AMOUNTS:
        return False
    return token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")


# Verbs -----------------------------------------------------------------------------------------


def _of_verb(trigger: Trigger, entities: EntityIndex) -> Iterator[tuple[Token, str]]:
    verb = trigger.token
    if verb.dep_ == "amod":
        yield verb.head, trigger.object or "patient"
        return
    arguments = find_arguments(verb)
    agents, patients = arguments.agents, arguments.patients
    if trigger.transitive and not patients and not is_passive(verb) and verb.tag_ in ("VBD", "VBN"):
        agents, patients = (), agents
    subject = trigger.subject or ("participant" if trigger.type in _SHARED else "agent")
    for token in agents:
        yield token, "instrument" if subject == "agent" and is_instrument(token) else subject
    for token in patients:
        role = trigger.object or ("participant" if trigger.type in _SHARED else "patient")
        yield token, "instrument" if trigger.type == "explosive-attack" and is_instrument(token) else role
        if trigger.type in _ABOUT and not is_actor(token, entities):
            yield from ((owner, "patient") for owner in _actor_owners(token, entities))
    for token in arguments.recipients:
        yield token, "recipient"
    if verb.dep_ in ("xcomp", "advcl") and verb.head.lemma_ == "use":
        yield from ((token, "instrument") for token in find_arguments(verb.head).patients)
    yield from _by_prepositions(verb, trigger, entities)


def _actor_owners(noun: Token, entities: EntityIndex) -> Iterator[Token]:
    """Those whose the thing is: "Ruritania" in "Ruritania's efforts"."""
    for child in noun.lefts:
        if child.dep_ == "poss" and child.pos_ != "PRON":
            yield from (token for token in spread(child) if is_actor(token, entities))


def _by_prepositions(head: Token, trigger: Trigger, entities: EntityIndex) -> Iterator[tuple[Token, str]]:
    is_verb = head.pos_ == "VERB"
    for preposition, token in find_prepositional(head):
        word = preposition.lower_
        if is_verb and (word == "by" or preposition.dep_ in ("agent", "dative")):
            continue
        role = preposition_role(trigger.type, word)
        if word == "of" and not is_verb and not preposition_roles().get((trigger.type, word)):
            role = _of_role(trigger, token)
        if role == "agent" and is_instrument(token):
            role = "instrument"
        if role == "participant" and is_instrument(token):
            role = "instrument"
        if role == "instrument" and word == "with" and is_actor(token, entities):
            role = ""
        if role == "participant" and word in ("in", "at") and not is_place(token, entities):
            role = ""
        if role in _OF_ACTORS and trigger.type not in MOVES and not is_actor(token, entities):
            role = ""
        if role:
            yield token, role


def _of_role(trigger: Trigger, token: Token) -> str:
    if is_instrument(token) and trigger.type == "explosive-attack":
        return "instrument"
    return trigger.object or ("participant" if trigger.type in _SHARED else "patient")


# Nouns -----------------------------------------------------------------------------------------


def _of_noun(trigger: Trigger, entities: EntityIndex) -> Iterator[tuple[Token, str]]:
    noun = trigger.token
    if trigger.token.pos_ == "ADJ":
        yield from _of_adjective(noun, trigger)
        return
    owner_role = trigger.subject or ("participant" if trigger.type in _SHARED else "agent")
    for child in noun.lefts:
        if child.dep_ == "poss":
            for token in spread(child):
                yield token, owner_role
        elif child.dep_ in ("compound", "amod", "nmod"):
            yield from _of_modifier(child, trigger, entities)
    yield from _by_prepositions(noun, trigger, entities)
    yield from _from_light_verb(noun, trigger, entities)


def _of_modifier(child: Token, trigger: Trigger, entities: EntityIndex) -> Iterator[tuple[Token, str]]:
    if child.dep_ != "amod" and is_instrument(child):
        yield child, "instrument"
        return
    known = entities.find(child)
    if known is not None and entities.kind(known) in _ACTORS:
        yield child, "participant" if trigger.type in _SHARED or trigger.type in ("agreement", "war") else "agent"
    elif child.dep_ == "compound" and child.pos_ == "NOUN":
        if is_actor(child, entities):
            yield child, "agent"
        elif trigger.type in _HANDLING:
            yield child, "patient"
    for conjunct in child.conjuncts if child.i < trigger.token.i else ():
        if conjunct.i < trigger.token.i and conjunct.i > child.i:
            known = entities.find(conjunct)
            if known is not None and entities.kind(known) in _ACTORS:
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
                role = "participant" if trigger.type in _SHARED else trigger.subject or "agent"
                yield token, role if row.role == "agent" else row.role
        for child in find_arguments(verb).recipients:
            yield child, "recipient"
        if head.dep_ == "dobj":
            yield from (pair for pair in _by_prepositions(verb, trigger, entities) if pair[0].i > noun.i)
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


# Words -----------------------------------------------------------------------------------------


def is_actor(token: Token, entities: EntityIndex) -> bool:
    """Whether the phrase headed by `token` stands for someone who can act."""
    known = entities.find(token)
    if known is not None:
        return entities.kind(known) in _ACTORS
    if token.pos_ == "PRON":
        return token.lower_ not in _THINGS
    noun = find_actor_noun(token.lower_) or find_actor_noun(token.lemma_.lower())
    return noun is not None


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
