"""Archives (.zip, .tar and packed .tar) to the files in them.

What comes in: an archive. What goes out: its files one at a time, those of a zip in the order of their names and
those of a tar in the order of the archive; an error for each member that is no plain file.
What it never does: write a member to disk, so that no name of one can lead anywhere.
"""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Container, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Final

from kg.articles.files import Budget, SourceFile
from kg.articles.folders import is_beside_articles, unknown_ending
from kg.articles.metadata import UnreadableError
from kg.errors import ArticleError

#: The endings of archives.
ARCHIVES: Final = frozenset({".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"})

MAX_MEMBERS: Final = 200_000


def iter_members(archive: SourceFile, endings: Container[str]) -> Iterator[SourceFile | ArticleError]:
    """The files in an archive; each has to be read before the next is asked for.

    Raises:
        UnreadableError: it is no archive, is broken, or holds too much.
    """
    budget = Budget()
    members = _iter_zip if archive.ending == ".zip" else _iter_tar
    count = 0
    with archive.reading() as stream:
        for member in members(archive.path, stream, budget):
            count += 1
            if count > MAX_MEMBERS:
                raise UnreadableError(f"holds more than {MAX_MEMBERS:,} files. Split it.")
            if isinstance(member, SourceFile) and member.ending in ARCHIVES:
                yield ArticleError(member.path, "is an archive in an archive. Unpack the outer one first.")
            elif isinstance(member, SourceFile) and member.ending not in endings:
                yield unknown_ending(member.path)
            else:
                yield member
            budget.spend(0)
    if not count:
        raise UnreadableError("holds no article. Give an archive with articles in it.")


def _iter_zip(path: Path, stream: IO[bytes], budget: Budget) -> Iterator[SourceFile | ArticleError]:
    with zipfile.ZipFile(stream) as opened:
        for info in sorted(opened.infolist(), key=lambda info: info.filename):
            name = _plain_name(info.filename)
            if info.is_dir() or is_beside_articles(name):
                continue
            yield SourceFile(path / name, _Opener(opened, info), budget)


class _Opener:
    """Opens one member of a zip."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self._archive = archive
        self._info = info

    def __call__(self) -> IO[bytes]:
        try:
            return self._archive.open(self._info)
        except (RuntimeError, NotImplementedError) as error:  # a password, or a way of packing that is not known
            raise UnreadableError(f"cannot be unpacked ({error}). Unpack it yourself.") from None


def _iter_tar(path: Path, stream: IO[bytes], budget: Budget) -> Iterator[SourceFile | ArticleError]:
    with _open_tar(stream) as opened:
        for info in opened:
            name = _plain_name(info.name)
            if info.isdir() or is_beside_articles(name):
                continue
            if not info.isreg():
                yield ArticleError(path / name, "is a link or a device in the archive, not a file. Put the file in.")
                continue
            yield SourceFile(path / name, _TarOpener(opened, info), budget)


def _open_tar(stream: IO[bytes]) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=stream, mode="r:*")
    except tarfile.ReadError:  # which says of each way of packing, on a line of its own, that it is another
        raise UnreadableError("is no tar archive, or is broken. Get the archive again.") from None


class _TarOpener:
    """Opens one member of a tar."""

    def __init__(self, archive: tarfile.TarFile, info: tarfile.TarInfo) -> None:
        self._archive = archive
        self._info = info

    def __call__(self) -> IO[bytes]:
        stream = self._archive.extractfile(self._info)
        if stream is None:
            raise UnreadableError("is no plain file in the archive. Put the file in.")
        return stream


def _plain_name(name: str) -> PurePosixPath:
    """A member's name as a name below the archive, whatever it says."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    plain = [part.rstrip("/") for part in parts if part not in ("..", ".") and part.strip("/")]
    return PurePosixPath(*plain or ["unnamed"])
