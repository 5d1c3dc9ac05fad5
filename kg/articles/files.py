"""A file that may hold articles, wherever it lies, read under limits.

What comes in: something that opens a stream of bytes. What goes out: those bytes, or `UnreadableError`.
What it never does: write to disk, or unpack more than its budget allows.
"""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Final

from kg.articles.metadata import UnreadableError
from kg.model import Article

_MEBIBYTE: Final = 2**20

#: A file that holds one article; pages with pictures inside are the largest.
MAX_ARTICLE_BYTES: Final = 16 * _MEBIBYTE
#: A JSON document or a table, which has to be in memory whole. Larger corpora fit into JSON Lines.
MAX_DOCUMENT_BYTES: Final = 256 * _MEBIBYTE
#: What one archive, or one compressed file, may unpack to.
MAX_UNPACKED_BYTES: Final = 4096 * _MEBIBYTE


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """An article and where it was read.

    Attributes:
        path: the file; of a member of an archive, the archive's path with the member's below it.
        line: the line, or the record counted from 1, if the file holds several articles.
    """

    article: Article
    path: Path
    line: int | None = None


@dataclass(slots=True)
class Budget:
    """How many more bytes may be unpacked."""

    left: int = field(default_factory=lambda: MAX_UNPACKED_BYTES)

    def spend(self, count: int) -> None:
        """Take `count` bytes off.

        Raises:
            UnreadableError: fewer were left.
        """
        self.left -= count
        if self.left < 0:
            raise UnreadableError("unpacks to more than kg reads from one archive. Unpack it yourself, or split it.")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file by its name, with a way to open it.

    Attributes:
        path: what to call it; it need not exist on disk.
        open: gives its bytes as a new stream.
        budget: set if the bytes come out of an archive.
        gzipped: whether the bytes have to be unpacked with gzip.
    """

    path: Path
    open: Callable[[], IO[bytes]]
    budget: Budget | None = None
    gzipped: bool = False

    @property
    def ending(self) -> str:
        """What its name ends with, in lower case: `.txt`, `.jsonl.gz`.

        >>> SourceFile(Path("a.b/News.JSONL.gz"), io.BytesIO).ending
        '.jsonl.gz'
        """
        return ending(self.path)

    def unpacked(self) -> SourceFile:
        """The file inside a `.gz`, under the same name."""
        return replace(self, gzipped=True, budget=self.budget or Budget())

    @contextmanager
    def reading(self) -> Iterator[IO[bytes]]:
        """A stream of its bytes.

        Raises:
            UnreadableError: it cannot be opened or read, or is broken, or unpacks to too much.
        """
        try:
            with ExitStack() as opened:
                stream: Any = opened.enter_context(self.open())
                if self.gzipped:
                    stream = opened.enter_context(gzip.GzipFile(fileobj=stream))
                yield stream if self.budget is None else io.BufferedReader(_Metered(stream, self.budget))
        except OSError as error:
            reason = error.strerror or str(error)
            raise UnreadableError(f"cannot be read ({reason}). Check the file and its permissions.") from None
        except (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError) as error:
            raise UnreadableError(f"is broken ({error}). Get the archive again.") from None

    def read(self, limit: int) -> bytes:
        """All its bytes.

        Raises:
            UnreadableError: as `reading`, or it has more than `limit` bytes.
        """
        with self.reading() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise UnreadableError(f"is enormous: more than {limit // _MEBIBYTE} MiB. Split it, or use JSON Lines.")
        return data


def ending(path: Path) -> str:
    """The suffix of a path in lower case, two of them if the last says only how it is packed.

    >>> ending(Path("a.TXT")), ending(Path("b.tar.gz")), ending(Path("2.5.html"))
    ('.txt', '.tar.gz', '.html')
    """
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    packed = len(suffixes) == 2 and suffixes[1] in (".gz", ".bz2", ".xz")
    return "".join(suffixes) if packed else "".join(suffixes[-1:])


class _Metered(io.RawIOBase):
    """A stream whose bytes are taken off a budget."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)
