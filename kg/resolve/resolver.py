"""Who is who, decided anew for the names that a change of the catalogue touches.

What comes in: a `Catalogue` and the decisions of persons. What goes out: the same catalogue, with the new outcome
and the list of what is to be written because of it.
What it never does: look at names that have nothing to do with those touched.

Full names are decided first: all that may be joined to a touched one, directly or through others, form a component,
and a component is decided as a whole, so that the outcome is that of deciding all names at once. Then come lone
names (a surname, a word), each of which goes with the one entity that it fits, or stays the article's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.model import Reference
from kg.resolve import organizations, persons
from kg.resolve.bearers import Bearer, make_bearer, needs_telling_apart, tell_apart, to_bearer
from kg.resolve.catalogue import Catalogue
from kg.resolve.clusters import LEAST, Component, Pair, make_clusters
from kg.resolve.context import BESIDE, weigh
from kg.resolve.decided import Decided
from kg.resolve.decisions import Decision
from kg.resolve.holding import Held
from kg.resolve.joins import Join, SharedContext
from kg.resolve.lone import decide_lone
from kg.resolve.names import plain_words
from kg.resolve.outcome import keep_outcome

_LOADED = 30  # references of a name whose context is read; of more frequent names it is asked for
_ARTICLES = 5_000_000  # that are held by name, over all names
_CONTEXTS = 20_000  # names of which is held what articles say beside them


class Resolver:
    """Decides who is who among the names of a catalogue."""

    def __init__(self, catalogue: Catalogue, decisions: Iterable[Decision], *, base: str) -> None:
        self._catalogue = catalogue
        self._base = base
        self._decided = Decided(catalogue, decisions)
        self._bearers: dict[str, list[Bearer]] = {}
        self._articles = Held[str, frozenset[str]](_ARTICLES)
        self._context_of = lru_cache(_CONTEXTS)(self._read_context)

    @property
    def unknown(self) -> list[Decision]:
        """The decisions that name what no article speaks of."""
        return self._decided.unknown

    def run(self) -> None:
        """Decide anew what was touched, and plan what is to be written."""
        catalogue = self._catalogue
        touched = catalogue.touched | self._decided.changed
        done: set[str] = set()
        for name in sorted(touched):
            if name not in done and self._is_full(name):
                done |= self._decide(name, done)
        for name in done:
            catalogue.touched_lone.update(catalogue.lone_near(name))
        for lone_key in sorted(catalogue.touched_lone):
            self._decide_lone(lone_key)
        self._decided.keep()
        self._decided.keep_corrections(self._bearers_of)
        catalogue.touched, catalogue.touched_lone = set(), set()

    # -- full names ---------------------------------------------------------------------------------

    def _decide(self, name: str, done: set[str]) -> set[str]:
        """Decide the component of a name; the names that are decided with it."""
        names, joins = self._find_component(name, done)
        bearers = {bearer.id: bearer for each in names for bearer in self._bearers_of(each)}
        component = Component(
            bearers=bearers,
            joins=joins,
            merged=self._decided.merged(names, self._bearers_of),
            apart=self._decided.apart(names, self._bearers_of),
            kinds=self._decided.kinds(names, self._bearers_of),
        )
        clusters, identities = make_clusters(component, base=self._base)
        keep_outcome(self._catalogue, names, bearers, clusters, identities)
        return names

    def _find_component(self, name: str, done: set[str]) -> tuple[set[str], dict[Pair, Join]]:
        """All names that may be joined to `name`, directly or through others or before, and how.

        A name of `done` was compared with all that are near it; what it may be joined to is in `done` as well.
        """
        found, waiting = {name}, [name]
        joins: dict[Pair, Join] = {}
        compared: set[str] = set()
        while waiting:
            one = waiting.pop()
            compared.add(one)
            near: set[str] = set()
            for each in self._catalogue.neighbours(one):
                is_open = each not in compared and (each in done) == (one in done)
                if is_open and (made := dict(self._compare_all(*sorted((one, each))))):
                    joins.update(made)
                    near.add(each)
            for entity in self._catalogue.entities_of_name(one):
                near.update(each for each in self._catalogue.names_of_entity(entity) if self._is_full(each))
            near |= self._decided.linked(one)
            waiting.extend(sorted(near - found))
            found |= near
            joins.update(self._among(one))
        return found, joins

    def _is_full(self, name: str) -> bool:
        """Whether a name is decided among full names: all are that are not lone, and those that decisions are about."""
        lone = self._catalogue.column("SELECT lone_key FROM names WHERE name_key = ? AND lone_key NOT NULL", name)
        return not lone or name in self._decided.names

    def _compare_all(self, one: str, other: str) -> Iterable[tuple[Pair, Join]]:
        for first in self._bearers_of(one):
            for second in self._bearers_of(other):
                join = compare(first, second, self._shared)
                if join is not None and join.confidence >= LEAST:
                    yield ((first.id, second.id) if first.id < second.id else (second.id, first.id)), join

    def _among(self, name: str) -> Iterable[tuple[Pair, Join]]:
        """Between persons of one name: the one with most references, and each other about whom something is shared."""
        bearers = self._bearers_of(name)
        if len(bearers) < 2 or bearers[0].kind != "person":
            return
        most = min(bearers, key=lambda bearer: (-bearer.count, bearer.id))
        for other in bearers:
            weight = 0.0 if other is most else weigh(self._shared(most, other))
            if weight:
                pair = (most.id, other.id) if most.id < other.id else (other.id, most.id)
                reason = "the same name, but nothing that tells them for one person"
                yield pair, Join("same-name", round(min(0.45 + weight, 0.65), 2), reason)

    def _bearers_of(self, name: str) -> list[Bearer]:
        if name not in self._bearers:
            self._bearers[name] = list(self._read_bearers(name))
        return self._bearers[name]

    def _read_bearers(self, name: str) -> Iterable[Bearer]:
        said = self._catalogue.profiles(name)
        if not said:
            return
        groups = self._tell_apart(name, is_person=said[0][0].kind == "person")
        if groups is not None:
            yield from (to_bearer(name, group, is_only=len(groups) == 1) for group in groups)
            return
        first = self._catalogue.all(
            "SELECT iri, span FROM refs WHERE name_key = ? AND stands ORDER BY iri LIMIT 1", name
        )
        member, span = first[0] if first else (None, None)
        yield make_bearer(name, name, said, member=member, span=span, is_own=self._catalogue.is_own(name))

    def _tell_apart(self, name: str, *, is_person: bool) -> Sequence[Sequence[Reference]] | None:
        """The references by a name by who bears it, where it may be several."""
        set_apart = self._decided.set_apart(name)
        spoken = self._catalogue.profiles(name)[0][0].name
        countries = {token[3:] for token in self._catalogue.tokens(name) if token.startswith("of:")}
        is_shared = name.startswith(self._base) and not self._catalogue.is_own(name)
        telling = is_person and is_shared and needs_telling_apart(spoken, countries)
        if not telling and not set_apart:
            return None
        references = self._catalogue.references(name)
        rest = [reference for reference in references if reference.iri not in set_apart]
        alone = [[reference] for reference in references if reference.iri in set_apart]
        if not rest:
            return alone
        if not telling:
            return [rest, *alone]
        return [*tell_apart(rest, common=needs_telling_apart(spoken, ())), *alone]

    def _shared(self, one: Bearer, other: Bearer) -> frozenset[str]:
        """What articles say beside both names; or only that one of them uses both."""
        if self._beside(other.name_key, [one.name_key]):
            return frozenset((BESIDE,))
        if one.context is not None and other.context is not None:
            return one.context & other.context
        if one.context is None and (other.context is not None or one.count > other.count):
            one, other = other, one
        context = one.context if one.context is not None else self._context_of(one.name_key)
        if other.context is not None:
            return context & other.context
        tokens = context & self._catalogue.tokens(other.name_key)
        beside = {token[5:] for token in context if token.startswith("with:")}
        return tokens | {f"with:{each}" for each in self._beside(other.name_key, beside)}

    def _beside(self, name: str, others: Iterable[str]) -> list[str]:
        """Those of `others` that some article names beside a name."""
        articles = self._articles_of(name)  # however many: the smaller of two sets is gone through
        return [each for each in others if each != name and not articles.isdisjoint(self._articles_of(each))]

    def _articles_of(self, name: str) -> frozenset[str]:
        """The articles in which something goes by a name."""
        found = self._articles.get(name)
        if found is None:
            found = self._catalogue.articles_of(name)
            self._articles.put(name, found, size=1 + len(found))
        return found

    def _read_context(self, name: str) -> frozenset[str]:
        references = self._catalogue.references(name, most=_LOADED)
        return frozenset(token for reference in references for token in reference.context)

    # -- lone names ---------------------------------------------------------------------------------

    def _decide_lone(self, lone_key: str) -> None:
        catalogue = self._catalogue
        names = [name for name in catalogue.lone_names(lone_key) if name not in self._decided.names]
        lone = {name: to_bearer(name, catalogue.references(name), is_only=True) for name in names}
        targets: dict[str, list[Bearer]] = defaultdict(list)
        for name in catalogue.near_lone(lone_key):
            for bearer in self._bearers_of(name):
                for entity in catalogue.entities_of_bearer(bearer.id) or catalogue.entities_of_name(name):
                    targets[entity].append(bearer)
        clusters, identities = decide_lone(lone, targets, self._shared, base=self._base, is_taken=catalogue.has_name)
        everyone = lone | {bearer.id: bearer for found in targets.values() for bearer in found}
        keep_outcome(catalogue, set(names), everyone, clusters, identities, scope=lone_key)


def compare(one: Bearer, other: Bearer, shared: SharedContext) -> Join | None:
    """How two bearers of names that are full may be one, by the rules for their kinds."""
    if one.kind == other.kind == "person":
        return persons.compare(one, other, shared)
    if "organization" in (one.kind, other.kind) and {one.kind, other.kind} <= {"organization", "group"}:
        return organizations.compare(one, other, shared)
    if one.kind == other.kind == "state":
        if "country" in one.types & other.types and one.countries & other.countries:
            return Join("country-code", 0.95, "both are the state with one country code")
        return None
    if plain_words(one.name) != plain_words(other.name):
        return None
    if one.kind == other.kind:
        return Join("same-name", 0.9, "the same name but for the article or a spelling")
    if {"place", "state"} & {one.kind, other.kind}:
        return None
    return Join("same-name", 0.5, f"the same name, taken once for a {one.kind}, once for a {other.kind}")
