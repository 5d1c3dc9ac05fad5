"""Numbers: each thing once."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from kg.namespaces import KG, ONTOLOGY, RDF, RDFS
from kg.stats import Publisher, stats
from tests.asked import ASKED


@pytest.fixture(scope="module")
def store() -> ox.Store:
    found = ox.Store()
    found.load(path=ASKED)
    return found


def test_numbers_of_the_sample(store: ox.Store) -> None:
    found = stats(store)
    assert found.articles == 2
    assert found.triples == len(store)
    assert found.entities == {"organization": 6, "place": 2, "state": 2, "group": 1}
    assert found.events == 3
    assert found.events_by_modality == {"actual": 2, "planned": 1}
    assert found.alleged_events == 2
    assert found.communications == {"letter": 1}
    assert found.claims == {"accusation": 1, "demand": 1, "denial": 1}
    assert found.counts == {"killed": 2}
    assert (found.times, found.relations, found.spans, found.local_entities, found.undated) == (1, 1, 16, 1, 0)
    assert found.publishers == (
        Publisher(name="Gazette", articles=1, events=0, communications=0, claims=2, counts=1),
        Publisher(name="Harbour Post", articles=1, events=3, communications=1, claims=1, counts=1),
    )


def test_the_ontology_is_not_counted(store: ox.Store) -> None:
    larger = ox.Store()
    larger.extend(store)
    larger.add(ox.Quad(KG.Event, RDFS.label, ox.Literal("Event"), ONTOLOGY))
    larger.add(ox.Quad(ox.NamedNode("urn:example"), RDF.type, KG.Event, ONTOLOGY))
    assert stats(larger) == stats(store)


def test_articles_may_lack_date_and_publisher() -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:a"), RDF.type, KG.Article))
    found = stats(store)
    assert found.undated == 1
    assert found.publishers == (
        Publisher(name="not named", articles=1, events=0, communications=0, claims=0, counts=0),
    )
    assert found.to_text().splitlines()[0] == "articles                1  (1 without a date)"


def test_text_and_json(store: ox.Store) -> None:
    found = stats(store)
    lines = found.to_text().splitlines()
    assert "claims                  3  (1 accusation, 1 demand, 1 denial)" in lines
    assert lines[-1].split() == ["Harbour", "Post", "1", "3", "1", "1", "1"]
    assert json.loads(found.to_json())["publishers"][0]["name"] == "Gazette"


def test_a_publisher_cannot_drive_the_terminal() -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:a"), RDF.type, KG.Article))
    store.add(ox.Quad(ox.NamedNode("urn:a"), KG.publisherName, ox.Literal("Red\x1b[31m")))
    found = stats(store)
    assert "Red\ufffd[31m" in found.to_text()
    assert found.publishers[0].name == "Red\x1b[31m"
