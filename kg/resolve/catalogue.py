"""References of all articles, found by name: a file of SQLite beside the store.

What comes in: the references of one article after another. What goes out: bearers, and what is near them.
What it never does: know anything that is not in the article graphs. If it is deleted, a build makes it anew.

What is changed in it is kept only by `commit`, together with the list of what is to be written to the store.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from sys import intern
from types import TracebackType
from typing import Self

import msgspec

from kg.model import ArticleReferences, Entity, Reference
from kg.resolve.database import open_database
from kg.resolve.keys import is_lone, keys_of, lone_key, sought_by_lone
from kg.resolve.planned import Planned, version_of

FILE = "catalogue.sqlite"

_SILENT_TYPES = frozenset(("intergovernmental", "media"))  # named beside anyone


class Catalogue(Planned):
    """The references that the articles of a store hold, and who they were found to be.

    >>> with Catalogue.open(None, base="urn:") as catalogue:
    ...     catalogue.is_new, catalogue.hashes()
    (True, {})
    """

    def __init__(self, connection: sqlite3.Connection, *, is_new: bool) -> None:
        super().__init__(connection)
        self.is_new = is_new
        self.touched: set[str] = set()
        self.touched_lone: set[str] = set()
        self._touched_countries: set[str] = set()

    @classmethod
    def open(cls, path: Path | None, *, base: str, state: str = "") -> Self:
        """Open the catalogue at `path`, or one in memory; one of another version or state is made anew.

        Args:
            path: the file.
            base: the address under which IRIs are minted.
            state: the name of the state of the store that it has to be of, as `settle` noted it.

        Raises:
            StoreError: the file cannot be read or written.
        """
        connection, is_new = open_database(path, version=version_of(base, state))
        return cls(connection, is_new=is_new)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.connection.close()

    # -- articles -----------------------------------------------------------------------------------

    def hashes(self) -> dict[str, str]:
        """For each article the hash of the record that the catalogue knows."""
        return dict(self.all("SELECT article, hash FROM articles"))

    def put(self, found: ArticleReferences, record_hash: str) -> None:
        """Take in an article, in the place of any earlier version."""
        self.remove(found.article)
        execute = self.connection.execute
        execute("INSERT INTO articles VALUES (?, ?)", (found.article, record_hash))
        for reference in found.references:
            self._put_reference(reference)
        self.connection.executemany(
            "INSERT INTO relations VALUES (?, ?, ?, ?)", [(found.article, *triple) for triple in found.relations]
        )
        self.connection.executemany(
            "INSERT OR IGNORE INTO extractors VALUES (?, ?)", [(found.article, each) for each in found.extractors]
        )

    def _put_reference(self, reference: Reference) -> None:
        execute = self.connection.execute
        key, said = reference.name_key, _encode(reference.said)
        execute(
            "INSERT OR IGNORE INTO names VALUES (?, ?, ?)",
            (key, reference.name_iri is None, self._lone_key(reference)),
        )
        row = execute("SELECT id FROM profiles WHERE name_key = ? AND said = ?", (key, said)).fetchone()
        if row is None:
            is_country = reference.said.kind == "state" or reference.said.type == "country"
            insert = (
                "INSERT INTO profiles (name_key, said, country, is_country, count) VALUES (?, ?, ?, ?, 1) RETURNING id"
            )
            row = execute(insert, (key, said, reference.said.country, is_country)).fetchone()
            self._key_anew(key)
        else:
            execute("UPDATE profiles SET count = count + 1 WHERE id = ?", row)
        tells = (
            reference.said.kind in ("person", "organization")
            and reference.name_iri is not None
            and reference.said.type not in _SILENT_TYPES
            and reference.stands
        )
        execute(
            "INSERT INTO refs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            (
                *(reference.iri, reference.article, reference.proposed, key, row[0], reference.span, reference.stands),
                *(tells, " ".join(reference.context)),
            ),
        )
        for token in reference.context:
            execute("INSERT INTO contexts VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1", (key, token))
        self._touch(key)

    def _lone_key(self, reference: Reference) -> str | None:
        if reference.name_iri is not None or not is_lone(reference.said) or not reference.stands:
            return None
        key = lone_key(reference.said)
        self.connection.executemany(
            "INSERT OR IGNORE INTO lone_seeks VALUES (?, ?)", [(each, key) for each in sought_by_lone(reference.said)]
        )
        return key

    def remove(self, article: str) -> None:
        """Forget an article; what is said in common is then to be decided anew without it."""
        execute = self.connection.execute
        rows = self.all("SELECT iri, name_key, profile, context, bearer FROM refs WHERE article = ?", article)
        for iri, name_key, profile, context, bearer in rows:
            self._touch(name_key)
            self.plan("node", self.entities_of_name(name_key) if bearer is None else self.entities_of_bearer(bearer))
            execute("DELETE FROM refs WHERE iri = ?", (iri,))
            for token in context.split():
                execute("UPDATE contexts SET count = count - 1 WHERE name_key = ? AND token = ?", (name_key, token))
                execute("DELETE FROM contexts WHERE name_key = ? AND token = ? AND count = 0", (name_key, token))
            execute("UPDATE profiles SET count = count - 1 WHERE id = ?", (profile,))
            if execute("DELETE FROM profiles WHERE id = ? AND count = 0", (profile,)).rowcount:
                self._key_anew(name_key)
            if execute("SELECT 1 FROM refs WHERE name_key = ? LIMIT 1", (name_key,)).fetchone() is None:
                execute("DELETE FROM names WHERE name_key = ?", (name_key,))
        self.plan("node", self.column("SELECT extractor FROM extractors WHERE article = ?", article))
        for table in ("relations", "extractors", "articles", "relinked"):
            execute(f"DELETE FROM {table} WHERE article = ?", (article,))

    def _touch(self, name_key: str) -> None:
        self.touched.add(name_key)
        self._touched_countries.update(self._countries(name_key))
        self.touched_lone.update(
            self.column("SELECT lone_key FROM names WHERE name_key = ? AND lone_key NOT NULL", name_key)
        )

    def _key_anew(self, name_key: str) -> None:
        """Find the keys of a name anew; what it was near, and is now, is to be decided anew."""
        self._touch_near(name_key)
        self.connection.execute("DELETE FROM keys WHERE name_key = ?", (name_key,))
        is_own = self.column("SELECT is_own FROM names WHERE name_key = ?", name_key)
        found: dict[str, tuple[bool, bool]] = {}
        for said, _ in self.profiles(name_key):
            for key in keys_of(said, is_own=bool(is_own and is_own[0])):
                offers, seeks = found.get(key.text, (False, False))
                found[key.text] = (offers or key.offers, seeks or key.seeks)
        self.connection.executemany(
            "INSERT INTO keys VALUES (?, ?, ?, ?)", [(key, name_key, *roles) for key, roles in sorted(found.items())]
        )
        self._touch_near(name_key)

    def _touch_near(self, name_key: str) -> None:
        self.touched.update(self.neighbours(name_key))
        self.touched_lone.update(self.lone_near(name_key))

    def _countries(self, name_key: str) -> list[str]:
        return self.column("SELECT DISTINCT country FROM profiles WHERE name_key = ? AND country NOT NULL", name_key)

    def pending_countries(self) -> list[str]:
        """The countries to which what is to be described is or was tied, sorted."""
        found = self._touched_countries | {
            country
            for entity in self.pending("node")
            for name in self.names_of_entity(entity)
            for country in self._countries(name)
        }
        found.update(self.column("SELECT value FROM corrections WHERE field = 'country'"))
        return sorted(found)

    # -- names --------------------------------------------------------------------------------------

    def has_name(self, name_key: str) -> bool:
        """Whether any reference goes by the name."""
        return bool(self.all("SELECT 1 FROM names WHERE name_key = ?", name_key))

    def is_own(self, name_key: str) -> bool:
        """Whether a name is an article's own, since it tells nothing by itself."""
        return bool(self.all("SELECT 1 FROM names WHERE name_key = ? AND is_own", name_key))

    def find_name(self, handle: str) -> str | None:
        """The key of the name that `handle` is, or by which the reference `handle` goes."""
        found = self.column("SELECT name_key FROM names WHERE name_key = ?", handle)
        return next(iter(found or self.column("SELECT name_key FROM refs WHERE iri = ?", handle)), None)

    def profiles(self, name_key: str) -> list[tuple[Entity, int]]:
        """What is said of a name, and how often."""
        rows = self.all("SELECT said, count FROM profiles WHERE name_key = ? ORDER BY said", name_key)
        return [(_decode(said), count) for said, count in rows]

    def neighbours(self, name_key: str) -> list[str]:
        """The names that may stand for the same."""
        return self.column(
            "SELECT DISTINCT b.name_key FROM keys a JOIN keys b ON b.key = a.key WHERE a.name_key = ?"
            " AND b.name_key != a.name_key AND ((a.seeks AND b.offers) OR (a.offers AND b.seeks)) ORDER BY 1",
            name_key,
        )

    def lone_near(self, name_key: str) -> list[str]:
        """The groups of lone names that the name may be the full form of."""
        return self.column(
            "SELECT DISTINCT lone_key FROM keys JOIN lone_seeks USING (key) WHERE name_key = ? AND offers", name_key
        )

    def near_lone(self, key: str) -> list[str]:
        """The names of which a group of lone names may be a short form."""
        return self.column(
            "SELECT DISTINCT name_key FROM lone_seeks JOIN keys USING (key) WHERE lone_key = ? AND offers ORDER BY 1",
            key,
        )

    def lone_names(self, key: str) -> list[str]:
        """The names of a group of lone names."""
        return self.column("SELECT name_key FROM names WHERE lone_key = ? ORDER BY 1", key)

    def references(self, name_key: str, *, most: int = -1) -> list[Reference]:
        """The references by a name, with all of their context, sorted; or only the first so many."""
        rows = self.all(
            "SELECT iri, article, said, span, stands, context, is_own FROM refs JOIN profiles ON profiles.id = profile"
            " JOIN names ON names.name_key = refs.name_key WHERE refs.name_key = ? ORDER BY iri LIMIT ?",
            name_key,
            most,
        )
        return [
            Reference(
                iri=iri,
                article=article,
                said=_decode(said),
                name_iri=None if is_own else name_key,
                span=span,
                context=tuple(sorted({*context.split(), *self._beside(article, iri)})),
                stands=bool(stands),
            )
            for iri, article, said, span, stands, context, is_own in rows
        ]

    def _beside(self, article: str, iri: str) -> list[str]:
        return self.column(
            "SELECT 'with:' || name_key FROM refs WHERE article = ? AND tells AND iri != ?", article, iri
        )

    def tokens(self, name_key: str) -> frozenset[str]:
        """What articles say beside a name, but for who is named beside it."""
        return frozenset(self.column("SELECT token FROM contexts WHERE name_key = ?", name_key))

    def articles_of(self, name_key: str) -> frozenset[str]:
        """The articles in which something goes by a name."""
        return frozenset(map(intern, self.column("SELECT article FROM refs WHERE name_key = ?", name_key)))

    # -- outcome ------------------------------------------------------------------------------------

    def entities_of_name(self, name_key: str) -> list[str]:
        """The entities that references by a name are to; none if they are the articles' own."""
        found = self.column("SELECT DISTINCT entity FROM bearers WHERE name_key = ?", name_key)
        return found or self.column("SELECT name_key FROM names WHERE name_key = ? AND NOT is_own", name_key)

    def entities_of_bearer(self, bearer: str) -> list[str]:
        """The entity of one bearer, if it has one."""
        return self.column("SELECT entity FROM bearers WHERE bearer = ?", bearer)

    def names_of_entity(self, entity: str) -> list[str]:
        """The names of which some reference is to the entity."""
        found = set(self.column("SELECT name_key FROM bearers WHERE entity = ?", entity))
        if self.has_name(entity) and not self.column("SELECT 1 FROM bearers WHERE name_key = ?", entity):
            found.add(entity)
        return sorted(found)

    def entities_of_article(self, article: str) -> list[str]:
        """The entities that articles share and this one speaks of, and the extractors that it names."""
        return self.column(
            "SELECT COALESCE(bearers.entity, refs.name_key) FROM refs JOIN names USING (name_key)"
            " LEFT JOIN bearers ON bearers.bearer = COALESCE(refs.bearer, refs.name_key)"
            " WHERE article = ?1 AND (bearers.entity NOT NULL OR NOT is_own)"
            " UNION SELECT extractor FROM extractors WHERE article = ?1",
            article,
        )

    def corrected(self, entity: str) -> dict[str, str]:
        """What persons corrected of an entity: field and value."""
        return dict(self.all("SELECT field, value FROM corrections WHERE entity = ?", entity))

    def references_of_entity(self, entity: str, article: str | None = None) -> list[tuple[str, str]]:
        """The references to an entity, in one article or in all: for each the key of its name and its IRI."""
        return self.all(
            "SELECT refs.name_key, iri FROM refs JOIN names USING (name_key)"
            " LEFT JOIN bearers ON bearers.bearer = COALESCE(refs.bearer, refs.name_key)"
            " WHERE COALESCE(bearers.entity, refs.name_key) = ?1 AND (?2 IS NULL OR article = ?2) AND stands"
            " ORDER BY iri",
            entity,
            article,
        )

    def said_of(self, entity: str) -> Iterator[tuple[Entity, int]]:
        """All that articles say of an entity, and how often."""
        rows = self.all("SELECT bearer, name_key FROM bearers WHERE entity = ? ORDER BY 1", entity)
        if entity in self.names_of_entity(entity) and (entity, entity) not in rows:
            rows.append((entity, entity))
        for bearer, name_key in rows:
            counted = self.all(
                "SELECT said, COUNT(*) FROM refs JOIN profiles ON profiles.id = profile WHERE refs.name_key = ?"
                " AND bearer = ? GROUP BY profiles.id ORDER BY said",
                name_key,
                bearer,
            )
            yield from ((_decode(said), count) for said, count in counted)
            if not counted:
                yield from self.profiles(name_key)

    def mapping(self, article: str) -> Mapping[str, str]:
        """What linking within the article proposed, and the entity that it is instead."""
        rows = self.all(
            "SELECT proposed, COALESCE(bearers.entity, CASE WHEN is_own THEN proposed ELSE refs.name_key END)"
            " FROM refs JOIN names USING (name_key)"
            " LEFT JOIN bearers ON bearers.bearer = COALESCE(refs.bearer, refs.name_key) WHERE article = ?",
            article,
        )
        return {proposed: entity for proposed, entity in rows if proposed != entity}


def _encode(said: Entity) -> str:
    """What is said, without what tells nothing of who it is."""
    return msgspec.json.encode(msgspec.structs.replace(said, id="e", iri=None, mentions=(), confidence=1.0)).decode()


def _decode(said: str) -> Entity:
    return msgspec.json.decode(said, type=Entity)
