"""Shards: some articles' graphs as one compressed file of N-Quads, and a manifest that says what is in it.

    DIR/shard-KEY.nq.gz    the graphs of its articles, one article after the other
    DIR/shard-KEY.shares   what each article gives to what articles share (MessagePack); it may be missing
    DIR/shard-KEY.json     the manifest: each article with what became of it; written last
    DIR/manifest.jsonl     the manifests of the last build, in the order of reading

KEY is a hash of all that the content depends on: the same articles under the same rules give the same file.

What comes in: what workers made. What goes out: files that are whole, and what they hold.
What it never does: take a file for complete whose manifest is missing or names another hash.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from kg.errors import ClusterError, ExtractionError, FactsError
from kg.pipeline import Made
from kg.validate import Report

#: What became of an article on a worker; `lost`: whoever worked on it died, again and again.
Fate: TypeAlias = Literal["built", "quarantined", "extraction failed", "facts refused", "lost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article of a shard.

    Attributes:
        file: the name of the file that the article was read from.
        quads: how many lines of the shard are its own; they follow those of the articles before it.
        warnings: how many warnings the shapes gave.
        reason: why it failed or was lost.
        report: why it is in quarantine; `refused` are the N-Quads.
    """

    article_id: str
    record_hash: str
    file: str
    fate: Fate
    quads: int = 0
    warnings: int = 0
    reason: str | None = None
    report: Report | None = None
    refused: str | None = None

    def but(self, **changed: object) -> Entry:
        """The same entry with other values."""
        return replace(self, **changed)  # type: ignore[arg-type]

    def to_result(self, nquads: bytes, share: bytes | None) -> Made | ExtractionError | FactsError:
        """What the worker made of the article, as its pipeline knows it."""
        if self.fate == "built":
            return Made(nquads, None, self.warnings, None, share)
        if self.report is not None:
            return Made((self.refused or "").encode(), self.report, 0, None)
        if self.fate == "facts refused":
            return FactsError(self.reason or "")
        if self.fate == "lost":
            return ExtractionError(self.article_id, ChildProcessError(self.reason))
        return ExtractionError.from_message(self.article_id, self.reason or "")


@dataclass(frozen=True, slots=True)
class Part:
    """What a worker gives back: the lines of its articles, what became of them, and what they give to be shared."""

    entries: tuple[Entry, ...]
    lines: bytes
    shares: tuple[bytes | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What is in a shard; `sha256` is that of its file, `shares_sha256` that of its shares."""

    key: str
    articles: tuple[Entry, ...]
    quads: int
    bytes: int
    sha256: str
    shares_sha256: str = ""

    @property
    def is_final(self) -> bool:
        """Whether building the shard again would give the same: nothing was lost on the way."""
        return all(entry.fate != "lost" for entry in self.articles)


class ShardFolder:
    """The folder that holds the shards of builds."""

    def __init__(self, directory: Path) -> None:
        """Make the folder if it is missing.

        Raises:
            ClusterError: it cannot be made.
        """
        self.directory = directory
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ClusterError(f"{directory}: the folder of shards cannot be made ({error.strerror}).") from None

    def find(self, key: str) -> Manifest | None:
        """The manifest of a shard that is there, whole and unchanged."""
        try:
            manifest = msgspec.json.decode((self.directory / f"shard-{key}.json").read_bytes(), type=Manifest)
            content = self._data(key).read_bytes()
        except (OSError, msgspec.DecodeError):
            return None
        return manifest if sha256(content).hexdigest() == manifest.sha256 else None

    def put(self, key: str, parts: Iterable[Part]) -> Manifest:
        """Write a shard, the manifest last.

        Raises:
            ClusterError: the folder cannot be written.
        """
        parts = list(parts)
        entries = tuple(entry for part in parts for entry in part.entries)
        content = gzip.compress(b"".join(part.lines for part in parts), compresslevel=6, mtime=0)
        shares = msgspec.msgpack.encode([share for part in parts for share in part.shares])
        manifest = Manifest(
            key=key,
            articles=entries,
            quads=sum(entry.quads for entry in entries),
            bytes=len(content),
            sha256=sha256(content).hexdigest(),
            shares_sha256=sha256(shares).hexdigest(),
        )
        self._write(self._data(key), content)
        self._write(self._shares(key), shares)
        self._write(self.directory / f"shard-{key}.json", msgspec.json.encode(manifest))
        return manifest

    def get(self, key: str) -> Manifest:
        """The manifest of a shard that has been written.

        Raises:
            ClusterError: it is gone or changed.
        """
        if (manifest := self.find(key)) is None:
            raise ClusterError(f"{self._data(key)}: gone or changed since it was written. Run the same command again.")
        return manifest

    def iter_results(self, key: str) -> Iterator[Made | ExtractionError | FactsError]:
        """What was made of each article of a shard, in the order of the manifest.

        Raises:
            ClusterError: the shard is gone or changed.
        """
        manifest = self.get(key)
        lines = iter(gzip.decompress(self._data(key).read_bytes()).split(b"\n"))
        for entry, share in zip(manifest.articles, self._read_shares(manifest), strict=True):
            yield entry.to_result(b"".join(line + b"\n" for line in islice(lines, entry.quads)), share)

    def _read_shares(self, manifest: Manifest) -> list[bytes | None]:
        """The shares of a shard; without them what its articles give is read from their graphs, which takes longer."""
        try:
            content = self._shares(manifest.key).read_bytes()
        except OSError:
            content = b""
        if sha256(content).hexdigest() != manifest.shares_sha256:
            return [None] * len(manifest.articles)
        return msgspec.msgpack.decode(content, type=list[bytes | None])

    def write_manifest(self, keys: Iterable[str]) -> None:
        """Write what the shards hold, a line a shard."""
        manifests = (self.directory / f"shard-{key}.json" for key in keys)
        self._write(
            self.directory / "manifest.jsonl",
            b"".join(path.read_bytes() + b"\n" for path in manifests if path.exists()),
        )

    def _data(self, key: str) -> Path:
        return self.directory / f"shard-{key}.nq.gz"

    def _shares(self, key: str) -> Path:
        return self.directory / f"shard-{key}.shares"

    def _write(self, path: Path, content: bytes) -> None:
        partial = path.with_name(f".{path.name}.partial")
        try:
            partial.write_bytes(content)
            partial.replace(path)
        except OSError as error:
            raise ClusterError(
                f"{path}: cannot be written ({error.strerror}).\n"
                "Free some space or get the right to write there, then run the same command again."
            ) from None
        finally:
            partial.unlink(missing_ok=True)
