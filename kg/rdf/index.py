"""Quads by subject and predicate, with the value that is wanted in Python's own types."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.errors import FactsError
from kg.identifiers import parse_code_iri, parse_fact_iri, parse_span_iri
from kg.model import Span
from kg.namespaces import KG, RDF

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Number = TypeVar("Number", int, float)


class Index:
    """The description of each node of one article graph.

    Attributes:
        base: what the IRIs of the article begin with, read from the article itself.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[str, dict[str, list[Term]]] = {}
        self._classes: dict[str, list[str]] = {}
        for quad in quads:
            subject, predicate = value_of(quad.subject), quad.predicate.value
            self._values.setdefault(subject, {}).setdefault(predicate, []).append(quad.object)
            if predicate == RDF.type.value:
                self._classes.setdefault(value_of(quad.object), []).append(subject)
        self.article = self._find_article()
        self.base = self.article[: self.article.rindex("article/")]

    def _find_article(self) -> str:
        articles = self.of_class(KG.Article)
        if len(articles) != 1:
            raise FactsError(
                f"the quads describe {len(articles)} articles, not one; give the quads of one article graph at a time"
            )
        return articles[0]

    def of_class(self, cls: NamedNode) -> list[str]:
        """The nodes of a class, sorted."""
        return sorted(self._classes.get(cls.value, ()))

    def find(self, node: str, predicate: NamedNode) -> str | None:
        """The one value of a predicate as a string, or None.

        Raises:
            FactsError: there are several.
        """
        values = self._values.get(node, {}).get(predicate.value, [])
        if len(values) > 1:
            raise FactsError(f"{node} has {len(values)} values of {predicate.value}, where one is allowed")
        return value_of(values[0]) if values else None

    def text(self, node: str, predicate: NamedNode) -> str:
        """The one value of a predicate as a string.

        Raises:
            FactsError: there is none, or there are several.
        """
        found = self.find(node, predicate)
        if found is None:
            raise FactsError(f"{node} has no {predicate.value}, without which its fact cannot be read")
        return found

    def all(self, node: str, predicate: NamedNode) -> list[str]:
        """All values of a predicate as strings, sorted."""
        return sorted(value_of(value) for value in self._values.get(node, {}).get(predicate.value, ()))

    def number(self, node: str, predicate: NamedNode) -> int | None:
        """The one value as a whole number, or None."""
        found = self.find(node, predicate)
        return None if found is None else _read(int, found, node, predicate)

    def decimal(self, node: str, predicate: NamedNode) -> float | None:
        """The one value as a decimal number, or None."""
        found = self.find(node, predicate)
        return None if found is None else _read(float, found, node, predicate)

    def code(self, node: str, predicate: NamedNode) -> str:
        """The code of which the one value is the concept."""
        return parse_code_iri(self.text(node, predicate))[1]

    def find_code(self, node: str, predicate: NamedNode) -> str | None:
        """The code of which the one value is the concept, or None."""
        found = self.find(node, predicate)
        return None if found is None else parse_code_iri(found)[1]

    def to_span(self, iri: str) -> Span:
        """The offsets of a span node."""
        key = parse_span_iri(iri, base=self.base)
        return Span(key.start, key.end)

    def find_span(self, node: str, predicate: NamedNode) -> Span | None:
        """The one value as a span, or None."""
        found = self.find(node, predicate)
        return None if found is None else self.to_span(found)

    def spans(self, node: str, predicate: NamedNode) -> tuple[Span, ...]:
        """All values as spans, in the order of the text."""
        return tuple(sorted(self.to_span(iri) for iri in self.all(node, predicate)))

    def fact_id(self, iri: str) -> str:
        """The id of the fact of which `iri` is the node."""
        return parse_fact_iri(iri, base=self.base).fact_id

    def fact_ids(self, node: str, predicate: NamedNode) -> tuple[str, ...]:
        """All values as ids of facts."""
        return tuple(self.fact_id(iri) for iri in self.all(node, predicate))

    def find_fact_id(self, node: str, predicate: NamedNode) -> str | None:
        """The one value as the id of a fact, or None."""
        found = self.find(node, predicate)
        return None if found is None else self.fact_id(found)

    def part(self, iri: str) -> tuple[int, int]:
        """The place of a part in its fact: `.p3` is (3, 1) and `.a2-2` is (2, 2).

        Raises:
            FactsError: it is not the node of a part.
        """
        number, _, ordinal = (parse_fact_iri(iri, base=self.base).part or "")[1:].partition("-")
        if not number.isdecimal() or not (ordinal or "1").isdecimal():
            raise FactsError(f"{iri} does not say which part of its fact it is; it should end in .p1, .a1 or the like")
        return int(number), int(ordinal or "1")


def value_of(term: Term) -> str:
    """The IRI of a node, or the lexical form of a literal.

    Raises:
        FactsError: it is a triple term.
    """
    if isinstance(term, Triple):
        raise FactsError(f"the triple term {term} cannot be read; article graphs hold plain triples")
    return term.value


def _read(kind: Callable[[str], Number], found: str, node: str, predicate: NamedNode) -> Number:
    try:
        return kind(found)
    except ValueError:
        raise FactsError(f"{node}: {predicate.value} is {found!r}, which is not a number") from None
