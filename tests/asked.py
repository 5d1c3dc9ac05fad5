"""The graph of which questions are asked, and networks and pictures made, in tests: two articles."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

ASKED = Path(__file__).parent / "data" / "asked.trig"
BASE = "https://w3id.org/dateline/id/"


def to_store(quads: Iterable[ox.Quad]) -> ox.Store:
    """A store in memory that holds these quads."""
    store = ox.Store()
    store.extend(quads)
    return store
