"""Projections: who is tied to whom, by what, and on whose word."""

from __future__ import annotations

from datetime import date

import networkx as nx
import pyoxigraph as ox
import pytest

import kg
from kg.errors import NetworkError
from kg.identifiers import code_iri
from kg.namespaces import KG, RDF
from kg.network import PROJECTIONS, Network, UndirectedNetwork, project, snapshots
from tests.asked import ASKED, BASE, to_store

RIVER_SOCIETY = BASE + "organization/river-society"
RED_CROSS = BASE + "organization/red-cross"
MINE_BUREAU = BASE + "organization/mine-bureau"
BOARD = BASE + "organization/diaspora-board"
POST = BASE + "organization/harbour-post"
SOUTHLAND = BASE + "state/southland"
NORTHLAND = BASE + "state/northland"
MILLTOWN = BASE + "place/milltown"
LETTER = BASE + "article/a1#communication-18-23"


def node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def retell(quads: list[ox.Quad], article: str, publisher: str, published: str) -> list[ox.Quad]:
    """What the first article tells, told by another."""

    def rename(term: object) -> object:
        if isinstance(term, ox.NamedNode):
            return node(term.value.replace("article/a1", f"article/{article}"))
        return term

    told = []
    for quad in quads:
        if quad.graph_name.value.endswith("article/a1"):
            subject, value = rename(quad.subject), rename(quad.object)
            if quad.predicate == KG.articleId:
                value = ox.Literal(article)
            elif quad.predicate == KG.publisherName:
                value = ox.Literal(publisher)
            elif quad.predicate == KG.publishedOn:
                value = ox.Literal(published)
            told.append(ox.Quad(subject, quad.predicate, value, rename(quad.graph_name)))
    return told


def change(quads: list[ox.Quad], subject: str, predicate: ox.NamedNode, value: ox.NamedNode) -> list[ox.Quad]:
    """The quads with another value for a property."""
    changed = [
        ox.Quad(q.subject, q.predicate, value, q.graph_name)
        if (q.subject.value, q.predicate) == (subject, predicate)
        else q
        for q in quads
    ]
    assert changed != quads
    return changed


def edges(network: nx.MultiGraph[str]) -> set[tuple[str, str, str]]:
    return set(network.edges(keys=True))


def test_a_communication_names_its_origin(asked: ox.Store) -> None:
    network = project(asked, "communications")
    assert edges(network) == {
        (RIVER_SOCIETY, MINE_BUREAU, "communication"),
        (RIVER_SOCIETY, RED_CROSS, "communication"),
    }
    assert network.edges[RIVER_SOCIETY, RED_CROSS, "communication"] == {
        "relation": "communication",
        "alleged": False,
        "weight": 1,
        "count": 1,
        "details": "letter",
        "articles": "a1",
        "publishers": "Harbour Post",
        "first": "2025-04-10",
        "last": "2025-04-10",
        "quotes": "The River Society wrote to the Mine Bureau (MB) and the Red Cross",
        "facts": LETTER,
        "confidence": 0.9,
    }
    assert network.nodes[RIVER_SOCIETY] == {"label": "River Society", "kind": "Organization", "named": True}
    assert network.graph["name"] == "communications"


@pytest.mark.parametrize("modality", ["planned", "hypothetical", "negated"])
def test_what_did_not_happen_is_not_drawn(asked_quads: list[ox.Quad], modality: str) -> None:
    changed = change(asked_quads, LETTER, KG.hasModality, node(code_iri("modality", modality)))
    assert project(to_store(changed), "communications").number_of_edges() == 0
    assert not any(LETTER in {*network} for network in [project(to_store(changed), "actor-event", alleged=True)])


def test_those_who_met_are_joined_both_ways(asked_quads: list[ox.Quad]) -> None:
    met = [
        ox.Quad(q.subject, KG.hasSender if q.predicate == KG.hasRecipient else q.predicate, q.object, q.graph_name)
        for q in asked_quads
    ]
    assert project(to_store(met), "communications").number_of_edges() == 0
    met = change(met, LETTER, KG.hasMedium, node(code_iri("medium", "meeting")))
    pairs = {(a, b) for a, b, _ in project(to_store(met), "communications").edges}
    assert (RED_CROSS, MINE_BUREAU) in pairs
    assert pairs == {(b, a) for a, b in pairs}


