"""Teams that go by the name of their country or town: `Ruritania beat Aldra 2-1` is no act of two states.

What comes in: the names of an article. What goes out: the same, in which countries and towns that play in an article
on sport are bodies, `Ruritania (team)`, wherever they act; where they are the place of something they stay places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from kg.extract.entities.acting import WHERE, acts
from kg.extract.entities.enumerations import iter_lists
from kg.extract.entities.lexical import Known, words
from kg.extract.entities.name import Name
from kg.extract.tokens import Doc, Token, Tokens
from kg.extract.wordsets import get_word_set
from kg.gazetteer import find_places

_word_set = partial(get_word_set, "name_word_sets")
_FEWEST_WORDS = 4  # different words of sport that make an article one on sport
_FEWEST_SIGNS = 2
_SCORE = re.compile(r" ?\d{1,3}(?: ?[-–—:] ?\d{1,3}\b|, \w+ \d)")
_PLAYS_AGAINST = words("beat defeat face play thrash trounce edge outscore eliminate overcome host meet hold")
_PLAYS = words("win lose draw score concede trail equalise equalize qualify advance finish substitute field kick")
_ACROSS = words("against over with to by between past for")


def find_teams(doc: Doc, texts: list[str], names: list[Name]) -> list[Name]:
    """The names of an article; those of countries and towns that play are bodies where they act."""
    if len(_word_set("words of sport") & {text.lower() for text in texts}) < _FEWEST_WORDS:
        return names
    heads = {doc[name.start : name.end].root.i: name for name in names}
    able = [name for name in names if _may_be_team(doc, name)]
    signs = {name.start: name for name in able if _plays(doc[name.start : name.end], heads)}
    if len(signs) < _FEWEST_SIGNS:
        return names
    teams = {_called(doc, name) for name in signs.values()}
    lists = [members for members in iter_lists(doc, names) if any(name.start in signs for name in members)]
    listed = {name.start for members in lists for name in members}
    return [
        _as_team(doc, name)
        if name in able
        and (name.start in listed or (_called(doc, name) in teams and _acts(doc[name.start : name.end])))
        else name
        for name in names
    ]


def _may_be_team(doc: Doc, name: Name) -> bool:
    if name.kind not in ("state", "place") or name.is_demonym:
        return False
    return name.known is not None or any(
        place.type != "village" for place in find_places(doc[name.start : name.end].text)
    )


def _called(doc: Doc, name: Name) -> str:
    return name.known.name if name.known is not None else doc[name.start : name.end].text


def _as_team(doc: Doc, name: Name) -> Name:
    country = name.known.country if name.known is not None else None
    return replace(
        name, kind="organization", known=Known(f"{_called(doc, name)} (team)", "organization", "sports", country)
    )


def _acts(name: Tokens) -> bool:
    before = name.doc[name.start - 1] if name.start else None
    return acts(name.root) and (before is None or before.lower_ not in WHERE)


def _plays(name: Tokens, heads: dict[int, Name]) -> bool:
    """Whether a name is that of one of the sides in a game, in a sentence on sport."""
    root, doc = name.root, name.doc
    if all(token.lower_ not in _word_set("words of sport") for token in root.sent):
        return False
    if _SCORE.match(doc.text[name.end_char : name.end_char + 12]):
        return True
    head = root.head
    if root.dep_ == "poss":
        return head.lower_ in _word_set("owned by teams")
    if root.dep_ == "nsubj":
        objects = [child for child in head.children if child.dep_ == "dobj"]
        if head.lemma_ in _PLAYS_AGAINST:
            return any(child.i in heads and heads[child.i].kind != "person" for child in objects)
        return head.lemma_ in _PLAYS and all(child.lower_ in _won() for child in objects)
    if root.dep_ in ("dobj", "nsubjpass"):
        return head.lemma_ in _PLAYS_AGAINST and any(_is_side(token, heads) for token in _sides(head))
    if root.dep_ == "pobj" and head.lower_ in _ACROSS:
        return head.head.lemma_.lower() in _PLAYS or head.head.lower_ in _word_set("owned by teams")
    return False


def _won() -> frozenset[str]:
    return _word_set("words of sport") | _word_set("owned by teams")


def _sides(verb: Token) -> Iterator[Token]:
    """Who plays: the subject of a verb, or the one that it is done by."""
    for child in verb.children:
        if child.dep_ == "nsubj":
            yield child
        elif child.dep_ == "agent":
            yield from (token for token in child.children if token.dep_ == "pobj")


def _is_side(token: Token, heads: dict[int, Name]) -> bool:
    return token.i in heads and heads[token.i].kind != "person"
