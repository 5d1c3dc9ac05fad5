"""Stories held in memory, found by the entities that they share.

What comes in: stories. What goes out: for each the others that may tell the same.
What it never does: depend on the order in which stories come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.resolve.stories.story import Story


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
        """The ids of the articles that speak of some of the same entities."""
        sharing = {other for entity in self._stories[article_id].entities for other in self._by_entity[entity]}
        return sorted(sharing - {article_id})
