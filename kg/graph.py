"""A built graph, from Python: ask it, check it, draw it, write it.

What comes in: a store's folder, a file of RDF, or the address of a SPARQL endpoint.
What goes out: answers, reports, networks, other formats.
What it never does: change the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import Quad

from kg import export
from kg.diff import Difference
from kg.diff import diff as compare
from kg.endpoint import TIMEOUT, Endpoint, is_address
from kg.errors import NetworkError, QueryError
from kg.namespaces import ONTOLOGY
from kg.network import project, snapshots, to_networkx
from kg.query import Answer, NamedQuery, SelectAnswer, find_entities, read_queries, run
from kg.rdf import from_quads
from kg.stats import Stats, stats
from kg.store import Store
from kg.validate import Report, validate
from kg.views import ArticleView, EntityView, EventView, view_entity, view_event

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

#: The name of the network that is no projection.
WHOLE = "whole"


class KnowledgeGraph:
    """A graph opened for reading, as `kg.open` gives it. Use it in a `with` block, or `close` it when done."""

    def __init__(self, store: Store | Endpoint) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """How many quads the graph holds."""
        return len(self.store)

    def __repr__(self) -> str:
        return f"<KnowledgeGraph of {len(self)} quads>"

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()

    def query(
        self,
        question: str,
        parameters: Mapping[str, object] | None = None,
        *,
        folders: str | Path | Iterable[str | Path] = (),
        **named: object,
    ) -> Answer:
        """The answer to SPARQL, or to a named question with its parameters.

        Args:
            question: SPARQL, or a name that `kg.list_queries` lists.
            parameters: values by name; actors and places by name or IRI, dates as `date` or ISO 8601; a
                parameter that is None is left out.
            folders: folders of `.rq` files with questions of your own.
            named: parameters as keywords.

        Raises:
            QueryError: the question is unknown, malformed or not allowed, or a parameter does not fit.

        >>> KnowledgeGraph(Store.open()).query("ASK { ?letter kg:hasMedium medium:letter }").to_table()
        'no'
        """
        return run(self.store, question, {**(parameters or {}), **named}, folders=to_paths(folders))

    def article(self, article_id: str) -> ArticleView:
        """An article with its facts; in a notebook, each fact lights up its words.

        Args:
            article_id: its id, as the query `articles` gives it.

        Raises:
            QueryError: there is no such article.
        """
        for graph in self.store.graphs():
            if graph.endswith(f"/graph/article/{article_id}"):
                return ArticleView(from_quads(self.store.quads(graph)))
        raise QueryError(f"There is no article {article_id!r} in this graph. The query `articles` lists the ids.")

    def entities(self, name: str) -> list[EntityView]:
        """The entities of that name, whatever its case: several where a state and its territory share it.

        >>> KnowledgeGraph(Store.open()).entities("UNMAS")
        []
        """
        return [view_entity(self.store, node.value) for node in find_entities(self.store, name)]

    def event(self, iri: str) -> EventView:
        """An event, or an alleged one: what is stated of it, and its words.

        Args:
            iri: as the queries give it in their column `fact`.

        Raises:
            QueryError: there is no such event.
        """
        return view_event(self.store, iri)

    def identities(self, actor: str | None = None, *, status: str | None = None, least: float = 0.0) -> SelectAnswer:
        """Which names are taken for one actor, and which may be one.

        Args:
            actor: only those about this actor, by name or IRI.
            status: only `accepted`, `candidate` or `decided`.
            least: only those of at least this confidence.

        Raises:
            QueryError: no actor has that name.

        >>> len(KnowledgeGraph(Store.open()).identities())
        0
        """
        given = {"entity": actor, "status": status, "least": str(least)}
        answer = self.query("identities", {name: value for name, value in given.items() if value is not None})
        assert isinstance(answer, SelectAnswer)
        return answer

    def stats(self) -> Stats:
        """How many facts of each kind there are."""
        return stats(self.store.dataset)

    def validate(self, *, shapes: str | Path | Iterable[str | Path] = (), engine: str = "auto") -> Report:
        """Check the whole graph, the shapes of the package and those in `shapes`.

        Raises:
            ShapesError: the shapes could never fail, or cannot be run.
        """
        return validate(self.store.quads(), extra=to_paths(shapes), engine=engine)

    def to_networkx(
        self,
        projection: str = WHOLE,
        *,
        since: str | date | None = None,
        until: str | date | None = None,
        alleged: bool = False,
        spans: bool = False,
    ) -> nx.MultiDiGraph[str] | nx.MultiGraph[str]:
        """A network: a projection of `kg.PROJECTIONS`, or the whole graph, with entities and facts as nodes.

        Args:
            projection: the name of the network.
            since: for projections, the first day, month or year of interest, as YYYY-MM-DD, YYYY-MM or YYYY.
            until: for projections, the last one.
            alleged: for projections, whether to draw also what is only alleged; the mark of these edges is `alleged`.
                The whole graph holds them always, and marks them.
            spans: for the whole graph, whether to make a node of each piece of text, too.

        Raises:
            NetworkError: there is no such network, or it does not know one of the choices.
        """
        if projection != WHOLE:
            if spans:
                raise NetworkError(f"spans: only the whole graph has pieces of text as nodes, not {projection!r}.")
            return project(self.store.dataset, projection, since=since, until=until, alleged=alleged)
        if since is not None or until is not None:
            raise NetworkError("since, until: the whole graph is of no one time. Choose a projection.")
        return to_networkx(self.store.dataset, spans=spans)

    def snapshots(
        self,
        projection: str,
        *,
        every: str = "month",
        since: str | date | None = None,
        until: str | date | None = None,
        alleged: bool = False,
    ) -> Mapping[str, nx.MultiDiGraph[str] | nx.MultiGraph[str]]:
        """A projection over time: a network for each day, week, month or year, by the first day of it.

        Raises:
            NetworkError: there is no such projection or period, or a date is none.
        """
        return snapshots(self.store.dataset, projection, every=every, since=since, until=until, alleged=alleged)

    def rdflib(self) -> rdflib.Dataset:
        """A copy as an rdflib dataset, whose queries see the union of all graphs; for small graphs."""
        return export.to_rdflib(self.store.dataset)

    def dump(self, format: str = "turtle", *, article: str | None = None, with_ontology: bool = False) -> bytes:
        """The graph in one of the formats of `kg.WRITERS`, the same bytes for the same graph.

        Args:
            format: the name of the format.
            article: the id of the one article to write.
            with_ontology: write the ontology and the codes as well.

        Raises:
            ExportError: the format or the article is unknown.
        """
        return export.dump(self.store.dataset, format, article=article, with_ontology=with_ontology)

    def dump_network(
        self,
        format: str = "graphml",
        *,
        projection: str = WHOLE,
        since: str | date | None = None,
        until: str | date | None = None,
        alleged: bool = False,
    ) -> bytes:
        """What `to_networkx` gives, in one of the formats of `kg.NETWORK_WRITERS`.

        Raises:
            NetworkError: as `to_networkx`.
            ExportError: the format is unknown, or needs a package that is not installed.
        """
        network = self.to_networkx(projection, since=since, until=until, alleged=alleged)
        return export.dump_network(network, format)

    def diff(self, other: KnowledgeGraph) -> Difference:
        """What `other` holds and this graph does not, and the reverse; the ontology is left out.

        Where one of the two has no named graphs, as Turtle has none, triples are compared.
        """
        graphs = [graph.store.graphs() for graph in (self, other)]
        return compare(*(_comparable(graph, by_triple=not all(graphs)) for graph in (self, other)))


def _comparable(graph: KnowledgeGraph, *, by_triple: bool) -> Iterator[Quad]:
    for quad in graph.store.quads():
        if quad.graph_name != ONTOLOGY:
            yield Quad(quad.subject, quad.predicate, quad.object) if by_triple else quad


def open_graph(place: str | Path, *, timeout: float = TIMEOUT) -> KnowledgeGraph:
    """Open a store, a file of RDF in any syntax that `kg export` writes, or a SPARQL endpoint, for reading.

    Questions go to an endpoint as they are. For all else (exports, networks, counts, checks) it is copied into
    memory, once.

    Args:
        place: a path, or an address that begins with http:// or https://.
        timeout: how many seconds an endpoint may be silent.

    Raises:
        StoreError: there is nothing there, or it cannot be read.
        EndpointError: this is not the address of an endpoint.
    """
    if is_address(place):
        return KnowledgeGraph(Endpoint(str(place), timeout=timeout))
    path = Path(place)
    return KnowledgeGraph(Store.from_file(path) if path.is_file() else Store.open(path, read_only=True))


def diff(old: str | Path, new: str | Path) -> Difference:
    """What two graphs do not share; each is a store's folder or a file of RDF."""
    with open_graph(old) as before, open_graph(new) as after:
        return before.diff(after)


def list_queries(folders: str | Path | Iterable[str | Path] = ()) -> list[NamedQuery]:
    """The named questions, by name: those of the package and those in `folders`."""
    return [named for _, named in sorted(read_queries(to_paths(folders)).items())]


def to_paths(given: str | Path | Iterable[str | Path]) -> list[Path]:
    """What a user gave for some files or folders: one path, or several.

    Raises:
        TypeError: it is neither.

    >>> to_paths(3)
    Traceback (most recent call last):
    TypeError: 3 is no path of a file or folder. Give a string or a pathlib.Path, or a list of them.
    """
    try:
        return [Path(given)] if isinstance(given, str | Path) else [Path(path) for path in given]
    except TypeError:
        reason = f"{given!r} is no path of a file or folder. Give a string or a pathlib.Path, or a list of them."
        raise TypeError(reason) from None
