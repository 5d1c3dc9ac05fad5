"""A dataset into an endpoint: only what it lacks, so that a load that was cut off goes on where it stopped.

What comes in: a dataset and an endpoint. What goes out: what was sent.
What it never does: note a unit as loaded before all of it is there.

In the graph `LOADED` the endpoint keeps a hash of every unit. It is taken away before a unit is replaced and put
back behind its last quad: whenever the load is cut off, what has no hash, or another one, is sent anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

import pyoxigraph as ox

from kg.endpoint.dataset import LOADED, CutOffError, Endpoint
from kg.endpoint.units import Unit, bundle, has_blank_node, iter_units, read_keys
from kg.errors import EndpointError
from kg.namespaces import KG

#: So many quads go into one request; a smaller unit is never divided, unless the server takes no request so large.
BATCH_QUADS = 10_000

#: A server that refuses so few is not asked to take fewer.
_LEAST_QUADS = 100
#: What a server says to a request that is too large for it; some say it of any request that they cannot take.
_TOO_MUCH = frozenset((400, 413, 500))

#: Called after each request with the number of units that are done.
LoadProgress: TypeAlias = Callable[[int], None]


def no_load_progress(_units: int) -> None:
    """Tell nobody of anything."""


@dataclass(slots=True)
class Loaded:
    """What a load did.

    Attributes:
        sent: how many articles and shared graphs were sent, as they were missing or different.
        unchanged: how many the endpoint held already.
        removed: how many were taken out of it.
        quads: how many quads were sent.
    """

    sent: int = 0
    unchanged: int = 0
    removed: int = 0
    quads: int = 0

    def summary(self) -> str:
        """One line.

        >>> Loaded(sent=3, unchanged=1, quads=1200).summary()
        '3 sent (1,200 quads), 1 unchanged'
        """
        parts = [f"{self.sent} sent ({self.quads:,} quads)", f"{self.unchanged} unchanged"]
        return ", ".join([*parts, f"{self.removed} removed"] if self.removed else parts)


def load(
    datasets: Iterable[ox.Store],
    endpoint: Endpoint,
    *,
    prune: bool = False,
    on_progress: LoadProgress = no_load_progress,
) -> Loaded:
    """Make the endpoint hold what the datasets hold, article by article and graph by graph.

    Articles share the graph of entities, which one store describes for all of its articles: an endpoint holds the
    articles of one store. Articles that another load put there are removed, or keep this one from beginning.

    Args:
        datasets: what to send, one after the other.
        endpoint: open to updates.
        prune: remove what an earlier load put there and these datasets do not hold.
        on_progress: told after each request how many units are done.

    Raises:
        EndpointError: the endpoint cannot be reached, or refuses; what was sent until then is kept. Or it holds
            what the datasets do not hold, and `prune` is not set; or two datasets hold one graph differently.
    """
    datasets = list(datasets)
    run = _Load(endpoint, on_progress)
    if not prune:
        run.refuse_others({key for dataset in datasets for key in read_keys(dataset)})
    for dataset in datasets:
        for unit in iter_units(dataset):
            run.put(unit)
        run.flush()
    if prune:
        run.prune()
    return run.result


class _Load:
    """One run: units wait until they fill a request."""

    def __init__(self, endpoint: Endpoint, on_progress: LoadProgress) -> None:
        self.result = Loaded()
        self._endpoint = endpoint
        self._on_progress = on_progress
        self._there = _read_loaded(endpoint)
        self._seen: dict[ox.NamedNode, str] = {}
        self._waiting: list[Unit] = []
        self._most = BATCH_QUADS

    def refuse_others(self, keys: Set[ox.NamedNode]) -> None:
        """Go no further if the endpoint holds units of another store."""
        if others := sorted(self._there.keys() - keys, key=lambda key: key.value):
            raise EndpointError(
                f"{self._endpoint.url}: {len(others)} articles or shared graphs were loaded there that are not in what "
                f"is to be loaded, such as {others[0]}.\nRemove them with --prune, or build all articles into one "
                "store and load that."
            )

    def put(self, unit: Unit) -> None:
        """Send a unit, now or with those that follow, unless the endpoint holds it just so."""
        if self._seen.setdefault(unit.key, unit.digest) != unit.digest:
            raise EndpointError(
                f"{unit.key} is in two of the graphs to be loaded, and not the same in both.\n"
                "Build their articles into one store, and load that."
            )
        if self._there.get(unit.key) == unit.digest:
            self.result.unchanged += 1
            return
        self._send(unit)

    def _send(self, unit: Unit) -> None:
        if len(unit.quads) > self._most:
            self._send_in_pieces(unit)
            return
        self._waiting.append(unit)
        if sum(len(each.quads) for each in self._waiting) >= self._most:
            self.flush()

    def flush(self) -> None:
        """Send what waits, in one request, or in several if the server takes none so large."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        quads = [quad for unit in waiting for quad in unit.quads]
        try:
            self._endpoint.update(
                " ;\n".join([*(_clear(unit) for unit in waiting), _insert(quads), _insert(map(_note, waiting))])
            )
        except EndpointError as refusal:
            self._send_less_than(len(quads), refusal)
            for unit in waiting:
                self._send(unit)
            self.flush()
        else:
            self._end(waiting)

    def _send_less_than(self, quads: int, refusal: EndpointError) -> None:
        """From now on send at most half of what was refused, unless that cannot be the reason."""
        if refusal.status not in _TOO_MUCH or quads <= _LEAST_QUADS:
            raise refusal
        self._most = quads // 2

    def _send_in_pieces(self, unit: Unit) -> None:
        """Send a large unit in several requests: those quads that the endpoint lacks, and away with those too many."""
        held = self._read_held(unit)
        wanted = set(unit.quads)
        if held:
            self._endpoint.update(_forget(unit.key))
        else:
            self._endpoint.update(_clear(unit))
        self._change(_delete, [quad for quad in held if quad not in wanted])
        self._change(_insert, [quad for quad in unit.quads if quad not in held])
        self._endpoint.update(_insert([_note(unit)]))
        self._end([unit])

    def _read_held(self, unit: Unit) -> set[ox.Quad]:
        """What the endpoint has of a shared graph; nothing if it cannot be compared, or is of an article."""
        if unit.registry is not None or unit.has_blank_nodes:
            return set()
        try:
            return set(self._endpoint.quads(unit.key.value))
        except CutOffError:
            return set()

    def _change(self, write: Callable[[Iterable[ox.Quad]], str], quads: list[ox.Quad]) -> None:
        groups = bundle(quads)
        while groups:
            piece = [*groups[-1]]
            taken = 1
            while taken < len(groups) and len(piece) + len(groups[-1 - taken]) <= self._most:
                piece.extend(groups[-1 - taken])
                taken += 1
            try:
                self._endpoint.update(write(piece))
            except EndpointError as refusal:
                if taken == 1:
                    raise
                self._send_less_than(len(piece), refusal)
            else:
                del groups[-taken:]

    def _end(self, units: list[Unit]) -> None:
        self.result.sent += len(units)
        self.result.quads += sum(len(unit.quads) for unit in units)
        for unit in units:
            self._there[unit.key] = unit.digest
        self._on_progress(self.result.sent + self.result.unchanged)

    def prune(self) -> None:
        """Remove what was loaded once and was not put in this run."""
        for row in list(self._endpoint.iter_loaded()):
            key = row["key"]
            if key not in self._seen:
                self._endpoint.update(_clear(Unit(key, row["graph"] or key, row["registry"], ())))
                self.result.removed += 1


