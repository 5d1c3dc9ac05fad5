"""How far what is said reaches, where the parser gives too much of the sentence or too little."""

from __future__ import annotations

import pytest

from kg.extract.claims import find_claims
from kg.extract.document import parse
from kg.extract.entities import EntityIndex
from kg.model import Article


def rows(text: str) -> list[tuple[str | None, str, str]]:
    """Source, cue and content of each claim of a text."""
    document = parse(Article(id="a", text=text))
    entities = EntityIndex(document)
    claims = find_claims(document, entities)
    names = {entity.id: entity.name for entity in entities.entities()}
    found = []
    for claim in claims:
        link = claim.attributions[0]
        cue = document.quote(link.cue) if link.cue is not None else ""
        content = " … ".join(document.quote(span) for span in claim.content)
        found.append((names[link.source] if link.source is not None else None, cue, content))
    return found


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "In announcing the delay, the chairman said, “Growth has not met our hopes.”",
            ("the chairman", "said", "Growth has not met our hopes"),
        ),
        (
            "In Norland on Friday the minister said that nobody would lose a job.",
            ("the minister", "said", "nobody would lose a job"),
        ),
        (
            "Having lost the vote, the party would leave, she said.",
            ("she", "said", "Having lost the vote, the party would leave"),
        ),
    ],
)
def test_when_and_how_it_was_said_is_not_what_was_said(text: str, row: tuple[str, ...]) -> None:
    assert row in rows(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The envoy said in Oslo the nurses and other stranded workers could leave “as soon as it is safe.”",
            ("The envoy", "said", "the nurses and other stranded workers could leave “as soon as it is safe.”"),
        ),
        (
            "Ada Moss, the treasurer, said redemption of the shares, first sold at 25 crowns, will end the payments.",
            ("Ada Moss", "said", "redemption of the shares, first sold at 25 crowns, will end the payments"),
        ),
        (
            "Moss said after the meeting he would not accept the offer if it were made.",
            ("Moss", "said", "he would not accept the offer if it were made"),
        ),
    ],
)
def test_what_the_parser_lost_between_cue_and_content_is_content(text: str, row: tuple[str, ...]) -> None:
    assert row in rows(text)


def test_those_told_are_no_part_of_what_was_lost() -> None:
    assert ("The mayor", "told", "it was “closed for good.”") in rows(
        "The mayor told the crowd it was “closed for good.”"
    )


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "They sank a trawler that the navy said was a pirate ship.",
            ("the navy", "said", "a trawler … was a pirate ship"),
        ),
        ("It was a bank that many experts thought was sound.", ("many experts", "thought", "a bank … was sound")),
        ("He drove a car, which police said had no lights.", ("police", "said", "which … had no lights")),
    ],
)
def test_what_a_relative_clause_says_is_so_of_its_noun(text: str, row: tuple[str, ...]) -> None:
    assert row in rows(text)


def test_a_second_verb_behind_an_empty_subject_is_the_source_s() -> None:
    assert rows("The ruling says there is “no proof of intent” but calls the man a fool.") == [
        ("The ruling", "says", "there is “no proof of intent”"),
        ("The ruling", "calls", "the man a fool"),
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The driver was charged with theft, leaving the scene of an accident and lying to the court.",
            (None, "charged", "theft, leaving the scene of an accident and lying to the court"),
        ),
        ("He was charged with fraud and will appear in court on Monday.", (None, "charged", "fraud")),
        ("She has not been charged with nor convicted of any crime.", None),
    ],
)
def test_all_that_someone_is_charged_with(text: str, row: tuple[str, ...] | None) -> None:
    assert rows(text) == ([row] if row is not None else [])


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Two speedboats suspected to be carrying arms came near.",
            (None, "suspected", "Two speedboats … to be carrying arms"),
        ),
        (
            "Three people thought to have been in the mill are missing.",
            (None, "thought", "Three people … to have been in the mill"),
        ),
        ("The law is old and is believed to be unjust.", (None, "believed", "The law … to be unjust")),
    ],
)
def test_what_is_held_of_someone_ends_before_what_they_do(text: str, row: tuple[str, ...]) -> None:
    assert row in rows(text)


@pytest.mark.parametrize(
    "text",
    [
        "The man was seen walking to the harbour.",
        "The notice was clarified to make the date plain.",
    ],
)
def test_what_is_seen_or_done_to_some_end_is_held_by_nobody(text: str) -> None:
    assert rows(text) == []


def test_what_is_asked_stands_behind_the_verb_and_not_before_it() -> None:
    assert rows("It went so well the first time, the academy has asked her to do it twice.") == [
        ("the academy", "asked", "to do it twice")
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Norland said that it stood by the pact, without giving details.",
            ("Norland", "said", "it stood by the pact"),
        ),
        ("Ada Moss said that nobody leaves without paying.", ("Ada Moss", "said", "nobody leaves without paying")),
        (
            "The clinic claims that the pill is safe, citing a trial from 2009.",
            ("The clinic", "claims", "the pill is safe"),
        ),
        (
            "The guild said that the boats had sunk, an accusation he laughed at.",
            ("The guild", "said", "the boats had sunk"),
        ),
        (
            "The bank had warned ministers that it was late, according to the minutes.",
            ("the minutes", "according to", "The bank had warned ministers that it was late"),
        ),
        (
            "The bank had warned ministers that it was late, according to the minutes.",
            ("The bank", "warned", "it was late"),
        ),
        (
            "The judge found that the guards had lied, in what the widow called a triumph.",
            ("The judge", "found", "the guards had lied"),
        ),
    ],
)
def test_what_tells_how_it_was_said_stands_outside(text: str, row: tuple[str, str, str]) -> None:
    assert row in rows(text)
