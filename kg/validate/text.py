"""Checks of article graphs that SHACL is slow at: quotes that are the text, and names that are declared.

What comes in: the quads of a data graph. What goes out: violations, and the quote of any node.
What it never does: need an engine.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from difflib import get_close_matches
from hashlib import sha256
from typing import Any, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from kg.namespaces import KG
from kg.validate.ontology import OWNED
from kg.validate.report import Violation, shorten

_SHAPES = "https://w3id.org/dateline/shapes#"
QUOTE_SHAPE = f"{_SHAPES}QuoteIsText"
HASH_SHAPE = f"{_SHAPES}HashIsOfText"
DECLARED_SHAPE = f"{_SHAPES}TermIsDeclared"

_OWNED_IRI = re.compile("<((?:" + "|".join(map(re.escape, OWNED)) + ")[^<>]*)>")


#: A triple, or its three terms.
Statement: TypeAlias = Triple | tuple[NamedNode, NamedNode, NamedNode | Literal]


@dataclass(slots=True)
class Texts:
    """The texts of articles, and the spans that quote them.

    Attributes:
        texts: for each article its text.
        articles: for each span its article.
        quotes: for each span its quote.
        starts, ends: for each span its offsets.
        hashes: for each article the hash of its text, as the article states it.
    """

    texts: dict[NamedNode, str] = field(default_factory=dict)
    articles: dict[NamedNode, NamedNode] = field(default_factory=dict)
    quotes: dict[NamedNode, str] = field(default_factory=dict)
    starts: dict[NamedNode, int] = field(default_factory=dict)
    ends: dict[NamedNode, int] = field(default_factory=dict)
    hashes: dict[NamedNode, str] = field(default_factory=dict)

    @classmethod
    def collect(cls, triples: Iterable[Statement]) -> Texts:
        """Gather texts and spans in one pass."""
        found = cls()
        tables: dict[NamedNode, dict[NamedNode, Any]] = {
            KG.articleText: found.texts,
            KG.exactQuote: found.quotes,
            KG.contentHash: found.hashes,
            KG.startOffset: found.starts,
            KG.endOffset: found.ends,
            KG.isSpanOf: found.articles,
        }
        find = tables.get
        for node, predicate, value in triples:
            if (table := find(predicate)) is None or not isinstance(node, NamedNode):
                continue
            if table is found.articles:
                table[node] = value
            elif isinstance(value, Literal):
                if table is not found.starts and table is not found.ends:
                    table[node] = value.value
                elif value.value.isdecimal():
                    table[node] = int(value.value)
        return found

    def iter_misquotes(self) -> Iterator[Violation]:
        """A violation for each span whose quote is not the article's text at its offsets.

        Spans that lack an offset, a quote or a text are for the shapes to find.
        """
        for span, quote in self.quotes.items():
            article = self.articles.get(span)
            start, end = self.starts.get(span), self.ends.get(span)
            text = None if article is None else self.texts.get(article)
            if article is None or text is None or start is None or end is None or text[start:end] == quote:
                continue
            yield Violation(
                severity="violation",
                focus_node=span.value,
                path=str(KG.exactQuote),
                value=str(Literal(quote)),
                message=f"The quote is not the article's text at {start}..{end}, which is {text[start:end][:200]!r}.",
                source_shape=QUOTE_SHAPE,
                component="QuoteIsText",
                article=article.value,
                quote=quote,
                remedy="Correct the offsets or the quote; offsets count code points of the text as it was read.",
            )

    def iter_miscopied(self) -> Iterator[Violation]:
        """A violation for each article whose text is not the one that its hash was made of."""
        for article, stated in self.hashes.items():
            text = self.texts.get(article)
            if text is None or stated == sha256(text.encode("utf-8", "surrogatepass")).hexdigest():
                continue
            yield Violation(
                severity="violation",
                focus_node=article.value,
                path=str(KG.contentHash),
                value=str(Literal(stated)),
                message="The content hash is not that of the article's text.",
                source_shape=HASH_SHAPE,
                component="HashIsOfText",
                article=article.value,
                remedy="Store the text as it was read, or make the SHA-256 of its UTF-8 bytes anew.",
            )


def find_named(ntriples: str) -> set[str]:
    """The terms and codes of ours that a graph names."""
    return set(_OWNED_IRI.findall(ntriples))


def find_owned(nodes: Iterable[NamedNode]) -> set[str]:
    """The terms and codes of ours among nodes."""
    return {iri for node in nodes if (iri := node.value).startswith(OWNED)}


def iter_undeclared(
    triples: Iterable[Statement], named: AbstractSet[str], declared: AbstractSet[str]
) -> Iterator[Violation]:
    """A violation for each use of a term or code of ours that the ontology does not declare.

    Args:
        triples: the data.
        named: the terms and codes of ours in it, which show at once whether there is anything to look for.
        declared: the IRIs that the ontology declares; with none, nothing is checked.
    """
    unknown = named - declared if declared else set()
    if not unknown:
        return
    remedies = {iri: _nearest(iri, declared) for iri in sorted(unknown)}
    for subject, predicate, value in triples:
        for term in (predicate, value):
            if isinstance(term, NamedNode) and term.value in remedies:
                yield Violation(
                    severity="violation",
                    focus_node=getattr(subject, "value", str(subject)),
                    path=str(predicate),
                    value=str(term),
                    message=f"{shorten(str(term))} is not declared in the ontology.",
                    source_shape=DECLARED_SHAPE,
                    component="TermIsDeclared",
                    remedy=remedies[term.value],
                )


def _nearest(iri: str, declared: Collection[str]) -> str:
    """What to use in the place of an IRI, from the same scheme or vocabulary."""
    folder = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
    names = {each.removeprefix(folder): each for each in sorted(declared) if each.startswith(folder)}
    near = get_close_matches(iri.removeprefix(folder), names, n=1, cutoff=0.5)
    return f"Use {shorten(f'<{names[near[0]]}>')}, the nearest that is." if near else "Use one that is, or declare it."
