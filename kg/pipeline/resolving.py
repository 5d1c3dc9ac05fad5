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
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec
from pyoxigraph import Literal, NamedNode, Quad

from kg.extract import EXTRACTOR
from kg.identifiers import entity_iri, extractor_iri, identity_iri, shared_graph_iri
from kg.link import identifying_name
from kg.model import ArticleReferences, Reference
from kg.namespaces import KG, RDF
from kg.pipeline.describing import EntityGraph, find_identity
from kg.pipeline.stories import compare_stories
from kg.rdf import identity_quads, iter_telling, read_references, relink, restore
from kg.rdf.terms import text
from kg.resolve import FILE, Catalogue, Decision, Resolver
from kg.store import Registered, Store

_GROUP = 500  # nodes that are written in one step


def resolve(store: Store, *, base: str, decisions: Iterable[Decision] = ()) -> list[Decision]:
    """Bring what articles share up to date: who is who, the graph of entities, and what articles tell in common.

    Returns:
        The decisions that name what no article in the store speaks of.

    Raises:
        StoreError: the store or its catalogue cannot be written.
    """
    with open_catalogue(store, base=base) as catalogue:
        run = _Resolving(store, catalogue, base)
        changed = run.take_in()
        unknown = run.decide(decisions, changed)
        run.write()
        compare_stories(store, catalogue, base=base)
        store.flush()
        state = secrets.token_hex(8)
        store.name_state(state)
        catalogue.settle(base, state)
    return unknown


def open_catalogue(store: Store, *, base: str) -> Catalogue:
    """The catalogue of a store; a new one if it is of another graph, or of another state of this one.

    Raises:
        StoreError: it cannot be read or written.
    """
    path = None if store.directory is None else store.directory / FILE
    if path is not None and not store.dataset.contains_named_graph(NamedNode(shared_graph_iri("entities", base=base))):
        path.unlink(missing_ok=True)  # it is of another graph, which is gone
    return Catalogue.open(path, base=base, state=store.find_state())


class _Resolving:
    """One run."""

    def __init__(self, store: Store, catalogue: Catalogue, base: str) -> None:
        self._store = store
        self._catalogue = catalogue
        self._base = base
        self._links = NamedNode(shared_graph_iri("links", base=base))
        self._entities = NamedNode(shared_graph_iri("entities", base=base))
        self._articles = dict(store.iter_articles())

    def take_in(self) -> list[str]:
        """Read the articles that the catalogue does not have just so; their ids, and those of articles that went."""
        catalogue = self._catalogue
        if catalogue.is_new:
            self._plan_all()
        known = catalogue.hashes()
        removed = sorted(known.keys() - self._articles.keys())
        for article_id in removed:
            catalogue.remove(article_id)
        changed = [each for each, entry in self._articles.items() if known.get(each) != entry.record_hash]
        for article_id in changed:
            entry = self._articles[article_id]
            catalogue.put(self._read(entry), entry.record_hash)
        catalogue.plan("article", [*removed, *changed])
        catalogue.plan("article", self._find_stored_anew())
        return [*removed, *changed]

    def _find_stored_anew(self) -> list[str]:
        """Articles that went and came back as they were, with no run between: their graphs are as they were made."""
        said = self._store.dataset.quads_for_pattern(None, KG.asLinked, None, None)
        relinked = {quad.subject for quad in said}
        written = self._catalogue.relinked()
        return [each for each, entry in self._articles.items() if (entry.article in relinked) != (each in written)]

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

    def _read(self, entry: Registered) -> ArticleReferences:
        replaced = self._replaced(entry)
        if replaced is None:
            quads = list(iter_telling(self._store.dataset, entry.graph))
        else:
            quads = restore(self._store.quads(entry.graph.value), replaced)
        found = read_references(quads, base=self._base)
        return msgspec.structs.replace(found, references=tuple(map(self._name, found.references)))

    def _name(self, reference: Reference) -> Reference:
        """The reference with the IRI of its name, where its article did not give one but the name does."""
        if reference.name_iri is not None or (name := identifying_name(reference.said)) is None:
            return reference
        return msgspec.structs.replace(reference, name_iri=entity_iri(reference.said.kind, name, base=self._base))

    def _replaced(self, entry: Registered) -> str | None:
        found = self._store.dataset.quads_for_pattern(entry.article, KG.asLinked, None, entry.registry)
        return next((quad.object.value for quad in found if isinstance(quad.object, Literal)), None)

    def decide(self, decisions: Iterable[Decision], changed: Iterable[str]) -> list[Decision]:
        """Decide who is who among what changed, and keep that with the list of what is to be written."""
        resolver = Resolver(self._catalogue, decisions, base=self._base)
        resolver.run()
        EntityGraph(self._catalogue, base=self._base).plan(changed)
        self._catalogue.commit()
        return resolver.unknown

    def write(self) -> None:
        """Write all that is planned but for what articles tell in common."""
        catalogue = self._catalogue
        for article_id in catalogue.pending("article"):
            if article_id in self._articles:
                self._write_article(article_id, self._articles[article_id])
        graph = EntityGraph(catalogue, base=self._base)
        for nodes in _in_groups(catalogue.pending("node")):
            self._exchange(nodes, self._entities, (quad for node in nodes for quad in graph.quads(node)))
        pairs = {identity_iri(*pair.split(" "), base=self._base): pair for pair in catalogue.pending("identity")}
        for node in catalogue.pending("stray"):
            pairs.setdefault(node, "")
        extractor = extractor_iri(EXTRACTOR, base=self._base)
        for nodes in _in_groups(sorted(pairs)):
            found = (find_identity(catalogue, pairs[node]) for node in nodes if pairs[node])
            new = (
                quad for each in found if each for quad in identity_quads(each, extractor=extractor, base=self._base)
            )
            self._exchange(nodes, self._links, new)

    def _write_article(self, article_id: str, entry: Registered) -> None:
        entities, replaced = self._catalogue.mapping(article_id), self._replaced(entry)
        if not entities and replaced is None:
            self._catalogue.note_relinked(article_id, False)
            return
        stored = list(self._store.quads(entry.graph.value))
        new, replaces = relink(restore(stored, replaced), entities)
        for quads, value in ((stored, replaced), (new, replaces)):
            if value is not None:
                quads.append(Quad(entry.article, KG.asLinked, text(value), entry.registry))
        self._store.exchange(stored, new)
        self._catalogue.note_relinked(article_id, replaces is not None)

    def _exchange(self, nodes: Iterable[str], graph: NamedNode, new: Iterable[Quad]) -> None:
        """Put quads in the place of all that a graph has of some nodes."""
        dataset = self._store.dataset
        old = [quad for node in nodes for quad in dataset.quads_for_pattern(NamedNode(node), None, None, graph)]
        self._store.exchange(old, new)


def _in_groups(nodes: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(nodes)
    while group := list(islice(rest, _GROUP)):
        yield group
