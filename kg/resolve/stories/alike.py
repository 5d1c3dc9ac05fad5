"""How far two accounts seem to tell the same event, and by what.

What comes in: two accounts and how alike their articles are. What goes out: a `Likeness`, or None if they cannot be one.
What it never does: take for one what happened and what did not, or what lies on days that differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from kg.assets import iter_ontology_files
from kg.namespaces import SKOS
from kg.resolve.stories.accounts import Account, Site
from kg.resolve.stories.words import find_stem
from kg.syntax import iter_quads

#: What each agreement or difference is worth; two accounts are one event from `JOINED` on.
SAME_STEM, SAME_TYPE, NEAR_TYPE = 2.5, 1.0, 0.5
STORY, STORY_CENTRE, LEAST_STORY, SAME_ARTICLE = 6.0, 0.30, 0.15, 0.5
NAMED, UNNAMED, OTHER_NAMED = 1.0, 0.5, -1.5
SAME_DAYS, SAME_PLACE, OTHER_PLACE = 0.5, 0.5, -1.5
SAID, SAME_CONTENT, OTHER_CONTENT, OTHER_SPEAKER = -2.5, 2.5, -2.0, -4.0
VAGUE_STEM = 1.0
OTHER_REALITY = -0.5
JOINED = 2.5

#: Two contents agree from such a part of the words of the shorter one on.
_MUCH = 0.5

#: Stems of verbs that tell little of what happened.
VAGUE = frozenset(
    map(
        find_stem,
        """
        act appear be become begin bring call cause come consider continue cover do draw emerge end expect face find
        follow get give go happen have help hold include involve keep know lead leave let live look lose make mean meet
        need occur offer open own place plan play provide put reach receive remain represent require return run
        schedule see seek serve set show start stay stop suffer support take think try turn use want work
        """.split(),
    )
)

#: Two times agree if together they leave no more days than these.
_FEW_DAYS = 7


class Likeness(NamedTuple):
    """The score of two accounts, and what speaks for their being one."""

    score: float
    evidence: frozenset[str]


def compare(one: Account, other: Account, story: float) -> Likeness | None:
    """Compare two accounts of articles that are alike to the degree `story`."""
    worth = dict(_wording(one, other))
    if not worth:
        return None
    if (one.reality == "did not happen") != (other.reality == "did not happen") or _exclude(one, other):
        return None
    worth["one article" if one.key.article_id == other.key.article_id else "alike articles"] = STORY * (
        story - STORY_CENTRE
    )
    worth.update(_parties(one, other))
    worth.update(_setting(one, other))
    if "communication" in broader_types(one.type):
        worth.update(_saying(one, other))
    if one.reality != other.reality:
        worth["other reality"] = OTHER_REALITY
    return Likeness(sum(worth.values()), frozenset(name for name, value in worth.items() if value > 0))


def _wording(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    if one.stem == other.stem:
        yield "same word", VAGUE_STEM if one.stem in VAGUE else SAME_STEM
    if one.type == other.type and broader_types(one.type):
        yield "same type", SAME_TYPE
    elif other.type in related_types(one.type):
        yield "broader type", NEAR_TYPE


def _parties(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    shared = len(one.named & other.named)
    if shared:
        yield "shared participants", NAMED * min(shared, 2)
    elif one.named and other.named:
        yield "other participants", OTHER_NAMED
    if one.unnamed & other.unnamed:
        yield "participants alike", UNNAMED


def _saying(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    """Whoever speaks speaks often: two acts are one if the same is said by the same."""
    yield "saying", SAID
    if one.speakers and other.speakers and not one.speakers & other.speakers:
        yield "other speaker", OTHER_SPEAKER
    if one.content and other.content:
        shared = len(one.content & other.content) / min(len(one.content), len(other.content))
        if shared >= _MUCH:
            yield "same content", SAME_CONTENT
        else:
            yield "other content", OTHER_CONTENT


def _setting(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    if one.earliest and one.latest and other.earliest and other.latest:
        days = date.fromisoformat(max(one.latest, other.latest)) - date.fromisoformat(min(one.earliest, other.earliest))
        if days.days <= _FEW_DAYS:
            yield "same days", SAME_DAYS
    if one.sites and other.sites:
        if any(_agree(site, another) for site in one.sites for another in other.sites):
            yield "same place", SAME_PLACE
        else:
            yield "other place", OTHER_PLACE


def _exclude(one: Account, other: Account) -> bool:
    """Whether the times of two accounts leave no day in common."""
    return bool(
        (one.latest and other.earliest and one.latest < other.earliest)
        or (other.latest and one.earliest and other.latest < one.earliest)
    )


def _agree(one: Site, other: Site) -> bool:
    if one.place == other.place:
        return True
    return one.country is not None and one.country == other.country and (one.is_country or other.is_country)


@cache
def related_types(code: str) -> frozenset[str]:
    """The types that are broader or narrower than a type, or the same; none for the top, which says nothing.

    >>> sorted(related_types("flood")), related_types("occurrence")
    (['disaster', 'flood'], frozenset())
    """
    above = broader_types(code)
    if not above:
        return frozenset()
    below = {other for other in _hierarchy() if code in broader_types(other)}
    return frozenset({code, *above[:-1], *below})


@cache
def broader_types(code: str) -> tuple[str, ...]:
    """The types above a type, nearest first; none above the top."""
    above = _hierarchy().get(code)
    return () if above is None else (above, *broader_types(above))


@cache
def _hierarchy() -> dict[str, str]:
    """The broader type of each type of event, from the ontology's scheme."""
    return {
        quad.subject.value.rpartition("/")[2]: quad.object.value.rpartition("/")[2]
        for path in iter_ontology_files()
        if path.name == "event-type.ttl"
        for quad in iter_quads(path)
        if quad.predicate == SKOS.broader
    }
