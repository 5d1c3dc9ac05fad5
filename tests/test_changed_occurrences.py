"""Occurrences after changes, made in steps and cut off anywhere: those of all articles compared at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from random import Random

import pytest

from kg.identifiers import fact_iri
from kg.model.stories import AccountKey
from kg.pipeline import occurrences
from kg.pipeline.stories import compare_stories
from kg.rdf import occurrence_quads
from kg.resolve import Catalogue
from kg.resolve.stories import (
    KeptStories,
    MemoryShelf,
    Telling,
    Told,
    encode_told,
    print_of,
    put_telling,
    remove_telling,
    ties,
)
from kg.resolve.stories import occurrences as found_in
from kg.resolve.stories.occurrences import find_occurrences
from kg.resolve.stories.told import Actor, ToldAccount
from kg.resolve.stories.weights import weigh
from kg.store import Store
from kg.syntax import to_nquads
from tests.cutting import stopping

BASE = "https://e/"
DAY = date(2025, 3, 1)
WORDS = ("rain", "water", "river", "bridge", "street", "boat", "school", "mayor", "road", "power")
TYPES = ("disaster", "flood", "storm", "disease-outbreak", "request")


class Newsroom:
    """A store and its catalogue, to which articles come and from which they go."""

    def __init__(self) -> None:
        self.store = Store.open()
        self.catalogue = Catalogue.open(None, base=BASE)

    def change(self, articles: Mapping[str, Told | None]) -> None:
        """Take articles in, in the place of their earlier versions, or out."""
        connection = self.catalogue.connection
        for article_id, told in articles.items():
            gone = remove_telling(connection, article_id)
            self.catalogue.plan("account", (fact_iri(*account, base=BASE) for account in gone))
            if told is not None:
                put_telling(connection, article_id, Telling(encode_told(told), None, print_of("")))
        self.catalogue.plan("written", articles)
        self.catalogue.commit()

    def compare(self) -> None:
        """Compare what is to be compared."""
        compare_stories(self.store, self.catalogue, base=BASE)
        self.catalogue.settle(BASE)
        self.catalogue.commit()

    @property
    def links(self) -> list[bytes]:
        """What is kept, sorted."""
        return sorted(to_nquads(self.store.dataset).splitlines())


def draw(random: Random, article_id: str) -> Told:
    """An article about one or two of few places, of a few things that are all somewhat alike."""
    places = random.sample(["Vessa", "Orlen", "Lira"], 2)
    actors = tuple(
        Actor(f"{BASE}place/{name}", is_own=False, stem="", is_named=True, country="GE", is_country=False)
        for name in places
    )
    accounts = tuple(
        ToldAccount(
            event_id=f"event-{n}",
            alleged=random.random() < 0.4,
            type=random.choice(TYPES),
            stem=random.choice(("flood", "storm", "ask", "water")),
            reality=random.choice(("happened", "happened", "may happen")),
            earliest=None,
            latest=None,
            places=tuple(place for place in (0, 1) if random.random() < 0.4),
            involved=tuple(place for place in (0, 1) if random.random() < 0.4),
            speakers=(),
            content=(),
        )
        for n in range(random.randint(1, 3))
    )
    text = " ".join(random.sample(WORDS, 8))
    names = tuple(sorted(name.casefold() for name in places))
    return Told(article_id, actors, names, weigh(text), DAY + timedelta(random.randint(0, 20)), accounts)


def expect(articles: Iterable[Told]) -> list[bytes]:
    """The links of these articles, compared at once."""
    stories = [told.under({}) for told in articles]
    found = find_occurrences((account.key for story in stories for account in story.accounts), MemoryShelf(stories))
    return sorted(to_nquads(occurrence_quads(found, base=BASE)).splitlines())


def draw_changes(random: Random, there: Mapping[str, Told]) -> dict[str, Told | None]:
    """Some articles that come, go, or are changed."""
    changes: dict[str, Told | None] = {}
    for article_id in random.sample([f"a{n:02}" for n in range(24)], random.randint(1, 6)):
        goes = article_id in there and random.random() < 0.5
        changes[article_id] = None if goes else draw(random, article_id)
    return changes


def update(articles: dict[str, Told], changes: Mapping[str, Told | None]) -> None:
    for article_id, told in changes.items():
        articles.pop(article_id, None)
        if told is not None:
            articles[article_id] = told


@pytest.mark.parametrize("seed", range(30))
def test_changes_one_after_another_give_what_all_at_once_give(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    monkeypatch.setattr(occurrences, "_AT_ONCE", random.choice((1, 3, 1_000)))
    newsroom, articles = Newsroom(), {f"a{n:02}": draw(random, f"a{n:02}") for n in range(16)}
    changes: Mapping[str, Told | None] = articles
    for _ in range(6):
        newsroom.change(changes)
        newsroom.compare()
        assert newsroom.links == expect(articles.values())
        changes = draw_changes(random, articles)
        update(articles, changes)


@pytest.mark.parametrize("seed", range(30))
def test_a_comparison_that_is_cut_off_anywhere_is_finished_by_the_next(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    monkeypatch.setattr(occurrences, "_AT_ONCE", random.choice((1, 2, 5)))
    for held in (ties, "_MOST_SCORES"), (ties, "_MOST_ACCOUNTS"), (found_in, "_MOST_MATCHES"):
        monkeypatch.setattr(*held, random.choice((1, 100_000)))
    newsroom, articles = Newsroom(), {f"a{n:02}": draw(random, f"a{n:02}") for n in range(16)}
    newsroom.change(articles)
    newsroom.compare()
    cut = 0
    for _ in range(8):
        changes = draw_changes(random, articles)
        update(articles, changes)
        newsroom.change(changes)
        with monkeypatch.context() as patched:
            patched.setattr(
                Store, "exchange", stopping(Store.exchange, random.randint(1, 12), is_done=random.random() < 0.5)
            )
            try:
                newsroom.compare()
            except KeyboardInterrupt:
                newsroom.catalogue.connection.rollback()  # as if the process had died
                cut += 1
    newsroom.compare()
    assert cut
    assert newsroom.links == expect(articles.values())


def test_a_change_goes_no_further_along_a_chain_of_ties_than_it_shows() -> None:
    """Sixty floods, each told some days after the one before: all hang together, and few depend on one of them."""
    flood = draw(Random(3), "")._replace(words=weigh("water"))
    account = flood.accounts[0]._replace(alleged=False, type="flood", stem="flood", places=(0,), reality="happened")
    newsroom, articles = Newsroom(), dict[str, Told]()
    random, day = Random(5), DAY
    for n in range(60):
        day += timedelta(random.randint(2, 4))
        days = {"earliest": (day - timedelta(2)).isoformat(), "latest": (day + timedelta(2)).isoformat()}
        told = account._replace(**days)  # type: ignore[arg-type]
        articles[f"a{n:02}"] = flood._replace(article_id=f"a{n:02}", published=day, accounts=(told,))
    newsroom.change(articles)
    newsroom.compare()
    assert newsroom.links == expect(articles.values())

    known = ties.Ties(KeptStories(newsroom.catalogue.connection))
    reached = {AccountKey("a30", account.event_id)}
    while more := {key for one in reached for key in known.get_alike(one)} - reached:
        reached |= more
    assert len(reached) == 60

    del articles["a30"]
    newsroom.change({"a30": None})
    compare_stories(newsroom.store, newsroom.catalogue, base=BASE)
    assert newsroom.links == expect(articles.values())
    assert len(newsroom.catalogue.pending("touched")) < 15
