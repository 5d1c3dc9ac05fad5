"""Acts of communication that an article tells again: which, and what the telling adds.

What comes in: an act and those told before it. What goes out: the one that it repeats, and both in one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from kg.extract.communications.act import Act
from kg.extract.entities.lexical import words
from kg.extract.tokens import Token
from kg.model import Communication, Span, Time

_ANEW = words("again another second third new further more later also then subsequently earlier previously")


def find_earlier(
    act: Act, told: Communication, found: Sequence[Communication], acts: Sequence[Act], times: Mapping[str, Time]
) -> int | None:
    """The act told before that this one speaks of again, if there is one."""
    if act.refers and act.medium != "unspecified":
        return _find_referred(act, told, found, acts)
    if act.refers and act.is_mutual and not told.times and _is_bare(act.trigger):  # "the debate", told before as one
        named = (i for i in range(len(acts) - 1, -1, -1) if acts[i].trigger.lemma_ == act.trigger.lemma_)
        if (first := next(named, None)) is not None:
            return first
    if told.medium == "unspecified" or not told.senders or _is_anew(act):
        return None
    for i in range(len(found) - 1, -1, -1):
        if _is_same(act, told, found[i], times) or _is_repeated(act, told, acts[i], found[i]):
            return i
    return None


def _is_bare(noun: Token) -> bool:
    """Whether only "the", "this" or "that" stands before a noun."""
    return [child.lower_ in ("the", "this", "that") for child in noun.lefts] == [True]


def _find_referred(act: Act, told: Communication, found: Sequence[Communication], acts: Sequence[Act]) -> int | None:
    """The last act of the same medium; a noun alone ("in their letter") must name no recipient but those known.

    More of a letter is told of the last one that was called a letter.
    """
    for i in range(len(found) - 1, -1, -1):
        if act.is_detail and not _has_same_message(act, acts[i]):
            continue
        if found[i].medium == act.medium:
            known = {*found[i].senders, *found[i].recipients}
            is_noun = act.message is not None and act.message.i == act.trigger.i
            return i if not is_noun or act.is_detail or known.issuperset(told.recipients) else None
    return None


def _is_repeated(act: Act, told: Communication, other: Act, before: Communication) -> bool:
    """Whether a sentence says the same verb over: "we wrote to the king, we wrote to the pope"."""
    return (
        act.trigger.lemma_ == other.trigger.lemma_
        and act.trigger.sent == other.trigger.sent
        and (set(told.senders) == set(before.senders) or _words(act) == _words(other))
        and told.medium == before.medium
        and act.trigger.pos_ == "VERB"
    )


def _words(act: Act) -> list[str]:
    return [token.lower_ for token in act.senders]


def _has_same_message(act: Act, other: Act) -> bool:
    return act.message is not None and other.message is not None and act.message.lemma_ == other.message.lemma_


def _is_same(act: Act, told: Communication, other: Communication, times: Mapping[str, Time]) -> bool:
    """Whether two tellings agree in sides, medium and modality, and in time and place as far as both give them."""
    if (told.medium, told.modality) != (other.medium, other.modality):
        return False
    return (
        _have_same_parties(act, told, other)
        and (not told.places or not other.places or not set(told.places).isdisjoint(other.places))
        and _can_be_at_once([times[i] for i in told.times], [times[i] for i in other.times])
    )


def _have_same_parties(act: Act, told: Communication, other: Communication) -> bool:
    """Whether the same speak to the same; where one list of recipients is longer, it holds the other."""
    if act.is_mutual:
        sides, others = {*told.senders, *told.recipients}, {*other.senders, *other.recipients}
        return len(sides) > 1 and sides == others
    if set(told.senders) != set(other.senders):
        return False
    if not told.recipients or not other.recipients:
        return not told.recipients and not other.recipients and act.message is not None
    return _is_within(told.recipients, other.recipients) or _is_within(other.recipients, told.recipients)


def _is_within(parties: Collection[str], others: Collection[str]) -> bool:
    return set(parties) <= set(others)


def _can_be_at_once(times: Sequence[Time], others: Sequence[Time]) -> bool:
    """Whether some time of one telling meets some time of the other, or one of them tells none."""
    return not times or not others or any(_meet(time, other) for time in times for other in others)


def _meet(time: Time, other: Time) -> bool:
    bounds = (time.earliest_start, time.latest_end, other.earliest_start, other.latest_end)
    start, end, other_start, other_end = (bound and bound[:10] for bound in bounds)
    if not (start and end and other_start and other_end):
        return time.value == other.value
    return start <= other_end and other_start <= end


def _is_anew(act: Act) -> bool:
    """Whether the words beside the act say that it is not the one told before: "again", "another letter"."""
    beside = [*act.trigger.children, *(act.message.children if act.message is not None else ())]
    return any(child.lower_ in _ANEW for child in beside)


def add_hearers(first: Communication, said: Communication) -> Communication:
    """The act with those to whom something is said within it, if it has no recipients of its own."""
    if first.recipients or first.medium in ("press-conference", "phone-call", "meeting"):
        return msgspec.structs.replace(first, evidence=tuple(dict.fromkeys((*first.evidence, said.trigger))))
    return unite(first, said)


def unite(first: Communication, second: Communication, *, signed: bool = False) -> Communication:
    """The first act with the recipients and the evidence of the second, and its senders if it has none or they sign."""
    if signed:
        first = msgspec.structs.replace(
            first,
            senders=tuple(dict.fromkeys((*first.senders, *second.senders))),
            participants=tuple({p.entity: p for p in reversed((*first.participants, *second.participants))}.values())[
                ::-1
            ],
        )
    parties = {*second.recipients, *(() if first.senders else second.senders)} - {*first.senders}
    joined = [participant for participant in second.participants if participant.entity in parties]
    return msgspec.structs.replace(
        first,
        senders=first.senders or second.senders,
        recipients=tuple(
            party
            for party in dict.fromkeys((*first.recipients, *second.recipients))
            if party not in (first.senders or second.senders)
        ),
        recipients_exhaustive=first.recipients_exhaustive and second.recipients_exhaustive,
        participants=tuple({p.entity: p for p in reversed((*first.participants, *joined))}.values())[::-1],
        places=first.places or second.places,
        times=first.times or second.times,
        topics=tuple(dict.fromkeys((*first.topics, *second.topics))),
        evidence=tuple(dict.fromkeys((*first.evidence, second.trigger, *second.evidence))),
    )


def find_tellings(acts: Iterable[Communication]) -> Iterator[Span]:
    """The words that tell each act, at its first telling and at those that were united with it.

    Besides the parties and the sentences, the evidence of an act holds places and the triggers of later tellings.
    """
    for act in acts:
        yield act.trigger
        parties = {span for participant in act.participants for span in participant.evidence}
        for span in act.evidence:
            inside = any(other != span and other.contains(span) for other in act.evidence)
            if inside and span not in parties:
                yield span
