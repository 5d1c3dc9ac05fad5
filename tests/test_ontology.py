"""The ontology and the code schemes hold to their own rules."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, VANN

from kg.assets import iter_ontology_files
from kg.namespaces import KG, SCHEMES
from kg.rdf.terms import ALLEGED, ASSERTED
from kg.validate import Gate

ROOT = Path(__file__).parent.parent
ONTOLOGY = ROOT / "ontology"
IRI = rdflib.URIRef("https://w3id.org/dateline/ontology")
MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)


@pytest.fixture(scope="module")
def core() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "core.ttl")


@pytest.fixture(scope="module")
def codes() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in sorted((ONTOLOGY / "codes").glob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def crosswalks() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in sorted((ONTOLOGY / "crosswalks").glob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
def test_the_ontology_meets_its_shapes(engine: str, core: rdflib.Graph, codes: rdflib.Graph) -> None:
    from pyoxigraph import parse

    quads = [quad for path in iter_ontology_files() for quad in parse(path=str(path))]
    report = Gate([ROOT / "shapes" / "ontology.ttl"], ontology=(), engine=engine).check(quads)
    assert not report.results, report.to_text()


def test_the_metadata_are_complete(core: rdflib.Graph) -> None:
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.created, DCTERMS.license):
        assert core.value(IRI, predicate) is not None, predicate
    version = core.value(IRI, OWL.versionInfo)
    assert core.value(IRI, OWL.versionIRI) == rdflib.URIRef(f"{IRI}/{version}")
    assert str(core.value(IRI, VANN.preferredNamespacePrefix)) == "kg"
    assert str(core.value(IRI, VANN.preferredNamespaceUri)) == KG.iri


def test_no_two_terms_share_a_label_or_a_definition(core: rdflib.Graph) -> None:
    for predicate in (RDFS.label, SKOS.definition):
        counts = Counter(str(words).casefold() for words in core.objects(None, predicate))
        assert [words for words, n in counts.items() if n > 1] == []


def test_the_core_rests_on_no_other_vocabulary(core: rdflib.Graph) -> None:
    allowed = (KG.iri, str(IRI), *map(str, (RDF, RDFS, OWL, SKOS, DCTERMS, VANN)), "http://www.w3.org/2001/XMLSchema#")
    iris = {str(term) for triple in core for term in triple if isinstance(term, rdflib.URIRef)}
    assert {iri for iri in iris if not iri.startswith(allowed)} == {"https://www.apache.org/licenses/LICENSE-2.0"}


def test_nothing_is_imported_anywhere() -> None:
    for path in ONTOLOGY.rglob("*.ttl"):
        assert (None, OWL.imports, None) not in rdflib.Graph().parse(path), path.name
    read = {path.parent.name for path in iter_ontology_files()}
    assert read == {"ontology", "codes"}


def test_the_twins_mirror_each_other(core: rdflib.Graph) -> None:
    """Each twin has the range of its counterpart, but for the event that includes it."""
    for name in (
        "type",
        "modality",
        "place",
        "time",
        "involves",
        "participant",
        "role",
        "sender",
        "recipient",
        "medium",
    ):
        one, other = (rdflib.URIRef(getattr(terms, name).value) for terms in (ASSERTED, ALLEGED))
        assert core.value(one, RDFS.range) == core.value(other, RDFS.range), name
        assert core.value(one, RDFS.domain) != core.value(other, RDFS.domain), name


def test_alleged_and_asserted_have_no_common_superclass_or_superproperty_of_content(core: rdflib.Graph) -> None:
    up = {RDFS.subClassOf, RDFS.subPropertyOf}

    def above(term: rdflib.URIRef) -> set[rdflib.term.Node]:
        return {found for predicate in up for found in core.transitive_objects(term, predicate)}

    asserted = {rdflib.URIRef(getattr(ASSERTED, name).value) for name in ASSERTED.__slots__}
    alleged = {rdflib.URIRef(getattr(ALLEGED, name).value) for name in ALLEGED.__slots__}
    assert not set().union(*map(above, asserted)) & set().union(*map(above, alleged))


def test_no_class_lies_below_two_disjoint_ones(core: rdflib.Graph) -> None:
    groups = [set(core.items(members)) for members in core.objects(None, OWL.members)]
    assert len(groups) == 2
    for cls in core.subjects(RDF.type, OWL.Class):
        above = set(core.transitive_objects(cls, RDFS.subClassOf))
        assert all(len(above & group) <= 1 for group in groups), cls


def test_each_scheme_is_a_tree_of_its_own(codes: rdflib.Graph) -> None:
    for scheme in SCHEMES.values():
        node = rdflib.URIRef(f"https://w3id.org/dateline/codes/{scheme}")
        concepts = set(codes.subjects(SKOS.inScheme, node))
        assert concepts, scheme
        for concept in concepts:
            above = set(codes.transitive_objects(concept, SKOS.broader))
            assert above <= concepts, f"{concept} has a broader code in another scheme"
            assert all(
                concept not in codes.transitive_objects(b, SKOS.broader) for b in codes.objects(concept, SKOS.broader)
            )
            assert str(concept) == f"{node}/{codes.value(concept, SKOS.notation)}"
        labels = Counter(str(codes.value(concept, SKOS.prefLabel)).casefold() for concept in concepts)
        assert max(labels.values()) == 1, [label for label, n in labels.items() if n > 1]


def test_a_crosswalk_matches_known_types_and_at_most_one_exactly(codes: rdflib.Graph, crosswalks: rdflib.Graph) -> None:
    exact = Counter(
        (concept, crosswalks.value(target, SKOS.inScheme))
        for concept, target in crosswalks.subject_objects(SKOS.exactMatch)
    )
    assert max(exact.values()) == 1
    targets = Counter(crosswalks.objects(None, SKOS.exactMatch))
    assert max(targets.values()) == 1, "two types cannot both be exactly one code"
    for predicate in MATCHES:
        for concept, target in crosswalks.subject_objects(predicate):
            assert (concept, RDF.type, SKOS.Concept) in codes, concept
            assert crosswalks.value(target, SKOS.notation) is not None, target
            others = [p for p in MATCHES if p != predicate and (concept, p, target) in crosswalks]
            assert not others, f"{concept} matches {target} in two ways"


def test_an_alignment_speaks_of_declared_terms_and_never_of_alleged_events_as_events() -> None:
    declared = {KG[term].value for term in KG}
    for path in sorted((ONTOLOGY / "alignments").glob("*.ttl")):
        graph = rdflib.Graph().parse(path)
        subjects = {str(s) for s in graph.subjects() if str(s).startswith(KG.iri)}
        assert subjects, path.name
        assert subjects <= declared, path.name
        strong = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty)
        for name in ALLEGED.__slots__:
            alleged = rdflib.URIRef(getattr(ALLEGED, name).value)
            assert not [p for p in graph.predicates(alleged) if p in strong], f"{path.name}: {alleged}"


def test_labels_and_definitions_are_neutral(core: rdflib.Graph, codes: rdflib.Graph) -> None:
    """No country, people or party is named, and no word takes a side."""
    loaded = re.compile(
        r"\b(terroris|regime|liberat|occupi|barbar|martyr|puppet|fascis|aggressor|so-called)", re.IGNORECASE
    )
    names = set(
        re.findall(r"\w+", "TIMEX3 EDTF GeoNames ISO WGS BCP SHA UTF FactBank Unicode Extended Date Time Format")
    )
    names.update(["DATE", "TIME", "DURATION", "SET", "P1W", "Saturday", "Sunday"])
    for graph in (core, codes):
        for term, words in [*graph.subject_objects(SKOS.definition), *graph.subject_objects(SKOS.prefLabel)]:
            assert not loaded.search(str(words)), f"{term}: {words}"
            capitals = set(re.findall(r"(?<=[^.:] )[A-Z]\w+", str(words)))
            assert capitals <= names, f"{term}: {words}"


def test_the_documentation_is_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "document_ontology.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_picture_names_only_classes_of_the_ontology(core: rdflib.Graph) -> None:
    tree = ElementTree.parse(ROOT / "docs" / "model.svg")
    named = {node.text for node in tree.iter("{http://www.w3.org/2000/svg}text") if node.get("class") == "name"}
    labels = {str(core.value(cls, RDFS.label)) for cls in core.subjects(RDF.type, OWL.Class)}
    assert labels >= named
    assert len(named) == 17
