"""Which words above and beside a trigger tell of where and when its event was.

What comes in: triggers. What goes out: verbs and nouns that the event shares its setting with.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.entities.lexical import words
from kg.extract.events.light_verbs import light_verb
from kg.extract.outcomes import brings_harm, find_cause
from kg.extract.tokens import Token

#: Verbs that say of a noun only that it took place, or what harm it did.
OCCURRING = words(
    """occur happen begin start end erupt break kill injure wound destroy damage hit strike rock shake target shatter
    leave claim cost cause trigger spark displace sweep ravage devastate batter bury engulf flatten level wreck
    topple swamp inundate flood submerge gut"""
)
_REACH = 6


def clauses_of_time(trigger: Token, *, harm: bool = False) -> list[Token]:
    """The verb of the clause that tells when: "wounded when a mine exploded near Ux on Friday".

    Where `harm` is told, also of one that tells after what: "six people drowned after a boat capsized off Ux".
    """
    if trigger.pos_ != "VERB":
        return []
    clauses = [child for child in trigger.rights if child.dep_ == "advcl"]
    return [
        verb
        for verb in clauses
        if any(
            mark.lower_ in ("when", "as", "while") or (harm and mark.lower_ == "after" and brings_harm(verb))
            for mark in verb.lefts
        )
    ]


def governors(trigger: Token, events: set[int]) -> Iterator[tuple[Token, bool]]:
    """The words above a trigger that it shares its setting with, nearest first.

    With each, whether it shares all of its setting, or only what stands before it ("On Monday she came
    and he left"). A noun shares the setting of a verb that carries it, or of the harm that it did.
    """
    current, whole = trigger, True
    for _ in range(_REACH):
        head = find_cause(current)
        if head.i == current.i:
            return
        if current.pos_ in ("VERB", "AUX"):
            if current.dep_ == "conj":
                whole = whole and current.tag_ == head.tag_ == "VBG"
            elif current.dep_ == "xcomp":
                if head.i in events and not is_aspectual(head):
                    return
            elif current.dep_ in ("acl", "relcl"):
                if head.i in events:
                    yield head, whole
                return
            elif current.dep_ not in ("advcl", "pcomp") or any(
                c.dep_ == "mark" or c.lower_ == "to" for c in current.lefts
            ):
                return
        elif head.pos_ == "VERB" and head.i in events and not _carries(head, current):
            return
        if head.pos_ in ("VERB", "AUX") or head.i in events:
            yield head, whole
        current = head


def is_aspectual(verb: Token) -> bool:
    """Whether a verb only tells how far what its infinitive tells has come: "began to", "tried to"."""
    return verb.lemma_ in ("begin", "start", "continue", "resume", "stop", "cease", "finish", "try", "manage", "help")


def _carries(verb: Token, dependent: Token) -> bool:
    """Whether the event that a noun names takes place where and when the verb above it does."""
    if dependent.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return light_verb(verb) is not None or verb.lemma_ in OCCURRING
    if dependent.dep_ == "oprd":  # "left five people dead"
        return True
    return dependent.dep_ in ("prep", "agent") and dependent.lower_ in ("in", "by", "during")
