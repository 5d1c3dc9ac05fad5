"""Adjectives and peoples that are formed from the name of a place, as English forms them.

What comes in: the name of a place, capitalised words of an article. What goes out: whether one of these is
its adjective: `Belmora` and `Belmoran`, `Ostrea` and `Ostreans`; and the names of an article in which such
adjectives stand for their state.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from kg.extract.entities.enumerations import iter_lists
from kg.extract.entities.lexical import Known
from kg.extract.entities.name import Name
from kg.extract.tokens import Doc, Token
from kg.extract.wordsets import get_word_set
from kg.gazetteer import find_places

_SHORTEST = 4
_AFTER_NAME = ("n", "an", "ian", "ese", "ish", "i", "er")
_AFTER_STEM = ("an", "ian", "ean", "ese", "ish", "i", "nian")
_VOWELS = "aeiouyéáíóúàèê"


def iter_demonyms(place: str) -> Iterator[str]:
    """The adjectives that a place of that name may have.

    >>> "Tarsenian" in iter_demonyms("Tarsenia"), "Skarvish" in iter_demonyms("Skarv")
    (True, True)
    """
    if len(place) < _SHORTEST:
        return
    for ending in _AFTER_NAME:
        yield place + ending
    if place[-1] in _VOWELS:
        for ending in _AFTER_STEM:
            if place[:-1] + ending != place:
                yield place[:-1] + ending


def has_demonym(place: str, words: Collection[str]) -> bool:
    """Whether one of the words is an adjective of that place, or the name of its people."""
    return any(word in words or f"{word}s" in words for word in iter_demonyms(place))


def find_demonyms(names: Collection[str], words: Collection[str]) -> dict[str, str]:
    """Which of the words is the adjective of which of the places.

    >>> find_demonyms(["Belmora"], ["Belmoran", "Roman"])
    {'Belmoran': 'Belmora'}
    """
    return {word: place for place in names for word in iter_demonyms(place) if word in words}


def read_demonyms(doc: Doc, texts: list[str], names: list[Name]) -> list[Name]:
    """The names, with states that no list has known by their adjectives, and these adjectives as such.

    An adjective of a people that stays unknown is no name either, but tells whose the noun after it is.
    """
    places = {doc[name.start].text for name in names if _may_be_state(doc, name)}
    adjectives = find_demonyms(sorted(places), set(texts))
    states = set(adjectives.values()) | _called_states(doc, names)
    read = [_read(doc, name, adjectives, states) for name in names]
    covered = {i for name in names for i in range(name.start, name.end)}
    unseen = [i for i, text in enumerate(texts) if text in adjectives and i not in covered] if adjectives else []
    return [*read, *(Name(i, i + 1, "state", known=_adjective(adjectives[texts[i]])) for i in unseen)]


def _called_states(doc: Doc, names: list[Name]) -> set[str]:
    """The places that have what only states have: `the ambassadors of Velland and Tarn`, `Velland's army`."""
    offices, owned = (get_word_set("name_word_sets", name) for name in ("of states", "owned by states alone"))
    found = set()
    for members in iter_lists(doc, names):
        able = [doc[name.start].text for name in members if _may_be_state(doc, name)]
        first, last = members[0].start, members[-1].end
        after_office = first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in offices
        is_owner = last + 1 < len(doc) and doc[last].lower_ == "'s" and doc[last + 1].lower_ in owned
        if after_office:
            found |= set(able)
        elif is_owner and _may_be_state(doc, members[-1]):
            found.add(doc[members[-1].start].text)
    return found


def _may_be_state(doc: Doc, name: Name) -> bool:
    """Whether it is a single word for a place that no list and no map has."""
    if name.kind != "place" or name.known is not None or name.end - name.start > 1:
        return False
    return all(place.type == "village" for place in find_places(doc[name.start].text))


def _read(doc: Doc, name: Name, adjectives: dict[str, str], states: Collection[str]) -> Name:
    token = doc[name.start]
    if name.known is not None or name.end - name.start > 1:
        return name
    if token.text in adjectives:
        return replace(name, kind="state", known=_adjective(adjectives[token.text]))
    if token.text in states and name.kind == "place":
        return replace(name, kind="state", known=Known(token.text, "state", "country"))
    if name.kind == "group" and _is_adjective(token):
        return replace(name, known=Known(token.text, "group", form="adjective"))
    return name


def _adjective(state: str) -> Known:
    return Known(state, "state", "country", form="adjective")


def _is_adjective(token: Token) -> bool:
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    return token.dep_ in ("amod", "compound") and following.is_lower and following.pos_ in ("NOUN", "ADJ")
