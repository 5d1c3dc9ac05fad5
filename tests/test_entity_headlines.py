"""Names where capitals tell nothing: in headlines, and at the first word of a sentence."""

from __future__ import annotations

import pytest

from kg.extract.document import parse
from kg.extract.entities import EntityIndex
from kg.model import Article


def names(text: str) -> set[str]:
    document = parse(Article(id="a", text=text))
    found = EntityIndex(document).entities()
    return {document.quote(mention.span) for entity in found for mention in entity.mentions if mention.kind == "name"}


def in_headline(headline: str, body: str) -> set[str]:
    found = {name for name in names(f"{headline}\n\n{body}") if name in headline}
    return {name for name in found if not any(name in other for other in found if other != name)}


@pytest.mark.parametrize(
    ("headline", "body", "expected"),
    [
        (
            "Marisa Quellan Promises Lower Taxes After Narrow Victory",
            "Marisa Quellan said on Monday that taxes would be lower. Quellan won by a narrow margin.",
            {"Marisa Quellan"},
        ),
        (
            "Small Steps Toward Better Railways Across Northern Valleys",
            "The railways of the northern valleys are old. Better ones are a matter of small steps.",
            set(),
        ),
        (
            "Angry Drivers Abandon Tolvar Motors After Third Recall",
            "Tolvar Motors has lost drivers since its third recall. They are angry, and they abandon it.",
            {"Tolvar Motors"},
        ),
        (
            "Corvane Police Department Defends Arrests Before Match",
            "The arrests before the match were right, the force said.",
            {"Corvane Police Department"},
        ),
    ],
)
def test_headlines_keep_what_the_text_knows_as_names(headline: str, body: str, expected: set[str]) -> None:
    assert in_headline(headline, body) == expected


def test_a_line_with_small_words_is_no_headline() -> None:
    found = names("Marisa Quellan Valley Trust met in Aune with Old Bridge Friends\n\nIt ended late.")
    assert "Aune" in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Marisa Quellan resigned. Replacing Quellan will be hard, and Quellan knows it.", "Quellan"),
        ("Marisa Quellan resigned. Marisa Quellan had been ill.", "Marisa Quellan"),
    ],
)
def test_a_word_that_only_opens_the_sentence_is_no_part_of_a_name(text: str, name: str) -> None:
    found = names(text)
    assert name in found
    assert "Replacing Quellan" not in found


@pytest.mark.parametrize(
    ("text", "word", "is_name"),
    [
        ("Riot police closed the bridge.", "Riot", False),
        ("Volunteer groups closed the bridge.", "Volunteer", False),
        ("Quellan police closed the bridge. They closed the road to Quellan too.", "Quellan", True),
    ],
)
def test_common_nouns_before_nouns_are_no_names(text: str, word: str, *, is_name: bool) -> None:
    assert (word in names(text)) is is_name
