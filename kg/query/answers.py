"""Answers: what a query found, with Python's own types, and the same as text.

What comes in: the terms that the engine gives. What goes out: rows, a truth value, or triples.
What it never does: print, or ask again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any, TypeAlias

import pyoxigraph as ox

from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.query.tables import fit_columns, format_cell, format_csv, format_markdown, format_table
from kg.query.values import Iri, Term, Value, to_value

__all__ = ["Answer", "AskAnswer", "GraphAnswer", "Iri", "SelectAnswer", "Value"]


@dataclass(frozen=True)
class SelectAnswer:
    """The rows that a SELECT found.

    Attributes:
        columns: the variables, in the order of the query.
        terms: the rows as RDF terms, None where a variable is unbound.

    >>> two = ox.Literal("2", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    >>> answer = SelectAnswer(columns=("name", "letters"), terms=((ox.Literal("Red Cross"), two),))
    >>> answer.rows
    (('Red Cross', 2),)
    >>> print(answer.to_table())
    name       letters
    ---------  -------
    Red Cross        2
    """

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]

    @cached_property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The rows as Python values: `Iri`, str, int, Decimal, float, bool, date, datetime or None."""
        return tuple(tuple(to_value(term) for term in row) for row in self.terms)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.terms)

    def select(self, *columns: str) -> SelectAnswer:
        """The answer with these columns only, in this order; rows that then are the same stand once.

        Raises:
            QueryError: there is no such column.

        >>> SelectAnswer(columns=("a", "b"), terms=((None, ox.Literal("x")), (None, ox.Literal("x")))).select("b").rows
        (('x',),)
        """
        for column in columns:
            if column not in self.columns:
                raise QueryError(f"The answer has no column {column!r}. Its columns: {', '.join(self.columns)}.")
        positions = [self.columns.index(column) for column in columns]
        terms = dict.fromkeys(tuple(row[i] for i in positions) for row in self.terms)
        return SelectAnswer(columns, tuple(terms))

    def to_records(self) -> list[dict[str, Value]]:
        """One dict a row, column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_table(self, *, width: int | None = None) -> str:
        """The rows as aligned text, IRIs shortened; cells longer than `width` characters are cut."""
        return format_table(self.columns, self.rows, width=width)

    def fit(self, screen: int) -> tuple[SelectAnswer, int]:
        """The answer with the columns that a screen of so many characters has room for, and the width of a cell."""
        columns, width = fit_columns(self.columns, self.rows, screen=screen)
        return self.select(*columns), width

    def to_csv(self) -> str:
        """CSV with a header line; IRIs in full, nothing where a variable is unbound."""
        return format_csv([self.columns, *([format_cell(value) for value in row] for row in self.rows)])

    def to_markdown(self) -> str:
        """The rows as a table in Markdown."""
        return format_markdown(self.columns, self.rows)

    def to_json(self) -> str:
        """The W3C format SPARQL 1.1 Query Results JSON."""
        bindings = [
            {column: _json_term(term) for column, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.terms
        ]
        return _dump({"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}})

    def render(self, form: str) -> str:
        """The answer as text: table, csv, json or markdown."""
        return render(self, form)

    def to_pandas(self) -> Any:
        """A data frame of the rows.

        Raises:
            QueryError: pandas is not installed.
        """
        return _to_frame(self.columns, self.rows)


@dataclass(frozen=True)
class AskAnswer:
    """Whether an ASK holds.

    >>> AskAnswer(True).to_table()
    'yes'
    >>> bool(AskAnswer(False))
    False
    """

    value: bool

    def __bool__(self) -> bool:
        return self.value

    def to_records(self) -> list[dict[str, Value]]:
        """One record, with the one field `boolean`."""
        return [{"boolean": self.value}]

    def to_table(self, *, width: int | None = None) -> str:  # noqa: ARG002 - one signature for every answer
        """The word `yes` or `no`."""
        return "yes" if self.value else "no"

    def to_csv(self) -> str:
        """CSV with the one column `boolean`."""
        return format_csv([("boolean",), (format_cell(self.value),)])

    def to_markdown(self) -> str:
        """The word `yes` or `no` in a table of one cell."""
        return format_markdown(("answer",), [(self.to_table(),)])

    def to_json(self) -> str:
        """The W3C format SPARQL 1.1 Query Results JSON."""
        return _dump({"head": {}, "boolean": self.value})

    def render(self, form: str) -> str:
        """The answer as text: table, csv, json or markdown."""
        return render(self, form)

    def to_pandas(self) -> Any:
        """A data frame of one cell.

        Raises:
            QueryError: pandas is not installed.
        """
        return _to_frame(("boolean",), [(self.value,)])


@dataclass(frozen=True)
class GraphAnswer:
    """The triples that a CONSTRUCT or DESCRIBE found, each once, sorted."""

    triples: tuple[ox.Triple, ...]
    columns = ("subject", "predicate", "object")

    @cached_property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The triples as Python values."""
        return tuple((to_value(t.subject), to_value(t.predicate), to_value(t.object)) for t in self.triples)

    def __len__(self) -> int:
        """How many triples there are."""
        return len(self.triples)

    def to_records(self) -> list[dict[str, Value]]:
        """One dict a triple: subject, predicate, object."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_table(self, *, width: int | None = None) -> str:
        """The triples as aligned text, IRIs shortened; cells longer than `width` characters are cut."""
        return format_table(self.columns, self.rows, width=width)

    def to_csv(self) -> str:
        """CSV with the columns subject, predicate and object."""
        return format_csv([self.columns, *([format_cell(value) for value in row] for row in self.rows)])

    def to_markdown(self) -> str:
        """The triples as a table in Markdown."""
        return format_markdown(self.columns, self.rows)

    def to_json(self) -> str:
        """The triples as JSON-LD, without a context."""
        return (ox.serialize(self.triples, format=ox.RdfFormat.JSON_LD) or b"").decode() + "\n"

    def to_turtle(self) -> str:
        """The triples as Turtle, with the standard prefixes."""
        return (ox.serialize(self.triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()

    def render(self, form: str) -> str:
        """The answer as text: table, csv, json or markdown."""
        return render(self, form)

    def to_pandas(self) -> Any:
        """A data frame with a row a triple.

        Raises:
            QueryError: pandas is not installed.
        """
        return _to_frame(self.columns, self.rows)


Answer: TypeAlias = SelectAnswer | AskAnswer | GraphAnswer

#: The forms that an answer can be written in.
RENDERERS: dict[str, Callable[[Answer], str]] = {
    "table": lambda answer: answer.to_table() + "\n",
    "csv": lambda answer: answer.to_csv(),
    "json": lambda answer: answer.to_json(),
    "markdown": lambda answer: answer.to_markdown(),
}


def render(answer: Answer, form: str) -> str:
    r"""The answer as text in one of `RENDERERS`.

    Raises:
        QueryError: there is no such form.

    >>> render(AskAnswer(True), "table")
    'yes\n'
    """
    if form not in RENDERERS:
        raise QueryError(f"An answer cannot be written as {form!r}. Choose one of: {', '.join(RENDERERS)}.")
    return RENDERERS[form](answer)


def _json_term(term: Term) -> dict[str, object]:
    match term:
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Literal():
            return {"type": "literal", "value": term.value, **_json_datatype(term)}
        case ox.Triple():
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}


def _json_datatype(literal: ox.Literal) -> dict[str, str]:
    if literal.language:
        return {"xml:lang": literal.language}
    datatype = literal.datatype.value
    return {} if datatype.endswith("XMLSchema#string") else {"datatype": datatype}


def _dump(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _to_frame(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> Any:
    try:
        pandas = import_module("pandas")
    except ImportError:
        raise QueryError(
            "A data frame needs pandas, which is not installed: run `pip install pandas`, or use to_records()."
        ) from None
    return pandas.DataFrame(list(rows), columns=list(columns))
