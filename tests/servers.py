"""SPARQL servers to test against: real ones, started on loopback and ended by their process."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

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


class Request:
    """What a scripted server was asked."""

    def __init__(self, handler: BaseHTTPRequestHandler) -> None:
        self.path = handler.path
        self.body = handler.rfile.read(int(handler.headers["Content-Length"])).decode()
        self.query = parse_qs(self.body).get("query", [""])[0]
        self.media_type = handler.headers["Content-Type"]
        self.authorization = handler.headers["Authorization"]


Script = Callable[[Request], tuple[int, dict[str, str], bytes]]
YES = (200, {"Content-Type": "application/sparql-results+json"}, b'{"head":{},"boolean":true}')


@contextmanager
def scripted(script: Script) -> Iterator[tuple[str, list[Request]]]:
    """A server that answers what the script says, and what it was asked."""
    asked: list[Request] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = Request(self)
            asked.append(request)
            status, headers, body = script(request)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
