"""Write a corpus: `python -m benchmarks.corpus 1000 -o FOLDER`."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.corpus.stories import write_corpus


def main() -> None:
    """Write a corpus of so many articles."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("articles", type=int, help="how many")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the folder")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write_corpus(options.articles, options.output, seed=options.seed)


if __name__ == "__main__":
    main()
