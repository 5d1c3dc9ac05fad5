"""The properties of what articles assert, and beside them those of what is only alleged in them.

What comes in: nothing. What goes out: two `Voice`s with the same fields.
What it never does: mix the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.namespaces import KG


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How events and communications are described in one of the two voices."""

    alleged: bool
    event_type: NamedNode
    modality: NamedNode
    involves: NamedNode
    place: NamedNode
    sender: NamedNode
    recipient: NamedNode
    medium: NamedNode
    participation_in: NamedNode
    participant: NamedNode
    role: NamedNode


ASSERTED = Voice(
    alleged=False,
    event_type=KG.hasEventType,
    modality=KG.hasModality,
    involves=KG.involves,
    place=KG.hasPlace,
    sender=KG.hasSender,
    recipient=KG.hasRecipient,
    medium=KG.hasMedium,
    participation_in=KG.isParticipationIn,
    participant=KG.hasParticipant,
    role=KG.hasRole,
)
ALLEGED = Voice(
    alleged=True,
    event_type=KG.hasAllegedType,
    modality=KG.hasAllegedModality,
    involves=KG.allegedlyInvolves,
    place=KG.hasAllegedPlace,
    sender=KG.hasAllegedSender,
    recipient=KG.hasAllegedRecipient,
    medium=KG.hasAllegedMedium,
    participation_in=KG.isAllegedParticipationIn,
    participant=KG.hasAllegedParticipant,
    role=KG.hasAllegedRole,
)
