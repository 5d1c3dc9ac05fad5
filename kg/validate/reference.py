"""pySHACL as an engine: the reference for every other, and the one that stands in for them.

What comes in: N-Triples. What goes out: the same `Finding`s as any engine gives.
What it never does: fetch an import, or report a nested result as if it stood by itself.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pyoxigraph
import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError, ValidationFailure
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import IdentifiedNode, Node

from kg.errors import ShapesError
from kg.validate.engines import Finding, to_severity

_DATATYPE = "DatatypeConstraintComponent"
#: Flags of regular expressions of which pySHACL takes notice.
_KNOWN_FLAGS = frozenset("im")
_SUFFIXES = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


class PySHACLEngine:
    """The `pyshacl` package."""

    name = "pyshacl"

    def __init__(self, shapes: str) -> None:
        self._shapes = Graph(bind_namespaces="none").parse(data=shapes, format="nt")
        for shape, flags in self._shapes.subject_objects(SH.flags):
            if not _KNOWN_FLAGS.issuperset(str(flags)):
                raise ShapesError(
                    f"pySHACL cannot run these shapes: {shape} has the sh:flags {str(flags)!r}, and it knows only "
                    f"{', '.join(sorted(_KNOWN_FLAGS))}."
                )

    def check(self, data: str) -> list[Finding]:
        """See `Engine.check`."""
        with terms_as_they_are():
            graph = Graph(bind_namespaces="none").parse(data=data, format="nt")
            try:
                return self._run(graph)
            except TypeError:
                # rdflib cannot compare two values such as "soon"^^xsd:date: report them, and check the rest.
                wrong = [triple for triple in graph if isinstance(triple[2], Literal) and triple[2].ill_typed]
                if not wrong:
                    raise ShapesError(
                        "pySHACL cannot run these shapes: they compare values that have no order.\n"
                        "Use engine='shacl', which reports such values."
                    ) from None
                for triple in wrong:
                    graph.remove(triple)
                return [*map(_to_ill_typed, wrong), *self._run(graph)]

    def _run(self, graph: Graph) -> list[Finding]:
        try:
            _, report, _ = pyshacl.validate(graph, shacl_graph=self._shapes, inplace=True, do_owl_imports=False)
        except (ReportableRuntimeError, ValidationFailure, re.error, ArithmeticError) as error:
            raise ShapesError(f"pySHACL cannot run these shapes: {error}") from None
        if not isinstance(report, Graph):
            raise ShapesError(f"pySHACL cannot run these shapes: {report}")
        return [self._to_finding(report, node) for node in report.objects(None, SH.result)]

    def _to_finding(self, report: Graph, node: Node) -> Finding:
        path = report.value(node, SH.resultPath)
        value = report.value(node, SH.value)
        shape = report.value(node, SH.sourceShape)
        constraint = report.value(node, SH.sourceConstraint)
        focus = report.value(node, SH.focusNode)
        own_messages = any((origin, SH.message, None) in self._shapes for origin in (shape, constraint) if origin)
        messages = sorted(str(text) for text in report.objects(node, SH.resultMessage)) if own_messages else []
        return Finding(
            to_severity(str(report.value(node, SH.resultSeverity))),
            "" if focus is None else focus.n3(),
            None if path is None else write_path(report, path),
            None if value is None else write_term(value),
            str(report.value(node, SH.sourceConstraintComponent)).rpartition("#")[2],
            "" if shape is None else self._nearest_named(shape),
            tuple(messages),
        )

    def _nearest_named(self, shape: Node) -> str:
        """The shape itself if it has an IRI, else the nearest with an IRI that holds it."""
        waiting, seen = [shape], {shape}
        for node in waiting:
            if isinstance(node, URIRef):
                return str(node)
            for holder in sorted(self._shapes.subjects(None, node), key=str):
                if holder not in seen:
                    seen.add(holder)
                    waiting.append(holder)
        return ""


@contextmanager
def terms_as_they_are() -> Iterator[None]:
    """Keep rdflib from rewriting literals, and from telling the log of those that the report tells of."""
    log, normalize = logging.getLogger("rdflib.term"), rdflib.NORMALIZE_LITERALS
    level = log.level
    rdflib.NORMALIZE_LITERALS = False
    log.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        log.setLevel(level)
        rdflib.NORMALIZE_LITERALS = normalize


def _to_ill_typed(triple: tuple[Node, Node, Node]) -> Finding:
    focus, path, value = triple
    message = "The value is not one of its datatype."
    return Finding("violation", focus.n3(), path.n3(), write_term(value), _DATATYPE, "", (message,))


def write_term(term: Node) -> str:
    """A term of rdflib in N-Triples, as `Finding` has it."""
    if not isinstance(term, Literal):
        return term.n3()
    if term.language:
        return str(pyoxigraph.Literal(str(term), language=term.language))
    datatype = None if term.datatype is None else pyoxigraph.NamedNode(str(term.datatype))
    return str(pyoxigraph.Literal(str(term), datatype=datatype))


def write_path(graph: Graph, path: Node) -> str:
    """A property path as SPARQL and `shacl` write it, with IRIs in full."""
    if not isinstance(path, BNode):
        return path.n3()
    if (path, RDF.first, None) in graph:
        return f"({'/'.join(_path_steps(graph, path))})"
    for predicate, target in graph.predicate_objects(path):
        if predicate == SH.inversePath:
            return f"^{write_path(graph, target)}"
        if predicate == SH.alternativePath and isinstance(target, IdentifiedNode):
            return f"({'|'.join(_path_steps(graph, target))})"
        if isinstance(predicate, URIRef) and predicate in _SUFFIXES:
            return f"({write_path(graph, target)}){_SUFFIXES[predicate]}"
    return ""


def _path_steps(graph: Graph, head: IdentifiedNode) -> list[str]:
    return [write_path(graph, step) for step in Collection(graph, head)]
