"""HTTP with patience: time limits, further tries, and errors that say what to do.

What comes in: a request. What goes out: the response, its body still to be read.
What it never does: follow a redirect, or show a password or a token in a message.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeAlias
from urllib.parse import urlencode, urlsplit

import urllib3
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError, TimeoutError

from kg.endpoint.credentials import PASSWORD, TOKEN, USER, Credentials
from kg.errors import EndpointError

_CONNECT_SECONDS = 10.0
_TRIES = 5
#: How often a request is sent to find out how a server wants to be told who asks.
_INTRODUCTIONS = 3
#: What a server says that is overloaded or just starting, and that may not be so in a moment.
_PASSING = (429, 502, 503, 504)
_SHOWN_CHARACTERS = 300

Parameters: TypeAlias = Sequence[tuple[str, str]]


class Connection:
    """Sends requests to one server, each again after a pause if the server could not be reached or was busy.

    Everything that is sent may be sent twice: a caller sends only what a second time does not change.
    """

    def __init__(self, *, timeout: float, tries: int | None = None) -> None:
        """Make ready to send.

        Args:
            timeout: how many seconds the server may be silent.
            tries: how often to send a request before giving up; five times if left out.
        """
        self._timeout = timeout
        self._credentials = Credentials(os.environ)
        again = (_TRIES if tries is None else tries) - 1
        self._pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=_CONNECT_SECONDS, read=timeout),
            retries=urllib3.Retry(
                total=again,
                read=min(again, 1),
                redirect=False,
                status_forcelist=_PASSING,
                allowed_methods=None,
                backoff_factor=0.3,
                backoff_max=20,
                raise_on_status=False,
                retry_after_max=60,
            ),
            headers={"User-Agent": "dateline-kg"},
        )

    def ask(self, url: str, query: str, *, accept: str, parameters: Parameters = ()) -> BaseHTTPResponse:
        """Send a query as a form, which every server understands; the response is to be read from.

        Raises:
            EndpointError: the server cannot be reached, is silent, or refuses.
        """
        body = urlencode([("query", query), *parameters])
        return self._post(url, body, media_type="application/x-www-form-urlencoded", accept=accept)

    def update(self, url: str, update: str) -> None:
        """Send an update, and wait for its success.

        Raises:
            EndpointError: the server cannot be reached, is silent, or refuses.
        """
        response = self._post(url, update, media_type="application/sparql-update", accept="*/*")
        response.drain_conn()
        response.release_conn()

    def _post(self, url: str, body: str, *, media_type: str, accept: str) -> BaseHTTPResponse:
        for _ in range(_INTRODUCTIONS):
            headers = {
                **self._pool.headers,
                "Content-Type": media_type,
                "Accept": accept,
                **self._credentials.header(url),
            }
            try:
                response = self._pool.request("POST", url, body=body.encode(), headers=headers, preload_content=False)
            except HTTPError as error:
                raise EndpointError(f"{url}: {self._describe(error)}") from None
            asked = response.headers.get("WWW-Authenticate", "")
            if response.status != 401 or not self._credentials.learn(url, asked):
                break
            response.drain_conn()
            response.release_conn()
        if response.status // 100 != 2:
            raise _refusal(url, response)
        return response

    def close(self) -> None:
        """Close what is open."""
        self._pool.clear()

    def _describe(self, error: HTTPError) -> str:
        reason = error.reason if isinstance(error, MaxRetryError) and error.reason is not None else error
        if isinstance(reason, NewConnectionError):
            return "nothing answers there.\nStart the server, or check the address."
        if isinstance(reason, TimeoutError):
            return f"the server was silent for {self._timeout:g} seconds.\nAsk for less, or give it longer: --timeout."
        return (
            f"the connection failed ({type(reason).__name__}: {reason}).\n"
            "Run the same command again: it goes on from here."
        )


def is_address(place: object) -> bool:
    """Whether this can only be the address of an endpoint, and not a path.

    >>> is_address("http://localhost:7878"), is_address("kg-store")
    (True, False)
    """
    return isinstance(place, str) and place.startswith(("http://", "https://"))


def check_address(url: str) -> str:
    """The address of an endpoint, without a slash at its end.

    Raises:
        EndpointError: it is not an address of the web, or it holds a password.

    >>> check_address("http://localhost:7878/")
    'http://localhost:7878'
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise EndpointError(f"{url}: not the address of an endpoint. Give one like http://localhost:7878.")
    if parts.username is not None or parts.password is not None:
        raise EndpointError(
            f"{parts.scheme}://{parts.hostname}: a password in an address is seen by others on this machine.\n"
            f"Set the environment variables {USER} and {PASSWORD}, or {TOKEN}."
        )
    return url.rstrip("/")


def _refusal(url: str, response: BaseHTTPResponse) -> EndpointError:
    status = response.status
    said = " ".join(response.read(amt=4 * _SHOWN_CHARACTERS).decode("utf-8", "replace").split())[:_SHOWN_CHARACTERS]
    response.release_conn()
    if status in {401, 403}:
        remedy = f"Set {USER} and {PASSWORD}, or {TOKEN}, to what the server knows and allows this."
    elif 300 <= status < 400:
        remedy = (
            f"It points to {response.headers.get('Location', 'another place')}: if you trust that, give it as address."
        )
    elif status in _PASSING:
        remedy = "It was asked several times: try again later, the same command goes on from here."
    else:
        remedy = "The server's log may say more."
    return EndpointError(
        f"{url}: the server refused with status {status}{f' ({said})' if said else ''}.\n{remedy}", status
    )
