"""What is in the graph, by number.

What comes in: a `pyoxigraph.Store`. What goes out: `Stats`.
What it never does: count one thing twice because several articles speak of it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import pyoxigraph as ox

from kg.namespaces import KG, ONTOLOGY, RDF
from kg.printable import to_printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """What one publisher's articles hold."""

    name: str
    articles: int
    events: int
    communications: int
    claims: int
    counts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Numbers of articles, of entities and of facts.

    Attributes:
        triples: statements, each counted once in each graph that holds it; the ontology is left out.
        entities: by kind, each once however many articles speak of it.
        events: what the articles assert in their own voice, messages not counted; alleged_events: what
            someone in them alleges or demands, messages counted.
        claims: by type; counts: casualty counts, by harm; times, relations: how many.
        local_entities: entities that only one article knows; undated: articles without a date of publication.
        publishers: by name.
    """

    articles: int
    triples: int
    entities: Mapping[str, int]
    events: int
    events_by_modality: Mapping[str, int]
    alleged_events: int
    communications: Mapping[str, int]
    claims: Mapping[str, int]
    counts: Mapping[str, int]
    times: int
    relations: int
    spans: int
    local_entities: int
    undated: int
    publishers: tuple[Publisher, ...]

    def to_json(self) -> str:
        """The same as a JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    def to_text(self) -> str:
        """The same as lines to read, largest numbers first within each kind."""
        lines = [
            _line("articles", self.articles, {"without a date": self.undated} if self.undated else {}),
            _line("entities", sum(self.entities.values()), self.entities),
            _line("events", self.events, self.events_by_modality),
            _line("alleged events", self.alleged_events),
            _line("communications", sum(self.communications.values()), self.communications),
            _line("claims", sum(self.claims.values()), self.claims),
            _line("casualty counts", sum(self.counts.values()), self.counts),
            _line("times", self.times),
            _line("relations", self.relations),
            _line("quotes", self.spans),
            _line("triples", self.triples),
        ]
        return to_printable("\n".join([*lines, *self._publisher_lines()]))

    def _publisher_lines(self) -> list[str]:
        if not self.publishers:
            return []
        width = max(len("publisher"), *(len(publisher.name) for publisher in self.publishers))
        header = f"{'publisher':{width}}  articles  events  communications  claims  counts"
        rows = [
            f"{p.name:{width}}  {p.articles:8}  {p.events:6}  {p.communications:14}  {p.claims:6}  {p.counts:6}"
            for p in self.publishers
        ]
        return ["", header, *rows]


def _line(name: str, number: int, parts: Mapping[str, int] | None = None) -> str:
    """A kind and its number, and how that is made up."""
    made_of = ", ".join(f"{count} {part}" for part, count in (parts or {}).items())
    return f"{name:16}{number:>9,}{f'  ({made_of})' if made_of else ''}"


def stats(store: ox.Store) -> Stats:
    """Count what is in the graph.

    >>> found = stats(ox.Store())
    >>> found.articles, found.triples, found.publishers
    (0, 0, ())
    """
    instances = {name: _instances(store, KG[name]) for name in _FACTS}
    articles = _instances(store, KG.Article)
    harm = _codes(store, KG.hasHarmType)
    claims = Counter(code for claim, code in _codes(store, KG.hasClaimType).items() if claim not in harm)
    kinds = {
        name.lower(): _instances(store, KG[name]) for name in ("Person", "Organization", "Group", "State", "Place")
    }
    kinds["other"] = _instances(store, KG.Entity) - set().union(*kinds.values())
    modalities = _codes(store, KG.hasModality)
    dated = {quad.subject for quad in store.quads_for_pattern(None, KG.publishedOn, None)}
    return Stats(
        articles=len(articles),
        triples=len(store) - sum(1 for _ in store.quads_for_pattern(None, None, None, ONTOLOGY)),
        entities=_descending({kind: len(nodes) for kind, nodes in kinds.items() if nodes}),
        events=len(instances["Event"]),
        events_by_modality=_descending(Counter(modalities.get(event, "unknown") for event in instances["Event"])),
        alleged_events=len(instances["AllegedEvent"] | instances["AllegedCommunication"]),
        communications=_descending(Counter(_codes(store, KG.hasMedium).values())),
        claims=_descending(claims),
        counts=_descending(Counter(harm.values())),
        times=len(instances["TimeSpan"]),
        relations=len(instances["Relation"]),
        spans=len(instances["TextSpan"]),
        local_entities=sum(1 for nodes in kinds.values() for node in nodes if node.value.endswith(".entity")),
        undated=len(articles - dated),
        publishers=_by_publisher(store, articles, instances),
    )


_FACTS = (
    "Event", "Communication", "AllegedEvent", "AllegedCommunication", "Claim", "CasualtyCount",
    "TimeSpan", "Relation", "TextSpan",
)  # fmt: skip


def _instances(store: ox.Store, cls: ox.NamedNode) -> set[ox.NamedNode]:
    found = store.quads_for_pattern(None, RDF.type, cls)
    return {quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode) and quad.graph_name != ONTOLOGY}


def _codes(store: ox.Store, predicate: ox.NamedNode) -> dict[ox.NamedNode, str]:
    """The code that each fact has."""
    return {
        quad.subject: quad.object.value.rpartition("/")[2]
        for quad in store.quads_for_pattern(None, predicate, None)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
    }


def _descending(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _by_publisher(
    store: ox.Store, articles: set[ox.NamedNode], instances: Mapping[str, set[ox.NamedNode]]
) -> tuple[Publisher, ...]:
    """A row a publisher, the one with most articles first."""
    names = {
        quad.subject: quad.object.value
        for quad in store.quads_for_pattern(None, KG.publisherName, None)
        if isinstance(quad.object, ox.Literal)
    }
    # The IRI of a fact is that of its article and a fragment.
    publisher_of = {article.value: names.get(article, "not named") for article in articles}
    found = {
        kind: Counter(publisher_of.get(fact.value.partition("#")[0], "not named") for fact in instances[kind])
        for kind in ("Event", "Communication", "Claim", "CasualtyCount")
    }
    rows = [
        Publisher(
            name=name,
            articles=number,
            events=found["Event"][name],
            communications=found["Communication"][name],
            claims=found["Claim"][name],
            counts=found["CasualtyCount"][name],
        )
        for name, number in Counter(publisher_of.values()).items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.articles, row.name)))
