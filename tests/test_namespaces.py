"""The terms in Python are those of the ontology, and a misspelt one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF

from kg.identifiers import CODES
from kg.namespaces import KG, ONTOLOGY, PREFIXES, SCHEMES, bind


def test_the_terms_are_those_that_the_core_declares(root: Path) -> None:
    core = rdflib.Graph().parse(root / "ontology" / "core.ttl")
    declared = {str(s) for s in core.subjects(RDF.type) if str(s).startswith(KG.iri)}
    assert {KG[term].value for term in KG} == declared


def test_each_prefix_of_a_scheme_is_a_scheme_file(root: Path) -> None:
    assert sorted(SCHEMES.values()) == sorted(path.stem for path in (root / "ontology" / "codes").glob("*.ttl"))
    assert all(PREFIXES[prefix] == f"{CODES}{scheme}/" for prefix, scheme in SCHEMES.items())


def test_a_misspelt_term_is_refused_and_the_nearest_named() -> None:
    with pytest.raises(AttributeError, match="kg:hasSendr is not declared; the nearest term is kg:hasSender"):
        _ = KG.hasSendr
    with pytest.raises(AttributeError, match=r"kg:zzz is not declared; see https://w3id.org/dateline/ontology#"):
        _ = KG["zzz"]


def test_a_vocabulary_knows_its_terms() -> None:
    assert KG.Event in KG
    assert ONTOLOGY not in KG


def test_binding_makes_an_rdflib_graph_write_our_prefixes() -> None:
    graph = bind(rdflib.Graph())
    iri = rdflib.URIRef(KG.Event.value)
    graph.add((iri, RDF.type, iri))
    assert "kg:Event a kg:Event ." in graph.serialize()
