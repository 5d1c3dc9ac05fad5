"""Calendar periods: a day, a week, a quarter, a century, each with its neighbours and its names.

What comes in: a unit and a place in its sequence. What goes out: first and last day, TIMEX3 and EDTF.
What it never does: read text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

Unit: TypeAlias = Literal[
    "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century", "millennium"
]

#: How many years one step of the unit takes; the others are steps within a year or of days.
_YEARS: dict[str, int] = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
#: How many steps of the unit a year has.
_IN_YEAR: dict[str, int] = {"month": 12, "quarter": 4, "season": 4, "half": 2}
#: About how many days each unit has.
LENGTHS: dict[Unit, int] = {
    "day": 1, "weekend": 2, "week": 7, "month": 30, "quarter": 91, "season": 91, "half": 182, "year": 365,
    "decade": 3652, "century": 36524, "millennium": 365242,
}  # fmt: skip
#: The TIMEX3 codes of the seasons, in the order of the year.
SEASONS = ("SP", "SU", "FA", "WI")


@dataclass(frozen=True, slots=True)
class Period:
    """One calendar period, as the `index`-th of its unit, so that the next one is `index + 1`.

    A season is the meteorological one of the northern hemisphere; winter belongs to the year in which it begins.

    >>> Period.of("quarter", date(2021, 5, 3)).shift(-2).timex
    '2020-Q4'
    """

    unit: Unit
    index: int

    @classmethod
    def of(cls, unit: Unit, day: date) -> Period:
        """The period of that unit in which `day` lies; of weekends, the one of its week."""
        if unit == "day":
            return cls(unit, day.toordinal())
        if unit in ("week", "weekend"):
            return cls(unit, (day.toordinal() - 1) // 7)
        if unit == "season":
            return cls(unit, (day.year * 12 + day.month - 3) // 3)
        if unit in _IN_YEAR:
            return cls(unit, day.year * _IN_YEAR[unit] + (day.month - 1) * _IN_YEAR[unit] // 12)
        return cls(unit, day.year // _YEARS[unit])

    @classmethod
    def in_year(cls, unit: Unit, year: int, number: int) -> Period:
        """The `number`-th (from 1) month, quarter, season or half of a year."""
        return cls(unit, year * _IN_YEAR[unit] + number - 1)

    @property
    def is_possible(self) -> bool:
        """Whether the calendar of `datetime` reaches this period."""
        if self.unit == "day":
            return 1 <= self.index <= date.max.toordinal()
        if self.unit in ("week", "weekend"):
            return 0 <= self.index < date.max.toordinal() // 7
        return self._year >= 1 and self._year + _YEARS.get(self.unit, 1) <= 9999

    @property
    def _year(self) -> int:
        if self.unit in _IN_YEAR:
            return self.index // _IN_YEAR[self.unit]
        return self.index * _YEARS.get(self.unit, 1)

    @property
    def first(self) -> date:
        """Its first day."""
        if self.unit == "day":
            return date.fromordinal(self.index)
        if self.unit == "week":
            return date.fromordinal(self.index * 7 + 1)
        if self.unit == "weekend":
            return date.fromordinal(self.index * 7 + 6)
        if self.unit in _IN_YEAR:
            steps = _IN_YEAR[self.unit]
            months = self.index % steps * 12 // steps + (2 if self.unit == "season" else 0)
            return date(self._year, months + 1, 1)
        return date(self._year, 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        if self.unit == "weekend":
            return self.first + timedelta(days=1)
        return self.shift(1).first - timedelta(days=1)

    def shift(self, steps: int) -> Period:
        """The period `steps` later."""
        return Period(self.unit, self.index + steps)

    def to(self, unit: Unit) -> Period:
        """The period of another unit in which this one begins."""
        return Period.of(unit, self.first)

    @property
    def timex(self) -> str:
        """The TIMEX3 value.

        >>> Period.of("weekend", date(2025, 4, 9)).timex, Period.of("century", date(1950, 1, 1)).timex
        ('2025-W15-WE', '19XX')
        """
        year = f"{self._year:04}" if self.unit not in ("day", "week", "weekend") else ""
        match self.unit:
            case "day":
                return self.first.isoformat()
            case "week" | "weekend":
                iso = self.first.isocalendar()
                return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if self.unit == "weekend" else "")
            case "month":
                return f"{year}-{self.index % 12 + 1:02}"
            case "quarter":
                return f"{year}-Q{self.index % 4 + 1}"
            case "half":
                return f"{year}-H{self.index % 2 + 1}"
            case "season":
                return f"{year}-{SEASONS[self.index % 4]}"
            case "decade":
                return f"{year[:3]}X"
            case "century":
                return f"{year[:2]}XX"
            case "millennium":
                return f"{year[:1]}XXX"
        return year

    @property
    def edtf(self) -> str:
        """The EDTF level 1 string; what that level has no name for is an interval.

        >>> Period.of("decade", date(1994, 5, 1)).edtf, Period.of("quarter", date(2021, 5, 3)).edtf
        ('199X', '2021-04/2021-06')
        """
        match self.unit:
            case "day" | "month" | "year":
                return self.timex
            case "season":
                return f"{self._year:04}-{21 + self.index % 4}"
            case "decade":
                return f"{self._year // 10:03}X"
            case "century":
                return f"{self._year // 100:02}XX"
            case "quarter" | "half":
                return f"{Period.of('month', self.first).timex}/{Period.of('month', self.last).timex}"
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    @property
    def precision(self) -> str:
        """The code of the precision scheme."""
        return {"half": "range", "millennium": "range"}.get(self.unit, self.unit)
