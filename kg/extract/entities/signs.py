"""What the words around one mention of a name speak for: a person, a place, a body or a thing.

What comes in: the tokens of a name. What goes out: signs, each a kind with a weight; alone none decides
(`ballots` adds up those of all mentions of a name).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kg.extract.entities.lexical import (
    Noun,
    find_noun,
    find_place_noun,
    get_person_nouns,
    given_names,
    kind_of_name,
    titles,
    words,
)
from kg.extract.entities.name import is_beside
from kg.extract.entities.namesakes import SAYS
from kg.extract.tokens import Doc, Token, Tokens
from kg.extract.wordsets import get_word_set
from kg.gazetteer import find_places
from kg.model import EntityKind

Sign = tuple[EntityKind, float]

_word_set = partial(get_word_set, "name_word_sets")
_WHERE = words("in near outside inside within throughout across above beyond into toward towards")
_WHENCE = words("from via around at")
_SAINTS = words("San Santa Santo Sant São Saint St")
_ENDINGS_OF_PLACES = (
    *("stan", "abad", "grad", "stad", "stadt", "haven", "mouth", "shire", "burgh", "borough", "pur", "ville"),
    *("minster", "fjord", "hafen", "polis", "port", "ness"),
)
_ARTICLES = words("a an the its his her their")
_SUBJECTS = ("nsubj", "nsubjpass")
_PLACE_TYPES = words("region district city village river sea mountain island")
_OLDEST = 110
_LONGEST_PERSON = 4  # words of a name of a person
_LONGEST_ACRONYM = 6
_FULL_NAME = 2
_LARGE = 300_000  # people of a town whose name is known
_TOWN = 50_000


def iter_signs(name: Tokens) -> Iterator[Sign]:
    """The signs at one mention of a name."""
    yield from iter_signs_before(name)
    yield from _by_words_after(name)
    yield from _by_verb(name)
    yield from _by_companion(name)
    if _before(name, 1).text in titles() and name[0].text not in titles():
        yield "person", 3.0
    if _is_alias_of_person(name):
        yield "person", 3.0


def _is_alias_of_person(name: Tokens) -> bool:
    """Whether the name is another of someone's: `Ana Lira, known as Nana,`."""
    return (
        _before(name, 1).lower_ == "as"
        and _before(name, 2).lower_ == "known"
        and _before(name, 4).ent_type_ == "PERSON"
    )


def iter_signs_before(name: Tokens) -> Iterator[Sign]:
    """The signs in the words before a name, which hold for the others in its list as well."""
    yield from _by_preposition(name)
    yield from _by_noun_before(name)


def iter_own_signs(name: Tokens) -> Iterator[Sign]:
    """The signs that a name bears itself, wherever it stands."""
    if name[0].text in given_names() and len(name) < _LONGEST_PERSON:
        yield "person", 2.5 if len(name) > 1 else 0.7
    if len(name) > 1 and name[0].text in _word_set("first words of places"):
        yield "place", 2.3
    elif len(name) > 1 and name[0].text in _SAINTS:
        yield "place", 1.5
    if len(name) > 1 and name[0].text in _word_set("first words of storms"):
        yield "other", 4.0
    told = kind_of_name([token.text for token in name]) if len(name) > 1 else None
    if told is not None:
        yield told, 2.0
    if name.text.isupper() and name.text.isalpha() and 1 < len(name.text) <= _LONGEST_ACRONYM:
        yield "organization", 2.5
        return
    if name[-1].text.endswith(_ENDINGS_OF_PLACES) and name[0].text not in given_names():
        yield "place", 1.0
    yield from _by_map(name.text)


def _by_map(text: str) -> Iterator[Sign]:
    """What the gazetteer says: little of a small town, since many a person bears its name."""
    places = [place for place in find_places(text) if place.type != "village"]
    if any(place.population > _LARGE or place.type in ("country", "continent") for place in places):
        yield "place", 2.3
    elif any(place.population > _TOWN or place.type not in ("city", "district") for place in places):
        yield "place", 1.0
    elif places:
        yield "place", 0.5


def _by_preposition(name: Tokens) -> Iterator[Sign]:
    """`in Tavria`, `from Aune`; nothing where the name only owns what follows: `in Haydn's hand`."""
    before, following = _before(name, 1), _after(name, 1)
    if following.lower_ in ("'s", "'", "-") or following.pos_ in ("NOUN", "PROPN", "ADJ"):
        return
    if before.lower_ in _WHERE:
        yield "place", 2.5 if len(name) == 1 or _is_where_of_event(before) else 1.8
    elif before.lower_ in _WHENCE:
        yield "place", 1.0
    elif before.lower_ == "to" and before.dep_ == "prep" and before.head.lemma_ in _word_set("verbs of going"):
        yield "place", 2.0


