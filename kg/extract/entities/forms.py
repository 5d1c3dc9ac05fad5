"""Names that their form gives away, whatever the model makes of them.

What comes in: a parsed text. What goes out: names of bodies, of wars and
treaties, acronyms in brackets, names in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.entities.bodies import LINKING, iter_bodies
from kg.extract.entities.contexts import is_acronym_of_thing
from kg.extract.entities.lexical import given_names, is_organization_word, kind_of_name, known_names, titles, words
from kg.extract.entities.name import FORM, NOT_NAMES, Name, is_capitalised
from kg.extract.tokens import Doc, Tokens
from kg.extract.wordsets import get_word_set
from kg.model import EntityKind

_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Z0-9]*s?|[A-Z]{2,}")
_BODY = re.compile(r"[A-Z]{3,6}")
_STANDING = frozenset(("nsubj", "nsubjpass", "pobj", "dobj", "appos", "conj"))
_INSIDE_STREETS = words("de del della di da do dos des du la las los le les el")
_EVENT_HEADS = words(
    """War Wars Revolution Uprising Intifada Conflict Agreement Agreements Treaty Accord Accords Pact Convention
    Protocol Act Constitution Declaration Summit Olympics Games Cup Championship Championships Prize Award
    Awards Festival Marathon Massacre Referendum Spring Plan Deal Directive Resolution Amendment"""
)
_SHORTEST = 3  # letters of an acronym
_STATUTES = words("Act Bill")
_SEEN_AS: dict[str, EntityKind] = {"ORG": "organization", "PERSON": "person"}
#: Words that open the name of a street or a building in the languages that put them first.
_STREETS = words(
    """Rue Calle Avenida Paseo Carrer Passeig Plaza Praça Rua Piazza Viale Corso Strada Bulevardul Ulica Ulitsa
    Jalan Boulevard Avenue Allée Quai Stade Estadio Estádio Stadio Palais Palacio Palazzo Gare Aeropuerto Aéroport
    Hotel Hôtel Musée Museo Hôpital Château Castello Catedral Cathédrale Teatro Théâtre Parque Puente Ponte Puerta"""
)
_SITES = words("Base Airbase Airport Airfield Stadium Arena Hospital Prison Barracks")
_DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_DAYS_WITH_A_NAME = words("Bloody Black Good Easter Ash Palm Holy Whit Red Super Cyber White Golden")
_VOTES = words("election elections referendum referendums primary primaries by-election runoff")
_KINDS_OF_VOTE = words(
    """general federal presidential legislative parliamentary state regional local municipal mayoral
    gubernatorial provincial constitutional leadership snap special assembly independence membership
    congressional communal"""
)


def iter_forms(doc: Doc) -> Iterator[Name]:
    """All names that are told by their form."""
    texts = [token.text for token in doc]
    yield from iter_bodies(doc)
    yield from _occasions(doc, texts)
    yield from _elections(doc, texts)
    yield from _facilities(doc, texts)
    yield from _streets(doc, texts)
    yield from _craft(doc, texts)
    yield from _sites(doc, texts)
    yield from _acronyms(doc, texts)
    yield from _acronyms_alone(doc, texts)
    yield from _quoted(doc, texts)


def _occasions(doc: Doc, texts: list[str]) -> Iterator[Name]:
    """Wars, treaties, days of note and the like: `Second Karabakh War`, `Black Friday`."""
    heads = _EVENT_HEADS | get_word_set("name_word_sets", "heads of names of things")
    for i, text in enumerate(texts):
        if text in _DAYS and i and texts[i - 1] in _DAYS_WITH_A_NAME:
            yield Name(i - 1, i + 1, "other", FORM)
        if text not in heads or not is_head_of_thing(doc, i):
            continue
        start = i
        while start > max(0, i - 5) and is_capitalised(doc[start - 1]) and texts[start - 1] not in NOT_NAMES:
            start -= 1
        if text in _STATUTES and 1 < start < i and _goes_on_before(doc, start - 1):
            start -= 2
        if doc[start].is_sent_start and doc[start].is_stop:
            start += 1
        if start < i:
            yield Name(start, i + 1, "other", FORM)


def _goes_on_before(doc: Doc, i: int) -> bool:
    """Whether the name of a law goes on before a small word: `Freedom of Information Act`, `Family and Leave Act`."""
    word = doc[i - 1]
    return doc[i].text in ("of", "and") and is_capitalised(word) and not word.is_stop and word.text not in known_names()


def is_head_of_thing(doc: Doc, i: int) -> bool:
    """Whether a word ends the name of an occasion, a law or the like, and is nobody's surname: `Crime Bill`."""
    text = doc[i].text
    if text in _EVENT_HEADS:
        return True
    if not i or text not in get_word_set("name_word_sets", "heads of names of things"):
        return False
    goes_on = i + 1 < len(doc) and is_capitalised(doc[i + 1])
    return not goes_on and doc[i - 1].text not in given_names() and doc[i - 1].text not in titles()


