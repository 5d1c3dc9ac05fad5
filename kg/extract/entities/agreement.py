"""What the names of one article tell of one another, and the gazetteer of them.

What comes in: the names that were found one by one. What goes out: the same with kinds that agree
through the article, and the further places where the same names stand unseen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.extract.entities.ballots import Poll
from kg.extract.entities.contexts import is_acronym_of_thing, is_field_of_office, kind_around
from kg.extract.entities.demonyms import read_demonyms
from kg.extract.entities.enumerations import Listed, agree_in_lists
from kg.extract.entities.lexical import find_noun, given_names, kind_of_name, titles, words
from kg.extract.entities.name import NOT_NAMES, Name, is_capitalised, is_prefixed
from kg.extract.entities.namesakes import SAYS, complete_persons, join_persons
from kg.extract.tokens import Doc, Token
from kg.gazetteer import Place, find_places
from kg.model import EntityKind

_AT = words("in at near from around outside inside across throughout toward towards into via")
_PARTICLES = words("al el de da di du del van von der bin ben ibn la le")
_AFFIXED = re.compile(r"(?:pro|anti|non|ex|post|pre|mid)-", re.IGNORECASE)
_SMALL = ("city", "village", "district")
_TOWN = 15_000
_CITY = 200_000
_METROPOLIS = 1_000_000
_LARGE = ("country", "region", "continent")


def agree(doc: Doc, names: list[Name], frame: Mapping[str, EntityKind]) -> list[Name]:
    """The names, corrected by what the others and the article's frame show, with those that were overlooked."""
    names = join_persons(doc, names)
    texts = [token.text for token in doc]
    evidence, poll = _Evidence(doc, texts, names), Poll(doc, texts, frame)
    settled = [evidence.settle(name) for name in names if not evidence.is_common_noun(name)]
    settled = poll.vote(agree_in_lists(doc, settled))
    overlooked = list(_overlooked(doc, settled, evidence))
    settled += overlooked
    unseen = list(poll.find_unseen(settled))
    settled += unseen
    if unseen or any(name.kind == "person" and name.end - name.start > 1 for name in overlooked):
        settled += _overlooked(doc, settled, _Evidence(doc, texts, settled))
    settled = complete_persons(doc, settled)
    return sorted(read_demonyms(doc, texts, settled), key=lambda name: name.start)


