"""Quads of one article graph back to the facts that they were made from.

What comes in: the quads of one article graph, from `to_quads`, a store or a file.
What goes out: `ArticleFacts` in canonical order, checked as any facts are.
What it never does: guess. A node without which a fact is not whole is an error.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from pyoxigraph import NamedNode, Quad

from kg.errors import FactsError, IdentifierError
from kg.identifiers import parse_extractor_iri
from kg.model import (
    Article,
    ArticleFacts,
    Attribution,
    Claim,
    Communication,
    Count,
    Entity,
    EntityKind,
    Event,
    Mention,
    Modality,
    Participant,
    Quotation,
    Relation,
    Time,
    TimeType,
)
from kg.namespaces import KG, RDF
from kg.rdf.bylines import split_byline
from kg.rdf.canonical import canonical
from kg.rdf.index import Index
from kg.rdf.terms import ALLEGED, ASSERTED, CLASSES, KINDS, MENTIONS, RELATIONS, EventTerms

_STANDINGS = (ASSERTED, ALLEGED)
_PREDICATES = {predicate.value: name for name, predicate in RELATIONS.items()}


def from_quads(quads: Iterable[Quad]) -> ArticleFacts:
    """The facts of one article graph, in canonical order.

    Raises:
        FactsError: the quads are not those of one whole article graph; the message names the node.

    >>> from kg.rdf import to_quads
    >>> facts = ArticleFacts(article=Article(id="a", text="Rain fell."), extractor="me 1")
    >>> from_quads(to_quads(facts)) == facts
    True
    """
    try:
        return canonical(Reader(Index(quads)).read())
    except (IdentifierError, ValueError, msgspec.ValidationError) as error:
        raise FactsError(f"the quads are not those of one whole article graph: {error}") from None


class Reader:
    """Reads each kind of fact from an index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._references = index.of_class(KG.Reference)
        self._entity_ids = {index.text(node, KG.refersTo): index.fact_id(node) for node in self._references}
        self._participations: dict[str, list[str]] = {}
        for terms in _STANDINGS:
            for part in index.of_class(terms.participation):
                self._participations.setdefault(index.text(part, terms.participation_in), []).append(part)

    def read(self) -> ArticleFacts:
        """All that the quads hold of the article."""
        index = self._index
        extractor = self._extractor(index.article)
        if extractor is None:
            raise FactsError(f"{index.article} has no {KG.wasExtractedBy.value}")
        return ArticleFacts(
            article=self._article(),
            extractor=extractor,
            entities=tuple(map(self._entity, self._references)),
            times=tuple(map(self._time, index.of_class(KG.TimeSpan))),
            events=tuple(self._event(node, terms) for terms in _STANDINGS for node in index.of_class(terms.event)),
            communications=tuple(
                self._communication(node, terms) for terms in _STANDINGS for node in index.of_class(terms.communication)
            ),
            claims=tuple(map(self._claim, index.of_class(KG.Claim))),
            counts=tuple(map(self._count, index.of_class(KG.CasualtyCount))),
            relations=tuple(map(self._relation, index.of_class(KG.Relation))),
        )

    def _article(self) -> Article:
        index, node = self._index, self._index.article
        byline = index.find(node, KG.byline)
        return Article(
            id=index.text(node, KG.articleId),
            text=index.text(node, KG.articleText),
            url=index.find(node, KG.url),
            headline=index.find(node, KG.headline),
            publisher=index.find(node, KG.publisherName),
            authors=() if byline is None else split_byline(byline),
            published=index.find(node, KG.publishedAt) or index.find(node, KG.publishedOn),
            language=index.find(node, KG.language),
            dateline=index.find(node, KG.dateline),
            sources=tuple(index.all(node, KG.sourceName)),
            cites=self._ids(node, KG.citesSource),
            body_start=index.number(node, KG.bodyStart) or 0,
            sha256=index.text(node, KG.contentHash),
        )

    def _entity(self, reference: str) -> Entity:
        index = self._index
        node = index.text(reference, KG.refersTo)
        kind = self._kind(node, reference)
        is_local = node == f"{reference}.entity"
        mentions = (
            Mention(start=span.start, end=span.end, kind=mention_kind)
            for mention_kind, predicate in MENTIONS.items()
            for span in index.spans(reference, predicate)
        )
        return Entity(
            id=index.fact_id(reference),
            kind=kind,
            name=index.text(reference, KG.name),
            type=index.find_code(reference, KG.hasPlaceType if kind == "place" else KG.hasActorType),
            aliases=tuple(index.all(reference, KG.alias)),
            iri=None if is_local else node,
            mentions=tuple(mentions),
            geonames=index.number(reference, KG.geonamesId),
            lat=index.decimal(reference, KG.latitude),
            lon=index.decimal(reference, KG.longitude),
            country=index.find(reference, KG.countryCode),
            within=index.find(reference, KG.placedWithin),
            confidence=self._confidence(reference),
        )

    def _kind(self, node: str, reference: str) -> EntityKind:
        """The kind of an entity: of its class, or as the article refers to it where the class is said elsewhere."""
        classes = [KINDS[cls] for cls in self._index.all(node, RDF.type) if cls in KINDS]
        said = self._index.text(reference, KG.entityKind)
        if len(classes) > 1 or said not in CLASSES:
            raise FactsError(f"{node} has {len(classes)} classes of entity and the kind {said!r}, where one is needed")
        return classes[0] if classes else KINDS[CLASSES[said].value]

    def _time(self, node: str) -> Time:
        index = self._index
        span = index.to_span(index.text(node, KG.hasTimeExpression))
        return Time(
            id=index.fact_id(node),
            start=span.start,
            end=span.end,
            type=msgspec.convert(index.text(node, KG.timexType), TimeType),
            value=index.find(node, KG.timexValue),
            edtf=index.find(node, KG.edtf),
            earliest_start=index.find(node, KG.earliestStart),
            latest_start=index.find(node, KG.latestStart),
            earliest_end=index.find(node, KG.earliestEnd),
            latest_end=index.find(node, KG.latestEnd),
            precision=index.find_code(node, KG.hasPrecision),
            confidence=self._confidence(node),
        )

    def _event(self, node: str, terms: EventTerms) -> Event:
        index = self._index
        return Event(
            id=index.fact_id(node),
            type=index.code(node, terms.type),
            trigger=index.to_span(index.text(node, KG.hasTrigger)),
            modality=msgspec.convert(index.code(node, terms.modality), Modality),
            participants=tuple(
                Participant(
                    entity=self._entity_id(index.text(part, terms.participant)),
                    role=index.code(part, terms.role),
                    evidence=index.spans(part, KG.hasEvidence),
                )
                for part in sorted(self._participations.get(node, ()), key=index.part)
            ),
            places=self._ids(node, terms.place),
            times=index.fact_ids(node, terms.time),
            part_of=index.find_fact_id(node, terms.part_of),
            evidence=index.spans(node, KG.hasEvidence),
            confidence=self._confidence(node),
            extractor=self._extractor(node),
        )

    def _communication(self, node: str, terms: EventTerms) -> Communication:
        index = self._index
        return Communication(
            **msgspec.structs.asdict(self._event(node, terms)),
            medium=index.code(node, terms.medium),
            senders=self._ids(node, terms.sender),
            recipients=self._ids(node, terms.recipient),
            recipients_exhaustive=index.text(node, terms.exhaustive) in {"true", "1"},
            topics=index.spans(node, terms.topic),
            conveys=index.fact_ids(node, terms.conveys),
        )

    def _claim(self, node: str) -> Claim:
        index = self._index
        return Claim(
            id=index.fact_id(node),
            type=index.code(node, KG.hasClaimType),
            content=index.spans(node, KG.hasContent),
            quotation=msgspec.convert(index.code(node, KG.hasQuotation), Quotation),
            attributions=self._attributions(node),
            about=self._ids(node, KG.isAbout),
            alleges=index.fact_ids(node, KG.alleges),
            demands=index.fact_ids(node, KG.demands),
            addressed_to=self._ids(node, KG.isAddressedTo),
            wording=index.find(node, KG.wordingInSource),
            evidence=index.spans(node, KG.hasEvidence),
            confidence=self._confidence(node),
            extractor=self._extractor(node),
        )

    def _attributions(self, node: str) -> tuple[Attribution, ...]:
        index = self._index
        return tuple(
            Attribution(
                level=index.part(part)[0],
                source=self._find_entity_id(part, KG.isAttributedTo),
                cue=index.find_span(part, KG.hasCue),
                source_span=index.find_span(part, KG.hasSourceSpan),
                factuality=index.code(part, KG.hasFactuality),
                stance=index.find_code(part, KG.hasStance),
                toward=self._find_entity_id(part, KG.hasStanceToward),
            )
            for part in sorted(index.all(node, KG.hasAttribution), key=index.part)
        )

    def _count(self, node: str) -> Count:
        index = self._index
        return Count(
            id=index.fact_id(node),
            harm=index.code(node, KG.hasHarmType),
            value=index.number(node, KG.countValue),
            lower=index.number(node, KG.countLower),
            upper=index.number(node, KG.countUpper),
            qualifier=index.code(node, KG.hasCountQualifier),
            population=self._find_entity_id(node, KG.hasPopulation),
            place=self._find_entity_id(node, KG.hasCountPlace),
            period=index.find_fact_id(node, KG.hasPeriod),
            cause=index.find_code(node, KG.hasCause),
            event=index.find_fact_id(node, KG.countsCasualtiesOf),
            claim=index.find_fact_id(node, KG.isPartOfClaim),
            part_of=index.find_fact_id(node, KG.isPartOfCount),
            attributions=self._attributions(node),
            evidence=index.spans(node, KG.hasEvidence),
            confidence=self._confidence(node),
            extractor=self._extractor(node),
        )

    def _relation(self, node: str) -> Relation:
        index = self._index
        predicate = index.text(node, RDF.predicate)
        if predicate not in _PREDICATES:
            raise FactsError(f"{node}: {predicate} is not a predicate that a relation can have")
        return Relation(
            id=index.fact_id(node),
            subject=self._entity_id(index.text(node, RDF.subject)),
            predicate=_PREDICATES[predicate],
            object=self._entity_id(index.text(node, RDF.object)),
            evidence=index.spans(node, KG.hasEvidence),
            confidence=self._confidence(node),
            extractor=self._extractor(node),
        )

    def _confidence(self, node: str) -> float:
        found = self._index.decimal(node, KG.confidence)
        return 1.0 if found is None else found

    def _extractor(self, node: str) -> str | None:
        found = self._index.find(node, KG.wasExtractedBy)
        return None if found is None else parse_extractor_iri(found, base=self._index.base)

    def _entity_id(self, iri: str) -> str:
        if iri not in self._entity_ids:
            raise FactsError(f"no kg:Reference of this article refers to {iri}, which one of its facts names")
        return self._entity_ids[iri]

    def _find_entity_id(self, node: str, predicate: NamedNode) -> str | None:
        found = self._index.find(node, predicate)
        return None if found is None else self._entity_id(found)

    def _ids(self, node: str, predicate: NamedNode) -> tuple[str, ...]:
        return tuple(self._entity_id(iri) for iri in self._index.all(node, predicate))
