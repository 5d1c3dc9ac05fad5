"""Questions to the graph: SPARQL, or one of the named queries.

What comes in: a `pyoxigraph.Store` or an endpoint, a query or the name of one, and values for its parameters.
What goes out: a typed `Answer`, which writes itself as a table, CSV, JSON or a data frame.
What it never does: change the store, or reach the network unless it is given an endpoint.
"""

from kg.query.answers import Answer, AskAnswer, GraphAnswer, Iri, SelectAnswer, Value
from kg.query.catalogue import get_query, is_name, read_queries
from kg.query.engine import Queryable
from kg.query.header import parse_query
from kg.query.named import Column, NamedQuery, Parameter
from kg.query.parameters import find_entities, find_names
from kg.query.running import run
from kg.query.typed import list_values

__all__ = [
    "Answer",
    "AskAnswer",
    "Column",
    "GraphAnswer",
    "Iri",
    "NamedQuery",
    "Parameter",
    "Queryable",
    "SelectAnswer",
    "Value",
    "find_entities",
    "find_names",
    "get_query",
    "is_name",
    "list_values",
    "parse_query",
    "read_queries",
    "run",
]
