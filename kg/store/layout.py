"""What lies where in the folder of a store, and whether this program understands it.

    DIR/store.json     the version of this layout
    DIR/graph/         the dataset (RocksDB, written by pyoxigraph), and beside its files:
    DIR/graph/STATE    a name for its state, by which the catalogue knows whether it is of this dataset
    DIR/catalogue.sqlite   what articles share, found by keys (`kg.resolve`); made anew if it is deleted, or of another
                       state, as when only the dataset was put back from a copy
    DIR/quarantine/    articles whose graphs did not conform, with the reason
    DIR/cache/         what was extracted, for other builds; not part of the graph
    DIR/touched        there while articles are written whose part in what articles share is still to be found
    DIR/writer.lock    held by the process that writes

What comes in: a folder. What goes out: nothing, or the folder made ready.
What it never does: touch a folder that is something else.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from kg.errors import StoreError

VERSION = 1
STORE_FILE = "store.json"
GRAPH_FOLDER = "graph"
STATE_FILE = "STATE"
CACHE_FOLDER = "cache"
_FORMAT = "dateline-store"


def check(directory: Path) -> None:
    """Make sure that `directory` holds a store that this version can read.

    Raises:
        StoreError: there is none, or it is of a version that this program does not know.
    """
    if not directory.exists():
        raise StoreError(f"{directory}: there is no store here.\nBuild one: kg build ARTICLE… --store {directory}")
    if not directory.is_dir():
        raise StoreError(f"{directory}: a store is a folder, and this is a file.\nName another place for the store.")
    try:
        header = json.loads((directory / STORE_FILE).read_bytes())
    except FileNotFoundError:
        raise StoreError(
            f"{directory}: a folder, but not a store: it has no {STORE_FILE}.\n"
            f"Build one in a new or empty folder: kg build ARTICLE… --store DIR"
        ) from None
    except OSError as error:
        raise StoreError(f"{directory}: {STORE_FILE} cannot be read ({error.strerror}).") from None
    except ValueError:
        raise StoreError(f"{directory}: {STORE_FILE} is damaged. Build the store anew in another folder.") from None
    version = header.get("version") if isinstance(header, dict) and header.get("format") == _FORMAT else None
    if version != VERSION:
        raise StoreError(
            f"{directory}: the store is of version {version}, and this program knows version {VERSION}.\n"
            "Use the program that wrote it, or build the store anew in another folder."
        )


def prepare(directory: Path) -> None:
    """Make a new or empty folder a store; leave a store as it is.

    Raises:
        StoreError: the folder cannot be made or written, holds something else, or an unknown version.
    """
    if not directory.exists() or (directory.is_dir() and not _entries(directory)):
        try:
            directory.mkdir(parents=True, exist_ok=True)
            write_whole(directory / STORE_FILE, json.dumps({"format": _FORMAT, "version": VERSION}).encode() + b"\n")
        except OSError as error:
            raise StoreError(
                f"{directory}: the store cannot be made ({error.strerror}).\n"
                "Free some space, get the right to write there, or name another place."
            ) from None
    check(directory)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is either there whole or not at all, whenever the process dies."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _entries(directory: Path) -> list[str]:
    """What a folder holds, but for what a build that was cut off while it made the folder has left."""
    try:
        return [path.name for path in directory.iterdir() if not path.name.endswith(".partial")]
    except OSError as error:
        raise StoreError(f"{directory}: the folder cannot be read ({error.strerror}).") from None
