"""Who holds an office, where the name follows the place of the office at once: `President of Chile Ana Ruiz`.

What comes in: a parsed text. What goes out: the places and the persons of such phrases, as names of their own.
The model often takes both for one name, or sees the place alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.entities.lexical import find_noun, given_names, is_organization_word, known_names, titles, words
from kg.extract.entities.name import FORM, NOT_NAMES, Name, is_capitalised
from kg.extract.tokens import Doc, Token
from kg.gazetteer import find_places

_OF = words("of for")
_ARTICLE = "the"
_LONGEST = 8  # words after `of`
_FULL_NAME = (2, 3)  # words of a person's name
_BEFORE_SURNAME = words("al el de da dos van von der den bin ibn ben")


def iter_held(doc: Doc) -> Iterator[Name]:
    """The place and the person of each office that is followed by both."""
    for office in doc:
        found = find_holder(office)
        if found is not None:
            place, person = found
            if _is_place(doc[place[0] : place[1]].text):
                yield Name(*place, "place", FORM)
            yield Name(*person, "person", FORM)


def find_holder(office: Token) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The tokens of what an office is of, and those of the name of who holds it, if that follows at once."""
    doc, start = office.doc, office.i + 2
    if start + 2 >= len(doc) or doc[office.i + 1].lower_ not in _OF or not _is_office(office):
        return None
    start += doc[start].lower_ == _ARTICLE
    end = start
    while end < min(len(doc), start + _LONGEST) and _is_part(doc[end]):
        end += 1
    while end > start and not is_capitalised(doc[end - 1]):
        end -= 1
    for length in _FULL_NAME:
        first = end - length
        if first > start and _is_person(doc, first, end) and _divides(doc, start, first):
            return (start, first), (first, end)
    return None


def _is_office(token: Token) -> bool:
    noun = find_noun(token.lower_)
    return token.text in titles() or (noun is not None and noun.kind == "person" and not noun.plural)


def _is_part(token: Token) -> bool:
    return (is_capitalised(token) and token.text not in NOT_NAMES) or token.lower_ in _BEFORE_SURNAME


def _divides(doc: Doc, start: int, first: int) -> bool:
    """Whether the place ends where the name begins: one of the two is known."""
    return doc[first].text in given_names() or _is_place(doc[start:first].text)


def _is_place(text: str) -> bool:
    known = known_names().get(text)
    return (
        known.kind in ("state", "place") if known is not None else any(p.type != "village" for p in find_places(text))
    )


def _is_person(doc: Doc, first: int, end: int) -> bool:
    """Whether the words may be a person's full name: no body, no place, no field of an office."""
    texts = [token.text for token in doc[first:end]]
    if any(is_organization_word(text) or text in titles() or text.isupper() for text in texts):
        return False
    return is_capitalised(doc[first]) and " ".join(texts) not in known_names() and not _is_place(" ".join(texts))
