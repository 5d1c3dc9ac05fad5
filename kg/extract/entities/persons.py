"""Which of the persons of an article a name stands for: full names, surnames, given names, nicknames.

What comes in: the words of a name, the persons named so far, and how the name stands. What goes out: one of these,
or none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.extract.entities.lexical import given_names
from kg.extract.entities.registry import Entry
from kg.extract.lexicon import read_lexicon

_FAR_MORE = 2  # times as many mentions
_FEWEST_LETTERS = 3  # of a given name whose end is left away: `Ben` of `Benjamin`
_DIMINUTIVE = re.compile(r"(.)\1?(?:y|ie)$")
_LONG = 5  # letters of a given name in which one may be wrong


def find_person(
    persons: Sequence[Entry], words: list[str], position: int, paragraph: int, gender: str | None
) -> Entry | None:
    """The person of whose name these words are a part.

    Of several, the one last named in the paragraph, else the one that the article names far more often than the others;
    in a headline, the one that comes first behind it.

    Args:
        persons: those whom the article names.
        words: of the name.
        position: where the name stands.
        paragraph: where its paragraph begins.
        gender: what a title before the name tells.
    """
    fitting = [person for person in persons if any(_is_form_of(words, form.split()) for form in person.names)]
    if gender is not None:
        fitting = [person for person in fitting if person.gender in (None, gender)] or fitting
    before = [person for person in fitting if _first(person) < position]
    if not before:
        return min(fitting, key=_first, default=None)
    if len(before) == 1:
        return before[0]
    last = max(before, key=lambda person: _last_before(person, position))
    return last if _last_before(last, position) > paragraph else _main_of(before, position)


def _main_of(persons: list[Entry], position: int) -> Entry | None:
    """The one whom the article names far more often than any other before `position`."""
    counts = [sum(start < position for start, _ in person.mentions) for person in persons]
    most, second = sorted(counts, reverse=True)[:2]
    return persons[counts.index(most)] if most >= _FAR_MORE * second else None


def _first(person: Entry) -> int:
    return min(person.mentions)[0]


def _last_before(person: Entry, position: int) -> int:
    return max(start for start, _ in person.mentions if start < position)


def _is_form_of(words: list[str], full: list[str]) -> bool:
    return _is_short_for(words, full) or _is_misspelt(words, full) or _is_nickname(words, full)


def _is_nickname(words: list[str], full: list[str]) -> bool:
    """Whether two full names of one surname differ by the short form of a given name: `Ben Lee`, `Benjamin Lee`."""
    if len(words) < 2 or len(full) < 2 or words[-1] != full[-1]:
        return False
    short, name = sorted((words[0], full[0]), key=len)
    if short in _nicknames().get(name, ()):
        return True
    short = _DIMINUTIVE.sub(r"\1", short)
    genders = {given_names().get(word) for word in (words[0], full[0])} - {None}
    is_start = len(short) >= _FEWEST_LETTERS and len(name) > len(short) and name.startswith(short)
    return is_start and name in given_names() and len(genders) == 1


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """Given names → the short forms of each that do more than leave its end away."""
    return {row["name"]: frozenset(row["short"].split()) for row in read_lexicon("nicknames")}


def _is_misspelt(words: list[str], full: list[str]) -> bool:
    """Whether two full names differ by one letter of the given name, which makes no other name of it."""
    given, other = words[0], full[0]
    if words[1:] != full[1:] or not words[1:] or len(given) != len(other) or len(given) < _LONG or given[0] != other[0]:
        return False
    genders = {given_names().get(given), given_names().get(other)} - {None}
    return len(genders) < 2 and sum(a != b for a, b in zip(given, other, strict=True)) == 1


def _is_short_for(words: list[str], full: list[str]) -> bool:
    """Whether `words` are a shorter form of a person's name: its last words, first and last, a given name."""
    if len(words) >= len(full):
        return False
    if words[-1] == full[-1]:
        return words[0] == full[0] or words == full[-len(words) :]
    if len(words) > 1:
        return False
    return (words[0] == full[0] and words[0] in given_names()) or (len(full) > 2 and words[0] in full[1:])
