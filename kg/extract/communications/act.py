"""An act of communication in the making: tokens, before entities are asked who they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.tokens import Token
from kg.model import Span

#: Media in which all who take part speak and are spoken to.
MEDIA_OF_TALK = frozenset({"meeting", "phone-call", "unspecified"})


@dataclass(slots=True)
class Act:
    """An act of communication in the making.

    Attributes:
        trigger: the word that tells it.
        message: the noun for its message, if that is another word.
        refers: whether the message is one told before ("the letters").
        replies: whether it answers another act.
        is_detail: whether it tells more of an act told before: "the letter is addressed to …".
        is_told_in: whether someone says something in it: "said in a comment".
        is_for_comment: whether it asks someone to comment for the article itself.
        is_to_makers: whether it is sent to those who made the article: "readers wrote in".
        is_published: whether those who made the article say what they wrote before.
        answers: whether it says which message it answers: "replied to the letter".
        is_mention: whether it only takes up words that were told before, if they were.
        awaits_addressee: whether it is told only if it is known from before whom it answers.
    """

    trigger: Token
    span: Span
    type: str
    medium: str
    senders: list[Token] = field(default_factory=list)
    recipients: list[Token] = field(default_factory=list)
    is_exhaustive: bool = True
    is_mutual: bool = False
    message: Token | None = None
    refers: bool = False
    replies: bool = False
    answers: bool = False
    awaits_addressee: bool = False
    is_mention: bool = False
    is_detail: bool = False
    is_told_in: bool = False
    is_for_comment: bool = False
    is_to_makers: bool = False
    is_published: bool = False

    def take_sides(self) -> None:
        """Where all who speak with one another stand in one list, all send; of letters, the first to the rest."""
        if not self.senders:
            self.senders, self.recipients = self.recipients, []
        if self.medium not in MEDIA_OF_TALK and not self.recipients:
            self.senders, self.recipients = self.senders[:1], self.senders[1:]
