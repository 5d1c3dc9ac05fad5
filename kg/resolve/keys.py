"""Under which keys a name is found by others that may stand for the same, and by which it finds them.

What comes in: what an article says of an entity. What goes out: keys.
What it never does: leave apart two names that the rules could join.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Entity
from kg.resolve import organizations, persons
from kg.resolve.names import consonants, person_name, plain_words, words


class Key(NamedTuple):
    """A key: `offers` says whether the name is found by it, `seeks` whether it finds others by it."""

    text: str
    offers: bool
    seeks: bool


def is_lone(said: Entity) -> bool:
    """Whether a name that tells nothing by itself may be short for another, or be the same as another such name.

    >>> is_lone(Entity(id="e", kind="person", name="Mr Stone"))
    True
    """
    if said.kind == "person":
        return not person_name(said.name).given
    return said.kind in ("organization", "group", "other") and len(plain_words(said.name)) == 1


def lone_key(said: Entity) -> str:
    """What all lone names that are written alike share."""
    return f"l:{said.kind}:{' '.join(plain_words(said.name))}"


def keys_of(said: Entity, *, is_own: bool) -> list[Key]:
    """The keys of a name.

    Args:
        said: what an article says of the entity.
        is_own: whether its name tells nothing by itself.

    >>> [key.text for key in keys_of(Entity(id="e", kind="organization", name="The Acme Ltd"), is_own=False)]
    ['n:acme']
    """
    found: dict[str, Key] = {}
    aliases = frozenset(said.aliases)
    for text, offers, seeks in _iter_keys(said, aliases, is_own=is_own):
        known = found.get(text)
        found[text] = Key(text, offers or bool(known and known.offers), seeks or bool(known and known.seeks))
    return list(found.values())


def _iter_keys(said: Entity, aliases: frozenset[str], *, is_own: bool) -> list[tuple[str, bool, bool]]:
    if said.kind == "place" or is_own:
        return []
    keys = [(f"n:{' '.join(plain_words(said.name))}", True, True)]
    if said.kind == "state":
        return [*keys, (f"c:{said.country}", True, True)] if said.type == "country" and said.country else keys
    if said.kind == "person":
        keys.append((f"n:{' '.join(_person_words(said.name))}", True, True))
        keys.extend((f"n:{' '.join(words(alias))}", True, True) for alias in sorted(aliases) if len(words(alias)) > 1)
        keys.extend(persons.iter_keys(said.name, aliases))
    elif said.kind == "organization":
        keys.extend(organizations.iter_keys(said.name, aliases))
    return keys


def _person_words(name: str) -> tuple[str, ...]:
    found = person_name(name)
    return (*found.given, found.surname)


def sought_by_lone(said: Entity) -> list[str]:
    """The keys by which a lone name finds the full ones that it may be short for."""
    if said.kind == "person":
        return [f"s:{consonants(person_name(said.name).surname)}"]
    return [f"n:{' '.join(plain_words(said.name))}", f"i:{''.join(words(said.name))}"]
