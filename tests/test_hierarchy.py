"""What lies in what, kept up to date as articles come and go: the same as computed from all articles at once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_articles import Named, article, build, person, put
from pyoxigraph import NamedNode, Quad

from kg.identifiers import BASE, entity_iri, shared_graph_iri
from kg.link import Authority, read_authority
from kg.model import ArticleFacts
from kg.namespaces import KG, RDF, SKOS
from kg.pipeline import resolve
from kg.rdf import entity_quads, find_references, from_quads
from kg.resolve import Decision
from kg.store import Store
from kg.syntax import to_nquads

GAZETTEER = """name,aliases,lat,lon,type,country,geonames,iri,within
Zarvan,,49.1,36.1,city,UA,,https://example.org/zarvan,Upper Zarvan
Upper Zarvan,,,,,UA,,https://example.org/upper-zarvan,706482
Ketch,,,,city,XZ,,https://example.org/ketch,
Little Ketch,,,,,XZ,,https://example.org/little-ketch,Ketch
Orsk Bay,,,,city,XY,,https://example.org/orsk-bay,
"""

KHARKIV, LVIV = Named("place", "Kharkiv"), Named("place", "Lviv")
UKRAINE = Named("place", "Ukraine", type="country", country="UA")
POOL = (
    *(KHARKIV, LVIV, UKRAINE, Named("place", "Tbilisi"), Named("place", "Kharkiv Oblast"), Named("place", "Black Sea")),
    Named("state", "Ukraine", type="country", country="UA"),
    Named("state", "Georgia", type="country", country="GE"),
    Named("place", "Georgia", type="country", country="GE"),
    Named("state", "Telmark", type="country", country="XZ"),
    Named("state", "Republic of Telmark", type="country", country="XZ"),
    Named("place", "Telmark", type="country", country="XZ"),
    *(Named("place", name) for name in ("Zarvan", "Upper Zarvan", "Ketch", "Little Ketch")),
    person("Ana Belova", country="UA"),
)

TOWN, DIVISION, COUNTRY = (entity_iri("place", name) for name in ("Kharkiv 706483", "Kharkiv 706482", "Ukraine"))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    path = tmp_path_factory.mktemp("gazetteer") / "places.csv"
    path.write_text(GAZETTEER, encoding="utf-8")
    return read_authority([path])


def _article(number: int, seed: int, authority: Authority) -> ArticleFacts:
    choice = random.Random(seed)
    named = choice.sample(POOL, choice.randint(1, 4))
    return article(f"a{number}", *{each.name: each for each in named}.values(), authority=authority)


def _shared(store: Store) -> set[Quad]:
    """What the graph of entities says, but for relations and extractors."""
    graph = NamedNode(shared_graph_iri("entities"))
    found = set(store.dataset.quads_for_pattern(None, None, None, graph))
    extractors = {quad.subject for quad in found if quad.object == KG.Extractor}
    return {quad for quad in found if quad.subject not in extractors}


def _from_all_articles(store: Store) -> set[Quad]:
    """The same, from all references at once."""
    return set(
        entity_quads(
            reference.said
            for _, entry in store.iter_articles()
            for reference in find_references(from_quads(store.quads(entry.graph.value)), base=BASE).references
        )
    )


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), steps=st.integers(1, 6))
def test_places_come_out_as_from_all_articles_at_once(
    seed: int, steps: int, authority: Authority, tmp_path_factory: pytest.TempPathFactory
) -> None:
    choice = random.Random(seed)
    with Store.open(tmp_path_factory.mktemp("places") / "store") as store:
        for _ in range(steps):
            for number in choice.sample(range(5), 2):
                if f"a{number}" in store.record_hashes() and choice.random() < 0.5:
                    store.remove_article(f"a{number}")
                else:
                    put(store, _article(number, choice.randrange(10**6), authority))
            resolve(store, base=BASE)
            assert _shared(store) == _from_all_articles(store)


def _objects(path: Path, subject: str, predicate: NamedNode) -> list[str]:
    with Store.open(path, read_only=True) as store:
        graph = NamedNode(shared_graph_iri("entities"))
        found = store.dataset.quads_for_pattern(NamedNode(subject), predicate, None, graph)
        return sorted(quad.object.value for quad in found)  # type: ignore[union-attr]


def test_a_place_that_no_article_names_goes_with_the_last_in_it(tmp_path: Path) -> None:
    path = tmp_path / "store"
    build(path, [article("a", KHARKIV)], [article("b", LVIV)])
    assert _objects(path, TOWN, KG.isWithin) == [DIVISION]
    assert _objects(path, DIVISION, KG.isWithin) == [COUNTRY]
    with Store.open(path) as store:
        store.remove_article("a")
        resolve(store, base=BASE)
        left = to_nquads(store.quads())
    assert _objects(path, DIVISION, RDF.type) == []
    assert _objects(path, COUNTRY, RDF.type) == [KG.Place.value]
    assert left == build(tmp_path / "fresh", [article("b", LVIV)])


def test_a_country_that_an_article_begins_to_name_is_described_once(tmp_path: Path) -> None:
    path = tmp_path / "store"
    at_once = build(tmp_path / "once", [article("a", KHARKIV), article("b", UKRAINE)])
    assert build(path, [article("a", KHARKIV)], [article("b", UKRAINE)]) == at_once
    assert _objects(path, COUNTRY, SKOS.prefLabel) == ["Ukraine"]


def test_all_of_a_country_moves_with_its_place(authority: Authority, tmp_path: Path) -> None:
    telmark = [Named("state", name, type="country", country="XZ") for name in ("Telmark", "Republic of Telmark")]
    groups = [
        [article("a", Named("place", "Ketch"), authority=authority)],
        *([article(f"s{number}", each)] for number, each in enumerate(telmark)),
        [article("b", Named("place", "Zelmark", type="country", country="XZ"))],
    ]
    expected = [[], ["Telmark"], ["Republic of Telmark"], ["Zelmark"]]
    path, ketch = tmp_path / "store", "https://example.org/ketch"
    for group, names in zip(groups, expected, strict=True):
        stored = build(path, group)
        assert _objects(path, ketch, KG.isWithin) == [entity_iri("place", name) for name in names]
    assert _objects(path, entity_iri("place", "Telmark"), RDF.type) == []
    assert stored == build(tmp_path / "fresh", [facts for group in groups for facts in group])


def test_a_state_that_is_corrected_to_a_country_and_back_leaves_nothing(authority: Authority, tmp_path: Path) -> None:
    path, state = tmp_path / "store", Named("state", "Telmark", type="country", country="XZ")
    before = build(path, [article("a", state), article("b", Named("place", "Orsk Bay"), authority=authority)])
    build(path, [], decisions=[_correct("country", "XY", subject=entity_iri("state", "Telmark"))])
    territory = entity_iri("place", "Telmark")
    assert _objects(path, "https://example.org/orsk-bay", KG.isWithin) == [territory]
    assert _objects(path, territory, KG.countryCode) == ["XY"]
    assert build(path, []) == before


def _correct(field: str, value: str, *, subject: str = TOWN) -> Decision:
    return Decision(action="correct", subject=subject, field=field, value=value, who="Ida Marsh", when="2025-05-01")


def test_what_a_person_corrects_wins_over_the_gazetteer(tmp_path: Path) -> None:
    path = tmp_path / "store"
    before = build(path, [article("a", KHARKIV)])
    build(path, [], decisions=[_correct("name", "Harkov"), _correct("country", "GE")])
    assert _objects(path, TOWN, SKOS.prefLabel) == ["Harkov"]
    assert _objects(path, TOWN, KG.isWithin) == [entity_iri("place", "Georgia")]
    assert _objects(path, entity_iri("place", "Georgia"), KG.countryCode) == ["GE"]
    assert _objects(path, DIVISION, RDF.type) == _objects(path, COUNTRY, RDF.type) == []
    assert build(path, []) == before


def test_a_place_of_the_user_lies_in_whatever_its_outer_place_is_decided_to_be(
    authority: Authority, tmp_path: Path
) -> None:
    path, upper, ketch = tmp_path / "store", "https://example.org/upper-zarvan", "https://example.org/ketch"
    articles = [article("a", Named("place", "Zarvan"), authority=authority)]
    articles += [article(name, Named("place", "Ketch"), authority=authority) for name in "bc"]
    before = build(path, articles)
    assert _objects(path, "https://example.org/zarvan", KG.isWithin) == [upper]
    build(path, [], decisions=[Decision(action="merge", subject=upper, object=ketch, who="Ida Marsh")])
    assert _objects(path, upper, RDF.type) == []
    assert _objects(path, "https://example.org/zarvan", KG.isWithin) == [ketch]
    assert build(path, []) == before
