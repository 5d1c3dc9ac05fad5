from __future__ import annotations

from typing import NamedTuple

import pytest

from kg.extract.casualties import find_counts
from kg.extract.casualties.harms import combine_harms
from kg.extract.document import Document, parse
from kg.extract.entities import EntityIndex
from kg.extract.times import find_times
from kg.model import Article, Count, Event, Span, Time


class Found(NamedTuple):
    """What was found in a text."""

    document: Document
    entities: EntityIndex
    times: list[Time]
    counts: list[Count]

    def population(self, count: Count) -> str:
        return next(entity.name for entity in self.entities.entities() if entity.id == count.population)


def find(text: str, **triggers: str) -> Found:
    """The counts of a text in which `triggers` gives the type of event for a word."""
    document = parse(Article(id="a", text=text, published="2025-04-14"))
    entities, times = EntityIndex(document), find_times(document)
    events = [
        Event(
            id=f"event-{word}",
            type=kind.replace("_", "-"),
            trigger=Span(text.index(word), text.index(word) + len(word)),
        )
        for word, kind in triggers.items()
    ]
    return Found(document, entities, times, find_counts(document, entities, times, events))


def summary(text: str) -> list[tuple[str, int | None, int | None, int | None, str]]:
    return [(count.harm, count.value, count.lower, count.upper, count.qualifier) for count in find(text).counts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # verbs
        ("The army said it had killed 40 militants.", [("killed", 40, None, None, "unstated")]),
        ("Police detained more than 200 protesters.", [("detained", 200, 201, None, "more-than")]),
        ("Fourteen fishermen drowned off the coast.", [("killed", 14, None, None, "unstated")]),
        ("The flood displaced nearly 3,000 families.", [("displaced", 3000, None, 3000, "nearly")]),
        ("Between 40 and 50 villagers were abducted.", [("abducted", None, 40, 50, "between")]),
        ("The fever has infected 350 people and killed 21.",
         [("infected", 350, None, None, "unstated"), ("killed", 21, None, None, "unstated")]),
        ("About 300 people lost their lives.", [("killed", 300, None, None, "about")]),
        ("The quake claimed 240 lives.", [("killed", 240, None, None, "unstated")]),
        ("Rescuers saved 11 miners.", [("rescued", 11, None, None, "unstated")]),
        ("A shell hit a bus, killing at least 15 passengers and wounding dozens.",
         [("killed", 15, 15, None, "at-least"), ("injured", None, 24, None, "dozens")]),
        # together
        ("Over the years 393 farmers were killed or injured.", [("killed-or-injured", 393, None, None, "unstated")]),
        ("In the raid 39 people were killed and injured.", [("killed-or-injured", 39, None, None, "unstated")]),
        # adjectives
        ("Another 20 remain missing.", [("missing", 20, None, None, "unstated")]),
        ("The storm left 12 people dead and thousands homeless.",
         [("killed", 12, None, None, "unstated"), ("displaced", None, 2000, None, "dozens")]),
        ("Five are still trapped under the rubble.", [("trapped", 5, None, None, "unstated")]),
        ("Doctors treated 30 wounded.", [("injured", 30, None, None, "unstated")]),
        ("Up to 30 miners were feared dead.", [("killed", 30, None, 30, "up-to")]),
        # nouns
        ("Clinics reported 45 deaths and 120 injuries.",
         [("killed", 45, None, None, "unstated"), ("injured", 120, None, None, "unstated")]),
        ("The crash resulted in the death of a 15-year-old.", [("killed", 1, 1, 1, "unstated")]),
        ("There were no casualties.", [("killed-or-injured", 0, 0, 0, "exact")]),
        ("No one was hurt.", [("injured", 0, 0, 0, "exact")]),
        # tolls
        ("The death toll rose to 45.", [("killed", 45, None, None, "unstated")]),
        ("The ministry put the number of dead at 39, up from 13.", [("killed", 39, None, None, "unstated")]),
        ("The toll was 12 dead and 40 injured.",
         [("killed", 12, None, None, "unstated"), ("injured", 40, None, None, "unstated")]),
    ],
)  # fmt: skip
def test_harm_and_number(text: str, expected: list[tuple[str, int | None, int | None, int | None, str]]) -> None:
    assert summary(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Parliament killed the bill by 12 votes.",
        "The strike could kill thousands.",
        "He threatened to kill 12 hostages.",
        "The storm killed 400 cows.",
        "The 52-year-old paid $12 million and fled.",
        "The blast did not kill 12 people.",
        "If the dam breaks and kills 500 people, it will be too late.",
        "Twenty percent of the workers voted; 300 people attended.",
    ],
)
def test_no_count(text: str) -> None:
    assert summary(text) == []


