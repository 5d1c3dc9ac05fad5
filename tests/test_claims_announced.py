"""What a colon or the end of a paragraph announces belongs to the one who is told to say it."""

from __future__ import annotations

import pytest

from tests.test_claims import Found


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            'Moss stated,\n\n"The boat was taken by two men. They asked for money."\n\nThe police left.',
            ("assertion", "Moss", "stated", "The boat was taken by two men. They asked for money"),
        ),
        (
            'The mayor defended the toll: "Without it the bridge would have been closed last year."',
            ("assertion", "The mayor", "defended", "Without it the bridge would have been closed last year"),
        ),
        (
            "The guild denied these charges:\n\nShe was never told to leave. She was paid each week."
            "\n\nThe court will meet on Monday.",
            ("assertion", "The guild", "denied", "She was never told to leave. She was paid each week"),
        ),
        (
            "The guild denied these charges:\n\nShe was paid each week. The guild also said that Moss left."
            "\n\nThe court will meet on Monday.",
            ("assertion", "The guild", "denied", "She was paid each week"),
        ),
        (
            'Ada Moss said, "We learned a lot.\nIt was a hard day.\nThe crew will rest." The race ended on Friday.',
            ("assertion", "Ada Moss", "said", "We learned a lot … It was a hard day … The crew will rest"),
        ),
        (
            "Ada Moss said:\n\nWe have no more bread.\n\nWe will march on Friday.\n\nThe police expect a crowd.",
            ("assertion", "Ada Moss", "said", "We have no more bread … We will march on Friday"),
        ),
        (
            'The ministry published a statement:\n\n"The bridge is safe.\n\nIt was tested in May."\n\nIt stands.',
            ("assertion", "The ministry", "published", "The bridge is safe … It was tested in May"),
        ),
        (
            'The mayor said "the pump is old.\nWe shut the hall in May," and left.',
            ("assertion", "The mayor", "said", "the pump is old … We shut the hall in May"),
        ),
    ],
)
def test_announced(text: str, row: tuple[str, str, str, str]) -> None:
    assert row in [(found[0], *found[1:]) for found in Found(text).rows()]


@pytest.mark.parametrize(
    "text",
    [
        "The law changes three things:\n\nThe toll will rise. The bridge will close.",
        "The guild gave these dates:\n\n- 3 May\n- 4 May",
        'The sign on the gate was plain: "Nobody may enter here after dark."',
    ],
)
def test_nothing_announced(text: str) -> None:
    assert Found(text).claims == []
