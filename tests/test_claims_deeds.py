"""Where what a source says ends: at what it does besides, and at what others say of it."""

from __future__ import annotations

import pytest

from tests.test_claims_forms import rows


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # the same source says two things
        (
            "The army said two men were killed and accused the rebels of murder.",
            [("The army", "two men were killed"), ("The army", "murder")],
        ),
        (
            "The council insisted that no one was hurt and called reports of panic an invention.",
            [("The council", "no one was hurt"), ("The council", "reports of panic an invention")],
        ),
        (
            "The authors say the dam is old and recommend that it be drained.",
            [("The authors", "the dam is old"), ("The authors", "it be drained")],
        ),
        # the source does something besides
        ("Police believe nobody was in the car and will search again today.", [("Police", "nobody was in the car")]),
        (
            "The coach said his side had played well but refused to discuss his pay.",
            [("The coach", "his side had played well")],
        ),
        # the content goes on
        ("She said she was tired and wanted to go home.", [("She", "she was tired and wanted to go home")]),
        (
            "A study found the pills did nothing or made it worse.",
            [("A study", "the pills did nothing or made it worse")],
        ),
    ],
)
def test_what_a_source_does_besides(text: str, told: list[tuple[str, str]]) -> None:
    assert [(source, content) for _, source, _, content in rows(text)] == told


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Villagers hold the mine responsible for the flood.",
            ("accusation", "Villagers", "hold the mine responsible", "the flood"),
        ),
        (
            "Ada Moss is adamant that the ferry could sail.",
            ("opinion", "Ada Moss", "is adamant", "the ferry could sail"),
        ),
        (
            "Fears among farmers are growing that the dam could burst.",
            ("concern", "farmers", "Fears", "the dam could burst"),
        ),
        (
            "The mayor raised the possibility that the toll would go.",
            ("prediction", "The mayor", "raised the possibility", "the toll would go"),
        ),
        ("The bridge is reportedly unsafe.", ("assertion", None, "reportedly", "The bridge is … unsafe")),
        ("The mayor believes so.", ("opinion", "The mayor", "believes", "so")),
        (
            "Under an act of 1963, the mayor says, nobody may cross.",
            ("prediction", "the mayor", "says", "Under an act of 1963 … nobody may cross"),
        ),
        (
            "Ada Moss asked not to be named because the case is open.",
            ("request", "Ada Moss", "asked", "not to be named"),
        ),
        ("Farmers got a text from the bank telling them to pay.", ("demand", "the bank", "telling", "to pay")),
        (
            "The islanders petitioned the mayor to let the finds stay.",
            ("request", "The islanders", "petitioned", "to let the finds stay"),
        ),
    ],
)
def test_forms(text: str, row: tuple[str | None, ...]) -> None:
    assert row in rows(text)


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman declined to comment.",
        "The mayor would not comment on the meeting.",
        "The guild made sure that the ferry sailed.",
        "A gang calling itself the Reds fled.",
        "The guild got a call from the bank.",
        "The council referred questions to the bank, which did not reply.",
        "The mayor rang to say goodbye.",
        "The letter will be answered by the end of the week.",
    ],
)
def test_nothing_said(text: str) -> None:
    """Silence, names, greetings and what is only done tell no claim."""
    assert rows(text) == []


def test_who_is_cited_for_one_thing_relays_no_other() -> None:
    """A body that another outlet cites in the lead is the source of that alone."""
    told = rows("Radio Tarn reported on Monday, citing the health ministry, that two men had died. The mayor wept.")
    assert told == [("assertion", "the health ministry", "citing", "two men had died")]
