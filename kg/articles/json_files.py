"""Files of JSON and of JSON Lines to articles.

What comes in: a file. What goes out: its articles in order, and for each record that is none, an error.
What it never does: let one bad line lose the others.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from typing import IO, Final

from kg.articles.decoding import decode, decode_line
from kg.articles.files import MAX_DOCUMENT_BYTES, SourceArticle, SourceFile
from kg.articles.metadata import UnreadableError, describe_long_number
from kg.articles.records import iter_records, parse_record
from kg.errors import ArticleError

#: A line of JSON Lines; an article of the most characters fits in, however it is escaped.
MAX_LINE_BYTES: Final = 16 * 2**20

_WIDE_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_json(file: SourceFile) -> Iterator[SourceArticle | ArticleError]:
    """The articles in a JSON document: an object, a list, a feed, a graph of schema.org.

    Raises:
        UnreadableError: the file cannot be read, or holds no article.
    """
    text = decode(file.read(MAX_DOCUMENT_BYTES))
    try:
        document = load_json(text)
    except UnreadableError:
        if not _is_json_lines(text):
            raise
        yield from _read_lines(file, text.split("\n"))
        return
    records = list(iter_records(document))
    if not records:
        raise UnreadableError("holds no article. Give an object with a text field, or a list of such objects.")
    single = len(records) == 1 and records[0] is document
    for number, record in enumerate(records, start=1):
        yield _read_record(file, record, None if single else number)


def read_json_lines(file: SourceFile) -> Iterator[SourceArticle | ArticleError]:
    """The articles in a file of JSON Lines, read one at a time.

    Raises:
        UnreadableError: the file cannot be read, or is empty.
    """
    with file.reading() as stream:
        start = stream.read(4)
    if start.startswith(_WIDE_MARKS):
        yield from _read_lines(file, decode(file.read(MAX_DOCUMENT_BYTES)).split("\n"))
        return
    with file.reading() as stream:
        yield from _read_lines(file, _iter_lines(stream))


def load_json(text: str) -> object:
    """The value of a JSON text.

    Raises:
        UnreadableError: it is not JSON.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if "\n" in text.strip() else f"column {error.colno}"
        raise UnreadableError(f"is not JSON: {error.msg} at {where}. Correct it there.") from None
    except RecursionError:
        raise UnreadableError("is not JSON of an article: it is nested too deeply.") from None
    except ValueError:  # Python converts no more digits
        raise UnreadableError(f"is not JSON of an article: it has {describe_long_number()}") from None


def _is_json_lines(text: str) -> bool:
    """Whether a file that is no JSON document has a JSON object on its first line, and more lines."""
    first, _, rest = text.strip().partition("\n")
    if not rest or not first.startswith("{"):
        return False
    try:
        return isinstance(load_json(first), dict)
    except UnreadableError:
        return False


def _iter_lines(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines; one that is too long comes cut, a byte over the limit, and its rest is passed over."""
    first = True
    while line := stream.readline(MAX_LINE_BYTES + 1):
        rest = line
        while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_LINE_BYTES + 1)
        yield line.removeprefix(codecs.BOM_UTF8) if first else line
        first = False


def _read_lines(file: SourceFile, lines: Iterable[bytes | str]) -> Iterator[SourceArticle | ArticleError]:
    empty = True
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        empty = False
        try:
            record = _load_line(line)
        except UnreadableError as error:
            yield ArticleError(file.path, str(error), line=number)
        else:
            yield _read_record(file, record, number)
    if empty:
        raise UnreadableError("is empty. Remove it, or save the articles again.")


def _load_line(line: bytes | str) -> object:
    if len(line) > MAX_LINE_BYTES:
        raise UnreadableError(f"is enormous: a line of more than {MAX_LINE_BYTES // 2**20} MiB. Split the article.")
    if isinstance(line, bytes) and b"\0" in line:
        raise UnreadableError("is binary: it has NUL bytes. Give a file of JSON Lines in UTF-8.")
    return load_json(decode_line(line) if isinstance(line, bytes) else line)


def _read_record(file: SourceFile, record: object, number: int | None) -> SourceArticle | ArticleError:
    try:
        return SourceArticle(parse_record(record), file.path, number)
    except UnreadableError as error:
        return ArticleError(file.path, str(error), line=number)
