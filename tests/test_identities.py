"""Who is who across articles: what is joined, what is kept apart, and the same outcome on every way to it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.identifiers import BASE
from kg.model import ArticleFacts
from kg.pipeline import resolve
from kg.store import Store
from kg.syntax import to_nquads
from made_articles import Named, article, body, build, entities, person, put

POOL = (
    person("Ana Belova", "Belova"),
    person("Anna Belova"),
    person("Ana M. Belova"),
    person("A. Belova"),
    person("Belova"),
    person("President Ana Belova"),
    person("John Smith"),
    person("John Smith", post_in="Rovna Bank"),
    person("Smith"),
    person("Volodymyr Zelensky", country="UA"),
    person("Volodymyr Zelenskyy"),
    person("Zelensky"),
    body("Rovna Bank"),
    body("The Rovna Bank Ltd"),
    body("Rovna Mine Action Centre", "RMAC", type="ngo"),
    body("Rovna Mine Action Center", type="ngo"),
    body("RMAC", type="ngo"),
    body("RMAC"),
    body("Ministry of Defence", country="GE"),
    body("Ministry of Defence"),
    body("Amnesty International", type="ngo"),
    body("Amnesty International (Germany)", type="ngo"),
    Named("state", "Georgia", type="country", country="GE"),
    Named("place", "Georgia", type="country", country="GE"),
    Named("group", "Hillmen"),
)


def _article(number: int, choice: random.Random) -> ArticleFacts:
    named = choice.sample(POOL, choice.randint(1, 5))
    named += [body("Rovna Bank")] if any(each.post_in for each in named) else []
    return article(f"a{number}", *{each.name: each for each in named}.values())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), data=st.data())
def test_any_order_and_any_number_of_builds_give_the_same_store(
    seed: int, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    articles = [_article(number, random.Random(seed * 97 + number)) for number in range(8)]
    at_once = build(tmp_path_factory.mktemp("once") / "store", articles)
    shuffled = data.draw(st.permutations(articles))
    cuts = sorted(data.draw(st.lists(st.integers(0, 8), max_size=4)))
    groups = [shuffled[start:end] for start, end in zip([0, *cuts], [*cuts, 8], strict=True)]
    assert build(tmp_path_factory.mktemp("parts") / "store", *groups) == at_once
