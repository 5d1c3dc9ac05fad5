"""What a cue takes for its content besides a clause: gerunds, infinitives far off, second objects, figures."""

from __future__ import annotations

import pytest

from kg.extract.claims import find_claims
from kg.extract.document import parse
from kg.extract.entities import EntityIndex
from kg.model import Article, Claim


def claims(text: str) -> list[tuple[str, str, str]]:
    """Type, cue and content of each claim of a text."""
    document = parse(Article(id="a", text=text))

    def row(claim: Claim) -> tuple[str, str, str]:
        cue = claim.attributions[0].cue
        words = " … ".join(document.quote(span) for span in claim.content)
        return claim.type, document.quote(cue) if cue is not None else "", words

    return [row(claim) for claim in find_claims(document, EntityIndex(document))]


def sources(text: str) -> list[str | None]:
    """The words for the source of each claim of a text."""
    document = parse(Article(id="a", text=text))
    spans = [claim.attributions[0].source_span for claim in find_claims(document, EntityIndex(document))]
    return [document.quote(span) if span is not None else None for span in spans]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The harbour office confirms receiving the note.", ("assertion", "confirms", "receiving the note")),
        ("The clerk recalled having seen the boat.", ("assertion", "recalled", "having seen the boat")),
        (
            "Ada Moss asked anyone who swam in the lake on Sunday to call a doctor.",
            ("request", "asked", "to call a doctor"),
        ),
        ("The abbot pleaded with farmers to wait.", ("request", "pleaded", "to wait")),
        ("The queen promised every poor family a new stove.", ("promise", "promised", "a new stove")),
        ("Moss disputes both figures.", ("denial", "disputes", "both figures")),
        ("The council stands by its estimate.", ("opinion", "stands by", "its estimate")),
        (
            "The fund, which puts the number of people who have left at 3,000, stopped its flights.",
            ("quantity", "puts", "the number of people who have left at 3,000"),
        ),
        ("The coastguard raised the toll to 17.", ("quantity", "raised", "the toll to 17")),
        ("Neither claim could be verified.", ("assertion", "verified", "Neither claim")),
        ("The Courier could not verify the reports.", ("assertion", "verify", "the reports")),
        (
            "The mayor closed the pier, in what the guild termed an insult.",
            ("condemnation", "termed", "what … an insult"),
        ),
        ("She said she was heartbroken.", ("opinion", "said", "she was heartbroken")),
    ],
)
def test_content_beside_a_clause_is_told(text: str, row: tuple[str, str, str]) -> None:
    assert row in claims(text)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The clerk remembered to lock the door.", "remembered"),
        ("The coastguard raised the flag to 17 metres.", "raised"),
        ("The bank cut its rate to 2%.", "cut"),
        ("The claim could be verified.", "verified"),
        ("The nurse verified the names.", "verified"),
        ("The guard said he would explain himself.", "explain"),
    ],
)
def test_what_tells_nothing_is_no_claim(text: str, cue: str) -> None:
    assert cue not in [found for _, found, _ in claims(text)]


def test_source_behind_an_opening_phrase_is_not_the_paper() -> None:
    text = "In a letter seen by the paper, the envoy, Ada Moss, accused Norland of theft and asked for a meeting."
    assert [cue for _, cue, _ in claims(text)] == ["accused", "asked for"]


def test_name_taken_for_a_part_of_its_verb_is_the_source() -> None:
    assert sources("Moss disputes both figures.") == ["Moss"]
