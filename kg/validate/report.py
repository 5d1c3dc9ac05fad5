"""What a validation found: a value, never an exception, that reads well and goes to JSON and RDF.

What comes in: violations from the engines and from the checks in Python. What goes out: a `Report`.
What it never does: decide what is a violation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from html import escape
from typing import Literal as OneOf
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg.namespaces import PREFIXES, RDF, XSD
from kg.printable import to_printable

Severity: TypeAlias = OneOf["violation", "warning", "info"]

SH = "http://www.w3.org/ns/shacl#"
_RANK: dict[str, int] = {"violation": 0, "warning": 1, "info": 2}
_QUOTE_LENGTH = 200

_WRITTEN = {**PREFIXES, "shape": "https://w3id.org/dateline/shapes#", "sh": SH}


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One result: a node that does not meet a shape, and what to do about it.

    Attributes:
        severity: only `violation` keeps a graph from conforming.
        focus_node: the IRI of the node, or what stands for it in N-Triples if it is not an IRI.
        path: the property, or the path as SPARQL writes it.
        value: the offending value as N-Triples writes it.
        message: what is wrong.
        source_shape: the nearest shape that has an IRI, or "".
        component: the local name of the constraint component, such as `MinCountConstraintComponent`.
        article: the IRI of the article that the node belongs to, if the data say it.
        quote: the words of that article that the node rests on, if the data say it.
        remedy: what to do.
    """

    severity: Severity
    focus_node: str
    path: str | None = None
    value: str | None = None
    message: str = ""
    source_shape: str = ""
    component: str = ""
    article: str | None = None
    quote: str | None = None
    remedy: str = ""

    def sort_key(self) -> tuple[int, str, str, str, str, str, str]:
        """The order of results in a report: the gravest first, then by node and shape."""
        return (
            _RANK[self.severity],
            self.focus_node,
            self.source_shape,
            self.path or "",
            self.component,
            self.value or "",
            self.message,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """All results of one validation, sorted.

    Attributes:
        results: violations, then warnings, then infos.
        engine: the name of the engine that ran the shapes, and why that one if it was not the first choice.

    >>> warning = Violation(severity="warning", focus_node="http://e/a", message="No byline.")
    >>> report = Report.of([warning], engine="shacl")
    >>> report.conforms, len(report.warnings)
    (True, 1)
    """

    results: tuple[Violation, ...]
    engine: str

    @classmethod
    def of(cls, results: Iterable[Violation], *, engine: str) -> Report:
        """A report of results in any order; the same result twice is one."""
        return cls(tuple(sorted(set(results), key=Violation.sort_key)), engine)

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings and infos pass."""
        return not self.violations

    @property
    def violations(self) -> tuple[Violation, ...]:
        """The results that keep the graph from conforming."""
        return self._of("violation")

    @property
    def warnings(self) -> tuple[Violation, ...]:
        """The results to look at."""
        return self._of("warning")

    @property
    def infos(self) -> tuple[Violation, ...]:
        """The results to know."""
        return self._of("info")

    def _of(self, severity: Severity) -> tuple[Violation, ...]:
        return tuple(result for result in self.results if result.severity == severity)

    def summary(self) -> str:
        """One line.

        >>> Report((), "shacl").summary()
        'Conforms. (engine: shacl)'
        """
        counts = [
            f"{len(found)} {name}{'' if len(found) == 1 else 's'}"
            for name, found in (("violation", self.violations), ("warning", self.warnings), ("info", self.infos))
            if found
        ]
        head = "Conforms" if self.conforms else "Does not conform"
        return f"{head}{': ' if counts else ''}{', '.join(counts)}. (engine: {self.engine})"

    def to_text(self, *, warnings: bool = True) -> str:
        """The report in plain language, a paragraph a result; without `warnings`, the violations alone."""
        shown = self.results if warnings else self.violations
        return to_printable("\n".join([self.summary(), *("\n" + _describe(result) for result in shown), ""]))

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.to_text())}</pre>"

    def to_json(self) -> str:
        """The report as one JSON object with `conforms`, `engine` and `results`."""
        results = [asdict(result) for result in self.results]
        return json.dumps({"conforms": self.conforms, "engine": self.engine, "results": results}, ensure_ascii=False)

    def to_turtle(self) -> str:
        """The report as a `sh:ValidationReport`; paths other than a property or its inverse are left out."""
        prefixes = {name: _WRITTEN[name] for name in ("kg", "shape", "sh", "xsd")}
        written = serialize(_report_triples(self), format=RdfFormat.TURTLE, prefixes=prefixes)
        return (written or b"").decode()


def shorten(text: str) -> str:
    """Put prefixes in the place of the IRIs in angle brackets, where one fits, and write numbers plainly.

    >>> shorten("<https://w3id.org/dateline/ontology#hasSender> of <http://e/a>")
    'kg:hasSender of <http://e/a>'
    """
    text = re.sub(rf'"([^"]*)"\^\^<{XSD.iri}(?:integer|decimal|boolean)>', r"\1", text)
    return re.sub(r"<([^<>\s]*)>", lambda match: _shorten_iri(match[1]), text)


def _shorten_iri(iri: str) -> str:
    for prefix, namespace in _WRITTEN.items():
        name = iri.removeprefix(namespace)
        if name != iri and re.fullmatch(r"[\w/.-]+", name):
            return f"{prefix}:{name}"
    return f"<{iri}>"


def _describe(result: Violation) -> str:
    quote = result.quote
    if quote is not None and len(quote) > _QUOTE_LENGTH:
        quote = f"{quote[:_QUOTE_LENGTH]}…"
    lines = [
        ("article", result.article),
        ("node", result.focus_node),
        ("path", result.path and shorten(result.path)),
        ("value", result.value and shorten(result.value)),
        ("quote", quote and f"“{quote}”"),
        ("shape", result.source_shape and shorten(f"<{result.source_shape}>")),
        ("remedy", result.remedy),
    ]
    head = f"{result.severity.upper()}  {result.message}"
    return "\n".join([head, *(f"    {name:8}{value}" for name, value in lines if value)])


def _report_triples(report: Report) -> Iterator[Triple]:
    node = BlankNode("report")
    yield Triple(node, RDF.type, NamedNode(f"{SH}ValidationReport"))
    conforms = Literal("true" if report.conforms else "false", datatype=XSD.boolean)
    yield Triple(node, NamedNode(f"{SH}conforms"), conforms)
    for number, result in enumerate(report.results, start=1):
        here = BlankNode(f"r{number}")
        yield Triple(node, NamedNode(f"{SH}result"), here)
        yield Triple(here, RDF.type, NamedNode(f"{SH}ValidationResult"))
        yield Triple(here, NamedNode(f"{SH}resultSeverity"), NamedNode(SH + result.severity.capitalize()))
        yield Triple(here, NamedNode(f"{SH}focusNode"), _to_term(result.focus_node))
        yield Triple(here, NamedNode(f"{SH}resultMessage"), Literal(result.message))
        if result.component:
            yield Triple(here, NamedNode(f"{SH}sourceConstraintComponent"), NamedNode(SH + result.component))
        if result.source_shape:
            yield Triple(here, NamedNode(f"{SH}sourceShape"), NamedNode(result.source_shape))
        if result.value:
            yield Triple(here, NamedNode(f"{SH}value"), _to_term(result.value))
        yield from _path_triples(here, number, result.path or "")


def _path_triples(here: BlankNode, number: int, path: str) -> Iterator[Triple]:
    match = re.fullmatch(r"(\^?)<([^<>]+)>", path)
    if match is None:
        return
    if match[1]:
        inverse = BlankNode(f"p{number}")
        yield Triple(here, NamedNode(f"{SH}resultPath"), inverse)
        yield Triple(inverse, NamedNode(f"{SH}inversePath"), NamedNode(match[2]))
    else:
        yield Triple(here, NamedNode(f"{SH}resultPath"), NamedNode(match[2]))


def _to_term(text: str) -> NamedNode | BlankNode | Literal:
    """A term from N-Triples; an IRI may stand without brackets, and blank nodes get names of their own."""
    if text.startswith("_:"):
        return BlankNode(f"n{text[2:]}")
    if text.startswith('"'):
        [quad] = parse(f"<urn:s> <urn:p> {text} .", format=RdfFormat.N_TRIPLES)
        if isinstance(quad.object, Literal):
            return quad.object
    return NamedNode(text.removeprefix("<").removesuffix(">"))
