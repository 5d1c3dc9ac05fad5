"""Figures that someone gives: `put the toll at 40`, `counted 30 dead`, `the loss was put at 3 billion`.

What comes in: a verb. What goes out: a `Finding`, or None if the verb gives no figure.
What it never does: take the number of things that someone merely owns, makes or does.
"""

from __future__ import annotations

from types import MappingProxyType

from spacy.tokens import Token

from kg.extract.claims.contents import find_child, tokens_through
from kg.extract.claims.cues import Cue, word_set
from kg.extract.claims.findings import STRICT, WIDE, Finding, subtree
from kg.extract.claims.holders import find_agent, find_subject, is_passive

_GIVEN = Cue("quantity", "certain-positive", "neutral", MappingProxyType({"at": "quantity"}))
_MODALS = frozenset({"would", "could", "might", "may", "should", "must", "can", "will"})


def find_figure(verb: Token) -> Finding | None:
    """The figure that the subject of `verb` gives of something, if it gives one."""
    if verb.pos_ != "VERB" or any(child.dep_ == "aux" and child.lower_ in _MODALS for child in verb.children):
        return None
    if verb.lemma_ in word_set("puts at a figure"):
        return _put_at(verb)
    if verb.lemma_ in word_set("counts the harmed"):
        return _counted(verb)
    return None


def _put_at(verb: Token) -> Finding | None:
    """`put the toll at 40`, `the toll was put at 40`: what is measured, with its figure."""
    passive = is_passive(verb)
    measured = find_child(verb, "nsubjpass" if passive else "dobj")
    if measured is None or measured.lemma_.lower() not in word_set("what is measured"):
        return None
    at = next((each for each in (*verb.rights, *measured.rights) if _leads_to_figure(each)), None)
    holder = find_agent(verb) if passive else find_subject(verb)
    if at is None or (holder is None and not passive):
        return None
    figure = next(each for each in at.children if each.dep_ == "pobj")
    content = subtree(measured) | subtree(at) if passive else tokens_through(measured, at)
    content -= {i for child in figure.subtree if child.dep_ == "agent" for i in subtree(child)}
    return Finding(_GIVEN, (verb.i,), holder, content, "quantity", STRICT)


def _leads_to_figure(preposition: Token) -> bool:
    if preposition.dep_ != "prep" or preposition.lower_ != "at":
        return False
    figure = next((each for each in preposition.children if each.dep_ == "pobj"), None)
    if figure is None or figure.ent_type_ in ("TIME", "DATE"):
        return False
    return figure.like_num or any(child.like_num for child in figure.lefts)


def _counted(verb: Token) -> Finding | None:
    """`counted 30 dead`, `recorded twelve deaths`: a number of people harmed."""
    if is_passive(verb):
        return None
    harmed, holder = find_child(verb, "dobj"), find_subject(verb)
    if harmed is None or harmed.i < verb.i or holder is None or holder.ent_type_ in ("GPE", "LOC"):
        return None
    words = {token.lemma_.lower() for token in harmed.subtree if token.i <= harmed.i + 1}
    if not any(child.like_num for child in harmed.lefts) or not words & word_set("harmed or harm"):
        return None
    return Finding(_GIVEN, (verb.i,), holder, subtree(harmed), "quantity", WIDE)
