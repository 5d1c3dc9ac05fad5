"""What a name speaks for by itself, wherever it stands: its first and last words, its letters, the map.

What comes in: the tokens of a name. What goes out: signs, each a kind with a weight (`signs` has those around it).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kg.extract.entities.lexical import given_names, is_belief, kind_of_name, known_names, words
from kg.extract.entities.predicates import Sign
from kg.extract.tokens import Tokens
from kg.extract.wordsets import get_word_set
from kg.gazetteer import find_places

_word_set = partial(get_word_set, "name_word_sets")
_SAINTS = words("San Santa Santo Sant São Saint St")
_ENDINGS_OF_PLACES = (
    *("stan", "abad", "grad", "stad", "stadt", "haven", "mouth", "shire", "burgh", "borough", "pur", "ville"),
    *("minster", "fjord", "hafen", "polis", "port", "ness"),
)
_LONGEST_PERSON = 4  # words of a name of a person
_LONGEST_ACRONYM = 6
_LARGE = 300_000  # people of a town whose name is known
_TOWN = 50_000
_FULL_NAME = 2


def iter_own_signs(name: Tokens) -> Iterator[Sign]:
    """The signs that a name bears itself, wherever it stands."""
    if name[0].text in given_names() and len(name) < _LONGEST_PERSON:
        yield "person", 2.5 if len(name) > 1 else 0.7
    if len(name) > 1:
        yield from _by_first_word(name)
    if len(name) > 1 and name[0].text in _word_set("first words of storms"):
        yield "other", 4.0
    if len(name) == 1 and is_belief(name.text):
        yield "other", 2.5
    if name.text.endswith(".") and len(name.text) < _LONGEST_ACRONYM and find_places(name.text):
        yield "place", 3.0  # "Md."
    told = kind_of_name([token.text for token in name]) if len(name) > 1 else None
    if told is not None:
        yield told, 2.0
    if len(name) == _FULL_NAME and name[0].is_alpha and name[0].is_upper and is_large(name[1].text):
        yield "organization", 3.0  # "RT America"
    if name.text.isupper() and name.text.isalpha() and 1 < len(name.text) <= _LONGEST_ACRONYM:
        yield "organization", 2.5
        return
    if name[-1].text.endswith(_ENDINGS_OF_PLACES) and name[0].text not in given_names():
        yield "place", 1.0
    yield from _by_map(name.text)


def _by_first_word(name: Tokens) -> Iterator[Sign]:
    """`Lake Tavo`, `San Orvo`, `New Aune`."""
    first, last = name[0].text, name[-1]
    if first in _word_set("first words of places"):
        yield "place", 2.3
    elif first in _SAINTS or (
        first in _word_set("first words of regions")
        and len(name) == _FULL_NAME
        and last.is_title
        and last.text not in _word_set("trades of companies")
        and last.text not in known_names()
    ):
        yield "place", 1.5


def is_large(text: str) -> bool:
    """Whether the text names a state, a region or a continent."""
    known = known_names().get(text)
    is_state = known is not None and known.kind == "state" and known.form == "name"
    return is_state or any(place.type in ("country", "region", "continent") for place in find_places(text))


def _by_map(text: str) -> Iterator[Sign]:
    """What the gazetteer says: little of a small town, since many a person bears its name."""
    places = [place for place in find_places(text) if place.type != "village"]
    if any(place.population > _LARGE or place.type in ("country", "continent") for place in places):
        yield "place", 2.3
    elif any(place.population > _TOWN or place.type not in ("city", "district") for place in places):
        yield "place", 1.0
    elif places:
        yield "place", 0.5
