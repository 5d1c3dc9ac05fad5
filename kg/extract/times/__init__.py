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

from kg.extract.document import Document
from kg.extract.numbers import NUMBER, get_number_words, parse_number, parse_ordinal
from kg.extract.times.around import Around
from kg.extract.times.bounds import to_time
from kg.extract.times.checks import is_time
from kg.extract.times.grammar import Match, choose, get_words, iter_matches
from kg.extract.times.joining import Found, join_clock, pair
from kg.extract.times.meanings import MEANINGS
from kg.extract.times.periods import Period
from kg.extract.times.readings import Context, Reading
from kg.extract.times.surroundings import begin
from kg.extract.times.tense import find_tense, is_told_of
from kg.extract.tokens import Token
from kg.model import Span, Time

__all__ = ["find_times"]

_NUMBER_OR_RANK = re.compile(rf"\b(?:{'|'.join(get_number_words('ordinal'))}|{NUMBER})\b", re.IGNORECASE)
_WEEKS = frozenset(("week", "weeks", "fortnight", "fortnights"))
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " "})


def find_times(document: Document) -> list[Time]:
    """The time expressions of the article.

    Without a day of publication, what depends on it has no value, or only the part that is known.
    """
    text = _readable(document)
    around = Around(text, document.doc)
    context = _begin(document)
    matches = choose([match for match in iter_matches(text) if is_time(match, around)])
    found = pair(_read(matches, text, around, context), text)
    return [to_time(_trim(text, each), each.reading, each.phrase, context.published) for each in found]


def _readable(document: Document) -> str:
    """The text with straight apostrophes, and blanks instead of header lines; the dateline is read too."""
    text, start = document.article.text.translate(_STRAIGHT), document.article.body_start
    return re.sub(r"[^\n]", " ", text[:start]) + text[start:]


def _begin(document: Document) -> Context:
    """The context of the first words: the moment of publication."""
    published = document.article.published
    if not published:
        return Context()
    clock = published[10:16] if published[11:16] not in ("", "00:00") else ""
    return Context(Period.of("day", date.fromisoformat(published[:10])), clock=clock)


def _read(matches: list[Match], text: str, around: Around, context: Context) -> list[Found]:
    """Read match after match, keeping in mind where the story is."""
    found: list[Found] = []
    for match in matches:
        before = around.word_before(match.start)
        is_possessive = text.startswith("'s", match.end)
        head = around.head_of(match.start, match.end)
        is_framed = not is_possessive and match.rule.meaning != "daypart"  # "before dawn" need not be ahead
        tense = find_tense(head, before if is_framed else "")
        if is_possessive and tense == "present":
            tense = None
        here = replace(context, tense=tense, before=before, is_told=is_told_of(head), number=_find_number(text, match))
        reading = MEANINGS[match.rule.meaning](match.groups, here)
        if reading is None:
            continue
        is_decade = match.rule.meaning == "decade"
        start = match.start if is_decade else around.skip_article(match.start, match.end)
        start, phrase = begin(text, start, match.rule.meaning, reading)
        if is_possessive:
            phrase = replace(phrase, frame=None)
        found.append(Found(match, start, match.end, reading, phrase))
        if len(found) > 1 and (joined := join_clock(found[-2], found[-1], text)) is not None:
            found[-2:] = joined
            reading = next(each.reading for each in joined if each.reading.clock)
        context = _follow(context, match, reading, is_aside=_is_inside_noun(head))
    return found


def _find_number(text: str, match: Match) -> float | None:
    """The number that "as many days" takes up: the last one before, exact or a rank."""
    if match.rule.meaning != "as_many":
        return None
    words = _NUMBER_OR_RANK.findall(text, max(0, match.start - 80), match.start)
    return parse_number(words[-1]) or parse_ordinal(words[-1]) if words else None


def _is_inside_noun(head: Token) -> bool:
    """Whether a date only says which one is meant, as in "the truce of 3 June", and does not move the story there."""
    if head.dep_ != "pobj" or head.head.lower_ != "of" or not head.head.i:
        return False
    noun = head.head.nbor(-1)
    is_time = noun.lower_ in get_words("daypart") or noun.lower_ in get_words("unit")
    return noun.pos_ in ("NOUN", "PROPN") and not is_time


def _follow(context: Context, match: Match, reading: Reading, *, is_aside: bool) -> Context:
    """The context after a reading: the story is where the last date was; a quarter that was named stays in mind."""
    period = reading.last or reading.first
    if match.groups.get("span") == "first" and reading.type == "DURATION":
        return replace(context, quarter=None)
    if reading.type not in ("DATE", "TIME") or period is None or reading.precision == "vague":
        return context
    if match.groups.get("direction") == "ago" and period.unit == "day" and match.groups["unit"] in _WEEKS:
        period = period.to("week")  # "a week ago" is no day for the hours told after it
    if period.unit == "quarter":
        return replace(context, quarter=period) if match.rule.meaning == "quarter" else context
    if is_aside and period.unit == "day":
        return replace(context, day=period)
    if period.unit != "day":
        return replace(context, narrative=period)
    is_borrowed = match.rule.meaning in ("clock", "daypart") and context.narrative not in (None, period)
    narrative = context.narrative if is_borrowed else period
    return replace(context, narrative=narrative, moment=reading.clock, day=period)


def _trim(text: str, found: Found) -> Span:
    """The span without a possessive ending, or a bracket that does not open in it."""
    words = text[found.start : found.end]
    end = found.end - 2 if words.endswith("'s") else found.end - (words.endswith(")") and "(" not in words)
    return Span(found.start, end)
