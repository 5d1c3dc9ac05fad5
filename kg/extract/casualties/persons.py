"""Which nouns are people.

What comes in: a noun of a parsed text. What goes out: whether it is a word for people, one or many.
What it never does: find out who they are.
"""

from __future__ import annotations

from functools import cache

from kg.extract.entities.lexical import find_noun, get_person_nouns
from kg.extract.numbers import get_number_words, parse_ordinal
from kg.extract.tokens import Token
from kg.extract.wordsets import get_word_set

#: Words for people as such, which say nothing of who they are.
PEOPLE = get_word_set("casualty_word_sets", "people as such")
_FURTHER = get_word_set("casualty_word_sets", "further people")
_YOUNG = frozenset(("baby", "boy", "child", "daughter", "girl", "son", "toddler", "infant", "teenager"))
_MEN = ("man", "men", "woman", "women", "-old")


def is_people(noun: Token) -> bool:
    """Whether `noun` is a word for a person or for people, or a number that stands for them."""
    word = noun.lower_
    if word in PEOPLE or word == "old" or word in get_number_words("plural") or noun.like_num:
        return True
    if noun.ent_type_ in ("NORP", "PERSON"):
        return True
    known = find_noun(word)
    if known is not None:
        return known.kind in ("person", "group")
    return _is_person(noun)


def is_one_person(noun: Token) -> bool:
    """Whether `noun`, with an article, is one person: "soldier", "15-year-old", "third"."""
    if noun.lower_ in ("old", "person") or parse_ordinal(noun.text) is not None or noun.ent_type_ == "NORP":
        return True
    known = find_noun(noun.lower_)
    return known.kind == "person" if known is not None else noun.tag_ != "NNS" and _is_person(noun)


def is_age(number: Token) -> bool:
    """Whether a number says how old someone is: "a boy of six", "girls of six and nine", not "a father of six boys"."""
    if number.dep_ == "conj":
        return number.head.like_num and is_age(number.head)
    of = number.head
    if number.dep_ != "pobj" or of.lower_ != "of" or of.i != number.i - 1 or of.head.i != of.i - 1:
        return False
    is_someone = any(child.lower_ in ("a", "an") for child in of.head.lefts) and is_one_person(of.head)
    return of.head.lemma_.lower() in _YOUNG or (of.head.tag_ == "NN" and is_someone)


def _is_person(noun: Token) -> bool:
    return noun.lower_.endswith(_MEN) or noun.lower_ in _persons() or noun.lemma_.lower() in _persons()


@cache
def _persons() -> frozenset[str]:
    return _FURTHER | get_person_nouns()
