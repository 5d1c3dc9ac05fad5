"""Lone names: a surname, a first name, one word. Each goes with the one entity that it fits, or stays an article's own.

What comes in: all references by lone names that are written alike, and the full names they may be short for.
What goes out: clusters and identities.
What it never does: join by the word alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.identifiers import namesake_iri
from kg.model import Entity, Identity, Reference
from kg.resolve import persons
from kg.resolve.bearers import Bearer, tell_apart
from kg.resolve.clusters import LEAST, Cluster, Pair, name_groups, to_identity
from kg.resolve.joins import THRESHOLD, Join, SharedContext, are_of_other_countries
from kg.resolve.names import initials, is_acronym, plain_words

#: How sure a lone name has to go with one entity where others would fit as well.
_SURE_OF_SEVERAL = 0.78
_DISTINCTIVE = 5


def decide_lone(
    lone: Mapping[str, Bearer],
    targets: Mapping[str, list[Bearer]],
    shared: SharedContext,
    *,
    base: str,
    is_taken: Callable[[str], bool],
) -> tuple[list[Cluster], list[Identity]]:
    """With which entity each lone name goes, and which of the others go together.

    Args:
        lone: the bearers, by the keys of their names.
        targets: by entity, the bearers of full names.
        shared: what articles say beside two names.
        base: under which new IRIs are minted.
        is_taken: whether an IRI is that of a name.
    """
    clusters: list[Cluster] = []
    identities: list[Identity] = []
    left: list[Bearer] = []
    for name in sorted(lone):
        one = lone[name]
        fitting = _fits(one, targets, shared)
        found = [each for each in fitting if each[3].method != "beside"]
        chosen = _choose(found) if found == fitting else None
        if chosen is not None:
            clusters.append(Cluster((name,), chosen))
        elif one.kind == "person" and fitting:
            clusters.append(Cluster((name,), None))
        else:
            left.append(one)
        if found and found[0][0] >= LEAST:
            _, _, other, join = found[0]
            pair: Pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
            status = "accepted" if chosen is not None else "candidate"
            bearers = {one.id: one, other.id: other}
            identities.append(to_identity(bearers, pair, join, status=status, entity=chosen))
    together, joined = _gather(left, base=base, is_taken=is_taken)
    return [*clusters, *together], [*identities, *joined]


def _fits(
    one: Bearer, targets: Mapping[str, list[Bearer]], shared: SharedContext
) -> list[tuple[float, str, Bearer, Join]]:
    """The entities that a lone name fits, each with the bearer that fits best, the surest first."""
    found = []
    for entity, bearers in sorted(targets.items()):
        joins = [
            (join.confidence, other, join) for other in bearers if (join := _compare(one, other, shared)) is not None
        ]
        if joins:
            confidence, other, join = min(joins, key=lambda each: (-each[0], each[1].id))
            found.append((confidence, entity, other, join))
    return sorted(found, key=lambda each: (-each[0], each[1]))


def _choose(found: list[tuple[float, str, Bearer, Join]]) -> str | None:
    if not found:
        return None
    least = THRESHOLD if len(found) == 1 else _SURE_OF_SEVERAL
    best = [entity for confidence, entity, _, _ in found if confidence >= least]
    return best[0] if len(best) == 1 else None


def _compare(one: Bearer, other: Bearer, shared: SharedContext) -> Join | None:
    if one.kind == "person":
        return persons.compare_lone(one, other, shared) if other.kind == "person" else None
    if other.kind != one.kind or are_of_other_countries(one, other):
        return None
    name = plain_words(one.name)
    if name == plain_words(other.name):
        base = 0.75 if len(name[0]) >= _DISTINCTIVE or is_acronym(one.name) else 0.5
        return Join("same-name", base, "the same word").with_context(one, other, shared)
    if any(plain_words(alias) == name for alias in other.aliases):
        reason = f"an article that speaks of {other.name} calls it {one.name} too"
        return Join("stated", 0.85, reason).with_context(one, other, shared)
    if is_acronym(one.name) and name[0] in initials(other.name):
        reason = f"{one.name} has the initials of {other.name}"
        return Join("acronym", 0.48, reason).with_context(one, other, shared)
    return None


def _gather(left: list[Bearer], *, base: str, is_taken: Callable[[str], bool]) -> tuple[list[Cluster], list[Identity]]:
    """Lone names that go with no full one: those beside which articles say the same are one."""
    by_reference = {bearer.references[0]: bearer for bearer in left}
    references = [
        Reference(
            iri=iri,
            article="",
            said=Entity(id="e", kind=bearer.kind, name=bearer.name),
            context=tuple(sorted(bearer.context or ())),
        )
        for iri, bearer in by_reference.items()
    ]
    groups = [
        sorted((by_reference[reference.iri] for reference in group), key=lambda bearer: bearer.id)
        for group in tell_apart(references, common=True)
    ]
    clusters, identities = [], []
    for group, named in zip(groups, name_groups(groups, base=base), strict=True):
        entity = namesake_iri(named, group[0].id) if named is not None and is_taken(named) else named
        clusters.append(Cluster(tuple(bearer.id for bearer in group), entity))
        for other in group[1:]:
            join = Join("same-name", 0.75, "the same word, and articles say the same beside it")
            bearers = {group[0].id: group[0], other.id: other}
            identities.append(to_identity(bearers, (group[0].id, other.id), join, status="accepted", entity=entity))
    return clusters, identities
