"""A build on a cluster gives what a build on one machine gives, whoever dies meanwhile."""

from __future__ import annotations

import gzip
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import dask
import pytest
from click.testing import CliRunner
from distributed import Client, LocalCluster

import kg
from kg import cluster, pipeline
from kg.cli import main
from kg.cluster import planning, running
from kg.cluster.shards import Part
from kg.cluster.tasks import Work, build_part
from kg.errors import ClusterError
from kg.pipeline import Read, Recipe, Task, shares
from kg.pipeline.shares import Share
from kg.store import Store
from kg.store.registry import Registered

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # sockets of workers that were killed
]

STORIES = [
    "The council of Marden wrote to the governor on Monday.",
    "Three people were killed in the flood, the mayor said.",
    "The minister accused the company of fraud. The company denied it.",
    "Officials from Norway and Kenya met in Oslo on Tuesday.",
]


@pytest.fixture(scope="module")
def workers() -> Iterator[LocalCluster]:
    """Three worker processes; one that dies is replaced, and a task of which one dies is not tried on another."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=3, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50) as started,
    ):
        yield started


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "SHARD_ARTICLES", 3)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Sixteen articles, of which one cannot be read and one stands there twice."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(15):
        write(folder, number)
    (folder / "again.txt").write_bytes((folder / "07.txt").read_bytes())
    (folder / "broken.json").write_text("{")
    return folder


def write(folder: Path, number: int, more: str = "") -> None:
    text = f"Report {number}\n2025-04-{number + 1:02}\n\n{STORIES[number % len(STORIES)]} {more}\n"
    (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")


def dump(store: Path) -> bytes:
    with kg.open(store) as graph:
        return graph.dump("nquads")


def shard_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_worker_that_is_killed_changes_nothing(articles: Path, tmp_path: Path) -> None:
    local = kg.build(articles, tmp_path / "local")
    killed: list[int] = []
    with LocalCluster(n_workers=3, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50) as started:

        def kill_a_worker(name: str, outcome: str) -> None:
            if outcome == "built" and not killed:
                with Client(started) as client:
                    killed.extend(client.run(os.getpid).values())
                os.kill(killed[0], signal.SIGKILL)

        on_cluster = kg.build(
            articles, tmp_path / "store", cluster=started.scheduler_address, on_progress=kill_a_worker
        )
    assert len(killed) == 3
    assert dump(tmp_path / "store") == dump(tmp_path / "local")
    assert sorted(on_cluster.outcomes) == sorted(local.outcomes)
    assert on_cluster.summary() == local.summary()


def test_shards_are_the_same_bytes_whoever_made_them_and_are_made_once(
    articles: Path, tmp_path: Path, workers: LocalCluster
) -> None:
    address = workers.scheduler_address
    kg.build(articles, tmp_path / "one", cluster=address)
    kg.build(articles, tmp_path / "two", cluster="local:1")
    made = shard_files(tmp_path / "one-shards")
    assert made == shard_files(tmp_path / "two-shards")
    assert len(made) > 5

    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "one-shards").glob("shard-*")}
    damaged = next((tmp_path / "one-shards").glob("shard-*.nq.gz"))
    damaged.write_bytes(b"cut off")
    next((tmp_path / "two-shards").glob("shard-*.json")).unlink()
    for name in ("one", "two"):
        kg.build(articles, tmp_path / f"{name}-again", cluster=address, shards=tmp_path / f"{name}-shards")
        assert shard_files(tmp_path / f"{name}-shards") == made
        assert dump(tmp_path / f"{name}-again") == dump(tmp_path / "one")
    made_again = [path for path, time in times.items() if path.stat().st_mtime_ns != time]
    assert {path.name.partition(".")[0] for path in made_again} == {damaged.name.partition(".")[0]}


def test_what_articles_share_comes_with_the_shards_or_else_from_the_graphs(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def read_share(store: Store, entry: Registered, *, base: str) -> Share:
        read.append(entry.article.value)
        return shares.read_share(store, entry, base=base)

    monkeypatch.setattr("kg.pipeline.resolving.read_share", read_share)
    kg.build(articles, tmp_path / "one", cluster="local:1")
    assert read == []
    first, second = sorted((tmp_path / "one-shards").glob("shard-*.shares"))[:2]
    first.unlink()
    second.write_bytes(second.read_bytes()[:-1])
    kg.build(articles, tmp_path / "two", cluster="local:1", shards=tmp_path / "one-shards")
    assert 0 < len(read) < 15
    assert dump(tmp_path / "two") == dump(tmp_path / "one")


def test_the_manifest_says_what_became_of_each_article(articles: Path, tmp_path: Path, workers: LocalCluster) -> None:
    kg.build(articles, tmp_path / "store", cluster=workers.scheduler_address)
    folder = tmp_path / "store-shards"
    shards = [json.loads(line) for line in (folder / "manifest.jsonl").read_text().splitlines()]
    entries = [entry for shard in shards for entry in shard["articles"]]
    assert sorted(entry["file"] for entry in entries) == sorted(path.name for path in articles.glob("[0-9]*.txt"))
    assert {entry["fate"] for entry in entries} == {"built"}
    assert all(len(entry["record_hash"]) == 64 for entry in entries)
    for shard in shards:
        lines = gzip.decompress((folder / f"shard-{shard['key']}.nq.gz").read_bytes()).count(b"\n")
        assert lines == shard["quads"] == sum(entry["quads"] for entry in shard["articles"])


def test_versions_quarantine_and_rebuilds_end_like_local_ones(
    articles: Path, tmp_path: Path, workers: LocalCluster
) -> None:
    shape = tmp_path / "shape.ttl"
    shape.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix kg: <https://w3id.org/dateline/ontology#> .
        <https://example.org/NoFourth> a sh:NodeShape ; sh:targetClass kg:Article ; sh:property
          <https://example.org/NoFourthHeadline> .
        <https://example.org/NoFourthHeadline> sh:path kg:headline ; sh:pattern "^Report ([^4]|..)$" ;
          sh:message "Not the fourth." ."""
    )
    (articles / "broken.json").unlink()

    def build(**options: str) -> kg.BuildResult:
        name = "store" if options else "local"
        return kg.build(articles, tmp_path / name, shapes=[shape], **options)

    steps = ["", "with more to tell.", "", "and yet another end."]
    for more in steps:
        write(articles, 2, more)
        local, on_cluster = build(), build(cluster=workers.scheduler_address)
        assert sorted(on_cluster.outcomes) == sorted(local.outcomes)
        assert on_cluster.quarantined == local.quarantined
        assert len(local.quarantined) == 1
        assert dump(tmp_path / "store") == dump(tmp_path / "local")
    quarantines = [shard_files(tmp_path / name / "quarantine") for name in ("store", "local")]
    assert quarantines[0] == quarantines[1]
    assert len(quarantines[0]) == 3


