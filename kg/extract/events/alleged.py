"""Whether an event is only what someone is charged with, accused of or suspected of.

What comes in: a trigger's token. What goes out: whether a word around it says so.
What it never does: doubt what a court has found ("convicted of"), or an event that the text takes as known
("charged with the murder of a guard").
"""

from __future__ import annotations

from functools import cache

from kg.extract.arguments import find_arguments, is_passive
from kg.extract.lexicon import read_lexicon
from kg.extract.tokens import Token

_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_STEPS = 3
#: Verbs by which a court says what someone did or did not do.
_FINDING = frozenset(("convict", "acquit", "clear"))
#: Nouns for a charge, after the name of the deed: "murder charges".
_CHARGES = frozenset(("charge", "indictment", "allegation", "accusation", "count", "suspicion"))


def is_alleged(trigger: Token) -> bool:
    """Whether nothing but a charge, an accusation or a suspicion tells the event, and nobody is said to voice it."""
    if any(child.dep_ == "advmod" and child.lower_ in _adverbs() for child in trigger.lefts):
        return True
    if trigger.dep_ == "compound" and trigger.head.lemma_.lower() in _CHARGES:
        return True
    current = trigger
    for _ in range(_STEPS):
        if any(child.lower_ in _DEFINITE for child in current.lefts):
            return False
        head = current.head
        if current.dep_ in ("pobj", "pcomp") and head.dep_ == "prep":
            word = head.head
            return head.lower_ in _accusing().get(word.lemma_.lower(), ()) and not _has_accuser(word)
        if current.dep_ != "conj":
            return False
        current = head
    return False


def find_accused(deed: Token) -> list[Token]:
    """Who is said to have done what a noun names: "two men were charged with the theft", "convicted of murder"."""
    while deed.dep_ == "conj" and deed.head.pos_ == "NOUN":
        deed = deed.head
    preposition = deed.head
    verb = preposition.head
    if deed.dep_ != "pobj" or verb.pos_ != "VERB":
        return []
    if preposition.lower_ not in _accusing().get(verb.lemma_.lower(), ()) and verb.lemma_ not in _FINDING:
        return []
    return list(find_arguments(verb).patients)


def _has_accuser(word: Token) -> bool:
    """Whether it is said who accuses, so that it is a claim of theirs."""
    if word.pos_ != "VERB":
        return any(
            child.dep_ == "poss" or (child.dep_ == "prep" and child.lower_ in ("by", "from")) for child in word.children
        )
    return word.lemma_ in ("accuse", "suspect") and bool(find_arguments(word).agents) and _is_active(word)


def _is_active(verb: Token) -> bool:
    return not is_passive(verb) or any(child.dep_ == "agent" for child in verb.rights)


@cache
def _accusing() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_lexicon("modality_charges"):
        found.setdefault(row["word"], set()).add(row["preposition"])
    return {word: frozenset(prepositions) for word, prepositions in found.items()}


@cache
def _adverbs() -> frozenset[str]:
    return frozenset(word for word, prepositions in _accusing().items() if "" in prepositions)
