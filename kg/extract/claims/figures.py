"""Figures that someone gives: `put the toll at 40`, `counted 30 dead`, `the loss was put at 3 billion`.

What comes in: a verb. What goes out: a `Finding`, or None if the verb gives no figure.
What it never does: take the number of things that someone merely owns, makes or does.
"""

from __future__ import annotations

from types import MappingProxyType

from kg.extract.claims.contents import find_child, tokens_through
from kg.extract.claims.cues import Cue, word_set
from kg.extract.claims.findings import STRICT, WIDE, Finding, subtree
from kg.extract.claims.holders import find_agent, find_subject, is_passive
from kg.extract.tokens import Token

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
    if verb.lemma_ in word_set("moves a figure"):
        return _revised(verb)
    return _given(verb) or _made(verb)


def _given(verb: Token) -> Finding | None:
    """`gave a toll of 104`: a measure with its figure."""
    measure, holder = find_child(verb, "dobj"), find_subject(verb)
    if verb.lemma_ not in word_set("gives a figure") or measure is None or holder is None or is_passive(verb):
        return None
    if holder.tag_ in ("DT", "WDT"):  # "That gives the deal a value of 40 million"
        return None
    of = next((child for child in measure.rights if child.dep_ == "prep" and child.lower_ == "of"), None)
    is_measure = measure.lemma_.lower() in word_set("what is measured")
    if of is None or not is_measure or measure.i < verb.i or not _has_figure(of):
        return None
    return Finding(_GIVEN, (verb.i,), holder, subtree(measure), "quantity", STRICT)


def _made(verb: Token) -> Finding | None:
    """`I make it 24`: by one's own count."""
    figure, holder = find_child(verb, "ccomp", "oprd"), find_subject(verb)
    if verb.lemma_ != "make" or figure is None or holder is None or not figure.like_num:
        return None
    counted = find_child(figure, "nsubj") or find_child(verb, "dobj")
    if counted is None or counted.lower_ not in ("it", "that", "them"):
        return None
    return Finding(_GIVEN, (verb.i,), holder, tokens_through(counted, figure), "quantity", WIDE)


def _put_at(verb: Token) -> Finding | None:
    """`put the toll at 40`, `the toll was put at 40`: what is measured, with its figure."""
    passive = is_passive(verb)
    measured = find_child(verb, "nsubjpass" if passive else "dobj")
    if measured is None or not (measured.pos_ == "PRON" or measured.lemma_.lower() in word_set("what is measured")):
        return None
    at = next((each for each in (*verb.rights, *measured.subtree) if _leads_to_figure(each)), None)
    holder = find_agent(verb) if passive else find_subject(verb)
    if at is None or (holder is None and not passive):
        return None
    content = subtree(measured) | subtree(at) if passive else tokens_through(measured, at)
    content -= {i for child in at.subtree if child.dep_ == "agent" for i in subtree(child)}
    return Finding(_GIVEN, (verb.i,), holder, content, "quantity", STRICT)


def _revised(verb: Token) -> Finding | None:
    """`raised the toll to 92`: a figure that someone has given, with the one given now."""
    figure, holder = find_child(verb, "dobj"), find_subject(verb)
    if figure is None or figure.i < verb.i or holder is None or is_passive(verb):
        return None
    to = next((each for each in (*verb.rights, *figure.rights) if each.dep_ == "prep" and each.lower_ == "to"), None)
    if to is None or figure.lemma_.lower() not in word_set("is revised") or not _has_figure(to):
        return None
    if figure.lemma_ == "number" and not any(child.lower_ == "of" for child in figure.rights):
        return None
    return Finding(_GIVEN, (verb.i,), holder, tokens_through(figure, to), "quantity", WIDE)


def _leads_to_figure(preposition: Token) -> bool:
    if preposition.dep_ != "prep" or preposition.lower_ != "at":
        return False
    return _has_figure(preposition)


def _has_figure(phrase: Token) -> bool:
    return any(token.like_num and token.ent_type_ not in ("TIME", "DATE") for token in phrase.subtree)


def _counted(verb: Token) -> Finding | None:
    """`counted 30 dead`, `recorded twelve deaths`: a number of people harmed."""
    if is_passive(verb):
        return None
    harmed, holder = find_child(verb, "dobj"), find_subject(verb)
    if harmed is None or harmed.i < verb.i or holder is None or holder.ent_type_ in ("GPE", "LOC"):
        return None
    words = {token.lemma_.lower() for token in harmed.subtree if token.i <= harmed.i + 1}
    if not (harmed.like_num or (words & word_set("harmed or harm") and any(c.like_num for c in harmed.lefts))):
        return None
    return Finding(_GIVEN, (verb.i,), holder, subtree(harmed), "quantity", WIDE)
