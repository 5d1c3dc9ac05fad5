"""What says that there is no one: "nobody", "no one", "none of them", "no group". None of them acts.

What comes in: the entities of an article, its claims and communications. What goes out: the claims that
someone makes, and the communications without those who are not there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import msgspec

from kg.model import Claim, Communication, Entity

_NOBODY = re.compile(r"(?:nobody|no[ -]?one|none|nothing|neither|no(?= )(?! fewer\b| less\b| more\b))\b", re.IGNORECASE)


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
