"""Facts: extracted from articles, or read from files; and their scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from kg.articles import SourceArticle, iter_articles
from kg.articles.files import SourceFile
from kg.articles.folders import iter_files, to_file
from kg.articles.metadata import UnreadableError
from kg.errors import ArticleError, ExtractionError, FactsError
from kg.evaluate import Comparison, Evaluation, iter_comparisons
from kg.extract import DEFAULT_MODEL
from kg.link import Authority
from kg.model import Article, ArticleFacts, from_json
from kg.pipeline.article import Recipe, Task, link_articles
from kg.pipeline.workers import run

_ENDINGS: Final = frozenset({".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"})


class SourceFacts(NamedTuple):
    """The facts of an article, with the file and the line where they were read."""

    facts: ArticleFacts
    path: Path
    line: int


class _Read(NamedTuple):
    """An article to extract, and where it was read; or why it cannot be."""

    task: Task | None
    failure: ArticleError | None = None
    path: Path = Path()
    line: int | None = None


def iter_facts(
    paths: Iterable[Path], *, model: str = DEFAULT_MODEL, authority: Authority | None = None, jobs: int = 1
) -> Iterator[ArticleFacts | ArticleError | ExtractionError]:
    """The facts of the articles at `paths`, linked, in the order of reading; errors come when they are met."""
    recipe = Recipe(model=model, authority=authority or Authority())
    for read, made in run(link_articles, recipe, map(_read, iter_articles(paths)), jobs=jobs):
        if read.failure is not None:
            yield read.failure
        elif made is not None:
            yield made.at(read.path, read.line) if isinstance(made, ExtractionError) else from_json(made)


def _read(source: SourceArticle | ArticleError) -> _Read:
    if isinstance(source, ArticleError):
        return _Read(None, source)
    return _Read(Task(source.article.id, "article", to_record(source.article)), None, source.path, source.line)


def to_record(article: Article) -> bytes:
    """An article as JSON: all that extraction depends on."""
    return msgspec.json.encode(article)


def read_facts(paths: Iterable[Path]) -> Iterator[SourceFacts | ArticleError]:
    """Facts from files of JSON Lines (.gz too) and folders of them, checked.

    There is an error for each line that breaks the contract, each file in a folder that is none of facts, and each
    folder without facts.
    """
    for path in paths:
        for file in _iter_facts_files(path):
            if isinstance(file, ArticleError):
                yield file
                continue
            try:
                with file.reading() as lines:
                    yield from _read_lines(file.path, lines)
            except UnreadableError as error:
                yield ArticleError(file.path, str(error))


def _read_lines(path: Path, lines: Iterable[bytes]) -> Iterator[SourceFacts | ArticleError]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield SourceFacts(from_json(line), path, number)
            except FactsError as error:
                yield ArticleError(path, f"facts refused: {error}", line=number)


def _iter_facts_files(path: Path) -> Iterator[SourceFile | ArticleError]:
    """The files in a folder; or the file at the path, which may be a pipe and have any name."""
    if path.is_dir():
        found = iter_files(
            path,
            _ENDINGS,
            convert="and a folder of facts is read for its .jsonl (and .jsonl.gz). Rename it, or move it elsewhere.",
            nothing="holds no .jsonl file of facts. Give a file that `kg extract` wrote, or a folder of such files.",
        )
    else:
        found = iter((to_file(path),))
    for file in found:
        if isinstance(file, SourceFile) and file.path.suffix.lower() == ".gz":
            yield file.unpacked()
        else:
            yield file


def evaluate_files(gold: Path, found: Path) -> Evaluation:
    """Score the facts in `found` against those in `gold`; see `compare_files`."""
    return Evaluation.of(compare_files(gold, found))


def compare_files(gold: Path, found: Path) -> list[Comparison]:
    """Each article of `gold` beside what `found` has of it: files of JSON Lines, or folders of them.

    Raises:
        FactsError: a line of either breaks the contract, the gold is empty, none of its articles is in `found`,
            or the texts differ.
    """
    expected = _all_facts(gold)
    if not expected:
        raise FactsError(f"{gold} holds no facts to compare with: it needs .jsonl files with one article a line.")
    compared = list(iter_comparisons(expected, _all_facts(found)))
    if all(comparison.is_missing for comparison in compared):
        raise FactsError(
            f"{found} has facts of none of the {len(compared)} articles in {gold}.\n"
            "Articles are matched by their id: extract from those that the gold was made on."
        )
    return compared


def _all_facts(path: Path) -> list[ArticleFacts]:
    """The facts in a file, or in the .jsonl files of a folder, in which there may be others."""
    facts = []
    for item in read_facts(sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]):
        if isinstance(item, ArticleError):
            raise FactsError(str(item))
        facts.append(item.facts)
    return facts
