"""Shards into a store, with the same outcome as a build on this machine.

What comes in: the shards of a build, in the order of reading. What goes out: the store, and a `BuildResult`.
What it never does: read a shard whose articles the store holds already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import Literal, Quad

from kg.cluster.shards import Entry, Manifest, ShardFolder
from kg.errors import ArticleError
from kg.namespaces import KG
from kg.pipeline import BuildResult, Ledger, Outcome, Progress, Quarantined, write_ontology, write_shared_graphs
from kg.store import Store


class _Record(NamedTuple):
    entry: Entry
    manifest: Manifest
    place: int


def collect(
    keys: Iterable[str],
    folder: ShardFolder,
    store: Store,
    errors: Iterable[ArticleError],
    *,
    base: str,
    on_progress: Progress,
) -> BuildResult:
    """Store what the shards hold and the store does not.

    Args:
        keys: the shards, in the order of reading.
        folder: where they lie.
        store: open for writing.
        errors: what could not be read.
        base: the IRI under which everything was minted.
        on_progress: told of each article as it is done.

    Raises:
        KGError: a shard is gone or damaged, or the store cannot be written.
    """
    run = _Collection(folder, store, on_progress)
    for error in errors:
        run.fail(error.where, error)
    write_ontology(store)
    with store.writing():
        for record in run.iter_new(keys):
            run.put(record)
    write_shared_graphs(store, base=base)
    return run.result


class _Collection:
    """One run over a store."""

    def __init__(self, folder: ShardFolder, store: Store, on_progress: Progress) -> None:
        self.result = BuildResult()
        self._folder = folder
        self._store = store
        self._on_progress = on_progress
        self._stored = store.record_hashes()
        self._older = store.superseded_hashes()
        self._opened: tuple[str, list[list[Quad]]] = ("", [])

    def iter_new(self, keys: Iterable[str]) -> Iterator[_Record]:
        """The records that are to be stored; what becomes of any other is told."""
        ledger: Ledger[_Record] = Ledger(stored=dict(self._stored), superseded=dict(self._older))
        for key in keys:
            manifest = self._folder.get(key)
            for place, entry in enumerate(manifest.articles):
                record = _Record(entry, manifest, place)
                verdict = ledger.judge(entry.article_id, entry.record_hash, record)
                if verdict == "new":
                    yield record
                elif verdict != "put off":
                    self._end(entry.article_id, verdict)
        for article_id, _, record, is_new in ledger.settle():
            if is_new:
                yield record
            else:
                self._end(article_id, "superseded")

    def put(self, record: _Record) -> None:
        """Store an article, put it in quarantine, or note that it failed."""
        entry = record.entry
        if entry.fate == "built":
            self._keep(entry, self._read(record))
        elif entry.report is not None:
            refused = Quarantined(entry.article_id, entry.report)
            self._store.quarantine(
                entry.article_id, entry.refused_quads(), entry.report.to_text(), entry.report.to_json()
            )
            self.result.quarantined.append(refused)
            self._end(entry.article_id, "quarantined")
        else:
            self.fail(entry.article_id, ArticleError(entry.file, entry.reason or "failed"))

    def fail(self, name: str, error: ArticleError) -> None:
        """Note an article that was not built."""
        self.result.failures.append(error)
        self._end(name, "failed")

    def _read(self, record: _Record) -> list[Quad]:
        key = record.manifest.key
        if self._opened[0] != key:
            self._opened = (key, list(self._folder.iter_quads(record.manifest)))
        return self._opened[1][record.place]

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
