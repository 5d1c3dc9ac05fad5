"""Facts become quads and the same facts again; what a claim alleges never looks like what an article asserts."""

from __future__ import annotations

import dataclasses
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

from kg.errors import FactsError, IdentifierError
from kg.identifiers import BASE, entity_iri, shared_graph_iri
from kg.model import Article, ArticleFacts, Attribution, Claim, Count, Entity, Event, Relation, Span, from_json
from kg.namespaces import GEO, KG, OWL, RDF, RDFS, SKOS
from kg.rdf import (
    canonical,
    entity_quads,
    find_joined,
    find_references,
    from_quads,
    iter_concerned,
    own_quads,
    registry_quads,
    relink,
    restore,
    to_quads,
    to_statements,
)
from kg.rdf.terms import ALLEGED, ASSERTED
from kg.syntax import to_nquads
from kg.testing import facts_strategy

_BASE = "https://data.example.org/news/"
_TEXT = "Rain fell in Rovna."


@pytest.fixture(scope="module")
def golden() -> ArticleFacts:
    path = Path(__file__).parent / "golden" / "farmers_letters.facts.json"
    return from_json(path.read_bytes())


def _facts(**kinds: object) -> ArticleFacts:
    return ArticleFacts(article=Article(id="a", text=_TEXT), extractor="rules 1.0", **kinds)


def _objects(quads: list[Quad], subject: str, predicate: NamedNode) -> list[str]:
    return [q.object.value for q in quads if q.subject.value.endswith(subject) and q.predicate == predicate]


@given(facts_strategy())
def test_facts_survive_as_quads(facts: ArticleFacts) -> None:
    assert from_quads(to_quads(facts, base=_BASE)) == canonical(facts)


@given(facts_strategy())
@settings(max_examples=40)
def test_statements_are_written_as_the_engine_writes_quads(facts: ArticleFacts) -> None:
    statements, quads = to_statements(facts, base=_BASE), to_quads(facts, base=_BASE)
    assert len(statements) == len(quads)
    assert statements.to_nquads() == to_nquads(quads)
    assert statements.to_own_nquads() == to_nquads(own_quads(quads))
    written = (serialize([quad.triple for quad in quads], format=RdfFormat.N_TRIPLES) or b"").decode()
    assert sorted(statements.to_ntriples().split("\n")) == sorted(written.split("\n"))


@given(facts_strategy())
@settings(max_examples=40)
def test_canonical_facts_stay_as_they_are(facts: ArticleFacts) -> None:
    assert canonical(canonical(facts)) == canonical(facts)


@given(facts_strategy())
@settings(max_examples=40)
def test_quads_are_sorted_and_of_one_graph_without_blank_nodes(facts: ArticleFacts) -> None:
    quads = to_quads(facts)
    keys = [(q.subject.value, q.predicate.value, str(q.object)) for q in quads]
    assert keys == sorted(set(keys))
    assert len({q.graph_name for q in quads}) == 1
    assert not any(isinstance(term, BlankNode) for q in quads for term in (q.subject, q.object))


@given(facts_strategy())
@settings(max_examples=40)
def test_no_alleged_event_carries_an_asserted_predicate(facts: ArticleFacts) -> None:
    quads = to_quads(facts)
    classes = (ALLEGED.event, ALLEGED.communication, ALLEGED.participation)
    alleged = {q.subject for q in quads if q.predicate == RDF.type and q.object in classes}
    asserted_terms = {getattr(ASSERTED, field.name) for field in dataclasses.fields(ASSERTED)}
    found = {q.predicate for q in quads if q.subject in alleged} | {q.object for q in quads if q.subject in alleged}
    assert not found & asserted_terms
    assert {q.object for q in quads if q.predicate in (KG.alleges, KG.demands)} <= alleged


def test_no_two_terms_of_an_event_share_a_twin() -> None:
    names = [field.name for field in dataclasses.fields(ASSERTED)]
    terms = [getattr(standing, name) for standing in (ASSERTED, ALLEGED) for name in names]
    assert len(set(terms)) == len(terms)


def test_a_store_and_a_file_give_the_same_facts_back(golden: ArticleFacts) -> None:
    quads = to_quads(golden)
    store = Store()
    store.extend(quads)
    assert from_quads(store) == golden
    written = serialize(quads, format=RdfFormat.TRIG)
    shuffled = list(parse(written, format=RdfFormat.TRIG))
    random.Random(1).shuffle(shuffled)
    assert from_quads(shuffled) == golden


def test_the_golden_graph_is_what_it_was(golden: ArticleFacts) -> None:
    path = Path(__file__).parent / "golden" / "farmers_letters.nq"
    found = (serialize(to_quads(golden), format=RdfFormat.N_QUADS) or b"").decode().splitlines()
    expected = path.read_text(encoding="utf-8").splitlines()
    changed = [f"- {line}" for line in expected if line not in found] + [
        f"+ {line}" for line in found if line not in expected
    ]
    assert found == expected, "\n".join([*changed, "If that is meant, run: python scripts/update_golden.py"])


