"""Names in a list are names of things of one kind.

What comes in: the names of an article with their kinds. What goes out: the same, in which a name whose kind
was only guessed has that of the others in its list: `Lucknow, Koraput and Kanpur` are three places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.entities.lexical import given_names, kind_of_name, titles
from kg.extract.entities.name import NOT_NAMES, Name
from kg.extract.entities.namesakes import SAYS
from kg.extract.tokens import Doc
from kg.gazetteer import find_places
from kg.model import EntityKind

_BETWEEN = frozenset((",", "and", "or", "the", ";", "/"))
_AGREEING = ("person", "organization", "place")
_FEWEST = 3
_SHARE = 0.6


def agree_in_lists(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, in text order, with the kinds of lists made one."""
    agreed: list[Name] = []
    for members in iter_lists(doc, names):
        agreed += members if len(members) < _FEWEST else _agree(doc, members)
    return agreed


def iter_lists(doc: Doc, names: list[Name]) -> Iterator[list[Name]]:
    """The names in runs that only commas, `and` or `or` separate; a name that is in no list is a run of one."""
    run: list[Name] = []
    for name in names:
        between = doc[run[-1].end : name.start] if run else None
        if between is not None and 0 < len(between) <= 3 and all(token.lower_ in _BETWEEN for token in between):
            run.append(name)
            continue
        if run:
            yield run
        run = [name]
    if run:
        yield run


def _agree(doc: Doc, members: list[Name]) -> Iterator[Name]:
    kinds = [_known_kind(doc, name) for name in members]
    sure = Counter(kind for kind in kinds if kind is not None)
    votes = Counter(as_place(name.kind) for name in members)
    best, count = votes.most_common(1)[0]
    decided = best in _AGREEING and count >= _SHARE * len(members) and sure[best] >= len(members) // 3
    for name, kind in zip(members, kinds, strict=True):
        is_guess = kind is None and name.kind not in ("other", best) and not _is_told_to_speak(doc, name)
        yield replace(name, kind=best) if decided and is_guess else name


def _is_told_to_speak(doc: Doc, name: Name) -> bool:
    """Whether it is no member: `Lee` in `in Riga, Latvia, Lee said`."""
    last = doc[name.end - 1]
    return last.dep_ == "nsubj" and last.head.lower_ in SAYS


def _known_kind(doc: Doc, name: Name) -> EntityKind | None:
    """The kind of a name that is more than a guess."""
    if name.known is not None:
        return as_place(name.kind)
    text = [token.text for token in doc[name.start : name.end]]
    told = kind_of_name(text) if len(text) > 1 else None
    if told is not None:
        return told
    if text[0] in given_names():
        return "person" if len(text) > 1 else None
    if any(place.type != "village" for place in find_places(" ".join(text))):
        return "place" if name.kind == "place" else None
    return None


def as_place(kind: EntityKind) -> EntityKind:
    """The kind; that of a state is that of its territory."""
    return "place" if kind == "state" else kind


class Listed:
    """The kinds of the names beside a place in a text."""

    def __init__(self, doc: Doc, names: list[Name]) -> None:
        self._doc = doc
        self._first = {name.start: as_place(name.kind) for name in names}
        self._last = {name.end - 1: as_place(name.kind) for name in names}

    def members(self, start: int, end: int) -> Iterator[Name]:
        """The capitalised words `start` to `end` as a name, where they stand in a list of names of one kind."""
        kinds = [kind for kind in (self._before(start), self._after(end)) if kind is not None]
        if not kinds or kinds[0] != kinds[-1] or kinds[0] not in _AGREEING:
            return
        texts = [token.text for token in self._doc[start:end]]
        if any(token.pos_ != "PROPN" for token in self._doc[start:end]) or not _may_be_name(texts):
            return
        on_map = kinds[0] == "place" and find_places(self._doc[start:end].text)
        if on_map or (len(kinds) == 2 and (kinds[0] != "person" or end - start > 1)):
            self._last[end - 1] = kinds[0]
            yield Name(start, end, kinds[0])

    def _before(self, start: int) -> EntityKind | None:
        i = start - 1
        while i > max(0, start - 4) and self._doc[i].lower_ in _BETWEEN:
            i -= 1
        return self._last.get(i) if i < start - 1 else None

    def _after(self, end: int) -> EntityKind | None:
        i = end
        while i < min(len(self._doc), end + 3) and self._doc[i].lower_ in _BETWEEN:
            i += 1
        return self._first.get(i) if i > end else None


def _may_be_name(texts: list[str]) -> bool:
    if texts[-1].endswith(".") or texts[0] in titles() or any(text in NOT_NAMES for text in texts):
        return False
    return len(texts) > 1 or kind_of_name(texts) is None
