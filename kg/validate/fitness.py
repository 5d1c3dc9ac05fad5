r"""What in shapes `shacl` answers otherwise than the standard, without a word: found before they are run.

What comes in: a shapes graph. What goes out: reasons to take the other engine.
What it never does: look at data. What both engines cannot be trusted with is refused by `guards`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.namespaces import XSD
from kg.validate import sparql
from kg.validate.shapes import ShapesGraph, sh

#: Datatypes of which it takes any text for a value.
_UNCHECKED = frozenset(XSD.iri + name for name in ("dayTimeDuration", "yearMonthDuration", "base64Binary", "hexBinary"))

# A reference to a group, and a look ahead or behind: as an escape it may stand doubled in the text of a query.
_NOT_IN_RUST = re.compile(r"\\[1-9]|\(\?(?:[=!]|<[=!])")


class Unfit(NamedTuple):
    """Why an engine is not fit for shapes.

    Attributes:
        why: the shape and what it does.
        instead: what it could do instead.
    """

    why: str
    instead: str


def find_unfit(shapes: ShapesGraph, ranges: Mapping[str, str]) -> Iterator[Unfit]:
    """What in the shapes `shacl` would answer wrongly.

    Args:
        shapes: the shapes graph.
        ranges: the range of each property that the ontology gives one.
    """
    for query in shapes.sparql:
        if (compared := sparql.find_dates_compared(query, ranges)) is not None:
            yield Unfit(compared, "Compare STR() of the dates (ISO dates sort as text), or use xsd:dateTime")
        if (found := _NOT_IN_RUST.search(query.text)) is not None:
            yield Unfit(f"{query.holder} has {found[0]!r} in a regular expression", "Write the expression without it")
    for triple in shapes.triples:
        here, value = shapes.name_of(triple.subject), triple.object
        if triple.predicate == sh("datatype") and isinstance(value, NamedNode) and value.value in _UNCHECKED:
            name = value.value.removeprefix(XSD.iri)
            yield Unfit(f"{here} asks for values of the datatype xsd:{name}", "Check their form with sh:pattern")
        pattern = value.value if triple.predicate == sh("pattern") and isinstance(value, Literal) else ""
        if (found := _NOT_IN_RUST.search(pattern)) is not None:
            yield Unfit(f"{here} has {found[0]!r} in its sh:pattern", "Write the expression without it")
