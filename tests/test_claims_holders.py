"""Whose a claim is, and what it says, where the grammar of the sentence or the parse hides it."""

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
            "Employers denied reports that workers had been beaten.",
            (None, "reports", "workers had been beaten"),
        ),
        (
            "The guild rejected the accusation that it had hidden the film.",
            (None, "accusation", "it had hidden the film"),
        ),
    ],
)
def test_what_a_denial_denies_is_said_by_others(text: str, row: tuple[str, ...]) -> None:
    assert row in rows(text)


def test_a_clause_about_a_claim_is_no_content_of_it() -> None:
    found = rows("Moss said the permit had lapsed, a claim that its owner, the Tarn Company, denied.")
    assert [row for row in found if row[1] == "claim"] == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Some 300 homes have no power, the utility reports, and forty people have moved to a school.",
            ("utility", "reports", "Some 300 homes have no power … and forty people have moved to a school"),
        ),
        (
            "The road was closed, the council's spokeswoman maintains.",
            ("spokeswoman", "maintains", "The road was closed"),
        ),
    ],
)
def test_a_verb_behind_a_comma_that_the_parser_took_for_a_noun(text: str, row: tuple[str, ...]) -> None:
    assert row in rows(text)


def test_a_figure_asks_nobody() -> None:
    assert ("The council", "ask", "to go") in rows("The council voted 9–2 on Tuesday to ask him to go.")


def test_who_lets_something_be_known_says_it() -> None:
    text = "Ruiz let it be known that she regretted the delay."
    assert rows(text) == [("Ruiz", "known", "she regretted the delay")]


def test_what_was_asked_of_someone_is_not_what_they_said() -> None:
    text = "Asked by reporters after the vote whether he would resign, Lind said no."
    assert rows(text) == [("reporters", "Asked", "whether he would resign")]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The widow would like an apology.", ("The widow", "like", "an apology")),
        ("The farmers would like to see the dam repaired.", ("The farmers", "like", "to see the dam repaired")),
    ],
)
def test_what_someone_would_like(text: str, row: tuple[str, ...]) -> None:
    assert row in rows(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said little.",
        "The president has so far said nothing.",
        "The farmers like the new road.",
        "He did not reply to two letters from the paper.",
    ],
)
def test_nothing_is_said_or_wanted(text: str) -> None:
    assert rows(text) == []


def test_who_is_quoted_as_saying_something_says_it_and_who_quotes_relays_it() -> None:
    text = "State television quoted Paul Lind as saying the dam was safe."
    document = parse(Article(id="a", text=text))
    entities = EntityIndex(document)
    (claim,) = find_claims(document, entities)
    names = {entity.id: entity.name for entity in entities.entities()}
    assert [names[link.source or ""] for link in claim.attributions] == ["Paul Lind", "State television"]
    assert [document.quote(span) for span in claim.content] == ["the dam was safe"]


def test_a_relative_clause_is_no_cue_set_into_its_sentence() -> None:
    assert rows("Paul Lind, who denied the charge, said he would sue.") == [
        ("Paul Lind", "denied", "the charge"),
        ("Paul Lind", "said", "he would sue"),
    ]


def test_a_description_before_a_colon_speaks_in_a_headline() -> None:
    assert rows("Norwegian minister: Bridge will not be built") == [
        ("Norwegian minister", ":", "Bridge will not be built")
    ]
    assert rows("Live updates: Bridge will not be built") == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Two men accused of laying the mine were freed.", (None, "accused", "laying the mine")),
        ("The mayor, accused of lying, left.", (None, "accused", "lying")),
        ("The plan, condemned by Oxfam, was dropped.", ("Oxfam", "condemned", "The plan")),
        ("The law, described by critics as a threat, passed.", ("critics", "described", "The law … as a threat")),
        ("The minister, told of the criticism, left.", (None, "told of", "the criticism")),
        ("The minister, believed to be in Oslo, did not come.", (None, "believed", "The minister … to be in Oslo")),
        ("The man, said to be 40, was freed.", (None, "said", "The man … to be 40")),
        ("Some 40 people are feared dead.", (None, "feared", "Some 40 people … dead")),
        ("Witnesses described hearing two explosions.", ("Witnesses", "described", "hearing two explosions")),
    ],
)
def test_participles_tell_what_others_hold(text: str, row: tuple[str, ...]) -> None:
    assert row in rows(text)
    assert [found for found in rows(text) if found[1] == row[1]] == [row]
