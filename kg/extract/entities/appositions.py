"""Who is named beside a common noun: `the carmaker Olken`, `its owner, Blue Lines,`, `a man called Tom Lee`.

What comes in: a common noun (or `one`). What goes out: the entry of the name that stands beside it as its
own, or None.
"""

from __future__ import annotations

from functools import partial

from kg.extract.entities.lexical import Noun, find_noun, titles, words
from kg.extract.entities.name import is_beside
from kg.extract.entities.offices import find_holder
from kg.extract.entities.registry import Entry, Registry
from kg.extract.tokens import Token
from kg.extract.wordsets import get_word_set

_word_set = partial(get_word_set, "name_word_sets")
_ENDS = words(", . ; : ) — – -")
_CALLED = words("called named")
_DETERMINERS = words("a an the its his her their our my one another")


def find_apposed(noun: Token, registry: Registry) -> Entry | None:
    """The entry of the name beside the noun that is its own name."""
    if noun.tag_ in ("NNS", "NNPS") or (noun.pos_ not in ("NOUN", "PROPN") and noun.lower_ != "one"):
        return None
    beside = (_by_parse(noun, registry), _at_once(noun, registry), _enclosed(noun, registry), _called(noun))
    for token in (*beside, _holder(noun)):
        owner = registry.owner(token) if token is not None else None
        entry = registry.entries[owner] if owner else None
        if entry is not None and entry.is_named and _fits(noun, entry):
            return entry
    told = next((child for child in noun.children if child.dep_ == "appos" and child.is_lower), None)
    return find_apposed(told, registry) if told is not None else None


def _fits(noun: Token, entry: Entry) -> bool:
    """Whether the noun may stand for what bears the name."""
    known = find_noun(noun.lower_)
    if known is not None and known.plural:
        return False
    if noun.lower_ == "one" or noun.lower_ in _word_set("held by persons or bodies"):
        return entry.kind in ("person", "organization")
    if noun.lower_ in _word_set("companies before their name"):
        return entry.kind == "organization"
    if known is None:
        return entry.kind == "person" and (noun.lower_.endswith("man") or noun.text in titles())
    return _is_same_kind(known, entry)


def _is_same_kind(known: Noun, entry: Entry) -> bool:
    return known.kind == entry.kind and known.kind in ("person", "organization")


def _by_parse(noun: Token, registry: Registry) -> Token | None:
    """The name that the parse puts beside the noun: `Ann Lee, a doctor`, `Minister Ann Lee`."""
    beside = [noun.head] if noun.dep_ in ("appos", "compound", "nmod") else []
    beside += [child for child in noun.children if child.dep_ == "appos"]
    for other in beside:
        if registry.owner(other) is None or find_noun(noun.lower_) is None:
            continue
        if noun.dep_ == "appos" or other.i in (noun.i + 1, noun.i + 2) or other.left_edge.i == noun.i + 1:
            return other
    return None


def _at_once(noun: Token, registry: Registry) -> Token | None:
    """The name right after a noun with a determiner: `the carmaker Olken`."""
    name = _after_titles(noun, 1)
    if name is None or not noun.is_lower or registry.owner(name) is None:
        return None
    root = name
    while root.head.i > root.i and registry.owner(root.head) == registry.owner(name):
        root = root.head
    is_definite = any(child.dep_ in ("det", "poss") for child in (*noun.children, *root.children))
    return name if is_definite and is_beside(noun, root) else None


def _enclosed(noun: Token, registry: Registry) -> Token | None:
    """The name between commas after a noun: `the trust's director, Peder Hauk, said`, `One, Ann Lee, said`."""
    if not noun.is_lower and noun.lower_ != "one" and noun.text not in titles():
        return None
    doc = noun.doc
    i = noun.i + 1
    if noun.lower_ == "one" and i + 1 < len(doc) and doc[i].lower_ == "of":
        i = next((j for j in range(noun.i + 1, min(len(doc), noun.i + 6)) if doc[j].text == ","), len(doc))
    elif i + 1 < len(doc) and doc[i].lower_ == "of":
        i = _end_of_complement(noun)
    if i >= len(doc) or doc[i].text != "," or not _is_definite(noun):
        return None
    name = _after_titles(doc[i], 1)
    owner = registry.owner(name) if name is not None else None
    if name is None or owner is None:
        return None
    end = name.i
    while end < len(doc) and registry.owner(doc[end]) == owner:
        end += 1
    is_closed = end < len(doc) and (
        doc[end].text in _ENDS or doc[end].is_space or (noun.dep_ == "nsubj" and doc[end].pos_ in ("VERB", "AUX"))
    )
    goes_on = end + 1 < len(doc) and doc[end].text == "," and registry.owner(doc[end + 1]) is not None
    return name if is_closed and not goes_on else None


def _end_of_complement(noun: Token) -> int:
    """The index after `of Hallfors` in `the mayor of Hallfors, Tom Grey,`; the noun's own if that is far."""
    doc = noun.doc
    for i in range(noun.i + 2, min(len(doc), noun.i + 8)):
        if doc[i].text == ",":
            return i
        if doc[i].pos_ not in ("PROPN", "NOUN", "ADJ", "DET", "ADP", "CCONJ", "PART"):
            break
    return noun.i


def _is_definite(noun: Token) -> bool:
    """Whether the noun is one of a kind here: it has a determiner or an owner."""
    return noun.lower_ == "one" or any(
        child.dep_ == "poss" or child.lower_ in _DETERMINERS for child in noun.children if child.i < noun.i
    )


def _holder(noun: Token) -> Token | None:
    """The name after the place of an office: `the mayor of Leeds Tom Brook`."""
    held = find_holder(noun)
    return noun.doc[held[1][0]] if held is not None else None


def _called(noun: Token) -> Token | None:
    """The name after `called`: `a retired trawlerman called Huw Merrin`."""
    doc = noun.doc
    after = noun.i + 1
    if after + 1 < len(doc) and doc[after].lower_ in _CALLED and doc[after].tag_ == "VBN":
        return _after_titles(doc[after], 1)
    return None


def _after_titles(token: Token, distance: int) -> Token | None:
    """The first token after `token` that is no title of a person."""
    doc = token.doc
    for i in range(token.i + distance, min(len(doc), token.i + distance + 4)):
        if doc[i].text not in titles():
            return doc[i]
    return None
