"""Records to articles: objects of JSON, lines of JSON Lines, rows of tables, schema.org articles.

What comes in: parsed values. What goes out: articles, whose text is that of the record to the letter.
What it never does: guess at a text that no field names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Final

from kg.articles.dates import is_date_line, parse_published
from kg.articles.fields import Fields, by_key, find_text, read_fields
from kg.articles.linked_data import iter_nodes, resolve_references
from kg.articles.metadata import UnreadableError, make_article
from kg.model import Article

# Where feeds and dumps keep their list of articles.
_CONTAINERS: Final = (
    "articles",
    "items",
    "@graph",
    "results",
    "documents",
    "docs",
    "records",
    "entries",
    "stories",
    "data",
)

#: A date line further down than this is part of the story.
_FIRST_LINES: Final = 4


def parse_record(record: object) -> Article:
    r"""The article that one record holds, its text kept to the letter.

    Raises:
        UnreadableError: it is no object, or has no text.

    >>> article = parse_record({"id": "a-1", "title": "Letters sent", "text": "Groups wrote.\\n", "date": "2025-04-14"})
    >>> article.id, article.headline, article.published, article.text
    ('a-1', 'Letters sent', '2025-04-14', 'Groups wrote.\\n')
    """
    if not isinstance(record, Mapping):
        raise UnreadableError(f'is {_kind(record)}, not an object with a text field such as {{"text": …}}.')
    fields = flatten(record)
    text = find_text(fields)
    if text is None:
        present = ", ".join(str(key) for key in islice(fields, 12)) or "none"
        raise UnreadableError(
            f"has no text. Name the field of the prose 'text' (or 'body', 'content' …); it has the fields {present}."
        )
    metadata = read_fields(fields)
    if metadata.published is None:
        metadata = replace(metadata, published=_date_at_top(text))
    return make_article(text, metadata)


def flatten(record: Fields) -> Fields:
    """A record whose article lies in a field of its own, as one level; fields of the article come first."""
    inner = by_key(record).get("article")
    return {**inner, **{k: v for k, v in record.items() if k not in inner}} if isinstance(inner, Mapping) else record


def iter_records(value: object) -> Iterator[object]:
    """The records in a JSON document: a list's, a feed's, or the document itself.

    >>> list(iter_records({"status": "ok", "articles": [{"text": "One."}, {"text": "Two."}]}))
    [{'text': 'One.'}, {'text': 'Two.'}]
    """
    if isinstance(value, list):
        yield from value
        return
    if isinstance(value, Mapping) and find_text(flatten(value)) is None:
        found = by_key(value)
        for key in _CONTAINERS:
            inside = found.get(key)
            if isinstance(inside, list) and any(isinstance(item, Mapping) for item in inside):
                yield from _with_text(inside) if key == "@graph" else inside
                return
    yield value


def _with_text(nodes: list[object]) -> Iterator[object]:
    """The nodes of a graph that hold a text; organizations and pages stand beside the articles there."""
    for node in resolve_references(list(iter_nodes(nodes))):
        if find_text(node) is not None:
            yield node


def _date_at_top(text: str) -> str | None:
    """The day that a line of its own states at the top of the text, under the headline."""
    lines = [line for line in text[:2000].splitlines() if line.strip()][:_FIRST_LINES]
    return next((parse_published(line) for line in lines if is_date_line(line)), None)


def _kind(value: object) -> str:
    names = {
        str: "a string",
        list: "a list",
        type(None): "null",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return names.get(type(value), "a value")
