"""Facts to quads and back, and the graphs that articles share.

What comes in: `ArticleFacts`; or the quads of one article graph.
What goes out: sorted quads without blank nodes; or the same facts, in canonical order.
What it never does: judge. What is wrong with a graph is for `kg.validate` to say.

The law is `from_quads(to_quads(facts)) == canonical(facts)`.
"""

from kg.rdf.canonical import canonical
from kg.rdf.common import describe_extractor, own_quads
from kg.rdf.identities import find_joined, identity_quads, iter_concerned, relink, restore
from kg.rdf.mapping import to_quads, to_statements
from kg.rdf.places import (
    Outer,
    TerritoryOf,
    Triple,
    describe_unnamed,
    find_outer,
    find_outer_of_place,
    find_territory,
    first_place,
    outer_triples,
)
from kg.rdf.reading import from_quads
from kg.rdf.references import find_references
from kg.rdf.shared import (
    Description,
    describe,
    entity_quads,
    registry_quads,
    to_shared_quads,
)
from kg.rdf.stories import occurrence_quads, text_group_quads

__all__ = [
    "Description",
    "Outer",
    "TerritoryOf",
    "Triple",
    "canonical",
    "describe",
    "describe_extractor",
    "describe_unnamed",
    "entity_quads",
    "find_joined",
    "find_outer",
    "find_outer_of_place",
    "find_references",
    "find_territory",
    "first_place",
    "from_quads",
    "identity_quads",
    "iter_concerned",
    "occurrence_quads",
    "outer_triples",
    "own_quads",
    "registry_quads",
    "relink",
    "restore",
    "text_group_quads",
    "to_quads",
    "to_shared_quads",
    "to_statements",
]
