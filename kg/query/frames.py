"""Rows as data frames of pandas and Polars, and as tables of Arrow, with types by column.

What comes in: columns and rows of Python values. What goes out: a frame of a library that is installed.
What it never does: import one of these libraries before it is asked for.

A column of whole numbers, of truth values, of dates, of moments or of text has that type, empty cells and all; numbers
of which some are fractions are floats. A column of mixed values has their texts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any

from kg.errors import QueryError
from kg.query.tables import format_cell
from kg.query.values import Value

#: The kind of a column, and which values fit it; the first that fits all values is taken.
_KINDS: dict[str, Callable[[Value], bool]] = {
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63,
    "float": lambda value: isinstance(value, int | float | Decimal) and not isinstance(value, bool),
    "moment": lambda value: isinstance(value, datetime) and value.tzinfo is not None,
    "date": lambda value: isinstance(value, date) and not isinstance(value, datetime),
    "text": lambda value: isinstance(value, str),
}
_PANDAS = {
    "boolean": "boolean",
    "integer": "Int64",
    "float": "Float64",
    "moment": "datetime64[us, UTC]",
    "date": "datetime64[s]",
    "text": "string",
}


def to_pandas(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> Any:
    """A data frame of pandas; what is missing is NA.

    Raises:
        QueryError: pandas is not installed.
    """
    pandas = _import("pandas")
    series = {}
    for name, kind, values in _iter_columns(columns, rows):
        series[name] = pandas.Series(values, dtype="object").astype(_PANDAS[kind])
    return pandas.DataFrame(series, columns=list(columns))


def to_polars(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> Any:
    """A data frame of Polars; what is missing is null.

    Raises:
        QueryError: Polars is not installed.
    """
    polars = _import("polars")
    types = {
        "boolean": polars.Boolean,
        "integer": polars.Int64,
        "float": polars.Float64,
        "moment": polars.Datetime("us", "UTC"),
        "date": polars.Date,
        "text": polars.String,
    }
    return polars.DataFrame([polars.Series(n, v, dtype=types[kind]) for n, kind, v in _iter_columns(columns, rows)])


def to_arrow(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> Any:
    """A table of Arrow; what is missing is null.

    Raises:
        QueryError: pyarrow is not installed.
    """
    arrow = _import("pyarrow")
    types = {
        "boolean": arrow.bool_(),
        "integer": arrow.int64(),
        "float": arrow.float64(),
        "moment": arrow.timestamp("us", tz="UTC"),
        "date": arrow.date32(),
        "text": arrow.string(),
    }
    return arrow.table({n: arrow.array(v, type=types[kind]) for n, kind, v in _iter_columns(columns, rows)})


def _iter_columns(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[tuple[str, str, list[Value]]]:
    """The name of each column, its kind, and its values as that kind has them."""
    found = []
    for i, name in enumerate(columns):
        values = [row[i] for row in rows]
        kind = _find_kind(values)
        found.append((name, kind, [_convert(kind, value) for value in values]))
    return found


def _find_kind(values: Sequence[Value]) -> str:
    present = [value for value in values if value is not None]
    return next((kind for kind, fits in _KINDS.items() if present and all(map(fits, present))), "text")


def _convert(kind: str, value: Value) -> Value:
    match kind:
        case _ if value is None:
            return None
        case "float":
            return float(value)  # type: ignore[arg-type]
        case "text":
            return format_cell(value)
        case _:
            return value


def _import(package: str) -> Any:
    try:
        return import_module(package)
    except ImportError:
        raise QueryError(
            f"This needs {package}, which is not installed: pip install 'dateline-kg[frames]', or use to_records()."
        ) from None
