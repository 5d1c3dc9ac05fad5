"""Tables (.csv, .tsv) to articles: one row an article, the first row the names of the fields.

What comes in: a file. What goes out: its articles in order, and for each row that is none, an error.
What it never does: shift the columns of a row that has too many.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from kg.articles.decoding import decode
from kg.articles.fields import KNOWN_NAMES, field_key, find_text
from kg.articles.files import MAX_DOCUMENT_BYTES, SourceArticle, SourceFile
from kg.articles.metadata import UnreadableError
from kg.articles.records import parse_record
from kg.errors import ArticleError

_DELIMITERS: Final = (",", ";", "\t", "|")


def read_table(file: SourceFile) -> Iterator[SourceArticle | ArticleError]:
    """The articles in a table.

    Raises:
        UnreadableError: the file cannot be read, or its first row names no field for the text.
    """
    text = decode(file.read(MAX_DOCUMENT_BYTES))
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # the standard limit is below a long article
    delimiter, header = _read_header(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for number, row in enumerate(rows):
            if number and row:
                yield _read_row(file, header, row, start)
            start = rows.line_num + 1
    except csv.Error as error:
        yield ArticleError(
            file.path, f"is no valid row: {error}. Correct its quotes; the rows after it were not read.", line=start
        )
    if start == 1 or rows.line_num <= 1:
        raise UnreadableError("holds no row below the header. Give one row for each article.")


def _read_header(text: str) -> tuple[str, list[str]]:
    """The delimiter with which the first row names a field for the text, and the names."""
    for delimiter in _DELIMITERS:
        header = _first_row(text, delimiter)
        if find_text(dict.fromkeys(header, "x")) is not None:
            _refuse_repeated(header)
            return delimiter, header
    header = _first_row(text, ",")
    raise UnreadableError(
        f"names no field for the text in its first row ({', '.join(header[:12])}). Call the column of the prose 'text'."
    )


def _refuse_repeated(header: list[str]) -> None:
    """Refuse a header that names a field twice, since one of the two columns would be lost."""
    columns: dict[str, int] = {}
    for number, name in enumerate(header, start=1):
        first = columns.setdefault(field_key(name), number)
        if first != number and (find_text({name: "x"}) is not None or field_key(name) in KNOWN_NAMES):
            raise UnreadableError(
                f"names the field {name!r} twice in its first row (columns {first} and {number}). Give one of the "
                "columns another name, or leave it out."
            )


def _first_row(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), [])
    except csv.Error:
        return []


def _read_row(file: SourceFile, header: list[str], row: list[str], line: int) -> SourceArticle | ArticleError:
    if len(row) > len(header):
        reason = f"has {len(row)} fields, where the header names {len(header)}. Put fields with a delimiter in quotes."
        return ArticleError(file.path, reason, line=line)
    try:
        return SourceArticle(parse_record(dict(zip(header, row, strict=False))), file.path, line)
    except UnreadableError as error:
        return ArticleError(file.path, str(error), line=line)
