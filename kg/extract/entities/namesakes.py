"""Persons whose surname is the name of a place as well.

What comes in: the names of an article. What goes out: the same, in which a word before the name of a
place, and that name, are one person where the article lets the bearer of the name speak.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.entities.acting import WHERE
from kg.extract.entities.lexical import (
    find_noun,
    get_person_nouns,
    given_names,
    is_organization_word,
    kind_of_name,
    known_names,
    titles,
    words,
)
from kg.extract.entities.name import Name, is_capitalised
from kg.extract.tokens import Doc, Token
from kg.gazetteer import find_places

SAYS = words(
    """said says told added testified recalled wrote tweeted explained replied insisted argued warned thinks joked"""
)
_NOT_GIVEN = words(
    """North South East West Northern Southern Eastern Western Central Upper Lower Greater Inner Outer Old New
    Downtown Little Great Saint St San Santa Mount Lake Fort Port"""
)
_OWN = words("hand hands face head body death life birth voice career home phone car words story testimony")


def join_persons(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names, with given name and surname joined where the surname is a place's and acts as a person."""
    joined: list[Name] = []
    for name in names:
        if joined and _is_surname_of(doc, name, joined[-1]):
            joined[-1] = replace(joined[-1], end=name.end)
            continue
        before = _given_name(doc, name, joined[-1] if joined else None)
        if before is None:
            joined.append(name)
            continue
        if joined and joined[-1].end > before:
            joined.pop()
        joined.append(replace(name, start=before, kind="person", known=None))
    return joined


def _is_surname_of(doc: Doc, name: Name, given: Name) -> bool:
    """Whether a single word that the model took for a place or a body completes the given name right before it."""
    is_pair = (
        given.end == name.start and given.kind == "person" and given.end - given.start == name.end - name.start == 1
    )
    if not is_pair or name.known is not None or name.kind not in ("place", "organization"):
        return False
    word, following = doc[name.start], doc[name.end] if name.end < len(doc) else None
    alone = following is None or not is_capitalised(following)
    return (
        alone and doc[given.start].text in given_names() and not is_organization_word(word.text) and not word.is_upper
    )


def complete_persons(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names, each surname with the given name right before it that nobody took for one: `Junia` of `Junia Ho`."""
    covered = {i for name in names for i in range(name.start, name.end)}
    return [
        replace(name, start=name.start - 1) if _lacks_given_name(doc, name) and name.start - 1 not in covered else name
        for name in names
    ]


def _lacks_given_name(doc: Doc, name: Name) -> bool:
    if name.kind != "person" or name.known is not None or name.end - name.start != 1 or not name.start:
        return False
    if kind_of_name([doc[name.start].text]) is not None:
        return False
    before = doc[name.start - 1]
    noun = before.lower_.rsplit("-", 1)[-1]
    return (
        _looks_given(before)
        and before.whitespace_ != ""
        and before.head.i in (name.start, doc[name.start].head.i)
        and before.text not in titles()
        and find_noun(noun) is None
        and noun not in get_person_nouns()
        and before.is_title
        and not before.ent_type_
    )


def _given_name(doc: Doc, name: Name, previous: Name | None) -> int | None:
    """The token of the given name before, or at the start of, a name that is a surname here."""
    first, last = name.end - 2, doc[name.end - 1]
    if first < 0 or name.start < first or not _may_be_surname(name, last):
        return None
    if previous is not None and previous.end > first and (previous.start != first or previous.known is not None):
        return None
    given = _looks_given(doc[first]) and not find_places(f"{doc[first].text} {last.text}")
    if name.kind == "place" and any(place.type != "village" for place in find_places(doc[first].text)):
        return None
    return first if given and (_is_person_later(doc, last) or _is_beside_person_noun(doc, first)) else None


def _is_beside_person_noun(doc: Doc, first: int) -> bool:
    """Whether a noun for one person stands before a name, with a comma or without: `her handler, Ana Aune,`."""
    i = first - 1 - (first > 1 and doc[first - 1].text == ",")
    noun = doc[i] if i >= 0 else doc[first]
    return noun.tag_ == "NN" and noun.is_lower and noun.lemma_ in get_person_nouns()


def _may_be_surname(name: Name, last: Token) -> bool:
    """Whether the name is a place's, or what the model takes for a body of two words that mean nothing else."""
    if name.kind == "place":
        return bool(find_places(last.text))
    if name.kind != "organization" or name.known is not None or name.end - name.start != 2:
        return False
    return not (is_organization_word(last.text) or last.is_upper or find_noun(last.lower_))


def _looks_given(token: Token) -> bool:
    return (
        is_capitalised(token)
        and token.pos_ == "PROPN"
        and token.dep_ in ("compound", "nmod")
        and token.text not in _NOT_GIVEN
        and token.text not in known_names()
        and not is_organization_word(token.text)
    )


def _is_person_later(doc: Doc, surname: Token) -> bool:
    """Whether the name, alone after this, speaks or owns what persons own, and is never where something is."""
    alone = [token for token in doc[surname.i + 1 :] if token.text == surname.text]
    if any(token.nbor(-1).lower_ in WHERE for token in alone if token.dep_ == "pobj"):
        return False
    return any(_speaks(token) or _owns(token) for token in alone)


def _speaks(token: Token) -> bool:
    return token.dep_ == "nsubj" and token.head.lower_ in SAYS


def _owns(token: Token) -> bool:
    if token.dep_ != "poss":
        return False
    noun = find_noun(token.head.lower_)
    return token.head.lower_ in _OWN or (noun is not None and noun.kind == "person")
