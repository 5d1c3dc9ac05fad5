"""Whether an event is history because the clause goes on with one that is: "born in 1931 at a mill that later burned".

What comes in: triggers in text order. What goes out: whether what stands above one of them was told as history.
What it never does: take what has a tense of today, or a date of its own, for history.
"""

from __future__ import annotations

from kg.extract.entities.lexical import words
from kg.extract.tokens import Token

#: How a clause hangs on the one that it goes on with.
_LINKS = words("relcl acl conj advcl ccomp prep pobj dobj nsubj nsubjpass attr appos pcomp agent")
_STEPS = 6


class History:
    """The events of one article that are history so far."""

    def __init__(self) -> None:
        self._told: set[int] = set()

    def add(self, trigger: Token) -> None:
        """Take an event for history, by its date or by what it goes on with."""
        self._told.add(trigger.i)

    def includes(self, trigger: Token) -> bool:
        """Whether a verb in the past tense stands in a clause that goes on with what is history."""
        if not self._told or not _is_bygone(trigger):
            return False
        current = trigger
        for _ in range(_STEPS):
            if current.dep_ not in _LINKS or current.head.i == current.i:
                return False
            current = current.head
            if current.i in self._told:
                return True
        return False


def _is_bygone(verb: Token) -> bool:
    if verb.pos_ != "VERB":
        return False
    auxiliaries = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    return (auxiliaries[0] if auxiliaries else verb).tag_ == "VBD"
