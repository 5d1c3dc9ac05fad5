"""Bodies that bear the name of a place, a founder or an acronym; titles, kin and works that tell what a name is of."""

from __future__ import annotations

import pytest

from kg.extract.document import parse
from kg.extract.entities import EntityIndex
from kg.extract.entities.acronyms import initials
from kg.extract.entities.demonyms import read_demonyms
from kg.extract.entities.name import Name
from kg.model import Article, Entity

GAME = (
    "In the opening match of the cup, Chile beat Peru 2-1 in Lima with a late goal. Peru's goalkeeper Ana Ruiz was "
    "booked. The referee sent off a midfielder. Chile will face Brazil in the final. The tournament is held in Peru."
)
FIRM = "Olken Motors will close its plant. The firm was founded by Lars Olken. Olken said it had no choice."


def entities(text: str, **fields: object) -> list[Entity]:
    document = parse(Article(id="a", text=text, **fields))  # type: ignore[arg-type]
    return EntityIndex(document).entities()


def named(text: str, **fields: object) -> set[tuple[str, str]]:
    found = (entity for entity in entities(text, **fields) if any(m.kind == "name" for m in entity.mentions))
    return {(entity.kind, entity.name) for entity in found}


def test_countries_that_play_are_teams() -> None:
    found = named(GAME)
    assert {("organization", f"{name} (team)") for name in ("Chile", "Peru", "Brazil")} <= found
    assert ("place", "Peru") in found
    assert not any(kind == "state" for kind, _ in found)


@pytest.mark.parametrize(
    "text",
    [
        "Chile beat Peru to the contract. Chile will face Brazil in court. Peru's minister lost.",
        "A bomb hit a football match at the cup final, killing a goalkeeper. In the war Chile defeated Peru.",
    ],
)
def test_states_that_do_not_play_stay_states(text: str) -> None:
    assert ("state", "Chile") in named(text)


def test_an_acronym_means_what_the_article_spells_out() -> None:
    found = entities("The Poultry Council of Aldra (PCA) said sales fell. PCA chief Ana Ruiz wrote to farmers.")
    council = next(entity for entity in found if "PCA" in entity.aliases)
    assert council.name == "Poultry Council of Aldra"


def test_another_spelling_of_a_known_body_stays_known() -> None:
    found = named("The World Health Organisation (WHO) met. The WHO agreed.")
    assert ("organization", "World Health Organization") in found


def test_small_words_give_no_initials() -> None:
    assert initials("Bank of the North and South") == "BNS"


def test_a_firm_told_of_before_its_founder_keeps_the_name() -> None:
    found = {entity.name: entity for entity in entities(FIRM)}
    assert found["Olken Motors"].aliases == ("Olken",)
    assert found["Lars Olken"].aliases == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chief Executive Anders Holm told reporters so.", ("person", "Anders Holm")),
        ("Carmaker Olken Motors said so.", ("organization", "Olken Motors")),
        ("Her husband Jordan stayed at home.", ("person", "Jordan")),
        ("He won it for the film Easy River in May.", ("other", "Easy River")),
        ("She is the star of the film Silent Harbor.", ("other", "Silent Harbor")),
        ("The draw was made at the Stade de Selda in Lima.", ("place", "Stade de Selda")),
        ("Two helicopters left Pedro Lira Air Base on Monday.", ("place", "Pedro Lira Air Base")),
        ("They met at the Hotel Aurora on Monday.", ("place", "Hotel Aurora")),
        ("He said so in a post on X. Turkish officials agreed.", ("state", "Turkey")),
        ("He arrived to meet African Union Commission staff.", ("organization", "African Union Commission")),
        ("Residents of Tunnel Road complained.", ("place", "Tunnel Road")),
        ("The Selda Museum replied to her. She had written to the Selda Museum.", ("organization", "Selda Museum")),
        ("We met in the Selda Museum on Monday.", ("place", "Selda Museum")),
        ("He saw the ambassadors of Norway and Chile.", ("state", "Norway")),
        ("A spokesman for Norway denied it.", ("state", "Norway")),
        ("He lives with the people of Norway.", ("place", "Norway")),
        ("Moscow has not commented.", ("state", "Russia")),
        ("Moscow copied his plan for trams.", ("place", "Moscow")),
        ("Mohamed Lira, known as Selmo, was seen.", ("person", "Selmo")),
    ],
)
def test_kinds(text: str, expected: tuple[str, str]) -> None:
    found = {(entity.kind, entity.name) for entity in entities(text)}
    assert expected in found


def test_a_publisher_is_a_body_whatever_its_words() -> None:
    assert ("organization", "Safe Crossing") in named("Safe Crossing is alarmed.", publisher="Safe Crossing")


@pytest.mark.parametrize("text", ["In a letter dated Oct 14 he agreed.", "It rose to 3 by Sept 2 at last."])
def test_dates_are_no_names(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    ("text", "word"), [("The striker Ana Lira left.", "Ana Lira"), ("Captain Ana Lira scored.", "Ana Lira")]
)
def test_words_of_sport_give_no_type(text: str, word: str) -> None:
    assert next(entity for entity in entities(text) if entity.name == word).type is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He met the ambassadors of Ostrea and Sundmark.", "state"),
        ("Ostrea's army and Sundmark's parliament agreed.", "state"),
        ("He met the mayors of Ostrea and Sundmark.", "place"),
    ],
)
def test_what_only_states_have_makes_states_of_places(text: str, kind: str) -> None:
    doc = parse(Article(id="a", text=text)).doc
    names = [Name(token.i, token.i + 1, "place") for token in doc if token.text in ("Ostrea", "Sundmark")]
    assert {name.kind for name in read_demonyms(doc, [token.text for token in doc], names)} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        'He answered at once. "Reservoirs, first," he wrote.',
        '"Households have carried the burden," she said.',
    ],
)
def test_a_first_word_in_quotation_marks_is_no_name_by_its_capital(text: str) -> None:
    assert named(text) == set()


def test_a_ship_is_no_newspaper() -> None:
    assert ("organization", "Malta Star") not in named("The fire on the ferry Malta Star went out.")
