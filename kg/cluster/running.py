"""Shards made by the workers of a cluster, whatever dies meanwhile.

What comes in: what a build has read. What goes out: the same with what was made of it, in the same order; shards in
a folder.
What it never does: give up a shard because of one article, or keep more in flight than the workers need.

A shard whose worker dies goes to another one; Dask sees to that. If one worker after another dies of a shard, its
articles are tried one by one, and one that nobody survives is noted as lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg.cluster.connecting import connect
from kg.cluster.planning import Plan, Planner
from kg.cluster.shards import Entry, Part, ShardFolder
from kg.cluster.tasks import Record, Work, build_part
from kg.errors import ExtractionError, FactsError, KGError
from kg.pipeline import Made, Read, Recipe

if TYPE_CHECKING:
    from distributed import Client, Future

TaskFunction: TypeAlias = Callable[[Work], Part]

#: How often a task that failed is tried again, and how many shards wait for each thread of a worker.
_RETRIES = 1
_WAITING_PER_THREAD = 2
#: So many shards may be done before one that is read earlier.
_MOST_AHEAD = 1_000


class ClusterRunner:
    """Has the tasks of a build done by the workers of a cluster; pass it to `kg.pipeline.build`."""

    def __init__(
        self, address: str, directory: Path, *, shapes: tuple[Path, ...] = (), function: TaskFunction = build_part
    ) -> None:
        """Nothing is reached before the build begins.

        Args:
            address: of a Dask scheduler, or `local:N` for N worker processes of our own.
            directory: the folder for the shards; one that is there whole is not made again.
            shapes: the shapes that the gate of the build has besides ours; every worker finds them there, too.
            function: what a worker does; it has to be importable there.
        """
        self._address = address
        self._directory = directory
        self._shapes = shapes
        self._function = function

    def __call__(
        self, recipe: Recipe, reads: Iterable[Read]
    ) -> Iterator[tuple[Read, Made | ExtractionError | FactsError | None]]:
        """What was read with what was made of it, in the same order.

        Raises:
            KGError: the cluster, the model, the shapes or the folder cannot be used.
        """
        folder = ShardFolder(self._directory)
        plans = Planner(recipe, self._shapes).plan(reads)
        keys = []
        with connect(self._address) as client:
            for plan in _Run(client, folder, self._function).iter_made(plans):
                keys.append(plan.key)
                results = folder.iter_results(plan.key) if plan.work.records else iter(())
                for read in plan.reads:
                    yield read, None if read.task is None else next(results)
        folder.write_manifest(keys)


class _Run:
    """One run over a cluster: shards in flight, and those that are done and wait for an earlier one."""

    def __init__(self, client: Client, folder: ShardFolder, function: TaskFunction) -> None:
        from distributed import as_completed

        self._client = client
        self._folder = folder
        self._function = function
        self._completed = as_completed()
        self._flying: dict[Future[Part], Plan] = {}
        self._order: deque[Plan] = deque()
        self._done: set[str] = set()

    def iter_made(self, plans: Iterator[Plan]) -> Iterator[Plan]:
        """The plans in their order, each once its shard is there."""
        self._fill(plans)
        while self._order:
            while self._order and self._order[0].key in self._done:
                yield self._order.popleft()
                self._fill(plans)
            if self._order:
                self._receive(next(self._completed))
                self._fill(plans)

    def _fill(self, plans: Iterator[Plan]) -> None:
        """Read on, and send, until the workers have enough to do."""
        room = _WAITING_PER_THREAD * max(1, sum(self._client.nthreads().values()))
        while len(self._flying) < room and len(self._order) < _MOST_AHEAD:
            plan = next(plans, None)
            if plan is None:
                return
            self._order.append(plan)
            found = self._folder.find(plan.key)
            if not plan.work.records or (found is not None and found.is_final):
                self._done.add(plan.key)
            else:
                future = self._submit(plan.work)
                self._flying[future] = plan
                self._completed.add(future)

    def _submit(self, work: Work) -> Future[Part]:
        return self._client.submit(self._function, work, pure=False, retries=_RETRIES)

    def _receive(self, future: Future[Part]) -> None:
        plan = self._flying.pop(future)
        parts = [future.result()] if future.status == "finished" else self._build_singly(plan.work)
        self._folder.put(plan.key, parts)
        self._done.add(plan.key)

    def _build_singly(self, work: Work) -> list[Part]:
        """The articles of a shard one by one, so that no other dies with the one that kills its worker."""
        parts = []
        for record in work.records:
            future = self._submit(replace(work, records=(record,)))
            error = future.exception()
            if isinstance(error, KGError):
                raise error
            parts.append(future.result() if error is None else Part((_lost(record, error),), b"", (None,)))
        return parts


def _lost(record: Record, error: BaseException) -> Entry:
    return Entry(
        article_id=record.task.article_id,
        record_hash=record.record_hash,
        file=record.file,
        fate="lost",
        reason=f"whoever worked on it failed ({type(error).__name__}: {error}); the next run tries it again",
    )
