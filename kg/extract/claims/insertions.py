"""A cue set into the sentence that it reports, told by its commas: `Though it rained, she said, the dam held`.

The parser often hangs such a cue on one half of the sentence. What comes in: findings. What happens to
them: the content of one set between commas becomes the whole of its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.findings import Finding, subtree
from kg.extract.tokens import Doc, Token, Tokens

_MARKS = frozenset({'"', "''", "``", "'"})
#: What begins after the second comma with such a word tells how or when it was said, or what was done besides.
_ASIDE = frozenset({"VBG", "VBN", "WDT", "WP", "WP$", "WRB"})
_RELATIVE = frozenset({"WP", "WDT"})
_MAY_BEGIN = frozenset({"if", "unless", "until", "because", "not", "since"})
_LONGEST_SOURCE = 8
#: What a cue may have beside it between its commas: those told, and when and where.
_BESIDE = frozenset({"dobj", "dative", "npadvmod", "prep"})


def widen_insertions(doc: Doc, findings: Sequence[Finding]) -> None:
    """Give each cue that stands between two commas both halves of its sentence."""
    for finding in findings:
        if not (finding.cue_tokens and finding.cue.is_strict and finding.cue.takes("c")) or finding.holder is None:
            continue
        verb = doc[finding.cue_tokens[0]]
        if verb.pos_ not in ("VERB", "AUX") or any(child.tag_ in _RELATIVE for child in verb.lefts):
            continue
        holder = _right_before(verb) or finding.holder
        halves = _halves(verb, holder)
        if halves:
            finding.content |= halves - subtree(holder)
            finding.holder = holder


def _right_before(verb: Token) -> Token | None:
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    return before if before is not None and before.pos_ in ("NOUN", "PROPN", "PRON") else None


def _halves(verb: Token, holder: Token) -> set[int]:
    doc, sentence = verb.doc, verb.sent
    last = max(verb.i, holder.i, *(child.right_edge.i for child in verb.rights if child.dep_ in _BESIDE))
    if (
        last - verb.i > _LONGEST_SOURCE
        or last + 1 >= sentence.end
        or doc[last + 1].text != ","
        or abs(verb.i - holder.i) > _LONGEST_SOURCE
    ):
        return set()
    comma = min(verb.i, holder.i) - 1
    while comma > sentence.start and doc[comma].text != ",":
        if doc[comma].pos_ in ("VERB", "AUX", "SCONJ") or last - comma > _LONGEST_SOURCE:
            return set()
        comma -= 1
    before, after = doc[sentence.start : comma], doc[last + 2 : sentence.end]
    if comma <= sentence.start or any(token.text in _MARKS or token.text in ";:" for token in (*before, *after)):
        return set()
    if not goes_on(after):
        return set()
    return set(range(before.start, before.end)) | set(range(after.start, after.end))


def goes_on(after: Tokens) -> bool:
    """Whether what follows the second comma of an inserted cue is a clause, and not one about the saying."""
    if len(after) < 3:
        return False
    first = after[0]
    if (first.tag_ in _ASIDE and first.dep_ != "csubj") or (
        first.pos_ in ("ADP", "SCONJ") and first.lower_ not in _MAY_BEGIN
    ):
        return False
    return any(token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBG", "VBN") for token in after)
