"""The scorer: a gold that meets itself is perfect, and each kind of mistake costs what it should."""

from __future__ import annotations

import html
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import FactsError
from kg.evaluate import Judged, Reliability, evaluate, iter_comparisons, iter_errors, judge, render_errors
from kg.model import (
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
    Span,
    Time,
)

TEXT = "On Friday Mali sent Chad a letter saying that a blast in Bamako had killed at least 12 people."


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _entity(name: str, kind: EntityKind) -> Entity:
    span = _span(name)
    return Entity(id=f"entity-{span.start}", kind=kind, name=name, mentions=(Mention(start=span.start, end=span.end),))


def _with(entities: tuple[Entity, ...]) -> ArticleFacts:
    return ArticleFacts(article=Article(id="a", text=TEXT), extractor="x", entities=entities)


MALI, CHAD, BAMAKO = _entity("Mali", "state"), _entity("Chad", "state"), _entity("Bamako", "place")
FRIDAY = Time(id="time-3", start=3, end=9, value="2024-05-03")

GOLD = ArticleFacts(
    article=Article(id="a", text=TEXT),
    extractor="gold 1",
    entities=(MALI, CHAD, BAMAKO),
    times=(FRIDAY,),
    events=(Event(id="event-1", type="explosive-attack", trigger=_span("blast"), places=(BAMAKO.id,)),),
    communications=(
        Communication(
            id="communication-1",
            type="letter",
            trigger=_span("sent"),
            medium="letter",
            senders=(MALI.id,),
            recipients=(CHAD.id,),
            evidence=(_span("Mali sent Chad a letter"),),
        ),
    ),
    claims=(
        Claim(
            id="claim-1",
            type="assertion",
            content=(_span("a blast in Bamako had killed at least 12 people"),),
            attributions=(Attribution(level=1, source=MALI.id),),
        ),
    ),
    counts=(
        Count(
            id="count-1",
            harm="killed",
            value=12,
            lower=12,
            qualifier="at-least",
            evidence=(_span("killed at least 12 people"),),
        ),
    ),
)


def _changed(**changes: object) -> ArticleFacts:
    return msgspec.structs.replace(GOLD, **changes)


def test_gold_against_itself_is_perfect() -> None:
    evaluation = evaluate([GOLD], [GOLD])
    assert {score.f1 for score in evaluation.scores} == {1.0}
    assert {"communication, recipient", "claim, content and source", "count, with qualifier"} <= {
        score.measure for score in evaluation.scores
    }


def test_an_article_not_found_scores_nothing() -> None:
    evaluation = evaluate([GOLD], [])
    assert {score.recall for score in evaluation.scores if "given" not in score.measure} == {0.0}


def test_swapped_sender_and_recipient_are_both_wrong() -> None:
    (act,) = GOLD.communications
    swapped = msgspec.structs.replace(act, senders=act.recipients, recipients=act.senders)
    evaluation = evaluate([GOLD], [_changed(communications=(swapped,))])
    assert evaluation.get("communication").f1 == 1.0
    assert evaluation.get("communication, sender").agreed == 0
    assert evaluation.get("communication, recipient").agreed == 0


def test_an_invented_communication_costs_precision_of_its_recipients() -> None:
    (act,) = GOLD.communications
    invented = msgspec.structs.replace(act, id="communication-2", trigger=_span("saying"), evidence=())
    evaluation = evaluate([GOLD], [_changed(communications=(act, invented))])
    assert evaluation.get("communication").precision == 0.5
    assert evaluation.get("communication, recipient").precision == 0.5
    assert evaluation.get("communication, recipient").recall == 1.0


@pytest.mark.parametrize(
    ("change", "measure"),
    [
        ({"value": 13, "lower": 13}, "count, harm and figure"),
        ({"harm": "injured"}, "count, harm and figure"),
        ({"lower": None}, "count, harm and figure"),
        ({"qualifier": "unstated"}, "count, with qualifier"),
    ],
)
def test_a_wrong_figure_is_wrong(change: dict[str, object], measure: str) -> None:
    count = msgspec.structs.replace(GOLD.counts[0], **change)
    assert evaluate([GOLD], [_changed(counts=(count,))]).get(measure).agreed == 0


