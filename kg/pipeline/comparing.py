"""What a change of articles makes of their occurrences and groups of texts.

What comes in: a store, its catalogue, and which articles changed. What goes out: quads to take out of the graph of
links and quads to put in, in steps: after each of them the graph is right for all that it speaks of, and a run that
begins anew between two of them ends in the same.
What it never does: write to the store, look at what no change can touch, or hold all that is found at once.

Loading this module takes longer than to find that nothing has changed: `kg.pipeline.stories` does so if something has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad

from kg.model.stories import AccountKey, TextGroup
from kg.pipeline.links import Links
from kg.rdf import occurrence_quads, text_group_quads
from kg.resolve import Catalogue
from kg.resolve.stories import Found, KeptStories, identify, is_kept, iter_occurrences, iter_text_groups
from kg.resolve.stories.prints import KeptPrints
from kg.store import Store

_AT_ONCE = 5_000  # components, or groups, that are written in one step


class Change(NamedTuple):
    """What differs since articles were compared.

    Attributes:
        changed: the ids of the articles that are new, or of which something that is compared differs.
        gone: the ids of those that are gone.
        before: what articles told that were compared and are changed or gone.
    """

    changed: frozenset[str]
    gone: frozenset[str]
    before: frozenset[AccountKey]


class Difference(NamedTuple):
    """What goes out of the graph of links, and what comes in."""

    old: list[Quad]
    new: list[Quad]


def iter_differences(store: Store, catalogue: Catalogue, *, base: str) -> Iterator[Difference]:
    """What the graph of links has to lose and to gain after a change, of which the catalogue is told.

    Each is to be made before the next is asked for.
    """
    links = Links(store.dataset, base)
    change = _take_in(catalogue, links)
    yield Difference(_about(links, map(NamedNode, catalogue.pending("told"))), [])
    yield from _compare_accounts(links, catalogue, change, base)
    yield from _compare_texts(links, catalogue, change, base)


def _take_in(catalogue: Catalogue, links: Links) -> Change:
    """Note who the actors of the articles are that may have changed, and find which of them have."""
    changed, gone = set[str](), set[str]()
    before = {links.to_key(account) for account in catalogue.pending("account")}
    for article_id in catalogue.pending("article"):
        compared = identify(catalogue.connection, article_id, catalogue.mapping(article_id))
        if compared is None:
            gone.add(article_id)
        elif compared.is_changed:
            changed.add(article_id)
            before.update(() if compared.is_new else compared.accounts)
    return Change(frozenset(changed), frozenset(gone), frozenset(before))


def _compare_accounts(links: Links, catalogue: Catalogue, change: Change, base: str) -> Iterator[Difference]:
    """The occurrences of the components that the change touches, before and after.

    The first step has all accounts of the occurrences that the change may take apart. What comes later can only join
    occurrences, which then are all in one component, and so in one step.
    """
    stories = KeptStories(catalogue.connection)
    before = links.find_occurrences(change.before)
    parted = {key for key in links.find_accounts(before) if is_kept(catalogue.connection, key.article_id)}
    seeds = {key for key in parted if key.article_id not in change.changed}
    for article_id in {key.article_id for key in parted} & change.changed:
        seeds.update(stories.iter_accounts(article_id))
    first = list(iter_occurrences(sorted(seeds), stories))
    yield _replace_occurrences(links, before, first, base)
    done = {key for found in first for key in found.accounts}
    articles = stories.sort(change.changed)
    rest = (key for each in articles for key in stories.iter_accounts(each) if key not in done)
    components = iter_occurrences(rest, stories)
    while some := list(islice(components, _AT_ONCE)):
        yield _replace_occurrences(links, (), some, base)


def _replace_occurrences(
    links: Links, before: Iterable[NamedNode], components: Sequence[Found], base: str
) -> Difference:
    accounts = (key for found in components for key in found.accounts)
    occurrences = (occurrence for found in components for occurrence in found.occurrences)
    return Difference(
        _about(links, {*before, *links.find_occurrences(accounts)}), occurrence_quads(occurrences, base=base)
    )


def _compare_texts(links: Links, catalogue: Catalogue, change: Change, base: str) -> Iterator[Difference]:
    """The groups of texts that the change touches, before and after; in steps as those of accounts."""
    prints = KeptPrints(catalogue.connection)
    before = links.find_groups(change.changed | change.gone)
    parted = {each for each in links.find_articles(before) if is_kept(catalogue.connection, each)}
    first = list(iter_text_groups(prints, sorted(parted)))
    yield _replace_groups(links, before, first, base)
    done = parted | {article_id for group in first for article_id in group.articles}
    groups = iter_text_groups(prints, sorted(change.changed - done))
    while some := list(islice(groups, _AT_ONCE)):
        yield _replace_groups(links, (), some, base)


def _replace_groups(links: Links, before: Iterable[NamedNode], groups: Sequence[TextGroup], base: str) -> Difference:
    articles = (article_id for group in groups for article_id in group.articles)
    return Difference(_about(links, {*before, *links.find_groups(articles)}), text_group_quads(groups, base=base))


def _about(links: Links, nodes: Iterable[NamedNode]) -> list[Quad]:
    return list(dict.fromkeys(quad for node in sorted(nodes, key=str) for quad in links.iter_about(node)))
