"""How a build from texts speeds up with the number of processes, on a machine with as many cores.

    python -m benchmarks.processes --articles 2000 --processes 1 2 4 8 16

Every build starts from an empty store, without a cache, and all graphs must be equal, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.kills import dump
from benchmarks.measuring import run_kg
from kg.pipeline.workers import count_cores


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}, {count_cores()} cores\n")
    with tempfile.TemporaryDirectory() as folder:
        for line in measure_processes(Path(folder), options.articles, options.processes):
            print(line, flush=True)


def measure_processes(folder: Path, articles: int, processes: Sequence[int]) -> Iterator[str]:
    """The rows of a table: each number of processes, with what a build by so many takes.

    Raises:
        RuntimeError: a build failed, or graphs differ.
    """
    write_corpus(articles, folder)
    source, store = folder / "articles.jsonl", folder / "store"
    first_clock, first_graph = 0.0, ""
    yield f"{articles:,} articles of some 130 words.\n"
    yield "| processes | clock s | times faster | articles a minute | processor s | memory of the one that stores, MB |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for number in processes:
        cost = run_kg("build", str(source), "--store", str(store), "--no-cache", "--jobs", str(number))
        graph = hashlib.sha256(dump(store)).hexdigest()
        first_clock, first_graph = first_clock or cost.clock, first_graph or graph
        if graph != first_graph:
            raise RuntimeError(f"the graph of {number} processes differs from that of {processes[0]}")
        yield (
            f"| {number} | {cost.clock:.1f} | {first_clock / cost.clock:.2f} | {60 * articles / cost.clock:,.0f}"
            f" | {cost.processor:.1f} | {cost.memory / 1e6:.0f} |"
        )
        shutil.rmtree(store)


if __name__ == "__main__":
    main()
