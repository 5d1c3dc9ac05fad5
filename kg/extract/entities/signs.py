"""What the words around one mention of a name speak for: a person, a place, a body or a thing.

What comes in: the tokens of a name. What goes out: signs, each a kind with a weight; alone none decides
(`ballots` adds up those of all mentions of a name).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kg.extract.entities.lexical import (
    find_noun,
    find_place_noun,
    get_person_nouns,
    given_names,
    known_names,
    titles,
    words,
)
from kg.extract.entities.name import is_beside
from kg.extract.entities.own_signs import is_large
from kg.extract.entities.predicates import PLACE_TYPES, Sign, as_told, iter_signs_of_predicate
from kg.extract.tokens import Doc, Token, Tokens
from kg.extract.wordsets import get_word_set
from kg.gazetteer import find_places

_word_set = partial(get_word_set, "name_word_sets")
_WHERE = words("in near outside inside within throughout across above beyond into toward towards")
_WHENCE = words("from via around at")
_CREDITS = words("image photo photograph picture credit video")
_ARTICLES = words("a an the its his her their")
_OLDEST = 110
_FULL_NAME = 2


def iter_signs(name: Tokens) -> Iterator[Sign]:
    """The signs at one mention of a name."""
    yield from iter_signs_before(name)
    yield from _by_words_after(name)
    yield from iter_signs_of_predicate(name)
    yield from _by_companion(name)
    if _before(name, 1).lower_ == "the" and not _belongs_to_next(name):
        yield "person", -1.5
    if _before(name, 1).text in titles() and name[0].text not in titles():
        yield "person", 3.0
    if _is_alias_of_person(name) or _before(name, 1).lower_ in ("'m", "am"):
        yield "person", 3.0
    elif len(name) == _FULL_NAME and (_is_of_outlet(_before(name, 1)) or _is_credited(name)):
        yield "person", 2.0


def _is_of_outlet(token: Token) -> bool:
    """Whether a name follows that of an outlet that owns it: `the BBC's Ann Lee`."""
    known = known_names().get(token.nbor(-1).text) if token.lower_ == "'s" and token.i else None
    return known is not None and known.type == "media"


def _is_credited(name: Tokens) -> bool:
    """Whether a full name alone stands behind the mark of who took a picture: `Photo: Ann Lee.`."""
    return _before(name, 1).text == ":" and _before(name, 2).lower_ in _CREDITS and _closes(name)


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


def _by_preposition(name: Tokens) -> Iterator[Sign]:
    """`in Tavria`, `from Aune`; nothing where the name only owns what follows: `in Haydn's hand`."""
    before = _before(name, 1)
    if _belongs_to_next(name):
        return
    if before.lower_ == "in" and before.head.lower_ in _word_set("held in bodies"):
        yield "organization", 2.0
    elif before.lower_ in _WHERE:
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
    if before.lower_ == "of" and _before(name, 2).text == "," and _before(name, 3).is_digit:
        yield "place", 2.5  # "Ann Lee, 23, of Aune"
    elif before.lower_ == "of":
        yield from _by_whose(name.doc[before.i - 1], name)
    elif before.lower_ in _word_set("before regions") and before.dep_ in ("amod", "compound", "nmod", "advmod"):
        yield "place", 2.5
    elif before.lower_ in ("as", "including", "like", "namely") and not _belongs_to_next(name):
        yield from _as_example(name.doc, before.i)
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
    """Whether a noun right before a name stands for someone's kin: `her husband`, `Lira's late son`, `with wife`."""
    if noun.text not in _word_set("kin") or noun.tag_ not in ("NN", "NNP"):
        return False
    return not any(child.dep_ == "det" for child in (*noun.lefts, *noun.head.lefts) if child.i < noun.i)


def _as_several(noun: Token) -> Iterator[Sign]:
    """What a plural says of the full name behind it: `ministers Ana Ruiz of Chile and Paul Lind`."""
    known = find_noun(noun.lemma_.lower()) if noun.is_lower else None
    if known is not None and known.kind == "person":
        yield "person", 2.5


def _as_example(doc: Doc, i: int) -> Iterator[Sign]:
    """What a plural says of its examples: `cities such as Aune`, `parties, including Clean Hands`."""
    i -= doc[i].lower_ == "as" and doc[i - 1].lower_ == "such"
    noun = doc[i - 1 - (doc[i - 1].text == ",")] if i > 1 else doc[0]
    known = find_noun(noun.lower_) if noun.tag_ == "NNS" else None
    if known is None:
        return
    if noun.lemma_.lower() in _word_set("companies before their name") or known.kind == "organization":
        yield "organization", 2.5
    elif known.kind == "place":
        yield "place", 2.5
    elif (one := find_noun(noun.lemma_.lower())) is not None and one.kind == "person":
        yield "person", 2.5


def _by_whose(noun: Token, name: Tokens) -> Iterator[Sign]:
    """What stands before `of` and the name."""
    if noun.lower_ in _word_set("of places"):
        yield "place", 2.5
    elif noun.lower_ in _word_set("of persons") and not _belongs_to_next(name):
        yield "person", 1.9
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
    elif place is not None and place.type in (*PLACE_TYPES, "country"):
        yield "place", 3.0


def _closes(name: Tokens) -> bool:
    """Whether a name after a comma is enclosed by it and the next mark: `its leader, Ann Lee,`."""
    return _after(name, 1).text in (",", ".", ";", ")") or _after(name, 1).is_space


def _by_words_after(name: Tokens) -> Iterator[Sign]:
    after = _after(name, 1)
    if after.text in ("'s", "'"):
        yield from _by_possession(name.doc, name.end + 1)
    elif after.text == "," and _may_be_town(name) and _is_region(name.doc[name.end + 1 : name.end + 4]):
        yield "place", 2.5
    elif after.text == ",":
        yield from _by_apposition(name)
    elif after.is_lower and after.pos_ == "NOUN":
        yield from _by_noun_after(after)
    elif after.lower_ == "who":
        yield "person", 2.0


def _may_be_town(name: Tokens) -> bool:
    return len(name) <= _FULL_NAME and not name[0].is_upper and not name[-1].is_lower


def _is_region(tokens: Tokens) -> bool:
    """Whether a state or a region stands between commas, as behind the name of a town: `Aune, Ohio,`, `Aune, N.J.,`."""
    for length in (1, 2):
        if len(tokens) > length and (tokens[length].text in (",", ".", "-", ")") or tokens[length].is_space):
            return is_large(tokens[:length].text) or (
                tokens[0].text.endswith(".") and bool(find_places(tokens[0].text))
            )
    return False


def _by_noun_after(noun: Token) -> Iterator[Sign]:
    """`the Tell basin`, `the Grel remand prison`, `the Olken board`."""
    known = find_place_noun(noun.lower_)
    if noun.dep_ == "compound" and noun.head.i == noun.i + 1:
        noun, known = noun.head, known or find_place_noun(noun.head.lower_)
    if noun.lower_ in _word_set("of awards"):
        yield "other", 2.0
    elif noun.lower_ in _word_set("land forms after their name") or (known is not None and known.type in PLACE_TYPES):
        yield "place", 3.0
    elif noun.lower_ in _word_set("of places after their name"):
        yield "place", 1.7
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
    elif second.lower_ == "one" and third.lower_ == "of":
        yield from _as_one_of(third)
    elif second.lower_ in _ARTICLES:
        noun = _head_of(second)
        known = find_noun(noun.lower_) if noun is not None and noun.tag_ == "NN" else None
        if known is not None and noun is not None and not _goes_on(noun):
            yield from as_told(known)


def _as_one_of(of: Token) -> Iterator[Sign]:
    """`Olken, one of the largest firms in Aune`: what each of the several is."""
    noun = next((child for child in of.children if child.dep_ == "pobj" and child.tag_ == "NNS"), None)
    known = find_noun(noun.lemma_.lower()) if noun is not None else None
    if known is not None:
        yield from as_told(known)


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


def _belongs_to_next(name: Tokens) -> bool:
    """Whether the name only tells of what follows: `the Ruiz government`, `Haydn's hand`."""
    following = _after(name, 1)
    return following.lower_ in ("'s", "'", "-") or following.pos_ in ("NOUN", "PROPN", "ADJ")


def _before(name: Tokens, distance: int) -> Token:
    """The token that far before the name, or the first of the text."""
    return name.doc[max(0, name.start - distance)]


def _after(name: Tokens, distance: int) -> Token:
    """The token that far after the name, or the last of the text."""
    return name.doc[min(len(name.doc), name.end + distance) - 1]
