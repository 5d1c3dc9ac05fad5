"""The rules against the gold facts of the sample articles: what has been reached is kept."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

import kg
from kg.evaluate import Evaluation


@pytest.fixture(scope="module", params=["dev", "test"])
def evaluation(request: pytest.FixtureRequest, root: Path, found: Path) -> Evaluation:
    """The scores of the rules on the articles to develop on, and on those only to test on."""
    return kg.evaluate_files(root / "data" / "gold" / f"{request.param}.jsonl", found)


@pytest.fixture(scope="module")
def found(root: Path, sample_articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the rules find in all marked articles."""
    path = tmp_path_factory.mktemp("gold") / "facts.jsonl"
    facts = kg.extract([sample_articles, root / "data" / "gold" / "articles"])
    path.write_text(
        "\n".join(kg.to_json(each) for each in facts if isinstance(each, kg.ArticleFacts)), encoding="utf-8"
    )
    return path


def test_gold_is_compiled_from_what_is_marked(root: Path) -> None:
    compiled = runpy.run_path(str(root / "scripts" / "compile_gold.py"))["compile_files"]()
    assert {path: path.read_text(encoding="utf-8") for path in compiled} == compiled, "run scripts/compile_gold.py"


@pytest.mark.parametrize(
    ("measure", "floor"),
    [
        ("name, overlap and kind", 0.70),
        ("time, overlap and value", 0.75),
        ("event, trigger (recall)", 0.90),
        ("communication, sender", 0.40),
        ("communication, recipient", 0.55),
        ("claim, content", 0.70),
        ("claim, content and source", 0.60),
        ("count, harm and figure", 0.55),
        ("count, with qualifier", 0.55),
    ],
)
def test_scores_do_not_fall(evaluation: Evaluation, measure: str, floor: float) -> None:
    assert evaluation.get(measure).f1 >= floor, f"\n{evaluation.to_text()}"
