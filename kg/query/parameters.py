"""Values that people type, as RDF terms.

What comes in: a parameter and its value as text. What goes out: terms, written as SPARQL writes them.
What it never does: put a text into a query other than as a literal that the engine has quoted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache

import pyoxigraph as ox

from kg.assets import ONTOLOGY_DIR
from kg.errors import QueryError
from kg.namespaces import PREFIXES, SKOS
from kg.query.catalogue import NamedQuery, Parameter
from kg.query.engine import Queryable, Rows

_XSD = "http://www.w3.org/2001/XMLSchema#"
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CODES = "https://w3id.org/dateline/codes/"
_TRUTH = {"true": "true", "yes": "true", "1": "true", "false": "false", "no": "false", "0": "false"}

_ENTITY = "VALUES ?kind { kg:Person kg:Organization kg:Group kg:State kg:Place kg:Entity } ?entity a ?kind"
_BY_LABEL = f"""SELECT DISTINCT ?entity ?name WHERE {{
  VALUES ?property {{ skos:prefLabel skos:altLabel }} ?entity ?property ?name .
  FILTER EXISTS {{ {_ENTITY} }} %s }} ORDER BY ?entity ?name"""
_BY_MENTION = f"""SELECT DISTINCT ?entity ?name WHERE {{
  {{ ?entity rdfs:label ?name FILTER EXISTS {{ {_ENTITY} }} %s }}
  UNION {{ VALUES ?property {{ kg:name kg:alias }} ?reference ?property ?name ; kg:refersTo ?entity %s }}
}} ORDER BY ?entity ?name"""


def to_terms(store: Queryable, query: NamedQuery, values: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The terms of every parameter that has a value, given or by default.

    Raises:
        QueryError: a parameter is unknown or missing, or a value is not of its type.
    """
    for name in values:
        query.get_parameter(name)
    terms = {}
    for parameter in query.parameters:
        value = str(values.get(parameter.name, parameter.default or "")).strip()
        if not value and parameter.required:
            raise QueryError(
                f"The query {query.name!r} needs the parameter {parameter.name!r} ({parameter.description}). "
                f"Give {parameter.name}=…."
            )
        if value:
            terms[parameter.name] = tuple(str(term) for term in _to_term(store, parameter, value))
    return terms


def find_entities(store: Queryable, name: str) -> list[ox.NamedNode]:
    """The entities of that name, whatever its case; by the names of the entities graph, else of the articles.

    A name may be that of several, such as a country as an actor and as a place.
    """
    wanted = ox.Literal(" ".join(name.split()).lower())
    condition = f"FILTER (LCASE(STR(?name)) = {wanted})"
    for query in (_BY_LABEL % condition, _BY_MENTION % (condition, condition)):
        if found := [row["entity"] for row in _select(store, query)]:
            return [entity for entity in dict.fromkeys(found) if isinstance(entity, ox.NamedNode)]
    return []


def _select(store: Queryable, query: str) -> Rows:
    rows = store.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    assert isinstance(rows, Rows)
    return rows


def _to_term(store: Queryable, parameter: Parameter, value: str) -> list[ox.NamedNode] | list[ox.Literal]:
    match parameter.type:
        case "entity":
            return _to_entities(store, parameter, value)
        case "code":
            return [_to_code(parameter, code.strip()) for code in value.split(",")]
        case "date":
            return [_to_date(parameter, value)]
        case "integer":
            return [_to_integer(parameter, value)]
        case "boolean":
            return [_to_boolean(parameter, value)]
        case "text":
            return [ox.Literal(value)]


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


def _to_code(parameter: Parameter, code: str) -> ox.NamedNode:
    if not _CODE.fullmatch(code):
        raise QueryError(
            f"{parameter.name}: {code!r} is not a code of the scheme {parameter.scheme!r}. "
            "A code is lower-case words with hyphens, such as killed-or-injured; commas stand between several."
        )
    known = _read_codes(parameter.scheme or "")
    if code not in known:
        near = get_close_matches(code, known, n=3) or known
        raise QueryError(
            f"{parameter.name}: there is no code {code!r} in the scheme {parameter.scheme!r}. "
            f"{'Near it' if len(near) < len(known) else 'Its codes'}: {', '.join(near)}."
        )
    return ox.NamedNode(f"{_CODES}{parameter.scheme}/{code}")


@cache
def _read_codes(scheme: str) -> tuple[str, ...]:
    """The codes of a scheme of the ontology."""
    path = ONTOLOGY_DIR / "codes" / f"{scheme}.ttl"
    return tuple(
        sorted(
            quad.object.value
            for quad in ox.parse(path=path)
            if quad.predicate == SKOS.notation and isinstance(quad.object, ox.Literal)
        )
    )


def _to_date(parameter: Parameter, value: str) -> ox.Literal:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise QueryError(f"{parameter.name}: {value!r} is not a date. Write it as YYYY-MM-DD.") from None
    return ox.Literal(day.isoformat(), datatype=ox.NamedNode(_XSD + "date"))


def _to_integer(parameter: Parameter, value: str) -> ox.Literal:
    if not re.fullmatch(r"[+-]?[0-9]+", value):
        raise QueryError(f"{parameter.name}: {value!r} is not a whole number.")
    return ox.Literal(value, datatype=ox.NamedNode(_XSD + "integer"))


def _to_boolean(parameter: Parameter, value: str) -> ox.Literal:
    truth = _TRUTH.get(value.lower())
    if truth is None:
        raise QueryError(f"{parameter.name}: {value!r} is neither true nor false.")
    return ox.Literal(truth, datatype=ox.NamedNode(_XSD + "boolean"))
