"""Articles into a store by way of the workers of a cluster, with the same outcome as a build on this machine.

What comes in: paths, and the address of a cluster. What goes out: shards, the store, and a `BuildResult`.
What it never does: send an article to a worker that the store holds just so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import Literal, Quad

from kg.cluster.connecting import connect
from kg.cluster.planning import Job, iter_records, plan
from kg.cluster.running import ShardDone, build_shards
from kg.cluster.shards import Entry, ShardFolder
from kg.cluster.tasks import Record
from kg.errors import ArticleError
from kg.namespaces import KG
from kg.pipeline import (
    BuildResult,
    Ledger,
    Outcome,
    Progress,
    Quarantined,
    no_progress,
    write_ontology,
    write_shared_graphs,
)
from kg.store import Store


def build(
    paths: Sequence[Path],
    store: Store,
    job: Job,
    *,
    address: str,
    directory: Path,
    facts: bool = False,
    on_shard: ShardDone = lambda _: None,
    on_progress: Progress = no_progress,
) -> BuildResult:
    """Build the articles at `paths` into `store`, as `kg.pipeline.build` does, on the workers of a cluster.

    Shards that an earlier run has made are not made again, so that a build that was cut off goes on.

    Args:
        paths: articles, folders and archives of them; or JSON Lines of facts, if `facts` is set.
        store: open for writing.
        job: what is the same for all articles.
        address: of a Dask scheduler, or `local:N`.
        directory: the folder for the shards.
        facts: whether the paths hold facts of some extractor instead of articles.
        on_shard: told of each shard as it is there, in any order.
        on_progress: told of each article as it is stored, or not.

    Raises:
        KGError: the cluster, the shapes, the folder or the store cannot be used.
    """
    folder = ShardFolder(directory)
    run = _Build(store, folder, on_progress)
    plans = plan(run.iter_changed(iter_records(paths, job, facts=facts)), job)
    with connect(address) as client:
        keys = build_shards(plans, folder, client, on_shard=on_shard)
    folder.write_manifest(keys)
    write_ontology(store)
    run.store(keys)
    write_shared_graphs(store, base=job.base)
    return run.result


class _Build:
    """One run over a store."""

    def __init__(self, store: Store, folder: ShardFolder, on_progress: Progress) -> None:
        self.result = BuildResult()
        self._folder = folder
        self._store = store
        self._on_progress = on_progress
        self._stored = store.record_hashes()
        self._older = store.superseded_hashes()

    def iter_changed(self, records: Iterable[Record | ArticleError]) -> Iterator[Record]:
        """The records that the store does not hold just so; what becomes of any other is told."""
        ledger: Ledger[Record] = Ledger(stored=dict(self._stored), superseded=dict(self._older))
        for record in records:
            if isinstance(record, ArticleError):
                self._fail(record.where, record)
                continue
            verdict = ledger.judge(record.article_id, record.record_hash, record)
            if verdict == "new":
                yield record
            elif verdict != "put off":
                self._end(record.article_id, verdict)
        for article_id, _, record, is_new in ledger.settle():
            if is_new:
                yield record
            else:
                self._end(article_id, "superseded")

    def store(self, keys: Iterable[str]) -> None:
        """Store what the shards hold, in their order."""
        with self._store.writing():
            for key in keys:
                manifest = self._folder.get(key)
                for entry, quads in zip(manifest.articles, self._folder.iter_quads(manifest), strict=True):
                    self._put(entry, quads)

    def _put(self, entry: Entry, quads: list[Quad]) -> None:
        """Store an article, put it in quarantine, or note that it failed."""
        if entry.fate == "built":
            self._keep(entry, quads)
        elif entry.report is not None:
            report, refused = entry.report, entry.refused_quads()
            self._store.quarantine(entry.article_id, refused, report.to_text(), report.to_json())
            self.result.quarantined.append(Quarantined(entry.article_id, report))
            self._end(entry.article_id, "quarantined")
        else:
            self._fail(entry.article_id, ArticleError(entry.file, entry.reason or "failed"))

    def _fail(self, name: str, error: ArticleError) -> None:
        """Note an article that was not built."""
        self.result.failures.append(error)
        self._end(name, "failed")

    def _keep(self, entry: Entry, quads: list[Quad]) -> None:
        """Store the graph of an article, in the place of any earlier version."""
        (hashed,) = (quad for quad in quads if quad.predicate == KG.recordHash)
        registry = [quad for quad in quads if quad.graph_name == hashed.graph_name]
        own = [quad for quad in quads if quad.graph_name != hashed.graph_name]
        before = self._stored.get(entry.article_id)
        older = {*self._older.get(entry.article_id, ()), *([before] if before else [])} - {entry.record_hash}
        registry.extend(
            Quad(hashed.subject, KG.supersededHash, Literal(each), hashed.graph_name) for each in sorted(older)
        )
        self._store.put_article(entry.article_id, own, registry)
        self._stored[entry.article_id] = entry.record_hash
        self._older[entry.article_id] = frozenset(older)
        self.result.warnings += entry.warnings
        if not entry.dated:
            self.result.undated.append(entry.article_id)
        self._end(entry.article_id, "replaced" if before else "built")

    def _end(self, name: str, outcome: Outcome) -> None:
        self.result.outcomes.append((name, outcome))
        self._on_progress(name, outcome)
