"""JSON-LD: the nodes of schema.org articles, whichever way a page or a file nests them.

What comes in: parsed JSON. What goes out: mappings in which the references that can be resolved are resolved.
What it never does: fetch a context; names are taken as schema.org writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

_DEEPEST: Final = 6
_PAGES: Final = frozenset({"WebPage", "ItemPage", "CreativeWork", "MediaObject"})


def iter_nodes(value: object, *, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """The nodes at the top of a document: lists and graphs are opened, `mainEntity` too; other nesting is not.

    >>> [node["@type"] for node in iter_nodes({"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle"}]})]
    ['WebPage', 'NewsArticle']
    """
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from iter_nodes(item, depth=depth + 1)
    elif isinstance(value, Mapping):
        if "@graph" in value:
            yield from iter_nodes(value["@graph"], depth=depth + 1)
        if "@type" in value or "@graph" not in value:
            yield value
        yield from iter_nodes([value.get("mainEntity"), value.get("mainEntityOfPage")], depth=depth + 1)


def resolve_references(nodes: list[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """The nodes, with each bare `{"@id": …}` in them replaced by the node of that id.

    >>> paper = {"@id": "#org", "name": "Example Post"}
    >>> resolve_references([{"publisher": {"@id": "#org"}}, paper])[0]["publisher"]["name"]
    'Example Post'
    """
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}

    def resolved(value: object) -> object:
        if isinstance(value, list):
            return [resolved(item) for item in value]
        if isinstance(value, Mapping) and isinstance(value.get("@id"), str):
            return {**by_id.get(value["@id"], {}), **value}
        return value

    return [{key: resolved(value) for key, value in node.items()} for node in nodes]


def is_article(node: Mapping[str, object]) -> bool:
    """Whether a node is of a type of articles: `NewsArticle`, `BlogPosting`, `Report` and the like.

    >>> is_article({"@type": ["http://schema.org/OpinionNewsArticle"]}), is_article({"@type": "Person"})
    (True, False)
    """
    return any(kind.endswith(("Article", "Posting")) or kind == "Report" for kind in _types(node))


def is_page(node: Mapping[str, object]) -> bool:
    """Whether a node is the page that the article stands on."""
    return any(kind in _PAGES for kind in _types(node))


def _types(node: Mapping[str, object]) -> list[str]:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rpartition("/")[2].rpartition(":")[2] for kind in listed if isinstance(kind, str)]
