"""Names and addresses as metadata give them: people without `By`, one title, one absolute URL.

What comes in: a value from a field, a tag or a line. What goes out: clean strings, in the order of the value.
What it never does: make a name out of an address, a handle or a placeholder.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

#: What systems write where nobody wrote anything.
_PLACEHOLDERS: Final = frozenset(
    {"", "-", "--", "n/a", "na", "nan", "nil", "none", "null", "undefined", "unknown", "unspecified", "anonymous"}
    | {"admin", "administrator", "editor", "staff", "staff writer", "staff reporter", "author", "no author"}
    | {"user", "guest", "webmaster"}
)
_BY: Final = re.compile(
    r"""^\W*(?:(?:written|reported|posted|story|words|text|report|compiled|edited)\s+)?
        (?:by\b|author(?:s|\(s\))?\s*:|byline\s*:)\s*:?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_BETWEEN: Final = re.compile(
    r"\s*[;|\n]\s*|\s+(?:and|und|et)\s+|\s*&\s*|\s*,\s*(?:and\s+)?|\s+[–—]\s+|\s+/\s+", re.IGNORECASE
)
_IN_NAMES: Final = re.compile(r"https?:[^\s;,]+|<?[^\s;,<>]*@[^\s;,<>]+>?")
_ASIDE: Final = re.compile(r"\s*[(<\[].*$|\s+-\s+.*$")
_PLACE_OR_EMPLOYER: Final = re.compile(r"\s+(?:in|at|for|from|with|reporting)\s+[A-Z].*$")
_ADDRESS: Final = re.compile(r"https?:|www\.|/|@|\.(?:com|org|net)\b", re.IGNORECASE)
_ROLE: Final = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|staff|journalist|columnist|bureau|desk|chief|analyst|contributor"
    r"|producer|photographer|freelance\w*|team)\b",
    re.IGNORECASE,
)
_PARTICLES: Final = frozenset(
    {"al", "bin", "bint", "ibn", "da", "de", "del", "della", "der", "di", "do", "dos", "du", "el", "la", "le"}
    | {"ten", "ter", "van", "von", "und", "y", "zu", "af", "av", "st"}
)
_NAME_WORD: Final = re.compile(
    r"""(?:[^\W\d_]+['’]|[^\W\d_]{1,2}-)?[^\W\d_]+(?:[-'’][^\W\d_]+)*   # Doe, O'Brien, al-Masri, Smith-Jones
        |[^\W\d_]\.(?:-?[^\W\d_]\.)*                                    # J., J.-P.
        |(?:Jr|Sr|Dr)\.?""",
    re.VERBOSE,
)
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.].*)?")
_LANGUAGE_NAMES: Final = {
    "arabic": "ar", "azerbaijani": "az", "chinese": "zh", "english": "en", "french": "fr", "german": "de",
    "italian": "it", "japanese": "ja", "persian": "fa", "portuguese": "pt", "russian": "ru", "spanish": "es",
    "turkish": "tr", "ukrainian": "uk",
}  # fmt: skip


def one_line(value: str | None) -> str | None:
    r"""The value without markup's entities and superfluous blanks; None if it says nothing.

    >>> one_line("  Letters &amp;\n mines "), one_line("n/a")
    ('Letters & mines', None)
    """
    line = " ".join(unescape(value or "").split())
    return None if line.casefold() in _PLACEHOLDERS else line


def publisher_name(value: str | None) -> str | None:
    """The name of a publisher, unless the value is an address or a handle.

    >>> publisher_name("Example Post"), publisher_name("https://facebook.com/example"), publisher_name("@example")
    ('Example Post', None, None)
    """
    name = one_line(value)
    return None if name is None or name.startswith("@") or re.match(r"https?:|www\.", name) else name


def split_names(value: str | None) -> tuple[str, ...]:
    """The names in a byline, without `By`, roles, places and addresses.

    >>> split_names("By Jane Doe and John A. Smith, Political Correspondent")
    ('Jane Doe', 'John A. Smith')
    >>> split_names("Jane Doe in London; https://example.org/jdoe"), split_names("Staff")
    (('Jane Doe',), ())
    """
    line = unescape(value or "").strip()
    if re.fullmatch(r"\[.*\]", line):  # a list of Python's or JSON's in a cell of a table
        line = re.sub(r"[\[\]\"]|(?<!\w)'|'(?!\w)", "", line)
    line = _BY.sub("", line)
    if re.match(r"https?:|www\.", line):
        return ()
    names = (clean_name(part) for part in _BETWEEN.split(_IN_NAMES.sub("", line)))
    return tuple(dict.fromkeys(name for name in names if name is not None and not _ROLE.search(name)))


