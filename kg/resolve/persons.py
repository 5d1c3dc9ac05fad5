"""When two names of persons may be one person's.

What comes in: two bearers. What goes out: a `Join`, or None where they cannot be or nothing speaks for it.
What it never does: take a surname alone, or a name that very many bear, for evidence enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.resolve.bearers import Bearer
from kg.resolve.context import BESIDE
from kg.resolve.joins import Join, SharedContext, are_of_other_countries
from kg.resolve.names import (
    PersonName,
    consonants,
    is_common,
    is_given_of,
    is_near,
    is_spelling_of,
    person_name,
    words,
)
from kg.resolve.words import word_pairs

_SURE = 0.9


def iter_keys(bearer_name: str, aliases: frozenset[str]) -> Iterator[tuple[str, bool, bool]]:
    """Keys of a full name: each with whether others find it by them, and whether it finds others by them."""
    name = person_name(bearer_name)
    if name.given:
        given = word_pairs("nicknames").get(name.first, name.first)
        yield f"p:{consonants(name.surname)}:{given[0]}", True, True
        yield f"p:{consonants(name.surname)}:{name.first[0]}", True, True
        yield f"o:{' '.join(sorted((*name.given, name.surname)))}", True, True
        yield f"s:{consonants(name.surname)}", True, False
        yield f"s:{consonants(name.given[0])}", True, False
    for alias in aliases:
        parts = words(alias)
        if len(parts) == 1 and parts[0] not in words(bearer_name):
            yield f"s:{consonants(parts[0])}", True, False


def compare(one: Bearer, other: Bearer, shared: SharedContext) -> Join | None:
    """How two full names may be one person's."""
    join = _compare(one, other)
    if join is None or join.confidence >= _SURE:
        return join
    if are_of_other_countries(one, other) and join.confidence < _SURE:
        return None
    return join.with_context(one, other, shared)


def _compare(one: Bearer, other: Bearer) -> Join | None:
    name, other_name = person_name(one.name), person_name(other.name)
    common = is_common(name) or is_common(other_name)
    if name == other_name:
        return Join("title", 0.5 if common else 0.95, "the same name but for a title")
    if (found := _stated(one, other) or _stated(other, one)) is not None:
        return found
    if not name.given or not other_name.given:
        return None
    if sorted((*name.given, name.surname)) == sorted((*other_name.given, other_name.surname)):
        return Join("order", 0.6, "the same words in another order")
    if is_conflicting(name, other_name):
        return None
    join = _by_parts(name, other_name, common=common)
    return replace(join, loose=(one if len(name.first) == 1 else other).id) if join.method == "initial" else join


def _stated(one: Bearer, other: Bearer) -> Join | None:
    """The name of one is what an article calls the other too."""
    name = words(one.name)
    if len(name) > 1 and any(words(alias) == name for alias in other.aliases):
        return Join("stated", 0.93, f"an article that speaks of {other.name} calls them {one.name} too")
    return None


def _by_parts(name: PersonName, other: PersonName, *, common: bool) -> Join:
    first, other_first = name.first, other.first
    if 1 in (len(first), len(other_first)) and first != other_first:
        return Join("initial", 0.5 if common else 0.6, "the same surname, and the initial of the given name")
    surname_sure = is_spelling_of(name.surname, other.surname)
    given_sure = is_spelling_of(first, other_first)
    if name.surname == other.surname and first == other_first:
        confidence = 0.5 if common else 0.9
        return Join("middle-name", confidence, "the same name, once with a further given name")
    nicknames = word_pairs("nicknames")
    if name.surname == other.surname and nicknames.get(first, first) == nicknames.get(other_first, other_first):
        return Join("short-name", 0.5 if common else 0.86, "the same surname, and a short form of the given name")
    if surname_sure and given_sure:
        return Join("spelling", 0.55 if common else 0.92, "two ways to write the sounds of one name in Latin letters")
    if surname_sure or given_sure:
        return Join("spelling", 0.5 if common or not surname_sure else 0.78, "names that are spelt nearly alike")
    return Join("spelling", 0.45, "a given name and a surname that are both spelt nearly alike")


def is_conflicting(name: PersonName, other: PersonName) -> bool:
    """Whether two full names cannot be one person's.

    >>> is_conflicting(person_name("John F. Kennedy"), person_name("John Q. Kennedy"))
    True
    >>> is_conflicting(person_name("John F. Kennedy"), person_name("J. Kennedy"))
    False
    """
    if not is_near(name.surname, other.surname):
        return True
    if not is_given_of(name.first, other.first):
        return True
    return any(not is_given_of(one, two) for one, two in zip(name.given[1:], other.given[1:], strict=False))


def compare_lone(one: Bearer, other: Bearer, shared: SharedContext) -> Join | None:
    """How a single name, such as a surname, may be a short form of a full one.

    By the method `beside` it is not: one article uses both, and does not take them for one.
    """
    (lone, *rest), full = words_of(one), person_name(other.name)
    if rest or not full.given:
        return None
    aliases = {parts[0] for alias in other.aliases if len(parts := words(alias)) == 1}
    if is_spelling_of(lone, full.surname) or lone in aliases:
        base = 0.48
    elif is_spelling_of(lone, full.given[0]):
        base = 0.4
    else:
        return None
    if are_of_other_countries(one, other):
        return None
    if BESIDE in shared(one, other):
        return Join("beside", base, f"one article names {other.name} beside it", loose=one.id)
    return Join("short-form", base, f"a part of the name {other.name}", loose=one.id).with_context(one, other, shared)


def words_of(one: Bearer) -> tuple[str, ...]:
    """The words of a person's name without titles."""
    name = person_name(one.name)
    return (*name.given, name.surname)
