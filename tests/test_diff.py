"""What `kg.diff` says of two graphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.diff import Change, diff
from kg.errors import KGError
from kg.namespaces import KG, RDF, SKOS
from kg.store import Store

G1, G2 = NamedNode("http://e/g1"), NamedNode("http://e/g2")
nodes = st.sampled_from([NamedNode(f"http://e/{name}") for name in "abc"])
quads = st.builds(Quad, nodes, nodes, nodes | st.text(max_size=3).map(Literal), st.sampled_from([G1, G2]))


@given(st.frozensets(quads), st.frozensets(quads))
def test_the_difference_turns_the_old_graph_into_the_new(old, new):
    found = diff(old, new)

    assert bool(found) == (old != new)
    assert len(found.added) == len(new - old)
    assert len(found.removed) == len(old - new)
    assert list(found.added) == sorted(found.added)
    assert diff(new, old).added == found.removed


def test_a_statement_that_moves_to_another_graph_differs():
    a = NamedNode("http://e/a")

    assert diff([Quad(a, a, a, G1)], [Quad(a, a, a, G2)]).to_nquads() == (
        "- <http://e/a> <http://e/a> <http://e/a> <http://e/g1> .\n"
        "+ <http://e/a> <http://e/a> <http://e/a> <http://e/g2> .\n"
    )


def test_names_of_blank_nodes_do_not_matter():
    p = NamedNode("http://e/p")

    def graph(first: str, second: str) -> list[Quad]:
        return [Quad(BlankNode(first), p, BlankNode(second)), Quad(BlankNode(second), p, Literal("end"))]

    assert not diff(graph("x", "y"), graph("y", "z"))
    assert diff(graph("x", "y"), graph("x", "y")[:1])


def test_changes_are_counted_by_graph_and_kind():
    event, claim = NamedNode("http://e/event"), NamedNode("http://e/claim")
    old = [Quad(event, RDF.type, KG.Event, G1), Quad(event, KG.confidence, Literal("1"), G1)]
    new = [old[0], Quad(event, KG.confidence, Literal("2"), G1), Quad(claim, RDF.type, KG.Claim, G2)]

    found = diff(old, new)

    assert found.changes == (Change("http://e/g1", "Event", 1, 1), Change("http://e/g2", "Claim", 1, 0))
    assert found.summary() == (
        "2 statements added, 1 removed.\n  http://e/g1  Event  +1 -1\n  http://e/g2  Claim  +1 -0\n"
    )
    assert diff(old, old).summary() == "No difference.\n"


def test_literals_with_line_ends_stay_one_line():
    a = NamedNode("http://e/a")
    text = "one\ntwo\rthree\x0cfour\x85five\u2028six"

    found = diff([], [Quad(a, a, Literal(text))])

    assert len(found.added) == 1


def test_files_and_stores_are_compared(tmp_path: Path):
    turtle, nquads = tmp_path / "a.ttl", tmp_path / "b.nq"
    turtle.write_text("@prefix e: <http://e/> . e:a e:b e:c .", encoding="utf-8")
    nquads.write_text("<http://e/a> <http://e/b> <http://e/c> .\n", encoding="utf-8")

    assert not diff(turtle, nquads)
    assert not diff(Store.from_file(turtle), nquads)


def test_a_file_that_is_not_rdf_is_refused_with_its_line(tmp_path: Path):
    broken = tmp_path / "broken.nt"
    broken.write_text("<http://e/a> <http://e/b> <http://e/c> .\noops\n", encoding="utf-8")

    with pytest.raises(KGError, match=r"broken\.nt:2: not N-Triples"):
        diff(broken, [])


def test_what_changed_is_told_by_article_and_fact() -> None:
    article, maker = NamedNode("http://e/article/a"), NamedNode("http://e/maker")
    graph = NamedNode("http://e/graph/article/a")

    def claims(words: str, at: str) -> list[Quad]:
        node = NamedNode(f"http://e/article/a#{at}")
        return [
            Quad(article, KG.headline, Literal("A day"), graph),
            Quad(node, RDF.type, KG.Claim, graph),
            Quad(node, KG.hasClaimType, NamedNode("http://e/claim-type/denial"), graph),
            Quad(node, KG.isClaimedBy, maker, graph),
            Quad(node, KG.contentText, Literal(words), graph),
            Quad(maker, SKOS.prefLabel, Literal("Maker"), graph),
        ]

    found = diff(claims("it is so", "c1"), claims("it is <not> so", "c2"))
    assert found.to_text().splitlines() == [
        "article a: A day",
        "  + claim denial of Maker: “it is <not> so”",
        "  - claim denial of Maker: “it is so”",
    ]
    assert "&lt;not&gt;" in found._repr_html_()
    assert "“it \ufffd[31m”" in diff(claims("it is so", "c1"), claims("it \x1b[31m", "c2")).to_text()
    # The same words at another place of the text are no news; the statements still differ.
    moved = diff(claims("it is so", "c1"), claims("it is so", "c2"))
    assert moved
    assert moved.to_text() == ""
    altered = diff(claims("it is so", "c1"), claims("it is not", "c1"))
    assert altered.to_text().splitlines()[1] == (
        "  ~ claim denial of Maker: “it is not”; contentText it is so → it is not"
    )
