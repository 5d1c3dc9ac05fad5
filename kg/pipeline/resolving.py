"""What is said across articles, brought up to date with the articles in the store.

What comes in: a store, and the decisions of persons. What goes out: the same store, in which actors, and all that
articles share, are as the articles together have them.
What it never does: depend on the order in which articles came, or lose its place when the process dies.

A catalogue beside the store knows which version of each article it has heeded. What the store has besides is read,
decided, and kept in the catalogue in one step, together with the list of what is to be written to the store because
of it. Then that is written. Whenever the process dies, the next run reads again, or goes on with the list.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from pyoxigraph import NamedNode, Quad

from kg.extract import EXTRACTOR
from kg.identifiers import extractor_iri, fact_iri, identity_iri, shared_graph_iri
from kg.namespaces import KG, RDF
from kg.pipeline.describing import EntityGraph, find_identity
from kg.pipeline.result import StageProgress, no_stage_progress
from kg.pipeline.shares import Share, read_as_linked, read_share
from kg.pipeline.stories import compare_stories
from kg.rdf import find_joined, identity_quads, iter_concerned, relink, restore
from kg.rdf.terms import text
from kg.resolve import FILE, Catalogue, Decision, Resolver
from kg.resolve.stories import put_telling, remove_telling
from kg.store import Registered, Store

_NODES, _ARTICLES = 500, 50  # that are written in one step


def resolve(store: Store, *, base: str, decisions: Iterable[Decision] = ()) -> list[Decision]:
    """Bring what articles share up to date: who is who, the graph of entities, and what articles tell in common.

    Returns:
        The decisions that name what no article in the store speaks of.

    Raises:
        StoreError: the store or its catalogue cannot be written.
    """
    with open_resolving(store, base=base) as resolving:
        return resolving.finish(decisions)


@contextmanager
def open_resolving(store: Store, *, base: str) -> Iterator[Resolving]:
    """What `resolve` does, for a build that knows what its articles give before they are in the store.

    Raises:
        StoreError: the catalogue cannot be read or written.
    """
    with open_catalogue(store, base=base) as catalogue:
        yield Resolving(store, catalogue, base)


def open_catalogue(store: Store, *, base: str) -> Catalogue:
    """The catalogue of a store; a new one if it is of another graph, or of another state of this one.

    Raises:
        StoreError: it cannot be read or written.
    """
    path = None if store.directory is None else store.directory / FILE
    if path is not None and not store.dataset.contains_named_graph(NamedNode(shared_graph_iri("entities", base=base))):
        path.unlink(missing_ok=True)  # it is of another graph, which is gone
    return Catalogue.open(path, base=base, state=store.find_state())


class Resolving:
    """One run."""

    def __init__(self, store: Store, catalogue: Catalogue, base: str) -> None:
        self._store = store
        self._catalogue = catalogue
        self._base = base
        self._links = NamedNode(shared_graph_iri("links", base=base))
        self._entities = NamedNode(shared_graph_iri("entities", base=base))
        self._articles: dict[str, Registered] = {}
        self._changed: list[str] = []

    def put(self, share: Share, record_hash: str) -> None:
        """Take in what an article gives, which is put into the store; it is kept by `finish`."""
        article_id = share.references.article
        self._forget(article_id)
        self._catalogue.put(share.references, record_hash)
        put_telling(self._catalogue.connection, article_id, share.telling)
        self._changed.append(article_id)

    def _forget(self, article_id: str) -> None:
        """Forget an article, but for what is to be decided and compared anew without it."""
        self._catalogue.remove(article_id)
        accounts = remove_telling(self._catalogue.connection, article_id)
        self._catalogue.plan("account", (fact_iri(*account, base=self._base) for account in accounts))

    def finish(self, decisions: Iterable[Decision], on_stage: StageProgress = no_stage_progress) -> list[Decision]:
        """Bring what articles share up to date; see `resolve`."""
        on_stage("deciding who is who")
        self._articles = dict(self._store.iter_articles())
        self._take_in()
        unknown = self._decide(decisions)
        if self._catalogue.is_first_pending():
            on_stage("writing who is who")
            self._write()
            self._settle(self._catalogue.note_written)
        on_stage("comparing what articles tell")
        compare_stories(self._store, self._catalogue, base=self._base)
        self._settle(self._catalogue.settle)
        self._store.note_up_to_date()
        return unknown

    def _settle(self, note: Callable[[str, str], None]) -> None:
        """Have the catalogue note what is written once that is sure to be on the disk.

        A build that dies between the last two steps has a state that the catalogue does not know: that is made anew.
        """
        self._store.flush()
        state = secrets.token_hex(8)
        note(self._base, state)
        self._store.name_state(state)
        self._catalogue.commit()

    def _take_in(self) -> None:
        """Read the articles that the catalogue does not have just so, and forget those that are gone."""
        catalogue = self._catalogue
        if catalogue.is_new:
            self._plan_all()
        known = catalogue.hashes()
        removed = sorted(known.keys() - self._articles.keys())
        for article_id in removed:
            self._forget(article_id)
        for article_id, entry in self._articles.items():
            if known.get(article_id) != entry.record_hash:
                self.put(read_share(self._store, entry, base=self._base), entry.record_hash)
        self._changed.extend(removed)
        catalogue.plan("article", self._changed)
        catalogue.plan("article", self._find_stored_anew())

    def _find_stored_anew(self) -> list[str]:
        """Articles that went and came back as they were, with no run between: their graphs are as they were made."""
        touched, written = self._store.touched, self._catalogue.relinked()
        candidates = touched.ids & self._articles.keys() if touched.is_known else self._articles.keys()
        return [
            each
            for each in sorted(candidates)
            if (read_as_linked(self._store, self._articles[each]) is not None) != (each in written)
        ]

    def _plan_all(self) -> None:
        """Plan to write whatever the shared graphs hold: what is not said any more then goes."""
        dataset = self._store.dataset
        for quad in dataset.quads_for_pattern(None, None, None, self._entities):
            if isinstance(quad.subject, NamedNode):
                self._catalogue.plan("node", [quad.subject.value])
        for quad in dataset.quads_for_pattern(None, RDF.type, KG.Identity, self._links):
            if isinstance(quad.subject, NamedNode):
                self._catalogue.plan("stray", [quad.subject.value])
        for told in (KG.Occurrence, KG.AllegedOccurrence, KG.TextGroup):
            for quad in dataset.quads_for_pattern(None, RDF.type, told, self._links):
                if isinstance(quad.subject, NamedNode):
                    self._catalogue.plan("told", [quad.subject.value])

    def _decide(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Decide who is who among what changed, and keep that with the list of what is to be written."""
        resolver = Resolver(self._catalogue, decisions, base=self._base)
        resolver.run()
        EntityGraph(self._catalogue, base=self._base).plan(self._changed)
        self._catalogue.commit()
        return resolver.unknown

    def _write(self) -> None:
        """Write all that is planned but for what articles tell in common."""
        catalogue = self._catalogue
        for article_ids in _in_groups(filter(self._articles.__contains__, catalogue.pending("article")), _ARTICLES):
            self._write_articles(article_ids)
        graph = EntityGraph(catalogue, base=self._base)
        for nodes in _in_groups(catalogue.pending("node"), _NODES):
            self._exchange(nodes, self._entities, (quad for node in nodes for quad in graph.quads(node)))
        pairs = {identity_iri(*pair.split(" "), base=self._base): pair for pair in catalogue.pending("identity")}
        for node in catalogue.pending("stray"):
            pairs.setdefault(node, "")
        extractor = extractor_iri(EXTRACTOR, base=self._base)
        for nodes in _in_groups(sorted(pairs), _NODES):
            found = (find_identity(catalogue, pairs[node]) for node in nodes if pairs[node])
            new = (
                quad for each in found if each for quad in identity_quads(each, extractor=extractor, base=self._base)
            )
            self._exchange(nodes, self._links, new)

    def _write_articles(self, article_ids: Sequence[str]) -> None:
        """Write the graphs of some articles under who their entities are, all in one step."""
        old: list[Quad] = []
        new: list[Quad] = []
        relinked: dict[str, bool] = {}
        for article_id in article_ids:
            before, after = self._relink(article_id, self._articles[article_id])
            old += before
            new += after
            relinked[article_id] = any(quad.predicate == KG.asLinked for quad in after)
        self._store.exchange(old, new)
        for article_id, is_relinked in relinked.items():
            self._catalogue.note_relinked(article_id, is_relinked)

    def _relink(self, article_id: str, entry: Registered) -> tuple[list[Quad], list[Quad]]:
        """What the graph of an article and the registry have to lose and to gain, and some that stays."""
        entities, as_linked = self._catalogue.mapping(article_id), read_as_linked(self._store, entry)
        if not entities and as_linked is None:
            return [], []
        dataset = self._store.dataset
        concerned = {*entities, *entities.values(), *find_joined(dataset, entry.graph, as_linked)}
        stored = list(dict.fromkeys(iter_concerned(dataset, entry.article, entry.graph, concerned)))
        made, replaces = relink(restore(stored, as_linked), entities)
        for quads, value in ((stored, as_linked), (made, replaces)):
            if value is not None:
                quads.append(Quad(entry.article, KG.asLinked, text(value), entry.registry))
        return stored, made

    def _exchange(self, nodes: Iterable[str], graph: NamedNode, new: Iterable[Quad]) -> None:
        """Put quads in the place of all that a graph has of some nodes."""
        dataset = self._store.dataset
        old = [quad for node in nodes for quad in dataset.quads_for_pattern(NamedNode(node), None, None, graph)]
        self._store.exchange(old, new)


def _in_groups(nodes: Iterable[str], most: int) -> Iterator[list[str]]:
    rest = iter(nodes)
    while group := list(islice(rest, most)):
        yield group
