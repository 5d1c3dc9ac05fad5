"""What is written is what was there: every format read back, the same bytes whatever the order."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from kg.errors import ExportError
from kg.export import NETWORK_WRITERS, WRITERS, dump, dump_network, guess_format, to_rdflib, write, write_network
from kg.export.annotations import CONTEXT_LENGTH
from kg.namespaces import KG, ONTOLOGY, XSD
from kg.network import PROJECTIONS, Network, project, to_networkx
from tests.asked import ASKED, BASE
from tests.programs import run_under_any_hash_seed

ROOT = Path(__file__).parent.parent
SYNTAXES = {
    "turtle": (ox.RdfFormat.TURTLE, "turtle"),
    "trig": (ox.RdfFormat.TRIG, "trig"),
    "ntriples": (ox.RdfFormat.N_TRIPLES, "nt"),
    "nquads": (ox.RdfFormat.N_QUADS, "nquads"),
    "json-ld": (ox.RdfFormat.JSON_LD, "json-ld"),
    "rdf-xml": (ox.RdfFormat.RDF_XML, "xml"),
}


def expected(quads: set[ox.Quad], syntax: ox.RdfFormat) -> set[ox.Quad]:
    """The quads that a syntax can hold: those of graphs, or their union."""
    if syntax.supports_datasets:
        return quads
    return {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads}


texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
# Text that XML can hold; the carriage return as well, which a careless writer loses.
xml_texts = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\r"), max_size=12)
paths = st.sampled_from(
    [
        "article/a",
        "article/a#char=0,9",
        "article/a#char=10,12",
        "article/a#event-2-3.p1",
        "organization/x",
        "x:y",
        "a/./b",
        "a/../b",
        "/c",
        "a//b",
        "?q",
        "#f",
        "",
        "article/a#b%20c",
        "place/é",
        "a/.b",
        "a/b?c=d",
        "a/b/",
    ]
)
nodes = st.one_of(
    paths.map(lambda path: ox.NamedNode(BASE + path)),
    st.sampled_from([ONTOLOGY, KG.Event, ox.NamedNode("https://w3id.org/"), ox.NamedNode("urn:x")]),
)
predicates = st.sampled_from([KG.headline, KG.isAbout, KG.confidence, ox.NamedNode("http://example.org/a/b1")])
typed = st.sampled_from(
    [
        ("1", XSD.integer),
        ("01", XSD.integer),
        ("1.0", XSD.decimal),
        ("1e0", XSD.decimal),
        ("true", XSD.boolean),
        ("yes", XSD.boolean),
        ("2025-04-06", XSD.date),
        ("soon", XSD.date),
        ("http://x/ y", XSD.anyURI),
    ]
).map(lambda pair: ox.Literal(pair[0], datatype=pair[1]))
graphs = st.one_of(st.just(ox.DefaultGraph()), paths.map(lambda path: ox.NamedNode(BASE + "graph/" + path)))


def datasets(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[ox.Quad]]:
    literals = st.one_of(texts.map(ox.Literal), texts.map(lambda text: ox.Literal(text, language="en-gb")), typed)
    made = st.builds(ox.Quad, nodes, predicates, st.one_of(nodes, literals), graphs)
    article = ox.Quad(ox.NamedNode(BASE + "article/a"), KG.articleId, ox.Literal("a"), ox.NamedNode(BASE + "graph/a"))
    return st.lists(made, max_size=12).map(lambda quads: [article, *quads])


@settings(max_examples=150)
@given(datasets(texts), st.sampled_from(["turtle", "trig", "ntriples", "nquads", "json-ld"]), st.randoms())
def test_what_is_written_is_read_back(quads: list[ox.Quad], name: str, random: object) -> None:
    syntax, _ = SYNTAXES[name]
    written = WRITERS[name].to_bytes(quads)
    assert set(ox.parse(written, format=syntax)) == expected(set(quads), syntax)
    random.shuffle(quads)  # type: ignore[attr-defined]
    assert WRITERS[name].to_bytes([*quads, *quads]) == written


@settings(max_examples=150)
@given(datasets(xml_texts))
def test_rdf_xml_is_read_back(quads: list[ox.Quad]) -> None:
    written = WRITERS["rdf-xml"].to_bytes(quads)
    assert set(ox.parse(written, format=ox.RdfFormat.RDF_XML)) == expected(set(quads), ox.RdfFormat.RDF_XML)


def test_rdf_xml_says_what_it_cannot_hold() -> None:
    quad = ox.Quad(ox.NamedNode("urn:x"), KG.headline, ox.Literal("a\x01b"))
    with pytest.raises(ExportError, match=r"no way to write the character U\+0001 in the .*headline> of <urn:x>"):
        WRITERS["rdf-xml"].to_bytes([quad])


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib about its own parsers
@pytest.mark.parametrize("name", SYNTAXES)
def test_every_syntax_is_read_by_both_engines(name: str, asked: ox.Store) -> None:
    syntax, plugin = SYNTAXES[name]
    written = dump(asked, name)
    assert set(ox.parse(written, format=syntax)) == expected(set(asked), syntax)
    dataset = rdflib.Dataset()
    graph = dataset if syntax.supports_datasets else dataset.default_graph
    graph.parse(data=written, format=plugin)
    assert len(set(dataset.quads())) == len(expected(set(asked), syntax))


def test_turtle_reads_well(asked: ox.Store) -> None:
    text = dump(asked, "turtle").decode()
    assert text.startswith("@base <https://w3id.org/dateline/id/> .\n@prefix atype: <")
    body = text.partition("\n\n")[2]
    assert body.startswith('<article/a1> a kg:Article ;\n\tkg:articleId "a1" ;')
    assert body.index("<article/a1#claim-144-155> a") < body.index("<article/a1#char=0,65> a")
    assert body.index("<article/a1#char=4,17> a") < body.index("<article/a1#char=31,42> a")
    assert "kg:hasEventType evt:letter" in body
    subjects = [paragraph.split(" ", 1)[0] for paragraph in body.split("\n\n")]
    assert len(subjects) == len(set(subjects)) == len({quad.subject for quad in asked})
    assert "https://w3id.org/dateline/id/" not in body


def test_texts_that_look_like_iris_are_left_alone() -> None:
    text = f'see "<{BASE}article/a>" and <{BASE}article/b>'
    article = ox.NamedNode(BASE + "article/a")
    quads = [ox.Quad(article, KG.articleId, ox.Literal("a")), ox.Quad(article, KG.headline, ox.Literal(text))]
    assert set(ox.parse(WRITERS["turtle"].to_bytes(quads), format=ox.RdfFormat.TURTLE)) == set(quads)


def test_one_article(asked: ox.Store) -> None:
    written = set(ox.parse(dump(asked, "nquads", article="a2"), format=ox.RdfFormat.N_QUADS))
    own = set(asked.quads_for_pattern(None, None, None, ox.NamedNode(BASE + "graph/article/a2")))
    shared = written - own
    assert own < written
    assert {quad.graph_name.value for quad in shared} == {
        BASE + f"graph/{name}" for name in ("entities", "links", "registry")
    }
    assert {quad.subject for quad in shared} <= {quad.subject for quad in own} | {quad.object for quad in own}
    with pytest.raises(ExportError, match=r"no article 'a3' in this graph\. Near it: a[12], a[12]"):
        dump(asked, "nquads", article="a3")
    with pytest.raises(ExportError, match="no article"):
        dump(asked, "nquads", article="\udcff")  # a byte of a command line that is no character


def test_with_the_ontology(asked: ox.Store) -> None:
    written = set(ox.parse(dump(asked, "nquads", with_ontology=True), format=ox.RdfFormat.N_QUADS))
    added = written - set(asked)
    assert {quad.graph_name for quad in added} == {ONTOLOGY}
    assert KG.Event in {quad.subject for quad in added}
    both = ox.Store()
    both.extend(written)
    assert dump(both, "trig") == dump(asked, "trig")
    assert dump(both, "trig", with_ontology=True) == dump(asked, "trig", with_ontology=True)


def test_formats_are_named_or_guessed() -> None:
    assert [guess_format(f"x{writer.suffixes[0]}") for writer in WRITERS.values()] == list(WRITERS)
    assert [guess_format(f"x{writer.suffixes[0]}") for writer in NETWORK_WRITERS.values()] == list(NETWORK_WRITERS)
    with pytest.raises(ExportError, match=r"x\.doc: its ending names no format"):
        guess_format("x.doc")
    with pytest.raises(ExportError, match=r"no format 'n3'\. Choose one of: turtle, trig"):
        dump(ox.Store(), "n3")
    with pytest.raises(ExportError, match=r"no format 'turtle' for networks\. Choose one of: graphml, gexf, "):
        dump_network(Network(), "turtle")


def test_a_file_is_written_whole_or_not_at_all(
    asked: ox.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.ttl"
    write(asked, path)
    assert path.read_bytes() == dump(asked, "turtle")

    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.export.writing.os.fsync", fail)
    with pytest.raises(ExportError, match=r"graph\.ttl: cannot be written \(No space left on device\)"):
        write(asked, path, "nquads")
    assert path.read_bytes() == dump(asked, "turtle")
    assert [file.name for file in tmp_path.iterdir()] == ["graph.ttl"]
    with pytest.raises(ExportError, match="cannot be written"):
        write(asked, tmp_path / "none" / "graph.ttl")


def test_web_annotations_find_their_words(asked: ox.Store) -> None:
    page = json.loads(dump(asked, "web-annotation"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    texts = {quad.subject.value: quad.object.value for quad in asked.quads_for_pattern(None, KG.articleText, None)}
    evidence = {(quad.subject, quad.object) for quad in asked.quads_for_pattern(None, KG.hasEvidence, None)}
    assert len(page["items"]) == len({item["id"] for item in page["items"]}) == len(evidence)
    for item in page["items"]:
        quote, position = item["target"]["selector"]
        text, start, end = texts[item["target"]["source"]], position["start"], position["end"]
        assert quote["exact"] == text[start:end]
        assert quote["prefix"] == text[max(start - CONTEXT_LENGTH, 0) : start]
        assert quote["suffix"] == text[end : end + CONTEXT_LENGTH]


Signature = tuple[set[tuple[str, tuple[tuple[str, object], ...]]], list[tuple[object, ...]]]


def signature(network: nx.MultiDiGraph[str]) -> Signature:
    """Nodes with attributes, and edges with theirs but for keys and ids, which some formats make anew."""
    own = {"id", "key", "source", "target"}
    found = {(node, tuple(sorted(values.items()))) for node, values in network.nodes(data=True)}
    edges = [
        (source, target, *sorted((key, value) for key, value in values.items() if key not in own))
        for source, target, values in network.edges(data=True)
    ]
    return found, sorted(edges)


@pytest.mark.parametrize("spans", [False, True])
def test_networks_are_read_back(asked: ox.Store, tmp_path: Path, spans: bool) -> None:
    network = to_networkx(asked, spans=spans)
    for name in ("network.graphml", "network.gexf", "network.json"):
        write_network(network, tmp_path / name)
    assert signature(nx.read_graphml(tmp_path / "network.graphml", force_multigraph=True)) == signature(network)
    data = json.loads((tmp_path / "network.json").read_text(encoding="utf-8"))
    back = nx.node_link_graph(data, edges="edges")
    assert signature(back) == signature(network)
    assert list(back.edges(keys=True)) == list(network.edges(keys=True))
    assert signature(nx.read_gexf(tmp_path / "network.gexf")) == signature(network)


@pytest.mark.parametrize("name", PROJECTIONS)
def test_projections_are_read_back(asked: ox.Store, tmp_path: Path, name: str) -> None:
    network = project(asked, name, alleged=True)
    for writer in NETWORK_WRITERS.values():
        write_network(network, tmp_path / f"network{writer.suffixes[0]}")
    back = nx.read_graphml(tmp_path / "network.graphml", force_multigraph=True)
    assert signature(back) == signature(network)
    assert back.graph["name"] == name
    assert signature(nx.read_gexf(tmp_path / "network.gexf")) == signature(network)
    data = json.loads((tmp_path / "network.cyjs").read_text(encoding="utf-8"))
    cytoscape = nx.cytoscape_graph(data, name="label")
    assert signature(cytoscape)[1] == signature(network)[1]
    assert all(node["data"]["name"] == node["data"]["label"] for node in data["elements"]["nodes"])


@pytest.mark.parametrize("name", ["communications", "claims"])
def test_edge_lists_hold_every_edge(asked: ox.Store, tmp_path: Path, name: str) -> None:
    network = project(asked, name, alleged=True)
    write_network(network, tmp_path / "edges.csv")
    write_network(network, tmp_path / "edges.parquet")
    with (tmp_path / "edges.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["source"], row["target"], row["key"]) for row in rows] == list(network.edges(keys=True))
    assert [row["source_label"] for row in rows] == [network.nodes[row["source"]]["label"] for row in rows]
    table = parquet.read_table(tmp_path / "edges.parquet")
    assert [row["key"] for row in table.to_pylist()] == [row["key"] for row in rows]
    assert table.schema.field("weight").type == "int64"
    back = nx.from_pandas_edgelist(table.to_pandas(), edge_attr=True, edge_key="key", create_using=type(network)())
    assert set(back.edges(keys=True)) == set(network.edges(keys=True))


def test_parquet_asks_for_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"pip install 'dateline-kg\[network\]'"):
        dump_network(Network(), "parquet")


def test_networks_show_what_xml_cannot_hold() -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:x"), KG.headline, ox.Literal("a\x01b")))
    for name in ("graphml", "gexf"):
        assert "a\ufffdb" in dump_network(to_networkx(store), name).decode()


def test_bytes_are_the_same_under_any_hash_seed() -> None:
    program = """
import sys, hashlib, pyoxigraph as ox
from kg.export import *
from kg.network import PROJECTIONS, project, to_networkx
store = ox.Store(); store.load(path=sys.argv[1])
for name in WRITERS: print(name, hashlib.sha256(dump(store, name)).hexdigest())
for name in NETWORK_WRITERS:
    for network in (to_networkx(store), *(project(store, each, alleged=True) for each in PROJECTIONS)):
        print(name, hashlib.sha256(dump_network(network, name)).hexdigest())
"""
    output = run_under_any_hash_seed(program, ASKED)
    assert len(output.splitlines()) == len(WRITERS) + len(NETWORK_WRITERS) * (1 + len(PROJECTIONS))


def test_the_rdflib_dataset_holds_every_quad(asked: ox.Store) -> None:
    dataset = to_rdflib(asked)
    assert sum(1 for _ in dataset.quads()) == len(asked)
    ask = "SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE { ?a a kg:Article }"
    (row,) = dataset.query(ask)
    (found,) = asked.query(f"PREFIX kg: <{KG.iri}> {ask}", use_default_graph_as_union=True)
    assert row[0].toPython() == int(found["n"].value)
