"""A cluster of Dask workers: one that runs somewhere, or one of processes on this machine.

What comes in: the address of a scheduler, or `local:N`. What goes out: a client of it.
What it never does: use workers that hold another version of this package.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from kg.cluster.tasks import get_version
from kg.errors import ClusterError

if TYPE_CHECKING:
    from distributed import Client, LocalCluster

_LOCAL = re.compile(r"local:([1-9]\d*)")
_CONNECT_SECONDS = 30


@contextmanager
def connect(address: str) -> Iterator[Client]:
    """A client of the scheduler at `address`, or of N worker processes of our own for `local:N`.

    Raises:
        ClusterError: Dask is not installed, nothing answers there, there are no workers, or they hold another
            version of this package.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError("A cluster needs Dask. Install it: pip install 'dateline-kg[cluster]'") from None
    with ExitStack() as opened:
        if found := _LOCAL.fullmatch(address):
            client = opened.enter_context(Client(opened.enter_context(_start_workers(int(found[1])))))
        else:
            try:
                client = opened.enter_context(Client(address, timeout=_CONNECT_SECONDS))
            except (OSError, ValueError) as error:
                raise ClusterError(
                    f"{address}: no Dask scheduler can be reached there ({error}).\n"
                    "Give an address like tcp://host:8786, or local:4 for four processes on this machine."
                ) from None
        _check_workers(address, client)
        yield client


def _start_workers(number: int) -> LocalCluster:
    from distributed import LocalCluster

    try:
        return LocalCluster(
            n_workers=number, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL
        )
    except (OSError, RuntimeError) as error:
        raise ClusterError(
            f"local:{number}: the worker processes cannot be started ({error}).\n"
            'In a script, build below a line `if __name__ == "__main__":`, for each of them reads the script.'
        ) from None


def _check_workers(address: str, client: Client) -> None:
    try:
        versions: dict[str, str] = client.run(get_version)
    except ImportError as error:
        raise ClusterError(
            f"{address}: the workers lack this package ({error}). Install dateline-kg {get_version()} there."
        ) from None
    if not versions:
        raise ClusterError(f"{address}: the scheduler has no workers. Start some: dask worker {address} --nthreads 1")
    if others := sorted({f"{version} on {worker}" for worker, version in versions.items() if version != get_version()}):
        raise ClusterError(
            f"{address}: this is dateline-kg {get_version()}, and workers hold others: {'; '.join(others)}.\n"
            "Install the same version on all of them."
        )
