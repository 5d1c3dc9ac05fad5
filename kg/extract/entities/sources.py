"""Who publishes an article, who wrote it and on whom it rests as a whole, as metadata and lead tell.

What comes in: the article's metadata and the names of its first sentences. What goes out: tokens
that name the publisher (`X reports, citing Y`) and the sources cited (`citing Y`, `(Agency) --`).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.entities.lexical import words

_REPORTS = words("report reports reported write writes wrote learned learns informs")
_LEAD = 4  # sentences in which an article says whence it has its news


def find_publisher(doc: Doc) -> Token | None:
    """The subject of `X reports, citing Y` in the lead: the outlet itself speaks there."""
    for verb in _lead_verbs(doc):
        if verb.lower_ in _REPORTS and _citing(verb) is not None:
            for child in verb.children:
                if child.dep_ == "nsubj" and child.pos_ == "PROPN":
                    return child
    return None


def find_cited(doc: Doc) -> list[Token]:
    """The objects of `citing` in the lead, each the head of its phrase."""
    cited = []
    for sentence in list(doc.sents)[:_LEAD]:
        for token in sentence:
            if token.lower_ in ("citing", "quoting") and token.pos_ in ("VERB", "ADP"):
                cited += list(_objects(token))
    return cited


def _lead_verbs(doc: Doc) -> Iterator[Token]:
    for sentence in list(doc.sents)[:_LEAD]:
        yield from (token for token in sentence if token.pos_ == "VERB")


def _citing(verb: Token) -> Token | None:
    for token in verb.subtree:
        if token.lower_ in ("citing", "quoting") and token.i > verb.i:
            return token
    return None


def _objects(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("dobj", "pobj"):
            yield child
            yield from (token for token in child.conjuncts if token.i > child.i)
