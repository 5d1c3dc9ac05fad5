"""Which acts in the making are communications, and which are only claims, wishes or hearsay.

What comes in: an `Act` with its parties. What goes out: yes or no.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.arguments import is_passive
from kg.extract.communications.act import Act
from kg.extract.entities.lexical import words
from kg.extract.events.modality import find_modality
from kg.extract.events.participants import find_actor_noun

#: Acts that ask, warn or judge: addressed to nobody in particular, they are claims and no more.
_ADDRESSING = words("appeal request warning praise condemnation")
#: Verbs of which a passive without an agent tells who was informed, whoever did it.
_INFORMING = words("inform notify brief alert update contact consult")
#: Nouns that stand for other things than words where nobody is said to speak: "a threat to farmers".
_NEEDING_A_SENDER = words("threat pressure claim question")
_BODIES = words("organization state")
_FROM_WHERE = words("of in from")
_INDEFINITE = words("a an any some every no many most more all")


def is_communication(act: Act) -> bool:
    """Whether someone in particular conveys something, by a medium or to someone."""
    if act.medium != "unspecified" and act.trigger.pos_ == "VERB":
        return True
    if act.trigger.pos_ == "NOUN":
        if act.trigger.lemma_ in _NEEDING_A_SENDER and not act.senders:
            return False
        return _is_held(act) and (bool(act.recipients) or _has_medium(act) or _is_voiced(act))
    if not act.senders and is_passive(act.trigger):
        return act.trigger.lemma_ in _INFORMING and any(token.pos_ == "PROPN" for token in act.recipients)
    return act.type not in _ADDRESSING or act.message is not None or any(is_specific(token) for token in act.recipients)


def _is_voiced(act: Act) -> bool:
    """Whether a noun for an act of speech says whose it is: "allegations by the opposition"."""
    return any(
        child.lower_ in ("by", "from") and child.dep_ in ("prep", "agent") for child in act.trigger.rights
    ) and bool(act.senders)


def _has_medium(act: Act) -> bool:
    """Whether a noun tells a message of a known medium, or talk between parties, by itself."""
    if act.trigger.lemma_ == "copy":
        return False
    return act.medium != "unspecified" or (act.is_mutual and bool(act.senders))


def _is_held(act: Act) -> bool:
    """Whether a message or a meeting is more than asked for: it is told as fact or plan, or both sides are named."""
    return bool(act.senders and act.recipients) or find_modality(act.trigger) != "hypothetical"


def is_specific(recipient: Token) -> bool:
    """Whether a recipient is someone in particular: by name, by pronoun, pointed out, or a kind of body."""
    if recipient.pos_ in ("PROPN", "PRON") or find_actor_noun(recipient.lemma_.lower()) in _BODIES:
        return True
    marks = [child for child in recipient.lefts if child.dep_ in ("det", "poss", "nummod")]
    if recipient.dep_ == "conj" and not marks:
        return is_specific(recipient.head)
    of = (each for child in recipient.rights if child.lower_ in _FROM_WHERE for each in child.children)
    return any(child.lower_ not in _INDEFINITE for child in marks) or any(
        child.pos_ == "PROPN" for child in (*recipient.lefts, *of)
    )