def test_each_publisher_counts_once_and_so_does_each_text(asked_quads: list[ox.Quad]) -> None:
    edge = (RIVER_SOCIETY, RED_CROSS, "communication")
    again = [*asked_quads, *retell(asked_quads, "a3", "Harbour Post", "2025-05-02")]
    found = project(to_store(again), "communications").edges[edge]
    assert (found["weight"], found["count"], found["articles"]) == (1, 2, "a1; a3")
    assert (found["first"], found["last"]) == ("2025-04-10", "2025-05-02")
    others = [*again, *retell(asked_quads, "a4", "Lantern", "2025-05-03")]
    assert project(to_store(others), "communications").edges[edge]["weight"] == 2
    assert project(to_store(others), "communications").edges[edge]["publishers"] == "Harbour Post; Lantern"
    group = node(BASE + "text-group/1")
    links = node(BASE + "graph/links")
    copies = [ox.Quad(node(f"{BASE}article/{id_}"), KG.isInTextGroup, group, links) for id_ in ("a1", "a4")]
    assert project(to_store([*others, *copies]), "communications").edges[edge]["weight"] == 2, "a3 is a text of its own"
    copies.append(ox.Quad(node(BASE + "article/a3"), KG.isInTextGroup, group, links))
    assert project(to_store([*others, *copies]), "communications").edges[edge]["weight"] == 1


def test_whose_words_go_through_whom(asked: ox.Store) -> None:
    network = project(asked, "who-quotes-whom")
    assert edges(network) == {(BOARD, RIVER_SOCIETY, "quotes"), (POST, BOARD, "quotes")}
    assert network.edges[BOARD, RIVER_SOCIETY, "quotes"]["details"] == "indirect"


def test_actors_and_events_are_two_kinds_of_nodes(asked: ox.Store) -> None:
    network = project(asked, "actor-event")
    assert isinstance(network, UndirectedNetwork)
    (told,) = asked.quads_for_pattern(node(BASE + "article/a1#event-78-84"), KG.isAccountOf, None)
    event, victims = told.object.value, BASE + "article/a1#entity-88-94.entity"
    (only,) = network.edges(keys=True)
    assert {*only} == {event, victims, "victim"}
    assert network.nodes[event]["bipartite"] == 1
    assert network.nodes[event]["event_type"] == "mine-explosion"
    assert network.nodes[victims] == {"label": "people", "kind": "Group", "named": False, "bipartite": 0}
    assert nx.is_bipartite(network)
    edge = network.edges[only]
    assert (edge["first"], edge["last"]) == ("2025-04-06", "2025-04-07"), "the days of the event, not of the article"


def test_accounts_of_one_occurrence_are_one_event(asked_quads: list[ox.Quad]) -> None:
    two = [*asked_quads, *retell(asked_quads, "a3", "Lantern", "2025-04-11")]
    assert sum(marked for _, marked in project(to_store(two), "event-place").nodes(data="bipartite")) == 1
    assert project(to_store(two), "event-place").number_of_edges() == 2
    occurrence, links = node(BASE + "occurrence/1"), node(BASE + "graph/links")
    accounts = [
        ox.Quad(node(f"{BASE}article/{id_}#event-78-84"), KG.isAccountOf, occurrence, links) for id_ in ("a1", "a3")
    ]
    network = project(to_store([*two, *accounts]), "event-place")
    (edge,) = network.edges(data=True)
    assert {edge[0], edge[1]} == {occurrence.value, MILLTOWN}
    assert edge[2]["weight"] == 2
    assert network.nodes[occurrence.value]["label"] == "killed"


def test_who_takes_part_together(asked: ox.Store) -> None:
    network = project(asked, "co-participation")
    assert not network.is_directed()
    assert {frozenset(edge[:2]) for edge in network.edges} == {
        frozenset(pair) for pair in ((RIVER_SOCIETY, MINE_BUREAU), (RIVER_SOCIETY, RED_CROSS), (MINE_BUREAU, RED_CROSS))
    }


