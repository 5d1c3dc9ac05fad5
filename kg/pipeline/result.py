"""What became of the articles of a build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from kg.errors import ArticleError, ExtractionError
from kg.resolve import Decision
from kg.validate import Report

#: The fate of an article: `superseded` is an earlier version of one that is stored and was read as well.
Outcome: TypeAlias = Literal["built", "replaced", "unchanged", "duplicate", "superseded", "quarantined", "failed"]

#: Called after each article with its name and what became of it.
Progress: TypeAlias = Callable[[str, Outcome], None]


def no_progress(_name: str, _outcome: Outcome) -> None:
    """Tell nobody of anything."""


#: Called with what is done next for all articles together, once each of them is done.
StageProgress: TypeAlias = Callable[[str], None]


def no_stage_progress(_stage: str) -> None:
    """Tell nobody of anything."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An article whose graph did not conform, and why."""

    article_id: str
    report: Report


@dataclass(slots=True)
class BuildResult:
    """What became of every article.

    Attributes:
        outcomes: for each article id or unreadable place, in the order of reading, its outcome.
        failures: articles that could not be read, or whose facts could not be.
        quarantined: articles whose graphs the shapes refused; they are kept beside the store.
        undated: ids of articles without a publication date: built, but relative times stay open.
        unbroken: ids of articles with something longer than any word, such as a row of marks: built without that.
        unheeded: decisions about identities that name what no article in the store speaks of.
        warnings: how many warnings the shapes gave on what was stored.
    """

    outcomes: list[tuple[str, Outcome]] = field(default_factory=list)
    failures: list[ArticleError | ExtractionError] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    unbroken: list[str] = field(default_factory=list)
    unheeded: list[Decision] = field(default_factory=list)
    warnings: int = 0

    @property
    def complete(self) -> bool:
        """Whether every article is in the store."""
        return not (self.failures or self.quarantined)

    def count(self, outcome: Outcome) -> int:
        """How many articles ended so."""
        return sum(1 for _, found in self.outcomes if found == outcome)

    def summary(self) -> str:
        """One line: how many articles met which fate.

        >>> BuildResult(outcomes=[("a", "built"), ("b", "built"), ("c", "failed")]).summary()
        '3 articles: 2 built, 1 failed'
        """
        parts = [f"{self.count(outcome)} {outcome}" for outcome in get_args(Outcome) if self.count(outcome)]
        total = len(self.outcomes)
        return f"{total} article{'' if total == 1 else 's'}: {', '.join(parts) or 'nothing to do'}"
