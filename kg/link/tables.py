"""A user's gazetteer as a CSV table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from kg.link.entries import FIELDS, Entry, Fault, parse_entry


def read_table(path: Path, content: bytes) -> tuple[list[Entry], list[Fault]]:
    """The entries of a table with a line of column names, and what is wrong with it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return [], [Fault(f"{path}:{line}", "not UTF-8: save the table in this encoding.")]
    rows = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    entries: list[Entry] = []
    faults: list[Fault] = []
    lines: dict[str, str] = {}
    try:
        columns = [column.strip() for column in rows.fieldnames or ()]
        if wrong := _check_columns(columns):
            return [], [Fault(f"{path}:1", wrong)]
        rows.fieldnames = columns
        for row in rows:
            where = f"{path}:{rows.line_num}"
            if "" in row:
                faults.append(Fault(where, f"there are more values than the {len(columns)} columns."))
                continue
            entry, wrongs = parse_entry(where, row)
            faults += wrongs
            if entry is None:
                continue
            first = lines.setdefault(entry.iri, where) if entry.iri is not None else where
            if first != where:
                faults.append(Fault(where, f"iri: {entry.iri} is that of {first} already."))
            entries.append(entry)
    except csv.Error as error:
        faults.append(Fault(f"{path}:{rows.line_num}", f"not CSV: {error}."))
    return entries, faults


def _check_columns(columns: list[str]) -> str | None:
    if "name" not in columns:
        return f"there is no column 'name' in the first line; the columns are {', '.join(FIELDS)}."
    unknown = [column for column in columns if column not in FIELDS]
    if unknown:
        return f"there is no column {unknown[0]!r}; the columns are {', '.join(FIELDS)}."
    doubled = [column for column in columns if columns.count(column) > 1]
    return f"the column {doubled[0]!r} stands twice." if doubled else None
