"""Named fields to metadata: of records, of front matter, of the header of a text file, of schema.org objects.

What comes in: a mapping with names that differ from one source to the next. What goes out: `Metadata`, and the text.
What it never does: take a field for what its name does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from kg.articles.dates import parse_published
from kg.articles.metadata import Metadata
from kg.articles.names import (
    absolute_url,
    clean_name,
    language_code,
    one_line,
    publisher_name,
    split_names,
    split_sources,
)

Fields: TypeAlias = Mapping[str, object]

# For each thing the names that it goes by, in the order of trust. Names are compared without case and punctuation.
_TEXT: Final = (
    "text", "body", "articlebody", "articletext", "fulltext", "maintext", "bodytext", "content", "contenttext",
    "articlecontent", "article", "story", "plaintext", "document",
)  # fmt: skip
_ID: Final = ("id", "articleid", "docid", "documentid")
_URL: Final = ("url", "articleurl", "link", "canonicalurl", "weburl", "externalurl", "mainentityofpage", "uri", "@id")
_HEADLINE: Final = ("headline", "title", "articletitle", "webtitle", "name")
_PUBLISHER: Final = (
    "publisher", "source", "sitename", "publication", "outlet", "newspaper", "sourcename", "sourceorganization",
    "provider",
)  # fmt: skip
_AUTHORS: Final = ("authors", "author", "byline", "creator", "creators", "by", "writer")
_PUBLISHED: Final = (
    "published", "publishedat", "datepublished", "publisheddate", "publicationdate", "publishdate", "publishedon",
    "datepublish", "pubdate", "publishtime", "firstpublished", "webpublicationdate", "date", "datetime", "timestamp",
    "datecreated",
)  # fmt: skip
_LANGUAGE: Final = ("language", "inlanguage", "lang", "locale")
_DATELINE: Final = ("dateline",)
_SOURCES: Final = ("sources", "isbasedon", "citation", "citations", "cites", "basedon", "citedsources")

#: Every name that says something of an article, for telling a header line from prose.
KNOWN_NAMES: Final = frozenset(
    (*_ID, *_URL, *_HEADLINE, *_PUBLISHER, *_AUTHORS, *_PUBLISHED, *_LANGUAGE, *_DATELINE, *_SOURCES)
) | {"updated", "modified", "datemodified", "lastmodified", "section", "category", "keywords", "tags", "subtitle"}


def field_key(name: str) -> str:
    """A field's name without case and punctuation; the `@` of JSON-LD stays.

    >>> field_key("datePublished") == field_key("Date_Published")
    True
    """
    return re.sub(r"[^\w@]|_", "", name.casefold())


def by_key(fields: Fields) -> dict[str, object]:
    """The fields under comparable names; the first of two that become the same wins."""
    found: dict[str, object] = {}
    for name, value in fields.items():
        found.setdefault(field_key(str(name)), value)
    return found


def find_text(fields: Fields) -> str | None:
    """The text that the fields hold, to the letter; paragraphs in a list are joined by empty lines.

    >>> find_text({"Title": "Letters sent", "articleBody": "Diaspora groups wrote. "})
    'Diaspora groups wrote. '
    """
    found = by_key(fields)
    for key in _TEXT:
        value = found.get(key)
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            value = "\n\n".join(str(part) for part in value)
        if isinstance(value, str) and value.strip():
            return value
    return None


def read_fields(fields: Fields) -> Metadata:
    """What the fields say of the article.

    >>> read_fields({"title": "Letters sent", "byline": "By Jane Doe", "source": {"name": "Example Post"}})
    Metadata(id=None, url=None, headline='Letters sent', publisher='Example Post', authors=('Jane Doe',), \
published=None, language=None, dateline=None, sources=())
    """
    found = by_key(fields)
    given_id = next((text for key in _ID if (text := _plain(found.get(key)))), None)
    id_is_url = given_id is not None and absolute_url(given_id) is not None
    url = next(
        (url for key in _URL for text in _strings(found.get(key), "@id", "url") if (url := absolute_url(text))), None
    )
    return Metadata(
        id=None if id_is_url else given_id,
        url=url or (absolute_url(given_id) if id_is_url else None),
        headline=_first_line(found, _HEADLINE),
        publisher=_first_publisher(found),
        authors=next((names for key in _AUTHORS if (names := read_authors(found.get(key)))), ()),
        published=next((day for key in _PUBLISHED if (day := parse_published(_stamp(found.get(key))))), None),
        language=next(
            (
                code
                for key in _LANGUAGE
                for text in _strings(found.get(key), "alternatename", "name")
                if (code := language_code(text))
            ),
            None,
        ),
        dateline=_first_line(found, _DATELINE),
        sources=tuple(dict.fromkeys(name for key in _SOURCES for name in read_sources(found.get(key)))),
    )


def read_authors(value: object) -> tuple[str, ...]:
    """The authors' names in a byline, a list of names, or schema.org objects; an organization's name stays whole."""
    names: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            names.extend(split_names(item))
        elif isinstance(item, Mapping):
            inner = by_key(item)
            name = next(_strings(inner.get("name")), None)
            if name is not None and _is_organization(inner):
                names.extend(filter(None, [clean_name(name)]))
            else:
                names.extend(split_names(name or _person_parts(inner)))
    return tuple(dict.fromkeys(names))


def read_sources(value: object) -> tuple[str, ...]:
    """The names of cited sources, in a string parted by semicolons, or in a list of strings or objects."""
    if isinstance(value, str):
        return split_sources(value)
    names: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and (line := one_line(item)):
            names.append(line)
        elif isinstance(item, Mapping):
            inner = by_key(item)
            named = (
                line for key in ("name", "headline", "title", "text", "url", "@id") for line in _strings(inner.get(key))
            )
            names.extend(filter(None, [one_line(next(named, None))]))
    return tuple(dict.fromkeys(names))


def _is_organization(inner: Mapping[str, object]) -> bool:
    return any("organization" in kind.casefold() for kind in _strings(inner.get("@type")))


def _person_parts(inner: Mapping[str, object]) -> str | None:
    parts = (next(_strings(inner.get(key)), "") for key in ("givenname", "familyname"))
    return " ".join(filter(None, parts)) or None


def _first_publisher(found: Mapping[str, object]) -> str | None:
    for key in _PUBLISHER:
        for text in _strings(found.get(key), "name", "title", "legalname"):
            if name := publisher_name(text):
                return name
    return None


def _first_line(found: Mapping[str, object], keys: tuple[str, ...]) -> str | None:
    return next((line for key in keys for text in _strings(found.get(key), "@value") if (line := one_line(text))), None)


def _strings(value: object, *inner_keys: str) -> Iterator[str]:
    """The strings of a value: itself, those of a list, or those under `inner_keys` of an object."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            if not isinstance(item, list):
                yield from _strings(item, *inner_keys)
    elif isinstance(value, Mapping):
        inner = by_key(value)
        for key in inner_keys or ("name", "@value"):
            if isinstance(inner.get(key), str):
                yield str(inner[key])


def _plain(value: object) -> str | None:
    """An id as text: a number loses nothing by it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def _stamp(value: object) -> str | int | float | None:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return value
    return next(_strings(value, "@value", "date", "$date"), None)
