"""What a law, a treaty or a contract requires, forbids or allows: `the treaty requires members to disarm`.

What comes in: a verb. What goes out: a `Finding` whose source is the document, or None if it provides nothing.
"""

from __future__ import annotations

from kg.extract.claims.contents import find_child
from kg.extract.claims.cues import Cue, word_set
from kg.extract.claims.findings import WIDE, Finding
from kg.extract.claims.holders import find_subject
from kg.extract.tokens import Token

_PROVIDED = Cue("demand", "certain-positive", "neutral")


def find_provision(verb: Token) -> Finding | None:
    """What the document that is the subject of `verb` provides, from the verb's object to its end."""
    if verb.lemma_ not in word_set("provides"):
        return None
    holder, provided = find_subject(verb), find_child(verb, "dobj", "ccomp")
    document = _document(verb, holder)
    if document is None or provided is None or provided.i < verb.i:
        return None
    content = set(range(provided.left_edge.i, verb.right_edge.i + 1))
    return Finding(_PROVIDED, (verb.i,), holder, content, "demand", WIDE)


def _document(verb: Token, holder: Token | None) -> Token | None:
    noun = verb.head if holder is not None and holder.tag_ == "WDT" and verb.dep_ == "relcl" else holder
    return noun if noun is not None and noun.lemma_.lower() in word_set("provisions") else None
