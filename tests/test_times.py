from __future__ import annotations

from itertools import pairwise

import pytest

from kg.extract.document import Document, parse
from kg.extract.times import find_times
from kg.model import Article, Time

PUBLISHED = "2025-04-14"  # a Monday


def read(text: str, published: str | None = PUBLISHED) -> tuple[Document, list[Time]]:
    document = parse(Article(id="a", text=text, published=published))
    return document, find_times(document)


def words_and_values(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    document, times = read(text, published)
    return [(document.quote(time.span), time.value) for time in times]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # days
        ("The bridge was opened on 6 April 2025.", [("6 April 2025", "2025-04-06")]),
        ("The bridge was opened on Sunday, April 6th, 2025.", [("Sunday, April 6th, 2025", "2025-04-06")]),
        ("The treaty dates from the 3rd of May 1951.", [("the 3rd of May 1951", "1951-05-03")]),
        ("The log begins on 2024-02-29.", [("2024-02-29", "2024-02-29")]),
        ("The ferry sank on Nov. 9.", [("Nov. 9", "2024-11-09")]),
        ("The council will meet on 2 May.", [("2 May", "2025-05-02")]),
        ("The stamp says 27.02.1998.", [("27.02.1998", "1998-02-27")]),
        # ranges
        ("The fair was held on April 6–7.", [("April 6–7", "2025-04-06/2025-04-07")]),
        ("The fair was held on April 6-7, 2019.", [("April 6-7, 2019", "2019-04-06/2019-04-07")]),
        ("It rained on 6 and 7 April.", [("6 and 7 April", "2025-04-06/2025-04-07")]),
        ("It rained between 10 and 17 August 2023.", [("10 and 17 August 2023", "2023-08-10/2023-08-17")]),
        ("The strike of April 28–May 3, 2021 failed.", [("April 28–May 3, 2021", "2021-04-28/2021-05-03")]),
        ("The war of 2019–2020 ended.", [("2019–2020", "2019/2020")]),
        # months and longer
        ("They left in Nov. 2020.", [("Nov. 2020", "2020-11")]),
        ("They left in January this year.", [("January this year", "2025-01")]),
        ("They left in mid-March.", [("mid-March", "2025-03")]),
        ("They left in late 2019.", [("late 2019", "2019")]),
        ("They left at the end of November 2020.", [("the end of November 2020", "2020-11")]),
        ("Prices fell in the third quarter of 1990.", [("the third quarter of 1990", "1990-Q3")]),
        ("Prices fell in Q3 2021.", [("Q3 2021", "2021-Q3")]),
        ("Prices fell in the first half of 2020.", [("the first half of 2020", "2020-H1")]),
        ("Prices fell in the summer of 1994.", [("the summer of 1994", "1994-SU")]),
        ("He was famous in the early 1980s.", [("the early 1980s", "198X")]),
        ("It was built in the 19th century.", [("the 19th century", "18XX")]),
        ("It was built in nineteen ninety-six.", [("nineteen ninety-six", "1996")]),
        # weekdays and other words that depend on the day of publication
        ("The envoys met on Friday.", [("Friday", "2025-04-11")]),
        ("The envoys will meet on Friday.", [("Friday", "2025-04-18")]),
        ("On Friday they are to travel home.", [("Friday", "2025-04-18")]),
        ("On Friday they were to travel home.", [("Friday", "2025-04-11")]),
        ("The envoys are expected to meet on Friday.", [("Friday", "2025-04-18")]),
        ("The envoys met last Friday.", [("last Friday", "2025-04-11")]),
        ("The envoys met yesterday.", [("yesterday", "2025-04-13")]),
        ("The envoys met on Saturday night.", [("Saturday night", "2025-04-12TNI")]),
        ("The envoys met last night.", [("last night", "2025-04-13TNI")]),
        ("The envoys met two weeks ago.", [("two weeks ago", "2025-W14")]),
        ("The envoys met three days ago.", [("three days ago", "2025-04-11")]),
        ("The envoys met last month.", [("last month", "2025-03")]),
        ("The envoys met earlier this year.", [("earlier this year", "2025")]),
        ("The envoys met over the weekend.", [("the weekend", "2025-W15-WE")]),
        ("The envoys met this weekend.", [("this weekend", "2025-W15-WE")]),
        ("The envoys will meet this weekend.", [("this weekend", "2025-W16-WE")]),
        ("They met on 3 March 2024. Three days later they quarrelled.",
         [("3 March 2024", "2024-03-03"), ("Three days later", "2024-03-06")]),
        ("They met on 3 March 2024. The previous day he had called.",
         [("3 March 2024", "2024-03-03"), ("The previous day", "2024-03-02")]),
        # amounts and repetition
        ("The siege lasted for two weeks.", [("two weeks", "P2W")]),
        ("They declared a 24-hour truce.", [("24-hour", "PT24H")]),
        ("They walked for two and a half hours.", [("two and a half hours", "PT2H30M")]),
        ("They have waited for decades.", [("decades", "PXE")]),
        ("They wait every Tuesday.", [("every Tuesday", "XXXX-WXX-2")]),
        ("They are paid annually.", [("annually", "P1Y")]),
        # times of day
        ("The bomb went off at 14:30 GMT on Friday.", [("14:30 GMT on Friday", "2025-04-11T14:30")]),
        ("The bomb went off at 10 p.m. Friday.", [("10 p.m. Friday", "2025-04-11T22:00")]),
        # vague
        ("They are now in exile.", [("now", "PRESENT_REF")]),
        ("They recently fled.", [("recently", "PAST_REF")]),
        ("They hope to return in the near future.", [("the near future", "FUTURE_REF")]),
    ],
)  # fmt: skip
def test_span_and_value(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert words_and_values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Letters went to France 24 and to the Sunday Times.",
        "You may go, and the soldiers march on.",
        "About 2,000 people and 1990 sheep were counted.",
        "The price rose to $1,990.",
        "The 52-year-old woman is 52 years old.",
        "A second suspect fled past the gate.",
    ],
)
def test_no_time(text: str) -> None:
    assert words_and_values(text) == []


