"""A graph behind a SPARQL server: loaded whole, loaded on after a cut, asked and exported like the store itself."""

from __future__ import annotations

import runpy
import threading
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import kg
from kg.cli import main
from kg.endpoint import Endpoint, loading
from kg.endpoint.http import PASSWORD, TOKEN, USER, Connection
from kg.errors import EndpointError, KGError, QueryError, StoreError
from kg.namespaces import KG
from kg.query import Iri
from tests.servers import YES, Request, free_port, scripted, serving, serving_with_rdflib

S, P = ox.NamedNode("http://example.org/s"), ox.NamedNode("http://example.org/p")
SCRIPTS = Path(__file__).parent.parent / "scripts"
GIVEN: dict[str, dict[str, str]] = runpy.run_path(str(SCRIPTS / "update_golden_queries.py"))["PARAMETERS"]


def dump(place: str | Path) -> bytes:
    with kg.open(place) as graph:
        return graph.dump("nquads")


def write_article(path: Path, number: int, text: str = "The council wrote to the governor on Monday.") -> None:
    path.mkdir(exist_ok=True)
    (path / f"{number}.txt").write_text(f"Letter {number}\n2025-04-14\n\n{text}\n", encoding="utf-8")


@pytest.fixture
def filled(endpoint: str, sample_store: Path) -> str:
    """An endpoint that holds the sample articles."""
    kg.load(sample_store, endpoint)
    return endpoint


# -- loading ---------------------------------------------------------------------------------------


def test_what_was_loaded_is_what_the_store_holds(filled: str, sample_store: Path) -> None:
    assert dump(filled) == dump(sample_store)
    with kg.open(filled) as remote, kg.open(sample_store) as local:
        assert len(remote) == len(local)
        assert remote.store.graphs() == local.store.graphs()
        assert remote.stats() == local.stats()
        assert remote.dump_network() == local.dump_network()
        assert remote.validate().conforms
        assert not remote.diff(local)


def test_a_second_load_sends_nothing(filled: str, sample_store: Path) -> None:
    again = kg.load(sample_store, filled)
    assert (again.sent, again.quads, again.removed) == (0, 0, 0)
    assert again.unchanged > 10


