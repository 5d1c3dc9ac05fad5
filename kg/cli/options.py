"""What all commands share: the options that mean the same everywhere, errors, and where output goes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, TypeVar

import click
from click.core import ParameterSource
from rich.console import Console

import kg
from kg.endpoint import TIMEOUT, check_address
from kg.extract import DEFAULT_MODEL

Callback = TypeVar("Callback", bound=Callable[..., Any])

DEFAULT_STORE = "kg-store"

console = Console(stderr=True, highlight=False)


class CLIError(click.ClickException):
    """What keeps a command from running: printed after "Error:", status 2."""

    exit_code = 2


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
        yield sys.stdout
        return
    with writing_bytes(output) as content, TextIOWrapper(content, encoding="utf-8", newline="\n") as stream:
        yield stream


@contextmanager
def writing_bytes(output: str) -> Iterator[IO[bytes]]:
    """A stream of bytes on a file or on standard output; the file appears only when it is whole."""
    if output == "-":
        yield sys.stdout.buffer
        return
    path = Path(output)
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


def say(message: str, *, quiet: bool = False) -> None:
    """A line on standard error, unless quiet."""
    if not quiet:
        click.echo(message, err=True)
