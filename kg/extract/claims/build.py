"""Findings made into claims: with entities, levels, wording and evidence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from kg.extract.claims.about import find_about
from kg.extract.claims.certainty import find_certainty
from kg.extract.claims.cues import loaded_words
from kg.extract.claims.findings import Finding, to_spans
from kg.extract.claims.holders import find_author, named_holder
from kg.extract.claims.kinds import find_kind
from kg.extract.claims.sources import find_source_words
from kg.extract.document import Document, to_span
from kg.extract.entities import EntityIndex
from kg.extract.quotations import Quoted
from kg.extract.tokens import Doc, Token
from kg.model import Attribution, Claim, Quotation, Span

_PREMODIFIERS = frozenset({"amod", "compound", "nmod", "advmod"})


def build_claim(
    document: Document, entities: EntityIndex, finding: Finding, quotations: Sequence[Quoted]
) -> Claim | None:
    """The claim that a finding stands for, or None if its content is empty."""
    doc = document.doc
    content = to_spans(doc, _without_that(doc, finding.content - set(finding.cue_tokens)))
    if not content:
        return None
    finding.type = find_kind(doc, finding)
    toward = _toward(entities, finding)
    quotation = _quotation(content, quotations)
    addressees = [finding.addressee, *finding.addressee.conjuncts] if finding.addressee is not None else []
    return Claim(
        id=f"claim-{content[0].start}-{content[-1].end}",
        type=finding.type,
        content=content,
        quotation=quotation,
        attributions=tuple(_attributions(doc, entities, finding, toward)),
        about=find_about(doc, entities, finding, toward),
        addressed_to=tuple(dict.fromkeys(entities.get(each) for each in addressees)),
        wording=_wording(doc, finding.content),
        evidence=_evidence(doc, finding),
        confidence=find_certainty(doc, finding, quotation),
    )


def _without_that(doc: Doc, content: set[int]) -> set[int]:
    """The content without the `that` with which it begins, which belongs to neither cue nor content."""
    marks: set[int] = set()
    for start in content:
        if start - 1 in content and not doc[start - 1].is_punct:
            continue
        i = start
        while i in content and doc[i].is_punct:
            i += 1
        if i in content and doc[i].lower_ == "that" and _is_mark(doc[i]) and _begins(doc, start, content):
            marks.add(i)
    return content - marks or content


def _is_mark(that: Token) -> bool:
    """Whether it only opens a clause, though the parser may take it for an object of it."""
    return that.tag_ == "IN" or (that.tag_ == "WDT" and that.dep_ in ("mark", "dobj"))


def _begins(doc: Doc, i: int, content: set[int]) -> bool:
    """Whether no word of the content stands before the token, marks left aside."""
    before = i - 1
    while before >= 0 and doc[before].is_punct:
        before -= 1
    return before not in content


def _toward(entities: EntityIndex, finding: Finding) -> str | None:
    """Who is blamed or praised: the accused; else a known entity, or the one whose deeds are meant."""
    target = finding.target
    if target is None:
        return None
    if target.lower_ in ("other", "another"):
        return None
    if finding.type == "accusation":
        return entities.get(target)
    owners = (child for child in target.lefts if child.dep_ == "poss")
    agents = (each for child in target.rights if child.lower_ in ("by", "of") for each in child.children)
    for token in (*owners, target, *agents):
        found = entities.find(token)
        if found is not None:
            return found
    return None


def _attributions(doc: Doc, entities: EntityIndex, finding: Finding, toward: str | None) -> Iterable[Attribution]:
    cue, holder = finding.cue, named_holder(finding.holder)
    is_asked = finding.type == "question" and cue.type == "assertion"
    yield Attribution(
        level=1,
        source=entities.get(find_author(holder) or holder) if holder is not None else None,
        cue=_cue_span(doc, finding.cue_tokens),
        source_span=_source_span(doc, entities, finding, holder) if holder is not None else None,
        factuality="uncommitted" if finding.is_negated or holder is None or is_asked else cue.factuality,
        stance=cue.stance,
        toward=toward,
    )
    for level, (relay, tokens) in enumerate(finding.relays, start=2):
        yield Attribution(
            level=level, source=entities.get(relay), cue=_cue_span(doc, tokens), source_span=entities.span(relay)
        )


def _source_span(doc: Doc, entities: EntityIndex, finding: Finding, holder: Token) -> Span:
    """The words for the source as far as they stand outside of cue and content; else its mention."""
    mention = entities.span(holder)
    words = find_source_words(finding.holder) if finding.holder is not None else None
    if words is None:
        return mention
    start, end = words
    beside = {*finding.cue_tokens, *(finding.content - {holder.i})}
    end = next((i for i in range(holder.i + 1, end) if i in beside), end)
    span = to_span(doc[start:end])
    return span if span.contains(mention) or mention.start < span.start < mention.end else mention


def _cue_span(doc: Doc, tokens: tuple[int, ...]) -> Span | None:
    """From the first word of the cue to its last, if they stand together; else the first word."""
    if not tokens:
        return None
    last = tokens[0]
    for i in tokens[1:]:
        if i - last > 3:
            break
        last = i
    return to_span(doc[tokens[0] : last + 1])


def _quotation(content: Sequence[Span], quotations: Sequence[Quoted]) -> Quotation:
    first = max(bisect_right(quotations, content[0].start, key=_start) - 1, 0)
    last = bisect_left(quotations, content[-1].end, key=_start)
    inside = [q.span for q in quotations[first:last] if any(q.span.overlaps(span) for span in content)]
    if not inside:
        return "indirect"
    size = sum(span.end - span.start for span in content)
    quoted = sum(max(0, min(q.end, s.end) - max(q.start, s.start)) for q in inside for s in content)
    return "direct" if quoted >= 0.95 * size else "mixed"


def _start(quoted: Quoted) -> int:
    return quoted.start


def _wording(doc: Doc, content: Iterable[int]) -> str | None:
    """The noun phrases of the content that take a side, word for word."""
    loaded = loaded_words()
    phrases: dict[int, str] = {}
    for i in sorted(content):
        token = doc[i]
        if token.lemma_.lower() not in loaded and token.lower_ not in loaded:
            continue
        noun = token.head if token.dep_ in _PREMODIFIERS else token
        if noun.pos_ not in ("NOUN", "PROPN"):
            continue
        start = min([noun.i, token.i, *(c.left_edge.i for c in noun.lefts if c.dep_ in _PREMODIFIERS)])
        phrases.setdefault(noun.i, doc[start : noun.i + 1].text)
    return "; ".join(dict.fromkeys(phrases.values())) or None


def _evidence(doc: Doc, finding: Finding) -> tuple[Span, ...]:
    """The sentences in which the cue and the content stand."""
    sentences: list[tuple[int, int]] = []
    for i in sorted({*finding.cue_tokens, *finding.content}):
        if not sentences or i >= sentences[-1][1]:
            sentence = doc[i].sent
            sentences.append((sentence.start, sentence.end))
    return tuple(to_span(doc[start:end]) for start, end in sentences if doc[start:end].text.strip())
