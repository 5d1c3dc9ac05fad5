"""What the text beside the names of places tells: their rank, what they lie in, which of them stand in a list.

What comes in: the article and its places. What goes out: for each a `Surroundings`.
What it never does: look anything up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, TypeAlias

from kg.model import Article, Entity

Rank: TypeAlias = Literal["division", "region", "city"]

_DIVISION = re.compile(
    r"(?:provinces?|oblasts?|districts?|governorates?|states?|prefectures?|count(?:y|ies)|territor(?:y|ies)"
    r"|departments?|regenc(?:y|ies)|governor|parish)",
    re.IGNORECASE,
)
_REGION = re.compile(r"regions?", re.IGNORECASE)  # of a town as well: `the Lyon region`
_CITY = re.compile(r"(?:city|cities|towns?|villages?|municipality|port|suburb|mayor)", re.IGNORECASE)
_WITHIN = re.compile(
    r",? (?:in )?|, | \(|,? (?:(?:located|situated|based|lying) )?in (?:the )?(?:\w+ )?"
    r"|,? (?:\w+ )?(?:district|town|city|province|state|suburb|part) of (?:the )?"
)
_BODY = re.compile(r", | at | in |-| ")  # `University of Arkansas, Fayetteville`
_FEATURE = re.compile(
    r"\W{1,2}((?:river|lake|sea|gulf|mountains?|strait|desert|valley|peninsula|canal|basin|delta|bay))\b", re.IGNORECASE
)
_BESIDE = re.compile(r"[,;/] |[,;]? (?:and|or|to) |/")
_LONGER_RIGHT = re.compile(r"(?:(?<=-)|(?:[ -][a-z]{1,3})?-|(?: (?:d[aeio]|del|la|las|los|el|sur|lez))+ )[A-Z][\w’']+")
_LONGER_LEFT = re.compile(r"(?:\b[A-Z][\w’'.]+ ){1,2}$")
_NEXT = re.compile(r"(?:[ -]| \()(\w+)")
_SHARED = re.compile(r"(?:, [A-Z]\w+)*,? and [A-Z]\w+ (\w+)")  # `Agdam and Jabrayil regions`
_OF = re.compile(r"(\w+)(?: called| named)?(?: of|,)? $")


@dataclass(slots=True)
class Surroundings:
    """What stands beside the mentions of one place.

    Attributes:
        longer: names that the text gives where the mention is only a part of one (`Deir` ez-Zor, New South `Wales`).
        rank: what the text calls it: a division, a region, or a city.
        feature: the word after it that makes a river, a sea or a valley of it.
        after: the places that it lies in, as they follow it (`Paris, Texas`).
        before: the places that lie in it.
        beside: its neighbours in lists.
        lists: the lists of three and more in which it stands.
        bodies: names of bodies right before it.
        is_dateline: whether the article was written there.
    """

    longer: tuple[str, ...] = ()
    rank: Rank | None = None
    feature: str | None = None
    after: dict[str, None] = field(default_factory=dict)
    before: dict[str, None] = field(default_factory=dict)
    beside: dict[str, None] = field(default_factory=dict)
    lists: list[tuple[str, ...]] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    is_dateline: bool = False


def read_surroundings(article: Article, entities: Sequence[Entity]) -> dict[str, Surroundings]:
    """The surroundings of each place and state, by its id."""
    places = [entity for entity in entities if entity.kind in ("place", "state")]
    bodies = {mention.end: body.name for body in entities if body.kind == "organization" for mention in body.mentions}
    found: dict[str, Surroundings] = {}
    for place in places:
        found[place.id] = Surroundings(
            longer=_find_longer(article.text, place),
            rank=_find_rank(article.text, place),
            feature=_find_feature(article.text, place),
            bodies=_find_bodies(article.text, place, bodies),
            is_dateline=_is_dateline(article, place),
        )
    mentions = sorted(
        (mention.start, mention.end, place.id)
        for place in places
        for mention in place.mentions
        if mention.kind == "name"
    )
    for (_, end, first), (start, _, second) in pairwise(mentions):
        if first != second:
            between = article.text[end:start]
            if _WITHIN.fullmatch(between):
                found[first].after[second] = None
                found[second].before[first] = None
            if _BESIDE.fullmatch(between):
                found[first].beside[second] = None
                found[second].beside[first] = None
    for listed in _iter_lists(article.text, mentions):
        for place_id in listed:
            found[place_id].lists.append(listed)
    return found


def _iter_lists(text: str, mentions: list[tuple[int, int, str]]) -> Iterator[tuple[str, ...]]:
    """Runs of three and more names with only commas and conjunctions between them."""
    run: list[str] = []
    for (_, end, first), (start, _, second) in pairwise(mentions):
        if _BESIDE.fullmatch(text[end:start]):
            run = [*(run or [first]), second]
            continue
        if len(run) > 2:
            yield tuple(run)
        run = []
    if len(run) > 2:
        yield tuple(run)


def _find_longer(text: str, place: Entity) -> tuple[str, ...]:
    """Longer names of which each mention may be a part; the first ones are the longest."""
    found: list[set[str]] = []
    for mention in place.mentions:
        name = text[mention.start : mention.end]
        after = _LONGER_RIGHT.match(text, mention.end)
        before = _LONGER_LEFT.search(text[max(0, mention.start - 40) : mention.start])
        words = before[0].split() if before else []
        left = {" ".join((*words[i:], name)) for i in range(len(words))}
        found.append(left | ({name + after[0]} if after else set()))
    shared = set.intersection(*found) if found else set()
    return tuple(sorted(shared, key=lambda name: (-len(name), name)))


def _find_rank(text: str, place: Entity) -> Rank | None:
    """`division` where the text says `Agdam district`, `city` where it says `the city of Agdam`."""
    votes: Counter[Rank] = Counter()
    for mention in place.mentions:
        after = _NEXT.match(text[mention.end : mention.end + 30])
        listed = _SHARED.match(text[mention.end : mention.end + 60])
        before = _OF.search(text[max(0, mention.start - 20) : mention.start])
        own = text[mention.start : mention.end].split()
        for word in (after and after[1], listed and listed[1], before and before[1], own[-1], own[0]):
            if word:
                votes["division"] += bool(_DIVISION.fullmatch(word))
                votes["region"] += bool(_REGION.fullmatch(word))
                votes["city"] += bool(_CITY.fullmatch(word))
    rank, count = max(votes.items(), key=lambda vote: vote[1], default=(None, 0))
    return rank if count and 2 * count >= len(place.mentions) else None


def _find_feature(text: str, place: Entity) -> str | None:
    """`river` where the text says `the Dnipro river`, each time."""
    found = [_FEATURE.match(text[mention.end : mention.end + 20]) for mention in place.mentions]
    words = {match[1].lower() if match else None for match in found}
    return words.pop() if len(words) == 1 else None


def _find_bodies(text: str, place: Entity, bodies: dict[int, str]) -> list[str]:
    found = []
    for mention in place.mentions:
        for size in range(1, 5):
            name = bodies.get(mention.start - size)
            if name and _BODY.fullmatch(text[mention.start - size : mention.start]):
                found.append(name)
    return found


def _is_dateline(article: Article, place: Entity) -> bool:
    if not article.dateline:
        return False
    first = re.split(r"[,/(]", article.dateline)[0].strip().casefold()
    return first in {name.casefold() for name in (place.name, *place.aliases)}
