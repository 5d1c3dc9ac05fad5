"""The errors that `kg` raises on purpose; anything else is a bug and keeps its traceback.

    KGError
    ├── ArticleError     one article cannot be read; the run goes on and the summary counts it
    ├── ExtractionError  a rule failed on one article; the run goes on and the summary counts it
    ├── FactsError       facts that break the contract of `kg.model`, or whose evidence is not in the text
    ├── GazetteerError   a user's own gazetteer that cannot be used
    ├── IdentifierError  a value from which no IRI can be minted
    ├── ShapesError      shapes that cannot be trusted to check anything
    ├── StoreError       a store that cannot be opened, read or written
    ├── EndpointError    a SPARQL endpoint that cannot be reached, or that refuses
    ├── ClusterError     a cluster that cannot be used, or shards that cannot be written or read
    ├── QueryError       a query that is unknown, malformed or not allowed
    ├── DecisionError    a decision about an identity that cannot be read, or names nothing in the graph
    ├── ExportError      a graph that cannot be written in the form asked for
    ├── NetworkError     a network that is unknown, or cannot be drawn as asked for
    └── MissingPackageError  a package of an extra, which is not installed

Each message says what, where and why, and then what to do.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


class KGError(Exception):
    """What a user can act on. The command line prints it and ends with status 2."""

    def __reduce__(self) -> tuple[Callable[..., KGError], tuple[object, ...]]:
        """An error of another process says the same here."""
        return _restore, (type(self), self.args, self.__dict__)


def _restore(kind: type[KGError], args: tuple[object, ...], attributes: dict[str, object]) -> KGError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(attributes)
    return error


def _to_where(path: Path, line: int | None) -> str:
    return str(path) if line is None else f"{path}:{line}"


class ArticleError(KGError):
    """One article cannot be read.

    Attributes:
        path: the file that holds the article.
        line: the line or record (from 1) where it was found, if the file holds several.
        reason: what is wrong, and what to do about it.
    """

    def __init__(self, path: Path | str, reason: str, *, line: int | None = None) -> None:
        self.path = Path(path)
        self.line = line
        self.reason = reason
        super().__init__(f"{self.where}: {reason}")

    @property
    def where(self) -> str:
        """The place as `path` or `path:line`.

        >>> ArticleError("a.jsonl", "not JSON", line=3).where
        'a.jsonl:3'
        """
        return _to_where(self.path, self.line)


class ExtractionError(KGError):
    """A rule failed on one article: a fault of ours, which must not cost the other articles.

    Attributes:
        article_id: the article's id.
        path: the file that holds the article, once that is known.
        line: the line or record (from 1) where it was found, if the file holds several.
    """

    def __init__(self, article_id: str, cause: Exception) -> None:
        self.article_id = article_id
        self.path: Path | None = None
        self.line: int | None = None
        super().__init__(
            f"{article_id}: extraction failed ({type(cause).__name__}: {cause}).\n"
            "This is a fault of the program: please report it with the article."
        )

    @classmethod
    def from_message(cls, article_id: str, message: str) -> ExtractionError:
        """The error that said so, after it was written down."""
        error = cls.__new__(cls, message)
        error.article_id = article_id
        error.path = error.line = None
        return error

    def at(self, path: Path, line: int | None = None) -> ExtractionError:
        """The error with the place where the article was read.

        >>> ExtractionError.from_message("a1", "a1: extraction failed").at(Path("a.jsonl"), 3)
        ExtractionError('a.jsonl:3: a1: extraction failed')
        """
        error = ExtractionError.from_message(self.article_id, f"{_to_where(path, line)}: {self}")
        error.path, error.line = path, line
        return error


class FactsError(KGError):
    """Facts that do not meet the contract of `kg.model`."""


class GazetteerError(KGError):
    """A gazetteer of the user that cannot be read, or some of whose places cannot be used."""


class IdentifierError(KGError):
    """A value from which no IRI can be minted."""


class ShapesError(KGError):
    """Shapes that are empty, misspelt or without a target: a check that could never fail."""


class StoreError(KGError):
    """A store that cannot be opened, read or written."""


class EndpointError(KGError):
    """A SPARQL endpoint that cannot be reached, or that refuses.

    Attributes:
        status: the status of HTTP that it answered with, if it did.
    """

    def __init__(self, message: str, status: int | None = None) -> None:
        self.status = status
        super().__init__(message)


class ClusterError(KGError):
    """A cluster that cannot be used, or shards that cannot be written or read."""


class QueryError(KGError):
    """A query that is unknown, malformed or not allowed."""


class DecisionError(KGError):
    """A decision about an identity that cannot be read, or that names nothing in the graph."""


class ExportError(KGError):
    """A graph that cannot be written in the form asked for."""


class NetworkError(KGError):
    """A network that is unknown, or cannot be drawn as asked for."""


class MissingPackageError(KGError, ImportError):
    """A package that only an extra brings, and that is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"This needs {package}, which is not installed: pip install 'dateline-kg[{extra}]'")
