"""Names that the model ran together, taken apart.

What comes in: the tokens of a name as the model sees it. What goes out: its parts: the members of a
list joined over commas, the body and the person on either side of a word of office (`UNHCR chief Ann Lee`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.entities.lexical import (
    find_noun,
    given_names,
    is_company_form,
    is_organization_word,
    known_names,
    titles,
    words,
)
from kg.extract.entities.name import begins_with_article, is_capitalised
from kg.extract.tokens import Doc, Token
from kg.gazetteer import find_places
from kg.model import EntityKind

_WORD_AND_WORD = 3  # tokens
_PATRONS = words("St St. Saint Sir Sri San Santa King Queen Pope Prince Princess President")


def iter_pieces(doc: Doc, start: int, end: int, kind: EntityKind) -> Iterator[tuple[int, int, EntityKind]]:
    """The names in tokens `start` to `end`; most often the one that they are."""
    if _are_two(doc, start, end, kind):
        yield start, start + 1, kind
        yield start + 2, end, kind
        return
    for first, last in _members(doc, start, end):
        yield from _around_office(doc, first, last, kind)


def _are_two(doc: Doc, start: int, end: int, kind: EntityKind) -> bool:
    """Whether two single words with `and` between are two names: each is a place, or one stands alone elsewhere."""
    if end - start != _WORD_AND_WORD or doc[start + 1].lower_ != "and" or kind not in ("organization", "place"):
        return False
    first, last = doc[start], doc[end - 1]
    if not (is_capitalised(first) and is_capitalised(last)) or doc[start:end].text in known_names():
        return False
    if is_organization_word(last.text) or find_noun(first.lower_) is not None or find_places(doc[start:end].text):
        return False
    if find_places(first.text) and find_places(last.text):
        return True
    alone = [token for token in doc if token.text in (first.text, last.text) and token.i not in (start, end - 1)]
    return any("and" not in (token.nbor(-1).lower_ if token.i else "", _next(token)) for token in alone)


def _next(token: Token) -> str:
    return token.nbor().lower_ if token.i + 1 < len(token.doc) else ""


def _members(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """The members of a list, where what the commas separate is one."""
    cuts = [i for i in range(start + 1, end - 1) if doc[i].text == ","]
    if not cuts:
        cut = next(
            (i for i in range(start + 2, end - 1) if doc[i].lower_ == "and" and begins_with_article(doc, i + 1)), end
        )
        return [(start, cut), (cut + 1, end)][: 1 + (cut < end)]
    cuts += [i for i in range(cuts[-1] + 2, end - 1) if doc[i].lower_ == "and" and _is_known(doc, i + 1, end)]
    members = list(zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))
    goes_on = end < len(doc) and doc[end].lower_ in ("and", ",") and all(last - first > 1 for first, last in members)
    if any(_is_known(doc, first, last) or _is_office(doc, last - 1) for first, last in members) or goes_on:
        return [(first, last) for first, last in members if first < last and not _is_office(doc, last - 1)]
    if all(first < last and find_places(doc[first:last].text) for first, last in members):
        return members
    return [(start, end)]


def _is_known(doc: Doc, start: int, end: int) -> bool:
    return doc[start:end].text.removeprefix("the ").removeprefix("and ") in known_names()


def _is_office(doc: Doc, i: int) -> bool:
    """Whether the word is a common noun for one person: `director`, `chief`."""
    noun = find_noun(doc[i].text) if doc[i].is_lower else None
    return noun is not None and noun.kind == "person"


def _around_office(doc: Doc, start: int, end: int, kind: EntityKind) -> Iterator[tuple[int, int, EntityKind]]:
    """The body before and the person after a word of office inside a name."""
    offices = [
        i for i in range(start + 1, end - 1) if _is_office(doc, i) or (doc[i].text in titles() and doc[i].is_lower)
    ]
    if not offices or not all(is_capitalised(token) for token in doc[offices[-1] + 1 : end]):
        yield from _before_person(doc, start, end, kind)
        return
    first = offices[0]
    while first > start + 1 and doc[first - 1].is_lower:
        first -= 1
    if is_capitalised(doc[first - 1]):
        yield start, first, "organization"
    yield offices[-1] + 1, end, "person"


def _before_person(doc: Doc, start: int, end: int, kind: EntityKind) -> Iterator[tuple[int, int, EntityKind]]:
    """The body or place and the person whose full name follows at once: `Council on Foreign Relations Ann Lee`."""
    first = end - 2
    if first <= start or not _is_full_name(doc, first):
        yield start, end, kind
    elif _is_body_with_linking_word(doc, start, first, kind):
        yield start, first, kind
        yield first, end, "person"
    elif kind != "person" and first > start + 1 and _is_known(doc, start, first):
        yield start, first, "place"
        yield first, end, "person"
    else:
        yield start, end, kind


def _is_full_name(doc: Doc, first: int) -> bool:
    """Whether the two tokens from `first` on are a given name and a surname, and no part of the name before."""
    return (
        doc[first].text in given_names()
        and all(is_capitalised(doc[i]) and doc[i].text not in _PATRONS for i in (first - 1, first + 1))
        and not is_organization_word(doc[first + 1].text)
        and not is_company_form(doc[first + 1].text)
    )


def _is_body_with_linking_word(doc: Doc, start: int, end: int, kind: EntityKind) -> bool:
    return (
        kind == "organization"
        and end > start + 2
        and any(token.lower_ in ("of", "for", "on") for token in doc[start : end - 1])
    )
