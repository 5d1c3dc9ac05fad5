"""The graph in the formats of others: RDF in every syntax, Web Annotations, networks.

What comes in: a `pyoxigraph.Store`. What goes out: bytes, the same for the same graph on every machine.
What it never does: leave a half-written file, or name a remote context that a reader would have to fetch
(Web Annotations excepted, whose standard asks for one).
"""

from kg.export.datasets import to_rdflib
from kg.export.mappings import to_sssom
from kg.export.writing import NETWORK_WRITERS, WRITERS, Writer, dump, dump_network, guess_format, write, write_network

__all__ = [
    "NETWORK_WRITERS",
    "WRITERS",
    "Writer",
    "dump",
    "dump_network",
    "guess_format",
    "to_rdflib",
    "to_sssom",
    "write",
    "write_network",
]
