"""Where the content of a verb may stand: what the modules for each kind of complement share."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.claims.cues import Cue
from kg.extract.tokens import Token


@dataclass(slots=True, kw_only=True)
class Content:
    """Where the content of a verb stands, and in which frame.

    Attributes:
        frame: the kind of complement, as in the cue lexicon.
        content: numbers of the tokens of the content.
        addressee, target: heads of the words for who is spoken to and who is blamed or praised.
        cue_tokens: what else belongs to the cue, such as the preposition.
    """

    frame: str
    content: set[int]
    addressee: Token | None = None
    target: Token | None = None
    cue_tokens: tuple[int, ...] = ()


def noun_of(token: Token | None) -> Token | None:
    """The object of a dative preposition, or the token itself."""
    if token is not None and token.pos_ == "ADP":
        return next((child for child in token.children if child.dep_ == "pobj"), None)
    return token


def object_of(verb: Token, preposition: str) -> Token | None:
    """The object of the preposition that belongs to the verb."""
    for child in verb.children:
        if child.dep_ in ("prep", "dative") and child.lower_ == preposition:
            return next((each for each in child.children if each.dep_ == "pobj"), None)
    return None


def find_child(verb: Token, *deps: str) -> Token | None:
    """The first child of the verb in one of the relations."""
    return next((child for child in verb.children if child.dep_ in deps), None)


def find_addressee(verb: Token, cue: Cue) -> Token | None:
    """Who is spoken to: `told the press`, `wrote to the mayor`."""
    told = find_child(verb, "dobj", "dative") if cue.takes("d") else None
    return noun_of(told if told is not None else object_of(verb, "to"))


def is_infinitive_with_subject(clause: Token) -> bool:
    """`them to leave`: a clause with `to` and its own subject."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children) and any(
        child.dep_ in ("nsubj", "nsubjpass") for child in clause.children
    )


def tokens_through(*parts: Token) -> set[int]:
    """All tokens from the first part to the last, whatever the parser hung elsewhere between them."""
    return set(range(min(part.left_edge.i for part in parts), max(part.right_edge.i for part in parts) + 1))
