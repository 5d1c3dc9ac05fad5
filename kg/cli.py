"""The command `kg`: each subcommand parses its arguments, calls one function of the library and writes.

Data goes to standard output, all else to standard error. Exit status: 0 yes; 1 no (does not conform,
differs, some articles failed); 2 could not run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

import kg
from kg.errors import KGError
from kg.extract import DEFAULT_MODEL
from kg.identifiers import BASE

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_STORE = "kg-store"

#: In a table on the screen a longer cell is cut; in every other form it is whole.
CELL_WIDTH = 44

console = Console(stderr=True, highlight=False)


class CLIError(click.ClickException):
    """What keeps a command from running: printed after "Error:", status 2."""

    exit_code = 2


class _Group(click.Group):
    """Commands in the order of work; errors of the library become errors of the command line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KGError as error:
            raise CLIError(str(error)) from error


# Options that mean the same everywhere ---------------------------------------------------------

STORE = click.option(
    "--store",
    type=click.Path(path_type=Path),
    envvar="KG_STORE",
    default=DEFAULT_STORE,
    show_default=True,
    show_envvar=True,
    help="The graph: a store's folder, or (for reading) a file of RDF.",
)
OUTPUT = click.option(
    "-o", "--output", default="-", show_default=True, metavar="FILE", help="Where to write; - is standard output."
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
VERBOSE = click.option("-v", "--verbose", is_flag=True, help="Say what becomes of each article.")
MODEL = click.option(
    "--model", metavar="NAME", default=DEFAULT_MODEL, show_default=True, help="An installed spaCy pipeline for English."
)
ARTICLES = click.argument(
    "articles", nargs=-1, required=True, metavar="ARTICLE…", type=click.Path(exists=True, path_type=Path)
)


@contextmanager
def _writing(output: str) -> Iterator[IO[str]]:
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


def _say(message: str, *, quiet: bool = False) -> None:
    if not quiet:
        click.echo(message, err=True)


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


@main.command()
@ARTICLES
@STORE
@click.option("--facts", is_flag=True, help="The files hold facts (JSON Lines of `kg extract` or any extractor).")
@click.option("--base", metavar="IRI", default=BASE, show_default=True, help="The address under which IRIs are minted.")
@click.option("--shapes", type=click.Path(exists=True, path_type=Path), multiple=True, help="Further shapes to pass.")
@MODEL
@VERBOSE
@QUIET
def build(
    articles: tuple[Path, ...],
    store: Path,
    facts: bool,
    base: str,
    shapes: tuple[Path, ...],
    model: str,
    verbose: bool,
    quiet: bool,
) -> None:
    """Build articles into the graph: read, extract, validate, store.

    What is in the store already and unchanged is skipped; a changed article replaces its graph.

    \b
    kg build data/articles
    kg build --facts facts.jsonl --store other-store
    """
    with _progress(quiet=quiet, verbose=verbose) as on_progress:
        result = kg.build(articles, store, facts=facts, base=base, shapes=shapes, model=model, on_progress=on_progress)
    _tell_problems(result, quiet=quiet)
    _say(f"{result.summary()} → {store}", quiet=quiet)
    sys.exit(0 if result.complete else 1)


@contextmanager
def _progress(*, quiet: bool, verbose: bool) -> Iterator[Callable[[str, str], None]]:
    """A bar on a terminal; lines with --verbose; else silence."""
    if verbose:
        yield lambda name, outcome: _say(f"{outcome:12} {name}")
    elif quiet or not console.is_terminal:
        yield lambda *_: None
    else:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("articles", total=None)
            yield lambda name, _: bar.update(task, advance=1, description=name[:50])


def _tell_problems(result: kg.BuildResult, *, quiet: bool) -> None:
    for failure in result.failures:
        click.echo(f"Not built: {failure}", err=True)
    for entry in result.quarantined:
        click.echo(f"In quarantine: {entry.article_id}\n{entry.report.to_text(warnings=False)}", err=True)
    if result.undated:
        _say(f"Without a publication date, so that relative times stay open: {', '.join(result.undated)}", quiet=quiet)
    if result.warnings:
        warnings = f"{result.warnings} warning{'' if result.warnings == 1 else 's'}"
        _say(f"{warnings}: see them with `kg validate --warnings`", quiet=quiet)


@main.command()
@ARTICLES
@OUTPUT
@MODEL
@VERBOSE
@QUIET
def extract(articles: tuple[Path, ...], output: str, model: str, verbose: bool, quiet: bool) -> None:
    """Write the facts of each article as one line of JSON.

    \b
    kg extract data/articles -o facts.jsonl
    """
    failed = 0
    with _writing(output) as stream, _progress(quiet=quiet, verbose=verbose) as on_progress:
        for facts in kg.extract(articles, model=model):
            if isinstance(facts, KGError):
                failed += 1
                click.echo(f"Not extracted: {facts}", err=True)
            else:
                stream.write(kg.to_json(facts) + "\n")
                on_progress(facts.article.id, "extracted")
    sys.exit(1 if failed else 0)


@main.command()
@click.argument("graphs", nargs=-1, metavar="[GRAPH…]", type=click.Path(exists=True, path_type=Path))
@STORE
@click.option("--shapes", type=click.Path(exists=True, path_type=Path), multiple=True, help="Further shapes to pass.")
@click.option(
    "--engine", type=click.Choice(["auto", *kg.ENGINES]), default="auto", show_default=True, help="The SHACL engine."
)
@click.option("--warnings", is_flag=True, help="Show warnings as well; they never make a graph fail.")
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json", "turtle"]), default="text")
@OUTPUT
def validate(
    graphs: tuple[Path, ...],
    store: Path,
    shapes: tuple[Path, ...],
    engine: str,
    warnings: bool,
    format_: str,
    output: str,
) -> None:
    """Check graphs against the shapes: files of RDF, or the store if none is named.

    \b
    kg validate
    kg validate graph.ttl --engine pyshacl
    """
    conforms = True
    with _writing(output) as stream:
        for path in graphs or (store,):
            with kg.open(path) as graph:
                report = graph.validate(shapes=shapes, engine=engine)
            conforms = conforms and report.conforms
            stream.write(_render_report(report, format_, warnings=warnings))
    sys.exit(0 if conforms else 1)


def _render_report(report: kg.Report, format_: str, *, warnings: bool) -> str:
    if format_ == "json":
        return report.to_json() + "\n"
    if format_ == "turtle":
        return report.to_turtle()
    return report.to_text(warnings=warnings)


@main.command()
@click.argument("question", metavar="NAME-OR-SPARQL")
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE…]")
@STORE
@click.option("-f", "--format", "format_", type=click.Choice(["table", "csv", "json", "markdown"]), default="table")
@click.option("--columns", metavar="NAME,…", help="Only these columns; rows that then are the same show once.")
@click.option("--wide", is_flag=True, help="Do not cut long cells of the table.")
@OUTPUT
def query(
    question: str, parameters: tuple[str, ...], store: Path, format_: str, columns: str | None, wide: bool, output: str
) -> None:
    """Ask a named question (see list-queries), or SPARQL from the command line, a file.rq or - (input).

    \b
    kg query letters
    kg query claims-about actor=Armenia --columns source,content
    kg query 'SELECT (COUNT(*) AS ?events) WHERE { ?event a kg:Event }'
    """
    with kg.open(store) as graph:
        answer = graph.query(_read_question(question), _parse_parameters(parameters))
        if columns is not None and isinstance(answer, kg.SelectAnswer):
            answer = answer.select(*columns.split(","))
        text = answer.render(format_) if format_ != "table" else answer.to_table(width=None if wide else CELL_WIDTH)
    with _writing(output) as stream:
        stream.write(text if text.endswith("\n") else text + "\n")


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


