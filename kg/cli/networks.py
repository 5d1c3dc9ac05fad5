"""The command that draws networks: network."""

from __future__ import annotations

from pathlib import Path

import click

import kg
from kg.cli.options import OUTPUT, STORE, CLIError, endpoint_options, open_graph, put, writing_bytes
from kg.graph import WHOLE

_DATE = "YYYY[-MM[-DD]]"


@click.command()
@STORE
@endpoint_options
@click.option(
    "-p",
    "--projection",
    metavar="NAME",
    default=WHOLE,
    show_default=True,
    help="Which network; --list shows them all.",
)
@click.option("--since", metavar=_DATE, help="Only what may have happened then or later.")
@click.option("--until", metavar=_DATE, help="Only what may have happened then or earlier.")
@click.option("--alleged", is_flag=True, help="Also what is only alleged, as edges of their own that say so.")
@click.option("--list", "list_", is_flag=True, help="List the projections.")
@click.option(
    "-f", "--format", "format_", type=click.Choice(sorted(kg.NETWORK_WRITERS)), help="Guessed from the ending."
)
@OUTPUT
def network(
    store: Path,
    endpoint: str | None,
    timeout: float,
    projection: str,
    since: str | None,
    until: str | None,
    alleged: bool,
    list_: bool,
    format_: str | None,
    output: str,
) -> None:
    """Write a network for Gephi, Cytoscape, NetworkX or a spreadsheet: the whole graph, or a projection.

    Edges of projections name their articles, publishers and quotes; their weight is the number of publishers
    that say so independently of each other.

    \b
    kg network --list
    kg network --projection communications -o letters.graphml
    kg network --projection claims --alleged --since 2025 -o claims.gexf
    kg network -o graph.graphml
    kg network --projection communications --endpoint http://localhost:7878
    """
    if list_:
        _list_projections()
        return
    with open_graph(store, endpoint, timeout) as graph:
        format_ = format_ or ("graphml" if output == "-" else kg.guess_format(output, kg.NETWORK_WRITERS))
        if projection == WHOLE and alleged:
            raise CLIError("--alleged: the whole graph holds what is alleged anyway, and marks it.")
        drawn = graph.to_networkx(projection, since=since, until=until, alleged=alleged)
    with writing_bytes(output) as stream:
        stream.write(kg.dump_network(drawn, format_))


def _list_projections() -> None:
    width = max(map(len, kg.PROJECTIONS))
    for projection in kg.PROJECTIONS.values():
        put(f"{projection.name:{width}}  {projection.description}")
    put(f"{WHOLE:{width}}  Everything: each entity, fact and article is a node, each property an edge")
