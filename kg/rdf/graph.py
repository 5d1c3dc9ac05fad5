"""The graph of one article while it is being written: its nodes, its spans, its triples, each once."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.errors import FactsError
from kg.identifiers import article_iri, check_base, extractor_iri, fact_iri, graph_iri, span_iri
from kg.model import ArticleFacts, Attribution, Entity, EntityKind, Span
from kg.namespaces import KG, ONTOLOGY, RDF
from kg.rdf.statements import Statements
from kg.rdf.terms import decimal, integer, text


class ArticleGraph:
    """Collects the triples of one article.

    Attributes:
        article: the node of the article.
        statements: all that is stated.
        add: adds a statement; a second time changes nothing.
        entities: the node of each entity, by the entity's id.
        alleged: ids of the events that stand only inside claims.
        holders: ids of the entities that hold each claim, by the claim's id.
    """

    def __init__(self, facts: ArticleFacts, base: str) -> None:
        self.base = check_base(base)
        self.article_id = facts.article.id
        self.article = NamedNode(article_iri(self.article_id, base=base))
        self.alleged = facts.alleged_ids
        self.holders = {claim.id: find_holders(claim.attributions) for claim in facts.claims}
        self._text = facts.article.text
        self._extractor = facts.extractor
        self.statements = Statements(self.article, NamedNode(graph_iri(self.article_id, base=base)))
        self.add = self.statements.add
        self._extractors: dict[str | None, NamedNode] = {}
        self._spans: dict[tuple[int, int], NamedNode] = {}
        self.entities = self._find_nodes(facts.entities)
        self._names = {
            (entity.kind, name.casefold()): self.entities[entity.id]
            for entity in reversed(facts.entities)
            for name in (*entity.aliases, entity.name)
        }

    def _find_nodes(self, entities: Iterable[Entity]) -> dict[str, NamedNode]:
        """The node of each entity; what is not linked gets one of the article's own."""
        nodes: dict[str, NamedNode] = {}
        owners: dict[NamedNode, str] = {}
        for entity in entities:
            field = f"entity {entity.id!r}, iri"
            node = self.fact(entity.id, "entity") if entity.iri is None else self.node(entity.iri, field)
            if node in owners:
                raise FactsError(
                    f"entities {owners[node]!r} and {entity.id!r} have one IRI, {node.value}; "
                    "make one entity of them, with all their mentions, or leave the IRI out (kg.link then decides)"
                )
            owners[node] = entity.id
            nodes[entity.id] = node
        return nodes

    def node(self, iri: str, field: str) -> NamedNode:
        """The node of an IRI that came with the facts.

        Args:
            iri: as it was given.
            field: the fact and the field that it stands in.

        Raises:
            FactsError: it is not an absolute IRI, or it is that of a term, an article, a fact or a graph.
        """
        taken = (f"{ONTOLOGY.value}#", f"{self.base}article/", f"{self.base}graph/")
        if iri.startswith(taken):
            raise FactsError(
                f"{field}: {iri} is of a term, an article, a fact or a graph; leave it out or give another"
            )
        try:
            return NamedNode(iri)
        except ValueError as error:
            raise FactsError(f"{field}: {iri!r} is not an absolute IRI ({error}); leave it out or give one") from None

    def fact(self, fact_id: str, part: str | None = None) -> NamedNode:
        """The node of a fact of this article, or of a part of it."""
        return NamedNode(fact_iri(self.article_id, fact_id, part, base=self.base))

    def extractor(self, name: str | None) -> NamedNode:
        """The node of an extractor: the one named, or else that of all facts."""
        found = self._extractors.get(name)
        if found is None:
            iri = extractor_iri(self._extractor if name is None else name, base=self.base)
            found = self._extractors[name] = NamedNode(iri)
        return found

    def find_entity(self, kind: EntityKind, name: str) -> NamedNode | None:
        """The node of the entity of that kind that this article calls by that name."""
        return self._names.get((kind, name.casefold()))

    def quote(self, span: Span) -> str:
        """The words at `span`."""
        return self._text[span.start : span.end]

    def span(self, span: Span) -> NamedNode:
        """The node of a span, which is described the first time that it is asked for."""
        key = (span.start, span.end)
        node = self._spans.get(key)
        if node is None:
            node = self._spans[key] = NamedNode(span_iri(self.article_id, *key, base=self.base))
            self.add(node, RDF.type, KG.TextSpan)
            self.add(node, KG.isSpanOf, self.article)
            self.add(node, KG.startOffset, integer(span.start))
            self.add(node, KG.endOffset, integer(span.end))
            self.add(node, KG.exactQuote, text(self.quote(span)))
        return node

    def add_provenance(
        self, node: NamedNode, evidence: Iterable[Span], confidence: float, extractor: str | None
    ) -> None:
        """What every fact has: the words that support it, how sure it is, and who found it."""
        for span in evidence:
            self.add(node, KG.hasEvidence, self.span(span))
        self.add(node, KG.confidence, decimal(confidence))
        self.add(node, KG.wasExtractedBy, self.extractor(extractor))


def find_holders(links: Iterable[Attribution]) -> tuple[str, ...]:
    """Ids of the entities that hold a claim: the sources of the links of level 1."""
    return tuple(link.source for link in links if link.level == 1 and link.source is not None)
