"""Shards made by the workers of a cluster, whatever dies meanwhile.

What comes in: plans. What goes out: shards in a folder.
What it never does: give up a shard because of one article, or keep more in flight than the workers need.

A shard whose worker dies goes to another one; Dask sees to that. If shard after shard of workers dies of it, its
articles are tried one by one, and one that nobody survives is noted as lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from kg.cluster.planning import Plan
from kg.cluster.shards import Entry, Manifest, Part, ShardFolder
from kg.cluster.tasks import Record, Work, build_part
from kg.errors import KGError

if TYPE_CHECKING:
    from distributed import Client, Future

Task: TypeAlias = Callable[[Work], Part]
#: Called with the manifest of each shard as it is there, in any order.
ShardDone: TypeAlias = Callable[[Manifest], None]

#: How often a task that failed is tried again, and how many shards wait for each thread of a worker.
_RETRIES = 1
_WAITING_PER_THREAD = 2


def build_shards(
    plans: Iterable[Plan], folder: ShardFolder, client: Client, *, on_shard: ShardDone, task: Task = build_part
) -> list[str]:
    """Make the shards that the folder does not hold.

    Args:
        plans: what to make; read as the work goes on.
        folder: where the shards go.
        client: of the cluster.
        on_shard: told of each shard.
        task: what a worker does; it has to be importable there.

    Returns:
        The keys of all shards, in the order of the plans.

    Raises:
        KGError: the model, or further shapes, are missing on the workers; or the folder cannot be written.
    """
    from distributed import as_completed

    keys: list[str] = []
    flying: dict[Future[Part], Plan] = {}
    completed = as_completed()

    def missing() -> Iterable[Plan]:
        for plan in plans:
            keys.append(plan.key)
            found = folder.find(plan.key)
            if found is not None and found.is_final:
                on_shard(found)
            else:
                yield plan

    waiting = iter(missing())

    def fill() -> None:
        room = _WAITING_PER_THREAD * max(1, sum(client.nthreads().values())) - len(flying)
        for plan in islice(waiting, max(room, 0)):
            future = client.submit(task, plan.work, pure=False, retries=_RETRIES)
            flying[future] = plan
            completed.add(future)

    fill()
    for future in completed:
        plan = flying.pop(future)
        parts = [future.result()] if future.status == "finished" else _build_singly(plan.work, client, task)
        on_shard(folder.put(plan.key, parts))
        fill()
    return keys


def _build_singly(work: Work, client: Client, task: Task) -> list[Part]:
    """The articles of a shard one by one, so that no other dies with the one that kills its worker."""
    parts = []
    for record in work.records:
        future = client.submit(task, Work((record,), work.model, work.base, work.shapes), pure=False, retries=_RETRIES)
        error = future.exception()
        if error is None:
            parts.append(future.result())
        elif isinstance(error, KGError):
            raise error
        else:
            parts.append(Part((_lost(record, error),), b""))
    return parts


def _lost(record: Record, error: BaseException) -> Entry:
    return Entry(
        article_id=record.article_id,
        record_hash=record.record_hash,
        file=record.file,
        fate="lost",
        reason=f"whoever worked on it failed ({type(error).__name__}: {error}). The next run tries it again.",
    )
