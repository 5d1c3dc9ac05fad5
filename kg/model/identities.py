"""What identity across articles is decided from, and what is decided.

All are frozen and made by keyword. IRIs are strings.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from kg.model.records import Entity, Record

IdentityStatus: TypeAlias = Literal["accepted", "candidate", "decided"]


class Reference(Record, frozen=True):
    """What one article says of one entity, as far as it tells who that is.

    Attributes:
        iri: the node of the reference in the article's graph.
        article: the article's id.
        said: name, kind, aliases, type, country and place; its `iri` is what linking within the article proposed,
            the article's own node for the entity where it proposed nothing.
        span: the node of the first name in the text, if there is one.
        context: what else the article says that helps to tell bearers of one name apart: `with:IRI` for actors
            named beside this one, `in:IRI` for organizations in which it holds a post, `as:noun` for nouns by which
            it is called, `of:CC` for countries that it is tied to. Sorted.
        name_iri: the IRI that goes with its name and kind, or None where the name is shared by many: all references
            of one such IRI are taken for one, unless they are persons and something speaks against it.
        stands: whether the article's graph has a node for it; a publisher or an author may be known by metadata only.
    """

    iri: str
    article: str
    said: Entity
    name_iri: str | None = None
    span: str | None = None
    context: tuple[str, ...] = ()
    stands: bool = True

    @property
    def proposed(self) -> str:
        """The IRI that linking within the article gave."""
        return self.said.iri or self.own

    @property
    def own(self) -> str:
        """The article's own node for the entity."""
        return f"{self.iri}.entity"

    @property
    def name_key(self) -> str:
        """Under what it is counted: the IRI of its name, or the article's own node."""
        return self.name_iri or self.own


class ArticleReferences(Record, frozen=True):
    """All that one article gives to what articles share.

    Attributes:
        article: the article's id.
        references: to entities that are known by a name, or by an IRI.
        relations: triples (subject, predicate, object) that its relations assert, as linking within it proposed.
        extractors: the nodes of the extractors that it names.
    """

    article: str
    references: tuple[Reference, ...] = ()
    relations: tuple[tuple[str, str, str], ...] = ()
    extractors: tuple[str, ...] = ()


class Identity(Record, frozen=True):
    """That two names stand for one entity, or may; or that one is a branch of the other.

    Attributes:
        bearers: the two whom it joins, sorted: for each the IRI that linking proposed, or that of a reference.
        names: their names, in the order of the bearers.
        members: for each a reference that shows the name, if an article's graph has one.
        spans: the names in the text of those references.
        entity: the IRI of the one entity, if the identity holds; of a branch, the IRI of the part.
        whole: the IRI of the body of which it is a branch.
        method: the rule that found it, or `decision`.
        reason: in words, what it rests on, or why a person decided it.
        who, when: the person who decided, and the day.
    """

    bearers: tuple[str, str]
    names: tuple[str, str]
    status: IdentityStatus
    method: str
    confidence: float
    reason: str
    members: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()
    entity: str | None = None
    whole: str | None = None
    who: str | None = None
    when: str | None = None