def test_who_is_named_together(asked: ox.Store) -> None:
    network = project(asked, "co-mention")
    assert {frozenset(edge[:2]) for edge in network.edges} == {
        frozenset(pair) for pair in ((RIVER_SOCIETY, MINE_BUREAU), (RIVER_SOCIETY, SOUTHLAND), (MINE_BUREAU, SOUTHLAND))
    }
    assert network.edges[MINE_BUREAU, RIVER_SOCIETY, "is mentioned with"]["quotes"] == "Letters after the blasts"


def test_claims_keep_their_side(asked: ox.Store) -> None:
    network = project(asked, "claims")
    assert edges(network) == {(RIVER_SOCIETY, SOUTHLAND, "opposes"), (SOUTHLAND, NORTHLAND, "neutral")}
    assert network.edges[RIVER_SOCIETY, SOUTHLAND, "opposes"]["details"] == "accusation"


def test_what_is_alleged_comes_only_when_asked_for_and_marked(asked: ox.Store) -> None:
    for name in PROJECTIONS:
        plain, both = project(asked, name), project(asked, name, alleged=True)
        assert not any(marked for *_, marked in plain.edges(data="alleged")), name
        assert edges(plain) == {edge for edge in edges(both) if not both.edges[edge]["alleged"]}, name
    network = project(asked, "actor-event", alleged=True)
    (alleged,) = (edge for edge in network.edges(keys=True, data=True) if edge[3]["alleged"])
    assert {*alleged[:3]} == {SOUTHLAND, BASE + "article/a1#event-144-150", "alleged: alleged-omitter"}
    assert alleged[3]["held_by"] == "River Society"


def test_what_is_only_denied_or_demanded_is_not_even_alleged(asked_quads: list[ox.Quad]) -> None:
    claim = BASE + "article/a1#claim-144-155"
    denied = change(asked_quads, claim, KG.hasClaimType, node(code_iri("claim-type", "denial")))
    for changed in (
        denied,
        change(denied, BASE + "article/a2#event-52-58", KG.hasAllegedModality, node(code_iri("modality", "actual"))),
    ):
        network = project(to_store(changed), "actor-event", alleged=True)
        assert not any(marked for *_, marked in network.edges(data="alleged"))


def test_an_allegation_is_never_joined_with_an_assertion(asked_quads: list[ox.Quad]) -> None:
    """The same two in the same tie, once asserted and once alleged, are two edges."""
    graph = node(BASE + "graph/article/a1")
    event, claim = node(BASE + "article/a1#event-144-150"), node(BASE + "article/a1#claim-144-155")
    more = [
        ox.Quad(event, RDF.type, KG.AllegedCommunication, graph),
        ox.Quad(event, KG.hasAllegedMedium, node(code_iri("medium", "letter")), graph),
        ox.Quad(event, KG.hasAllegedSender, node(RIVER_SOCIETY), graph),
        ox.Quad(event, KG.hasAllegedRecipient, node(RED_CROSS), graph),
    ]
    assert ox.Quad(claim, KG.alleges, event, graph) in asked_quads
    network = project(to_store([*asked_quads, *more]), "communications", alleged=True)
    keyed = network[RIVER_SOCIETY][RED_CROSS]
    assert {key: edge["alleged"] for key, edge in keyed.items()} == {
        "communication": False,
        "alleged: communication": True,
    }
    assert keyed["communication"]["facts"] == LETTER
    assert network.nodes[RED_CROSS] == project(to_store(asked_quads), "communications").nodes[RED_CROSS]


def test_only_what_may_have_happened_in_a_time(asked: ox.Store) -> None:
    def places(**window: str) -> int:
        return project(asked, "event-place", **window).number_of_edges()

    assert (
        places(since="2025-04-07") == places(until="2025-04-06") == places(since="2025-04-06", until="2025-04-06") == 1
    )
    assert places(since="2025-04-08") == places(until="2025-04-05") == 0
    assert places(since="2025-04", until="2025-04") == places(since="2025", until="2025") == 1
    assert places(since="2025-05") == places(until="2025-03") == places(until="2024") == 0
    assert project(asked, "communications", until="2025-04-09").number_of_edges() == 0


