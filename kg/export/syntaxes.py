"""Quads in each syntax of RDF: sorted, each statement once, with prefixes.

What comes in: quads in any order. What goes out: bytes that depend on nothing but the set of quads.
What it never does: fetch a context.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import pyoxigraph as ox

from kg.errors import ExportError
from kg.namespaces import KG, PREFIXES

# What XML 1.0 has no way to write.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SUBJECT_NUMBER = re.compile(rb"\d+")
_STRING = rb'"(?:[^"\\]|\\.)*"'
_SUBJECT = re.compile(rb"^(?=[^\s@])", re.MULTILINE)
_PREFIX_LINES = re.compile(rb"\A(?:@prefix [^\n]*\n)*")
_ARTICLE = re.compile(r"(?P<base>.+/)article/[^/#]+")


def to_ntriples(quads: Iterable[ox.Quad]) -> bytes:
    """The union of the graphs as sorted N-Triples."""
    return b"".join(_triple_lines(quads))


def to_nquads(quads: Iterable[ox.Quad]) -> bytes:
    """The dataset as sorted N-Quads."""
    return b"".join(_quad_lines(quads))


def to_turtle(quads: Iterable[ox.Quad]) -> bytes:
    """The union of the graphs as Turtle, a paragraph a subject, facts of an article in the order of its text."""
    quads = list(quads)
    lines = sorted(_triple_lines(quads), key=_reading_order)
    body = _serialize((quad.triple for quad in _parse(lines)), ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    return _SUBJECT.sub(b"\n", _finish(body, _find_base(quads)))


def to_trig(quads: Iterable[ox.Quad]) -> bytes:
    """The dataset as TriG, graph by graph."""
    quads = list(quads)
    lines = sorted(_quad_lines(quads), key=lambda line: (_graph_of(line), _reading_order(line)))
    return _finish(_serialize(_parse(lines), ox.RdfFormat.TRIG, prefixes=PREFIXES), _find_base(quads))


def to_jsonld(quads: Iterable[ox.Quad]) -> bytes:
    """The dataset as expanded JSON-LD, a node a line; it needs no context."""
    lines = sorted(_quad_lines(quads), key=lambda line: (_graph_of(line), _reading_order(line)))
    body = _serialize(_parse(lines), ox.RdfFormat.JSON_LD)
    # Inside a string every quotation mark is escaped, so this can only be where a node begins.
    return body.replace(b'{"@id":', b'\n{"@id":').replace(b':[\n{"@id":', b':[{"@id":') + b"\n"


def to_rdfxml(quads: Iterable[ox.Quad]) -> bytes:
    """The union of the graphs as RDF/XML.

    Raises:
        ExportError: a text holds a character that XML cannot.
    """
    quads = list(quads)
    for quad in quads:
        if isinstance(quad.object, ox.Literal) and (found := _NO_XML.search(quad.object.value)):
            raise ExportError(
                f"RDF/XML has no way to write the character U+{ord(found[0]):04X} in the {quad.predicate} of "
                f"{quad.subject}. Choose another format, such as turtle."
            )
    lines = sorted(_triple_lines(quads), key=_reading_order)
    return _serialize((quad.triple for quad in _parse(lines)), ox.RdfFormat.RDF_XML, prefixes=PREFIXES)


#: The name of each syntax and what writes it.
SYNTAXES: dict[str, Callable[[Sequence[ox.Quad]], bytes]] = {
    "turtle": to_turtle,
    "trig": to_trig,
    "ntriples": to_ntriples,
    "nquads": to_nquads,
    "json-ld": to_jsonld,
    "rdf-xml": to_rdfxml,
}


def _triple_lines(quads: Iterable[ox.Quad]) -> list[bytes]:
    text = _serialize((quad.triple for quad in quads), ox.RdfFormat.N_TRIPLES)
    return sorted(set(_split(text)))


def _quad_lines(quads: Iterable[ox.Quad]) -> list[bytes]:
    return sorted(set(_split(_serialize(quads, ox.RdfFormat.N_QUADS))))


def _split(text: bytes) -> list[bytes]:
    """Lines with their ends; only a line feed ends one (other breaks may stand in literals)."""
    return [line + b"\n" for line in text.split(b"\n") if line]


def _parse(lines: Iterable[bytes]) -> Iterable[ox.Quad]:
    return ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS)


def _serialize(
    statements: Iterable[ox.Quad] | Iterable[ox.Triple],
    syntax: ox.RdfFormat,
    *,
    prefixes: dict[str, str] | None = None,
    base_iri: str | None = None,
) -> bytes:
    return ox.serialize(statements, format=syntax, prefixes=prefixes, base_iri=base_iri) or b""


def _reading_order(line: bytes) -> tuple[bytes, bytes]:
    """An article, then its facts in the order of the text, then the spans of text; then the line itself."""
    subject = line[: line.index(b" ")].rstrip(b">").replace(b"#char=", b"#~")
    return _SUBJECT_NUMBER.sub(lambda number: number[0].rjust(12, b"0"), subject), line


def _graph_of(line: bytes) -> bytes:
    """The last term of a line of N-Quads, if it is a graph."""
    graph = line[:-3].rpartition(b" ")[2]
    return graph if graph.startswith(b"<") and b'"' not in graph and line.count(b" ") > 3 else b""


def _find_base(quads: Iterable[ox.Quad]) -> str | None:
    """The IRI under which the data were minted, so that IRIs can be written relative to it."""
    bases = {
        found["base"]
        for quad in quads
        if quad.predicate == KG.articleId
        and isinstance(quad.subject, ox.NamedNode)
        and (found := _ARTICLE.fullmatch(quad.subject.value))
    }
    return min(bases) if bases else None


def _finish(text: bytes, base: str | None) -> bytes:
    """The prefixes in one order (the engine has none), and IRIs under the base written relative to it."""
    lines = [b"@prefix %s: <%s> .\n" % (name.encode(), iri.encode()) for name, iri in sorted(PREFIXES.items())]
    body = _PREFIX_LINES.sub(b"", text, count=1)
    if base is None:
        return b"".join([*lines, body])

    def relative(found: re.Match[bytes]) -> bytes:
        return b"<" + found["path"] if found["path"] else found[0]

    pattern = _STRING + rb"|<" + re.escape(base.encode()) + rb"(?P<path>[a-z]+/(?![^>]*/\.)[^>.][^>]*>)"
    return b"".join([b"@base <%s> .\n" % base.encode(), *lines, re.sub(pattern, relative, body)])
