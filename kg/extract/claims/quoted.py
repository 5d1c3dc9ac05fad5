"""Quotations joined with those who speak them.

A verb's clause is often but the last sentence of what is quoted; a quotation may go on after the
verb, in the next sentence and in the next paragraph; some have no verb but a dash and a name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kg.extract.claims.contents import find_addressee
from kg.extract.claims.cues import Cue, find_verb_cue, light_verbs, noun_cues, word_set
from kg.extract.claims.findings import STRICT, Finding
from kg.extract.claims.holders import find_subject, holds_nothing, is_passive
from kg.extract.claims.nouns import find_in_noun
from kg.extract.claims.phrases import is_taken_up
from kg.extract.quotations import Quoted
from kg.extract.tokens import Doc, Token, Tokens

_SHORT = 14
#: How a fragment begins that is said by itself: `People like her, he said.`
_FRAGMENTS = frozenset({"NOUN", "DET", "ADJ", "PRON"})
#: What is said to others, and not only thought or felt.
_SAID_ALOUD = frozenset({"assertion", "denial", "accusation", "demand", "request", "promise", "threat"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_ASKED = frozenset({"demand", "request", "promise", "threat"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
#: What a verb of speech has behind it if what it says does not stand before it.
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "oprd", "acomp"})


class Quotations:
    """The quotations of a document as ranges of tokens, and which of them a finding has claimed."""

    def __init__(self, doc: Doc, quotations: Sequence[Quoted]) -> None:
        self.doc = doc
        self.ranges: list[range] = []
        self.quoted: list[Quoted] = []
        for quoted in quotations:
            span = doc.char_span(quoted.start, quoted.end, alignment_mode="expand")
            if span is not None:
                self.ranges.append(range(span.start, span.end))
                self.quoted.append(quoted)
        self.claimed: set[int] = set()
        self._owners: dict[int, Finding] = {}
        self._at = {i: k for k, tokens in enumerate(self.ranges) for i in tokens}
        self._starts = [tokens.start for tokens in self.ranges]

    def at(self, token: int) -> int | None:
        """The number of the quotation of speech in which the token stands."""
        number = self._at.get(token)
        return number if number is not None and self.quoted[number].is_speech else None

    def touching(self, tokens: set[int]) -> list[int]:
        """The numbers of all quotations, speech or not, that share a token with `tokens`."""
        return sorted({number for i in tokens if (number := self._at.get(i)) is not None})

    def claim(self, finding: Finding, number: int) -> None:
        """Let the quotation belong to the finding, whole."""
        owner = self._owners.get(number)
        if owner is not None and owner is not finding:
            owner.content -= set(self.ranges[number])
        finding.content |= set(self.ranges[number])
        self.claimed.add(number)
        self._owners[number] = finding

    def free_in(self, start: int, end: int) -> list[int]:
        """Quotations of speech that overlap the tokens from `start` to `end` and that nobody has claimed."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_right(self._starts, end - 1)
        return [
            k
            for k in range(first, last)
            if self.ranges[k].stop > start and self.quoted[k].is_speech and k not in self.claimed
        ]


def without_inner(findings: Sequence[Finding], quotations: Quotations) -> list[Finding]:
    """The findings whose cue does not stand inside what someone else is quoted as saying."""
    return [finding for finding in findings if quotations.at(finding.cue_tokens[0]) is None]


def said_by_others(findings: Sequence[Finding], quotations: Quotations) -> list[Finding]:
    """What a quotation has others say: `"The bank told us that it would pay," she said`."""
    return [finding for finding in findings if _is_of_others(finding, quotations)]


def _is_of_others(finding: Finding, quotations: Quotations) -> bool:
    holder, number = finding.holder, quotations.at(finding.cue_tokens[0])
    if quotations.doc[finding.cue_tokens[0]].tag_ not in _FINITE:
        return False
    is_said = finding.confidence >= STRICT and finding.cue.takes("c") and finding.cue.type in _SAID_ALOUD
    if holder is None or number is None or not is_said or finding.is_negated:
        return False
    is_inside = all(i in quotations.ranges[number] for i in finding.content)
    is_clause = any(quotations.doc[i].dep_ in _SUBJECTS for i in finding.content)
    if not (is_clause or finding.type in _ASKED):
        return False
    return is_inside and holder.pos_ in ("NOUN", "PROPN") and not holds_nothing(holder)


def widen(findings: Sequence[Finding], quotations: Quotations) -> None:
    """Give each finding the whole of the quotations that its content touches."""
    for finding in findings:
        for number in quotations.touching(finding.content):
            if not (quotations.quoted[number].is_speech or finding.cue.takes("c")):
                continue
            if number not in quotations.claimed and not set(finding.cue_tokens) & set(quotations.ranges[number]):
                quotations.claim(finding, number)


