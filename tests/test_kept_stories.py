"""Stories and prints in a catalogue: the same are found as in memory, and what changes leaves nothing behind."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

import pytest

from kg.model.stories import AccountKey
from kg.resolve import Catalogue
from kg.resolve.stories import (
    KeptStories,
    MemoryPrints,
    MemoryShelf,
    Printed,
    Telling,
    Told,
    encode_told,
    identify,
    is_kept,
    print_of,
    put_telling,
    remove_telling,
)
from kg.resolve.stories.prints import KeptPrints
from kg.resolve.stories.told import Actor, ToldAccount
from kg.resolve.stories.weights import weigh

DAY = date(2025, 3, 1)


class Compared(NamedTuple):
    """An article, as it is put and as it is then found."""

    told: Told
    telling: Telling

    @property
    def article_id(self) -> str:
        return self.told.article_id

    @property
    def printed(self) -> Printed:
        return Printed(self.article_id, self.telling.publisher, self.telling.print)


def compare(
    article_id: str, entities: set[str], *, days: int | None = 0, text: str = "", countries: Collection[str] = ()
) -> Compared:
    """What an article is compared by that speaks of these entities, so many days after the first."""
    account = ToldAccount(
        event_id="event-1-5",
        alleged=False,
        type="flood",
        stem="flood",
        reality="happened",
        earliest="2025-03-01",
        latest=None,
        places=(0,),
        involved=tuple(range(len(entities))),
        speakers=(),
        content=(),
    )
    published = None if days is None else DAY + timedelta(days)
    actors = tuple(
        Actor(node, is_own="#" in node, stem="vess", is_named=True, country="GE", is_country=node in countries)
        for node in sorted(entities)
    )
    told = Told(article_id, actors, (), weigh("Floods came."), published, (account,))
    return Compared(told, Telling(encode_told(told), "urn:paper", print_of(text)))


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue.open(None, base="urn:")


def put(catalogue: Catalogue, *articles: Compared) -> None:
    for article in articles:
        put_telling(catalogue.connection, article.article_id, article.telling)
        assert identify(catalogue.connection, article.article_id, {}) is not None


def count_rows(catalogue: Catalogue) -> list[int]:
    return [catalogue.all(f"SELECT COUNT(*) FROM {table}")[0][0] for table in ("compared", "tellers", "bands")]


def test_what_is_kept_is_what_was_put(catalogue: Catalogue) -> None:
    article = compare("a", {"urn:orlen", "urn:vessa"}, text="Rain fell. ")
    put(catalogue, article)
    assert KeptStories(catalogue.connection).get("a") == article.told.under({})
    assert KeptPrints(catalogue.connection).get("a") == article.printed
    assert is_kept(catalogue.connection, "a")
    assert not is_kept(catalogue.connection, "b")


def test_an_article_is_compared_under_who_its_actors_are(catalogue: Catalogue) -> None:
    own, connection = "urn:article/a#entity-1.entity", catalogue.connection
    article, far = compare("a", {own, "urn:orlen"}), compare("b", {"urn:vessa"})
    put(catalogue, article, far)
    (account,) = KeptStories(connection).get("a").accounts
    assert (account.named, account.unnamed) == ({"urn:orlen"}, {"vess"})
    assert list(KeptStories(connection).iter_near("a")) == []

    keys = [AccountKey("a", "event-1-5")]
    known = {own: "urn:vessa", "urn:paper": "urn:gazette"}
    assert identify(connection, "a", known) == (keys, False, True)
    assert identify(connection, "a", known) == (keys, False, False)
    assert identify(connection, "c", known) is None
    (account,) = KeptStories(connection).get("a").accounts
    assert (account.named, account.unnamed) == ({"urn:orlen", "urn:vessa"}, set())
    assert list(KeptStories(connection).iter_near("a")) == ["b"]
    assert KeptPrints(connection).get("a").publisher == "urn:gazette"


def test_articles_near_are_those_of_the_same_weeks_and_those_without_a_day(catalogue: Catalogue) -> None:
    days = {"a": 0, "b": 60, "c": 61, "d": -60, "e": None}
    put(catalogue, *(compare(name, {"urn:orlen", "urn:lira"}, days=each) for name, each in days.items()))
    put(catalogue, compare("f", {"urn:vessa"}))
    shelf = KeptStories(catalogue.connection)
    assert list(shelf.iter_near("a")) == ["b", "d", "e"]
    assert list(shelf.iter_near("e")) == ["a", "b", "c", "d"]
    assert list(shelf.iter_near("f")) == []
    assert shelf.sort("abcdef") == list("edafbc")


@pytest.mark.parametrize(
    ("days", "shared", "countries", "are_near"),
    [
        (7, {"urn:orlen"}, {"urn:orlen"}, True),
        (8, {"urn:orlen"}, set(), False),
        (8, {"urn:orlen", "urn:lira"}, set(), True),
        (8, {"urn:orlen", "urn:lira"}, {"urn:orlen"}, False),
        (-8, {"urn:orlen", "urn:lira", "urn:vessa"}, {"urn:orlen"}, True),
    ],
)
def test_articles_that_lie_apart_have_to_share_more_than_a_name_that_all_use(
    catalogue: Catalogue, days: int, shared: set[str], countries: set[str], are_near: bool
) -> None:
    articles = [compare("a", shared, countries=countries), compare("b", {*shared, "urn:mork"}, days=days)]
    put(catalogue, *articles)
    in_memory = MemoryShelf(article.told.under({}) for article in articles)
    for shelf in (KeptStories(catalogue.connection), in_memory):
        assert list(shelf.iter_near("a")) == (["b"] if are_near else [])
        assert list(shelf.iter_near("b")) == (["a"] if are_near else [])


def test_the_same_is_found_in_the_catalogue_and_in_memory(catalogue: Catalogue) -> None:
    random = Random(4)
    sentences = [" ".join(f"w{random.randint(0, 500)}" for _ in range(12)) for _ in range(40)]
    articles = [
        compare(
            f"a{n}",
            {f"urn:{random.randint(0, 9)}" for _ in range(3)},
            days=random.choice([None, *range(70)]),
            text=". ".join(random.sample(sentences[4 * (n % 4) :][:8], random.randint(3, 8))),
            countries={"urn:0", "urn:1"},
        )
        for n in range(60)
    ]
    put(catalogue, *articles)
    shelf, prints = KeptStories(catalogue.connection), KeptPrints(catalogue.connection)
    in_memory = MemoryPrints(article.printed for article in articles)
    all_stories = MemoryShelf(article.told.under({}) for article in articles)
    tied = near = 0
    for article in articles:
        name = article.article_id
        assert list(shelf.iter_near(name)) == list(all_stories.iter_near(name))
        others = {other.article_id for other in prints.find_tied(article.printed)}
        assert others == {other.article_id for other in in_memory.find_tied(article.printed)}
        near += len(list(shelf.iter_near(name)))
        tied += len(others) - 1
    assert 0 < near < 60 * 59
    assert 0 < tied < 60 * 59


def test_no_more_prints_are_held_than_fit(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(9)
    texts = [[f"{letter}{n}" for n in range(60)] for letter in "xyz"]
    articles = [compare(f"a{n}", {"urn:orlen"}, text=" ".join([*texts[n % 3], f"end{n}"])) for n in range(30)]
    put(catalogue, *articles)
    monkeypatch.setattr("kg.resolve.stories.prints._PRINTS", 4)
    monkeypatch.setattr("kg.resolve.stories.prints._HAVING", 40)
    prints = KeptPrints(catalogue.connection)
    for article in random.sample(articles, 30):
        found = {other.article_id for other in prints.find_tied(article.printed)}
        assert found == {f"a{n}" for n in range(int(article.article_id[1:]) % 3, 30, 3)}


def test_an_article_that_is_gone_leaves_nothing_but_what_it_told(catalogue: Catalogue) -> None:
    text = " ".join(f"word{n}" for n in range(60))
    connection = catalogue.connection
    put(catalogue, compare("a", {"urn:orlen"}, text=text))
    once = count_rows(catalogue)
    assert once == [1, 1, 64]
    assert remove_telling(connection, "a") == [AccountKey("a", "event-1-5")]
    assert count_rows(catalogue) == [0, 0, 0]
    put_telling(connection, "a", compare("a", {"urn:vessa"}, text=f"{text} and more").telling)
    assert remove_telling(connection, "a") == []  # nothing was compared
    assert count_rows(catalogue) == [0, 0, 0]
