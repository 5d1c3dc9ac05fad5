"""Networks by name: what people draw first from a graph of the news.

What comes in: a `pyoxigraph.Store` and the name of a projection. What goes out: a `Network` or an
`UndirectedNetwork`. What it never does: draw what was only planned, possible or denied; or draw what is alleged
unless it is asked to, and then without the mark `alleged`.

`PROJECTIONS` lists them. docs/networks.md says what their nodes, edges and attributes mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

import pyoxigraph as ox

from kg.errors import NetworkError
from kg.network import rules
from kg.network.collector import no_collection
from kg.network.facts import FactReader
from kg.network.networks import Network, UndirectedNetwork
from kg.network.ties import Tie, fill
from kg.network.voices import ALLEGED, ASSERTED, Voice
from kg.network.windows import Window

_Rule = Callable[[FactReader, Voice], Iterator[Tie]]


@dataclass(frozen=True, slots=True)
class Projection:
    """A network by name: what its nodes and edges are, and the rule that finds its ties in either voice."""

    name: str
    description: str
    rule: _Rule
    directed: bool = True
    bipartite: bool = False


def project(
    store: ox.Store,
    name: str,
    *,
    since: str | date | None = None,
    until: str | date | None = None,
    alleged: bool = False,
) -> Network | UndirectedNetwork:
    """The projection with this name.

    Args:
        store: what to draw.
        name: one of `PROJECTIONS`.
        since: the first day, month or year of interest; facts that ended earlier, or have no date, are left out.
        until: the last one.
        alleged: draw also what is only alleged, as edges of their own with the mark `alleged`.

    Raises:
        NetworkError: there is no such projection, or a date is not of the form YYYY-MM-DD, YYYY-MM or YYYY.

    >>> project(ox.Store(), "communications").number_of_edges()
    0
    """
    projection, window, reader = get_projection(name), Window.of(since, until), FactReader(store)
    with no_collection():
        return draw(projection, find_ties(projection, reader, alleged=alleged), reader, window)


def find_ties(projection: Projection, reader: FactReader, *, alleged: bool) -> list[Tie]:
    """What ties two nodes in a projection, at whatever time."""
    voices = (ASSERTED, ALLEGED) if alleged else (ASSERTED,)
    return [tie for voice in voices for tie in projection.rule(reader, voice)]


def draw(
    projection: Projection, ties: Sequence[Tie], reader: FactReader, window: Window
) -> Network | UndirectedNetwork:
    """The network of those ties that may belong to a time."""
    empty: Network | UndirectedNetwork = Network() if projection.directed else UndirectedNetwork()
    network = fill(empty, ties, reader, window)
    network.graph.update(
        name=projection.name,
        description=projection.description,
        since=window.since or "",
        until=window.until or "",
    )
    if projection.bipartite:
        right = {tie.target for tie in ties}
        for node in network:
            network.nodes[node]["bipartite"] = int(node in right)
    return network


def get_projection(name: str) -> Projection:
    """The projection with this name.

    Raises:
        NetworkError: there is none.
    """
    if name in PROJECTIONS:
        return PROJECTIONS[name]
    near = get_close_matches(str(name), PROJECTIONS, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise NetworkError(f"There is no projection {name!r}.{hint} Choose one of: {', '.join(PROJECTIONS)}.")


#: Every projection, by name.
PROJECTIONS: dict[str, Projection] = {
    projection.name: projection
    for projection in (
        Projection(
            "communications",
            "Who turned to whom: sender → recipient, by letter, call, meeting or any other means",
            rules.find_communications,
        ),
        Projection(
            "who-quotes-whom",
            "Whose words reach the reader through whom: publisher or agency → the source it quotes",
            rules.find_quotations,
        ),
        Projection(
            "actor-event",
            "Who took part in what: actor – event, in a role",
            rules.find_actor_event,
            directed=False,
            bipartite=True,
        ),
        Projection(
            "co-participation",
            "Who took part in the same events: actor – actor",
            rules.find_co_participation,
            directed=False,
        ),
        Projection(
            "co-mention",
            "Who is named in the same articles: entity – entity",
            rules.find_co_mention,
            directed=False,
        ),
        Projection(
            "event-place",
            "What happened where: event – place",
            rules.find_event_place,
            directed=False,
            bipartite=True,
        ),
        Projection(
            "claims",
            "Who claims something about whom: source → target, by the side that the source takes",
            rules.find_claims,
        ),
    )
}
