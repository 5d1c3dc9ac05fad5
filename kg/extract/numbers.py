"""Numbers in words and figures.

What comes in: the text of a number. What goes out: its value, or None.
What it never does: say what is counted.
"""

from __future__ import annotations

import re
from functools import cache

from kg.extract.lexicon import read_lexicon


@cache
def get_number_words(*kinds: str) -> dict[str, int]:
    """The words of those kinds with their values; a word without a value has 0.

    >>> get_number_words("scale")["dozen"]
    12
    """
    rows = read_lexicon("number_words")
    return {row["word"]: int(row["value"] or 0) for row in rows if row["kind"] in kinds}


def _alternatives(*kinds: str) -> str:
    return "|".join(sorted(get_number_words(*kinds), key=len, reverse=True))


_WORD = rf"(?:{_alternatives('digit', 'teen', 'tens', 'scale')})\b"

#: A regular expression for a number in figures or words, to be used with `re.IGNORECASE`.
FIGURES = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[ -]\d/\d)?(?:[ -](?:hundred|thousand|million|billion)\b)?"
_AFTER_SCALE = "|".join(f"(?<={word})" for word, value in get_number_words("scale").items() if value >= 100)
WORDS = (
    rf"(?:\b(?:an?)[ ]+(?=(?:{_alternatives('scale')})\b)|\b(?={_WORD}))"
    rf"(?:{_WORD}(?:(?:[- ]|(?:{_AFTER_SCALE})[ ]and[ ](?!a\b))(?={_WORD}))?)+"
)
NUMBER = rf"(?:{FIGURES}|{WORDS})"

_FRACTION = re.compile(r"(?P<whole>[\d,]+)[ -](?P<top>\d)/(?P<bottom>\d)")
_HALF = re.compile(r"[ -]and[ -]a[ -]half$|[ ]1/2$")


def parse_number(text: str) -> float | int | None:
    """The value of a number, or None if `text` is not one.

    >>> parse_number("1,250"), parse_number("twenty-four"), parse_number("two hundred and six")
    (1250, 24, 206)
    >>> parse_number("a dozen"), parse_number("2.5 million"), parse_number("two and a half"), parse_number("2 1/2")
    (12, 2500000, 2.5, 2.5)
    >>> parse_number("many") is None
    True
    """
    text = " ".join(text.lower().split())
    if half := _HALF.search(text):
        whole = parse_number(text[: half.start()])
        return None if whole is None else whole + 0.5
    if fraction := _FRACTION.fullmatch(text):
        if fraction["bottom"] == "0":
            return None
        return int(fraction["whole"].replace(",", "")) + int(fraction["top"]) / int(fraction["bottom"])
    return _parse_words(re.split(r"[ -]+", text))


def _parse_words(words: list[str]) -> float | int | None:
    small = get_number_words("digit", "teen", "tens", "article")
    scales = get_number_words("scale")
    total: float | int = 0
    group: float | int = 0
    seen = False
    for word in words:
        if word == "and" and seen:
            continue
        if word in small:
            group += small[word]
        elif word in scales:
            group = (group or 1) * scales[word]
            if scales[word] >= 1000:
                total, group = total + group, 0
        elif re.fullmatch(r"\d[\d,]*(?:\.\d+)?", word):
            figure = word.replace(",", "")
            group += float(figure) if "." in figure else int(figure)
        else:
            return None
        seen = True
    value = total + group
    return (int(value) if value == int(value) else value) if seen else None


def parse_ordinal(text: str) -> int | None:
    """The rank that an ordinal names, or None.

    >>> parse_ordinal("third"), parse_ordinal("21st"), parse_ordinal("three") is None
    (3, 21, True)
    """
    text = "-".join(text.lower().split())
    if match := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", text):
        return int(match[1])
    return get_number_words("ordinal").get(text)
