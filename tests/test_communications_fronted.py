"""Who speaks behind a message that is put first or stands between commas, and what is told around an act."""

from __future__ import annotations

import pytest


def _told(find, text: str) -> list[tuple[str, list[str], list[str]]]:
    found = find(text)
    return [
        (trigger, [found.names[i] for i in act.senders], [found.names[i] for i in act.recipients])
        for trigger, act in zip(found.triggers(), found.acts, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "senders", "recipients"),
    [
        (
            "In a letter to the court seen by this newspaper, the union's head, the retired judge Karl Brandt, warns "
            "that the deal is unlawful.",
            ["Karl Brandt"],
            ["the court"],
        ),
        (
            "In a letter to the council, the mayor and the union, the bishop, Karl Dahl, asked for peace.",
            ["Karl Dahl"],
            ["the council", "the mayor", "the union"],
        ),
        ("In a statement, the company, Norcom, said it would appeal.", ["Norcom"], []),
        ("Economists at Corbank, in a note to investors, called the plan reckless.", ["Economists"], ["investors"]),
        ("The premier, in a speech to the party, promised new roads.", ["The premier"], ["the party"]),
    ],
)
def test_who_speaks_between_commas(find, text, senders, recipients):
    assert find(text).parties() == (senders, recipients)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Residents rang the fire brigade's helpline to complain.", [("rang", ["Residents"], ["the fire brigade"])]),
        ("The nurse called a crisis hotline.", [("called", ["The nurse"], ["a crisis hotline"])]),
        ("Villagers rang the church bell.", []),
        ("It broke when a coaster called the Maria Rosa sank in a gale.", []),
    ],
)
def test_whose_telephone_rings(find, text, told):
    assert _told(find, text) == told


def test_one_of_several_is_told_by_name(find):
    text = "One of the survivors, Ivan Petrak, told reporters that the boat had sunk."
    assert find(text).parties() == (["Ivan Petrak"], ["reporters"])
    assert find("One of the survivors told reporters that the boat had sunk.").parties()[1] == ["reporters"]


@pytest.mark.parametrize(
    ("text", "told", "medium"),
    [
        (
            "Speaking on state radio, the governor urged villagers to leave.",
            [("Speaking", ["the governor"], ["villagers"])],
            "broadcast",
        ),
        (
            "Paul Lind, posting on X, urged Eva Dahl to resign.",
            [("urged", ["Paul Lind"], ["Eva Dahl"])],
            "social-media",
        ),
        ("Paul Lind, waiting on X Street, urged Eva Dahl to resign.", [("urged", ["Paul Lind"], ["Eva Dahl"])], ""),
    ],
)
def test_how_it_is_said_in_a_participle(find, text, told, medium):
    assert _told(find, text) == told
    assert find(text).act.medium == (medium or "unspecified")


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("Paul Lind denies ever having met Eva Dahl.", []),
        ("Paul Lind has met Eva Dahl.", ["met"]),
        ("Do not let the minister persuade the voters that this is true.", []),
        ("A person briefed on the call, who asked not to be named, said it was short.", []),
        ("An aide briefed by the minister said it was short.", ["briefed"]),
        ("People had begun falling asleep during the speeches.", []),
        ("Turkey, which mediated an earlier dispute, has left.", []),
        ("She was promised a pay rise.", ["promised"]),
    ],
)
def test_what_is_told_and_what_is_not(find, text, triggers):
    assert find(text).triggers() == triggers
