"""Every named query on the sample articles: answers that were read against the texts, and are pinned."""

from __future__ import annotations

import difflib
import runpy
from pathlib import Path

import pytest

import kg
from kg.query import read_queries

SCRIPTS = Path(__file__).parent.parent / "scripts"
GOLDEN = runpy.run_path(str(SCRIPTS / "update_golden_queries.py"))


def test_there_are_as_many_questions_as_promised() -> None:
    assert len(read_queries()) >= 25


@pytest.mark.parametrize("name", read_queries())
def test_the_answer_is_as_it_was_read(name: str, sample_graph: kg.KnowledgeGraph) -> None:
    path = GOLDEN["FOLDER"] / f"{name}.csv"
    answer = sample_graph.query(name, GOLDEN["PARAMETERS"].get(name, {}))
    assert len(answer) > 0
    written, now = path.read_text(encoding="utf-8"), answer.to_csv()
    difference = "\n".join(difflib.unified_diff(written.splitlines(), now.splitlines(), "read", "now", lineterm=""))
    assert now == written, f"{difference}\nIf that is true of the texts, run: python scripts/update_golden_queries.py"


def test_no_answer_is_pinned_for_a_query_that_is_gone() -> None:
    assert {path.stem for path in GOLDEN["FOLDER"].glob("*.csv")} == set(read_queries())


def test_what_is_alleged_is_in_no_answer_about_what_is_asserted(sample_graph: kg.KnowledgeGraph) -> None:
    alleged = {row[0] for row in sample_graph.query("SELECT ?fact WHERE { ?fact a kg:AllegedEvent }")}
    alleged |= {row[0] for row in sample_graph.query("SELECT ?fact WHERE { ?fact a kg:AllegedCommunication }")}
    assert alleged
    for name, column in {
        "coded-events": "fact", "communications": "fact", "events": "fact", "letters": "fact",
    }.items():  # fmt: skip
        found = {record[column] for record in sample_graph.query(name).to_records()}
        assert found
        assert not found & alleged


def test_the_codes_of_events_are_those_of_the_crosswalks() -> None:
    script = runpy.run_path(str(SCRIPTS / "write_event_codes.py"))
    text = script["QUERY"].read_text(encoding="utf-8")
    assert script["rewrite"](text) == text, "Run: python scripts/write_event_codes.py"
    assert text.count("(evt:") > 40
