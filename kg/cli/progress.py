"""How far a command has come: a bar on a terminal, now and then a line in a log.

What comes in: the paths that are worked on, and word of each article that is done and of each step that is for all
articles together. What goes out: standard error.
What it never does: read everything twice to count it. How many articles there are is estimated from the sizes of
files; where an archive or a table hides their number, no time is told.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from kg.cli.options import console, say
from kg.printable import to_printable

#: A log gets no more than a line in so many seconds.
SECONDS_BETWEEN_LINES = 30.0

_SAMPLED_BYTES = 1 << 20


class Telling(NamedTuple):
    """What to call after each article, and as each step begins that is for all articles together."""

    article: Callable[[str, str], None]
    stage: Callable[[str], None]


@contextmanager
def showing_progress(
    paths: Sequence[Path], *, quiet: bool, verbose: bool, clock: Callable[[], float] = time.monotonic
) -> Iterator[Telling]:
    """What to call: with --verbose a line for each article and step, with --quiet none; else see above."""
    if verbose:
        yield Telling(lambda name, outcome: say(f"{outcome:12} {name}"), lambda stage: say(f"{stage} …"))
    elif quiet:
        yield Telling(lambda *_: None, lambda _: None)
    elif console.is_terminal:
        with _bar() as bar:
            task = bar.add_task("", total=estimate_articles(paths), rate="")
            start = clock()

            def advance(name: str, _outcome: str) -> None:
                done = bar.tasks[0].completed + 1
                rate = f"{done / max(clock() - start, 0.001):.1f}/s"
                bar.update(task, advance=1, description=to_printable(name[:40]), rate=rate)

            yield Telling(advance, lambda stage: bar.update(task, description=stage, refresh=True))
    else:
        log = _Log(estimate_articles(paths), clock)
        yield Telling(log.tell, log.tell_stage)


@contextmanager
def counting(*, quiet: bool) -> Iterator[Callable[[int], None]]:
    """What to call with the number of units loaded: on a terminal it is shown, else nothing is."""
    if quiet or not console.is_terminal:
        yield lambda _: None
    else:
        columns = (SpinnerColumn(), TextColumn("{task.completed:,} articles and shared graphs"), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("loading", total=None)
            yield lambda units: bar.update(task, completed=units)


class _Log:
    """Lines for a file: how many articles are done, how fast, and how long it will take."""

    def __init__(self, total: int | None, clock: Callable[[], float]) -> None:
        self._total = total
        self._clock = clock
        self._start = self._told = clock()
        self._done = 0

    def tell(self, _name: str, _outcome: str) -> None:
        self._done += 1
        now = self._clock()
        if now - self._told < SECONDS_BETWEEN_LINES:
            return
        self._told = now
        rate = self._done / (now - self._start)
        line = f"{self._done:,} articles, {rate:.1f} a second"
        if self._total is not None and self._total > self._done:
            line += f", some {_duration((self._total - self._done) / rate)} left"
        say(line)

    def tell_stage(self, stage: str) -> None:
        """A step for all articles together, if the run is not a short one."""
        self._told = self._clock()
        if self._told - self._start >= SECONDS_BETWEEN_LINES:
            say(f"{self._done:,} articles done; {stage}")


def estimate_articles(paths: Sequence[Path]) -> int | None:
    """About how many articles there are; None where that cannot be told without reading them all.

    A file of JSON Lines has as many as its first lines let expect; a folder of other files has one in each.
    """
    total = 0
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix.lower() in (".jsonl", ".ndjson"):
                total += _estimate_lines(file)
            elif file.suffix.lower() in (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".json"):
                total += 1
            elif file.is_file():
                return None
    return total or None


def _estimate_lines(file: Path) -> int:
    try:
        with file.open("rb") as stream:
            start = stream.read(_SAMPLED_BYTES)
            size = stream.seek(0, 2)
    except OSError:
        return 0
    lines = start.count(b"\n") + (size == len(start) and not start.endswith(b"\n"))
    return max(1, round(lines * size / len(start))) if start else 0


def _duration(seconds: float) -> str:
    """A time in words.

    >>> _duration(42), _duration(600), _duration(7300)
    ('42 s', '10 min', '2.0 h')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _bar() -> Progress:
    columns = (
        SpinnerColumn(),
        BarColumn(),
        TextColumn("{task.completed:,.0f} articles"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    return Progress(*columns, console=console, transient=True)