def name_inverted(findings: Sequence[Finding], quotations: Quotations) -> None:
    """`"We stay," said harbour boss Ann Lee`: the words behind the verb name the source, whatever their parse."""
    doc = quotations.doc
    for finding in findings:
        verb, holder = doc[finding.cue_tokens[0]], finding.holder
        if verb.pos_ != "VERB" or quotations.at(max(verb.i - 1, 0)) is None:
            continue
        behind = _words_behind(verb)
        names = [token for token in behind if token.text[0].isupper() and token.pos_ in ("NOUN", "PROPN")]
        if not names:
            continue
        is_lost = holder is None and verb.i + 1 in finding.content
        is_body = holder is not None and holder in behind and holder.ent_type_ not in ("", "PERSON")
        if is_lost or (is_body and names[-1].ent_type_ == "PERSON"):
            finding.holder = names[-1]
            finding.content -= {token.i for token in behind}


def _words_behind(verb: Token) -> list[Token]:
    """The words right behind the verb, up to a mark, a preposition or a conjunction."""
    words: list[Token] = []
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if not token.is_alpha or token.pos_ in ("ADP", "CCONJ", "SCONJ"):
            break
        words.append(token)
    return words


def find_beside(verb: Token, quotations: Quotations) -> Finding | None:
    """A verb of speech whose quotation or clause the parser did not hang on it."""
    match = find_verb_cue(verb)
    if verb.pos_ != "VERB" or match is None or not match[0].is_strict or not quotes(match[0]) or is_passive(verb):
        return None
    if quotations.at(verb.i) is not None:
        return None
    holder = _speaker(verb, quotations)
    if holder is None:
        return None
    cue, particle = match
    tokens = (verb.i,) if particle is None else (verb.i, particle.i)
    finding = Finding(cue, tokens, holder, set(), cue.type, STRICT, addressee=find_addressee(verb, cue))
    sentence = verb.sent
    announced = _announced(verb, quotations)
    for number in [announced] if announced is not None else quotations.free_in(sentence.start, sentence.end):
        quotations.claim(finding, number)
    if not cue.takes("c"):
        return finding if finding.content else None
    if not finding.content:
        _take_neighbour(finding, verb, holder, quotations)
    elif (end := _before_comma(verb, holder, takes_addressee=cue.takes("d"))) is not None and _goes_on(verb, finding):
        finding.content |= set(range(sentence.start, end))
    return finding if finding.content else None


def quotes(cue: Cue) -> bool:
    """Whether a quotation may be what the cue tells: `said`, and `smiled` as well."""
    return cue.takes("c") or cue.takes("q")


def _announced(verb: Token, quotations: Quotations) -> int | None:
    """The quotation right behind a participle, though it is thought to be another verb's: `adding later, "We …"`."""
    if verb.tag_ != "VBG":
        return None
    i = verb.i + 1
    while i < verb.sent.end and (verb.doc[i].pos_ == "ADV" or verb.doc[i].text in (",", ":")):
        i += 1
    number = quotations.at(i)
    return number if number is not None and quotations.ranges[number].start == i else None