def _read_loaded(endpoint: Endpoint) -> dict[ox.NamedNode, str]:
    rows = endpoint.select(f"SELECT ?key ?hash WHERE {{ GRAPH {LOADED} {{ ?key {KG.graphHash} ?hash }} }}")
    return {row["key"]: row["hash"].value for row in rows}


def _clear(unit: Unit) -> str:
    """Take away what there may be of a unit, its hash first."""
    steps = [_forget(unit.key)]
    if unit.registry is not None:
        steps.append(f"DELETE WHERE {{ GRAPH {unit.registry} {{ {unit.key} ?property ?value }} }}")
    if unit.graph is not None:
        steps.append(f"DROP SILENT GRAPH {unit.graph}")
    return " ;\n".join(steps)


def _forget(key: ox.NamedNode) -> str:
    return f"DELETE WHERE {{ GRAPH {LOADED} {{ {key} {KG.graphHash} ?hash }} }}"


def _note(unit: Unit) -> ox.Quad:
    return ox.Quad(unit.key, KG.graphHash, ox.Literal(unit.digest), LOADED)


def _insert(quads: Iterable[ox.Quad]) -> str:
    quads = list(quads)
    if any(map(has_blank_node, quads)):
        # The same by the standard; Virtuoso takes no blank nodes as data.
        return f"INSERT {{ {_data(quads)} }} WHERE {{}}"
    return f"INSERT DATA {{ {_data(quads)} }}"


def _delete(quads: Iterable[ox.Quad]) -> str:
    return f"DELETE DATA {{ {_data(quads)} }}"


def _data(quads: Iterable[ox.Quad]) -> str:
    """Quads as the data block of an update: N-Triples is a part of its grammar."""
    return "\n".join(
        f"GRAPH {graph} {{\n" + "\n".join(f"{quad.triple} ." for quad in members) + "\n}"
        for graph, members in groupby(quads, attrgetter("graph_name"))
    )
