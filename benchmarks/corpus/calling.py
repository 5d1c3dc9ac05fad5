"""What a publisher calls those of whom an article speaks.

What comes in: the world, and a publisher. What goes out: names, each with whose it is and in which form.
What it never does: spell an entity in two ways for one publisher.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from benchmarks.corpus.names import mistype, without_accents
from benchmarks.corpus.world import Entity, World


class Piece(NamedTuple):
    """Words for a slot of a template; those of `lead` go before what is marked."""

    text: str
    entity: str | None = None
    form: str = ""
    lead: str = ""


class Calling:
    """The names in one article."""

    def __init__(self, world: World, publisher: str, random: Random) -> None:
        """Choose names at random, but those spellings that are the publisher's own."""
        self._world = world
        self._publisher = publisher
        self._random = random
        self._introduced: set[str] = set()

    def name(self, entity_id: str) -> Piece:
        """What an article calls an entity: in full at first, then shorter; now and then with a slip."""
        entity, random = self._world[entity_id], self._random
        again = entity_id in self._introduced
        self._introduced.add(entity_id)
        if entity.person is not None:
            return self._person(entity, again=again)
        the = "the " if entity.kind == "organization" and entity.type != "company" else ""
        if entity.names[0].split()[0].endswith("'s"):
            the = ""
        if entity.acronym and (again or random.random() < 0.05):
            return Piece(entity.acronym, entity_id, "acronym", the)
        spelling = self.spell(entity)
        if the and "'s " in spelling:
            the = ""
        if random.random() < 0.01:
            return Piece(mistype(spelling, random), entity_id, "slip", the)
        return Piece(spelling, entity_id, "full" if spelling == entity.names[0] else "variant", the)

    def _person(self, person: Entity, *, again: bool) -> Piece:
        assert person.person is not None
        given, surname = (self._pick(person, names) for names in person.person)
        full = f"{given} {surname}"
        form = "full" if full == person.names[0] else "variant"
        position, drawn = f"{person.position} ", self._random.random()
        if again:
            return Piece(surname, person.id, "surname", position if drawn < 0.15 else "")
        if drawn < 0.02:
            return Piece(mistype(full, self._random), person.id, "slip", position)
        if drawn < 0.08:
            return Piece(surname, person.id, "surname", position)
        if drawn < 0.12:
            return Piece(f"{given[0]}. {surname}", person.id, "initial", position)
        return Piece(full, person.id, form, position if drawn < 0.5 else "")

    def spell(self, entity: Entity) -> str:
        """The name by which the publisher calls an entity in full."""
        return self._pick(entity, entity.names)

    def _pick(self, entity: Entity, spellings: tuple[str, ...]) -> str:
        """The spelling that the publisher uses, always the same for one entity."""
        style = self.style(entity.id, spellings[0])
        chosen = spellings[0] if style.random() < 0.5 else style.choice(spellings)
        return without_accents(chosen) if self.style("accents").random() < 0.2 else chosen

    def style(self, *key: object) -> Random:
        """A source of random numbers that is the publisher's own for each key."""
        return self._world.random("style", self._publisher, *key)
