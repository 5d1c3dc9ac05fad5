"""Figures of people harmed in the forms that news gives them, beside what only looks like one."""

from __future__ import annotations

import pytest

from kg.extract.casualties import find_counts
from kg.extract.document import parse
from kg.extract.entities import EntityIndex
from kg.extract.times import find_times
from kg.model import Article, Count


def find(text: str) -> list[Count]:
    document = parse(Article(id="a", text=text, published="2025-04-14"))
    return find_counts(document, EntityIndex(document), find_times(document), [])


def brief(text: str) -> list[str]:
    """The counts of a text as "harm value", or "harm lower-upper" where no value is told."""
    return sorted(
        f"{count.harm} {count.value}" if count.value is not None else f"{count.harm} {count.lower}-{count.upper or ''}"
        for count in find(text)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # no people
        ("About 3,000 ducks died on the farm.", []),
        ("The fire killed 40 horses and two grooms.", ["killed 2"]),
        ("She was convicted of two counts of assault with injury.", []),
        ("He injured two fingers.", []),
        # who gets away, who loses a contest
        ("Two of the robbers managed to flee.", []),
        ("Two of the villagers managed to flee.", ["displaced 2"]),
        ("The champion beat two rivals.", []),
        ("Guards beat two porters.", ["injured 2"]),
        # becoming ill or homeless
        ("Some 66 guests became ill after the banquet.", ["affected 66"]),
        ("The broth has made more than 95 people sick.", ["affected 95"]),
        ("About 1,200 families became homeless overnight.", ["displaced 1200"]),
        ("Eleven pupils became fond of the goat.", []),
        # cases
        ("Tarn now has eleven confirmed cases of swine flu.", ["infected 11"]),
        ("Only one confirmed case of measles was found.", ["infected 1"]),
        ("Tarn now has eleven confirmed cases of fraud.", []),
        ("Forty porters were admitted with cholera.", ["infected 40"]),
        # in hospital: of a fever, or of wounds
        ("The virus is back. No vaccine stops the virus. Nine are in hospital.", ["infected 9"]),
        ("A vaccine was tested. The shell hit a bus. Nine are in hospital in Orda.", ["injured 9"]),
        ("Four men died and a further twelve are recovering in hospital.", ["injured 12", "killed 4"]),
        ("Approximately 100 children are receiving treatment for malnutrition.", ["affected 100"]),
        # participles before and after those harmed
        ("Out of 23 arrested fishermen, 12 are from Norway.", ["detained 12", "detained 23"]),
        ("The eight kidnapped engineers are well.", ["abducted 8"]),
        ("The crash left three dead, with over 30 people injured.", ["injured 30", "killed 3"]),
        # how a shot or a wound ended
        ("Two men were fatally stabbed.", ["killed 2"]),
        ("Two men were badly stabbed.", ["outcome-unknown 2"]),
        ("Three people were shot, two fatally.", ["killed 2", "outcome-unknown 3"]),
        # set free: hostages have been taken, prisoners are no longer held
        ("Sixty hostages were freed.", ["abducted 60"]),
        ("The release of 40 prisoners has begun.", []),
        ("The camp is home to 20,000 refugees.", ["displaced 20000"]),
        ("The return of 20,000 refugees has begun.", []),
        # headlines
        ("Ten held over fraud in Orda", ["detained 10"]),
        ("Ten held talks in Orda", []),
        # the owners of bodies and deaths
        ("A man's body was found in a canal.", ["killed 1"]),
        ("The man's body was found in a canal.", []),
        ("The remains of 14 people were found.", ["killed 14"]),
        ("About 200 people are believed to have been buried in their homes.", ["trapped 200"]),
        ("About 200 people are believed to have been buried in the churchyard.", []),
    ],
)  # fmt: skip
def test_who_is_harmed_and_how(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # parts of a scale, ranges, ratios
        ("Half a million people have been displaced.", ["displaced 500000"]),
        ("A quarter of a million people fled.", ["displaced 250000"]),
        ("Two and a half million people were displaced.", ["displaced 2500000"]),
        ("A handful of people were injured.", ["injured 3-"]),
        ("Anywhere from 30 to 50 people were hurt.", ["injured 30-50"]),
        ("Nearly one in four soldiers was wounded.", []),
        ("Nine in ten victims were women.", []),
        ("The rebels killed nine in two raids.", ["killed 9"]),
        # beside a dash, a bracket or a comma
        ("More than 2,000 people - many of them women - have been killed.", ["killed 2000"]),
        ("Forty passengers (nine of them children) were hurt.", ["injured 40", "injured 9"]),
        ("A couple and their three children drowned.", ["killed 2", "killed 3"]),
        ("The rest, 30 people, are still missing.", ["missing 30"]),
        ("His wife, a nurse, was killed.", []),
        ("Soldiers, two of them officers, were killed.", ["killed 2"]),
        # of whom
        ("Two of the 12 initially killed were policemen.", ["killed 12", "killed 2"]),
        ("111 of the 163 recorded deaths have been children.", ["killed 111", "killed 163"]),
        ("The blast hurt 12 people, three of whom remain in hospital.", ["injured 12", "injured 3"]),
        ("Sixteen people were hurt: eight men and eight women.", ["injured 16", "injured 8", "injured 8"]),
        ("Four cases of flu were found. Three of the four cases were fatal.", ["infected 4", "infected 4", "killed 3"]),
        (
            "In the fen, 600 people are infected with cholera and 70 people die of hunger.",
            ["infected 600", "killed 70"],
        ),
        ("The regiment suffered 400 casualties, including 90 dead.", ["killed 90", "killed-or-injured 400"]),
        ("In the gorge 33 people were killed and 22 hurt.", ["injured 22", "killed 33"]),
        # tolls
        ("The death toll, which officially stands at 23,000, is expected to rise.", ["killed 23000"]),
        ("The confirmed death count is over 120,000.", ["killed 120000"]),
        ("The confirmed vote count is over 120,000.", []),
        ("Estimates of the dead range from 200 to 400.", ["killed 200-400"]),
        ("Deaths fell to 45 from 60 a year earlier.", ["killed 45", "killed 60"]),
        ("Prices fell to 45 from 60 a year earlier.", []),
        ("There have been 45 deaths so far, compared with 30 last year.", ["killed 30", "killed 45"]),
        # none
        ("There were no reports of injuries.", ["injured 0"]),
        ("There were reports of injuries.", []),
    ],
)
def test_figures(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # nobody in particular
        ("When a soldier dies in battle, the family is told.", []),
        ("When a soldier died in battle, the family was told.", ["killed 1"]),
        ("Every year a child drowns in the canal.", []),
        ("A climber dies after a fall in Wales.", ["killed 1"]),
        ("The police say a second person is in hospital.", ["injured 1"]),
        ("A refugee is an engineer.", []),
        # what was prevented, tried or only ordered
        ("The warning prevented 200 deaths.", []),
        ("The warning followed 200 deaths.", ["killed 200"]),
        ("A climber narrowly escaped being buried alive.", []),
        ("He was charged with the attempted murder of two officers.", []),
        ("He was charged with the murder of two officers.", ["killed 2"]),
        ("Officials ordered 3,000 people to leave their homes.", ["displaced 3000"]),
        ("Officials advised 3,000 people to leave their homes.", []),
        # the dead are counted once
        ("Nine people died after contracting cholera.", ["killed 9"]),
        ("Nine people contracted cholera.", ["infected 9"]),
        ("They seized 20 patients in a hospital in Orda.", ["abducted 20"]),
        ("An Israeli and a Palestinian were shot dead.", ["killed 1", "killed 1"]),
    ],
)
def test_whether_anyone_was_harmed(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who holds whom
        ("Inmates have been holding four guards since Tuesday.", ["abducted 4"]),
        ("Soldiers are holding four smugglers.", ["detained 4"]),
        ("The club is holding four players to their contracts.", []),
        # made ill by food
        (
            "Some 64 guests went down with suspected salmonella. Eleven were still in hospital.",
            ["affected 11", "affected 64"],
        ),
        ("At least 30 pupils came down with a stomach bug.", ["affected 30"]),
        ("At least 30 pupils came down with measles.", ["infected 30"]),
        ("Twelve pensioners were laid low by the flu.", ["infected 12"]),
        # critical, in one sense and the other
        ("One boy was critical, the hospital said.", ["injured 1"]),
        ("One member was critical of the plan.", []),
        # a figure and the one before it
        ("Officials lowered to 41 from 58 the death toll of the slide.", ["killed 41", "killed 58"]),
        ("The agency spoke of nine dead and on Monday of 33.", ["killed 33", "killed 9"]),
        ("The agency spoke of nine dead and sold 33 of its cars.", ["killed 9"]),
        # one side of a ratio
        ("There are three cases of measles for every one we know of.", []),
        ("There are three cases of measles for the doctors to treat.", ["infected 3"]),
    ],
)
def test_who_is_counted_as_what(text: str, expected: list[str]) -> None:
    assert brief(text) == expected
