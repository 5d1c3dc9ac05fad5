"""Commands that ask and compare: query, list-queries, stats, diff, evaluate."""

from __future__ import annotations

import shutil
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import click

import kg
from kg.cli.asking import QuestionCommand, check_required, complete_question, tell_asked
from kg.cli.options import OUTPUT, STORE, CLIError, endpoint_options, open_graph, put, say, writing
from kg.query import get_query

#: In a table a cell of several words is cut at this width, unless all is asked for.
CELL_WIDTH = 44

#: How wide a table may be that goes to another program, unless COLUMNS says otherwise.
PIPE_WIDTH = 120

#: The formats of answers, beside the table, by the ending of a file.
FORMATS = {
    ".csv": "csv", ".tsv": "tsv", ".json": "json", ".srj": "json", ".xml": "xml", ".srx": "xml", ".jsonl": "jsonl",
    ".md": "markdown", ".ttl": "turtle",
}  # fmt: skip

QUERIES = click.option(
    "--queries",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="KG_QUERIES",
    show_envvar=True,
    help="A folder with queries of your own (.rq); may be given several times.",
)


@click.command(cls=QuestionCommand)
@click.argument("question", metavar="NAME-OR-SPARQL", shell_complete=complete_question)
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE…]")
@STORE
@endpoint_options
@QUERIES
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["table", *dict.fromkeys(FORMATS.values())]),
    help="Guessed from the file's ending; json, xml, csv and tsv are SPARQL's own.",
)
@click.option("--columns", metavar="NAME,…", help="Only these columns; rows that then are the same show once.")
@click.option("--wide", is_flag=True, help="Do not fit the table to the screen or a pipe: all columns, cells whole.")
@OUTPUT
def query(
    question: str,
    parameters: tuple[str, ...],
    store: Path,
    endpoint: str | None,
    timeout: float,
    queries: tuple[Path, ...],
    format_: str | None,
    columns: str | None,
    wide: bool,
    output: str,
    **options: tuple[str, ...],
) -> None:
    """Ask a named question (see list-queries), or SPARQL from the command line, a file.rq or - (input).

    The parameters of a question are options: `kg query letters-to --help` lists them.

    \b
    kg query letters-to --actor UNMAS --since 2025-04
    kg query claims-about actor=Armenia --columns source,content
    kg query letters --endpoint http://localhost:7878
    kg query 'SELECT (COUNT(*) AS ?events) WHERE { ?event a kg:Event }'
    """
    format_ = format_ or FORMATS.get(Path(output).suffix.lower(), "table")
    own = [(name.removeprefix("given_"), value) for name, values in options.items() for value in values]
    given = _collect([*_iter_parameters(parameters), *own])
    check_required(given)
    sparql = _read_question(question)
    with _stopping_at_once(), open_graph(store, endpoint, timeout) as graph:
        answer = graph.query(sparql, given, folders=queries)
    if columns is not None:
        if not isinstance(answer, kg.SelectAnswer):
            raise CLIError("--columns: only the answer to a SELECT has columns to choose from. Leave it out.")
        answer = answer.select(*columns.split(","))
    if format_ == "table":
        is_whole = wide or output != "-"
        fits = not is_whole and columns is None
        text = _fit_table(answer) if fits else answer.to_table(width=None if is_whole else CELL_WIDTH)
    else:
        text = answer.render(format_)
    with writing(output) as stream:
        stream.write(text if text.endswith("\n") else text + "\n")
    if isinstance(answer, kg.SelectAnswer) and not len(answer):
        say(f"No rows{tell_asked(given)}.")


@contextmanager
def _stopping_at_once() -> Iterator[None]:
    """Let Ctrl-C end the process while the engine works, which would not hear of it; nothing is written meanwhile.

    Only the main thread hears of it at all, and who called us may have it ignored.
    """
    heard = signal.getsignal(signal.SIGINT)
    if heard is not signal.default_int_handler or threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)


