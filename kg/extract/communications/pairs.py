"""Two who have just met or rung one another, taken up in one word: "They also discussed", "the two leaders agreed".

What comes in: an act with one plural sender, and the acts told before. What goes out: the parties of the last of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.communications.act import Act
from kg.extract.entities.lexical import words
from kg.extract.tokens import Token
from kg.model import Communication, Span

_TALKS = frozenset(("meeting", "phone-call", "unspecified"))
_SIDES = words("leader minister man woman president side party pair official diplomat counterpart")
_TWO = words("two both 2")
_REACH = 2  # sentences


def find_pair(act: Act, before: Sequence[Communication], acts: Sequence[Act], span: Span) -> dict[str, Span]:
    """The two parties of the last talk told shortly before, if the sender of a talk stands for both; else none.

    Args:
        act: the act in the making.
        before: the communications found so far.
        acts: what they were made from.
        span: where the sender stands.
    """
    if not act.is_mutual or len(act.senders) != 1 or act.recipients or not _stands_for_two(act.senders[0]):
        return {}
    sentence = act.trigger.sent
    for earlier, told in zip(reversed(before), reversed(acts), strict=True):
        if told.trigger.i > act.trigger.i:
            continue
        if _sentences_between(told.trigger, sentence.start) > _REACH:
            return {}
        parties = dict.fromkeys((*earlier.senders, *earlier.recipients), span)
        if (told.is_mutual or earlier.medium == "phone-call") and earlier.medium in _TALKS and len(parties) == 2:
            return parties
    return {}


def _stands_for_two(token: Token) -> bool:
    if token.lower_ in ("they", "both"):
        return True
    is_two = token.lower_ == "two" or any(child.lower_ in _TWO for child in token.lefts)
    return is_two and (token.pos_ == "NUM" or token.lemma_.lower() in _SIDES)


def _sentences_between(token: Token, start: int) -> int:
    count, at = 0, token.sent.end
    while at <= start and count <= _REACH:
        count, at = count + 1, token.doc[at].sent.end
    return count
