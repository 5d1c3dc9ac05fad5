"""Bearers of names: the units that are joined.

What comes in: references by one name. What goes out: one `Bearer` for them all, or several where they are to
persons of one name.
What it never does: compare two names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

from kg.model import Entity, EntityKind, Reference
from kg.resolve.context import weigh
from kg.resolve.names import is_common, person_name

# What two references have to share for being to one person, if the name is common, and if it is not.
_MUCH, _SOME = 0.25, 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """All references by one name that are taken to be to one entity; or a single one whose name tells nothing.

    Attributes:
        id: the key of the name, or the IRI of the first reference where others bear the name as well.
        name_key: the key of the name: see `Reference.name_key`.
        names: how often each spelling is used.
        count: how many references.
        member, span: the first of them that an article's graph has, and the name in its text.
        context: what is said beside it; None where there is much of it, which is then asked for.
        is_own: whether it is an article's own, so that it has no IRI to share.
        references: which they are, where the name has several bearers.
    """

    id: str
    name_key: str
    kind: EntityKind
    names: tuple[tuple[str, int], ...]
    aliases: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    count: int = 1
    member: str | None = None
    span: str | None = None
    context: frozenset[str] | None = None
    is_own: bool = False
    references: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The most frequent name, of those the longest, of those the first in the alphabet."""
        return min(self.names, key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))[0]


#: The bearers of a name, by its key.
BearersOf: TypeAlias = Callable[[str], list[Bearer]]


@dataclass(slots=True)
class _Tally:
    """What several references say, counted."""

    kinds: Counter[EntityKind] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)

    def add(self, said: Entity, count: int) -> None:
        self.kinds[said.kind] += count
        self.names[said.name] += count
        self.aliases.update(said.aliases)
        self.types.update([said.type] if said.type else [])
        self.countries.update([said.country] if said.country else [])


def make_bearer(
    bearer_id: str,
    name_key: str,
    said: Iterable[tuple[Entity, int]],
    *,
    member: str | None = None,
    span: str | None = None,
    context: frozenset[str] | None = None,
    is_own: bool = False,
    references: tuple[str, ...] = (),
) -> Bearer:
    """A bearer, from what is said of it and how often."""
    tally = _Tally()
    for entity, count in said:
        tally.add(entity, count)
    return Bearer(
        id=bearer_id,
        name_key=name_key,
        kind=min(tally.kinds, key=lambda kind: (-tally.kinds[kind], kind)),
        names=tuple(sorted(tally.names.items())),
        aliases=frozenset(tally.aliases - tally.names.keys()),
        types=frozenset(tally.types),
        countries=frozenset(tally.countries),
        count=tally.kinds.total(),
        member=member,
        span=span,
        context=context,
        is_own=is_own,
        references=references,
    )


def to_bearer(name_key: str, references: Sequence[Reference], *, is_only: bool = False) -> Bearer:
    """One bearer of all these references; it goes by the key of the name if it is the only one."""
    ordered = sorted(references, key=lambda reference: reference.iri)
    first = next((reference for reference in ordered if reference.stands), None)
    return make_bearer(
        name_key if is_only else ordered[0].iri,
        name_key,
        ((reference.said, 1) for reference in ordered),
        member=first.iri if first else None,
        span=first.span if first else None,
        context=frozenset(token for reference in ordered for token in reference.context),
        is_own=ordered[0].name_iri is None,
        references=tuple(reference.iri for reference in ordered),
    )


def needs_telling_apart(name: str, countries: Iterable[str]) -> bool:
    """Whether references to a person of this name may be to several: it is common, or tied to two countries."""
    return is_common(person_name(name)) or len(set(countries)) > 1


def tell_apart(references: Sequence[Reference], *, common: bool) -> list[list[Reference]]:
    """References to persons of one name, by person.

    Those whose articles say the same beside the name are to one person. If the name is common, the others are
    each to one of their own; if not, they go with the most, unless they are tied to another country.

    >>> said = Entity(id="e", kind="person", name="John Smith")
    >>> def of(article, *context):
    ...     return Reference(iri=f"{article}#e", article=article, said=said, context=context)
    >>> found = tell_apart([of("a", "in:x"), of("b", "in:y"), of("c", "in:x")], common=True)
    >>> [[reference.article for reference in group] for group in found]
    [['a', 'c'], ['b']]
    """
    ordered = sorted(references, key=lambda reference: reference.iri)
    groups: dict[int, list[int]] = {i: [i] for i in range(len(ordered))}
    shared = _shared(ordered)
    for i, j in sorted(shared, key=lambda pair: (-weigh(shared[pair]), -len(shared[pair]), pair)):
        if weigh(shared[i, j]) < (_MUCH if common else _SOME) or groups[i] is groups[j]:
            continue
        if common and not _hang_together(groups[i], groups[j], shared):
            continue
        groups[i].extend(groups[j])
        for each in groups[j]:
            groups[each] = groups[i]
    found = sorted({min(group): sorted(group) for group in groups.values()}.values())
    named = [[ordered[i] for i in group] for group in found]
    return named if common else _gather(named)


def _shared(ordered: Sequence[Reference]) -> dict[tuple[int, int], list[str]]:
    """For each two references that share some of their context, what they share."""
    by_token: dict[str, list[int]] = defaultdict(list)
    for i, reference in enumerate(ordered):
        for token in reference.context:
            by_token[token].append(i)
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for token, members in sorted(by_token.items()):
        for pair in combinations(members, 2):
            shared[pair].append(token)
    return shared


def _hang_together(one: Sequence[int], other: Sequence[int], shared: Mapping[tuple[int, int], list[str]]) -> bool:
    """Whether most pairs across two groups share something: a chain of chance encounters is no person."""
    pairs = [(i, j) if i < j else (j, i) for i in one for j in other]
    return 2 * sum(1 for pair in pairs if pair in shared and weigh(shared[pair]) >= _SOME) >= len(pairs)


def _gather(groups: list[list[Reference]]) -> list[list[Reference]]:
    """Groups of one country together; those of no country with the largest."""
    by_country: dict[str, list[Reference]] = {}
    rest: list[Reference] = []
    for group in sorted(groups, key=lambda group: (-len(group), group[0].iri)):
        countries = sorted({country for reference in group for country in _countries(reference)})
        if not countries:
            rest.extend(group)
            continue
        home = next((country for country in countries if country in by_country), countries[0])
        gathered = by_country.setdefault(home, [])
        gathered.extend(group)
        for country in countries:
            by_country.setdefault(country, gathered)
    found = list({id(group): group for group in by_country.values()}.values())
    if not found:
        return [rest]
    largest = min(found, key=lambda group: (-len(group), min(reference.iri for reference in group)))
    largest.extend(rest)
    return found


def _countries(reference: Reference) -> Iterable[str]:
    yield from (token[3:] for token in reference.context if token.startswith("of:"))
