"""Identities across articles as triples; and the graph of an article under them, and as it was before.

What comes in: `Identity`s, or the quads of an article and who its entities are.
What goes out: quads.
What it never does: lose what an article itself says: `restore(relink(quads, …)) == quads`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.identifiers import identity_iri, shared_graph_iri
from kg.model import Identity
from kg.namespaces import KG, RDF, XSD
from kg.rdf.common import own_quads
from kg.rdf.index import value_of
from kg.rdf.terms import decimal, text, typed

_JOINING = (KG.refersTo, KG.isPublishedBy, KG.hasByline)


def identity_quads(identity: Identity, *, extractor: str, base: str) -> list[Quad]:
    """An identity in the graph of links; that one body is a branch of another is a relation.

    Args:
        identity: what was found.
        extractor: the IRI of the rules that find branches.
        base: what IRIs begin with.
    """
    graph = NamedNode(shared_graph_iri("links", base=base))
    node = NamedNode(identity_iri(*identity.bearers, base=base))
    if identity.entity is not None and identity.whole is not None:
        return [
            Quad(node, RDF.type, KG.Relation, graph),
            Quad(node, RDF.subject, NamedNode(identity.entity), graph),
            Quad(node, RDF.predicate, KG.isPartOf, graph),
            Quad(node, RDF.object, NamedNode(identity.whole), graph),
            Quad(node, KG.confidence, decimal(identity.confidence), graph),
            Quad(node, KG.method, text(identity.method), graph),
            Quad(node, KG.reason, text(identity.reason), graph),
            Quad(node, KG.wasExtractedBy, NamedNode(extractor), graph),
            *(Quad(node, KG.hasEvidence, NamedNode(span), graph) for span in identity.spans),
        ]
    triples: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF.type, KG.Identity),
        (KG.identityStatus, text(identity.status)),
        (KG.method, text(identity.method)),
        (KG.confidence, decimal(identity.confidence)),
        (KG.reason, text(identity.reason)),
    ]
    triples.extend((KG.joinsName, text(name)) for name in identity.names)
    triples.extend((KG.hasMember, NamedNode(member)) for member in identity.members)
    triples.extend((KG.hasEvidence, NamedNode(span)) for span in identity.spans)
    if identity.entity is not None:
        triples.append((KG.resolvesTo, NamedNode(identity.entity)))
    if identity.who:
        triples.append((KG.decidedBy, text(identity.who)))
    if identity.when:
        triples.append((KG.decidedOn, typed(identity.when, XSD.date)))
    return [Quad(node, predicate, value, graph) for predicate, value in triples]


def iter_concerned(dataset: Store, article: NamedNode, graph: NamedNode, nodes: Iterable[str]) -> Iterator[Quad]:
    """Those quads of an article's graph that `relink` may change, and those that it has to know, but no others.

    Args:
        dataset: where the graph is.
        article: its article.
        graph: its name.
        nodes: the entities that are replaced, and those that take their place.
    """
    bylines = list(dataset.quads_for_pattern(article, KG.hasByline, None, graph))
    yield from dataset.quads_for_pattern(article, KG.articleId, None, graph)
    yield from bylines
    for iri in sorted({*nodes, *(value_of(quad.object) for quad in bylines)}):
        node = NamedNode(iri)
        yield from dataset.quads_for_pattern(None, None, node, graph)
        if iri.startswith(f"{article.value}#"):  # nothing else that is replaced is a subject there
            yield from dataset.quads_for_pattern(node, None, None, graph)


def find_joined(dataset: Store, graph: NamedNode, as_linked: str | None) -> set[str]:
    """The entities that stand in an article's graph in the place of those that linking proposed.

    Args:
        dataset: where the graph is.
        graph: its name.
        as_linked: what `relink` gave beside it.
    """
    before = () if as_linked is None else parse(as_linked, format=RdfFormat.N_TRIPLES)
    joined = {(triple.subject, triple.predicate) for triple in before if triple.predicate in _JOINING}
    return {
        value_of(quad.object)
        for subject, predicate in joined
        for quad in dataset.quads_for_pattern(subject, predicate, None, graph)
    }


def relink(quads: Iterable[Quad], entities: Mapping[str, str]) -> tuple[list[Quad], str | None]:
    """The quads of an article's graph with other entities in the place of those that linking proposed.

    Args:
        quads: the article's graph, as linking within it made it.
        entities: the entity that each of those proposed is; those that stay may be left out.

    Returns:
        The quads, and what they replace as N-Triples, from which `restore` makes the first quads again; None if
        nothing is replaced.
    """
    quads = list(quads)
    changed = {old: NamedNode(new) for old, new in entities.items() if old != new}
    concerned = {*changed, *(node.value for node in changed.values())}
    authors = {value_of(quad.object) for quad in quads if quad.predicate == KG.hasByline}
    if authors & concerned:
        concerned |= authors  # so that `restore` can tell from what is replaced which authors there were
    replaced = [quad for quad in quads if concerned & {value_of(quad.subject), value_of(quad.object)}]
    if not replaced or not changed:
        return quads, None
    kept = [quad for quad in quads if not concerned & {value_of(quad.subject), value_of(quad.object)}]
    made = {
        Quad(
            changed.get(value_of(quad.subject), quad.subject),
            quad.predicate,
            quad.object if isinstance(quad.object, Literal) else changed.get(value_of(quad.object), quad.object),
            quad.graph_name,
        )
        for quad in replaced
    }
    lines = sorted(f"{quad.triple} ." for quad in replaced)
    return own_quads([*kept, *sorted(made, key=str)]), "\n".join(lines)


def restore(quads: Iterable[Quad], as_linked: str | None) -> list[Quad]:
    """The quads of an article's graph as linking within the article made them.

    Args:
        quads: the graph as it is in the store.
        as_linked: what `relink` gave beside it.
    """
    quads = list(quads)
    if as_linked is None or not quads:
        return quads
    graph = quads[0].graph_name
    before = [
        Quad(triple.subject, triple.predicate, triple.object, graph)
        for triple in parse(as_linked, format=RdfFormat.N_TRIPLES)
    ]
    joined = {(value_of(quad.subject), quad.predicate) for quad in before if quad.predicate in _JOINING}
    replaced = {value_of(quad.object) for quad in quads if (value_of(quad.subject), quad.predicate) in joined}
    kept = [quad for quad in quads if value_of(quad.object) not in replaced and value_of(quad.subject) not in replaced]
    return [*kept, *before]
