"""Values that people type, as RDF terms.

What comes in: a parameter and its value as text. What goes out: RDF terms.
What it never does: write SPARQL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

import pyoxigraph as ox

from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.query.engine import Queryable, Rows
from kg.query.named import NamedQuery, Parameter
from kg.query.typed import to_typed
from kg.query.values import Term

_ENTITY = "VALUES ?kind { kg:Person kg:Organization kg:Group kg:State kg:Place kg:Entity } ?entity a ?kind"
_BY_LABEL = f"""SELECT DISTINCT ?entity ?name WHERE {{
  VALUES ?property {{ skos:prefLabel skos:altLabel }} ?entity ?property ?name .
  FILTER EXISTS {{ {_ENTITY} }} %s }} ORDER BY ?entity ?name"""
_BY_MENTION = f"""SELECT DISTINCT ?entity ?name WHERE {{
  {{ ?entity rdfs:label ?name FILTER EXISTS {{ {_ENTITY} }} %s }}
  UNION {{ VALUES ?property {{ kg:name kg:alias }} ?reference ?property ?name ; kg:refersTo ?entity %s }}
}} ORDER BY ?entity ?name"""


def to_terms(store: Queryable, query: NamedQuery, values: Mapping[str, object]) -> dict[str, tuple[Term, ...]]:
    """The terms of every parameter that has a value, given or by default.

    Raises:
        QueryError: a parameter is unknown or missing, or a value is not of its type.
    """
    for name in values:
        query.get_parameter(name)
    terms: dict[str, tuple[Term, ...]] = {}
    for parameter in query.parameters:
        given = values.get(parameter.name)
        value = str(parameter.default or "" if given is None else given).strip()
        if not value and parameter.required:
            raise QueryError(
                f"The query {query.name!r} needs the parameter {parameter.name!r} ({parameter.description}). "
                f"Give {parameter.name}=…."
            )
        if value:
            terms[parameter.name] = tuple(_to_term(store, parameter, value))
    return terms


def find_entities(store: Queryable, name: str) -> list[ox.NamedNode]:
    """The entities of that name, whatever its case; by the names of the entities graph, else of the articles.

    A name may be that of several, such as a country as an actor and as a place.
    """
    try:
        wanted = ox.Literal(" ".join(name.split()).lower())
    except ValueError:
        raise QueryError(f"{name!r} is no text in UTF-8. Give a name as the articles write it.") from None
    condition = f"FILTER (LCASE(STR(?name)) = {wanted})"
    for query in (_BY_LABEL % condition, _BY_MENTION % (condition, condition)):
        if found := [row["entity"] for row in _select(store, query)]:
            return [entity for entity in dict.fromkeys(found) if isinstance(entity, ox.NamedNode)]
    return []


def find_names(store: Queryable, start: str, *, limit: int) -> list[str]:
    """Names of entities that begin so, whatever their case, in the order of the alphabet."""
    wanted = ox.Literal(start.lower())
    names = _select(store, _BY_LABEL % f"FILTER (STRSTARTS(LCASE(STR(?name)), {wanted}))")
    return sorted({str(row["name"].value) for row in names})[:limit]


def _select(store: Queryable, query: str) -> Rows:
    rows = store.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    assert isinstance(rows, Rows)
    return rows


def _to_term(store: Queryable, parameter: Parameter, value: str) -> Sequence[Term]:
    return _to_entities(store, parameter, value) if parameter.type == "entity" else to_typed(parameter, value)


def _to_entities(store: Queryable, parameter: Parameter, value: str) -> list[ox.NamedNode]:
    if "://" in value or value.startswith("urn:"):
        return [_to_known(store, parameter, value.removeprefix("<").removesuffix(">"))]
    if entities := find_entities(store, value):
        return entities
    names = sorted({str(row["name"].value) for row in _select(store, _BY_LABEL % "")})
    by_lower = {name.lower(): name for name in names}
    near = [by_lower[name] for name in get_close_matches(value.lower(), by_lower, n=5, cutoff=0.5)]
    near = near or [name for name in names if value.lower() in name.lower()][:5]
    hint = f" Near it: {'; '.join(near)}." if near else ""
    raise QueryError(
        f"{parameter.name}: no entity in this graph is named {value!r}.{hint} "
        "The queries `actors` and `places` list the names that there are; an IRI will do as well."
    )


def _to_known(store: Queryable, parameter: Parameter, iri: str) -> ox.NamedNode:
    try:
        node = ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{parameter.name}: {iri!r} is not an IRI ({error}). Give an IRI or a name.") from None
    if not store.query(f"ASK {{ {node} ?property ?value }}", prefixes=None, use_default_graph_as_union=True):
        raise QueryError(f"{parameter.name}: this graph says nothing about <{iri}>. Give an IRI from it, or a name.")
    return node
