"""Decisions of a person about who is who: written into the file of decisions, and heeded at once.

What comes in: a store, and actors by name or IRI. What goes out: a line in the file, and the store under it.
What it never does: change the store in a way that a rebuild with the file would not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode

from kg.errors import DecisionError
from kg.namespaces import SKOS
from kg.pipeline.resolving import open_catalogue, resolve
from kg.query import find_entities
from kg.resolve import Decision, append_decisions, check_correction, find_decisions
from kg.store import Store

#: The name of the file of decisions that lies beside a store.
DECISIONS_FILE = "kg-decisions.tsv"


class Signature(NamedTuple):
    """Who decides, when (a day, ISO 8601) and why."""

    who: str
    when: str
    why: str


def decisions_file(store: Store) -> Path | None:
    """Where the decisions about a store lie unless another place is named; none for a store in memory."""
    return None if store.directory is None else store.directory.absolute().parent / DECISIONS_FILE


def read_decisions_beside(store: Store) -> list[Decision]:
    """The decisions in the file beside a store; none if there is no such file."""
    path = decisions_file(store)
    return [] if path is None else find_decisions(path)


def merge(store: Store, path: Path, one: str, other: str, signature: Signature) -> Decision:
    """Decide that two actors, each given by name or IRI, are one.

    Raises:
        DecisionError: one of them is not known, several bear the name, or they are one already.
    """
    with _Deciding(store, path) as deciding:
        first, second = deciding.find(one), deciding.find(other)
        if first == second:
            raise DecisionError(f"{one!r} and {other!r} are one already: {first}.")
        decision = Decision(
            action="merge",
            subject=deciding.handle(first),
            object=deciding.handle(second),
            subject_label=deciding.name(first),
            object_label=deciding.name(second),
            **signature._asdict(),
        )
        return deciding.decide(decision)[0]


def split(
    store: Store,
    path: Path,
    actor: str,
    signature: Signature,
    *,
    article: str | None = None,
    name: str | None = None,
) -> list[Decision]:
    """Decide that an actor is not the one of an article, or not the one who goes by a name.

    Args:
        store: open for writing.
        path: the file of decisions.
        actor: by name or IRI.
        signature: who decides, when and why.
        article: the id of the article whose reference is to someone else.
        name: the name under which articles speak of someone else.

    Raises:
        DecisionError: the actor is not known, or has no such reference, or nothing else.
    """
    with _Deciding(store, path) as deciding:
        entity = deciding.find(actor)
        label = deciding.name(entity)
        apart = deciding.references(entity, article) if article is not None else deciding.spelt(entity, name or "")
        rest = deciding.handle(entity, but=frozenset(apart))
        decisions = [
            Decision(
                action="split",
                subject=handle,
                object=rest,
                subject_label=name or label,
                object_label=label,
                **signature._asdict(),
            )
            for handle in apart
        ]
        return deciding.decide(*decisions)


def correct(store: Store, path: Path, actor: str, signature: Signature, fields: Mapping[str, str]) -> list[Decision]:
    """Decide the name, kind, type or country of an actor, given by name or IRI.

    Raises:
        DecisionError: the actor is not known, or a value is not one that the field can have.
    """
    with _Deciding(store, path) as deciding:
        entity = deciding.find(actor)
        for field, value in fields.items():
            check_correction(field, value)
        handle, label = deciding.handle(entity), deciding.name(entity)
        decisions = [
            Decision(
                action="correct", subject=handle, field=field, value=value, subject_label=label, **signature._asdict()
            )
            for field, value in sorted(fields.items())
        ]
        return deciding.decide(*decisions)


class _Deciding:
    """A store whose catalogue is in step with it, and the file of decisions."""

    def __init__(self, store: Store, path: Path) -> None:
        self._store = store
        self._path = path
        entry = next((entry for _, entry in store.iter_articles()), None)
        if entry is None:
            raise DecisionError("The store holds no article, so that there is nobody to decide about. Build it first.")
        self._base = entry.registry.value.removesuffix("graph/registry")
        resolve(store, base=self._base, decisions=find_decisions(path))
        if store.directory is None:
            raise DecisionError("Decisions need a store in a folder, since they lie in a file.")
        self._catalogue = open_catalogue(store, base=self._base)

    def __enter__(self) -> _Deciding:
        return self

    def __exit__(self, *_: object) -> None:
        self._catalogue.connection.close()

    def decide(self, *decisions: Decision) -> list[Decision]:
        """Write decisions, and heed them."""
        append_decisions(self._path, decisions)
        self._catalogue.connection.close()
        resolve(self._store, base=self._base, decisions=find_decisions(self._path))
        return list(decisions)

    def find(self, actor: str) -> str:
        """The IRI of the actor of that name or IRI."""
        dataset = self._store.dataset
        if "://" in actor:
            try:
                node = NamedNode(actor)
            except ValueError as error:
                raise DecisionError(f"{actor!r} is not an IRI ({error}). Give an IRI or a name.") from None
            if next(dataset.quads_for_pattern(None, None, node), None) is None:
                raise DecisionError(
                    f"No article in this store speaks of <{actor}>. `kg query actors` lists who is there."
                )
            return actor
        named = sorted(node.value for node in find_entities(dataset, actor))
        found = [iri for iri in named if "#" not in iri] or named  # those that articles share, if there are any
        if not found:
            raise DecisionError(f"No actor in this store is named {actor!r}. `kg query actors` lists who is there.")
        if len(found) > 1:
            raise DecisionError(f"Several are named {actor!r}; give the IRI of one:\n" + "\n".join(found))
        return found[0]

    def name(self, entity: str) -> str:
        """The name of an entity."""
        quads = self._store.dataset.quads_for_pattern(NamedNode(entity), SKOS.prefLabel, None)
        return next((quad.object.value for quad in quads if hasattr(quad.object, "value")), "")

    def handle(self, entity: str, *, but: frozenset[str] = frozenset()) -> str:
        """What a decision names an entity by: the key of its most frequent name, or one of its references.

        Args:
            entity: its IRI.
            but: names and references of it that do not count.
        """
        rows = [row for row in self._catalogue.references_of_entity(entity) if not but & set(row)]
        if not rows:
            raise DecisionError(f"All that articles say of {self.name(entity) or entity} is what was to be set apart.")
        counts = Counter(name_key for name_key, _ in rows)
        best = min(counts, key=lambda key: (-counts[key], key))
        is_shared = len(self._catalogue.entities_of_name(best)) > 1
        return min(iri for name_key, iri in rows if name_key == best) if is_shared else best

    def references(self, entity: str, article: str) -> list[str]:
        """The references to an entity in an article."""
        found = [iri for _, iri in self._catalogue.references_of_entity(entity, article)]
        if not found:
            raise DecisionError(
                f"Article {article!r} does not speak of {self.name(entity) or entity}.\n"
                f"These do: kg query mentions entity={self.name(entity)!r}"
            )
        return found

    def spelt(self, entity: str, name: str) -> list[str]:
        """The keys of the names of an entity that are written so."""
        wanted = " ".join(name.split()).casefold()
        found = [
            name_key
            for name_key in self._catalogue.names_of_entity(entity)
            if any(said.name.casefold() == wanted for said, _ in self._catalogue.profiles(name_key))
        ]
        if not found:
            raise DecisionError(f"No article speaks of {self.name(entity) or entity} under the name {name!r}.")
        return found
