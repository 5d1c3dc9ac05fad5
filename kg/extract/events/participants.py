"""Who and what takes part in an event, and in which role.

What comes in: a trigger. What goes out: pairs of a head token and a role.
What it never does: take an event, a time or an empty subject for a participant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kg.extract.arguments import find_prepositional
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.events.modality import is_nobody
from kg.extract.events.nominal import of_noun
from kg.extract.events.roles import ACTORS, find_actor_noun, is_actor
from kg.extract.events.triggers import Trigger
from kg.extract.events.verbal import of_verb
from kg.extract.lists import begins_examples, read_list
from kg.extract.tokens import Token

__all__ = ["find_actor_noun", "find_participants", "is_actor", "prefer_name"]

_BRANCHES = words("office branch section bureau chapter representation")
_NOT_PARTICIPANTS = words("SYM PUNCT SPACE SCONJ CCONJ INTJ AUX")
_REFLEXIVE = words("himself herself itself themselves myself ourselves yourself each other another what")
#: What is someone's own in phrases that are of nobody else: "lost their lives", "made their way".
_IDIOMS = words("life way breath mind time turn part best")
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
    found = of_verb(trigger, entities) if trigger.is_verb else of_noun(trigger, entities)
    kept: dict[int, tuple[Token, str]] = {}
    for token, role in _with_members(found, entities):
        token = prefer_name(token, entities)
        if not role or token.i == trigger.token.i or token.i in times:
            continue
        if _can_take_part(token, entities, is_event=token.i in events):
            kept.setdefault(token.i, (token, role))
    return [kept[i] for i in sorted(kept) if not _is_title_of_next(kept[i], kept, entities)]


def _is_title_of_next(pair: tuple[Token, str], kept: dict[int, tuple[Token, str]], entities: EntityIndex) -> bool:
    """Whether a noun is the title of one named behind it in the same role: "Army chief Abdel Lira toured"."""
    noun, role = pair
    if noun.pos_ != "NOUN" or find_actor_noun(noun.lower_) != "person" or noun.i + 1 == len(noun.doc):
        return False
    behind = entities.find(noun.nbor())
    if behind is None or behind == entities.find(noun) or entities.kind(behind) != "person":
        return False
    return any(other == role and entities.find(token) == behind for token, other in kept.values())


def _with_members(found: Iterable[tuple[Token, str]], entities: EntityIndex) -> Iterator[tuple[Token, str]]:
    """Each participant, and after a class of them the members that are named ("groups including X and Y")."""
    for token, role in found:
        yield token, role
        if token.pos_ == "NOUN" and begins_examples(token):
            for member in read_list(token.doc, token.i, entities).heads:
                yield member, role


def prefer_name(token: Token, entities: EntityIndex) -> Token:
    """The name that stands beside a common noun: "Ana Ito" in "the minister, Ana Ito,", a body for its office."""
    if token.pos_ != "NOUN" and token.lower_ != "one":
        return token
    if token.lower_ in _BRANCHES:
        of = [phrase for preposition, phrase in find_prepositional(token) if preposition.lower_ == "of"]
        known = entities.find(of[0]) if of and of[0].pos_ == "PROPN" else None
        if known is not None and entities.kind(known) == "organization":
            return of[0]
    for child in token.rights:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and not token.i < token.head.i < child.i:
            known = entities.find(child)
            if known is not None and entities.kind(known) in ACTORS:
                return child
    return token


def _can_take_part(token: Token, entities: EntityIndex, *, is_event: bool) -> bool:
    if token.pos_ in _NOT_PARTICIPANTS or token.lower_ in _REFLEXIVE or is_nobody(token):
        return False
    if token.dep_ == "dobj" and token.lemma_ in _IDIOMS and any(child.tag_ == "PRP$" for child in token.lefts):
        return False
    known = entities.find(token)
    if known is not None:
        return True
    if is_event or token.ent_type_ in _AMOUNTS:
        return False
    return token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")
