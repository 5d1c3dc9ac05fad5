"""Quotations: where someone's own words stand between quotation marks.

What comes in: the text of an article. What goes out: `Quoted` stretches in text order.
What it never does: fail. Marks of any kind may open or close; those that match nothing are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Span

_OPENING = frozenset({"“", "„", "«", "``"})
_CLOSING = frozenset({"”", "»"})
_DOUBLED = frozenset({"''", "``"})
_MARK = re.compile(r"[\"“”„«»]|''|``")
_SINGLE = re.compile(r"(?<![\w'’‘])['‘](?=\w)(?P<words>[^\n\"“”]{2,400}?)(?<=[\w.,!?…%])['’](?![\w'’])")
_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w[\w'’.-]*")
#: How many paragraphs further a quotation may be closed whose inner paragraphs open without a mark.
_LONGEST = 5
#: How long a paragraph is at most that may stand in the midst of a quotation without being part of it.
_CAPTION = 120
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
    paragraphs = [paragraph for paragraph in _PARAGRAPH.finditer(text) if not paragraph[0].isspace()]
    done = 0
    for i, paragraph in enumerate(paragraphs):
        start, end = max(paragraph.start(), done), paragraph.end()
        if start >= end:
            continue
        here, opening = _between_marks(text, start, end)
        if opening is not None:
            going_on = _going_on(text, opening, paragraphs[i:])
            here += going_on
            done = going_on[-1].end if going_on else done
        found += sorted([*here, *_between_single_marks(text, start, end, here)], key=lambda quoted: quoted.start)
    return tuple(found)


def _between_marks(text: str, start: int, end: int) -> tuple[list[Quoted], re.Match[str] | None]:
    """The quotations that a paragraph closes, and the mark of the one that it leaves open."""
    found: list[Quoted] = []
    opening: re.Match[str] | None = None
    for mark in _MARK.finditer(text, start, end):
        if opening is None or _opens_anew(text, start, end, mark):
            can_open = _can_open(text, start, end, mark) or (opening is None and _is_astray(text, start, end, mark))
            opening = mark if can_open else opening
        elif (opening[0] in _DOUBLED) == (mark[0] in _DOUBLED):
            found += _quoted(text, opening.start(), opening.end(), mark.start(), mark.end())
            opening = None
    return found, opening


def _between_single_marks(text: str, start: int, end: int, doubles: Sequence[Quoted]) -> list[Quoted]:
    """The quotations between single marks that stand inside none of the others."""
    found: list[Quoted] = []
    for match in _SINGLE.finditer(text, start, end):
        if not any(quoted.span.overlaps(Span(*match.span())) for quoted in doubles):
            found += _quoted(text, match.start(), match.start() + 1, match.end() - 1, match.end())
    return found


def _going_on(text: str, opening: re.Match[str], paragraphs: Sequence[re.Match[str]]) -> list[Quoted]:
    """A quotation that the first paragraph leaves open, in the paragraphs to its end; none if it was never closed.

    The next paragraph, a caption left aside, may open with a mark of its own, and is then another quotation. Or no
    mark stands until the closing one.
    """
    first = _quoted(text, opening.start(), opening.end(), paragraphs[0].end(), paragraphs[0].end())
    following = [
        paragraph for paragraph in paragraphs[1:3] if _MARK.search(paragraph[0]) or len(paragraph[0]) > _CAPTION
    ]
    if following and _MARK.match(following[0][0].lstrip()):
        return [replace(quoted, is_open=True) for quoted in first]
    found = first
    for paragraph in paragraphs[1 : 1 + _LONGEST]:
        start, end = paragraph.span()
        mark = _MARK.search(text, start, end)
        if mark is None:
            found += _quoted(text, start, start, end, end)
        elif _only_closes(text, start, end, mark):
            last = _quoted(text, start, start, *mark.span())
            return [
                *(replace(q, is_open=True, is_speech=True) for q in found),
                *(replace(q, is_speech=True) for q in last),
            ]
        else:
            return []
    return []


def _only_closes(text: str, start: int, end: int, mark: re.Match[str]) -> bool:
    """Whether a mark stands right behind a word or its stop and before no other word, and is not that of an inch."""
    if mark[0] in _OPENING or mark.start() == start or text[mark.start() - 1].isspace():
        return False
    if mark[0] == '"' and text[mark.start() - 1].isdigit():
        return False
    return mark.end() >= end or not text[mark.end()].isalnum()


def _can_open(text: str, start: int, end: int, mark: re.Match[str]) -> bool:
    """An opening mark stands before a word and after a blank, a bracket or a dash."""
    if mark.end() >= end or text[mark.end()].isspace():
        return False
    return mark[0] in _OPENING or mark.start() == start or text[mark.start() - 1] in _BEFORE_OPENING


def _is_astray(text: str, start: int, end: int, mark: re.Match[str]) -> bool:
    """Whether a mark opens on the wrong side of the blank: `she said," We will`."""
    is_behind_comma = mark.start() > start and text[mark.start() - 1] in ",:"
    return mark[0] not in _CLOSING and is_behind_comma and mark.end() < end and text[mark.end()].isspace()


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
