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
        ("The ministry put the number of dead at 39, up from 13.",
         [("killed", 39, None, None, "unstated"), ("killed", 13, None, None, "unstated")]),
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


def brief(text: str) -> list[str]:
    """The counts of a text as "harm value", or "harm lower-upper" where no value is told."""
    return sorted(
        f"{count.harm} {count.value}" if count.value is not None else f"{count.harm} {count.lower}-{count.upper or ''}"
        for count in find(text).counts
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine workers were taken to hospital.", ["injured 9"]),
        ("Doctors treated 60 people for smoke inhalation.", ["injured 60"]),
        ("Fourteen pupils were treated for asthma.", ["affected 14"]),
        ("Five people remain in custody.", ["detained 5"]),
        ("Some 80 activists are behind bars.", ["detained 80"]),
        ("Four journalists are being held in a military prison.", ["detained 4"]),
        ("Twelve men were held overnight.", ["detained 12"]),
        ("The hall holds 300 people.", []),
        ("Militants took 15 teachers hostage.", ["abducted 15"]),
        ("The fighting forced 12,000 people to leave their homes.", ["displaced 12000"]),
        ("The storm could force 12,000 people to leave their homes.", []),
        ("More than 500 families had to leave their homes.", ["displaced 500"]),
        ("Up to 300 people have moved to shelters.", ["displaced 300"]),
        ("Thirty guests fell ill after the banquet.", ["affected 30"]),
        ("The virus is back. Thirty guests fell ill after the banquet.", ["infected 30"]),
        ("The region recorded 430 new cases of measles.", ["infected 430"]),
        ("The lawyer has won 43 new cases.", []),
        ("Rescuers recovered 14 bodies.", ["killed 14"]),
        ("Eight people were pulled from the rubble alive.", ["rescued 8"]),
        ("Two teenagers were pulled dead from the river.", ["killed 2"]),
        ("Twenty-two people are still unaccounted for.", ["missing 22"]),
        ("Two men were beaten to death by a mob.", ["killed 2"]),
        ("A student and a taxi driver were shot dead.", ["killed 1", "killed 1"]),
        ("A guard was shot in the leg.", ["injured 1"]),
        ("A boy of six drowned.", ["killed 1"]),
        ("Three men died of cholera and 212 are in hospital.", ["injured 212", "killed 3"]),
        (
            "The fire killed four: a couple in their car, a guard and a shepherd.",
            ["killed 1", "killed 1", "killed 2", "killed 4"],
        ),
        ("Eleven sailors, two trainees among them, are in custody.", ["detained 11", "detained 2"]),
        ("Rock falls cost 19 men their lives.", ["killed 19"]),
        ("A Dutch teacher was never found.", ["missing 1"]),
        ("More than 500 people have not been heard of since.", ["missing 500"]),
        ("Up to 1,500 villagers have no water.", ["affected 1500"]),
        ("Police put the number of teachers held at more than thirty.", ["detained 30"]),
        ("Nine captives were freed. Nineteen people are still being held.", ["abducted 19"]),
        ("Three soldiers and one civilian were killed.", ["killed 1", "killed 3"]),
        ("Two hostages were killed.", ["killed 2"]),
        ("The rebels freed 12 hostages.", ["abducted 12"]),
        ("The rebels freed 12 prisoners.", []),
        ("Gunmen kidnapped and killed 11 people.", ["abducted 11", "killed 11"]),
        ("The attack claimed the lives of 23 people.", ["killed 23"]),
        ("The army says it lost 14 soldiers.", ["killed 14"]),
        ("Several hundred people were injured.", ["injured 200-"]),
        ("Between three and five people die there.", ["killed 3-5"]),
        ("The crew of 14 were rescued.", ["rescued 14"]),
        ("Not a single person was injured.", ["injured 0"]),
        ("Confirmed deaths: 92.", ["killed 92"]),
        ("Two bolts were missing.", []),
        ("Two people were missing.", ["missing 2"]),
        ("A mother of two died in the crash.", ["killed 1"]),
        ("Half of the 40 passengers drowned.", []),
        ("A suspect fled the scene.", []),
        ("She was one of 40 reporters jailed last year.", ["detained 40"]),
        ("Police are holding a 23-year-old man.", ["detained 1"]),
        ("Two teenagers aged 15 and 16 were stabbed.", ["outcome-unknown 2"]),
        ("One in ten patients died.", []),
        ("Nine out of ten villagers fled.", []),
        ("The younger one was dead when she arrived.", []),
        ("The figure of 300 dead could not be verified.", ["killed 300"]),
    ],
)
def test_harm_told_by_more_than_a_word(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police said 30 people were arrested. The union speaks of 55.", ["detained 30", "detained 55"]),
        ("At least 12 people died in the fire. The mayor puts it at nine.", ["killed 12", "killed 9"]),
        ("Forty miners died, the company said. The union put the figure at 61.", ["killed 40", "killed 61"]),
        ("At first 20 people were dead; by nightfall the figure had risen to 38.", ["killed 20", "killed 38"]),
        ("The death toll climbed from 31 to 54.", ["killed 31", "killed 54"]),
        ("The number of people killed rose to 92, up from 46 a day earlier.", ["killed 46", "killed 92"]),
        ("Some 17 people were killed. Locals say it was closer to 50.", ["killed 17", "killed 50"]),
        ("The number of people in custody has risen to 61.", ["detained 61"]),
        ("That brings to 14 the number of people killed.", ["killed 14"]),
        ("The mayor spoke of eight dead, the governor of eleven.", ["killed 11", "killed 8"]),
        ("Fifteen people were killed, compared with nine a year earlier.", ["killed 15", "killed 9"]),
        ("Seven people were killed in Tarn and five in Orda.", ["killed 5", "killed 7"]),
        ("The union says 12 people have died, the ministry seven.", ["killed 12", "killed 7"]),
        ("Ten people were killed. The minister spoke for 20 minutes.", ["killed 10"]),
        ("Ten people were killed. The town counts 12 schools.", ["killed 10"]),
        ("Ten people were killed. I think the toll would have been 50.", ["killed 10"]),
        ("Ten people were killed. Without the alarm it would have been 50.", ["killed 10"]),
        ("The ministry closed 12 schools. The union speaks of 15.", []),
    ],
)
def test_a_figure_can_continue_an_earlier_one(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


def test_what_continues_keeps_population_and_cause() -> None:
    text = "A blast killed 12 miners. The union puts the figure at 30."
    first, second = find(text, blast="industrial_accident").counts
    assert (second.population, second.cause, second.part_of) == (first.population, "industrial-accident", None)
    assert second.confidence < first.confidence


@pytest.mark.parametrize(
    ("text", "harm", "whole", "part"),
    [
        ("The shelling killed seven people, four of them children.", "killed", 7, 4),
        ("Thirteen people were injured, two of them police officers.", "injured", 13, 2),
        ("The hospital said 18 people were injured, four of them critically.", "injured", 18, 4),
        ("Seventeen people were injured. Five of the injured were in a serious condition.", "injured", 17, 5),
        ("Thirty people were killed. Two children were among the dead.", "killed", 30, 2),
        ("Thirty people were killed. The dead include four police officers.", "killed", 30, 4),
        ("Nine people were killed. Among those killed was a journalist.", "killed", 9, 1),
        ("Police detained 214 people, including some 30 minors.", "detained", 214, 30),
    ],
)
def test_a_part_is_linked_to_its_whole(text: str, harm: str, whole: int, part: int) -> None:
    first, second = sorted(find(text).counts, key=lambda count: -(count.value or 0))
    assert (first.harm, first.value, second.harm, second.value) == (harm, whole, harm, part)
    assert second.part_of == first.id


def test_a_list_that_adds_up_is_part_of_what_stands_before_it() -> None:
    whole, women, men = find("Police arrested 12 people, seven women and five men.").counts
    assert (women.value, women.part_of, men.value, men.part_of) == (7, whole.id, 5, whole.id)


def test_those_of_whom_a_verb_tells_something_else_are_no_count() -> None:
    assert brief("Police arrested 19 people. Four of them have been released.") == ["detained 19"]
    assert brief("Police arrested 19 people, of whom six were later charged.") == ["detained 19"]


def test_a_part_with_a_harm_of_its_own_is_not_part_of_another_harm() -> None:
    rescued, injured = find("Divers rescued 112 people, four of them with serious injuries.").counts
    assert (rescued.harm, injured.harm, injured.value, injured.part_of) == ("rescued", "injured", 4, None)


def test_the_word_that_completes_a_phrase_is_in_the_evidence() -> None:
    found = find("Nine workers were taken to hospital on Monday.")
    (count,) = found.counts
    assert found.document.quote(count.evidence[0]) == "Nine workers were taken to hospital"


def test_a_number_above_all_people_counts_nobody() -> None:
    assert not find("At least 99,999,999,999,999,999,999 people were killed.").counts


@pytest.mark.parametrize(
    "text",
    [
        "There are no casualties left at the site.",
        "No injured people remain at this location.",
        "The camp houses 3,000 Somali students.",
    ],
)
def test_who_is_somewhere_or_no_more_there_is_no_count_of_harm(text: str) -> None:
    assert brief(text) == []


def test_those_harmed_are_found_behind_a_source_without_a_comma() -> None:
    found = find("According to the Health Ministry over 210 Hindu pilgrims have been killed in a fire in Pune.")
    (count,) = found.counts
    assert (count.harm, count.lower, found.population(count)) == ("killed", 211, "over 210 Hindu pilgrims")


def place_names(text: str, **triggers: str) -> list[str | None]:
    found = find(text, **triggers)
    names = {entity.id: entity.name for entity in found.entities.entities()}
    return [names.get(count.place or "") for count in found.counts]


@pytest.mark.parametrize(
    ("text", "trigger", "places"),
    [
        ("At least 20 killed in Lagos crane collapse.", "collapse", ["Lagos"]),
        ("Over 300 people were killed in a crush during the spring fair near Kano.", "crush", ["Kano"]),
        ("The Kano bombing killed 40 people.", "bombing", ["Kano"]),
        (
            "A storm caused a crane to fall into Lagos's Great Mosque, killing 20 and wounding 33.",
            "storm",
            ["Great Mosque"] * 2,
        ),
        ("About 345 people died when a hotel near Lake Tana collapsed.", "collapsed", ["Lake Tana"]),
    ],
)
def test_the_place_of_the_cause_is_where_it_happened(text: str, trigger: str, places: list[str]) -> None:
    assert place_names(text, **{trigger: "explosive-attack"}) == places


def test_those_counted_on_are_of_the_same_people() -> None:
    found = find(
        "Divers rescued 200 asylum seekers, and the navy saved 50 more near Aceh. Police arrested 40 Kurdish people."
    )
    assert [found.population(count) for count in found.counts] == [
        "200 asylum seekers",
        "200 asylum seekers",
        "40 Kurdish people",
    ]