def test_a_word_costs_far_fewer_than_eight_triples(golden: ArticleFacts) -> None:
    assert len(to_quads(golden)) / len(golden.article.text.split()) < 7


def test_shortcuts_stand_beside_the_facts(golden: ArticleFacts) -> None:
    quads = to_quads(golden)
    (letter,) = {q.subject.value for q in quads if q.object == KG.Communication}
    assert [iri.rpartition("/")[2] for iri in _objects(quads, letter, KG.hasRecipient)] == [
        "european-union",
        "lakeside-tribune",
        "united-nations-mine-action-service",
    ]
    assert len(_objects(quads, letter, KG.involves)) == 4
    assert _objects(quads, letter, KG.isListExhaustive) == ["false"]
    holders = {q.object.value.rpartition("/")[2] for q in quads if q.predicate == KG.isClaimedBy}
    assert holders == {"rovna-mine-action-centre", "association-of-rovna-farmers", "telmark", "ana-belova"}


def test_the_publisher_and_the_authors_are_entities(golden: ArticleFacts) -> None:
    quads = to_quads(golden)
    assert _objects(quads, golden.article.id, KG.isPublishedBy) == [f"{BASE}organization/lakeside-wire"]
    assert _objects(quads, golden.article.id, KG.hasByline) == [f"{BASE}person/ida-marsh", f"{BASE}person/tom-reed"]
    assert _objects(quads, "person/ida-marsh", RDFS.label) == ["Ida Marsh"]


def test_an_entity_that_is_not_linked_is_the_articles_own() -> None:
    quads = to_quads(_facts(entities=(Entity(id="entity-13-18", kind="place", name="Rovna"),)))
    assert _objects(quads, "#entity-13-18", KG.refersTo) == [f"{BASE}article/a#entity-13-18.entity"]


def test_an_extractor_has_a_name_and_a_version() -> None:
    quads = to_quads(_facts())
    assert _objects(quads, "rules%201.0", RDFS.label) == ["rules 1.0"]
    assert _objects(quads, "rules%201.0", OWL.versionInfo) == ["1.0"]


def test_a_count_is_claimed_by_the_source_of_its_claim() -> None:
    ida = Entity(id="entity-1", kind="person", name="Ida", iri=entity_iri("person", "Ida"))
    claim = Claim(
        id="claim-1", type="quantity", content=(Span(0, 4),), attributions=(Attribution(level=1, source=ida.id),)
    )
    count = Count(id="count-1", harm="killed", value=3, claim=claim.id, evidence=(Span(0, 4),))
    quads = to_quads(_facts(entities=(ida,), claims=(claim,), counts=(count,)))
    assert _objects(quads, "#count-1", KG.isClaimedBy) == [ida.iri]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (
            {
                "entities": (
                    Entity(id="e1", kind="place", name="Rovna", iri="https://example.org/rovna"),
                    Entity(id="e2", kind="place", name="Rowna", iri="https://example.org/rovna"),
                )
            },
            "entities 'e1' and 'e2' have one IRI",
        ),
        ({"entities": (Entity(id="e1", kind="place", name="Rovna", iri="no iri"),)}, "'no iri' is not an absolute IRI"),
        ({"entities": (Entity(id="e1", kind="place", name="Rovna", iri=KG.Event.value),)}, "is of a term"),
        (
            {"entities": (Entity(id="e1", kind="place", name="Rovna", iri=f"{BASE}graph/links"),)},
            "is of a term",
        ),
        (
            {"entities": (Entity(id="e1", kind="place", name="Rovna", iri=f"{BASE}article/a#event-1-9"),)},
            "is of a term",
        ),
        (
            {
                "entities": (Entity(id="e1", kind="place", name="Rovna"),),
                "relations": (Relation(id="r1", subject="e1", predicate="eats", object="e1"),),
            },
            "there is no predicate 'eats'; use one of based-in",
        ),
        ({"entities": (Entity(id="e1", kind="place", name="\ud800"),)}, "half a surrogate pair"),
        ({"entities": (Entity(id="e1", kind="place", name="Rovna", lat=float("nan")),)}, "nan is not a number"),
    ],
)
def test_facts_that_no_graph_can_hold_are_refused(facts: dict[str, object], reason: str) -> None:
    with pytest.raises(FactsError, match=reason):
        to_quads(_facts(**facts))


def test_a_base_that_is_none_is_refused() -> None:
    with pytest.raises(IdentifierError, match="absolute IRI that ends in"):
        to_quads(_facts(), base="https://example.org")


