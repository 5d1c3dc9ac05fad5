"""How far two articles tell one story: they speak of the same names in the same words.

What comes in: `Story`s. What goes out: how alike two of them are.
What it never does: look at any third article, so that what two share does not change when others come.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import sqrt
from typing import NamedTuple

from kg.resolve.stories.accounts import Account

#: What each day between two articles takes from their likeness, and how many days may lie between them.
_EACH_DAY, MOST_DAYS = 0.01, 60


class Story(NamedTuple):
    """An article as it is compared.

    Attributes:
        entities: IRIs of the entities that it speaks of.
        names: the words of their names.
        words: the weight of each word of the text, such that the sum of squares is 1.
    """

    article_id: str
    entities: frozenset[str]
    names: frozenset[str]
    words: Mapping[str, float]
    published: date | None
    accounts: tuple[Account, ...]


def likeness(one: Story, other: Story) -> float:
    """How alike two articles are, from 0 to 1: the geometric mean of two cosines, of their names and of their words.

    >>> from kg.model import Article, ArticleFacts, Entity, Mention
    >>> from kg.resolve.stories import story_of
    >>> def story(text: str) -> Story:
    ...     mention = Mention(start=text.index("Vessa"), end=text.index("Vessa") + 5)
    ...     vessa = Entity(id="e", kind="place", name="Vessa", mentions=(mention,))
    ...     return story_of(ArticleFacts(article=Article(id="a", text=text), extractor="x", entities=(vessa,)))
    >>> round(likeness(story("Floods hit Vessa."), story("A storm hit Vessa.")), 3)
    0.816
    """
    shared = len(one.names & other.names)
    names = shared / sqrt(len(one.names) * len(other.names)) if shared else 0.0
    few, many = sorted((one, other), key=lambda story: (len(story.words), story.article_id))
    weights = many.words
    words = sum(weight * weights[word] for word, weight in few.words.items() if word in weights)
    return sqrt(names * words)


def nearness(one: Story, other: Story) -> float | None:
    """How far two articles seem to tell one story: how alike they are, less something for each day between them.

    None if they share no name, or lie so many weeks apart that one can only look back at what the other tells.
    """
    days = _days_between(one.published, other.published)
    if days > MOST_DAYS or not one.names & other.names:
        return None
    return likeness(one, other) - _EACH_DAY * days


def _days_between(one: date | None, other: date | None) -> int:
    """How many days lie between two; none if one of them is unknown."""
    return abs((one - other).days) if one and other else 0
