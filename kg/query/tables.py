"""Values as text: aligned tables, CSV, Markdown, HTML.

What comes in: columns and rows of Python values. What goes out: text.
What it never does: write a file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from html import escape

from kg.printable import to_printable
from kg.query.values import Iri, Value, shorten


def format_table(columns: Sequence[str], rows: Sequence[Sequence[Value]], *, width: int | None = None) -> str:
    """Columns and rows as aligned text; numbers stand at the right. Without columns there is nothing to show.

    >>> print(format_table(("a", "n"), [("x", 1), ("yy", 20)]))
    a    n
    --  --
    x    1
    yy  20
    """
    if not columns:
        return ""
    cells = [[_clip(_table_cell(value), width) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    numeric = [all(_is_number(row[i]) for row in rows) and bool(rows) for i in range(len(columns))]
    lines = [list(columns), ["-" * size for size in widths], *cells]
    return "\n".join(_align(line, widths, numeric) for line in lines)


#: How wide the cells of a table on a screen may be, the roomiest first.
_CELL_WIDTHS = (44, 36, 28, 22)


def fit_columns(columns: Sequence[str], rows: Sequence[Sequence[Value]], *, screen: int) -> tuple[list[str], int]:
    """The columns of a table that a screen has room for, and how wide its cells may then be.

    Columns without a value go first, then the last ones; one is always kept.

    >>> fit_columns(("who", "empty", "iri"), [("Ana", None, "x" * 30), ("Bo", None, "y" * 30)], screen=50)
    (['who', 'iri'], 44)
    >>> fit_columns(("who", "iri"), [("Ana " * 12, "x" * 90)], screen=40)
    (['who'], 36)
    """
    if not columns:
        return [], _CELL_WIDTHS[0]
    used = [i for i in range(len(columns)) if not rows or any(row[i] is not None for row in rows)] or [0]
    cells = {i: [_table_cell(row[i]) for row in rows] for i in used}
    for count in range(len(used), 0, -1):
        for width in _CELL_WIDTHS:
            sizes = [max(len(columns[i]), *(len(_clip(cell, width)) for cell in cells[i]), 0) for i in used[:count]]
            if sum(sizes) + 2 * (count - 1) <= screen:
                return [columns[i] for i in used[:count]], width
    return [columns[used[0]]], max(screen, 1)


#: Of fewer rows, that all say the same is worth a column.
_FEWEST_ROWS = 3


def find_constant(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> dict[str, str]:
    """The columns that say the same in every row, and what; the first column counts only if others differ.

    >>> find_constant(("who", "medium"), [("Ana", "letter"), ("Bo", "letter"), ("Cy", "letter")])
    {'medium': 'letter'}
    """
    if len(rows) < _FEWEST_ROWS:
        return {}
    same = {
        name: _clip(_table_cell(rows[0][i]), _CELL_WIDTHS[0])
        for i, name in enumerate(columns)
        if rows[0][i] is not None and all(row[i] == rows[0][i] for row in rows)
    }
    return same if len(same) < len(columns) else {}


def _align(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    aligned = (
        cell.rjust(size) if right else cell.ljust(size)
        for cell, size, right in zip(cells, widths, numeric, strict=True)
    )
    return "  ".join(aligned).rstrip()


def _is_number(value: Value) -> bool:
    return value is None or (isinstance(value, int | float | Decimal) and not isinstance(value, bool))


def _clip(cell: str, width: int | None) -> str:
    """A cell of several words, cut; an IRI or an id is of no use in part."""
    return cell if width is None or len(cell) <= width or " " not in cell else cell[: max(width - 1, 0)] + "…"


def _table_cell(value: Value) -> str:
    if isinstance(value, Iri):
        return shorten(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return to_printable(" ".join(format_cell(value).split()))


def format_cell(value: Value) -> str:
    """One value as CSV has it: dates in ISO 8601, nothing for None."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case date() | datetime():
            return value.isoformat()
        case _:
            return str(value)


def format_csv(lines: Iterable[Sequence[str]]) -> str:
    """Lines of cells as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()


def format_markdown(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> str:
    r"""Columns and rows as a table in Markdown.

    >>> print(format_markdown(("a",), [("x|y",)]), end="")
    | a |
    | --- |
    | x\|y |
    """
    lines = [columns, ["---"] * len(columns), *([_table_cell(v).replace("|", "\\|") for v in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def format_html(columns: Sequence[str], rows: Sequence[Sequence[Value]], *, more: int = 0) -> str:
    """Columns and rows as a table in HTML, everything escaped; `more` rows are said to follow.

    >>> format_html(("a",), [("<b>",)]).partition("<tbody>")[2]
    '<tr><td style="text-align: left">&lt;b&gt;</td></tr></tbody></table>'
    """
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(_html_cell(value) for value in row)}</tr>" for row in rows)
    foot = f"<p>… and {more:,} more rows</p>" if more else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{foot}"


def _html_cell(value: Value) -> str:
    text = escape(_table_cell(value))
    if isinstance(value, Iri):
        return f'<td style="text-align: left" title="{escape(value)}"><code>{text}</code></td>'
    if isinstance(value, date):
        return f'<td style="text-align: left; white-space: nowrap">{text}</td>'
    side = "right" if value is not None and _is_number(value) else "left"
    return f'<td style="text-align: {side}">{text}</td>'
