"""Every shape accepts what it should and refuses what it should, under both engines alike.

A case is a file `tests/shapes/<Shape>/accept-….ttl` or `reject-….ttl`; its first line says what is expected.
"""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from pyoxigraph import Literal, Quad, RdfFormat, parse
from rdflib.namespace import RDF, SH

from kg.assets import iter_shape_files
from kg.model import ArticleFacts, from_json
from kg.namespaces import RDF as RDF_TERMS
from kg.rdf import entity_quads, registry_quads, to_quads
from kg.rdf.terms import ALLEGED, ASSERTED
from kg.testing import facts_strategy
from kg.validate import Gate, Report

ROOT = Path(__file__).parent.parent
CASES = sorted((ROOT / "tests" / "shapes").glob("*/*.ttl"))
SHAPES = "https://w3id.org/dateline/shapes#"
ENGINES = ("shacl", "pyshacl")


@cache
def _gate(engine: str, *, for_ontology: bool) -> Gate:
    if for_ontology:
        return Gate([ROOT / "shapes" / "ontology.ttl"], ontology=(), engine=engine)
    return Gate(engine=engine)


@cache
def _shapes(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(path)


def _named_shapes() -> list[str]:
    names = set()
    for path in (*iter_shape_files(), ROOT / "shapes" / "ontology.ttl"):
        for kind in (SH.NodeShape, SH.PropertyShape):
            names.update(str(shape).removeprefix(SHAPES) for shape in _shapes(path).subjects(RDF.type, kind))
    return sorted(names)


def _check(quads: list[Quad], engine: str, *, for_ontology: bool = False) -> Report:
    return _gate(engine, for_ontology=for_ontology).check(quads)


def _results(report: Report) -> set[tuple[str, str | None, str, str]]:
    return {
        (found.focus_node, found.path, found.source_shape.removeprefix(SHAPES), found.severity)
        for found in (*report.violations, *report.warnings)
        if not found.focus_node.startswith("_:")
    }


def _fired(report: Report) -> set[str]:
    return {found.source_shape.removeprefix(SHAPES) for found in (*report.violations, *report.warnings)}


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case_ends_as_its_first_line_says_under_both_engines(path: Path) -> None:
    shape, text = path.parent.name, path.read_text(encoding="utf-8")
    is_accepted = path.stem.startswith("accept-")
    assert text.splitlines()[0] == ("# expect: no " if is_accepted else "# expect: ") + shape
    quads = list(parse(text, format=RdfFormat.TURTLE))
    for_ontology = shape in _ontology_shapes()
    first, second = (_check(quads, engine, for_ontology=for_ontology) for engine in ENGINES)
    assert _results(first) == _results(second)
    for report in (first, second):
        assert (shape in _fired(report)) is not is_accepted, report.to_text()


@cache
def _ontology_shapes() -> frozenset[str]:
    graph = _shapes(ROOT / "shapes" / "ontology.ttl")
    return frozenset(str(shape).removeprefix(SHAPES) for shape in graph.subjects(SH.message))


@cache
def _golden() -> tuple[Quad, ...]:
    facts = from_json((ROOT / "tests" / "golden" / "farmers_letters.facts.json").read_bytes())
    return tuple(to_quads(facts))


def test_every_shape_has_an_accepted_and_a_rejected_case() -> None:
    kinds = ("accept", "reject")
    have = {(path.parent.name, path.stem.split("-")[0]) for path in CASES}
    assert have == {(shape, kind) for shape in _named_shapes() for kind in kinds}


def test_every_shape_says_what_is_wrong_and_what_to_do() -> None:
    for path in (*iter_shape_files(), ROOT / "shapes" / "ontology.ttl"):
        graph = _shapes(path)
        for kind in (SH.NodeShape, SH.PropertyShape):
            for shape in graph.subjects(RDF.type, kind):
                said = [*graph.objects(shape, SH.message), *graph.objects(shape, SH.description)]
                assert isinstance(shape, rdflib.URIRef)
                assert len(said) == 2, f"{shape} in {path.name} needs one sh:message and one sh:description"
                assert all(words.language == "en" and words.strip().endswith(".") for words in said), shape


def test_only_advisory_shapes_warn() -> None:
    for path in (*iter_shape_files(), ROOT / "shapes" / "ontology.ttl"):
        graph = _shapes(path)
        named = {shape for kind in (SH.NodeShape, SH.PropertyShape) for shape in graph.subjects(RDF.type, kind)}
        warning = set(graph.subjects(SH.severity, SH.Warning))
        assert warning == (named if path.name == "advisory.ttl" else set()), path.name


def test_the_shapes_of_codes_are_those_of_the_schemes() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "write_code_shapes.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("engine", ENGINES)
def test_a_whole_article_conforms(engine: str) -> None:
    report = _check(list(_golden()), engine)
    assert not report.results, report.to_text()


@pytest.mark.parametrize("engine", ENGINES)
def test_the_union_of_all_graphs_conforms(engine: str) -> None:
    facts = from_json((ROOT / "tests" / "golden" / "farmers_letters.facts.json").read_bytes())
    shared = [*entity_quads(facts.entities), *registry_quads(facts.article.id, record_hash="7")]
    report = _check([*_golden(), *shared], engine)
    assert not report.results, report.to_text()


@given(facts_strategy())
@settings(max_examples=8)
def test_both_engines_find_the_same_in_any_facts(facts: ArticleFacts) -> None:
    quads = to_quads(facts)
    assert _results(_check(quads, "shacl")) == _results(_check(quads, "pyshacl"))


@pytest.mark.parametrize("term", [f.name for f in dataclasses.fields(ASSERTED)])
def test_each_asserted_term_on_an_alleged_event_is_a_leak(term: str) -> None:
    """One leak at a time: the twin in the golden graph is replaced by, or joined by, the asserted term."""
    asserted, alleged = getattr(ASSERTED, term), getattr(ALLEGED, term)
    assert asserted != alleged
    event = next(quad.subject for quad in _golden() if quad.object == ALLEGED.event)
    part = next(quad.subject for quad in _golden() if quad.object == ALLEGED.participation)
    graph = _golden()[0].graph_name
    value = next((quad.object for quad in _golden() if quad.predicate == asserted), Literal("true"))
    if term in {"event", "communication"}:
        leak = Quad(event, RDF_TERMS.type, asserted, graph)
    elif term == "participation":
        leak = Quad(part, RDF_TERMS.type, asserted, graph)
    elif term in {"participation_in", "participant", "role"}:
        leak = Quad(part, asserted, event if term == "participation_in" else value, graph)
    else:
        leak = Quad(event, asserted, value, graph)
    report = _check([*_golden(), leak], "shacl")
    assert not report.conforms, f"{asserted} on an alleged event passes the gate"


def test_an_alleged_event_carries_no_asserted_predicate() -> None:
    terms = [(getattr(ASSERTED, f.name), getattr(ALLEGED, f.name)) for f in dataclasses.fields(ASSERTED)]
    alleged = {
        q.subject for q in _golden() if q.object in (ALLEGED.event, ALLEGED.communication, ALLEGED.participation)
    }
    assert alleged
    assert not {q.predicate for q in _golden() if q.subject in alleged} & {one for one, _ in terms}
