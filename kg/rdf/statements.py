"""The statements of one article's graph, each written once as text.

What comes in: what mapping states. What goes out: N-Triples for the gate, N-Quads for the store, quads for all others.
What it never does: make quads that nobody asks for, which takes as long as mapping itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

#: A triple without blank nodes: subject, predicate and object.
Statement: TypeAlias = tuple[NamedNode, NamedNode, NamedNode | Literal]


class Statements:
    """What is stated of one article, in its named graph."""

    def __init__(self, article: NamedNode, graph: NamedNode) -> None:
        self._article = article
        self._graph = graph
        self._by_text: dict[str, Statement] = {}
        self._written: dict[NamedNode, str] = {}

    def __len__(self) -> int:
        """How many there are."""
        return len(self._by_text)

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        """Add one; a second time changes nothing."""
        written = self._written
        one = written.get(subject) or written.setdefault(subject, str(subject))
        two = written.get(predicate) or written.setdefault(predicate, str(predicate))
        if isinstance(value, NamedNode):
            three = written.get(value) or written.setdefault(value, str(value))
        else:
            three = str(value)  # a literal is seldom met twice
        self._by_text[f"{one} {two} {three}"] = (subject, predicate, value)

    @property
    def nodes(self) -> Collection[NamedNode]:
        """The nodes that are named, each once."""
        return self._written.keys()

    @property
    def all(self) -> Collection[Statement]:
        """All of them, in the order of mapping."""
        return self._by_text.values()

    def to_ntriples(self) -> str:
        """All of them, a line each."""
        return "".join([f"{text} .\n" for text in self._by_text])

    def to_nquads(self) -> bytes:
        """All of them in the article's graph, a line each, sorted by code point."""
        return self._to_lines(self._by_text)

    def to_own_nquads(self) -> bytes:
        """Likewise those that are about the article and its facts; see `kg.rdf.common.own_quads`."""
        iri = self._article.value
        own = (f"<{iri}> ", f"<{iri}#")
        return self._to_lines(text for text in self._by_text if text.startswith(own))

    def to_quads(self) -> list[Quad]:
        """All of them as quads, sorted by subject, predicate and object."""
        ordered = sorted((s.value, p.value, str(o), (s, p, o)) for s, p, o in self.all)
        return [Quad(*statement, self._graph) for *_, statement in ordered]

    def _to_lines(self, texts: Iterable[str]) -> bytes:
        end = f" {self._graph} .\n"
        return "".join(sorted([text + end for text in texts])).encode()
