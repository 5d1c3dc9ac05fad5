"""What an article tells of each event and communication, as it is compared with what others tell.

What comes in: facts of an article, with linked entities. What goes out: an `Account` of each event.
What it never does: take what a claim alleges or demands for what the article asserts; `alleged` says which it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from kg.model import ArticleFacts, Claim, Communication, Entity, Event
from kg.model.stories import AccountKey
from kg.resolve.stories.words import find_stem, find_words, head_stem, is_telling

Reality: TypeAlias = Literal["happened", "may happen", "did not happen"]

_REALITIES: dict[str, Reality] = {
    "actual": "happened",
    "historical": "happened",
    "planned": "may happen",
    "hypothetical": "may happen",
    "negated": "did not happen",
}


class Site(NamedTuple):
    """A place of an event: its identity, its country, and whether it is that country."""

    place: str
    country: str | None
    is_country: bool


class Account(NamedTuple):
    """An event as one article tells it.

    Attributes:
        alleged: whether it stands only in what a claim alleges or demands.
        type: a code of the event type scheme.
        stem: of the head of its trigger.
        earliest, latest: ISO dates between which it lies, as far as its times say.
        named: the participants that articles can share, by IRI.
        unnamed: stems of what the other participants are called, where that tells more than "they" or "people".
        speakers: who says or sends what is said, by IRI or else by the stem of the name.
        content: stems of the words of what is said, as far as the article tells.
    """

    key: AccountKey
    alleged: bool
    type: str
    stem: str
    reality: Reality
    earliest: str | None
    latest: str | None
    sites: frozenset[Site]
    named: frozenset[str]
    unnamed: frozenset[str]
    speakers: frozenset[str]
    content: frozenset[str]


def accounts_of(facts: ArticleFacts) -> list[Account]:
    """The account of each event and communication of an article, in the order of the text."""
    reading = _Reading(facts)
    told = sorted((*facts.events, *facts.communications), key=lambda event: (event.trigger, event.id))
    return [reading.to_account(event) for event in told]


class _Reading:
    """The facts of one article, found by their ids."""

    def __init__(self, facts: ArticleFacts) -> None:
        self._article = facts.article
        self._alleged = facts.alleged_ids
        self._entities = {entity.id: entity for entity in facts.entities}
        self._times = {time.id: time for time in facts.times}
        self._claims = {claim.id: claim for claim in facts.claims}

    def to_account(self, event: Event) -> Account:
        """What the article tells of an event."""
        act = event if isinstance(event, Communication) else None
        parties = (*act.senders, *act.recipients) if act else ()
        involved = [self._entities[entity] for entity in (*(each.entity for each in event.participants), *parties)]
        places = [self._entities[place] for place in event.places]
        times = [self._times[time] for time in event.times]
        return Account(
            key=AccountKey(self._article.id, event.id),
            alleged=event.id in self._alleged,
            type=event.type,
            stem=head_stem(self._article.quote(event.trigger)),
            reality=_REALITIES[event.modality],
            earliest=min((time.earliest_start for time in times if time.earliest_start), default=None),
            latest=max((time.latest_end for time in times if time.latest_end), default=None),
            sites=frozenset(_to_site(place) for place in places if place.iri is not None),
            named=frozenset(entity.iri for entity in involved if entity.iri is not None),
            unnamed=frozenset(
                head_stem(entity.name) for entity in involved if entity.iri is None and _is_telling(entity.name)
            ),
            speakers=frozenset(_identity(self._entities[speaker]) for speaker in self._iter_speakers(event)),
            content=frozenset(map(find_stem, filter(is_telling, self._iter_said(event)))),
        )

    def _iter_speakers(self, event: Event) -> Iterator[str]:
        if isinstance(event, Communication):
            yield from event.senders
        for claim in self._iter_claims(event):
            yield from (link.source for link in claim.attributions if link.level == 1 and link.source is not None)

    def _iter_said(self, event: Event) -> Iterator[str]:
        topics = event.topics if isinstance(event, Communication) else ()
        for span in (*topics, *(span for claim in self._iter_claims(event) for span in claim.content)):
            yield from find_words(self._article.quote(span))

    def _iter_claims(self, event: Event) -> Iterator[Claim]:
        """The claims that an act conveys, or of which its trigger is the cue."""
        conveyed = event.conveys if isinstance(event, Communication) else ()
        for claim in self._claims.values():
            if claim.id in conveyed or any(link.cue == event.trigger for link in claim.attributions):
                yield claim


def _identity(entity: Entity) -> str:
    return entity.iri or head_stem(entity.name)


def _to_site(place: Entity) -> Site:
    return Site(place.iri or "", place.country, place.type == "country" or place.kind == "state")


def _is_telling(name: str) -> bool:
    return is_telling(find_words(name)[-1]) if find_words(name) else False
