"""Which names of an article are of the same thing: full names and surnames, long names and acronyms."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.entities.acronyms import initials, use_own_acronyms
from kg.extract.entities.acting import acts, speaks
from kg.extract.entities.forms import is_short_for_body, long_form
from kg.extract.entities.lexical import (
    capitals,
    find_noun,
    given_names,
    head_of_name,
    iter_known,
    known_names,
    titles,
    words,
)
from kg.extract.entities.name import Name
from kg.extract.entities.persons import find_person
from kg.extract.entities.products import is_short_for_craft
from kg.extract.entities.registry import Entry, Registry
from kg.extract.tokens import Doc
from kg.gazetteer import find_places
from kg.model import EntityKind, MentionKind

#: Types of bodies that are no part of the state with whose name theirs begins: `Chad Democratic Party`.
_NOT_OF_STATES = words("party sports media ngo company university community religious")


class Namer:
    """Gives each name of an article to an entry, old or new."""

    def __init__(self, doc: Doc, registry: Registry) -> None:
        self._doc = doc
        self._registry = registry
        self._by_key: dict[tuple[str, str], Entry] = {}
        self._persons: list[Entry] = []

    def register(self, names: list[Name]) -> None:
        """All names, longer forms of persons' names first so that surnames find them."""
        names = use_own_acronyms(self._doc, names)
        expansions = self._acronyms_in_brackets(names)
        order = sorted(names, key=lambda name: not (name.kind == "person" and name.end - name.start > 1))
        for name in order:
            self._give(name)
        for end, acronym in expansions.items():
            self._join(end, acronym)

    def _acronyms_in_brackets(self, names: list[Name]) -> dict[int, Name]:
        """The end of a long name → the acronym that stands in brackets after it."""
        ends = {name.end for name in names}
        found = {}
        for name in names:
            if (
                name.end - name.start == 1
                and name.start > 1
                and self._doc[name.start - 1].text == "("
                and name.start - 1 in ends
            ):
                word = self._doc[name.start].text
                is_spelt = long_form(self._doc, name.start - 2, word) is not None
                if (len(word) > 1 and word.isupper() and is_spelt) or (
                    name.kind == "organization" and is_short_for_body(self._doc, name.start - 2, word)
                ):
                    found[name.start - 1] = name
        return found

    def _join(self, end: int, acronym: Name) -> None:
        """The acronym in brackets is another name of the one before the bracket."""
        long_id = self._registry.owner(self._doc[end - 1])
        short_id = self._registry.owner(self._doc[acronym.start])
        if long_id is None or short_id is None or long_id == short_id:
            return
        long, short = self._registry.entries[long_id], self._registry.entries[short_id]
        if long.canonical and short.canonical and long.canonical != short.canonical:
            return
        self._registry.merge(long, short)
        if long.kind == "other":
            long.kind = short.kind
        self._persons = [entry for entry in self._persons if entry is not short]
        for key, entry in list(self._by_key.items()):
            if entry is short:
                self._by_key[key] = long

    def _give(self, name: Name) -> None:
        doc = self._doc
        state = capitals().get(doc[name.start : name.end].text) if name.kind == "place" else None
        if state is not None and speaks(doc[name.start : name.end].root):
            name = replace(name, kind="state", known=state)
        tokens = doc[name.start : name.end]
        text = tokens.text
        kind = self._kind(name)
        entry = self._find(name, kind, text)
        if entry is None:
            start = doc[name.start].idx
            entry = self._registry.new(start, start + len(text), kind)
            if kind == "person":
                self._persons.append(entry)
        if name.known is not None:
            entry.canonical = entry.canonical or name.known.name
            entry.type = entry.type or name.known.type
            entry.country = entry.country or name.known.country
        self._by_key.setdefault((kind, self._key(name, text)), entry)
        if not name.is_demonym:
            entry.names.append(self._registry.text(name.start, name.end))
        entry.plural = entry.plural or (kind == "group")
        mention: MentionKind = "nominal" if name.is_demonym else "name"
        self._registry.add(entry, name.start, name.end, mention, 0.95 if name.rank == 0 else 0.85)
        self._describe(entry, name)
        if kind == "organization":
            self._note_country(entry, name)
            self._note_seat(name)
        elif kind == "place" and doc[name.end - 1].is_lower:
            self._note_place_inside(name, name.start, name.end - 1)

    def _note_country(self, entry: Entry, name: Name) -> None:
        """The state with whose name a body's begins or ends: `US Geological Survey`, `Bank of Japan`."""
        tokens = self._doc[name.start : name.end]
        for start, end, known in iter_known(tokens.text):
            if known.kind != "state" or (start, end) == (0, len(tokens.text)) or (start and end != len(tokens.text)):
                continue
            entry.country = entry.country or known.country
            inner = tokens.char_span(start, end)
            if inner is not None and known.form == "name" and start == 0 and entry.type not in _NOT_OF_STATES:
                key = ("state", known.name)
                state = self._by_key.get(key)
                if state is None:
                    state = self._registry.new(inner.start_char, inner.end_char, "state")
                    state.canonical, state.type, state.country = known.name, known.type, known.country
                    self._by_key[key] = state
                state.names.append(inner.text)
                self._registry.add(state, inner.start, inner.end, "name", 0.8, inside=True)

    def _note_seat(self, name: Name) -> None:
        """The place after `in` at the end of a body's name is mentioned too: `Latvian Society in Bergen`."""
        doc = self._doc
        start = next((i + 1 for i in range(name.start + 1, name.end - 1) if doc[i].lower_ == "in"), None)
        if start is None:
            return
        self._note_place_inside(name, start, name.end)

    def _note_place_inside(self, name: Name, start: int, end: int) -> None:
        """Tokens `start` to `end` of a name are a mention of a place, if they are known as one."""
        text = self._doc[start:end].text
        known = known_names().get(text)
        if (known is None or known.kind not in ("state", "place")) and not find_places(text):
            return
        place = Name(start, end, "place", name.rank, known)
        key = ("place", self._key(place, text))
        entry = self._by_key.get(key)
        if entry is None:
            entry = self._registry.new(self._doc[start].idx, self._doc[start].idx + len(text), "place")
            self._by_key[key] = entry
        if known is not None:
            entry.canonical, entry.type, entry.country = known.name, known.type, known.country
        entry.names.append(text)
        self._registry.add(entry, start, end, "name", 0.8, inside=True)

    def _kind(self, name: Name) -> EntityKind:
        if name.kind != "state":
            return name.kind
        if name.is_demonym:
            return "state"
        return "state" if acts(self._doc[name.start : name.end].root) else "place"

    @staticmethod
    def _key(name: Name, text: str) -> str:
        if name.known is not None:
            return name.known.name
        return re.sub(r"^the ", "", re.sub(r"\W+", " ", text.lower())).strip()

    def _find(self, name: Name, kind: EntityKind, text: str) -> Entry | None:
        entry = self._by_key.get((kind, self._key(name, text)))
        if kind == "person" and entry is not None and " " not in text and entry in self._persons:
            told = self._find_person([text], name)
            return told or next((one for one in self._persons if set(one.names) == {text}), None)
        if entry is not None or name.known is not None:
            return entry
        if kind == "person":
            return self._find_person(text.split(), name)
        if kind == "organization":
            return self._find_organization(text)
        if kind == "other" and " " not in text:
            things = [entry for (told, _), entry in self._by_key.items() if told == "other"]
            return next((one for one in things if any(is_short_for_craft(text, form) for form in one.names)), None)
        return None

    def _find_person(self, words: list[str], name: Name) -> Entry | None:
        position = self._doc[name.start].idx
        title = self._doc[name.start - 1].text if name.start else ""
        paragraph = self._doc.text.rfind("\n", 0, position)
        return find_person(self._persons, words, position, paragraph, titles().get(title, (None, None))[1])

    def _find_organization(self, text: str) -> Entry | None:
        """The one whose initials the acronym has, or of which the shorter name is the beginning."""
        for (kind, _), entry in self._by_key.items():
            if kind not in ("organization", "place", "group") or not entry.names:
                continue
            for form in entry.names:
                if text.isupper() and 2 <= len(text) <= 7 and initials(form) == text and entry.kind == "organization":
                    return entry
                if form.isupper() and 2 <= len(form) <= 7 and initials(text) == form and entry.kind == "organization":
                    return entry
                if entry.kind == "organization" and " " in text and form.startswith(text + " "):
                    return entry
        return self._find_by_first_word(text)

    def _find_by_first_word(self, text: str) -> Entry | None:
        """The only body whose name begins with the word, which is no place's: `Olken` for `Olken Motors`."""
        if " " in text or text.isupper() or find_places(text):
            return None
        bodies = {entry.id: entry for (kind, _), entry in self._by_key.items() if kind == "organization"}
        longer = [entry for entry in bodies.values() if any(form.startswith(text + " ") for form in entry.names)]
        return longer[0] if len(longer) == 1 else None

    def _describe(self, entry: Entry, name: Name) -> None:
        """What the words of and before a name tell: the gender, the actor type, nouns that stand for it."""
        words = [token.text for token in self._doc[name.start : name.end]]
        if entry.kind == "person":
            gender = given_names().get(words[0])
            for length in (3, 2, 1):
                before = self._doc[max(0, name.start - length) : name.start].text
                if before in titles():
                    kind_type, told = titles()[before]
                    entry.type = entry.type or kind_type
                    gender = told or gender
                    entry.heads.update(before.lower().split())
                    break
            entry.gender = entry.gender or gender
            self._describe_by_apposition(entry, name)
        elif entry.kind in ("organization", "place"):
            telling = ("Police", head_of_name(words))
            for word in sorted(words, key=lambda word: word not in telling):
                noun = find_noun(word)
                if noun is not None and noun.kind == entry.kind:
                    entry.heads.add(word.lower())
                    entry.type = entry.type or noun.type
        if entry.kind in ("organization", "other") and len(words) > 1:  # "the choir" of the Ridge Choir
            entry.heads.add(head_of_name(words).lower())

    def _describe_by_apposition(self, entry: Entry, name: Name) -> None:
        root = self._doc[name.start : name.end].root
        nouns = [
            child
            for child in root.children
            if child.dep_ in ("appos", "compound", "nmod") and child.pos_ in ("NOUN", "PROPN")
        ]
        if root.dep_ == "appos":
            nouns.append(root.head)
        for token in nouns:
            noun = find_noun(token.lower_)
            if noun is not None and noun.kind == "person":
                entry.heads.add(token.lower_)
                entry.type = entry.type or noun.type
