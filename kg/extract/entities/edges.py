"""Where a name that the model found begins and ends.

What comes in: the tokens that the model takes for a name. What goes out: those that are its own: no article, title,
score, caption or word of the sentence around it.
"""

from __future__ import annotations

import re

from kg.extract.entities.lexical import (
    Known,
    find_noun,
    given_names,
    is_organization_word,
    kind_of_name,
    known_names,
    titles,
    words,
)
from kg.extract.entities.name import NOT_NAMES, PREFIXES, after_title, is_capitalised, is_prefixed
from kg.extract.tokens import Doc, Token
from kg.extract.wordsets import get_word_set

_PREPOSITIONS = words("on in at from by with into during since about as over under")
_NOTHING = Known("", "other")
_MONTHS = words("Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec")
_DAY_AND_MONTH = 2
_SCORE = re.compile(r" (\d{1,3})( ?[-–] ?\d{1,3})?$")
_ENDS_SENTENCE = re.compile(r"[A-Z]\.")
_CAPTION = frozenset(("Image", "Photo", "FILE", "Picture", "Video"))
_SURNAMES_LIKE_TITLES = words(
    "King Prince Pope Bishop Major Judge Marshal Baron Constable Sultan Canon Chancellor Cardinal Lord"
)
_MISTERS = words("Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Prof. Professor Sir Lady")
_PARTICLES = words("bin ibn al el de van von")


def before_preposition(doc: Doc, start: int, end: int) -> int:
    """The end of the name before a preposition that no name goes on over: `Jazz Centre` of `Jazz Centre on French`."""
    for i in range(start + 1, end - 1):
        if doc[i].lower_ not in _PREPOSITIONS or doc[i].pos_ != "ADP":
            continue
        is_body = any(is_organization_word(token.text) for token in doc[start:i])
        if (
            not is_body
            or _is_time(doc[i + 1].text)
            or known_names().get(doc[i + 1 : end].text, _NOTHING).form == "adjective"
        ):
            return i
    return end


def _is_time(word: str) -> bool:
    return word in NOT_NAMES or word.rstrip(".") in _MONTHS or word.isdigit()


def trim(doc: Doc, start: int, end: int, *, person: bool) -> tuple[int, int] | None:
    """Without articles, titles, possessive endings, halves of brackets and what follows a line's end."""
    for i in range(start, end):
        token = doc[i]
        if (token.is_space and i > start) or token.text in ("(", "[", "—", "–", "--", ";", ":"):
            end = i
            break
        if token.text in ("percent", "%") and i > start + 1:
            end = i - 1
            break
    first = start
    while start < end and (
        (doc[start].is_digit and start > first)
        or (doc[start].is_lower and doc[start].tag_ in ("DT", "PRP$"))
        or doc[start].is_space
        or doc[start].is_punct
        or doc[start].lower_ in ("the", "a", "an", "'s", "of", "and")
        or (doc[start].text in _CAPTION and end - start > 2)
    ):
        start += 1
    while end - start > 2 and doc[start].lower_ in PREFIXES and doc[start + 1].text == "-":
        start += 2 + (end - start > 3)
    if end - start > 1 and is_prefixed(doc, start):
        start += 1
    while end - start > 1 and doc[start].is_lower and doc[start].pos_ == "VERB":
        start += 1
    end = _before_score(doc, start, end)
    if end - start > 2 and doc[start].is_sent_start and _is_people_of(doc[start]):
        start += 2 + (doc[start + 2].lower_ == "the" and end - start > 3)
    if end - start > 1 and _ENDS_SENTENCE.fullmatch(doc[start].text) and doc[start + 1].text in known_names():
        start += 1
    if end - start > 2 and _opens_as_noun(doc, start, end):
        start += 1
    while end - start > 1 and doc[end - 1].text in _CAPTION:
        end -= 1
    while start < end and (
        doc[end - 1].is_space or doc[end - 1].is_punct or doc[end - 1].lower_ in ("'s", "'", "the", "and", "of")
    ):
        if doc[end - 1].text == "." and len(doc[end - 2].text) <= 3:
            break
        end -= 1
    if _is_office(doc, start, end):
        return None
    if person or _is_titled_person(doc, start, end):
        start = after_title(doc, start, end)
    while end - start > 1 and doc[end - 1].text in titles() and not _is_surname_like_title(doc, end - 1):
        end -= 1
    if start >= end or not any(token.text[0].isupper() for token in doc[start:end]):
        return None
    if end - start == 1 and (doc[start].text in NOT_NAMES or doc[start].text in titles()):
        return (start, end) if _is_surname_like_title(doc, start) else None
    if end - start == _DAY_AND_MONTH and doc[start].text.rstrip(".") in _MONTHS and doc[end - 1].text.isdigit():
        return None
    if start > 1 and doc[start - 1].text == doc[start - 2].text == "=":
        return None  # a heading in the markup of a wiki
    return start, end


def _is_office(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are an office whose holder's name follows, or none: `Prime Minister`, `Emergency Minister`."""
    return end - start > 1 and (doc[start:end].text in titles() or doc[end - 1].text == "Minister")


def _is_surname_like_title(doc: Doc, i: int) -> bool:
    """Whether a word that is a title elsewhere is a surname: behind a given name or `Mr`, with no name after it."""
    if doc[i].text not in _SURNAMES_LIKE_TITLES or not i or (i + 1 < len(doc) and is_capitalised(doc[i + 1])):
        return False
    return doc[i - 1].text in given_names() or doc[i - 1].text in _MISTERS or doc[i - 1].text in _PARTICLES


def _before_score(doc: Doc, start: int, end: int) -> int:
    """The end of a name before what its team has scored: `Chad` of `Chad 3-0`, and of `Chad 2`."""
    score = _SCORE.search(doc[start:end].text)
    if score is None or not score.start():
        return end
    first = next(i for i in range(start, end) if doc[i].idx >= doc[start].idx + score.start(1))
    known = known_names().get(doc[start:first].text)
    return first if score[2] or (known is not None and known.kind == "state") else end


def _is_people_of(noun: Token) -> bool:
    """Whether a plural that opens a sentence stands for the people of what is named: `Residents of Hill Road`."""
    known = find_noun(noun.lower_)
    return known is not None and known.plural and known.kind in ("person", "group") and noun.nbor().lower_ == "of"


def _opens_as_noun(doc: Doc, start: int, end: int) -> bool:
    """Whether a first word has its capital from the sentence that it opens: `Carmaker Olken Motors said`."""
    word = doc[start].lower_
    if not doc[start].is_sent_start or doc[start].text in given_names() or doc[start].text in titles():
        return False
    if word in get_word_set("name_word_sets", "companies before their name"):
        return True
    noun = find_noun(word)
    is_body = is_organization_word(doc[end - 1].text)
    return noun is not None and noun.kind == "person" and not noun.plural and not is_body


def _is_titled_person(doc: Doc, start: int, end: int) -> bool:
    """Whether a name that the model took for a body's or a thing's is a title with one to three plain words."""
    return (
        1 < end - start < 5
        and doc[start].text in titles()
        and all(token.text.istitle() and token.pos_ == "PROPN" for token in doc[start:end])
        and kind_of_name([token.text for token in doc[start:end]]) is None
    )
