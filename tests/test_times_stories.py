"""Times that depend on the moment of publication, on the tense, or on where the story is."""

from __future__ import annotations

import pytest

from kg.extract.document import parse
from kg.extract.times import find_times
from kg.model import Article, Time

EVENING = "2025-04-14T21:10:00+02:00"  # a Monday


def read(text: str, published: str = EVENING) -> list[tuple[str, str | None]]:
    document = parse(Article(id="a", text=text, published=published))
    return [(document.quote(time.span), time.value) for time in find_times(document)]


def read_one(text: str) -> Time:
    return find_times(parse(Article(id="a", text=text, published=EVENING)))[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a time of day and its day are one expression
        ("The mill burned at 6 a.m. on Friday.", [("6 a.m. on Friday", "2025-04-11T06:00")]),
        ("The mill burned on Friday at 14:20 local time.", [("Friday at 14:20 local time", "2025-04-11T14:20")]),
        ("On the night of 3 March the mill burned.", [("the night of 3 March", "2025-03-03TNI")]),
        ("The mill burned shortly after 2 p.m. on Friday.", [("shortly after 2 p.m. on Friday", "2025-04-11T14:00")]),
        ("The mill burned on Friday night at 2 a.m.", [("Friday night at 2 a.m.", "2025-04-12T02:00")]),
        # times of day in words, and without a.m. or p.m.
        ("The siren went at ten past four this morning.", [("ten past four this morning", "2025-04-14T04:10")]),
        ("The council meets at two this afternoon.", [("two this afternoon", "2025-04-14T14:00")]),
        ("It went dark at half past eight in the evening.", [("half past eight in the evening", "2025-04-14T20:30")]),
        ("She spoke to the crowd at eight o'clock.", [("eight o'clock", "2025-04-14T20:00")]),
        ("19:05 — The road to the harbour is shut.", [("19:05", "2025-04-14T19:05")]),
        # midnight begins a day if something is after it
        ("It was past midnight when the bus left.", [("midnight", "2025-04-14T00:00")]),
        ("The truce holds until midnight.", [("midnight", "2025-04-14T24:00")]),
        # hours from a moment that is known
        ("The pump failed an hour ago.", [("an hour ago", "2025-04-14T20:10")]),
        ("The boat left at 7:30 p.m. on Friday. Some 40 minutes later it sank.",
         [("7:30 p.m. on Friday", "2025-04-11T19:30"), ("Some 40 minutes later", "2025-04-11T20:10")]),
        # the day that was told last
        ("He fell ill on 3 March 2024. She rang that night.",
         [("3 March 2024", "2024-03-03"), ("that night", "2024-03-03TNI")]),
        ("He wrote on Tuesday. She replied the same evening.",
         [("Tuesday", "2025-04-08"), ("the same evening", "2025-04-08TEV")]),
        ("They met on March 12. Two weeks later they quarrelled.",
         [("March 12", "2025-03-12"), ("Two weeks later", "2025-03-26")]),
        ("Prices fell in October from a peak a year earlier.",
         [("October", "2024-10"), ("a year earlier", "2023-10")]),
        ("He denied it in August 2022. Two weeks earlier he had confessed.",
         [("August 2022", "2022-08"), ("Two weeks earlier", "2022-08")]),
        # what is ahead
        ("The congress goes on until Saturday.", [("Saturday", "2025-04-19")]),
        ("The unions have called a strike for Thursday.", [("Thursday", "2025-04-17")]),
        ("The president declared Friday a day of mourning.", [("Friday", "2025-04-18")]),
        ("The deputies vote on Friday.", [("Friday", "2025-04-18")]),
        ("The rise over Friday's close is small.", [("Friday", "2025-04-11")]),
        ("She will sign it in the second half of the year.", [("the second half of the year", "2025-H2")]),
        ("A ruling is expected shortly.", [("shortly", "FUTURE_REF")]),
        # nights
        ("The families spent the night in a barn.", [("the night", "2025-04-13TNI")]),
        ("The ship will sail overnight.", [("overnight", "2025-04-14TNI")]),
    ],
)  # fmt: skip
def test_moments(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They need £900 a year for the roof.", [("a year", "P1Y")]),
        ("Porters earn 900 rupees a day.", [("a day", "P1D")]),
        ("The comet returns once in six years.", [("six years", "P6Y")]),
        ("The buses run every half hour.", [("every half hour", "PT30M")]),
        ("He listens every night.", [("every night", "XXXX-XX-XXTNI")]),
        ("The ferry leaves on Tuesday nights.", [("Tuesday nights", "XXXX-WXX-2TNI")]),
        ("The tap runs one day in three.", [("one day in three", "P3D")]),
    ],
)
def test_sets(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert read(text) == expected
    assert read_one(text).type == "SET"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He got four years and six months in prison.", [("four years and six months", "P4Y6M")]),
        ("The siege lasted three nights.", [("three nights", "P3NI")]),
        ("They walked all night.", [("all night", "P1NI")]),
        ("The strike has gone into its second week.", [("its second week", "P1W")]),
        ("He blames the past three summers.", [("the past three summers", "P3SU")]),
        ("Crops failed two winters ago.", [("two winters ago", "2023-WI")]),
        ("She voted hours after the storm.", [("hours", "PTXH")]),
        ("It has halved in the past decade.", [("the past decade", "P10Y")]),
        ("The ice will be gone two decades earlier than the models say.", [("two decades", "P20Y")]),
        ("It was settled in 6200 BC.", [("6200 BC", "BC6200")]),
        ("They married at Easter 2024.", [("Easter 2024", "2024-03-31")]),
        ("They rested on Memorial Day 2024.", [("Memorial Day 2024", "2024-05-27")]),
    ],
)
def test_amounts_and_days_of_note(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A family with a three-week-old baby waited.",
        "The girl fell ill at the age of four months.",
        "Nobody knows how many days they walked.",
        "Ms Noon resigned and Beatrix Noon left.",
        "It will cost about two thousand people their homes.",
        "It held as recently as that.",
        "The recent floods hurt the current government.",
        "Fewer came than on any weekend.",
    ],
)
def test_no_time(text: str) -> None:
    assert read(text) == []


