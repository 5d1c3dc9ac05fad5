"""Whether words that look like an amount of time or a period are one: `a year` may be a rate, `a second` a rank.

What comes in: a match and the text around it. What goes out: yes or no.
"""

from __future__ import annotations

import re

from kg.extract.numbers import NUMBER, parse_number, parse_ordinal
from kg.extract.times.around import Around
from kg.extract.times.grammar import Match, get_words
from kg.extract.wordsets import get_word_set

_BEFORE_NOUNS_OF_TIME = get_word_set("time_word_sets", "before a unit")
_BEFORE_THE_UNIT = get_word_set("time_word_sets", "before the unit")
_BEFORE_PLURAL_UNITS = get_word_set("time_word_sets", "before plural units")
_AGE_AFTER = re.compile(r"-\s?olds?\b|\s+olds\b|\s+of age\b")
_OF_AN_AGE = "|".join(sorted(get_word_set("time_word_sets", "people of an age")))
_AGE_BEFORE = re.compile(
    rf"\b(?:aged|age|at the age of|(?:{_OF_AN_AGE})\s+of)\s+$",
    re.IGNORECASE,
)
#: An amount before `a year`: "£2 million", "900 rupees", "4,000 cubic metres", "two".
_AMOUNT = re.compile(
    rf"(?:[$£€¥]\s?[\d.,]+|(?<!\w)(?:{NUMBER})|\bonce|\btwice)(?:\s+(?:million|billion|trillion|percent|per cent))?"
    r"(?:\s+(?!and\b|or\b|in\b|to\b|for\b|after\b|of\b|at\b|on\b)[^\W\d]+){0,2}\s+$",
    re.IGNORECASE,
)
#: Of these "nine-day-old" says how long they have lasted; of people, animals and firms it is an age.
_LASTING_THINGS = get_word_set("time_word_sets", "what lasts")
#: After these "a night" and "a weekend" are as long as that, and not one of them.
_LASTING = frozenset({"last", "lasts", "lasted", "lasting", "spend", "spends", "spent", "spending"})


def is_duration(match: Match, around: Around) -> bool:
    """Not an age, a rate, or `a second suspect`."""
    unit, number = match.groups.get("unit", ""), match.groups.get("number", "")
    before = around.word_before(match.start)
    if "whole" in match.groups:
        return before not in ("of", "for", "after", "at")
    if unit == "day" and number == "one" and _is_some_day(match, around):
        return False
    if unit in ("season", "seasons") or _is_age(match, around, before):
        return False
    if before == "how" or (number.startswith("many") and before == "as"):
        return False
    if len(number) == 4 and number[:1] == "0":  # "0300 hours"
        return False
    if number.isdigit() and len(number) == 4 and unit == get_words("unit").get(unit):
        return False
    if unit == "second" and not re.search(
        r"\d-second|(?:ten|fif|thirty)\w*-second", match.groups.get("number", "") + "-second"
    ):
        return False
    if unit == "quarter" and (number in ("a", "an", "") or "part" in match.groups):
        return False
    if unit == "quarters" and parse_number(number) in (2, 3) and around.word_after(match.end) == "of":
        return False
    if number in ("a", "an") and "quality" in match.groups:  # "a busy night"
        return False
    if number in ("a", "an") and match.groups.keys() <= {"number", "unit"}:
        if unit in ("night", "weekend") and before in _LASTING:
            return True
        if unit in ("night", "weekend", "second", "seconds"):
            return False
        hyphenated = "-" in around.text[match.start : match.end]
        after = around.word_after(match.end)
        return not hyphenated and (before in _BEFORE_NOUNS_OF_TIME or after in ("and", "after", "before"))
    if number in ("some", "many") and unit == get_words("unit").get(unit):
        return False
    return unit not in get_words("unit") or not number or _agrees(number, unit, around, match)


def _is_some_day(match: Match, around: Around) -> bool:
    """`one day he came`, and not one day before that."""
    day = around.token_at(match.end - 1)
    return day.dep_ == "npadvmod" and day.head.i > day.i and around.word_after(match.end) not in ("after", "before")


