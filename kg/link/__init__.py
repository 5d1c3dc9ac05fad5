"""Give the entities of an article their identity across articles.

What comes in: the facts of one article. What goes out: the same facts, in which places stand on the
map, entities that are known by a name have an IRI, and entities that turned out the same are one.
What it never does: read the network or another article, or guess where the article gives no support.
"""

from __future__ import annotations

import msgspec

from kg.identifiers import BASE, entity_iri
from kg.link.authority import Authority, read_authority
from kg.link.merge import merge_same
from kg.link.names import identifying_name
from kg.link.places import locate
from kg.model import ArticleFacts, Entity

__all__ = ["Authority", "identifying_name", "link", "read_authority"]


_NO_AUTHORITY = Authority()


def link(facts: ArticleFacts, *, base: str = BASE, authority: Authority = _NO_AUTHORITY) -> ArticleFacts:
    """Set `iri` and, for places and states, `geonames`, `lat`, `lon` and `country`; merge what is the same.

    Args:
        facts: of one article.
        base: the IRI under which everything is minted.
        authority: the user's own places, which are preferred to those of the gazetteer.

    >>> from kg.model import Article, Mention
    >>> article = Article(id="a", text="Talks were held in Tbilisi.")
    >>> place = Entity(id="e", kind="place", name="Tbilisi", mentions=(Mention(19, 26),))
    >>> linked = link(ArticleFacts(article=article, extractor="x", entities=(place,))).entities[0]
    >>> linked.iri, linked.geonames, linked.country
    ('https://w3id.org/dateline/id/place/tbilisi-611717', 611717, 'GE')
    """
    located = locate(facts, authority, base=base)
    return merge_same(msgspec.structs.replace(facts, entities=tuple(_identify(entity, base) for entity in located)))


def _identify(entity: Entity, base: str) -> Entity:
    if entity.iri is not None:
        return entity
    name = identifying_name(entity)
    return entity if name is None else msgspec.structs.replace(entity, iri=entity_iri(entity.kind, name, base=base))