def _fit_table(answer: kg.Answer) -> str:
    """The table with the columns that there is room for; what is left out is said on standard error."""
    if not isinstance(answer, kg.SelectAnswer):
        return answer.to_table(width=CELL_WIDTH)
    if not answer.columns:
        say("The query has no variables, and so no columns to show.")
    varying, constant = answer.split_constant()
    shown, width = varying.fit(shutil.get_terminal_size((PIPE_WIDTH, 24)).columns)
    if constant:
        say("In every row: " + ", ".join(f"{name} = {value}" for name, value in constant.items()) + ".")
    empty = varying.find_empty()
    if len(varying) and empty:
        say(f"Without a value: {', '.join(empty)}.")
    if hidden := [column for column in varying.columns if column not in (*shown.columns, *empty)]:
        say(f"Not shown: {', '.join(hidden)}. Ask for them with --columns, --wide or -f csv.")
    return shown.to_table(width=width)


def _read_question(question: str) -> str:
    where = "Standard input" if question == "-" else question
    try:
        if question == "-":
            if sys.stdin is None:
                raise CLIError("Standard input is closed. Pipe the question into it, or name a file.rq.")
            return sys.stdin.buffer.read().decode("utf-8")
        if question.endswith(".rq"):
            return Path(question).read_text(encoding="utf-8")
    except OSError as error:
        raise CLIError(f"{where} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CLIError(f"{where} is not UTF-8: {error}. Save the question as UTF-8.") from error
    return question


def _iter_parameters(pairs: Iterable[str]) -> Iterator[tuple[str, str]]:
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise CLIError(
                f"{pair!r} is not of the form NAME=VALUE.\nFor example: kg query claims-about actor=Armenia, "
                "or: kg query claims-about --actor Armenia"
            )
        yield name, value


def _collect(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The value of each parameter, which has only one."""
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in given:
            raise CLIError(
                f"{name} is given twice, as {given[name]!r} and as {value!r}: give it once. "
                "Where it takes codes, commas stand between several."
            )
        given[name] = value
    return given


@click.command("list-queries")
@click.argument("name", required=False, metavar="[NAME]", shell_complete=complete_question)
@QUERIES
def list_queries(name: str | None, queries: tuple[Path, ...]) -> None:
    """List the named questions, by what they are about; or tell one in full, with its parameters and columns.

    \b
    kg list-queries
    kg list-queries letters-to
    """
    if name is not None:
        put(get_query(name, queries).to_text())
        return
    named = sorted(kg.list_queries(queries), key=lambda query: (query.group, query.name))
    width = max(len(query.name) for query in named)
    for group, members in groupby(named, key=lambda query: query.group):
        put(f"{group}:")
        for query in members:
            put(_clip(f"  {query.name:{width}}  {query.question}"))
        put("")
    put("One in full: kg list-queries NAME. Ask it: kg query NAME [--PARAMETER VALUE …].")


def _clip(line: str) -> str:
    """The line as far as the terminal is wide; whole elsewhere."""
    width = shutil.get_terminal_size((PIPE_WIDTH, 24)).columns
    return line if len(line) <= width or not sys.stdout.isatty() else line[: width - 1] + "…"


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
    put(found.to_json() if format_ == "json" else found.to_text())


@click.command()
@click.argument("old", type=click.Path(exists=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["text", "nquads"]),
    default="text",
    show_default=True,
    help="What changed in words, or each statement.",
)
@OUTPUT
def diff(old: Path, new: Path, format_: str, output: str) -> None:
    """Show what two graphs (stores or files) do not share. Status 1 if there is anything.

    \b
    kg diff yesterday.nq kg-store
    kg diff yesterday.nq kg-store -f nquads
    """
    difference = kg.diff(old, new)
    with writing(output) as stream:
        stream.write(difference.to_nquads() if format_ == "nquads" else difference.to_text())
    say(difference.summary().rstrip() if format_ == "nquads" else difference.summary().splitlines()[0])
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
    kg extract data/articles data/gold/articles -o facts.jsonl
    kg evaluate data/gold facts.jsonl
    kg evaluate data/gold facts.jsonl --errors errors.html
    """
    compared = kg.compare_files(gold, found)
    if missing := sum(comparison.is_missing for comparison in compared):
        say(f"{found} has no facts of {missing} of the {len(compared)} articles in {gold}: these count as missed.")
    if errors is not None:
        with writing(errors) as stream:
            stream.write(kg.render_errors(compared))
    evaluation = kg.Evaluation.of(compared)
    put(evaluation.to_json() if format_ == "json" else evaluation.to_text())
    if reliability:
        put("\n" + kg.Reliability.of(kg.judge(compared)).to_text())
