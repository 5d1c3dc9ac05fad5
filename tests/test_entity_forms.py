"""Names that the model misses or misreads, told by their form or by the words around them."""

from __future__ import annotations

import pytest

from kg.extract.assemble import extract_facts
from kg.extract.document import parse
from kg.extract.entities import EntityIndex
from kg.extract.entities.nationals import find_nationality
from kg.model import Article


def kinds(text: str) -> dict[str, str]:
    index = EntityIndex(parse(Article(id="a", text=text)))
    return {entity.name: entity.kind for entity in index.entities()}


def mentions(text: str, name: str) -> list[str]:
    index = EntityIndex(parse(Article(id="a", text=text)))
    found = next(entity for entity in index.entities() if entity.name == name)
    return [text[mention.start : mention.end] for mention in found.mentions]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("He lived on Rue Jean Moulin.", "Rue Jean Moulin", "place"),
        ("The flat was at 4 Calle del Sol.", "Calle del Sol", "place"),
        ("He fled to the Tarnhill estate.", "Tarnhill estate", "place"),
        ('She used the name "Paul Lind" in May.', "Paul Lind", "person"),
        ("Paul Lind, leader of Bright Path, spoke.", "Bright Path", "organization"),
        ("Ana Moss, chairwoman of Green Horizon, spoke.", "Green Horizon", "organization"),
        ("The march was led by the radical preacher Anjor Belun, a convict.", "Anjor Belun", "person"),
        ("When the Menkovists came, the Dorgins left.", "Dorgins", "group"),
        ("Nothing is known. Tasmania was left out of the study.", "Tasmania", "place"),
    ],
)
def test_names_by_form_or_context(text: str, name: str, kind: str) -> None:
    assert kinds(text)[name] == kind


def test_a_surname_is_found_where_the_full_name_was_overlooked() -> None:
    text = "Ana Ruiz is president of Chile. Paul Lind is prime minister of Norway.\n\nRuiz received Lind on Friday."
    assert mentions(text, "Ana Ruiz") == ["Ana Ruiz", "Ruiz"]


@pytest.mark.parametrize(
    "sentence",
    [
        "During a visit to Oslo, Ruiz met Lind.",
        "Lind is to meet Ruiz next week.",
        "Lind got a call from Ruiz on Monday.",
        "At a meeting with Ruiz in Oslo, Lind was silent.",
    ],
)
def test_a_surname_is_a_person_beside_places_and_times(sentence: str) -> None:
    text = f"Ana Ruiz is president of Chile. Paul Lind is prime minister of Norway.\n\n{sentence}"
    assert mentions(text, "Ana Ruiz") == ["Ana Ruiz", "Ruiz"]
    assert mentions(text, "Paul Lind") == ["Paul Lind", "Lind"]


def test_a_dateline_may_stand_alone_in_its_line() -> None:
    text = "Court Jails Banker\n\nOSLO —\n\nA banker was jailed."
    assert parse(Article(id="a", text=text)).dateline_place is not None
    assert parse(Article(id="a", text=text.replace("OSLO", "OPINION"))).dateline is None


def test_mountains_are_no_people() -> None:
    assert kinds("The Alps were white. The Andes lay behind.") == {"Alps": "place", "Andes": "place"}


def test_an_acronym_alone_behind_the_article_is_a_body() -> None:
    assert kinds("He left the KTCB.") == {"KTCB": "organization"}


@pytest.mark.parametrize("text", ["They measured the DNA."])
def test_acronyms_of_things_and_before_nouns_are_no_bodies(text: str) -> None:
    assert "organization" not in kinds(text).values()


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("They killed a Norwegian near Oslo.", "a Norwegian"),
        ("An Afghan was hurt in the blast.", "An Afghan"),
        ("Troops shot a Muslim on Monday.", "a Muslim"),
    ],
)
def test_one_of_a_nation_is_a_person_and_not_its_state(text: str, phrase: str) -> None:
    facts = extract_facts(parse(Article(id="a", text=text)))
    entities = {entity.id: entity for entity in facts.entities}
    patients = [part.entity for event in facts.events for part in event.participants if part.role == "patient"]
    assert [(entities[each].name, entities[each].kind) for each in patients] == [(phrase, "person")]


@pytest.mark.parametrize("text", ["The Dutch won.", "The Afghan army lost.", "They hit a Chilean or Norwegian ship."])
def test_adjectives_of_nations_before_nouns_are_no_persons(text: str) -> None:
    document = parse(Article(id="a", text=text))
    assert [token.text for token in document.doc if find_nationality(token) is not None] == []


def test_an_administration_is_called_after_a_person() -> None:
    assert kinds("Officials of the Quell administration resigned.")["Quell"] == "person"
