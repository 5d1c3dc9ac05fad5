"""The dataset of a store, opened for reading beside a process that writes.

What comes in: the folder of a store. What goes out: the engine's dataset, as it is at that moment.
What it never does: change anything, or give up because the writer tidies its files just then.
"""

from __future__ import annotations

import time
from pathlib import Path

import pyoxigraph

from kg.errors import StoreError
from kg.store import changes, layout

#: A reader that opens just when the writer tidies its files has to look again.
_ATTEMPTS = 5


def open_to_read(directory: Path) -> pyoxigraph.Store:
    """The dataset of the store in a folder.

    Raises:
        StoreError: the store is still empty, or the dataset cannot be opened.
    """
    graph = directory / layout.GRAPH_FOLDER
    for _ in range(_ATTEMPTS - 1):
        try:
            return pyoxigraph.Store.read_only(str(graph))
        except (OSError, RuntimeError):
            time.sleep(0.05)
    if not (graph / "CURRENT").exists():
        # The build that made the folder was cut off before it had made the dataset.
        raise StoreError(f"{directory}: the store is still empty.\nBuild it: kg build ARTICLE… --store {directory}")
    with changes.told(str(directory), "opening the store"):
        return pyoxigraph.Store.read_only(str(graph))
