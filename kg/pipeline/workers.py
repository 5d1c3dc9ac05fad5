"""Many articles at once on one machine: processes with a model each, fed in order and read in order.

What comes in: items with tasks, in some order. What goes out: the items with their results, in that order.
What it never does: hold more than a few batches (who feeds waits for who works, and both wait for who stores), or
lose the run to a process that dies: its articles are tried again one by one, and the one at fault is told.

Workers are programs of their own (`kg.pipeline.worker`) and no copies of this one: nothing is shared but two pipes,
and a script that calls `kg.build` need not be written for it. They are started only for work that outweighs their
start, for each has to load the language model.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import chain, islice
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Generic, Protocol, Self, TypeVar

from kg.errors import ExtractionError, KGError
from kg.pipeline.article import Recipe, Task

#: Fewer articles than this are done faster without starting anything.
_WORTH_WORKERS = 64
_MOST_HELD = 1_000

#: The one process that stores keeps up with about seven that extract; each of these holds some 500 MB.
_MOST_WORKERS = 8

#: A batch: so many are parsed abreast, as long as they are not long.
_MOST_TASKS = 16
_MOST_BYTES = 64_000
_BATCHES_PER_WORKER = 3

#: Several threads of matrix routines in each of several processes only wait for one another.
_ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")

#: Who interrupts a build means its workers as well, and ends them in order: they need not hear of it themselves.
_START = """
import json, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
sys.path[:] = json.loads(sys.argv[1])
from kg.pipeline.worker import main
main()
"""

Result = TypeVar("Result")
Function = Callable[[Sequence[Task], Recipe], Sequence[Result]]


class Item(Protocol):
    """What carries a task; without one it only keeps its place in the order."""

    @property
    def task(self) -> Task | None:
        """What is to be done."""


AnyItem = TypeVar("AnyItem", bound=Item)


def count_cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def default_jobs() -> int:
    """How many processes work unless a user says otherwise: one a core, but no more than one can store for."""
    return min(count_cores(), _MOST_WORKERS)


def run(
    function: Function[Result], recipe: Recipe, items: Iterable[AnyItem], *, jobs: int
) -> Iterator[tuple[AnyItem, Result | ExtractionError | None]]:
    """Each item with the result of its task, in the order of the items; None for those without a task.

    Args:
        function: what to do with some tasks, a result for each; of a module, so that another process can import it.
        recipe: what to do it with.
        items: read only as far ahead as the workers need.
        jobs: how many processes work; with 1, this one does.

    Raises:
        KGError: no article can be worked on, for instance as the language model is not installed.
    """
    remaining = iter(items)
    if jobs > 1:
        held: list[AnyItem] = []
        tasks = 0
        for item in remaining:
            if item.task is None and not held:
                yield item, None
                continue
            held.append(item)
            tasks += item.task is not None
            if tasks == _WORTH_WORKERS or len(held) == _MOST_HELD:
                break
        remaining = chain(held, remaining)
        if tasks == _WORTH_WORKERS:
            with _Workers(function, recipe, jobs) as workers:
                yield from workers.run(remaining)
            return
    with leaving_garbage_small() as settle:
        for batch in _iter_batches(remaining):
            tasks_of_batch = [item.task for item in batch if item.task is not None]
            results = iter(function(tasks_of_batch, recipe) if tasks_of_batch else ())
            for item in batch:
                yield item, None if item.task is None else next(results)
            if tasks_of_batch:
                settle()


@contextmanager
def leaving_garbage_small() -> Iterator[Callable[[], None]]:
    """Keep Python from looking for garbage, over and over, among what the language model and the shapes consist of.

    That takes a fifth of the time of mapping and checking. What is given is called after each batch: what is there
    after the first stays, and is left alone until the end.
    """
    frozen = False

    def settle() -> None:
        nonlocal frozen
        if not frozen:
            gc.freeze()
            frozen = True

    try:
        yield settle
    finally:
        gc.unfreeze()


class _Workers(Generic[Result]):
    """Threads that each feed one process at a time."""

    def __init__(self, function: Function[Result], recipe: Recipe, jobs: int) -> None:
        self._hello = pickle.dumps((function, recipe), protocol=pickle.HIGHEST_PROTOCOL)
        self._jobs = jobs
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._workers: set[_Worker] = set()
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="kg-worker")
        self._ended = False

    def __enter__(self) -> Self:
        for _ in range(self._jobs):
            self._idle.put(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._ended = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._end_workers()
        self._threads.shutdown()
        self._end_workers()  # such as were started meanwhile

    def _end_workers(self) -> None:
        while self._workers:
            self._workers.pop().end()

    def run(self, items: Iterator[AnyItem]) -> Iterator[tuple[AnyItem, Result | ExtractionError | None]]:
        """Keep the workers busy, and no more batches than that in hand."""
        batches = _iter_batches(items)
        pending = deque(map(self._submit, islice(batches, self._jobs * _BATCHES_PER_WORKER)))
        while pending:
            batch, future = pending.popleft()
            results = iter(future.result())
            pending.extend(map(self._submit, islice(batches, 1)))
            for item in batch:
                yield item, None if item.task is None else next(results)

    def _submit(self, batch: list[AnyItem]) -> tuple[list[AnyItem], Future[list[Result | ExtractionError]]]:
        return batch, self._threads.submit(self._work, [item.task for item in batch if item.task is not None])

    def _start(self) -> _Worker:
        worker = _Worker(self._hello)
        self._workers.add(worker)
        return worker

    def _work(self, tasks: list[Task]) -> list[Result | ExtractionError]:
        """The results of some tasks, in their order."""
        if not tasks:
            return []
        answer = self._ask(tasks)
        return [self._retry(task) for task in tasks] if isinstance(answer, str) else answer

    def _retry(self, task: Task) -> Result | ExtractionError:
        answer = self._ask([task])
        if isinstance(answer, str):
            reason = f"the process that worked on it {answer}, twice; perhaps memory ran out"
            return ExtractionError(task.article_id, ChildProcessError(reason))
        return answer[0]

    def _ask(self, tasks: list[Task]) -> list[Result | ExtractionError] | str:
        """Let a worker do some tasks; or how it died."""
        worker = self._idle.get()
        answer: list[Result | ExtractionError] | KGError | str = worker.ask(tasks)
        if isinstance(answer, str):
            self._workers.discard(worker)
            if self._ended:
                raise KeyboardInterrupt
            worker = self._start()
        self._idle.put(worker)
        if isinstance(answer, KGError):
            raise answer
        return answer


class _Worker:
    """A process that works, and the two pipes to it."""

    def __init__(self, hello: bytes) -> None:
        path = json.dumps([os.path.abspath(entry) for entry in sys.path])  # noqa: PTH100 - "" is the current folder
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **_ONE_THREAD},
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._tasks, self._answers = self._process.stdin, self._process.stdout
        self._hello: bytes | None = hello

    def ask(self, tasks: list[Task]) -> Any:
        """What the worker answers; a word on how it ended, if it died over it."""
        try:
            if self._hello is not None:
                self._tasks.write(self._hello)
                self._hello = None
            pickle.dump(tasks, self._tasks, protocol=pickle.HIGHEST_PROTOCOL)
            self._tasks.flush()
            return pickle.load(self._answers)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            self.end()
            status = self._process.returncode
            return f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._tasks, self._answers):
            with suppress(OSError):  # what was still to be sent has nobody to read it
                pipe.close()


def _iter_batches(items: Iterator[AnyItem]) -> Iterator[list[AnyItem]]:
    """Items in groups that are worth a message."""
    batch: list[AnyItem] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.task.record) if item.task is not None else 0
        if len(batch) == _MOST_TASKS or size >= _MOST_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
