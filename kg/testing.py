"""For those who test what they build on `kg`: facts made up by hypothesis, of every kind and shape that is allowed.

hypothesis is not a dependency of the package: install it (`pip install hypothesis`) to use this module.

What comes in: nothing. What goes out: a strategy of valid `ArticleFacts`, references and spans all in order.
What it never does: draw facts that mean something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from kg.identifiers import entity_iri
from kg.model import (
    MOST_PEOPLE,
    Article,
    ArticleFacts,
    Attribution,
    Claim,
    Communication,
    Count,
    Entity,
    EntityKind,
    Event,
    Mention,
    MentionKind,
    Modality,
    Participant,
    Quotation,
    Relation,
    Span,
    Time,
    TimeType,
)

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

_PREDICATES = [
    "based-in",
    "part-of",
    "within",
    "member-of",
    "holds-position",
    "spokesperson-of",
    "nationality-of",
    "leader-of",
    "alias-of",
]


def facts_strategy(*, max_facts: int = 3) -> SearchStrategy[ArticleFacts]:
    """A hypothesis strategy of valid facts of one article, with up to `max_facts` of each kind.

    Raises:
        ImportError: hypothesis is not installed.
    """
    from hypothesis import strategies as st

    @st.composite
    def draw_facts(draw: DrawFn) -> ArticleFacts:
        return _Drawing(draw, max_facts).facts()

    return draw_facts()


class _Drawing:
    """Draws the facts of one article, kind by kind, so that references can be to what is already there."""

    def __init__(self, draw: DrawFn, max_facts: int) -> None:
        from hypothesis import strategies as st

        self._draw = draw
        self._st = st
        characters = st.characters(exclude_categories=["Cs"])
        self._words = st.text(characters, max_size=12)
        self._text = draw(st.text(characters, min_size=1, max_size=60).filter(lambda text: bool(text.strip())))
        fact_ids = st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,12}", fullmatch=True)
        count = [draw(st.integers(0, max_facts)) for _ in range(7)]
        self._ids = iter(draw(st.lists(fact_ids, min_size=sum(count), max_size=sum(count), unique=True)))
        self._counts = iter(count)

    def facts(self) -> ArticleFacts:
        self._entity_ids: list[str] = []
        self._time_ids: list[str] = []
        self._event_ids: list[str] = []
        self._claim_ids: list[str] = []
        self._count_ids: list[str] = []
        entities = [self._entity(fact_id) for fact_id in self._next_ids(self._entity_ids)]
        times = [self._time(fact_id) for fact_id in self._next_ids(self._time_ids)]
        event_ids = self._next_ids(self._event_ids)
        act_ids = self._next_ids(self._event_ids)
        claim_ids = self._next_ids(self._claim_ids)
        count_ids = self._next_ids(self._count_ids)
        relation_ids = self._next_ids([]) if self._entity_ids else []
        return ArticleFacts(
            article=self._article(),
            extractor=self._one(self._words),
            entities=tuple(entities),
            times=tuple(times),
            events=tuple(Event(**self._event(fact_id)) for fact_id in event_ids),
            communications=tuple(self._communication(fact_id) for fact_id in act_ids),
            claims=tuple(map(self._claim, claim_ids)),
            counts=tuple(map(self._count, count_ids)),
            relations=tuple(map(self._relation, relation_ids)),
        )

    def _article(self) -> Article:
        st = self._st
        day = st.dates().map(lambda date: date.isoformat())
        instant = st.builds(
            "{}T{}{}".format,
            day,
            st.times().map(lambda time: time.strftime("%H:%M:%S")),
            st.sampled_from(["", "Z", "+04:00", "-00:00", "+00:00"]),
        )
        return Article(
            id=self._one(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:#@~+()-]{0,20}", fullmatch=True)),
            text=self._text,
            url=self._maybe(self._words),
            headline=self._maybe(self._words),
            publisher=self._maybe(self._words),
            authors=tuple(self._one(st.lists(st.text(st.sampled_from("a;\\ é"), max_size=5), max_size=3))),
            published=self._maybe(day | instant),
            language=self._maybe(self._words),
            dateline=self._maybe(self._words),
            sources=tuple(self._one(st.lists(self._words, max_size=3))),
            cites=self._some(self._entity_ids),
            body_start=self._one(st.integers(0, 60)),
        )

    def _entity(self, fact_id: str) -> Entity:
        st = self._st
        kind: EntityKind = self._one(st.sampled_from(get_args(EntityKind)))
        spans = self._spans()
        kinds = st.sampled_from(get_args(MentionKind))
        return Entity(
            id=fact_id,
            kind=kind,
            name=self._one(self._words),
            type=self._maybe(self._words),
            aliases=tuple(self._one(st.lists(self._words, max_size=2))),
            iri=self._maybe(st.just(entity_iri(kind, fact_id))),
            mentions=tuple(Mention(start=s.start, end=s.end, kind=self._one(kinds)) for s in spans),
            geonames=self._maybe(st.integers(-(2**31), 2**31)),
            lat=self._maybe(st.floats(-90, 90)),
            lon=self._maybe(st.floats(-180, 180)),
            country=self._maybe(self._words),
            within=self._maybe(st.just(entity_iri("place", "outer"))),
            confidence=self._confidence(),
        )

    def _time(self, fact_id: str) -> Time:
        span, words = self._span(), self._words
        days = self._st.dates().map(lambda date: date.isoformat())
        return Time(
            id=fact_id,
            start=span.start,
            end=span.end,
            type=self._one(self._st.sampled_from(get_args(TimeType))),
            value=self._maybe(words),
            edtf=self._maybe(words),
            earliest_start=self._maybe(days),
            latest_start=self._maybe(days),
            earliest_end=self._maybe(days),
            latest_end=self._maybe(days),
            precision=self._maybe(words),
            confidence=self._confidence(),
        )

    def _event(self, fact_id: str) -> dict[str, Any]:
        return {
            "id": fact_id,
            "type": self._one(self._words),
            "trigger": self._span(),
            "modality": self._one(self._st.sampled_from(get_args(Modality))),
            "participants": tuple(
                Participant(entity=entity, role=self._one(self._words), evidence=self._spans())
                for entity in self._some(self._entity_ids)
            ),
            "places": self._some(self._entity_ids),
            "times": self._some(self._time_ids),
            "part_of": self._any(self._event_ids),
            **self._provenance(),
        }

    def _communication(self, fact_id: str) -> Communication:
        return Communication(
            **self._event(fact_id),
            medium=self._one(self._words),
            senders=self._some(self._entity_ids),
            recipients=self._some(self._entity_ids),
            recipients_exhaustive=self._one(self._st.booleans()),
            topics=self._spans(),
            conveys=self._some(self._claim_ids),
        )

    def _claim(self, fact_id: str) -> Claim:
        return Claim(
            id=fact_id,
            type=self._one(self._words),
            content=self._spans(),
            quotation=self._one(self._st.sampled_from(get_args(Quotation))),
            attributions=self._attributions(),
            about=self._some(self._entity_ids),
            alleges=self._some(self._event_ids),
            demands=self._some(self._event_ids),
            addressed_to=self._some(self._entity_ids),
            wording=self._maybe(self._words),
            **self._provenance(),
        )

    def _attributions(self) -> tuple[Attribution, ...]:
        return tuple(
            Attribution(
                level=level,
                source=self._any(self._entity_ids),
                cue=self._maybe(self._st.just(self._span())),
                source_span=self._maybe(self._st.just(self._span())),
                factuality=self._one(self._words),
                stance=self._maybe(self._words),
                toward=self._any(self._entity_ids),
            )
            for level in self._one(self._st.lists(self._st.integers(1, 3), max_size=3))
        )

    def _count(self, fact_id: str) -> Count:
        numbers = self._st.integers(-MOST_PEOPLE, MOST_PEOPLE)
        return Count(
            id=fact_id,
            harm=self._one(self._words),
            value=self._maybe(numbers),
            lower=self._maybe(numbers),
            upper=self._maybe(numbers),
            qualifier=self._one(self._words),
            population=self._any(self._entity_ids),
            place=self._any(self._entity_ids),
            period=self._any(self._time_ids),
            cause=self._maybe(self._words),
            event=self._any(self._event_ids),
            claim=self._any(self._claim_ids),
            part_of=self._any(self._count_ids),
            attributions=self._attributions(),
            **self._provenance(),
        )

    def _relation(self, fact_id: str) -> Relation:
        entities = self._st.sampled_from(self._entity_ids)
        return Relation(
            id=fact_id,
            subject=self._one(entities),
            predicate=self._one(self._st.sampled_from(_PREDICATES)),
            object=self._one(entities),
            **self._provenance(),
        )

    def _provenance(self) -> dict[str, Any]:
        return {
            "evidence": self._spans(),
            "confidence": self._confidence(),
            "extractor": self._maybe(self._words),
        }

    def _span(self) -> Span:
        start = self._one(self._st.integers(0, len(self._text) - 1))
        return Span(start, self._one(self._st.integers(start + 1, len(self._text))))

    def _spans(self) -> tuple[Span, ...]:
        return tuple(self._span() for _ in range(self._one(self._st.integers(0, 2))))

    def _confidence(self) -> Any:
        return self._one(self._st.floats(0, 1))

    def _next_ids(self, known: list[str]) -> list[str]:
        ids = [next(self._ids) for _ in range(next(self._counts))]
        known.extend(ids)
        return ids

    def _one(self, strategy: SearchStrategy[Any]) -> Any:
        return self._draw(strategy)

    def _maybe(self, strategy: SearchStrategy[Any]) -> Any:
        return self._draw(self._st.none() | strategy)

    def _any(self, ids: list[str]) -> str | None:
        return self._maybe(self._st.sampled_from(ids)) if ids else None

    def _some(self, ids: list[str]) -> tuple[str, ...]:
        return tuple(self._one(self._st.lists(self._st.sampled_from(ids), max_size=3))) if ids else ()
