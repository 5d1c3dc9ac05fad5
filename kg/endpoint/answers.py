"""What a server sends back: of which syntax it is, and its bytes.

What comes in: a response of HTTP. What goes out: its media type, and a file to parse.
What it never does: hold a whole answer in memory.
"""

from __future__ import annotations

import re
from typing import IO, cast

import pyoxigraph as ox
from urllib3 import BaseHTTPResponse

_CHUNK_BYTES = 1 << 16

# Virtuoso gives blank nodes names that no syntax allows. In JSON the quotes around them cannot be those of a text.
_NAMED_BLANK_NODE = re.compile(rb'("type"\s*:\s*"bnode"\s*,\s*"value"\s*:\s*")nodeID://')


def get_media_type(response: BaseHTTPResponse) -> str:
    """The media type, without its parameters; empty if the server does not say it."""
    return response.headers.get("Content-Type", "").partition(";")[0].strip()


def is_results(response: BaseHTTPResponse) -> bool:
    """Whether the server says that these are results of SPARQL."""
    return ox.QueryResultsFormat.from_media_type(get_media_type(response)) is not None


def to_file(response: BaseHTTPResponse) -> IO[bytes]:
    """The body as a file to be read once."""
    if get_media_type(response) == ox.QueryResultsFormat.JSON.media_type:
        return cast("IO[bytes]", _Renaming(response))
    return cast("IO[bytes]", response)


class _Renaming:
    """A body in JSON with blank nodes named as its syntax allows."""

    def __init__(self, response: BaseHTTPResponse) -> None:
        self._response = response
        self._ready, self._rest = b"", b""

    def read(self, size: int = _CHUNK_BYTES) -> bytes:
        """Some more bytes, at most so many; none at the end."""
        while not self._ready:
            read = self._response.read(_CHUNK_BYTES)
            if not read and not self._rest:
                break
            # What is renamed holds no brace, so it is never cut there.
            whole, brace, rest = (self._rest + read).rpartition(b"}") if read else (self._rest, b"", b"")
            self._ready, self._rest = _NAMED_BLANK_NODE.sub(rb"\1", whole + brace), rest
        given, self._ready = self._ready[:size], self._ready[size:]
        return given
