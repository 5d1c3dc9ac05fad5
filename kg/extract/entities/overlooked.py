"""Names that the model overlooked, told by what the article and the map know.

What comes in: a parsed text, its names so far and the surnames of its persons. What goes out: further names:
those seen elsewhere in the article, full names by their given name, places after a preposition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.entities.enumerations import Listed
from kg.extract.entities.lexical import given_names, kind_of_name, titles, words
from kg.extract.entities.name import NOT_NAMES, Name, after_title, is_capitalised, is_prefixed
from kg.extract.tokens import Doc, Token
from kg.gazetteer import find_places
from kg.model import EntityKind

#: Prepositions before a place.
AT = words("in at near from around outside inside across throughout toward towards into via")
#: Types of small places, and of those that everyone knows; how many people make a metropolis.
SMALL, LARGE = ("city", "village", "district"), ("country", "region", "continent")
METROPOLIS = 1_000_000
_TOWN = 15_000


def find_overlooked(doc: Doc, texts: list[str], names: list[Name], surnames: Mapping[str, int]) -> Iterator[Name]:
    """Names seen elsewhere in the article, full names by their given name, and places after a preposition."""
    kinds = {doc[name.start : name.end].text: name.kind for name in names if name.known is None}
    lists = Listed(doc, names)
    covered = {i for name in names for i in range(name.start, name.end)}
    i = 0
    while i < len(texts):
        if i in covered or not texts[i][0].isupper():
            i += 1
            continue
        end = _run(doc, i, covered)
        if end == i:
            i += 1
            continue
        found = list(_in_run(doc, i, end, kinds, surnames))
        yield from found or lists.members(i, end)
        i = end


def _run(doc: Doc, start: int, covered: set[int]) -> int:
    """The end of the capitalised words that begin at `start` and belong to no name."""
    i = start
    while (
        i < len(doc)
        and i not in covered
        and is_capitalised(doc[i])
        and doc[i].pos_ in ("PROPN", "ADJ", "NOUN", "X", "VERB")
    ):
        i += 1
    return i


def _in_run(
    doc: Doc, start: int, end: int, kinds: Mapping[str, EntityKind], surnames: Mapping[str, int]
) -> Iterator[Name]:
    start = after_title(doc, start, end)
    start += end - start > 1 and is_prefixed(doc, start)
    text = doc[start:end].text
    if kinds.get(text, "other") != "other":
        yield Name(start, end, kinds[text])
        return
    if end - start == 1:
        is_odd = doc[start].pos_ != "PROPN" or doc[start].ent_type_ in ("DATE", "TIME")
        if text in NOT_NAMES or (is_odd and not surnames.get(text)):
            return
        if surnames.get(text):
            yield Name(start, end, "person")
        elif _is_place_alone(doc[start]):
            yield Name(start, end, "place")
        return
    if any(doc[i].pos_ != "PROPN" for i in range(start, end)) or end - start > 5:
        return
    parts = text.split()
    told = kind_of_name(parts)
    if told is not None:
        yield Name(start, end, told)
    elif parts[0] in given_names() or (start and doc[start - 1].text in titles()):
        yield Name(start, end, "person")
    elif _is_town(text):
        yield Name(start, end, "place")


def _is_place_alone(token: Token) -> bool:
    """Whether a single word is a town after a preposition of place, or a region of which something is said."""
    if token.dep_ == "pobj":
        return token.i > 0 and token.nbor(-1).lower_ in AT and _is_town(token.text)
    return token.dep_ in ("nsubj", "nsubjpass") and not any(token.lefts) and _is_known_everywhere(token.text)


def _is_known_everywhere(text: str) -> bool:
    """Whether the name is one of a region or metropolis and nobody's given name."""
    large = (place.population >= METROPOLIS or place.type in LARGE for place in find_places(text))
    return text not in given_names() and len(text) > 4 and any(large)


def _is_town(text: str) -> bool:
    return text not in given_names() and any(
        place.population >= _TOWN or place.type not in SMALL for place in find_places(text)
    )
