"""Which articles make up which shard.

What comes in: what a build has read, in that order. What goes out: plans of shards, one at a time.
What it never does: hold more than the articles of one shard.

Where a shard ends is decided by the hash of its last article, not by counting: an article that is added or changed
changes its own shard, and leaves the others as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.assets import iter_ontology_files, iter_shape_files
from kg.cluster.tasks import Record, Work
from kg.extract import EXTRACTOR
from kg.pipeline import Read, Recipe
from kg.resolve.planned import VERSION as CATALOGUE

#: How many articles a shard has, on average and at most.
SHARD_ARTICLES = 16
_MOST_ARTICLES = 4 * SHARD_ARTICLES

#: So much that needs no work is passed on without waiting for more.
_MOST_IDLE = 1_000


@dataclass(frozen=True, slots=True)
class Plan:
    """A shard to be made; or, with no records, things read that need no work.

    Attributes:
        key: names the shard.
        reads: what was read, in order; those with a task are the records of the work.
    """

    key: str
    reads: tuple[Read, ...]
    work: Work


class Planner:
    """Plans the shards of one build."""

    def __init__(self, recipe: Recipe, shapes: tuple[Path, ...]) -> None:
        """Note what all shards depend on.

        Args:
            recipe: that of the build.
            shapes: the files and folders of shapes that it has besides ours.
        """
        self._recipe = recipe
        self._shapes = shapes
        files = [*iter_shape_files(), *iter_ontology_files(), *_iter_files(shapes)]
        parts = (
            EXTRACTOR,
            str(CATALOGUE),
            recipe.model,
            recipe.base,
            recipe.authority.digest,
            *(sha256(path.read_bytes()).hexdigest() for path in files),
        )
        self._digest = sha256("\n".join(parts).encode()).hexdigest()

    def plan(self, reads: Iterable[Read]) -> Iterator[Plan]:
        """The shards of a build, in order."""
        members: list[Read] = []
        tasks = 0
        for read in reads:
            members.append(read)
            tasks += read.task is not None
            if _ends_shard(read) or tasks == _MOST_ARTICLES or (not tasks and len(members) == _MOST_IDLE):
                yield self._to_plan(members)
                members, tasks = [], 0
        if members:
            yield self._to_plan(members)

    def _to_plan(self, reads: list[Read]) -> Plan:
        records = tuple(Record(read.task, read.record_hash, read.file) for read in reads if read.task is not None)
        named = (f"{record.task.article_id} {record.record_hash} {record.file}" for record in records)
        key = sha256("\n".join((self._digest, *named)).encode()).hexdigest()[:16]
        recipe = self._recipe
        work = Work(records, recipe.model, recipe.base, self._shapes, recipe.authority)
        return Plan(key, tuple(reads), work)


def _ends_shard(read: Read) -> bool:
    return read.task is not None and int(sha256(read.name.encode()).hexdigest()[:8], 16) % SHARD_ARTICLES == 0


def _iter_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.ttl")) if path.is_dir() else [path]
