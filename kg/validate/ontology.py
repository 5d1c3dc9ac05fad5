"""What the ontology and the codes contribute to every validation: classes, declared terms, ranges.

What comes in: the triples of the ontology, once. What goes out: a `Background`.
What it never does: reach the data; the part that shapes need is passed along with each data graph. Reading that part
is half of what a check costs, so what is said of a term in words goes only with data that name the term.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.errors import KGError, ShapesError
from kg.identifiers import CODES
from kg.namespaces import KG, RDF, RDFS
from kg.syntax import iter_quads
from kg.validate import sparql
from kg.validate.shapes import ShapesGraph, sh

#: Whatever is named in these namespaces has to be declared by the ontology.
OWNED = (KG.iri, CODES)

_STRUCTURE = frozenset((RDFS.subClassOf, RDFS.subPropertyOf))


@dataclass(frozen=True)
class Background:
    """The ontology, as far as validation needs it.

    Attributes:
        declared: the IRIs of ours that the ontology declares.
        ranges: the range of each property that has one.
        ntriples: what stands beside every data graph: class and property hierarchy, types, and the
            statements with predicates that the shapes name.
        described: of each term what stands beside a data graph only if the term is in it.
    """

    declared: frozenset[str]
    ranges: dict[str, str]
    ntriples: str
    described: dict[str, str]

    @property
    def everything(self) -> str:
        """All of it, as N-Triples."""
        return self.beside(self.described.keys())

    def undivided(self) -> Background:
        """The same, all of which stands beside every data graph."""
        return replace(self, ntriples=self.everything, described={})

    def beside(self, named: AbstractSet[str]) -> str:
        """What stands beside a data graph that names those terms of ours, as N-Triples."""
        return self.ntriples + "".join([self.described[iri] for iri in sorted(named & self.described.keys())])

    @classmethod
    def read(cls, paths: Iterable[Path], shapes: ShapesGraph) -> Background:
        """Read the ontology's files for use with `shapes`.

        Raises:
            ShapesError: a file cannot be read or is not RDF.
        """
        try:
            triples = [quad.triple for path in paths for quad in iter_quads(path)]
        except KGError as error:
            raise ShapesError(f"The ontology cannot be used: {error}") from None
        named = [triple for triple in triples if isinstance(triple.subject, NamedNode)]
        always, described = _divide(_select(triples, shapes), shapes)
        return cls(
            declared=frozenset(
                triple.subject.value
                for triple in named
                if isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(OWNED)
            ),
            ranges={
                triple.subject.value: triple.object.value
                for triple in named
                if isinstance(triple.subject, NamedNode)
                and isinstance(triple.object, NamedNode)
                and triple.predicate == RDFS.range
            },
            ntriples=_to_ntriples(always),
            described={iri: _to_ntriples(of_one) for iri, of_one in described.items()},
        )


def _select(triples: list[Triple], shapes: ShapesGraph) -> list[Triple]:
    """What the shapes can see of the ontology; labels and definitions cost time and are seldom among it."""
    used = {term for triple in shapes.triples for term in (triple.predicate, triple.object)}
    used.update(NamedNode(iri) for query in shapes.sparql for iri in sparql.iter_iris(query))
    return [
        triple
        for triple in triples
        if triple.predicate in _STRUCTURE
        or (triple.predicate == RDF.type and triple.object in used)
        or (triple.predicate != RDF.type and triple.predicate in used)
    ]


def _divide(triples: list[Triple], shapes: ShapesGraph) -> tuple[list[Triple], dict[str, list[Triple]]]:
    """The statements that go with all data, and by term of ours those that only matter if the data name it.

    These are literals of terms that nothing in the data leads to: no statement of another term does, no path backwards
    from the value, and no query.
    """
    led_to = {triple.object for triple in triples}
    looked_up = {triple.object for triple in shapes.triples if triple.predicate == sh("inversePath")}
    looked_up.update(NamedNode(iri) for query in shapes.sparql for iri in sparql.iter_iris(query))
    always: list[Triple] = []
    described: dict[str, list[Triple]] = {}
    for triple in triples:
        subject = triple.subject
        if (
            isinstance(subject, NamedNode)
            and subject.value.startswith(OWNED)
            and isinstance(triple.object, Literal)
            and subject not in led_to
            and triple.predicate not in looked_up
        ):
            described.setdefault(subject.value, []).append(triple)
        else:
            always.append(triple)
    return always, described


def _to_ntriples(triples: Iterable[Triple]) -> str:
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
