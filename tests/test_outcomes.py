"""Who brings about what a participle tells, who goes on after a parenthesis of saying, and what takes no part."""

from __future__ import annotations

import pytest

from kg.extract.document import Document, parse
from kg.extract.entities import EntityIndex
from kg.extract.events import find_events
from kg.extract.outcomes import find_cause, find_outcomes, is_outcome
from kg.extract.times import find_times
from kg.extract.tokens import Token
from kg.model import Article, Event

HIDDEN = (
    "Police are hunting a man who left a parcel containing a device that exploded on Sunday, "
    "wounding 13 people in Malta."
)
PLAIN = "A bomb exploded near Malta, killing six people."


def token(text: str, word: str) -> Token:
    document = parse(Article(id="a", text=text))
    return next(token for token in document.doc if token.text == word)


def read(text: str) -> tuple[Document, dict[str, Event], dict[str, str]]:
    document = parse(Article(id="a", text=text, published="2025-04-14"))
    entities = EntityIndex(document)
    events = find_events(document, entities, find_times(document), ())
    names = {entity.id: entity.name for entity in entities.entities()}
    return document, {document.quote(event.trigger): event for event in events}, names


def roles(text: str, word: str) -> set[tuple[str, str]]:
    _, events, names = read(text)
    return {(participant.role, names[participant.entity]) for participant in events[word].participants}


def places(text: str, word: str) -> list[str]:
    _, events, names = read(text)
    return [names[place] for place in events[word].places]


def test_harm_comes_of_the_violence_told_last_before_it() -> None:
    participle = token(HIDDEN, "wounding")
    assert is_outcome(participle)
    assert participle.head.text == "hunting"
    assert find_cause(participle).text == "exploded"
    assert [outcome.text for outcome in find_outcomes(find_cause(participle))] == ["wounding"]


def test_a_participle_of_a_clause_that_tells_of_harm_is_its_outcome() -> None:
    assert find_cause(token(PLAIN, "killing")).text == "exploded"


def test_those_who_look_into_it_did_no_harm() -> None:
    assert ("agent", "Police") not in roles(HIDDEN, "wounding")
    assert places(HIDDEN, "hunting") == []
    assert places(HIDDEN, "exploded") == ["Malta"]


def test_victims_prompt_nothing() -> None:
    assert roles("Ten men were killed in the raid, prompting protests.", "prompting") == set()


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "She does not intend to leave, an aide said on Monday, but has not excluded appointing a deputy.",
            "appointing",
            ("agent", "She"),
        ),
        ("Two aides are in custody in Malta.", "custody", ("patient", "Two aides")),
        ("The union called a strike for Monday.", "strike", ("agent", "The union")),
        ("Four children died of smallpox.", "died", ("instrument", "smallpox")),
    ],
)
def test_who_takes_part(text: str, word: str, expected: tuple[str, str]) -> None:
    assert expected in roles(text, word)


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        (
            "She does not intend to leave, an aide said, but has not excluded appointing a deputy.",
            "appointing",
            "an aide",
        ),
        ("Three people lost their lives in the fire.", "lost", "their lives"),
        ("Police halted the march.", "march", "Police"),
        ("The union called off the strike.", "strike", "The union"),
        ("Army chief Abdel Lira toured the market.", "toured", "Army chief"),
    ],
)
def test_who_or_what_does_not(text: str, word: str, name: str) -> None:
    assert name not in {found for _, found in roles(text, word)}


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("At least 31 people were killed after a ferry capsized near Malta.", "killed", ["Malta"]),
        ("A rider hit a patrol while it was passing through Malta.", "hit", ["Malta"]),
        ("All residents of Malta were evacuated on Tuesday.", "evacuated", ["Malta"]),
        ("They met to discuss the siege of Malta.", "siege", ["Malta"]),
        ("He was sentenced to six years in prison in Lima.", "sentenced", ["Lima"]),
        ("Two aides are in custody in the port of Malta.", "custody", ["Malta"]),
        ("A car crashed into a Malta police patrol.", "crashed", []),
    ],
)
def test_where(text: str, word: str, expected: list[str]) -> None:
    assert places(text, word) == expected


def test_a_strike_that_is_called_something_is_no_plan() -> None:
    _, events, _ = read('The envoy called the strike on the convoy "a crime".')
    assert events["strike"].modality == "actual"
    _, events, _ = read("The union called a strike for Monday.")
    assert events["strike"].modality == "planned"


@pytest.mark.parametrize("text", ["Four aid workers came.", "A charity sent relief workers."])
def test_what_a_trade_is_called_after_is_no_event(text: str) -> None:
    _, events, _ = read(text)
    assert not {"aid", "relief"} & events.keys()
