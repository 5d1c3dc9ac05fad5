"""One store in a SPARQL server: is it loaded, asked, exported and drawn there as it is here?

    python -m benchmarks.endpoints http://localhost:7878                      the sample articles
    python -m benchmarks.endpoints http://localhost:8890/sparql --store DIR   a store of your own

The server should be empty, or hold what an earlier run put there: what another load put there is removed. A name and
password, or a token, are read from the environment as `kg load` reads them. Prints a table of what is the same, and
ends with status 1 if anything is not.
"""

from __future__ import annotations

import argparse
import runpy
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import NamedTuple

import kg
from kg.errors import KGError

ROOT = Path(__file__).parent.parent
#: What named queries are asked that cannot do without a parameter.
PARAMETERS: dict[str, dict[str, str]] = runpy.run_path(str(ROOT / "scripts" / "update_golden_queries.py"))["PARAMETERS"]

SAME, SAME_VALUES = "same", "same values"


class Compared(NamedTuple):
    """One thing that was done in both places.

    Attributes:
        what: the thing.
        outcome: `same`; `same values`, where only the order of rows is another, a number or truth value is written
            otherwise, or an empty text stands for none; or what is not the same.
        seconds: how long the server took, by the clock.
    """

    what: str
    outcome: str
    seconds: float


def main() -> None:
    """Compare, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("endpoint", metavar="URL")
    parser.add_argument("--update-endpoint", metavar="URL")
    parser.add_argument("--store", type=Path, help="made of data/articles if left out")
    parser.add_argument("--timeout", type=float, default=120)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or Path(folder) / "store"
        if options.store is None:
            kg.build(ROOT / "data" / "articles", store)
        print("| what | outcome | s |\n| --- | --- | --- |")
        differ = 0
        for what, outcome, seconds in compare(store, options.endpoint, options.update_endpoint, options.timeout):
            differ += outcome not in (SAME, SAME_VALUES)
            print(f"| {what} | {outcome} | {seconds:.1f} |", flush=True)
    print(f"\n{differ} differ")
    sys.exit(1 if differ else 0)


def compare(store: Path, endpoint: str, update_endpoint: str | None = None, timeout: float = 120) -> Iterator[Compared]:
    """Load a store, and do with the endpoint all that can be done with the store.

    Raises:
        EndpointError: it cannot be loaded.
    """

    def load() -> str:
        again = kg.load(store, endpoint, update_endpoint=update_endpoint, timeout=timeout)
        return SAME if not again.sent else f"{again.sent} units were sent a second time"

    kg.load(store, endpoint, update_endpoint=update_endpoint, prune=True, timeout=timeout)
    yield _try("load a second time: nothing is sent", load)
    with kg.open(endpoint, timeout=timeout) as there, kg.open(store) as here:
        yield _try("export (N-Quads)", lambda: _compare_exports(here, there))
        yield _try("stats", lambda: _tell(here.stats() == there.stats()))
        yield _try("network, whole", lambda: _tell(here.dump_network() == there.dump_network()))
        for name in kg.PROJECTIONS:
            yield _try(f"network, {name}", partial(_compare_projections, here, there, name))
        for named in kg.list_queries():
            yield _try(f"query {named.name}", partial(_compare_answers, here, there, named.name))


def _try(what: str, act: Callable[[], str]) -> Compared:
    start = time.monotonic()
    try:
        outcome = act()
    except KGError as error:
        outcome = "refused: " + " ".join(str(error).split())[:300].replace("|", "\\|")
    return Compared(what, outcome, time.monotonic() - start)


def _tell(is_same: bool) -> str:
    return SAME if is_same else "differs"


def _compare_exports(here: kg.KnowledgeGraph, there: kg.KnowledgeGraph) -> str:
    expected, found = (set(graph.dump("nquads").splitlines()) for graph in (here, there))
    if expected == found:
        return SAME
    return f"differs: {len(expected - found)} of {len(expected)} quads are missing, {len(found - expected)} are others"


def _compare_projections(here: kg.KnowledgeGraph, there: kg.KnowledgeGraph, name: str) -> str:
    drawn = (kg.dump_network(graph.to_networkx(name, alleged=True), "node-link") for graph in (here, there))
    return _tell(len(set(drawn)) == 1)


def _compare_answers(here: kg.KnowledgeGraph, there: kg.KnowledgeGraph, name: str) -> str:
    expected, found = (graph.query(name, PARAMETERS.get(name, {})) for graph in (here, there))
    if found == expected:
        return SAME
    rows = [
        sorted(repr([_plain(value) for value in row.values()]) for row in answer.to_records())
        for answer in (expected, found)
    ]
    if rows[0] == rows[1]:
        return SAME_VALUES
    missing = sum(row not in rows[1] for row in rows[0])
    others = sum(row not in rows[0] for row in rows[1])
    return f"differs: {missing} of {len(rows[0])} rows are missing, {others} are others"


def _plain(value: object) -> object:
    """What a server that writes numbers, truth values and empty texts otherwise means as well."""
    return float(value) if isinstance(value, int | float | Decimal) else value or None


if __name__ == "__main__":
    main()