@pytest.mark.parametrize(
    ("predicate", "reason"),
    [
        (KG.hasTrigger, "has no https://w3id.org/dateline/ontology#hasTrigger"),
        (KG.refersTo, "has no https://w3id.org/dateline/ontology#refersTo"),
        (KG.articleId, "has no https://w3id.org/dateline/ontology#articleId"),
        (KG.contentHash, "has no https://w3id.org/dateline/ontology#contentHash"),
        (KG.wasExtractedBy, "has no https://w3id.org/dateline/ontology#wasExtractedBy"),
    ],
)
def test_quads_that_lack_something_are_refused(golden: ArticleFacts, predicate: NamedNode, reason: str) -> None:
    with pytest.raises(FactsError, match=reason):
        from_quads(quad for quad in to_quads(golden) if quad.predicate != predicate)


def test_quads_of_no_article_or_of_two_are_refused(golden: ArticleFacts) -> None:
    with pytest.raises(FactsError, match="describe 0 articles"):
        from_quads([])
    with pytest.raises(FactsError, match="describe 2 articles"):
        from_quads([*to_quads(golden), *to_quads(_facts())])


def test_a_span_beyond_the_text_is_refused_when_read() -> None:
    event = Event(id="event-0-4", type="storm", trigger=Span(0, 4))
    quads = to_quads(_facts(events=(event,)))
    moved = [
        Quad(q.subject, q.predicate, NamedNode(q.object.value.replace("=0,4", "=0,99")), q.graph_name)
        if q.predicate in (KG.hasTrigger, KG.hasEvidence)
        else q
        for q in quads
    ]
    with pytest.raises(FactsError, match="ends beyond the text"):
        from_quads(moved)


def test_a_number_that_is_none_is_refused_when_read() -> None:
    quads = to_quads(_facts(entities=(Entity(id="e1", kind="place", name="Rovna", geonames=1),)))
    broken = [
        Quad(q.subject, q.predicate, Literal("one"), q.graph_name) if q.predicate == KG.geonamesId else q for q in quads
    ]
    with pytest.raises(FactsError, match="'one', which is not a number"):
        from_quads(broken)


# Graphs that articles share ----------------------------------------------------------------------


def _place(name: str, **values: object) -> Entity:
    return Entity(id="e", kind="place", name=name, **values)


def test_an_entity_has_one_preferred_label_whatever_the_order() -> None:
    iri = entity_iri("place", "Rovna")
    references = [_place("Rovna", iri=iri), _place("Rovna", iri=iri), _place("Rovna Town", iri=iri, aliases=("R.",))]
    quads = entity_quads(references)
    assert _objects(quads, "rovna", SKOS.prefLabel) == ["Rovna"]
    assert _objects(quads, "rovna", SKOS.altLabel) == ["R.", "Rovna Town"]
    assert entity_quads(reversed(references)) == quads
    longest = entity_quads([_place("Rovna", iri=iri), _place("Rovna Town", iri=iri)])
    assert _objects(longest, "rovna", SKOS.prefLabel) == ["Rovna Town"]


def test_a_place_has_a_point_and_lies_in_its_country() -> None:
    telmark = _place("Telmark", iri=entity_iri("place", "Telmark"), type="country", country="TK")
    rovna = _place(
        "Rovna", iri=entity_iri("place", "Rovna"), type="city", country="TK", lat=46.25, lon=-6.0, geonames=7
    )
    quads = entity_quads([rovna, telmark])
    assert _objects(quads, "rovna", KG.isWithin) == [telmark.iri]
    assert _objects(quads, "rovna", GEO.asWKT) == ["POINT(-6 46.25)"]
    assert _objects(quads, "rovna", KG.geonamesId) == ["7"]
    assert _objects(quads, "telmark", KG.isWithin) == []
    assert {q.graph_name.value for q in quads} == {shared_graph_iri("entities")}


def test_a_place_of_the_gazetteer_goes_by_its_name_and_lies_in_division_and_country() -> None:
    iri = entity_iri("place", "Kharkiv 706483")
    quads = entity_quads([_place("Kharkov", iri=iri, geonames=706483, country="UA", lat=49.98, lon=36.25)])
    (division,) = _objects(quads, "kharkiv-706483", KG.isWithin)
    assert _objects(quads, "kharkiv-706483", SKOS.prefLabel) == ["Kharkiv"]
    assert _objects(quads, "kharkiv-706483", SKOS.altLabel) == ["Kharkov"]
    assert division == entity_iri("place", "Kharkiv 706482")
    assert _objects(quads, "kharkiv-706482", KG.geonamesId) == ["706482"]
    assert _objects(quads, "kharkiv-706482", KG.isWithin) == [entity_iri("place", "Ukraine")]
    assert _objects(quads, "place/ukraine", SKOS.prefLabel) == ["Ukraine"]
    assert _objects(quads, "place/ukraine", KG.isWithin) == []