def test_a_claim_of_another_source_has_its_content_right_and_its_source_wrong() -> None:
    claim = msgspec.structs.replace(GOLD.claims[0], attributions=(Attribution(level=1, source=CHAD.id),))
    evaluation = evaluate([GOLD], [_changed(claims=(claim,))])
    assert evaluation.get("claim, content").agreed == 1
    assert evaluation.get("claim, content and source").agreed == 0


def test_half_of_a_content_is_too_little() -> None:
    claim = msgspec.structs.replace(GOLD.claims[0], content=(_span("a blast in Bamako"),))
    assert evaluate([GOLD], [_changed(claims=(claim,))]).get("claim, content").agreed == 0


@pytest.mark.parametrize(
    ("found", "near", "same"),
    [
        ({"geonames": 2460596, "lat": 12.65, "lon": -8.0}, (1, 1, 1), (1, 1, 1)),
        ({"geonames": 2460594, "lat": 12.9, "lon": -7.9}, (1, 1, 1), (1, 1, 0)),
        ({"geonames": 1, "lat": 40.0, "lon": -8.0}, (1, 1, 0), (1, 1, 0)),
        ({}, (0, 1, 0), (0, 1, 0)),
    ],
)
def test_a_place_is_right_within_a_hundred_miles(
    found: dict[str, float], near: tuple[int, int, int], same: tuple[int, int, int]
) -> None:
    gold = msgspec.structs.replace(BAMAKO, geonames=2460596, lat=12.65, lon=-8.0)
    scores = evaluate([_with(entities=(gold,))], [_with(entities=(msgspec.structs.replace(BAMAKO, **found),))])
    for measure, expected in (("place, within 161 km", near), ("place, exact GeoNames id", same)):
        score = scores.get(measure)
        assert (score.found, score.gold, score.agreed) == expected


def test_a_position_for_what_is_no_real_place_costs_precision() -> None:
    gold = msgspec.structs.replace(BAMAKO, geonames=2460596, lat=12.65, lon=-8.0)
    mali = msgspec.structs.replace(MALI, lat=17.0, lon=-4.0)  # a state that acts: not asked where it is
    invented = msgspec.structs.replace(CHAD, kind="person")
    found = (gold, mali, msgspec.structs.replace(CHAD, kind="place", lat=15.0, lon=19.0))
    score = evaluate([_with(entities=(gold, MALI, invented))], [_with(entities=found)]).get("place, within 161 km")
    assert (score.found, score.gold, score.agreed) == (2, 1, 1)


def test_kinds_that_the_gold_lacks_are_not_scored() -> None:
    bare = _changed(claims=(), counts=())
    measures = {score.measure for score in evaluate([bare], [GOLD]).scores}
    assert not any(measure.startswith(("claim", "count")) for measure in measures)


def test_texts_that_differ_cannot_be_compared() -> None:
    other = ArticleFacts(article=Article(id="a", text=TEXT + " "), extractor="x 1")
    with pytest.raises(FactsError, match="different texts"):
        evaluate([GOLD], [other])


# Mistakes, one by one -----------------------------------------------------------------------------


def _errors(found: ArticleFacts) -> list[tuple[str, str]]:
    [comparison] = iter_comparisons([GOLD], [found])
    return [(error.layer, error.kind) for error in iter_errors(comparison)]


def _replaced(field: str, **changes: object) -> ArticleFacts:
    """The gold with its first fact of a kind changed."""
    first, *rest = getattr(GOLD, field)
    return _changed(**{field: (msgspec.structs.replace(first, **changes), *rest)})


