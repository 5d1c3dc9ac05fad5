"""Bearers of names to clusters, each of one entity.

What comes in: the bearers of one component, how they may be joined, and what persons decided of them.
What goes out: clusters with their IRIs, and the identities that hold or may.
What it never does: depend on the order of what comes in, or join what is to stay apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from kg.identifiers import change_kind, entity_iri, namesake_iri
from kg.model import EntityKind, Identity
from kg.resolve.bearers import Bearer
from kg.resolve.decisions import Decision
from kg.resolve.joins import THRESHOLD, Join, are_of_other_countries
from kg.resolve.names import is_acronym, person_name
from kg.resolve.persons import is_conflicting

#: Below this confidence a join is not even worth a look.
LEAST = 0.45
_BY_OTHER_NAME = ("stated", "order", "decision")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Bearers that are one entity, and its IRI; None where it stays an article's own."""

    bearers: tuple[str, ...]
    entity: str | None


@dataclass(slots=True)
class Component:
    """Bearers that may have to do with each other, whatever is decided in the end.

    Attributes:
        merged: pairs that a person decided to be one, apart: pairs that a person decided not to be.
        kinds: what kind a person corrected a bearer to; None where the kind stays and another thing was corrected.
    """

    bearers: dict[str, Bearer]
    joins: dict[Pair, Join] = field(default_factory=dict)
    merged: dict[Pair, Decision] = field(default_factory=dict)
    apart: frozenset[Pair] = frozenset()
    kinds: Mapping[str, EntityKind | None] = field(default_factory=dict)


def make_clusters(component: Component, *, base: str) -> tuple[list[Cluster], list[Identity]]:
    """The clusters of a component, and the identities among its bearers."""
    grouping = _Grouping(component, base)
    grouping.unite_all()
    groups = grouping.groups()
    named = name_groups([[component.bearers[each] for each in group] for group in groups], base=base)
    entities = [_heed_corrections(component, group, entity, base) for group, entity in zip(groups, named, strict=True)]
    clusters = [Cluster(tuple(group), entity) for group, entity in zip(groups, entities, strict=True)]
    entity_of = {bearer: cluster.entity for cluster in clusters for bearer in cluster.bearers}
    return clusters, list(grouping.identities(entity_of))


def _heed_corrections(component: Component, group: list[str], entity: str | None, base: str) -> str | None:
    """The IRI under the kind that a person corrected; what is corrected and was an article's own gets an IRI."""
    corrected = [component.kinds[each] for each in group if each in component.kinds]
    if not corrected:
        return entity
    first = component.bearers[group[0]]
    kind = next((each for each in corrected if each is not None), None)
    if entity is None:
        return namesake_iri(entity_iri(kind or first.kind, first.name, base=base), first.id)
    if kind is None or not entity.startswith(base) or entity.startswith(f"{base}{kind}/"):
        return entity
    return namesake_iri(change_kind(entity, kind, base=base), first.id)


