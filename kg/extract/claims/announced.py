"""What a paragraph or a colon announces: `She wrote:` before a block without marks, `He defended it: "…"`.

What comes in: the findings so far and the quotations. What goes out: findings for what stands behind the mark, if it
is nobody's yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from kg.extract.claims.cues import Cue, actor_nouns, find_verb_cue
from kg.extract.claims.findings import LOOSE, QUOTE_ONLY, Finding
from kg.extract.claims.holders import find_subject
from kg.extract.claims.quoted import Quotations, join_split
from kg.extract.tokens import Doc, Token, Tokens

_SAID = Cue("assertion", "certain-positive", "neutral", MappingProxyType({"c": "assertion"}))
_STOPS = frozenset({".", "!", "?", "…", '"', "''", "'"})
_FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_WHO_SPEAKS = frozenset({"he", "she", "they"})
_NOUNS = frozenset({"NOUN", "PROPN"})
#: How many paragraphs a block has at most.
_LONGEST = 6


def find_announced(findings: Sequence[Finding], quotations: Quotations) -> list[Finding]:
    """Findings for the quotations and blocks that a sentence before them announces."""
    doc = quotations.doc
    taken = {i for finding in findings for i in finding.content}
    found: list[Finding] = []
    for mark, following in _announcements(doc):
        if quotations.at(mark) is not None:
            continue
        number = quotations.at(following)
        is_quotation = number is not None and quotations.ranges[number].start == following
        if number is not None and (not is_quotation or number in quotations.claimed):
            continue
        is_block = number is None and doc[mark].text == ":" and following > mark + 1 and "\n" in doc[mark + 1].text
        if is_block and following in taken:
            _take_on(doc, following, findings)
        if following in taken or not (is_quotation or is_block):
            continue
        told = _teller(doc[mark], quotations, is_sure=not is_quotation)
        if told is None:
            continue
        verb, holder = told
        is_telling = find_verb_cue(verb) is not None
        confidence = QUOTE_ONLY if is_quotation and is_telling else LOOSE
        finding = Finding(_SAID, (verb.i,), holder, set(), "assertion", confidence)
        if number is not None:
            quotations.claim(finding, number)
        else:
            finding.content = _block(doc, following, findings)
        if finding.content:
            found.append(finding)
    join_split(found, quotations)
    return found


def _take_on(doc: Doc, start: int, findings: Sequence[Finding]) -> None:
    """Let a finding that has the first paragraph of a block have those that go on with it."""
    for finding in findings:
        if start in finding.content and finding.cue_tokens and finding.cue_tokens[0] < start:
            finding.content |= _block(doc, start, findings)
            return


def _announcements(doc: Doc) -> Iterator[tuple[int, int]]:
    """Each colon, and each comma at the end of a paragraph, with the first word behind it."""
    for token in doc[:-1]:
        if token.text not in (":", ","):
            continue
        following = token.i + 1
        is_end = doc[following].is_space and "\n" in doc[following].text
        if doc[following].is_space:
            following += 1
        if following < len(doc) and (token.text == ":" or is_end):
            yield token.i, following


def _teller(mark: Token, quotations: Quotations, *, is_sure: bool) -> tuple[Token, Token] | None:
    """The last verb of telling before the mark, and who tells; unless `is_sure`, whoever does something."""
    doc, sentence = mark.doc, mark.sent
    for i in range(mark.i - 1, sentence.start - 1, -1):
        verb = doc[i]
        if verb.pos_ != "VERB" or quotations.at(i) is not None:
            continue
        cue = find_verb_cue(verb)
        holder = find_subject(verb) if cue is not None and cue[0].is_strict else None
        if holder is not None and holder.i < mark.i and (holder.pos_ in _NOUNS or holder.lower_ in _WHO_SPEAKS):
            return verb, holder
    if is_sure:
        return None
    for verb in doc[sentence.start : mark.i]:
        holder = next((c for c in verb.lefts if c.dep_ == "nsubj"), None) if verb.pos_ in ("VERB", "AUX") else None
        if holder is not None and quotations.at(holder.i) is None and _is_someone(holder):
            return verb, holder
    return None


def _is_someone(holder: Token) -> bool:
    is_named = holder.pos_ == "PROPN" or holder.ent_type_ in ("PERSON", "ORG", "NORP")
    return is_named or holder.lower_ in _WHO_SPEAKS or holder.lemma_.lower() in actor_nouns()


def _block(doc: Doc, start: int, findings: Sequence[Finding]) -> set[int]:
    """The sentences of the paragraphs that someone else speaks, up to the one in which the narrator tells again."""
    tellers = {f.cue_tokens[0] for f in findings if f.cue_tokens and _is_narrated(f)}
    block: set[int] = set()
    for n, paragraph in enumerate(_paragraphs(doc, start)):
        is_first = n == 0
        if not _is_prose(paragraph) or not (is_first or any(token.lower_ in _FIRST_PERSON for token in paragraph)):
            break
        for sentence in _sentences(paragraph):
            if block and any(i in tellers for i in range(sentence.start, sentence.end)):
                return block
            block |= {token.i for token in sentence if token.i < paragraph.end}
    return {i for i in block if i < max(block) or not doc[i].is_space}


def _is_narrated(finding: Finding) -> bool:
    """Whether someone is told of as saying something: `She also claimed that …`."""
    holder = finding.holder
    return holder is not None and finding.cue.is_strict and finding.cue.takes("c") and holder.lower_ not in ("i", "we")


def _paragraphs(doc: Doc, start: int) -> Iterator[Tokens]:
    """The paragraphs from a token on, without the blanks between."""
    for _ in range(_LONGEST):
        end = next((i for i in range(start, len(doc)) if "\n" in doc[i].text), len(doc))
        yield doc[start:end]
        start = next((i for i in range(end, len(doc)) if not doc[i].is_space), len(doc))
        if start >= len(doc):
            return


def _sentences(paragraph: Tokens) -> Iterator[Tokens]:
    start = paragraph.start
    while start < paragraph.end:
        sentence = paragraph.doc[start].sent
        yield sentence
        start = sentence.end


def _is_prose(paragraph: Tokens) -> bool:
    """Whether a paragraph is a sentence or more, and no list or heading."""
    first = paragraph[0]
    has_clause = any(token.dep_ in _SUBJECTS for token in paragraph)
    return has_clause and paragraph[-1].text in _STOPS and (first.is_alpha or first.is_quote)