class _Evidence:
    """Who is a person by a full name, and how often each form was taken for what."""

    def __init__(self, doc: Doc, texts: list[str], names: list[Name]) -> None:
        self._doc = doc
        self.texts = texts
        self.surnames: Counter[str] = Counter()
        self.first_names: Counter[str] = Counter()
        self.lower = {text for text in self.texts if text.islower()}
        self.last_of_bodies: Counter[str] = Counter()
        self.kinds: dict[str, Counter[EntityKind]] = {}
        self.at: set[str] = set()
        self.persons = {name.end - 1 for name in names if name.kind == "person"}
        for name in names:
            words = [token.text for token in doc[name.start : name.end]]
            if name.kind == "place" and self._is_place_here(" ".join(words), doc[name.start]):
                self.at.add(" ".join(words))
            self.kinds.setdefault(" ".join(words), Counter())[name.kind] += 1
            if name.kind == "person" and len(words) > 1:
                self.surnames[words[-1]] += 1
                self.first_names[words[0]] += 1
            elif name.kind == "organization" and len(words) > 1:
                self.last_of_bodies[words[-1]] += 1

    def is_common_noun(self, name: Name) -> bool:
        """Whether a single word is no name: the article writes it small elsewhere, and nothing speaks for a name."""
        if name.known is not None or is_field_of_office(self._doc[name.start : name.end]):
            return name.known is None
        if name.end - name.start > 1:
            return False
        token = self._doc[name.start]
        if _AFFIXED.match(token.text) or is_acronym_of_thing(token) or self._opens_as_noun(token):
            return True
        if token.lower_ not in self.lower or token.text.isupper() or self.surnames[token.text]:
            return False
        return token.text not in given_names() and not _is_city(token.text)

    def _opens_as_noun(self, token: Token) -> bool:
        """Whether a word with a capital only because it opens a sentence is a common noun: `Rescuers`, `Groups`."""
        if not token.is_sent_start or token.text.isupper() or self.surnames[token.text]:
            return False
        if any(other.text == token.text and not other.is_sent_start for other in self._doc):
            return False
        noun = find_noun(token.lower_)
        return token.tag_ == "NNS" or (noun is not None and (noun.plural or token.tag_ == "NN"))

    def settle(self, name: Name) -> Name:
        if name.known is not None or name.kind == "other":
            return name
        text = " ".join(token.text for token in self._doc[name.start : name.end])
        kind = self.kind(text, name.kind, self._doc[name.start], self._doc[name.end - 1])
        if kind_of_name(text.split()) is None and not self.surnames[text]:
            kind = kind_around(self._doc[name.start : name.end], kind) or kind
        return name if kind == name.kind else replace(name, kind=kind)

    def kind(self, text: str, kind: EntityKind, first: Token, last: Token) -> EntityKind:
        """The kind of a name that was taken for `kind`."""
        single = first.i == last.i
        if kind != "place" and _before_place_noun(last) and any(place.type != "village" for place in _places(text)):
            return "place"
        acronym = text.isupper() and len(text) < 7
        if not single and kind_of_name(text.split()) is not None:
            return kind
        if single and self.surnames[text] and not self._is_place_here(text, first):
            return "person"
        if kind != "person" and not acronym and self.surnames[last.text] and _begins_person(first):
            return "person"
        if self._is_place_here(text, first) and not (kind == "person" and (not single or text in given_names())):
            return "place"
        if single and kind in ("person", "organization") and self._is_place(text, kind, first, last):
            return "place"
        if single and kind == "place" and self._is_listed_with_persons(last) and not _places(text):
            return "person"
        if single and kind in ("place", "group") and text in given_names() and last.dep_ in ("nsubj", "nsubjpass"):
            return "person"
        if kind == "person" and text.isupper() and 2 < len(text) < 7:
            return "organization"
        if (
            single
            and kind in ("place", "person")
            and self.last_of_bodies[text]
            and not _places(text)
            and not self.surnames[text]
        ):
            return "organization"
        if kind in ("organization", "group") and not acronym and _is_city(text) and not self._is_said(last):
            return "place"
        if (
            single
            and not acronym
            and kind in ("organization", "place", "group")
            and self._is_said(last)
            and not _places(text)
        ):
            return "person" if self.kinds.get(text, Counter())["organization"] < 4 else kind
        votes = self.kinds.get(text)
        if votes and single and votes.most_common(1)[0][1] > votes[kind] + 1:
            return votes.most_common(1)[0][0]
        return kind

    @staticmethod
    def _is_place_here(text: str, first: Token) -> bool:
        """Whether the gazetteer has the name, and it stands after a word such as `in`, `near` or `from`."""
        before = first.nbor(-1) if first.i else None
        if before is None or before.lower_ not in _AT or len(text) < 4:
            return False
        return any(place.type != "village" for place in _places(text))

    def _is_place(self, text: str, kind: EntityKind, first: Token, last: Token) -> bool:
        """Whether a single word taken for a person or body is a place, as the article or the gazetteer shows."""
        if text in given_names() or self.surnames[text] or self.first_names[text]:
            return False
        if text in self.at and not self.last_of_bodies[text]:
            return True
        if kind == "organization":
            return False
        large = any(place.population >= _METROPOLIS or place.type in _LARGE for place in _places(text))
        return (large and not self._is_said(last)) or self._is_only_place(text, first) or self._is_place_elsewhere(text)

    def _is_listed_with_persons(self, last: Token) -> bool:
        return any(other.i in self.persons for other in last.conjuncts)

    def _is_only_place(self, text: str, first: Token) -> bool:
        """Whether a single word after `in` or `near` is no person's name that the article or a lexicon knows."""
        before = first.nbor(-1) if first.i else None
        if before is None or before.lower_ not in ("in", "near", "outside") or text in given_names():
            return False
        return not self.surnames[text] and not self.first_names[text]

    def _is_place_elsewhere(self, text: str) -> bool:
        """Whether the article has a town of this name where it is plainly one, and no person of it."""
        votes = self.kinds.get(text, Counter())
        known = text in given_names() or self.first_names[text]
        return votes["place"] > 0 and votes["place"] >= votes["person"] // 2 and not known and _is_city(text)

    @staticmethod
    def _is_said(last: Token) -> bool:
        if last.dep_ != "nsubj" or last.head.lower_ not in SAYS:
            return False
        return not any(child.dep_ == "det" for child in last.children)


