"""Plain text files: lines above the prose say when, by whom and under which title it was published.

What comes in: the text of a file. What goes out: an article whose text is that of the file to the letter,
with `body_start` where the prose begins.
What it never does: cut the header off, or take a first paragraph for one.

A header line is one of: `key: value` with a known key, a line that only states a date, `By …`, a person's
name alone, a title (one line, no full stop, prose below it).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from kg.articles.dates import is_date_line, parse_published
from kg.articles.fields import KNOWN_NAMES, field_key, read_fields
from kg.articles.metadata import Metadata, make_article
from kg.articles.names import is_person_name, one_line, split_names
from kg.model import Article

#: A header has at most so many lines; what comes later is prose.
_MOST_LINES: Final = 20
_LONGEST_TITLE: Final = 200
_LONGEST_BYLINE: Final = 150

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_KEYED: Final = re.compile(r"\s*(?P<key>[A-Za-z][A-Za-z _-]{0,30}?)\s*:\s+(?P<value>\S.*)")
_BYLINE: Final = re.compile(r"\s*(?:by|byline:?|authors?:?)\s+(?P<names>\S.*)", re.IGNORECASE)
_ENDS_SENTENCE: Final = re.compile(r"[.…:;,]['\"”’)]*$")


@dataclass(slots=True)
class Header:
    """What the lines above the prose say, and where the prose begins."""

    body_start: int = 0
    published: str | None = None
    headline: str | None = None
    authors: tuple[str, ...] = ()
    fields: dict[str, object] = field(default_factory=dict)

    def to_metadata(self) -> Metadata:
        """The header as metadata; fields with a key come before lines without one."""
        lines = Metadata(published=self.published, headline=self.headline, authors=self.authors)
        return read_fields(self.fields).or_else(lines)


def parse_text(text: str, *, stated: Metadata | None = None) -> Article:
    r"""The article that a plain text file holds.

    Args:
        text: the whole file, as it was read.
        stated: what is known already; it comes before the header.

    Raises:
        UnreadableError: it has no text, or far too much.

    >>> article = parse_text("date 2025-04-14 12:03 (UTC+04:00)\n\nJane Doe\n\nGroups wrote letters to the UN.\n")
    >>> article.published, article.authors, article.text[article.body_start :]
    ('2025-04-14T12:03:00+04:00', ('Jane Doe',), 'Groups wrote letters to the UN.\n')
    """
    header = read_header(text)
    metadata = (stated or Metadata()).or_else(header.to_metadata())
    return make_article(text, metadata, body_start=header.body_start)


def read_header(text: str) -> Header:
    """The header lines at the top of a text."""
    header = Header()
    lines = _first_lines(text)
    for number, (line, end) in enumerate(lines):
        # Of the lines that say something there are few; of empty ones there may be a million.
        if line.strip() and not _take_line(header, line, [other for other, _ in lines[number + 1 :]]):
            return header
        header.body_start = end
    return Header()  # no prose below: what looked like a header is the article


def skip_repeated(text: str, metadata: Metadata) -> int:
    """Where the prose begins in a text whose first lines repeat its metadata: title, byline, date."""
    start = 0
    for line, end in _first_lines(text):
        if line.strip() and not _repeats(line, metadata):
            return start
        start = end
    return 0


def _repeats(line: str, metadata: Metadata) -> bool:
    if line.strip() == metadata.headline or is_date_line(line):
        return True
    names = split_names(line) if len(line) <= _LONGEST_BYLINE else ()
    return bool(names) and all(name in metadata.authors for name in names)


def _first_lines(text: str) -> list[tuple[str, int]]:
    """The first lines, each with the offset where the next one begins."""
    lines: list[tuple[str, int]] = []
    start = filled = 0
    while start < len(text) and filled <= _MOST_LINES:
        match = _LINE.match(text, start)
        if match is None:
            break
        start = match.end()
        filled += bool(match[0].strip())
        lines.append((match[0].rstrip("\r\n"), start))
    return lines


def _take_line(header: Header, line: str, following: list[str]) -> bool:
    """Take a line into the header if it belongs there; False if it is prose."""
    if _take_field(header, line):
        return True
    if is_date_line(line):
        header.published = header.published or parse_published(line)
        return True
    byline = _BYLINE.fullmatch(line)
    if byline is not None and _take_byline(header, byline["names"]):
        return True
    if not any(other.strip() for other in following):
        return False
    return _take_lone_name(header, line, following) or _take_title(header, line, following)


def _take_field(header: Header, line: str) -> bool:
    match = _KEYED.fullmatch(line)
    if match is None:
        return False
    key = field_key(match["key"])
    in_block = bool(header.fields) and not _ENDS_SENTENCE.search(line)
    if key not in KNOWN_NAMES and not in_block:
        return False
    header.fields.setdefault(key, match["value"].strip())
    return True


def _take_byline(header: Header, names: str) -> bool:
    if len(names) > _LONGEST_BYLINE or not any(is_person_name(name) for name in split_names(names)):
        return False
    if names.rstrip().endswith(".") and not re.search(r"\b[A-Z]\.$|\b[JS]r\.$", names.rstrip()):
        return False
    header.authors = header.authors or split_names(names)
    return True


def _take_lone_name(header: Header, line: str, following: list[str]) -> bool:
    """A name alone counts below a date or a title; at the top, or above another name, it is rather the title."""
    known = header.published or header.headline or header.fields
    if not known or header.authors or not is_person_name(line.strip()):
        return False
    below = next((other.strip() for other in following if other.strip()), "")
    if header.headline is None and (is_person_name(below) or _BYLINE.fullmatch(below)):
        return False
    header.authors = (" ".join(line.split()),)
    return True


def _take_title(header: Header, line: str, following: list[str]) -> bool:
    """A title stands alone: one line, no full stop, an empty line or another header line after it."""
    title = line.strip()
    stated = header.to_metadata().headline
    if stated is not None and title.lstrip("# ") == stated:
        return True
    if stated or header.authors or len(title) > _LONGEST_TITLE or _ENDS_SENTENCE.search(title):
        return False
    if title[0] in "\"'“‘-–—*" and title[-1] in "\"'”’":
        return False  # somebody speaks
    below = following[0]
    if below.strip() and not (is_date_line(below) or _BYLINE.fullmatch(below) or _KEYED.fullmatch(below)):
        return False
    header.headline = one_line(title.lstrip("# "))
    return True
