"""RDF terms as Python values.

What comes in: terms of the engine. What goes out: `Iri`, str, int, Decimal, float, bool, date, datetime.
What it never does: raise. A literal that does not fit its datatype stays the text that it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

import pyoxigraph as ox

from kg.namespaces import PREFIXES

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Iri(str):
    """An IRI: a str that can be told from a text."""

    __slots__ = ()


Value: TypeAlias = Iri | str | int | float | Decimal | date | datetime | bool | None

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = (
    "integer",
    "nonNegativeInteger",
    "positiveInteger",
    "nonPositiveInteger",
    "negativeInteger",
    "long",
    "int",
    "short",
    "byte",
    "unsignedLong",
    "unsignedInt",
    "unsignedShort",
    "unsignedByte",
)

_READERS: dict[str, Callable[[str], Value]] = {
    **{_XSD + name: int for name in _INTEGERS},
    _XSD + "decimal": Decimal,
    _XSD + "double": float,
    _XSD + "float": float,
    _XSD + "boolean": lambda text: {"true": True, "1": True, "false": False, "0": False}.get(text, text),
    _XSD + "date": date.fromisoformat,
    _XSD + "dateTime": datetime.fromisoformat,
}


def to_value(term: Term | None) -> Value:
    """The Python value of a term.

    >>> to_value(ox.Literal("2025-04-06", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")))
    datetime.date(2025, 4, 6)
    >>> to_value(ox.Literal("soon", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")))
    'soon'
    """
    if isinstance(term, ox.Literal):
        return read_literal(term.value, term.datatype.value)
    if term is None:
        return None
    return Iri(term.value if isinstance(term, ox.NamedNode) else str(term))


def to_rows(terms: Iterable[Sequence[Term | None]]) -> tuple[tuple[Value, ...], ...]:
    """The Python values of rows of terms; each term that comes again is converted once.

    >>> to_rows([(ox.Literal("a"), None), (ox.Literal("a"), ox.NamedNode("urn:b"))])
    (('a', None), ('a', 'urn:b'))
    """
    convert = _Converted().__getitem__
    return tuple(tuple(map(convert, row)) for row in terms)


class _Converted(dict[Term | None, Value]):
    """The values of terms, filled as they are asked for."""

    def __missing__(self, term: Term | None) -> Value:
        value = self[term] = to_value(term)
        return value


def read_literal(text: str, datatype: str) -> Value:
    """The value of a literal of that datatype, an IRI; the text itself if it does not fit.

    >>> read_literal("12", "http://www.w3.org/2001/XMLSchema#integer")
    12
    """
    reader = _READERS.get(datatype)
    if reader is None:
        return text
    try:
        return reader(text)
    except (ValueError, InvalidOperation):
        return text


def shorten(iri: str) -> str:
    """The IRI with a standard prefix, if one fits; the longest namespace wins.

    >>> shorten("http://www.w3.org/2004/02/skos/core#prefLabel")
    'skos:prefLabel'
    >>> shorten("https://example.org/x")
    'https://example.org/x'
    """
    for prefix, namespace in _BY_LENGTH:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))
