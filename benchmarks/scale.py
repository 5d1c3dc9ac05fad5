"""What a build costs on one machine, beside its peers and its limits: the table of `docs/speed.md`.

    python -m benchmarks.scale                    everything; an hour on two cores
    python -m benchmarks.scale --only layers growth --sizes 100 1000 --rounds 1

Each line is a ratio of two things that were measured in this run, one after the other, in turns.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph
import pyshacl
import spacy
from rdflib import Graph
from threadpoolctl import threadpool_limits

from benchmarks.corpus import World, Written, iter_corpus, write_corpus
from benchmarks.measuring import HEADER, Row, growth, run_kg, take_turns
from kg import pipeline
from kg.assets import iter_ontology_files, iter_shape_files
from kg.extract import DEFAULT_MODEL
from kg.identifiers import BASE
from kg.model import ArticleFacts, to_json
from kg.pipeline.shares import encode_share, share_of
from kg.pipeline.workers import count_cores, leaving_garbage_small
from kg.rdf import own_quads, registry_quads, to_quads, to_statements
from kg.store import Store
from kg.syntax import to_nquads
from kg.validate import Gate

_ARTICLES = 400  # of the comparisons in one process
_SLOW_ARTICLES = 4  # that rdflib and pySHACL are given, at the pace of one or two a second


def main() -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000])
    options = parser.parse_args()
    print(
        f"{platform.platform()}, Python {platform.python_version()}, {count_cores()} cores, {options.rounds} rounds\n"
    )
    for name in options.only:
        with tempfile.TemporaryDirectory() as folder:
            print(f"**{PARTS[name].__doc__}**\n", flush=True)
            for line in PARTS[name](Path(folder), options):
                print(line, flush=True)
            print()


def measure_layers(folder: Path, options: argparse.Namespace) -> Iterator[str]:
    """Mapping, gate and store together, beside the same by rdflib and pySHACL, and beside the bulk load alone."""
    facts = [written.facts for written in _articles(_ARTICLES)]
    slow = facts[:_SLOW_ARTICLES]
    shapes, ontology = _read_graph(iter_shape_files()), _read_graph(iter_ontology_files())
    graphs = [to_nquads(own_quads(to_quads(each))) for each in facts]
    everything = b"".join(graphs)
    quads = [own_quads(to_quads(each)) for each in facts]

    gate = Gate()
    gate.check([])

    def ours() -> None:
        with _new_store(folder / "ours") as store, store.writing(), leaving_garbage_small() as settle:
            settle()
            for each in facts:
                statements = to_statements(each)
                assert gate.check_statements(statements.all, statements.to_ntriples(), statements.nodes).conforms
                store.put_article(
                    each.article.id, statements.to_own_nquads(), registry_quads(each.article.id, record_hash="0")
                )

    def bulk_quads() -> None:
        _new_engine(folder / "bulk").bulk_extend(quad for each in quads for quad in each)

    def bulk_text() -> None:
        _new_engine(folder / "bulk").bulk_load(everything, pyoxigraph.RdfFormat.N_QUADS)

    def by_rdflib() -> None:
        for each in slow:
            triples = pyoxigraph.serialize((quad.triple for quad in to_quads(each)), format=_NT)
            graph = Graph().parse(data=triples, format="nt")
            conforms, _, _ = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=ontology, allow_warnings=True)
            assert conforms
            graph.serialize(folder / "rdflib.ttl", format="turtle")

    yield HEADER
    mine, loaded, text, peer = take_turns([ours, bulk_quads, bulk_text, by_rdflib], rounds=options.rounds)
    each, slowly = mine / len(facts), peer / len(slow)
    yield _faster("mapping, gate and store: times faster than rdflib and pySHACL", each, slowly, "≥ 100")
    yield _times("mapping, gate and store: times the bulk load of the same quads", each, loaded / len(facts), "≤ 2")
    yield _times("the same, times the bulk load from N-Quads", each, text / len(facts), "≤ 2")
    put = take_turns([lambda: _put(folder, facts, graphs)], rounds=options.rounds)[0] / len(facts)
    yield _times("the store alone, times the bulk load from N-Quads", put, text / len(facts), "")


def measure_stages(_folder: Path, options: argparse.Namespace) -> Iterator[str]:
    """Where the time behind extraction goes, in milliseconds of processor time an article."""
    facts = [written.facts for written in _articles(_ARTICLES)]
    graphs, gate = [to_statements(each) for each in facts], Gate()
    gate.check([])
    stages: dict[str, Callable[[], object]] = {
        "facts to JSON": lambda: [to_json(each) for each in facts],
        "mapping": lambda: [to_statements(each) for each in facts],
        "gate": lambda: [gate.check_statements(each.all, each.to_ntriples(), each.nodes) for each in graphs],
        "own N-Quads": lambda: [each.to_own_nquads() for each in graphs],
        "what it gives to what articles share": lambda: [
            encode_share(share_of(each, None, base=BASE)) for each in facts
        ],
    }
    yield "| stage | ms |\n| --- | --- |"
    with leaving_garbage_small() as settle:
        settle()
        spent = take_turns(list(stages.values()), rounds=options.rounds)
    for name, seconds in zip(stages, spent, strict=True):
        yield f"| {name} | {1000 * seconds / len(facts):.2f} |"


def measure_build(folder: Path, options: argparse.Namespace) -> Iterator[str]:
    """A whole build from texts, beside the bare parse; a rebuild; and the use of a second process."""
    write_corpus(_ARTICLES, folder)
    texts = [written.record["text"] for written in _articles(_ARTICLES)]
    nlp = spacy.load(DEFAULT_MODEL)
    source, cores = folder / "articles.jsonl", 2

    def bare() -> None:
        with threadpool_limits(1, user_api="blas"):
            for _ in nlp.pipe(texts, batch_size=16):
                pass

    ends: list[float] = []

    def build(store: Path) -> float:
        """The processor time from the last article to the end."""
        last = time.process_time()

        def note(_name: str, _outcome: str) -> None:
            nonlocal last
            last = time.process_time()

        with Store.open(store) as opened:
            assert pipeline.build([source], opened, on_progress=note).complete
        return time.process_time() - last

    def first() -> None:
        shutil.rmtree(folder / "store", ignore_errors=True)
        ends.append(build(folder / "store"))

    yield HEADER
    parsed, built, again = take_turns([bare, first, lambda: build(folder / "store")], rounds=options.rounds)
    yield _times("`kg build`, times the bare parse (processor time)", built, parsed, "≤ 1.15")
    yield _faster("a rebuild with nothing changed, times faster than the first", again, built, "≥ 50")
    end = statistics.median(ends)
    yield _times("what one process does alone once all articles are stored, of the build", end, built, "")
    spent: dict[int, list[float]] = {1: [], cores: []}
    for _ in range(options.rounds):
        for jobs, times in spent.items():
            shutil.rmtree(folder / "store", ignore_errors=True)
            common = ("build", str(source), "--store", str(folder / "store"), "--no-cache")
            times.append(run_kg(*common, "--jobs", str(jobs)).clock)
    one, two = (statistics.median(times) for times in spent.values())
    yield _faster(
        f"{cores} processes, times faster than one (clock, {_ARTICLES} articles, start included)", two, one, "≥ 1.8"
    )


def measure_growth(folder: Path, options: argparse.Namespace) -> Iterator[str]:
    """Time and memory as corpora grow: the layers behind extraction, from facts, by one process."""
    yield "| articles | processor s | ms an article | memory, MB | unchanged, s |\n| --- | --- | --- | --- | --- |"
    seconds, memory = [], []
    for size in options.sizes:
        write_corpus(size, folder / str(size))
        arguments = ("build", "--facts", str(folder / str(size) / "facts.jsonl"), "--store", str(folder / "store"))
        cost, again = (run_kg(*arguments, "--jobs", "1") for _ in range(2))
        seconds.append(cost.processor)
        memory.append(float(cost.memory))
        each = 1000 * cost.processor / size
        yield (f"| {size:,} | {cost.processor:.1f} | {each:.1f} | {cost.memory / 1e6:.0f} | {again.processor:.1f} |")
        shutil.rmtree(folder / "store")
        shutil.rmtree(folder / str(size))
    yield f"\nTime grows with the power {growth(options.sizes, seconds):.2f} of the number of articles,"
    yield f"memory with the power {growth(options.sizes, memory):.2f}; the start of the program is included."


PARTS: dict[str, Callable[[Path, argparse.Namespace], Iterator[str]]] = {
    "layers": measure_layers,
    "stages": measure_stages,
    "build": measure_build,
    "growth": measure_growth,
}

_NT = pyoxigraph.RdfFormat.N_TRIPLES


def _articles(count: int) -> list[Written]:
    return list(islice(iter_corpus(World(count, seed=1)), count))


def _read_graph(paths: Iterable[Path]) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


def _new_store(folder: Path) -> Store:
    shutil.rmtree(folder, ignore_errors=True)
    return Store.open(folder)


def _new_engine(folder: Path) -> pyoxigraph.Store:
    shutil.rmtree(folder, ignore_errors=True)
    return pyoxigraph.Store(str(folder))


def _put(folder: Path, facts: list[ArticleFacts], graphs: list[bytes]) -> None:
    with _new_store(folder / "put") as store, store.writing():
        for each, nquads in zip(facts, graphs, strict=True):
            store.put_article(each.article.id, nquads, registry_quads(each.article.id, record_hash="0"))


def _times(what: str, ours: float, peer: float, target: str) -> str:
    return Row(what, ours / peer, target, _seconds(ours), _seconds(peer)).to_markdown()


def _faster(what: str, ours: float, peer: float, target: str) -> str:
    return Row(what, peer / ours, target, _seconds(ours), _seconds(peer)).to_markdown()


def _seconds(value: float) -> str:
    return f"{1000 * value:.1f} ms" if value < 1 else f"{value:.1f} s"


if __name__ == "__main__":
    main()
