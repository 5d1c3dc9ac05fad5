"""Facts to quads and back, and the graphs that articles share.

What comes in: `ArticleFacts`; or the quads of one article graph.
What goes out: sorted quads without blank nodes; or the same facts, in canonical order.
What it never does: judge. What is wrong with a graph is for `kg.validate` to say.

The law is `from_quads(to_quads(facts)) == canonical(facts)`.
"""

from kg.rdf.canonical import canonical
from kg.rdf.common import common_quads, own_quads
from kg.rdf.mapping import to_quads, to_statements
from kg.rdf.reading import from_quads
from kg.rdf.shared import entity_quads, iter_references, registry_quads

__all__ = [
    "canonical",
    "common_quads",
    "entity_quads",
    "from_quads",
    "iter_references",
    "own_quads",
    "registry_quads",
    "to_quads",
    "to_statements",
]
