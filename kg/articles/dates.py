"""When an article was published, as it is written anywhere, to ISO 8601.

What comes in: a stamp, a line, the text of a tag. What goes out: a day, or an instant with the zone that
was stated, in the form of `kg.model.Article.published`.
What it never does: look at the clock, or make up a zone, an hour or a day (`03/04/2025` has two readings,
`April 2025` has no day, `yesterday` has no date: none of them is one).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"),
            ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_MONTH: Final = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_WEEKDAY: Final = r"\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?"

#: Each way to write a day; year, month and day are named. Years have four digits, or nobody knows the century.
_DAYS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>(?:1[5-9]|20)\d\d)-(?P<number>\d\d?)-(?P<day>\d\d?)(?!\d)",
        r"(?<!\d)(?P<year>(?:1[5-9]|20)\d\d)[/.](?P<number>\d\d?)[/.](?P<day>\d\d?)(?!\d)",
        r"(?<![\d.:])(?P<year>(?:19|20)\d\d)(?P<number>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?=T|\s|\d{6}\b|$)",
        rf"(?<![\d.])(?P<day>\d\d?)(?:st|nd|rd|th)?(?:\s+of)?[ -]{_MONTH},?[ -](?P<year>(?:1[5-9]|20)\d\d)(?!\d)",
        rf"\b{_MONTH}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<year>(?:1[5-9]|20)\d\d)(?!\d)",
        r"(?<!\d)(?P<day>\d\d?)\.\s?(?P<number>\d\d?)\.\s?(?P<year>(?:19|20)\d\d)(?!\d)",
    )
)
_SLASHED: Final = re.compile(r"(?<!\d)(\d\d?)[/-](\d\d?)[/-]((?:19|20)\d\d)(?!\d)")

_HOUR: Final = re.compile(
    r"""(?<![\d:+-])(?P<hour>2[0-4]|[01]?\d)(?!\d)
        (?:[:.h](?P<minute>[0-5]\d)(?![\d])(?::(?P<second>[0-5]\d|60)(?:[.,]\d+)?)?)?
        \s*(?P<half>[ap]\.?m\b\.?)?""",
    re.VERBOSE | re.IGNORECASE,
)
_PACKED_HOUR: Final = re.compile(r"T?(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?(?!\d)")
_OFFSET: Final = re.compile(
    r"\s*\(?\s*(?:(?:UTC|GMT)\s*)?(?P<sign>[+\-−])(?P<hours>0?\d|1[0-4])(?::?(?P<minutes>[0-5]\d))?(?!\d)",
    re.IGNORECASE,
)
_ZONE: Final = re.compile(r"\s*\(?\s*(?P<name>Z|[A-Z]{3,4})\b\)?")

#: Abbreviations with one meaning in news: those of RFC 5322, and European and Russian ones. Others (IST, CST of
#: China …) are left out of the stamp instead of guessed.
_ZONES: Final = {
    "Z": "Z", "UTC": "Z", "GMT": "Z", "WET": "+00:00", "BST": "+01:00", "WEST": "+01:00", "CET": "+01:00",
    "CEST": "+02:00", "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "EDT": "-04:00", "EST": "-05:00",
    "CDT": "-05:00", "CST": "-06:00", "MDT": "-06:00", "MST": "-07:00", "PDT": "-07:00", "PST": "-08:00",
}  # fmt: skip

# What follows is about another moment than that of publication.
_CHANGED: Final = re.compile(
    r"(?<=\S)\W+\b(?:last\s+)?(?:updated?|modified|edited|corrected)\b.*", re.IGNORECASE | re.DOTALL
)
_CHANGE: Final = re.compile(r"\W*(?:last\s+)?(?:updated?|modified|edited|corrected)\b", re.IGNORECASE)

# All that a line of a date may have besides: hours, zones, the day of the week, labels.
_BESIDE_A_DAY: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _WEEKDAY,
        r"(?<![\w.])[01]?\d\s*[ap]\.?m\b\.?|\b\d\d?[:.h]\d\d(?::\d\d(?:\.\d+)?)?(?!\d)(?:\s*[ap]\.?m\b\.?)?(?:\s*Uhr\b)?",
        r"(?:\b(?:UTC|GMT))?\s*[+\-−]\d\d?(?::?\d\d)?\b|(?-i:\b[A-Z]{2,4}\b)|Z\b|\[\w+/\w+\]",
        r"\b(?:date|published|publication|posted|issued|created|first|released|filed|online|time|on|at|of|the|by|local"
        r"|(?:last\s+)?(?:updated?|modified|edited|corrected))\b",
    )
)
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class _Found:
    """A day and the place in the string where it is written."""

    day: date
    start: int
    end: int


def parse_published(value: str | int | float | None) -> str | None:
    """The day or instant that `value` states, as ISO 8601, or None if it states none that is sure.

    Numbers are seconds or milliseconds since 1970 (an instant in UTC), or a day written in eight digits.

    >>> parse_published("14 April 2025 12:03 (UTC+04:00)")
    '2025-04-14T12:03:00+04:00'
    >>> parse_published("Mon, 14 Apr 2025 08:03:11 GMT"), parse_published("Friday, July 21, 2017")
    ('2025-04-14T08:03:11Z', '2017-07-21')
    >>> parse_published("03/04/2025"), parse_published("April 2025"), parse_published("yesterday")
    (None, None, None)
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float) or re.fullmatch(r"\s*\d{9,13}\s*", value):
        return _from_number(value)
    text = _CHANGED.sub("", value.strip()[:_LONGEST])
    found = None if _CHANGE.match(text) else _find_day(text)
    if found is None:
        return None
    hour = _find_hour(text, found)
    return found.day.isoformat() if hour is None else f"{found.day.isoformat()}T{hour}"


