"""Fixtures that several test modules share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parent.parent


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
