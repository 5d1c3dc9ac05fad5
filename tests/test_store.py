"""Articles go into a store whole, come out whole, and leave what is not theirs alone."""

from __future__ import annotations

import inspect
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.namespaces import KG, RDF
from kg.store import Store
from kg.store.changes import exchange

ROOT = Path(__file__).parent.parent
BASE = "https://w3id.org/dateline/id/"
REGISTRY = NamedNode(f"{BASE}graph/registry")
ENTITIES = f"{BASE}graph/entities"

# What a build does, for tests that end it by force: put articles of 300 quads, each again and again.
BUILD = """
import os
from pyoxigraph import Literal, NamedNode, Quad
from kg.namespaces import KG, RDF
from kg.store import Store
{functions}
with Store.open({path!r}) as store:
    print("open", flush=True)
    number = 0
    while True:
        with store.writing():
            for _ in range(20):
                number += 1
                store.put_article(*article(f"a{{number % 60}}", version=f"{{os.getpid()}}-{{number}}", size=300))
"""


def graph_of(article_id: str) -> NamedNode:
    return NamedNode(f"{BASE}graph/article/{article_id}")


def article(article_id: str, *, version: object = 1, size: int = 3) -> tuple[str, list[Quad], list[Quad]]:
    """What `put_article` takes, for an article of `size` quads that all name its version."""
    node, graph = NamedNode(f"{BASE}article/{article_id}"), graph_of(article_id)
    quads = [Quad(node, KG.contentText, Literal(f"{i} of version {version}"), graph) for i in range(size)]
    registry = [
        Quad(node, RDF.type, KG.Article, REGISTRY),
        Quad(node, KG.hasGraph, graph, REGISTRY),
        Quad(node, KG.recordHash, Literal(f"hash {version}"), REGISTRY),
    ]
    return article_id, quads, registry


def texts(store: Store, article_id: str) -> set[str]:
    return {quad.object.value for quad in store.quads(graph_of(article_id).value)}


def build_code(path: Path) -> str:
    constants = f"BASE = {BASE!r}\nREGISTRY = NamedNode({REGISTRY.value!r})\n"
    functions = constants + "\n".join(map(inspect.getsource, (graph_of, article)))
    return BUILD.format(functions=functions, path=str(path))


def start_build(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", build_code(path)], stdout=subprocess.PIPE, cwd=ROOT)


@pytest.fixture(params=["memory", "disk"])
def store(request, tmp_path: Path):
    with Store.open(None if request.param == "memory" else tmp_path / "store") as opened:
        yield opened


class TestArticles:
    def test_an_article_is_stored_and_registered(self, store: Store):
        store.put_article(*article("a1"))

        assert store.count() == 1
        assert store.record_hashes() == {"a1": "hash 1"}
        assert store.find_record_hash("a1") == "hash 1"
        assert store.find_record_hash("a2") is None
        assert len(texts(store, "a1")) == 3
        assert len(store) == 6

    def test_a_new_version_takes_the_place_of_the_old_and_nothing_else(self, store: Store):
        store.put_article(*article("a1", size=5))
        store.put_article(*article("a2"))
        store.replace_graph(ENTITIES, [Quad(KG.Event, RDF.type, KG.Event, NamedNode(ENTITIES))])
        others = set(store.quads(ENTITIES)) | set(store.quads(graph_of("a2").value))

        store.put_article(*article("a1", version=2))

        assert texts(store, "a1") == {f"{i} of version 2" for i in range(3)}
        assert store.record_hashes() == {"a1": "hash 2", "a2": "hash 1"}
        assert len(set(store.quads(REGISTRY.value))) == 6
        assert set(store.quads(ENTITIES)) | set(store.quads(graph_of("a2").value)) == others

    def test_removing_an_article_leaves_the_others(self, store: Store):
        for name in ("a1", "a2"):
            store.put_article(*article(name))

        assert store.remove_article("a1")
        assert not store.remove_article("a1")

        assert [name for name, _ in store.iter_articles()] == ["a2"]
        assert not texts(store, "a1")
        assert len(texts(store, "a2")) == 3
        assert len(store) == 6

    def test_in_a_group_the_last_version_of_an_article_counts(self, store: Store):
        with store.writing():
            for version in (1, 2, 3):
                store.put_article(*article("a1", version=version))
                store.put_article(*article(f"b{version}"))

        assert texts(store, "a1") == {f"{i} of version 3" for i in range(3)}
        assert store.count() == 4
        assert len(store) == 24

    def test_a_group_is_readable_before_it_ends_and_kept_after_an_error(self, store: Store):
        def build() -> None:
            with store.writing():
                store.put_article(*article("a1"))
                assert len(store) == 6
                store.put_article(*article("a2"))
                raise KeyError

        with pytest.raises(KeyError):
            build()

        assert store.count() == 2
        assert len(store) == 12

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            (
                lambda quads, registry: quads.append(Quad(KG.Event, RDF.type, KG.Event)),
                "a quad is not of the graph",
            ),
            (lambda quads, registry: registry.pop(), "with kg:hasGraph and kg:recordHash"),
            (lambda quads, registry: registry.extend(article("a2")[2]), "those of|need one subject"),
        ],
    )
    def test_quads_that_are_not_of_the_article_are_refused(self, store: Store, change, reason):
        name, quads, registry = article("a1")
        change(quads, registry)

        with pytest.raises(StoreError, match=reason):
            store.put_article(name, quads, registry)

        assert len(store) == 0

    @settings(max_examples=60)
    @given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
    def test_any_text_survives_a_replacement(self, first: str, second: str):
        with Store.open() as store:
            for version, text in enumerate((first, second)):
                name, quads, registry = article("a1", version=version)
                quads.append(Quad(quads[0].subject, KG.articleText, Literal(text), graph_of("a1")))
                store.put_article(name, quads, registry)

            found = [quad.object.value for quad in store.quads() if quad.predicate == KG.articleText]

        assert found == [second]