def test_combined_figure_with_period_population_and_cause() -> None:
    text = (
        "Since the end of the war in November 2020, 393 Georgians have been killed or injured due to mine explosions."
    )
    found = find(text, explosions="mine_explosion")
    (count,) = found.counts
    assert (count.harm, count.value, count.cause, count.event) == (
        "killed-or-injured", 393, "mine-explosion", "event-explosions",
    )  # fmt: skip
    assert found.population(count) == "Georgians"
    (period,) = (time for time in found.times if time.id == count.period)
    assert period.edtf == "2020-11/.."
    assert found.document.quote(count.evidence[0]) == "393 Georgians have been killed or injured"
    assert count.confidence >= 0.85


def test_coordinated_verbs_share_place_time_and_cause() -> None:
    found = find("A blast killed at least 12 people and wounded dozens in Aleppo on Friday.", blast="explosive_attack")
    assert len({(count.place, count.period, count.cause) for count in found.counts}) == 1
    (killed, _) = found.counts
    assert killed.cause == "explosive-attack"
    assert [time.value for time in found.times if time.id == killed.period] == ["2025-04-11"]
    assert [entity.name for entity in found.entities.entities() if entity.id == killed.place] == ["Aleppo"]


def test_those_among_the_counted_are_part_of_them() -> None:
    whole, children, nurse = find("The shelling killed seven people, including two children and a nurse.").counts
    assert (whole.value, children.value, nurse.value) == (7, 2, 1)
    assert whole.part_of is None
    assert children.part_of == nurse.part_of == whole.id


def test_among_them() -> None:
    whole, part = find("Twelve people were killed, among them three children.").counts
    assert (part.value, part.part_of) == (3, whole.id)


def test_among_them_a_priest() -> None:
    found = find("Rebels shelled the town on Sunday, killing nine civilians, among them a priest.")
    whole, part = found.counts
    assert (part.value, part.part_of) == (1, whole.id)
    assert [time.value for time in found.times if time.id == whole.period] == ["2025-04-13"]


def test_a_third_takes_up_whom_the_first_were() -> None:
    found = find("Two soldiers died and a third was hurt.")
    first, third = found.counts
    assert (first.harm, third.harm, third.value) == ("killed", "injured", 1)
    assert first.population == third.population is not None


def test_people_as_such_are_no_population() -> None:
    (count,) = find("Twelve people were killed.").counts
    assert count.population is None


def test_a_denial_is_no_cause() -> None:
    (count,) = find("The government denies that 200 civilians were killed.", denies="denial", killed="killing").counts
    assert (count.cause, count.event) == (None, "event-killed")


def test_an_arrest_has_no_attack_for_a_cause() -> None:
    text = "Police arrested two men after the bombing."
    (count,) = find(text, bombing="explosive_attack", arrested="arrest").counts
    assert (count.harm, count.cause, count.event) == ("detained", None, "event-arrested")
    (count,) = find("Police arrested two men at the rally.", rally="demonstration").counts
    assert count.cause == "demonstration"


def test_a_time_of_the_report_is_not_the_period() -> None:
    found = find("Officials said on Friday that 14 sailors drowned in March.")
    (count,) = found.counts
    assert [time.value for time in found.times if time.id == count.period] == ["2025-03"]


def test_fear_is_less_certain_than_fact() -> None:
    (feared,) = find("Three soldiers are feared dead.").counts
    (dead,) = find("Three soldiers were killed.").counts
    assert feared.confidence < 0.7 < dead.confidence


def test_two_harms_of_one_figure_have_ids_of_their_own() -> None:
    counts = find("Three climbers are missing and feared dead.").counts
    assert {count.harm for count in counts} == {"missing", "killed"}
    assert len({count.id for count in counts}) == 2


@pytest.mark.parametrize(
    ("harms", "code"),
    [
        ({"killed"}, "killed"),
        ({"killed", "injured"}, "killed-or-injured"),
        ({"killed-or-injured", "killed"}, "killed-or-injured"),
        ({"killed", "missing"}, "affected"),
    ],
)
def test_combined_harms(harms: set[str], code: str) -> None:
    assert combine_harms(harms) == code


def test_the_place_at_the_end_of_a_row_is_shared():
    """What ends a row of harms tells where of each, unless one has a place of its own."""
    found = find("Officials said that 12 people had died and 40 had been injured in Norway.")
    assert len({count.place for count in found.counts}) == 1
    assert found.counts[0].place is not None
    apart = find("At least 3 people were killed in Oslo and 5 were injured in Bergen.")
    assert len({count.place for count in apart.counts}) == 2


def test_none_of_them_is_zero():
    """ "None of the 12" counts nobody, not twelve."""
    (count,) = find("None of the 12 sailors was hurt.").counts
    assert (count.value, count.qualifier) == (0, "exact")
