"""Quotations: where someone's own words stand between quotation marks.

What comes in: the text of an article. What goes out: `Quoted` stretches in text order.
What it never does: fail. Marks of any kind may open or close; those that match nothing are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.model import Span

_OPENING = frozenset({"“", "„", "«", "``"})
_CLOSING = frozenset({"”", "»"})
_DOUBLED = frozenset({"''", "``"})
_MARK = re.compile(r"[\"“”„«»]|''|``")
_SINGLE = re.compile(r"(?<![\w'’‘])['‘](?=\w)(?P<words>[^\n\"“”]{2,400}?)(?<=[\w.,!?…%])['’](?![\w'’])")
_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w[\w'’.-]*")
_BEFORE_OPENING = frozenset(" \t\u00a0([{-–—―/:;,.!?")
_SMALL_WORDS = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks.

    Attributes:
        start, end: the stretch with its marks.
        words: the stretch without its marks.
        is_open: whether the closing mark is missing because the quotation goes on in the next paragraph.
        is_speech: whether it reads as something said, not as a title, a name or a single word.
    """

    start: int
    end: int
    words: Span
    is_open: bool = False
    is_speech: bool = True

    @property
    def span(self) -> Span:
        """The stretch with its marks."""
        return Span(self.start, self.end)


def find_quotations(text: str) -> tuple[Quoted, ...]:
    """The quotations of a text, none inside another, in text order.

    >>> text = 'The mayor said “we will rebuild the bridge” and left.'
    >>> [text[q.words.start : q.words.end] for q in find_quotations(text)]
    ['we will rebuild the bridge']
    """
    found: list[Quoted] = []
    paragraphs = list(_PARAGRAPH.finditer(text))
    for i, paragraph in enumerate(paragraphs):
        following = paragraphs[i + 1][0] if i + 1 < len(paragraphs) else ""
        is_continued = _MARK.match(following.lstrip()) is not None
        found += _in_paragraph(text, paragraph.start(), paragraph.end(), is_continued)
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int, is_continued: bool) -> list[Quoted]:
    found: list[Quoted] = []
    opening: re.Match[str] | None = None
    for mark in _MARK.finditer(text, start, end):
        if opening is None or _opens_anew(text, start, end, mark):
            opening = mark if _can_open(text, start, end, mark) else opening
        elif (opening[0] in _DOUBLED) == (mark[0] in _DOUBLED):
            found += _quoted(text, opening.start(), opening.end(), mark.start(), mark.end())
            opening = None
    if opening is not None and is_continued:
        found += [replace(q, is_open=True) for q in _quoted(text, opening.start(), opening.end(), end, end)]
    doubles = [q.span for q in found]
    for match in _SINGLE.finditer(text, start, end):
        if not any(span.overlaps(Span(*match.span())) for span in doubles):
            found += _quoted(text, match.start(), match.start() + 1, match.end() - 1, match.end())
    return sorted(found, key=lambda quoted: quoted.start)


def _can_open(text: str, start: int, end: int, mark: re.Match[str]) -> bool:
    """An opening mark stands before a word and after a blank, a bracket or a dash."""
    if mark.end() >= end or text[mark.end()].isspace():
        return False
    return mark[0] in _OPENING or mark.start() == start or text[mark.start() - 1] in _BEFORE_OPENING


def _opens_anew(text: str, start: int, end: int, mark: re.Match[str]) -> bool:
    """Inside a quotation, a mark that can only open shows that the earlier one was never closed."""
    if mark[0] in _CLOSING or mark.start() == start:
        return False
    after_blank = text[mark.start() - 1].isspace()
    return after_blank and _can_open(text, start, end, mark)


def _quoted(text: str, start: int, inner_start: int, inner_end: int, end: int) -> list[Quoted]:
    """The quotation in a list, or none if nothing stands between the marks."""
    inner = text[inner_start:inner_end]
    stripped = inner.strip()
    if not any(character.isalnum() for character in stripped):
        return []
    first = inner_start + len(inner) - len(inner.lstrip())
    words = Span(first, first + len(stripped))
    return [Quoted(start, end, words, is_speech=_reads_as_speech(stripped, text[end : end + 1]))]


def _reads_as_speech(inner: str, after: str) -> bool:
    """Several words, most of them in lower case; or a short sentence with its own stop."""
    words = [word for word in _WORD.findall(inner) if word.lower() not in _SMALL_WORDS]
    if not words:
        return False
    rest = words[1:]
    if rest and sum(word[0].isupper() for word in rest) / len(rest) >= 0.6:
        return inner[-1] in "!?" or len(words) > 12
    return len(words) >= 3 or inner[-1] in ".,!?" or after in {",", "."}
