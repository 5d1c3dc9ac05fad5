"""Noun phrases: the members of a list, what a quantity counts, and what follows a preposition.

What comes in: a token of a parsed text. What goes out: the head tokens of phrases.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extract.lexicon import read_lexicon
from kg.extract.tokens import Token

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"))
#: Relations of prepositions; with a phrase of its own a particle is one ("called on the mayor to resign").
_BEFORE_PHRASES = frozenset(("prep", "agent", "dative", "prt"))
#: Adverbs on which the parser hangs the phrase of their verb: "passed it on to the ministry".
_ONWARD = frozenset(("on", "along", "over", "back", "out", "down", "up", "straight"))
_DEPTH = 6


def find_prepositional(head: Token) -> Iterator[tuple[Token, Token]]:
    """Each preposition that depends on `head`, with the head of each phrase after it.

    "in Aden and near Taiz" gives both; so do the lists after one preposition.
    """
    for child in head.children:
        if child.dep_ in _BEFORE_PHRASES and child.pos_ in ("ADP", "SCONJ", "PART", "VERB"):
            yield from _phrases(child)
        elif child.dep_ == "advmod" and child.lower_ in _ONWARD:
            for preposition in child.rights:
                if preposition.dep_ == "prep":
                    yield from _phrases(preposition)


def _phrases(preposition: Token) -> Iterator[tuple[Token, Token]]:
    """The phrases after a preposition; "from Oslo to Bergen", where one hangs on the other, are two."""
    has_own = any(child.dep_ == "pobj" for child in preposition.children)
    for child in preposition.children:
        if child.dep_ == "pobj":
            for token in spread(child):
                yield preposition, token
        elif child.dep_ == "conj" and child.pos_ == "ADP":
            yield from _phrases(child)
        elif child.dep_ == "prep":  # "from inside the building"
            for _, token in _phrases(child):
                yield (child if has_own else preposition), token


def spread(noun: Token) -> list[Token]:
    """The heads of a list of noun phrases that begins with `noun`: "Oslo, Bergen and Bodø" gives three."""
    found = [find_content(noun)]
    for child in noun.rights:
        if child.dep_ == "conj" and child.pos_ in _NOMINAL and not _is_beside_owner(child):
            found += spread(child)
        elif _is_person(noun):
            found += _persons_beside(child)
        elif _goes_on_as_list(noun, child):
            found += spread(child)
        elif noun.tag_ == "NN" and child.dep_ == "appos" and child.pos_ == "PROPN":
            found += [member for other in _behind_name(child) for member in spread(other)]
    return found


def _behind_name(name: Token) -> Iterator[Token]:
    """Members of a list behind the name of the first: "the mayor, Ana Ruiz, and her deputy, Paul Lind,"."""
    for child in name.rights:
        if child.dep_ == "conj" and any(
            each.dep_ == "cc" and each.nbor(-1).text == "," and each.i < child.i for each in name.rights
        ):
            yield child


def _goes_on_as_list(noun: Token, child: Token) -> bool:
    """Whether the parser takes the second of a list for an apposition: "the king, the queen and their son"."""
    if child.dep_ != "appos" or not noun.pos_ == child.pos_ == "NOUN" or noun.tag_ != child.tag_:
        return False
    last = next((each for each in child.rights if each.dep_ == "conj"), None)
    return last is not None and all(_is_determined(each) for each in (noun, child, last))


def _is_determined(noun: Token) -> bool:
    return any(child.dep_ in ("det", "poss") for child in noun.lefts)


def _persons_beside(child: Token) -> list[Token]:
    """Members of a list of persons that the parser hangs elsewhere than on the one before.

    "Ana Ruiz of Chile and Paul Lind of Norway": on the country; "Ana Ruiz, Paul Lind and Tom Brook": as an apposition.
    """
    if child.dep_ == "appos" and _is_person(child) and any(each.dep_ == "conj" for each in child.rights):
        return spread(child)
    if child.dep_ != "prep" or child.lower_ != "of":
        return []
    places = (each for each in child.children if each.dep_ == "pobj")
    return [member for place in places for other in place.rights if _is_beside_owner(other) for member in spread(other)]


def _is_beside_owner(noun: Token) -> bool:
    """Whether a person is in a list with the country of the one before: "Ana Ruiz of Chile and Paul Lind of …"."""
    place = noun.head
    return (
        noun.dep_ == "conj"
        and _is_person(noun)
        and place.dep_ == "pobj"
        and place.ent_type_ != "PERSON"
        and place.head.lower_ == "of"
        and _is_person(place.head.head)
        and any(child.lower_ == "of" for child in noun.rights)
    )


def _is_person(noun: Token) -> bool:
    return noun.pos_ == "PROPN" and noun.ent_type_ == "PERSON"


def find_content(noun: Token) -> Token:
    """The noun that a word of quantity counts: "hostages" in "hundreds of hostages"; else the noun itself."""
    for _ in range(_DEPTH):
        if noun.lemma_.lower() not in _quantities() and noun.lower_ not in _quantities():
            return noun
        of = next((child for child in noun.rights if child.lower_ == "of" and child.dep_ == "prep"), None)
        phrase = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
        if phrase is None or phrase.i == noun.i:
            return noun
        noun = phrase
    return noun


@cache
def _quantities() -> frozenset[str]:
    return frozenset(row["noun"] for row in read_lexicon("event_quantity_nouns"))
