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

#: What each day between two articles takes from their likeness, and how many days may lie between them; and how many if
#: they do not share so many entities that are no countries: thousands of articles name one country, or one ministry.
_EACH_DAY, MOST_DAYS, FEW_DAYS, ENOUGH = 0.01, 60, 7, 2


class Story(NamedTuple):
    """An article as it is compared.

    Attributes:
        entities: IRIs of the entities that it speaks of.
        countries: those of them that are countries.
        names: the words of their names.
        words: the weight of each word of the text, such that the sum of squares is 1.
    """

    article_id: str
    entities: frozenset[str]
    countries: frozenset[str]
    names: frozenset[str]
    words: Mapping[str, float]
    published: date | None
    accounts: tuple[Account, ...]


def nearness(one: Story, other: Story, *, least: float = 0.0) -> float | None:
    """How far two articles seem to tell one story: how alike they are, less something for each day between them.

    How alike is the geometric mean of two cosines, of their names and of their words. None if they share no name, lie
    so many weeks apart that one can only look back at what the other tells, or are less near than `least`; often that
    follows from their names and days before their words are compared.

    >>> from kg.model import Article, ArticleFacts, Entity, Mention
    >>> from kg.resolve.stories import story_of
    >>> def story(text: str) -> Story:
    ...     mention = Mention(start=text.index("Vessa"), end=text.index("Vessa") + 5)
    ...     vessa = Entity(id="e", kind="place", name="Vessa", mentions=(mention,))
    ...     return story_of(ArticleFacts(article=Article(id="a", text=text), extractor="x", entities=(vessa,)))
    >>> one, other = story("Floods hit Vessa."), story("A storm hit Vessa.")
    >>> round(nearness(one, other), 3), nearness(one, other, least=0.9)
    (0.816, None)
    """
    days = _days_between(one.published, other.published)
    if days > MOST_DAYS:
        return None
    names, wanted = _share_of_names(one, other), least + _EACH_DAY * days
    if not names or names < wanted * wanted:  # words are alike to the degree of 1 at most
        return None
    degree = sqrt(names * _share_of_words(one, other)) - _EACH_DAY * days
    return degree if degree >= least else None


def may_be_near(one: Story, other: Story) -> bool:
    """Whether two are compared: they speak of one entity in the same days, or of several in the same weeks."""
    days, shared = _days_between(one.published, other.published), one.entities & other.entities
    if days <= FEW_DAYS:
        return bool(shared)
    return days <= MOST_DAYS and len(shared - one.countries - other.countries) >= ENOUGH


def _share_of_names(one: Story, other: Story) -> float:
    shared = len(one.names & other.names)
    return shared / sqrt(len(one.names) * len(other.names)) if shared else 0.0


def _share_of_words(one: Story, other: Story) -> float:
    few, many = sorted((one, other), key=lambda story: (len(story.words), story.article_id))
    weights = many.words
    return sum([weight * weights[word] for word, weight in few.words.items() if word in weights])


def _days_between(one: date | None, other: date | None) -> int:
    """How many days lie between two; none if one of them is unknown."""
    return abs((one - other).days) if one and other else 0
