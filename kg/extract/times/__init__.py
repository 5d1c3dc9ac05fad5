"""Time expressions of an article, each with its normal form and its bounds.

What comes in: a parsed article. What goes out: `Time`s in text order, none inside another.
What it never does: say what happened then.

Spans and values follow the TIMEX3 guidelines: the span is the expression without its preposition, the value
ISO 8601 with TIMEX3's additions. A range that shares its month ("April 6–7") is one time.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from kg.extract.document import Document
from kg.extract.times.around import Around
from kg.extract.times.bounds import Phrase, to_time
from kg.extract.times.checks import is_time
from kg.extract.times.grammar import Match, choose, iter_matches
from kg.extract.times.meanings import MEANINGS
from kg.extract.times.periods import Period
from kg.extract.times.readings import Context, Reading
from kg.extract.times.surroundings import begin
from kg.extract.times.tense import find_tense
from kg.model import Span, Time

__all__ = ["find_times"]

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " "})
_TO = re.compile(r"\s*(?:to|through|thru|until|till|[-–—])\s*(?:about\s+|the\s+)?")
_AND = re.compile(r"\s*(?:and|or)\s*(?:the\s+)?")
_FROM = re.compile(r"\b(?P<word>from|between)\s+(?:about\s+|the\s+)?$", re.IGNORECASE)
_BESIDE = re.compile(r",?\s+")
_NEAR = re.compile(r",?\s+(?:(?:on|at|by|around|about|until|from|before|after)\s+)*")


class _Found(NamedTuple):
    """An expression on its way to a time."""

    match: Match
    start: int
    end: int
    reading: Reading
    phrase: Phrase


def find_times(document: Document) -> list[Time]:
    """The time expressions of the article.

    Without a day of publication, what depends on it has no value, or only the part that is known.
    """
    text = _readable(document)
    around = Around(text, document.doc)
    published = _publication_day(document)
    matches = choose([match for match in iter_matches(text) if is_time(match, around)])
    found = _pair(_join_clocks(list(_read(matches, text, around, published)), text), text)
    return [to_time(_trim(text, each), each.reading, each.phrase, published) for each in found]


def _readable(document: Document) -> str:
    """The text with straight apostrophes, and blanks instead of header lines; the dateline is read too."""
    text, start = document.article.text.translate(_STRAIGHT), document.article.body_start
    return re.sub(r"[^\n]", " ", text[:start]) + text[start:]


def _publication_day(document: Document) -> Period | None:
    published = document.article.published
    return Period.of("day", date.fromisoformat(published[:10])) if published else None


def _read(matches: list[Match], text: str, around: Around, published: Period | None) -> list[_Found]:
    """Read match after match, keeping in mind where the story is."""
    context = Context(published)
    found = []
    for match in matches:
        tense = find_tense(around.head_of(match.start, match.end))
        reading = MEANINGS[match.rule.meaning](match.groups, replace(context, tense=tense))
        if reading is None:
            continue
        start = around.skip_article(match.start, match.end)
        start, phrase = begin(text, start, match.rule.meaning, reading)
        if text.startswith("'s", match.end):
            phrase = replace(phrase, frame=None)
        found.append(_Found(match, start, match.end, reading, phrase))
        context = _follow(context, match, reading)
    return found


def _follow(context: Context, match: Match, reading: Reading) -> Context:
    """The context after a reading: the story is where the last date was; a quarter that was named stays in mind."""
    period = reading.last or reading.first
    if reading.type not in ("DATE", "TIME") or period is None or reading.precision == "vague":
        return context
    if period.unit == "quarter":
        return replace(context, quarter=period) if match.rule.meaning == "quarter" else context
    return replace(context, narrative=period)


def _join_clocks(found: list[_Found], text: str) -> list[_Found]:
    """Give a time of day the day beside it; with nothing between them, they are one expression."""
    joined: list[_Found] = []
    for each in found:
        if joined and (pair := _join(joined[-1], each, text)) is not None:
            joined[-1:] = pair
        else:
            joined.append(each)
    return joined


def _join(left: _Found, right: _Found, text: str) -> list[_Found] | None:
    clock, day = (left, right) if left.match.rule.meaning in ("clock", "daypart") else (right, left)
    period = day.reading.first
    if clock.match.rule.meaning not in ("clock", "daypart") or clock is day or period is None or period.unit != "day":
        return None
    gap = text[left.end : right.start]
    if day.reading.clock or day.reading.type != "DATE" or not _NEAR.fullmatch(gap):
        return None
    value = f"{day.reading.value}{clock.reading.clock}"
    reading = replace(clock.reading, value=value, first=period, confidence=day.reading.confidence)
    if _BESIDE.fullmatch(gap):
        return [_Found(left.match, left.start, right.end, reading, left.phrase)]
    together = clock._replace(reading=reading)
    return [together, right] if clock is left else [left, together]


def _pair(found: list[_Found], text: str) -> list[_Found]:
    """Let the two ends of a range know one another: `from May to July 2021`."""
    for i in range(len(found) - 1):
        left, right = found[i], found[i + 1]
        opening = _FROM.search(text, max(0, left.start - 20), left.start)
        gap = text[left.end : right.start]
        is_between = opening is not None and opening["word"].lower() == "between"
        if not (_AND if is_between else _TO).fullmatch(gap) or not _are_ends(left.reading, right.reading):
            continue
        left = _read_before(left, right)
        first, last = left.reading.first, right.reading.first
        if first is None or last is None or first.first > last.first:
            continue
        phrase = Phrase(first=first, last=last, is_vague_range=is_between)
        found[i : i + 2] = [left._replace(phrase=phrase), right._replace(phrase=phrase)]
    return found


def _are_ends(left: Reading, right: Reading) -> bool:
    return (
        left.type == right.type == "DATE"
        and left.first is not None
        and right.first is not None
        and left.last is right.last is None
        and "vague" not in (left.precision, right.precision)
    )


def _read_before(left: _Found, right: _Found) -> _Found:
    """Read the first end again, as the nearest before the second, if only the second states the year."""
    dated = any(name.startswith("year") for name in right.match.groups)
    stated = any(name.startswith("year") for name in left.match.groups)
    end = right.reading.first
    if stated or end is None or left.reading.first is None or not (dated or left.reading.first.first > end.first):
        return left
    reading = MEANINGS[left.match.rule.meaning](left.match.groups, Context(Period.of("day", end.last), tense="past"))
    return left if reading is None else left._replace(reading=reading)


def _trim(text: str, found: _Found) -> Span:
    """The span without a possessive ending."""
    end = found.end - 2 if text[found.start : found.end].endswith("'s") else found.end
    return Span(found.start, end)
