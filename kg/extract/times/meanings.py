"""The function that reads a match, by the `meaning` of its rule."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.times import clocks, dates, deictics, holidays, quantities
from kg.extract.times.readings import Context, Groups, Reading

MEANINGS: dict[str, Callable[[Groups, Context], Reading | None]] = {
    "date": dates.read_date,
    "date_iso": dates.read_date_iso,
    "date_numeric": dates.read_date_numeric,
    "day_range": dates.read_day_range,
    "month_range": dates.read_month_range,
    "year_range": dates.read_year_range,
    "month": dates.read_month,
    "year": dates.read_year,
    "bc_year": dates.read_bc_year,
    "decade": dates.read_decade,
    "century": dates.read_century,
    "quarter": dates.read_quarter,
    "half": dates.read_half,
    "season": dates.read_season,
    "holiday": holidays.read_holiday,
    "clock": clocks.read_clock,
    "weekday": deictics.read_weekday,
    "day_word": deictics.read_day_word,
    "daypart": deictics.read_daypart,
    "relative_unit": deictics.read_relative_unit,
    "offset_unit": deictics.read_offset_unit,
    "year_period": deictics.read_year_period,
    "the_period": deictics.read_the_period,
    "the_unit": deictics.read_the_unit,
    "that_unit": deictics.read_that_unit,
    "period_end": deictics.read_period_end,
    "new_year": deictics.read_new_year,
    "weekend": deictics.read_weekend,
    "offset": deictics.read_offset,
    "vague_offset": deictics.read_vague_offset,
    "present": deictics.read_present,
    "past": deictics.read_past,
    "future": deictics.read_future,
    "duration": quantities.read_duration,
    "vague_duration": quantities.read_vague_duration,
    "compound_duration": quantities.read_compound_duration,
    "as_many": quantities.read_as_many,
    "ordinal_unit": quantities.read_ordinal_unit,
    "seasons": quantities.read_seasons,
    "rate": quantities.read_rate,
    "set": quantities.read_set,
    "times_per": quantities.read_times_per,
    "weekday_set": quantities.read_weekday_set,
    "weekend_set": quantities.read_weekend_set,
    "frequency": quantities.read_frequency,
}
