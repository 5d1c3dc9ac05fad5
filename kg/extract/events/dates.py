"""What the dates of an event tell of whether it is to come, or history.

What comes in: the times of an article and when it was published. What goes out: the modality that a date
gives an event which its words tell as actual, and the triggers to which a date to come belongs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from kg.extract.tokens import Token
from kg.model import Modality, Time

#: An event is history if the latest of its times is longer than this before publication.
_TO_HISTORY = timedelta(days=2 * 365)


class Dates:
    """The day of publication, and how the times of the article lie to it."""

    def __init__(self, published: str | None, times: Iterable[Time]) -> None:
        self._times = {time.id: time for time in times}
        self._today = published[:10] if published is not None else None
        self._old = _before(self._today)
        self._story: str | None = None

    def begin_story(self, times: Iterable[str]) -> None:
        """Take the dates of what an article begins with: what came after them is its story, and no history."""
        ends = self._ends(times)
        if ends and self._is_old(ends):
            self._story = min(ends)

    def is_to_come(self, time: str) -> bool:
        """Whether a time begins after the day of publication."""
        known = self._times[time]
        start = known.earliest_start or (known.earliest_end if known.latest_start is None else None)
        return self._today is not None and start is not None and start > self._today

    def find_modality(self, trigger: Token, times: Sequence[str], bounds: Sequence[str]) -> Modality:
        """What dates make of an event that is told as actual.

        Args:
            trigger: the word that tells it.
            times: the ids of its times.
            bounds: the ids of the times with whose beginning it was over, or began.
        """
        if times and not is_past(trigger) and all(self.is_to_come(time) for time in times):
            return "planned"
        ends = [start for start in map(self._last_start, bounds) if start] or self._ends(times)
        if ends and self._is_old(ends):
            return "actual" if self._story is not None and max(ends)[:4] >= self._story[:4] else "historical"
        return "actual"

    def _is_old(self, ends: Sequence[str]) -> bool:
        return self._old is not None and max(ends) < self._old

    def _ends(self, times: Iterable[str]) -> list[str]:
        return [end for time in times if (end := self._times[time].latest_end)]

    def _last_start(self, time: str) -> str | None:
        """By when a time has begun, which is when what ended or began then did so."""
        return self._times[time].latest_start or self._times[time].earliest_start


def is_past(trigger: Token) -> bool:
    """Whether a verb is in a past tense or the perfect, or a participle without an auxiliary."""
    if trigger.pos_ != "VERB":
        return False
    if trigger.tag_ == "VBD":
        return True
    auxiliaries = [child for child in trigger.lefts if child.dep_ in ("aux", "auxpass")]
    if any(child.tag_ == "VBD" or child.lemma_ == "have" for child in auxiliaries):
        return True
    return trigger.tag_ == "VBN" and not auxiliaries


def _before(today: str | None) -> str | None:
    return None if today is None else str(date.fromisoformat(today) - _TO_HISTORY)
