"""What an article tells, as it is known before anyone knows who is who across articles.

What comes in: facts of one article. What goes out: a `Told`, which is kept; under who its entities are it is a `Story`.
What it never does: look at another article, so that it is made wherever the article is worked on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kg.identifiers import BASE, fact_iri
from kg.model import ArticleFacts, Claim, Communication, Entity, Event, Span
from kg.model.stories import AccountKey
from kg.resolve.stories.accounts import Account, Reality, Site
from kg.resolve.stories.story import Story
from kg.resolve.stories.weights import Weights, weigh
from kg.resolve.stories.words import find_stem, find_words, head_stem, is_telling

_REALITIES: dict[str, Reality] = {
    "actual": "happened",
    "historical": "happened",
    "planned": "may happen",
    "hypothetical": "may happen",
    "negated": "did not happen",
}


class Actor(NamedTuple):
    """An entity, as far as accounts are compared by it.

    Attributes:
        node: the IRI that linking within the article proposed, or the article's own node.
        is_own: whether it is the article's own, unless it turns out to be someone whom other articles know.
        stem: of what it is called; empty if it has an IRI, by which it then goes.
        is_named: whether that tells more than "they" or "people".
        country, is_country: its country, and whether it is that country.
    """

    node: str
    is_own: bool
    stem: str
    is_named: bool
    country: str | None
    is_country: bool


class ToldAccount(NamedTuple):
    """An event as an article tells it: as `Account`, with the numbers of actors in the place of their identities."""

    event_id: str
    alleged: bool
    type: str
    stem: str
    reality: Reality
    earliest: str | None
    latest: str | None
    places: tuple[int, ...]
    involved: tuple[int, ...]
    speakers: tuple[int, ...]
    content: tuple[str, ...]


class Told(NamedTuple):
    """What an article tells: as `Story`, with its actors."""

    article_id: str
    actors: tuple[Actor, ...]
    names: tuple[str, ...]
    words: Weights
    published: date | None
    accounts: tuple[ToldAccount, ...]

    @property
    def account_keys(self) -> list[AccountKey]:
        """The keys of its accounts."""
        return [AccountKey(self.article_id, account.event_id) for account in self.accounts]

    def entities(self, known: Mapping[str, str]) -> dict[str, bool]:
        """The IRIs of the entities that it speaks of and that articles can share, sorted, and which are countries."""
        found: dict[str, bool] = {}
        for actor in self.actors:
            if (iri := _identity(actor, known)) is not None:
                found[iri] = found.get(iri, False) or actor.is_country
        return dict(sorted(found.items()))

    def under(self, known: Mapping[str, str]) -> Story:
        """The story.

        Args:
            known: for nodes of actors who they are; those that are what linking proposed may be left out.
        """
        identities, entities = [_identity(actor, known) for actor in self.actors], self.entities(known)
        return Story(
            self.article_id,
            frozenset(entities),
            frozenset(iri for iri, is_country in entities.items() if is_country),
            frozenset(self.names),
            self.words,
            self.published,
            tuple(self._to_account(account, identities) for account in self.accounts),
        )

    def _to_account(self, told: ToldAccount, identities: Sequence[str | None]) -> Account:
        actors = self.actors
        return Account(
            key=AccountKey(self.article_id, told.event_id),
            alleged=told.alleged,
            type=told.type,
            stem=told.stem,
            reality=told.reality,
            earliest=told.earliest,
            latest=told.latest,
            sites=frozenset(
                Site(iri, actors[i].country, actors[i].is_country)
                for i in told.places
                if (iri := identities[i]) is not None
            ),
            named=frozenset(iri for i in told.involved if (iri := identities[i]) is not None),
            unnamed=frozenset(actors[i].stem for i in told.involved if identities[i] is None and actors[i].is_named),
            speakers=frozenset(identities[i] or actors[i].stem for i in told.speakers),
            content=frozenset(told.content),
        )


def _identity(actor: Actor, known: Mapping[str, str]) -> str | None:
    return known.get(actor.node, None if actor.is_own else actor.node)


def told_of(facts: ArticleFacts, *, base: str = BASE) -> Told:
    """What an article tells."""
    names = {
        word
        for entity in facts.entities
        if any(mention.kind == "name" for mention in entity.mentions)
        for name in (entity.name, *entity.aliases)
        for word in find_words(name)
        if is_telling(word)
    }
    published, reading = facts.article.published, _Reading(facts)
    events = sorted((*facts.events, *facts.communications), key=lambda event: (event.trigger, event.id))
    return Told(
        facts.article.id,
        tuple(_to_actor(entity, facts.article.id, base) for entity in facts.entities),
        tuple(sorted(names)),
        weigh(facts.article.text),
        None if published is None else date.fromisoformat(published[:10]),
        tuple(map(reading.to_account, events)),
    )


def story_of(facts: ArticleFacts) -> Story:
    """The story of an article whose entities are who linking says."""
    return told_of(facts).under({})


def _to_actor(entity: Entity, article_id: str, base: str) -> Actor:
    is_own, words = entity.iri is None, find_words(entity.name)
    return Actor(
        node=entity.iri or fact_iri(article_id, entity.id, "entity", base=base),
        is_own=is_own,
        stem=head_stem(entity.name) if is_own else "",
        is_named=bool(words) and is_telling(words[-1]),
        country=entity.country,
        is_country=entity.type == "country" or entity.kind == "state",
    )


class _Reading:
    """The facts of one article, found by their ids."""

    def __init__(self, facts: ArticleFacts) -> None:
        self._article = facts.article
        self._alleged = facts.alleged_ids
        self._actors = {entity.id: number for number, entity in enumerate(facts.entities)}
        self._times = {time.id: time for time in facts.times}
        self._claims = {claim.id: claim for claim in facts.claims}
        self._by_cue: dict[Span, list[Claim]] = defaultdict(list)
        for claim in facts.claims:
            for cue in dict.fromkeys(link.cue for link in claim.attributions if link.cue is not None):
                self._by_cue[cue].append(claim)

    def to_account(self, event: Event) -> ToldAccount:
        """What the article tells of an event."""
        act = event if isinstance(event, Communication) else None
        parties = (*act.senders, *act.recipients) if act else ()
        involved = (*(each.entity for each in event.participants), *parties)
        times = [self._times[time] for time in event.times]
        claims = list(self._iter_claims(event))
        said = [*(act.topics if act else ()), *(span for claim in claims for span in claim.content)]
        speakers = [*(act.senders if act else ()), *_iter_sources(claims)]
        words = {word for span in said for word in find_words(self._article.quote(span))}
        return ToldAccount(
            event_id=event.id,
            alleged=event.id in self._alleged,
            type=event.type,
            stem=head_stem(self._article.quote(event.trigger)),
            reality=_REALITIES[event.modality],
            earliest=min((time.earliest_start for time in times if time.earliest_start), default=None),
            latest=max((time.latest_end for time in times if time.latest_end), default=None),
            places=self._numbers(event.places),
            involved=self._numbers(involved),
            speakers=self._numbers(speakers),
            content=tuple(sorted({find_stem(word) for word in words if is_telling(word)})),
        )

    def _numbers(self, entities: Sequence[str]) -> tuple[int, ...]:
        return tuple(sorted({self._actors[entity] for entity in entities}))

    def _iter_claims(self, event: Event) -> Iterator[Claim]:
        """The claims that an act conveys, or of which its trigger is the cue."""
        conveyed = event.conveys if isinstance(event, Communication) else ()
        yield from (self._claims[claim] for claim in conveyed if claim in self._claims)
        yield from self._by_cue.get(event.trigger, ())


def _iter_sources(claims: Sequence[Claim]) -> Iterator[str]:
    for claim in claims:
        yield from (link.source for link in claim.attributions if link.level == 1 and link.source is not None)
