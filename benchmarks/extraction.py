"""What extraction costs beside the bare parse of the same texts, in one run.

    python benchmarks/extraction.py data/articles            the sample articles, each read many times
    python benchmarks/extraction.py FOLDER --rounds 5

The peer is spaCy alone: the same model as `spacy.load` gives it, all its components, the same texts in the same
batches; once with spaCy's own matrix routines (blis), once with those that extraction uses (numpy, one thread).
They take turns, and the medians of the processor time are compared, since machines are noisy.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from threadpoolctl import threadpool_limits

from kg.articles import iter_articles
from kg.errors import ArticleError
from kg.extract import DEFAULT_MODEL
from kg.extract.assemble import extract_documents
from kg.extract.parsing import load_model
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
    same = spacy.load(DEFAULT_MODEL)

    def parse(nlp: Language) -> None:
        with threadpool_limits(1, user_api="blas"):
            for _ in nlp.pipe((article.text for article in articles), batch_size=16):
                pass

    def extract() -> None:
        for _ in extract_documents(articles, model=DEFAULT_MODEL):
            pass

    spent = _take_turns([lambda: parse(bare), lambda: parse(same), extract], rounds=options.rounds)
    print(f"{len(articles)} articles, {words:,} words, {options.rounds} rounds, median of processor seconds")
    for name, seconds in zip(("bare parse", "bare parse, numpy", "extraction"), spent, strict=True):
        print(f"{name:18} {seconds:7.2f} s {words / seconds:8,.0f} words/s   extraction is {spent[-1] / seconds:.2f} x")


def _enough(articles: Sequence[Article]) -> list[Article]:
    words = sum(len(article.text.split()) for article in articles)
    return list(articles) * max(1, -(-WORDS // max(words, 1)))


def _take_turns(jobs: Sequence[Callable[[], None]], *, rounds: int) -> list[float]:
    spent: list[list[float]] = [[] for _ in jobs]
    for number in range(rounds + 1):
        for times, job in zip(spent, jobs, strict=True):
            start = time.process_time()
            job()
            if number:  # the first round warms up
                times.append(time.process_time() - start)
    return [statistics.median(times) for times in spent]


if __name__ == "__main__":
    main()
