"""A cue that is denied asserts nothing, a question asks, and a source list says nothing."""

from __future__ import annotations

import pytest

from tests.test_claims import Found


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The bank no longer wants to lend to farmers.", "to lend to farmers"),
        ("Moss is no longer willing to pay.", "to pay"),
        ("Lind does not claim to speak for the guild.", "to speak for the guild"),
        ("Officials have not said why the dam broke.", "why the dam broke"),
        ("The bank has stopped claiming that the loan was safe.", "the loan was safe"),
        ("The council has no plans to close the school.", "to close the school"),
        ("Nobody claims that the dam is safe.", "the dam is safe"),
        ("No minister said that the dam was weak.", "the dam was weak"),
    ],
)
def test_denied_cue_commits_to_nothing(text: str, content: str) -> None:
    assert Found(text).only(content).attributions[0].factuality == "uncommitted"


@pytest.mark.parametrize(
    "text",
    [
        "There is no evidence that the bridge was weak.",
        '"No way home" — News.example, May 3, 2011',
        '"Documents found in the street, say police" — The Norland Press, 4 May 2011',
    ],
)
def test_nothing_is_claimed(text: str) -> None:
    assert Found(text).claims == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('Moss added, "Is it safe?"', ("question", "Moss", "added", "Is it safe?")),
        (
            "The nurse claims that her phone was taken away and she was forced to scrub the floors.",
            ("assertion", "The nurse", "claims", "her phone was taken away and she was forced to scrub the floors"),
        ),
        (
            "The nurse claims that her phone was taken away, and she was forced to scrub the floors.",
            ("assertion", "The nurse", "claims", "her phone was taken away, and she was forced to scrub the floors"),
        ),
        (
            "The miner says that the shaft flooded, and the owner has fled.",
            ("assertion", "The miner", "says", "the shaft flooded"),
        ),
        (
            'The letter says "the hall may be closed in May", but the guild will stay.',
            ("The letter", "says", "the hall may be closed in May"),
        ),
        (
            "According to the Saudi Interior Ministry over 345 Muslim sailors have been killed in a collision.",
            ("assertion", "over 345 Muslim sailors have been killed in a collision"),
        ),
        (
            "The guilds also claimed Moss was a thief and claim he left the town.",
            ("assertion", "The guilds", "claim", "he left the town"),
        ),
        (
            "I was hauled in and told that my brother had attacked the guild.",
            (None, "told", "my brother had attacked the guild"),
        ),
        ("Governor of Utah Ann Lee said the dam was safe.", ("assertion", "Ann Lee", "said", "the dam was safe")),
    ],
)
def test_source_and_content(text: str, row: tuple[str | None, ...]) -> None:
    assert any(set(row) <= set(found) for found in Found(text).rows())


def test_neither_of_two_cues_is_meant() -> None:
    claims = Found("Moss neither confirmed nor denied that he would go.").claims

    assert {claim.attributions[0].factuality for claim in claims} == {"uncommitted"}


def test_question_beside_a_statement_is_no_question_as_a_whole() -> None:
    (claim,) = Found('"What do we want? We want bread," said Moss. "Where is the king?"').claims

    assert claim.type != "question"


def test_question_commits_to_nothing() -> None:
    (claim,) = Found('Moss added, "Is it safe?"').claims

    assert claim.attributions[0].factuality == "uncommitted"
