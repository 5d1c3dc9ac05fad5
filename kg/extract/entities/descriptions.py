"""What an article calls those whom it names: `Prime Minister Ann Lee`, `Acme, a carmaker`, `Tom Grey, 54, is a farmer`.

What comes in: a parsed text and the names in it. What goes out: to whom `the prime minister`, `the farmer`,
`the 54-year-old` refers later on, where it is one only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from kg.extract.entities.appositions import find_apposed
from kg.extract.entities.lexical import find_noun, get_person_nouns, words
from kg.extract.entities.registry import Entry, Registry
from kg.extract.tokens import Doc, Token
from kg.extract.wordsets import get_word_set

_word_set = partial(get_word_set, "name_word_sets")
_BEFORE = ("amod", "compound", "nmod")
_SUBJECTS = ("nsubj", "nsubjpass")
_BEING = words("be become remain")
_CHOOSING = words("elect appoint name reelect re-elect")
_OTHERS = words("other another second third")


@dataclass(frozen=True, slots=True)
class _Description:
    """A noun that introduces somebody or something.

    Attributes:
        at: the index of the noun.
        modifiers: the words before the noun, in lower case, names aside.
        owners: the countries, bodies and places of whom it is one, as keys.
        entry: who is named, or None where it is told by no name.
    """

    at: int
    modifiers: frozenset[str]
    owners: frozenset[str]
    entry: Entry | None


class Descriptions:
    """The nouns by which an article introduces those whom it names."""

    def __init__(self, doc: Doc, registry: Registry) -> None:
        self._registry = registry
        self._by_noun: dict[str, list[_Description]] = {}
        self._by_age: dict[str, dict[str, Entry]] = {}
        for token in doc:
            if token.tag_ in ("NN", "NNP"):
                self._note(token)
            elif token.tag_ == "CD" and token.is_digit and 0 < token.i < len(doc) - 1:
                self._note_age(token)

    def find(self, noun: Token) -> Entry | None:
        """The one person whom a definite noun phrase takes up; None where several fit."""
        if noun.lower_ in ("old", "olds"):
            return self._find_by_age(noun)
        modifiers, owners = _modifiers(noun, self._registry), _owners(noun, self._registry)
        if modifiers & _OTHERS:
            return None
        fitting: dict[str, _Description] = {}
        rivals: list[_Description] = []
        for told in self._by_noun.get(noun.lower_, ()):
            if (
                told.at >= noun.i
                or not _is_same_office(modifiers, told.modifiers)
                or (owners and owners != told.owners)
            ):
                continue
            if told.entry is None:
                rivals.append(told)
            elif told.entry.id in self._registry.entries:
                fitting.setdefault(told.entry.id, told)
        if len(fitting) != 1:
            return None
        (only,) = fitting.values()
        return None if any(_is_other(rival, only) for rival in rivals) else only.entry

    def is_told(self, word: str) -> bool:
        """Whether a person is described by the noun, alone or with others."""
        return any(told.entry is not None for told in self._by_noun.get(word, ()))

    def _note(self, noun: Token) -> None:
        known = find_noun(noun.lower_)
        is_person = noun.lower_ in get_person_nouns() if known is None else known.kind == "person" and not known.plural
        is_company = noun.lower_ in _word_set("companies before their name")
        if not (is_person or is_company or (known is not None and known.kind == "organization")):
            return
        entry = _find_bearer(noun, self._registry)
        if entry is None and not is_person:
            owner = self._registry.owner(noun)
            entry = self._registry.entries[owner] if owner else None
        modifiers = _modifiers(noun, self._registry)
        if not is_person:
            if entry is not None and entry.kind == "organization":
                entry.heads.add(noun.lower_)
                entry.described |= modifiers
            return
        if entry is not None and entry.kind == "person":
            entry.gender = entry.gender or gender_of(noun.lower_)
            entry.type = entry.type or (known.type if known else None)
        elif not _introduces(noun):
            return
        else:
            entry = None
        told = _Description(noun.i, modifiers, _owners(noun, self._registry), entry)
        self._by_noun.setdefault(noun.lower_, []).append(told)

    def _note_age(self, number: Token) -> None:
        """`Tom Grey, 54,` and `54-year-old Tom Grey`."""
        doc = number.doc
        if doc[number.i - 1].text == "," and doc[number.i + 1].text in (",", "."):
            owner = self._registry.owner(doc[number.i - 2]) if number.i > 1 else None
        elif doc[number.i + 1 : number.i + 5].text.lower() == "-year-old":
            end = next((i for i in range(number.i + 5, min(len(doc), number.i + 9)) if self._is_person(doc[i])), None)
            owner = self._registry.owner(doc[end]) if end is not None else None
        else:
            return
        entry = self._registry.entries[owner] if owner else None
        if entry is not None and entry.kind == "person" and entry.is_named:
            self._by_age.setdefault(number.text, {})[entry.id] = entry

    def _is_person(self, token: Token) -> bool:
        owner = self._registry.owner(token)
        return owner is not None and self._registry.entries[owner].kind == "person"

    def _find_by_age(self, noun: Token) -> Entry | None:
        doc = noun.doc
        if noun.i < 4 or doc[noun.i - 3 : noun.i].text != "-year-":
            return None
        found = [
            entry for entry in self._by_age.get(doc[noun.i - 4].text, {}).values() if min(entry.mentions)[0] < noun.idx
        ]
        return found[0] if len(found) == 1 else None


def gender_of(noun: str) -> str | None:
    """`m` or `f` where a common noun tells: `spokeswoman`, `son`."""
    if noun in _word_set("women") or noun.endswith("woman"):
        return "f"
    return "m" if noun in _word_set("men") or (noun.endswith("man") and noun not in ("human", "woman")) else None


def _find_bearer(noun: Token, registry: Registry) -> Entry | None:
    """Who is named beside a noun, after it as after a title, or said to be it."""
    entry = find_apposed(noun, registry)
    if entry is not None:
        return entry
    for name in (_titled(noun), _predicated(noun)):
        owner = registry.owner(name) if name is not None else None
        if owner is not None and registry.entries[owner].is_named:
            return registry.entries[owner]
    return None


def _titled(noun: Token) -> Token | None:
    """The name right after the noun: `Prime Minister Ann Lee`."""
    return noun.nbor() if noun.i + 1 < len(noun.doc) and noun.nbor().ent_type_ != "ORG" else None


def _predicated(noun: Token) -> Token | None:
    """Of whom the noun is said: `Ann Lee is the mayor`, `was elected president`."""
    verb = noun.head
    if noun.dep_ not in ("attr", "oprd", "dobj", "acomp") or verb.lemma_ not in _BEING | _CHOOSING:
        return None
    if any(child.dep_ in ("neg", "aux") and child.lemma_ not in ("be", "have") for child in verb.children):
        return None
    wanted = _SUBJECTS if verb.lemma_ in _BEING else ("nsubjpass",)
    return next((child for child in verb.children if child.dep_ in wanted), None)


def _modifiers(noun: Token, registry: Registry) -> frozenset[str]:
    return frozenset(
        child.lower_ for child in noun.subtree if _is_before(child, noun) and registry.owner(child) is None
    ) | frozenset(_run_before(noun, registry))


def _is_before(child: Token, noun: Token) -> bool:
    return child.i < noun.i and child.head is noun and child.dep_ in _BEFORE and child.pos_ != "PUNCT"


def _run_before(noun: Token, registry: Registry) -> Iterator[str]:
    """The words of a title before its last, which the parse hangs on the name: `Vice` of `Vice President Tom Grey`."""
    for i in range(noun.i - 1, max(-1, noun.i - 4), -1):
        token = noun.doc[i]
        if token.dep_ not in _BEFORE or registry.owner(token) is not None:
            return
        yield token.lower_


def _owners(noun: Token, registry: Registry) -> frozenset[str]:
    """Of what country, body or place somebody is one: `Norway's`, `Norwegian`, `of Norway`."""
    found = [child for child in noun.children if child.dep_ in ("poss", *_BEFORE)]
    if noun.i and noun.nbor(-1).dep_ in _BEFORE:
        found.append(noun.nbor(-1))
    found += [inner for child in noun.children if child.lower_ == "of" for inner in child.children]
    keys = set()
    for token in found:
        owner = registry.owner(token)
        if owner is not None and token.pos_ != "PRON":
            keys.add(registry.entries[owner].country or owner)
    return frozenset(keys)


def _introduces(noun: Token) -> bool:
    """Whether a noun without a name tells of a person of its own: `a minister`, `the prime minister of Sweden`."""
    return any(
        child.lower_ in ("a", "an", "another", "of", "for") or child.dep_ == "poss" or child.ent_type_ == "NORP"
        for child in noun.children
    )


def _is_same_office(asked: frozenset[str], told: frozenset[str]) -> bool:
    """Whether a phrase may take up a description: each word is in it, and what it has more is no other rank."""
    return asked <= told and not (told - asked) & _word_set("offices of another rank")


def _is_other(rival: _Description, only: _Description) -> bool:
    """Whether somebody without a name may be meant instead: told of later, or of another country."""
    return rival.at > only.at or bool(rival.owners and only.owners and rival.owners != only.owners)
