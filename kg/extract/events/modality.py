"""Whether what a trigger tells did happen, is planned, is only possible, or did not.

What comes in: a trigger's token. What goes out: a code of the modality scheme.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.entities.lexical import words
from kg.extract.events.triggers import light_verb
from kg.extract.lexicon import read_lexicon
from kg.model import Modality

_FUTURE = words("will 'll shall wo gon")
_POSSIBLE = words("may might could would should can must ca ought 'd")
_CONDITIONS = words("if unless whether lest")
_NO = words("no without neither never")
_TO_WHAT = frozenset(("for", "of", "from"))
_DEPTH = 4


def find_modality(trigger: Token) -> Modality:
    """The modality that the words around `trigger` give its event; `actual` where they give none."""
    own = _own_modality(trigger)
    if own != "actual":
        return own
    current = trigger
    for _ in range(_DEPTH):
        head, dep = current.head, current.dep_
        if head.i == current.i:
            break
        if head.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
            told = _told_by_governor(current, head)
            if told is not None:
                return told
        if not _shares(current, head, dep):
            break
        if head.pos_ in ("VERB", "AUX"):
            told = _own_modality(head)
            if told != "actual":
                return told
        current = head
    return "actual"


def _shares(token: Token, head: Token, dep: str) -> bool:
    """Whether what holds of the governor holds of what depends on it so."""
    if token.pos_ == "VERB":
        if dep == "conj":
            return not any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in token.children)
        return dep in ("xcomp", "pcomp")
    if dep in ("conj", "compound"):
        return head.pos_ == "NOUN"
    if dep == "pobj":
        return head.lower_ in ("for", "in", "to", "against", "of")
    if dep in ("dobj", "nsubjpass"):
        return True
    return dep == "prep" and head.pos_ == "VERB"


def _own_modality(token: Token) -> Modality:
    modality: Modality = "actual"
    for child in token.children:
        word = child.lower_
        if child.dep_ == "neg" or (child.dep_ in ("det", "advmod", "preconj") and word in _NO):
            return "negated"
        if child.dep_ == "aux" and child.tag_ == "MD":
            modality = _of_modal(token, word)
        elif child.dep_ == "mark" and word in _CONDITIONS:
            modality = "hypothetical"
        elif child.dep_ in ("amod", "compound") and word in _adjectives():
            return _adjectives()[word]
    if token.dep_ == "pobj" and token.head.lower_ == "without":
        return "negated"
    if (
        token.tag_ == "VB"
        and token.dep_ == "ROOT"
        and not any(child.dep_ in ("nsubj", "aux") for child in token.children)
    ):
        return "hypothetical"
    return modality


def _of_modal(verb: Token, word: str) -> Modality:
    """What a modal verb tells; "would" in what someone said is the future of then."""
    if word in _FUTURE or (word == "would" and verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN")):
        return "planned"
    return "hypothetical" if word in _POSSIBLE else "actual"


def _told_by_governor(token: Token, head: Token) -> Modality | None:
    """What a governing word such as `plan`, `threaten` or `refuse` makes of what depends on it."""
    dep = token.dep_
    told = _governors().get(head.lemma_.lower()) or _governors().get(head.lower_)
    if head.lemma_ == "be" and dep == "xcomp" and token.tag_ == "VB":
        return "planned"
    if head.lemma_ == "go" and head.tag_ == "VBG" and dep == "xcomp":
        return "planned"
    if told is None:
        return None
    if dep == "prep":  # "called for a boycott", "kept from voting"
        return told if (token.lower_ == "from") == (told == "negated") and token.lower_ in _TO_WHAT else None
    if dep in ("xcomp", "ccomp") or (dep == "acl" and token.tag_ == "VB"):
        if dep == "ccomp" and told == "negated":
            return None
        return told
    if token.pos_ == "VERB":
        return None
    return told if dep in ("dobj", "nsubjpass") and light_verb(token) is None else None


@cache
def _governors() -> dict[str, Modality]:
    return {row["word"]: _code(row["modality"]) for row in read_lexicon("modality_governors")}


@cache
def _adjectives() -> dict[str, Modality]:
    return {row["word"]: _code(row["modality"]) for row in read_lexicon("modality_adjectives")}


def _code(text: str) -> Modality:
    codes: dict[str, Modality] = {
        "planned": "planned",
        "hypothetical": "hypothetical",
        "negated": "negated",
        "historical": "historical",
    }
    return codes[text]
