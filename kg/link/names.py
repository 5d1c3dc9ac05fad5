"""Which name, if any, tells an entity apart from all others in the world of news.

What comes in: an entity. What goes out: the name from which its IRI is minted, or None where it has
no name or its name is shared by many (`the ministry`, `Smith`, `Supreme Court` of some country).
"""

from __future__ import annotations

import re

from kg.model import Entity


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SMALL = _listed("of the for and on in to a an at de la del")

#: Words that bodies of many countries have in their names: a name of these alone tells nothing.
_COMMON = _listed(
    """ministry minister department office committee commission council agency authority bureau board service
    services centre center institute institution university college school academy bank fund foundation
    association federation union league party front movement society organization organisation group network
    alliance coalition campaign trust court tribunal parliament assembly congress senate cabinet government
    administration army navy air force forces guard guards police corps command supreme constitutional high
    federal national state general central democratic republican labour labor conservative liberal communist
    socialist green people's house representatives commons lords security defence defense foreign interior
    internal external affairs health education finance economy economic justice agriculture environment energy
    transport transportation culture tourism trade industry labour social development home treasury attorney
    prosecutor prosecutor's public electoral election elections emergency situations civil coast border customs
    tax revenue immigration intelligence special operations armed military royal republic presidential prime
    city county town district regional local metropolitan municipal statistics statistical main chief opposition
    ruling news press red cross crescent"""
)


def identifying_name(entity: Entity) -> str | None:
    """The name under which `entity` is the same in every article, or None.

    >>> identifying_name(Entity(id="e", kind="organization", name="Ministry of Defence"))
    >>> identifying_name(Entity(id="e", kind="organization", name="Ministry of Defence", country="GE"))
    'Ministry of Defence (GE)'
    >>> identifying_name(Entity(id="e", kind="person", name="Kofi Annan"))
    'Kofi Annan'
    """
    if not is_named(entity):
        return None
    name = re.sub(r"^the\s+", "", " ".join(entity.name.split()), flags=re.IGNORECASE)
    if entity.kind in ("place", "state"):
        return name if entity.type == "country" and entity.country is not None else None
    if entity.kind == "person":
        return name if len(_words(name)) > 1 else None
    if entity.kind == "organization":
        if all(word in _COMMON for word in _words(name)):
            return f"{name} ({entity.country})" if entity.country else None
        return name if len(_words(name)) > 1 or entity.type or entity.country else None
    if entity.kind == "group":
        return name if name[:1].isupper() else None
    return name if len(_words(name)) > 1 and name[0].isupper() else None


def is_named(entity: Entity) -> bool:
    """Whether it is known by a name in the text, or by metadata alone; a noun phrase or a pronoun is no name."""
    return not entity.mentions or entity.type == "country" or any(mention.kind == "name" for mention in entity.mentions)


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"[\w'’.-]+", name.lower().replace("’", "'")) if word not in _SMALL]