class ArticlesAsInADict(RuleBasedStateMachine):
    """A store under any sequence of puts and removals holds what a dict would."""

    @initialize()
    def open(self) -> None:
        self.store, self.expected = Store.open(), {}

    names = st.sampled_from(["a", "b", "c"])

    @rule(name=names, version=st.integers(0, 3), size=st.integers(0, 4))
    def put(self, name: str, version: int, size: int) -> None:
        self.store.put_article(*article(name, version=version, size=size))
        self.expected[name] = (f"hash {version}", {f"{i} of version {version}" for i in range(size)})

    @rule(batch=st.lists(st.tuples(names, st.integers(0, 3), st.integers(1, 4)), max_size=4))
    def put_group(self, batch) -> None:
        with self.store.writing():
            for each in batch:
                self.put(*each)

    @rule(name=names)
    def remove(self, name: str) -> None:
        assert self.store.remove_article(name) == (self.expected.pop(name, None) is not None)

    @invariant()
    def same(self) -> None:
        assert self.store.record_hashes() == {name: hashed for name, (hashed, _) in self.expected.items()}
        for name in "abc":
            assert texts(self.store, name) == self.expected.get(name, ("", set()))[1]
        assert len(self.store) == sum(3 + len(found) for _, found in self.expected.values())


TestArticlesAsInADict = ArticlesAsInADict.TestCase
TestArticlesAsInADict.settings = settings(max_examples=25, stateful_step_count=12)


def test_a_replacement_is_one_write():
    class Recording:
        """Passes everything on to a store, and notes what is asked of it."""

        def __init__(self) -> None:
            self.store, self.asked = pyoxigraph.Store(), []

        def __getattr__(self, name: str) -> object:
            self.asked.append(name)
            return getattr(self.store, name)

    dataset = Recording()
    _, old, _ = article("a1", size=5)
    _, new, _ = article("a1", version=2)
    exchange(dataset, [], old)
    exchange(dataset, old, new)

    assert set(dataset.store) == set(new)
    assert dataset.asked == ["extend", "update"]


