"""Which articles were put or removed since what articles share was last brought up to date.

What comes in: ids, as articles are written. What goes out: the same, or that nobody knows.
What it never does: forget that a process died in between: then all articles count as touched.
"""

from __future__ import annotations

from pathlib import Path

_FILE = "touched"


class Touched:
    """Ids of articles, and a file beside the graph while there are any.

    Attributes:
        ids: of the articles that this process put or removed.
        is_known: whether no other was touched.

    >>> touched = Touched(None)
    >>> touched.add("a")
    >>> touched.ids, touched.is_known
    ({'a'}, True)
    """

    def __init__(self, directory: Path | None) -> None:
        self._path = None if directory is None else directory / _FILE
        self.ids: set[str] = set()
        self.is_known = self._path is None or not self._path.exists()

    def add(self, article_id: str) -> None:
        """Note an article before it is written.

        Raises:
            OSError: the file cannot be made.
        """
        if not self.ids:
            self._mark()
        self.ids.add(article_id)

    def add_unknown(self) -> None:
        """Note that any article may be written.

        Raises:
            OSError: the file cannot be made.
        """
        self._mark()
        self.is_known = False

    def clear(self) -> None:
        """What articles share is up to date.

        Raises:
            OSError: the file cannot be removed.
        """
        if self._path is not None:
            self._path.unlink(missing_ok=True)
        self.ids = set()
        self.is_known = True

    def _mark(self) -> None:
        if self._path is not None:
            self._path.touch()
