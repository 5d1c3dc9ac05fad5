"""What projections ask of a store: facts by property, and where each fact comes from.

What comes in: a `pyoxigraph.Store`. What goes out: columns of properties, `Fact`s, and the attributes of nodes.
What it never does: read a property twice, or take what is only alleged for what is asserted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from kg.namespaces import KG, RDF, RDFS, SKOS
from kg.network.attributes import Attribute, join, local_name


@dataclass(frozen=True, slots=True)
class Article:
    """Where a fact was read: `text` is the same for articles that share their text."""

    id: str
    publisher: str
    text: str
    published: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with its origin; `first` and `last` are ISO 8601 dates, empty if neither text nor article gives one."""

    iri: str
    article: Article | None
    first: str
    last: str
    confidence: float | None
    spans: tuple[str, ...]


class _Said(dict[str, list[str]]):
    """All that is said of a node, by the IRI of the property; a value may stand there twice."""

    def of(self, *predicates: ox.NamedNode) -> Sequence[str]:
        """The values of the first of these properties that has any."""
        return next((self[one.value] for one in predicates if one.value in self), ())


class FactReader:
    """Reads each property and each fact once."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._columns: dict[str, dict[str, list[str]]] = {}
        self._facts: dict[str, Fact] = {}
        self._said: dict[str, _Said] = {}
        self._quotes: dict[str, str] = {}
        self._times: dict[str, tuple[list[str], list[str]]] = {}

    def column(self, predicate: ox.NamedNode) -> dict[str, list[str]]:
        """The values of a property by subject, sorted."""
        if predicate.value not in self._columns:
            found: dict[str, list[str]] = {}
            for quad in self._store.quads_for_pattern(None, predicate, None):
                term = quad.object  # in place of a call, of which there would be many
                value = term.value if type(term) is not ox.Triple else str(term)
                found.setdefault(quad.subject.value, []).append(value)  # type: ignore[union-attr]
            self._columns[predicate.value] = {
                subject: found[subject] if len(found[subject]) == 1 else sorted(set(found[subject]))
                for subject in sorted(found)
            }
        return self._columns[predicate.value]

    def values(self, subject: str, *predicates: ox.NamedNode) -> list[str]:
        """The values of the first of some properties that one subject has, sorted.

        For a few subjects this costs less than a column.
        """
        term = _term(subject)
        for predicate in predicates:
            found = [_text(quad.object) for quad in self._store.quads_for_pattern(term, predicate, None)]
            if found:
                return found if len(found) == 1 else sorted(set(found))
        return []

    def subjects(self, predicate: ox.NamedNode, value: str) -> list[str]:
        """The subjects whose property has this node for a value, sorted."""
        return sorted({_text(quad.subject) for quad in self._store.quads_for_pattern(None, predicate, _term(value))})

    def fact(self, iri: str) -> Fact:
        """A fact, with the days on which it happened; those of publication if its text has none."""
        if iri not in self._facts:
            self._facts[iri] = self._read_fact(iri)
        return self._facts[iri]

    def quote(self, fact: Fact) -> str:
        """The longest piece of text that proves a fact; of an article, its headline."""
        if fact.iri not in self._quotes:
            quotes = [quote for span in fact.spans for quote in self.values(span, KG.exactQuote)]
            if fact.iri in self.articles:
                quotes += self.values(fact.iri, KG.headline)
            self._quotes[fact.iri] = max(quotes, key=lambda quote: (len(quote), quote), default="")
        return self._quotes[fact.iri]

    def name(self, iri: str) -> str:
        """What a node is called."""
        return str(self.describe(iri)["label"])

    def describe(self, iri: str) -> dict[str, Attribute]:
        """The attributes of a node: `label` and `kind`; of an event its type; of others `named`, and where they lie.

        An occurrence that several events give account of is described as the first of them is.
        """
        said = self._read(iri)
        if KG.Occurrence.value in said.of(RDF.type) or not said:
            accounts = [_text(quad.subject) for quad in self._store.quads_for_pattern(None, KG.isAccountOf, _term(iri))]
            if accounts:
                return self.describe(min(accounts))
        names = said.of(SKOS.prefLabel, RDFS.label)
        attributes: dict[str, Attribute] = {
            "label": min(names, default="") or local_name(iri),
            "kind": join(map(local_name, said.of(RDF.type))) or "unknown",
        }
        if types := said.of(KG.hasEventType, KG.hasAllegedType):
            attributes["event_type"] = join(map(local_name, types))
        else:
            attributes["named"] = "#" not in iri
        if countries := said.of(KG.countryCode):
            attributes["country"] = min(countries)
        if (latitudes := said.of(KG.latitude)) and (longitudes := said.of(KG.longitude)):
            attributes["latitude"] = float(min(latitudes))
            attributes["longitude"] = float(min(longitudes))
        return attributes

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Every article, by its IRI."""
        names, dates = self.column(KG.publisherName), self.column(KG.publishedOn)
        groups = self.column(KG.isInTextGroup)
        return {
            iri: Article(
                id=ids[0],
                publisher=next(iter(names.get(iri) or self.values(iri, KG.isPublishedBy) or ids)),
                text=next(iter(groups.get(iri, ids))),
                published=next(iter(dates.get(iri, [])), ""),
            )
            for iri, ids in self.column(KG.articleId).items()
        }

    @cached_property
    def _articles_by_graph(self) -> dict[str, Article]:
        graphs = self.column(KG.hasGraph)
        return {graph: self.articles[iri] for iri in graphs if iri in self.articles for graph in graphs[iri]}

    def _read_fact(self, iri: str) -> Fact:
        evidence = list(self._store.quads_for_pattern(_term(iri), KG.hasEvidence, None))
        spans = sorted({_text(quad.object) for quad in evidence})
        graphs = _names(evidence) or _names(self._store.quads_for_pattern(_term(iri), None, None))
        article = (
            self.articles.get(iri)
            or next((self._articles_by_graph[graph] for graph in graphs if graph in self._articles_by_graph), None)
            or self._find_article(spans)
        )
        first, last = self._bounds(self.values(iri, KG.hasTime, KG.hasAllegedTime, KG.hasPeriod))
        published = article.published if article else ""
        confidence = max(map(float, self.values(iri, KG.confidence)), default=None)
        return Fact(iri, article, first or published, last or published, confidence, tuple(spans))

    def _read(self, iri: str) -> _Said:
        """All that is said of a node; read once."""
        if iri not in self._said:
            said = self._said[iri] = _Said()
            for quad in self._store.quads_for_pattern(_term(iri), None, None):
                said.setdefault(quad.predicate.value, []).append(_text(quad.object))
        return self._said[iri]

    def _find_article(self, spans: Iterable[str]) -> Article | None:
        """The article of the first of these pieces of text: for graphs without names, such as those in Turtle."""
        origins = self.column(KG.isSpanOf)
        found = (self.articles.get(origin) for span in spans for origin in origins.get(span, ()))
        return next((article for article in found if article), None)

    def _bounds(self, times: Sequence[str]) -> tuple[str, str]:
        """The earliest day on which one of the times may begin, and the latest on which one may end."""
        for time in times:
            if time not in self._times:
                self._times[time] = self.values(time, KG.earliestStart), self.values(time, KG.latestEnd)
        bounds = [self._times[time] for time in times]
        first = min((day for starts, _ in bounds for day in starts), default="")
        last = max((day for _, ends in bounds for day in ends), default="")
        return first or last, last or first


def _names(quads: Iterable[ox.Quad]) -> list[str]:
    """The IRIs of the named graphs that hold these quads, sorted."""
    names = [quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)]
    return names if len(names) == 1 else sorted(set(names))


def _term(iri: str) -> ox.NamedNode | ox.BlankNode:
    """The term of a name that `_text` gave."""
    return ox.NamedNode(iri) if ":" in iri else ox.BlankNode(iri)


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if not isinstance(term, ox.Triple) else str(term)