class TestGraphs:
    def test_a_graph_holds_just_what_it_was_given_last(self, store: Store):
        graph = NamedNode(ENTITIES)
        first = [Quad(KG.Event, RDF.type, KG[name], graph) for name in ("Event", "Claim")]
        second = [first[1], Quad(KG.Event, KG.name, Literal('a "quoted"\\ name\n'), graph)]

        for quads in (first, second, second):
            store.replace_graph(ENTITIES, quads)
            assert set(store.quads(ENTITIES)) == set(quads)

    def test_blank_nodes_can_be_replaced(self, store: Store):
        graph = NamedNode(ENTITIES)
        for text in ("x", "y"):
            store.replace_graph(ENTITIES, [Quad(BlankNode(), KG.name, Literal(text), graph)])

        assert [quad.object.value for quad in store.quads(ENTITIES)] == ["y"]

    def test_quads_of_another_graph_are_refused(self, store: Store):
        with pytest.raises(StoreError, match="cannot be stored in the graph"):
            store.replace_graph(ENTITIES, [Quad(KG.Event, RDF.type, KG.Event, REGISTRY)])

    def test_a_query_sees_all_graphs_as_one_unless_it_names_them(self, store: Store):
        store.put_article(*article("a1"))

        everywhere = list(store.query("SELECT ?s { ?s ?p ?o }"))
        named = list(store.query(f"SELECT ?s {{ GRAPH <{REGISTRY.value}> {{ ?s ?p ?o }} }}"))

        assert (len(everywhere), len(named)) == (6, 3)
        assert store.graphs() == [graph_of("a1").value, REGISTRY.value]

    def test_what_is_dumped_can_be_loaded(self, store: Store, tmp_path: Path):
        store.put_article(*article("a1"))
        store.dump(tmp_path / "all.nq")

        with Store.open() as copy:
            assert copy.count() == 0
            copy.load(tmp_path / "all.nq")
            assert copy.record_hashes() == {"a1": "hash 1"}
            assert set(copy.quads()) == set(store.quads())
        lines = (tmp_path / "all.nq").read_text(encoding="utf-8").split("\n")[:-1]
        assert lines == sorted(lines)


class TestQuarantine:
    def test_an_article_is_kept_with_the_reason_until_it_passes(self, store: Store):
        name, quads, registry = article("a1")
        store.quarantine(name, quads, "no source", '{"conforms": false}')
        store.quarantine("a0", quads, "no text")

        assert list(store.quarantined.ids()) == ["a0", "a1"]
        assert store.quarantined.find_report("a1") == "no source"
        assert set(store.quarantined.quads("a1")) == set(quads)
        assert len(store) == 0

        store.put_article(name, quads, registry)

        assert list(store.quarantined.ids()) == ["a0"]
        assert store.quarantined.find_report("a1") is None
        assert list(store.quarantined.quads("a1")) == []

    def test_the_files_lie_beside_the_graph(self, tmp_path: Path):
        with Store.open(tmp_path) as store:
            store.quarantine("a1", article("a1")[1], "first")
            store.quarantine("a1", article("a1", size=1)[1], "second", "{}")

        files = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "quarantine").iterdir()}

        assert sorted(files) == ["a1.json", "a1.nq", "a1.txt"]
        assert files["a1.txt"] == "second"
        assert files["a1.nq"].count("\n") == 1

    def test_no_id_leads_out_of_the_folder(self, tmp_path: Path):
        with Store.open(tmp_path / "store") as store:
            store.quarantine("../../escaped", [], "why")
            assert store.quarantined.find_report("../../escaped") == "why"

        assert [path.name for path in tmp_path.iterdir()] == ["store"]


