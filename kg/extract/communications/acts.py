"""Acts of communication as verbs and nouns tell them: trigger, parties, medium.

What comes in: a token. What goes out: an `Act` with head tokens, or None where nothing is conveyed.
"""

from __future__ import annotations

from kg.extract.communications.act import Act
from kg.extract.communications.checks import is_communication
from kg.extract.communications.guests import tell_by_receiving
from kg.extract.communications.lexicon import find_noun, find_verb
from kg.extract.communications.nouns import tell_by_noun
from kg.extract.communications.parties import without_titles
from kg.extract.communications.verbs import tell_by_verb
from kg.extract.entities import EntityIndex
from kg.extract.tokens import Token


def find_act(token: Token, entities: EntityIndex) -> Act | None:
    """The act of communication that `token` tells, if it tells one."""
    act = None
    if token.pos_ == "VERB":
        row = find_verb(token)
        act = tell_by_verb(token, row, entities) if row is not None else None
        act = act or tell_by_receiving(token, entities)
    elif token.pos_ == "NOUN":
        noun = find_noun(token)
        act = tell_by_noun(token, noun, entities) if noun is not None else None
    if act is not None:
        act.senders, act.recipients = without_titles(act.senders), without_titles(act.recipients)
    return act if act is not None and is_communication(act, entities) else None
