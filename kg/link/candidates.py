"""Which places of the gazetteers a name of an article may stand for.

What comes in: an entity. What goes out: its candidates, of which none is preferred yet.
What it never does: look at other entities of the article.
"""

from __future__ import annotations

import re

from kg.gazetteer import Place, find_places, fold
from kg.gazetteer.abbreviations import find_abbreviated
from kg.link.authority import Authority
from kg.link.names import is_named
from kg.link.surroundings import Surroundings
from kg.model import Entity

_CLASS = re.compile(
    r"\b(?:regions?|provinces?|oblast|districts?|governorate|state|prefecture|county|territory|regency|department"
    r"|city|town|village|municipality)\b(?: of\b)?",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"(?:(?:north|south)(?:[ -]?(?:east|west))?(?:ern)?|(?:east|west|centr)(?:ern|al)?|mid|upper|lower|inner|outer"
    r"|downtown|upstate|greater|mainland|rural|urban)[ -]",
    re.IGNORECASE,
)
_SHORT = {"St": "Saint", "Mt": "Mount", "Ft": "Fort"}
_COMPASS = re.compile(r"(?:north|south)?(?:east|west)?(?:ern)?|north(?:ern)?|south(?:ern)?|central")
_NATURAL = frozenset(("sea", "river", "mountain", "island", "macro-region"))
_MOST = 60  # the largest places of a name that are looked at
#: Types that no gazetteer of ours has: a town of that name is not the thing.
_BUILT = frozenset(("facility", "street"))


def find_candidates(entity: Entity, around: Surroundings, authority: Authority) -> tuple[Place, ...]:
    """The places that `entity`, a place or a state, may be; those of the user's gazetteers alone, if they have one."""
    names = tuple(dict.fromkeys((entity.name, *entity.aliases)))
    for name in (*around.longer, *names):
        if own := authority.find_places(name):
            return own
    if not is_named(entity) or entity.type in _BUILT:
        return ()
    for name in around.longer:
        if not _COMPASS.fullmatch(fold(name).partition(" ")[0]) and (candidates := find_places(name)):
            return candidates[:_MOST]
    for name in names:
        if candidates := tuple(place for place in _look_up(name, around.feature) if _is_fit(place, entity)):
            return candidates[:_MOST]
    return ()


def _look_up(name: str, feature: str | None) -> tuple[Place, ...]:
    """The places of the name as it stands, else without its article, class word or direction."""
    bare = re.sub(r"^[Tt]he ", "", name)
    if _COMPASS.fullmatch(fold(bare)):
        return ()
    if feature is not None:
        natural = tuple(place for place in find_places(bare) if place.type in _NATURAL)
        return find_places(f"{bare} {feature}") or natural
    first, _, rest = bare.partition(" ")
    if first.rstrip(".") in _SHORT:
        bare = f"{_SHORT[first.rstrip('.')]} {rest}"
    return (
        find_abbreviated(name)
        or find_places(name)
        or find_places(bare)
        or find_places(_CLASS.sub("", bare))
        or find_places(_DIRECTION.sub("", bare, count=1))
    )


def _is_fit(place: Place, entity: Entity) -> bool:
    return entity.type != "country" or place.type in ("country", "region")


def is_by_another_name(place: Place, entity: Entity) -> bool:
    """Whether the article does not call it as the gazetteer does; `New York` will do for `New York City`."""
    key = fold(place.name)
    names = (fold(name) for name in (entity.name, *entity.aliases))
    return not any(f"{key} ".startswith(f"{name} ") or fold(_CLASS.sub("", name)) == key for name in names)
