"""The kinds of record: an article, the things that it speaks of, and each kind of fact.

All are frozen and made by keyword. Ids are local to an article.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Literal, TypeAlias

import msgspec

EntityKind: TypeAlias = Literal["person", "organization", "group", "state", "place", "other"]
MentionKind: TypeAlias = Literal["name", "nominal", "pronoun"]
Modality: TypeAlias = Literal["actual", "planned", "hypothetical", "negated", "historical"]
Quotation: TypeAlias = Literal["direct", "indirect", "mixed"]
TimeType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]

#: The kinds of entity that can act, be addressed or be harmed.
ACTOR_KINDS: frozenset[str] = frozenset({"person", "organization", "group", "state"})

#: No count of people is higher: some 117 billion have ever lived (Population Reference Bureau 2022).
MOST_PEOPLE = 10**12

#: No GeoNames id is higher.
MOST_GEONAMES = 10**12 - 1

_ARTICLE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:#@~+()-]{0,199}")
_PUBLISHED = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?)?")


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Frozen, by keyword, without fields that the contract does not know."""


class Span(msgspec.Struct, frozen=True, omit_defaults=True, order=True, forbid_unknown_fields=True):
    """A range of code points of the article text.

    A `quote` may come with facts from outside: it is compared with the text and then dropped.

    >>> Span(3, 7)
    Span(start=3, end=7, quote=None)
    """

    start: int
    end: int
    quote: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


class Article(Record, frozen=True):
    """One news text with what is known of its origin.

    Attributes:
        id: stable in the corpus; from the URL, else from publisher, date and headline or text.
        published: ISO 8601, a date or an instant; an instant keeps the zone that was stated, and
            has none where none was stated.
        dateline: the place that the text names as where it was written, as it stands there.
        sources: names of sources that the metadata give for the article as a whole.
        cites: ids of the entities that the article as a whole rests on (set by extraction).
        body_start: where the prose begins in `text`, after header lines such as a date and a byline.
    """

    id: str
    text: str
    url: str | None = None
    headline: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    dateline: str | None = None
    sources: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    body_start: int = 0
    sha256: str = ""

    def __post_init__(self) -> None:
        if not _ARTICLE_ID.fullmatch(self.id):
            raise ValueError(f"article id {self.id!r} is not a letter or digit, then letters, digits or _.:#@~+()-")
        if not self.text.strip():
            raise ValueError("the article has no text")
        if self.published is not None and not _PUBLISHED.fullmatch(self.published):
            raise ValueError(f"published {self.published!r} is neither YYYY-MM-DD nor YYYY-MM-DDThh:mm:ss[zone]")
        found = sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        if self.sha256 and self.sha256 != found:
            raise ValueError(f"sha256 {self.sha256[:12]}… is not that of the text ({found[:12]}…)")
        msgspec.structs.force_setattr(self, "sha256", found)

    def quote(self, span: Span) -> str:
        """The words at `span`."""
        return self.text[span.start : span.end]


class Mention(Record, frozen=True):
    """Words that refer to an entity."""

    start: int
    end: int
    kind: MentionKind = "name"

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)


class Entity(Record, frozen=True):
    """Someone or something that the article speaks of, with all its mentions there.

    Attributes:
        type: a code of the actor type or place type scheme, if one is known.
        iri: the identity across articles that `kg.link` gave.
        geonames, lat, lon, country: where a gazetteer places it (WGS 84 degrees; ISO 3166 alpha-2).
        within: the IRI of the place in which a user's gazetteer says that it lies.
        confidence: that the mentions are of this one entity, of this kind.
    """

    id: str
    kind: EntityKind
    name: str
    type: str | None = None
    aliases: tuple[str, ...] = ()
    iri: str | None = None
    mentions: tuple[Mention, ...] = ()
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    within: str | None = None
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if self.geonames is not None and abs(self.geonames) > MOST_GEONAMES:
            raise ValueError(f"geonames {self.geonames} is no GeoNames id, which has twelve digits at most")


