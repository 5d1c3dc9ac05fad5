"""What is said within an act that is told already: "in a letter he asked …", "in the call she assured him …".

What comes in: an act, the parties found for it, and the acts told before. What goes out: the place of the act
that it is part of, or None where it is one of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arguments import find_subjects
from kg.extract.communications.act import Act
from kg.extract.tokens import Token
from kg.model import Communication

_OPEN = frozenset(("unspecified", "interview"))
_OF_NOUNS = frozenset(("unspecified", "statement"))
_PUBLIC = frozenset(("letter", "email", "social-media", "website", "broadcast", "speech", "press-conference"))
_TALKS = frozenset(("phone-call", "meeting"))
_WITHIN = frozenset(("in", "at", "during", "by", "via", "through"))
_REACH = 1200  # characters


def find_frame(act: Act, told: Communication, found: Sequence[Communication], triggers: Sequence[Act]) -> int | None:
    """The act told before within which this one is said, if there is one."""
    verb = act.trigger if act.trigger.pos_ == "VERB" else act.trigger.head
    if verb.pos_ != "VERB" or act.replies:
        return None
    is_open = told.medium in (_OPEN if verb is act.trigger else _OF_NOUNS)
    if verb is not act.trigger and act.trigger.dep_ != "dobj":
        return None
    clause = {token.i for token in _clause(verb)} - {act.trigger.i}
    for i in range(len(found) - 1, -1, -1):
        earlier, frame = found[i], triggers[i]
        if earlier.trigger.start < told.trigger.start - _REACH:
            return None
        if _tells_what_is_in(act, frame) and is_open and _has_same_voice(told, earlier):
            return i
        is_clear = is_open or told.medium == earlier.medium
        if frame.trigger.pos_ == "NOUN" and frame.trigger.i in clause and is_clear and _has_same_voice(told, earlier):
            return i
        if is_clear and _is_said_while(act, frame) and earlier.medium in _PUBLIC and _has_same_voice(told, earlier):
            return i
        if not is_open:
            continue
        if _goes_on(act, frame) and earlier.medium in _PUBLIC and _has_same_voice(told, earlier):
            return i
        if _is_said_in_talks(told, earlier):
            return i
    return None


def _clause(verb: Token) -> Iterator[Token]:
    """The subjects of a verb, and the nouns of the phrases beside it and beside the verbs that it goes on from."""
    yield from find_subjects(verb)
    for _ in range(4):
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in _WITHIN:
                yield from child.children
            elif child.dep_ == "nsubj":
                yield from (each for inner in child.rights if inner.dep_ == "prep" for each in inner.children)
        if verb.dep_ != "conj":
            return
        verb = verb.head


def _goes_on(act: Act, frame: Act) -> bool:
    """Whether a sentence goes on from what it told: "she wrote on her page, and asked supporters to stay calm"."""
    return act.trigger.dep_ == "conj" and frame.trigger.i < act.trigger.i and frame.trigger.sent == act.trigger.sent


def _is_said_while(act: Act, frame: Act) -> bool:
    """Whether a participle tells how it is said: "Speaking on state radio, the governor urged villagers to leave"."""
    speaking = frame.trigger
    return speaking.tag_ == "VBG" and speaking.dep_ == "advcl" and speaking.head == act.trigger and not frame.replies


def _tells_what_is_in(act: Act, frame: Act) -> bool:
    """Whether a participle tells what a message says: "sent a note asking the mayor to", "a letter urging them to"."""
    verb = act.trigger
    above = verb.head
    return verb.tag_ == "VBG" and verb.dep_ in ("acl", "advcl") and above in (frame.trigger, frame.message)


def _has_same_voice(told: Communication, earlier: Communication) -> bool:
    return not told.senders or set(told.senders) <= set(earlier.senders)


def _is_said_in_talks(told: Communication, earlier: Communication) -> bool:
    """Whether those who rang or met one another are those who tell each other something."""
    sides = {*told.senders, *told.recipients}
    if earlier.medium not in _TALKS or earlier.modality != "actual" or len(sides) < 2:
        return False
    return sides == {*earlier.senders, *earlier.recipients}
