"""Make entities with one IRI one entity, and rewrite whatever referred to the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from kg.model import ArticleFacts, Attribution, Entity, Event, Participant

_EventT = TypeVar("_EventT", bound=Event)


def merge_same(facts: ArticleFacts) -> ArticleFacts:
    """The facts with one entity for each IRI: the first, with the mentions and aliases of all."""
    groups: dict[str, list[Entity]] = {}
    for entity in facts.entities:
        groups.setdefault(entity.iri or f"#{entity.id}", []).append(entity)
    if len(groups) == len(facts.entities):
        return facts
    rename = {entity.id: group[0].id for group in groups.values() for entity in group[1:]}
    return _Rewriter(rename).rewrite(facts, tuple(_merge(group) for group in groups.values()))


def _merge(group: list[Entity]) -> Entity:
    first = group[0]
    if len(group) == 1:
        return first
    names = dict.fromkeys(name for entity in group for name in (entity.name, *entity.aliases))
    mentions = {(mention.start, mention.end): mention for entity in group for mention in entity.mentions}

    def known(field: str) -> object:
        return next((value for entity in group if (value := getattr(entity, field)) is not None), None)

    return msgspec.structs.replace(
        first,
        aliases=tuple(name for name in names if name != first.name),
        mentions=tuple(mentions[key] for key in sorted(mentions)),
        confidence=min(entity.confidence for entity in group),
        **{field: known(field) for field in ("type", "geonames", "lat", "lon", "country", "within")},
    )


class _Rewriter:
    """Replaces ids of entities in every fact."""

    def __init__(self, rename: dict[str, str]) -> None:
        self._rename = rename

    def rewrite(self, facts: ArticleFacts, entities: tuple[Entity, ...]) -> ArticleFacts:
        replace = msgspec.structs.replace
        return replace(
            facts,
            article=replace(facts.article, cites=self._all(facts.article.cites)),
            entities=entities,
            events=tuple(self._event(event) for event in facts.events),
            communications=tuple(
                replace(self._event(event), senders=self._all(event.senders), recipients=self._all(event.recipients))
                for event in facts.communications
            ),
            claims=tuple(
                replace(
                    claim,
                    about=self._all(claim.about),
                    addressed_to=self._all(claim.addressed_to),
                    attributions=self._attributions(claim.attributions),
                )
                for claim in facts.claims
            ),
            counts=tuple(
                replace(
                    count,
                    population=self._one(count.population),
                    place=self._one(count.place),
                    attributions=self._attributions(count.attributions),
                )
                for count in facts.counts
            ),
            relations=tuple(
                replace(
                    relation,
                    subject=self._rename.get(relation.subject, relation.subject),
                    object=self._rename.get(relation.object, relation.object),
                )
                for relation in facts.relations
            ),
        )

    def _one(self, entity: str | None) -> str | None:
        return None if entity is None else self._rename.get(entity, entity)

    def _all(self, entities: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._rename.get(entity, entity) for entity in entities))

    def _event(self, event: _EventT) -> _EventT:
        participants: dict[tuple[str, str], Participant] = {}
        for participant in event.participants:
            entity = self._rename.get(participant.entity, participant.entity)
            same = participants.get((entity, participant.role))
            evidence = (*(same.evidence if same else ()), *participant.evidence)
            participants[entity, participant.role] = Participant(
                entity=entity, role=participant.role, evidence=tuple(dict.fromkeys(evidence))
            )
        return msgspec.structs.replace(event, participants=tuple(participants.values()), places=self._all(event.places))

    def _attributions(self, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
        return tuple(
            msgspec.structs.replace(link, source=self._one(link.source), toward=self._one(link.toward))
            for link in attributions
        )
