"""Stories and prints in a catalogue: the same are found as in memory, and what changes leaves nothing behind."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from kg.model.stories import AccountKey
from kg.resolve import Catalogue
from kg.resolve.stories import (
    Compared,
    KeptPrints,
    KeptStories,
    MemoryPrints,
    MemoryShelf,
    Printed,
    Story,
    find_compared,
    print_of,
    put_compared,
)
from kg.resolve.stories.accounts import Account, Site

DAY = date(2025, 3, 1)


def compare(article_id: str, entities: set[str], *, days: int | None = 0, text: str = "") -> Compared:
    """What an article is compared by that speaks of these entities, so many days after the first."""
    account = Account(
        key=AccountKey(article_id, "event-1-5"),
        alleged=False,
        type="flood",
        stem="flood",
        reality="happened",
        earliest="2025-03-01",
        latest=None,
        sites=frozenset([Site("urn:orlen", "GE", is_country=False)]),
        named=frozenset(entities),
        unnamed=frozenset(),
        speakers=frozenset(),
        content=frozenset(),
    )
    published = None if days is None else DAY + timedelta(days)
    story = Story(article_id, frozenset(entities), frozenset(), {"flood": 0.1 + 0.2}, published, (account,))
    return Compared(story, Printed(article_id, "urn:paper", print_of(text)))


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue.open(None, base="urn:")


def put(catalogue: Catalogue, *articles: Compared) -> None:
    for article in articles:
        put_compared(catalogue.connection, article.story.article_id, article)


def count_rows(catalogue: Catalogue) -> list[int]:
    return [catalogue.all(f"SELECT COUNT(*) FROM {table}")[0][0] for table in ("compared", "tellers", "bands")]


def test_what_is_kept_is_what_was_put(catalogue: Catalogue) -> None:
    article = compare("a", {"urn:orlen", "urn:vessa"}, text="Rain fell. ")
    put(catalogue, article)
    assert find_compared(catalogue.connection, "a") == article
    assert find_compared(catalogue.connection, "b") is None


def test_articles_near_are_those_of_the_same_weeks_and_those_without_a_day(catalogue: Catalogue) -> None:
    days = {"a": 0, "b": 60, "c": 61, "d": -60, "e": None}
    put(catalogue, *(compare(name, {"urn:orlen"}, days=each) for name, each in days.items()))
    put(catalogue, compare("f", {"urn:vessa"}))
    shelf = KeptStories(catalogue.connection)
    assert list(shelf.iter_near("a")) == ["b", "d", "e"]
    assert list(shelf.iter_near("e")) == ["a", "b", "c", "d"]
    assert list(shelf.iter_near("f")) == []


def test_the_same_is_found_in_the_catalogue_and_in_memory(catalogue: Catalogue) -> None:
    random = Random(4)
    sentences = [" ".join(f"w{random.randint(0, 500)}" for _ in range(12)) for _ in range(40)]
    articles = [
        compare(f"a{n}", {f"urn:{random.randint(0, 9)}" for _ in range(3)}, text=". ".join(random.sample(sentences, 5)))
        for n in range(40)
    ]
    put(catalogue, *articles)
    shelf, prints = KeptStories(catalogue.connection), KeptPrints(catalogue.connection)
    in_memory = MemoryPrints(article.printed for article in articles)
    all_stories = MemoryShelf(article.story for article in articles)
    tied = 0
    for article in articles:
        name = article.story.article_id
        assert list(shelf.iter_near(name)) == list(all_stories.iter_near(name))
        near = {other.article_id for other in prints.find_near(article.printed)}
        assert near == {other.article_id for other in in_memory.find_near(article.printed)}
        tied += len(near) > 1
    assert tied > 10


def test_an_article_that_is_replaced_or_gone_leaves_nothing(catalogue: Catalogue) -> None:
    text = " ".join(f"word{n}" for n in range(60))
    put(catalogue, compare("a", {"urn:orlen"}, text=text))
    once = count_rows(catalogue)
    assert once == [1, 1, 64]
    put(catalogue, compare("a", {"urn:vessa"}, text=f"{text} and more"))
    assert count_rows(catalogue) == once
    assert list(KeptStories(catalogue.connection).iter_near("a")) == []
    put_compared(catalogue.connection, "a", None)
    assert count_rows(catalogue) == [0, 0, 0]
