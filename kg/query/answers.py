"""Answers: what a query found, with Python's own types, and the same as text, as frames and in notebooks.

What comes in: the terms that the engine gives. What goes out: rows, a truth value, or triples.
What it never does: print, or ask again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import pyoxigraph as ox

from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.query import frames
from kg.query.cells import join_columns, parse_terms, read_column, split_columns
from kg.query.results import convert, rows_to_json, truth_to_json
from kg.query.tables import (
    find_constant,
    fit_columns,
    format_cell,
    format_csv,
    format_html,
    format_markdown,
    format_table,
)
from kg.query.values import Iri, Term, Value, to_rows

__all__ = ["Answer", "AskAnswer", "GraphAnswer", "Iri", "SelectAnswer", "Value"]

#: How many rows are shown of an answer that stands at the end of a cell or is printed, and how wide.
_SHOWN_ROWS = 10
_NOTEBOOK_ROWS = 50
_SHOWN_WIDTH = 110


class Rows:
    """What every answer can be turned into: its columns and rows as records, text, frames, a table in a notebook."""

    columns: tuple[str, ...]

    @cached_property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The rows as Python values: `Iri`, str, int, Decimal, float, bool, date, datetime or None."""
        raise NotImplementedError

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)

    def __repr__(self) -> str:
        """The first rows, as a table that fits a line, and how many there are."""
        columns, width = fit_columns(self.columns, self.rows[:_SHOWN_ROWS], screen=_SHOWN_WIDTH)
        positions = [self.columns.index(column) for column in columns]
        table = format_table(columns, [[row[i] for i in positions] for row in self.rows[:_SHOWN_ROWS]], width=width)
        left_out = [column for column in self.columns if column not in columns]
        count = f"{len(self)} row{'' if len(self) == 1 else 's'}"
        more = f", the first {_SHOWN_ROWS} shown" if len(self) > _SHOWN_ROWS else ""
        hidden = f"; not shown: {', '.join(left_out)}" if left_out and self.rows else ""
        return f"{table}\n[{count}{more}{hidden}]".lstrip("\n")

    def _repr_html_(self) -> str:
        more = len(self) - _NOTEBOOK_ROWS
        return format_html(self.columns, self.rows[:_NOTEBOOK_ROWS], more=max(more, 0))

    def to_records(self) -> list[dict[str, Value]]:
        """One dict a row, column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_table(self, *, width: int | None = None) -> str:
        """The rows as aligned text, IRIs shortened; cells of several words are cut at `width` characters."""
        return format_table(self.columns, self.rows, width=width)

    def to_csv(self) -> str:
        """CSV with a header line; IRIs in full, nothing where a variable is unbound."""
        return format_csv([self.columns, *([format_cell(value) for value in row] for row in self.rows)])

    def to_markdown(self) -> str:
        """The rows as a table in Markdown."""
        return format_markdown(self.columns, self.rows)

    def to_jsonl(self) -> str:
        """One JSON object a row, with JSON's own numbers and truth values; null where a variable is unbound."""
        lines = (json.dumps(record, ensure_ascii=False, default=_json_value) for record in self.to_records())
        return "".join(f"{line}\n" for line in lines)

    def to_json(self) -> str:
        """The W3C format SPARQL 1.1 Query Results JSON; triples as JSON-LD, without a context."""
        raise NotImplementedError

    def to_xml(self) -> str:
        """The W3C format SPARQL Query Results XML, with U+FFFD for the control characters that XML does not allow."""
        return convert(self.to_json(), ox.QueryResultsFormat.XML)

    def to_tsv(self) -> str:
        """The W3C format SPARQL 1.1 Query Results TSV, whose values are RDF terms."""
        return convert(self.to_json(), ox.QueryResultsFormat.TSV)

    def to_turtle(self) -> str:
        """Triples as Turtle, with the standard prefixes.

        Raises:
            QueryError: these are not triples.
        """
        raise QueryError("Only triples, of a CONSTRUCT or a DESCRIBE, can be written as turtle. Choose another format.")

    def render(self, form: str) -> str:
        """The answer as text: table, csv, tsv, json, xml, jsonl, markdown, or turtle for triples.

        Raises:
            QueryError: there is no such form, or not for such an answer.
        """
        if form not in RENDERERS:
            raise QueryError(f"An answer cannot be written as {form!r}. Choose one of: {', '.join(RENDERERS)}.")
        return RENDERERS[form](self)

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame` of the rows, each column with its type.

        Raises:
            QueryError: pandas is not installed.
        """
        return frames.to_pandas(self.columns, self.rows)

    def to_polars(self) -> Any:
        """A `polars.DataFrame` of the rows, each column with its type.

        Raises:
            QueryError: Polars is not installed.
        """
        return frames.to_polars(self.columns, self.rows)

    def to_arrow(self) -> Any:
        """A `pyarrow.Table` of the rows, each column with its type.

        Raises:
            QueryError: pyarrow is not installed.
        """
        return frames.to_arrow(self.columns, self.rows)


@dataclass(frozen=True, repr=False)
class SelectAnswer(Rows):
    r"""The rows that a SELECT found. They are read when they are asked for.

    Attributes:
        columns: the variables, in the order of the query.
        lines: the rows as the engine writes them: a line a row, ended by a line break, with its RDF terms as the W3C
            format TSV has them and a tab between two; nothing where a variable is unbound.

    >>> answer = SelectAnswer(columns=("name", "letters"), lines='"Red Cross"\t2\n')
    >>> answer.rows
    (('Red Cross', 2),)
    >>> answer.terms[0][0]
    <Literal value=Red Cross datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#string>>
    >>> answer
    name       letters
    ---------  -------
    Red Cross        2
    [1 row]
    """

    columns: tuple[str, ...]
    lines: str

    @cached_property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The rows as Python values: `Iri`, str, int, Decimal, float, bool, date, datetime or None."""
        if not self.columns:
            return ((),) * len(self)
        return tuple(zip(*map(read_column, self._cells), strict=True))

    @cached_property
    def terms(self) -> tuple[tuple[Term | None, ...], ...]:
        """The rows as RDF terms of the engine, None where a variable is unbound."""
        return parse_terms(self.columns, self.lines) if self.columns else ((),) * len(self)

    @cached_property
    def _cells(self) -> list[list[str]]:
        return split_columns(self.lines, len(self.columns))

    def __len__(self) -> int:
        """How many rows there are."""
        return self.lines.count("\n")

    def select(self, *columns: str) -> SelectAnswer:
        r"""The answer with these columns only, in this order; rows that then are the same stand once.

        Raises:
            QueryError: there is no such column.

        >>> SelectAnswer(columns=("a", "b"), lines='\t"x"\n\t"x"\n').select("b").rows
        (('x',),)
        """
        for column in columns:
            if column not in self.columns:
                raise QueryError(f"The answer has no column {column!r}. Its columns: {', '.join(self.columns)}.")
        if not columns:
            return SelectAnswer((), self.lines and "\n")
        return SelectAnswer(columns, join_columns([self._cells[self.columns.index(column)] for column in columns]))

    def to_json(self) -> str:
        """The W3C format SPARQL 1.1 Query Results JSON."""
        return rows_to_json(self.columns, self.terms)

    def to_tsv(self) -> str:
        """The W3C format SPARQL 1.1 Query Results TSV, whose values are RDF terms."""
        return "\t".join(f"?{column}" for column in self.columns) + "\n" + self.lines

    def fit(self, screen: int) -> tuple[SelectAnswer, int]:
        """The answer with the columns that a screen of so many characters has room for, and the width of a cell."""
        columns, width = fit_columns(self.columns, self.rows, screen=screen)
        return self.select(*columns), width

    def find_empty(self) -> tuple[str, ...]:
        """The columns that have no value in any row."""
        return tuple(name for name, cells in zip(self.columns, self._cells, strict=True) if not any(cells))

    def split_constant(self) -> tuple[SelectAnswer, dict[str, str]]:
        """The answer without the columns that say the same in every row, and what they say."""
        constant = find_constant(self.columns, self.rows)
        return self.select(*(column for column in self.columns if column not in constant)), constant


@dataclass(frozen=True)
class AskAnswer(Rows):
    """Whether an ASK holds.

    >>> AskAnswer(True).to_table()
    'yes'
    >>> bool(AskAnswer(False))
    False
    """

    value: bool
    columns = ("boolean",)

    @cached_property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """One row with the one value."""
        return ((self.value,),)

    def __bool__(self) -> bool:
        return self.value

    def to_table(self, *, width: int | None = None) -> str:  # noqa: ARG002 - one signature for every answer
        """The word `yes` or `no`."""
        return "yes" if self.value else "no"

    def to_json(self) -> str:
        """The W3C format SPARQL 1.1 Query Results JSON."""
        return truth_to_json(self.value)


@dataclass(frozen=True, repr=False)
class GraphAnswer(Rows):
    """The triples that a CONSTRUCT or DESCRIBE found, each once, sorted."""

    triples: tuple[ox.Triple, ...]
    columns = ("subject", "predicate", "object")

    @cached_property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The triples as Python values."""
        return to_rows((triple.subject, triple.predicate, triple.object) for triple in self.triples)

    def to_json(self) -> str:
        """The triples as JSON-LD, without a context."""
        return (ox.serialize(self.triples, format=ox.RdfFormat.JSON_LD) or b"").decode() + "\n"

    def to_xml(self) -> str:
        """Refused: triples are no rows of a SPARQL result."""
        raise QueryError(_NO_RESULT)

    def to_tsv(self) -> str:
        """Refused: triples are no rows of a SPARQL result."""
        raise QueryError(_NO_RESULT)

    def to_turtle(self) -> str:
        """The triples as Turtle, with the standard prefixes."""
        return (ox.serialize(self.triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()


Answer: TypeAlias = SelectAnswer | AskAnswer | GraphAnswer

#: The forms that an answer can be written in.
RENDERERS: dict[str, Callable[[Rows], str]] = {
    "table": lambda answer: answer.to_table() + "\n",
    "csv": lambda answer: answer.to_csv(),
    "tsv": lambda answer: answer.to_tsv(),
    "json": lambda answer: answer.to_json(),
    "xml": lambda answer: answer.to_xml(),
    "jsonl": lambda answer: answer.to_jsonl(),
    "markdown": lambda answer: answer.to_markdown(),
    "turtle": lambda answer: answer.to_turtle(),
}

_NO_RESULT = "Triples are no SPARQL result. Write them as turtle, json (JSON-LD), csv or a table."


def _json_value(value: Any) -> Any:
    """Dates as ISO 8601, decimals as numbers."""
    return value.isoformat() if hasattr(value, "isoformat") else float(value)
