"""Feelings that something stirs in someone: `the plan alarmed farmers`, `that worries the guild`.

What comes in: a verb. What goes out: a `Finding` whose source is those who feel, or None if it is no such verb.
"""

from __future__ import annotations

from kg.extract.claims.contents import find_child
from kg.extract.claims.cues import person_nouns, stirring_cues
from kg.extract.claims.findings import WIDE, Finding, subtree
from kg.extract.tokens import Token

_WHO_FEELS = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def find_stirred(verb: Token) -> Finding | None:
    """What the object of `verb` feels about its subject, if the verb tells of a feeling."""
    cue = stirring_cues().get(verb.lemma_.lower())
    if cue is None:
        return None
    subject, holder = find_child(verb, "nsubj"), find_child(verb, "dobj")
    if subject is None or holder is None or subject.lower_ == "it" or not _can_feel(holder):
        return None
    content = subtree(subject)
    if subject.tag_ in ("WDT", "WP"):
        return None
    return Finding(cue, (verb.i,), holder, content, cue.type, WIDE, target=subject)


def _can_feel(noun: Token) -> bool:
    if noun.tag_ == "PRP":
        return noun.lower_ not in ("it", "itself", "himself", "herself", "themselves")
    return noun.ent_type_ in _WHO_FEELS or noun.lemma_.lower() in person_nouns()
