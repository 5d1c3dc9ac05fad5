"""Paths to files: a folder gives the files in it, sorted.

What comes in: paths that a user gave. What goes out: files, and an error for each path that is none.
What it never does: follow a link to a folder, open a device, or pass over a document without a word.

In a folder, what is hidden, readmes and licences, the `…_files` folders that browsers save beside a page, links to
folders that are in it anyway, and files that by their ending are a picture, sound, code or style are left out in
silence. Any other file with an ending that kg does not read is an error, since it may be an article.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path, PurePath
from typing import Final

from kg.articles.files import SourceFile, ending
from kg.errors import ArticleError

#: Names of files about the files beside them, if all of the name or followed by one of the endings below.
_ABOUT_FILES: Final = frozenset(
    {"readme", "license", "licence", "copying", "notice", "changelog", "contributing", "authors"}
    | {"makefile", "dockerfile"}
)
_ENDINGS_ABOUT_FILES: Final = frozenset({"", ".md", ".markdown", ".rst", ".txt"})
_NO_PROSE: Final = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".psd"}
    | {".mp3", ".mp4", ".m4a", ".wav", ".ogg", ".webm", ".mov", ".avi", ".mkv", ".srt", ".vtt"}
    | {".css", ".js", ".mjs", ".ts", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".wasm"}
    | {
        ".py",
        ".pyc",
        ".ipynb",
        ".r",
        ".sh",
        ".bat",
        ".sql",
        ".rq",
        ".ttl",
        ".nt",
        ".nq",
        ".trig",
        ".toml",
        ".ini",
        ".cfg",
    }
    | {
        ".yml",
        ".yaml",
        ".lock",
        ".log",
        ".bak",
        ".tmp",
        ".part",
        ".partial",
        ".sha256",
        ".md5",
        ".sig",
        ".asc",
        ".db",
        ".ini",
    }
)


#: What is said of a file with an ending that is not read, and of a folder without any that is.
_CONVERT: Final = (
    "which kg does not read. Convert it to .txt, .md, .html, .json, .jsonl or .csv "
    "(.gz, .zip and .tar.gz of them are read too)."
)
_NOTHING: Final = "holds no article. Give a folder with articles, or an article."


def is_beside_articles(path: PurePath) -> bool:
    """Whether a file is by its name no article but something that lies about near articles.

    >>> [is_beside_articles(PurePath(name)) for name in (".git/a.txt", "README.md", "map.png", "report.pdf")]
    [True, True, True, False]
    >>> [is_beside_articles(PurePath(name)) for name in ("authors/a.txt", "Notice.of.strike.txt", "notice.json")]
    [False, False, False]
    """
    end = path.suffix.lower()
    is_about_files = path.stem.lower() in _ABOUT_FILES and end in _ENDINGS_ABOUT_FILES
    return is_about_files or end in _NO_PROSE or any(map(_is_hidden, path.parts))


def _is_hidden(name: str) -> bool:
    return (name.startswith(".") and name not in (".", "..")) or name == "__MACOSX"


def iter_files(
    path: Path, endings: Container[str], *, convert: str = _CONVERT, nothing: str = _NOTHING
) -> Iterator[SourceFile | ArticleError]:
    """The file at `path`, or the files in the folder there in the order of their names.

    Args:
        path: a file or a folder.
        endings: those of files that can be read.
        convert: what to say of a file with another ending.
        nothing: what to say of a folder without any file.
    """
    try:
        if path.is_dir():
            yield from _iter_folder(path, endings, convert, nothing)
        elif not path.exists():
            yield ArticleError(path, "does not exist. Check the name.")
        elif not path.is_file():
            yield ArticleError(path, "is neither a file nor a folder. Give the name of a file.")
        else:
            yield to_file(path)
    except OSError as error:
        yield ArticleError(path, f"cannot be read ({error.strerror}). Check the file and its permissions.")


def _iter_folder(
    folder: Path, endings: Container[str], convert: str, nothing: str
) -> Iterator[SourceFile | ArticleError]:
    found = False
    waiting = _listed(folder)
    while waiting:
        path = waiting.pop()
        if isinstance(path, ArticleError):
            found = True
            yield path
        elif path.is_dir():
            if not path.is_symlink():
                waiting.extend([] if _is_saved_beside_page(path) else _listed(path))
            elif not _is_read_anyway(path, folder):
                found = True
                yield ArticleError(path, "is a link to a folder, which is not followed. Give that folder as well.")
        elif is_beside_articles(PurePath(path.name)):
            continue
        elif path.is_file():
            found = True
            yield to_file(path) if ending(path) in endings else unknown_ending(path, convert)
        elif ending(path) in endings:
            found = True
            what = "a link that leads to no file" if path.is_symlink() else "a pipe or a device, which is never read"
            yield ArticleError(path, f"is {what}. Remove it, or put the article there.")
    if not found:
        yield ArticleError(folder, nothing)


def _listed(folder: Path) -> list[Path | ArticleError]:
    """What a folder holds, the last name first, without what is hidden."""
    try:
        names = sorted(folder.iterdir(), key=lambda path: path.name, reverse=True)
    except OSError as error:
        return [ArticleError(folder, f"cannot be read ({error.strerror}). Check the folder's permissions.")]
    return [path for path in names if not _is_hidden(path.name)]


def _is_read_anyway(link: Path, folder: Path) -> bool:
    """Whether a link leads to a folder that lies, not hidden, in the folder that is read."""
    target, top = link.resolve(), folder.resolve()
    return target.is_relative_to(top) and not any(map(_is_hidden, target.relative_to(top).parts))


def _is_saved_beside_page(folder: Path) -> bool:
    """Whether a browser saved this folder with the parts of a page."""
    stem = folder.name.removesuffix("_files")
    return stem != folder.name and any(folder.with_name(f"{stem}{end}").is_file() for end in (".html", ".htm"))


def to_file(path: Path) -> SourceFile:
    """The file at a path."""
    return SourceFile(path, lambda: path.open("rb"))


def unknown_ending(path: Path, convert: str = _CONVERT) -> ArticleError:
    """The error for a file that cannot be told to be an article."""
    named = f"the ending {path.suffix!r}" if path.suffix else "no ending"
    return ArticleError(path, f"has {named}, {convert}")
