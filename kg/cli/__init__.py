"""The command `kg`: each subcommand parses its arguments, calls one function of the library and writes.

Data goes to standard output, all else to standard error. Exit status: 0 yes; 1 no (does not conform,
differs, some articles failed); 2 could not run.
"""

from __future__ import annotations

from typing import Any

import click

import kg
from kg.cli import answers, graphs, identities, networks
from kg.cli.options import CLIError, flush_output
from kg.errors import KGError

__all__ = ["main"]


class _Group(click.Group):
    """Commands in the order of work; errors of the library become errors of the command line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
        except KGError as error:
            raise CLIError(str(error)) from error
        except SystemExit:
            flush_output()
            raise
        flush_output()
        return result


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(kg.__version__, "--version", prog_name="kg")
def main() -> None:
    """Turn news articles into a graph of events, places, actors and communications.

    Claims stay claims of their source, and every fact keeps the words it came from.

    \b
    kg build data/articles
    kg query letters
    kg export -o graph.ttl
    """


for _command in (
    graphs.build,
    graphs.extract,
    graphs.validate,
    answers.query,
    answers.list_queries,
    graphs.export,
    graphs.load,
    networks.network,
    identities.identities,
    identities.merge,
    identities.split,
    identities.correct,
    answers.stats,
    answers.diff,
    answers.evaluate,
):
    main.add_command(_command)
