"""Names of bodies that their form gives away.

What comes in: a parsed text. What goes out: names of bodies with `of` and `and` inside, of newspapers
and agencies that are called after a place, of societies and embassies that their seat tells apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.entities.acronyms import initials
from kg.extract.entities.lexical import (
    Known,
    find_noun,
    given_names,
    is_organization_word,
    kind_of_name,
    known_names,
    words,
)
from kg.extract.entities.name import FORM, NOT_NAMES, Name, begins_with_article, is_capitalised
from kg.extract.tokens import Doc, Token
from kg.extract.wordsets import get_word_set
from kg.gazetteer import find_places

_LONGEST_END = 5  # tokens
LINKING = words("of for on and in the to against with & de la del ,")

#: Bodies of which many have the same name, so that `of` or `and` never joins two of them into one.
_SEPARATE = words(
    """University Universities College Institute Institution Ministry Association Foundation Council Committee
    Federation Union Society Academy Agency Bank Party"""
)
_PAPERS = words(
    """Courier Times Herald Tribune Gazette Chronicle Daily Telegraph Observer Bulletin Dispatch Examiner Inquirer
    Enquirer Journal Newswire Weekly Advertiser Argus Broadcasting"""
)
#: Words with which the names of other things end as well: a paper's only after the name of a place.
_PAPERS_OF_PLACES = words(
    """News Post Mail Standard Mirror Star Sun Globe Press Today Express Independent Echo Voice Monitor Messenger
    Record Review Wire Radio Television TV"""
)
_PLACE_LIKE = words(
    """North South East West Northern Southern Eastern Western Central Coast Coastal Harbour Harbor Island Valley
    River Bay Mountain Country County City National Evening Morning"""
)
_REALMS = words(
    """Kingdom Republic Empire Duchy Sultanate Emirate Caliphate Principality Khanate Gulf Bay Strait Straits Isle
    Cape Sea"""
)
_LOCAL = words("Society Association Institute Embassy Consulate Community Diaspora Federation Centre Center Club")


def iter_bodies(doc: Doc) -> Iterator[Name]:
    """All names of bodies that are told by their form."""
    texts = [token.text for token in doc]
    yield from _with_linking_words(doc, texts)
    yield from _realms(doc, texts)
    yield from _parties(doc, texts)
    yield from _papers(doc, texts)
    yield from _local_bodies(doc, texts)
    yield from _of_members(doc, texts)


def _with_linking_words(doc: Doc, texts: list[str]) -> Iterator[Name]:
    """Names such as `Office for Democratic Institutions and Human Rights`."""
    done = 0
    for i, text in enumerate(texts[:-1]):
        if i < done or not is_organization_word(text) or texts[i + 1] not in ("of", "for", "on", "to"):
            continue
        end = _end_of_body(doc, i)
        if end - i > 2:
            start = i
            while start > 0 and is_capitalised(doc[start - 1]) and not doc[start - 1].is_sent_start and start > i - 4:
                start -= 1
            end = _end_by_acronym(doc, texts, start, end)
            yield Name(start, end, "organization", FORM)
            done = end


def _end_by_acronym(doc: Doc, texts: list[str], start: int, end: int) -> int:
    """Where a body ends whose initials stand in brackets behind it: `Union of Bakers and Millers (UBM)`."""
    bracket = next((i for i in range(end, min(end + _LONGEST_END, len(texts) - 2)) if texts[i] == "("), end)
    if bracket > end and texts[bracket + 1].isupper() and texts[bracket + 2] == ")":
        return bracket if initials(doc[start:bracket].text) == texts[bracket + 1] else end
    return end


def _realms(doc: Doc, texts: list[str]) -> Iterator[Name]:
    """Names of realms and waters with `of`: `Kingdom of León`, `Gulf of Oman`."""
    for i, text in enumerate(texts[:-2]):
        if text in _REALMS and texts[i + 1] == "of" and is_capitalised(doc[i + 2]):
            end = i + 3
            while end < len(doc) and is_capitalised(doc[end]) and doc[end].ent_iob_ == "I":
                end += 1
            yield Name(i, end, "place", FORM)


def _parties(doc: Doc, texts: list[str]) -> Iterator[Name]:
    """Parties with two adjectives: `Social Democratic and Labour Party`."""
    for i, text in enumerate(texts):
        if text != "Party" or i < 3 or texts[i - 2] != "and" or not all(is_capitalised(doc[j]) for j in (i - 3, i - 1)):
            continue
        if texts[i - 3].endswith(("ic", "al", "ist", "ive", "an")) and texts[i - 3] not in known_names():
            yield Name(_start_of_capitals(doc, i - 3), i + 1, "organization", FORM)


def _end_of_body(doc: Doc, start: int) -> int:
    """After the last capitalised word reached over linking words, before the next body's own head."""
    end = i = start + 1
    while i < len(doc):
        token = doc[i]
        if is_capitalised(token) and token.text not in NOT_NAMES:
            if _begins_person(token) and doc[i - 1].lower_ not in ("of", "for", "with"):
                break
            if doc[i - 1].lower_ in ("and", ",") and _begins_another(token):
                break
            end = i + 1
        elif not _goes_on(token, first=token.i == start + 1):
            break
        i += 1
    return end


