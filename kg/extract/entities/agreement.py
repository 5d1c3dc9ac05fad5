"""What the names of one article tell of one another, and the gazetteer of them.

What comes in: the names that were found one by one. What goes out: the same with kinds that agree
through the article, and the further places where the same names stand unseen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from kg.extract.entities.ballots import Poll
from kg.extract.entities.contexts import is_acronym_of_thing, is_field_of_office, kind_around
from kg.extract.entities.demonyms import read_demonyms
from kg.extract.entities.enumerations import agree_in_lists
from kg.extract.entities.headlines import read_headlines
from kg.extract.entities.houses import let_houses_act
from kg.extract.entities.lexical import common_nouns, find_noun, given_names, is_organization_word, kind_of_name, words
from kg.extract.entities.name import Name, is_capitalised
from kg.extract.entities.namesakes import SAYS, complete_persons, join_persons
from kg.extract.entities.overlooked import AT, LARGE, METROPOLIS, SMALL, find_overlooked
from kg.extract.entities.signs import is_kin
from kg.extract.entities.teams import find_teams
from kg.extract.tokens import Doc, Token
from kg.gazetteer import Place, find_places
from kg.model import EntityKind

_PARTICLES = words("al el de da di du del van von der bin ben ibn la le")
_AFFIXED = re.compile(r"(?:pro|anti|non|ex|post|pre|mid)-", re.IGNORECASE)
_CITY = 200_000


def agree(doc: Doc, names: list[Name], frame: Mapping[str, EntityKind]) -> list[Name]:
    """The names, corrected by what the others and the article's frame show, with those that were overlooked."""
    texts = [token.text for token in doc]
    names = read_headlines(doc, texts, complete_persons(doc, join_persons(doc, names)))
    evidence, poll = _Evidence(doc, texts, names), Poll(doc, texts, frame)
    settled = [evidence.settle(name) for name in names if not evidence.is_common_noun(name)]
    settled = [evidence.shorten(name) for name in poll.vote(agree_in_lists(doc, settled))]
    overlooked = list(find_overlooked(doc, texts, settled, evidence.surnames))
    full = [name for name in overlooked if name.kind == "person" and name.end - name.start > 1]
    if full:
        settled += full
        evidence = _Evidence(doc, texts, settled)
        settled = [evidence.settle(name) if evidence.has_surname(name) else name for name in settled]
        overlooked = list(find_overlooked(doc, texts, settled, evidence.surnames))
    settled += overlooked
    unseen = list(poll.find_unseen(settled))
    if unseen:
        settled += unseen
        settled += find_overlooked(doc, texts, settled, _Evidence(doc, texts, settled).surnames)
    settled = read_headlines(doc, texts, sorted(settled, key=lambda name: name.start))
    settled = [_as_framed(doc, name, frame) for name in complete_persons(doc, settled)]
    settled = sorted(let_houses_act(doc, settled), key=lambda name: name.start)
    settled = sorted(read_demonyms(doc, texts, settled), key=lambda name: name.start)
    return find_teams(doc, texts, settled)


def _as_framed(doc: Doc, name: Name, frame: Mapping[str, EntityKind]) -> Name:
    """The name; the body that published the article is a body, whatever its words tell."""
    told = frame.get(doc[name.start : name.end].text) if name.known is None else None
    return replace(name, kind=told) if told == "organization" and name.kind != told else name


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
        self.short_bodies = _first_of_earlier_bodies(texts, names)  # "Olken Motors" was told of before "Lars Olken"
        for word in self.short_bodies:
            del self.surnames[word]

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

    def has_surname(self, name: Name) -> bool:
        """Whether a name is the surname alone of someone whom the article names in full."""
        return name.end - name.start == 1 and self.surnames[self.texts[name.start]] > 0

    def _opens_as_noun(self, token: Token) -> bool:
        """Whether a word with a capital only because it opens a sentence is a common noun: `Rescuers`, `Groups`."""
        if not _opens_sentence(token) or token.text.isupper() or self.surnames[token.text]:
            return False
        if any(other.text == token.text and not _opens_sentence(other) for other in self._doc):
            return False
        noun = find_noun(token.lower_)
        if token.tag_ == "NNS" or (noun is not None and (noun.plural or token.tag_ == "NN")):
            return True
        following = self._doc[token.i + 1] if token.i + 1 < len(self._doc) else token
        is_before_noun = following.is_lower and following.pos_ == "NOUN"
        return is_before_noun and (noun is not None or token.lower_ in common_nouns())

    def settle(self, name: Name) -> Name:
        if name.known is not None or name.kind == "other":
            return name
        text = " ".join(token.text for token in self._doc[name.start : name.end])
        kind = self.kind(text, name.kind, self._doc[name.start], self._doc[name.end - 1])
        if kind_of_name(text.split()) is None and not self.surnames[text]:
            kind = kind_around(self._doc[name.start : name.end], kind) or kind
        return name if kind == name.kind else replace(name, kind=kind)

    def shorten(self, name: Name) -> Name:
        """The name; a word with which the name of a body began before it was a surname is short for that body."""
        is_short = name.end - name.start == 1 and name.known is None and self.texts[name.start] in self.short_bodies
        return replace(name, kind="organization") if is_short else name

    def kind(self, text: str, kind: EntityKind, first: Token, last: Token) -> EntityKind:
        """The kind of a name that was taken for `kind`."""
        single = first.i == last.i
        if single and text in self.short_bodies:
            return "organization"
        if single and first.i and is_kin(first.nbor(-1)):
            return "person"
        if kind != "place" and _before_place_noun(last) and any(place.type != "village" for place in _places(text)):
            return "place"
        acronym = text.isupper() and len(text) < 7
        if not single and kind_of_name(text.split()) is not None:
            return kind
        if single and self.surnames[text] and (_comes_from(first) or not self._is_place_here(text, first)):
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
        if before is None or before.lower_ not in AT or len(text) < 4:
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
        large = any(place.population >= METROPOLIS or place.type in LARGE for place in _places(text))
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


def _first_of_earlier_bodies(texts: list[str], names: list[Name]) -> set[str]:
    """First words of bodies that are surnames of persons whom the text names later in full."""
    bodies: dict[str, int] = {}
    persons: dict[str, int] = {}
    for i, word in enumerate(texts[:-1]):
        if word[0].isupper() and is_organization_word(texts[i + 1]) and not (i and texts[i - 1][0].isupper()):
            bodies.setdefault(word, i)
    for name in names:
        if name.end - name.start > 1 and name.kind == "organization":
            bodies.setdefault(texts[name.start], name.start)
        elif name.end - name.start > 1 and name.kind == "person":
            persons.setdefault(texts[name.end - 1], name.start)
    return {word for word, start in bodies.items() if start < persons.get(word, -1)}


def _opens_sentence(token: Token) -> bool:
    """Whether a word is the first of a sentence, behind a quotation mark or not."""
    if token.is_sent_start or not token.i or token.nbor(-1).text != '"':
        return bool(token.is_sent_start)
    return bool(token.nbor(-1).is_sent_start) or token.i == 1 or token.nbor(-2).is_punct


def _comes_from(first: Token) -> bool:
    """Whether what is said to come `from` a name is something that people send: `a call from Lind`."""
    before = first.nbor(-1) if first.i else first
    return before.lower_ == "from" and before.head.pos_ == "NOUN" and before.head.ent_type_ == ""


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
    return any(place.population >= _CITY or place.type not in SMALL for place in _places(text))
