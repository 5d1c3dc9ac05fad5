"""Articles whose graphs did not conform: kept beside the store with the reason, never in it.

What comes in: the id of an article, its quads and a report. What goes out: the same, to look at.
What it never does: judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from kg.errors import StoreError
from kg.store.layout import write_whole
from kg.syntax import to_nquads

_QUADS, _TEXT, _JSON = ".nq", ".txt", ".json"
_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,199}")


class Quarantine:
    """For each article a file of quads and its report, in a folder, or in memory where there is none."""

    def __init__(self, directory: Path | None) -> None:
        self._directory = directory
        self._memory: dict[str, bytes] = {}

    def put(self, article_id: str, quads: Iterable[Quad] | bytes, report: str, report_json: str | None = None) -> None:
        """Keep an article's quads and the reason; what was kept of it before is replaced.

        Raises:
            StoreError: the folder cannot be written.
        """
        name = _file_name(article_id)
        self._write(name + _QUADS, quads if isinstance(quads, bytes) else to_nquads(quads))
        if report_json is not None:
            self._write(name + _JSON, report_json.encode())
        self._write(name + _TEXT, report.encode())

    def discard(self, article_id: str) -> None:
        """Forget an article, if it is here."""
        name = _file_name(article_id)
        # The report last: an article is listed as long as its report is there.
        for suffix in (_QUADS, _JSON, _TEXT):
            self._memory.pop(name + suffix, None)
            if self._directory is not None:
                (self._directory / (name + suffix)).unlink(missing_ok=True)

    def ids(self) -> Iterator[str]:
        """The articles that are here, sorted; a very long or odd id is given by its hash."""
        yield from sorted(name.removesuffix(_TEXT) for name in self._names() if name.endswith(_TEXT))

    def find_report(self, article_id: str) -> str | None:
        """Why the article is here, in plain language; None if it is not."""
        found = self._find(_file_name(article_id) + _TEXT)
        return None if found is None else found.decode()

    def quads(self, article_id: str) -> Iterator[Quad]:
        """The quads that were refused; none if the article is not here."""
        yield from parse(self._find(_file_name(article_id) + _QUADS) or b"", format=RdfFormat.N_QUADS)

    def _names(self) -> Iterable[str]:
        if self._directory is None:
            return self._memory
        return [path.name for path in self._directory.iterdir()] if self._directory.is_dir() else []

    def _find(self, name: str) -> bytes | None:
        if self._directory is None:
            return self._memory.get(name)
        path = self._directory / name
        return path.read_bytes() if path.is_file() else None

    def _write(self, name: str, content: bytes) -> None:
        if self._directory is None:
            self._memory[name] = content
            return
        try:
            self._directory.mkdir(exist_ok=True)
            write_whole(self._directory / name, content)
        except OSError as error:
            raise StoreError(
                f"{self._directory / name}: cannot be written ({error.strerror}).\n"
                "Free some space or get the right to write there, then build again."
            ) from None


def _file_name(article_id: str) -> str:
    """A file name for an article id: the id itself where that is safe.

    >>> _file_name("agency-2024")
    'agency-2024'
    >>> _file_name("../x")
    'sha256-d6b96a97d147daaa'
    """
    if _PLAIN_NAME.fullmatch(article_id):
        return article_id
    return f"sha256-{sha256(article_id.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