def _is_where_of_event(preposition: Token) -> bool:
    """Whether what is `in` or `near` a name is an occurrence that no person holds: `clashes in Al Rand`."""
    return preposition.head.pos_ == "NOUN" and preposition.head.lemma_.lower() in _word_set("occurrences")


def _by_noun_before(name: Tokens) -> Iterator[Sign]:
    """`the river Dray`, `the carmaker Olken`, `mayor of Aune`, `its leader, Ann Lee,`."""
    before = _before(name, 1)
    if before.lower_ == "of":
        yield from _by_whose(name.doc[before.i - 1])
    elif before.lower_ in ("called", "named") and before.pos_ == "VERB":
        yield from _as_named(before.head)
    elif before.text == ",":
        if _closes(name):
            yield from _as_named(_apposed_to(name))
    elif is_work(name):
        yield "other", 5.0
    elif before.lower_ in _word_set("things before their name"):
        yield "other", 4.0
    elif is_kin(before):
        yield "person", 4.0
    elif before.tag_ == "NNS" and len(name) > 1:
        yield from _as_several(before)
    elif is_beside(before, name.root):
        yield from _as_named(before)
        if len(name) == _FULL_NAME and before.tag_ == "NN" and before.lower_ in get_person_nouns():
            yield "person", 2.5


def is_work(name: Tokens) -> bool:
    """Whether the name is that of a work: `the film Long Road`, `the series Cold Harbour`."""
    noun = _before(name, 1)
    is_full = len(name) > 1 and name[0].text not in given_names()
    is_told = noun.lower_ in _word_set("works before their name") or (is_full and noun.lower_ in _word_set("shows"))
    return is_told and noun.tag_ == "NN" and is_beside(noun, name.root)


def is_kin(noun: Token) -> bool:
    """Whether a noun stands for someone's kin: `her husband`, `Lira's son`."""
    before = noun.doc[noun.i - 1] if noun.i else noun
    return noun.lower_ in _word_set("kin") and before.tag_ in ("PRP$", "POS")


def _as_several(noun: Token) -> Iterator[Sign]:
    """What a plural says of the full name behind it: `ministers Ana Ruiz of Chile and Paul Lind`."""
    known = find_noun(noun.lemma_.lower()) if noun.is_lower else None
    if known is not None and known.kind == "person":
        yield "person", 2.5


def _by_whose(noun: Token) -> Iterator[Sign]:
    """What stands before `of` and the name."""
    if noun.lower_ in _word_set("of places"):
        yield "place", 2.5
    elif noun.ent_type_ == "PERSON" and noun.text[0].isupper():
        yield "place", 1.2
        yield "organization", 0.6
    elif noun.lower_ in _word_set("of bodies"):
        yield "organization", 1.5


def _apposed_to(name: Tokens) -> Token:
    """The noun to which a name between commas is added: `minister` in `the minister of health, Ann Lee,`."""
    root = name.root
    noun = root.head if root.dep_ == "appos" and root.head.i < name.start else _before(name, 2)
    if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "for") and len(name) > 1:
        whole = noun.head.head
        known = find_noun(whole.lower_)
        return whole if known is not None and known.kind == "person" else noun
    return noun


def _as_named(noun: Token) -> Iterator[Sign]:
    """What a common noun that is named beside says: a person, a body or a place."""
    if not noun.is_lower or noun.pos_ != "NOUN" or noun.tag_ == "NNS":
        return
    known, place = find_noun(noun.lower_), find_place_noun(noun.lower_)
    if noun.lower_ in _word_set("companies before their name"):
        yield "organization", 3.0
    elif noun.lower_ in _word_set("held by persons or bodies"):
        return
    elif noun.lower_.endswith("man") or (known is not None and known.kind == "person"):
        yield "person", 3.0
    elif known is None:
        return
    elif known.kind == "organization" or noun.lower_ == "group":
        yield "organization", 3.0
    elif place is not None and place.type in (*_PLACE_TYPES, "country"):
        yield "place", 3.0


def _closes(name: Tokens) -> bool:
    """Whether a name after a comma is enclosed by it and the next mark: `its leader, Ann Lee,`."""
    return _after(name, 1).text in (",", ".", ";", ")") or _after(name, 1).is_space


def _by_words_after(name: Tokens) -> Iterator[Sign]:
    after = _after(name, 1)
    if after.text in ("'s", "'"):
        yield from _by_possession(name.doc, name.end + 1)
    elif after.text == ",":
        yield from _by_apposition(name)
    elif after.is_lower and after.pos_ == "NOUN":
        yield from _by_noun_after(after)
    elif after.lower_ == "who":
        yield "person", 2.0


