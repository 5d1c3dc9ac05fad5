"""What says that there is no one, "nobody", "no group", and what says not what it is: "it", "-", "107".

What comes in: the entities of an article and its facts. What goes out: the claims that someone makes, the
communications without those who are not there, and the facts without what cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import msgspec

from kg.model import Claim, Communication, Entity, Event

_NOBODY = re.compile(r"(?:nobody|no[ -]?one|none|nothing|neither|no(?= )(?! fewer\b| less\b| more\b))\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


def find_nobodies(entities: Iterable[Entity]) -> frozenset[str]:
    """The ids of those that are named nowhere, and of which the words say that there is none.

    >>> bool(_NOBODY.match("No group")), bool(_NOBODY.match("no fewer than ten men")), bool(_NOBODY.match("Norway"))
    (True, False, False)
    """
    return frozenset(
        entity.id
        for entity in entities
        if _NOBODY.match(entity.name) and not any(mention.kind == "name" for mention in entity.mentions)
    )


def find_untold(entities: Iterable[Entity]) -> frozenset[str]:
    """The ids of those of which no words say what they are: a thing that only pronouns stand for, a mark, a figure."""
    return frozenset(
        entity.id
        for entity in entities
        if not any(mention.kind == "name" for mention in entity.mentions)
        and (not _LETTER.search(entity.name) or (entity.kind == "other" and _is_pronoun_only(entity)))
    )


def _is_pronoun_only(entity: Entity) -> bool:
    return bool(entity.mentions) and all(mention.kind == "pronoun" for mention in entity.mentions)


def events_told(events: Iterable[Event], untold: Collection[str]) -> list[Event]:
    """The events, without participants and places of which nothing says what they are."""
    if not untold:
        return list(events)
    return [
        msgspec.structs.replace(
            event,
            participants=tuple(each for each in event.participants if each.entity not in untold),
            places=tuple(place for place in event.places if place not in untold),
        )
        for event in events
    ]


def claims_told(claims: Iterable[Claim], untold: Collection[str]) -> list[Claim]:
    """The claims, without what they are about and to whom they are made where nothing says what that is."""
    if not untold:
        return list(claims)
    return [
        msgspec.structs.replace(
            claim,
            about=tuple(each for each in claim.about if each not in untold),
            addressed_to=tuple(each for each in claim.addressed_to if each not in untold),
        )
        for claim in claims
    ]


def made_by_someone(claims: Iterable[Claim], nobodies: Collection[str]) -> list[Claim]:
    """The claims that someone makes, to those who are there."""
    return [
        msgspec.structs.replace(claim, addressed_to=tuple(each for each in claim.addressed_to if each not in nobodies))
        for claim in claims
        if not any(link.source in nobodies for link in claim.attributions)
    ]


def among_someone(acts: Sequence[Communication], nobodies: Collection[str]) -> list[Communication]:
    """The communications, without those who are not there among their parties."""
    if not nobodies:
        return list(acts)
    return [
        msgspec.structs.replace(
            act,
            senders=tuple(each for each in act.senders if each not in nobodies),
            recipients=tuple(each for each in act.recipients if each not in nobodies),
            participants=tuple(each for each in act.participants if each.entity not in nobodies),
        )
        for act in acts
    ]