def test_what_has_no_date_is_in_no_time(asked_quads: list[ox.Quad]) -> None:
    undated = to_store([quad for quad in asked_quads if quad.predicate != KG.publishedOn])
    assert project(undated, "communications").number_of_edges() == 2
    assert project(undated, "communications", since="1900-01-01").number_of_edges() == 0


def test_snapshots_follow_each_other(asked_quads: list[ox.Quad]) -> None:
    store = to_store([*asked_quads, *retell(asked_quads, "a3", "Lantern", "2025-06-02")])
    found = snapshots(store, "communications", every="month")
    assert {day: network.number_of_edges() for day, network in found.items()} == {
        "2025-04-01": 2,
        "2025-05-01": 0,
        "2025-06-01": 2,
    }
    assert found["2025-04-01"].graph["until"] == "2025-04-30"
    assert list(snapshots(store, "communications", every="year")) == ["2025-01-01"]
    assert list(snapshots(store, "communications", every="week", since="2025-04-10", until="2025-04-14")) == [
        "2025-04-07",
        "2025-04-14",
    ]
    assert len(snapshots(store, "event-place", every="day", since="2025-04-05", until="2025-04-08")) == 4


def test_mistakes_are_explained(asked: ox.Store) -> None:
    with pytest.raises(NetworkError, match=r"no projection 'communication'. Did you mean 'communications'\?"):
        project(asked, "communication")
    with pytest.raises(NetworkError, match=r"since: '14 April' is not a date. Write it as YYYY-MM-DD, YYYY-MM or YYYY"):
        project(asked, "claims", since="14 April")
    with pytest.raises(NetworkError, match="until: '2025-02-30' is not a date"):
        project(asked, "claims", until="2025-02-30")
    with pytest.raises(NetworkError, match="since: 2025-05-01 is later than until: 2025-04-01"):
        project(asked, "claims", since="2025-05-01", until="2025-04-01")
    with pytest.raises(NetworkError, match=r"no period 'decade'\. Choose one of: day, week, month, year"):
        snapshots(asked, "claims", every="decade")


@pytest.mark.parametrize("name", PROJECTIONS)
def test_neither_the_order_of_the_store_nor_names_of_graphs_show(asked_quads: list[ox.Quad], name: str) -> None:
    first, second = (project(to_store(told), name, alleged=True) for told in (asked_quads, asked_quads[::-1]))
    assert first.number_of_edges() > 0
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))
    nameless = project(to_store([ox.Quad(q.subject, q.predicate, q.object) for q in asked_quads]), name, alleged=True)
    assert list(nameless.edges(keys=True, data=True)) == list(first.edges(keys=True, data=True))


@pytest.mark.parametrize("name", PROJECTIONS)
def test_attributes_are_what_every_format_takes(asked: ox.Store, name: str) -> None:
    network = project(asked, name, alleged=True)
    assert isinstance(network, Network if PROJECTIONS[name].directed else UndirectedNetwork)
    for _, attributes in network.nodes(data=True):
        assert {"label", "kind"} <= attributes.keys()
        assert all(type(value) in {str, int, float, bool} for value in attributes.values())
    common = {"relation", "alleged", "weight", "count", "details", "articles", "publishers", "first", "last", "quotes"}
    for *_, attributes in network.edges(data=True):
        assert common <= attributes.keys()
        assert attributes["weight"] >= 1
        assert attributes["articles"]
        assert all(type(value) in {str, int, float, bool} for value in attributes.values())


def test_a_graph_gives_them_by_name() -> None:
    with kg.open(ASKED) as graph:
        assert edges(graph.to_networkx("claims")) == edges(project(graph.store.dataset, "claims"))
        assert graph.to_networkx("event-place", since=date(2025, 4, 8)).number_of_edges() == 0
        assert list(graph.snapshots("claims", every="year")) == ["2025-01-01"]
        assert b"River Society" in graph.dump_network("csv", projection="claims")
        with pytest.raises(NetworkError, match="spans: only the whole graph has pieces of text"):
            graph.to_networkx("claims", spans=True)
        with pytest.raises(NetworkError, match="the whole graph is of no one time"):
            graph.to_networkx(until="2025-04-01")
