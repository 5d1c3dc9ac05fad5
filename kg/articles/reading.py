"""Paths to articles, one at a time, in a fixed order; what cannot be read is an error in their midst.

What comes in: paths of files, folders and archives. What goes out: articles and errors.
What it never does: stop at a bad article, use the network, or hold more than one file in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from kg.articles.archives import ARCHIVES, iter_members
from kg.articles.decoding import decode, decode_page
from kg.articles.files import MAX_ARTICLE_BYTES, SourceArticle, SourceFile
from kg.articles.folders import iter_files, unknown_ending
from kg.articles.json_files import read_json, read_json_lines
from kg.articles.metadata import UnreadableError
from kg.articles.plain_text import parse_text
from kg.articles.tables import read_table
from kg.errors import ArticleError
from kg.model import Article

Found: TypeAlias = Iterator[SourceArticle | ArticleError]


def iter_articles(paths: Iterable[Path | str]) -> Iterator[SourceArticle | ArticleError]:
    """The articles at `paths`, in the order given, folders in the order of names.

    Args:
        paths: files, folders and archives.

    Yields:
        An article with its place, or an `ArticleError` for a file, line or record that is none; reading goes on.

    >>> [str(error) for error in iter_articles(["no/such/file.txt"])]
    ['no/such/file.txt: does not exist. Check the name.']
    """
    for path in paths:
        for file in iter_files(Path(path), ENDINGS):
            if isinstance(file, ArticleError):
                yield file
            else:
                yield from _read(file)


def _read(file: SourceFile) -> Found:
    """The articles in one file or archive; whatever is wrong with it becomes an error with its name."""
    try:
        if file.ending in ARCHIVES:
            for member in iter_members(file, READERS):
                yield from [member] if isinstance(member, ArticleError) else _read(member)
        elif file.ending in READERS:
            yield from READERS[file.ending](file)
        else:
            yield unknown_ending(file.path)
    except UnreadableError as error:
        yield ArticleError(file.path, str(error))


def _read_text(file: SourceFile) -> Found:
    yield _one(file, parse_text(decode(file.read(MAX_ARTICLE_BYTES))))


def _read_markdown(file: SourceFile) -> Found:
    from kg.articles.markdown import parse_markdown  # the parsers of Markdown and YAML load only if met

    yield _one(file, parse_markdown(decode(file.read(MAX_ARTICLE_BYTES))))


def _read_page(file: SourceFile) -> Found:
    from kg.articles.web_page import parse_page  # so does trafilatura, which takes longest

    yield _one(file, parse_page(decode_page(file.read(MAX_ARTICLE_BYTES))))


def _one(file: SourceFile, article: Article) -> SourceArticle:
    return SourceArticle(article, file.path)


_PLAIN_READERS: Final[Mapping[str, Callable[[SourceFile], Found]]] = {
    ".txt": _read_text,
    ".text": _read_text,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": _read_page,
    ".htm": _read_page,
    ".xhtml": _read_page,
    ".json": read_json,
    ".jsonld": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_table,
    ".tsv": read_table,
}


def _unpacking(reader: Callable[[SourceFile], Found]) -> Callable[[SourceFile], Found]:
    return lambda file: reader(file.unpacked())


#: The reader for each ending. To add a format, add an entry.
READERS: Final[Mapping[str, Callable[[SourceFile], Found]]] = {
    **_PLAIN_READERS,
    **{f"{ending}.gz": _unpacking(reader) for ending, reader in _PLAIN_READERS.items()},
}

#: Every ending that is read.
ENDINGS: Final = frozenset(READERS) | ARCHIVES
