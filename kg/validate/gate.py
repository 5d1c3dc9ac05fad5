"""Shapes compiled once, for graph after graph.

What comes in: the quads of a graph. What goes out: a `Report`.
What it never does: change what it checks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from kg.assets import iter_ontology_files, iter_shape_files
from kg.namespaces import KG
from kg.validate import guards, remedies
from kg.validate.engines import Engine, Finding, make_engine
from kg.validate.fitness import find_unfit
from kg.validate.ontology import OWNED, Background
from kg.validate.report import Report, Violation
from kg.validate.shapes import ShapesGraph
from kg.validate.text import Statement, Texts, find_named, find_owned, iter_undeclared

_EVIDENCE = frozenset(
    (KG.hasEvidence, KG.hasTimeExpression, KG.hasCue, KG.hasSourceSpan, KG.hasNameMention, KG.hasNominalMention)
)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """Shapes, read and checked, and the engine that runs them."""

    shapes: ShapesGraph
    background: Background
    engine: Engine
    engine_name: str

    @classmethod
    def of(
        cls, paths: Sequence[Path] | None, extra: Sequence[Path], ontology: Sequence[Path] | None, engine_name: str
    ) -> _Compiled:
        """Read shapes and ontology; see `Gate.__init__`."""
        for path in extra:
            guards.check_has_target(ShapesGraph.read([path]), holder=f"{path}: ")
        shapes = ShapesGraph.read([*(iter_shape_files() if paths is None else paths), *extra])
        background = Background.read(iter_ontology_files() if ontology is None else ontology, shapes)
        guards.check(shapes, declared=background.declared, owned=OWNED if background.declared else ())
        engine, name = make_engine(engine_name, shapes.ntriples, unfit=find_unfit(shapes, background.ranges))
        if background.described and engine.check(background.everything):
            # What the shapes find in the ontology itself, they find beside all data.
            background = background.undivided()
        return cls(shapes, background, engine, name)


class Gate:
    """What every article's graph has to pass.

    >>> Gate().check([]).conforms
    True
    """

    def __init__(
        self,
        shapes: Sequence[Path] | None = None,
        *,
        extra: Sequence[Path] = (),
        ontology: Sequence[Path] | None = None,
        engine: str = "auto",
    ) -> None:
        """Read and check the shapes, and compile them; those of the package alone are compiled when first needed.

        Args:
            shapes: files and folders of shapes; those of the package if left out.
            extra: files and folders of further shapes.
            ontology: the files that declare the terms and codes; those of the package if left out.
            engine: `auto`, `shacl` or `pyshacl`.

        Raises:
            ShapesError: the shapes could never fail, or cannot be run; see `kg.validate.guards`.
        """
        self._made_of = (shapes, tuple(extra), ontology, engine)
        if self._made_of != (None, (), None, "auto"):
            _ = self._compiled  # what is the user's own is checked before it is used

    @cached_property
    def _compiled(self) -> _Compiled:
        return _Compiled.of(*self._made_of)

    @property
    def shapes(self) -> ShapesGraph:
        """The shapes that graphs have to meet."""
        return self._compiled.shapes

    @property
    def engine(self) -> str:
        """The name of the engine, with the reason if it is not the first choice."""
        return self._compiled.engine_name

    def __reduce__(self) -> tuple[Callable[..., Gate], tuple[object, ...]]:
        """Another process compiles the shapes for itself."""
        return _make_gate, self._made_of

    def check(self, quads: Iterable[Quad | Triple]) -> Report:
        """Check one graph; several named graphs count as the union of their triples.

        Raises:
            ShapesError: the engine cannot run a constraint of the shapes.
        """
        triples = [each.triple if isinstance(each, Quad) else each for each in quads]
        return self.check_statements(triples, (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode())

    def check_statements(
        self, triples: Collection[Statement], ntriples: str, nodes: Iterable[NamedNode] | None = None
    ) -> Report:
        """Check one graph that is at hand both as triples and as N-Triples.

        Args:
            triples: the graph.
            ntriples: the same as text.
            nodes: all nodes that it names, if they are at hand as well.

        Raises:
            ShapesError: the engine cannot run a constraint of the shapes.
        """
        compiled = self._compiled
        named = find_named(ntriples) if nodes is None else find_owned(nodes)
        findings = compiled.engine.check(compiled.background.beside(named) + ntriples)
        texts = Texts.collect(triples)
        results = [
            *texts.iter_misquotes(),
            *texts.iter_miscopied(),
            *iter_undeclared(triples, named, compiled.background.declared),
            *_to_violations(findings, triples, texts, compiled.shapes),
        ]
        return Report.of(results, engine=compiled.engine_name)


def _make_gate(
    shapes: Sequence[Path] | None, extra: Sequence[Path], ontology: Sequence[Path] | None, engine: str
) -> Gate:
    return Gate(shapes, extra=extra, ontology=ontology, engine=engine)


def _to_violations(
    findings: list[Finding], triples: Collection[Statement], texts: Texts, shapes: ShapesGraph
) -> Iterator[Violation]:
    if not findings:
        return
    only = next(iter(texts.texts)) if len(texts.texts) == 1 else None
    spans = _evidence_of({finding.focus_node for finding in findings}, triples, texts)
    for finding in findings:
        span = spans.get(finding.focus_node)
        article = texts.articles.get(span) if span is not None else only
        focus = finding.focus_node
        yield Violation(
            severity=finding.severity,
            focus_node=focus[1:-1] if focus.startswith("<") else focus,
            path=finding.path,
            value=finding.value,
            message=" ".join(finding.messages) or remedies.describe(finding),
            source_shape=finding.shape,
            component=finding.component,
            article=article.value if article is not None else None,
            quote=texts.quotes.get(span) if span is not None else None,
            remedy=remedies.find(finding, shapes),
        )


def _evidence_of(focus_nodes: set[str], triples: Collection[Statement], texts: Texts) -> dict[str, NamedNode]:
    """For each focus node the span that it rests on: itself, or the first of its evidence in the text."""
    focused = {focus.removeprefix("_:").strip("<>"): focus for focus in focus_nodes}
    spans = {focused[span.value]: span for span in texts.articles if span.value in focused}
    for subject, predicate, span in triples:
        if predicate not in _EVIDENCE or (focus := focused.get(getattr(subject, "value", ""))) is None:
            continue
        if isinstance(span, NamedNode) and _rank(texts, span) < _rank(texts, spans.get(focus)):
            spans[focus] = span
    return spans


def _rank(texts: Texts, span: NamedNode | None) -> tuple[bool, int, str]:
    return (span is None, texts.starts.get(span, 0), span.value) if span is not None else (True, 0, "")
