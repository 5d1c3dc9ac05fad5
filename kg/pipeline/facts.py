"""Facts: extracted from articles, or read from files; and their scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.articles import SourceArticle, iter_articles
from kg.errors import ArticleError, ExtractionError, FactsError
from kg.evaluate import Comparison, Evaluation, iter_comparisons
from kg.extract import DEFAULT_MODEL, extract
from kg.identifiers import BASE
from kg.link import Authority, link
from kg.model import Article, ArticleFacts, from_json

NO_AUTHORITY = Authority()


def iter_facts(
    paths: Iterable[Path], *, model: str = DEFAULT_MODEL, authority: Authority = NO_AUTHORITY
) -> Iterator[ArticleFacts | ArticleError | ExtractionError]:
    """The facts of the articles at `paths`, linked, in the order of reading; errors come when they are met."""
    errors: list[ArticleError] = []
    yield from extract_linked(only_articles(iter_articles(paths), errors), errors, model, BASE, authority)


def only_articles(sources: Iterable[SourceArticle | ArticleError], errors: list[ArticleError]) -> Iterator[Article]:
    """The articles; the errors among them are put aside."""
    for source in sources:
        if isinstance(source, ArticleError):
            errors.append(source)
        else:
            yield source.article


def extract_linked(
    articles: Iterable[Article], errors: list[ArticleError], model: str, base: str, authority: Authority
) -> Iterator[ArticleFacts | ArticleError | ExtractionError]:
    """Linked facts of articles that are read while they are parsed, and the errors met meanwhile."""
    for facts in extract(articles, model=model):
        yield from _drain(errors)
        yield facts if isinstance(facts, ExtractionError) else link(facts, base=base, authority=authority)
    yield from _drain(errors)


def _drain(errors: list[ArticleError]) -> list[ArticleError]:
    drained = errors.copy()
    errors.clear()
    return drained


def read_facts(paths: Iterable[Path]) -> Iterator[ArticleFacts | ArticleError]:
    """Facts from JSON Lines files and folders of them, checked; an error for each line that breaks the contract."""
    for path in _iter_facts_files(paths):
        try:
            lines = path.read_bytes().splitlines()
        except OSError as error:
            yield ArticleError(path, f"cannot be read ({error.strerror}).")
            continue
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield from_json(line)
                except FactsError as error:
                    yield ArticleError(path, f"facts refused: {error}", line=number)


def _iter_facts_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]


def evaluate_files(gold: Path, found: Path) -> Evaluation:
    """Score the facts in `found` against those in `gold`; see `compare_files`."""
    return Evaluation.of(compare_files(gold, found))


def compare_files(gold: Path, found: Path) -> list[Comparison]:
    """Each article of `gold` beside what `found` has of it: files of JSON Lines, or folders of them.

    Raises:
        FactsError: a line of either breaks the contract, the gold is empty, or the texts differ.
    """
    expected = _all_facts(gold)
    if not expected:
        raise FactsError(f"{gold} holds no facts to compare with: it needs .jsonl files with one article a line.")
    return list(iter_comparisons(expected, _all_facts(found)))


def _all_facts(path: Path) -> list[ArticleFacts]:
    facts = []
    for item in read_facts([path]):
        if isinstance(item, ArticleError):
            raise FactsError(str(item))
        facts.append(item)
    return facts
