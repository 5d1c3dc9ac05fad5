"""An entity or an event of the graph, with what is told of it, for a notebook.

What comes in: a store or an endpoint, and an IRI. What goes out: views.
What it never does: show an allegation as what happened: of an event it says which of the two it is, and who says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from kg.errors import QueryError
from kg.query import Queryable, SelectAnswer, parse_query, run

_HEADER = "# {title}\n#\n# {title}?\n#\n# Parameters:\n#   node (entity, required): it\n"

_ENTITY = """SELECT ?kind ?name WHERE {
  VALUES ?given_node { UNDEF }
  { VALUES ?class { kg:Person kg:Organization kg:Group kg:State kg:Place kg:Entity } ?given_node a ?class
    BIND (STRAFTER(STR(?class), STR(kg:)) AS ?kind) }
  UNION { ?given_node skos:prefLabel ?name BIND ("" AS ?kind) }
  UNION { ?given_node skos:altLabel ?name BIND ("also" AS ?kind) }
} GROUP BY ?kind ?name ORDER BY ?kind ?name"""

_EVENT = """SELECT ?property ?value WHERE {
  VALUES ?given_node { UNDEF }
  { ?given_node ?predicate ?object . FILTER NOT EXISTS { ?object a kg:TextSpan } }
  UNION { ?claim kg:alleges|kg:demands ?given_node ; kg:isClaimedBy ?object . BIND (kg:isClaimedBy AS ?predicate) }
  FILTER (STRSTARTS(STR(?predicate), STR(kg:)) || ?predicate IN (rdf:type, rdfs:label))
  OPTIONAL { ?object skos:notation ?code }
  OPTIONAL { ?object skos:prefLabel ?name }
  OPTIONAL { ?object kg:edtf ?edtf }
  BIND (REPLACE(STR(?predicate), "^.*[#/]", "") AS ?property)
  BIND (COALESCE(?code, ?edtf, STR(?name), REPLACE(STR(?object), "^.*(/id/|#)", "")) AS ?value)
} GROUP BY ?property ?value ORDER BY ?property ?value"""

_QUOTES = """SELECT ?quote ?article WHERE {
  VALUES ?given_node { UNDEF }
  ?given_node kg:hasEvidence ?span . ?span kg:exactQuote ?quote ; kg:isSpanOf/kg:articleId ?article .
} GROUP BY ?quote ?article ORDER BY DESC(STRLEN(?quote)) ?quote"""


@dataclass(frozen=True)
class EntityView:
    """An entity: its names and kinds, and what is told of it in the order of time.

    Attributes:
        iri: the IRI.
        name: its name.
        kinds: its classes, such as `State`.
        other_names: by which else it is called.
        timeline: what it did and said, and what happened to it; see the query `timeline`.
    """

    iri: str
    name: str
    kinds: tuple[str, ...]
    other_names: tuple[str, ...]
    timeline: SelectAnswer

    def _repr_html_(self) -> str:
        also = f"<p>Also: {escape('; '.join(self.other_names))}</p>" if self.other_names else ""
        shown = self.timeline.select("day", "kind", "type", "role", "words", "article")
        what = f"{escape(', '.join(self.kinds))} · <code>{escape(self.iri)}</code>"
        return f"<h3>{escape(self.name)}</h3><p>{what}</p>{also}{shown._repr_html_()}"

    def __repr__(self) -> str:
        return f"<EntityView of {self.name} ({', '.join(self.kinds)}): {len(self.timeline)} events, messages, claims>"


@dataclass(frozen=True)
class EventView:
    """An event or an alleged event: what is stated of it, and the words that it came from.

    Attributes:
        iri: the IRI.
        alleged: whether it stands in the article only as what a source alleges or demands.
        properties: each property with its value.
        quotes: the words behind it, the longest first, with the article.
    """

    iri: str
    alleged: bool
    properties: SelectAnswer
    quotes: SelectAnswer

    def _repr_html_(self) -> str:
        standing = "Alleged: a source says so, the article does not" if self.alleged else "Asserted by the article"
        return (
            f"<p><strong>{standing}</strong> · <code>{escape(self.iri)}</code></p>"
            f"{self.properties._repr_html_()}{self.quotes._repr_html_()}"
        )

    def __repr__(self) -> str:
        return f"<EventView of {self.iri}, {'alleged' if self.alleged else 'asserted'}>"


def view_entity(store: Queryable, entity: str) -> EntityView:
    """The view of the entity with this IRI.

    Raises:
        QueryError: the graph says nothing about it.
    """
    rows = _ask(store, "Names", _ENTITY, entity).rows
    names = [str(name) for kind, name in rows if kind == "" and name is not None]
    timeline = run(store, "timeline", {"actor": entity})
    assert isinstance(timeline, SelectAnswer)
    return EntityView(
        iri=entity,
        name=names[0] if names else entity,
        kinds=tuple(str(kind) for kind, name in rows if name is None),
        other_names=tuple(str(name) for kind, name in rows if kind == "also"),
        timeline=timeline,
    )


def view_event(store: Queryable, event: str) -> EventView:
    """The view of the event or alleged event with this IRI.

    Raises:
        QueryError: the graph says nothing about it, or it is no event.
    """
    properties = _ask(store, "Properties", _EVENT, event)
    kinds = {value for name, value in properties.rows if name == "type"}
    alleged = bool(kinds & {"AllegedEvent", "AllegedCommunication"})
    if not alleged and not kinds & {"Event", "Communication"}:
        raise QueryError(f"<{event}> is no event of this graph. The query `events` gives IRIs in its column `fact`.")
    return EventView(event, alleged, properties, _ask(store, "Quotes", _QUOTES, event))


def _ask(store: Queryable, title: str, sparql: str, node: str) -> SelectAnswer:
    answer = run(store, parse_query(title.lower(), _HEADER.format(title=title) + sparql), {"node": node})
    assert isinstance(answer, SelectAnswer)
    return answer