def _elections(doc: Doc, texts: list[str]) -> Iterator[Name]:
    """Votes named by their year: `2019 Canadian federal election`."""
    for i, text in enumerate(texts):
        if text not in _VOTES:
            continue
        start = i
        while start > max(0, i - 8) and (is_capitalised(doc[start - 1]) or texts[start - 1] in _KINDS_OF_VOTE):
            start -= 1
        if (
            start
            and re.fullmatch(r"[12]\d{3}", texts[start - 1])
            and any(is_capitalised(token) for token in doc[start:i])
        ):
            yield Name(start - 1, i + 1, "other", FORM)


def _facilities(doc: Doc, texts: list[str]) -> Iterator[Name]:
    """A name before a small word for what it is the name of: `Orvenne mosque`, `Hill Street bridge`."""
    facilities = get_word_set("name_word_sets", "facilities after their name")
    for i, text in enumerate(texts):
        if text not in facilities or i < 2 or not is_capitalised(doc[i - 1]) or doc[i - 1].pos_ != "PROPN":
            continue
        start = i - 1
        while start > max(1, i - 4) and is_capitalised(doc[start - 1]) and doc[start - 1].pos_ == "PROPN":
            start -= 1
        if doc[start - 1].lower_ not in ("a", "an", "this", "that", "'s") and not doc[start].is_sent_start:
            yield Name(start, i + 1, "place", FORM)


def _streets(doc: Doc, texts: list[str]) -> Iterator[Name]:
    """Streets and buildings whose name begins with what they are: `Rue Jean Moulin`, `Calle del Sol`."""
    for i, text in enumerate(texts[:-1]):
        if text not in _STREETS or (i and is_capitalised(doc[i - 1])):
            continue
        end = i + 1
        while end < min(len(doc), i + 6) and (is_capitalised(doc[end]) or texts[end] in _INSIDE_STREETS):
            end += 1
        while end > i + 1 and not is_capitalised(doc[end - 1]):
            end -= 1
        if end > i + 1:
            yield Name(i, end, "place", FORM)


def _craft(doc: Doc, texts: list[str]) -> Iterator[Name]:
    """Ships behind the letters of their navy or kind: `HMS Orvenne`, `MV Tarn Star`."""
    crafts = get_word_set("name_word_sets", "craft before their name")
    for i, text in enumerate(texts[:-1]):
        if text not in crafts or not text.isupper():
            continue
        end = i + 1
        while end < min(len(doc), i + 4) and is_capitalised(doc[end]) and doc[end].pos_ == "PROPN":
            end += 1
        if end > i + 1 and kind_of_name(texts[i:end]) is None:
            yield Name(i, end, "other", FORM)


