"""Which entities facts refer to.

What comes in: the facts of one article. What goes out: ids of entities.
What it never does: tell how often, or by which fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Claim, Communication, Count, Entity, Event, Relation


def is_named(entity: Entity) -> bool:
    """Whether the article names it: such an entity is kept, whether or not a fact refers to it."""
    return any(mention.kind == "name" for mention in entity.mentions)


def find_referenced(
    events: Sequence[Event], claims: Sequence[Claim], counts: Sequence[Count], relations: Sequence[Relation]
) -> Iterator[str]:
    """The ids of the entities to which facts refer, some more than once."""
    for event in events:
        yield from event.places
        yield from (participant.entity for participant in event.participants)
        if isinstance(event, Communication):
            yield from (*event.senders, *event.recipients)
    for claim in claims:
        yield from (*claim.about, *claim.addressed_to)
    for count in counts:
        yield from (entity for entity in (count.population, count.place) if entity)
    sourced: tuple[Claim | Count, ...] = (*claims, *counts)
    for link in (link for fact in sourced for link in fact.attributions):
        yield from (entity for entity in (link.source, link.toward) if entity)
    for relation in relations:
        yield from (relation.subject, relation.object)
