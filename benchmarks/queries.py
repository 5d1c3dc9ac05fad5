"""What the named queries cost beside the store's own engine running the same SPARQL.

    python benchmarks/queries.py STORE [NAME …] [--memory] [--repeat 3]

Each query is asked with the most frequent actor, place or sender of the store where it needs one. The peer takes the
bound text and goes through the engine's own rows, making each a tuple of the engine's terms; it keeps none. `kg` goes
from the name of the query to all rows with Python's types in every cell, and keeps them. `written` is the engine
writing the same rows as TSV, as `kg` has it do: the least that it can cost. The three take turns, and the least of
several times of the processor counts, so that other work on the machine does not. Queries of less than `--least`
milliseconds say little and are left out of the mean.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from math import exp, log
from pathlib import Path

import pyoxigraph as ox

import kg
from kg.namespaces import PREFIXES
from kg.query import NamedQuery, SelectAnswer, read_queries, run
from kg.query.parameters import to_terms

_SENDERS = """SELECT ?sender (COUNT(DISTINCT ?message) AS ?messages) WHERE { ?message kg:hasSender ?sender }
GROUP BY ?sender ORDER BY DESC(?messages) LIMIT 1"""


def main() -> None:
    """Time every query and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--memory", action="store_true", help="copy the store into memory first")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--least", type=float, default=20.0, help="milliseconds")
    options = parser.parse_args()
    with kg.open(options.store) as graph:
        dataset = _copy(graph) if options.memory else graph.store.dataset
        entity, sender = _find_frequent(dataset)
        print(f"{len(dataset):,} quads, actor {entity}, sender {sender}")
        print(f"{'query':24}{'rows':>9}{'written ms':>12}{'engine ms':>11}{'kg ms':>9}{'ratio':>8}")
        ratios = []
        for name, query in read_queries().items():
            if options.names and name not in options.names:
                continue
            values = {p.name: sender if p.name == "sender" else entity for p in query.parameters if p.required}
            rows, written, engine, ours = _time(dataset, query, values, options.repeat)
            times = f"{written:>12.1f}{engine:>11.1f}{ours:>9.1f}{ours / engine:>8.2f}"
            print(f"{name:24}{rows:>9,}{times}", flush=True)
            if engine >= options.least:
                ratios.append(ours / engine)
    if ratios:
        mean = exp(sum(map(log, ratios)) / len(ratios))
        print(f"geometric mean of {len(ratios)} queries: {mean:.2f}, highest {max(ratios):.2f}")


def _time(dataset: ox.Store, query: NamedQuery, values: dict[str, str], repeat: int) -> tuple[int, float, float, float]:
    """How many rows there are, and the milliseconds of the engine as it writes, as it gives terms, and of ours."""
    sparql = query.bind(to_terms(dataset, query, values))

    def ask() -> ox.QuerySolutions:
        found = dataset.query(sparql, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return found

    def ask_ours() -> int:
        answer = run(dataset, query.name, values)
        assert isinstance(answer, SelectAnswer)
        return len(answer.rows)

    written, engine, ours = [], [], []
    for _ in range(repeat):
        written.append(_clock(lambda: ask().serialize(format=ox.QueryResultsFormat.TSV)))
        engine.append(_clock(lambda: sum(1 for row in ask() if tuple(row))))
        ours.append(_clock(ask_ours))
    return ask_ours(), min(written), min(engine), min(ours)


def _clock(ask: Callable[[], object]) -> float:
    begun = time.process_time()
    ask()
    return (time.process_time() - begun) * 1000


def _copy(graph: kg.KnowledgeGraph) -> ox.Store:
    dataset = ox.Store()
    dataset.bulk_extend(graph.store.quads())
    return dataset


def _find_frequent(dataset: ox.Store) -> tuple[str, str]:
    """The entity that most articles speak of, and the sender of most messages."""
    actors = run(dataset, "actors", {"limit": "1"})
    senders = run(dataset, _SENDERS)
    assert isinstance(actors, SelectAnswer)
    assert isinstance(senders, SelectAnswer)
    entity = str(actors.to_records()[0]["entity"])
    return entity, str(senders.to_records()[0]["sender"]) if len(senders) else entity


if __name__ == "__main__":
    main()