def _sites(doc: Doc, texts: list[str]) -> Iterator[Name]:
    """All the words before one for a site, where the model takes them apart: `Pedro Lira Air Base`."""
    for i, text in enumerate(texts):
        if text not in _SITES or (i + 1 < len(doc) and is_capitalised(doc[i + 1])):
            continue
        start = i
        while start > max(0, i - 4) and is_capitalised(doc[start - 1]) and doc[start - 1].pos_ == "PROPN":
            start -= 1
        while start < i and (texts[start] in titles() or doc[start].is_stop):
            start += 1
        if i - start > 1:
            yield Name(start, i + 1, "place", FORM)


def _acronyms_alone(doc: Doc, texts: list[str]) -> Iterator[Name]:
    """An acronym behind `the` that no noun follows, which the model has for no name: `the chief of the KTC`."""
    for i, text in enumerate(texts[1:-1], 1):
        if not _BODY.fullmatch(text) or texts[i - 1].lower() != "the":
            continue
        if doc[i].ent_type_ or is_acronym_of_thing(doc[i]):
            continue
        if doc[i].dep_ in _STANDING and not texts[i + 1][0].isalnum() and not doc[i - 1].is_upper:
            yield Name(i, i + 1, "organization", FORM)


def _acronyms(doc: Doc, texts: list[str]) -> Iterator[Name]:
    """An acronym alone in brackets after a name: `... Human Rights (OHCHR)`."""
    for i, text in enumerate(texts[1:-2], 1):
        if text != "(" or texts[i + 2] != ")" or not _ACRONYM.fullmatch(texts[i + 1]):
            continue
        if not is_capitalised(doc[i - 1]) or texts[i + 1] in known_names():
            continue
        if long_form(doc, i - 1, texts[i + 1]) is not None or is_short_for_body(doc, i - 1, texts[i + 1]):
            yield Name(i + 1, i + 2, "organization", FORM)


def long_form(doc: Doc, last: int, acronym: str) -> int | None:
    """The first token of the words, ending at `last`, whose capitals make up `acronym`; None if none do."""
    letters = "".join(letter for letter in acronym.rstrip("s") if letter.isupper())
    start, initials = None, ""
    for i in range(last, max(last - len(letters) - 5, -1), -1):
        token = doc[i]
        if is_capitalised(token):
            start, initials = i, token.text[0] + initials
            if initials == letters:
                return i
        elif token.lower_ not in LINKING and token.text not in ("-", "'s"):
            break
    return start if len(letters) > 1 and len(set(initials) & set(letters)) >= 2 else None


def is_short_for_body(doc: Doc, last: int, acronym: str) -> bool:
    """Whether the words that end at `last` name a body, so that what follows in brackets is short for it.

    The letters may be those of its name in another language: `Poultry Party (HGP)`.
    """
    return (
        len(acronym) >= _SHORTEST
        and is_organization_word(doc[last].text)
        and last > 0
        and is_capitalised(doc[last - 1])
    )


def _quoted(doc: Doc, texts: list[str]) -> Iterator[Name]:
    """A name in quotation marks: at least two words, three in five of them capitalised."""
    opening = None
    for i, text in enumerate(texts):
        if "\n" in text:
            opening = None
        if text != '"':
            continue
        if opening is None or not _is_quoted_name(doc[opening + 1 : i]):
            opening = i
            continue
        inside = doc[opening + 1 : i]
        end = inside.end - (texts[inside.end - 1] in (",", "."))
        kind = kind_of_name(texts[inside.start : end]) or _seen_as(inside)
        yield Name(inside.start, end, kind, FORM)
        opening = None


def _seen_as(words: Tokens) -> EntityKind:
    """The kind of a quoted name, if the model takes all of it for one person or body."""
    labels = {token.ent_type_ for token in words if not token.is_punct}
    return _SEEN_AS.get(labels.pop(), "other") if len(labels) == 1 else "other"


def _is_quoted_name(words: Tokens) -> bool:
    inner = [token for token in words if not token.is_punct]
    if (
        not 2 <= len(inner) <= 8
        or not is_capitalised(inner[0])
        or any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in inner)
    ):
        return False
    return sum(is_capitalised(token) for token in inner) >= 0.6 * len(inner) and is_capitalised(inner[-1])
