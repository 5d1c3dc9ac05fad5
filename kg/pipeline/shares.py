"""What one article gives to what articles share, apart from all others.

What comes in: the facts of an article, or its graph in the store. What goes out: a `Share`: whom it refers to, what it
tells, and the print of its text.
What it never does: depend on other articles, so that it is made wherever the article is worked on.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from pyoxigraph import Literal, NamedNode, Quad

from kg.identifiers import entity_iri
from kg.link import identifying_name
from kg.model import ArticleFacts, ArticleReferences, Reference
from kg.namespaces import KG
from kg.rdf import find_references, from_quads, restore
from kg.resolve.stories import Telling, encode_told, print_of, told_of
from kg.store import Registered, Store


class Share(msgspec.Struct, frozen=True):
    """What one article gives.

    Attributes:
        references: whom it refers to, with its relations and extractors.
        telling: what it is compared by.
    """

    references: ArticleReferences
    telling: Telling


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Share)


def share_of(facts: ArticleFacts, publisher: str | None, *, base: str) -> Share:
    """What an article gives.

    Args:
        facts: as linking within the article made them, in any order.
        publisher: the node of its publisher in its graph.
        base: what IRIs begin with.
    """
    found = find_references(facts, base=base)
    references = tuple(_name(reference, base) for reference in found.references)
    telling = Telling(encode_told(told_of(facts, base=base)), publisher, print_of(facts.article.text))
    return Share(msgspec.structs.replace(found, references=references), telling)


def read_share(store: Store, entry: Registered, *, base: str) -> Share:
    """What an article gives, from its graph in the store.

    Raises:
        FactsError: the graph is not that of one whole article.
    """
    as_linked = read_as_linked(store, entry)
    quads = restore(store.quads(entry.graph.value), as_linked)
    return share_of(from_quads(quads), find_publisher(quads), base=base)


def read_as_linked(store: Store, entry: Registered) -> str | None:
    """What was in the place of what identities changed in the graph of an article; None if they changed nothing."""
    found = store.dataset.quads_for_pattern(entry.article, KG.asLinked, None, entry.registry)
    return next((quad.object.value for quad in found if isinstance(quad.object, Literal)), None)


def find_publisher(statements: Iterable[Quad | tuple[NamedNode, NamedNode, NamedNode | Literal]]) -> str | None:
    """The node of the publisher, from what is stated of an article."""
    found = (value for _, predicate, value, *_ in statements if predicate == KG.isPublishedBy)
    return next((value.value for value in found if isinstance(value, NamedNode)), None)


def encode_share(share: Share) -> bytes:
    """A share, to be sent."""
    return _encoder.encode(share)


def decode_share(share: bytes) -> Share:
    """What `encode_share` wrote."""
    return _decoder.decode(share)


def _name(reference: Reference, base: str) -> Reference:
    """The reference with the IRI of its name, where its article did not give one but the name does."""
    if reference.name_iri is not None or (name := identifying_name(reference.said)) is None:
        return reference
    return msgspec.structs.replace(reference, name_iri=entity_iri(reference.said.kind, name, base=base))
