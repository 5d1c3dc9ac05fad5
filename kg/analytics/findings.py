"""What an analysis found: a sentence or two for people, and a table for programs.

What comes in: rows. What goes out: text, HTML, data frames.
What it never does: round a number in the table; only what is shown is rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, TypeAlias

from kg.errors import MissingPackageError

Cell: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A summary in plain language, and the rows that it rests on, the most telling first."""

    summary: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def to_records(self) -> list[dict[str, Cell]]:
        """The rows as dicts."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> Any:
        """The rows as a data frame of pandas.

        Raises:
            MissingPackageError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise MissingPackageError("pandas", "frames") from None
        return pd.DataFrame(self.to_records(), columns=list(self.columns))

    def to_text(self, *, limit: int = 10) -> str:
        """The summary, and the first rows as a table; the IRIs of nodes are only in the rows.

        >>> print(Finding("Ana wrote most.", ("name", "letters"), (("Ana", 12), ("Bo", 3))).to_text())
        Ana wrote most.
        <BLANKLINE>
        name  letters
        ----  -------
        Ana        12
        Bo          3
        """
        columns, rows = self._shown(limit)
        if not rows:
            return self.summary
        shown = [[_show(cell) for cell in row] for row in rows]
        widths = [max(map(len, cells)) for cells in zip(columns, *shown, strict=True)]
        numeric = [not isinstance(cell, str) for cell in rows[0]]
        lines = [
            "  ".join(
                cell.rjust(width) if right else cell.ljust(width)
                for cell, width, right in zip(cells, widths, numeric, strict=True)
            ).rstrip()
            for cells in (list(columns), ["-" * width for width in widths], *shown)
        ]
        return "\n".join([self.summary, "", *lines])

    def _repr_html_(self) -> str:
        """The same for notebooks."""
        columns, rows = self._shown(10)
        head = "".join(f"<th>{escape(column)}</th>" for column in columns)
        body = "".join("<tr>" + "".join(f"<td>{escape(_show(cell))}</td>" for cell in row) + "</tr>" for row in rows)
        return f"<p>{escape(self.summary)}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _shown(self, limit: int) -> tuple[list[str], list[list[Cell]]]:
        """The columns and first rows for people, without the IRIs of nodes."""
        kept = [i for i, column in enumerate(self.columns) if column.rpartition("_")[2] not in {"node", "nodes"}]
        return [self.columns[i] for i in kept], [[row[i] for i in kept] for row in self.rows[:limit]]


def listed(names: Sequence[str], *, limit: int = 3) -> str:
    """A few names as a phrase.

    >>> listed(["Ana", "Bo"]), listed(["Ana", "Bo", "Cy", "Di", "Ed"])
    ('Ana and Bo', 'Ana, Bo, Cy and 2 more')
    """
    shown, more = list(names[:limit]), len(names) - limit
    if more > 0:
        shown.append(f"{more} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else "nobody"


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "edge"), counted(1200, "edge")
    ('1 edge', '1,200 edges')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _show(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)
