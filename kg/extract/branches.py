"""Branches of bodies, which the place in brackets behind their name tells apart: `Amnesty International (Germany)`.

What comes in: the entities of an article and its relations. What goes out: the entities, a branch under its own name.
What it never does: take the whole for its branch, where the article names it without the brackets as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from kg.model import Entity, Relation

_BRACKETS = re.compile(r" \([^()]+\)$")


def name_branches(entities: Sequence[Entity], relations: Iterable[Relation], text: str) -> list[Entity]:
    """The entities; a body whose every name is followed by one place in brackets has that place in its name."""
    bracketed: dict[str, str] = {}
    for relation in relations:
        found = _BRACKETS.search(text[relation.evidence[0].start : relation.evidence[0].end])
        if relation.predicate == "based-in" and found is not None:
            bracketed[relation.subject] = found[0]
    return [_branch(entity, bracketed[entity.id], text) if entity.id in bracketed else entity for entity in entities]


def _branch(entity: Entity, brackets: str, text: str) -> Entity:
    names = [mention for mention in entity.mentions if mention.kind == "name"]
    if entity.kind != "organization" or not all(text.startswith(brackets, mention.end) for mention in names):
        return entity
    return msgspec.structs.replace(entity, name=f"{entity.name}{brackets}", aliases=())
