"""What is public is documented, and the reference is what the docstrings say."""

from __future__ import annotations

import inspect
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.errors import GazetteerError, NetworkError, QueryError, ShapesError
from kg.store import Store

SCRIPT = Path(__file__).parent.parent / "scripts" / "document_api.py"
API = runpy.run_path(str(SCRIPT))


def test_the_reference_is_up_to_date() -> None:
    assert API["PAGE"].read_text(encoding="utf-8") == API["build_page"](), f"Run: python {SCRIPT}"


def test_what_is_public_is_sorted_and_there() -> None:
    constants = sorted(name for name in kg.__all__ if name.isupper())
    classes = sorted(name for name in kg.__all__ if name[0].isupper() and not name.isupper())
    functions = sorted(name for name in kg.__all__ if name[0].islower())
    assert [*constants, *classes, *functions] == kg.__all__
    assert all(hasattr(kg, name) for name in kg.__all__)


@pytest.mark.parametrize("name", [name for name in kg.__all__ if callable(getattr(kg, name)) and name != "Answer"])
def test_every_public_name_and_method_says_what_it_is(name: str) -> None:
    value = getattr(kg, name)
    assert inspect.getdoc(value)
    if inspect.isclass(value) and value.__module__.startswith("kg"):
        for method in (m for m, a in vars(value).items() if inspect.isfunction(a) and not m.startswith("_")):
            assert inspect.getdoc(getattr(value, method)), f"kg.{name}.{method} has no docstring"


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda graph, store: graph.query(None), QueryError, "^None is no question. Give SPARQL, or the name of"),
        (lambda graph, store: graph.query(5), QueryError, "^5 is no question"),
        (lambda graph, store: graph.to_networkx(5), NetworkError, "^There is no projection 5"),
        (lambda graph, store: graph.snapshots(None), NetworkError, "^There is no projection None"),
        (lambda graph, store: graph.validate(shapes="nope.ttl"), ShapesError, "^nope.ttl: "),
        (lambda graph, store: kg.list_queries("nope"), QueryError, "^nope: there is no such folder"),
        (lambda graph, store: kg.build([], store, shapes="nope.ttl"), ShapesError, "^nope.ttl: "),
        (lambda graph, store: kg.build([], store, shapes=["nope.ttl"]), ShapesError, "^nope.ttl: "),
        (lambda graph, store: kg.build([], store, gazetteers="nope.csv"), GazetteerError, "^nope.csv: "),
        (lambda graph, store: kg.build(5, store), TypeError, "^5 is no path of a file or folder"),
        (lambda graph, store: kg.build([5], store), TypeError, r"^\[5\] is no path of a file or folder"),
        (lambda graph, store: kg.build([], store, jobs="2"), kg.KGError, "^jobs: '2' is no number of processes"),
        (lambda graph, store: kg.build([], store, jobs=0), kg.KGError, "^jobs: 0 is no number of processes"),
        (lambda graph, store: kg.extract([], jobs=1.5), kg.KGError, r"^jobs: 1\.5 is no number of processes"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_no_store_is_made(
    tmp_path: Path, call: Callable[[kg.KnowledgeGraph, Path], object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        call(kg.KnowledgeGraph(Store.open()), tmp_path / "store")
    assert not (tmp_path / "store").exists()
