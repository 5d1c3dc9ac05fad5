"""In whose voice a word stands: in the article's own, or in that of someone who is quoted.

What comes in: a parsed text with its quotations. What goes out: the number of the quotation in which a token stands,
and the one who says it, by the verb of saying beside it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import takewhile

from kg.extract.entities.lexical import words
from kg.extract.lexicon import read_lexicon
from kg.extract.quotations import Quoted
from kg.extract.tokens import Doc, Token

_SUBJECTS = ("nsubj", "nsubjpass")
_SAYS = words("say tell add write tweet post continue testify shout text email")
_BEHIND, _AHEAD = 12, 25  # tokens between a quotation and its verb of saying
_ENDS = frozenset((".", "!", "?"))


class Voices:
    """The quotations of one text and who says them."""

    def __init__(self, doc: Doc, quotations: Sequence[Quoted]) -> None:
        self._doc = doc
        self._quotations = [quoted for quoted in quotations if quoted.is_speech]
        self._speakers: dict[int, Token | None] = {}

    def number(self, token: Token) -> int | None:
        """The number of the quotation in which a token stands; None in the article's own voice."""
        i = bisect_right(self._quotations, token.idx, key=lambda quoted: quoted.start) - 1
        return i if i >= 0 and token.idx < self._quotations[i].end else None

    def tells(self, token: Token) -> bool:
        """Whether a token is the subject of a verb of saying in the article's own voice: `she added`."""
        is_subject = token.dep_ == "nsubj" and token.head.lemma_ in _verbs_of_saying()
        return is_subject and self.number(token) is None

    def find_speaker(self, token: Token) -> Token | None:
        """Who says the quotation in which a token stands: the subject of the verb of saying beside it."""
        number = self.number(token)
        if number is None:
            return None
        if number not in self._speakers:
            self._speakers[number] = self._find_speaker(token, self._quotations[number])
        return self._speakers[number]

    def _find_speaker(self, token: Token, quoted: Quoted) -> Token | None:
        start = next((i for i in range(token.i, -1, -1) if self._doc[i].idx <= quoted.start), 0)
        end = next((i for i in range(token.i, len(self._doc)) if self._doc[i].idx >= quoted.end), len(self._doc))
        ahead = _until_quoted(self._doc[i] for i in range(start - 1, max(-1, start - _AHEAD), -1))
        behind = _until_quoted(self._doc[i] for i in range(end, min(len(self._doc), end + _BEHIND)))
        is_led_in = bool(ahead) and ahead[0].text not in _ENDS and "\n" not in ahead[0].text
        sentence = list(takewhile(lambda token: token.text not in _ENDS, ahead)) if is_led_in else []
        tail = list(takewhile(lambda token: token.text not in _ENDS and "\n" not in token.text, behind))
        for near in (sentence, tail, ahead):
            for verb in near:
                if verb.pos_ == "VERB" and verb.lemma_ in _verbs_of_saying():
                    for child in verb.children:
                        if child.dep_ in _SUBJECTS and not start <= child.i < end:
                            return child
        return None


def _until_quoted(tokens: Iterable[Token]) -> list[Token]:
    """The tokens before the next quotation, over one line break at most."""
    found: list[Token] = []
    breaks = 0
    for token in tokens:
        breaks += "\n" in token.text
        if breaks > 1 or (found and token.is_quote):
            break
        found.append(token)
    return found


@cache
def _verbs_of_saying() -> frozenset[str]:
    rows = (row for row in read_lexicon("cue_verbs") if row["tier"] == "strict")
    return frozenset(row["lemma"] for row in rows if not {"c", "q", "d"}.isdisjoint(row["frames"].split())) | _SAYS
