"""Where the names of an article stand, and of what kind each is.

What comes in: a parsed article. What goes out: `Name`s, in text order, none overlapping another.
The model's named entities are corrected by the lexicons and by the form of the words: names of
bodies with `of` and `and` inside, acronyms and qualifiers in brackets, names in quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.document import Document
from kg.extract.entities.acting import WHERE
from kg.extract.entities.edges import before_preposition, trim
from kg.extract.entities.forms import is_head_of_thing, iter_forms
from kg.extract.entities.lexical import (
    Known,
    given_names,
    is_belief,
    is_company_form,
    iter_known,
    kind_of_name,
    known_names,
    titles,
    words,
)
from kg.extract.entities.name import (
    FORM,
    LEXICON,
    MODEL,
    Name,
)
from kg.extract.entities.nationals import find_nationality
from kg.extract.entities.offices import iter_held
from kg.extract.entities.pieces import iter_pieces
from kg.extract.entities.products import is_language, is_product, name_craft
from kg.extract.entities.signs import is_kin
from kg.extract.tokens import Doc, Token, Tokens
from kg.gazetteer import find_places
from kg.model import EntityKind

_KINDS: dict[str, EntityKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "NORP": "group",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
    "EVENT": "other",
}
_SURNAMES_LIKE_PLACES = words(
    "Hill Hills Park Lane Forest Lake Bay Camp Heath Field Base Falls Pass Banks Church House"
)
_WHOLE_WITHOUT_PREPOSITION = ("PERSON", "ORG", "FAC", "GPE", "LOC")
_ROADS = words("Road Street Avenue Square Bridge Highway Boulevard")
_SHORT = 4
_OWNER_AND_KIN = 2


def find_names(document: Document) -> list[Name]:
    """The names of the article, in text order."""
    doc = document.doc
    known, held = list(_from_lexicons(doc)), list(iter_held(doc))
    candidates = [*known, *(name for name in _from_model(doc) if not _crosses(name, known)), *iter_forms(doc)]
    candidates = [*held, *(rest for name in candidates if (rest := _beside(name, held)) is not None)]
    chosen = [name for name in _choose(candidates) if not _is_national(doc, name)]
    return name_craft(doc, [_settle(doc, name, candidates) for name in chosen])


def _is_national(doc: Doc, name: Name) -> bool:
    """Whether an adjective is no name, but calls one person by nationality: `an Afghan`."""
    return name.end - name.start == 1 and find_nationality(doc[name.start]) is not None


def _crosses(name: Name, known: list[Name]) -> bool:
    """Whether the model cut through a name of several words that a lexicon has whole."""
    return any(
        other.end - other.start > 1
        and (name.start < other.start < name.end < other.end or other.start < name.start < other.end < name.end)
        for other in known
    )


def _beside(name: Name, held: list[Name]) -> Name | None:
    """What of a name stands before the holders of offices that it runs into; the name itself if it meets none."""
    for other in held:
        if name.rank == LEXICON or name.end <= other.start or other.end <= name.start:
            continue
        if other.kind != "person" or name.start >= other.start:
            return None
        name = replace(name, end=other.start, kind="place" if name.kind == "person" else name.kind)
    return name


def _choose(candidates: list[Name]) -> list[Name]:
    """The longest of those that overlap; the lexicon before form before model where as long."""
    taken: set[int] = set()
    chosen = []
    for name in sorted(candidates, key=lambda name: (name.start - name.end, name.rank, name.start)):
        tokens = range(name.start, name.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            chosen.append(name)
    return sorted(chosen, key=lambda name: name.start)


def _from_lexicons(doc: Doc) -> Iterator[Name]:
    for start, end, known in iter_known(doc.text):
        tokens = doc.char_span(start, end, alignment_mode="expand")
        if tokens is None or len(tokens.text) > end - start + 2 or _in_capitals(doc, tokens):
            continue
        begin = tokens.start + (tokens[0].lower_ == "the" and known.type != "media" and len(tokens) > 1)
        yield Name(begin, tokens.end, known.kind, LEXICON, known)


def _in_capitals(doc: Doc, tokens: Tokens) -> bool:
    """Whether an acronym stands among words that are all in capitals, where capitals tell nothing."""
    if not tokens.text.isupper() or len(tokens.text) > 4:
        return False
    around = [token for token in doc[max(0, tokens.start - 2) : tokens.end + 2] if token.is_alpha]
    return len(around) > 2 and all(token.is_upper for token in around)


def _from_model(doc: Doc) -> Iterator[Name]:
    for found in doc.ents:
        kind = _KINDS.get(found.label_)
        if kind is None:
            continue
        for start, end, piece_kind in iter_pieces(doc, found.start, found.end, kind):
            if doc[start].lower_ in WHERE and end - start > 1:
                start, piece_kind = start + 1, "place"
            end = before_preposition(doc, start, end) if found.label_ in _WHOLE_WITHOUT_PREPOSITION else end
            trimmed = trim(doc, start, end, person=piece_kind == "person")
            if trimmed is not None:
                yield Name(*trimmed, piece_kind, MODEL, label=found.label_)


def _settle(doc: Doc, name: Name, candidates: list[Name]) -> Name:
    """The name with the kind that its words tell, where they tell one."""
    if name.rank == LEXICON:
        if name.is_demonym and is_language(doc[name.start : name.end]):
            return replace(name, kind="other", known=Known(doc[name.start : name.end].text, "other"))
        is_place = name.kind in ("state", "place") and not name.is_demonym
        if is_place and (_is_surname(doc, name, candidates) or _is_of_kin(doc, name)):
            return replace(name, kind="person", known=None, rank=MODEL)
        return name
    words = [token.text for token in doc[name.start : name.end]]
    firm = words[:-1] if len(words) > 1 and is_company_form(words[-1]) else words
    known = known_names().get(" ".join(words)) or known_names().get(" ".join(firm))
    if known is not None:
        return replace(name, kind=known.kind, known=known)
    if is_product(doc[name.start : name.end]):
        return replace(name, kind="other")
    told = kind_of_name(words) if len(words) > 1 else None
    if told is None and len(words) > 1 and words[0] not in given_names() and is_head_of_thing(doc, name.end - 1):
        return replace(name, kind="other", rank=FORM)
    if told == "place" and name.kind == "other" and words[-1] in _ROADS:
        return replace(name, kind="place")
    if name.rank == FORM:
        return replace(name, kind=told or name.kind)
    if words[0] in given_names() and len(words) == 2 and words[1] in _SURNAMES_LIKE_PLACES:
        is_where = name.start > 0 and doc[name.start - 1].lower_ in WHERE
        return replace(name, kind="place" if is_where else "person")
    if told is not None and name.kind != "other" and not (name.kind == "person" and _is_like_person(words)):
        return replace(name, kind=told)
    if name.start and name.kind in ("organization", "place", "group") and _is_title_of(doc[name.start - 1], name):
        return replace(name, kind="person")
    if 1 < len(words) < 4 and words[0] in given_names() and name.kind in ("organization", "place"):
        return replace(name, kind="person")
    if len(words) == 1 and name.label in ("GPE", "PERSON") and _is_people(doc[name.start]):
        return replace(name, kind="group")
    if len(words) == 1 and is_belief(words[0]):
        return replace(name, kind="other")
    if len(words) == 1 and words[0].isupper() and len(words[0]) > 2 and name.kind == "person":
        return replace(name, kind="organization")
    return name


def _is_people(token: Token) -> bool:
    """Whether a plural behind `the` that no map has stands for a people or a following: `the Dorgins`."""
    if not token.text.endswith("s") or not token.i or token.nbor(-1).lower_ != "the":
        return False
    is_several = token.tag_ in ("NNS", "NNPS") or token.dep_ in ("nsubj", "nsubjpass")
    return is_several and len(token) > _SHORT and not find_places(token.text)


def _is_title_of(token: Token, name: Name) -> bool:
    return token.text in titles() and token.dep_ in ("compound", "nmod") and token.head.i < name.end


def _is_like_person(words: list[str]) -> bool:
    return words[0] in given_names() or words[-1] in _SURNAMES_LIKE_PLACES


def _is_of_kin(doc: Doc, name: Name) -> bool:
    """Whether a single word is the name of someone's kin: `her husband Jordan`."""
    if name.end - name.start > 1 or name.start < _OWNER_AND_KIN:
        return False
    return doc[name.start - 2].tag_ in ("PRP$", "POS") and is_kin(doc[name.start - 1])


def _is_surname(doc: Doc, name: Name, candidates: list[Name]) -> bool:
    """Whether a country's name is a person's here: `Jordan` after `Michael Jordan`, but not `in Jordan`."""
    if name.end - name.start > 1 or (name.start and doc[name.start - 1].lower_ in WHERE):
        return False
    word = doc[name.start].text
    return any(
        other.kind == "person"
        and other.end - other.start > 1
        and word in (doc[other.end - 1].text, doc[other.start].text)
        for other in candidates
        if other.label == "PERSON"
    )