def within(first: str, last: str) -> tuple[str, str, str, str]:
    """The bounds of what lies somewhere between two days."""
    return first, last, first, last


@pytest.mark.parametrize(
    ("text", "edtf", "bounds", "precision"),
    [
        ("It snowed on April 6–7.", "2025-04-06/2025-04-07", within("2025-04-06", "2025-04-07"), "range"),
        ("It snowed in May 2021.", "2021-05", within("2021-05-01", "2021-05-31"), "month"),
        ("It snowed in late 2019.", "2019-09-01/2019-12-31", within("2019-09-01", "2019-12-31"), "range"),
        ("It has snowed since November 2020.", "2020-11/..",
         ("2020-11-01", "2020-11-30", None, "2025-04-14"), "open-range"),
        ("Since the end of the war in November 2020 it has snowed.", "2020-11/..",
         ("2020-11-01", "2020-11-30", None, "2025-04-14"), "open-range"),
        ("It snowed until 2015.", "../2015", (None, None, "2015-01-01", "2015-12-31"), "open-range"),
        ("It snowed last week.", "2025-04-07/2025-04-13", within("2025-04-07", "2025-04-13"), "week"),
        ("It snowed in the 1990s.", "199X", within("1990-01-01", "1999-12-31"), "decade"),
        ("It snowed every Tuesday.", None, (None, None, None, None), "set"),
        ("It snowed at 14:30 UTC on 3 May 2024.", "2024-05-03T14:30:00Z",
         within("2024-05-03", "2024-05-03"), "time-of-day"),
    ],
)  # fmt: skip
def test_bounds(text: str, edtf: str | None, bounds: tuple[str | None, ...], precision: str) -> None:
    _, times = read(text)
    time = times[0]
    assert time.edtf == edtf
    assert (time.earliest_start, time.latest_start, time.earliest_end, time.latest_end) == bounds
    assert time.precision == precision


def test_ends_of_a_range_keep_their_values_and_share_its_bounds() -> None:
    _, times = read("She worked there from May to July 2021.")
    assert [time.value for time in times] == ["2021-05", "2021-07"]
    assert {time.edtf for time in times} == {"2021-05/2021-07"}
    assert {(time.earliest_start, time.latest_start, time.earliest_end, time.latest_end) for time in times} == {
        ("2021-05-01", "2021-05-31", "2021-07-01", "2021-07-31")
    }


def test_between_two_dates_is_somewhere_between() -> None:
    _, times = read("He vanished between 3 March and 9 April 2024.")
    assert [time.value for time in times] == ["2024-03-03", "2024-04-09"]
    assert (times[0].latest_start, times[0].earliest_end) == ("2024-04-09", "2024-03-03")


def test_the_past_months_end_on_the_day_of_publication() -> None:
    _, times = read("Twenty ships sank in the past two weeks.")
    assert (times[0].value, times[0].edtf) == ("P2W", "2025-03-31/2025-04-14")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The envoys met on 6 April.", "XXXX-04-06"),
        ("The envoys met on Friday.", "XXXX-WXX-5"),
        ("The envoys met in May.", "XXXX-05"),
        ("The envoys met last week.", None),
        ("The envoys met in May 2021.", "2021-05"),
    ],
)
def test_without_publication_only_what_is_known(text: str, value: str | None) -> None:
    _, times = read(text, None)
    assert [time.value for time in times] == [value]


def test_the_dateline_is_read_and_the_header_is_not() -> None:
    text = "date 2024-01-01\n\nKYIV, March 12 (Agency) — Shells fell on Tuesday."
    document = parse(Article(id="a", text=text, published="2025-03-12", body_start=17))
    assert [document.quote(time.span) for time in find_times(document)] == ["March 12", "Tuesday"]


def test_stated_weekday_decides_the_year() -> None:
    assert words_and_values("The vote of Saturday, 6 July was annulled.") == [("Saturday, 6 July", "2024-07-06")]


def test_curly_apostrophe() -> None:
    assert words_and_values("Friday’s vote was annulled.") == [("Friday", "2025-04-11")]


def test_times_stand_in_order_and_apart() -> None:
    _, times = read(
        "On 3 May 2021 at 10 p.m., two days after the vote of 1 May, and in the 1990s they met every Friday."
    )
    assert len(times) >= 5
    assert all(left.end <= right.start for left, right in pairwise(times))
    assert len({time.id for time in times}) == len(times)


def test_possible_dates_only() -> None:
    assert (
        words_and_values("The form says 31 February 2024.") == [("2024", "2024")]
        or words_and_values("The form says 31 February 2024.") == []
    )
