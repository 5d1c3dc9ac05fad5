"""The graph of links, read: which accounts and which articles it ties together.

What comes in: a dataset. What goes out: nodes of occurrences and of groups of texts, and what belongs to them.
What it never does: write.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from kg.identifiers import article_iri, fact_iri, parse_article_iri, parse_fact_iri, shared_graph_iri
from kg.model.stories import AccountKey
from kg.namespaces import KG

_ACCOUNTS = (KG.isAccountOf, KG.isAllegedAccountOf)


class Links:
    """What the graph of links of a dataset holds of occurrences and groups of texts."""

    def __init__(self, dataset: pyoxigraph.Store, base: str) -> None:
        self._dataset = dataset
        self._base = base
        self._graph = NamedNode(shared_graph_iri("links", base=base))

    def quads(self, subject: NamedNode | None, predicate: NamedNode | None, value: NamedNode | None) -> Iterator[Quad]:
        """The quads that match."""
        return self._dataset.quads_for_pattern(subject, predicate, value, self._graph)

    def iter_about(self, node: NamedNode) -> Iterator[Quad]:
        """The quads in which a node is subject or object."""
        yield from self.quads(node, None, None)
        yield from self.quads(None, None, node)

    def iter_own(self, occurrence: NamedNode) -> Iterator[Quad]:
        """What is said of an occurrence, but for those that match it."""
        yield from self.quads(occurrence, None, None)
        for predicate in _ACCOUNTS:
            yield from self.quads(None, predicate, occurrence)

    def iter_matching(self, occurrence: NamedNode) -> Iterator[Quad]:
        """That others match an occurrence."""
        return self.quads(None, KG.matchesOccurrence, occurrence)

    def find_occurrences(self, accounts: Iterable[AccountKey]) -> dict[AccountKey, NamedNode]:
        """The occurrences of those accounts that are of one."""
        if not any(next(self.quads(None, predicate, None), None) for predicate in _ACCOUNTS):
            return {}
        nodes = {account: NamedNode(self.to_iri(account)) for account in accounts}
        return {
            account: occurrence
            for account, node in nodes.items()
            for predicate in _ACCOUNTS
            for occurrence in self._objects(node, predicate)
        }

    def with_matches(self, occurrences: Iterable[NamedNode]) -> set[NamedNode]:
        """Occurrences with those that they match, and all that match any of these."""
        nodes = set(occurrences)
        nodes |= {value for node in nodes for value in self._objects(node, KG.matchesOccurrence)}
        return nodes | {subject for node in nodes for subject in self._subjects(KG.matchesOccurrence, node)}

    def find_accounts(self, occurrences: Iterable[NamedNode]) -> set[AccountKey]:
        """The accounts of occurrences."""
        subjects = (s for node in occurrences for predicate in _ACCOUNTS for s in self._subjects(predicate, node))
        return {self.to_key(subject.value) for subject in subjects}

    def find_groups(self, article_ids: Iterable[str]) -> set[NamedNode]:
        """The groups of texts that articles are in."""
        nodes = (NamedNode(article_iri(article_id, base=self._base)) for article_id in article_ids)
        return {group for node in nodes for group in self._objects(node, KG.isInTextGroup)}

    def find_articles(self, groups: Iterable[NamedNode]) -> set[str]:
        """The articles of groups of texts."""
        articles = (article for group in groups for article in self._subjects(KG.isInTextGroup, group))
        return {parse_article_iri(article.value, base=self._base) for article in articles}

    def _objects(self, subject: NamedNode, predicate: NamedNode) -> Iterator[NamedNode]:
        return (quad.object for quad in self.quads(subject, predicate, None) if isinstance(quad.object, NamedNode))

    def _subjects(self, predicate: NamedNode, value: NamedNode) -> Iterator[NamedNode]:
        return (quad.subject for quad in self.quads(None, predicate, value) if isinstance(quad.subject, NamedNode))

    def to_iri(self, account: AccountKey) -> str:
        """The node of an account."""
        return fact_iri(*account, base=self._base)

    def to_key(self, iri: str) -> AccountKey:
        """The key of the account whose node it is."""
        fact = parse_fact_iri(iri, base=self._base)
        return AccountKey(fact.article_id, fact.fact_id)