class _Grouping:
    """Groups that grow, surest joins first."""

    def __init__(self, component: Component, base: str) -> None:
        self._base = base
        self._bearers = component.bearers
        self._joins = component.joins
        self._merged = component.merged
        self._apart = component.apart
        self._group_of: dict[str, set[str]] = {each: {each} for each in sorted(component.bearers)}
        self._exempt: set[str] = set()
        self._made: dict[Pair, Join] = {}

    def groups(self) -> list[list[str]]:
        """The groups, each sorted, in the order of their first members."""
        return sorted({min(group): sorted(group) for group in self._group_of.values()}.values())

    def unite_all(self) -> None:
        """Join what can be joined: what persons decided, then firm joins, then loose ones where one alone fits."""
        for pair, decision in sorted(self._merged.items()):
            if pair not in self._apart:
                self._unite(pair, Join("decision", 1.0, decision.why or "decided"))
        for pair, join in self._ordered(is_loose=False):
            if self._may_unite(pair):
                self._unite(pair, join)
        fitting: dict[str, list[tuple[Pair, Join]]] = {}
        for pair, join in self._ordered(is_loose=True):
            if self._may_unite(pair):
                fitting.setdefault(join.loose or "", []).append((pair, join))
        for loose, found in sorted(fitting.items()):
            groups = {min(self._group_of[pair[0] if pair[1] == loose else pair[1]]) for pair, _ in found}
            if len(groups) == 1 and self._may_unite(found[0][0]):
                self._unite(*found[0])

    def _ordered(self, *, is_loose: bool) -> list[tuple[Pair, Join]]:
        """The joins that are sure enough, the surest first."""
        found = (
            (pair, join)
            for pair, join in self._joins.items()
            if join.part is None and join.confidence >= THRESHOLD and (join.loose is not None) == is_loose
        )
        return sorted(found, key=lambda item: (-item[1].confidence, item[0]))

    def _may_unite(self, pair: Pair) -> bool:
        one, other = (self._group_of[each] for each in pair)
        if one is other:
            return False
        return not any(self._are_apart(*sorted((a, b))) for a in one for b in other)

    def _are_apart(self, one: str, other: str) -> bool:
        if (one, other) in self._apart:
            return True
        first, second = self._bearers[one], self._bearers[other]
        if first.name_key != second.name_key and not (self._is_minted(first) or self._is_minted(second)):
            return True
        join = self._joins.get((one, other))
        if join is not None and join.part is not None:
            return True
        if join is not None and join.confidence >= THRESHOLD:
            return False
        if first.name_key == second.name_key or (first.kind != "person" and are_of_other_countries(first, second)):
            return True
        if first.kind != "person" or second.kind != "person" or {one, other} & self._exempt:
            return False
        name, other_name = person_name(first.name), person_name(second.name)
        return bool(name.given) and bool(other_name.given) and is_conflicting(name, other_name)

    def _is_minted(self, bearer: Bearer) -> bool:
        """Whether its IRI comes from its name; any other was given by someone who knows it from others."""
        return bearer.name_key.startswith(self._base)

    def _unite(self, pair: Pair, join: Join) -> None:
        one, other = (self._group_of[each] for each in pair)
        self._made[pair] = join
        if join.method in _BY_OTHER_NAME:
            self._exempt.update(pair)
        if one is not other:
            one |= other
            for each in other:
                self._group_of[each] = one

    def identities(self, entity_of: Mapping[str, str | None]) -> Iterable[Identity]:
        """The joins that were made, and those that were not but may be right."""
        for pair, join in sorted({**self._joins, **self._made}.items()):
            if pair in self._made:
                decision = self._merged.get(pair)
                status = "decided" if decision is not None else "accepted"
                yield to_identity(self._bearers, pair, join, status=status, entity=entity_of[pair[0]], by=decision)
            elif join.part is not None:
                part, whole = (entity_of[each] for each in (pair if join.part == pair[0] else pair[::-1]))
                identity = to_identity(self._bearers, pair, join, status="accepted", entity=part)
                if part is not None and whole is not None and part != whole and identity.spans:
                    yield msgspec.structs.replace(identity, whole=whole)
            elif (
                join.confidence >= LEAST
                and pair not in self._apart
                and self._group_of[pair[0]] is not self._group_of[pair[1]]
            ):
                yield to_identity(self._bearers, pair, join, status="candidate")


def to_identity(
    bearers: Mapping[str, Bearer],
    pair: Pair,
    join: Join,
    *,
    status: str,
    entity: str | None = None,
    by: Decision | None = None,
) -> Identity:
    """What is stored of a join."""
    both = [bearers[each] for each in pair]
    return Identity(
        bearers=pair,
        names=(both[0].name, both[1].name),
        status=status,  # type: ignore[arg-type]
        method=join.method,
        confidence=join.confidence,
        reason=join.reason,
        members=tuple(bearer.member for bearer in both if bearer.member is not None),
        spans=tuple(bearer.span for bearer in both if bearer.span is not None),
        entity=entity,
        who=by.who if by else None,
        when=by.when if by else None,
    )


def name_groups(groups: list[list[Bearer]], *, base: str) -> list[str | None]:
    """The IRI of each group: that of its best name, with an addition where another group has more of the name.

    A group of one bearer that is an article's own gets none.
    """
    chosen = [_best(group, base) for group in groups]
    contenders: dict[str, list[tuple[int, str, int]]] = {}
    for i, (group, best) in enumerate(zip(groups, chosen, strict=True)):
        if best is not None:
            weight = sum(bearer.count for bearer in group if bearer.name_key == best)
            contenders.setdefault(best, []).append((-weight, min(bearer.id for bearer in group), i))
    for best, found in contenders.items():
        for _, first, i in sorted(found)[1:]:
            chosen[i] = namesake_iri(best, first)
    return chosen


def _best(group: list[Bearer], base: str) -> str | None:
    shared = [bearer for bearer in group if not bearer.is_own]
    if not shared:
        if len(group) == 1:
            return None
        bearer = min(group, key=lambda bearer: (-bearer.count, bearer.name))
        return entity_iri(bearer.kind, bearer.name, base=base)
    kinds = sorted(bearer.kind for bearer in shared for _ in range(bearer.count))
    kind = max(sorted(set(kinds)), key=kinds.count)
    return min(shared, key=lambda bearer: _rank(bearer, kind, base)).name_key


def _rank(bearer: Bearer, kind: str, base: str) -> tuple[bool, bool, bool, int, int, str]:
    """Authorities first, then full names over short forms, then the most frequent, the longest, the alphabet."""
    is_short = is_acronym(bearer.name) or (bearer.kind == "person" and len(person_name(bearer.name).first) < 2)
    return (
        bearer.name_key.startswith(base),
        bearer.kind != kind,
        is_short,
        -bearer.count,
        -len(bearer.name),
        bearer.name_key,
    )
