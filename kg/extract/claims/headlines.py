"""Cues that the parser does not know for verbs: `Moss Vows To End Tolls`, `…, the late king's doctor maintains`.

In a title with capitals throughout, and behind a comma, a verb in `-s` is often taken for a noun.
What comes in: a parsed text and the findings so far. What goes out: further findings, none in a sentence that
has one already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from kg.extract.claims.cues import Cue, document_nouns, person_nouns, verb_cues
from kg.extract.claims.findings import LOOSE, Finding
from kg.extract.claims.insertions import goes_on
from kg.extract.tokens import Doc, Token, Tokens

_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "PART", "PUNCT"})
_SMALL = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "if", "in", "of", "on", "or", "the", "to", "with"]
)
_DASHES = frozenset({"-", "–", "—", "--"})
_SIGNED = Cue("assertion", "certain-positive", "neutral")
_LONGEST = 30
_LONGEST_SOURCE = 8
_SOURCES = frozenset({"NOUN", "PROPN", "PRON"})
_SHARE_OF_CAPITALS = 0.8


@cache
def third_persons() -> Mapping[str, Cue]:
    """Cues by the form of their verb for `she`: `vows`, `denies`, `pledges`."""
    verbs = {lemma: cue for lemma, cue in verb_cues().items() if " " not in lemma}
    return MappingProxyType({_third_person(lemma): cue for lemma, cue in verbs.items()})


def _third_person(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "o")) else "s")


def find_untagged(doc: Doc, findings: Iterable[Finding], hidden: Iterable[Token]) -> list[Finding]:
    """The claims of titles, and of sentences with a verb of speech behind a comma, that the parser hid.

    Args:
        doc: the parsed text.
        findings: what was found in it.
        hidden: the words in it that may be such verbs, in text order.
    """
    cued = {doc[i].sent.start for finding in findings for i in finding.cue_tokens}
    found = []
    for number, sentence in enumerate(_worth_a_look(doc, hidden)):
        if sentence.start in cued:
            continue
        words = [token for token in sentence if not token.is_space]
        finding = _signed(words) if number == 0 else None
        finding = finding or (_in_title(words) if _is_title(words) else _at_comma(sentence, words))
        if finding is not None:
            found.append(finding)
    return found


def _worth_a_look(doc: Doc, hidden: Iterable[Token]) -> Iterator[Tokens]:
    """The first sentence, and those with a word that may be such a verb."""
    first = next((token for token in doc if token.is_alpha), None)
    if first is None:
        return
    yield first.sent
    end = first.sent.end
    for token in hidden:
        if token.i >= end:
            sentence = token.sent
            end = sentence.end
            yield sentence


def _is_title(words: Sequence[Token]) -> bool:
    """Whether most words but the small ones have a capital."""
    counted = [token for token in words if token.is_alpha and token.lower_ not in _SMALL]
    if not 3 <= len(counted) <= _LONGEST:
        return False
    return sum(token.text[0].isupper() for token in counted) >= _SHARE_OF_CAPITALS * len(counted)


def _in_title(words: Sequence[Token]) -> Finding | None:
    """`Moss Vows To End Tolls`: the first verb of speech or thought after a name, and the rest of the title."""
    for at, token in enumerate(words[1:-1], start=1):
        if token.pos_ in ("VERB", "AUX") and token.lower_ not in third_persons():
            return None
        cue = third_persons().get(token.lower_)
        if cue is None:
            continue
        holder = next((each for each in reversed(words[:at]) if each.pos_ in ("NOUN", "PROPN")), None)
        content = [each.i for each in words[at + 1 :]]
        frame = _frame(cue, words[at + 1])
        if holder is None or frame is None or any(each.pos_ not in _NAMING for each in words[:at]):
            return None
        tokens = (token.i, *(each for each in content[:1] if frame in cue.frames and frame == words[at + 1].lower_))
        return Finding(cue, tokens, holder, set(content) - set(tokens), cue.frames[frame], LOOSE)
    return None


def _signed(words: Sequence[Token]) -> Finding | None:
    """`Pact is dead - Moss`: a headline with its source behind a dash."""
    dash = next((each for each in reversed(words) if each.text in _DASHES), None)
    if dash is None or not words[0].i < dash.i < words[-1].i or words[-1].is_punct:
        return None
    before, source = [t for t in words if t.i < dash.i], [t for t in words if t.i > dash.i]
    holder = source[-1]
    can_speak = holder.text[0].isupper() or holder.lemma_.lower() in person_nouns() | document_nouns()
    is_name = len(source) <= 4 and can_speak and all(t.pos_ in _NAMING for t in source)
    if not is_name or holder.whitespace_ or not any(t.pos_ in ("VERB", "AUX") for t in before):
        return None
    return Finding(_SIGNED, (dash.i,), holder, {t.i for t in before}, "assertion", LOOSE)


def _frame(cue: Cue, following: Token) -> str | None:
    """Which of its complements begins with the word: an infinitive, a preposition, a clause or a noun phrase."""
    if following.lower_ == "to" and cue.takes("i"):
        return "i"
    if cue.takes(following.lower_):
        return following.lower_
    if following.pos_ == "ADP" or following.lower_ == "to":
        return None
    return next((frame for frame in ("c", "n") if cue.takes(frame)), None)


def _at_comma(sentence: Tokens, words: Sequence[Token]) -> Finding | None:
    """`The harbour was empty, the captain's former mate maintains`: the clause before the comma.

    What follows another comma is told as well, where it is a clause: `No train ran, the operator reports, and …`.
    """
    for ending in words[3:]:
        cue = third_persons().get(ending.lower_) if ending.pos_ == "NOUN" else None
        if cue is None or not (cue.is_strict and cue.takes("c")) or not _closes(ending, words[-1]):
            continue
        comma = next((each for each in reversed(words) if each.text == "," and each.i < ending.i), None)
        holder = sentence.doc[ending.i - 1]
        if comma is None or not 2 <= ending.i - comma.i <= _LONGEST_SOURCE or holder.pos_ not in _SOURCES:
            continue
        before, after = sentence.doc[sentence.start : comma.i], sentence.doc[ending.i + 2 : sentence.end]
        if _has_verb(sentence.doc[comma.i : ending.i]) or not any(t.pos_ in ("VERB", "AUX") for t in before):
            continue
        content = {token.i for token in (*before, *(after if goes_on(after) else ()))}
        return Finding(cue, (ending.i,), holder, content, cue.frames["c"], LOOSE)
    return None


def _closes(word: Token, last: Token) -> bool:
    """Whether a comma follows the word, or nothing but stops up to the last of the sentence."""
    following = word.doc[word.i + 1 : last.i + 1]
    return all(token.is_punct for token in following) or following[0].text == ","


def _has_verb(words: Tokens) -> bool:
    return any(token.pos_ == "VERB" for token in words)
