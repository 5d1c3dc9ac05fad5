"""Where those and the things are that something happens to, where a clause does not say where it happens.

What comes in: the verb of an event. What goes out: the nouns inside the phrases of its clause that tell where these
are: "the roof of a school in Ux fell in", "all the tenants of Ux House, a block in Vy, left".
What it never does: take where people come from, or what they are in charge of ("a man from Ux", "the mayor of Ux").
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arguments import find_prepositional, spread
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import find_noun, words
from kg.extract.tokens import Token

_WHERE = words(
    "in at near inside outside across throughout around along beneath under beside behind amid within off on"
)
#: Nouns of which "on" and "over" tell what they are about.
_TOPICAL = words(
    """talk talks negotiation negotiations conference meeting session summit debate discussion discussions vote
    referendum report law bill decision statement agreement conflict dispute row"""
)
#: Prepositions that lead from a thing to what it is part of or was taken out of, and so to where it is.
_OF_WHAT = words("of from off")
_ARGUMENTS = words("nsubj nsubjpass dobj")
#: Prepositions behind a verb of which the object is affected as well: "rescued from", "fell on", "crashed into".
_AFFECTING = words("by off from out on onto into over through against at of")
#: Those who are, as such, where the place is of which they are said to be.
_INMATES = words(
    """resident residents inhabitant inhabitants tenant tenants occupant occupants inmate inmates patient patients guest
    guests villager villagers pupil pupils people population"""
)
#: Objects that are part of what the verb says of its subject: "gave way", "caught fire".
_IDIOMS = words("way fire place")
_DEPTH = 3


def find_within(verb: Token, entities: EntityIndex) -> Iterator[Token]:
    """The objects of the prepositions that tell where the things are that the clause of `verb` is about."""
    nouns = [child for child in verb.children if child.dep_ in _ARGUMENTS]
    has_object = any(child.dep_ == "dobj" and child.lower_ not in _IDIOMS for child in nouns)
    nouns += [token for word, token in find_prepositional(verb) if word.lower_ in _AFFECTING]
    for child in nouns:
        acts = has_object and child.dep_ == "nsubj"
        for noun in spread(child):
            yield from _below(noun, entities, _DEPTH, acts=acts)


def is_about(noun: Token, preposition: str) -> bool:
    """Whether a preposition tells what words are about, not where they are said: "talks on Ux", "a row over Ux"."""
    return preposition in ("on", "over") and noun.pos_ == "NOUN" and noun.lower_ in _TOPICAL


def _below(noun: Token, entities: EntityIndex, depth: int, *, acts: bool = False) -> Iterator[Token]:
    if depth == 0:
        return
    for child in noun.rights:
        if child.dep_ == "appos" and child.pos_ == "NOUN":
            yield from _below(child, entities, depth - 1)
    is_thing = noun.lower_ in _INMATES or not (acts or _is_someone(noun, entities))
    for preposition, token in find_prepositional(noun):
        word = preposition.lower_
        if is_about(noun, word):
            continue
        if word in _WHERE or (is_thing and word in _OF_WHAT):
            yield token
            yield from _below(token, entities, depth - 1)


def _is_someone(noun: Token, entities: EntityIndex) -> bool:
    known = entities.find(noun) if noun.pos_ == "PROPN" else None
    if known is not None:
        return entities.kind(known) in ("person", "group", "state")
    entry = find_noun(noun.lower_) if noun.pos_ == "NOUN" else None
    return entry is not None and entry.kind in ("person", "group", "organization")
