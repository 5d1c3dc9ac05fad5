"""Names and values of attributes, such as every format for networks takes.

What comes in: IRIs and literals. What goes out: short names; texts, numbers and truth values.
What it never does: give a list or nothing as a value, which GraphML and GEXF cannot write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TypeAlias

import pyoxigraph as ox

Attribute: TypeAlias = str | int | float | bool

_XSD = "http://www.w3.org/2001/XMLSchema#"
_FLOATS = {_XSD + name for name in ("decimal", "double", "float")}
#: What a number or a truth value begins with; all other literals are texts, and need no look at their datatype.
TYPED = frozenset("0123456789+-.tf")


@cache
def attribute_name(predicate: str) -> str:
    """The short name of a property as an attribute.

    >>> attribute_name("https://w3id.org/dateline/ontology#hasEventType")
    'event_type'
    >>> attribute_name("http://www.w3.org/2004/02/skos/core#prefLabel")
    'pref_label'
    """
    name = re.sub(r"^has(?=[A-Z])", "", local_name(predicate))
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


@lru_cache(maxsize=100_000)
def local_name(iri: str) -> str:
    """What stands after the last `#`, `/` or `:`.

    >>> local_name("https://w3id.org/dateline/codes/medium/letter")
    'letter'
    """
    return iri[max(iri.rfind("#"), iri.rfind("/"), iri.rfind(":")) + 1 :] or iri


def to_attribute(literal: ox.Literal) -> Attribute:
    """A finite number or a truth value where the datatype says so, else the text.

    >>> to_attribute(ox.Literal(12)), to_attribute(ox.Literal(True)), to_attribute(ox.Literal("12"))
    (12, True, '12')
    """
    text = literal.value
    if text[:1] not in TYPED or not text:
        return text
    datatype = literal.datatype.value
    try:
        if datatype == _XSD + "integer":
            return int(text)
        if datatype in _FLOATS:
            number = float(text)
            return number if abs(number) != float("inf") else text
    except ValueError:
        return text
    if datatype == _XSD + "boolean" and text in {"true", "false"}:
        return text == "true"
    return text


_SEPARATOR = "; "


def join(values: Iterable[Attribute]) -> str:
    """Several values as one text, sorted, each once.

    >>> join(["b", "a", "b"])
    'a; b'
    """
    return _SEPARATOR.join(sorted({str(value) for value in values}))


def split_values(text: str) -> list[str]:
    """The values of an attribute that holds several, such as `articles` and `publishers`.

    >>> split_values("a; b"), split_values("")
    (['a', 'b'], [])
    """
    return text.split(_SEPARATOR) if text else []
