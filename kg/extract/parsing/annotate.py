"""Texts through a spaCy pipeline, batch by batch.

What comes in: a pipeline and texts. What goes out: `Doc`s, in the same order.
What it never does: leave out a component, run one in another order than the pipeline has, or annotate a text otherwise
for what else is in its batch.

A component runs as spaCy runs it, but for two kinds that have a faster way to the same result:
`kg.extract.parsing.lockstep` and `kg.extract.parsing.attributes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from spacy.language import Language
from spacy.pipeline import AttributeRuler, DependencyParser, EntityRecognizer
from spacy.tokens import Doc
from threadpoolctl import threadpool_limits

from kg.extract.parsing.attributes import TokenRules
from kg.extract.parsing.lockstep import parse_in_lockstep
from kg.extract.parsing.steady import is_steady

Component = Callable[[Doc], Doc]

#: spaCy needs some 2 kB for a character that it is at work on.
_MOST_CHARACTERS = 200_000


def iter_docs(nlp: Language, texts: Iterable[str], *, batch_size: int) -> Iterator[Doc]:
    """The texts, each annotated by all components of the pipeline.

    A pipeline with networks of another library takes them one by one: those round by the neighbours.
    """
    for batch in _iter_batches(texts, batch_size if is_steady(nlp) else 1):
        # Several threads of BLAS only wait for one another on matrices as small as these.
        with threadpool_limits(1, user_api="blas"):
            docs = [nlp.make_doc(text) for text in batch]
            for _, component in nlp.pipeline:
                docs = _apply(component, docs)
        yield from docs


def _iter_batches(texts: Iterable[str], batch_size: int) -> Iterator[list[str]]:
    """So many texts at most, and fewer of long ones."""
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == batch_size or sum(map(len, batch)) >= _MOST_CHARACTERS:
            yield batch
            batch = []
    if batch:
        yield batch


def _apply(component: Component, docs: Sequence[Doc]) -> list[Doc]:
    """The documents with what a component adds to them."""
    if isinstance(component, DependencyParser | EntityRecognizer):
        return parse_in_lockstep(component, docs)
    if isinstance(component, AttributeRuler) and (rules := _token_rules(component)) is not None:
        return [rules.annotate(doc) for doc in docs]
    if hasattr(component, "pipe"):
        return list(component.pipe(docs, batch_size=len(docs)))
    return [component(doc) for doc in docs]


@cache
def _token_rules(ruler: AttributeRuler) -> TokenRules | None:
    """The rules of a component, read once."""
    return TokenRules.of(ruler)
