"""What ties two nodes, a rule for each projection; each reads either voice, asserted or alleged.

What comes in: a `FactReader` and a `Voice`. What goes out: `Tie`s.
What it never does: take for happened what was only planned, possible or denied.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kg.namespaces import KG
from kg.network.attributes import local_name
from kg.network.facts import FactReader
from kg.network.ties import Tie
from kg.network.voices import ALLEGED, Voice

_HAPPENED = {"actual", "historical"}
#: Talk that goes both ways when a text tells of all who took part together, as in "they met".
_MUTUAL = {"meeting", "phone-call"}
#: What claims of these types speak of is not said to be so.
_NOT_ALLEGING = {"denial", "question"}


def find_communications(reader: FactReader, voice: Voice) -> Iterator[Tie]:
    """From each sender to each recipient; both ways among those who met."""
    senders, recipients = reader.column(voice.sender), reader.column(voice.recipient)
    media = reader.column(voice.medium)
    for act, holders in _iter_happened(reader, voice):
        means = tuple(map(local_name, media.get(act, ())))
        addressed = recipients.get(act, [])
        if not addressed and _MUTUAL.intersection(means):
            addressed = senders.get(act, [])
        for sender in senders.get(act, ()):
            for recipient in addressed:
                if sender != recipient:
                    yield Tie(sender, recipient, "communication", act, means, holders, voice.alleged)


def find_quotations(reader: FactReader, voice: Voice) -> Iterator[Tie]:
    """From who relays a claim to who holds it, link by link."""
    if voice.alleged:
        return
    sources, levels = reader.column(KG.isAttributedTo), reader.column(KG.attributionLevel)
    manners = reader.column(KG.hasQuotation)
    for claim, attributions in reader.column(KG.hasAttribution).items():
        by_level: dict[int, list[str]] = {}
        for attribution in attributions:
            for level in levels.get(attribution, ()):
                by_level.setdefault(int(level), []).extend(sources.get(attribution, ()))
        manner = tuple(map(local_name, manners.get(claim, ())))
        for rank, relays in by_level.items():
            for relay in relays:
                for source in by_level.get(rank - 1, ()):
                    if relay != source:
                        yield Tie(relay, source, "quotes", claim, manner)


def find_actor_event(reader: FactReader, voice: Voice) -> Iterator[Tie]:
    """From each participant to the event, in its role; accounts of one occurrence are one event."""
    participants, roles = reader.column(voice.participant), reader.column(voice.role)
    by_event = _by_value(reader.column(voice.participation_in))
    occurrences = reader.column(KG.isAccountOf)
    for event, holders in _iter_happened(reader, voice):
        (node, *_) = occurrences.get(event, [event])
        for participation in by_event.get(event, ()):
            for role in roles.get(participation, ()):
                for actor in participants.get(participation, ()):
                    yield Tie(actor, node, local_name(role), event, (), holders, voice.alleged)


def find_co_participation(reader: FactReader, voice: Voice) -> Iterator[Tie]:
    """Between all who take part in one event."""
    involved, types = reader.column(voice.involves), reader.column(voice.event_type)
    for event, holders in _iter_happened(reader, voice):
        kinds = tuple(map(local_name, types.get(event, ())))
        for one, other in combinations(involved.get(event, ()), 2):
            yield Tie(one, other, "takes part with", event, kinds, holders, voice.alleged)


def find_co_mention(reader: FactReader, voice: Voice) -> Iterator[Tie]:
    """Between all whom one article calls by a name."""
    if voice.alleged:
        return
    entities, origins = reader.column(KG.refersTo), reader.column(KG.isSpanOf)
    named: dict[str, set[str]] = {}
    for reference, spans in reader.column(KG.hasNameMention).items():
        for article in origins.get(spans[0], ()):
            named.setdefault(article, set()).update(entities.get(reference, ()))
    for article in sorted(named):
        for one, other in combinations(sorted(named[article]), 2):
            yield Tie(one, other, "is mentioned with", article)


def find_event_place(reader: FactReader, voice: Voice) -> Iterator[Tie]:
    """From each event to where it happened."""
    places, types = reader.column(voice.place), reader.column(voice.event_type)
    occurrences = reader.column(KG.isAccountOf)
    for event, holders in _iter_happened(reader, voice):
        (node, *_) = occurrences.get(event, [event])
        kinds = tuple(map(local_name, types.get(event, ())))
        for place in places.get(event, ()):
            yield Tie(node, place, "happens in", event, kinds, holders, voice.alleged)


def find_claims(reader: FactReader, voice: Voice) -> Iterator[Tie]:
    """From who claims something to whom it is about, an edge a stance; in the other voice, to whom it blames."""
    about, addressed, stances = reader.column(KG.isAbout), reader.column(KG.isAddressedTo), _read_stances(reader)
    asserted = {
        claim: {*about.get(claim, ()), *addressed.get(claim, ()), *stances.get(claim, ())}
        for claim in sorted({*about, *addressed, *stances})
    }
    named = _read_blamed(reader, asserted) if voice.alleged else asserted
    for claim, targets in named.items():
        kinds = tuple(map(local_name, reader.values(claim, KG.hasClaimType)))
        for source in reader.values(claim, KG.isClaimedBy):
            for target in sorted(targets - {source}):
                stance = stances.get(claim, {}).get(target, "neutral")
                held = (source,) if voice.alleged else ()
                yield Tie(source, target, stance, claim, kinds, held, voice.alleged)


def _read_blamed(reader: FactReader, asserted: dict[str, set[str]]) -> dict[str, set[str]]:
    """For each claim those whom nothing but what it alleges ties to it."""
    involved = reader.column(ALLEGED.involves)
    return {
        claim: {actor for event in events for actor in involved.get(event, ())} - asserted.get(claim, set())
        for claim, events in reader.column(KG.alleges).items()
    }


def _read_stances(reader: FactReader) -> dict[str, dict[str, str]]:
    """For each claim the side that who holds it takes toward each of whom the text says so."""
    found: dict[str, dict[str, str]] = {}
    for attribution, targets in reader.column(KG.hasStanceToward).items():
        if "1" in reader.values(attribution, KG.attributionLevel):
            for stance in map(local_name, reader.values(attribution, KG.hasStance)):
                for claim in reader.subjects(KG.hasAttribution, attribution):
                    found.setdefault(claim, {}).update(dict.fromkeys(targets, stance))
    return found


def _iter_happened(reader: FactReader, voice: Voice) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The events that are said to have happened, with those who allege them if they are alleged."""
    happened = (
        event
        for event, modalities in reader.column(voice.modality).items()
        if _HAPPENED.intersection(map(local_name, modalities))
    )
    if not voice.alleged:
        yield from ((event, ()) for event in happened)
        return
    types, holders = reader.column(KG.hasClaimType), reader.column(KG.isClaimedBy)
    claims = _by_value(reader.column(KG.alleges))
    for event in happened:
        alleging = [
            claim
            for claim in claims.get(event, ())
            if not _NOT_ALLEGING.intersection(map(local_name, types.get(claim, ())))
        ]
        if alleging:
            yield event, tuple(sorted({holder for claim in alleging for holder in holders.get(claim, ())}))


def _by_value(column: dict[str, list[str]]) -> dict[str, list[str]]:
    """A column the other way round."""
    found: dict[str, list[str]] = {}
    for subject, values in column.items():
        for value in values:
            found.setdefault(value, []).append(subject)
    return found
