"""A shapes graph, read from files and indexed.

What comes in: files and folders of shapes. What goes out: a `ShapesGraph`.
What it never does: judge the shapes (see `guards`) or follow an import.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.errors import KGError, ShapesError
from kg.namespaces import RDF
from kg.syntax import FORMATS, iter_quads
from kg.validate.report import SH

Subject = NamedNode | BlankNode | Triple
Term = NamedNode | BlankNode | Literal | Triple


class SPARQLText(NamedTuple):
    """A query in the shapes, the shape or component that holds it, and the prefixes declared for it."""

    holder: str
    text: str
    prefixes: dict[str, str]


def sh(name: str) -> NamedNode:
    """A term of SHACL."""
    return NamedNode(SH + name)


@dataclass(frozen=True)
class ShapesGraph:
    """The triples of all shapes, whichever file they come from."""

    triples: tuple[Triple, ...]

    @classmethod
    def read(cls, paths: Iterable[Path]) -> ShapesGraph:
        """Read files, and folders of files, in the order given.

        Raises:
            ShapesError: one cannot be read, is not RDF, or is a folder without RDF.
        """
        triples: dict[Triple, None] = {}
        try:
            for path in _iter_files(paths):
                triples.update((quad.triple, None) for quad in iter_quads(path))
        except ShapesError:
            raise
        except KGError as error:
            raise ShapesError(str(error)) from None
        return cls(tuple(triples))

    @cached_property
    def ntriples(self) -> str:
        """The graph as N-Triples."""
        return (serialize(self.triples, format=RdfFormat.N_TRIPLES) or b"").decode()

    @cached_property
    def by_subject(self) -> dict[Subject, list[tuple[NamedNode, Term]]]:
        """Predicates and objects of each subject."""
        index: dict[Subject, list[tuple[NamedNode, Term]]] = {}
        for triple in self.triples:
            index.setdefault(triple.subject, []).append((triple.predicate, triple.object))
        return index

    def objects(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """The objects of a subject and a predicate."""
        if isinstance(subject, Literal):
            return []
        return [found for each, found in self.by_subject.get(subject, ()) if each == predicate]

    def find_literal(self, subject: Term, predicate: NamedNode) -> str | None:
        """The text of a literal, if there is one."""
        return next((found.value for found in self.objects(subject, predicate) if isinstance(found, Literal)), None)

    def name_of(self, node: Term) -> str:
        """How to speak of a shape: its IRI, or for a blank node the nearest shape that holds it."""
        waiting, seen = [node], {node}
        for found in waiting:
            if isinstance(found, NamedNode):
                prefix = "" if found == node else "a part of "
                return f"{prefix}{found}"
            waiting.extend(holder for holder in self._holders.get(found, ()) if holder not in seen)
            seen.update(waiting)
        targets = (str(found) for name in ("path", "targetClass") for found in self.objects(node, sh(name)))
        return f"a shape without an IRI ({', '.join(sorted(targets)) or 'no path, no target'})"

    @cached_property
    def _holders(self) -> dict[Term, list[Subject]]:
        index: dict[Term, list[Subject]] = {}
        for triple in self.triples:
            index.setdefault(triple.object, []).append(triple.subject)
        return index

    @cached_property
    def sparql(self) -> tuple[SPARQLText, ...]:
        """Every SPARQL text of the graph."""
        return tuple(
            SPARQLText(self.name_of(triple.subject), triple.object.value, self._prefixes(triple.subject))
            for triple in self.triples
            if triple.predicate in (sh("select"), sh("ask")) and isinstance(triple.object, Literal)
        )

    def _prefixes(self, holder: Subject) -> dict[str, str]:
        prefixes = {}
        for source in self.objects(holder, sh("prefixes")):
            for declaration in self.objects(source, sh("declare")):
                prefix = self.find_literal(declaration, sh("prefix"))
                namespace = self.find_literal(declaration, sh("namespace"))
                if prefix is not None and namespace is not None:
                    prefixes[prefix] = namespace
        return prefixes

    def is_typed(self, node: Subject, *types: NamedNode) -> bool:
        """Whether the node is an instance of one of `types`."""
        return any(found in types for found in self.objects(node, RDF.type))


def _iter_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        files = sorted(file for file in path.rglob("*") if file.suffix.lower() in FORMATS)
        if not files:
            raise ShapesError(f"{path}: no RDF file in this folder. Shapes are files such as shapes.ttl.")
        yield from files


def triples_of(quads: Iterable[Quad | Triple]) -> list[Triple]:
    """The triples of quads, whatever their graph."""
    return [each.triple if isinstance(each, Quad) else each for each in quads]
