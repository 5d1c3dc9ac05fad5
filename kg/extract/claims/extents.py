"""How far a content reaches: its whole clause, and not what the source, the narrator or another says besides.

What comes in: a finding and those beside it in the sentence. What happens to it: its content is cut or widened.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.cues import noun_cues, word_set
from kg.extract.claims.deeds import find_finite, is_of_source
from kg.extract.claims.findings import Finding, is_held_by, subtree
from kg.extract.claims.holders import is_thing
from kg.extract.tokens import Doc, Token

_MARKS = frozenset({'"', "''"})
#: What a colon brings after such a claim is why, not what.
_OF_SOMETHING_SAID = frozenset({"denial", "condemnation", "praise"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_WHEN_OR_WHERE = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC"})
_BREAKS = frozenset({",", "-", "--", "–", "—"})


def settle_extent(doc: Doc, finding: Finding, beside: Sequence[Finding]) -> None:
    """Give a finding that has a cue and a content the words that belong to it.

    Args:
        doc: the parsed text.
        finding: the finding.
        beside: all findings whose cues stand in its sentence, itself among them.
    """
    _part_siblings(doc, finding, beside)
    _part_deeds(doc, finding)
    _part_asides(doc, finding, beside)
    _cut_setting(doc, finding)
    _reach_to_cue(doc, finding)
    _cut_narrator(doc, finding)
    _cut_comment(doc, finding)
    _extend_over_colon(doc, finding)


def _part_siblings(doc: Doc, outer: Finding, beside: Sequence[Finding]) -> None:
    """Cut off what the parser put into a content, though it is said by the same source or by the next.

    `said it was safe and warned of`, `said they left, adding that`, `said it grew; the bank said it fell`.
    """
    if not outer.cue.takes("c"):
        return
    for inner in beside:
        if inner is outer or not is_held_by(outer, inner):
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


def _part_asides(doc: Doc, outer: Finding, beside: Sequence[Finding]) -> None:
    """Cut off what others say of a content in a clause behind it: `said it was safe, a view that farmers dispute`."""
    for inner in beside:
        if inner is outer or not is_held_by(outer, inner) or inner.cue_tokens[0] < outer.cue_tokens[0]:
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


def _cut_setting(doc: Doc, finding: Finding) -> None:
    """Cut off what tells when or how it was said: `Speaking in Oslo, she said it …`, `On Friday she said that …`."""
    cue, holder = doc[finding.cue_tokens[0]], finding.holder
    if cue.pos_ != "VERB" or holder is None or holder.i > cue.i:
        return
    before = {i for i in finding.content if i < holder.left_edge.i and not doc[i].is_space}
    behind = [i for i in finding.content if i > cue.i and not doc[i].is_space]
    if not before or not behind or any(doc[i].text in _MARKS for i in before):
        return
    heads = (doc[i] for i in sorted(before) if not doc[i].is_punct)
    tops = [each for each in heads if each.head.i not in before or each.head == each]
    first = doc[min(behind)]
    is_that = first.lower_ == "that" and first.tag_ == "IN"
    if all(_is_manner(top) or (is_that and top.dep_ in ("prep", "advmod", "npadvmod")) for top in tops):
        finding.content -= before


def _is_manner(top: Token) -> bool:
    """`Speaking in Oslo`, `In announcing it`, `Asked why`: a participle without a subject, or a phrase with one."""
    if top.dep_ == "prep":
        return any(child.dep_ == "pcomp" for child in top.children)
    is_bare = not any(child.dep_ in ("nsubj", "nsubjpass", "mark", "aux", "auxpass") for child in top.children)
    return top.tag_ in ("VBG", "VBN") and is_bare and top.dep_ not in ("csubj", "csubjpass")


def _reach_to_cue(doc: Doc, finding: Finding) -> None:
    """Take in what the parser lost between a cue and a content that cannot begin where it does.

    `said in Oslo they could leave "as soon as it is safe"`: a quotation that goes on. `said the sale of shares, held by
    few, will end it`: a verb without its subject.
    """
    cue = doc[finding.cue_tokens[-1]]
    start = min(finding.content, default=0)
    if cue.pos_ != "VERB" or start <= cue.i + 2 or start >= cue.sent.end or finding.addressee is not None:
        return
    between = doc[cue.i + 1 : start]
    is_going_on = doc[start].text in _MARKS and doc[start + 1].is_lower and not any(token.is_punct for token in between)
    if is_going_on and any(token.tag_ in _FINITE for token in between):
        finding.content |= set(range(_first_of_clause(doc, cue.i + 1, start), start))
        return
    is_cut = doc[start].tag_ in _FINITE and _lacks_subject(doc[start], finding.content) and cue.dep_ != "relcl"
    if is_cut and any(token.pos_ in ("NOUN", "PROPN") and token.head == cue for token in between):
        finding.content |= set(range(cue.i + 1, start))


def _first_of_clause(doc: Doc, start: int, end: int) -> int:
    """Where the clause begins behind words for when and where it was said."""
    while start < end and (doc[start].pos_ in ("ADP", "ADV") or doc[start].ent_type_ in _WHEN_OR_WHERE):
        start += 1
    return start


def _lacks_subject(first: Token, content: set[int]) -> bool:
    """Whether a finite verb or its auxiliary begins a statement, and no question."""
    verb = first.head if first.dep_ in ("aux", "auxpass") else first
    return not any(child.dep_ in _SUBJECTS and child.i in content for child in verb.children)


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
        if (_is_comment(doc, i + 1) or _is_manner_behind(doc, i + 1)) and i - 1 in finding.content:
            finding.content -= {j for j in finding.content if j >= i}
            return


def _is_comment(doc: Doc, start: int) -> bool:
    """`a threat that`, `an offer which`, `something the`: a noun for what was said, with a clause of its own."""
    end = min(start + 4, doc[start - 1].sent.end)
    if start >= end or doc[start].lower_ not in ("a", "an", "something"):
        return False
    for i in range(start, end - 1):
        is_described = doc[i + 1].lower_ in ("that", "which") or doc[i + 1].tag_ == "PRP"
        if doc[i].pos_ in ("NOUN", "PRON") and is_described:
            return doc[i].lemma_.lower() in noun_cues() or doc[i].lemma_.lower() in word_set("takes up what was said")
    return doc[start].lower_ == "something"


def _is_manner_behind(doc: Doc, start: int) -> bool:
    """`without elaborating`, `citing a study`, `in what he called`, `according to`: how it was said, and by whom."""
    first, second = doc[start : start + 2] if start + 2 <= doc[start - 1].sent.end else (None, None)
    if first is None or second is None:
        return False
    if first.lower_ == "without":
        return second.tag_ == "VBG" and second.lemma_ in word_set("tells more")
    pair = (first.lower_, second.lower_)
    return first.lower_ in ("citing", "quoting") or pair in (("in", "what"), ("according", "to"))


def _extend_over_colon(doc: Doc, finding: Finding) -> None:
    """`noted that three things happened: prices rose`: what a colon in the content's sentence explains."""
    if not finding.content or not finding.cue.takes("c") or finding.type in _OF_SOMETHING_SAID:
        return
    last = max(finding.content)
    if last > finding.cue_tokens[0] and last + 2 < len(doc) and doc[last + 1].text == ":":
        sentence = doc[last].sent
        if last + 2 < sentence.end:
            finding.content |= set(range(last + 1, sentence.end))
