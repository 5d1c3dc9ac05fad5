"""What a change of articles makes of their occurrences and groups of texts.

What comes in: a store, its catalogue, and which articles changed. What goes out: quads to take out of the graph of
links and quads to put in.
What it never does: write to the store, or look at what no change can touch.

Loading this module takes longer than to find that nothing has changed: `kg.pipeline.stories` does so if something has.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from kg.model.stories import AccountKey
from kg.namespaces import KG
from kg.pipeline.links import Links
from kg.rdf import iter_told, occurrence_quads, read_told, text_group_quads
from kg.resolve import Catalogue
from kg.resolve.stories import (
    Compared,
    KeptPrints,
    KeptStories,
    Printed,
    find_compared,
    find_occurrences,
    find_text_groups,
    print_of,
    put_compared,
    story_of,
)
from kg.store import Registered, Store


class Change(NamedTuple):
    """What differs since articles were compared.

    Attributes:
        changed: the ids of the articles that are new, or of which something that is compared differs.
        gone: the ids of those that are gone, as far as the catalogue knows them.
        same: the ids of all others that are stored.
        before: what the articles told that are changed or gone.
        after: what they tell now.
    """

    changed: frozenset[str]
    gone: frozenset[str]
    same: frozenset[str]
    before: frozenset[AccountKey]
    after: frozenset[AccountKey]


class Difference(NamedTuple):
    """What goes out of the graph of links, and what comes in."""

    old: list[Quad]
    new: list[Quad]


def find_difference(store: Store, catalogue: Catalogue, *, base: str) -> Difference:
    """What the graph of links has to lose and to gain after a change, of which the catalogue is told."""
    links = Links(store.dataset, base)
    stray = {NamedNode(node) for node in catalogue.pending("told")}
    change = _take_in(store, catalogue)
    parts = (
        Difference(_about(links, stray), []),
        _compare_accounts(links, catalogue, change, base),
        _compare_texts(links, catalogue, change, base),
    )
    return Difference([quad for part in parts for quad in part.old], [quad for part in parts for quad in part.new])


def _take_in(store: Store, catalogue: Catalogue) -> Change:
    """Keep what the articles that may have changed are compared by now, and find which of them have."""
    articles = dict(store.iter_articles())
    changed, gone = set[str](), set[str]()
    before, after = set[AccountKey](), set[AccountKey]()
    for article_id in catalogue.pending("article"):
        entry = articles.get(article_id)
        known = find_compared(catalogue.connection, article_id)
        new = None if entry is None else _read(store.dataset, entry)
        if new != known:
            put_compared(catalogue.connection, article_id, new)
            (gone if new is None else changed).add(article_id)
            before.update(() if known is None else known.accounts)
            after.update(() if new is None else new.accounts)
    same = articles.keys() - changed
    return Change(frozenset(changed), frozenset(gone), frozenset(same), frozenset(before), frozenset(after))


def _read(dataset: pyoxigraph.Store, entry: Registered) -> Compared:
    """What an article is compared by, from its graph."""
    facts = read_told(iter_told(dataset, entry.graph))
    published = dataset.quads_for_pattern(entry.article, KG.isPublishedBy, None, entry.graph)
    publisher = next((quad.object.value for quad in published if isinstance(quad.object, NamedNode | Literal)), None)
    return Compared(story_of(facts), Printed(entry.article_id, publisher, print_of(facts.article.text)))


def _compare_accounts(links: Links, catalogue: Catalogue, change: Change, base: str) -> Difference:
    """The occurrences of the components that the change touches, before and after."""
    before = links.find_occurrences(change.before)
    left = {key for key in links.find_accounts(before) if key.article_id in change.same}
    found = find_occurrences(change.after | left, KeptStories(catalogue.connection))
    before |= links.find_occurrences(found.accounts)
    return Difference(_about(links, before), occurrence_quads(found.occurrences, base=base))


def _compare_texts(links: Links, catalogue: Catalogue, change: Change, base: str) -> Difference:
    """The groups of texts that the change touches, before and after."""
    before = links.find_groups(change.changed | change.gone)
    seeds = change.changed | (links.find_articles(before) & change.same)
    groups = find_text_groups(KeptPrints(catalogue.connection), seeds)
    before |= links.find_groups({article_id for group in groups for article_id in group.articles} | seeds)
    return Difference(_about(links, before), text_group_quads(groups, base=base))


def _about(links: Links, nodes: Iterable[NamedNode]) -> list[Quad]:
    return list(dict.fromkeys(quad for node in sorted(nodes, key=str) for quad in links.iter_about(node)))
