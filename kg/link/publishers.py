"""The country in which an article appeared, as far as its metadata tell."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from kg.gazetteer import find_country
from kg.model import ArticleFacts

#: Top-level domains of countries that stand for something else to most who use them.
_GENERIC = frozenset(("ai", "cc", "co", "fm", "gg", "io", "ly", "me", "tv", "ws", "to", "so", "sh", "am", "la", "st"))


def find_country_of_publisher(facts: ArticleFacts) -> Iterator[str]:
    """The country of the publisher, and that of the address (`.com.au`), as ISO 3166-1 alpha-2."""
    for entity in facts.entities:
        if entity.country and not entity.mentions and entity.kind == "organization":
            yield entity.country
    try:
        host = urlsplit(facts.article.url or "").hostname or ""
    except ValueError:
        return
    domain = host.rpartition(".")[2]
    code = "GB" if domain == "uk" else domain.upper()
    if domain not in _GENERIC and find_country(code) is not None:
        yield code