def test_a_load_that_the_death_of_the_server_cut_off_goes_on(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BATCH_QUADS", 1500)
    monkeypatch.setattr("kg.endpoint.http._TRIES", 1)
    with serving(tmp_path / "data") as server:

        def kill_in_the_middle(units: int) -> None:
            if units >= 5:
                server.kill()

        with pytest.raises(EndpointError):
            kg.load(sample_store, server.url, on_progress=kill_in_the_middle)
        server.start()
        rest = kg.load(sample_store, server.url)
        assert rest.sent
        assert rest.unchanged >= 5
        assert dump(server.url) == dump(sample_store)


def test_a_replaced_article_is_replaced_and_a_retracted_one_goes_with_prune(endpoint: str, tmp_path: Path) -> None:
    for number in range(3):
        write_article(tmp_path / "old", number)
    kg.build(tmp_path / "old", tmp_path / "old-store")
    kg.load(tmp_path / "old-store", endpoint)

    write_article(tmp_path / "new", 0)
    write_article(tmp_path / "new", 1, "The governor wrote back to the council on Tuesday, and the mayor to both.")
    kg.build(tmp_path / "new", tmp_path / "new-store")
    with pytest.raises(EndpointError, match=r"1 articles or shared graphs .*\nRemove them with --prune"):
        kg.load(tmp_path / "new-store", endpoint)
    assert dump(endpoint) == dump(tmp_path / "old-store")

    pruned = kg.load(tmp_path / "new-store", endpoint, prune=True)
    assert (pruned.removed, pruned.sent) == (1, 1)
    assert dump(endpoint) == dump(tmp_path / "new-store")


def test_an_article_graph_that_changed_with_no_new_record_is_sent_again(
    filled: str, sample_store: Path, tmp_path: Path
) -> None:
    with kg.open(sample_store) as graph:
        quads = list(graph.store.quads())
    changed = next(q for q in quads if q.predicate == KG.refersTo)
    quads[quads.index(changed)] = ox.Quad(changed.subject, changed.predicate, S, changed.graph_name)
    path = tmp_path / "changed.nq"
    path.write_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
    assert kg.load(path, filled).sent == 1
    assert dump(filled) == dump(path)


def test_a_large_shared_graph_is_brought_up_to_date_by_what_differs(
    endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BATCH_QUADS", 100)

    def write(numbers: range) -> Path:
        graph = ox.NamedNode("http://example.org/graph")
        quads = (ox.Quad(S, P, ox.Literal(f'no. {n} "\\\n'), graph) for n in numbers)
        path = tmp_path / "graph.nq"
        path.write_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
        return path

    for numbers in (range(1000), range(250, 1250)):
        kg.load(write(numbers), endpoint)
        assert dump(endpoint) == dump(tmp_path / "graph.nq")


def test_two_stores_that_differ_in_what_they_share_are_refused(endpoint: str, tmp_path: Path) -> None:
    stories = ["The mayor of Lund wrote to the king.", "The minister met the queen in Oslo."]
    for number, (name, story) in enumerate(zip("ab", stories, strict=True)):
        write_article(tmp_path / name, number, story)
        kg.build(tmp_path / name, tmp_path / f"{name}-store")
    with pytest.raises(EndpointError, match="graph/entities> is in two of the graphs"):
        kg.load([tmp_path / "a-store", tmp_path / "b-store"], endpoint)


def test_triples_without_a_graph_are_refused_with_what_to_do(endpoint: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("<http://example.org/s> <http://example.org/p> 1 .")
    with pytest.raises(StoreError, match="outside of named graphs"):
        kg.load(path, endpoint)


def test_another_engine_is_loaded_asked_and_exported_alike(tmp_path: Path) -> None:
    for number in range(2):
        write_article(tmp_path / "articles", number)
    store = tmp_path / "store"
    kg.build(tmp_path / "articles", store)
    with serving_with_rdflib() as url:
        assert kg.load(store, url).sent >= 2
        assert kg.load(store, url).sent == 0
        assert dump(url) == dump(store)
        with kg.open(url) as remote, kg.open(store) as local:
            for name in ("actors", "event-types", "articles"):
                assert remote.query(name) == local.query(name)


# -- asking ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [named.name for named in kg.list_queries()])
def test_every_named_query_gives_what_the_store_gives(name: str, filled: str, sample_graph: kg.KnowledgeGraph) -> None:
    with kg.open(filled) as remote:
        found = remote.query(name, GIVEN.get(name, {}))
    assert len(found) > 0
    assert found == sample_graph.query(name, GIVEN.get(name, {}))


@pytest.mark.parametrize(
    "sparql",
    [
        "ASK { ?event a kg:Event }",
        "SELECT ?event ?nothing WHERE { ?event a kg:Event } ORDER BY ?event",
        "CONSTRUCT { ?event a kg:Event } WHERE { ?event a kg:Event }",
        "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?article kg:articleText ?text } }",
    ],
)
def test_each_form_of_query_gives_what_the_store_gives(
    sparql: str, filled: str, sample_graph: kg.KnowledgeGraph
) -> None:
    with kg.open(filled) as remote:
        assert remote.query(sparql) == sample_graph.query(sparql)


def test_values_have_the_same_types_from_an_endpoint_a_store_and_a_file(
    filled: str, sample_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "graph.nq"
    file.write_bytes(dump(sample_store))
    kinds: set[type] = set()
    for name in ("casualties", "communications", "evidence", "places"):
        typed = []
        for place in (filled, sample_store, file):
            with kg.open(place) as graph:
                rows = graph.query(name, GIVEN.get(name, {})).rows
            typed.append([[(type(value), value) for value in row] for row in rows])
        assert typed[0] == typed[1] == typed[2]
        kinds |= {kind for row in typed[0] for kind, _ in row}
    assert kinds == {Iri, str, int, bool, Decimal, date, type(None)}


def test_an_article_an_entity_and_an_event_are_as_the_store_shows_them(
    filled: str, sample_graph: kg.KnowledgeGraph
) -> None:
    (row, *_) = sample_graph.query("communications").to_records()
    with kg.open(filled) as remote:
        for show in (
            lambda graph: graph.article(str(row["article"])),
            lambda graph: graph.entities("UNMAS"),
            lambda graph: graph.event(str(row["fact"])),
        ):
            assert show(remote) == show(sample_graph)


@pytest.mark.parametrize("name", kg.PROJECTIONS)
def test_every_projection_is_as_the_store_draws_it(name: str, filled: str, sample_graph: kg.KnowledgeGraph) -> None:
    with kg.open(filled) as remote:
        drawn, expected = remote.to_networkx(name, alleged=True), sample_graph.to_networkx(name, alleged=True)
    assert len(expected) > 0
    assert kg.dump_network(drawn, "node-link") == kg.dump_network(expected, "node-link")


def test_parameters_are_bound_and_names_are_found(filled: str, sample_graph: kg.KnowledgeGraph) -> None:
    with kg.open(filled) as remote:
        for value in ("UNMAS", "unmas", "Unmass", "", 'UNMAS" } ; DROP ALL #'):
            try:
                expected: object = sample_graph.query("letters", recipient=value)
            except QueryError as error:
                expected = str(error)
            try:
                found: object = remote.query("letters", recipient=value)
            except QueryError as error:
                found = str(error)
            assert found == expected


@pytest.mark.parametrize(
    ("sparql", "reason"),
    [
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
        ("DROP ALL", "DROP changes data"),
        ("SELECT * FROM <http://example.org/g> WHERE { ?s ?p ?o }", "FROM"),
        ("SELECT * WHERE { ?s ?p ", "breaks off at its end"),
        ("SELECT * WHERE { ?s kg:hasSendr ?o }", "nearest term is kg:hasSender"),
    ],
)
def test_what_may_not_be_asked_is_not_sent(sparql: str, reason: str) -> None:
    with kg.open(f"http://127.0.0.1:{free_port()}") as graph, pytest.raises(QueryError, match=reason):
        graph.query(sparql)


# -- the command line ------------------------------------------------------------------------------


def test_commands_read_an_endpoint_as_they_read_a_store(filled: str, sample_store: Path) -> None:
    for words in (
        ["query", "letters"],
        ["query", "letters-to", "--actor", "UNMAS", "--since", "2025-04"],
        ["query", "claims-about", "actor=Armenia", "-f", "json"],
        ["export", "-f", "trig"],
        ["network"],
        ["network", "-p", "communications", "--since", "2025-04-01", "--alleged"],
        ["stats"],
    ):
        remote = CliRunner().invoke(main, [*words, "--endpoint", filled])
        local = CliRunner().invoke(main, [*words, "--store", str(sample_store)])
        assert remote.exit_code == 0, remote.output
        assert remote.stdout == local.stdout


def test_statuses_of_load(endpoint: str, sample_store: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["load", str(sample_store), *words])
        return result.exit_code, result.output

    assert run()[0] == 2
    assert run("--endpoint", "localhost")[0] == 2
    status, said = run("--endpoint", endpoint)
    assert status == 0
    assert "quads), 0 unchanged → http" in said
    both = CliRunner().invoke(main, ["stats", "--store", str(sample_store), "--endpoint", endpoint])
    assert both.exit_code == 2


# -- servers that fail -----------------------------------------------------------------------------


def test_a_server_that_is_busy_is_asked_again() -> None:
    answers = iter([(503, {"Retry-After": "0"}, b"starting"), (502, {"Retry-After": "0"}, b""), YES])
    with scripted(lambda _: next(answers)) as (url, asked):
        Connection(timeout=5).ask(url, "ASK {}", accept="*/*")
        assert len(asked) == 3


def test_a_server_that_stays_busy_is_given_up_with_its_reason() -> None:
    with (
        scripted(lambda _: (503, {"Retry-After": "0"}, b"no memory left")) as (url, asked),
        pytest.raises(EndpointError, match=r"status 503 \(no memory left\)") as refusal,
    ):
        Endpoint(url).update("INSERT DATA {}")
    assert refusal.value.status == 503
    assert len(asked) >= 5


def test_a_silent_server_is_given_up_after_the_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    woken = threading.Event()
    monkeypatch.setattr("kg.endpoint.http._TRIES", 1)

    def sleep(_: Request) -> tuple[int, dict[str, str], bytes]:
        woken.wait(10)
        return YES

    with scripted(sleep) as (url, _):
        with pytest.raises(EndpointError, match=r"silent for 0.3 seconds"):
            Endpoint(url, timeout=0.3).query("ASK {}")
        woken.set()


def test_nothing_answering_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.endpoint.http._TRIES", 1)
    with pytest.raises(EndpointError, match=r"nothing answers there.\nStart the server"):
        Endpoint(f"http://127.0.0.1:{free_port()}").query("ASK {}")


def test_an_answer_that_breaks_off_is_an_error_and_no_short_answer() -> None:
    head = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"http://example.org/s"}}'

    def script(request: Request) -> tuple[int, dict[str, str], bytes]:
        if "SELECT ?s WHERE { ?s a kg:Claim }" in request.query:
            return 200, {"Content-Type": "application/sparql-results+json", "Content-Length": "5000"}, head
        if "SELECT" in request.query:
            return 200, {"Content-Type": "application/sparql-results+json"}, head.partition(b'{"s"')[0] + b"]}}"
        return YES

    with (
        scripted(script) as (url, _),
        kg.open(url) as graph,
        pytest.raises(KGError, match="broke off or is damaged"),
    ):
        graph.query("SELECT ?s WHERE { ?s a kg:Claim }")


def test_a_page_is_no_endpoint() -> None:
    with (
        scripted(lambda _: (200, {"Content-Type": "text/html"}, b"<h1>Welcome</h1>")) as (url, _),
        pytest.raises(EndpointError, match="no SPARQL endpoint answers here"),
    ):
        Endpoint(url).query("ASK {}")


def test_a_redirect_is_told_and_not_followed() -> None:
    with (
        scripted(lambda _: YES) as (elsewhere, reached),
        scripted(lambda _: (307, {"Location": elsewhere}, b"")) as (
            url,
            _,
        ),
    ):
        with pytest.raises(EndpointError, match="points to http"):
            Endpoint(url).query("ASK {}")
        assert not reached


@pytest.mark.parametrize(
    ("environment", "header"),
    [({USER: "ada", PASSWORD: "swordfish"}, "Basic YWRhOnN3b3JkZmlzaA=="), ({TOKEN: "swordfish"}, "Bearer swordfish")],
)
def test_credentials_come_from_the_environment_and_show_nowhere(
    environment: dict[str, str], header: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    caplog.set_level("DEBUG")
    with scripted(lambda _: (401, {}, b"who are you?")) as (url, asked):
        with pytest.raises(EndpointError, match="KG_ENDPOINT_USER") as refusal:
            Endpoint(url).query("ASK {}")
        assert asked[0].authorization == header
    told = str(refusal.value) + caplog.text
    assert "swordfish" not in told
    assert header not in told


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(EndpointError, match="KG_ENDPOINT_PASSWORD") as refusal:
        Endpoint("http://ada:swordfish@localhost:7878")
    assert "swordfish" not in str(refusal.value)
