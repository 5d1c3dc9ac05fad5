"""Fixtures that several test modules share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
from hypothesis import settings

import kg
from kg.extract.communications import find_communications
from kg.extract.document import Document, parse
from kg.extract.entities import EntityIndex
from kg.extract.times import find_times
from kg.model import Article, Communication
from tests.asked import ASKED, to_store
from tests.servers import serving

ROOT = Path(__file__).parent.parent

settings.register_profile("untimed", deadline=None)  # no test depends on how busy the machine is
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def sample_articles() -> Path:
    """The folder of sample articles."""
    return ROOT / "data" / "articles"


@pytest.fixture(scope="session")
def sample_store(sample_articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample articles, built once; not to be changed."""
    store = tmp_path_factory.mktemp("sample") / "store"
    result = kg.build(sample_articles, store)
    assert result.complete, result.summary()
    return store


@pytest.fixture
def sample_graph(sample_store: Path) -> Iterator[kg.KnowledgeGraph]:
    """The sample articles as a graph, open for reading."""
    with kg.open(sample_store) as graph:
        yield graph


@pytest.fixture(scope="session")
def asked_quads() -> list[ox.Quad]:
    """Two articles that contradict each other, as quads; not to be changed."""
    return list(ox.parse(path=ASKED))


@pytest.fixture(scope="session")
def asked(asked_quads: list[ox.Quad]) -> ox.Store:
    """Two articles that contradict each other, in memory; not to be changed."""
    return to_store(asked_quads)


@pytest.fixture
def endpoint() -> Iterator[str]:
    """The address of a SPARQL server that holds nothing yet."""
    with serving() as server:
        yield server.url


class Found(NamedTuple):
    """The communications of a text, with the names of their parties."""

    document: Document
    acts: list[Communication]
    names: dict[str, str]

    @property
    def act(self) -> Communication:
        (act,) = self.acts
        return act

    def parties(self) -> tuple[list[str], list[str]]:
        return [self.names[i] for i in self.act.senders], [self.names[i] for i in self.act.recipients]

    def recipients(self) -> list[str]:
        return self.parties()[1]

    def triggers(self) -> list[str]:
        return [self.document.quote(act.trigger) for act in self.acts]


def _find(text: str) -> Found:
    document = parse(Article(id="a", text=text, published="2025-04-14"))
    entities, times = EntityIndex(document), find_times(document)
    acts = find_communications(document, entities, times)
    return Found(document, acts, {entity.id: entity.name for entity in entities.entities()})


@pytest.fixture(scope="session", name="find")
def find_fixture() -> Callable[[str], Found]:
    """Finds the communications of a text, with its document and the names of its entities."""
    return _find
