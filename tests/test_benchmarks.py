"""The benchmarks measure what they name: every rule that is taken out is there to be taken out."""

from __future__ import annotations

import runpy
from pathlib import Path
from pkgutil import resolve_name

import pyoxigraph as ox
import pytest
import rdflib

from kg.network import PROJECTIONS, project

ROOT = Path(__file__).parent.parent
RULES = runpy.run_path(str(ROOT / "benchmarks" / "ablations.py"))["RULES"]


@pytest.mark.parametrize("place", [place for parts in RULES.values() for place in parts])
def test_a_rule_to_take_out_is_there(place: str) -> None:
    name, _, key = place.rstrip("]").partition("[")
    found = resolve_name(name)
    assert key in found if key else callable(found)


NETWORKS = runpy.run_path(str(ROOT / "benchmarks" / "networks.py"))


@pytest.mark.parametrize("name", PROJECTIONS)
def test_a_projection_is_measured_against_the_same_in_sparql(name: str) -> None:
    store = ox.Store()
    store.load(path=str(ROOT / "tests" / "data" / "asked.trig"))
    lines = ox.serialize((quad.triple for quad in store), format=ox.RdfFormat.N_TRIPLES)
    theirs = NETWORKS["_by_sparql"](rdflib.Graph().parse(data=lines, format="nt"), name)
    assert theirs.number_of_edges() > 0
    NETWORKS["_compare"](theirs, project(store, name), name)
    theirs.add_edge("urn:one", "urn:other")
    with pytest.raises(SystemExit, match=f"{name}: 1 pairs"):
        NETWORKS["_compare"](theirs, project(store, name), name)
