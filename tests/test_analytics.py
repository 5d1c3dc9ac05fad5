"""Analyses: the right numbers by NetworkX, said in plain words, the same under any hash seed."""

from __future__ import annotations

import sys
from pathlib import Path

import networkx as nx
import pytest

from kg.analytics import Finding, brokers, centralities, change, communities, get_node, reach, simplify
from kg.errors import MissingPackageError, NetworkError
from tests.programs import run_under_any_hash_seed

ROOT = Path(__file__).parent.parent


def network(*edges: tuple[str, str, int], directed: bool = True) -> nx.MultiGraph[str]:
    made: nx.MultiGraph[str] = nx.MultiDiGraph() if directed else nx.MultiGraph()
    for source, target, weight in edges:
        made.add_edge(source, target, weight=weight, alleged=False)
    for node in made:
        made.nodes[node]["label"] = node.upper()
    return made


LETTERS = network(("ana", "bo", 2), ("bo", "cy", 1), ("cy", "di", 1), ("ed", "bo", 3))


def test_centralities_are_those_of_networkx() -> None:
    found = centralities(LETTERS)
    rows = {row["node"]: row for row in found.to_records()}
    assert (rows["bo"]["strength"], rows["bo"]["out"], rows["bo"]["in"]) == (6, 1, 5)
    simple = simplify(LETTERS)
    assert {node: row["pagerank"] for node, row in rows.items()} == nx.pagerank(simple, weight="weight")
    weights = [row["strength"] for row in found.to_records()]
    assert weights == sorted(weights, reverse=True)
    assert found.summary.startswith(f"{found.rows[0][0]} is the most central of 5 nodes")


def test_what_is_alleged_counts_only_when_asked() -> None:
    accused = network(("ana", "bo", 1))
    accused.add_edge("bo", "cy", weight=1, alleged=True)
    assert simplify(accused).number_of_edges() == 1
    assert simplify(accused, alleged=True).number_of_edges() == 2
    assert "reaches nobody" in reach(accused, "bo").summary
    assert len(reach(accused, "bo", alleged=True)) == 1


def test_groups_are_tied_within() -> None:
    found = communities(network(("a", "b", 5), ("b", "c", 5), ("a", "c", 5), ("c", "x", 1), ("x", "y", 5)))
    assert [(row["size"], row["members"]) for row in found.to_records()] == [(3, "C, A and B"), (2, "X and Y")]


def test_brokers_are_the_only_way() -> None:
    found = brokers(network(("a", "b", 1), ("b", "c", 1), ("c", "d", 1), ("b", "e", 1)))
    assert [(row["name"], row["parts"]) for row in found.to_records()] == [("B", 3), ("C", 2)]
    assert found.summary == "2 of 5 nodes are the only way between others; B lies on most of the ways."
    triangle = brokers(network(("a", "b", 1), ("b", "c", 1), ("a", "c", 1)))
    assert triangle.summary == "Nobody stands between others among 3 nodes."


def test_a_message_reaches_by_steps() -> None:
    found = reach(LETTERS, "ANA")
    assert [(row["name"], row["steps"]) for row in found.to_records()] == [("BO", 1), ("CY", 2), ("DI", 3)]
    assert found.to_records()[2]["way"] == "ANA → BO → CY → DI"
    assert len(reach(LETTERS, "ana", steps=1)) == 1
    assert [row["name"] for row in reach(LETTERS.reverse(), "cy").to_records()] == ["BO", "ANA", "ED"]


def test_nodes_are_found_by_label_or_not_at_all() -> None:
    two = network(("a", "b", 1))
    two.nodes["b"]["label"] = "A"
    with pytest.raises(NetworkError, match=r"'A' is the label of several nodes\. Name one by its IRI: a b"):
        get_node(two, "A")
    with pytest.raises(NetworkError, match=r"no node 'd' in this network\. Near it: DI, ED\."):
        get_node(LETTERS, "d")


def test_change_is_told_by_weight() -> None:
    later = network(("ana", "bo", 5), ("bo", "cy", 1), ("ed", "bo", 1), ("flo", "ana", 1))
    found = change(LETTERS, later)
    assert [row[:5] for row in found.rows] == [
        ("grew", "ANA", "BO", 2, 5),
        ("shrank", "ED", "BO", 3, 1),
        ("came", "FLO", "ANA", 0, 1),
        ("went", "CY", "DI", 1, 0),
    ]
    assert found.summary == "1 tie came, 1 went, 1 grew and 1 shrank. New: FLO."
    mutual = network(("a", "b", 1), directed=False), network(("b", "a", 1), directed=False)
    assert len(change(*mutual)) == 0


def test_a_pair_on_its_own_is_not_central() -> None:
    """PageRank says that it is."""
    network_ = network(*((f"n{i}", "hub", 1) for i in range(5)), ("x", "y", 1), ("y", "x", 1))
    found = centralities(network_)
    assert found.summary.startswith("HUB is the most central")
    assert max(found.to_records(), key=lambda row: float(row["pagerank"] or 0))["name"] != "HUB"


def test_those_with_names_come_first_among_equal_changes() -> None:
    later = network(("a", "b", 1), ("x", "y", 1))
    later.nodes["a"]["named"] = False
    found = change(network(), later)
    assert [row[1] for row in found.rows] == ["X", "A"]
    assert found.summary.endswith("New: B, X, Y and 1 more.")


@pytest.mark.parametrize("analysis", [centralities, communities, brokers])
def test_nothing_is_an_answer(analysis: object) -> None:
    assert analysis(nx.MultiDiGraph()).summary == "There is nobody in this network."  # type: ignore[operator]


def test_findings_are_shown_and_kept() -> None:
    found = Finding("Two <people>.", ("name", "share"), (("A & B", 0.123456),))
    assert "Two &lt;people&gt;." in found._repr_html_()
    assert "<td>A &amp; B</td><td>0.123</td>" in found._repr_html_()
    assert found.to_pandas()["share"].to_list() == [0.123456]


def test_a_frame_says_which_extra_brings_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingPackageError, match=r"needs pandas.* pip install 'dateline-kg\[frames\]'"):
        Finding("Nobody.", ("name",), ()).to_pandas()


def test_groups_are_the_same_under_any_hash_seed() -> None:
    program = """
import networkx as nx
from kg.analytics import communities
graph = nx.relabel_nodes(nx.karate_club_graph(), str)
print(communities(graph).to_text())
"""
    assert run_under_any_hash_seed(program).count("\n") > 3
