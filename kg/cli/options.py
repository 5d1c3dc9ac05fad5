"""What all commands share: the options that mean the same everywhere, errors, and where output goes."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, TextIO, TypeVar, cast

import click
from click.core import ParameterSource
from rich.console import Console

import kg
from kg.endpoint import TIMEOUT, check_address
from kg.extract import DEFAULT_MODEL
from kg.printable import to_printable

Callback = TypeVar("Callback", bound=Callable[..., Any])

DEFAULT_STORE = "kg-store"

console = Console(stderr=True, highlight=False)


class CLIError(click.ClickException):
    """What keeps a command from running: printed after "Error:", status 2."""

    exit_code = 2

    def format_message(self) -> str:
        """The message as a terminal may show it: it may have words of an article, or the name of a file."""
        return to_printable(super().format_message())


# Options -----------------------------------------------------------------------------------------

STORE = click.option(
    "--store",
    type=click.Path(path_type=Path),
    envvar="KG_STORE",
    default=DEFAULT_STORE,
    show_default=True,
    show_envvar=True,
    help="The graph: a store's folder, or (for reading) a file of RDF.",
)
_ENDPOINT_URL = click.option("--endpoint", metavar="URL", help="The graph: a SPARQL endpoint, instead of a store.")
_TIMEOUT = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    default=TIMEOUT,
    show_default=True,
    help="How long the endpoint may be silent.",
)
DECISIONS = click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="KG_DECISIONS",
    show_envvar=True,
    help="What persons decided about who is who.  [default: kg-decisions.tsv beside the store]",
)
OUTPUT = click.option(
    "-o", "--output", default="-", show_default=True, metavar="FILE", help="Where to write; - is standard output."
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
VERBOSE = click.option("-v", "--verbose", is_flag=True, help="Say what becomes of each article.")
MODEL = click.option(
    "--model", metavar="NAME", default=DEFAULT_MODEL, show_default=True, help="An installed spaCy pipeline for English."
)
GAZETTEERS = click.option(
    "--gazetteer",
    "gazetteers",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="Places of your own (.csv or SKOS .ttl), preferred to those of the package; may be given again.",
)
JOBS = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    show_default="one a core, up to eight",
    help="How many processes work on articles, if there are many.",
)
ARTICLES = click.argument(
    "articles", nargs=-1, required=True, metavar="ARTICLE…", type=click.Path(exists=True, path_type=Path)
)


def endpoint_options(command: Callback) -> Callback:
    """Give a command `--endpoint` and `--timeout`."""
    return _ENDPOINT_URL(_TIMEOUT(command))


def open_graph(store: Path, endpoint: str | None, timeout: float) -> kg.KnowledgeGraph:
    """The graph behind the endpoint, or else in the store."""
    if endpoint is None:
        return kg.open(store)
    source = click.get_current_context().get_parameter_source("store")
    if source is ParameterSource.COMMANDLINE:
        raise CLIError("Both --store and --endpoint are given: name the one to read.")
    return kg.open(check_address(endpoint), timeout=timeout)


# Output ------------------------------------------------------------------------------------------


@contextmanager
def writing(output: str) -> Iterator[IO[str]]:
    """A text stream on a file or on standard output; the file appears only when it is whole."""
    if output == "-":
        yield cast("IO[str]", _Checked(_get_standard_output()))
        return
    with writing_bytes(output) as content, TextIOWrapper(content, encoding="utf-8", newline="\n") as stream:
        yield stream


@contextmanager
def writing_bytes(output: str) -> Iterator[IO[bytes]]:
    """A stream of bytes on a file or on standard output; the file appears only when it is whole."""
    if output == "-":
        yield cast("IO[bytes]", _Checked(_get_standard_output().buffer))
        return
    path = Path(output)
    if not path.name:
        raise CLIError(f"{output!r} is not the name of a file. Give the file to write, or - for standard output.")
    partial = path.with_name(f"{path.name}.partial")
    try:
        with partial.open("wb") as stream:
            yield stream
        partial.replace(path)
    except OSError as error:
        raise CLIError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):  # where nothing can be written, nothing is left over either
            partial.unlink(missing_ok=True)


def _get_standard_output() -> TextIO:
    if sys.stdout is None:
        raise CLIError("Standard output is closed: give the file to write with -o FILE.")
    return sys.stdout


class _Checked:
    """Standard output, of which alone an error says that it cannot be written: stores and files may fail as well."""

    def __init__(self, stream: IO[Any]) -> None:
        self._stream = stream

    def write(self, content: str | bytes) -> None:
        with _telling_of_output():
            self._stream.write(content)


def flush_output() -> None:
    """Write what waits for standard output.

    Raises:
        CLIError: it cannot be written.
    """
    if sys.stdout is not None:
        with _telling_of_output():
            sys.stdout.flush()


@contextmanager
def _telling_of_output() -> Iterator[None]:
    """Turn what keeps standard output from being written into an error; that nobody reads any more is for click."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        # What waits is tried again as the process ends, and would fail again.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        raise CLIError(f"standard output cannot be written: {error.strerror}.") from error


def put(text: str) -> None:
    """A text, and the end of its line, on standard output."""
    with writing("-") as stream:
        stream.write(f"{text}\n")


def say(message: str, *, quiet: bool = False) -> None:
    """A line on standard error, unless quiet."""
    if not quiet:
        click.echo(to_printable(message), err=True)