def test_gold_against_itself_has_no_mistake() -> None:
    assert _errors(GOLD) == []


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (_replaced("entities", kind="person"), ("name", "kind: place taken for person")),
        (_replaced("times", value="2024-05-10"), ("time", "value")),
        (_replaced("times", start=0), ("time", "boundary")),
        (_changed(times=()), ("time", "missed")),
        (_replaced("events", type="shelling"), ("event", "type")),
        (_replaced("events", modality="planned"), ("event", "modality")),
        (_replaced("events", places=()), ("event", "places")),
        (_changed(events=()), ("event", "missed")),
        (_replaced("communications", recipients=()), ("communication", "recipients")),
        (_replaced("communications", medium="email"), ("communication", "medium")),
        (_changed(communications=()), ("communication", "missed")),
        (_replaced("claims", attributions=(Attribution(level=1, source=CHAD.id),)), ("claim", "source")),
        (_replaced("claims", type="denial"), ("claim", "type: assertion taken for denial")),
        (_replaced("claims", content=(_span("a blast"),)), ("claim", "content differs")),
        (_changed(claims=()), ("claim", "missed")),
        (_replaced("counts", value=13), ("count", "figure")),
        (_replaced("counts", harm="injured"), ("count", "harm")),
        (_replaced("counts", qualifier="about"), ("count", "qualifier")),
    ],
)
def test_a_mistake_is_named(found: ArticleFacts, expected: tuple[str, str]) -> None:
    assert _errors(found) == [expected]


def test_what_is_found_too_much_is_spurious_but_for_events() -> None:
    bare = ArticleFacts(article=GOLD.article, extractor="gold 1")
    [comparison] = iter_comparisons([bare], [GOLD])
    kinds = [(error.layer, error.kind) for error in iter_errors(comparison)]
    assert dict.fromkeys(kinds) == dict.fromkeys(
        (layer, "spurious") for layer in ("name", "time", "communication", "claim", "count")
    )


def test_the_page_of_mistakes_shows_them_and_runs_nothing() -> None:
    text = TEXT.replace("a letter", "a <script>letter</script>")
    gold = ArticleFacts(
        article=Article(id="a", text=text),
        extractor="gold 1",
        times=(Time(id="time-3", start=3, end=9, value="2024-05-03"),),
    )
    page = render_errors(iter_comparisons([gold], []))
    assert "<h3>time: missed</h3>" in page
    assert '<mark class="at">Friday</mark>' in page
    assert "<script" not in page
    assert "http" not in page


def test_facts_are_judged_by_what_a_user_takes_from_them() -> None:
    [comparison] = iter_comparisons([GOLD], [_replaced("communications", recipients=(), confidence=0.4)])
    judged = {(fact.kind, fact.confidence): fact.is_right for fact in judge([comparison])}
    assert judged == {
        ("name", 1.0): True,
        ("time", 1.0): True,
        ("communication", 0.4): False,
        ("claim", 1.0): True,
        ("count", 1.0): True,
    }


def test_reliability_has_a_row_for_each_tenth_and_an_error_for_each_kind() -> None:
    reliability = Reliability.of(
        [
            Judged("claim", 0.95, True),
            Judged("claim", 1.0, False),
            Judged("claim", 0.1, False),
            Judged("time", 0.9, True),
        ]
    )
    assert [(row["kind"], row["right"], row["facts"]) for row in reliability.to_records()] == [
        ("claim", 0.0, 1),
        ("claim", 0.5, 2),
        ("time", 1.0, 1),
    ]
    assert reliability.find_error("claim") == pytest.approx((0.1 + 2 * 0.475) / 3, abs=1e-4)
    assert "claim, error" in reliability.to_text()


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 30)), max_size=6))
def test_marks_never_lose_a_letter_of_the_text(ranges: list[tuple[int, int]]) -> None:
    times = [
        Time(id=f"time-{i}", start=start, end=min(start + size, len(TEXT)), value="2024")
        for i, (start, size) in enumerate(ranges)
    ]
    gold = ArticleFacts(article=Article(id="a", text=TEXT), extractor="gold 1", times=tuple(times))
    page = render_errors(iter_comparisons([gold], [gold]))
    column = page[page.index("<h4>gold</h4>") :]
    shown = re.sub(r"<[^>]+>", "", column[len("<h4>gold</h4>") : column.index("</p>")])
    assert html.unescape(shown) == TEXT