def _goes_on(token: Token, *, first: bool) -> bool:
    """Whether a word in lower case, `first` after the head or not, carries the name of a body on."""
    if token.lower_ not in LINKING or token.text == ",":
        return False
    if token.lower_ in ("in", "to", "on"):
        return first
    if token.lower_ != "and":
        return True
    after = token.doc[token.i + 1 : token.i + 3]
    return not begins_with_article(token.doc, token.i + 1) and not (
        after[0].lower_ == "the" and (is_organization_word(after[-1].text) or after[-1].is_upper)
    )


def _begins_person(token: Token) -> bool:
    """Whether a person's name begins here, which is no part of the name of a body before it."""
    if token.i + 1 == len(token.doc) or not is_capitalised(token.nbor()):
        return False
    return (token.ent_type_ == "PERSON" and token.ent_iob_ == "B") or token.text in given_names()


def _begins_another(token: Token) -> bool:
    """Whether the name of another begins here, after `and` or a comma."""
    if is_organization_word(token.text) or token.ent_type_ in ("PERSON", "GPE"):
        return True
    doc, end = token.doc, token.i + 1
    while end < len(doc) and is_capitalised(doc[end]):
        end += 1
    return end > token.i + 1 and doc[end - 1].text in _SEPARATE


def _papers(doc: Doc, texts: list[str]) -> Iterator[Name]:
    """Newspapers and broadcasters named after a place, or by a word that only they have: `Riga Courier`."""
    for i, text in enumerate(texts):
        if text not in _PAPERS and text not in _PAPERS_OF_PLACES:
            continue
        start = _start_of_capitals(doc, i)
        if start and texts[start - 1].lower() in get_word_set("name_word_sets", "things before their name"):
            continue
        if start == i or (i + 1 < len(doc) and is_capitalised(doc[i + 1])) or texts[start] in given_names():
            continue
        if text not in _PAPERS and not any(_is_of_place(word) for word in texts[start:i]):
            continue
        name = doc[start : i + 1].text
        yield Name(start, i + 1, "organization", FORM, known_names().get(name) or Known(name, "organization", "media"))


def _start_of_capitals(doc: Doc, i: int) -> int:
    """Where the capitalised words begin that lead up to token `i`, without a stop word that opens a sentence."""
    start = i
    while start > max(0, i - 3) and is_capitalised(doc[start - 1]) and doc[start - 1].text not in NOT_NAMES:
        start -= 1
    while start < i and (
        (doc[start].is_stop and not doc[start].is_upper) or doc[start].pos_ in ("DET", "ADP", "VERB", "SCONJ", "ADV")
    ):
        start += 1
    return start


def _is_of_place(word: str) -> bool:
    known = known_names().get(word)
    if known is not None:
        return known.kind in ("state", "place", "group")
    return word in _PLACE_LIKE or (len(word) > 3 and any(place.type != "village" for place in find_places(word)))


def _of_members(doc: Doc, texts: list[str]) -> Iterator[Name]:
    """Bodies called after those who are in them: `Independent Miners' Union`, `Lawyers' Circle`."""
    for i, text in enumerate(texts[1:-1], 1):
        if (
            text != "'"
            or not texts[i - 1].endswith("s")
            or not (is_capitalised(doc[i - 1]) and is_capitalised(doc[i + 1]))
        ):
            continue
        members = find_noun(texts[i - 1])
        if texts[i - 1] in known_names() or not (doc[i - 1].tag_ == "NNS" or (members is not None and members.plural)):
            continue
        end = i + 2
        while end < len(doc) and is_capitalised(doc[end]) and doc[end].pos_ == "PROPN":
            end += 1
        yield Name(_start_of_capitals(doc, i - 1), end, kind_of_name(texts[i + 1 : end]) or "organization", FORM)


def _local_bodies(doc: Doc, texts: list[str]) -> Iterator[Name]:
    """Societies and embassies of a people or state, with their seat: `Latvian Society in Bergen`.

    One without a people in its name has its seat in it only where the next in a list has so too.
    """
    found = [name for i, text in enumerate(texts[:-2]) if text in _LOCAL for name in _local_body(doc, texts, i)]
    for i, name in enumerate(found):
        beside = found[max(0, i - 1) : i] + found[i + 1 : i + 2]
        if _has_people(texts[name.start : name.end]) or any(_are_listed(doc, name, other) for other in beside):
            yield name


def _local_body(doc: Doc, texts: list[str], head: int) -> Iterator[Name]:
    start, at = _start_of_capitals(doc, head), head + 2
    if start == head or texts[head + 1] != "in" or not is_capitalised(doc[at]):
        return
    if doc[start : head + 1].text in known_names():
        return
    end = at + 1
    while end < len(doc) and is_capitalised(doc[end]) and doc[end].ent_iob_ == "I":
        end += 1
    if doc[at].ent_type_ in ("GPE", "LOC") or find_places(doc[at:end].text):
        yield Name(start, end, "organization", FORM)


def _has_people(texts: list[str]) -> bool:
    before = texts[: texts.index("in")]
    return any((known := known_names().get(text)) is not None and known.kind != "organization" for text in before)


def _are_listed(doc: Doc, name: Name, other: Name) -> bool:
    first, second = sorted((name, other), key=lambda one: one.start)
    between = doc[first.end : second.start]
    return 0 < len(between) < 4 and all(token.lower_ in (",", ";", "and", "the") for token in between)
