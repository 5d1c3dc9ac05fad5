"""A store of article graphs, on disk or in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.errors import KGError, StoreError
from kg.store import changes, layout
from kg.store.lock import WriterLock
from kg.store.opening import open_to_read
from kg.store.quarantine import Quarantine
from kg.store.registry import Handed, Registered, find_superseded, iter_registry, read_entry
from kg.store.touched import Touched
from kg.syntax import iter_quads, to_nquads

#: Inside `writing`, articles are stored together once their N-Quads have so many bytes.
_GROUP_BYTES = 32_000_000


class Store:
    """A dataset with one named graph an article, and graphs of what articles share.

    Use `Store.open`, in a `with` block.

    >>> from pyoxigraph import Literal
    >>> s, p = NamedNode("http://e/s"), NamedNode("http://e/p")
    >>> with Store.open() as store:
    ...     store.replace_graph("http://e/g", [Quad(s, p, Literal("x"), NamedNode("http://e/g"))])
    ...     [row["o"].value for row in store.query("SELECT ?o { ?s ?p ?o }")]
    ['x']
    """

    def __init__(
        self,
        dataset: pyoxigraph.Store,
        *,
        directory: Path | None = None,
        lock: WriterLock | None = None,
        read_only: bool = False,
    ) -> None:
        self.read_only = read_only
        self.directory = directory
        self.quarantined = Quarantine(directory / "quarantine" if directory is not None else None)
        self.touched = Touched(directory)
        self._dataset: pyoxigraph.Store | None = dataset
        self._lock = lock
        self._registered: dict[str, Registered] | None = None
        self._waiting: dict[str, Handed] = {}
        self._waiting_bytes = 0
        self._grouping = False
        self._state = ""

    @classmethod
    def open(cls, path: str | Path | None = None, *, read_only: bool = False, timeout: float = 0.0) -> Self:
        """Open the store in the folder `path`, or a new one in memory if there is no path.

        One process writes at a time; any number may read meanwhile, each what was there when it opened.

        Args:
            path: the folder; made if it is missing, unless `read_only`.
            read_only: open what is there, and change nothing.
            timeout: how many seconds to wait for another writer to end.

        Raises:
            StoreError: there is no store to read, the folder is something else or cannot be written, the
                store is of an unknown version or damaged, or another process is writing to it.
        """
        if path is None:
            return cls(pyoxigraph.Store(), read_only=read_only)
        directory = Path(path)
        if read_only:
            layout.check(directory)
            return cls(open_to_read(directory), directory=directory, read_only=True)
        layout.prepare(directory)
        with changes.told(str(directory), "taking the lock"):
            lock = WriterLock(directory, timeout=timeout)
        try:
            with changes.told(str(directory), "opening the store"):
                dataset = pyoxigraph.Store(str(directory / layout.GRAPH_FOLDER))
        except StoreError:
            lock.release()
            raise
        return cls(dataset, directory=directory, lock=lock)

    @classmethod
    def from_file(cls, path: str | Path) -> Self:
        """A store in memory, for reading, of the quads of an RDF file.

        Raises:
            StoreError: the file cannot be read, or is not RDF of the syntax that its suffix names.
        """
        dataset = pyoxigraph.Store()
        try:
            dataset.bulk_extend(list(iter_quads(Path(path))))
        except KGError as error:
            raise StoreError(str(error)) from None
        return cls(dataset, read_only=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            self.close()
        except StoreError:
            # What went wrong first says more than that saving goes wrong as well.
            if error is None:
                raise

    def close(self) -> None:
        """Write what waits, and let go of the files and the lock. To close twice does nothing more."""
        if self._dataset is None:
            return
        try:
            self._settle()
            if not self.read_only:
                with self._told("saving"):
                    self._dataset.flush()
        finally:
            self._dataset = None
            if self._lock is not None:
                self._lock.release()

    # -- writing -----------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[Self]:
        """Store the articles put in this block in groups, which is several times faster.

        Each group is stored whole or not at all. What waits is written before anything is read, and when
        the block ends, also by an error: articles that were put are kept.
        """
        self._grouping = True
        try:
            yield self
        finally:
            self._grouping = False
            self._settle()

    def put_article(self, article_id: str, quads: Iterable[Quad] | bytes, registry_quads: Iterable[Quad]) -> None:
        """Store an article's graph and its entry in the registry, in the place of any earlier version.

        The article leaves the quarantine if it is there. Whenever the process dies, the store holds the
        old version or the new one.

        Args:
            article_id: the article's id, as it ends the article's IRI.
            quads: the article's graph, or the same as N-Quads, a line each; all quads are of one named graph.
            registry_quads: what the registry says of the article, with `kg:hasGraph` and `kg:recordHash`.

        Raises:
            StoreError: the quads are of several graphs, or the store cannot be written.
        """
        waiting = Handed(quads if isinstance(quads, bytes) else to_nquads(quads), list(registry_quads))
        entry = read_entry(article_id, waiting)
        registered = self._registry()
        self._touch(article_id)
        if article_id in self._waiting:
            self._settle()
        if article_id in registered or self._writable.contains_named_graph(entry.graph):
            self._replace(registered.get(article_id, entry), waiting)
        else:
            self._waiting[article_id] = waiting
            self._waiting_bytes += len(waiting.nquads)
            if not self._grouping or self._waiting_bytes >= _GROUP_BYTES:
                self._settle()
        registered[article_id] = entry
        self.quarantined.discard(article_id)

    def remove_article(self, article_id: str) -> bool:
        """Remove an article's graph and its entry in the registry, at once; False if it is not stored."""
        self._settle()
        entry = self._registry().get(article_id)
        if entry is None:
            return False
        self._touch(article_id)
        self._replace(entry, Handed(b"", []))
        del self._registry()[article_id]
        return True

    def quarantine(
        self, article_id: str, quads: Iterable[Quad] | bytes, report: str, report_json: str | None = None
    ) -> None:
        """Keep an article's quads, or the same as N-Quads, and the reason for which they are not in the store.

        An earlier version that is in the store stays there.

        Raises:
            StoreError: the quarantine cannot be written.
        """
        self._require_writable()
        self.quarantined.put(article_id, quads, report, report_json)

    def replace_graph(self, iri: str, quads: Iterable[Quad]) -> None:
        """Make a graph that articles share hold just `quads`; what it holds already is left alone.

        Raises:
            StoreError: a quad is of another graph, or the store cannot be written.
        """
        self._settle()
        graph = NamedNode(iri)
        new = list(quads)
        for quad in new:
            if quad.graph_name != graph:
                raise StoreError(f"A quad of {quad.graph_name} cannot be stored in the graph <{iri}>.")
        with self._told("writing"):
            changes.exchange(self._writable, self._writable.quads_for_pattern(None, None, None, graph), new)

    def exchange(self, old: Iterable[Quad], new: Iterable[Quad]) -> None:
        """Put quads in the place of others, in one step; what is among both is left alone.

        Raises:
            StoreError: the store cannot be written.
        """
        self._settle()
        with self._told("writing"):
            changes.exchange(self._writable, old, new)

    def note_up_to_date(self) -> None:
        """Note that what articles share is as the articles have it.

        Raises:
            StoreError: the store cannot be written.
        """
        with self._told("writing"):
            self.touched.clear()

    def flush(self) -> None:
        """Make sure that all that was written is on the disk."""
        self._settle()
        with self._told("saving"):
            self._writable.flush()

    def find_state(self) -> str:
        """The name that `name_state` gave last; none for a new store."""
        if self.directory is None:
            return self._state
        path = self.directory / layout.GRAPH_FOLDER / layout.STATE_FILE
        with self._told("reading"):
            return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""

    def name_state(self, name: str) -> None:
        """Name the state of the dataset. The name goes with a copy of it, and what follows from it notes the name too.

        Raises:
            StoreError: the store cannot be written.
        """
        self._require_writable()
        if self.directory is None:
            self._state = name
            return
        with self._told("writing"):
            layout.write_whole(self.directory / layout.GRAPH_FOLDER / layout.STATE_FILE, name.encode())

    def load(self, path: str | Path) -> None:
        """Add the quads of an RDF file, such as `dump` writes, all or none.

        Raises:
            StoreError: the file cannot be read, or the store cannot be written.
        """
        self._settle()
        try:
            quads = list(iter_quads(Path(path)))
        except KGError as error:
            raise StoreError(str(error)) from None
        with self._told("writing"):
            self.touched.add_unknown()
            changes.add(self._writable, quads)
        self._registered = None

    # -- reading -----------------------------------------------------------------------------------

    def __len__(self) -> int:
        """How many quads the store holds."""
        self._settle()
        with self._told("reading"):
            return len(self._open_dataset)

    def count(self) -> int:
        """How many articles the registry knows."""
        return len(self._registry())

    def iter_articles(self) -> Iterator[tuple[str, Registered]]:
        """The articles of the registry with their entries, by id."""
        yield from sorted(self._registry().items())

    def record_hashes(self) -> dict[str, str]:
        """For each article id the hash of the record that it was built from: equal means unchanged."""
        return {article_id: entry.record_hash for article_id, entry in self._registry().items()}

    def superseded_hashes(self) -> dict[str, frozenset[str]]:
        """For each article id the hashes of the records that its graph has replaced, if any."""
        self._settle()
        return find_superseded(self._open_dataset)

    def find_record_hash(self, article_id: str) -> str | None:
        """The hash of the record that an article was built from, if it is stored."""
        entry = self._registry().get(article_id)
        return None if entry is None else entry.record_hash

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        self._settle()
        with self._told("reading"):
            return sorted(graph.value for graph in self._open_dataset.named_graphs())

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """The quads of one named graph, or all; in no particular order."""
        self._settle()
        name = None if graph is None else NamedNode(graph)
        with self._told("reading"):
            yield from self._open_dataset.quads_for_pattern(None, None, None, name)

    @property
    def dataset(self) -> pyoxigraph.Store:
        """The engine's own store, for stages that read much: queries, networks, exports. Not to be written to."""
        self._settle()
        return self._open_dataset

    def query(self, sparql: str, **options: Any) -> Any:
        """Ask the engine, over all graphs as one unless the query names graphs.

        Args:
            sparql: a SPARQL 1.1 query. What is allowed in it is for `kg.query` to check.
            options: as pyoxigraph's `Store.query` knows them.

        Returns:
            What pyoxigraph returns: solutions, a boolean or triples.
        """
        self._settle()
        options.setdefault("use_default_graph_as_union", "default_graph" not in options)
        return self._open_dataset.query(sparql, **options)

    def dump(self, path: str | Path) -> None:
        """Write the whole dataset as sorted N-Quads; the file is there whole or not at all.

        Raises:
            StoreError: the file cannot be written.
        """
        with changes.told(str(path), "writing"):
            layout.write_whole(Path(path), to_nquads(self.quads()))

    # -- inside ------------------------------------------------------------------------------------

    @property
    def _open_dataset(self) -> pyoxigraph.Store:
        if self._dataset is None:
            raise StoreError("The store is closed. Open it again with Store.open.")
        return self._dataset

    @property
    def _writable(self) -> pyoxigraph.Store:
        self._require_writable()
        return self._open_dataset

    def _require_writable(self) -> None:
        if self.read_only:
            raise StoreError("The store was opened for reading only. Open it without read_only to change it.")

    def _told(self, doing: str) -> AbstractContextManager[None]:
        return changes.told("the store in memory" if self.directory is None else str(self.directory), doing)

    def _touch(self, article_id: str) -> None:
        self._require_writable()
        with self._told("writing"):
            self.touched.add(article_id)

    def _settle(self) -> None:
        """Write the articles that wait, all in one step."""
        if self._waiting:
            waiting, self._waiting, self._waiting_bytes = self._waiting.values(), {}, 0
            registry = to_nquads(quad for each in waiting for quad in each.registry_quads)
            with self._told("writing"):
                changes.add_nquads(self._writable, b"".join([*(each.nquads for each in waiting), registry]))

    def _replace(self, entry: Registered, new: Handed) -> None:
        dataset = self._writable
        with self._told("writing"):
            old = [
                *dataset.quads_for_pattern(None, None, None, entry.graph),
                *dataset.quads_for_pattern(entry.article, None, None, entry.registry),
            ]
            changes.exchange(dataset, old, [*parse(new.nquads, format=RdfFormat.N_QUADS), *new.registry_quads])

    def _registry(self) -> dict[str, Registered]:
        """The entries of the registry by article id, read once."""
        if self._registered is None:
            self._settle()
            with self._told("reading"):
                self._registered = dict(iter_registry(self._open_dataset))
        return self._registered
