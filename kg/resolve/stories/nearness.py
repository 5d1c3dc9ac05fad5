"""How far articles tell one story: they speak of the same names in the same words.

What comes in: a `Story`, and others. What goes out: how alike it is to each.
What it never does: look at any third article, so that what two share does not change when others come.

It is loaded where articles are compared, since numpy takes longer to load than to find that nothing has changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from kg.resolve.stories.story import MOST_DAYS, Story, count_days
from kg.resolve.stories.weights import ONE, STEM, WEIGHT, Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: What each day between two articles takes from their likeness.
_EACH_DAY = 0.01


def find_nearness(story: Story, others: Sequence[Story], *, least: float = 0.0) -> dict[str, float]:
    """How far others seem to tell one story with this: how alike they are, less something for each day between them.

    How alike is the geometric mean of two cosines, of their names and of their words. Those are left out that share no
    name, lie so many weeks apart that one can only look back at what the other tells, or are less near than `least`;
    often that follows from their names and days before their words are compared.

    >>> from kg.model import Article, ArticleFacts, Entity, Mention
    >>> from kg.resolve.stories import story_of
    >>> def story(id: str, text: str) -> Story:
    ...     mention = Mention(start=text.index("Vessa"), end=text.index("Vessa") + 5)
    ...     vessa = Entity(id="e", kind="place", name="Vessa", mentions=(mention,))
    ...     return story_of(ArticleFacts(article=Article(id=id, text=text), extractor="x", entities=(vessa,)))
    >>> one, other = story("a", "Floods hit Vessa."), story("b", "A storm hit Vessa.")
    >>> {id: round(near, 2) for id, near in find_nearness(one, [other]).items()}, find_nearness(one, [other], least=0.9)
    ({'b': 0.82}, {})
    """
    maybe: list[tuple[Story, float, float]] = []
    for other in others:
        days = count_days(story, other)
        names, apart = _share_of_names(story, other), _EACH_DAY * days
        if days <= MOST_DAYS and names and names >= (least + apart) ** 2:  # words are alike to the degree of 1 at most
            maybe.append((other, names, apart))
    shared = _share_of_words(story.words, [other.words for other, _, _ in maybe])
    degrees = (
        (other.article_id, sqrt(names * words) - apart)
        for (other, names, apart), words in zip(maybe, shared, strict=True)
    )
    return {article_id: degree for article_id, degree in degrees if degree >= least}


def _share_of_names(one: Story, other: Story) -> float:
    shared = len(one.names & other.names)
    return shared / sqrt(len(one.names) * len(other.names)) if shared else 0.0


def _share_of_words(one: Weights, others: Sequence[Weights]) -> list[float]:
    """The cosine of one text with each of others; sums are whole numbers, and so the same from either side."""
    own, weights = _read(one.stems, STEM), _read(one.weights, WEIGHT)
    if not len(own) or not others:
        return [0.0] * len(others)
    stems = _read(b"".join(other.stems for other in others), STEM)
    theirs = _read(b"".join(other.weights for other in others), WEIGHT)
    places = np.minimum(np.searchsorted(own, stems), len(own) - 1)
    products = np.where(own[places] == stems, weights[places] * theirs, 0)
    sums = np.concatenate([[0], np.cumsum(products)])
    ends = np.cumsum([len(other) for other in others])
    found: list[float] = ((sums[ends] - sums[np.concatenate([[0], ends[:-1]])]) / (ONE * ONE)).tolist()
    return found


def _read(numbers: bytes, kind: str) -> NDArray[np.int64]:
    return np.frombuffer(numbers, kind).astype(np.int64)
