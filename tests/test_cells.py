"""Rows as the engine writes them, read as terms and as values: the same as from the terms that it gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query import SelectAnswer, run
from kg.query.cells import join_columns, read_cell, read_column, split_columns
from kg.query.values import Term, to_value

XSD = "http://www.w3.org/2001/XMLSchema#"

Row: TypeAlias = tuple[Term | None, ...]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
plain = texts.map(ox.Literal)
tagged = st.builds(lambda text, tag: ox.Literal(text, language=tag), texts, st.sampled_from(["en", "de-at"]))
typed = st.builds(
    lambda text, name: ox.Literal(text, datatype=ox.NamedNode(XSD + name)),
    st.one_of(
        texts, st.sampled_from(["1", "-7", "+3", "0.50", "1e3", "true", "2024-02-29", "2024-02-30", "INF", "1_0"])
    ),
    st.sampled_from(["integer", "int", "decimal", "double", "boolean", "date", "dateTime", "duration"]),
)
iris = st.sampled_from(["urn:a", "https://example.org/x?y=%20#z", "urn:b"]).map(ox.NamedNode)
terms = st.one_of(st.none(), plain, tagged, typed, iris)


def tables() -> st.SearchStrategy[list[Row]]:
    """Rows of one to four columns, each of one kind of term or of any."""
    kinds = st.lists(st.sampled_from([plain, typed, iris, terms]), min_size=1, max_size=4)
    return kinds.flatmap(lambda chosen: st.lists(st.tuples(*chosen), max_size=8))


def ask(rows: Sequence[Row], width: int) -> tuple[SelectAnswer, tuple[Row, ...]]:
    """The rows through the engine, as an answer and as its own terms."""
    names = " ".join(f"?v{i}" for i in range(width))
    values = " ".join(f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in rows)
    query = f"SELECT {names} {{ VALUES ({names}) {{ {values} }} }}"
    answer = run(ox.Store(), query)
    assert isinstance(answer, SelectAnswer)
    found = ox.Store().query(query)
    assert isinstance(found, ox.QuerySolutions)
    return answer, tuple(tuple(row) for row in found)


@given(tables())
def test_rows_are_those_of_the_engine(rows: list[Row]) -> None:
    answer, expected = ask(rows, len(rows[0]) if rows else 2)
    assert answer.terms == expected
    assert [*map(repr, answer.rows)] == [repr(tuple(map(to_value, row))) for row in expected]
    assert len(answer) == len(rows)


@given(tables())
def test_columns_are_put_together_as_they_were_taken_apart(rows: list[Row]) -> None:
    answer, _ = ask(rows, len(rows[0]) if rows else 2)
    columns = split_columns(answer.lines, len(answer.columns))
    assert join_columns(columns) == "".join(f"{line}\n" for line in dict.fromkeys(answer.lines.split("\n")[:-1]))
    turned = answer.select(*reversed(answer.columns))
    assert turned.terms == tuple(dict.fromkeys(tuple(reversed(row)) for row in answer.terms))


@pytest.mark.parametrize(
    "cells",
    [
        ["<urn:a>", "<urn:b>", "<urn:c>"],
        ['"a"', '"b"', '"c"'],
        ['"a"', '"b\\""', '"\\n"'],
        ['"a"', '"b"@en', '"c"'],
        ["1", "2", "3"],
        ["1", "2.5", '"3"'],
        ["<urn:a>", '"b"', ""],
        ['<<( <urn:a> <urn:b> "c" )>>', "<urn:a>"],
        ["1", "1", "2"],
        [],
    ],
)
def test_a_column_is_read_as_its_cells(cells: list[str]) -> None:
    values, one_by_one = read_column(cells), [read_cell(cell) for cell in cells]
    assert values == one_by_one
    assert [*map(type, values)] == [*map(type, one_by_one)]


def test_rows_without_columns_are_counted() -> None:
    answer = run(ox.Store(), "SELECT * { }")
    assert isinstance(answer, SelectAnswer)
    assert answer.rows == answer.terms == ((),)
