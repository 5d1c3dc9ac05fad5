"""What a worker does: the tasks of one shard, and what became of each in a form that lies on disk.

What comes in: records. What goes out: their N-Quads, one article after the other, and an entry for each.
What it never does: read or write a file but those of the package.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from kg.cluster.shards import Entry, Part
from kg.errors import ExtractionError, FactsError
from kg.link import Authority
from kg.pipeline import Made, Recipe, Task, build_articles
from kg.validate import Gate


class Record(NamedTuple):
    """A task, with what the manifest says of its article."""

    task: Task
    record_hash: str
    file: str


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker is asked to do; the recipe in parts, so that a worker compiles the shapes once."""

    records: tuple[Record, ...]
    model: str
    base: str
    shapes: tuple[Path, ...]
    authority: Authority


def build_part(work: Work) -> Part:
    """The graphs of articles, in the order of the records; the same for the same work on every machine."""
    recipe = replace(_open_recipe(work.model, work.base, work.shapes), authority=work.authority)
    made = build_articles([record.task for record in work.records], recipe)
    built = [_to_entry(record, each) for record, each in zip(work.records, made, strict=True)]
    shares = tuple(each.share if isinstance(each, Made) else None for each in made)
    return Part(tuple(entry for entry, _ in built), b"".join(lines for _, lines in built), shares)


def get_version() -> str:
    """The version of this package where the function is called."""
    return version("dateline-kg")


@cache
def _open_recipe(model: str, base: str, shapes: tuple[Path, ...]) -> Recipe:
    return Recipe(model=model, base=base, gate=Gate(extra=shapes))


def _to_entry(record: Record, made: Made | ExtractionError | FactsError) -> tuple[Entry, bytes]:
    named = Entry(article_id=record.task.article_id, record_hash=record.record_hash, file=record.file, fate="built")
    if isinstance(made, ExtractionError):
        return named.but(fate="extraction failed", reason=str(made)), b""
    if isinstance(made, FactsError):
        return named.but(fate="facts refused", reason=str(made)), b""
    if made.report is not None:
        return named.but(fate="quarantined", report=made.report, refused=made.nquads.decode()), b""
    return named.but(quads=made.nquads.count(b"\n"), warnings=made.warnings), made.nquads
