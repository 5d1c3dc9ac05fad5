"""Which articles make up which shard.

What comes in: articles in the order of reading. What goes out: plans of shards, one at a time.
What it never does: hold more than the articles of one shard.

Where a shard ends is decided by the hash of its last article, not by counting: an article that is added or changed
changes its own shard, and leaves the others as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.articles import SourceArticle, iter_articles
from kg.assets import iter_ontology_files, iter_shape_files
from kg.cluster.tasks import Record, Work
from kg.errors import ArticleError
from kg.extract import DEFAULT_MODEL, EXTRACTOR
from kg.identifiers import BASE
from kg.model import Article, ArticleFacts
from kg.pipeline import digest_record, read_facts

#: How many articles a shard has, on average and at most.
SHARD_ARTICLES = 16
_MOST_ARTICLES = 4 * SHARD_ARTICLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is the same for all shards of a build.

    Attributes:
        model: the spaCy pipeline to parse with.
        base: the IRI under which everything is minted.
        shapes: files and folders of shapes to pass besides ours; every worker finds them under the same path.
    """

    model: str = DEFAULT_MODEL
    base: str = BASE
    shapes: tuple[Path, ...] = ()

    def digest(self) -> str:
        """A hash of all that the shards depend on, but for the articles."""
        files = [*iter_shape_files(), *iter_ontology_files(), *_iter_files(self.shapes)]
        parts = (EXTRACTOR, self.model, self.base, *(sha256(path.read_bytes()).hexdigest() for path in files))
        return sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Plan:
    """A shard to be made."""

    key: str
    work: Work


def iter_records(paths: Sequence[Path], job: Job, *, facts: bool = False) -> Iterator[Record | ArticleError]:
    """The articles at `paths`, or the facts of some extractor, in the order of reading."""
    for path in paths:
        for found in read_facts([path]) if facts else iter_articles([path]):
            match found:
                case ArticleError():
                    yield found
                case ArticleFacts():
                    yield _to_record(found, path, job)
                case SourceArticle():
                    yield _to_record(found.article, found.path, job)


def _to_record(content: Article | ArticleFacts, path: Path, job: Job) -> Record:
    return Record(content, digest_record(content, model=job.model, base=job.base), path.name)


def plan(records: Iterable[Record], job: Job) -> Iterator[Plan]:
    """The shards of a build, in order."""
    digest = job.digest()
    members: list[Record] = []
    for record in records:
        members.append(record)
        if _ends_shard(record) or len(members) == _MOST_ARTICLES:
            yield _to_plan(members, job, digest)
            members = []
    if members:
        yield _to_plan(members, job, digest)


def _ends_shard(record: Record) -> bool:
    return int(sha256(record.article_id.encode()).hexdigest()[:8], 16) % SHARD_ARTICLES == 0


def _to_plan(members: list[Record], job: Job, digest: str) -> Plan:
    named = (f"{record.article_id} {record.record_hash} {record.file}" for record in members)
    key = sha256("\n".join((digest, *named)).encode()).hexdigest()[:16]
    return Plan(key, Work(tuple(members), job.model, job.base, job.shapes))


def _iter_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.ttl")) if path.is_dir() else [path]
