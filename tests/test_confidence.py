"""What a rule's certainty is worth: calibration keeps the order, and touches only what was measured."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.assemble import extract_facts
from kg.extract.confidence import calibrate, to_confidence
from kg.extract.document import parse
from kg.extract.lexicon import read_lexicon
from kg.model import Article

KINDS = ("name", "time", "communication", "claim", "count")


@given(st.sampled_from(KINDS), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_certainty_is_never_worth_less(kind: str, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= to_confidence(kind, low) <= to_confidence(kind, high) <= 1


def test_the_table_has_each_measured_kind_in_rising_order() -> None:
    rows = list(read_lexicon("confidence"))
    assert {row["kind"] for row in rows} == set(KINDS)
    for kind in KINDS:
        certainties = [float(row["certainty"]) for row in rows if row["kind"] == kind]
        assert all(low < high for low, high in pairwise(certainties))


def test_what_was_not_measured_keeps_its_certainty() -> None:
    text = "On Friday soldiers shelled a village near Kigali, the mayor told reporters."
    facts = extract_facts(parse(Article(id="a", text=text)))
    calibrated = calibrate(facts)
    assert facts.events
    assert calibrated.events == facts.events
    unnamed = {e.id: e.confidence for e in facts.entities if all(m.kind != "name" for m in e.mentions)}
    assert unnamed
    assert {e.id: e.confidence for e in calibrated.entities if e.id in unnamed} == unnamed
