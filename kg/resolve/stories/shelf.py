"""Stories and prints held in memory, found by what they share.

What comes in: stories, prints. What goes out: for each the others that may tell the same, or be of the same text.
What it never does: depend on the order in which they come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.resolve.stories.copies import Printed, are_near, are_tied
from kg.resolve.stories.story import Story, may_be_near


class MemoryShelf:
    """All stories of a set of articles."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self._stories = {story.article_id: story for story in stories}
        self._by_entity: dict[str, list[str]] = defaultdict(list)
        for story in self._stories.values():
            for entity in story.entities:
                self._by_entity[entity].append(story.article_id)

    def get(self, article_id: str) -> Story:
        """The story of an article."""
        return self._stories[article_id]

    def iter_near(self, article_id: str) -> Iterable[str]:
        """The ids of the articles that speak of some of the same entities in the same weeks."""
        story = self._stories[article_id]
        sharing = {other for entity in story.entities for other in self._by_entity[entity]} - {article_id}
        return sorted(other for other in sharing if may_be_near(story, self._stories[other]))


class MemoryPrints:
    """The prints of a set of articles."""

    def __init__(self, articles: Iterable[Printed]) -> None:
        self._by_id = {article.article_id: article for article in articles}

    def get(self, article_id: str) -> Printed:
        """The print of an article."""
        return self._by_id[article_id]

    def find_tied(self, printed: Printed) -> Iterable[Printed]:
        """The articles whose prints agree with one in bands and share enough with it."""
        near = [other for other in self._by_id.values() if are_near(printed.print, other.print)]
        return [other for other in near if are_tied(printed, other)]
