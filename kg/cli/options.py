"""What all commands share: the options that mean the same everywhere, errors, and where output goes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click
from rich.console import Console

from kg.extract import DEFAULT_MODEL

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
ARTICLES = click.argument(
    "articles", nargs=-1, required=True, metavar="ARTICLE…", type=click.Path(exists=True, path_type=Path)
)


# Output ------------------------------------------------------------------------------------------


@contextmanager
def writing(output: str) -> Iterator[IO[str]]:
    """A text stream on a file or on standard output; the file appears only when it is whole."""
    if output == "-":
        yield sys.stdout
        return
    path = Path(output)
    partial = path.with_name(f"{path.name}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        partial.replace(path)
    except OSError as error:
        raise CLIError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        partial.unlink(missing_ok=True)


def say(message: str, *, quiet: bool = False) -> None:
    """A line on standard error, unless quiet."""
    if not quiet:
        click.echo(message, err=True)
