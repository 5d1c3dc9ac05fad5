"""An article has the same parse, facts and graph alone as in any company, to the last bit."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language
from thinc.api import Linear, use_ops
from threadpoolctl import threadpool_limits

from kg.articles import SourceArticle, iter_articles
from kg.errors import ExtractionError
from kg.extract import assemble
from kg.extract.document import Document
from kg.extract.parsing import iter_docs, load_model, steady
from kg.model import ArticleFacts
from kg.pipeline.article import Made, Recipe, Task, build_articles
from kg.pipeline.facts import to_record

ARTICLES = Path(__file__).parent.parent / "data" / "articles"
ODD = ["", "Oslo.", " \n ", "Oslo sent a letter to Lima, and Lima replied at length. " * 60]


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    with threadpool_limits(1, user_api="blas"):
        yield


def sample_articles() -> list[SourceArticle]:
    return [source for source in iter_articles([ARTICLES]) if isinstance(source, SourceArticle)]


@pytest.mark.parametrize("batch_size", [7, 16])
def test_a_parse_does_not_depend_on_its_batch(batch_size: int) -> None:
    nlp = load_model()
    texts = [*(source.article.text for source in sample_articles()), *ODD]
    shuffled = random.Random(batch_size).sample(texts, len(texts))
    alone = {doc.text: doc for doc in iter_docs(nlp, texts, batch_size=1)}
    among = iter_docs(nlp, shuffled, batch_size=batch_size)
    assert alone[texts[0]].tensor.any()
    assert [doc.to_bytes() for doc in among] == [alone[text].to_bytes() for text in shuffled]


def test_a_graph_does_not_depend_on_the_batch() -> None:
    recipe = Recipe()
    tasks = [Task(source.article.id, "article", to_record(source.article)) for source in sample_articles()]
    alone = {task: build_articles([task], recipe) for task in tasks}
    for task, made in zip(reversed(tasks), build_articles(tasks[::-1], recipe), strict=True):
        assert [made] == alone[task]
        assert isinstance(made, Made)


def test_a_bad_article_leaves_the_others_of_its_batch_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks = [Task(source.article.id, "article", to_record(source.article)) for source in sample_articles()[:3]]
    extract_facts = assemble.extract_facts

    def fail(document: Document) -> ArticleFacts:
        if document.article.id == tasks[1].article_id:
            raise IndexError("a rule's fault")
        return extract_facts(document)

    monkeypatch.setattr(assemble, "extract_facts", fail)
    first, second, third = build_articles(tasks, Recipe())
    assert isinstance(second, ExtractionError)
    assert "a rule's fault" in str(second)
    assert isinstance(first, Made)
    assert isinstance(third, Made)


@pytest.mark.parametrize("shape", [(1, 1), (64, 74), (64, 106), (96, 288), (288, 288), (300, 1000)])
def test_a_row_of_a_product_does_not_depend_on_the_others(shape: tuple[int, int]) -> None:
    ops, numbers = steady.SteadyOps(), np.random.default_rng(1)
    weights = numbers.standard_normal(shape[::-1], dtype=np.float32)
    x = numbers.standard_normal((211, shape[0]), dtype=np.float32)
    together = ops.gemm(x, weights, trans2=True)
    assert np.allclose(together, x @ weights.T, atol=1e-3)
    for size in (1, 2, 13, 100):
        parts = [ops.gemm(x[start : start + size], weights, trans2=True) for start in range(0, len(x), size)]
        assert np.array_equal(np.vstack(parts), together)


def test_a_product_may_be_transposed_or_empty_or_written_to_a_place() -> None:
    ops, numbers = steady.SteadyOps(), np.random.default_rng(1)
    x, y = numbers.standard_normal((5, 3), dtype=np.float32), numbers.standard_normal((5, 4), dtype=np.float32)
    assert np.allclose(ops.gemm(x, y, trans1=True), x.T @ y, atol=1e-5)
    assert ops.gemm(x.T[:0], y).shape == (0, 4)
    out = np.zeros((3, 4), dtype=np.float32)
    assert ops.gemm(x.T, y, out=out) is out
    assert np.allclose(out, x.T @ y, atol=1e-5)


def test_where_nothing_faster_is_steady_rows_are_taken_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    multiply = steady._multiply

    def round_by_place(x: steady.Matrix, weights: steady.Matrix, product: steady.Matrix, form: steady._Form) -> None:
        multiply(x, weights, product, form)
        product[3::5] += 1e-6

    monkeypatch.setattr(steady, "_multiply", round_by_place)
    assert steady._form_for.__wrapped__(20, 30) == steady._ROW_BY_ROW


def test_networks_of_another_library_are_noticed() -> None:
    nlp = Language()
    assert steady.is_steady(nlp)
    nlp.add_pipe("tagger")
    with use_ops("cpu"):
        nlp.get_pipe("tagger").model = Linear(2, 2)
    assert not steady.is_steady(nlp)
    steady.make_steady(nlp)
    assert steady.is_steady(nlp)
    nlp.get_pipe("tagger").model.shims.append(object())
    assert not steady.is_steady(nlp)
