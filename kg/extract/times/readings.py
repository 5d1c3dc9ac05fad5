"""What a time expression was read as, and what the reading depends on.

What comes in: nothing; these are the types that the other modules hand to one another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.extract.times.periods import Period
from kg.model import TimeType

#: The words of the named parts of a match.
Groups: TypeAlias = dict[str, str]

Tense: TypeAlias = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A time expression understood.

    Attributes:
        value: TIMEX3.
        first: the period that it names, or the first of a range.
        last: the last period of a range.
        clock: `T14:30` or a TIMEX3 part of the day (`TMO`), if it names one.
        zone: the offset from UTC that stands beside a clock time.
        precision: a code of the precision scheme, where the unit of `first` does not tell it.
        confidence: lower where the order of day and month, or the year, is a guess.
    """

    type: TimeType
    value: str | None
    first: Period | None = None
    last: Period | None = None
    clock: str = ""
    zone: str = ""
    precision: str | None = None
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Context:
    """What decides how an expression is read.

    Attributes:
        published: the day of publication, if it is known.
        narrative: the date that the text spoke of last.
        quarter: the quarter that the text spoke of last.
        tense: of the verb that governs the expression.
        clock: the time of day of publication, if it is known.
        moment: the time of day of `narrative`, if it has one.
        day: the day that the text spoke of last.
        before: the word before the expression.
        is_told: whether the expression says when something happened that a verb in the past tells.
        number: the number before it that "as many" takes up.
    """

    published: Period | None = None
    narrative: Period | None = None
    quarter: Period | None = None
    tense: Tense | None = None
    clock: str = ""
    moment: str = ""
    day: Period | None = None
    before: str = ""
    is_told: bool = False
    number: float | None = None

    @property
    def story(self) -> Period | None:
        """Where the story is in time: the date spoken of last, else publication."""
        return self.narrative or self.published


def of_period(period: Period, *, confidence: float = 0.9) -> Reading | None:
    """The reading as that period, or None beyond the calendar's reach."""
    if not period.is_possible:
        return None
    return Reading("DATE", period.timex, period, confidence=confidence)


def of_range(first: Period, last: Period) -> Reading | None:
    """The reading as a range of two periods, or None if it runs backwards."""
    if not (first.is_possible and last.is_possible and first.first <= last.first):
        return None
    return Reading("DATE", f"{first.timex}/{last.timex}", first, last, precision="range")
