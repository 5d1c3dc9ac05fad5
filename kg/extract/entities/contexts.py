"""What the words around a name tell of its kind, where the name itself tells nothing.

What comes in: the tokens of a name, and the kind that it was taken for. What goes out: another kind
where the words beside it say so (`the parties Fine Gael …`, `the town of Leith`, `Olken ran`), else None.
"""

from __future__ import annotations

from functools import cache

from kg.extract.entities.lexical import (
    Noun,
    find_noun,
    get_person_nouns,
    given_names,
    is_organization_word,
    words,
)
from kg.extract.entities.name import is_beside
from kg.extract.tokens import Token, Tokens
from kg.extract.wordsets import get_word_set
from kg.gazetteer import find_places
from kg.model import EntityKind

_OF_PLACES = words("city village district region river country island mountain sea street")
_SUBJECTS = ("nsubj", "nsubjpass")
_HE = words("he she his her him himself herself")
_GOING_ON = ("NOUN", "PROPN", "ADJ", "PUNCT", "PART")
_LED_BY_ONE = words("administration presidency")
_NAMED_AFTER = 3  # words of the name of a person before such a noun, at most two
_SENTENCE = 60  # tokens of a sentence that are looked at


def kind_around(name: Tokens, kind: EntityKind) -> EntityKind | None:
    """The kind that the words around a name tell, where they tell one that is not `kind`."""
    if kind == "group":
        return None
    told = _by_noun_before(name) or _by_noun_after(name)
    if told is None and kind == "person" and _is_led(name):
        told = "organization"
    if told is None and kind == "person" and _has_article(name):
        told = "place" if _is_on_the_map(name.text) else "organization"
    if told is None and kind in ("organization", "place") and _is_treated_as_person(name):
        told = "person"
    return told if told != kind else None


def is_acronym_of_thing(token: Token) -> bool:
    """Whether the letters stand for a thing, a unit or a rank, and for no one and nowhere: `CCTV`, `UTC`, `IED`."""
    return token.text in get_word_set("name_word_sets", "acronyms of things")


def is_field_of_office(name: Tokens) -> bool:
    """Whether a name is a minister's field, no body: `State` in `Secretary of State`, `Home` in `Home Secretary`."""
    doc, offices = name.doc, get_word_set("name_word_sets", "offices named by their field")
    if name.end < len(doc) and doc[name.end].text == "Minister":
        return True
    if len(name) > 3 or is_organization_word(name[-1].text):
        return False
    if name.end < len(doc) and doc[name.end].text in offices:
        return True
    after_office = name.start > 1 and (doc[name.start - 2].text in offices or doc[name.start - 2].text == "secretary")
    return after_office and doc[name.start - 1].lower_ in ("of", "for") and not _is_on_the_map(name.text)


def _by_noun_before(name: Tokens) -> EntityKind | None:
    """`the parties Fine Gael and …`, `the singer Adele`, `the town of Leith`."""
    doc, i = name.doc, name.start - 1
    if i < 1:
        return None
    if doc[i].lower_ == "of":
        noun = _common_noun(doc[i - 1])
        return "place" if noun is not None and noun.kind == "place" and noun.type in _OF_PLACES else None
    noun = _common_noun(doc[i])
    if noun is None:
        return "person" if _is_someone_with_full_name(doc[i], name) else None
    if noun.kind == "organization":
        return "organization" if name[0].text not in given_names() else None
    one = find_noun(doc[i].lemma_)
    return "person" if one is not None and one.kind == "person" and not find_places(name[0].text) else None


def _is_led(name: Tokens) -> bool:
    """`leader of Bright Path`: what has leaders and members is no person."""
    doc, i = name.doc, name.start - 1
    is_of = i > 0 and doc[i].lower_ == "of" and len(name) > 1
    return is_of and doc[i - 1].lower_ in get_word_set("name_word_sets", "offices in bodies")


def _is_someone_with_full_name(noun: Token, name: Tokens) -> bool:
    """`the preacher Ivo Rand`: a noun for one person right before two or three words that the map does not have."""
    is_one = noun.tag_ == "NN" and noun.is_lower and noun.lemma_ in get_person_nouns()
    is_full = 1 < len(name) < 4 and all(token.pos_ == "PROPN" and token.is_title for token in name)
    return is_one and is_full and is_beside(noun, name.root) and not find_places(name[0].text)


def _by_noun_after(name: Tokens) -> EntityKind | None:
    """`the Fidesz party`, `the Kronen newspaper`, `the Keller administration`."""
    doc, i = name.doc, name.end
    if i >= len(doc) or not doc[i].is_lower:
        return None
    if (
        doc[i].lower_ in _LED_BY_ONE
        and len(name) < _NAMED_AFTER
        and not name[0].is_upper
        and not _is_on_the_map(name.text)
    ):
        return "person"
    return "organization" if doc[i].lower_ in _bodies_after_their_name() else None


@cache
def _bodies_after_their_name() -> frozenset[str]:
    return get_word_set("name_word_sets", "bodies after their name")


def _common_noun(token: Token) -> Noun | None:
    return find_noun(token.lower_) if token.is_lower and token.pos_ == "NOUN" else None


def _has_article(name: Tokens) -> bool:
    """Whether `the` stands before a name that no noun follows: `the Bloc Identitaire`, which is no person."""
    doc = name.doc
    if not name.start or doc[name.start - 1].lower_ != "the" or name[0].text in given_names():
        return False
    following = doc[name.end] if name.end < len(doc) else None
    alone = following is None or following.text in (",", ".") or following.pos_ not in _GOING_ON
    return alone and not name[-1].text.endswith("s")


def _is_treated_as_person(name: Tokens) -> bool:
    """Whether a single word does what only persons do, or `he` or `she` takes it up in its sentence."""
    if len(name) > 1 or name[0].is_upper or _is_on_the_map(name.text):
        return False
    token = name[0]
    if token.dep_ == "poss":
        return token.head.lower_ in get_word_set("name_word_sets", "owned by persons")
    if token.dep_ not in _SUBJECTS or any(child.dep_ in ("det", "amod", "compound") for child in token.children):
        return False
    verbs = "done to persons" if token.dep_ == "nsubjpass" else "done by persons"
    if token.head.lower_ in get_word_set("name_word_sets", verbs):
        return True
    return token.is_sent_start is True and _is_taken_up_by_he(token)


def _is_taken_up_by_he(token: Token) -> bool:
    for other in token.doc[token.i + 1 : token.sent.end][:_SENTENCE]:
        if other.lower_ in _HE:
            return True
        if other.ent_type_ == "PERSON":
            return False
    return False


def _is_on_the_map(text: str) -> bool:
    return any(place.type != "village" for place in find_places(text))
