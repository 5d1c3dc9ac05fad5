"""Chains of sources: claims beside claims, claims inside claims, and reports that cite someone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.claims.cues import Cue, document_nouns, loaded_words, noun_cues, word_set
from kg.extract.claims.deeds import find_finite, is_of_source
from kg.extract.claims.findings import STRICT, WIDE, Finding, subtree
from kg.extract.claims.holders import is_thing
from kg.extract.tokens import Doc, Token

_ACCUSING = Cue("accusation", "certain-positive", "opposes")
_MARKS = frozenset({'"', "''"})
#: What a colon brings after such a claim is why, not what.
_OF_SOMETHING_SAID = frozenset({"denial", "condemnation", "praise"})
_BREAKS = frozenset({",", "-", "--", "–", "—"})


def settle(doc: Doc, findings: Sequence[Finding]) -> list[Finding]:
    """The findings in text order, one for a cue, each with the levels above it."""
    ordered = sorted(findings, key=lambda finding: (finding.start, finding.cue_tokens))
    by_sentence = _by_sentence(doc, ordered)
    for finding in ordered:
        if finding.cue_tokens and finding.content:
            _part_siblings(doc, finding, by_sentence)
            _part_deeds(doc, finding)
            _part_asides(doc, finding, by_sentence)
            _cut_narrator(doc, finding)
            _cut_comment(doc, finding)
            _extend_over_colon(doc, finding)
    ordered = _join_citations(doc, ordered)
    for finding in ordered:
        _blame_outright(doc, finding)
    around = _by_cue_inside(ordered)
    kept = [finding for finding in ordered if _stands(doc, finding, around) and not _is_told_twice(finding, ordered)]
    return [each for finding in kept for each in (finding, *_shared(finding), *_imputed(doc, finding, kept))]


def _by_cue_inside(findings: Sequence[Finding]) -> dict[int, list[Finding]]:
    """For the first token of each cue, the findings in whose content it stands."""
    around: dict[int, list[Finding]] = {finding.cue_tokens[0]: [] for finding in findings if finding.cue_tokens}
    for finding in findings:
        for i in finding.content & around.keys():
            around[i].append(finding)
    return around


def _stands(doc: Doc, finding: Finding, around_cue: Mapping[int, list[Finding]]) -> bool:
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
    if any(doc[i].text in _MARKS for i in around.content if i < finding.cue_tokens[0]):
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
    if not _holds(finding, other):
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


def _holds(outer: Finding, inner: Finding) -> bool:
    return bool(inner.cue_tokens) and inner.cue_tokens[0] in outer.content


def _part_siblings(doc: Doc, outer: Finding, by_sentence: Mapping[int, list[Finding]]) -> None:
    """Cut off what the parser put into a content, though it is said by the same source or by the next.

    `said it was safe and warned of`, `said they left, adding that`, `said it grew; the bank said it fell`.
    """
    if not outer.cue.takes("c"):
        return
    for inner in by_sentence[doc[outer.cue_tokens[0]].sent.start]:
        if inner is outer or not _holds(outer, inner):
            continue
        verb = doc[inner.cue_tokens[0]]
        if verb.i < outer.cue_tokens[0] or verb.pos_ not in ("VERB", "AUX"):
            continue
        is_parted = (inner.cue.is_strict and _is_sibling(doc, verb, outer)) or _is_said_by_no_thing(doc, verb, outer)
        if not (is_parted or is_of_source(verb, doc[outer.cue_tokens[0]])):
            continue
        own = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
        outer.content -= subtree(verb) | inner.content
        if not own:
            inner.holder = outer.holder


def _part_deeds(doc: Doc, outer: Finding) -> None:
    """Cut off what the source does besides: `says nobody was seen and will search again`."""
    cue = doc[outer.cue_tokens[0]]
    if not outer.cue.takes("c") or cue.pos_ not in ("VERB", "AUX"):
        return
    for clause in cue.rights:
        if clause.dep_ == "ccomp" and clause.i in outer.content:
            for verb in clause.rights:
                if verb.dep_ == "conj" and verb.pos_ in ("VERB", "AUX") and is_of_source(verb, cue):
                    outer.content -= subtree(verb)


def _is_said_by_no_thing(doc: Doc, verb: Token, outer: Finding) -> bool:
    """`thinks a deal is near and has begged both sides to wait`: a deal begs nobody, so the source does."""
    top = doc[outer.cue_tokens[0]]
    if verb.dep_ != "conj" or top.pos_ not in ("VERB", "AUX") or verb.head.i not in outer.content:
        return False
    subject = next((child for child in verb.head.lefts if child.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if subject is None or any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children):
        return False
    return find_finite(verb) == find_finite(top) and (subject.dep_ == "expl" or is_thing(subject))


def _part_asides(doc: Doc, outer: Finding, by_sentence: Mapping[int, list[Finding]]) -> None:
    """Cut off what others say of a content in a clause behind it: `said it was safe, a view that farmers dispute`."""
    for inner in by_sentence[doc[outer.cue_tokens[0]].sent.start]:
        if inner is outer or not _holds(outer, inner) or inner.cue_tokens[0] < outer.cue_tokens[0]:
            continue
        verb = doc[inner.cue_tokens[0]]
        aside = next((top for top in _clauses_around(verb) if _is_behind_comma(doc, top)), None)
        if aside is None or not outer.content - subtree(aside):
            continue
        if any(doc[i].text in _MARKS for i in outer.content if i > aside.right_edge.i):
            continue
        outer.content -= subtree(aside)


def _clauses_around(verb: Token) -> tuple[Token, ...]:
    """The relative clause in which the verb stands, and the noun that it describes."""
    clause = verb.head if verb.dep_ == "parataxis" else verb
    return (clause, clause.head) if clause.dep_ == "relcl" else ()


def _is_behind_comma(doc: Doc, top: Token) -> bool:
    start = top.left_edge.i
    return start > 0 and doc[start - 1].text in (",", "—", "–", "--", "-")


def _is_sibling(doc: Doc, verb: Token, outer: Finding) -> bool:
    start = verb.left_edge.i
    after_comma = start > 0 and (doc[start - 1].is_punct or doc[start - 1].dep_ == "cc")
    has_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
    top = doc[outer.cue_tokens[0]]
    if verb.tag_ == "VBG" and verb.dep_ == "advcl":
        return after_comma
    if verb.dep_ == "conj" and not has_subject and verb.lemma_ == top.lemma_:
        return True
    if verb.dep_ == "conj" and not has_subject:
        is_same = find_finite(verb) == find_finite(top)
        return is_same and (find_finite(verb.head) != find_finite(verb) or after_comma)
    if verb.dep_ in ("conj", "parataxis") and has_subject:
        return after_comma and not any(c.dep_ == "mark" or c.tag_ == "MD" for c in verb.lefts)
    marks = {child.lower_ for child in verb.children if child.dep_ == "mark"}
    return verb.dep_ == "advcl" and bool(marks & {"though", "although", "while"}) and has_subject


def _cut_narrator(doc: Doc, finding: Finding) -> None:
    """Cut what follows a semicolon or `, although` in an indirect content: there the narrator speaks again."""
    if not finding.content or any(doc[i].text in _MARKS for i in finding.content):
        return
    first = min(finding.content)
    for i in sorted(finding.content):
        is_break = doc[i].text == ";" or (doc[i].lower_ in ("although", "though") and doc[i - 1].text == ",")
        if is_break and i - first > 3 and i > finding.cue_tokens[0] and doc[i].head.dep_ != "ROOT":
            finding.content -= {j for j in finding.content if j >= i}
            return


def _cut_comment(doc: Doc, finding: Finding) -> None:
    """Cut `, a view that farmers dispute` from the end of a content: there the narrator speaks of what was said."""
    marks = 0
    for i in sorted(finding.content):
        marks += doc[i].text in _MARKS
        if i < finding.cue_tokens[0] or marks % 2 or doc[i].text not in _BREAKS:
            continue
        if _is_comment(doc, i + 1) and i - 1 in finding.content:
            finding.content -= {j for j in finding.content if j >= i}
            return


def _is_comment(doc: Doc, start: int) -> bool:
    """`a threat that`, `an offer which`, `something the`: a noun for what was said, with a clause of its own."""
    end = min(start + 4, doc[start - 1].sent.end)
    if start >= end or doc[start].lower_ not in ("a", "an", "something"):
        return False
    for i in range(start, end - 1):
        if doc[i].pos_ in ("NOUN", "PRON") and doc[i + 1].lower_ in ("that", "which"):
            return doc[i].lemma_.lower() in noun_cues() or doc[i].lemma_.lower() in word_set("takes up what was said")
    return doc[start].lower_ == "something"


def _extend_over_colon(doc: Doc, finding: Finding) -> None:
    """`noted that three things happened: prices rose`: what a colon in the content's sentence explains."""
    if not finding.content or not finding.cue.takes("c") or finding.type in _OF_SOMETHING_SAID:
        return
    last = max(finding.content)
    if last > finding.cue_tokens[0] and last + 2 < len(doc) and doc[last + 1].text == ":":
        sentence = doc[last].sent
        if last + 2 < sentence.end:
            finding.content |= set(range(last + 1, sentence.end))
