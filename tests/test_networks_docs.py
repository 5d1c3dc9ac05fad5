"""docs/networks.md tells what is so: its examples run, and it names every projection and every attribute."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import kg
from kg.export import NETWORK_WRITERS
from kg.network import project

PAGE = Path(__file__).parent.parent / "docs" / "networks.md"


def test_its_examples_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    outcome = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert outcome.attempted > 10
    assert not outcome.failed


def test_it_names_projections_attributes_and_formats(root: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    with kg.open(root / "tests" / "data" / "asked.trig") as graph:
        for name in kg.PROJECTIONS:
            assert f"| `{name}` |" in text
            network = project(graph.store.dataset, name, alleged=True)
            found = {key for *_, edge in network.edges(data=True) for key in edge}
            found |= {key for _, node in network.nodes(data=True) for key in node}
            assert not [key for key in found if f"`{key}`" not in text]
    assert not [name for name, writer in NETWORK_WRITERS.items() if writer.suffixes[0] not in text]
