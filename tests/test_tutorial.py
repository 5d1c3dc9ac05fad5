"""The SPARQL tutorial tells the truth: its queries are asked, and answer what stands under them."""

from __future__ import annotations

import difflib
import re
import runpy
from pathlib import Path

import pytest

import kg

TUTORIAL = runpy.run_path(str(Path(__file__).parent.parent / "scripts" / "update_tutorial.py"))
TEXT = TUTORIAL["PAGE"].read_text(encoding="utf-8")


def test_every_query_answers_what_the_page_says(sample_graph: kg.KnowledgeGraph) -> None:
    now = TUTORIAL["rewrite"](TEXT, sample_graph)
    difference = "\n".join(difflib.unified_diff(TEXT.splitlines(), now.splitlines(), "page", "now", lineterm=""))
    assert now == TEXT, f"{difference}\nIf that is meant, run: python scripts/update_tutorial.py"


def test_every_query_of_the_page_is_asked() -> None:
    assert len(TUTORIAL["BLOCK"].findall(TEXT)) == TEXT.count("```sparql") >= 20


def test_only_what_is_meant_to_be_empty_is(sample_graph: kg.KnowledgeGraph) -> None:
    queries = [block["query"] for block in TUTORIAL["BLOCK"].finditer(TEXT)]
    empty = [query for query in queries if not len(sample_graph.query(query))]
    assert [query.splitlines()[1].strip()[:60] for query in empty] == [
        "?participation kg:isParticipationIn ?event ; kg:hasRole role"
    ]


def test_the_query_with_a_name_can_be_asked(sample_graph: kg.KnowledgeGraph, tmp_path: Path) -> None:
    found = re.search(r"(    # Written to\n.*?)\n\n`kg query written-to", TEXT, re.DOTALL)
    assert found is not None
    (tmp_path / "written-to.rq").write_text(re.sub("^    ", "", found[1], flags=re.MULTILINE), encoding="utf-8")
    answer = sample_graph.query("written-to", sender="Volodymyr Zelenskyy", folders=[tmp_path])
    assert len(answer) > 0


@pytest.mark.parametrize("prefix", ["evt", "role", "medium", "ctype", "harm", "geo", "skos"])
def test_the_prefixes_that_the_page_names_are_there(prefix: str, sample_graph: kg.KnowledgeGraph) -> None:
    assert f"`{prefix}:`" in TEXT
    sample_graph.query(f"ASK {{ ?s ?p {prefix}:x }}")
