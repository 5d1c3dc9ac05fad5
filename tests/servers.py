"""SPARQL servers to test against: real ones, started on loopback and ended by their process."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_START_SECONDS = 30


@dataclass
class Server:
    """An Oxigraph server, in memory or on a folder."""

    port: int
    location: Path | None = None
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        program = Path(sys.executable).with_name("oxigraph")
        command = str(program) if program.exists() else shutil.which("oxigraph")
        assert command is not None, "the tests need `oxigraph`: pip install -e '.[dev]'"
        location = [] if self.location is None else ["--location", str(self.location)]
        self.process = subprocess.Popen(
            [command, "serve", "--bind", f"127.0.0.1:{self.port}", *location],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for(f"{self.url}/query?query=ASK%7B%7D", self.process)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(timeout=10)


#: A server on rdflib's engine, which shares nothing with Oxigraph.
_RDFLIB = """
import sys, rdflib, uvicorn
from rdflib_endpoint import SparqlEndpoint
dataset = rdflib.Dataset(default_union=True)
server = SparqlEndpoint(graph=dataset, path="/", enable_update=True)
uvicorn.run(server, host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
"""


@contextmanager
def serving_with_rdflib() -> Iterator[str]:
    """The address of a server on rdflib's engine, in memory."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", _RDFLIB, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/?query=ASK%7B%7D", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait(timeout=10)


@contextmanager
def serving(location: Path | None = None) -> Iterator[Server]:
    """A server that has started."""
    server = Server(free_port(), location)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            assert process.poll() is None, "the server ended as it started"
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.05)
