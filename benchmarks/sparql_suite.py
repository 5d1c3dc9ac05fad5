"""The W3C test suite of SPARQL 1.1 (rdf-tests), the part on queries, asked as `kg query` asks.

    python -m benchmarks.sparql_suite SUITE          SUITE/manifest-sparql11-query.ttl lists the tests
    python -m benchmarks.sparql_suite SUITE --all    show also the tests that pass

What is compared are the answers as `kg query` writes them, in the format of the suite's own results. A query of ours
sees the union of all graphs, and may not use FROM or SERVICE: tests that need something else are counted by themselves.
Updates, protocols and entailment are not tested: a query only reads, and the store infers nothing. The suite is not a
part of this project: fetch it from https://github.com/w3c/rdf-tests.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import rdflib
from rdflib import RDF, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import QueryError
from kg.query import Answer, GraphAnswer, run

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
MANIFESTS = ("manifest-sparql11-query.ttl", "manifest-sparql11-results.ttl")

PASSED, REFUSED, UNION, WRONG = "passed", "refused by design", "of named graphs", "wrong"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {_XSD + name for name in ("integer", "decimal", "double", "float")}
_TRUTHS = {ox.Literal(text, datatype=ox.NamedNode(_XSD + "boolean")): ox.Literal(text == "1") for text in "01"}
_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_RS_VARIABLE = ox.NamedNode(_RS + "variable")
_RESULTS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}


class Test(NamedTuple):
    """A test of the suite.

    Attributes:
        name: its folder and name.
        kind: the local name of its class.
        query: the file of the query.
        data: the files of the default graph.
        graphs: the files of the named graphs, by their IRI.
        result: the file of what is expected, if it is a test of that.
    """

    name: str
    kind: str
    query: Path
    data: tuple[Path, ...]
    graphs: tuple[tuple[str, Path], ...]
    result: Path | None


def main() -> None:
    """Run all tests and print what does not pass."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suite", type=Path)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    print("| test | outcome |\n| --- | --- |")
    for manifest in MANIFESTS:
        for test in iter_tests(options.suite / manifest):
            outcome = check(test)
            counts[outcome.partition(":")[0]] += 1
            if options.all or outcome != PASSED:
                print(f"| {test.name} | {outcome} |")
    print(f"\n{counts.total()} tests: " + ", ".join(f"{number} {word}" for word, number in counts.most_common()))
    sys.exit(1 if counts[WRONG] else 0)


def iter_tests(manifest: Path) -> Iterator[Test]:
    """The tests of a manifest and of those that it includes."""
    graph = rdflib.Graph().parse(data=manifest.read_bytes(), format="turtle", publicID=manifest.as_uri())
    here = rdflib.URIRef(manifest.as_uri())
    for included in graph.objects(here, MF.include):
        for each in Collection(graph, included):
            yield from iter_tests(_to_path(each))
    for entries in graph.objects(here, MF.entries):
        for entry in Collection(graph, entries):
            if (test := _read_test(graph, entry, manifest)) is not None:
                yield test


def _to_path(iri: Node) -> Path:
    return Path(str(iri).removeprefix("file://"))


def _read_test(graph: rdflib.Graph, entry: Node, manifest: Path) -> Test | None:
    kind = str(graph.value(entry, RDF.type)).removeprefix(str(MF))
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    if kind not in {"QueryEvaluationTest", "CSVResultFormatTest", "PositiveSyntaxTest11", "NegativeSyntaxTest11"}:
        return None
    assert action is not None, entry
    query = graph.value(action, QT.query)
    return Test(
        f"{manifest.parent.name}/{str(entry).rpartition('#')[2].rpartition('/')[2]}",
        kind,
        _to_path(action if query is None else query),
        tuple(map(_to_path, graph.objects(action, QT.data))),
        tuple((str(each), _to_path(each)) for each in graph.objects(action, QT.graphData)),
        None if result is None else _to_path(result),
    )


def check(test: Test) -> str:
    """Ask the query of a test, and judge the answer."""
    sparql = f"BASE <{test.query.as_uri()}>\n{test.query.read_text(encoding='utf-8')}"
    is_bad = test.kind == "NegativeSyntaxTest11"
    try:
        answer = run(_read_data(test), sparql)
    except QueryError as error:
        said = str(error).partition("\n")[0]
        if any(f": {word} " in said for word in ("SERVICE", "FROM")):
            return REFUSED
        if test.kind == "PositiveSyntaxTest11" and "is not supported" in said:
            return PASSED  # It was read; that it calls a function of nobody's is another matter.
        return PASSED if is_bad else f"{WRONG}: {said[:200]}".replace("|", "\\|")
    if is_bad:
        return f"{WRONG}: not refused"
    if test.result is None or _read_expected(test.result) == _read_found(answer, test.result):
        return PASSED
    return f"{UNION}: the default graph alone is asked" if test.graphs else f"{WRONG}: another answer"


