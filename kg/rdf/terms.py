"""Terms that mapping and reading share: literals in canonical form, codes, and the two sets of event terms.

An event that a claim alleges or demands is written with other classes and predicates than one that the article
asserts (`ALLEGED` and `ASSERTED`), so that no query for asserted events can find it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from pyoxigraph import Literal, NamedNode

from kg.errors import FactsError
from kg.identifiers import code_iri
from kg.model import EntityKind, MentionKind
from kg.namespaces import KG, XSD

_VERSION = re.compile(r"[ @/]v?(\d[\w.+-]*)$")

#: The class of each kind of entity.
CLASSES: dict[EntityKind, NamedNode] = {
    "person": KG.Person,
    "organization": KG.Organization,
    "group": KG.Group,
    "state": KG.State,
    "place": KG.Place,
    "other": KG.Entity,
}

#: The kind of entity of each class.
KINDS: dict[str, EntityKind] = {cls.value: kind for kind, cls in CLASSES.items()}

#: The property of each kind of mention.
MENTIONS: dict[MentionKind, NamedNode] = {
    "name": KG.hasNameMention,
    "nominal": KG.hasNominalMention,
    "pronoun": KG.hasPronounMention,
}

#: The property of each predicate that a relation can have.
RELATIONS: dict[str, NamedNode] = {
    "based-in": KG.isBasedIn,
    "part-of": KG.isPartOf,
    "within": KG.isWithin,
    "member-of": KG.isMemberOf,
    "holds-position": KG.holdsPositionIn,
    "spokesperson-of": KG.isSpokespersonOf,
    "nationality-of": KG.isNationalOf,
    "leader-of": KG.leads,
    "alias-of": KG.isAliasOf,
}


@dataclass(frozen=True, slots=True)
class EventTerms:
    """The classes and predicates of events of one standing: asserted or alleged."""

    event: NamedNode
    communication: NamedNode
    type: NamedNode
    modality: NamedNode
    place: NamedNode
    time: NamedNode
    part_of: NamedNode
    involves: NamedNode
    participation: NamedNode
    participation_in: NamedNode
    participant: NamedNode
    role: NamedNode
    sender: NamedNode
    recipient: NamedNode
    medium: NamedNode
    exhaustive: NamedNode
    topic: NamedNode
    conveys: NamedNode


ASSERTED = EventTerms(
    event=KG.Event,
    communication=KG.Communication,
    type=KG.hasEventType,
    modality=KG.hasModality,
    place=KG.hasPlace,
    time=KG.hasTime,
    part_of=KG.isPartOfEvent,
    involves=KG.involves,
    participation=KG.Participation,
    participation_in=KG.isParticipationIn,
    participant=KG.hasParticipant,
    role=KG.hasRole,
    sender=KG.hasSender,
    recipient=KG.hasRecipient,
    medium=KG.hasMedium,
    exhaustive=KG.isListExhaustive,
    topic=KG.hasTopic,
    conveys=KG.conveys,
)

ALLEGED = EventTerms(
    event=KG.AllegedEvent,
    communication=KG.AllegedCommunication,
    type=KG.hasAllegedType,
    modality=KG.hasAllegedModality,
    place=KG.hasAllegedPlace,
    time=KG.hasAllegedTime,
    part_of=KG.isPartOfAllegedEvent,
    involves=KG.allegedlyInvolves,
    participation=KG.AllegedParticipation,
    participation_in=KG.isAllegedParticipationIn,
    participant=KG.hasAllegedParticipant,
    role=KG.hasAllegedRole,
    sender=KG.hasAllegedSender,
    recipient=KG.hasAllegedRecipient,
    medium=KG.hasAllegedMedium,
    exhaustive=KG.isAllegedListExhaustive,
    topic=KG.hasAllegedTopic,
    conveys=KG.allegedlyConveys,
)


def text(value: str) -> Literal:
    """A string literal.

    Raises:
        FactsError: the string holds half a surrogate pair, which no RDF can hold.
    """
    try:
        return Literal(value)
    except ValueError:
        spot = next(i for i, c in enumerate(value) if "\ud800" <= c <= "\udfff")
        raise FactsError(
            f"the text {value[max(0, spot - 20) : spot]!r}… is followed by {value[spot]!r}, half a surrogate pair, "
            "which is no character; decode the file again with errors='replace'"
        ) from None


def typed(value: str, datatype: NamedNode) -> Literal:
    """A literal of a datatype, as it was stated."""
    return Literal(value, datatype=datatype)


def rounded(value: float) -> float:
    """A number to nine places after the point: a tenth of a millimetre on the globe, and what every engine can hold.

    >>> rounded(0.1234567891), rounded(-0.0)
    (0.123456789, 0.0)
    """
    return round(value, 9) + 0.0


@lru_cache(maxsize=4096)
def decimal(value: float) -> Literal:
    """A number as the canonical xsd:decimal, with at most nine places after the point.

    Raises:
        FactsError: the number is infinite or none at all.

    >>> decimal(0.850).value, decimal(1.0).value, decimal(-1e-7).value
    ('0.85', '1', '-0.0000001')
    """
    if not isfinite(value):
        raise FactsError(f"{value} is not a number that can be written as a decimal; leave it out")
    digits = format(Decimal(repr(rounded(value))), "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Literal(digits, datatype=XSD.decimal)


@lru_cache(maxsize=4096)
def integer(value: int) -> Literal:
    """A whole number as xsd:integer."""
    return Literal(str(value), datatype=XSD.integer)


@lru_cache(maxsize=4096)
def code(scheme: str, notation: str) -> NamedNode:
    """The concept of a code."""
    return NamedNode(code_iri(scheme, notation))


TRUE = Literal("true", datatype=XSD.boolean)
FALSE = Literal("false", datatype=XSD.boolean)


def version_of(extractor: str) -> str | None:
    """The version at the end of an extractor's name, if there is one.

    >>> version_of("dateline-rules 0.1.0"), version_of("a person")
    ('0.1.0', None)
    """
    found = _VERSION.search(extractor)
    return found[1] if found else None