def _speaker(verb: Token, quotations: Quotations) -> Token | None:
    """The subject, but none that stands inside a quotation; `Said Lee:` has it behind the verb."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and quotations.at(c.i) is None]
    if own:
        return min(own, key=lambda child: abs(child.i - verb.i))
    if verb.dep_ == "compound" and verb.i == verb.sent.start and verb.head.pos_ == "PROPN":
        return verb.head
    holder = find_subject(verb)
    return holder if holder is None or quotations.at(holder.i) is None else None


def _take_neighbour(finding: Finding, verb: Token, holder: Token, quotations: Quotations) -> None:
    """What a colon announces, what stands before `, she said`, or the quotation before a short `She said.`."""
    doc, sentence = verb.doc, verb.sent
    following = _next_word(doc, sentence.end)
    ends_in_colon = any(token.text == ":" for token in doc[max(verb.i, sentence.end - 3) : sentence.end])
    if ends_in_colon and following is not None:
        number = quotations.at(following)
        if number is not None and number not in quotations.claimed:
            quotations.claim(finding, number)
            return
        if number is None and "\n" in doc[following - 1].text:
            finding.content |= set(range(following, _end_of_paragraph(doc, following)))
            return
    end = _before_comma(verb, holder, takes_addressee=finding.cue.takes("d"))
    if end is not None:
        finding.content |= set(range(sentence.start, end))
        return
    said = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    if said is not None and said.lemma_ in word_set("said without telling anything"):
        return
    if said is not None and _is_told_by_noun(verb, said):
        return
    if said is not None and not is_taken_up(said) and (verb.lemma_ == "say" or said.lemma_.lower() in noun_cues()):
        finding.content |= {each.i for each in said.subtree}
        return
    if len(sentence) > _SHORT:
        return
    if any(child.dep_ == "neg" for child in verb.children):
        finding.content |= _question_before(sentence)
        finding.is_negated = True
    else:
        previous = _previous_word(doc, sentence.start)
        if previous is None:
            return
        number = quotations.at(previous)
        if number is not None and number not in quotations.claimed and doc[previous].text in ('"', "''", "'"):
            quotations.claim(finding, number)


def _is_told_by_noun(verb: Token, said: Token) -> bool:
    """`reiterated its support for the ban`: the noun is the cue."""
    return verb.lemma_ in light_verbs() and find_in_noun(said) is not None


def _question_before(sentence: Tokens) -> set[int]:
    """`Who paid? The bank will not say.`: the question to which someone gives no answer."""
    end = _previous_word(sentence.doc, sentence.start)
    if end is None or sentence.doc[end].text != "?" or "\n" in sentence.doc[sentence.start - 1].text:
        return set()
    return set(range(sentence.doc[end].sent.start, end + 1))


def _before_comma(verb: Token, holder: Token, *, takes_addressee: bool) -> int | None:
    """Where the clause ends that stands before `, she said`; `Asked when, she said` is none."""
    doc, sentence = verb.doc, verb.sent
    if holder.tag_ in ("WDT", "WP"):  # "The bank asked the mayor, who did not reply"
        return None
    comma = min(holder.left_edge.i, verb.i) - 1
    if comma <= sentence.start or doc[comma].text not in (",", "--", "—"):
        return None
    if any(child.dep_ in _COMPLEMENTS or (child.dep_ == "dobj" and not takes_addressee) for child in verb.rights):
        return None
    if any(child.dep_ == "advcl" and child.tag_ == "VBN" and child.right_edge.i == comma - 1 for child in verb.lefts):
        return None
    is_fragment = doc[sentence.start].pos_ in _FRAGMENTS and not any(child.is_alpha for child in verb.rights)
    if is_fragment or any(doc[i].pos_ in ("VERB", "AUX") for i in range(sentence.start, comma)):
        return comma
    return None


def _goes_on(verb: Token, finding: Finding) -> bool:
    """Whether the content begins behind the verb in lower case: `When they left, he said, "we were glad."`."""
    start = min(finding.content)
    first = next((token.text for token in verb.doc[start : start + 4] if token.is_alpha), "")
    return start > verb.i and first.islower()


def _end_of_paragraph(doc: Doc, start: int) -> int:
    return next((i for i in range(start, len(doc)) if "\n" in doc[i].text), len(doc))


def _next_word(doc: Doc, start: int) -> int | None:
    return next((i for i in range(start, min(start + 3, len(doc))) if not doc[i].is_space), None)


def _previous_word(doc: Doc, end: int) -> int | None:
    return next((i for i in range(end - 1, max(end - 4, -1), -1) if not doc[i].is_space), None)


def join_split(findings: Sequence[Finding], quotations: Quotations) -> None:
    """`"Yes," she said. "We will go."`: a quotation right after the sentence of one is hers as well."""
    by_sentence: dict[int, Finding] = {}
    for finding in findings:
        if finding.cue_tokens and quotes(finding.cue) and is_quoted(finding, quotations):
            by_sentence[quotations.doc[finding.cue_tokens[0]].sent.start] = finding
    for finding in by_sentence.values():
        sentence = quotations.doc[finding.cue_tokens[0]].sent
        for number in quotations.free_in(sentence.start, sentence.end):
            quotations.claim(finding, number)
        _reach_back(finding, quotations)
        _follow(finding, max(sentence.end, max(finding.content) + 1), quotations)


def _reach_back(finding: Finding, quotations: Quotations) -> None:
    """Claim the paragraphs before, if each is a quotation that goes on in the next."""
    numbers = quotations.touching(finding.content)
    number = numbers[0] - 1 if numbers else -1
    while number >= 0 and number not in quotations.claimed and quotations.quoted[number].is_open:
        between = range(quotations.ranges[number].stop, quotations.ranges[number + 1].start)
        if not all(quotations.doc[i].is_space for i in between):
            return
        quotations.claim(finding, number)
        number -= 1


def is_quoted(finding: Finding, quotations: Quotations) -> bool:
    """Whether some of the content stands between quotation marks."""
    return bool(quotations.touching(finding.content))


def _follow(finding: Finding, end: int, quotations: Quotations) -> None:
    """Claim the quotations that follow without a word between."""
    doc = quotations.doc
    while (start := _next_word(doc, end)) is not None:
        number = quotations.at(start)
        if number is None or number in quotations.claimed or quotations.ranges[number].start != start:
            return
        goes_on = number > 0 and quotations.quoted[number - 1].is_open
        if "\n" in doc[start - 1].text and not goes_on:
            return
        if not (goes_on or _stands_alone(quotations, number)):
            return
        quotations.claim(finding, number)
        end = quotations.ranges[number].stop


def _stands_alone(quotations: Quotations, number: int) -> bool:
    """Whether the sentence of the quotation ends with it."""
    doc, tokens = quotations.doc, quotations.ranges[number]
    following = _next_word(doc, tokens.stop)
    if following is None or any("\n" in doc[i].text for i in range(tokens.stop, following)):
        return True
    return doc[tokens.stop - 2].text in (".", "!", "?", "…") or doc[following].text == "."
