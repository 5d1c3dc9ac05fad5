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


@pytest.mark.parametrize(
    "text",
    [
        "Weak sales raise questions about the economy.",
        "The recession highlighted the risks of the plan.",
        "The visit will persuade many farmers to leave.",
        "A trip to the coast will see the club through.",
        "It is hard to imagine a duller town.",
        "It goes without saying that the dam will hold.",
        "If you want a seat, come early.",
        "The refusal created a climate that encourages people to stay silent.",
        "The firm finds itself constrained by debt.",
        "That gives the deal a value of 40 million crowns.",
    ],
)
def test_things_and_nobody_in_particular_hold_nothing(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The campaign defended its plan.", ("The campaign", "defended", "its plan")),
        ("The manual describes the pump as safe.", ("The manual", "describes", "the pump as safe")),
        ("The station reported that two men were hurt.", ("The station", "reported", "two men were hurt")),
        (
            "The winner of the election, Ada Moss, called the vote a gift.",
            ("Ada Moss", "called", "the vote a gift"),
        ),
    ],
)
def test_bodies_and_texts_hold_something(text: str, row: tuple[str, ...]) -> None:
    assert row in rows(text)


@pytest.mark.parametrize(
    ("text", "rows_"),
    [
        ("The officers in charge of the port slept.", []),
        ("The company took charges of $24 million for new machines.", []),
        ("She has a 50% interest in the mine.", []),
        ("The firm began its $37-a-share tender offer for all the shares.", []),
        ("The agency repeated its offer of help.", [("The agency", "repeated its offer of", "help")]),
        ("Jets conducted strikes in support of the army.", []),
        ("Thousands marched in support of the teachers.", [("Thousands", "support of", "the teachers")]),
    ],
)
def test_nouns_of_business_and_war_tell_nothing(text: str, rows_: list[tuple[str, ...]]) -> None:
    assert rows(text) == rows_


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Head of the Red Cross delegation in Syria Ada Moss said the aid had come.", "Ada Moss"),
        ("The mother of Ada Moss said the aid had come.", "The mother"),
        ("“We are glad that it is over at last,” said Tarn Group prexy Ada Moss.", "Ada Moss"),
        (
            "The site was a barracks of the elite guard, a well-placed source told The Associated Press.",
            "a well-placed source",
        ),
        ("A senior police source tells Reuters, there is a lot of proof.", "A senior police source"),
        ("The members of the council urge the mayor to work faster.", "The members"),
    ],
)
def test_who_speaks_where_the_parser_lost_them(text: str, source: str) -> None:
    assert [row[0] for row in rows(text)] == [source]


def test_what_a_verb_only_repeats_is_told_by_its_noun() -> None:
    assert rows("The members reiterate their support for the ban.") == [
        ("The members", "reiterate their support for", "the ban")
    ]


def test_those_alerted_are_told_and_no_content() -> None:
    assert rows("The police alerted residents to the danger.") == [("The police", "alerted residents to", "the danger")]