def _is_age(match: Match, around: Around, before: str) -> bool:
    """`a three-week-old girl`, `aged 52 years`, `at the age of four months`; not `a nine-day-old truce`."""
    if "age" in match.groups:
        return not _is_of_what_lasts(match, around)
    return bool(
        _AGE_AFTER.match(around.text, match.end)
        or (match.groups["unit"].startswith("year") and around.word_after(match.end) == "old")
        or (before in ("aged", "age", "of") and _AGE_BEFORE.search(around.text, max(0, match.start - 25), match.start))
    )


def _is_of_what_lasts(match: Match, around: Around) -> bool:
    """Whether a noun for a state or a course of things follows, with no more than adjectives before it."""
    token = around.token_at(match.end - 1)
    for following in token.doc[token.i + 1 : token.i + 4]:
        if following.pos_ == "NOUN":
            return following.lemma_.lower() in _LASTING_THINGS
        if following.pos_ != "ADJ":
            return False
    return False


def is_rate(match: Match, around: Around) -> bool:
    """`900 rupees a day`, `two a year`; not `it took 20 people a day` nor `a year ago`."""
    unit = match.groups["unit"]
    if unit not in ("second", "minute", "hour", "day", "night", "week", "month", "year"):
        return False
    if around.word_after(match.end).lower() in ("ago", "after", "before", "earlier", "later", "old", "to", "of"):
        return False
    if around.text[match.end : match.end + 1] == "-":
        return False
    found = _AMOUNT.search(around.text, max(0, match.start - 50), match.start)
    if found is None:
        return False
    token = around.token_at(match.end - 1)
    return found[0][0] in "$£€¥" or (token.head.i < token.i and token.dep_ not in ("dobj", "pobj"))


def is_ordinal_unit(match: Match, around: Around) -> bool:
    """`entered its second week`, `for a third day`, `in the first month`; not `a second day care centre`."""
    if around.text[match.start : match.start + 3].lower() == "the":
        last = around.token_at(match.end - 1)
        unit = match.groups["unit"]
        is_one = unit == get_words("unit")[unit] != "quarter" and last.dep_ not in ("compound", "nmod", "amod")
        return is_one and around.word_before(match.start) in ("in", "during", "within", "after", "over")
    if parse_ordinal(match.groups["ordinal"]) == 1:
        return False
    is_length = around.word_before(match.start) in ("for", "in", "into", "enter", "enters", "entered", "entering")
    return is_length and match.groups["unit"] in ("day", "night", "week", "month", "year", "decade")


def _agrees(number: str, unit: str, around: Around, match: Match) -> bool:
    """`two days` and `two-day`, but not `two day trips` or `a few day`."""
    is_plural = unit != get_words("unit")[unit]
    if is_plural or number in ("one", "1", "a", "an"):
        return True
    joined = "-" in around.text[match.start : match.end]
    return joined or (number[:1].isalnum() and not number.startswith(("few", "several", "some", "many")))


def is_plural_of_time(match: Match, around: Around) -> bool:
    """`for decades`, not `working days` or `two dog years`."""
    unit = match.groups["unit"]
    if unit == get_words("unit")[unit] or unit in ("seconds", "seasons"):
        return False
    if "span" in match.groups or unit == "quarters":
        return "span" in match.groups
    before = around.word_before(match.start)
    return before in _BEFORE_PLURAL_UNITS or (before != "the" and around.word_after(match.end) in ("after", "before"))


def is_the_unit(match: Match, around: Around) -> bool:
    """`in the quarter`, not `the day they met`."""
    if match.groups["unit"] != get_words("unit")[match.groups["unit"]]:
        return False
    unit = match.groups["unit"]
    if unit not in ("quarter", "year", "month", "week"):
        return False
    before = around.word_before(match.start)
    return before in _BEFORE_THE_UNIT and (unit != "quarter" or around.word_after(match.end) != "of")


def is_relative_unit(match: Match, around: Around) -> bool:
    """`last week`, not `the last minute`, `the next generation` or `this second`."""
    unit = match.groups["unit"]
    if unit in ("period",):
        return True
    if unit != get_words("unit")[unit]:
        return False
    words = around.text[match.start : match.end].split()
    if len(words) == 2 and words[1].istitle() and words[0].istitle():
        return False
    if unit in ("second", "season", "night", "weekend") or (unit == "minute" and match.groups["relative"] != "past"):
        return False
    return unit not in ("hour", "minute") or match.groups["relative"] in ("past", "last", "next")
