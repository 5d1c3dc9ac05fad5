"""Several processes give what one gives, and one that dies costs an article and no more."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

import kg
from benchmarks.corpus import write_corpus
from kg.errors import ArticleError, ExtractionError, KGError
from kg.pipeline import workers
from kg.pipeline.article import Recipe, Task

ARTICLES = 30


class Item(NamedTuple):
    """Something to do, or nothing."""

    task: Task | None


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start workers for a handful of articles."""
    monkeypatch.setattr(workers, "_WORTH_WORKERS", 4)
    monkeypatch.setattr(workers, "_MOST_TASKS", 3)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small corpus."""
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(ARTICLES, folder)
    return folder


@pytest.fixture
def function(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Sequence[Task], Recipe], list[object]]:
    """What to do with tasks: give back its number, or die, or be hindered."""
    (tmp_path / "odd_function.py").write_text(
        textwrap.dedent(
            """
            import os, signal
            from kg.errors import KGError

            def answer(tasks, recipe):
                print("a library that prints")
                return list(map(answer_one, tasks))

            def answer_one(task):
                if task.record == b"die":
                    os.kill(os.getpid(), signal.SIGKILL)
                if task.record == b"hindered":
                    raise KGError("There is no model.")
                return task.record
            """
        ),
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    return import_module("odd_function").answer


def _items(*records: str) -> list[Item]:
    return [Item(Task(f"a{n}", "article", record.encode()) if record else None) for n, record in enumerate(records)]


def test_results_come_in_the_order_of_the_items(function) -> None:
    items = _items(*(str(n) if n % 5 else "" for n in range(40)))
    found = list(workers.run(function, Recipe(), items, jobs=3))
    assert [item for item, _ in found] == items
    assert [result for _, result in found] == [item.task and item.task.record for item in items]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_process_that_dies_costs_its_article(function) -> None:
    items = _items(*"0123", "die", *"56789")
    found = [result for _, result in workers.run(function, Recipe(), items, jobs=2)]
    assert [result for result in found if isinstance(result, bytes)] == [
        b"0",
        b"1",
        b"2",
        b"3",
        *map(str.encode, "56789"),
    ]
    (error,) = [result for result in found if isinstance(result, ExtractionError)]
    assert found.index(error) == 4
    assert str(error).startswith("a4: extraction failed (ChildProcessError: the process that worked on it was ended by")


def test_what_hinders_all_articles_is_raised(function) -> None:
    with pytest.raises(KGError, match="There is no model"):
        list(workers.run(function, Recipe(), _items(*"0123", "hindered", *"56789"), jobs=2))


def test_items_are_read_no_further_than_needed(function) -> None:
    read = 0

    def endless():
        nonlocal read
        while True:
            read += 1
            yield Item(Task(f"a{read}", "article", b"x"))

    results = workers.run(function, Recipe(), endless(), jobs=2)
    for _ in range(30):
        next(results)
    results.close()
    assert read <= 30 + 2 * 3 * (workers._BATCHES_PER_WORKER + 1)


def test_few_articles_start_nothing(function, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_Workers", None)
    assert [result for _, result in workers.run(function, Recipe(), _items("1", "", "2"), jobs=8)] == [b"1", None, b"2"]


def test_the_graph_does_not_depend_on_the_number_of_jobs(corpus: Path, tmp_path: Path) -> None:
    (corpus / "bad.jsonl").write_text('{"article": 1}\n', encoding="utf-8")
    results = {
        jobs: kg.build([corpus / "facts.jsonl", corpus / "bad.jsonl"], tmp_path / str(jobs), facts=True, jobs=jobs)
        for jobs in (1, 3)
    }
    assert results[1].outcomes == results[3].outcomes
    assert results[1].count("built") == ARTICLES
    with kg.open(tmp_path / "1") as one, kg.open(tmp_path / "3") as three:
        assert one.dump("nquads") == three.dump("nquads")


@pytest.mark.slow
def test_the_facts_do_not_depend_on_the_number_of_jobs(corpus: Path) -> None:
    assert list(kg.extract(corpus / "articles.jsonl", jobs=2)) == list(kg.extract(corpus / "articles.jsonl", jobs=1))


def test_a_script_needs_no_guard(corpus: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    facts, store = str(corpus / "facts.jsonl"), str(tmp_path / "store")
    script.write_text(
        "import kg\nfrom kg.pipeline import workers\nworkers._WORTH_WORKERS = 4\n"
        f"print(kg.build({facts!r}, {store!r}, facts=True, jobs=2).summary())\n",
        encoding="utf-8",
    )
    run = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120, check=False)
    assert (run.stdout, run.stderr) == (f"{ARTICLES} articles: {ARTICLES} built\n", "")


def test_errors_say_the_same_in_another_process() -> None:
    import pickle

    for error in (ArticleError("a.jsonl", "not JSON", line=3), ExtractionError("a", IndexError("none"))):
        copy = pickle.loads(pickle.dumps(error))
        assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


def test_one_process_is_given_batches_as_well(function) -> None:
    given: list[int] = []

    def count(tasks: Sequence[Task], recipe: Recipe) -> list[object]:
        given.append(len(tasks))
        return function(tasks, recipe)

    results = [result for _, result in workers.run(count, Recipe(), _items("1", "2", "", "", "", "3"), jobs=1)]
    assert results == [b"1", b"2", None, None, None, b"3"]
    assert given == [2, 1]
