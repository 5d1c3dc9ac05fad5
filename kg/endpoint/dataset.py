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
from typing import Any, Self

import pyoxigraph as ox
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from kg.endpoint.answers import get_media_type, is_results, to_file
from kg.endpoint.http import Connection, Parameters, check_address
from kg.errors import EndpointError
from kg.namespaces import KG, XSD

#: The graph in which `kg load` notes what it has sent; it is no part of the dataset.
LOADED = ox.NamedNode("https://w3id.org/dateline/loaded")

#: How long a server may be silent before it is given up, in seconds.
TIMEOUT = 600.0

_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_TRIPLES = "application/n-triples, text/turtle;q=0.8"

_IN_ANY_GRAPH = f"GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != {LOADED})"

_LOADED = f"""SELECT ?key ?graph ?registry WHERE {{
  GRAPH {LOADED} {{ ?key {KG.graphHash} ?hash }}
  OPTIONAL {{ GRAPH ?registry {{ ?key {KG.hasGraph} ?graph }} }}
}} ORDER BY ?key"""

# Virtuoso gives truth values back as numbers, and whole decimals as integers.
_DECIMALS = frozenset((KG.confidence, KG.latitude, KG.longitude, KG.similarity))
_TRUTH = {ox.Literal(text, datatype=XSD.boolean): ox.Literal(text == "1") for text in "01"}

#: What Virtuoso says in its answer if it left out what goes beyond its limit.
_CUT_OFF = "X-SPARQL-MaxRows"

# A triple of IRIs that a server sees as we do even if it decodes what it is sent twice, as rdflib-endpoint does.
_PLAIN = 'FILTER (ISIRI(?s) && ISIRI(?o) && !CONTAINS(CONCAT(STR(?s), STR(?p), STR(?o)), "%"))'

# Where servers take queries and updates, beneath the address that people know them by.
_QUERY_PATHS = ("", "/query", "/sparql")
_UPDATE_PATHS = ("/update", "/statements")
# Virtuoso takes updates there from those whom it knows.
_GUARDED = "/sparql-auth"
#: What a server says of a place where it takes no such request.
_NOT_HERE = frozenset((400, 404, 405, 406, 415, 501))
#: What a server says of a place where it takes no updates, but for Virtuoso, which says 500.
_NO_UPDATES = _NOT_HERE | {403, 500}

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


class CutOffError(EndpointError):
    """A server that keeps back a part of an answer."""


