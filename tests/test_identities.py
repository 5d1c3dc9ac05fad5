"""Who is who across articles: what is joined, what is kept apart, and the same outcome on every way to it."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_articles import Named, article, body, build, entities, person, put, read_identities
from pyoxigraph import NamedNode, Quad

from kg.identifiers import BASE
from kg.model import ArticleFacts
from kg.namespaces import KG, SKOS
from kg.pipeline import resolve
from kg.resolve import Catalogue, organizations
from kg.resolve.bearers import Bearer
from kg.resolve.joins import Join, SharedContext
from kg.store import Store
from kg.syntax import to_nquads
from tests.cutting import stopping

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


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
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


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_articles_that_go_or_change_leave_nothing_behind(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    articles = [_article(number, random.Random(seed * 89 + number)) for number in range(8)]
    folder = tmp_path_factory.mktemp("stores")
    others = [_article(number, random.Random(seed * 83 + number)) for number in range(3)]
    build(folder / "changed", [*others, *articles[3:]])
    with Store.open(folder / "changed") as store:
        for facts in articles[:2]:
            put(store, facts)
        store.remove_article("a2")
        resolve(store, base=BASE)
        changed = to_nquads(store.quads())
    assert changed == build(folder / "fresh", [*articles[:2], *articles[3:]])


@pytest.mark.parametrize("stop", [1, 2, 3])
def test_a_build_that_is_killed_is_finished_by_the_next(
    stop: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [_article(number, random.Random(number)) for number in range(8)]
    undisturbed = build(tmp_path / "undisturbed", articles[:4], articles[4:])
    build(tmp_path / "killed", articles[:4])
    with monkeypatch.context() as patched:
        patched.setattr(Store, "exchange", stopping(Store.exchange, stop))
        with pytest.raises(KeyboardInterrupt):
            build(tmp_path / "killed", articles[4:])
    assert build(tmp_path / "killed", []) == undisturbed


@pytest.mark.parametrize("also_new", [False, True])
def test_articles_that_come_after_a_kill_find_the_store_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, also_new: bool
) -> None:
    articles = [_article(number, random.Random(number + 50)) for number in range(9)]
    build(tmp_path / "killed", articles[:4])
    with monkeypatch.context() as patched:
        patched.setattr(Store, "exchange", stopping(Store.exchange, 2))
        with pytest.raises(KeyboardInterrupt):
            build(tmp_path / "killed", articles[4:8])
    if also_new:
        (tmp_path / "killed" / "catalogue.sqlite").unlink()
    assert build(tmp_path / "killed", articles[8:]) == build(tmp_path / "undisturbed", articles)


def test_what_is_written_before_a_kill_is_not_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [_article(number, random.Random(number + 70)) for number in range(8)]
    undisturbed = build(tmp_path / "undisturbed", articles)
    changed: list[Quad] = []
    exchange = Store.exchange

    def note(store: Store, old: Iterable[Quad], new: Iterable[Quad]) -> None:
        quads = list(old), list(new)
        changed.extend(quad for each in quads for quad in each)
        exchange(store, *quads)

    monkeypatch.setattr(Store, "exchange", note)
    with monkeypatch.context() as patched:
        patched.setattr("kg.pipeline.resolving.compare_stories", _die)
        with pytest.raises(KeyboardInterrupt):
            build(tmp_path / "killed", articles)
    assert changed
    changed.clear()
    assert build(tmp_path / "killed", []) == undisturbed
    assert all(str(quad.graph_name).endswith("/links>") and quad.predicate != KG.resolvesTo for quad in changed)


def _die(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_lost_catalogue_is_made_anew(tmp_path: Path) -> None:
    articles = [_article(number, random.Random(number + 9)) for number in range(8)]
    before = build(tmp_path / "store", articles)
    (tmp_path / "store" / "catalogue.sqlite").write_bytes(b"not a database" * 100)
    assert build(tmp_path / "store", []) == before


# -- persons --------------------------------------------------------------------------------------


def _found(tmp_path: Path, *articles: ArticleFacts) -> dict[tuple[str, str], str]:
    build(tmp_path / "store", articles)
    return entities(tmp_path / "store")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Muammar Gaddafi", "Muammar Qadhafi"),
        ("Ana Belova", "Ana Maria Belova"),
        ("Joe Marlen", "Joseph Marlen"),
        ("Abdel Fattah al-Hassun", "Abdel Fattah el-Hassun"),
        ("Ana Belova", "Ana Belova Jr."),
    ],
)
def test_ways_to_write_one_persons_name(one: str, other: str, tmp_path: Path) -> None:
    found = _found(tmp_path, article("a", person(one)), article("b", person(other)))
    assert found["a", one] == found["b", other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Belova", "Ina Belova"),
        ("Mario Belov", "Maria Belov"),
        ("Peter Hansen", "Peter Hanson"),
        ("John F. Marlen", "John Q. Marlen"),
        ("Ana Belova", "Ana Belinska"),
        ("John Smith", "John A. Smith"),
    ],
)
def test_names_of_two_persons(one: str, other: str, tmp_path: Path) -> None:
    found = _found(tmp_path, article("a", person(one)), article("b", person(other)))
    assert found["a", one] != found["b", other]


def test_persons_of_one_common_name_are_apart_unless_something_joins_them(tmp_path: Path) -> None:
    bank, club = body("Rovna Bank"), body("Rovna Rowing Club")
    found = _found(
        tmp_path,
        article("a", person("John Smith", post_in="Rovna Bank"), bank),
        article("b", person("John Smith", post_in="Rovna Bank"), bank),
        article("c", person("John Smith", post_in="Rovna Rowing Club"), club),
        article("d", person("John Smith")),
    )
    assert found["a", "John Smith"] == found["b", "John Smith"] == "person/john-smith"
    assert len({found[each, "John Smith"] for each in "acd"}) == 3


def test_a_rare_name_is_one_person_unless_tied_to_two_countries(tmp_path: Path) -> None:
    found = _found(
        tmp_path,
        article("a", person("Ilmari Vastola", country="FI")),
        article("b", person("Ilmari Vastola", country="FI")),
        article("c", person("Ilmari Vastola")),
        article("d", person("Ilmari Vastola", country="US")),
    )
    assert found["a", "Ilmari Vastola"] == found["b", "Ilmari Vastola"] == found["c", "Ilmari Vastola"]
    assert found["d", "Ilmari Vastola"] != found["a", "Ilmari Vastola"]


def test_a_surname_goes_with_the_one_who_is_named_beside_the_same_people(tmp_path: Path) -> None:
    beside = (person("Ida Marsh"), body("Rovna Rowing Club"))
    found = _found(tmp_path, article("a", person("Ana Belova"), *beside), article("b", person("Belova"), *beside))
    assert found["b", "Belova"] == found["a", "Ana Belova"]


def test_a_surname_without_evidence_stays_the_articles_own_and_is_a_candidate(tmp_path: Path) -> None:
    found = _found(tmp_path, article("a", person("Ana Belova")), article("b", person("Belova")))
    assert found["b", "Belova"] == "own"
    (identity,) = read_identities(tmp_path / "store")
    assert (identity.status, set(identity.names)) == ("candidate", {"Ana Belova", "Belova"})


def test_a_surname_that_two_bear_stays_open(tmp_path: Path) -> None:
    beside = (person("Ida Marsh"), body("Rovna Rowing Club"))
    found = _found(
        tmp_path,
        article("a", person("Ana Belova"), *beside),
        article("b", person("Tom Belova")),
        article("c", person("Belova"), *beside),
    )
    assert found["c", "Belova"] == "own"


def test_a_surname_beside_its_full_name_in_one_article_is_someone_else(tmp_path: Path) -> None:
    beside = (person("Ida Marsh"), body("Rovna Rowing Club"))
    found = _found(tmp_path, article("a", person("Ana Belova"), *beside, person("Belova")))
    assert found["a", "Belova"] == "own"


def test_who_has_an_iri_from_elsewhere_keeps_it_and_is_no_one_else(tmp_path: Path) -> None:
    one, other = (Named("person", "Ilmari Vastola", iri=f"https://example.org/{number}") for number in (1, 2))
    found = _found(tmp_path, article("a", one), article("b", other), article("c", one))
    assert [found[each, "Ilmari Vastola"] for each in "abc"] == [one.iri, other.iri, one.iri]


def test_one_of_a_common_name_who_has_an_iri_from_elsewhere_is_one_person(tmp_path: Path) -> None:
    smith = Named("person", "John Smith", iri="https://example.org/john-smith")
    found = _found(tmp_path, article("a", smith), article("b", smith), article("c", person("John Smith")))
    assert found["a", "John Smith"] == found["b", "John Smith"] == smith.iri
    assert found["c", "John Smith"] != smith.iri


def test_places_of_one_name_are_those_of_the_gazetteer(tmp_path: Path) -> None:
    found = _found(
        tmp_path,
        article("a", Named("place", "San Jose"), Named("place", "Costa Rica")),
        article("b", Named("place", "San Jose"), Named("place", "California")),
    )
    assert found["a", "San Jose"] == "place/san-jose-3621849"
    assert found["b", "San Jose"] == "place/san-jose-5392171"
    assert read_identities(tmp_path / "store") == []


# -- organizations --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (body("Rovna Mine Action Centre", type="ngo"), body("The Rovna Mine Action Center", type="ngo")),
        (body("Rovna Mine Action Centre", "RMAC", type="ngo"), body("RMAC", type="ngo")),
        (body("Acme Mining", type="company"), body("Acme Mining Ltd.", type="company")),
        (body("United Nations Lake Service", type="ngo"), body("UN Lake Service", type="ngo")),
        (body("Lake Protection Agency of Rovna", type="ngo"), body("Rovna Lake Protection Agency", type="ngo")),
        (body("Ministry of Defence", country="GE"), body("Defence Ministry", country="GE")),
        (body("Rovna Lakeside Water Union", type="ngo"), body("Rovna Lakesied Water Union", type="ngo")),
        (body("Qasaban Lake Water Union", type="ngo"), body("Kasaban Lake Water Union", type="ngo")),
    ],
)
def test_names_of_one_organization(one: Named, other: Named, tmp_path: Path) -> None:
    found = _found(tmp_path, article("a", one), article("b", other))
    assert found["a", one.name] == found["b", other.name] != "own"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (body("Ministry of Defence", country="GE"), body("Ministry of Defence", country="AM")),
        (body("Ministry of Defence", country="GE"), body("Ministry of Defence")),
        (body("University of North Rovna", type="university"), body("University of South Rovna", type="university")),
        (body("Rovna Bank", type="company", country="GE"), body("Rovna Bank Ltd", type="company", country="AM")),
        (body("Rovna University", type="university"), body("Rovna University School of Law", "Rovna University")),
    ],
)
def test_names_of_two_organizations(one: Named, other: Named, tmp_path: Path) -> None:
    found = _found(tmp_path, article("a", one), article("b", other))
    assert found["a", one.name] != found["b", other.name]


def test_bodies_whose_names_share_all_words_but_one_are_compared_only_where_it_may_be_misspelt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[str, ...]] = []
    compare = organizations.compare

    def note(one: Bearer, other: Bearer, shared: SharedContext) -> Join | None:
        compared.append(tuple(sorted((one.name, other.name))))
        return compare(one, other, shared)

    monkeypatch.setattr(organizations, "compare", note)
    firsts = ("Amber", "Birch", "Delta", "Forest", "Harbour", "Lantern", "Lanterm", "Meadow", "Orchard", "Summit", "")
    names = [" ".join(f"{first} Lake Water Union".split()) for first in firsts]
    _found(tmp_path, *(article(f"a{i}", body(name, type="ngo")) for i, name in enumerate(names)))
    whole = "Lake Water Union"
    expected = {tuple(sorted((name, whole))) for name in names if name != whole}
    expected.add(("Lanterm Lake Water Union", "Lantern Lake Water Union"))
    assert sorted(compared) == sorted(expected)


def test_in_which_articles_a_name_is_used_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    articles_of = Catalogue.articles_of

    def note(catalogue: Catalogue, name_key: str) -> frozenset[str]:
        read.append(name_key)
        return articles_of(catalogue, name_key)

    monkeypatch.setattr(Catalogue, "articles_of", note)
    named = [person(f"{given} Belova") for given in ("Ana", "Anna", "Ana M.", "A.")]
    _found(tmp_path, *(article(f"a{i}", each, person("Ilmari Vastola")) for i, each in enumerate(named)))
    assert len(read) == len(set(read)) > 2


def test_an_acronym_of_two_bodies_stays_apart_from_both(tmp_path: Path) -> None:
    found = _found(
        tmp_path,
        article("a", body("Rovna Mine Action Centre", "RMAC", type="ngo")),
        article("b", body("Regional Music Arts Council", "RMAC", type="ngo")),
        article("c", body("RMAC", type="ngo")),
    )
    assert len(set(found.values()) - {"organization/coast-daily"}) == 3
    assert {identity.status for identity in read_identities(tmp_path / "store")} == {"candidate"}


def test_a_branch_is_a_part_of_the_whole_and_not_the_same(tmp_path: Path) -> None:
    whole, branch = body("Lakes International", type="ngo"), body("Lakes International (Germany)", type="ngo")
    found = _found(tmp_path, article("a", whole), article("b", branch))
    assert found["a", whole.name] != found["b", branch.name]
    with Store.open(tmp_path / "store", read_only=True) as store:
        parts = [quad for quad in store.quads() if quad.predicate == KG.isPartOf]
    assert [(quad.subject.value, quad.object.value) for quad in parts] == [  # type: ignore[union-attr]
        (BASE + found["b", branch.name], BASE + found["a", whole.name])
    ]


def test_a_state_and_its_territory_are_two(tmp_path: Path) -> None:
    state = Named("state", "Georgia", type="country", country="GE")
    place = Named("place", "Georgia", type="country", country="GE")
    found = _found(tmp_path, article("a", state), article("b", place))
    assert (found["a", "Georgia"], found["b", "Georgia"]) == ("state/georgia", "place/georgia")


def test_one_description_has_all_names_of_an_actor(tmp_path: Path) -> None:
    beside = (person("Ida Marsh"), body("Rovna Rowing Club"))
    articles = [article("a", person("Ana Belova"), *beside), article("b", person("Ana M. Belova"), *beside)]
    articles.append(article("f", person("Ana Belova")))
    build(tmp_path / "store", [*articles, *(article(each, person("Belova"), *beside) for each in "cde")])
    with Store.open(tmp_path / "store", read_only=True) as store:
        said = [quad for quad in store.quads() if quad.subject == NamedNode(f"{BASE}person/ana-belova")]
    names = {
        predicate: {quad.object.value for quad in said if quad.predicate == predicate}  # type: ignore[union-attr]
        for predicate in (SKOS.prefLabel, SKOS.altLabel)
    }
    assert names == {SKOS.prefLabel: {"Ana Belova"}, SKOS.altLabel: {"Ana M. Belova", "Belova"}}


def test_every_join_says_on_what_it_rests(tmp_path: Path) -> None:
    full, short = body("Rovna Mine Action Centre", "RMAC", type="ngo"), body("RMAC", type="ngo")
    found = _found(tmp_path, article("a", full), article("b", short))
    (identity,) = read_identities(tmp_path / "store")
    assert identity.status == "accepted"
    assert identity.method == "stated"
    assert identity.entity == BASE + found["a", full.name]
    assert identity.confidence == 0.93
    assert identity.reason == "an article that speaks of Rovna Mine Action Centre calls it RMAC too"
