"""Two graphs compared, statement by statement.

What comes in: two graphs: files of RDF, stores, or quads. What goes out: a `Difference`.
What it never does: call two graphs different for the names of their blank nodes.

Blank nodes are named canonically (RDFC-1.0) in each graph before comparing. Where a part with blank nodes
has changed, other nodes of that part may get other names and show up too. Our own graphs have none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, DefaultGraph, NamedNode, Quad

from kg.diff.telling import Told, render, tell
from kg.namespaces import RDF
from kg.printable import to_printable
from kg.syntax import iter_quads, to_nquads


class HasQuads(Protocol):
    """A store, or anything else that gives its quads."""

    def quads(self) -> Iterator[Quad]:
        """All quads."""


Graph: TypeAlias = Path | HasQuads | Iterable[Quad]


class Change(NamedTuple):
    """How many statements about nodes of one kind were added to a graph and removed from it.

    Attributes:
        graph: the IRI of the graph, "" for the default graph.
        kind: the local name of the class of the nodes, "" if they have none.
    """

    graph: str
    kind: str
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What one graph holds and the other does not; true if there is anything.

    Attributes:
        added: lines of N-Quads that only the new graph holds, sorted.
        removed: lines that only the old graph holds, sorted.
        changes: the same counted, by graph and kind of node.
        told: the same in words, a line for each fact and entity.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changes: tuple[Change, ...]
    told: tuple[Told, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)

    def to_text(self) -> str:
        """A line for each fact and entity that was added (`+`), removed (`-`) or changed (`~`), by article."""
        return to_printable(render(self.told))

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.summary().splitlines()[0])}</p><pre>{escape(self.to_text())}</pre>"

    def to_nquads(self) -> str:
        """A line for each statement that differs: `- ` and the line, `+ ` and the line, sorted by statement."""
        lines = [*((line, "-") for line in self.removed), *((line, "+") for line in self.added)]
        return "".join(f"{sign} {line}\n" for line, sign in sorted(lines))

    def summary(self) -> str:
        """How much changed, in all and by graph and kind of node."""
        if not self:
            return "No difference.\n"
        head = f"{len(self.added)} statements added, {len(self.removed)} removed.\n"
        return head + "".join(
            f"  {change.graph or 'default graph'}  {change.kind or '(no class)'}  +{change.added} -{change.removed}\n"
            for change in self.changes
        )


def diff(old: Graph, new: Graph) -> Difference:
    """Compare two graphs, statement by statement, named graphs apart.

    Raises:
        KGError: a file cannot be read.

    >>> from pyoxigraph import Literal
    >>> e = NamedNode("http://e/a")
    >>> print(diff([Quad(e, e, Literal("x"))], [Quad(e, e, Literal("y"))]).to_nquads(), end="")
    - <http://e/a> <http://e/a> "x" .
    + <http://e/a> <http://e/a> "y" .
    """
    before, after = _read(old), _read(new)
    removed = [quad for quad in before if quad not in after]
    added = [quad for quad in after if quad not in before]
    return Difference(
        added=tuple(_lines(added)),
        removed=tuple(_lines(removed)),
        changes=tuple(_count(added, removed, _kinds([*before, *after] if added or removed else []))),
        told=tell(before, after, removed, added) if added or removed else (),
    )


def _read(graph: Graph) -> dict[Quad, None]:
    if isinstance(graph, Path):
        quads = dict.fromkeys(iter_quads(graph))
    else:
        quads = dict.fromkeys(graph if isinstance(graph, Iterable) else graph.quads())
    if any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object, quad.graph_name)):
        dataset = Dataset(quads)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        return dict.fromkeys(dataset)
    return quads


def _lines(quads: Iterable[Quad]) -> list[str]:
    # Not splitlines: it would also split inside literals.
    return to_nquads(quads).decode().split("\n")[:-1]


def _kinds(quads: Iterable[Quad]) -> dict[object, str]:
    """The local name of the class of each node; of several, the first in the alphabet."""
    kinds: dict[object, str] = {}
    for quad in quads:
        if quad.predicate == RDF.type and isinstance(quad.object, NamedNode):
            name = quad.object.value.rpartition("#")[2].rpartition("/")[2]
            kinds[quad.subject] = min(name, kinds.get(quad.subject, name))
    return kinds


def _count(added: list[Quad], removed: list[Quad], kinds: dict[object, str]) -> Iterator[Change]:
    def key(quad: Quad) -> tuple[str, str]:
        graph = quad.graph_name
        return "" if isinstance(graph, DefaultGraph) else graph.value, kinds.get(quad.subject, "")

    more, less = Counter(map(key, added)), Counter(map(key, removed))
    for graph, kind in sorted({*more, *less}):
        yield Change(graph, kind, more[graph, kind], less[graph, kind])