def _by_noun_after(noun: Token) -> Iterator[Sign]:
    """`the Tell basin`, `the Grel remand prison`, `the Olken board`."""
    known = find_place_noun(noun.lower_)
    if noun.dep_ == "compound" and noun.head.i == noun.i + 1:
        noun, known = noun.head, known or find_place_noun(noun.head.lower_)
    if noun.lower_ in _word_set("land forms after their name") or (known is not None and known.type in _PLACE_TYPES):
        yield "place", 2.0
    elif known is not None:
        yield "place", 0.8
    elif noun.lower_ in _word_set("owned by bodies"):
        yield "organization", 2.0


def _by_possession(doc: Doc, start: int) -> Iterator[Sign]:
    """What follows `'s`: the first of the words that tells whose it is."""
    for token in doc[start : start + 4]:
        if not token.is_lower or token.pos_ not in ("NOUN", "ADJ"):
            return
        if token.lower_ in _word_set("owned by states"):
            yield "place", 2.5
        elif token.lower_ in _word_set("owned by persons"):
            yield "person", 2.5
        elif token.lower_ in _word_set("owned by bodies"):
            yield "organization", 1.5
        else:
            continue
        return


def _by_apposition(name: Tokens) -> Iterator[Sign]:
    """`Basheer, 63,`, `Ann Lee, a doctor`, `Clean Hands, a campaign group,`, `Lee, who`."""
    second, third = _after(name, 2), _after(name, 3)
    if second.text.isdigit() and int(second.text) <= _OLDEST and third.text in (",", "."):
        yield "person", 3.0
    elif second.lower_ in ("who", "whose") and second.tag_ in ("WP", "WP$"):
        yield "person", 2.0 if second.lower_ == "who" else 0.5
    elif second.lower_ == "of" and third.lower_ == "the":
        yield "person", 2.5
    elif second.lower_ == "which":
        yield "organization", 0.7
        yield "place", 0.7
    elif second.lower_ in _ARTICLES:
        noun = _head_of(second)
        known = find_noun(noun.lower_) if noun is not None and noun.tag_ == "NN" else None
        if known is not None and noun is not None and not _goes_on(noun):
            yield from _as_apposed(known)


def _as_apposed(known: Noun) -> Iterator[Sign]:
    if known.kind == "person":
        yield "person", 2.5
    elif known.kind in ("organization", "group"):
        yield "organization", 2.5
    elif known.kind == "place" and known.type in (*_PLACE_TYPES, "country", "facility", "street"):
        yield "place", 2.5


def _goes_on(noun: Token) -> bool:
    """Whether a list goes on after the noun: `to Olken, the minister, the agency and`."""
    following = noun.doc[noun.i + 1 : noun.i + 3]
    return len(following) == 2 and following[0].text in (",", "and") and following[1].lower_ in (*_ARTICLES, "and")


def _head_of(determiner: Token) -> Token | None:
    """The noun that a determiner belongs to."""
    head = determiner.head
    while head.dep_ == "poss" and head.head.i > head.i:
        head = head.head
    return head if head.i > determiner.i and head.pos_ == "NOUN" else None


def _by_verb(name: Tokens) -> Iterator[Sign]:
    root = name.root
    if root.dep_ in _SUBJECTS:
        verb = root.head
        passive = root.dep_ == "nsubjpass"
        if verb.lower_ in _word_set("done to persons" if passive else "done by persons") and verb.lower_ not in SAYS:
            yield "person", 1.5
    elif root.dep_ == "dobj" and root.head.lemma_ in _word_set("verbs of reaching"):
        yield "place", 1.0
    if root.dep_ in _SUBJECTS or root.dep_ == "poss":
        yield from _by_next_sentence(root)
    if _before(name, 1).lower_ == "the":
        yield "person", -1.5


def _by_companion(name: Tokens) -> Iterator[Sign]:
    """What stands in one list with a full name says of it: `Ana Ruiz` in `Ana Ruiz and Paul Lind will meet`."""
    if len(name) != _FULL_NAME or name.root.dep_ == "pobj":
        return
    others = [child for child in name.root.rights if child.dep_ == "conj"]
    others += [name.root.head] if name.root.dep_ == "conj" else []
    if any(
        other.ent_type_ == "PERSON" and any(child.ent_type_ == "PERSON" for child in other.lefts) for other in others
    ):
        yield "person", 2.3


def _by_next_sentence(subject: Token) -> Iterator[Sign]:
    """What takes the subject of a sentence up at the start of the next: `He`, `Her`, `Its`."""
    end = subject.sent.end
    if end >= len(subject.doc) or subject.head.dep_ != "ROOT":
        return
    first = subject.doc[end].lower_
    if first in ("he", "she", "his", "her"):
        yield "person", 1.2
    elif first == "its":
        yield "organization", 0.7
        yield "place", 0.7


def _before(name: Tokens, distance: int) -> Token:
    """The token that far before the name, or the first of the text."""
    return name.doc[max(0, name.start - distance)]


def _after(name: Tokens, distance: int) -> Token:
    """The token that far after the name, or the last of the text."""
    return name.doc[min(len(name.doc), name.end + distance) - 1]
