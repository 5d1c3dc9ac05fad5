"""Branches of bodies, told apart by the place in brackets behind their name."""

from __future__ import annotations

from kg.extract import extract
from kg.model import Article, ArticleFacts


def _names(text: str) -> dict[str, tuple[str, ...]]:
    (facts,) = extract([Article(id="a", text=text)])
    assert isinstance(facts, ArticleFacts)
    return {entity.name: entity.aliases for entity in facts.entities if entity.kind == "organization"}


def test_a_branch_has_its_place_in_its_name() -> None:
    assert _names("The letter reached Amnesty International (Germany).") == {"Amnesty International (Germany)": ()}


def test_a_body_that_is_named_without_the_place_as_well_is_the_whole() -> None:
    text = "The letter reached Amnesty International (Germany). Amnesty International replied on Monday."
    assert "Amnesty International" in _names(text)


def test_other_brackets_name_no_branch() -> None:
    assert "Regional Institute for Flood Relief" in _names(
        "The letter reached the Regional Institute for Flood Relief (RIFR) and Amnesty International (last week)."
    )
