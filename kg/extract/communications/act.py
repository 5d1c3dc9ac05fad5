"""An act of communication in the making: tokens, before entities are asked who they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.model import Span


@dataclass(slots=True)
class Act:
    """An act of communication in the making.

    Attributes:
        trigger: the word that tells it.
        message: the noun for its message, if that is another word.
        refers: whether the message is one told before ("the letters").
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
