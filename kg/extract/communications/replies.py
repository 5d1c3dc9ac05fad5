"""Whom a reply answers, where it does not say so: the sender of what was said to the one who replies.

What comes in: a reply, and the acts told before it. What goes out: its recipients.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extract.communications.act import Act
from kg.extract.entities import EntityIndex
from kg.model import Communication, Span

_REACH = 3  # sentences, unless it was written
_WRITTEN = frozenset(("letter", "petition", "email"))


def find_answered(
    act: Act, repliers: Mapping[str, Span], before: Sequence[Communication], acts: Sequence[Act], entities: EntityIndex
) -> dict[str, Span]:
    """The senders, with their mentions, of the last act shortly before that was addressed to the repliers.

    Where none was, those who addressed someone in the sentence before: "The bishops wrote to the king. The palace
    replied …".
    """
    start = _reach(act, _REACH)
    sentence = act.trigger.sent
    before = [
        earlier
        for earlier, told in zip(before, acts, strict=True)
        if not (told.trigger.sent == sentence and entities.is_quoted(told.trigger))  # "We did tell him," she replied
    ]
    for earlier in reversed(before):
        if earlier.trigger.start < start and earlier.medium not in _WRITTEN:
            continue
        if earlier.senders and not set(repliers).isdisjoint(earlier.recipients):
            return _senders_of(earlier, repliers)
    start = _reach(act, 2)
    for earlier in reversed(before):
        is_near = start <= earlier.trigger.start < act.span.start
        if is_near and earlier.senders and earlier.recipients and set(repliers).isdisjoint(earlier.senders):
            return _senders_of(earlier, repliers)
    return {}


def _senders_of(earlier: Communication, repliers: Mapping[str, Span]) -> dict[str, Span]:
    return {
        each.entity: each.evidence[0]
        for each in earlier.participants
        if each.entity in earlier.senders and each.entity not in repliers
    }


def _reach(act: Act, sentences: int) -> int:
    """Where the last so many sentences begin, that of the act among them."""
    doc, start = act.trigger.doc, act.trigger.sent.start
    for _ in range(sentences - 1):
        if start == 0:
            break
        start = doc[start - 1].sent.start
    return doc[start].idx
