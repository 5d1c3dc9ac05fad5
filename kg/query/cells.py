r"""The rows of an answer as the engine writes them: lines of RDF terms with tabs between.

What comes in: text in the W3C's TSV format, without its header. What goes out: columns, and their values as Python has
them. What it never does: raise on a value. A literal that does not fit its datatype stays the text that it is.

The engine writes a whole answer at once, in less time than it makes an object of each term, and a column is read with a
few calls that each go through all of it. No tab, line break or quotation mark stands inside a cell but behind `\`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from kg.query.values import Iri, Term, Value, read_literal

_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
_TYPED = re.compile(r'"(?P<text>.*)"(?:@[A-Za-z0-9-]+|\^\^<(?P<datatype>[^>]*)>)?', re.DOTALL)
_XSD = "http://www.w3.org/2001/XMLSchema#"

#: Where each value is the same as another one this often, it is cheaper to look it up than to read it again.
_REPEATED = 2


def split_columns(lines: str, count: int) -> list[list[str]]:
    r"""The cells of each of `count` columns.

    >>> split_columns('"a"\t1\n"b"\t2\n', 2)
    [['"a"', '"b"'], ['1', '2']]
    """
    if not lines:
        return [[] for _ in range(count)]
    cells = lines[:-1].replace("\n", "\t").split("\t")
    return [cells[i::count] for i in range(count)]


def join_columns(columns: Sequence[Iterable[str]]) -> str:
    """The lines of columns of cells, which `split_columns` takes apart; lines that are the same stand once."""
    return "".join(f"{line}\n" for line in dict.fromkeys(map("\t".join, zip(*columns, strict=True))))


def read_column(cells: Sequence[str]) -> list[Value]:
    """The value of each cell.

    >>> read_column(['"a"', '"b"']), read_column(["<urn:a>", "", "0.5"])
    (['a', 'b'], ['urn:a', None, Decimal('0.5')])
    """
    distinct = set(cells)
    if _REPEATED * len(distinct) > len(cells) and (values := _read_alike(cells)) is not None:
        return values
    known = {cell: read_cell(cell) for cell in distinct}
    return list(map(known.__getitem__, cells))


def _read_alike(cells: Sequence[str]) -> list[Value] | None:
    """The values of cells that all are IRIs, plain texts or whole numbers; None if they are not."""
    text = "\n".join(cells)
    first, last, between = text[:1], text[-1:], len(cells) - 1
    if first == "<" and last == ">" and text.count(">\n<") == between and "<<" not in text:
        return [Iri(iri) for iri in text[1:-1].split(">\n<")]
    if first == last == '"' and text.count('"\n"') == between and "\\" not in text:
        return [*text[1:-1].split('"\n"')]
    if first.isdigit():
        try:
            return [*map(int, cells)]
        except ValueError:
            return None
    return None


def read_cell(cell: str) -> Value:
    r"""The value of one cell.

    >>> read_cell('"2025-04-06"^^<http://www.w3.org/2001/XMLSchema#date>'), read_cell('"say \\"no\\""@en')
    (datetime.date(2025, 4, 6), 'say "no"')
    """
    if not cell:
        return None
    if cell[0] == "<" and cell[1] != "<":
        return Iri(cell[1:-1])
    if found := _TYPED.fullmatch(cell):
        text = _ESCAPED.sub(_unescape, found["text"]) if "\\" in found["text"] else found["text"]
        return read_literal(text, found["datatype"]) if found["datatype"] else text
    if cell in ("true", "false"):
        return cell == "true"
    if cell[0] in "+-.0123456789":
        kind = "double" if "e" in cell or "E" in cell else "decimal" if "." in cell else "integer"
        return read_literal(cell, _XSD + kind)
    return Iri(cell)


def _unescape(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _PLAIN.get(found[3], found[3])


def parse_terms(columns: Sequence[str], lines: str) -> tuple[tuple[Term | None, ...], ...]:
    """The rows as RDF terms of the engine; None where a variable is unbound."""
    header = "\t".join(f"?{name}" for name in columns)
    found = ox.parse_query_results(f"{header}\n{lines}".encode(), format=ox.QueryResultsFormat.TSV)
    assert isinstance(found, ox.QuerySolutions)
    return tuple(tuple(row) for row in found)
