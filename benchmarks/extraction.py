"""What extraction costs beside the bare parse of the same texts, in one run.

    python benchmarks/extraction.py data/articles            the sample articles, each read many times
    python benchmarks/extraction.py FOLDER --rounds 5

The peer is spaCy alone: the same model as `spacy.load` gives it, all its components, the same texts in the same
batches, with spaCy's own settings. The two take turns, and the medians are compared, since machines are noisy.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

from kg.articles import iter_articles
from kg.errors import ArticleError
from kg.extract import DEFAULT_MODEL
from kg.extract.assemble import extract_documents
from kg.extract.document import load_model
from kg.model import Article

WORDS = 20_000  # at least so many in a round


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    articles = _enough([item.article for item in iter_articles(options.articles) if not isinstance(item, ArticleError)])
    words = sum(len(article.text.split()) for article in articles)
    bare = spacy.load(DEFAULT_MODEL)
    load_model()

    def parse() -> None:
        for _ in bare.pipe((article.text for article in articles), batch_size=16):
            pass

    def extract() -> None:
        for _ in extract_documents(articles, model=DEFAULT_MODEL):
            pass

    parsed, extracted = _take_turns(parse, extract, rounds=options.rounds)
    print(f"{len(articles)} articles, {words:,} words, {options.rounds} rounds, median")
    print(f"bare parse   {parsed:7.2f} s  {words / parsed:7,.0f} words/s")
    print(f"extraction   {extracted:7.2f} s  {words / extracted:7,.0f} words/s")
    print(f"ratio        {extracted / parsed:7.2f}")


def _enough(articles: Sequence[Article]) -> list[Article]:
    words = sum(len(article.text.split()) for article in articles)
    return list(articles) * max(1, -(-WORDS // max(words, 1)))


def _take_turns(first: Callable[[], None], second: Callable[[], None], *, rounds: int) -> tuple[float, float]:
    first(), second()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for spent, work in zip(times, (first, second), strict=True):
            start = time.process_time()
            work()
            spent.append(time.process_time() - start)
    return statistics.median(times[0]), statistics.median(times[1])


if __name__ == "__main__":
    main()