def _begins_person(first: Token) -> bool:
    return first.text in given_names() or (first.text in _PARTICLES and is_capitalised(first.nbor()))


def _before_place_noun(last: Token) -> bool:
    """Whether a noun of place follows, perhaps after other names (`Agdam and Jabrayil regions`)."""
    doc, i = last.doc, last.i + 1
    while i + 1 < len(doc) and (
        doc[i].lower_ in ("and", ",") or (doc[i - 1].lower_ in ("and", ",") and is_capitalised(doc[i]))
    ):
        i += 1
    noun = find_noun(doc[i].text) if i < len(doc) and doc[i].is_lower else None
    return noun is not None and noun.kind == "place" and noun.type in ("region", "district", "city", "village")


def _places(text: str) -> tuple[Place, ...]:
    return find_places(text)


def _is_city(text: str) -> bool:
    if text in given_names():
        return False
    return any(place.population >= _CITY or place.type not in _SMALL for place in _places(text))


def _overlooked(doc: Doc, names: list[Name], evidence: _Evidence) -> Iterator[Name]:
    """Names seen elsewhere in the article, full names by their given name, and places after a preposition."""
    kinds = {doc[name.start : name.end].text: name.kind for name in names if name.known is None}
    lists = Listed(doc, names)
    covered = {i for name in names for i in range(name.start, name.end)}
    i = 0
    while i < len(evidence.texts):
        if i in covered or not evidence.texts[i][0].isupper():
            i += 1
            continue
        end = _run(doc, i, covered)
        if end == i:
            i += 1
            continue
        found = list(_in_run(doc, i, end, kinds, evidence))
        yield from found or lists.members(i, end)
        i = end


def _run(doc: Doc, start: int, covered: set[int]) -> int:
    """The end of the capitalised words that begin at `start` and belong to no name."""
    i = start
    while (
        i < len(doc)
        and i not in covered
        and is_capitalised(doc[i])
        and doc[i].pos_ in ("PROPN", "ADJ", "NOUN", "X", "VERB")
    ):
        i += 1
    return i


def _in_run(doc: Doc, start: int, end: int, kinds: dict[str, EntityKind], evidence: _Evidence) -> Iterator[Name]:
    while start < end and end - start > 1 and doc[start].text in titles():
        start += 1
    start += end - start > 1 and is_prefixed(doc, start)
    text = doc[start:end].text
    if kinds.get(text, "other") != "other":
        yield Name(start, end, kinds[text])
        return
    if end - start == 1:
        if (
            (doc[start].pos_ != "PROPN" and not evidence.surnames[text])
            or text in NOT_NAMES
            or doc[start].ent_type_ in ("DATE", "TIME")
        ):
            return
        if evidence.surnames[text]:
            yield Name(start, end, "person")
        elif _is_place_alone(doc[start]):
            yield Name(start, end, "place")
        return
    if any(doc[i].pos_ != "PROPN" for i in range(start, end)) or end - start > 5:
        return
    words = text.split()
    told = kind_of_name(words)
    if told is not None:
        yield Name(start, end, told)
    elif words[0] in given_names() or (start and doc[start - 1].text in titles()):
        yield Name(start, end, "person")
    elif _is_town(text):
        yield Name(start, end, "place")


def _is_place_alone(token: Token) -> bool:
    """Whether a single word is a town after a preposition of place, or a region of which something is said."""
    if token.dep_ == "pobj":
        return token.i > 0 and token.nbor(-1).lower_ in _AT and _is_town(token.text)
    return token.dep_ in ("nsubj", "nsubjpass") and not any(token.lefts) and _is_known_everywhere(token.text)


def _is_known_everywhere(text: str) -> bool:
    """Whether the name is one of a region or metropolis and nobody's given name."""
    large = (place.population >= _METROPOLIS or place.type in _LARGE for place in _places(text))
    return text not in given_names() and len(text) > 4 and any(large)


def _is_town(text: str) -> bool:
    return text not in given_names() and any(
        place.population >= _TOWN or place.type not in _SMALL for place in _places(text)
    )
