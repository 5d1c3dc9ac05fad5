"""Servers with ways of their own: how they ask who is there, what they refuse, and how they write their answers."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from hashlib import md5
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import kg
from kg.cli import main
from kg.endpoint import Endpoint, loading
from kg.endpoint.credentials import PASSWORD, USER, Challenge, Credentials
from kg.endpoint.dataset import _DECIMALS
from kg.endpoint.units import bundle
from kg.errors import EndpointError
from kg.namespaces import KG, RDFS, XSD
from tests.servers import YES, Request, Script, scripted

S, P, Q = (ox.NamedNode(f"http://example.org/{name}") for name in "spq")
JSON = {"Content-Type": "application/sparql-results+json"}


def dump(place: str | Path) -> bytes:
    with kg.open(place) as graph:
        return graph.dump("nquads")


def answer(*rows: dict[str, dict[str, str]]) -> tuple[int, dict[str, str], bytes]:
    names = sorted({name for row in rows for name in row})
    return 200, JSON, json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode()


# -- who asks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_digest_answers_the_example_of_its_standard(algorithm: str, response: str) -> None:
    # RFC 7616, section 3.9.1
    challenge = Challenge.parse(
        'Basic realm="other", Digest realm="http-auth@example.org", qop="auth, auth-int", '
        f'algorithm={algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", '
        'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
    )
    assert challenge is not None
    said = challenge.answer(
        "Mufasa",
        "Circle of Life",
        "GET",
        "/dir/index.html",
        cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
    )
    assert f'response="{response}"' in said
    assert "nc=00000001" in said
    assert 'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"' in said


@pytest.mark.parametrize(
    "asked",
    ["", "Basic", 'Basic realm="r"', 'Digest realm="r", nonce="n", algorithm=MD4', 'Digest nonce="n", qop="auth-int"'],
)
def test_what_cannot_be_answered_is_no_challenge(asked: str) -> None:
    assert Challenge.parse(asked) is None


def guard(script: Script, *, tells_strangers_only: bool) -> Script:
    """A server that wants Digest, as Virtuoso does, and does not answer Basic with a challenge."""
    used: set[tuple[str, str]] = set()

    def hashed(text: str) -> str:
        return md5(text.encode()).hexdigest()

    def answer_guarded(request: Request) -> tuple[int, dict[str, str], bytes]:
        said = dict(re.findall(r'(\w+)="?([^",]+)', request.authorization or ""))
        if "response" in said:
            parts = hashed("ada:SPARQL:swordfish"), said["nonce"], said["nc"], said["cnonce"], said["qop"]
            wanted = hashed(":".join([*parts, hashed(f"POST:{request.path}")]))
            if said["response"] == wanted and (said["nonce"], said["nc"]) not in used:
                used.add((said["nonce"], said["nc"]))
                return script(request)
        if tells_strangers_only and (request.authorization or "").startswith("Basic"):
            return 401, {}, b""
        return 401, {"WWW-Authenticate": 'Digest realm="SPARQL", nonce="once", qop="auth", algorithm="MD5"'}, b""

    return answer_guarded


@pytest.mark.parametrize("tells_strangers_only", [True, False])
def test_a_server_that_wants_digest_gets_it(tells_strangers_only: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(USER, "ada")
    monkeypatch.setenv(PASSWORD, "swordfish")
    with scripted(guard(lambda _: YES, tells_strangers_only=tells_strangers_only)) as (url, asked):
        endpoint = Endpoint(url)
        assert endpoint.query("ASK {}", use_default_graph_as_union=False) is True
        before = len(asked)
        assert endpoint.query("ASK {}", use_default_graph_as_union=False) is True
        # Once a place is known, each question is one request.
        assert len(asked) == before + 1


def test_a_wrong_password_is_not_tried_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(USER, "ada")
    monkeypatch.setenv(PASSWORD, "salmon")
    with (
        scripted(guard(lambda _: YES, tells_strangers_only=True)) as (url, asked),
        pytest.raises(EndpointError, match="KG_ENDPOINT_PASSWORD"),
    ):
        Endpoint(url).query("ASK {}")
    assert len(asked) <= 3


def test_who_has_a_token_does_not_learn() -> None:
    assert not Credentials({"KG_ENDPOINT_TOKEN": "t"}).learn("http://e", 'Digest nonce="n"')


# -- where updates go ------------------------------------------------------------------------------


def test_updates_go_where_the_server_takes_them() -> None:
    def script(request: Request) -> tuple[int, dict[str, str], bytes]:
        if request.path == "/sparql" and request.query:
            return YES
        if request.path == "/sparql-auth":
            return 200, {}, b""
        # So Virtuoso refuses an update from somebody without the right to it.
        return (500, {}, b"No permission") if request.path == "/sparql" else (404, {}, b"")

    with scripted(script) as (url, asked):
        Endpoint(f"{url}/sparql").update("INSERT DATA { <urn:s> <urn:p> <urn:o> }")
        assert (asked[-1].path, "urn:s" in asked[-1].body) == ("/sparql-auth", True)


def test_an_address_for_updates_can_be_given(endpoint: str, sample_store: Path) -> None:
    with scripted(lambda _: (404, {}, b"")) as (elsewhere, asked):
        words = ["load", str(sample_store), "--endpoint", endpoint, "--update-endpoint", f"{elsewhere}/here"]
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 2
        assert {request.path for request in asked} == {"/here"}
    words[-1] = f"{endpoint}/update"
    assert CliRunner().invoke(main, words).exit_code == 0
    assert dump(endpoint) == dump(sample_store)


def test_a_server_that_takes_no_updates_is_told_with_what_it_said() -> None:
    def script(request: Request) -> tuple[int, dict[str, str], bytes]:
        return YES if request.query else (403, {}, b"reading only")

    with (
        scripted(script) as (url, _),
        pytest.raises(EndpointError, match=r"takes no updates(.|\n)*--update-endpoint(.|\n)*reading only"),
    ):
        Endpoint(url).update("INSERT DATA { <urn:s> <urn:p> <urn:o> }")


# -- how much a server takes -----------------------------------------------------------------------


def forward(endpoint: str, *, most_bytes: int, status: int, takes_blank_nodes: bool = True) -> Script:
    """What stands before a real server and refuses large requests, as proxies and Virtuoso do."""

    def script(request: Request) -> tuple[int, dict[str, str], bytes]:
        if len(request.body) > most_bytes:
            return status, {}, b"too large"
        if not takes_blank_nodes and re.search(r"INSERT DATA[^}]* _:", request.body):
            return 400, {}, b"Blank node is not allowed in a constant clause"
        path = "/update" if request.media_type == "application/sparql-update" else "/query"
        sent = urllib.request.Request(
            f"{endpoint}{path}?{request.path.partition('?')[2]}",
            data=request.body.encode(),
            headers={"Content-Type": request.media_type, "Accept": JSON["Content-Type"]},
        )
        try:
            with urllib.request.urlopen(sent, timeout=30) as response:
                return response.status, {"Content-Type": response.headers.get("Content-Type", "")}, response.read()
        except urllib.error.HTTPError as error:
            return error.code, {}, error.read()

    return script


@pytest.mark.parametrize("status", [413, 400, 500])
def test_a_server_that_takes_only_small_requests_is_loaded_in_small_ones(
    status: int, endpoint: str, sample_store: Path
) -> None:
    with scripted(forward(endpoint, most_bytes=100_000, status=status, takes_blank_nodes=False)) as (url, asked):
        first = kg.load(sample_store, url)
        refused = sum(len(request.body) > 100_000 for request in asked)
        assert 1 <= refused <= 8
        assert kg.load(sample_store, url).sent == 0
    assert first.sent > 10
    assert dump(endpoint) == dump(sample_store)


def test_a_refusal_that_has_another_reason_is_told(endpoint: str, sample_store: Path) -> None:
    def script(request: Request) -> tuple[int, dict[str, str], bytes]:
        if "INSERT DATA {}" in request.body or request.query:
            return forward(endpoint, most_bytes=10**9, status=413)(request)
        return 400, {}, b"the disk is full"

    with scripted(script) as (url, asked), pytest.raises(EndpointError, match="the disk is full"):
        kg.load(sample_store, url)
    assert len(asked) < 20


def test_quads_that_share_blank_nodes_stay_together() -> None:
    a, b, c, d = (ox.BlankNode(name) for name in "abcd")
    quads = [ox.Quad(a, P, Q), ox.Quad(c, P, d), ox.Quad(S, P, Q), ox.Quad(b, P, c), ox.Quad(a, P, b), ox.Quad(S, P, S)]
    bundles = {frozenset(each) for each in bundle(quads)}
    assert bundles == {frozenset(quads) - {quads[2], quads[5]}, frozenset([quads[2]]), frozenset([quads[5]])}


def test_a_large_graph_with_blank_nodes_is_sent_in_pieces(
    endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BATCH_QUADS", 20)
    graph = ox.NamedNode("http://example.org/graph")
    nodes = [ox.BlankNode(f"n{number}") for number in range(40)]
    quads = [ox.Quad(S, P, node, graph) for node in nodes]
    quads += [ox.Quad(node, P, ox.Literal(number // 2), graph) for number, node in enumerate(nodes)]
    quads += [ox.Quad(nodes[number], Q, nodes[number + 1], graph) for number in range(0, 40, 2)]
    path = tmp_path / "graph.nq"
    path.write_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
    assert kg.load(path, endpoint).sent == 1
    found, expected = ox.Dataset(Endpoint(endpoint).quads()), ox.Dataset(quads)
    for dataset in (found, expected):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert found == expected
    assert kg.load(path, endpoint).sent == 0


# -- how a server writes its answers ---------------------------------------------------------------


@pytest.mark.parametrize(("value", "truth"), [("1", True), ("0", False)])
def test_an_ask_that_is_answered_with_a_row_is_understood(value: str, truth: bool) -> None:
    number = {"type": "typed-literal", "datatype": XSD.integer.value, "value": value}

    def script(request: Request) -> tuple[int, dict[str, str], bytes]:
        return answer({"__ASK_RETVAL": number}) if "ASK" in request.query else answer()

    with scripted(script) as (url, _):
        assert Endpoint(url).query("ASK { ?s ?p ?o }") is truth


def test_values_are_restored_that_a_server_writes_otherwise() -> None:
    def literal(value: str, datatype: ox.NamedNode) -> dict[str, str]:
        return {"type": "typed-literal", "datatype": datatype.value, "value": value}

    def uri(node: ox.NamedNode) -> dict[str, str]:
        return {"type": "uri", "value": node.value}

    lure = '"type": "bnode", "value": "nodeID://b1"'
    rows = [
        (KG.isListExhaustive, literal("1", XSD.boolean)),
        (KG.confidence, literal("1", XSD.integer)),
        (KG.countValue, literal("1", XSD.integer)),
        (RDFS.label, {"type": "literal", "value": lure}),
        (RDFS.label, {"type": "bnode", "value": "nodeID://b10"}),
    ]
    rows += [(P, {"type": "bnode", "value": f"nodeID://b{number}"}) for number in range(5000)]

    def script(request: Request) -> tuple[int, dict[str, str], bytes]:
        if "?o ?g" not in request.query:
            return answer()
        return answer(*({"s": uri(S), "p": uri(predicate), "o": value, "g": uri(Q)} for predicate, value in rows))

    with scripted(script) as (url, _):
        found = [(quad.predicate, quad.object) for quad in Endpoint(url).quads(Q.value)]
    assert found[:5] == [
        (KG.isListExhaustive, ox.Literal(True)),
        (KG.confidence, ox.Literal("1", datatype=XSD.decimal)),
        (KG.countValue, ox.Literal(1)),
        (RDFS.label, ox.Literal(lure)),
        (RDFS.label, found[4][1]),
    ]
    assert found[4][1] == found[15][1]
    assert len({value for _, value in found[5:]}) == 5000


def test_the_decimals_that_are_restored_are_those_of_the_ontology(root: Path) -> None:
    ontology = ox.Store()
    ontology.load(path=str(root / "ontology" / "core.ttl"))
    declared = {quad.subject for quad in ontology.quads_for_pattern(None, RDFS.range, XSD.decimal)}
    assert declared == _DECIMALS


def test_an_answer_that_was_cut_short_is_an_error() -> None:
    def script(request: Request) -> tuple[int, dict[str, str], bytes]:
        status, headers, body = answer({"s": {"type": "uri", "value": S.value}})
        return status, {**headers, "X-SPARQL-MaxRows": "1"} if "kg:Claim" in request.query else headers, body

    with (
        scripted(script) as (url, _),
        pytest.raises(EndpointError, match=r"no more than 1 rows(.|\n)*ResultSetMaxRows"),
    ):
        Endpoint(url).query(
            "SELECT ?s WHERE { ?s a kg:Claim }", prefixes={"kg": KG.iri}, use_default_graph_as_union=False
        )


def cut_short(endpoint: str, most_rows: int, *, silently: bool) -> Script:
    """A server that gives only so many rows."""
    plain = forward(endpoint, most_bytes=10**9, status=413)

    def script(request: Request) -> tuple[int, dict[str, str], bytes]:
        status, headers, body = plain(request)
        if request.query.startswith("SELECT ?s ?p ?o ?g"):
            found = json.loads(body)
            rows = found["results"]["bindings"]
            if len(rows) >= most_rows:
                found["results"]["bindings"] = rows[:most_rows]
                headers = headers if silently else {**headers, "X-SPARQL-MaxRows": str(most_rows)}
            body = json.dumps(found).encode()
        return status, headers, body

    return script


def test_what_is_not_given_at_once_is_asked_for_graph_by_graph(endpoint: str, sample_store: Path) -> None:
    kg.load(sample_store, endpoint)
    with scripted(cut_short(endpoint, 5000, silently=False)) as (url, _):
        assert dump(url) == dump(sample_store)
    with (
        scripted(cut_short(endpoint, 100, silently=False)) as (url, _),
        pytest.raises(EndpointError, match="no more than 100"),
    ):
        dump(url)
    with (
        scripted(cut_short(endpoint, 5000, silently=True)) as (url, _),
        pytest.raises(EndpointError, match=r"gave 5,000 quads and counts"),
    ):
        dump(url)


def test_graphs_that_were_not_loaded_are_no_part_of_the_dataset(endpoint: str, sample_store: Path) -> None:
    Endpoint(endpoint).update(f"INSERT DATA {{ GRAPH <urn:system> {{ {S} {P} {Q} }} }}")
    assert Endpoint(endpoint).graphs() == ["urn:system"]
    kg.load(sample_store, endpoint)
    assert dump(endpoint) == dump(sample_store)
    with kg.open(endpoint) as graph, kg.open(sample_store) as store:
        assert (len(graph), graph.store.graphs()) == (len(store), store.store.graphs())