def is_date_line(line: str) -> bool:
    """Whether a line states a date of publication and says nothing else.

    >>> is_date_line("date 2025-04-14 14 April 2025 12:03 (UTC+04:00)"), is_date_line("Tuesday, June 19, 2018")
    (True, True)
    >>> is_date_line("The war ended on 10 November 2020."), is_date_line("2020")
    (False, False)
    """
    if len(line) > _LONGEST or _find_plain_day(line) is None:
        return False
    rest = re.sub(r"(?<=\d)T(?=\d)", " ", _CHANGED.sub("", line))
    for pattern in (*_DAYS, _SLASHED, *_BESIDE_A_DAY):
        rest = pattern.sub(" ", rest)
    return not re.search(r"\w", rest)


def _from_number(value: str | int | float) -> str | None:
    number = float(value)
    whole = str(int(number)) if number == number and abs(number) < 1e15 else ""
    if len(whole) == 8:
        return _iso_day(int(whole[:4]), int(whole[4:6]), int(whole[6:]))
    if len(whole) in (12, 13):
        number /= 1000
    elif len(whole) not in (9, 10):
        return None
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(number))).strftime("%Y-%m-%dT%H:%M:%SZ")


def _iso_day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _find_day(text: str) -> _Found | None:
    """The day that is written first, in English or in numbers, else in another language."""
    is_plain = any(pattern.search(text) for pattern in (*_DAYS, _SLASHED))
    return _find_plain_day(text) if is_plain else _find_foreign_day(text)


def _find_plain_day(text: str) -> _Found | None:
    matches = [match for pattern in _DAYS if (match := pattern.search(text))]
    if matches:
        match = min(matches, key=lambda match: match.start())
        named = match.groupdict()
        month = int(named["number"]) if named.get("number") else _MONTHS[named["month"].lower()]
        day = _iso_day(int(named["year"]), month, int(named["day"]))
        return None if day is None else _Found(date.fromisoformat(day), *match.span())
    slashed = _SLASHED.search(text)
    return None if slashed is None else _read_slashed(slashed)


def _read_slashed(match: re.Match[str]) -> _Found | None:
    """A day in two possible orders counts only where one order alone makes sense."""
    first, second, year = (int(group) for group in match.groups())
    readings = {_iso_day(year, second, first), _iso_day(year, first, second)} - {None}
    day = readings.pop() if len(readings) == 1 else None
    return None if day is None else _Found(date.fromisoformat(day), *match.span())


def _find_foreign_day(text: str) -> _Found | None:
    """A day with a month's name in another language; dateparser knows some two hundred."""
    written = re.search(r"\b\d{1,2}\b.{1,25}?(?<!\d)(?:19|20)\d\d(?!\d)|(?:19|20)\d\d\D{1,3}\d\d?\D{1,3}\d\d?\D?", text)
    if written is None or re.search(r"[:/]", written[0]):
        return None
    from dateparser import parse  # slow to load, and few articles need it

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
        "DATE_ORDER": "DMY",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    parsed = parse(written[0], settings=settings)
    return None if parsed is None else _Found(parsed.date(), *written.span())


def _find_hour(text: str, found: _Found) -> str | None:
    """The time of day with its zone: right after the day, else further on, else before the day."""
    packed = _PACKED_HOUR.match(text, found.end)
    if packed is not None:
        return _clock(packed, text)
    for start, end in ((found.end, len(text)), (0, found.start)):
        for match in _HOUR.finditer(text, start, end):
            if match["minute"] or match["half"]:
                return _clock(match, text)
    return None


def _clock(match: re.Match[str], text: str) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    second = min(int(match["second"] or 0), 59)
    half = (match.groupdict().get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour == 24:
        return None
    return f"{hour:02}:{minute:02}:{second:02}{_zone(text, match.end())}"


def _zone(text: str, start: int) -> str:
    offset = _OFFSET.match(text, start)
    if offset is not None:
        sign = "+" if offset["sign"] == "+" else "-"
        return f"{sign}{int(offset['hours']):02}:{offset['minutes'] or '00'}"
    named = _ZONE.match(text, start)
    return _ZONES.get(named["name"], "") if named is not None else ""
