"""The rules against the gold facts of the sample articles: what has been reached is kept."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

import kg
from kg.evaluate import Evaluation


@pytest.fixture(scope="module")
def evaluation(root: Path, sample_articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """The scores of the rules on the gold articles."""
    found = tmp_path_factory.mktemp("gold") / "facts.jsonl"
    facts = [item for item in kg.extract(sample_articles) if isinstance(item, kg.ArticleFacts)]
    found.write_text("\n".join(kg.to_json(item) for item in facts), encoding="utf-8")
    return kg.evaluate_files(root / "data" / "gold", found)


def test_gold_is_compiled_from_what_is_marked(root: Path) -> None:
    script = runpy.run_path(str(root / "scripts" / "compile_gold.py"))
    compiled = (root / "data" / "gold" / "gold.jsonl").read_text(encoding="utf-8")
    assert script["compile_gold"]() == compiled, "run: python scripts/compile_gold.py"


def test_at_least_four_articles_are_marked(evaluation: Evaluation) -> None:
    assert evaluation.articles >= 4


@pytest.mark.parametrize(
    ("measure", "floor"),
    [
        ("name, overlap and kind", 0.90),
        ("time, overlap and value", 0.80),
        ("event, trigger (recall)", 0.90),
        ("communication, sender", 0.50),
        ("communication, recipient", 0.80),
        ("claim, content", 0.75),
        ("claim, content and source", 0.70),
        ("count, harm and figure", 0.95),
        ("count, with qualifier", 0.95),
    ],
)
def test_scores_do_not_fall(evaluation: Evaluation, measure: str, floor: float) -> None:
    assert evaluation.get(measure).f1 >= floor, f"\n{evaluation.to_text()}"
