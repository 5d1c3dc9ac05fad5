"""What one article gives to what articles share, from its facts.

What comes in: the facts of one article, as linking within the article made them.
What goes out: an `ArticleReferences`.
What it never does: say who is who, or depend on the order of the facts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from kg.identifiers import article_iri, entity_iri, extractor_iri, fact_iri, span_iri
from kg.model import ArticleFacts, ArticleReferences, Entity, EntityKind, Reference
from kg.rdf.terms import RELATIONS, rounded

_POSTS = frozenset(("holds-position", "spokesperson-of", "leader-of", "member-of"))
_TIES = frozenset((*_POSTS, "nationality-of", "based-in"))
_LONGEST_NOUN = 24


def find_references(facts: ArticleFacts, *, base: str) -> ArticleReferences:
    """All that the article gives to what articles share; nominal references that only it knows are left out."""
    return _Finding(facts, base).find()


class _Finding:
    """The facts of one article, under the IRIs that they have in its graph."""

    def __init__(self, facts: ArticleFacts, base: str) -> None:
        self._facts = facts
        self._base = base
        self._article_id = facts.article.id
        self._entities = {entity.id: entity for entity in facts.entities}

    def find(self) -> ArticleReferences:
        """All references, relations and extractors, each sorted."""
        facts, ties = self._facts, self._find_ties()
        references = sorted(self._iter_references(ties), key=lambda reference: reference.iri)
        known = {reference.proposed for reference in references}
        relations = (
            (self._node(relation.subject), RELATIONS[relation.predicate].value, self._node(relation.object))
            for relation in facts.relations
        )
        lists = (facts.events, facts.communications, facts.claims, facts.counts, facts.relations)
        named = {fact.extractor for found in lists for fact in found}
        extractors = {facts.extractor, *(name for name in named if name is not None)}
        return ArticleReferences(
            article=self._article_id,
            references=(*references, *self._iter_publication(known)),
            relations=tuple(sorted(relations)),
            extractors=tuple(sorted(extractor_iri(name, base=self._base) for name in extractors)),
        )

    def _node(self, entity_id: str) -> str:
        entity = self._entities[entity_id]
        return entity.iri or fact_iri(self._article_id, entity_id, "entity", base=self._base)

    def _find_ties(self) -> dict[str, set[str]]:
        """For each person the organizations in which it holds a post, and the countries that it is tied to."""
        found: dict[str, set[str]] = defaultdict(set)
        for relation in self._facts.relations:
            subject, tied = self._entities[relation.subject], self._entities[relation.object]
            if relation.predicate not in _TIES or subject.kind != "person":
                continue
            if tied.kind == "organization" and tied.iri is not None and relation.predicate in _POSTS:
                found[subject.id].add(f"in:{tied.iri}")
            if tied.country is not None:
                found[subject.id].add(f"of:{tied.country}")
        return found

    def _iter_references(self, ties: Mapping[str, set[str]]) -> Iterator[Reference]:
        for entity in self._facts.entities:
            names = [mention for mention in entity.mentions if mention.kind == "name"]
            is_named = entity.type == "country" or bool(names) or not entity.mentions
            if not is_named and entity.iri is None:
                continue
            spans = ((m.start, span_iri(self._article_id, m.start, m.end, base=self._base)) for m in names)
            yield Reference(
                iri=fact_iri(self._article_id, entity.id, base=self._base),
                article=self._article_id,
                said=_say(entity),
                name_iri=entity.iri,
                span=min(spans, default=(0, None))[1],
                context=tuple(sorted({*ties.get(entity.id, ()), *self._iter_person_context(entity)})),
            )

    def _iter_person_context(self, entity: Entity) -> Iterator[str]:
        """The last words of the noun phrases that refer to a person, such as `spokesman`, and its country."""
        if entity.kind != "person":
            return
        for mention in entity.mentions:
            if mention.kind == "nominal":
                words = re.findall(r"[a-z]+", self._facts.article.text[mention.start : mention.end].lower())
                if words and len(words[-1]) <= _LONGEST_NOUN:
                    yield f"as:{words[-1]}"
        if entity.country is not None:
            yield f"of:{entity.country}"

    def _iter_publication(self, known: set[str]) -> Iterator[Reference]:
        """The publisher and the authors, where the article names them only in its metadata."""
        article = self._facts.article
        named = {(entity.kind, name.casefold()) for entity in self._facts.entities for name in _names(entity)}
        metadata: list[tuple[EntityKind, str]] = [("organization", article.publisher or "")]
        metadata.extend(("person", author) for author in article.authors)
        for kind, name in metadata:
            if not name.strip() or (kind, name.casefold()) in named:
                continue
            iri = entity_iri(kind, name, base=self._base)
            if iri not in known:
                known.add(iri)
                yield Reference(
                    iri=f"{article_iri(article.id, base=self._base)}#{kind}={iri.rpartition('/')[2]}",
                    article=article.id,
                    said=Entity(id="e", kind=kind, name=name, iri=iri),
                    name_iri=iri,
                    stands=False,
                )


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases)


def _say(entity: Entity) -> Entity:
    """What a reference says of its entity, as its node in the graph does."""
    return replace(
        entity,
        id="reference",
        aliases=tuple(sorted(set(entity.aliases))),
        mentions=(),
        lat=None if entity.lat is None else rounded(entity.lat),
        lon=None if entity.lon is None else rounded(entity.lon),
        confidence=1.0,
    )
