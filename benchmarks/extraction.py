"""What extraction costs beside the bare parse of the same texts, in one run.

    python benchmarks/extraction.py data/articles            the sample articles, each read many times
    python benchmarks/extraction.py FOLDER --rounds 9

The peer is spaCy alone: the same model as `spacy.load` gives it, all its components, the same texts in the same
batches; once with spaCy's own matrix routines (blis), once with numpy's and one thread.
Extraction is what `kg extract` and `kg build` do: batches of 16, with products that do not depend on the batch.
All take turns, so that each round gives a ratio of processor times that were spent under the same load; the median
of those ratios is what counts on a noisy machine.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops
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
    set_current_ops(NumpyOps(use_blis=False))
    same = spacy.load(DEFAULT_MODEL)

    def parse(nlp: Language) -> None:
        with threadpool_limits(1, user_api="blas"):
            for _ in nlp.pipe((article.text for article in articles), batch_size=16):
                pass

    def extract() -> None:
        for _ in extract_documents(articles, model=DEFAULT_MODEL):
            pass

    jobs = {"bare parse": lambda: parse(bare), "bare parse, numpy": lambda: parse(same), "extraction": extract}
    spent = _take_turns(jobs, rounds=options.rounds)
    print(f"{len(articles)} articles, {words:,} words, {options.rounds} rounds, medians of processor time")
    for name, seconds in spent.items():
        median = statistics.median(seconds)
        ratio = _ratio(spent["extraction"], seconds)
        print(f"{name:18} {median:7.2f} s {words / median:8,.0f} words/s   extraction is {ratio:.2f} x")


def _enough(articles: Sequence[Article]) -> list[Article]:
    """The articles, again and again until they have enough words."""
    words = sum(len(article.text.split()) for article in articles)
    return list(articles) * max(1, -(-WORDS // max(words, 1)))


def _take_turns(jobs: Mapping[str, Callable[[], None]], *, rounds: int) -> dict[str, list[float]]:
    """The processor time that each job took in each round; a round before the first warms up."""
    spent: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds + 1):
        for name, job in jobs.items():
            start = time.process_time()
            job()
            if number:
                spent[name].append(time.process_time() - start)
    return spent


def _ratio(seconds: Sequence[float], peer: Sequence[float]) -> float:
    """How many times as long a job takes as its peer, round by round."""
    return statistics.median(mine / other for mine, other in zip(seconds, peer, strict=True))


if __name__ == "__main__":
    main()
