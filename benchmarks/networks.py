"""What networks cost beside rdflib's bridge to NetworkX, and projections beside the same by SPARQL in rdflib.

    python benchmarks/networks.py --articles 300          a made corpus, from its facts
    python benchmarks/networks.py --store kg-store        a store that is there

Both sides get the graph in the way that suits them best: in the memory of their own engine, already read ("as stored"
adds the reading). Beside the whole graph stand two limits: to read the statements and do nothing with them, and to have
NetworkX add the nodes and edges when they are ready. Projections of rdflib have the labels, weights, quotes, days and
articles that ours have, and the two must tie the same pairs. They take turns; medians of processor time are compared,
since machines are noisy.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import rdflib
from rdflib.extras.external_graph_libs import rdflib_to_networkx_multidigraph

sys.path.insert(0, str(Path(__file__).parent.parent))

import kg
from benchmarks.corpus import write_corpus
from kg.namespaces import PREFIXES
from kg.network import PROJECTIONS, project, to_networkx
from kg.store import Store

_HAPPENED = "?fact kg:hasModality ?modality . FILTER ( ?modality IN ( modality:actual, modality:historical ) )"
#: An event is drawn as the occurrence that several accounts tell of, if it is one of these.
_OCCURRENCE = "OPTIONAL { ?fact kg:isAccountOf ?occurrence } BIND ( COALESCE(?occurrence, ?fact) AS ?%s )"
_ORIGIN = """?fact kg:hasEvidence ?span . ?span kg:isSpanOf ?article ; kg:exactQuote ?quote .
    OPTIONAL { ?article kg:publisherName ?publisher } OPTIONAL { ?article kg:publishedOn ?day }
    OPTIONAL { ?fact kg:confidence ?confidence }"""

#: Each projection, in the form that rdflib is quickest with, as a query for ?source, ?target, ?fact and its origin.
SPARQL = {
    "communications": f"""{{ ?fact kg:hasSender ?source ; kg:hasRecipient ?target . {_HAPPENED} {_ORIGIN}
            FILTER ( ?source != ?target ) }}
        UNION {{ ?fact kg:hasMedium ?medium ; kg:hasSender ?source , ?target . {_HAPPENED} {_ORIGIN}
            FILTER ( ?medium IN ( medium:meeting, medium:phone-call ) )
            FILTER ( ?source != ?target && NOT EXISTS {{ ?fact kg:hasRecipient ?other }} ) }}""",
    "who-quotes-whom": f"""?fact kg:hasAttribution ?one , ?two .
        ?one kg:attributionLevel ?level ; kg:isAttributedTo ?target .
        ?two kg:attributionLevel ?next ; kg:isAttributedTo ?source .
        FILTER ( ?next = ?level + 1 && ?source != ?target ) {_ORIGIN}""",
    "actor-event": f"""?part kg:isParticipationIn ?fact ; kg:hasParticipant ?source ; kg:hasRole ?role .
        {_HAPPENED} {_ORIGIN} {_OCCURRENCE % "target"}""",
    "co-participation": f"""?fact kg:involves ?source , ?target . FILTER ( STR(?source) < STR(?target) )
        {_HAPPENED} {_ORIGIN}""",
    "co-mention": """?one kg:refersTo ?source ; kg:hasNameMention/kg:isSpanOf ?fact .
        ?two kg:refersTo ?target ; kg:hasNameMention/kg:isSpanOf ?fact . FILTER ( STR(?source) < STR(?target) )
        OPTIONAL { ?fact kg:publisherName ?publisher }""",
    "event-place": f"""?fact kg:hasPlace ?target . {_HAPPENED} {_ORIGIN} {_OCCURRENCE % "source"}""",
    "claims": " UNION ".join(
        f"{{ ?fact kg:isClaimedBy ?source ; {end} . FILTER ( ?source != ?target ) {_ORIGIN} }}"
        for end in (
            "kg:isAbout ?target",
            "kg:isAddressedTo ?target",
            "kg:hasAttribution ?first . ?first kg:attributionLevel 1 ; kg:hasStanceToward ?target",
        )
    ),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=300, help="how many to make")
    parser.add_argument("--store", type=Path, help="a store that is there")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.store or _build(options.articles, Path(folder))
        with Store.open(path, read_only=True) as stored:
            _measure(stored.dataset, rounds=options.rounds)


def _build(articles: int, folder: Path) -> Path:
    write_corpus(articles, folder)
    result = kg.build(folder / "facts.jsonl", folder / "store", facts=True)
    print(result.summary())
    return folder / "store"


def _measure(on_disk: ox.Store, *, rounds: int) -> None:
    store = ox.Store()
    store.bulk_extend(on_disk)
    lines = ox.serialize((quad.triple for quad in store), format=ox.RdfFormat.N_TRIPLES)
    started = time.process_time()
    graph = rdflib.Graph().parse(data=lines, format="nt")
    parsing = time.process_time() - started
    print(f"{len(store):,} statements; {rounds} rounds; processor seconds and ratios (theirs / ours)\n")

    theirs, ours = _take_turns([lambda: rdflib_to_networkx_multidigraph(graph), lambda: to_networkx(store)], rounds)
    _print("whole graph, in memory", theirs, ours)
    reading, adding = _take_turns(_limits(store), rounds)
    _print("  limit: the reading", theirs, reading)
    _print("  limit: NetworkX's adding", theirs, adding)
    _print("  limit: both", theirs, reading + adding)
    (from_disk,) = _take_turns([lambda: to_networkx(on_disk)], rounds)
    _print("whole graph, as stored", parsing + theirs, from_disk)

    ratios = []
    for name in PROJECTIONS:
        _compare(_by_sparql(graph, name), project(store, name), name)
        # rdflib takes so long that one round has to do.
        (theirs,) = _take_turns([partial(_by_sparql, graph, name)], 1)
        (ours,) = _take_turns([partial(project, store, name)], rounds)
        ratios.append(_print(name, theirs, ours))
    print(f"{'projections, geometric mean':28} {'':9} {'':9} {statistics.geometric_mean(ratios):6.1f} x")


def _limits(store: ox.Store) -> list[Callable[[], object]]:
    """What has to be done for any network of the whole graph: to read each term, and to add what is ready."""
    network = to_networkx(store)
    nodes = list(network.nodes(data=True))
    edges: list[Any] = list(network.edges(keys=True, data=True))  # of four parts, which its types do not know

    def read() -> None:
        for quad in store:
            _ = quad.subject.value, quad.predicate.value, quad.object.value

    def add() -> None:
        empty: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        empty.add_nodes_from(nodes)
        empty.add_edges_from(edges)

    return [read, add]


def _by_sparql(graph: rdflib.Graph, name: str) -> nx.MultiDiGraph[str]:
    """A projection as one would make it with rdflib: a query, and an edge a pair, with weight and origin."""
    pairs: dict[tuple[rdflib.term.Node, rdflib.term.Node], list[rdflib.query.ResultRow]] = {}
    columns = "?source ?target ?fact ?publisher ?article ?day ?quote ?confidence"
    for row in graph.query(f"SELECT DISTINCT {columns} WHERE {{ {SPARQL[name]} }}", initNs=PREFIXES):
        assert isinstance(row, rdflib.query.ResultRow)
        pairs.setdefault((row.source, row.target), []).append(row)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for (source, target), rows in sorted(pairs.items()):
        for node in (source, target):
            if str(node) not in network:
                network.add_node(str(node), label=str(graph.value(node, rdflib.SKOS.prefLabel)))
        days = [str(row.day) for row in rows]
        network.add_edge(
            str(source),
            str(target),
            weight=len({row.publisher for row in rows}),
            count=len({row.fact for row in rows}),
            articles="; ".join(sorted({str(row.article) for row in rows})),
            quotes=" … ".join(sorted({str(row.quote) for row in rows})[:3]),
            first=min(days),
            last=max(days),
            confidence=max((float(row.confidence) for row in rows if row.confidence is not None), default=0.0),
        )
    return network


def _compare(theirs: nx.MultiDiGraph[str], ours: nx.MultiGraph[str], name: str) -> None:
    """Raise if the two do not tie the same pairs."""

    def pairs(network: nx.MultiGraph[str]) -> set[tuple[str, ...]]:
        ends = ((source, target) for source, target, _ in network.edges)
        return {pair if PROJECTIONS[name].directed else tuple(sorted(pair)) for pair in ends}

    if different := pairs(theirs) ^ pairs(ours):
        raise SystemExit(f"{name}: {len(different)} pairs are tied by one side only, such as {min(different)}")


def _take_turns(jobs: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    spent: list[list[float]] = [[] for _ in jobs]
    for _ in range(rounds):
        for times, job in zip(spent, jobs, strict=True):
            gc.collect()
            started = time.process_time()
            job()
            times.append(time.process_time() - started)
    return [statistics.median(times) for times in spent]


def _print(name: str, theirs: float, ours: float) -> float:
    print(f"{name:28} {theirs:7.2f} s {ours:7.2f} s {theirs / ours:6.1f} x", flush=True)
    return theirs / ours


if __name__ == "__main__":
    main()