class TestOpening:
    def test_a_store_is_there_again_when_opened_again(self, tmp_path: Path):
        with Store.open(tmp_path / "deep" / "store") as store:
            store.put_article(*article("a1"))
        with Store.open(tmp_path / "deep" / "store") as store:
            assert store.record_hashes() == {"a1": "hash 1"}
        with Store.open(tmp_path / "deep" / "store", read_only=True) as store:
            assert len(texts(store, "a1")) == 3

    def test_reading_what_is_not_there_says_how_to_build(self, tmp_path: Path):
        with pytest.raises(StoreError, match=r"there is no store here\.\nBuild one: kg build"):
            Store.open(tmp_path / "none", read_only=True)
        with pytest.raises(StoreError, match=r"not a store: it has no store\.json"):
            Store.open(tmp_path, read_only=True)

        assert list(tmp_path.iterdir()) == []

    def test_a_folder_with_other_things_is_left_alone(self, tmp_path: Path):
        (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")

        with pytest.raises(StoreError, match="not a store"):
            Store.open(tmp_path)

        assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]

    @pytest.mark.parametrize("read_only", [True, False])
    def test_a_file_is_no_store(self, tmp_path: Path, read_only: bool):
        path = tmp_path / "file"
        path.touch()

        with pytest.raises(StoreError, match="a store is a folder, and this is a file"):
            Store.open(path, read_only=read_only)

    @pytest.mark.parametrize(
        ("header", "reason"),
        [('{"format": "dateline-store", "version": 99}', "of version 99"), ("{", "damaged"), ("[]", "version None")],
    )
    def test_an_unknown_version_is_refused(self, tmp_path: Path, header: str, reason: str):
        Store.open(tmp_path).close()
        (tmp_path / "store.json").write_text(header, encoding="utf-8")

        for read_only in (True, False):
            with pytest.raises(StoreError, match=reason):
                Store.open(tmp_path, read_only=read_only)

    @pytest.mark.parametrize("read_only", [True, False])
    def test_a_damaged_database_is_an_error_that_says_what_to_do(self, tmp_path: Path, read_only: bool):
        with Store.open(tmp_path) as store:
            store.put_article(*article("a1"))
        (tmp_path / "graph" / "CURRENT").write_text("nonsense", encoding="utf-8")

        with pytest.raises(StoreError, match="build it anew in another folder"):
            Store.open(tmp_path, read_only=read_only)

        # The lock is free again: the same error, not that of another build.
        with pytest.raises(StoreError, match="opening the store failed"):
            Store.open(tmp_path, read_only=read_only)

    def test_a_build_that_died_as_it_made_the_dataset_left_an_empty_store(self, tmp_path: Path):
        Store.open(tmp_path).close()
        for path in (tmp_path / "graph").iterdir():
            if path.name not in {"LOCK", "LOG", "IDENTITY"}:  # what is made first
                path.unlink()

        with pytest.raises(StoreError, match=r"still empty\.\nBuild it: kg build"):
            Store.open(tmp_path, read_only=True)
        with Store.open(tmp_path) as store:
            store.put_article(*article("a1"))

    def test_the_name_of_a_state_goes_where_the_dataset_goes(self, tmp_path: Path):
        with Store.open(tmp_path / "one") as store:
            assert store.find_state() == ""
            store.name_state("first")
        shutil.copytree(tmp_path / "one" / "graph", tmp_path / "copy")
        with Store.open(tmp_path / "one") as store:
            assert store.find_state() == "first"
            store.name_state("second")
        shutil.rmtree(tmp_path / "one" / "graph")
        shutil.move(tmp_path / "copy", tmp_path / "one" / "graph")

        with Store.open(tmp_path / "one") as store:
            assert store.find_state() == "first"
        with Store.open(tmp_path / "one", read_only=True) as store, pytest.raises(StoreError, match="reading only"):
            store.name_state("third")

    @pytest.mark.skipif(not Path("/dev/full").exists() or not Path("/proc").is_dir(), reason="needs /proc")
    def test_a_folder_that_cannot_be_written_is_an_error(self):
        with pytest.raises(StoreError, match="the store cannot be made"):
            Store.open("/proc/dateline-store")

    def test_a_reader_changes_nothing(self, tmp_path: Path):
        Store.open(tmp_path).close()
        with Store.open(tmp_path, read_only=True) as store:
            for change in (
                lambda: store.put_article(*article("a1")),
                lambda: store.replace_graph(ENTITIES, []),
                lambda: store.quarantine("a1", [], "why"),
            ):
                with pytest.raises(StoreError, match="for reading only"):
                    change()
        with pytest.raises(StoreError, match="The store is closed"):
            len(store)


class TestOneWriter:
    def test_a_second_writer_learns_who_writes(self, tmp_path: Path):
        with Store.open(tmp_path), pytest.raises(StoreError) as refusal:
            Store.open(tmp_path)

        assert f"process {os.getpid()} on {socket.gethostname()}" in str(refusal.value)
        Store.open(tmp_path).close()

    def test_a_second_writer_can_wait(self, tmp_path: Path):
        build = start_build(tmp_path / "store")
        try:
            assert build.stdout.readline() == b"open\n"
            with pytest.raises(StoreError, match=rf"process {build.pid} .*waited 0\.2 s"):
                Store.open(tmp_path / "store", timeout=0.2)
        finally:
            build.kill()
            build.wait()
            build.stdout.close()

        # The lock of a dead process is nobody's, though its file still names it.
        assert json.loads((tmp_path / "store" / "writer.lock").read_text())["pid"] == build.pid
        Store.open(tmp_path / "store", timeout=5).close()

    def test_readers_read_while_a_build_writes(self, tmp_path: Path):
        build = start_build(tmp_path / "store")
        try:
            assert build.stdout.readline() == b"open\n"
            deadline, seen = time.monotonic() + 60, [0]
            while time.monotonic() < deadline and (seen[-1] == 0 or len(seen) < 5):
                with Store.open(tmp_path / "store", read_only=True) as store:
                    seen.append(store.count())
                    assert_whole(store)
            assert build.poll() is None
        finally:
            build.kill()
            build.wait()
            build.stdout.close()

        assert seen[-1] > 0


