"""Chains of sources: claims beside claims, claims inside claims, and reports that cite someone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.claims.cues import Cue, document_nouns, loaded_words, word_set
from kg.extract.claims.extents import settle_extent
from kg.extract.claims.findings import STRICT, WIDE, Finding, is_held_by, subtree
from kg.extract.tokens import Doc, Token

_ACCUSING = Cue("accusation", "certain-positive", "opposes")
_MARKS = frozenset({'"', "''"})


def settle(doc: Doc, findings: Sequence[Finding], inner: Sequence[Finding]) -> list[Finding]:
    """The findings in text order, one for a cue, each with the levels above it.

    Args:
        doc: the parsed text.
        findings: what was found outside of quotations.
        inner: what others are said to say within a quotation, which takes nothing from the quotation.
    """
    ordered = sorted(findings, key=lambda finding: (finding.start, finding.cue_tokens))
    by_sentence = _by_sentence(doc, ordered)
    for finding in ordered:
        if finding.cue_tokens and finding.content:
            settle_extent(doc, finding, by_sentence[doc[finding.cue_tokens[0]].sent.start])
    ordered = sorted([*_join_citations(doc, ordered), *inner], key=lambda finding: (finding.start, finding.cue_tokens))
    for finding in ordered:
        _blame_outright(doc, finding)
    around = _by_cue_inside(ordered)
    said_inside = {id(finding) for finding in inner}
    kept = [
        f for f in ordered if _stands(doc, f, around, is_inner=id(f) in said_inside) and not _is_told_twice(f, ordered)
    ]
    return [each for finding in kept for each in (finding, *_shared(finding), *_imputed(doc, finding, kept))]


def _by_cue_inside(findings: Sequence[Finding]) -> dict[int, list[Finding]]:
    """For the first token of each cue, the findings in whose content it stands."""
    around: dict[int, list[Finding]] = {finding.cue_tokens[0]: [] for finding in findings if finding.cue_tokens}
    for finding in findings:
        for i in finding.content & around.keys():
            around[i].append(finding)
    return around


def _stands(doc: Doc, finding: Finding, around_cue: Mapping[int, list[Finding]], *, is_inner: bool) -> bool:
    """Whether to keep a finding; one inside another gets that one's source as its next level.

    Inside another, only what has a source of its own is kept: `she said the bank had warned of losses`.
    """
    if not finding.cue_tokens:
        return True
    outer = [other for other in around_cue[finding.cue_tokens[0]] if _is_outer(other, finding)]
    if not outer:
        return True
    around = min(outer, key=lambda other: len(other.content))
    holder, above = finding.holder, around.holder
    if _is_disowned(doc, finding, around):
        return True
    if any(doc[i].text in _MARKS for i in around.content if i < finding.cue_tokens[0]) and not is_inner:
        return False
    is_sure = finding.confidence >= STRICT or (holder is not None and holder.dep_ == "poss")
    if (
        finding.type == "intention"
        or not is_sure
        or holder is None
        or above is None
        or holder.pos_ == "PRON"
        or holder.i == above.i
    ):
        return False
    finding.relays += [(above, around.cue_tokens), *around.relays]
    return True


def _is_told_twice(finding: Finding, findings: Sequence[Finding]) -> bool:
    """`told the paper in a statement that`: a cue without a source beside one of which the content is the same."""
    if finding.holder is not None or not finding.cue_tokens:
        return False
    return any(other.holder is not None and other.content == finding.content for other in findings)


def _is_disowned(doc: Doc, finding: Finding, denial: Finding) -> bool:
    """`denied reports that it rained`, `rejected the charge that`: it is others who say so, whoever they are."""
    is_noun = doc[finding.cue_tokens[0]].pos_ == "NOUN"
    return (
        denial.type == "denial" and is_noun and finding.holder is None and finding.content.isdisjoint(denial.cue_tokens)
    )


def _is_outer(other: Finding, finding: Finding) -> bool:
    """Whether the one holds the other; of two that hold each other, the surer and then the longer does."""
    if other is finding:
        return False
    if not is_held_by(finding, other):
        return True
    return (other.confidence, len(other.content)) > (finding.confidence, len(finding.content))


def _shared(finding: Finding) -> list[Finding]:
    """The same for each further name among the sources: `Chad and Niger said`."""
    holder = finding.holder
    if holder is None or holder.pos_ != "PROPN":
        return []
    names = [token for token in holder.conjuncts if token.pos_ == "PROPN"]
    return [replace(finding, holder=name) for name in names if not {name.i, holder.i} & finding.content]


def _imputed(doc: Doc, finding: Finding, findings: Sequence[Finding]) -> list[Finding]:
    """Deeds that a source ascribes in passing, as a noun with its doer: `Ruritania's refusal to`, `its aggression`.

    Whoever says so accuses; the doer has claimed nothing. Inside a claim within the claim, it is that one's.
    """
    if finding.holder is None or finding.type == "denial":
        return []
    imputed = []
    for i in sorted(finding.content):
        noun = doc[i]
        if noun.pos_ != "NOUN" or not _is_blameworthy(noun):
            continue
        doer = next((child for child in noun.lefts if child.dep_ == "poss" and child.pos_ == "PROPN"), None)
        content = subtree(noun) & finding.content
        if doer is None or doer.i not in content or len(content) >= len(finding.content) - 1:
            continue
        if any(i in other.content and other.content < finding.content for other in findings):
            continue
        imputed.append(
            Finding(
                cue=_ACCUSING,
                cue_tokens=finding.cue_tokens,
                holder=finding.holder,
                content=content,
                type="accusation",
                confidence=WIDE,
                target=doer,
                relays=list(finding.relays),
            )
        )
    return imputed


def _blame_outright(doc: Doc, finding: Finding) -> None:
    """`said it was sabotage by Chad`: where all that is said is whose misdeed it was, that is an accusation."""
    if finding.type != "assertion" or finding.is_negated:
        return
    for i in sorted(finding.content):
        deed = doc[i]
        if deed.dep_ != "attr" or deed.pos_ != "NOUN" or not _is_blameworthy(deed):
            continue
        by = (child for child in deed.rights if child.lower_ == "by")
        doer = next((each for child in by for each in child.children if each.pos_ == "PROPN"), None)
        is_whole = deed.head.i in finding.content and deed.head.head.i in finding.cue_tokens
        if doer is not None and is_whole and not any(child.dep_ == "neg" for child in deed.head.children):
            finding.cue, finding.type, finding.target = _ACCUSING, "accusation", doer
            return


def _is_blameworthy(noun: Token) -> bool:
    return noun.lemma_ in word_set("deeds to blame") or _is_loaded(noun)


def _is_loaded(noun: Token) -> bool:
    return noun.lemma_.lower() in loaded_words()


def _by_sentence(doc: Doc, findings: Sequence[Finding]) -> dict[int, list[Finding]]:
    """The findings by the first token of the sentence in which their cue stands."""
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.cue_tokens:
            found.setdefault(doc[finding.cue_tokens[0]].sent.start, []).append(finding)
    return found


def _join_citations(doc: Doc, findings: Sequence[Finding]) -> list[Finding]:
    """`X reports, citing Y`: the claim is Y's, and X relays it."""
    kept: list[Finding] = []
    for finding in findings:
        verb = doc[finding.cue_tokens[0]] if finding.cue_tokens else None
        cited = _cited(verb) if verb is not None else None
        if verb is None or cited is None:
            kept.append(finding)
            continue
        report = next((f for f in findings if f is not finding and _reports_before(doc, f, verb)), None)
        if report is None or report.holder is None:
            kept.append(finding)
            continue
        report.relays.insert(0, (report.holder, report.cue_tokens))
        report.holder, report.cue_tokens = cited, finding.cue_tokens
        comma = next((i for i in range(cited.i, verb.right_edge.i + 1) if doc[i].text == ","), verb.right_edge.i + 1)
        report.content -= set(range(verb.i, comma))
    return kept


def _cited(verb: Token) -> Token | None:
    """Who is cited in `citing Y`, if Y can be a source."""
    if verb.lower_ not in ("citing", "quoting"):
        return None
    cited = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    if cited is None:
        return None
    lemma = cited.lemma_.lower()
    if any(child.dep_ == "prep" and child.lower_ == "of" for child in cited.rights):
        return None
    is_source = cited.pos_ == "PROPN" or lemma in word_set("who can be cited") or lemma in document_nouns()
    return cited if is_source else None


def _reports_before(doc: Doc, finding: Finding, verb: Token) -> bool:
    """Whether the finding is the report that `citing` belongs to: it stands shortly before, or is its head."""
    if not finding.cue_tokens or not finding.cue.is_strict or not finding.cue.takes("c"):
        return False
    report = doc[finding.cue_tokens[0]]
    return 0 < verb.i - report.i <= 6 or verb.head in (report, finding.holder)
