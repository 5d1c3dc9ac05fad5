"""What a source does besides saying something: `said two men were shot and accused the rebels`, `… and has left`.

What comes in: a verb that the parser coordinates with the verb of a content. What goes out: whether the source is its
subject, as tense and voice tell, and not the subject of the content.
"""

from __future__ import annotations

from kg.extract.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_PAST, _PRESENT = frozenset({"VBD"}), frozenset({"VBZ", "VBP"})
_AUXILIARIES = ("aux", "auxpass")


def find_finite(verb: Token) -> str:
    """The tag that tells the tense of a verb: its first auxiliary's, or its own.

    A base form alone is a present; a participle alone that has an object is a past.
    """
    first = next((child for child in verb.lefts if child.dep_ in _AUXILIARIES), None)
    if first is not None:
        return first.tag_
    if verb.tag_ == "VBN" and any(child.dep_ == "dobj" for child in verb.rights):
        return "VBD"
    return "VBP" if verb.tag_ == "VB" else verb.tag_


def is_of_source(verb: Token, cue: Token) -> bool:
    """Whether a second verb without a subject goes with the cue and not with the verb of the content before it.

    It goes with the cue if its tense is that of the cue and cannot be that of the content: `says the man was ill and
    will send help`; or if it shares neither the voice nor the auxiliary of the content: `said they had been told, and
    hinted at …`.
    """
    said = verb.head
    if verb.dep_ != "conj" or said.i > verb.i or any(child.dep_ in _SUBJECTS for child in verb.children):
        return False
    if any(child.lower_ == "or" for child in said.rights):
        return False
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in (*verb.lefts, *said.lefts)):
        return False
    second, first, told = find_finite(verb), find_finite(said), find_finite(cue)
    if first in _PAST and told in _PRESENT and second in _PRESENT | {"MD"}:
        return second != "MD" or _is_will(verb)
    if first in _PRESENT and told in _PAST and second in _PAST:
        return verb.pos_ == "VERB" and not _has_auxiliary(verb)
    if told not in _PAST or second not in _PAST or _has_auxiliary(verb):
        return False
    is_passive = any(child.dep_ == "auxpass" for child in said.lefts)
    if is_passive and any(child.dep_ == "dobj" for child in verb.rights):
        return True
    is_apart = verb.doc[verb.left_edge.i - 2].text == "," or any(child.lower_ == "but" for child in said.rights)
    return verb.tag_ == "VBD" and is_apart and _has_auxiliary(said)


def _has_auxiliary(verb: Token) -> bool:
    return any(child.dep_ in _AUXILIARIES for child in verb.lefts)


def _is_will(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in ("will", "'ll", "’ll", "can") for child in verb.lefts)
