"""The named queries: SPARQL in `.rq` files whose first lines say what is asked.

What comes in: folders of `.rq` files. What goes out: `NamedQuery`s.
What it never does: run one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from kg.errors import QueryError
from kg.query.header import parse_query
from kg.query.named import NamedQuery

#: The folder of the queries that come with the package.
QUERIES_DIR = Path(__file__).parent.parent / "queries"

_NAME = re.compile(r"[A-Za-z0-9][\w-]*")


def read_queries(folders: Iterable[Path] = ()) -> dict[str, NamedQuery]:
    """The queries of the package and of `folders`, by name; a later folder overrides an earlier one.

    Raises:
        QueryError: a folder is missing, or the header of a file is not understood.
    """
    queries = dict(_built_in())
    for folder in folders:
        queries.update((query.name, query) for query in _iter_folder(Path(folder)))
    return dict(sorted(queries.items()))


def get_query(name: str, folders: Iterable[Path] = ()) -> NamedQuery:
    """The query of that name.

    Raises:
        QueryError: there is none; the message has the nearest names and all the others.
    """
    queries = read_queries(folders)
    if name in queries:
        return queries[name]
    near = get_close_matches(name, queries, n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
    raise QueryError(f"There is no named query {name!r}.{hint} There are: {', '.join(queries)}.")


def is_name(text: str) -> bool:
    """Whether the text can only be the name of a query.

    >>> is_name("claims-about"), is_name("ASK {}")
    (True, False)
    """
    return _NAME.fullmatch(text.strip()) is not None


@cache
def _built_in() -> tuple[tuple[str, NamedQuery], ...]:
    return tuple((query.name, query) for query in _iter_folder(QUERIES_DIR))


def _iter_folder(folder: Path) -> Iterator[NamedQuery]:
    if not folder.is_dir():
        raise QueryError(f"{folder}: there is no such folder of queries. Name a folder that holds .rq files.")
    for path in sorted(folder.glob("*.rq")):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{path}: cannot be read ({error}). A query is a text file in UTF-8.") from error
        yield parse_query(path.stem, text)
