"""One flood in three papers, one of them a print of an agency's dispatch: what they tell in common."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

import kg
from kg.model import Article, ArticleFacts, Entity, Mention
from kg.model.stories import AccountKey
from kg.pipeline import iter_facts, resolve
from kg.resolve.stories import MemoryShelf, Story, agreements, story_of, ties
from kg.resolve.stories.accounts import Account, Site
from kg.resolve.stories.alike import JOINED, Agreement, agree, score
from kg.resolve.stories.occurrences import Occurrences, find_occurrences
from kg.store import Store

WIRE = """Floods killed 12 people in the Georgian port of Batumi on Tuesday, the emergency ministry said, after a night
of heavy rain.

The water swept through the lower streets of the city and carried away dozens of cars. Rescuers brought about 300 people
to schools on higher ground.

"We found twelve bodies in the houses along the river," said the mayor of Batumi, Irakli Dolidze. He asked the
government in Tbilisi for more boats.

The flood cut the coastal road and left 4,000 homes without power, the energy company said. Trains to Tbilisi were
cancelled until Friday."""
ARTICLES = {
    "wire": {
        "publisher": "Coast Wire",
        "published": "2025-09-03",
        "headline": "Floods kill 12 in Batumi after night of rain",
        "text": f"BATUMI, Georgia, Sept 3 (Coast Wire) - {WIRE}",
    },
    "print": {
        "publisher": "Harbour Gazette",
        "published": "2025-09-03",
        "headline": "Twelve dead as floods hit Batumi",
        "text": f"BATUMI - {WIRE.rpartition('Trains')[0]}\n\nCoast Wire",
    },
    "rival": {
        "publisher": "Northern Line",
        "published": "2025-09-04",
        "headline": "At least 17 killed in Batumi flood, doctors say",
        "text": """The flood that struck Batumi on Tuesday killed at least 17 people, doctors at the city's hospital
said on Thursday. Another 41 people were injured.

The emergency ministry put the toll at 14 on Thursday. Mayor Irakli Dolidze visited the hospital and asked the
government for boats.

Residents said the flood came without a warning. Rain is expected to return to the coast of Georgia on Saturday.""",
    },
    "fire": {
        "publisher": "Northern Line",
        "published": "2025-09-04",
        "headline": "Fire destroys mill in Kutaisi",
        "text": """A fire destroyed a flour mill in Kutaisi, Georgia, on Wednesday and killed two people, the police
said.

