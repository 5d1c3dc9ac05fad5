"""Which place lies in which, brought up to date for the places that a change concerns.

What comes in: a catalogue with the list of what is to be described anew.
What goes out: the same, with what lies in what noted there, and all places listed that this concerns.
What it never does: decide where a place lies: `kg.rdf` does, here as for all articles at once.

A place of the gazetteer that no article names is described as long as something lies in it.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from kg.gazetteer import Place
from kg.rdf import Description, Outer, find_outer, find_outer_of_place, find_territory, first_place
from kg.resolve import Catalogue


def find_description(catalogue: Catalogue, entity: str) -> Description | None:
    """What all articles together say of an entity, under what persons corrected; None if they do not speak of it."""
    described = Description(entity)
    for said, count in catalogue.said_of(entity):
        described.add(said, count)
    if not described.kinds:
        return None
    described.corrected = catalogue.corrected(entity)
    return described


class Placing:
    """Knows from a catalogue what lies in what."""

    def __init__(self, catalogue: Catalogue, *, base: str) -> None:
        self._catalogue = catalogue
        self._base = base

    # -- as it is noted -----------------------------------------------------------------------------

    def outer_of(self, node: str) -> Outer | None:
        """The place around one, or the territory of a state, under who it is."""
        outer = self._noted(node)
        if outer is None or outer.place is not None:
            return outer
        entities = self._catalogue.entities_of_name(outer.iri)
        return Outer(entities[0], None) if len(entities) == 1 else outer

    def unnamed_at(self, node: str) -> Place | None:
        """The place that describes a node of which no article speaks, if something lies in it."""
        found = self._catalogue.column("SELECT DISTINCT place FROM around WHERE outer = ? AND place NOT NULL", node)
        return first_place(map(_decode, found)) if found else None

    def territory_of(self, country: str) -> Outer | None:
        """The place of a country."""
        rows = self._catalogue.all("SELECT outer, place FROM territories WHERE country = ?", country)
        return Outer(rows[0][0], _decode(rows[0][1])) if rows else find_territory(country, (), self._base)

    def _noted(self, node: str) -> Outer | None:
        rows = self._catalogue.all("SELECT outer, place FROM around WHERE inner = ?", node)
        return Outer(rows[0][0], rows[0][1] and _decode(rows[0][1])) if rows else None

    # -- planning -----------------------------------------------------------------------------------

    def plan(self) -> None:
        """Note where what is planned lies, and plan to describe whatever that changes."""
        for country in sorted({*self._catalogue.pending_countries(), *self._countries_by_territory()}):
            self._plan_territory(country)
        waiting = self._catalogue.pending("node")
        while waiting:
            waiting.extend(self._plan_outer(waiting.pop()))

    def _plan_territory(self, country: str) -> None:
        """Where the place of a country changes, plan to describe all that lies in it."""
        catalogue = self._catalogue
        tied = [described for each in self._states_of(country) if (described := self._find(each))]
        known = self.territory_of(country)
        found = find_territory(country, (each for each in tied if each.country == country), self._base)
        if found == known:
            return
        catalogue.connection.execute("DELETE FROM territories WHERE country = ?", (country,))
        if found is not None and found != find_territory(country, (), self._base):
            row = (country, found.iri, _encode(found.place))
            catalogue.connection.execute("INSERT INTO territories VALUES (?, ?, ?)", row)
        if known is None:
            catalogue.plan("node", self._entities_of(country))
        else:
            catalogue.plan("node", [known.iri, *self._inner_of(known.iri)])

    def _plan_outer(self, node: str) -> Iterable[str]:
        """Note the place around one; the places that are then to be looked at, as what lies in them changed."""
        known, found = self._noted(node), self._find_outer(node)
        if found == known:
            return
        execute = self._catalogue.connection.execute
        execute("DELETE FROM around WHERE inner = ?", (node,))
        if found is not None:
            execute("INSERT INTO around VALUES (?, ?, ?)", (node, found.iri, _encode(found.place)))
        for outer in (known, found):
            if outer is not None and not self._catalogue.names_of_entity(outer.iri):
                self._catalogue.plan("node", [outer.iri])
                yield outer.iri

    def _find_outer(self, node: str) -> Outer | None:
        described = self._find(node)
        if described is not None:
            return find_outer(described, self.territory_of, self._base)
        place = self.unnamed_at(node)
        return None if place is None else find_outer_of_place(place, self.territory_of, self._base)

    # -- what a country concerns --------------------------------------------------------------------

    def _countries_by_territory(self) -> list[str]:
        """The countries whose place, or the state of whose territory it is, is planned."""
        return self._catalogue.column(
            "SELECT country FROM territories JOIN pending ON key = outer WHERE kind = 'node' UNION"
            " SELECT country FROM territories JOIN around USING (outer) JOIN pending ON key = inner WHERE kind = 'node'"
        )

    def _entities_of(self, country: str) -> list[str]:
        """The entities that some article or a correction ties to a country."""
        names = self._catalogue.column("SELECT DISTINCT name_key FROM profiles WHERE country = ?", country)
        return self._entities_by(names)

    def _states_of(self, country: str) -> list[str]:
        """Those that may be its state or its place."""
        names = self._catalogue.column(
            "SELECT DISTINCT name_key FROM profiles one WHERE is_country AND EXISTS"
            " (SELECT 1 FROM profiles other WHERE other.name_key = one.name_key AND other.country = ?)",
            country,
        )
        return self._entities_by(names)

    def _entities_by(self, names: Iterable[str]) -> list[str]:
        """The entities that go by these names, and all that are corrected, as they may be of any country."""
        found = {entity for name in names for entity in self._catalogue.entities_of_name(name)}
        return sorted(found.union(self._catalogue.column("SELECT entity FROM corrections")))

    def _inner_of(self, place: str) -> list[str]:
        """What lies right in a place, and the states whose territory it is."""
        return self._catalogue.column("SELECT inner FROM around WHERE outer = ?", place)

    def _find(self, entity: str) -> Description | None:
        return find_description(self._catalogue, entity)


def _encode(place: Place | None) -> str | None:
    return None if place is None else msgspec.json.encode(place).decode()


def _decode(place: str) -> Place:
    return msgspec.json.decode(place, type=Place)
