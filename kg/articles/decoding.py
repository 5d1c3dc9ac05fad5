"""Bytes of an article file to text: the encoding is known, or well guessed, or the file is refused.

What comes in: the bytes of a whole file, or of one line. What goes out: its text, without a byte order mark.
What it never does: replace a byte that it cannot read, or change a line ending.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from kg.articles.metadata import UnreadableError

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What people give by mistake, by the first bytes.
_SIGNATURES: Final = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3", "an SQLite database"),
)

_META_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_ENCODING: Final = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})")

# Browsers read these as windows-1252, and pages are written for browsers.
_READ_AS_WINDOWS: Final = frozenset({"iso8859-1", "ascii"})

#: How sure the guess of an encoding has to be: no garbage, the letters of some language, and a lead over others.
_MOST_CHAOS = 0.01
_LEAST_COHERENCE = 0.5
_LEAST_LEAD = 0.03


def decode(data: bytes) -> str:
    r"""The text of a file, in UTF-8, in what its byte order mark says, or in an encoding that can be told for sure.

    Raises:
        UnreadableError: it is empty, binary, or in an encoding that cannot be told.

    >>> decode(b"\xef\xbb\xbfKyiv\r\n"), decode("Kyiv".encode("utf-16"))
    ('Kyiv\r\n', 'Kyiv')
    """
    text = _decode_unicode(data)
    return _guess(data) if text is None else text


def decode_page(data: bytes) -> str:
    """The text of an HTML page: as `decode`, but what the page declares comes before a guess.

    >>> decode_page('<meta charset="windows-1251">Москва'.encode("cp1251"))[-6:]
    'Москва'
    """
    text = _decode_unicode(data)
    if text is not None:
        return text
    declared = _declared_encoding(data)
    if declared is not None:
        try:
            return data.decode(declared)
        except UnicodeDecodeError:
            pass  # the page does not keep what it declares
    return _guess(data)


def decode_line(data: bytes) -> str:
    """One line of a file of records, which has to be UTF-8.

    Raises:
        UnreadableError: it is not.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"is not UTF-8 (byte {data[error.start]:#04x} in column {error.start + 1}). Convert the file to UTF-8."
        ) from None


def _decode_unicode(data: bytes) -> str | None:
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise UnreadableError("is empty. Remove it, or save the article again.")
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data.removeprefix(mark), encoding)
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"says by its byte order mark that it is {encoding}, but byte {error.start + 1} is not. Save it as UTF-8."
        ) from None
    if not text.strip():
        raise UnreadableError("is empty. Remove it, or save the article again.")
    return text


def _refuse_binary(data: bytes) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableError(f"is {name}, not text. Convert it to .txt, .html or another format that kg reads.")
    if b"\0" in data:
        raise UnreadableError(
            "is binary: it has NUL bytes. Give a text file; UTF-16 needs a byte order mark, or save it as UTF-8."
        )


def _declared_encoding(data: bytes) -> str | None:
    head = data[:4096]
    match = _META_CHARSET.search(head) or _XML_ENCODING.match(head)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    if name in _READ_AS_WINDOWS:
        return "cp1252"
    try:
        return name if isinstance(b"".decode(name), str) else None
    except LookupError:  # a codec that is no text encoding, such as base64
        return None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes  # only for the few files that need it

    matches = list(from_bytes(data))
    best, others = (matches[0], matches[1:]) if matches else (None, [])
    if best is not None and best.chaos <= _MOST_CHAOS and best.coherence >= _LEAST_COHERENCE:
        rivals = (other for other in others if best.coherence - other.coherence < _LEAST_LEAD)
        if all(other.chaos > _MOST_CHAOS or str(other) == str(best) for other in rivals):
            return str(best)
    likely = "" if best is None else f", perhaps {best.encoding}"
    raise UnreadableError(
        f"is not UTF-8, and its encoding cannot be told{likely}; or it is binary. "
        "Convert it, for example: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW"
    )
