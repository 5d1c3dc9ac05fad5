"""One writer at a time: a lock on a file of the store, which the operating system frees when its holder dies.

What comes in: the folder of a store. What goes out: a `WriterLock`, held.
What it never does: guess from the age of a file whether its holder lives.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from pathlib import Path
from typing import IO

from kg.errors import StoreError

LOCK_FILE = "writer.lock"
_POLL_SECONDS = 0.05
_HOLDER_BYTES = 4096

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        # Windows locks bytes against reading too: lock one far behind the name of the holder.
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class WriterLock:
    """The right to write to the store in a folder, until `release` or the end of the process."""

    def __init__(self, directory: Path, *, timeout: float = 0.0) -> None:
        """Take the lock, waiting for it no longer than `timeout` seconds.

        Raises:
            StoreError: another process holds it; the message names that process and its host.
        """
        self._path = directory / LOCK_FILE
        self._file: IO[bytes] = self._path.open("a+b")
        try:
            self._take(timeout)
        except BaseException:
            self._file.close()
            raise

    def _take(self, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while not _try_lock(self._file.fileno()):
            if time.monotonic() >= deadline:
                raise StoreError(self._refusal(timeout))
            time.sleep(_POLL_SECONDS)
        self._file.seek(0)
        self._file.truncate()
        self._file.write(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}).encode())
        self._file.flush()

    def _refusal(self, timeout: float) -> str:
        waited = f" (waited {timeout:g} s)" if timeout else ""
        return (
            f"{self._path.parent}: another build is writing to this store: {self._holder()}{waited}.\n"
            "Wait for it to end, end it, or build into another store."
        )

    def _holder(self) -> str:
        self._file.seek(0)
        try:
            holder = json.loads(self._file.read(_HOLDER_BYTES))
            return f"process {holder['pid']} on {holder['host']}"
        except (ValueError, KeyError, TypeError):
            return "a process that has only just started"

    def release(self) -> None:
        """Give the lock back. The file stays: to remove it would let two writers lock two files."""
        self._file.close()