def test_an_article_that_no_worker_survives_is_lost_alone_and_tried_again(
    articles: Path, tmp_path: Path, workers: LocalCluster
) -> None:
    folder = cluster.ShardFolder(tmp_path / "shards")

    def build(function: running.TaskFunction) -> kg.BuildResult:
        runner = cluster.ClusterRunner(workers.scheduler_address, folder.directory, function=function)
        with Store.open(tmp_path / "store") as store:
            return pipeline.build([articles], store, runner=runner)

    (articles / "broken.json").unlink()
    first = build(deadly)
    assert first.count("failed") == 1
    assert "whoever worked on it failed (KilledWorker" in str(first.failures[0])
    assert first.count("built") == 14
    again = build(build_part)
    assert (again.count("built"), again.complete) == (1, True)
    kg.build(articles, tmp_path / "local")
    assert dump(tmp_path / "store") == dump(tmp_path / "local")


def deadly(work: Work) -> Part:
    """Kills the worker that gets a certain article."""
    if any(record.file == "05.txt" for record in work.records):
        os.kill(os.getpid(), signal.SIGKILL)
    return build_part(work)


def test_an_article_more_leaves_the_other_shards_as_they_are(articles: Path) -> None:
    def keys() -> list[str]:
        paths = sorted(articles.glob("*.txt"))
        reads = [
            Read(path.stem, task=Task(path.stem, "article", b""), record_hash=path.read_text(), file=path.name)
            for path in paths
        ]
        return [plan.key for plan in planning.Planner(Recipe(), ()).plan(reads)]

    before = keys()
    write(articles, 3, "with more to tell.")
    after = keys()
    assert 0 < len(set(after) - set(before)) <= 2
    assert len(set(after) & set(before)) >= len(before) - 2


def test_what_is_no_cluster_says_so(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cluster.connecting._CONNECT_SECONDS", 0.5)
    with pytest.raises(ClusterError, match=r"no Dask scheduler can be reached"):
        kg.build(articles, tmp_path / "store", cluster="tcp://127.0.0.1:9")
    words = ["build", str(articles), "--store", str(tmp_path / "store"), "--cluster", "local:none"]
    assert CliRunner().invoke(main, words).exit_code == 2
