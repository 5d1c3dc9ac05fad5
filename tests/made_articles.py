"""Articles made up for tests of identity: names in a sentence, and stores of them without a parser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from kg.identifiers import BASE
from kg.link import Authority, link
from kg.model import Article, ArticleFacts, Entity, EntityKind, Mention, Relation, Span, to_json
from kg.namespaces import KG
from kg.pipeline import resolve
from kg.rdf import own_quads, registry_quads, to_quads
from kg.resolve import Decision
from kg.store import Store
from kg.syntax import to_nquads


class Named(NamedTuple):
    """An entity of an article: `Named("person", "Ana Belova", aliases=("Belova",))`."""

    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    type: str | None = None
    country: str | None = None
    post_in: str | None = None
    iri: str | None = None


def person(name: str, *aliases: str, post_in: str | None = None, country: str | None = None) -> Named:
    return Named("person", name, aliases, post_in=post_in, country=country)


def body(name: str, *aliases: str, type: str | None = None, country: str | None = None) -> Named:
    return Named("organization", name, aliases, type=type, country=country)


def article(
    article_id: str, *named: Named, publisher: str = "Coast Daily", authority: Authority | None = None
) -> ArticleFacts:
    """The linked facts of an article that names these, one after another."""
    text, entities, ids = "", [], {}
    for number, each in enumerate(named):
        entity_id = f"entity-{number}"
        ids[each.name] = entity_id
        start = len(text)
        text += f"{each.name} spoke. "
        mention = Mention(start=start, end=start + len(each.name))
        entities.append(
            Entity(id=entity_id, kind=each.kind, name=each.name, type=each.type, aliases=each.aliases,
                   country=each.country, iri=each.iri, mentions=(mention,))
        )  # fmt: skip
    relations = tuple(
        Relation(id=f"relation-{ids[each.name]}", subject=ids[each.name], predicate="holds-position",
                 object=ids[each.post_in], evidence=(Span(0, 1),))
        for each in named if each.post_in is not None
    )  # fmt: skip
    made = Article(id=article_id, text=text, publisher=publisher, published="2025-04-14")
    facts = ArticleFacts(article=made, extractor="test 1", entities=tuple(entities), relations=relations)
    return link(facts, authority=authority or Authority())


def put(store: Store, facts: ArticleFacts) -> None:
    """Store an article without resolving anything."""
    registry = registry_quads(facts.article.id, record_hash=sha256(to_json(facts).encode()).hexdigest())
    store.put_article(facts.article.id, own_quads(to_quads(facts)), registry)


def build(path: Path, *groups: Iterable[ArticleFacts], decisions: Sequence[Decision] = ()) -> bytes:
    """Add groups of articles to a store, resolving after each; the store as sorted N-Quads."""
    with Store.open(path) as store:
        for group in groups:
            for facts in group:
                put(store, facts)
            resolve(store, base=BASE, decisions=decisions)
        return to_nquads(store.quads())


def entities(path: Path) -> dict[tuple[str, str], str]:
    """For each article and name the entity, as kind and slug; `own` if it is the article's own."""
    with Store.open(path, read_only=True) as store:
        quads = list(store.quads())
    names = {quad.subject: quad.object.value for quad in quads if quad.predicate == KG.name}  # type: ignore[union-attr]
    found = {}
    for quad in quads:
        if quad.predicate == KG.refersTo:
            article_id = str(quad.graph_name.value).rpartition("/")[2]  # type: ignore[union-attr]
            iri = quad.object.value  # type: ignore[union-attr]
            found[article_id, names[quad.subject]] = "own" if "#" in iri else iri.removeprefix(BASE)
    return found


class FoundIdentity(NamedTuple):
    """An identity, as the store has it."""

    names: tuple[str, ...]
    status: str
    method: str
    confidence: float
    reason: str
    entity: str | None
    who: str | None


def read_identities(path: Path) -> list[FoundIdentity]:
    """The identities of a store, by their names."""
    with Store.open(path, read_only=True) as store:
        quads = list(store.quads())
    nodes = {quad.subject for quad in quads if quad.object == KG.Identity}
    found = []
    for node in nodes:
        said: dict[str, list[str]] = {}
        for quad in quads:
            if quad.subject == node:
                said.setdefault(quad.predicate.value.removeprefix(KG.iri), []).append(quad.object.value)  # type: ignore[union-attr]
        found.append(
            FoundIdentity(
                names=tuple(sorted(said["joinsName"])),
                status=said["identityStatus"][0],
                method=said["method"][0],
                confidence=float(said["confidence"][0]),
                reason=said["reason"][0],
                entity=said.get("resolvesTo", [None])[0],
                who=said.get("decidedBy", [None])[0],
            )
        )
    return sorted(found)
