"""Events that a text takes up again, as in "A bomb exploded in Aden on Monday; the attack killed nine people".

What comes in: triggers with their events, in text order. What goes out: the events, those that a definite
noun takes up linked to the event told before.
What it never does: choose between two events that the noun could mean.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from kg.extract.entities.lexical import words
from kg.extract.events.triggers import Trigger
from kg.extract.tokens import Token
from kg.model import Event

_DEFINITE = frozenset(("the", "this", "that"))
#: Types of events by which a noun can take up an event, each with the more general ones of the same kind.
_VIOLENT = words(
    "violence explosive-attack shelling air-or-drone-strike armed-clash attack-on-civilians mine-explosion"
)
_BLIND = words("disaster earthquake flood storm fire accident transport-accident industrial-accident")
#: Words that can stand for any event of their kind.
_GENERAL = words("attack assault incident disaster catastrophe tragedy accident")


def link_repeated(pairs: Sequence[tuple[Trigger, Event]]) -> list[Event]:
    """The events, each that is told again part of the one event of its kind told in this sentence or the last."""
    linked = [event for _, event in pairs]
    for k, (trigger, event) in enumerate(pairs):
        if not _takes_up(trigger, event):
            continue
        start = _window(trigger.token)
        wholes = []
        for i in range(k - 1, -1, -1):
            if pairs[i][0].token.i < start:
                break
            if linked[i].part_of is None and _is_alike(pairs[i], pairs[k]):
                wholes.append(i)
        if len(wholes) == 1:
            linked[k] = _told_again(event, linked[wholes[0]])
    return linked


def _told_again(event: Event, before: Event) -> Event:
    """An event as part of the one that it takes up, where that was if nothing else is said."""
    if event.places or not before.places:
        return msgspec.structs.replace(event, part_of=before.id)
    evidence = tuple(dict.fromkeys((*event.evidence, *before.evidence)))
    return msgspec.structs.replace(event, part_of=before.id, places=before.places, evidence=evidence)


def _takes_up(trigger: Trigger, event: Event) -> bool:
    """Whether a noun says nothing of its event but that it is known."""
    if trigger.is_verb or event.part_of is not None or event.type not in _VIOLENT | _BLIND:
        return False
    alone = [child for child in trigger.token.lefts if child.lower_ not in _DEFINITE]
    return not alone and trigger.token.left_edge.lower_ in _DEFINITE and not _has_own(trigger.token)


def _has_own(noun: Token) -> bool:
    return any(child.dep_ in ("prep", "acl", "relcl", "appos") for child in noun.rights)


def _is_alike(before: tuple[Trigger, Event], after: tuple[Trigger, Event]) -> bool:
    """Whether two events may be the same: both happened, are of one kind, and are as many."""
    (earlier, told), (later, again) = before, after
    if told.modality != again.modality or earlier.token.tag_ == "VB" or _is_plural(earlier) != _is_plural(later):
        return False
    if told.type == again.type:
        return True
    kinds = next((kinds for kinds in (_VIOLENT, _BLIND) if told.type in kinds and again.type in kinds), None)
    return kinds is not None and not _GENERAL.isdisjoint((earlier.token.lemma_, later.token.lemma_))


def _is_plural(trigger: Trigger) -> bool:
    return trigger.token.tag_ in ("NNS", "NNPS")


def _window(token: Token) -> int:
    """The first token of the sentence before that of `token`, blank ones passed over."""
    start = token.sent.start
    while start > 0 and token.doc[start - 1].is_space:
        start -= 1
    return token.doc[start - 1].sent.start if start > 0 else 0
