"""Who sends and who receives: actors found by syntax, and the rest of the list that they begin.

What comes in: an `Act` in the making and tokens. What goes out: the act with more parties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.extract.arguments import find_prepositional
from kg.extract.communications.act import Act
from kg.extract.entities import EntityIndex
from kg.extract.entities.acting import noun_here
from kg.extract.events.participants import is_actor, prefer_name
from kg.extract.lists import OPEN_ENDS, begins_examples, read_list


def select_actors(tokens: Iterable[Token], entities: EntityIndex) -> list[Token]:
    """Those of the tokens that stand for someone who can act, by name where a name stands beside them."""
    named = (prefer_name(token, entities) for token in tokens)
    return [token for token in named if _is_party(token, entities) and token.lower_ not in OPEN_ENDS]


def _is_party(token: Token, entities: EntityIndex) -> bool:
    """Whether a phrase stands for someone who can act, or for states that are addressed ("wrote to 40 countries")."""
    if is_actor(token, entities):
        return True
    here = noun_here(token) if token.pos_ == "NOUN" and entities.find(token) is None else None
    return here is not None and here.kind == "state"


def add_recipients(act: Act, tokens: list[Token]) -> None:
    """Add those to the recipients of the act who are none of its parties yet."""
    known = {token.i for token in (*act.senders, *act.recipients)}
    act.recipients += [token for token in tokens if token.i not in known]


def add_list(act: Act, tokens: list[Token], entities: EntityIndex) -> None:
    """Recipients by syntax, then whatever else the list that they begin holds."""
    if not tokens:
        return
    first = min(tokens, key=lambda token: token.i)
    members = read_list(first.doc, _phrase_start(first), entities)
    take_members(act, tokens, members.heads, is_open=members.is_open)


def _phrase_start(noun: Token) -> int:
    """The first token of a noun phrase, without the prepositions and clauses before it."""
    start = noun.i
    for child in noun.lefts:
        if child.dep_ in ("det", "amod", "compound", "nummod", "poss", "nmod", "predet"):
            start = min(start, child.left_edge.i)
    return start


def take_members(
    act: Act, parsed: tuple[Token, ...] | list[Token], listed: tuple[Token, ...], *, is_open: bool
) -> None:
    """Add the recipients that the parser found and those read off the list, in text order; an open list stays open."""
    heads = {token.i: token for token in (*parsed, *listed)}
    add_recipients(act, [heads[i] for i in sorted(heads)])
    if is_open:
        act.is_exhaustive = False


def add_prepositional(act: Act, head: Token, prepositions: frozenset[str], entities: EntityIndex) -> None:
    """Recipients after `to`, `with` and the like, as far as their list goes."""
    seen: set[int] = set()
    for preposition, token in _after(head, prepositions):
        if preposition.i in seen:
            continue
        seen.add(preposition.i)
        parsed = [token for other, token in _after(head, prepositions) if other.i == preposition.i]
        parsed = select_actors(parsed, entities)
        if preposition.lower_ in ("between", "among", "of") and not act.is_mutual and preposition.lower_ != "of":
            continue
        if not parsed and not _is_party(token, entities) and not begins_examples(token):
            continue
        members = read_list(head.doc, preposition.i + 1, entities)
        listed = tuple(select_actors(members.heads, entities))
        take_members(act, parsed, listed, is_open=members.is_open)


def _after(head: Token, prepositions: frozenset[str]) -> Iterator[tuple[Token, Token]]:
    for preposition, token in find_prepositional(head):
        if preposition.lower_ in prepositions:
            yield preposition, token
