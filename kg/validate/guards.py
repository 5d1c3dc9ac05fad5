"""Shapes that could never fail are refused: engines call a graph checked with them conforming.

What comes in: a shapes graph. What goes out: nothing, or a `ShapesError`.
What it never does: look at data.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.errors import ShapesError
from kg.namespaces import OWL, RDF, RDFS, XSD
from kg.validate import sparql
from kg.validate.report import SH, shorten
from kg.validate.shapes import ShapesGraph, Subject, sh

_TARGETS = frozenset(map(sh, ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")))

_PARAMETERS = re.findall(
    r"\w+",
    """class datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive maxInclusive minLength maxLength
    pattern flags uniqueLang languageIn equals disjoint lessThan lessThanOrEquals not and or xone node property
    qualifiedValueShape qualifiedMinCount qualifiedMaxCount qualifiedValueShapesDisjoint closed ignoredProperties
    hasValue in sparql""",
)

# Parameters of which a shape has one value, and among them those that are true or false, or a whole number.
_TRUTHS = frozenset(("closed", "deactivated", "uniqueLang", "qualifiedValueShapesDisjoint", "optional"))
_NUMBERS = frozenset(("minCount", "maxCount", "minLength", "maxLength", "qualifiedMinCount", "qualifiedMaxCount"))
_ONE_VALUE = (
    _TRUTHS
    | _NUMBERS
    | frozenset(
        re.findall(
            r"\w+",
            """datatype nodeKind minExclusive minInclusive maxExclusive maxInclusive pattern flags languageIn
        qualifiedValueShape ignoredProperties in path severity""",
        )
    )
)
_NO_CLASS = re.compile(r"\[[^\]]*(?:-\[|\[:)")

#: The terms of SHACL and SHACL-SPARQL for use in shapes (https://www.w3.org/TR/shacl/).
TERMS = frozenset(_PARAMETERS).union(
    re.findall(
        r"\w+",
        """Shape NodeShape PropertyShape targetClass targetNode targetSubjectsOf targetObjectsOf deactivated message
        severity Severity Violation Warning Info path alternativePath inversePath zeroOrMorePath oneOrMorePath
        zeroOrOnePath NodeKind IRI BlankNode Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral name description
        order group defaultValue PropertyGroup shapesGraph suggestedShapesGraph entailment select ask declare prefix
        namespace prefixes PrefixDeclaration SPARQLConstraint SPARQLExecutable SPARQLSelectExecutable
        SPARQLAskExecutable SPARQLSelectValidator SPARQLAskValidator Validator ConstraintComponent Parameter
        Parameterizable parameter optional labelTemplate nodeValidator propertyValidator validator ResultAnnotation
        resultAnnotation annotationProperty annotationVarName annotationValue""",
    )
)


def check(shapes: ShapesGraph, *, declared: Collection[str], owned: tuple[str, ...]) -> None:
    """Refuse shapes that cannot be trusted to check anything.

    Args:
        shapes: the shapes graph.
        declared: the IRIs that the ontology declares.
        owned: the namespaces in which every IRI has to be declared.

    Raises:
        ShapesError: there is no shape; a term of SHACL or of the ontology is misspelt; a parameter has a value that
            engines do not understand alike; a shape has no
            target and nothing refers to it; a shape that is referred to is not there; a property shape
            has no path; or a SPARQL constraint cannot be run.
    """
    _check_terms(shapes)
    _check_values(shapes)
    _check_declared(shapes, declared, owned)
    check_has_target(shapes)
    _check_references(shapes)
    _check_reached(shapes)
    for query in shapes.sparql:
        sparql.check(query)


def check_has_target(shapes: ShapesGraph, *, holder: str = "") -> None:
    """Refuse shapes of which none has a target.

    Raises:
        ShapesError: there is no shape with a target; the message begins with `holder`.
    """
    if not any(_has_target(shapes, node) for node in _shape_nodes(shapes)):
        raise ShapesError(
            f"{holder}There is no shape with a target in these shapes: any graph would conform.\n"
            "Name files that hold SHACL shapes, and give the shapes a sh:targetClass."
        )


def _check_terms(shapes: ShapesGraph) -> None:
    for triple in shapes.triples:
        for term in (triple.subject, triple.predicate, triple.object):
            if isinstance(term, NamedNode) and term.value.startswith(SH) and term.value[len(SH) :] not in TERMS:
                name = term.value[len(SH) :]
                raise ShapesError(
                    f"{shapes.name_of(triple.subject)}: sh:{name} is not a term of SHACL, so engines would ignore it."
                    f"\n{_nearest(term.value, sorted(SH + each for each in TERMS))}"
                )


def _check_values(shapes: ShapesGraph) -> None:
    for triple in shapes.triples:
        here, name = shapes.name_of(triple.subject), triple.predicate.value.removeprefix(SH)
        value = triple.object
        if not triple.predicate.value.startswith(SH) or name not in _ONE_VALUE:
            continue
        if len(shapes.objects(triple.subject, triple.predicate)) > 1:
            raise ShapesError(f"{here}: sh:{name} is given more than once, and engines take one of them. Give one.")
        if name in _TRUTHS and value not in (Literal(True), Literal(False)):
            raise ShapesError(
                f"{here}: sh:{name} is {value}, which engines do not understand alike. Write true or false."
            )
        if name in _NUMBERS and not (isinstance(value, Literal) and value.datatype == XSD.integer):
            raise ShapesError(f"{here}: sh:{name} is {value}, and has to be a whole number, such as 1.")
        if name == "pattern" and isinstance(value, Literal) and (found := _NO_CLASS.search(value.value)):
            raise ShapesError(
                f"{here}: {found[0]!r} in the sh:pattern: a class of characters inside another, which engines read "
                "differently.\nWrite one class for it."
            )


def _check_declared(shapes: ShapesGraph, declared: Collection[str], owned: tuple[str, ...]) -> None:
    for holder, iri in _iter_used(shapes):
        if iri.startswith(owned) and iri not in declared:
            name = holder if isinstance(holder, str) else shapes.name_of(holder)
            raise ShapesError(
                f"{name}: {shorten(f'<{iri}>')} is not declared in the ontology, so nothing would match it.\n"
                f"{_nearest(iri, sorted(declared))}"
            )


def _iter_used(shapes: ShapesGraph) -> Iterator[tuple[Subject | str, str]]:
    """The IRIs that are used, each with the node or the name of what uses it."""
    for triple in shapes.triples:
        for term in (triple.predicate, triple.object):
            if isinstance(term, NamedNode):
                yield triple.subject, term.value
    for query in shapes.sparql:
        for iri in sparql.iter_iris(query):
            yield query.holder, iri


def _nearest(iri: str, known: list[str]) -> str:
    near = get_close_matches(iri, known, n=1, cutoff=0.5)
    return f"The nearest term is {shorten(f'<{near[0]}>')}." if near else "Correct the name, or declare it."


def _shape_nodes(shapes: ShapesGraph) -> list[Subject]:
    """Everything that is a shape, by its type, its target or its constraints."""
    marks = _TARGETS.union(map(sh, (*_PARAMETERS, "path")))
    declarations = {triple.object for triple in shapes.triples if triple.predicate == sh("parameter")}
    return [
        node
        for node, said in shapes.by_subject.items()
        if node not in declarations
        and (
            any(predicate in marks for predicate, _ in said)
            or shapes.is_typed(node, sh("NodeShape"), sh("PropertyShape"))
        )
    ]


def _has_target(shapes: ShapesGraph, node: Subject) -> bool:
    named = any(predicate in _TARGETS for predicate, _ in shapes.by_subject[node])
    return named or shapes.is_typed(node, NamedNode(f"{RDFS.iri}Class"), OWL.Class)


def _check_reached(shapes: ShapesGraph) -> None:
    referred = {
        triple.object
        for triple in shapes.triples
        if triple.predicate.value.startswith(SH) or triple.predicate.value == f"{RDF.iri}first"
    }
    for node in _shape_nodes(shapes):
        if node not in referred and not _has_target(shapes, node):
            raise ShapesError(
                f"{shapes.name_of(node)}: has no target, and no shape refers to it: it would check nothing.\n"
                "Give it a sh:targetClass (or another target), refer to it, or remove it."
            )


def _check_references(shapes: ShapesGraph) -> None:
    for triple in shapes.triples:
        if triple.predicate not in (sh("property"), sh("node"), sh("not"), sh("qualifiedValueShape")):
            continue
        here, referred = shapes.name_of(triple.subject), triple.object
        if not isinstance(referred, NamedNode | BlankNode) or referred not in shapes.by_subject:
            raise ShapesError(f"{here}: refers to the shape {referred}, which is not among the shapes.")
        if triple.predicate == sh("property") and not shapes.objects(referred, sh("path")):
            raise ShapesError(f"{here}: the property shape {shapes.name_of(referred)} has no sh:path. Give it one.")
