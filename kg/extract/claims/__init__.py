"""What sources say, want, deny and fear, each with the source, the cue and the content.

What comes in: a parsed article and its entities. What goes out: `Claim`s in text order.
What it never does: state what a source says as if it were so, or add the publisher to a chain.

The content of a claim is the clause or phrase with its `to` or `whether`, without `that` and without the
words of the cue; a quotation is taken whole, without the marks around it. Those who are told to do something, or
blamed for it, are no part of it. The source span is the words in the cue's own clause (`who`, `the letters`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from kg.extract.claims.adjectives import find_in_adjective
from kg.extract.claims.adverbials import find_in_adverb, find_in_phrase
from kg.extract.claims.announced import find_announced
from kg.extract.claims.build import build_claim
from kg.extract.claims.chain import settle
from kg.extract.claims.findings import Finding
from kg.extract.claims.headlines import find_untagged, third_persons
from kg.extract.claims.insertions import widen_insertions
from kg.extract.claims.nouns import find_in_noun
from kg.extract.claims.quoted import (
    Quotations,
    find_beside,
    join_split,
    name_inverted,
    said_by_others,
    widen,
    without_inner,
)
from kg.extract.claims.speakers import find_labelled, find_unspoken
from kg.extract.claims.verbs import find_in_verb
from kg.extract.document import Document
from kg.extract.entities import EntityIndex
from kg.extract.quotations import find_quotations
from kg.extract.tokens import Token
from kg.model import Claim

__all__ = ["find_claims"]


def find_claims(document: Document, entities: EntityIndex) -> list[Claim]:
    """The claims of an article, in text order.

    Args:
        document: the parsed article.
        entities: its entities; sources that it does not know yet become known to it.
    """
    quotations = find_quotations(document.text)
    findings = find_findings(document, Quotations(document.doc, quotations))
    claims = (build_claim(document, entities, finding, quotations) for finding in findings)
    return _with_unique_ids(claim for claim in claims if claim is not None)


def _with_unique_ids(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without those said twice, ids that two of them share told apart by an ordinal."""
    unique: dict[str, Claim] = {}
    for claim in claims:
        fact_id, n = claim.id, 1
        while (known := unique.get(fact_id)) is not None and not _is_same(known, claim):
            n += 1
            fact_id = f"{claim.id}-{n}"
        if known is None:
            unique[fact_id] = claim if n == 1 else msgspec.structs.replace(claim, id=fact_id)
    return list(unique.values())


def _is_same(claim: Claim, other: Claim) -> bool:
    return (claim.type, claim.content, claim.attributions) == (other.type, other.content, other.attributions)


def find_findings(document: Document, quotations: Quotations) -> list[Finding]:
    """The claims in the making, before entities are looked at, in text order."""
    doc = document.doc
    by_cue: dict[int, Finding] = {}
    unused: list[Token] = []
    hidden: list[Token] = []
    for token in doc:
        finder = _FINDERS.get(token.pos_)
        finding = finder(token) if finder is not None else None
        if finding is not None:
            by_cue[token.i] = finding
            continue
        if token.pos_ == "VERB":
            unused.append(token)
        if token.pos_ in ("VERB", "NOUN", "PROPN") and token.lower_ in third_persons():
            hidden.append(token)
    of_others = said_by_others(list(by_cue.values()), quotations)
    findings = without_inner(list(by_cue.values()), quotations)
    labelled = find_labelled(doc, quotations)
    widen(findings, quotations)
    name_inverted(findings, quotations)
    join_split(findings, quotations)
    findings += [found for verb in unused if (found := find_beside(verb, quotations)) is not None]
    join_split(findings, quotations)
    widen_insertions(doc, findings)
    findings += find_announced(findings, quotations)
    findings += labelled
    findings += find_unspoken(findings, quotations)
    findings += find_untagged(doc, findings, hidden)
    return settle(doc, findings, of_others)


def _find_in_verb_or_phrase(token: Token) -> Finding | None:
    return find_in_phrase(token) if token.lower_ == "according" else find_in_verb(token) or find_in_adjective(token)


def _find_in_noun_or_verb(token: Token) -> Finding | None:
    return find_in_noun(token) or (find_in_verb(token) if token.n_lefts else None)


#: What may be a cue, by part of speech.
_FINDERS: Mapping[str, Callable[[Token], Finding | None]] = {
    "VERB": _find_in_verb_or_phrase,
    "AUX": find_in_verb,
    "NOUN": _find_in_noun_or_verb,
    "ADJ": find_in_adjective,
    "ADP": find_in_phrase,
    "ADV": find_in_adverb,
}