@main.command("list-queries")
def list_queries() -> None:
    """List the named questions, with their parameters.

    \b
    kg list-queries
    """
    for named in kg.list_queries():
        click.echo(named.to_text())


@main.command()
@STORE
@click.option(
    "-f", "--format", "format_", type=click.Choice(sorted(kg.WRITERS)), help="Guessed from the file's ending."
)
@click.option("--article", metavar="ID", help="Only the graph of this article.")
@click.option("--with-ontology", is_flag=True, help="The ontology and the codes as well.")
@OUTPUT
def export(store: Path, format_: str | None, article: str | None, with_ontology: bool, output: str) -> None:
    """Write the graph in another format.

    \b
    kg export -o graph.ttl
    kg export --format nquads -o - | sort
    """
    with kg.open(store) as graph:
        content = graph.dump(_format(format_, output, "turtle"), article=article, with_ontology=with_ontology)
    with _writing(output) as stream:
        stream.write(content.decode())


@main.command()
@STORE
@click.option(
    "-f", "--format", "format_", type=click.Choice(sorted(kg.NETWORK_WRITERS)), help="Guessed from the ending."
)
@OUTPUT
def network(store: Path, format_: str | None, output: str) -> None:
    """Write the graph as a network for Gephi, Cytoscape or NetworkX.

    \b
    kg network -o graph.graphml
    kg network -o graph.gexf
    """
    with kg.open(store) as graph:
        content = graph.dump_network(_format(format_, output, "graphml"))
    with _writing(output) as stream:
        stream.write(content.decode())


def _format(format_: str | None, output: str, default: str) -> str:
    """The format asked for, else that of the file's ending, else the default."""
    if format_ is not None or output == "-":
        return format_ or default
    return kg.guess_format(output)


@main.command()
@STORE
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def stats(store: Path, format_: str) -> None:
    """Count what is in the graph.

    \b
    kg stats
    """
    with kg.open(store) as graph:
        found = graph.stats()
    click.echo(found.to_json() if format_ == "json" else found.to_text())


@main.command()
@click.argument("old", type=click.Path(exists=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, path_type=Path))
@OUTPUT
def diff(old: Path, new: Path, output: str) -> None:
    """Show what two graphs (stores or files) do not share. Status 1 if there is anything.

    \b
    kg diff yesterday.nq kg-store
    """
    difference = kg.diff(old, new)
    with _writing(output) as stream:
        stream.write(difference.to_text())
    _say(difference.summary().rstrip())
    sys.exit(1 if difference else 0)


@main.command()
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("found", type=click.Path(exists=True, path_type=Path))
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def evaluate(gold: Path, found: Path, format_: str) -> None:
    """Score facts against gold facts: files, or folders, of JSON Lines.

    \b
    kg extract data/articles -o facts.jsonl
    kg evaluate data/gold facts.jsonl
    """
    evaluation = kg.evaluate_files(gold, found)
    click.echo(evaluation.to_json() if format_ == "json" else evaluation.to_text())
