"""Which person a surname, a given name or a nickname stands for."""

from __future__ import annotations

import pytest

from kg.extract.document import parse
from kg.extract.entities import EntityIndex
from kg.extract.entities.persons import find_person
from kg.extract.entities.registry import Entry
from kg.model import Article


def aliases(text: str) -> list[set[str]]:
    """The forms of each person's name."""
    found = EntityIndex(parse(Article(id="a", text=text))).entities()
    return [{entity.name, *entity.aliases} for entity in found if entity.kind == "person"]


def person(name: str, *starts: int, gender: str | None = None) -> Entry:
    entry = Entry(name, "person", gender=gender)
    entry.names.append(name)
    entry.mentions = {(start, start + len(name)): "name" for start in starts}
    return entry


def found_for(words: str, persons: list[Entry], *, position: int, gender: str | None = None) -> str | None:
    found = find_person(persons, words.split(), position, position - 10, gender)
    return found.id if found is not None else None


def test_a_surname_of_several_is_the_main_ones() -> None:
    persons = [person("Marisa Quellan", 0, 100, 200), person("Tomas Quellan", 300)]
    assert found_for("Quellan", persons, position=400) == "Marisa Quellan"


def test_a_surname_of_several_who_are_named_as_often_is_nobodys() -> None:
    persons = [person("Marisa Quellan", 0), person("Tomas Quellan", 300)]
    assert found_for("Quellan", persons, position=400) is None


def test_a_title_tells_whose_a_surname_is() -> None:
    persons = [person("Marisa Quellan", 0, gender="f"), person("Tomas Quellan", 300, gender="m")]
    assert found_for("Quellan", persons, position=400, gender="f") == "Marisa Quellan"


def test_a_title_that_fits_nobody_tells_nothing() -> None:
    assert found_for("Quellan", [person("Kerry Quellan", 0, gender="f")], position=400, gender="m") == "Kerry Quellan"


def test_a_surname_in_a_headline_is_that_of_who_comes_first_behind_it() -> None:
    persons = [person("Tomas Quellan", 300), person("Marisa Quellan", 100)]
    assert found_for("Quellan", persons, position=0) == "Marisa Quellan"


@pytest.mark.parametrize(
    ("short", "full", "is_one"),
    [
        ("Bob Quellan", "Robert Quellan", True),
        ("Ben Quellan", "Benjamin Quellan", True),
        ("Danny Quellan", "Daniel Quellan", True),
        ("Bob Quellan", "Rupert Quellan", False),
        ("Robert Quellan", "Roberta Quellan", False),
        ("Bob Quellan", "Robert Tarn", False),
    ],
)
def test_nicknames_are_of_one_person(short: str, full: str, *, is_one: bool) -> None:
    assert (found_for(short, [person(full, 0)], position=400) is not None) is is_one


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The network hired Larry King on Monday. Mr. King, 61, had retired.", {"Larry King", "King"}),
        ("Prince Omar bin Sultan spoke first. Everybody listened.", {"Omar bin Sultan"}),
    ],
)
def test_surnames_that_are_titles_elsewhere(text: str, forms: set[str]) -> None:
    assert forms in aliases(text)


def test_a_title_before_a_name_is_no_surname() -> None:
    assert {"Orm Quellan"} in aliases("On Monday King Orm Quellan opened the bridge.")


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("He came with wife Quellna to the opening.", True),
        ("He came with wife and children to Quellna.", False),
    ],
)
def test_kin_without_an_owner(text: str, *, is_person: bool) -> None:
    assert ({"Quellna"} in aliases(text)) is is_person
