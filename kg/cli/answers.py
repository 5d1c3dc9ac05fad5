"""Commands that ask and compare: query, list-queries, stats, diff, evaluate."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import click

import kg
from kg.cli.options import OUTPUT, STORE, CLIError, endpoint_options, open_graph, say, writing

#: In a table on the screen a longer cell is cut; in every other form it is whole.
CELL_WIDTH = 44

#: The formats of answers, beside the table, by the ending of a file.
FORMATS = {".csv": "csv", ".json": "json", ".md": "markdown"}


@click.command()
@click.argument("question", metavar="NAME-OR-SPARQL")
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE…]")
@STORE
@endpoint_options
@click.option(
    "-f", "--format", "format_", type=click.Choice(["table", *FORMATS.values()]), help="Guessed from the file's ending."
)
@click.option("--columns", metavar="NAME,…", help="Only these columns; rows that then are the same show once.")
@click.option("--wide", is_flag=True, help="Do not fit the table to the screen: all columns, cells whole.")
@OUTPUT
def query(
    question: str,
    parameters: tuple[str, ...],
    store: Path,
    endpoint: str | None,
    timeout: float,
    format_: str | None,
    columns: str | None,
    wide: bool,
    output: str,
) -> None:
    """Ask a named question (see list-queries), or SPARQL from the command line, a file.rq or - (input).

    \b
    kg query letters
    kg query claims-about actor=Armenia --columns source,content
    kg query letters --endpoint http://localhost:7878
    kg query 'SELECT (COUNT(*) AS ?events) WHERE { ?event a kg:Event }'
    """
    format_ = format_ or FORMATS.get(Path(output).suffix.lower(), "table")
    with open_graph(store, endpoint, timeout) as graph:
        answer = graph.query(_read_question(question), _parse_parameters(parameters))
        if columns is not None and isinstance(answer, kg.SelectAnswer):
            answer = answer.select(*columns.split(","))
        if format_ == "table":
            fits_screen = output == "-" and sys.stdout.isatty() and not wide and columns is None
            text = _fit_table(answer) if fits_screen else answer.to_table(width=None if wide else CELL_WIDTH)
        else:
            text = answer.render(format_)
    with writing(output) as stream:
        stream.write(text if text.endswith("\n") else text + "\n")
    if isinstance(answer, kg.SelectAnswer) and not len(answer):
        say("No rows.")


def _fit_table(answer: kg.Answer) -> str:
    """The table with as many columns as the terminal has room for; what is left out is said on standard error."""
    if not isinstance(answer, kg.SelectAnswer):
        return answer.to_table(width=CELL_WIDTH)
    shown, width = answer.fit(shutil.get_terminal_size().columns)
    if hidden := [column for column in answer.columns if column not in shown.columns]:
        click.echo(f"Not shown: {', '.join(hidden)}. Ask for them with --columns, --wide or -f csv.", err=True)
    return shown.to_table(width=width)


def _read_question(question: str) -> str:
    if question == "-":
        return sys.stdin.read()
    if question.endswith(".rq"):
        try:
            return Path(question).read_text(encoding="utf-8")
        except OSError as error:
            raise CLIError(f"{question} cannot be read: {error.strerror}.") from error
    return question


def _parse_parameters(pairs: Iterable[str]) -> dict[str, str]:
    parameters = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise CLIError(f"{pair!r} is not of the form NAME=VALUE.\nFor example: kg query claims-about actor=Armenia")
        parameters[name] = value
    return parameters


@click.command("list-queries")
def list_queries() -> None:
    """List the named questions, with their parameters.

    \b
    kg list-queries
    """
    for named in kg.list_queries():
        click.echo(named.to_text())


@click.command()
@STORE
@endpoint_options
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def stats(store: Path, endpoint: str | None, timeout: float, format_: str) -> None:
    """Count what is in the graph.

    \b
    kg stats
    """
    with open_graph(store, endpoint, timeout) as graph:
        found = graph.stats()
    click.echo(found.to_json() if format_ == "json" else found.to_text())


@click.command()
@click.argument("old", type=click.Path(exists=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, path_type=Path))
@OUTPUT
def diff(old: Path, new: Path, output: str) -> None:
    """Show what two graphs (stores or files) do not share. Status 1 if there is anything.

    \b
    kg diff yesterday.nq kg-store
    """
    difference = kg.diff(old, new)
    with writing(output) as stream:
        stream.write(difference.to_text())
    say(difference.summary().rstrip())
    sys.exit(1 if difference else 0)


@click.command()
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("found", type=click.Path(exists=True, path_type=Path))
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--errors", metavar="FILE", help="Write a page (HTML) with every mistake, by its kind and in its text.")
@click.option("--reliability", is_flag=True, help="Show how often facts of a given confidence are right.")
def evaluate(gold: Path, found: Path, format_: str, errors: str | None, reliability: bool) -> None:
    """Score facts against gold facts: files, or folders, of JSON Lines.

    \b
    kg extract data/articles -o facts.jsonl
    kg evaluate data/gold facts.jsonl
    kg evaluate data/gold facts.jsonl --errors errors.html
    """
    compared = kg.compare_files(gold, found)
    if errors is not None:
        with writing(errors) as stream:
            stream.write(kg.render_errors(compared))
    evaluation = kg.Evaluation.of(compared)
    click.echo(evaluation.to_json() if format_ == "json" else evaluation.to_text())
    if reliability:
        click.echo("\n" + kg.Reliability.of(kg.judge(compared)).to_text())
