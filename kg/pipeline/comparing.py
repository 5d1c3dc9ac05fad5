"""What a change of articles makes of their occurrences and groups of texts.

What comes in: a store, its catalogue, and which articles changed. What goes out: quads to take out of the graph of
links and quads to put in.
What it never does: write to the store, or look at what no change can touch.

Loading this module takes longer than to find that nothing has changed: `kg.pipeline.stories` does so if something has.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad

from kg.model.stories import AccountKey
from kg.pipeline.links import Links
from kg.rdf import occurrence_quads, text_group_quads
from kg.resolve import Catalogue
from kg.resolve.stories import KeptStories, find_occurrences, find_text_groups, identify, is_kept
from kg.resolve.stories.prints import KeptPrints
from kg.store import Store


class Change(NamedTuple):
    """What differs since articles were compared.

    Attributes:
        changed: the ids of the articles that are new, or of which something that is compared differs.
        gone: the ids of those that are gone.
        before: what articles told that were compared and are changed or gone.
        after: what the changed ones tell now.
    """

    changed: frozenset[str]
    gone: frozenset[str]
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
    change = _take_in(catalogue, links)
    parts = (
        Difference(_about(links, stray), []),
        _compare_accounts(links, catalogue, change, base),
        _compare_texts(links, catalogue, change, base),
    )
    return Difference([quad for part in parts for quad in part.old], [quad for part in parts for quad in part.new])


def _take_in(catalogue: Catalogue, links: Links) -> Change:
    """Note who the actors of the articles are that may have changed, and find which of them have."""
    changed, gone = set[str](), set[str]()
    before, after = {links.to_key(account) for account in catalogue.pending("account")}, set[AccountKey]()
    for article_id in catalogue.pending("article"):
        compared = identify(catalogue.connection, article_id, catalogue.mapping(article_id))
        if compared is None:
            gone.add(article_id)
        elif compared.is_changed:
            changed.add(article_id)
            after.update(compared.accounts)
            before.update(() if compared.is_new else compared.accounts)
    return Change(frozenset(changed), frozenset(gone), frozenset(before), frozenset(after))


def _compare_accounts(links: Links, catalogue: Catalogue, change: Change, base: str) -> Difference:
    """The occurrences of the components that the change touches, before and after."""
    before = links.find_occurrences(change.before)
    left = {key for key in links.find_accounts(before) if _is_as_before(catalogue, change, key.article_id)}
    found = find_occurrences(change.after | left, KeptStories(catalogue.connection))
    before |= links.find_occurrences(found.accounts)
    return Difference(_about(links, before), occurrence_quads(found.occurrences, base=base))


def _compare_texts(links: Links, catalogue: Catalogue, change: Change, base: str) -> Difference:
    """The groups of texts that the change touches, before and after."""
    before = links.find_groups(change.changed | change.gone)
    left = {each for each in links.find_articles(before) if _is_as_before(catalogue, change, each)}
    seeds = change.changed | left
    groups = find_text_groups(KeptPrints(catalogue.connection), seeds)
    before |= links.find_groups({article_id for group in groups for article_id in group.articles} | seeds)
    return Difference(_about(links, before), text_group_quads(groups, base=base))


def _is_as_before(catalogue: Catalogue, change: Change, article_id: str) -> bool:
    return article_id not in change.changed and is_kept(catalogue.connection, article_id)


def _about(links: Links, nodes: Iterable[NamedNode]) -> list[Quad]:
    return list(dict.fromkeys(quad for node in sorted(nodes, key=str) for quad in links.iter_about(node)))