The owner of the mill, Nino Beridze, said that the fire had begun in the store room. Firefighters came
from Tbilisi.""",
    },
}
LINKS = "https://w3id.org/dateline/id/graph/links"


def write(folder: Path, *names: str, **changes: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        record = {"id": name, **ARTICLES[name], **changes}
        record["text"] = "\n\n".join(" ".join(each.split()) for each in record["text"].split("\n\n"))
        (folder / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


def links(store: Path) -> list[str]:
    with Store.open(store, read_only=True) as opened:
        return sorted(str(quad) for quad in opened.quads(LINKS))


def ask(store: Path, query: str, *columns: str, **parameters: str) -> list[tuple[object, ...]]:
    with kg.open(store) as graph:
        return [tuple(record[column] for column in columns) for record in graph.query(query, **parameters).to_records()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("articles") / "flood", *ARTICLES)


@pytest.fixture(scope="module")
def store(folder: Path) -> Path:
    """A store of all articles, built in one go; not to be changed."""
    store = folder.parent / "store"
    assert kg.build(folder, store).complete
    return store


@pytest.fixture(scope="module")
def facts(folder: Path) -> list[ArticleFacts]:
    return [each for each in iter_facts([folder]) if isinstance(each, ArticleFacts)]


def test_figures_of_one_flood_stand_side_by_side(store: Path) -> None:
    found = ask(store, "figures", "value", "qualifier", "source", "latest", "publisher", place="Batumi", harm="killed")
    assert set(found) >= {
        (12, "unstated", "the emergency ministry", False, "Coast Wire"),
        (12, "unstated", "the emergency ministry", False, "Harbour Gazette"),
        (17, "at-least", "doctors", True, "Northern Line"),
        (14, "unstated", "The emergency ministry", True, "Northern Line"),
    }
    assert all(value != 2 for value, *_ in ask(store, "figures", "value", place="Batumi"))


def test_a_wire_copy_is_no_second_witness(store: Path) -> None:
    assert ask(store, "copies", "kind", "publisher", "article") == [
        ("copy", "Harbour Gazette", "print"),
        ("copy", "Coast Wire", "wire"),
    ]
    counted = ask(store, "corroboration", "mode", "independent", "publishers", "articles", type="flood", mode="alleged")
    assert counted == [("alleged", 2, 3, 3)]
    assert ask(store, "corroboration", "mode", type="flood") == []
    assert {mode for (mode,) in ask(store, "corroboration", "mode")} == {"asserted"}
    assert {mode for (mode,) in ask(store, "corroboration", "mode", mode="any")} == {"asserted", "alleged"}


def test_accounts_are_kept_and_say_whose_they_are(store: Path) -> None:
    told = ask(store, "accounts", "mode", "event", "by", "article", type="request")
    assert [(standing, event, article) for standing, event, _, article in told] == [
        ("asserted", "asked", "print"),
        ("asserted", "asked", "wire"),
        ("asserted", "asked", "rival"),
    ]
    floods = ask(store, "accounts", "mode", "by", "article", type="flood")
    assert {article for _, _, article in floods} == {"print", "wire", "rival"}
    assert all(standing == "alleged" and source for standing, source, _ in floods)


def test_what_is_alleged_is_never_joined_with_what_is_asserted(store: Path) -> None:
    assert ask(store, "SELECT ?e WHERE { ?e kg:isAccountOf ?o ; a kg:AllegedEvent }", "e") == []
    assert ask(store, "SELECT ?e WHERE { ?e kg:isAllegedAccountOf ?o ; kg:hasEventType ?t }", "e") == []
    assert ask(store, "SELECT (COUNT(*) AS ?n) WHERE { ?e kg:isAllegedAccountOf ?o }", "n") != [(0,)]


def test_another_event_of_the_same_day_stays_apart(store: Path) -> None:
    beside_the_fire = """SELECT DISTINCT ?article WHERE {
      ?event kg:isAccountOf|kg:isAllegedAccountOf ?occurrence ; kg:hasEvidence/kg:isSpanOf/kg:articleId ?article .
      ?other kg:isAccountOf|kg:isAllegedAccountOf ?occurrence ; kg:hasEvidence/kg:isSpanOf/kg:articleId "fire"
    }"""
    assert ask(store, beside_the_fire, "article") == [("fire",)]


def test_a_store_with_what_articles_share_conforms(store: Path) -> None:
    with kg.open(store) as graph:
        assert graph.validate().conforms


@pytest.mark.parametrize("order", [("rival", "fire", "print", "wire"), ("wire", "rival", "print", "fire")])
def test_one_article_after_another_gives_what_all_at_once_give(
    order: tuple[str, ...], store: Path, tmp_path: Path
) -> None:
    for name in order:
        assert kg.build(write(tmp_path / name, name), tmp_path / "store").complete
    assert links(tmp_path / "store") == links(store)


def test_a_changed_article_and_one_that_is_gone_leave_no_trace(store: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    kg.build(write(tmp_path / "articles", *ARTICLES), changed)
    kg.build(write(tmp_path / "articles", "rival", text="Talks on grain were held in Ankara on Monday."), changed)
    kg.build(tmp_path / "articles", tmp_path / "anew")
    assert links(changed) == links(tmp_path / "anew") != links(store)

    with Store.open(changed) as opened:
        assert opened.remove_article("wire")
        resolve(opened, base="https://w3id.org/dateline/id/")
    (tmp_path / "articles" / "wire.json").unlink()
    kg.build(tmp_path / "articles", tmp_path / "without")
    assert links(changed) == links(tmp_path / "without")
    assert not any("TextGroup" in line or "/wire" in line for line in links(changed))


def test_without_its_catalogue_a_store_forgets_what_gone_articles_told(store: Path, tmp_path: Path) -> None:
    articles, left = write(tmp_path / "articles", *ARTICLES), tmp_path / "left"
    kg.build(articles, left)
    (left / "catalogue.sqlite").unlink()
    with Store.open(left) as opened:
        resolve(opened, base="https://w3id.org/dateline/id/")
    assert links(left) == links(store)

    (left / "catalogue.sqlite").unlink()
    with Store.open(left) as opened:
        assert opened.remove_article("wire")
        resolve(opened, base="https://w3id.org/dateline/id/")
    (articles / "wire.json").unlink()
    kg.build(articles, tmp_path / "without")
    assert links(left) == links(tmp_path / "without") != links(store)


def test_occurrences_do_not_depend_on_the_order_of_stories(facts: list[ArticleFacts]) -> None:
    stories = [story_of(each) for each in facts]
    keys = [account.key for story in stories for account in story.accounts]
    found = {find_occurrences(keys, MemoryShelf(order)) for order in permutations(stories)}
    assert len(found) == 1
    (only,) = found
    assert only == find_occurrences(reversed(keys), MemoryShelf(stories))
    assert len({key for each in only for key in each.accounts}) == sum(len(each.accounts) for each in only)


def test_from_one_account_its_occurrence_is_found(facts: list[ArticleFacts]) -> None:
    shelf = MemoryShelf([story_of(each) for each in facts])
    every = find_occurrences((account.key for each in facts for account in shelf.get(each.article.id).accounts), shelf)
    assert every
    for occurrence in every:
        assert find_occurrences([occurrence.accounts[-1]], shelf) == (occurrence,)


def test_what_belongs_together_is_found_once(facts: list[ArticleFacts]) -> None:
    shelf = MemoryShelf([story_of(each) for each in facts])
    keys = [account.key for each in facts for account in shelf.get(each.article.id).accounts]
    found = [key for each in Occurrences(shelf).iter_found(keys) for key in each.accounts]
    assert sorted(found) == sorted(keys)


def test_an_article_that_shares_no_entity_is_not_read(facts: list[ArticleFacts]) -> None:
    read: set[str] = set()

    class Watched(MemoryShelf):
        def get(self, article_id: str) -> Story:
            read.add(article_id)
            return super().get(article_id)

    stories = [story_of(each) for each in facts]
    far = story_of(make_facts("far"))
    shelf = Watched([*stories, far._replace(accounts=(account("far"),))])
    find_occurrences((each.key for story in stories for each in story.accounts), shelf)
    assert read == set(ARTICLES)


def account(article: str = "a", **fields: object) -> Account:
    blast: dict[str, object] = {
        "key": AccountKey(article, "event-1-6"),
        "alleged": False,
        "type": "explosive-attack",
        "stem": "bomb",
        "reality": "happened",
        "earliest": "2025-04-06",
        "latest": "2025-04-06",
        "sites": frozenset({Site("place/harran", "XA", False)}),
        "named": frozenset({"organization/league"}),
        "unnamed": frozenset({"soldier"}),
        "speakers": frozenset(),
        "content": frozenset(),
    }
    return Account(**{**blast, **fields})  # type: ignore[arg-type]


def alike(**fields: object) -> bool:
    return are_one(account(), account("b", **fields))


def are_one(one: Account, other: Account) -> bool:
    found = score(agree(one, other), 0.3)
    return found is not None and found >= JOINED


def test_what_makes_two_accounts_one() -> None:
    assert alike()
    assert alike(stem="explod", sites=frozenset({Site("place/arland", "XA", True)}))
    assert alike(earliest="2025-04-01", latest="2025-04-30")
    assert alike(reality="may happen")
    assert alike(type="violence")


def test_what_keeps_two_accounts_apart() -> None:
    assert not alike(earliest="2025-04-08", latest="2025-04-09")
    assert not alike(reality="did not happen")
    assert not alike(type="arrest", stem="arrest")
    elsewhere, others = frozenset({Site("place/osmara", "XA", False)}), frozenset({"organization/front"})
    assert not alike(stem="explod", sites=elsewhere, named=others)


def test_what_is_said_is_one_act_only_if_the_same_is_said_by_the_same() -> None:
    def said(article: str, speaker: str, *content: str) -> Account:
        words = {"type": "statement", "stem": "say", "speakers": frozenset({speaker}), "content": frozenset(content)}
        return account(article, **words)

    first = said("a", "person/odan", "flood", "kill", "twelve")
    assert are_one(first, said("b", "person/odan", "flood", "kill", "peopl"))
    assert not are_one(first, said("b", "person/odan", "train", "stop", "friday"))
    assert not are_one(first, said("b", "person/miral", "flood", "kill", "twelve"))


def test_an_alleged_occurrence_matches_an_asserted_one_and_stays_apart() -> None:
    asserted, alleged = AccountKey("a", "event-1-6"), AccountKey("b", "event-1-6")
    shelf = MemoryShelf(
        [
            story_of(make_facts("a"))._replace(accounts=(account("a"),)),
            story_of(make_facts("b"))._replace(accounts=(account("b", alleged=True),)),
        ]
    )
    whole, said = find_occurrences([alleged], shelf)
    assert (whole.accounts, whole.alleged, whole.matches) == ((asserted,), False, None)
    assert (said.accounts, said.alleged, said.matches) == ((alleged,), True, asserted)
    assert find_occurrences([asserted], shelf) == (whole,)


def make_facts(article_id: str) -> ArticleFacts:
    place = Entity(
        id="e",
        kind="place",
        name="Harran",
        iri="https://w3id.org/dateline/id/place/harran",
        mentions=(Mention(start=10, end=16),),
    )
    article = Article(id=article_id, text="A bomb in Harran hit the soldiers of the League.")
    return ArticleFacts(article=article, extractor="x", entities=(place,))


def test_how_much_is_held_does_not_show(facts: list[ArticleFacts], monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = MemoryShelf([story_of(each) for each in facts])
    keys = [account.key for each in facts for account in shelf.get(each.article.id).accounts]
    found = find_occurrences(keys, shelf)
    for most in ("_MOST_ACCOUNTS", "_MOST_SCORES", "_MOST_NEAR", "_MANY"):
        monkeypatch.setattr(ties, most, 1)
    for most in ("_MOST_ACCOUNTS", "_MOST_PAIRS"):
        monkeypatch.setattr(agreements, most, 2)
    assert find_occurrences(keys, shelf) == found


def test_what_is_found_of_two_accounts_is_remembered_for_their_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, ...]] = []
    find = agreements.agree

    def note(one: Account, other: Account) -> Agreement | None:
        compared.append((one.stem, other.stem))
        return find(one, other)

    monkeypatch.setattr(agreements, "agree", note)
    story = story_of(make_facts("a"))
    told = [account(key=AccountKey("a", f"event-{n}"), stem=stem) for n, stem in enumerate(("blast", "bomb", "explos"))]
    copies = [
        story._replace(
            article_id=f"a{n}",
            accounts=tuple(each._replace(key=each.key._replace(article_id=f"a{n}")) for each in told),
        )
        for n in range(9)
    ]
    found = find_occurrences([account.key for each in copies for account in each.accounts], MemoryShelf(copies))
    assert [len(occurrence.accounts) for occurrence in found] == [27]
    assert len(compared) <= 2 * 3 * 3  # pairs of words, in one article and in two; there are 351 pairs of accounts


def test_a_long_list_of_like_events_is_compared_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ties, "_APART", 2)
    keys = [AccountKey("a", f"event-{n}") for n in range(8)]
    story = story_of(make_facts("a"))._replace(accounts=tuple(account(key=key) for key in keys))
    known = ties.Ties(MemoryShelf([story]))
    places = range(len(keys))
    compared = {(a, b) for a in places for b in places if keys[b] in known.get_alike(keys[a])}
    assert compared == {(a, b) for a in places for b in places if 0 < abs(a - b) <= 2}
