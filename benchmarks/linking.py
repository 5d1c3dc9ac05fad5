"""What it costs to link the entities of articles, beside their extraction, in one run.

    python benchmarks/linking.py data/articles data/gold/articles

The peer is extraction of the same articles. The first pass pays for opening the gazetteer; the median of the others is
what each further article costs.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from kg.articles import iter_articles
from kg.errors import ArticleError, ExtractionError
from kg.extract import extract
from kg.link import link


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    articles = [item.article for item in iter_articles(options.articles) if not isinstance(item, ArticleError)]
    list(extract(articles[:1]))  # loads the model
    started = time.process_time()
    found = [facts for facts in extract(articles) if not isinstance(facts, ExtractionError)]
    extraction = time.process_time() - started
    passes = []
    for _ in range(options.rounds + 1):
        started = time.process_time()
        for facts in found:
            link(facts)
        passes.append(time.process_time() - started)
    first, further = passes[0], statistics.median(passes[1:])
    print(f"{len(articles)} articles: extraction {extraction:.2f} s")
    print(f"linking, first pass {first:.3f} s: {first / extraction:.1%} of extraction")
    print(f"linking, further passes {further:.3f} s: {further / extraction:.1%} of extraction")


if __name__ == "__main__":
    main()
