"""Decisions of persons, as they bear on the names of a catalogue.

What comes in: decisions, which name names and references. What goes out: pairs of bearers.
What it never does: refuse a decision that names nothing any more; it is told by `unknown`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.model import EntityKind
from kg.resolve.bearers import Bearer, BearersOf
from kg.resolve.catalogue import Catalogue
from kg.resolve.clusters import Pair
from kg.resolve.decisions import Decision


class Decided:
    """What persons decided of the names in a catalogue.

    Attributes:
        names: the keys of the names that decisions are about.
        changed: those of them about which decisions came or went since the last outcome.
        unknown: decisions that name what the catalogue does not have.
    """

    def __init__(self, catalogue: Catalogue, decisions: Iterable[Decision]) -> None:
        self._catalogue = catalogue
        self._decisions = sorted(decisions)
        self._lines = {decision.key for decision in self._decisions}
        self.names: set[str] = set()
        self.unknown: list[Decision] = []
        self._links: dict[str, set[str]] = defaultdict(set)
        self._set_apart: dict[str, set[str]] = defaultdict(set)
        for decision in self._decisions:
            self._heed(decision)
        known = set(catalogue.column("SELECT line FROM decisions"))
        handles = {handle for line in known ^ self._lines for handle in line.split("\t")[1:3] if handle}
        self.changed = {name for handle in handles if (name := catalogue.find_name(handle)) is not None}

    def _heed(self, decision: Decision) -> None:
        handles = [handle for handle in (decision.subject, decision.object) if handle]
        ends = [name for handle in handles if (name := self._catalogue.find_name(handle)) is not None]
        if len(ends) < len(handles):
            self.unknown.append(decision)
        self.names.update(ends)
        for end in ends:
            self._links[end].update(ends)
        if decision.action == "split" and ends and decision.subject != ends[0] and not self._catalogue.is_own(ends[0]):
            self._set_apart[ends[0]].add(decision.subject)

    def keep(self) -> None:
        """Note which decisions the outcome heeds."""
        self._catalogue.connection.execute("DELETE FROM decisions")
        rows = [(line,) for line in sorted(self._lines)]
        self._catalogue.connection.executemany("INSERT INTO decisions VALUES (?)", rows)

    def linked(self, name: str) -> set[str]:
        """The names that decisions tie to a name."""
        return set(self._links.get(name, ()))

    def set_apart(self, name: str) -> frozenset[str]:
        """The references by a name that a person decided to be to another entity."""
        return frozenset(self._set_apart.get(name, ()))

    def merged(self, names: set[str], bearers_of: BearersOf) -> dict[Pair, Decision]:
        """The pairs of bearers of these names that a person decided to be one."""
        return dict(self._pairs("merge", names, bearers_of))

    def apart(self, names: set[str], bearers_of: BearersOf) -> frozenset[Pair]:
        """The pairs of bearers of these names that a person decided to be two."""
        return frozenset(pair for pair, _ in self._pairs("split", names, bearers_of))

    def kinds(self, names: set[str], bearers_of: BearersOf) -> dict[str, EntityKind | None]:
        """The bearers of these names that a person corrected, with their kind if that is what was corrected."""
        found: dict[str, EntityKind | None] = {}
        for decision, bearer in self._corrections(names, bearers_of):
            found.setdefault(bearer, None)
            if decision.field == "kind":
                found[bearer] = decision.value  # type: ignore[assignment]
        return found

    def _corrections(self, names: set[str], bearers_of: BearersOf) -> Iterator[tuple[Decision, str]]:
        for decision in self._decisions:
            if decision.action == "correct":
                bearer = self._find_bearer(decision.subject, names, bearers_of)
                if bearer is not None:
                    yield decision, bearer

    def keep_corrections(self, bearers_of: BearersOf) -> None:
        """Note what is corrected of which entity; of two corrections of one thing the later holds."""
        catalogue = self._catalogue
        found: dict[tuple[str, str], str] = {}
        for decision, bearer in sorted(self._corrections(self.names, bearers_of), key=lambda item: item[0].when):
            name = catalogue.find_name(decision.subject) or ""
            for entity in catalogue.entities_of_bearer(bearer) or catalogue.entities_of_name(name):
                found[entity, decision.field] = decision.value
        known = {(entity, field): value for entity, field, value in catalogue.all("SELECT * FROM corrections")}
        catalogue.plan("node", {key[0] for key in known.keys() | found.keys() if known.get(key) != found.get(key)})
        catalogue.connection.execute("DELETE FROM corrections")
        rows = [(*key, value) for key, value in sorted(found.items())]
        catalogue.connection.executemany("INSERT INTO corrections VALUES (?, ?, ?)", rows)

    def _pairs(self, action: str, names: set[str], bearers_of: BearersOf) -> Iterator[tuple[Pair, Decision]]:
        for decision in self._decisions:
            if decision.action == action:
                one = self._find_bearer(decision.subject, names, bearers_of)
                other = self._find_bearer(decision.object, names, bearers_of)
                if one is not None and other is not None and one != other:
                    yield ((one, other) if one < other else (other, one)), decision

    def _find_bearer(self, handle: str, names: set[str], bearers_of: BearersOf) -> str | None:
        """The bearer that a decision means: of a name with several, the one with the reference, or with most."""
        name = self._catalogue.find_name(handle)
        if name is None or name not in names:
            return None
        return find_bearer(handle, bearers_of(name), self.set_apart(name))


def find_bearer(handle: str, bearers: Iterable[Bearer], set_apart: frozenset[str]) -> str | None:
    """The id of the bearer that `handle` means."""
    found = sorted(bearers, key=lambda bearer: (bearer.id in set_apart, -bearer.count, bearer.id))
    named = [bearer for bearer in found if handle == bearer.id or handle in bearer.references]
    return next((bearer.id for bearer in (*named, *found)), None)
