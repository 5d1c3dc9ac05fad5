"""The entities of one article while they are being found: mentions join entries, entries become entities."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extract.tokens import Doc, Token
from kg.model import Entity, EntityKind, Mention, MentionKind, Span

_NOTE = re.compile(r"(?<=\w)\[\d*$")
_CONFIDENCE: dict[MentionKind, float] = {"name": 0.9, "nominal": 0.7, "pronoun": 0.6}


@dataclass(slots=True)
class Entry:
    """An entity in the making.

    Attributes:
        names: the forms of its name in the order of the text.
        phrase: the words by which it is first mentioned, if not by a name.
        canonical: the name in full that a lexicon gives, if one does.
        gender: `m` or `f` where a title or a given name tells.
        plural: whether it is several.
        heads: nouns that stand for it (`ministry`, `president`), in lower case.
        described: words before such nouns that tell it apart (`ruling`), in lower case.
        confidence: of the least certain of its mentions.
    """

    id: str
    kind: EntityKind
    type: str | None = None
    phrase: str = ""
    canonical: str | None = None
    country: str | None = None
    names: list[str] = field(default_factory=list)
    mentions: dict[tuple[int, int], MentionKind] = field(default_factory=dict)
    gender: str | None = None
    plural: bool = False
    heads: set[str] = field(default_factory=set)
    described: set[str] = field(default_factory=set)
    confidence: float = 1.0

    @property
    def is_named(self) -> bool:
        """Whether a name of it is known."""
        return bool(self.names)

    def to_entity(self, text: str) -> Entity:
        """The finished entity; its name is the canonical one, else the longest in the article."""
        mentions = sorted(self.mentions.items())
        forms = list(dict.fromkeys(self.names))
        if self.canonical:
            name = self.canonical
        elif forms:
            name = max(forms, key=lambda form: (len(form.split()), not form.isupper(), len(form)))
        else:
            described = [span for span, kind in mentions if kind != "pronoun"]
            name = self.phrase or " ".join(text[slice(*(described or [mentions[0][0]])[0])].split())
        return Entity(
            id=self.id,
            kind=self.kind,
            type=self.type,
            name=name,
            aliases=tuple(form for form in forms if form != name),
            country=self.country,
            mentions=tuple(Mention(start, end, kind) for (start, end), kind in mentions),
            confidence=round(self.confidence, 2),
        )


class Registry:
    """The entries of an article and which token belongs to a mention of which."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._text = doc.text
        self._owner: dict[int, str] = {}
        self._span: dict[int, Span] = {}
        self._used: set[str] = set()
        self.entries: dict[str, Entry] = {}

    def new(self, start: int, end: int, kind: EntityKind) -> Entry:
        """An entry for something first mentioned at characters `start` to `end`."""
        return self._insert(f"entity-{start}-{end}", kind)

    def new_unmentioned(self, slug: str, kind: EntityKind) -> Entry:
        """An entry for something that the text itself does not mention."""
        return self._insert(f"entity-{slug}", kind)

    def _insert(self, entry_id: str, kind: EntityKind) -> Entry:
        free, ordinal = entry_id, 2
        while free in self.entries:
            free, ordinal = f"{entry_id}-{ordinal}", ordinal + 1
        self.entries[free] = Entry(free, kind)
        return self.entries[free]

    def add(
        self,
        entry: Entry,
        start: int,
        end: int,
        kind: MentionKind,
        confidence: float | None = None,
        *,
        inside: bool = False,
        whole: tuple[int, int] | None = None,
    ) -> None:
        """Tokens `start` to `end` are a mention of `entry`, or the core of one that is `whole` with more of its phrase.

        Tokens that another mention has stay with it; all do where the mention is `inside` another.
        """
        span = self._trimmed(start, end)
        full = self._trimmed(*whole) if whole is not None else span
        entry.mentions[(full.start, full.end)] = kind
        entry.confidence = min(entry.confidence, _CONFIDENCE[kind] if confidence is None else confidence)
        for i in range(start, end) if not inside else ():
            if i not in self._owner or kind == "name":
                self._owner[i] = entry.id
                self._span[i] = span

    def text(self, start: int, end: int) -> str:
        """The words of a mention at tokens `start` to `end`, with one blank between them."""
        span = self._trimmed(start, end)
        return " ".join(self._text[span.start : span.end].split())

    def _trimmed(self, start: int, end: int) -> Span:
        """The characters of the tokens, without what is no part of the last: a hyphen (`U.S.-`), a note (`Lee[12`)."""
        first, last = self._doc[start], self._doc[end - 1]
        ending = len(_NOTE.sub("", last.text).rstrip("-–—*=")) or len(last)
        return Span(first.idx, last.idx + ending)

    def merge(self, entry: Entry, other: Entry) -> None:
        """What was said of `other` is said of `entry`; `other` is gone."""
        entry.names += other.names
        entry.mentions.update(other.mentions)
        entry.heads |= other.heads
        entry.described |= other.described
        entry.canonical = entry.canonical or other.canonical
        entry.type = entry.type or other.type
        entry.country = entry.country or other.country
        entry.gender = entry.gender or other.gender
        entry.confidence = min(entry.confidence, other.confidence)
        for i, owner in self._owner.items():
            if owner == other.id:
                self._owner[i] = entry.id
        del self.entries[other.id]

    def owner(self, token: Token) -> str | None:
        """The id of the entity of which `token` is part of a mention."""
        return self._owner.get(token.i)

    def span(self, token: Token) -> Span | None:
        """The span of the mention that has `token`."""
        return self._span.get(token.i)
