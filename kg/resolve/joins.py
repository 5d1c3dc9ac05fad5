"""What two bearers may have to do with each other, and how sure it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from kg.resolve.bearers import Bearer
from kg.resolve.context import BESIDE, tell, weigh

#: From this confidence on two bearers are one.
THRESHOLD = 0.7
_MOST = 0.97

#: What the articles say of both bearers beside the name: asked for only where the names alone do not decide.
SharedContext: TypeAlias = Callable[[Bearer, Bearer], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Join:
    """Two bearers that may be one.

    Attributes:
        method: the rule: `same-name`, `acronym`, `spelling` …; by `branch` they are not one.
        reason: the same in words.
        loose: the id of the one that goes by a form which others may have as well (initials, an acronym), so that it
            is joined only where one alone fits.
        part: the id of the one that is a branch of the other.
    """

    method: str
    confidence: float
    reason: str
    loose: str | None = None
    part: str | None = None

    def with_context(self, one: Bearer, other: Bearer, shared: SharedContext) -> Join:
        """The same, surer by what the articles say of both beside the names."""
        tokens = shared(one, other)
        if BESIDE in tokens:
            return self.in_one_article()
        if not tokens:
            return self
        confidence = min(_MOST, round(self.confidence + weigh(tokens), 2))
        return replace(self, confidence=confidence, reason=f"{self.reason}; {tell(tokens)}")

    def in_one_article(self) -> Join:
        """The same, where one article uses both names: of a full name and its acronym that is to be expected."""
        if self.method != "acronym":
            return self
        return replace(self, confidence=max(self.confidence, 0.75), reason=f"{self.reason}; one article uses both")


def are_of_other_countries(one: Bearer, other: Bearer) -> bool:
    """Whether both are tied to countries, and to none in common."""
    return bool(one.countries) and bool(other.countries) and not one.countries & other.countries
