"""The codes of the schemes: which there are.

What comes in: the name of a scheme, such as `actor-type`. What goes out: its codes.
What it never does: make one up.
"""

from __future__ import annotations

from functools import cache

from pyoxigraph import Literal, parse

from kg.assets import ONTOLOGY_DIR
from kg.namespaces import SKOS


@cache
def read_codes(scheme: str) -> tuple[str, ...]:
    """The codes of a scheme of the ontology, sorted.

    >>> read_codes("quotation")
    ('direct', 'indirect', 'mixed')
    """
    quads = parse(path=ONTOLOGY_DIR / "codes" / f"{scheme}.ttl")
    return tuple(
        sorted(
            quad.object.value for quad in quads if quad.predicate == SKOS.notation and isinstance(quad.object, Literal)
        )
    )
