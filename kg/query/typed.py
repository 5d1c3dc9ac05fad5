"""Texts as RDF terms of the type that a parameter has: codes, choices, dates, numbers.

What comes in: a parameter, and its value as people type it. What goes out: RDF terms.
What it never does: need a graph; for entities see `kg.query.parameters`.
"""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches

import pyoxigraph as ox

from kg.codes import read_codes
from kg.errors import QueryError
from kg.identifiers import CODES
from kg.namespaces import KG, XSD
from kg.periods import read_period
from kg.query.named import Parameter
from kg.query.values import Term

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: The largest whole number that the engine counts with.
_LARGEST = 2**63 - 1

_TRUTH = {"true": "true", "yes": "true", "1": "true", "false": "false", "no": "false", "0": "false"}


def to_typed(parameter: Parameter, value: str) -> list[Term]:
    """The terms that a text stands for: several for codes with commas between, else one.

    Raises:
        QueryError: the text is not of the type.

    >>> to_typed(Parameter(name="until", type="end", description=""), "2024-02")
    [<Literal value=2024-02-29 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#date>>]
    """
    match parameter.type:
        case "code":
            return [_to_code(parameter, code.strip()) for code in value.split(",")]
        case "choice":
            return [_to_choice(parameter, value)]
        case "term":
            return [_to_declared(parameter, value)]
        case "date":
            return [_to_date(parameter, value)]
        case "start":
            return [_day(_read_period(parameter, value)[0])]
        case "end":
            return [_day(_read_period(parameter, value)[1])]
        case "integer":
            return [_to_integer(parameter, value)]
        case "boolean":
            return [_to_boolean(parameter, value)]
        case _:
            return [ox.Literal(value)]


def list_values(parameter: Parameter) -> tuple[str, ...]:
    """The values that a parameter of a closed type can have; none for an open one.

    >>> list_values(Parameter(name="named", type="boolean", description=""))
    ('no', 'yes')
    """
    match parameter.type:
        case "code":
            return read_codes(parameter.scheme or "")
        case "choice":
            return parameter.choices
        case "term":
            return tuple(sorted(KG))
        case "boolean":
            return ("no", "yes")
        case _:
            return ()


def _to_code(parameter: Parameter, code: str) -> ox.NamedNode:
    if not _CODE.fullmatch(code):
        raise QueryError(
            f"{parameter.name}: {code!r} is not a code of the scheme {parameter.scheme!r}. "
            "A code is lower-case words with hyphens, such as killed-or-injured; commas stand between several."
        )
    known = read_codes(parameter.scheme or "")
    if code not in known:
        near = get_close_matches(code, known, n=3) or known
        raise QueryError(
            f"{parameter.name}: there is no code {code!r} in the scheme {parameter.scheme!r}. "
            f"{'Near it' if len(near) < len(known) else 'Its codes'}: {', '.join(near)}."
        )
    return ox.NamedNode(f"{CODES}{parameter.scheme}/{code}")


def _to_choice(parameter: Parameter, value: str) -> ox.Literal:
    if value.lower() not in parameter.choices:
        near = get_close_matches(value.lower(), parameter.choices, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise QueryError(f"{parameter.name}: {value!r} is not {parameter.kind}.{hint}")
    return ox.Literal(value.lower())


def _to_declared(parameter: Parameter, value: str) -> ox.NamedNode:
    """A term of the ontology, given with or without its prefix or namespace."""
    name = value.removeprefix("kg:").removeprefix(KG.iri)
    if name not in set(KG):
        near = get_close_matches(name, sorted(KG), n=3)
        hint = f" Near it: {', '.join(near)}." if near else ""
        raise QueryError(f"{parameter.name}: the ontology declares no {value!r}.{hint}")
    return KG[name]


def _to_date(parameter: Parameter, value: str) -> ox.Literal:
    try:
        return _day(date.fromisoformat(value))
    except ValueError:
        raise QueryError(f"{parameter.name}: {value!r} is not a date. Write it as YYYY-MM-DD.") from None


def _read_period(parameter: Parameter, value: str) -> tuple[date, date]:
    try:
        return read_period(value)
    except ValueError:
        raise QueryError(
            f"{parameter.name}: {value!r} is not a date. Write it as YYYY-MM-DD, YYYY-MM or YYYY."
        ) from None


def _day(day: date) -> ox.Literal:
    return ox.Literal(day.isoformat(), datatype=XSD.date)


def _to_integer(parameter: Parameter, value: str) -> ox.Literal:
    if not re.fullmatch(r"[0-9]+", value):
        raise QueryError(f"{parameter.name}: {value!r} is not a whole number from 0 up.")
    digits = value.lstrip("0") or "0"
    if len(digits) > len(str(_LARGEST)) or int(digits) > _LARGEST:
        raise QueryError(f"{parameter.name}: {value!r} is too large. Give a whole number from 0 to {_LARGEST}.")
    return ox.Literal(digits, datatype=XSD.integer)


def _to_boolean(parameter: Parameter, value: str) -> ox.Literal:
    truth = _TRUTH.get(value.lower())
    if truth is None:
        raise QueryError(f"{parameter.name}: {value!r} is neither true nor false.")
    return ox.Literal(truth, datatype=XSD.boolean)
