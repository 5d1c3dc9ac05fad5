"""What a SPARQL 1.1 endpoint holds, read as a store in this process is read.

What comes in: an address. What goes out: rows, triples, quads, or a copy of all in memory.
What it never does: send what is not SPARQL, or trust that two servers mean the same by "default graph".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import IO, Any, Self, cast

import pyoxigraph as ox
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from kg.endpoint.http import Connection, Parameters, check_address
from kg.errors import EndpointError

#: The graph in which `kg load` notes what it has sent; it is no part of the dataset.
LOADED = ox.NamedNode("https://w3id.org/dateline/loaded")

#: How long a server may be silent before it is given up, in seconds.
TIMEOUT = 600.0

_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_TRIPLES = "application/n-triples, text/turtle;q=0.8"

_IN_ANY_GRAPH = f"GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != {LOADED})"

# A triple of IRIs that a server sees as we do even if it decodes what it is sent twice, as rdflib-endpoint does.
_PLAIN = 'FILTER (ISIRI(?s) && ISIRI(?o) && !CONTAINS(CONCAT(STR(?s), STR(?p), STR(?o)), "%"))'

# Where servers take queries and updates, beneath the address that people know them by.
_QUERY_PATHS = ("", "/query", "/sparql")
_UPDATE_PATHS = ("/update", "/statements", "")
#: What a server says of a place where it takes no such request.
_NOT_HERE = frozenset((400, 404, 405, 406, 415, 501))

# How a request asks for the union of all named graphs as the default graph: most servers need no word,
# Oxigraph knows an option, Jena a graph of that name.
_UNION: tuple[Parameters, ...] = (
    (),
    (("union-default-graph", "true"),),
    (("default-graph-uri", "urn:x-arq:UnionGraph"),),
)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of an answer, as they arrive: like pyoxigraph's solutions, to be gone through once."""

    solutions: ox.QuerySolutions
    receiving: Callable[[], AbstractContextManager[None]]

    @property
    def variables(self) -> list[ox.Variable]:
        """The variables, in the order of the query."""
        return self.solutions.variables

    def __iter__(self) -> Iterator[ox.QuerySolution]:
        with self.receiving():
            yield from self.solutions

    def serialize(self, *, format: ox.QueryResultsFormat) -> bytes | None:
        """All rows as text in a format of the W3C's."""
        with self.receiving():
            return self.solutions.serialize(format=format)


