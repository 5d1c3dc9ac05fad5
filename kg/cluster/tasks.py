"""What a worker does: some articles to the lines of their graphs.

What comes in: articles, or facts. What goes out: sorted N-Quads, and what became of each article.
What it never does: read or write a file but those of the package, or let one article spoil another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from kg.cluster.shards import Entry, Part
from kg.errors import ExtractionError, FactsError
from kg.extract import extract
from kg.link import link
from kg.model import Article, ArticleFacts
from kg.rdf import own_quads, registry_quads, to_quads
from kg.syntax import to_nquads
from kg.validate import Gate


@dataclass(frozen=True, slots=True)
class Record:
    """An article, or the facts of one, as it goes to a worker."""

    content: Article | ArticleFacts
    record_hash: str
    file: str

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.content if isinstance(self.content, Article) else self.content.article

    @property
    def article_id(self) -> str:
        """The id of the article."""
        return self.article.id


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker is asked to do."""

    records: tuple[Record, ...]
    model: str
    base: str
    shapes: tuple[Path, ...]


def build_part(work: Work) -> Part:
    """The graphs of articles, each in the order of the records; the same for the same work on every machine."""
    gate = _open_gate(work.shapes)
    built = [
        _build(record, facts, work.base, gate) for record, facts in zip(work.records, _iter_facts(work), strict=True)
    ]
    return Part(tuple(entry for entry, _ in built), b"".join(lines for _, lines in built))


def get_version() -> str:
    """The version of this package where the function is called."""
    return version("dateline-kg")


@cache
def _open_gate(shapes: tuple[Path, ...]) -> Gate:
    return Gate(extra=shapes)


def _iter_facts(work: Work) -> Iterator[ArticleFacts | ExtractionError]:
    extracted = extract((r.content for r in work.records if isinstance(r.content, Article)), model=work.model)
    for record in work.records:
        if isinstance(record.content, ArticleFacts):
            yield record.content
        else:
            facts = next(extracted)
            yield facts if isinstance(facts, ExtractionError) else link(facts, base=work.base)


def _build(record: Record, facts: ArticleFacts | ExtractionError, base: str, gate: Gate) -> tuple[Entry, bytes]:
    def entry(**said: object) -> Entry:
        return Entry(article_id=record.article_id, record_hash=record.record_hash, file=record.file, **said)  # type: ignore[arg-type]

    if isinstance(facts, ExtractionError):
        return entry(fate="failed", reason=str(facts)), b""
    try:
        quads = to_quads(facts, base=base)
    except FactsError as error:
        return entry(fate="failed", reason=str(error)), b""
    report = gate.check(quads)
    if not report.conforms:
        return entry(fate="quarantined", report=report, refused=to_nquads(quads).decode()), b""
    registered = registry_quads(record.article, record_hash=record.record_hash, source_file=record.file, base=base)
    kept = [*own_quads(quads), *registered]
    dated = record.article.published is not None
    return entry(fate="built", quads=len(kept), dated=dated, warnings=len(report.warnings)), to_nquads(kept)