class Endpoint:
    """A dataset behind an endpoint. Use it in a `with` block, or `close` it when done."""

    def __init__(self, url: str, *, update_url: str | None = None, timeout: float = TIMEOUT) -> None:
        """Nothing is sent before something is asked.

        Args:
            url: the address of the server, or of its query service.
            update_url: where it takes updates; found out if left out.
            timeout: how many seconds the server may be silent.

        Raises:
            EndpointError: this is not the address of an endpoint.
        """
        self.url = check_address(url)
        self._given_update_url = None if update_url is None else check_address(update_url)
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
        if isinstance(parsed, ox.QueryBoolean):
            return self._to_truth(answer)
        return self._to_rows(answer)

    def select(self, sparql: str) -> Iterator[dict[str, Any]]:
        """The rows of a SELECT over graphs that it names, each as its terms by variable; for questions of our own."""
        rows = self._to_rows(self._read(self._ask(self._query_url, sparql, _ROWS)))
        names = [variable.value for variable in rows.variables]
        for row in rows:
            yield dict(zip(names, row, strict=True))

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The quads of one named graph, or of all of the dataset, as they arrive."""
        where = (
            self._in_dataset() if graph is None else f"VALUES ?g {{ {ox.NamedNode(graph)} }} GRAPH ?g {{ ?s ?p ?o }}"
        )
        yield from self._iter_quads(where)

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted: those that a load put there if there are any, else all."""
        ours, _ = self._divide()
        return ours

    def iter_loaded(self) -> Iterator[dict[str, Any]]:
        """What loads noted as `key`: a graph, or an article, which has its `graph` and its `registry`; by key."""
        return self.select(_LOADED)

    def __len__(self) -> int:
        """How many quads the dataset holds."""
        return self._count(self._in_dataset())

    @cached_property
    def dataset(self) -> ox.Store:
        """A copy of the dataset in memory, for stages that read everything: exports, networks, counts.

        Raises:
            EndpointError: the endpoint cannot be reached, or does not give all that it holds.
        """
        copy, where = ox.Store(), self._in_dataset()
        copy.bulk_extend(self._iter_all(where))
        if len(copy) != (held := self._count(where)):
            raise EndpointError(
                f"{self.url}: the server gave {len(copy):,} quads and counts {held:,}.\n"
                "If somebody writes to it just now, ask again. Else have it give all that it holds, or read the store."
            )
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
            answered = is_results(response)
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
        if self._given_update_url is not None:
            return self._given_update_url
        root = self.url
        for path in _QUERY_PATHS[1:]:
            root = root.removesuffix(path)
        refusals = []
        for url in dict.fromkeys(
            [*(root + path for path in _UPDATE_PATHS), self.url, self._query_url, root + _GUARDED]
        ):
            try:
                self._connection.update(url, "INSERT DATA {}")
            except EndpointError as error:
                if error.status not in _NO_UPDATES:
                    raise
                refusals.append(error)
            else:
                return url
        raise EndpointError(
            f"{self.url}: the server takes no updates. Start it so that it does, or name the address that takes "
            f"them: --update-endpoint.\nIt said: {refusals[-1]}"
        )

    @cached_property
    def _union(self) -> Parameters:
        """What makes the default graph of a request the union of all graphs."""
        for row in self.select(f"SELECT ?s ?p ?o WHERE {{ {_IN_ANY_GRAPH} {_PLAIN} }} LIMIT 1"):
            question = f"ASK {{ {row['s']} {row['p']} {row['o']} }}"
            for parameters in _UNION:
                if self._to_truth(self._read(self._ask(self._query_url, question, _ROWS, parameters))):
                    return parameters
            raise EndpointError(
                f"{self.url}: queries here do not see the named graphs, and no option that this program knows makes "
                "them.\nSet up the server so that its default graph is the union of the named graphs."
            )
        return ()

    # -- inside ------------------------------------------------------------------------------------

    def _divide(self) -> tuple[list[str], list[str]]:
        """The named graphs of the dataset, and those that the server has beside it: its own, or those of others."""
        there = {row["g"].value for row in self.select(f"SELECT DISTINCT ?g WHERE {{ {_IN_ANY_GRAPH} }}")}
        loaded = {
            node.value for row in self.iter_loaded() for node in (row["key"], row["graph"], row["registry"]) if node
        }
        return sorted(there & loaded if loaded else there), sorted(there - loaded if loaded else ())

    def _in_dataset(self) -> str:
        """The pattern of a quad of the dataset."""
        _, others = self._divide()
        names = ", ".join(map(str, [LOADED, *map(ox.NamedNode, others)]))
        return f"GRAPH ?g {{ ?s ?p ?o }} FILTER (?g NOT IN ({names}))"

    def _count(self, where: str) -> int:
        (row,) = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {where} }}")
        return int(row["n"].value)

    def _iter_quads(self, where: str) -> Iterator[ox.Quad]:
        for row in self.select(f"SELECT ?s ?p ?o ?g WHERE {{ {where} }}"):
            yield ox.Quad(row["s"], row["p"], _restore(row["p"], row["o"]), row["g"])

    def _iter_all(self, where: str) -> Iterator[ox.Quad]:
        """The quads of the dataset, asked for graph by graph if the server does not give them at once."""
        try:
            yield from self._iter_quads(where)
        except CutOffError:
            for graph in self.graphs():
                yield from self.quads(graph)

    def _ask(self, url: str, sparql: str, accept: str, parameters: Parameters = ()) -> BaseHTTPResponse:
        return self._connection.ask(url, sparql, accept=accept, parameters=parameters)

    def _read(self, response: BaseHTTPResponse) -> ox.QuerySolutions | ox.QueryBoolean:
        syntax = ox.QueryResultsFormat.from_media_type(get_media_type(response))
        if syntax is None:
            raise self._not_results(response)
        if (most := response.headers.get(_CUT_OFF)) is not None:
            response.close()
            raise CutOffError(
                f"{self.url}: the server gives no more than {most} rows, and may have kept some back.\n"
                "Ask for fewer, or have it give more (Virtuoso: ResultSetMaxRows in its settings)."
            )
        with self._receiving():
            return ox.parse_query_results(to_file(response), format=syntax)

    def _to_truth(self, answer: ox.QuerySolutions | ox.QueryBoolean) -> bool:
        """The answer to an ASK; Virtuoso gives it as a row with a number."""
        if isinstance(answer, ox.QueryBoolean):
            return bool(answer)
        return any(term.value in {"1", "true"} for row in self._to_rows(answer) for term in row)

    def _to_rows(self, answer: ox.QuerySolutions | ox.QueryBoolean) -> Rows:
        if isinstance(answer, ox.QueryBoolean):
            raise EndpointError(
                f"{self.url}: the server answered a SELECT with yes or no.\nThe server's log may say more."
            )
        return Rows(answer, self._receiving)

    def _iter_triples(self, response: BaseHTTPResponse) -> Iterator[ox.Triple]:
        syntax = ox.RdfFormat.from_media_type(get_media_type(response))
        if syntax is None:
            raise self._not_results(response)
        with self._receiving():
            for quad in ox.parse(to_file(response), format=syntax):
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
            f"{self.url}: the server answered with {get_media_type(response) or 'something'} instead of results of "
            "SPARQL.\nGive the address to which queries are sent."
        )


def _restore(predicate: ox.NamedNode, value: ox.NamedNode | ox.BlankNode | ox.Literal) -> Any:
    """A value as it was loaded, where a server is known to write the same value otherwise."""
    if not isinstance(value, ox.Literal):
        return value
    if predicate in _DECIMALS and value.datatype == XSD.integer:
        return ox.Literal(value.value, datatype=XSD.decimal)
    return _TRUTH.get(value, value)