class Time(Record, frozen=True):
    """A time expression with its normal form and its bounds.

    Attributes:
        value: TIMEX3 value (`2025-04-06`, `P1W`, `PAST_REF`), or None where it cannot be told.
        edtf: the same as an EDTF level 1 string, if it is a date or an interval.
        earliest_start, latest_start, earliest_end, latest_end: ISO dates between which it starts and ends.
        precision: a code of the precision scheme (day, month, year, range, …).
    """

    id: str
    start: int
    end: int
    type: TimeType = "DATE"
    value: str | None = None
    edtf: str | None = None
    earliest_start: str | None = None
    latest_start: str | None = None
    earliest_end: str | None = None
    latest_end: str | None = None
    precision: str | None = None
    confidence: float = 1.0

    @property
    def span(self) -> Span:
        """Where the expression stands."""
        return Span(self.start, self.end)


class Participant(Record, frozen=True):
    """An entity in a role (a code of the role scheme), with the words that put it there."""

    entity: str
    role: str
    evidence: tuple[Span, ...] = ()


class Event(Record, frozen=True):
    """Something that happens, in the article's own voice unless a claim alleges or demands it."""

    id: str
    type: str
    trigger: Span
    modality: Modality = "actual"
    participants: tuple[Participant, ...] = ()
    places: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    part_of: str | None = None
    evidence: tuple[Span, ...] = ()
    confidence: float = 1.0
    extractor: str | None = None


class Communication(Event, frozen=True):
    """An act by which senders convey a message to recipients through a medium.

    Attributes:
        recipients_exhaustive: whether the text presents the named recipients as all of them.
        topics: what it is about, in the article's words.
        conveys: ids of the claims that the message contains.
    """

    medium: str = "unspecified"
    senders: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    recipients_exhaustive: bool = True
    topics: tuple[Span, ...] = ()
    conveys: tuple[str, ...] = ()


class Attribution(Record, frozen=True):
    """One link of the chain from a claim to the reader: level 1 holds it, the publisher is last."""

    level: int
    source: str | None = None
    cue: Span | None = None
    source_span: Span | None = None
    factuality: str = "uncommitted"
    stance: str | None = None
    toward: str | None = None

    def __post_init__(self) -> None:
        if self.level < 1:
            raise ValueError(f"attribution levels count from 1, not {self.level}")


class Claim(Record, frozen=True):
    """What a source says, wants or denies, kept as the source's and never as fact."""

    id: str
    type: str
    content: tuple[Span, ...]
    quotation: Quotation = "indirect"
    attributions: tuple[Attribution, ...] = ()
    about: tuple[str, ...] = ()
    alleges: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    addressed_to: tuple[str, ...] = ()
    wording: str | None = None
    evidence: tuple[Span, ...] = ()
    confidence: float = 1.0
    extractor: str | None = None


class Count(Record, frozen=True):
    """A number of people harmed: itself a claim, of the source of `claim` or else by `attributions`.

    Attributes:
        harm: a code of the harm scheme; a combined figure (`killed-or-injured`) stays combined.
        value: the number as stated; lower, upper: the bounds that the wording puts on the true one.
        qualifier: a code of the qualifier scheme (`at-least`, `about`, `unstated`, …).
        population, place, period, event, claim: ids of facts of this article.
        cause: a code of the event type scheme.
        part_of: the id of the count that already includes this one.
    """

    id: str
    harm: str
    value: int | None = None
    lower: int | None = None
    upper: int | None = None
    qualifier: str = "unstated"
    population: str | None = None
    place: str | None = None
    period: str | None = None
    cause: str | None = None
    event: str | None = None
    claim: str | None = None
    part_of: str | None = None
    attributions: tuple[Attribution, ...] = ()
    evidence: tuple[Span, ...] = ()
    confidence: float = 1.0
    extractor: str | None = None

    def __post_init__(self) -> None:
        for name in ("value", "lower", "upper"):
            number = getattr(self, name)
            if number is not None and abs(number) > MOST_PEOPLE:
                raise ValueError(f"{name} {number} is more than all people who have ever lived ({MOST_PEOPLE})")


class Relation(Record, frozen=True):
    """A lasting relation of two entities (`based-in`, `part-of`, `member-of`, `holds-position` …)."""

    id: str
    subject: str
    predicate: str
    object: str
    evidence: tuple[Span, ...] = ()
    confidence: float = 1.0
    extractor: str | None = None