def test_before_a_time_of_day_is_still_on_that_day() -> None:
    time = read_one("The mill burned before 6 a.m. on Friday.")
    assert (time.earliest_start, time.latest_end) == ("2025-04-11", "2025-04-11")
    assert time.edtf == "2025-04-11T06:00:00"


def test_what_is_inferred_from_the_story_is_less_certain() -> None:
    stated = read_one("The mill burned at 6 a.m. on 3 March 2024.")
    document = parse(Article(id="a", text="The mill burned on 3 March 2024. That night it rained.", published=EVENING))
    inferred = find_times(document)[1]
    assert inferred.confidence < 0.7 < stated.confidence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is allowed, asked or put off until a day is ahead
        ("He gave the board until Friday to resign.", [("Friday", "2025-04-18")]),
        ("The hearing was adjourned until Friday.", [("Friday", "2025-04-18")]),
        ("The talks lasted until Friday.", [("Friday", "2025-04-11")]),
        ("She demanded an answer by Friday.", [("Friday", "2025-04-18")]),
        ("They were told to go, and stayed until Friday.", [("Friday", "2025-04-11")]),
        ("The firm set a Friday deadline.", [("Friday", "2025-04-18")]),
        ("The firm missed a Friday deadline.", [("Friday", "2025-04-11")]),
        # what could not be done, was perceived or was not said is past
        ("On Friday I could not buy bread.", [("Friday", "2025-04-11")]),
        ("The mayor could not be reached on Friday.", [("Friday", "2025-04-11")]),
        ("Smoke could be seen from the coast on Friday.", [("Friday", "2025-04-11")]),
        ("A ruling could be announced on Friday.", [("Friday", "2025-04-18")]),
        ("The minister would not say on Friday who had paid.", [("Friday", "2025-04-11")]),
        ("The court would not sit on Friday.", [("Friday", "2025-04-18")]),
        # "last" is not said of yesterday
        ("He called last Sunday.", [("last Sunday", "2025-04-06")]),
        ("He called last Saturday.", [("last Saturday", "2025-04-12")]),
        # one week ago is as exact as days are
        ("She wrote a week ago.", [("a week ago", "2025-04-07")]),
        ("She wrote a fortnight ago.", [("a fortnight ago", "2025-03-31")]),
        ("She wrote a week ago. At noon he rang.", [("a week ago", "2025-04-07"), ("noon", "2025-04-14T12:00")]),
        (
            "It rang an hour ago. At eight o'clock he left.",
            [("an hour ago", "2025-04-14T20:10"), ("eight o'clock", "2025-04-14T20:00")],
        ),
        ("She wrote three weeks ago.", [("three weeks ago", "2025-W13")]),
        # days are counted back from a day
        ("Prices fell in March, the bank said a day earlier.", [("March", "2025-03"), ("a day earlier", "2025-04-13")]),
        ("He resigned in March. Two days later he fled.", [("March", "2025-03"), ("Two days later", "2025-03")]),
    ],
)
def test_ahead_or_past(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert read(text) == expected
