"""From facts to edges: all facts that tie the same two nodes in the same way are one edge.

What comes in: `Tie`s, each with the fact that it rests on. What goes out: networks whose edges name their origin.
What it never does: join what is alleged with what is asserted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from kg.network.attributes import Attribute, join
from kg.network.facts import Fact, FactReader
from kg.network.independence import count_independent
from kg.network.networks import Network, UndirectedNetwork
from kg.network.windows import Window

#: An edge shows so many quotes at most, and so many characters of each.
QUOTES = 3
QUOTE_LENGTH = 200

_AnyNetwork = TypeVar("_AnyNetwork", bound=Network | UndirectedNetwork)


class Tie(NamedTuple):
    """Two nodes and the fact that ties them; `details` say more of how, such as by which medium."""

    source: str
    target: str
    relation: str
    fact: str
    details: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    alleged: bool = False


def fill(network: _AnyNetwork, ties: Iterable[Tie], reader: FactReader, window: Window) -> _AnyNetwork:
    """Fill an empty network with an edge for the ties between the same nodes, of one relation and one voice."""
    directed = network.is_directed()
    bundles: dict[tuple[str, str, str], list[Tie]] = {}
    for tie in ties:
        fact = reader.fact(tie.fact)
        if window.holds(fact.first, fact.last):
            source, target = (tie.source, tie.target) if directed else sorted((tie.source, tie.target))
            key = f"alleged: {tie.relation}" if tie.alleged else tie.relation
            bundles.setdefault((source, target, key), []).append(tie)
    for node in sorted({node for source, target, _ in bundles for node in (source, target)}):
        network.add_node(node, **reader.describe(node))
    for (source, target, key), bundle in sorted(bundles.items()):
        network.add_edge(source, target, key=key, **_describe(bundle, reader))
    return network


def _describe(bundle: Sequence[Tie], reader: FactReader) -> dict[str, Attribute]:
    """The attributes of the edge that a bundle of ties becomes."""
    facts = [reader.fact(iri) for iri in sorted({tie.fact for tie in bundle})]
    articles = {fact.article for fact in facts if fact.article}
    attributes: dict[str, Attribute] = {
        "relation": bundle[0].relation,
        "alleged": bundle[0].alleged,
        "weight": max(count_independent((article.publisher, article.text) for article in articles), 1),
        "count": len(facts),
        "details": join(detail for tie in bundle for detail in tie.details),
        "articles": join(article.id for article in articles),
        "publishers": join(article.publisher for article in articles),
        "first": min((fact.first for fact in facts if fact.first), default=""),
        "last": max((fact.last for fact in facts if fact.last), default=""),
        "quotes": " … ".join(_quotes(facts, reader)),
        "facts": " ".join(fact.iri for fact in facts),
    }
    if held_by := {holder for tie in bundle for holder in tie.holders}:
        attributes["held_by"] = join(reader.name(holder) for holder in held_by)
    if confidences := [fact.confidence for fact in facts if fact.confidence is not None]:
        attributes["confidence"] = max(confidences)
    return attributes


def _quotes(facts: Sequence[Fact], reader: FactReader) -> list[str]:
    """The first few quotes, in the order of time, each once and none too long."""
    quotes: list[str] = []
    for fact in sorted(facts, key=lambda fact: (fact.first, fact.iri)):
        quote = _cut(" ".join(reader.quote(fact).split()))
        if quote and quote not in quotes:
            quotes.append(quote)
        if len(quotes) == QUOTES:
            break
    return quotes


def _cut(quote: str) -> str:
    """The beginning of a long quote, up to the end of a word."""
    if len(quote) <= QUOTE_LENGTH:
        return quote
    return quote[: QUOTE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
