"""RDF files: which suffix means which syntax, and the quads in them.

What comes in: the path of a file. What goes out: its quads, as they are read.
What it never does: fetch anything; a remote JSON-LD context is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse, serialize

from kg.errors import KGError

#: The syntax that each file suffix stands for.
FORMATS: dict[str, RdfFormat] = {
    ".ttl": RdfFormat.TURTLE,
    ".turtle": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
}


def get_format(path: Path) -> RdfFormat:
    """The RDF syntax that the suffix of `path` stands for.

    Raises:
        KGError: it stands for none.

    >>> get_format(Path("graph.trig"))
    <RdfFormat TriG>
    >>> get_format(Path("graph.doc"))
    Traceback (most recent call last):
    kg.errors.KGError: graph.doc: '.doc' is no suffix of RDF. Known are .ttl .turtle .trig .nt .nq .jsonld .rdf .owl
    """
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        known = " ".join(FORMATS)
        raise KGError(f"{path}: {path.suffix!r} is no suffix of RDF. Known are {known}") from None


def iter_quads(path: Path) -> Iterator[Quad]:
    """The quads of an RDF file; triples of a syntax without graphs stand in the default graph.

    Blank nodes get fresh names, so that those of two files never meet.

    Raises:
        KGError: the suffix is unknown, or the file cannot be read or is not in that syntax; the
            message has the line.
    """
    rdf_format = get_format(path)
    try:
        yield from parse(path=path, format=rdf_format, rename_blank_nodes=True)
    except SyntaxError as error:
        raise KGError(f"{path}:{error.lineno or 1}: not {rdf_format.name}: {error.msg}") from None
    except OSError as error:
        raise KGError(f"{path}: cannot be read ({error.strerror or error}).") from None


def to_nquads(quads: Iterable[Quad]) -> bytes:
    """Quads as N-Quads, a line each, sorted by code point: the same for the same quads in any order.

    >>> from pyoxigraph import Literal, NamedNode
    >>> e = NamedNode("http://e/a")
    >>> to_nquads([Quad(e, e, Literal("b")), Quad(e, e, Literal("a"))]).decode().splitlines()
    ['<http://e/a> <http://e/a> "a" .', '<http://e/a> <http://e/a> "b" .']
    """
    content: bytes = serialize(quads, format=RdfFormat.N_QUADS) or b""
    # Not splitlines: it would also split at a form feed or a carriage return inside a literal.
    lines = content.split(b"\n")[:-1]
    return b"".join(line + b"\n" for line in sorted(lines))
