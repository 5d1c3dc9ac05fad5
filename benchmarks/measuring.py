"""What work costs: processor time, time by the clock, and the most memory, of a function or of a program."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program took.

    Attributes:
        processor: seconds of processor time, its own and that of the programs that it started and waited for.
        clock: seconds by the clock.
        memory: bytes that its own process held at most.
    """

    processor: float
    clock: float
    memory: int


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison.

    Attributes:
        what: what is compared with what.
        ratio: how many times as much, or as fast, as the words say.
        target: what the project wants it to be.
        ours, peer: the seconds (or bytes) behind the ratio, in words.
    """

    what: str
    ratio: float
    target: str
    ours: str
    peer: str

    def to_markdown(self) -> str:
        """The row of a table."""
        return f"| {self.what} | {self.ratio:.2f} | {self.target} | {self.ours} | {self.peer} |"


HEADER = "| what | ratio | target | ours | peer |\n| --- | --- | --- | --- | --- |"


def run_kg(*arguments: str) -> Cost:
    """Run a command of `kg` to its end.

    Raises:
        RuntimeError: it failed.
    """
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-m", "kg", *arguments, "--quiet"]) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"kg {' '.join(arguments)} ended with status {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss * unit)


def take_turns(jobs: Sequence[Callable[[], object]], *, rounds: int) -> list[float]:
    """The median seconds of processor time of each job; they take turns, since machines are noisy."""
    spent: list[list[float]] = [[] for _ in jobs]
    for _ in range(rounds):
        for times, job in zip(spent, jobs, strict=True):
            start = time.process_time()
            job()
            times.append(time.process_time() - start)
    return [statistics.median(times) for times in spent]


def growth(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """The exponent with which a cost grows: the slope of the line through the logarithms.

    >>> round(growth([100, 1000, 10_000], [2.0, 20.0, 200.0]), 3)
    1.0
    """
    xs, ys = [log(size) for size in sizes], [log(cost) for cost in costs]
    mean_x, mean_y = statistics.fmean(xs), statistics.fmean(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum((x - mean_x) ** 2 for x in xs)
