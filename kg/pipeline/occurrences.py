"""Which occurrences a change of articles makes, and which it takes apart.

What comes in: the graph of links, the catalogue, and which articles changed. What goes out: quads to take out of the
graph and quads to put in, in steps.
What it never does: write to the store, look further than to where nothing is other than before, or hold the occurrences
that it finds; of the change it holds ids and keys.

To take a whole cluster out leaves all others as they are. So a change reaches what shares a cluster with what it
reaches, as the graph has clusters or as they are found now, and nothing beyond; besides, what is alleged may come to
match something else. Which accounts these are is kept in the catalogue before anything is written: if the process dies,
the next run finds in the graph what it wrote, and could not tell from it how far the change has come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad

from kg.model.stories import AccountKey
from kg.pipeline.links import Links
from kg.rdf import occurrence_quads
from kg.resolve import Catalogue
from kg.resolve.stories import KeptStories, is_kept
from kg.resolve.stories.occurrences import Found, Occurrences

_AT_ONCE = 5_000  # clusters of accounts that are written in one step


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


class ChangedOccurrences:
    """The occurrences that a change touches, before and after."""

    def __init__(self, links: Links, catalogue: Catalogue, change: Change, base: str) -> None:
        self._links = links
        self._catalogue = catalogue
        self._change = change
        self._base = base
        self._stories = KeptStories(catalogue.connection)
        self._occurrences = Occurrences(self._stories)
        self._touched = set(map(links.to_key, catalogue.pending("touched")))

    def iter_differences(self) -> Iterator[Difference]:
        """What the graph of links has to lose and to gain; each is to be made before the next is asked for."""
        yield self._take_apart()
        changed = self._stories.sort(self._change.changed)
        seeds = (key for each in changed for key in self._stories.iter_accounts(each))
        yield from self._replace_all(self._occurrences.iter_found(seeds, are_more=True))
        done: set[AccountKey] = set()
        while touched := self._touched - done:
            done |= touched
            unchanged = {key for key in self._find_kept(touched) if key.article_id not in self._change.changed}
            yield from self._replace_all(self._occurrences.iter_found(sorted(unchanged)))

    def _take_apart(self) -> Difference:
        """Occurrences of which an account is gone, or tells something else."""
        old = set(self._links.find_occurrences(self._change.before).values())
        self._touch(old, ())
        return Difference(self._find_quads(old, ()), [])

    def _replace_all(self, every: Iterator[Found]) -> Iterator[Difference]:
        while some := list(islice(every, _AT_ONCE)):
            yield self._replace(some)

    def _replace(self, some: Sequence[Found]) -> Difference:
        """Put what was found into the place of what the graph has of these accounts."""
        known = self._links.find_occurrences(key for found in some for key in found.accounts)
        old: set[NamedNode] = set()
        new: list[Quad] = []
        changed: list[AccountKey] = []
        for found in some:
            before = {known[key] for key in found.accounts if key in known}
            now = [] if found.occurrence is None else occurrence_quads([found.occurrence], base=self._base)
            is_same = set(now) == {quad for node in before for quad in self._links.iter_own(node)}
            if not is_same or any(key.article_id in self._change.changed for key in found.accounts):
                old |= before
                new += now
                changed += found.accounts
        self._touch(old, changed)
        return Difference(self._find_quads(old, new), new)

    def _touch(self, old: Iterable[NamedNode], changed: Iterable[AccountKey]) -> None:
        """Note what is to be looked at because these occurrences go, and these accounts belong together otherwise."""
        parted = self._find_kept(self._links.find_accounts(self._links.with_matches(old)))
        found = {*parted, *self._occurrences.iter_matching(changed)}
        touched = {key for key in found if key.article_id not in self._change.changed} - self._touched
        if touched:
            self._catalogue.plan("touched", map(self._links.to_iri, touched))
            self._catalogue.commit()
            self._touched |= touched

    def _find_kept(self, accounts: Iterable[AccountKey]) -> set[AccountKey]:
        """Those whose articles are still there, as they were or changed."""
        by_article: dict[str, set[AccountKey]] = {}
        for key in accounts:
            by_article.setdefault(key.article_id, set()).add(key)
        kept: set[AccountKey] = set()
        for article_id, keys in by_article.items():
            if is_kept(self._catalogue.connection, article_id):
                kept.update(keys.intersection(self._stories.iter_accounts(article_id)))
        return kept

    def _find_quads(self, old: Iterable[NamedNode], new: Iterable[Quad]) -> list[Quad]:
        """All that is said of occurrences, and of those that match one which does not come again: they are touched."""
        again = {quad.subject for quad in new}
        links = self._links
        matching = {quad for node in old if node not in again for quad in links.iter_matching(node)}
        nodes = {*old, *(quad.subject for quad in matching if isinstance(quad.subject, NamedNode))}
        own = (quad for node in sorted(nodes, key=str) for quad in links.iter_own(node))
        return list(dict.fromkeys(own))
