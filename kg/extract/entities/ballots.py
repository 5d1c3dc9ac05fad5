"""One kind for all mentions of a name, by the signs at every one of them together.

What comes in: the names of an article with the kinds that they were first taken for. What goes out: the same,
with the kinds that the whole article speaks for, and names that were not seen as such at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.extract.entities.contexts import is_acronym_of_thing, is_field_of_office
from kg.extract.entities.demonyms import has_demonym
from kg.extract.entities.enumerations import as_place, iter_lists
from kg.extract.entities.lexical import (
    common_nouns,
    find_noun,
    is_company_form,
    kind_of_name,
    known_names,
    titles,
)
from kg.extract.entities.name import FORM, NOT_NAMES, Name, after_title, is_capitalised
from kg.extract.entities.own_signs import iter_own_signs
from kg.extract.entities.signs import is_work, iter_signs, iter_signs_before
from kg.extract.tokens import Doc, Tokens
from kg.extract.wordsets import get_word_set
from kg.gazetteer import find_places
from kg.model import EntityKind

_FIRST_GUESS = 1.5
_GUESS_OF_WORD = 1.0  # at a single word that stands once or twice: the model knows a name by its length
_SELDOM = 2
_REPEATED = 0.08  # more for each further guess
_MANY = 10
_MOST_OF_ONE = 2  # times that the same sign counts
_MARGIN = 0.6
_RARE = 6  # a sign at fewer than one mention in so many counts less …
_TELLING = 3.0  # … unless it tells by itself
_LONG_LIST = 3  # members
_IN_LIST = 1.0  # part of the mean vote of a list that counts for each member
_SHARED = 0.7  # part of what speaks for a person that counts for the other form of the name
_LONGEST = 5  # words
_LONGEST_OTHER = 2  # words of what may be no work or product after all
_PARTS = ("PROPN", "NOUN", "ADJ", "X", "VERB")
_TIMES = ("DATE", "TIME", "LANGUAGE", "NORP")
_ENOUGH = 2.0  # for words that were not seen as a name
_ENOUGH_AT_START = 3.0  # where the capital may be only that of a first word
_TOLD = 5.0
_SHORT_FOR_FIRM = 2.0


@dataclass(slots=True)
class Ballot:
    """The votes on the kind of one name."""

    guesses: Counter[EntityKind] = field(default_factory=Counter)
    signs: Counter[tuple[EntityKind, float]] = field(default_factory=Counter)
    inside: int = 0
    is_word: bool = False

    def totals(self) -> dict[EntityKind, float]:
        """The weight of all votes, by kind."""
        total: dict[EntityKind, float] = {}
        count = sum(self.guesses.values())
        guess = _GUESS_OF_WORD if self.is_word and count <= _SELDOM else _FIRST_GUESS
        for kind, number in self.guesses.items():
            total[kind] = (guess + _REPEATED * min(count - 1, _MANY)) * number / count
        for (kind, weight), number in self.signs.items():
            seen = min(1.0, _RARE * number / count) if count and weight < _TELLING else 1.0
            total[kind] = total.get(kind, 0.0) + weight * seen * min(number, _MOST_OF_ONE)
        return total

    def decide(self, kind: EntityKind) -> EntityKind:
        """The kind that the votes speak for, where one is clearly ahead of `kind`, or first guesses differ."""
        totals = self.totals()
        best = max(totals, key=lambda other: (totals[other], other))
        is_torn = len(self.guesses) > 1
        return best if is_torn or totals[best] > totals.get(kind, 0.0) + _MARGIN else kind


class Poll:
    """The votes of one article; `frame` are the names, with kinds, that its metadata and dateline tell."""

    def __init__(self, doc: Doc, texts: list[str], frame: Mapping[str, EntityKind]) -> None:
        self._doc = doc
        self._texts = texts
        self._frame = frame
        self._capitals = {text for text in texts if text[0].isupper()}

    def vote(self, names: list[Name]) -> list[Name]:
        """The names with the kinds that all their mentions speak for."""
        doc = self._doc
        ballots: dict[str, Ballot] = {}
        open_names = {name.start: name for name in names if _is_open(doc, name)}
        for name in open_names.values():
            self._cast(ballots, doc[name.start : name.end]).guesses[name.kind] += 1
        _share_in_lists(doc, names, ballots)
        _share_surnames(ballots)
        _share_firms({doc[name.start : name.end].text: name.kind for name in names}, ballots)
        return [
            replace(name, kind=ballots[doc[name.start : name.end].text].decide(name.kind))
            if name.start in open_names
            else name
            for name in names
        ]

    def find_unseen(self, names: list[Name]) -> Iterator[Name]:
        """Capitalised words that are no name so far, where the signs at all their places speak for one."""
        covered = {i for name in names for i in range(name.start, name.end)}
        small = {text for text in self._texts if text.islower()}
        ballots: dict[str, Ballot] = {}
        runs = [run for run in self._runs(covered) if _stands_alone(run, covered) and _may_be_name(run, small)]
        for run in runs:
            self._cast(ballots, run).inside += len(run) > 1 or not _opens(run)
        _share_surnames(ballots)
        for run in runs:
            ballot = ballots[run.text]
            totals = ballot.totals()
            best = max(totals, key=lambda kind: (totals[kind], kind), default=None)
            if best is not None and totals[best] >= _ENOUGH and (ballot.inside or totals[best] >= _ENOUGH_AT_START):
                yield Name(run.start, run.end, best)

    def _cast(self, ballots: dict[str, Ballot], name: Tokens) -> Ballot:
        """The ballot of a name, with the signs at this place of it."""
        text = name.text
        ballot = ballots.get(text)
        if ballot is None:
            ballot = ballots[text] = Ballot(is_word=len(name) == 1)
            ballot.signs.update(iter_own_signs(name))
            if text in self._frame:
                ballot.signs[self._frame[text], _TOLD] += 1
            if has_demonym(text, self._capitals):
                ballot.signs["place", _TELLING] += 1
        ballot.signs.update(iter_signs(name))
        return ballot

    def _runs(self, covered: set[int]) -> Iterator[Tokens]:
        """The runs of capitalised words that are part of no name, without what begins them and is none."""
        doc, start = self._doc, 0
        while start < len(doc):
            end = start
            while end < len(doc) and self._texts[end][0].isupper() and end not in covered and is_capitalised(doc[end]):
                end += 1
            start = next((i + 1 for i in range(end - 3, start, -1) if self._texts[i] in titles()), start)
            start = after_title(doc, start, end)
            while start < end and (self._texts[start] in titles() or doc[start].pos_ not in _PARTS):
                start += 1
            if start < end:
                yield doc[start:end]
            start = max(end, start) + 1


def _may_be_name(run: Tokens, small: set[str]) -> bool:
    """Whether words with capitals may be a name: one at least is tagged as one, and none is a common noun."""
    if len(run) > _LONGEST or any(token.text in NOT_NAMES or token.ent_type_ in _TIMES for token in run):
        return False
    if not any(token.pos_ == "PROPN" for token in run) or run.text in known_names():
        return False
    if run[-1].text in titles() or is_acronym_of_thing(run[0]) or is_field_of_office(run):
        return False
    if len(run) > 1:
        return True
    if _opens(run) and run.text.lower() in common_nouns():
        return False
    return run.text.lower() not in small and find_noun(run.text) is None and len(run.text) > 2


def _stands_alone(run: Tokens, covered: set[int]) -> bool:
    """Whether no other name and no hyphen touches the words."""
    around = [i for i in (run.start - 1, run.end) if 0 <= i < len(run.doc)]
    return not any(i in covered or run.doc[i].text in ("-", "/", "@", "#") for i in around)


def _opens(run: Tokens) -> bool:
    """Whether the capital may be only that of a first word."""
    before = run.doc[run.start - 1] if run.start else None
    return before is None or bool(run[0].is_sent_start) or before.is_space or (before.is_punct and before.text != ",")


def _is_open(doc: Doc, name: Name) -> bool:
    """Whether the kind of a name is a guess: no lexicon has it, and its own words do not tell it."""
    if name.known is not None or name.rank == FORM or name.label in ("EVENT", "LAW"):
        return False
    texts = [token.text for token in doc[name.start : name.end]]
    if (name.kind == "group" and texts[-1].endswith("s")) or (name.kind == "other" and len(texts) > _LONGEST_OTHER):
        return False
    return len(texts) == 1 or kind_of_name(texts) != name.kind or is_work(doc[name.start : name.end])


def _share_in_lists(doc: Doc, names: list[Name], ballots: dict[str, Ballot]) -> None:
    """What stands before a list of names stands before each, and what one of a long list is, the others are.

    `in Aune, Tolu and Lodra`.
    """
    for members in iter_lists(doc, names):
        if len(members) == 1:
            continue
        first = doc[members[0].start : members[0].end]
        signs = list(iter_signs_before(first))
        able = [
            name for name in members if name.end - name.start == 1 and not _is_before_noun(doc[name.start : name.end])
        ]
        shared = Counter(_signs_of_list(doc, able, ballots)) if len(members) >= _LONG_LIST else Counter()
        for name in able:
            ballot = ballots.get(doc[name.start : name.end].text)
            if ballot is not None:
                ballot.signs.update(signs if name is not members[0] else ())
                ballot.signs.update(shared)


def _signs_of_list(doc: Doc, members: list[Name], ballots: dict[str, Ballot]) -> Iterator[tuple[EntityKind, float]]:
    """What all members of a list together speak for: the mean of their votes, those of lexicons with them."""
    total: dict[EntityKind, float] = {}
    for name in members:
        ballot = ballots.get(doc[name.start : name.end].text)
        votes = ballot.totals() if ballot is not None else {as_place(name.kind): _TELLING}
        for kind, weight in votes.items():
            total[kind] = total.get(kind, 0.0) + weight
    for kind, weight in total.items():
        yield kind, round(_IN_LIST * weight / len(members), 1)


def _is_before_noun(name: Tokens) -> bool:
    """Whether a noun that the name belongs to follows: `HBO` in `the film Cold Harbour and the HBO series`."""
    return name.end < len(name.doc) and name.doc[name.end].is_lower and name.doc[name.end].pos_ == "NOUN"


def _share_surnames(ballots: dict[str, Ballot]) -> None:
    """What speaks for a person at a full name does so at the surname alone, and the other way round."""
    for text, ballot in ballots.items():
        surname = text.rsplit(" ", 1)[-1]
        if surname == text or surname not in ballots:
            continue
        alone = ballots[surname]
        own, other = _person(ballot), _person(alone)
        ballot.signs["person", round(other * _SHARED, 1)] += 1
        alone.signs["person", round(own * _SHARED, 1)] += 1


def _share_firms(kinds: Mapping[str, EntityKind], ballots: dict[str, Ballot]) -> None:
    """A name with which that of a company begins is most often short for it: `Olken` beside `Olken Motors`."""
    persons = {text.rsplit(" ", 1)[-1] for text, kind in kinds.items() if kind == "person" and " " in text}
    for text, kind in kinds.items():
        words = text.split(" ")
        if kind != "organization" or len(words) == 1:
            continue
        company = ballots.get(" ".join(words[:-1])) if is_company_form(words[-1]) else None
        if company is not None:
            company.signs["organization", _TOLD] += 1
        is_firm = is_company_form(words[-1]) or words[-1] in get_word_set("name_word_sets", "trades of companies")
        first = ballots.get(words[0]) if is_firm else None
        if first is not None and words[0] not in persons and not find_places(words[0]):
            first.signs["organization", _SHORT_FOR_FIRM] += 1


def _person(ballot: Ballot) -> float:
    return ballot.totals().get("person", 0.0)
