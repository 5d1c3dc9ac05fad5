"""The contract of `kg.model`: what is refused, and with which words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import FactsError
from kg.model import Article, ArticleFacts, Entity, Event, Mention, Span, build_schema, from_json, to_json

TEXT = "Mali wrote to Chad. Chad did not reply."


def _facts(**changes: object) -> str:
    """A small valid line of facts, with changes at the top level."""
    record: dict[str, object] = {
        "article": {"id": "a-1", "text": TEXT},
        "extractor": "hand 1",
        "entities": [{"id": "entity-0-4", "kind": "state", "name": "Mali", "mentions": [{"start": 0, "end": 4}]}],
        "events": [{"id": "event-5-10", "type": "letter", "trigger": {"start": 5, "end": 10}}],
    }
    return json.dumps(record | changes)


def test_facts_survive_json() -> None:
    facts = from_json(_facts())
    assert from_json(to_json(facts)) == facts
    assert facts.article.quote(facts.events[0].trigger) == "wrote"


def test_a_quote_is_compared_with_the_text_and_dropped() -> None:
    event = {"id": "event-5-10", "type": "letter", "trigger": {"start": 5, "end": 10, "quote": "wrote"}}
    assert from_json(_facts(events=[event])) == from_json(_facts())


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"events": [{"id": "e1", "type": "letter"}]}, r"missing required field `trigger` - at `\$.events\[0\]`"),
        (
            {"events": [{"id": "e1", "type": "x", "trigger": {"start": 5, "end": 99}}]},
            r"events\[0\].trigger: .*99 ends beyond",
        ),
        (
            {"events": [{"id": "e1", "type": "x", "trigger": {"start": 5, "end": 10, "quote": "wrotf"}}]},
            r"events\[0\].trigger: the text at 5..10 is 'wrote', not 'wrotf'",
        ),
        ({"events": [{"id": "e1", "type": "x", "trigger": {"start": 5, "end": 5}}]}, r"0 <= start < end"),
        (
            {"events": [{"id": "e1", "type": "x", "trigger": {"start": 5, "end": 10}, "places": ["p"]}]},
            r"places\[0\]: there is no entity",
        ),
        (
            {"events": [{"id": "entity-0-4", "type": "x", "trigger": {"start": 5, "end": 10}}]},
            r"'entity-0-4' is used twice",
        ),
        (
            {"events": [{"id": "e1", "type": "x", "trigger": {"start": 5, "end": 10}, "confidence": 1.5}]},
            r"1.5 is not in 0..1",
        ),
        ({"entitys": []}, r"unknown field `entitys`"),
        ({"article": {"id": "Ä", "text": TEXT}}, r"article id"),
        ({"article": {"id": "a", "text": " \n"}}, r"no text"),
        ({"article": {"id": "a", "text": TEXT, "published": "last week"}}, r"neither YYYY-MM-DD"),
        ({"article": {"id": "a", "text": TEXT, "sha256": "0" * 64}}, r"not that of the text"),
    ],
)
def test_what_breaks_the_contract_is_refused_with_its_place(changes: dict[str, object], message: str) -> None:
    with pytest.raises(FactsError, match=message):
        from_json(_facts(**changes))


def test_text_that_is_not_json_is_refused() -> None:
    with pytest.raises(FactsError, match="not a line of JSON: Input data was truncated"):
        from_json(b'{"article": ')


def test_alleged_events_are_those_in_claims() -> None:
    claim = {"id": "c", "type": "accusation", "content": [{"start": 0, "end": 18}], "alleges": ["event-5-10"]}
    assert from_json(_facts(claims=[claim])).alleged_ids == {"event-5-10"}


def test_entity_is_found_by_its_id() -> None:
    facts = ArticleFacts(
        article=Article(id="a", text=TEXT),
        extractor="hand 1",
        entities=(Entity(id="e", kind="state", name="Mali", mentions=(Mention(start=0, end=4),)),),
        events=(Event(id="v", type="letter", trigger=Span(5, 10)),),
    )
    assert facts.get_entity("e").name == "Mali"
    with pytest.raises(KeyError):
        facts.get_entity("v")


def test_schema_names_every_kind_of_fact() -> None:
    definitions = build_schema()["$defs"]
    assert isinstance(definitions, dict)
    assert {"Article", "Entity", "Time", "Event", "Communication", "Claim", "Count", "Relation"} <= set(definitions)


def test_the_schema_that_is_shipped_is_that_of_the_types(root: Path) -> None:
    shipped = json.loads((root / "kg" / "facts.schema.json").read_text(encoding="utf-8"))
    assert shipped == json.loads(json.dumps(build_schema())), "run: python scripts/write_schema.py"


def test_a_count_above_all_people_who_ever_lived_is_refused() -> None:
    line = {"article": {"id": "a", "text": "x"}, "extractor": "x 1", "counts": [{"id": "c", "harm": "killed"}]}
    line["counts"][0]["value"] = 10**13  # type: ignore[index]
    with pytest.raises(FactsError, match=r"more than all people .* at `\$\.counts\[0\]`"):
        from_json(json.dumps(line))
