"""Graphs from articles, from Python: build them, extract facts alone, load graphs into an endpoint.

What comes in: articles, or graphs that are built. What goes out: stores, facts, and what became of each article.
What it never does: work that a stage does; it hands everything to `kg.pipeline`, `kg.cluster` and `kg.endpoint`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import index
from pathlib import Path

import pyoxigraph as ox

from kg import pipeline
from kg.cluster import ClusterRunner
from kg.endpoint import TIMEOUT, Endpoint, Loaded, LoadProgress, no_load_progress
from kg.endpoint import load as load_datasets
from kg.errors import ArticleError, ExtractionError, KGError, StoreError
from kg.extract import DEFAULT_MODEL
from kg.graph import open_graph, to_paths
from kg.identifiers import BASE
from kg.link import read_authority
from kg.model import ArticleFacts
from kg.pipeline import BuildResult, Progress, StageProgress, default_jobs, no_progress, no_stage_progress
from kg.store import CACHE_FOLDER, Store
from kg.validate import Gate


def build(
    articles: str | Path | Iterable[str | Path],
    store: str | Path,
    *,
    facts: bool = False,
    base: str = BASE,
    shapes: str | Path | Iterable[str | Path] = (),
    decisions: str | Path | None = None,
    model: str = DEFAULT_MODEL,
    gazetteers: str | Path | Iterable[str | Path] = (),
    jobs: int | None = None,
    cache: str | Path | bool = True,
    cluster: str | None = None,
    shards: str | Path | None = None,
    on_progress: Progress = no_progress,
    on_stage: StageProgress = no_stage_progress,
) -> BuildResult:
    """Build articles into the store in the folder `store`, which is made if it is missing.

    Args:
        articles: files, folders and archives of articles; or, if `facts` is set, JSON Lines of facts (.gz too) and
            folders of them.
        store: the folder of the store.
        facts: whether `articles` are facts that an extractor wrote.
        base: the IRI under which everything is minted.
        shapes: files or folders of shapes of your own, which every article has to pass besides ours.
        decisions: a file of what persons decided about who is who, of ours or an SSSOM table; `kg-decisions.tsv`
            beside the store if left out.
        model: an installed spaCy pipeline for English.
        gazetteers: tables (.csv) or SKOS (.ttl) of places of your own, preferred to those of the package.
        jobs: how many processes work on articles, if there are many; one a core, up to eight, if left out.
        cache: the folder in which what is extracted is kept, so that no build parses an article that another has
            parsed; True is a folder in the store, False is none.
        cluster: the address of a Dask scheduler whose workers build the articles, or `local:N` for N processes
            of our own; this process alone if left out.
        shards: the folder for what the workers make; that of the store with `-shards` if left out.
        on_progress: told of each article and what became of it.
        on_stage: told what is done for all articles together, such as "deciding who is who", as it begins.

    Returns:
        What became of every article.

    Raises:
        KGError: the store, the shapes, the gazetteers or the model cannot be used, or `jobs` is no number of processes.
        TypeError: what should be the path of a file or folder is none.
    """
    paths, further, jobs = to_paths(articles), to_paths(shapes), _to_jobs(jobs)
    authority = read_authority(to_paths(gazetteers))
    gate = Gate(extra=further)
    runner = None
    if cluster is not None:
        runner = ClusterRunner(cluster, Path(f"{store}-shards" if shards is None else shards), shapes=tuple(further))
    with Store.open(store) as opened:
        return pipeline.build(
            paths,
            opened,
            facts=facts,
            model=model,
            base=base,
            gate=gate,
            authority=authority,
            jobs=jobs,
            cache=Path(store) / CACHE_FOLDER if cache is True else Path(cache) if cache else None,
            runner=runner,
            decisions=None if decisions is None else Path(decisions),
            on_progress=on_progress,
            on_stage=on_stage,
        )


def extract(
    articles: str | Path | Iterable[str | Path],
    *,
    model: str = DEFAULT_MODEL,
    gazetteers: str | Path | Iterable[str | Path] = (),
    jobs: int | None = None,
) -> Iterator[ArticleFacts | ArticleError | ExtractionError]:
    """The facts of each article, and an error for each that cannot be read, in the order of reading.

    Args:
        articles: files, folders and archives of articles.
        model: an installed spaCy pipeline for English.
        gazetteers: tables (.csv) or SKOS (.ttl) of places of your own, preferred to those of the package.
        jobs: how many processes work on articles, if there are many; one a core, up to eight, if left out.

    Raises:
        KGError: the gazetteers or the model cannot be used.
    """
    return pipeline.iter_facts(
        to_paths(articles),
        model=model,
        authority=read_authority(to_paths(gazetteers)),
        jobs=_to_jobs(jobs),
    )


def load(
    graphs: str | Path | Iterable[str | Path],
    endpoint: str,
    *,
    update_endpoint: str | None = None,
    prune: bool = False,
    timeout: float = TIMEOUT,
    on_progress: LoadProgress = no_load_progress,
) -> Loaded:
    """Load graphs into a SPARQL endpoint: what it lacks, and what has changed.

    Args:
        graphs: stores, and files of RDF with named graphs.
        endpoint: the address of the endpoint.
        update_endpoint: where it takes updates, if that is elsewhere and not found by itself.
        prune: remove what an earlier load put there and `graphs` do not hold.
        timeout: how many seconds the endpoint may be silent.
        on_progress: told after each request how many articles and shared graphs are done.

    Raises:
        KGError: a graph cannot be read or has no named graphs, or the endpoint refuses; what was sent is kept.
    """
    with Endpoint(endpoint, update_url=update_endpoint, timeout=timeout) as opened:
        return load_datasets(map(_read_named_graphs, to_paths(graphs)), opened, prune=prune, on_progress=on_progress)


def _read_named_graphs(path: Path) -> ox.Store:
    with open_graph(path) as graph:
        dataset = graph.store.dataset
    if next(dataset.quads_for_pattern(None, None, None, ox.DefaultGraph()), None) is not None:
        raise StoreError(
            f"{path}: holds triples outside of named graphs, and a load goes by the graphs of the articles.\n"
            "Load a store, or what `kg export` writes as nquads or trig."
        )
    return dataset


def _to_jobs(jobs: int | None) -> int:
    if jobs is None:
        return default_jobs()
    try:
        number = index(jobs)
    except TypeError:
        number = 0
    if number < 1:
        raise KGError(f"jobs: {jobs!r} is no number of processes. Give a whole number from 1 on, or leave it out.")
    return number