def test_a_place_of_the_user_lies_where_the_user_says() -> None:
    outer = _place("Upper Rovna", iri=entity_iri("place", "Upper Rovna"), country="UA")
    rovna = _place("Rovna", iri="https://example.org/rovna", country="UA", within=outer.iri)
    quads = entity_quads([rovna, outer])
    assert _objects(quads, "example.org/rovna", KG.isWithin) == [outer.iri]
    assert _objects(quads, "place/upper-rovna", KG.isWithin) == [entity_iri("place", "Ukraine")]


def test_where_the_user_puts_a_place_is_read_back() -> None:
    outer = Entity(id="e1", kind="place", name="Upper Rovna", iri=entity_iri("place", "Upper Rovna"))
    facts = _facts(entities=(_place("Rovna", iri="https://example.org/rovna", within=outer.iri), outer))
    assert from_quads(to_quads(facts)).entities == canonical(facts).entities


def test_a_state_has_a_territory_even_if_no_article_speaks_of_it() -> None:
    state = Entity(id="e", kind="state", name="Telmark", iri=entity_iri("state", "Telmark"), country="TK")
    quads = entity_quads([state, _place("Rovna", iri=entity_iri("place", "Rovna"), country="TK")])
    territory = entity_iri("place", "Telmark")
    assert _objects(quads, "state/telmark", KG.hasTerritory) == [territory]
    assert _objects(quads, "place/telmark", SKOS.prefLabel) == ["Telmark"]
    assert _objects(quads, "place/rovna", KG.isWithin) == [territory]


def test_what_an_article_says_of_entities_can_be_read_back(golden: ArticleFacts) -> None:
    shared = [entity for entity in golden.entities if entity.iri is not None]
    references = find_references(from_quads(to_quads(golden)), base=BASE).references
    found = {reference.proposed: reference.said for reference in references}
    kept = ("kind", "name", "type", "aliases", "iri", "geonames", "lat", "lon", "country")
    for entity in shared:
        assert [getattr(found[entity.iri], name) for name in kept] == [getattr(entity, name) for name in kept]


@given(facts=facts_strategy(), data=st.data())
def test_a_graph_can_be_got_back_from_one_with_other_entities(facts: ArticleFacts, data: st.DataObject) -> None:
    own = own_quads(to_quads(facts))
    proposed = sorted({quad.object.value for quad in own if quad.predicate == KG.refersTo})
    others = [*proposed, "urn:x", "urn:y"]
    entities = {iri: data.draw(st.sampled_from(others)) for iri in proposed if data.draw(st.booleans())}
    made, replaced = relink(own, entities)
    assert set(restore(made, replaced)) == set(own)
    referred = {quad.object.value for quad in made if quad.predicate == KG.refersTo}
    assert referred == {entities.get(iri, iri) for iri in proposed}


@given(facts=facts_strategy(), data=st.data())
def test_a_graph_is_changed_alike_by_the_quads_concerned_and_by_all(facts: ArticleFacts, data: st.DataObject) -> None:
    stored, as_linked = own_quads(to_quads(facts)), None
    article, graph = stored[0].subject, stored[0].graph_name
    article = NamedNode(article.value.partition("#")[0])
    proposed = sorted({quad.object.value for quad in stored if quad.predicate == KG.refersTo})
    for _ in range(2):
        others = [*proposed, "urn:x", "urn:y"]
        entities = {iri: data.draw(st.sampled_from(others)) for iri in proposed if data.draw(st.booleans())}
        whole, replaced = relink(restore(stored, as_linked), entities)
        dataset = Store()
        dataset.extend(stored)
        concerned = {*entities, *entities.values(), *find_joined(dataset, graph, as_linked)}
        part = set(iter_concerned(dataset, article, graph, concerned))
        made, again = relink(restore(part, as_linked), entities)
        assert (set(stored) - part | set(made), again) == (set(whole), replaced)
        stored, as_linked = whole, replaced


@given(facts_strategy())
def test_what_an_article_gives_is_the_same_from_its_facts_and_from_its_graph(facts: ArticleFacts) -> None:
    assert find_references(facts, base=_BASE) == find_references(from_quads(to_quads(facts, base=_BASE)), base=_BASE)


def test_the_registry_says_where_an_article_is() -> None:
    quads = registry_quads("a", record_hash="7", source_file="a.txt", base=_BASE)
    assert {q.graph_name.value for q in quads} == {shared_graph_iri("registry", base=_BASE)}
    assert _objects(quads, "article/a", KG.hasGraph) == [f"{_BASE}graph/article/a"]
    assert _objects(quads, "article/a", KG.recordHash) == ["7"]
    assert _objects(quads, "article/a", KG.sourceFile) == ["a.txt"]
