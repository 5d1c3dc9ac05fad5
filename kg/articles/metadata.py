"""What is known of an article besides its text, from whichever place in a file said it.

What comes in: values as they stand in headers, fields and tags. What goes out: `Metadata`, and with a text
an `Article`.
What it never does: make up a value that no place gives.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from typing import Final

from kg.identifiers import article_id, slug
from kg.model import Article

#: Longer texts are refused, not cut: no news article is as long, and the parser needs the memory.
MAX_CHARACTERS: Final = 1_000_000

#: What no text has: NUL, by which binary files are told, and halves of surrogate pairs, which no file can hold.
_NO_CHARACTER: Final = re.compile("[\0\ud800-\udfff]")


class UnreadableError(Exception):
    """Why something is not an article, said so that it can follow the name of the file; a reader adds the place."""


def describe_long_number() -> str:
    """What to say of a number that a file has and Python does not convert."""
    return f"a number of more than {sys.get_int_max_str_digits():,} digits. Take it out, or put it in quotes."


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What some place says of an article. None and () mean that it says nothing.

    Attributes:
        id: the id that the corpus gives to the article.
        published: ISO 8601, as in `kg.model.Article`.
        sources: the names of sources for the article as a whole.
    """

    id: str | None = None
    url: str | None = None
    headline: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    dateline: str | None = None
    sources: tuple[str, ...] = ()

    def or_else(self, other: Metadata) -> Metadata:
        """This, and where it says nothing, the other; a day gains its hour from the other.

        >>> a = Metadata(headline="Letters sent", published="2025-04-14")
        >>> b = Metadata(headline="Letters", published="2025-04-14T12:03:00+04:00", publisher="Example Post")
        >>> a.or_else(b).published, a.or_else(b).headline, a.or_else(b).publisher
        ('2025-04-14T12:03:00+04:00', 'Letters sent', 'Example Post')
        """
        values = {field.name: getattr(self, field.name) or getattr(other, field.name) for field in fields(self)}
        if self.published and other.published and _is_same_but_finer(other.published, self.published):
            values["published"] = other.published
        return Metadata(**values)


def _is_same_but_finer(candidate: str, stated: str) -> bool:
    return len(candidate) > len(stated) and candidate.startswith(stated)


def make_article(text: str, metadata: Metadata, *, body_start: int = 0) -> Article:
    """The article of that text, under the id that it was given or one that follows from what is known.

    Raises:
        UnreadableError: there is no text, or too much of it; or there is what is no character of any text in it or in
            the metadata.

    >>> make_article("Mines exploded.", Metadata(id="road_ied_8")).id
    'road_ied_8'
    """
    if not text.strip():
        raise UnreadableError("has no text. Give the article's prose.")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(
            f"is enormous: {len(text):,} characters, where {MAX_CHARACTERS:,} is the most. Split it into articles."
        )
    _refuse_broken_characters(text, metadata)
    known = replace(metadata, authors=_without(metadata.authors, metadata.publisher))
    found_id = article_id(
        url=known.url, publisher=known.publisher, published=known.published, headline=known.headline, text=text
    )
    return Article(
        id=make_id(known.id) if known.id else found_id,
        text=text,
        url=known.url,
        headline=known.headline,
        publisher=known.publisher,
        authors=known.authors,
        published=known.published,
        language=known.language,
        dateline=known.dateline,
        sources=known.sources,
        body_start=body_start,
    )


def make_id(given: str) -> str:
    """The given id as it is if the model allows it, else a slug with a hash that keeps it apart from others.

    >>> make_id("road_ied_8"), make_id("a b/c")
    ('road_ied_8', 'a-b-c-539138d518')
    """
    try:
        return Article(id=given, text="any").id  # the model alone knows which ids it allows
    except ValueError:
        return f"{slug(given)[:80].strip('-')}-{sha256(given.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def _refuse_broken_characters(text: str, metadata: Metadata) -> None:
    said = {"text": text, **{field.name: getattr(metadata, field.name) for field in fields(metadata)}}
    for name, value in said.items():
        for broken in filter(None, map(_NO_CHARACTER.search, value if isinstance(value, tuple) else [value or ""])):
            what = "a NUL" if broken[0] == "\0" else "half of a surrogate pair"
            raise UnreadableError(
                f"has {what} (U+{ord(broken[0]):04X}) at character {broken.start() + 1} of its {name}, which is no "
                "character of a text. Write it again from its source."
            )


def _without(authors: tuple[str, ...], publisher: str | None) -> tuple[str, ...]:
    """The authors other than the publisher itself."""
    return tuple(name for name in authors if name.casefold() != (publisher or "").casefold())
