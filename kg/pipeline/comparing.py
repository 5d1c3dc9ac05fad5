"""What a change of articles makes of their occurrences and groups of texts.

What comes in: a store, its graph of links, and which articles changed. What goes out: quads to take out of that graph
and quads to put in.
What it never does: write, or look at what no change can touch.

Loading this module takes longer than to find that nothing has changed: `kg.pipeline.stories` does so if something has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.identifiers import article_iri
from kg.namespaces import KG
from kg.pipeline.links import Links
from kg.pipeline.shelf import StoreShelf
from kg.rdf import comparison_quads, occurrence_quads, text_group_quads
from kg.resolve.stories import Print, Printed, find_occurrences, find_text_groups, parse_print, print_of
from kg.store import Store


class Change(NamedTuple):
    """The articles that are new or differ since they were compared, with their states now, and those that are gone."""

    changed: Mapping[str, str]
    gone: frozenset[str]

    @property
    def touched(self) -> frozenset[str]:
        """All of them."""
        return self.gone.union(self.changed)


class Difference(NamedTuple):
    """What goes out of the graph of links, and what comes in."""

    old: list[Quad]
    new: list[Quad]


def find_difference(store: Store, links: Links, change: Change, *, base: str) -> Difference:
    """What the graph of links has to lose and to gain after a change."""
    texts = _Texts(store, links, base)
    parts = (
        _compare_accounts(store, links, change, base),
        _compare_texts(links, texts, change, base),
        _mark(store, texts, change, base),
    )
    return Difference([quad for part in parts for quad in part.old], [quad for part in parts for quad in part.new])


def _compare_accounts(store: Store, links: Links, change: Change, base: str) -> Difference:
    """The occurrences of the components that the change touches, before and after."""
    shelf = StoreShelf(
        store.dataset, {article_id: entry.graph for article_id, entry in store.iter_articles()}, base=base
    )
    before = links.find_occurrences(links.find_accounts_in(change.touched))
    left = {key for key in links.find_accounts(before) if key.article_id not in change.touched}
    told = {account.key for article_id in sorted(change.changed) for account in shelf.get(article_id).accounts}
    found = find_occurrences(told | left, shelf)
    before |= links.find_occurrences(found.accounts)
    return Difference(_about(links, before), occurrence_quads(found.occurrences, base=base))


def _compare_texts(links: Links, texts: _Texts, change: Change, base: str) -> Difference:
    """The groups of texts that the change touches, before and after."""
    before = links.find_groups(change.touched)
    seeds = change.changed.keys() | (links.find_articles(before) - change.gone)
    groups = find_text_groups(texts.iter_printed(change), seeds)
    before |= links.find_groups({article_id for group in groups for article_id in group.articles} | seeds)
    return Difference(_about(links, before), text_group_quads(groups, base=base))


def _mark(store: Store, texts: _Texts, change: Change, base: str) -> Difference:
    """The states in which articles were compared and the prints of their texts, before and after."""
    nodes = [NamedNode(article_iri(article_id, base=base)) for article_id in sorted(change.touched)]
    said = (KG.comparedHash, KG.textPrint)
    before = [
        quad for node in nodes for each in said for quad in store.dataset.quads_for_pattern(node, each, None, None)
    ]
    after = [
        quad
        for article_id, state in sorted(change.changed.items())
        for quad in comparison_quads(
            article_id, state=state, text_print=texts.get_print(article_id).to_text(), base=base
        )
    ]
    return Difference(before, after)


def _about(links: Links, nodes: Iterable[NamedNode]) -> list[Quad]:
    return list(dict.fromkeys(quad for node in sorted(nodes, key=str) for quad in links.iter_about(node)))


class _Texts:
    """The prints of texts: those that are kept, and those of articles that changed."""

    def __init__(self, store: Store, links: Links, base: str) -> None:
        self._store = store
        self._links = links
        self._base = base
        self._made: dict[str, Print] = {}

    def get_print(self, article_id: str) -> Print:
        """The print of an article's text as it is now."""
        if article_id not in self._made:
            text = self._find(article_id, KG.articleText)
            if text is None:
                raise StoreError(f"{article_id}: the store holds no text of it. Build the article again.")
            self._made[article_id] = print_of(text)
        return self._made[article_id]

    def iter_printed(self, change: Change) -> Iterator[Printed]:
        """All articles that are stored, with their prints."""
        kept = self._links.read_prints()
        for article_id in sorted(kept.keys() | change.changed.keys()):
            if article_id in change.changed:
                found = self.get_print(article_id)
            elif article_id not in change.gone:
                found = parse_print(kept[article_id])
            else:
                continue
            yield Printed(article_id, self._find(article_id, KG.isPublishedBy), found)

    def _find(self, article_id: str, predicate: NamedNode) -> str | None:
        node = NamedNode(article_iri(article_id, base=self._base))
        for quad in self._store.dataset.quads_for_pattern(node, predicate, None, None):
            if isinstance(quad.object, NamedNode | Literal):
                return quad.object.value
        return None
