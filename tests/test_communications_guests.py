"""Meetings told by who receives whom, messages that someone brings, and those who ask without an object."""

from __future__ import annotations

import pytest

from kg.extract.assemble import extract_facts
from kg.extract.document import parse
from kg.model import Article

_WHO = "Ana Ruiz is president of Chile. Paul Lind is prime minister of Norway.\n\n"

Told = tuple[str, str, list[str], list[str]]


def told(sentence: str) -> list[Told]:
    """Type, medium, senders and recipients of each act of communication."""
    article = Article(id="a", text=_WHO + sentence, publisher="The Daily Test", authors=("Ida Marsh",))
    facts = extract_facts(parse(article))
    names = {entity.id: entity.name for entity in facts.entities}
    return [
        (act.type, act.medium, [names[each] for each in act.senders], [names[each] for each in act.recipients])
        for act in facts.communications
    ]


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        (
            "President Ruiz received the ambassador of Norway on Monday.",
            ("meeting", "meeting", ["Ana Ruiz"], ["the ambassador"]),
        ),
        ("Ruiz hosted Prime Minister Lind for dinner.", ("meeting", "meeting", ["Ana Ruiz"], ["Paul Lind"])),
        ("Lind welcomed Ruiz in Oslo.", ("meeting", "meeting", ["Paul Lind"], ["Ana Ruiz"])),
        (
            "Lind was received by President Ruiz in Santiago.",
            ("meeting", "meeting", ["Ana Ruiz"], ["Paul Lind"]),
        ),
        (
            "The minister received a delegation of farmers.",
            ("meeting", "meeting", ["The minister"], ["a delegation"]),
        ),
        (
            "A phone call between Ruiz and Lind lasted an hour.",
            ("call", "phone-call", ["Ana Ruiz", "Paul Lind"], []),
        ),
        (
            "At a meeting with Lind in Oslo, Ruiz warned that the dam was unsafe.",
            ("meeting", "meeting", ["Ana Ruiz"], ["Paul Lind"]),
        ),
        ("Lind is to meet Ruiz next week.", ("meeting", "meeting", ["Paul Lind"], ["Ana Ruiz"])),
        (
            "The ambassador delivered a letter from Ruiz to Lind.",
            ("letter", "letter", ["Ana Ruiz"], ["Paul Lind"]),
        ),
        (
            "The ambassador handed a letter to Lind.",
            ("letter", "letter", ["The ambassador"], ["Paul Lind"]),
        ),
        (
            "The ambassador was summoned to the foreign ministry.",
            ("request", "meeting", ["the foreign ministry"], ["The ambassador"]),
        ),
        ("The mayor denied it when I asked.", ("request", "unspecified", ["Ida Marsh"], ["The mayor"])),
        (
            "A herder reported the theft to the police.",
            ("statement", "unspecified", ["A herder"], ["the police"]),
        ),
        (
            "Ruiz posted on Telegram that the dam had held.",
            ("statement", "social-media", ["Ana Ruiz"], []),
        ),
        (
            "The union leader was interviewed by Radio Oslo.",
            ("statement", "interview", ["The union leader"], ["Radio Oslo"]),
        ),
        (
            "In a joint statement, Chile and Norway urged restraint.",
            ("statement", "statement", ["Chile", "Norway"], []),
        ),
        (
            "The government published a readout of the call.",
            ("statement", "statement", ["The government"], []),
        ),
    ],
)
def test_acts(sentence: str, act: Told) -> None:
    assert told(sentence) == [act]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway hosted the games.",
        "The hospital received 40 patients.",
        "Ruiz received the prize in Oslo.",
        "Lind welcomed the decision in Oslo.",
        "Lind welcomed Ruiz's decision.",
        "He smiled when asked about it.",
    ],
)
def test_no_meeting_and_no_question(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        (
            "In an interview with Radio Oslo, Lind said the dam had held.",
            ("communication", "interview", ["Paul Lind"], ["Radio Oslo"]),
        ),
        (
            "Ruiz discussed the dam with Lind on Monday.",
            ("communication", "unspecified", ["Ana Ruiz"], ["Paul Lind"]),
        ),
        (
            "The council voted 9–2 on Tuesday to ask Lind to go.",
            ("request", "unspecified", ["The council"], ["Paul Lind"]),
        ),
    ],
)
def test_sides_that_the_parser_hangs_elsewhere(sentence: str, act: Told) -> None:
    assert told(sentence) == [act]
