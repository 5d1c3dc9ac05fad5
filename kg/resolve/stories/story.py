"""An article as it is compared with others, and whether it is.

What comes in: `Story`s. What goes out: whether two of them may tell the same.
What it never does: look at any third article, so that what two share does not change when others come.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kg.resolve.stories.accounts import Account
from kg.resolve.stories.weights import Weights

#: How many days may lie between two articles, and how many if they do not share so many entities that are no countries:
#: thousands of articles name one country, or one ministry.
MOST_DAYS, FEW_DAYS, ENOUGH = 60, 7, 2


class Story(NamedTuple):
    """An article as it is compared.

    Attributes:
        entities: IRIs of the entities that it speaks of.
        countries: those of them that are countries.
        names: the words of their names.
        words: of the text.
    """

    article_id: str
    entities: frozenset[str]
    countries: frozenset[str]
    names: frozenset[str]
    words: Weights
    published: date | None
    accounts: tuple[Account, ...]


def may_be_near(one: Story, other: Story) -> bool:
    """Whether two are compared: they speak of one entity in the same days, or of several in the same weeks."""
    days, shared = count_days(one, other), one.entities & other.entities
    if days <= FEW_DAYS:
        return bool(shared)
    return days <= MOST_DAYS and len(shared - one.countries - other.countries) >= ENOUGH


def count_days(one: Story, other: Story) -> int:
    """How many days lie between two; none if one of them is unknown."""
    return abs((one.published - other.published).days) if one.published and other.published else 0
