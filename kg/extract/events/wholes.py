"""Which event another one is part of, or the same as, where the words say so.

What comes in: triggers. What goes out: the trigger of the event that includes it.
What it never does: join events across sentences, or because they are alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kg.extract.arguments import find_prepositional
from kg.extract.entities.lexical import words
from kg.extract.events.triggers import Trigger
from kg.extract.outcomes import find_cause, is_outcome
from kg.extract.tokens import Token

_DURING = words("during in throughout amid")
_BY_WHAT = words("in by during from")
#: Types of events that others take place during.
_FRAMES = words("war conflict campaign demonstration contention election meeting riot epidemic")
#: Types of events that are told as what came of another.
_OUTCOMES = words("violence killing injury death property-destruction displacement abduction arrest sexual-violence")
#: Types of events that harm.
_HARMFUL = words(
    """violence explosive-ordnance-incident mine-explosion demining-accident explosive-attack shelling
    air-or-drone-strike armed-clash attack-on-civilians ceasefire-violation conflict war demonstration riot disaster
    earthquake flood storm fire drought epidemic accident transport-accident industrial-accident"""
)


def find_whole(trigger: Trigger, by_token: Mapping[int, Trigger]) -> Trigger | None:
    """The event that the text says includes the one that `trigger` tells."""
    head = by_token.get(trigger.token.head.i)
    if trigger.token.dep_ == "appos" and head is not None and head.type in _HARMFUL and not head.is_verb:
        return head if trigger.type in _HARMFUL else None
    if trigger.type in _OUTCOMES:
        for token in (*find_causes(trigger.token, by_token), *_bringing_about(trigger.token)):
            other = by_token.get(token.i)
            if other is not None and other.type in _HARMFUL and not (other.is_verb and trigger.type == "violence"):
                return other
    for preposition, token in find_prepositional(trigger.token):
        other = by_token.get(token.i)
        if other is not None and preposition.lower_ in _DURING and other.type in _FRAMES and not other.is_verb:
            return other
        if preposition.lower_ == "as" and token.lower_ == "part":
            for inner, part in find_prepositional(token):
                if inner.lower_ == "of" and part.i in by_token:
                    return by_token[part.i]
    return None


def find_causes(trigger: Token, events: Collection[int]) -> Iterator[Token]:
    """The nouns for events by which something happens: "the attack killed …", "… were killed in an attack"."""
    verb = trigger.head if trigger.pos_ == "ADJ" and trigger.head.lemma_ == "leave" else trigger
    if verb.pos_ != "VERB":
        return
    for child in verb.children:
        if child.dep_ == "nsubj" and child.i in events:
            yield child
    for preposition, token in find_prepositional(verb):
        if preposition.lower_ in _BY_WHAT and token.i in events and token.pos_ != "VERB":
            yield token


def _bringing_about(participle: Token) -> Iterator[Token]:
    """The verb of the clause that a participle tells the outcome of, and its object: "a bomb exploded, killing six"."""
    if participle.tag_ == "VBG" and participle.dep_ == "conj":
        participle = participle.head
    if is_outcome(participle):
        verb = find_cause(participle)
        yield verb
        yield from (child for child in verb.children if child.dep_ == "dobj")
