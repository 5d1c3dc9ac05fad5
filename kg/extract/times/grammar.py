"""Where time expressions stand in a text, by the patterns of `lexicons/time_rules.csv`.

What comes in: text. What goes out: matches of rules, none inside another.
What it never does: say which day is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.lexicon import read_lexicon
from kg.extract.numbers import NUMBER, get_number_words

_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![^\S\n]*\n))+")
_WORD = re.compile(r"[^\W\d_]+|\d+|[':]")
_BLANK = re.compile(r"\[[^\]]*\]| ")
_BLANKS = r"(?:[ \n]{1,3})"
_MACRO = re.compile(r"<(\w+)(?::(\w+))?>")

_SPELLED_DIGIT = "|".join(word for word, value in get_number_words("digit").items() if value)
_SPELLED_TENS = "|".join(get_number_words("tens"))
_SPELLED_TEEN = "|".join(get_number_words("teen"))
_ORDINAL = "|".join(sorted(get_number_words("ordinal"), key=len, reverse=True))
_SPELLED_YEAR = (
    rf"(?:seventeen|eighteen|nineteen|twenty)[ -](?:(?:{_SPELLED_TENS})[ -](?:{_SPELLED_DIGIT})|(?:{_SPELLED_TENS})"
    rf"|(?:{_SPELLED_TEEN}))|two thousand(?: (?:and )?(?:{_SPELLED_DIGIT}|{_SPELLED_TEEN}))?(?=\b)"
)
_HOUR_WORDS = [word for word, value in get_number_words("digit", "teen").items() if 1 <= value <= 12]
_DAY_ORDINALS = "|".join(f"{word}(?! of an? )" for word in sorted(get_number_words("ordinal"), key=len, reverse=True))

#: Macros that are not plain lists of words.
_SHAPES = {
    "day": rf"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.:]\d|,\d(?!\d{{3}}\b))|(?:{_DAY_ORDINALS})",
    "year": rf"(?:1[1-9]|20)\d\d(?![\d%]|[.,:]\d)|{_SPELLED_YEAR}",
    "hour": r"(?<![\d.:,$£€])(?:[01]?\d|2[0-3])",
    "hour_word": rf"(?:{'|'.join(sorted(_HOUR_WORDS, key=len, reverse=True))})\b",
    "minute": r"[0-5]\d",
    "ordinal": rf"\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL}",
    "number": rf"(?:{NUMBER})(?:[ -]and[ -]a[ -]half)?|(?:an? )?(?:couple(?: of)?|few|several|many|some|handful of)"
    r"|dozens of|hundreds of|thousands of|an?",
    "relative": r"this past|this coming|last|past|previous|preceding|prior|next|coming|following|current|this"
    r"|latest|upcoming",
    "span": r"past|last|latest|next|first|final|coming|previous|following|recent|opening|subsequent|preceding|same",
}
_CAPITALISED = frozenset({"month", "weekday", "weekdays", "wkday", "holiday"})

#: Words that stand for a class of the `anchor` column, beyond those of the lexicon.
_ANCHORS = {
    "day_word": ("yesterday", "today", "tomorrow", "tonight"),
    "clock": ("am", "pm", "a", "p", "noon", "midnight", "clock", "hours", "hrs", "gmt", "utc", ":"),
    "hour_word": tuple(_HOUR_WORDS),
    "weekend": ("weekend", "weekends"),
    "period": ("period",),
    "unit_half": ("half",),
    "reference": (
        "now", "currently", "nowadays", "days", "present", "moment", "presently", "current", "recently", "lately",
        "recent", "past", "future", "soon", "shortly", "term", "date", "coming",
    ),
    "apostrophe": ("'",),
    "era": ("bc", "bce", "b"),
    "holiday": tuple(row["name"].split()[0].split("'")[0].lower() for row in read_lexicon("time_holidays")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rules: its rank, the function that reads a match, and the pattern."""

    order: int
    meaning: str
    anchor: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched, and the words of its named parts (lower case)."""

    start: int
    end: int
    rule: Rule
    groups: dict[str, str]


@cache
def get_words(word_class: str) -> dict[str, str]:
    """The words of a class of `time_words.csv` in lower case, abbreviations with and without a full stop."""
    words: dict[str, str] = {}
    for row in read_lexicon("time_words"):
        if row["class"] == word_class:
            words[row["word"].lower()] = row["value"]
            words[row["word"].lower().rstrip(".")] = row["value"]
    if word_class == "holiday":
        words = {row["name"].lower(): row["day"] for row in read_lexicon("time_holidays")}
    return words


@cache
def _shape(word_class: str) -> str:
    if word_class in _SHAPES:
        return _SHAPES[word_class]
    if word_class == "holiday":
        rows = [row["name"] for row in read_lexicon("time_holidays")]
    else:
        rows = [row["word"] for row in read_lexicon("time_words") if row["class"] == word_class]
    if word_class in _CAPITALISED:
        rows += [row.upper() for row in rows]
    words = [re.escape(row).replace("\\ ", " ") + ("" if row.endswith(".") else r"\b") for row in rows]
    words += [re.escape(row[:-1]) + r"\b" for row in rows if row.endswith(".")]
    shape = "|".join(sorted(words, key=len, reverse=True))
    return f"(?-i:{shape})" if word_class in _CAPITALISED else shape


@cache
def read_rules() -> tuple[Rule, ...]:
    """The rules of the lexicon, compiled."""

    def expand(macro: re.Match[str]) -> str:
        return f"(?P<{macro[2] or macro[1]}>{_shape(macro[1])})"

    rules = []
    for order, row in enumerate(read_lexicon("time_rules")):
        pattern = _MACRO.sub(expand, row["pattern"].replace("P<", "\0"))
        pattern = pattern.replace("\0", "P<").replace("~", "(?:[ ]|-)").replace("⇢", r"(?:[ ]?[-–—][ ]?)")
        pattern = _BLANK.sub(lambda part: _BLANKS if part[0] == " " else part[0], pattern)

        compiled = re.compile(rf"(?<![\w$£€#])(?<!\d[.,])(?:{pattern})(?![\w])", re.IGNORECASE)
        rules.append(Rule(order, row["meaning"], row["anchor"], compiled))
    return tuple(rules)


@cache
def _anchor_words() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {name: set(words) for name, words in _ANCHORS.items()}
    for row in read_lexicon("time_words"):
        classes.setdefault(row["class"], set()).add(row["word"].lower().rstrip(".").split()[0])
    return {name: frozenset(words) for name, words in classes.items()}


def _find_anchors(words: set[str]) -> set[str]:
    anchors = {name for name, anchor in _anchor_words().items() if not anchor.isdisjoint(words)}
    if any(word[0].isdigit() for word in words):
        anchors.add("figure")
    if any(len(word) == 4 and word.isdigit() for word in words) or not words.isdisjoint({"nineteen", "twenty", "two"}):
        anchors.add("year")
    return anchors


def iter_matches(text: str) -> Iterator[Match]:
    """Every match of every rule, paragraph by paragraph; matches overlap.

    >>> [text[m.start:m.end] for text in ["It ended in May 2021."] for m in iter_matches(text)]
    ['May 2021', '2021']
    """
    for paragraph in _PARAGRAPH.finditer(text):
        anchors = _find_anchors({word.lower() for word in _WORD.findall(paragraph[0])})
        for rule in read_rules():
            if rule.anchor in anchors:
                for found in rule.pattern.finditer(text, paragraph.start(), paragraph.end()):
                    groups = {name: " ".join(part.lower().split()) for name, part in found.groupdict().items() if part}
                    yield Match(found.start(), found.end(), rule, groups)


def choose(matches: list[Match]) -> list[Match]:
    """The longest of overlapping matches, the earliest rule among equals, in text order."""
    chosen: list[Match] = []
    taken: list[tuple[int, int]] = []
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.start, m.rule.order)):
        if all(match.end <= start or end <= match.start for start, end in taken):
            chosen.append(match)
            taken.append((match.start, match.end))
    return sorted(chosen, key=lambda m: m.start)
