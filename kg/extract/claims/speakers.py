"""Quotations without a verb of speech: signed with a dash, labelled with a name, or going on with a speaker."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Sequence

from kg.extract.claims.cues import Cue, document_nouns, person_nouns, word_set
from kg.extract.claims.findings import LOOSE, QUOTE_ONLY, Finding
from kg.extract.claims.quoted import Quotations, is_quoted
from kg.extract.quotations import Quoted
from kg.extract.tokens import Doc, Token, Tokens

#: How many of the last who spoke are looked at, and how many tokens lie between two of their paragraphs at most.
_MEMORY, _NEAR = 6, 80
_SPOKEN = Cue("assertion", "certain-positive", "neutral")
_SIGNATURE = re.compile(
    r"[ \t]*(?P<dash>[―—–-]{1,2})[ \t]*(?P<name>[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|al|bin)){0,4})"
)


#: What follows the name of a paper in a list of sources: `, May 3, 2011`.
_DATE = re.compile(r",? (?:[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+\.? \d{4})\b")


def find_unspoken(findings: Sequence[Finding], quotations: Quotations) -> list[Finding]:
    """Quotations signed with a dash and a name, and paragraphs that go on with the last speaker."""
    doc = quotations.doc
    found: list[Finding] = []
    text = doc.text
    heard = sorted((f for f in findings if is_quoted(f, quotations)), key=_start)
    for number, tokens in enumerate(quotations.ranges):
        if number in quotations.claimed or not quotations.quoted[number].is_speech:
            continue
        end = bisect_left(heard, tokens.start, key=_start)
        before = heard[max(end - _MEMORY, 0) : end]
        signed = _signature(doc, text, quotations.quoted[number])
        if signed is not None:
            holder, dash = signed
            finding = Finding(_SPOKEN, (dash,), holder, set(), "assertion", QUOTE_ONLY)
        elif _resumes(doc, tokens) and (speaker := _speaker_in_paragraph(before, doc, tokens)) is not None:
            quotations.claim(speaker, number)
            continue
        elif _resumes(doc, tokens) and (holder_before := _subject_before(doc, tokens)) is not None:
            finding = Finding(_SPOKEN, (), holder_before, set(), "assertion", LOOSE)
        elif _fills_paragraph(doc, tokens) and (speaker := _last_speaker(before, doc, tokens)) is not None:
            finding = Finding(speaker.cue, (), speaker.holder, set(), "assertion", QUOTE_ONLY)
        else:
            continue
        quotations.claim(finding, number)
        found.append(finding)
        insort(heard, finding, key=_start)
    return found


def _start(finding: Finding) -> int:
    return finding.start


def _signature(doc: Doc, text: str, quoted: Quoted) -> tuple[Token, int] | None:
    """The head of the name after a dash after a quotation, and the dash; the title of an article has no speaker."""
    match = _SIGNATURE.match(text, quoted.end)
    if match is None or _DATE.match(text, match.end()) is not None:
        return None
    name = doc.char_span(*match.span("name"), alignment_mode="contract")
    dash = doc.char_span(*match.span("dash"), alignment_mode="expand")
    if name is None or dash is None or any(token.pos_ in ("VERB", "AUX") for token in name):
        return None
    is_title = text[quoted.words.end - 1].isalnum() and name.root.ent_type_ != "PERSON"
    return None if is_title else (name.root, dash.start)


def _fills_paragraph(doc: Doc, tokens: range) -> bool:
    before = tokens.start == 0 or "\n" in doc[tokens.start - 1].text
    after = tokens.stop >= len(doc) or "\n" in doc[tokens.stop].text or doc[tokens.stop].text == "."
    return before and after


def _resumes(doc: Doc, tokens: range) -> bool:
    """Whether the quotation is one or more whole sentences amid a paragraph."""
    before = doc[tokens.start - 1] if tokens.start else None
    inside = doc[tokens.stop - 2]
    return before is not None and before.text in (".", "!", "?", "''", '"') and inside.text in (".", "!", "?")


def _subject_before(doc: Doc, tokens: range) -> Token | None:
    """Who the sentence before is about: `Ada Moss was not convinced. "Nobody asked us."`."""
    sentence = doc[tokens.start - 1].sent
    if "\n" in doc[tokens.start - 1].text or sentence.end > tokens.start:
        return None
    subject = next((child for child in sentence.root.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or any(token.text in _MARKS for token in sentence):
        return None
    return subject if subject.ent_type_ == "PERSON" or subject.lower_ in ("he", "she") else None


def _speaker_in_paragraph(before: Sequence[Finding], doc: Doc, tokens: range) -> Finding | None:
    """Who was last quoted before in the same paragraph."""
    for finding in reversed(before):
        end = max((*finding.cue_tokens, *finding.content))
        if finding.cue_tokens and finding.cue.is_strict and finding.cue.takes("c") and end < tokens.start:
            return None if any("\n" in doc[i].text for i in range(end, tokens.start)) else finding
    return None


def _last_speaker(before: Sequence[Finding], doc: Doc, tokens: range) -> Finding | None:
    """Who spoke in the paragraph before, and nobody after them there."""
    last = next((finding for finding in reversed(before) if finding.holder is not None), None)
    if last is None:
        return None
    end = max((*last.cue_tokens, *last.content)) + 1
    if tokens.start - end >= _NEAR:
        return None
    return last if sum("\n" in doc[i].text for i in range(end, tokens.start)) <= 2 else None


# It begins where a word does and never tries a word again, so that the longest word costs no more than its length.
_SPEAKER_LABEL = re.compile(
    r"(?<![\w.'’-])(?P<name>[A-Z][\w.'’-]*+(?: [A-Z(][\w.'’)-]*+){0,4}(?P<noun>(?: [a-z][a-z-]+){1,2})?)"
    r"(?(noun)|(?: on [\w'’ -]{3,40})?):(?=\s)"
)
_MARKS = frozenset({'"', "''", "'"})
_SPEAKING = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def find_labelled(doc: Doc, quotations: Quotations) -> list[Finding]:
    """`Minister: Dam will hold` as a headline, `SMITH: I disagree.` in a transcript."""
    found = []
    text = doc.text
    labels = list(_SPEAKER_LABEL.finditer(text))
    used = Counter(match["name"] for match in labels)
    names = {token.lower_ for entity in doc.ents if entity.label_ in _SPEAKING for token in entity} if labels else set()
    for match in labels:
        paragraph = _paragraph(doc, match.start())
        is_shouted = match["name"].isupper()
        if paragraph is None or not (is_shouted or paragraph.start < 3):
            continue
        name = doc.char_span(*match.span("name"), alignment_mode="contract")
        colon = next((token.i for token in paragraph if token.text == ":"), None)
        if name is None or colon is None or paragraph.end - name.end < 4:
            continue
        if match["noun"] and name.root.lemma_.lower() not in person_nouns():
            continue
        is_quote = colon + 1 < len(doc) and doc[colon + 1].text in _MARKS
        if not ((is_shouted and used[match["name"]] > 1) or is_quote or _can_speak(name, names)):
            continue
        content = set(range(colon + 1, paragraph.end))
        for number in quotations.touching({paragraph.start}):
            quotations.claimed.add(number)
        found.append(Finding(_SPOKEN, (colon,), name.root, content, "assertion", QUOTE_ONLY))
    return found


def _paragraph(doc: Doc, start: int) -> Tokens | None:
    """The paragraph from that character on, if no word of it stands before."""
    text = doc.text
    before = text[text.rfind("\n", 0, start) + 1 : start]
    end = text.find("\n", start)
    if any(character.isalnum() for character in before):
        return None
    return doc.char_span(start, end if end >= 0 else len(text.rstrip()), alignment_mode="contract")


def _can_speak(name: Tokens, names: set[str]) -> bool:
    """Whether a label names someone or a document, and is no sentence."""
    if any(token.pos_ in ("VERB", "AUX") for token in name):
        return False
    lemma = name.root.lemma_.lower()
    is_noun_for_source = lemma in document_nouns() | person_nouns() | word_set("who can be cited")
    return is_noun_for_source or name.root.lower_ in names