def clean_name(value: str) -> str | None:
    """One name without `By` and what follows the name; None for an address, a handle or a placeholder.

    >>> clean_name("by Jane Doe (Example Post)"), clean_name("@jdoe")
    ('Jane Doe', None)
    """
    written = _ASIDE.sub("", _BY.sub("", " ".join(value.split())))
    head = _PLACE_OR_EMPLOYER.sub("", written)
    name = one_line(head if is_person_name(head) else written)
    if name is None or _ADDRESS.search(name) or not re.search(r"[^\W\d_]", name):
        return None
    return name.strip(" ,.;:-–—") if not re.search(r"\b(?:Jr|Sr|[A-Z])\.$", name) else name


def uninverted(name: str) -> str:
    """A name as it is said, where a catalogue has the family name first.

    >>> uninverted("Doe, Jane"), uninverted("Jane Doe")
    ('Jane Doe', 'Jane Doe')
    """
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() and "," not in given else name


def is_person_name(line: str) -> bool:
    """Whether a line could be nothing but a person's name: two to five words, written as names are.

    >>> is_person_name("Mary Roe"), is_person_name("Ursula von der Leyen"), is_person_name("Peace is near.")
    (True, True, False)
    """
    words = line.split()
    if not 2 <= len(words) <= 5 or not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    if line.isupper():
        return len(words) <= 3
    return _is_capitalized(words[-1]) and all(_is_capitalized(word) or word.lower() in _PARTICLES for word in words)


def _is_capitalized(word: str) -> bool:
    """Whether a word is written as a name: `Doe`, `al-Masri`, `d’Arc`."""
    return word[0].isupper() or re.split("[-'’]", word)[-1][:1].isupper()


def absolute_url(value: str | None, base: str | None = None) -> str | None:
    """The value as an absolute web address, or None if it is none.

    >>> absolute_url("/a b", "https://example.org/x"), absolute_url("javascript:alert(1)")
    ('https://example.org/a%20b', None)
    """
    address = re.sub(r"[\t\r\n]", "", (value or "").strip())
    try:
        joined = urljoin(base, address) if base and address else address
        parts = urlsplit(joined)
    except ValueError:  # such as an unclosed bracket in the host
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return None
    if not re.search(r'[\s<>"{}|\\^`]', joined):
        return joined
    return quote(joined, safe=":/?#[]@!$&'()*+,;=%~", errors="surrogatepass")


def language_code(value: str | None) -> str | None:
    """A language as a BCP 47 code.

    >>> language_code("en_GB.UTF-8"), language_code("English"), language_code("?")
    ('en-GB', 'en', None)
    """
    given = (value or "").strip()
    if given.lower() in _LANGUAGE_NAMES:
        return _LANGUAGE_NAMES[given.lower()]
    match = _LANGUAGE.fullmatch(given.split(",")[0].strip())
    if match is None:
        return None
    language, script, region = match.groups()
    return "-".join(filter(None, (language.lower(), script and script.title(), region and region.upper())))


def split_sources(value: str | None) -> tuple[str, ...]:
    """The sources that a value lists, parted by semicolons or lines.

    >>> split_sources("State Committee; Ministry of Defence")
    ('State Committee', 'Ministry of Defence')
    """
    return tuple(dict.fromkeys(name for part in re.split(r"[;\n]", value or "") if (name := one_line(part))))


def without_site(title: str | None, publisher: str | None) -> str | None:
    """A page's title without the name of the site at its end.

    >>> without_site("Letters sent - Example Post", "Example Post")
    'Letters sent'
    """
    if title is None or publisher is None:
        return title
    match = re.fullmatch(rf"(.*\S)\s*[-–—|•·:»]+\s*{re.escape(publisher)}\W*", title, re.IGNORECASE)
    return match[1] if match is not None else title
