"""The evidence of all facts as W3C Web Annotations.

What comes in: a store. What goes out: one annotation page: for each fact and each of its quotes an annotation
whose target finds the words again, by the words themselves and by their offsets in code points.
What it never does: repeat the text of an article.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.namespaces import KG, RDF

#: How many characters stand before and after a quote, so that it can be told from others like it.
CONTEXT_LENGTH = 32

_ANNOTATION_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def to_annotations(quads: Iterable[ox.Quad]) -> bytes:
    """A Web Annotation page (JSON-LD) of all evidence among the quads."""
    facts = _Facts(quads)
    items = [facts.annotation(fact, span) for fact, span in facts.iter_evidence()]
    page = {"@context": _ANNOTATION_CONTEXT, "type": "AnnotationPage", "items": items}
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode()


class _Facts:
    """What annotations need of the quads, by subject."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._values: dict[str, dict[str, set[str]]] = {}
        for quad in quads:
            if not isinstance(quad.subject, ox.Triple) and not isinstance(quad.object, ox.Triple):
                described = self._values.setdefault(quad.subject.value, {})
                described.setdefault(quad.predicate.value, set()).add(quad.object.value)

    def iter_evidence(self) -> Iterator[tuple[str, str]]:
        """Each fact with each span that proves it, in the order of the articles."""
        found = [
            (self._get(span, KG.isSpanOf), self._start(span), fact, span)
            for fact, values in self._values.items()
            for span in values.get(KG.hasEvidence.value, ())
            if self._get(span, KG.isSpanOf)
        ]
        for _, _, fact, span in sorted(found):
            yield fact, span

    def annotation(self, fact: str, span: str) -> dict[str, object]:
        article = self._get(span, KG.isSpanOf)
        text = self._get(article, KG.articleText)
        start, end = self._start(span), int(self._get(span, KG.endOffset) or 0)
        quote = {"type": "TextQuoteSelector", "exact": self._get(span, KG.exactQuote)}
        if text:
            quote["prefix"] = text[max(start - CONTEXT_LENGTH, 0) : start]
            quote["suffix"] = text[end : end + CONTEXT_LENGTH]
        return {
            "id": f"{fact}.evidence-{start}-{end}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": {"id": fact, "type": self._kind(fact)},
            "target": {
                "source": article,
                "selector": [quote, {"type": "TextPositionSelector", "start": start, "end": end}],
            },
        }

    def _kind(self, fact: str) -> str:
        return min(self._values.get(fact, {}).get(RDF.type.value, {KG.Relation.value}))

    def _start(self, span: str) -> int:
        return int(self._get(span, KG.startOffset) or 0)

    def _get(self, node: str, predicate: ox.NamedNode) -> str:
        return min(self._values.get(node, {}).get(predicate.value, {""}))
