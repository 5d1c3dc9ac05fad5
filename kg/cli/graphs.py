"""Commands that make graphs and write them: build, load, extract, validate, export."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

import kg
from kg.cli.options import (
    ARTICLES,
    DECISIONS,
    DEFAULT_STORE,
    GAZETTEERS,
    JOBS,
    MODEL,
    OUTPUT,
    QUIET,
    STORE,
    VERBOSE,
    CLIError,
    endpoint_options,
    open_graph,
    say,
    writing,
)
from kg.cli.progress import counting, showing_progress
from kg.endpoint import check_address
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
@JOBS
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    show_default="in the store",
    help="Where what is extracted is kept, for other builds.",
)
@click.option("--no-cache", is_flag=True, help="Extract every article anew, and keep nothing.")
@click.option("--cluster", metavar="ADDRESS", help="A Dask scheduler whose workers build; local:4 starts four here.")
@click.option(
    "--shards", type=click.Path(path_type=Path), metavar="DIR", help="What the workers make.  [default: STORE-shards]"
)
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
    jobs: int | None,
    cache: Path | None,
    no_cache: bool,
    cluster: str | None,
    shards: Path | None,
    verbose: bool,
    quiet: bool,
) -> None:
    """Build articles into the graph: read, extract, validate, store.

    What is in the store already and unchanged is skipped; a changed article replaces its graph.

    \b
    kg build data/articles
    kg build --facts facts.jsonl --store other-store
    kg build data/articles --cluster local:2
    """
    if no_cache and cache is not None:
        raise CLIError("Both --cache and --no-cache are given: keep what is extracted, or do not.")
    if shards is not None and cluster is None:
        raise CLIError("--shards: only the workers of a cluster make shards. Give --cluster as well.")
    with showing_progress(articles, quiet=quiet, verbose=verbose) as telling:
        result = kg.build(
            articles,
            store,
            facts=facts,
            base=base,
            shapes=shapes,
            decisions=decisions,
            model=model,
            gazetteers=gazetteers,
            jobs=jobs,
            cache=not no_cache and (cache or True),
            cluster=cluster,
            shards=shards,
            on_progress=telling.article,
            on_stage=telling.stage,
        )
    _tell_problems(result, store, quiet=quiet)
    say(f"{result.summary()} → {store}", quiet=quiet)
    sys.exit(0 if result.complete else 1)


def _tell_problems(result: kg.BuildResult, store: Path, *, quiet: bool) -> None:
    for failure in result.failures:
        say(f"Not built: {failure}")
    for entry in result.quarantined:
        say(f"In quarantine: {entry.article_id}\n{entry.report.to_text(warnings=False)}")
    for decision in result.unheeded:
        what = f"{decision.action} {decision.subject} {decision.object}".rstrip()
        say(f"Decided about what no article speaks of: {what}")
    if result.undated:
        say(f"Without a publication date, so that relative times stay open: {', '.join(result.undated)}", quiet=quiet)
    if result.unbroken:
        say(
            f"With runs of characters too long to be words, which are not read: {', '.join(result.unbroken)}",
            quiet=quiet,
        )
    if result.warnings:
        warnings = f"{result.warnings} warning{'' if result.warnings == 1 else 's'}"
        elsewhere = "" if str(store) == DEFAULT_STORE else f" --store {shlex.quote(str(store))}"
        say(f"{warnings}: see them with `kg validate --warnings{elsewhere}`", quiet=quiet)


@click.command()
@click.argument("graphs", nargs=-1, metavar="[GRAPH…]", type=click.Path(exists=True, path_type=Path))
@STORE
@endpoint_options
@click.option("--update-endpoint", metavar="URL", help="Where it takes updates, if that is not found by itself.")
@click.option("--prune", is_flag=True, help="Remove what was loaded before and is not in these graphs.")
@QUIET
def load(
    graphs: tuple[Path, ...],
    store: Path,
    endpoint: str | None,
    timeout: float,
    update_endpoint: str | None,
    prune: bool,
    quiet: bool,
) -> None:
    """Load the store (or stores and files of quads) into a SPARQL endpoint: what it lacks, and what changed.

    A load that was cut off goes on where it stopped. The name and password of a server that wants them are
    read from KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, a token from KG_ENDPOINT_TOKEN.

    \b
    kg load --endpoint http://localhost:7878
    kg load graph.nq --endpoint http://localhost:7878 --prune
    """
    if endpoint is None:
        raise CLIError("Where to? Give the address of a SPARQL endpoint: --endpoint URL.")
    with counting(quiet=quiet) as on_progress:
        loaded = kg.load(
            graphs or (store,),
            check_address(endpoint),
            update_endpoint=update_endpoint,
            prune=prune,
            timeout=timeout,
            on_progress=on_progress,
        )
    say(f"{loaded.summary()} → {endpoint}", quiet=quiet)


@click.command()
@ARTICLES
@OUTPUT
@GAZETTEERS
@MODEL
@JOBS
@VERBOSE
@QUIET
def extract(
    articles: tuple[Path, ...],
    output: str,
    gazetteers: tuple[Path, ...],
    model: str,
    jobs: int | None,
    verbose: bool,
    quiet: bool,
) -> None:
    """Write the facts of each article as one line of JSON.

    \b
    kg extract data/articles -o facts.jsonl
    """
    failed = 0
    with writing(output) as stream, showing_progress(articles, quiet=quiet, verbose=verbose) as telling:
        for facts in kg.extract(articles, model=model, gazetteers=gazetteers, jobs=jobs):
            if isinstance(facts, KGError):
                failed += 1
                say(f"Not extracted: {facts}")
            else:
                stream.write(kg.to_json(facts) + "\n")
                telling.article(facts.article.id, "extracted")
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
@endpoint_options
@click.option(
    "-f", "--format", "format_", type=click.Choice(sorted(kg.WRITERS)), help="Guessed from the file's ending."
)
@click.option("--article", metavar="ID", help="Only the graph of this article.")
@click.option("--with-ontology", is_flag=True, help="The ontology and the codes as well.")
@OUTPUT
def export(
    store: Path,
    endpoint: str | None,
    timeout: float,
    format_: str | None,
    article: str | None,
    with_ontology: bool,
    output: str,
) -> None:
    """Write the graph in another format.

    \b
    kg export -o graph.ttl
    kg export --format nquads -o - | sort
    """
    with open_graph(store, endpoint, timeout) as graph:
        format_ = format_ or ("turtle" if output == "-" else kg.guess_format(output, kg.WRITERS))
        content = graph.dump(format_, article=article, with_ontology=with_ontology)
    with writing(output) as stream:
        stream.write(content.decode())