def assert_whole(store: Store) -> None:
    """Every registered article has all its quads, of the version in the registry, and there is no other graph."""
    hashes = store.record_hashes()
    found: dict[str, Counter[str]] = {}
    for quad in store.quads():
        if quad.graph_name != REGISTRY:
            name = quad.graph_name.value.rpartition("/")[2]
            found.setdefault(name, Counter())[quad.object.value.rpartition(" ")[2]] += 1

    assert {name: {hashed.removeprefix("hash "): 300} for name, hashed in hashes.items()} == found


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_a_build_that_is_killed_leaves_every_article_whole(tmp_path: Path):
    path = tmp_path / "store"
    counts = []
    for seconds in (0.02, 0.3, 0.35, 0.4, 0.45, 0.5):
        build = start_build(path)
        assert build.stdout.readline() == b"open\n"
        time.sleep(seconds)
        build.send_signal(signal.SIGKILL)
        build.wait()
        build.stdout.close()

        with Store.open(path) as store:
            assert_whole(store)
            counts.append(store.count())

    assert counts[-1] > 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_disk_that_takes_no_more_is_an_error_and_leaves_every_article_whole(tmp_path: Path):
    path = tmp_path / "store"
    limited = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
from kg.errors import StoreError
try:
    exec({build!r})
except StoreError as error:
    print(error)
"""
    code = limited.format(build=build_code(path))
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT, timeout=60, check=True)

    assert b"writing failed (" in done.stdout
    assert b"Check that the disk has space" in done.stdout
    with Store.open(path) as store:
        assert_whole(store)


def test_files_of_rdf_open_as_stores_for_reading(tmp_path: Path):
    files = {
        "g.ttl": "<http://e/a> <http://e/b> <http://e/c> .",
        "g.trig": "<http://e/g> { <http://e/a> <http://e/b> <http://e/c> }",
        "g.nt": "<http://e/a> <http://e/b> <http://e/c> .\n",
        "g.nq": "<http://e/a> <http://e/b> <http://e/c> <http://e/g> .\n",
        "g.jsonld": '{"@id": "http://e/a", "http://e/b": {"@id": "http://e/c"}}',
        "g.rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'rdf:about="http://e/a"><b xmlns="http://e/" rdf:resource="http://e/c"/></rdf:Description></rdf:RDF>',
    }
    for name, content in files.items():
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        with Store.from_file(path) as store:
            [row] = store.query("SELECT ?o { <http://e/a> <http://e/b> ?o }")
            assert row["o"] == NamedNode("http://e/c"), name
            assert (store.graphs() == []) == (next(store.quads()).graph_name == DefaultGraph())
            with pytest.raises(StoreError, match="for reading only"):
                store.load(path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("g.ttl", "<http://e/a> <http://e/b>", r"g\.ttl:1: not Turtle"),
        ("g.doc", "", r"'\.doc' is no suffix of RDF. Known are \.ttl"),
        ("g.nt", None, "cannot be read"),
    ],
)
def test_a_file_that_is_not_rdf_is_refused(tmp_path: Path, name: str, content: str | None, reason: str):
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")

    with pytest.raises(StoreError, match=reason):
        Store.from_file(tmp_path / name)


def test_a_store_can_be_moved(tmp_path: Path):
    with Store.open(tmp_path / "here") as store:
        store.put_article(*article("a1"))
    shutil.move(tmp_path / "here", tmp_path / "there")

    with Store.open(tmp_path / "there", read_only=True) as store:
        assert store.count() == 1


def test_what_is_touched_is_known_until_what_articles_share_is_up_to_date(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        store.put_article(*article("a1"))
        assert (store.touched.ids, store.touched.is_known) == ({"a1"}, True)
        store.note_up_to_date()
        assert store.remove_article("a1")
        assert not store.remove_article("a2")
        assert (store.touched.ids, store.touched.is_known) == ({"a1"}, True)
    with Store.open(tmp_path / "store") as store:
        assert not store.touched.is_known
        store.note_up_to_date()
    with Store.open(tmp_path / "store") as store:
        assert (store.touched.ids, store.touched.is_known) == (set(), True)
