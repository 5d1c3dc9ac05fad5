"""Time expressions in the forms that news gives them, beside words that only look like one."""

from __future__ import annotations

import pytest

from kg.extract.document import parse
from kg.extract.times import find_times
from kg.model import Article


def read(text: str) -> list[tuple[str, str | None]]:
    document = parse(Article(id="a", text=text, published="2025-04-14"))
    return [(document.quote(time.span), time.value) for time in find_times(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # days of a month
        ("He arrived on the 9th and left on the 12th.", [("the 9th", "2025-04-09"), ("the 12th", "2025-04-12")]),
        ("She rang on 2 March and wrote on the 5th.", [("2 March", "2025-03-02"), ("the 5th", "2025-03-05")]),
        ("They live on the 9th floor.", []),
        # days of a week
        ("They meet on Sundays.", [("Sundays", "XXXX-WXX-7")]),
        ("They meet at weekends.", [("weekends", "XXXX-WXX-WE")]),
        ("He arrives Thursday week.", [("Thursday week", "2025-04-24")]),
        ("He arrived on Tuesday last week.", [("Tuesday last week", "2025-04-08")]),
        ("The storm hit late on Friday.", [("late on Friday", "2025-04-11")]),
        ("They fled in the small hours of Sunday.", [("the small hours of Sunday", "2025-04-13")]),
        ("Ten are still being sought, down from 60 on Friday.", [("Friday", "2025-04-11")]),
        ("The film premieres on Thursday.", [("Thursday", "2025-04-17")]),
        # months and years
        ("He retired in June.", [("June", "2024-06")]),
        ("He will retire in June.", [("June", "2025-06")]),
        ("Mr March met her.", []),
        ("The firm's 1989 results were poor.", [("1989", "1989")]),
        ("In the 2010s prices rose.", [("the 2010s", "201X")]),
        ("The shop will close in the new year.", [("the new year", "2026")]),
        ("The new year celebrations were loud.", []),
        ("He was hired on June 27,2001.", [("June 27,2001", "2001-06-27")]),
        ("The bridge will reopen by year's end.", [("year's end", "2025-12-31")]),
        # seasons and holidays
        ("The ship will be retired in spring.", [("spring", "2025-SP")]),
        ("She bathed in spring water.", []),
        ("He left at New Year.", [("New Year", "2025-01-01")]),
        ("She sent him a Christmas card.", []),
        ("She rang him in the Christmas break.", [("Christmas", "2024-12-25")]),
        ("He said so in a New Year's Eve interview.", [("New Year's Eve", "2024-12-31")]),
    ],
)
def test_dates(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They had been there for four warm years.", [("four warm years", "P4Y")]),
        ("It was supposed to last a weekend.", [("a weekend", "P1WE")]),
        ("His office answered within the hour.", [("the hour", "PT1H")]),
        ("Three people died in as many days.", [("as many days", "P3D")]),
        ("They had two busy nights.", [("two busy nights", "P2NI")]),
        ("It was a busy night.", []),
        ("One day he came.", []),
        ("He left one day before that.", [("one day", "P1D")]),
        ("Two years on, few would say so.", [("Two years on", "2025")]),
        ("Half a century ago he left.", [("Half a century ago", "1975")]),
        ("He left two and a half years ago.", [("two and a half years ago", "2022-10")]),
        ("More than 20 years ago he left.", [("More than 20 years ago", "2005")]),
        ("Some 40 years ago he left.", [("Some 40 years ago", "1985")]),
    ],
)
def test_lengths(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At ten past nine on Sunday evening she left.", [("ten past nine on Sunday evening", "2025-04-13T21:10")]),
        ("At ten past nine on Sunday morning she left.", [("ten past nine on Sunday morning", "2025-04-13T09:10")]),
        ("The call came at 0300 hours on Monday.", [("0300 hours on Monday", "2025-04-14T03:00")]),
        ("The quake struck at 6.42am.", [("6.42am", "2025-04-14T06:42")]),
        ("The evening before, he had called her.", [("The evening before", "2025-04-13TEV")]),
        ("This lunchtime they left.", [("This lunchtime", "2025-04-14TMI")]),
        ("He spoke at 14:30 (12:30 GMT).", [("14:30", "2025-04-14T14:30"), ("12:30 GMT", "2025-04-14T12:30")]),
        ("15.35 We go on.\n\n14.50 The union rings.", [("15.35", "2025-04-14T15:35"), ("14.50", "2025-04-14T14:50")]),
        ("15.35 We go on.\n\nThe union rings.", []),
    ],
)
def test_times_of_day(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert read(text) == expected


def test_a_date_that_only_names_something_does_not_move_the_story() -> None:
    named = "They broke the truce of 3 March. The envoy was summoned at noon."
    told = "They broke the truce on 3 March. The envoy was summoned at noon."
    assert read(named)[-1] == ("noon", "2025-04-14T12:00")
    assert read(told)[-1] == ("noon", "2025-03-03T12:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # any day and one of them
        ("Families used to come on a Saturday.", [("a Saturday", "XXXX-WXX-6")]),
        ("It opened on a Friday night.", [("a Friday night", "XXXX-WXX-5TNI")]),
        ("They lost a Saturday match.", [("Saturday", "2025-04-12")]),
        ("He rises before dawn.", [("dawn", "TMO")]),
        ("He left before dawn.", [("dawn", "2025-04-14TMO")]),
        ("The lamps were switched off at night.", [("night", "TNI")]),
        # the hour alone, beside its day
        ("Doors open on Saturday at ten.", [("Saturday at ten", "2025-04-19T10:00")]),
        ("She will be there on Saturday from nine.", [("Saturday", "2025-04-19"), ("nine", "2025-04-19T09:00")]),
        ("On Saturday, after two of them had left, it rained.", [("Saturday", "2025-04-12")]),
        ("Each Saturday at ten the doors open.", [("Each Saturday", "XXXX-WXX-6")]),
        ("On Saturday at nine schools the heating failed.", [("Saturday", "2025-04-12")]),
        # how old things are, and people
        ("A nine-day-old truce collapsed.", [("nine-day-old", "P9D")]),
        ("A nine-day-old girl was found.", []),
        ("A nine-year-old company was sold.", []),
        ("A girl of eleven months was found.", []),
        ("A strike of eleven months was over.", [("eleven months", "P11M")]),
        # the first of them
        ("Monitors counted 31 shots in the first week.", [("the first week", "P1W")]),
        ("The first week was quiet.", []),
        ("Monitors counted 31 shots in the first weeks.", [("the first weeks", "PXW")]),
        ("Hours later the bridge fell.", [("Hours later", "PTXH")]),
    ],
)
def test_any_day_and_lengths(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert read(text) == expected
