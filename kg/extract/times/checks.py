"""Whether words that look like a time are one: `May` may be a verb, `2000` a number of people, `a year` a rate.

What comes in: a match and the text around it. What goes out: yes or no, before overlapping matches compete.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.extract.times.amounts import (
    is_duration,
    is_ordinal_unit,
    is_plural_of_time,
    is_rate,
    is_relative_unit,
    is_the_unit,
)
from kg.extract.times.around import Around
from kg.extract.times.grammar import Match, get_words
from kg.extract.wordsets import get_word_set

_MAYBE_NOT_MONTHS = frozenset({"may", "march", "mar", "jan", "apr", "jun", "jul", "sep", "dec", "august"})
#: What is a time when a holiday stands before it.
_TIMES_NAMED = frozenset(
    {"break", "holiday", "holidays", "weekend", "week", "season", "period", "morning", "night", "evening", "day"}
)
#: A time of day that opens a line, with a point, as in an account hour by hour.
_ACCOUNT = re.compile(r"^(?:[01]?\d|2[0-3])\.[0-5]\d(?= [^\W\d])", re.MULTILINE)
_BEFORE_SEASONS = frozenset({"in", "during", "by", "since", "this", "until", "till", "through", "early", "late", "mid"})
_BEFORE_DAYS = frozenset({"on", "by", "until", "till", "from", "since", "before", "after"})
_TITLES = frozenset(
    {"theresa", "ms", "mrs", "mr", "miss", "dr", "judge", "justice", "minister", "senator", "sir", "lady"}
)
_NEWSPAPERS = get_word_set("time_word_sets", "after the day in titles")
_BEFORE_CLOCKS = get_word_set("time_word_sets", "before a time of day")
_DAYS = "|".join((*get_words("weekday"), "today", "tomorrow", "yesterday"))
_DAY_BEFORE_HOUR = re.compile(
    rf"(?<!each )(?<!every )(?<! a )\b(?:{_DAYS})(?: morning| afternoon| evening| night)?"
    r",? (?:at|from|around|about|until|till|by) $",
    re.IGNORECASE,
)
_STARTS_DATE = re.compile(r" of (?:the )?(?=[\dA-Z])")
_BEFORE_THE_DAYPART = get_word_set("time_word_sets", "before the part of a day")


def is_time(match: Match, around: Around) -> bool:
    """Whether the words of the match name a time here."""
    check = _CHECKS.get(match.rule.meaning)
    return check is None or check(match, around)


def _is_day_of_month(match: Match, around: Around) -> bool:
    """Not `May 5 people die`, nor `April 6 and 12 people`."""
    last = around.token_at(match.end - 1)
    if match.groups.keys() == {"day"}:  # "on the 9th", not "the 9th floor"
        before, after = around.word_before(match.start), around.word_after(match.end)
        is_modifier = last.dep_ in ("amod", "compound", "nummod") and last.head.i > last.i
        return before in _BEFORE_DAYS and not is_modifier and not after[:1].isupper() and after != "of"
    return not (last.like_num and last.dep_ == "nummod" and last.head.i == last.i + 1 and last.head.tag_ == "NNS")


def _is_month(match: Match, around: Around) -> bool:
    """Not the verbs `may` and `march`, nor a person of that name."""
    words = around.text[match.start : match.end]
    if match.groups.keys() - {"month"}:
        return True
    token = around.token_at(match.start)
    name = match.groups["month"]
    if name in _MAYBE_NOT_MONTHS and words.isupper() and len(words) > 3:
        return token.ent_type_ == "DATE"
    if name.rstrip(".") in _MAYBE_NOT_MONTHS and (token.pos_ in ("AUX", "VERB", "ADJ") or token.ent_type_ == "PERSON"):
        return False
    if token.ent_type_ == "PERSON" or around.word_before(match.start) in _TITLES:
        return False
    is_short = name in get_words("month") and len(name.rstrip(".")) <= 4 and name not in ("may", "june", "july")
    return not is_short or token.ent_type_ == "DATE" or name.endswith(".")


def _is_weekday(match: Match, around: Around) -> bool:
    """Not the first word of the name of a newspaper or a programme."""
    after = around.word_after(match.end)
    return not (after[:1].isupper() and after.lower() in _NEWSPAPERS)


def _is_year(match: Match, around: Around) -> bool:
    """Not an amount, nor part of a larger number."""
    if not match.groups.get("year", "0").isdigit():
        token = around.token_at(match.end - 1)
        return "thousand" not in match.groups["year"] or token.dep_ != "nummod" or token.head.i < token.i
    if match.end - match.start > 4:
        return True
    text, token = around.text, around.token_at(match.start)
    before, after = around.word_before(match.start), around.word_after(match.end)
    if text[match.end : match.end + 1] in ("%", "$", "-") and text[match.end : match.end + 2] != "-s":
        return text[match.end : match.end + 1] == "-" and text[match.end + 1 : match.end + 2].isalpha()
    if before in ("no", "about", "some", "nearly", "than", "least", "number", "dlrs", "us", "route", "flight", "room"):
        return False
    if after.lower() in (
        "percent",
        "per",
        "old",
        "people",
        "feet",
        "meters",
        "metres",
        "miles",
        "km",
        "points",
        "million",
        "m",
    ):
        return False
    head = token.head
    if token.dep_ == "nummod" and head.i > token.i and head.tag_ == "NNS":
        is_owned = before.endswith(("'s", "s'")) or before in ("the", "its", "their", "his", "her", "since")
        return is_owned and int(match.groups["year"]) != 2000
    if text[max(0, match.start - 1) : match.start] == "-" and not text[max(0, match.start - 2)].isalpha():
        return False
    return int(match.groups["year"]) >= 1400 or before in ("in", "of", "since", "year", "from", "to", "until", "by")


def _is_decade(match: Match, around: Around) -> bool:
    """Not an age (`in her 30s` has no apostrophe) and not `the forties` of a person."""
    return "decade_word" not in match.groups or around.word_before(match.start) in (
        "in",
        "of",
        "since",
        "during",
        "from",
        "through",
    )


def _is_season(match: Match, around: Around) -> bool:
    """Not the verbs `fall` and `spring`, nor `winter coats`."""
    token = around.token_at(match.end - 1)
    if match.groups.keys() & {"year", "year_relative", "relative"}:
        return "relative" not in match.groups or token.pos_ != "VERB"
    if token.pos_ == "VERB" or token.dep_ == "compound":
        return False
    words = around.text[match.start : match.end].lower()
    before = around.word_before(match.start)
    is_bare = before in _BEFORE_SEASONS or (
        token.dep_ in ("nsubj", "nsubjpass") and token.lefts == () and token.is_lower
    )
    if match.groups["season"] in ("fall", "spring"):
        is_season = words.startswith("the ") or before in _BEFORE_SEASONS
        return is_season and token.tag_ == "NN" and around.word_after(match.end) != "of"
    return words.startswith("the ") or is_bare


def _is_daypart(match: Match, around: Around) -> bool:
    """`in the evening`, `overnight`, `at dawn`; not `morning talk show`."""
    token, part = around.token_at(match.end - 1), match.groups["daypart"]
    if token.dep_ == "compound" or part in ("nights", "mornings", "evenings", "afternoons"):
        return False
    before = around.word_before(match.start)
    if around.text[match.start : match.end].lower().startswith("the "):
        if around.word_after(match.end) == "of":
            return before in ("on", "during", "in") and _STARTS_DATE.match(around.text, match.end) is not None
        return before in _BEFORE_THE_DAYPART
    begins = around.text[match.start : match.end].lower()
    if begins.startswith(("mid", "early", "late")) and part in ("morning", "afternoon", "evening"):
        return True
    if part == "overnight":
        return token.pos_ == "ADV" or token.dep_ in ("advmod", "npadvmod")
    if before in ("by", "until", "till"):
        return True
    return before in ("at", "before", "since", "after", "around", "from") and part not in ("afternoon", "evening")


def _is_clock(match: Match, around: Around) -> bool:
    """Not a score, a ratio, a verse, a price or a person of the name of Noon."""
    words, groups = around.text[match.start : match.end], match.groups
    before = around.word_before(match.start)
    if "word" in groups:
        token = around.token_at(match.start)
        return before not in ("high", "the") and (words.islower() or token.is_sent_start is True)
    if groups.keys() & {"meridiem", "zone"} or "clock" in words.lower():
        return True
    if "side" in groups:
        return before in _BEFORE_CLOCKS or groups["minutes_spelled"].endswith(("half", "quarter"))
    if "." in words and _begins_line(match, around) and len(_ACCOUNT.findall(around.text)) > 1:
        return True
    if groups.keys() <= {"number_hour", "hour_word"}:
        return _is_hour_of_day(match, around)
    if groups.keys() & {"day_before", "minutes_spelled"}:
        return before in _BEFORE_CLOCKS or _begins_line(match, around)
    if "." in words:
        following = around.token_at(match.end) if match.end < len(around.text) else None
        token = around.token_at(match.start)
        stops = (
            following is None or not around.word_after(match.end) or following.pos_ in ("ADP", "ADV", "CCONJ", "SCONJ")
        )
        return before in _BEFORE_CLOCKS and token.dep_ != "nummod" and len(groups.get("minute", "")) == 2 and stops
    return before in _BEFORE_CLOCKS or words.rstrip().endswith(("h", "hrs", "hours")) or _begins_line(match, around)


def _is_hour_of_day(match: Match, around: Around) -> bool:
    """`on Saturday from nine`, `tomorrow at ten`: the hour alone, beside its day; not `on Monday at nine schools`."""
    hour = around.token_at(match.start)
    is_alone = (
        hour.dep_ == "pobj"
        and around.word_after(match.end) != "of"
        and around.text[match.end : match.end + 1] not in ("-", "–", "%", "/")
    )
    return is_alone and _DAY_BEFORE_HOUR.search(around.text, max(0, match.start - 30), match.start) is not None


def _is_any_weekday(match: Match, around: Around) -> bool:
    """`on a Saturday`, where the article is of the day; not `a Saturday match`."""
    return "any" not in match.groups or around.token_at(match.end - 1).dep_ not in ("compound", "nmod", "amod", "poss")


def _begins_line(match: Match, around: Around) -> bool:
    """Whether it opens a line, as in an account hour by hour: `14:05 — The bridge is shut`."""
    return around.text[match.start - 1 : match.start] in ("", "\n")


def _is_day_word(match: Match, around: Around) -> bool:
    """Not the last word of a name, as of a programme."""
    token = around.token_at(match.start)
    return not (token.text.istitle() and token.i > 0 and token.nbor(-1).pos_ == "PROPN" and not token.is_sent_start)


def _is_holiday(match: Match, around: Around) -> bool:
    """Not what is only named after one: "a Christmas card"; the Easter break and a Labor Day speech have their time."""
    token = around.token_at(match.end - 1)
    is_season = " " not in match.groups["holiday"]
    if is_season and token.dep_ in ("compound", "nmod", "amod") and token.head.i > token.i:
        return token.head.lower_ in _TIMES_NAMED
    return _is_day_word(match, around)


def _is_no_part_of_name(match: Match, around: Around) -> bool:
    """Not `the new year celebrations`."""
    return around.token_at(match.end - 1).dep_ not in ("compound", "nmod")


def _is_frequency(match: Match, around: Around) -> bool:
    token = around.token_at(match.start)
    if token.pos_ == "PROPN" or (token.text[:1].isupper() and not token.is_sent_start):
        return False
    return token.dep_ in ("advmod", "npadvmod") or match.groups["frequency"] in ("daily", "hourly")


def _is_reference(match: Match, around: Around) -> bool:
    """`now`, not `now that`; `soon`, not `soon after`; `the past`, not `past the gate`."""
    words = around.text[match.start : match.end].lower()
    token = around.token_at(match.end - 1)
    after = around.word_after(match.end).lower()
    if words.endswith("recently") and (words != "recently" or around.word_before(match.start) in ("as", "how")):
        return words.startswith(("very", "just")) and after not in ("as",)
    if words == "now":
        return after not in ("that", "defunct", "and") and token.dep_ != "intj"
    if words == "soon":
        return after not in ("after", "as", "before", "enough") and around.word_before(match.start) not in ("as", "too")
    if words == "shortly":
        return after not in ("after", "before", "past") and not token.head.tag_.startswith("VBD")
    if words.endswith("past"):
        return words.startswith("the") and token.pos_ == "NOUN" and token.dep_ in ("pobj", "dobj", "nsubj")
    if words.endswith("future"):
        return around.word_before(match.start) in ("in", "into", "for") and after != "of"
    return True


def _is_weekend(match: Match, around: Around) -> bool:
    """One weekend, not any."""
    return around.word_before(match.start) not in ("any", "every", "each", "some", "a", "one", "per", "no")


_CHECKS: dict[str, Callable[[Match, Around], bool]] = {
    "date": _is_day_of_month,
    "day_range": _is_day_of_month,
    "month": _is_month,
    "month_range": _is_month,
    "weekday": _is_weekday,
    "day_word": _is_day_word,
    "year": _is_year,
    "decade": _is_decade,
    "duration": is_duration,
    "vague_duration": is_plural_of_time,
    "the_unit": is_the_unit,
    "the_period": is_the_unit,
    "relative_unit": is_relative_unit,
    "rate": is_rate,
    "ordinal_unit": is_ordinal_unit,
    "weekday_set": _is_any_weekday,
    "weekend": _is_weekend,
    "season": _is_season,
    "daypart": _is_daypart,
    "clock": _is_clock,
    "frequency": _is_frequency,
    "holiday": _is_holiday,
    "new_year": _is_no_part_of_name,
    "present": _is_reference,
    "past": _is_reference,
    "future": _is_reference,
}
