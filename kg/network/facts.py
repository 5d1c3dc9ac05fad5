"""What projections ask of a store: facts by property, and where each fact comes from.

What comes in: a `pyoxigraph.Store`. What goes out: columns of properties, `Fact`s, and the attributes of nodes.
What it never does: read a property twice, or take what is only alleged for what is asserted.
"""

from __future__ import annotations

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


class FactReader:
    """Reads each property and each fact once."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._columns: dict[str, dict[str, list[str]]] = {}
        self._facts: dict[str, Fact] = {}
        self._nodes: dict[str, tuple[dict[ox.NamedNode, set[str]], list[str]]] = {}
        self._times: dict[str, tuple[str, str]] = {}

    def column(self, predicate: ox.NamedNode) -> dict[str, list[str]]:
        """The values of a property by subject, sorted."""
        if predicate.value not in self._columns:
            found: dict[str, set[str]] = {}
            for subject, _, value, _ in self._store.quads_for_pattern(None, predicate, None):
                found.setdefault(_text(subject), set()).add(_text(value))
            self._columns[predicate.value] = {subject: sorted(found[subject]) for subject in sorted(found)}
        return self._columns[predicate.value]

    def values(self, subject: str, predicate: ox.NamedNode) -> list[str]:
        """The values of a property of one subject, sorted: for a few subjects this costs less than a column."""
        return sorted({_text(quad.object) for quad in self._store.quads_for_pattern(_node(subject), predicate, None)})

    def subjects(self, predicate: ox.NamedNode, value: str) -> list[str]:
        """The subjects whose property has this node for a value, sorted."""
        return sorted({_text(quad.subject) for quad in self._store.quads_for_pattern(None, predicate, _node(value))})

    def fact(self, iri: str) -> Fact:
        """A fact, with the days on which it happened; those of publication if its text has none."""
        if iri not in self._facts:
            self._facts[iri] = self._read_fact(iri)
        return self._facts[iri]

    def quote(self, fact: Fact) -> str:
        """The longest piece of text that proves a fact; of an article, its headline."""
        quotes = {
            _text(quad.object)
            for span in fact.spans
            for quad in self._store.quads_for_pattern(ox.NamedNode(span), KG.exactQuote, None)
        }
        quotes.update(self.column(KG.headline).get(fact.iri, ()))
        return max(quotes, key=lambda quote: (len(quote), quote), default="")

    def name(self, iri: str) -> str:
        """What a node is called."""
        return str(self.describe(iri)["label"])

    def describe(self, iri: str) -> dict[str, Attribute]:
        """The attributes of a node: `label` and `kind`; of an event its type; of others `named`, and where they lie.

        An occurrence that several events give account of is described as the first of them is.
        """
        values, _ = self._read(iri)
        if KG.Occurrence.value in values.get(RDF.type, ()) or not values:
            accounts = [_text(quad.subject) for quad in self._store.quads_for_pattern(None, KG.isAccountOf, _node(iri))]
            if accounts:
                return self.describe(min(accounts))
        names = sorted(values.get(SKOS.prefLabel, ())) or sorted(values.get(RDFS.label, ()))
        attributes: dict[str, Attribute] = {
            "label": names[0] if names else local_name(iri),
            "kind": join(map(local_name, values.get(RDF.type, ()))) or "unknown",
        }
        if types := values.get(KG.hasEventType) or values.get(KG.hasAllegedType):
            attributes["event_type"] = join(map(local_name, types))
        else:
            attributes["named"] = "#" not in iri
        if country := values.get(KG.countryCode):
            attributes["country"] = min(country)
        if KG.latitude in values and KG.longitude in values:
            attributes["latitude"] = float(min(values[KG.latitude]))
            attributes["longitude"] = float(min(values[KG.longitude]))
        return attributes

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Every article, by its IRI."""
        names, owners = self.column(KG.publisherName), self.column(KG.isPublishedBy)
        dates, groups = self.column(KG.publishedOn), self.column(KG.isInTextGroup)
        return {
            iri: Article(
                id=ids[0],
                publisher=next(iter(names.get(iri) or owners.get(iri) or [ids[0]])),
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
        values, graphs = self._read(iri)
        by_graph = self._articles_by_graph
        article = self.articles.get(iri) or next((by_graph[graph] for graph in graphs if graph in by_graph), None)
        spans = values.get(KG.hasEvidence, set())
        times = values.get(KG.hasTime) or values.get(KG.hasAllegedTime) or values.get(KG.hasPeriod) or set()
        confidence = max(map(float, values[KG.confidence])) if KG.confidence in values else None
        article = article or self._find_article(spans)
        first, last = self._bounds(times)
        published = article.published if article else ""
        return Fact(iri, article, first or published, last or published, confidence, tuple(sorted(spans)))

    def _read(self, iri: str) -> tuple[dict[ox.NamedNode, set[str]], list[str]]:
        """All that is said of a node, by property, and the graphs that say it, sorted; read once."""
        if iri not in self._nodes:
            values: dict[ox.NamedNode, set[str]] = {}
            graphs = set()
            for _, predicate, value, graph in self._store.quads_for_pattern(_node(iri), None, None):
                values.setdefault(predicate, set()).add(_text(value))
                if isinstance(graph, ox.NamedNode):
                    graphs.add(graph.value)
            self._nodes[iri] = values, sorted(graphs)
        return self._nodes[iri]

    def _find_article(self, spans: set[str]) -> Article | None:
        """The article of the first of these pieces of text: for graphs without names, such as those in Turtle."""
        origins = self.column(KG.isSpanOf)
        found = (self.articles.get(origin) for span in sorted(spans) for origin in origins.get(span, ()))
        return next((article for article in found if article), None)

    def _bounds(self, times: set[str]) -> tuple[str, str]:
        """The earliest day on which one of the times may begin, and the latest on which one may end."""
        bounds = [self._read_time(time) for time in sorted(times)]
        firsts = [first for first, _ in bounds if first]
        lasts = [last for _, last in bounds if last]
        first, last = min(firsts, default=""), max(lasts, default="")
        return first or last, last or first

    def _read_time(self, iri: str) -> tuple[str, str]:
        if iri not in self._times:
            days = {KG.earliestStart: "", KG.latestEnd: ""}
            for _, predicate, value, _ in self._store.quads_for_pattern(_node(iri), None, None):
                if predicate in days:
                    days[predicate] = _text(value)
            self._times[iri] = days[KG.earliestStart], days[KG.latestEnd]
        return self._times[iri]


def _node(iri: str) -> ox.NamedNode | ox.BlankNode:
    """The node of a name that `_text` gave."""
    return ox.NamedNode(iri) if ":" in iri else ox.BlankNode(iri)


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if not isinstance(term, ox.Triple) else str(term)