def _read_data(test: Test) -> ox.Store:
    store = ox.Store()
    for graph, path in (*((None, path) for path in test.data), *test.graphs):
        format_ = ox.RdfFormat.from_extension(path.suffix[1:])
        assert format_ is not None, path
        store.load(
            path=str(path),
            format=format_,
            base_iri=path.as_uri(),
            to_graph=None if graph is None else ox.NamedNode(graph),
        )
    return store


def _read_expected(path: Path) -> object:
    if path.suffix == ".csv":
        return _read_csv(path.read_text(encoding="utf-8"))
    if path.suffix in _RESULTS:
        return _read_results(path.read_bytes(), _RESULTS[path.suffix])
    format_ = ox.RdfFormat.from_extension(path.suffix[1:])
    assert format_ is not None, path
    quads = [*ox.parse(path=str(path), format=format_, base_iri=path.as_uri())]
    if any(quad.predicate == _RS_VARIABLE for quad in quads):
        return _read_result_set(quads)
    return _canonical(quad.triple for quad in quads)


def _read_result_set(quads: list[ox.Quad]) -> object:
    """Solutions written as RDF (http://www.w3.org/2001/sw/DataAccess/tests/result-set)."""
    said: dict[object, dict[str, list[object]]] = {}
    for quad in quads:
        said.setdefault(quad.subject, {}).setdefault(quad.predicate.value.removeprefix(_RS), []).append(quad.object)
    solutions = [node for properties in said.values() for node in properties.get("solution", ())]
    return Counter(
        tuple(
            sorted(
                (variable.value, _plain(value))
                for binding in said[solution].get("binding", ())
                for variable in said[binding]["variable"]
                for value in said[binding]["value"]
                if isinstance(variable, ox.Literal)
            )
        )
        for solution in solutions
    )


def _read_found(answer: Answer, expected: Path) -> object:
    """The answer in the form in which the suite gives what it expects."""
    if isinstance(answer, GraphAnswer):
        return _canonical(answer.triples)
    match expected.suffix:
        case ".csv":
            return _read_csv(answer.to_csv())
        case ".tsv":
            return _read_results(answer.to_tsv().encode(), ox.QueryResultsFormat.TSV)
        case ".srx":
            return _read_results(answer.to_xml().encode(), ox.QueryResultsFormat.XML)
        case _:
            return _read_results(answer.to_json().encode(), ox.QueryResultsFormat.JSON)


def _read_csv(text: str) -> object:
    return Counter(
        tuple(sorted((column, _plain_cell(cell)) for column, cell in row.items()))
        for row in csv.DictReader(io.StringIO(text))
    )


def _plain_cell(cell: str) -> str:
    try:
        return f"{Decimal(cell).normalize()}"
    except InvalidOperation:
        return "_:" if cell.startswith("_:") else cell


def _read_results(content: bytes, form: ox.QueryResultsFormat) -> object:
    found = ox.parse_query_results(content, format=form)
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    rows = ({name: _plain(term) for name, term in zip(names, row, strict=True) if term is not None} for row in found)
    return Counter(tuple(sorted(row.items())) for row in rows)


def _plain(term: object) -> str:
    """A term, numbers and truth values by their value, blank nodes as one.

    The store keeps values and not how they are written: 0 and false are one truth value, and -3 is an integer.
    """
    if isinstance(term, ox.BlankNode):
        return "_:"
    if isinstance(term, ox.Literal) and term in _TRUTHS:
        return str(_TRUTHS[term])
    if isinstance(term, ox.Literal) and term.datatype.value == _XSD + "negativeInteger":
        term = ox.Literal(term.value, datatype=ox.NamedNode(_XSD + "integer"))
    if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS:
        try:
            return f"{Decimal(term.value).normalize()}^^{term.datatype.value}"
        except InvalidOperation:
            return str(term)
    return str(term)


def _canonical(triples: Iterator[ox.Triple] | tuple[ox.Triple, ...]) -> object:
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


if __name__ == "__main__":
    main()
