"""Commands that make graphs and write them: build, extract, validate, export, network."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

import kg
from kg.cli.options import (
    ARTICLES,
    DECISIONS,
    DEFAULT_STORE,
    GAZETTEERS,
    MODEL,
    OUTPUT,
    QUIET,
    STORE,
    VERBOSE,
    console,
    say,
    writing,
)
from kg.errors import KGError
from kg.identifiers import BASE


@click.command()
@ARTICLES
@STORE
@click.option("--facts", is_flag=True, help="The files hold facts (JSON Lines of `kg extract` or any extractor).")
@click.option("--base", metavar="IRI", default=BASE, show_default=True, help="The address under which IRIs are minted.")
@click.option("--shapes", type=click.Path(exists=True, path_type=Path), multiple=True, help="Further shapes to pass.")
@GAZETTEERS
@DECISIONS
@MODEL
@VERBOSE
@QUIET
def build(
    articles: tuple[Path, ...],
    store: Path,
    facts: bool,
    base: str,
    shapes: tuple[Path, ...],
    gazetteers: tuple[Path, ...],
    decisions: Path | None,
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
        result = kg.build(
            articles,
            store,
            facts=facts,
            base=base,
            shapes=shapes,
            decisions=decisions,
            model=model,
            gazetteers=gazetteers,
            on_progress=on_progress,
        )
    _tell_problems(result, store, quiet=quiet)
    say(f"{result.summary()} → {store}", quiet=quiet)
    sys.exit(0 if result.complete else 1)


@contextmanager
def _progress(*, quiet: bool, verbose: bool) -> Iterator[Callable[[str, str], None]]:
    """A bar on a terminal; lines with --verbose; else silence."""
    if verbose:
        yield lambda name, outcome: say(f"{outcome:12} {name}")
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


def _tell_problems(result: kg.BuildResult, store: Path, *, quiet: bool) -> None:
    for failure in result.failures:
        click.echo(f"Not built: {failure}", err=True)
    for entry in result.quarantined:
        click.echo(f"In quarantine: {entry.article_id}\n{entry.report.to_text(warnings=False)}", err=True)
    for decision in result.unheeded:
        what = f"{decision.action} {decision.subject} {decision.object}".rstrip()
        click.echo(f"Decided about what no article speaks of: {what}", err=True)
    if result.undated:
        say(f"Without a publication date, so that relative times stay open: {', '.join(result.undated)}", quiet=quiet)
    if result.warnings:
        warnings = f"{result.warnings} warning{'' if result.warnings == 1 else 's'}"
        elsewhere = "" if str(store) == DEFAULT_STORE else f" --store {shlex.quote(str(store))}"
        say(f"{warnings}: see them with `kg validate --warnings{elsewhere}`", quiet=quiet)


@click.command()
@ARTICLES
@OUTPUT
@GAZETTEERS
@MODEL
@VERBOSE
@QUIET
def extract(
    articles: tuple[Path, ...], output: str, gazetteers: tuple[Path, ...], model: str, verbose: bool, quiet: bool
) -> None:
    """Write the facts of each article as one line of JSON.

    \b
    kg extract data/articles -o facts.jsonl
    """
    failed = 0
    with writing(output) as stream, _progress(quiet=quiet, verbose=verbose) as on_progress:
        for facts in kg.extract(articles, model=model, gazetteers=gazetteers):
            if isinstance(facts, KGError):
                failed += 1
                click.echo(f"Not extracted: {facts}", err=True)
            else:
                stream.write(kg.to_json(facts) + "\n")
                on_progress(facts.article.id, "extracted")
    sys.exit(1 if failed else 0)


@click.command()
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
    with writing(output) as stream:
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


@click.command()
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
        format_ = format_ or ("turtle" if output == "-" else kg.guess_format(output, kg.WRITERS))
        content = graph.dump(format_, article=article, with_ontology=with_ontology)
    with writing(output) as stream:
        stream.write(content.decode())


@click.command()
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
        format_ = format_ or ("graphml" if output == "-" else kg.guess_format(output, kg.NETWORK_WRITERS))
        content = graph.dump_network(format_)
    with writing(output) as stream:
        stream.write(content.decode())
