"""What a participle at the end of a sentence is the outcome of: "a device that exploded, wounding six people".

What comes in: a participle. What goes out: the verb that tells what brought it about. The parser hangs it on the verb
of the main clause ("police hunt the man who left a device that exploded, wounding six"), of which it is no outcome
where another verb before it, and not that one, tells of violence or an accident.
"""

from __future__ import annotations

from functools import cache

from kg.extract.lexicon import iter_words
from kg.extract.tokens import Token

_HARMING = frozenset(("killing", "injury", "death", "property-destruction"))
_BRINGING_HARM = frozenset(
    (
        *("violence", "explosive-attack", "shelling", "air-or-drone-strike", "armed-clash", "attack-on-civilians"),
        *("explosive-ordnance-incident", "mine-explosion", "accident", "transport-accident", "industrial-accident"),
        *("fire", "flood", "storm", "riot"),
    )
)
_AUXILIARY = frozenset(("mark", "prep", "aux"))


def is_outcome(participle: Token) -> bool:
    """Whether a participle, after its clause and without a word that joins it, tells what came of something."""
    if participle.tag_ != "VBG" or participle.dep_ != "advcl" or participle.i < participle.head.i:
        return False
    return not any(child.dep_ in _AUXILIARY or child.tag_ == "WRB" for child in participle.lefts)


def find_cause(participle: Token) -> Token:
    """The verb of whose clause a participle tells the outcome: its head, or one nearer of which harm may come."""
    head = participle.head
    if not is_outcome(participle) or participle.lemma_ not in _verbs(_HARMING) or brings_harm(head):
        return head
    for i in range(participle.i - 1, head.i, -1):
        if participle.doc[i].pos_ == "VERB" and brings_harm(participle.doc[i]):
            return participle.doc[i]
    return head


def brings_harm(verb: Token) -> bool:
    """Whether a verb tells, or may tell, of violence, an accident or a disaster."""
    return verb.lemma_ in _verbs(_BRINGING_HARM)


def find_outcomes(verb: Token) -> list[Token]:
    """The participles that tell what came of what a verb tells."""
    end = verb.sent.end
    return [token for token in verb.doc[verb.i + 1 : end] if is_outcome(token) and find_cause(token) == verb]


@cache
def _verbs(types: frozenset[str]) -> frozenset[str]:
    """The verbs that tell, or beside some noun tell, events of these types."""
    verbs = {row["verbs"].partition("_")[0] for row in iter_words("event_verbs", "verbs") if row["type"] in types}
    senses = (row for row in iter_words("event_senses", "words") if row["argument"] in ("object", "subject"))
    return frozenset(verbs | {row["words"] for row in senses if row["type"] in types})
