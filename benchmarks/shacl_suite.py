"""The W3C test suite of SHACL (data-shapes-test-suite), run through the engines and through the gate.

    python -m benchmarks.shacl_suite SUITE               SUITE/tests/manifest.ttl lists the tests
    python -m benchmarks.shacl_suite SUITE --all         show also the tests that pass everywhere

Three columns: `shacl` and pySHACL on their own, and the gate with `engine="auto"`, which refuses what engines take in
silence and gives to pySHACL what `shacl` answers wrongly. A test passes if the results have the focus node, path,
value, component and severity that the suite says, or if what should fail is refused. "Wrong" is an answer that is not
that of the suite: the one thing that a gate must not give. The suite is not a part of this project: fetch it from
https://github.com/w3c/data-shapes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox
import rdflib
from rdflib import RDF, SH, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import ShapesError
from kg.validate import ENGINES, Gate
from kg.validate.engines import to_severity
from kg.validate.reference import terms_as_they_are, write_path, write_term

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")

#: Focus node, path, value, component and severity; a blank node is known by nothing but that it is one.
Result: TypeAlias = tuple[str, str | None, str | None, str, str]

PASSED, REFUSED, WRONG = "passed", "refused", "wrong"


class Test(NamedTuple):
    """A test of the suite.

    Attributes:
        name: its folder and name.
        shapes, data: as N-Triples.
        expected: the results; None if validation has to fail.
    """

    name: str
    shapes: str
    data: str
    expected: Counter[Result] | None


def main() -> None:
    """Run all tests and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suite", type=Path)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    columns = [*ENGINES, "gate"]
    counts: dict[str, Counter[str]] = {column: Counter() for column in columns}
    print(f"| test | {' | '.join(columns)} |\n| --- |{' --- |' * len(columns)}")
    for test in iter_tests(options.suite / "tests" / "manifest.ttl"):
        outcomes = {name: run_engine(test, name) for name in ENGINES} | {"gate": run_gate(test)}
        for column, outcome in outcomes.items():
            counts[column][outcome.partition(":")[0].split()[0]] += 1
        if options.all or any(outcome.partition(" ")[0] != PASSED for outcome in outcomes.values()):
            print(f"| {test.name} | {' | '.join(outcomes.values())} |")
    print()
    for column in columns:
        print(f"{column}: " + ", ".join(f"{counts[column][word]} {word}" for word in (PASSED, REFUSED, WRONG)))
    sys.exit(1 if counts["gate"][WRONG] else 0)


def iter_tests(manifest: Path) -> Iterator[Test]:
    """The tests of a manifest and of those that it includes, in their order."""
    with terms_as_they_are():
        graph = rdflib.Graph().parse(data=manifest.read_bytes(), format="turtle", publicID=manifest.as_uri())
    here = rdflib.URIRef(manifest.as_uri())
    for included in sorted(graph.objects(here, MF.include), key=str):
        yield from iter_tests(_to_path(included))
    for entries in graph.objects(here, MF.entries):
        for entry in Collection(graph, entries):
            yield _read_test(graph, entry, manifest)


def _to_path(iri: Node) -> Path:
    return Path(str(iri).removeprefix("file://"))


def _read_test(graph: rdflib.Graph, entry: Node, manifest: Path) -> Test:
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    assert action is not None, entry
    shapes, data = (graph.value(action, property_) for property_ in (SHT.shapesGraph, SHT.dataGraph))
    assert shapes is not None, entry
    assert data is not None, entry
    return Test(
        f"{manifest.parent.name}/{manifest.stem}",
        _read_graph(_to_path(shapes)),
        _read_graph(_to_path(data)),
        None if result == SHT.Failure else Counter(_iter_expected(graph, result)),
    )


def _read_graph(path: Path) -> str:
    """A graph of the suite as N-Triples, without what it says of the test."""
    quads = [*ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=path.as_uri())]
    leading = {str(term) for term in (MF.entries, MF.action, MF.result, RDF.first, RDF.rest, SH.result)}
    waiting: list[object] = [quad.subject for quad in quads if quad.predicate.value == str(MF.entries)]
    of_test = set(waiting)
    for node in waiting:
        found = {quad.object for quad in quads if quad.subject == node and quad.predicate.value in leading} - of_test
        waiting.extend(found)
        of_test |= found
    of_test = {node for node in of_test if node != ox.NamedNode(path.as_uri())}
    kept = [
        quad.triple
        for quad in quads
        if quad.subject not in of_test
        and not quad.predicate.value.startswith(str(MF))
        and quad.object.value != str(MF.Manifest)
    ]
    return (ox.serialize(kept, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _iter_expected(graph: rdflib.Graph, report: Node | None) -> Iterator[Result]:
    for node in graph.objects(report, SH.result):
        path, value = graph.value(node, SH.resultPath), graph.value(node, SH.value)
        focus = graph.value(node, SH.focusNode)
        yield (
            _plain(None if focus is None else write_term(focus)) or "",
            None if path is None else write_path(graph, path),
            _plain(None if value is None else write_term(value)),
            str(graph.value(node, SH.sourceConstraintComponent)).rpartition("#")[2].rpartition("/")[2],
            to_severity(str(graph.value(node, SH.resultSeverity))),
        )


def _plain(term: str | None) -> str | None:
    return "_:" if term is not None and term.startswith("_:") else term


def run_engine(test: Test, name: str) -> str:
    """What an engine makes of a test."""
    try:
        findings = ENGINES[name](test.shapes).check(test.data)
    except ShapesError as error:
        return _judge_refusal(test, error)
    except Exception as error:  # noqa: BLE001  (what rdflib raises in a query has no better type)
        return _judge_refusal(test, error)
    return _judge(
        test,
        Counter(
            (
                _plain(each.focus_node) or "",
                each.path,
                _plain(each.value),
                each.component.rpartition("/")[2],
                each.severity,
            )
            for each in findings
        ),
    )


def run_gate(test: Test) -> str:
    """What the gate makes of a test, and by which engine."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shapes.nt"
        path.write_text(test.shapes, encoding="utf-8")
        data = [*ox.parse(test.data, format=ox.RdfFormat.N_TRIPLES)]
        try:
            gate = Gate([path], ontology=[])
            report = gate.check(data)
        except ShapesError as error:
            return _judge_refusal(test, error)
    found: Counter[Result] = Counter(
        (
            "_:" if each.focus_node.startswith("_:") else _to_term(each.focus_node),
            each.path,
            _plain(each.value),
            each.component.rpartition("/")[2],
            each.severity,
        )
        for each in report.results
    )
    if test.expected is not None and found.keys() == test.expected.keys() and found <= test.expected:
        # A report says each result once.
        found = test.expected
    engine = "" if gate.engine == "shacl" else f" ({gate.engine.partition(',')[0]})"
    return _judge(test, found) + engine


def _to_term(focus: str) -> str:
    return focus if focus.startswith('"') else f"<{focus}>"


def _judge(test: Test, found: Counter[Result]) -> str:
    if test.expected is None:
        return f"{WRONG}: not refused"
    missing, others = test.expected - found, found - test.expected
    if not missing and not others:
        return PASSED
    return f"{WRONG}: {missing.total()} missing, {others.total()} others"


def _judge_refusal(test: Test, error: Exception) -> str:
    if test.expected is None:
        return PASSED
    return f"{REFUSED}: " + " ".join(str(error).partition("\n")[0].split())[:200].replace("|", "\\|")


if __name__ == "__main__":
    main()
