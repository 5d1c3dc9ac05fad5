"""What the ontology and the codes contribute to every validation: classes, declared terms, ranges.

What comes in: the triples of the ontology, once. What goes out: a `Background`.
What it never does: reach the data; the part that shapes need is passed along with each data graph.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from kg.errors import KGError, ShapesError
from kg.identifiers import CODES
from kg.namespaces import KG, RDF, RDFS
from kg.syntax import iter_quads
from kg.validate import sparql
from kg.validate.shapes import ShapesGraph

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
    """

    declared: frozenset[str]
    ranges: dict[str, str]
    ntriples: str

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
        beside = serialize(_select(triples, shapes), format=RdfFormat.N_TRIPLES) or b""
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
            ntriples=beside.decode(),
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
