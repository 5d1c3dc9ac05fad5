"""Builds that are killed at random points and run again: the graph has to be that of a build left alone.

    python -m benchmarks.kills                        50 kills, 300 articles as facts, two workers
    python -m benchmarks.kills --kills 10 --articles 100 --seed 3 --texts

The whole process group is killed with SIGKILL, as when the power fails: after a random number of articles were told, or
at a random moment of the start. After each kill the store must open and every registered article must have its graph;
when a build at last comes to its end, the store is compared with the undisturbed one, byte for byte.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import kg
from benchmarks.corpus import write_corpus
from kg.store import Store

_MOST_KILLS_A_BUILD = 4
_LONGEST_DELAY = 0.3  # seconds: the graphs that articles share are written after the last article


def main() -> None:
    """Kill, and count what differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", action="store_true", help="build from the texts, which needs the language model")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(options.articles, Path(folder), seed=options.seed)
        corpus = [folder + "/articles.jsonl"] if options.texts else ["--facts", folder + "/facts.jsonl"]
        arguments = [*corpus, "--jobs", str(options.jobs)]
        start = time.monotonic()
        kills, builds, different = kill_builds(
            arguments,
            Path(folder),
            articles=options.articles,
            kills=options.kills,
            random=Random(options.seed),
            say=print,
        )
        print(f"{kills} kills over {builds} builds of {options.articles} articles: {different} differ", end="")
        print(f" from an undisturbed build ({time.monotonic() - start:.0f} s)")
    sys.exit(1 if different else 0)


def kill_builds(
    arguments: Sequence[str],
    folder: Path,
    *,
    articles: int,
    kills: int,
    random: Random,
    say: Callable[[str], None] = lambda _: None,
) -> tuple[int, int, int]:
    """Build and kill, again and again, until there were so many kills.

    Returns:
        How many kills there were, how many builds came to their end, and how many of these differ.

    Raises:
        RuntimeError: after a kill the store could not be read, or an article was there by half.
    """
    run_build(arguments, folder / "undisturbed", kill_after=None)
    expected = dump(folder / "undisturbed")
    killed = builds = different = 0
    while killed < kills:
        store = folder / f"store-{builds}"
        for _ in range(random.randint(1, _MOST_KILLS_A_BUILD)):
            point, delay = random.randint(-articles // 4, articles), random.random() * _LONGEST_DELAY
            killed += run_build(arguments, store, kill_after=point, delay=delay)
            check_whole(store)
        run_build(arguments, store, kill_after=None)
        builds += 1
        if dump(store) != expected:
            different += 1
        say(f"{killed} kills, {builds} builds, {different} different")
    return killed, builds, different


def run_build(arguments: Sequence[str], store: Path, *, kill_after: int | None, delay: float = 0.0) -> bool:
    """Run a build in a process group of its own; whether it was killed before its end.

    Args:
        arguments: of `kg build`, without the store.
        store: where to.
        kill_after: after how many articles were told; at most zero is during the start; None is never.
        delay: how many seconds later.
    """
    command = [sys.executable, "-m", "kg", "build", *arguments, "--store", str(store), "--verbose"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, start_new_session=True
    ) as process:
        assert process.stderr is not None
        told: list[str] = []
        if kill_after is not None:
            while len(told) < kill_after and (line := process.stderr.readline()):
                told.append(line)
            time.sleep(delay if kill_after > 0 else 5 * delay)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
        told.extend(process.stderr)
        process.wait()
    if process.returncode not in (0, -signal.SIGKILL):
        raise RuntimeError(f"the build ended with status {process.returncode}: {''.join(told)[-2000:]}")
    return process.returncode != 0


def check_whole(store: Path) -> None:
    """Make sure that what is left of a build can be read, and that each article of it is there whole.

    Raises:
        RuntimeError: an article is registered without a graph, or the other way round.
    """
    if not (store / "graph").exists():
        return
    with Store.open(store) as opened:  # for writing: the next build could begin
        registered = {entry.graph.value for _, entry in opened.iter_articles()}
        stored = {graph for graph in opened.graphs() if "/graph/article/" in graph}
    if registered != stored:
        raise RuntimeError(f"{store}: half an article is there: {sorted(registered ^ stored)}")


def dump(store: Path) -> bytes:
    """All that is in a store, in one order."""
    with kg.open(store) as graph:
        return graph.dump("nquads", with_ontology=True)


if __name__ == "__main__":
    main()