class Endpoint:
    """A dataset behind an endpoint. Use it in a `with` block, or `close` it when done."""

    def __init__(self, url: str, *, timeout: float = TIMEOUT) -> None:
        """Nothing is sent before something is asked.

        Raises:
            EndpointError: this is not the address of an endpoint.
        """
        self.url = check_address(url)
        self._connection = Connection(timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._connection.close()

    # -- reading -----------------------------------------------------------------------------------

    def query(
        self, sparql: str, *, prefixes: Mapping[str, str] | None = None, use_default_graph_as_union: bool = True
    ) -> Rows | bool | Iterator[ox.Triple]:
        """Ask the endpoint, over the union of its graphs unless told otherwise; arguments as of pyoxigraph's store.

        What is allowed in a query is for `kg.query` to check.

        Raises:
            SyntaxError: it is not SPARQL; nothing is sent then.
            EndpointError: the endpoint cannot be reached, refuses, or has no way to ask the union.
        """
        parsed = ox.Store().query(sparql, prefixes=dict(prefixes or {}))
        declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in (prefixes or {}).items())
        parameters = self._union if use_default_graph_as_union else ()
        if isinstance(parsed, ox.QueryTriples):
            return self._iter_triples(self._ask(self._query_url, declared + sparql, _TRIPLES, parameters))
        answer = self._read(self._ask(self._query_url, declared + sparql, _ROWS, parameters))
        return bool(answer) if isinstance(answer, ox.QueryBoolean) else Rows(answer, self._receiving)

    def select(self, sparql: str) -> Iterator[dict[str, Any]]:
        """The rows of a SELECT over graphs that it names, each as its terms by variable; for questions of our own."""
        answer = self._read(self._ask(self._query_url, sparql, _ROWS))
        assert isinstance(answer, ox.QuerySolutions)
        names = [variable.value for variable in answer.variables]
        for row in self._iter_rows(answer):
            yield dict(zip(names, row, strict=True))

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The quads of one named graph, or of all, as they arrive."""
        where = _IN_ANY_GRAPH if graph is None else f"VALUES ?g {{ {ox.NamedNode(graph)} }} GRAPH ?g {{ ?s ?p ?o }}"
        for row in self.select(f"SELECT ?s ?p ?o ?g WHERE {{ {where} }}"):
            yield ox.Quad(row["s"], row["p"], row["o"], row["g"])

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        return sorted(row["g"].value for row in self.select(f"SELECT DISTINCT ?g WHERE {{ {_IN_ANY_GRAPH} }}"))

    def __len__(self) -> int:
        """How many quads the named graphs hold."""
        (row,) = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {_IN_ANY_GRAPH} }}")
        return int(row["n"].value)

    @cached_property
    def dataset(self) -> ox.Store:
        """A copy of all named graphs in memory, for stages that read everything: exports, networks, counts."""
        copy = ox.Store()
        copy.bulk_extend(self.quads())
        return copy

    # -- writing -----------------------------------------------------------------------------------

    def update(self, sparql: str) -> None:
        """Send an update. It may arrive twice: send only what a second time does not change.

        Raises:
            EndpointError: the endpoint cannot be reached, or refuses.
        """
        self._connection.update(self._update_url, sparql)

    # -- finding out about the server --------------------------------------------------------------

    @cached_property
    def _query_url(self) -> str:
        """Where the server takes queries: the first place that answers one."""
        refusal: EndpointError | None = None
        for path in _QUERY_PATHS:
            try:
                response = self._ask(self.url + path, "ASK {}", _ROWS)
            except EndpointError as error:
                if error.status not in _NOT_HERE:
                    raise
                refusal = refusal or error
                continue
            answered = _is_results(response)
            response.drain_conn()
            response.release_conn()
            if answered:
                return self.url + path
        raise EndpointError(
            f"{self.url}: no SPARQL endpoint answers here, nor at {' or '.join(_QUERY_PATHS[1:])} beneath.\n"
            f"Give the address to which queries are sent.{f' It said: {refusal}' if refusal else ''}"
        )

    @cached_property
    def _update_url(self) -> str:
        """Where the server takes updates: the first place that takes one that changes nothing."""
        root = self.url
        for path in _QUERY_PATHS[1:]:
            root = root.removesuffix(path)
        for url in (*(root + path for path in _UPDATE_PATHS), self.url):
            try:
                self._connection.update(url, "INSERT DATA {}")
            except EndpointError as error:
                if error.status not in _NOT_HERE:
                    raise
            else:
                return url
        raise EndpointError(
            f"{self.url}: the server takes no updates. Start it so that it does; it may also be that this "
            "address is for reading only."
        )

    @cached_property
    def _union(self) -> Parameters:
        """What makes the default graph of a request the union of all graphs."""
        rows = list(self.select(f"SELECT ?s ?p ?o WHERE {{ {_IN_ANY_GRAPH} {_PLAIN} }} LIMIT 1"))
        for row in rows:
            question = f"ASK {{ {row['s']} {row['p']} {row['o']} }}"
            for parameters in _UNION:
                if self._read(self._ask(self._query_url, question, _ROWS, parameters)):
                    return parameters
            raise EndpointError(
                f"{self.url}: queries here do not see the named graphs, and no option that this program knows makes "
                "them.\nSet up the server so that its default graph is the union of the named graphs."
            )
        return ()

    # -- inside ------------------------------------------------------------------------------------

    def _ask(self, url: str, sparql: str, accept: str, parameters: Parameters = ()) -> BaseHTTPResponse:
        return self._connection.ask(url, sparql, accept=accept, parameters=parameters)

    def _read(self, response: BaseHTTPResponse) -> ox.QuerySolutions | ox.QueryBoolean:
        syntax = ox.QueryResultsFormat.from_media_type(_media_type(response))
        if syntax is None:
            raise self._not_results(response)
        with self._receiving():
            return ox.parse_query_results(_readable(response), format=syntax)

    def _iter_rows(self, answer: ox.QuerySolutions) -> Iterator[ox.QuerySolution]:
        with self._receiving():
            yield from answer

    def _iter_triples(self, response: BaseHTTPResponse) -> Iterator[ox.Triple]:
        syntax = ox.RdfFormat.from_media_type(_media_type(response))
        if syntax is None:
            raise self._not_results(response)
        with self._receiving():
            for quad in ox.parse(_readable(response), format=syntax):
                yield quad.triple

    @contextmanager
    def _receiving(self) -> Iterator[None]:
        try:
            yield
        except (SyntaxError, HTTPError, OSError) as error:
            raise EndpointError(
                f"{self.url}: the answer broke off or is damaged ({error}).\n"
                "Ask again; if it stays so, the server's log may say more."
            ) from None

    def _not_results(self, response: BaseHTTPResponse) -> EndpointError:
        return EndpointError(
            f"{self.url}: the server answered with {_media_type(response) or 'something'} instead of results of "
            "SPARQL.\nGive the address to which queries are sent."
        )


def _readable(response: BaseHTTPResponse) -> IO[bytes]:
    """The body as a file: a response can be read like one."""
    return cast("IO[bytes]", response)


def _media_type(response: BaseHTTPResponse) -> str:
    return response.headers.get("Content-Type", "").partition(";")[0].strip()


def _is_results(response: BaseHTTPResponse) -> bool:
    return ox.QueryResultsFormat.from_media_type(_media_type(response)) is not None
