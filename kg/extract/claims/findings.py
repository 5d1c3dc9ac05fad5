"""What the rules hand on: a cue, whose it is, and the tokens of its content.

What never happens here: a look at the entities. Sets of token numbers keep the rules simple;
`to_spans` turns them into stretches of the text at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract.claims.cues import Cue
from kg.extract.tokens import Doc, Token
from kg.model import Span

#: How sure a rule is, by its kind.
STRICT, WIDE, NOMINAL, QUOTE_ONLY, LOOSE = 0.9, 0.6, 0.75, 0.7, 0.5

_MARKS = frozenset({'"', "''", "``", "'"})


@dataclass(slots=True)
class Finding:
    """A claim in the making.

    Attributes:
        cue: what the lexicon says of the cue word.
        cue_tokens: where the cue stands; empty for a quotation without one.
        holder: the head of the words that name the source.
        content: numbers of the tokens of the content.
        type: the claim type, by the cue and the frame.
        confidence: how sure the rule is.
        addressee, target: heads of the words for who is spoken to and who is blamed or praised.
        relays: holders of further levels with the tokens of their cues, from the inside out.
        is_negated: whether the source is said not to say it, or that it only might.
    """

    cue: Cue
    cue_tokens: tuple[int, ...]
    holder: Token | None
    content: set[int]
    type: str
    confidence: float
    addressee: Token | None = None
    target: Token | None = None
    relays: list[tuple[Token, tuple[int, ...]]] = field(default_factory=list)
    is_negated: bool = False

    @property
    def start(self) -> int:
        """The first token of the finding, cue and content together."""
        return min((*self.cue_tokens, *self.content), default=0)


def is_held_by(outer: Finding, inner: Finding) -> bool:
    """Whether the cue of the one stands in the content of the other."""
    return bool(inner.cue_tokens) and inner.cue_tokens[0] in outer.content


def subtree(token: Token, *without: Token | None) -> set[int]:
    """Numbers of the tokens under `token`, less the subtrees of `without`."""
    tokens = {each.i for each in token.subtree}
    for branch in without:
        if branch is not None:
            tokens -= {each.i for each in branch.subtree}
    return tokens


def to_spans(doc: Doc, tokens: Iterable[int]) -> tuple[Span, ...]:
    """The stretches of text that the tokens cover, without stops at their ends.

    Gaps of punctuation alone are closed, but not over a new paragraph. Quotation marks around a
    whole stretch are left out; those around a part of it stay.
    """
    runs: list[list[int]] = []
    for i in sorted(tokens):
        if doc[i].is_space:
            continue
        if runs and all(_is_stop(doc[j]) for j in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    spans = (_trimmed(doc, run[0], run[-1] + 1) for run in runs)
    return tuple(span for span in spans if span is not None)


def _is_stop(token: Token) -> bool:
    """Whether a gap of such tokens is closed: punctuation and blanks, but no new paragraph."""
    return (token.is_punct or token.is_space) and "\n" not in token.text


def _trimmed(doc: Doc, start: int, end: int) -> Span | None:
    start, end = _without_stops(doc, start, end)
    marks = [i for i in range(start, end) if doc[i].text in _MARKS]
    inner = {doc[i].text for i in marks if start < i < end - 1}
    is_around = len(marks) > 2 and {start, end - 1} <= set(marks) and doc[start].text not in inner
    if (is_around or marks in ([start, end - 1], [start], [end - 1])) and end - start > 2:
        start, end = _without_stops(doc, start + (start in marks), end - (end - 1 in marks))
    if not any(token.is_alpha or token.like_num for token in doc[start:end]):
        return None
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _without_stops(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and _is_loose(doc[start]):
        start += 1
    while end > start and (_is_loose(doc[end - 1]) or doc[end - 1].dep_ == "cc"):
        end -= 1
    return start, end


def _is_loose(token: Token) -> bool:
    """Punctuation that does not belong to a stretch of words at its edge."""
    return (
        token.is_space
        or token.text == "`"
        or (token.is_punct and token.text not in _MARKS and token.text not in "()[]%$!?")
    )
