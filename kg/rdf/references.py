"""What one article gives to what articles share, read from its graph.

What comes in: the quads of one article's graph, as linking within the article made them.
What goes out: an `ArticleReferences`.
What it never does: say who is who.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad, Store

from kg.identifiers import entity_iri
from kg.model import ArticleReferences, Entity, EntityKind, Reference
from kg.namespaces import KG, RDF
from kg.rdf.bylines import split_byline
from kg.rdf.index import value_of
from kg.rdf.shared import to_entity
from kg.rdf.terms import CLASSES

_KINDS: dict[str, EntityKind] = {kind: kind for kind in CLASSES}
_POSTS = frozenset(each.value for each in (KG.holdsPositionIn, KG.isSpokespersonOf, KG.leads, KG.isMemberOf))
_TIES = frozenset((*_POSTS, KG.isNationalOf.value, KG.isBasedIn.value))
_LONGEST_NOUN = 24

# What of an article's graph is looked at; the words of a span are read besides, for noun phrases only.
_TELLING = (
    *(KG.articleId, KG.publisherName, KG.byline, KG.isPublishedBy, KG.hasByline, KG.wasExtractedBy),
    *(KG.refersTo, KG.name, KG.entityKind, KG.alias, KG.hasActorType, KG.hasPlaceType, KG.geonamesId),
    *(KG.latitude, KG.longitude, KG.countryCode, KG.placedWithin),
    *(KG.hasNameMention, KG.hasNominalMention, KG.hasPronounMention),
    *(RDF.subject, RDF.predicate, RDF.object),
)

Nodes = Mapping[str, Mapping[str, list[str]]]


def iter_telling(dataset: Store, graph: NamedNode) -> Iterator[Quad]:
    """Those quads of an article's graph that `read_references` looks at, without reading the others."""
    for predicate in _TELLING:
        for quad in dataset.quads_for_pattern(None, predicate, None, graph):
            yield quad
            if predicate == KG.hasNominalMention and isinstance(quad.object, NamedNode):
                yield from dataset.quads_for_pattern(quad.object, KG.exactQuote, None, graph)


def read_references(quads: Iterable[Quad], *, base: str) -> ArticleReferences:
    """All that the article gives to what articles share; nominal references that only it knows are left out.

    Raises:
        ValueError: the quads describe no article.
    """
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    extractors: set[str] = set()
    for quad in quads:
        nodes[value_of(quad.subject)][quad.predicate.value].append(value_of(quad.object))
        if quad.predicate == KG.wasExtractedBy:
            extractors.add(value_of(quad.object))
    article = next((iri for iri, said in nodes.items() if KG.articleId.value in said), None)
    if article is None:
        raise ValueError("the quads describe no article")
    article_id = nodes[article][KG.articleId.value][0]
    relations = sorted(_iter_relations(nodes))
    references = sorted(_iter_references(nodes, article_id, relations), key=lambda reference: reference.iri)
    known = {reference.proposed for reference in references}
    return ArticleReferences(
        article=article_id,
        references=(*references, *_publication(nodes, article, article_id, known, base)),
        relations=tuple(relations),
        extractors=tuple(sorted(extractors)),
    )


def _iter_relations(nodes: Nodes) -> Iterator[tuple[str, str, str]]:
    for said in nodes.values():
        if RDF.predicate.value in said:
            yield said[RDF.subject.value][0], said[RDF.predicate.value][0], said[RDF.object.value][0]


def _iter_references(nodes: Nodes, article_id: str, relations: list[tuple[str, str, str]]) -> Iterator[Reference]:
    entities: dict[str, Entity] = {}
    referring: dict[str, str] = {}
    for node in sorted(nodes):
        said = nodes[node]
        kind = _KINDS.get(said[KG.entityKind.value][0]) if KG.entityKind.value in said else None
        if kind is None or KG.refersTo.value not in said:
            continue
        target = said[KG.refersTo.value][0]
        entities[node] = to_entity(None if target == f"{node}.entity" else target, kind, said)
        referring[target] = node
    ties = _ties(relations, referring, entities)
    for node, entity in entities.items():
        is_named = entity.type == "country" or KG.hasNameMention.value in nodes[node] or not _mentions(nodes[node])
        if not is_named and entity.iri is None:
            continue
        spans = sorted(nodes[node].get(KG.hasNameMention.value, ()), key=_start)
        context = {*ties.get(node, ()), *_nouns(nodes, node)} if entity.kind == "person" else set(ties.get(node, ()))
        if entity.country is not None and entity.kind == "person":
            context.add(f"of:{entity.country}")
        yield Reference(
            iri=node,
            article=article_id,
            said=entity,
            name_iri=entity.iri,
            span=spans[0] if spans else None,
            context=tuple(sorted(context)),
        )


def _ties(
    relations: list[tuple[str, str, str]], referring: Mapping[str, str], entities: Mapping[str, Entity]
) -> dict[str, set[str]]:
    """For each reference to a person, the organizations in which it holds a post, and the countries it is tied to."""
    found: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in relations:
        node, other = referring.get(subject), referring.get(value)
        if predicate not in _TIES or node is None or other is None or entities[node].kind != "person":
            continue
        tied = entities[other]
        if tied.kind == "organization" and tied.iri is not None and predicate in _POSTS:
            found[node].add(f"in:{tied.iri}")
        if tied.country is not None:
            found[node].add(f"of:{tied.country}")
    return found


def _nouns(nodes: Nodes, node: str) -> Iterator[str]:
    """The last words of the noun phrases that refer to it: `spokesman`, `coach`."""
    for span in nodes[node].get(KG.hasNominalMention.value, ()):
        for quote in nodes[span].get(KG.exactQuote.value, ()) if span in nodes else ():
            words = re.findall(r"[a-z]+", quote.lower())
            if words and len(words[-1]) <= _LONGEST_NOUN:
                yield f"as:{words[-1]}"


def _mentions(said: Mapping[str, list[str]]) -> bool:
    return KG.hasNominalMention.value in said or KG.hasPronounMention.value in said


def _start(span: str) -> tuple[int, str]:
    found = re.search(r"char=(\d+)", span)
    return (int(found[1]) if found else 0, span)


def _publication(nodes: Nodes, article: str, article_id: str, known: set[str], base: str) -> Iterator[Reference]:
    """The publisher and the authors, where the article names them only in its metadata."""
    said = nodes[article]
    named: list[tuple[EntityKind, str]] = [("organization", name) for name in said.get(KG.publisherName.value, ())]
    named.extend(("person", name) for byline in said.get(KG.byline.value, ()) for name in split_byline(byline))
    nodes_of = {*said.get(KG.isPublishedBy.value, ()), *said.get(KG.hasByline.value, ())}
    for kind, name in named:
        iri = entity_iri(kind, name, base=base)
        if iri in nodes_of and iri not in known:
            known.add(iri)
            yield Reference(
                iri=f"{article}#{kind}={iri.rpartition('/')[2]}",
                article=article_id,
                said=Entity(id="e", kind=kind, name=name, iri=iri),
                name_iri=iri,
                stands=False,
            )
