"""What was decided, kept in the catalogue.

What comes in: clusters and identities of some names. What goes out: the catalogue with them in the place of what
was decided of those names before, and the list of what is to be written to the store because of it.
What it never does: decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from kg.model import Identity
from kg.resolve.bearers import Bearer
from kg.resolve.catalogue import Catalogue
from kg.resolve.clusters import Cluster


def keep_outcome(
    catalogue: Catalogue,
    names: Iterable[str],
    bearers: Mapping[str, Bearer],
    clusters: Iterable[Cluster],
    identities: Iterable[Identity],
    *,
    scope: str = "",
) -> None:
    """Keep the outcome for some names.

    Args:
        catalogue: where.
        names: the keys of all names that were decided, also of those that nothing goes by any more.
        bearers: the bearers of these names, and those of others that the identities name.
        clusters: of the bearers of these names.
        identities: all that have to do with these names.
        scope: empty, or the key of the lone names that were decided.
    """
    names = sorted(names)
    before = {name: _entities(catalogue, name) for name in names}
    execute, executemany = catalogue.connection.execute, catalogue.connection.executemany
    for name in names:
        execute("DELETE FROM bearers WHERE name_key = ?", (name,))
        execute("UPDATE refs SET bearer = NULL WHERE name_key = ? AND bearer NOT NULL", (name,))
    for cluster in clusters:
        for bearer in (bearers[each] for each in cluster.bearers):
            is_only = bearer.id == bearer.name_key
            if cluster.entity is not None and not (is_only and cluster.entity == bearer.name_key):
                execute("INSERT INTO bearers VALUES (?, ?, ?)", (bearer.id, bearer.name_key, cluster.entity))
            if not is_only:
                executemany("UPDATE refs SET bearer = ? WHERE iri = ?", [(bearer.id, iri) for iri in bearer.references])
    for name in names:
        _plan_changes(catalogue, name, before[name], _entities(catalogue, name))
    _keep_identities(catalogue, names, bearers, identities, scope)


def _entities(catalogue: Catalogue, name: str) -> dict[str, str]:
    """The entity of each reference by a name; under the name itself that of all that have no bearer of their own."""
    found = dict(
        catalogue.all(
            "SELECT refs.iri, entity FROM refs JOIN bearers ON bearers.bearer = refs.bearer WHERE refs.name_key = ?",
            name,
        )
    )
    if not found:
        found.update((name, entity) for entity in catalogue.entities_of_name(name))
    return found


def _plan_changes(catalogue: Catalogue, name: str, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Plan to write the articles and the entities that a change of outcome concerns."""
    if before == after:
        return
    catalogue.plan("node", {*before.values(), *after.values()})
    for iri, article in catalogue.all("SELECT iri, article FROM refs WHERE name_key = ?", name):
        if before.get(iri, before.get(name)) != after.get(iri, after.get(name)):
            catalogue.plan("article", [article])


def _keep_identities(
    catalogue: Catalogue,
    names: Iterable[str],
    bearers: Mapping[str, Bearer],
    identities: Iterable[Identity],
    scope: str,
) -> None:
    found = {identity.bearers: msgspec.json.encode(identity).decode() for identity in identities}
    known: dict[tuple[str, str], str] = {}
    for name in (scope,) if scope else names:
        # The plus keeps SQLite from going through all of an empty scope, which are nearly all that there are.
        where = "scope = ?1" if scope else "+scope = '' AND (one_name = ?1 OR other_name = ?1)"
        rows = catalogue.all(f"SELECT one, other, record FROM identities WHERE {where}", name)
        known.update(((one, other), record) for one, other, record in rows)
    catalogue.connection.executemany("DELETE FROM identities WHERE one = ? AND other = ?", sorted(known))
    catalogue.connection.executemany(
        "INSERT INTO identities VALUES (?, ?, ?, ?, ?, ?)",
        [
            (*pair, scope, bearers[pair[0]].name_key, bearers[pair[1]].name_key, record)
            for pair, record in sorted(found.items())
        ],
    )
    changed = {pair for pair in known.keys() | found.keys() if known.get(pair) != found.get(pair)}
    catalogue.plan("identity", (" ".join(pair) for pair in changed))
