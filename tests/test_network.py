"""The graph as a network: nothing lost, nothing alleged taken for fact."""

from __future__ import annotations

import sys
from collections.abc import Callable

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.errors import NetworkError
from kg.namespaces import KG, ONTOLOGY, RDF, RDFS
from kg.network import Network, project, to_igraph, to_networkx, to_rustworkx
from tests.asked import BASE, to_store


def test_literals_codes_and_quotes_are_attributes(asked: ox.Store) -> None:
    network = to_networkx(asked)
    assert network.nodes[BASE + "article/a1#count-85-94"] == {
        "cause": "mine-explosion",
        "confidence": 0.9,
        "count_lower": 12,
        "count_qualifier": "unstated",
        "count_upper": 12,
        "count_value": 12,
        "evidence": "mines killed 12 people in Milltown on 6-7 April",
        "harm_type": "killed",
        "kind": "CasualtyCount",
        "was_extracted_by": "rules-1",
        "label": "mines killed 12 people in Milltown on 6-7 April",
        "alleged": False,
        "articles": "a1",
    }


def test_shared_nodes_and_edges_name_all_their_articles(asked: ox.Store, asked_quads: list[ox.Quad]) -> None:
    bureau, milltown = BASE + "organization/mine-bureau", BASE + "place/milltown"
    assert to_networkx(asked).nodes[bureau]["label"] == "Mine Bureau"
    assert to_networkx(asked).nodes[bureau]["articles"] == "a1; a2"
    society = ox.NamedNode(BASE + "organization/river-society")
    again = ox.Quad(society, KG.isBasedIn, ox.NamedNode(milltown), ox.NamedNode(BASE + "graph/article/a2"))
    edge = to_networkx(to_store([*asked_quads, again])).edges[society.value, milltown, "isBasedIn"]
    assert edge == {"predicate": "isBasedIn", "alleged": False, "articles": "a1; a2"}


def test_every_statement_is_there(asked: ox.Store) -> None:
    """With spans as nodes, each triple of two IRIs that are no codes is an edge, and no other edge is there."""
    network = to_networkx(asked, spans=True)
    wanted = {
        (quad.subject.value, quad.object.value, quad.predicate.value.rpartition("#")[2])
        for quad in asked
        if isinstance(quad.object, ox.NamedNode)
        and quad.predicate not in (RDF.type, RDF.predicate, KG.hasGraph, KG.wasExtractedBy, KG.isSpanOf)
        and "/codes/" not in quad.object.value
    }
    assert set(network.edges(keys=True)) == wanted
    assert {quad.subject.value for quad in asked} <= set(network)
    assert not [node for node in to_networkx(asked) if "#char=" in node]


def test_what_is_alleged_is_marked(asked: ox.Store) -> None:
    network = to_networkx(asked)
    alleged = {node for node, marked in network.nodes(data="alleged") if marked}
    events = {"article/a1#event-144-150", "article/a1#event-144-150.p1", "article/a2#event-52-58"}
    assert alleged == {BASE + path for path in (*events, "occurrence/a2/event-52-58")}
    for source, target, key, marked in network.edges(keys=True, data="alleged"):
        touches = source in alleged or target in alleged
        assert marked == touches, (source, target, key)


def test_one_graph_and_no_ontology(asked_quads: list[ox.Quad]) -> None:
    concept = ox.Quad(KG.Event, RDFS.label, ox.Literal("Event"), ONTOLOGY)
    store = to_store([*asked_quads, concept])
    network = to_networkx(store)
    assert KG.Event.value not in network
    alone = to_networkx(store, graph=BASE + "graph/article/a2")
    assert BASE + "article/a1" not in alone
    assert alone.nodes[BASE + "article/a2"]["label"] == "Southland answers"


def test_a_graph_without_names_is_drawn_too(asked_quads: list[ox.Quad]) -> None:
    """Such as one read from Turtle."""
    network = to_networkx(to_store([ox.Quad(q.subject, q.predicate, q.object) for q in asked_quads]))
    assert set(network) == set(to_networkx(to_store(asked_quads)))


def test_the_order_of_the_store_does_not_show(asked: ox.Store, asked_quads: list[ox.Quad]) -> None:
    first, second = to_networkx(asked), to_networkx(to_store(asked_quads[::-1]))
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))


def test_the_network_can_be_changed(asked: ox.Store) -> None:
    """It is an ordinary network, though it was not filled in the ordinary way."""
    network = to_networkx(asked)
    node = BASE + "state/southland"
    edges, degree = network.number_of_edges(), network.degree(node)
    assert degree > 0
    network.add_edge(node, "new", key="x")
    assert network.number_of_edges() == edges + 1
    network.remove_node(node)
    assert network.number_of_edges() == edges - degree
    assert all(node not in network.succ[other] for other in network)


@pytest.mark.parametrize("name", ["communications", "co-participation"])
def test_other_libraries_get_the_same_network(asked: ox.Store, name: str) -> None:
    network = project(asked, name)
    ig, rx = to_igraph(network), to_rustworkx(network)
    wanted = [(source, target, weight) for source, target, weight in network.edges(data="weight")]
    assert [(ig.vs[e.source]["name"], ig.vs[e.target]["name"], e["weight"]) for e in ig.es] == wanted
    nodes = [node["name"] for node in rx.nodes()]
    assert [(nodes[s], nodes[t], e["weight"]) for s, t, e in rx.weighted_edge_list()] == wanted
    assert ig.is_directed() == network.is_directed()
    assert ig.vs["label"] == [label for _, label in network.nodes(data="label")]


@pytest.mark.parametrize(("module", "adapt"), [("igraph", to_igraph), ("rustworkx", to_rustworkx)])
def test_other_libraries_are_asked_for(
    module: str, adapt: Callable[[Network], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(NetworkError, match=rf"{module} is not installed: pip install 'dateline-kg\[network\]'"):
        adapt(Network())


def test_networks_of_ours_are_networks_of_networkx(asked: ox.Store) -> None:
    """What NetworkX derives from them is what it derives from its own."""
    network = project(asked, "communications")
    assert isinstance(network.reverse(), Network)
    assert nx.utils.graphs_equal(nx.MultiDiGraph(network), network)
    assert nx.pagerank(network) == nx.pagerank(nx.MultiDiGraph(network))
    assert len(network.to_undirected()) == len(network)
    assert network.subgraph(list(network)[:1]).number_of_edges() == 0
