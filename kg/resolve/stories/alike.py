"""How far two accounts seem to tell the same event, and by what.

What comes in: two accounts and how near their stories are. What goes out: how they agree, if they can be one; a score.
What it never does: take for one what happened and what did not, or what lies on other days.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from kg.assets import iter_ontology_files
from kg.namespaces import SKOS
from kg.resolve.stories.accounts import Account, Site
from kg.resolve.stories.words import is_vague
from kg.syntax import iter_quads

#: What each agreement and each difference is worth. Chosen by hand; their sum is compared with `JOINED`.
WORTH = {
    "same word": 2.5,
    "same word and type": 2.75,
    "same type": 1.0,
    "same broad type": 0.5,
    "broader type": 0.5,
    "no word in one article": -1.0,
    "shared participant": 1.0,
    "participants alike": 0.5,
    "other participants": -1.0,
    "other participants in one article": -3.0,
    "same days": 0.5,
    "same place": 0.5,
    "other place": -1.5,
    "something was said": -2.5,
    "same content": 2.5,
    "other content": -2.0,
    "other speaker": -4.0,
    "other reality": -0.5,
}

#: Two accounts are one event from this sum on; below the second they are no more alike than two that cannot be
#: compared, which count as much as the third. Nine of ten pairs are, and of them no score is held.
JOINED, LEAST, UNLIKE = 2.5, 1.5, 0.0

#: How near a story has to be to count for neither, what more or less is worth, and what is too far; and accounts of
#: one article are as near as those of rather near stories.
STORY_CENTRE, STORY_WORTH, LEAST_STORY = 0.30, 6.0, 0.15
SAME_ARTICLE = 0.5

#: To so many digits are sums rounded, so that one that is the least that joins is that everywhere.
_DIGITS = 6

#: More shared participants than these say no more.
_MOST_SHARED = 2

#: Two times agree if together they leave no more days than these.
_FEW_DAYS = 7

#: Two contents agree from such a part of the words of the shorter one on.
_MUCH = 0.5


class Agreement(NamedTuple):
    """What it is worth in what two accounts agree and differ, and what speaks for their being one."""

    worth: float
    evidence: frozenset[str]


def agree(one: Account, other: Account) -> Agreement | None:
    """In what two accounts agree; None if they cannot be one. Of their keys only the article matters, if it is one."""
    found = _find(one, other)
    return None if found is None else _to_agreement(tuple(found))


@cache
def _to_agreement(found: tuple[str, ...]) -> Agreement:
    return Agreement(sum([WORTH[name] for name in found]), frozenset(name for name in found if WORTH[name] > 0))


def score(found: Agreement | None, nearness: float) -> float | None:
    """The score of two accounts whose stories are near to the degree `nearness`; None if it is less than `LEAST`."""
    sum_ = UNLIKE if found is None else _score(found, nearness)
    return sum_ if sum_ >= LEAST else None


def to_evidence(found: Agreement, nearness: float, *, in_one_article: bool) -> frozenset[str]:
    """What speaks for two accounts being one, the nearness of their stories included."""
    if nearness <= STORY_CENTRE:
        return found.evidence
    return found.evidence | {"one article" if in_one_article else "alike articles"}


def _score(found: Agreement, nearness: float) -> float:
    return round(STORY_WORTH * (nearness - STORY_CENTRE) + found.worth, _DIGITS)


def _find(one: Account, other: Account) -> list[str] | None:
    """In what two accounts agree and differ; None if they cannot be one."""
    if one.reality != other.reality and "did not happen" in (one.reality, other.reality):
        return None
    found: list[str] = []
    _add_wording(found, one, other)
    if not found or _exclude(one, other):
        return None
    _add_parties(found, one, other)
    _add_setting(found, one, other)
    if "communication" in broader_types(one.type):
        _add_saying(found, one, other)
    if one.reality != other.reality:
        found.append("other reality")
    return found


def _add_wording(found: list[str], one: Account, other: Account) -> None:
    """What they are called; once the words are the same, the type says little more."""
    same_word = one.stem == other.stem and not is_vague(one.stem)
    same_type = one.type == other.type and bool(broader_types(one.type))
    if same_word:
        found.append("same word and type" if same_type else "same word")
    elif same_type:
        found.append("same broad type" if _is_broad(one.type) else "same type")
    if (same_type and same_word) or other.type not in related_types(one.type):
        return
    if not same_type:
        found.append("broader type")
    if not same_word and _in_one_article(one, other):
        found.append("no word in one article")


def _add_parties(found: list[str], one: Account, other: Account) -> None:
    """Who takes part; an article that speaks twice of one event names the same, and of two events others."""
    shared, alike = one.named & other.named, one.unnamed & other.unnamed
    found.extend(["shared participant"] * min(len(shared), _MOST_SHARED))
    if alike:
        found.append("participants alike")
    if shared:
        return
    if one.named and other.named:
        found.append("other participants in one article" if _in_one_article(one, other) else "other participants")
    elif not alike and _has_parties(one) and _has_parties(other) and _in_one_article(one, other):
        found.append("other participants in one article")


def _has_parties(account: Account) -> bool:
    return bool(account.named or account.unnamed)


def _in_one_article(one: Account, other: Account) -> bool:
    return one.key.article_id == other.key.article_id


def _add_setting(found: list[str], one: Account, other: Account) -> None:
    if one.earliest and one.latest and other.earliest and other.latest:
        days = date.fromisoformat(max(one.latest, other.latest)) - date.fromisoformat(min(one.earliest, other.earliest))
        if days.days <= _FEW_DAYS:
            found.append("same days")
    if one.sites and other.sites:
        is_same = not one.sites.isdisjoint(other.sites) or any(_agree(a, b) for a in one.sites for b in other.sites)
        found.append("same place" if is_same else "other place")


def _add_saying(found: list[str], one: Account, other: Account) -> None:
    """Whoever speaks speaks often: two acts are one if the same is said by the same."""
    found.append("something was said")
    if one.speakers and other.speakers and one.speakers.isdisjoint(other.speakers):
        found.append("other speaker")
    if one.content and other.content:
        shared = len(one.content & other.content) / min(len(one.content), len(other.content))
        found.append("same content" if shared >= _MUCH else "other content")


def _exclude(one: Account, other: Account) -> bool:
    """Whether the times of two accounts leave no day in common."""
    return bool(
        (one.latest and other.earliest and one.latest < other.earliest)
        or (other.latest and one.earliest and other.latest < one.earliest)
    )


def _agree(one: Site, other: Site) -> bool:
    """Whether two places are one, or one is the country of the other."""
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
def _is_broad(code: str) -> bool:
    """Whether there are narrower types than this."""
    return code in _hierarchy().values()


@cache
def broader_types(code: str) -> tuple[str, ...]:
    """The types above a type, nearest first; none above the top."""
    above = _hierarchy().get(code)
    return () if above is None else (above, *broader_types(above))


@cache
def _hierarchy() -> dict[str, str]:
    """The broader type of each type of event, from the ontology's scheme."""
    return {
        str(quad.subject).strip("<>").rpartition("/")[2]: str(quad.object).strip("<>").rpartition("/")[2]
        for path in iter_ontology_files()
        if path.name == "event-type.ttl"
        for quad in iter_quads(path)
        if quad.predicate == SKOS.broader
    }
