"""Which acts in the making are communications, and which are only claims, wishes or hearsay.

What comes in: an `Act` with its parties. What goes out: yes or no.
"""

from __future__ import annotations

from kg.extract.arguments import is_passive
from kg.extract.communications.act import Act
from kg.extract.communications.lexicon import find_noun
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.events.modality import find_modality
from kg.extract.events.participants import find_actor_noun
from kg.extract.tokens import Token

#: Acts that ask, warn or judge: addressed to nobody in particular, they are claims and no more.
_ADDRESSING = words("appeal request warning praise condemnation")
#: Verbs of which a passive without an agent tells who was informed or asked, whoever did it.
_INFORMING = words(
    """advise alert ask assure brief consult contact inform instruct invite notify promise reach remind request summon
    tell thank update urge warn"""
)
#: Nouns that stand for other things than words where nobody is said to speak: "a threat to farmers".
_NEEDING_A_SENDER = words("allegation claim criticism pressure question threat")
_KNOWING = words("brief inform")
_NOBODY = words("nobody none no-one anyone anybody whoever")
_COURTS = words("judge judges court courts tribunal chamber magistrate magistrates")
_BODIES = words("organization state")
_FROM_WHERE = words("of in from")
_INDEFINITE = words("a an any some every no many most more all")


def is_communication(act: Act, entities: EntityIndex) -> bool:
    """Whether someone in particular conveys something, by a medium or to someone."""
    if is_generic(act, entities) or _is_sentence(act) or _is_ruled_out(act.trigger):
        return False
    if act.medium != "unspecified" and act.trigger.pos_ == "VERB":
        return True
    if act.trigger.lemma_ == "debate" and _is_one_sided(act):
        return False
    if act.trigger.pos_ == "NOUN":
        if act.replies or act.is_told_in:
            return True
        if act.trigger.lemma_ in _NEEDING_A_SENDER and not act.senders:
            return False
        return _is_held(act) and (bool(act.recipients) or _has_medium(act) or _is_voiced(act))
    if not act.senders and is_passive(act.trigger):
        return _is_informed(act)
    return act.type not in _ADDRESSING or act.message is not None or bool(act.recipients)


def _is_ruled_out(trigger: Token) -> bool:
    """Whether someone denies it, or is asked to let it be: "denies having met her", "do not let them persuade you".

    Nor is it told where words say no more than how someone knows: "a person briefed on the talks".
    """
    if trigger.pos_ != "VERB" or trigger.head.i > trigger.i:
        return False
    if trigger.lemma_ in _KNOWING and trigger.tag_ == "VBN" and trigger.dep_ == "acl":
        return not any(child.dep_ == "agent" for child in trigger.rights)
    if trigger.tag_ == "VBG" or any(child.dep_ == "aux" and child.tag_ == "VBG" for child in trigger.lefts):
        return trigger.dep_ in ("xcomp", "ccomp", "dobj") and trigger.head.lemma_ == "deny"
    is_let = trigger.dep_ in ("ccomp", "xcomp") and trigger.head.lemma_ == "let"
    return is_let and any(child.dep_ == "neg" for child in trigger.head.lefts)


def _is_one_sided(act: Act) -> bool:
    """Whether one alone is named of those who debate, and says nothing in it: "she won every debate"."""
    if any(child.lower_ in ("between", "among") for child in act.trigger.rights):
        return False
    is_one = len(act.senders) == 1 and act.senders[0].tag_ not in ("NNS", "NNPS")
    return act.trigger.pos_ == "NOUN" and is_one and not act.recipients and not act.is_told_in


def _is_sentence(act: Act) -> bool:
    """Whether a court orders something, which is an act of law and more than words."""
    if act.trigger.lemma_ != "order":
        return False
    for sender in act.senders:
        beside = {child.lower_ for child in sender.lefts} | {sender.lower_}
        beside |= {each.lower_ for child in sender.rights for each in child.children}
        if beside & _COURTS:
            return True
    return False


def _is_informed(act: Act) -> bool:
    """Whether a passive without an agent tells an act; "Asked whether …, she said" only leads to what she said."""
    verb = act.trigger
    if verb.lemma_ not in _INFORMING or not act.recipients or any(child.dep_ == "neg" for child in verb.children):
        return False
    if find_modality(verb) != "actual":
        return False
    return verb.dep_ != "advcl" or any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.lefts)


def is_generic(act: Act, entities: EntityIndex) -> bool:
    """Whether anyone might do it: "anyone who tells you", "if you ask me", "nobody told us"."""
    if any(token.lower_ in _NOBODY for token in act.senders):
        return True
    if any(token.lower_ == "you" and entities.is_quoted(token) for token in (*act.senders, *act.recipients)):
        return True
    if act.recipients and all(token.lower_ in _NOBODY for token in act.recipients) and act.medium == "unspecified":
        return not act.senders or act.trigger.dep_ == "relcl"
    is_wish = act.trigger.dep_ == "ROOT" and not act.senders  # "Thank you"
    return is_wish and [token.lower_ for token in act.recipients] == ["you"]


def _is_voiced(act: Act) -> bool:
    """Whether a noun for an act of speech says whose it is: "allegations by the union", "thanks came from Chile"."""
    noun = act.trigger
    behind = (*noun.rights, *(noun.head.rights if noun.dep_ == "nsubj" else ()))
    is_by = any(child.lower_ in ("by", "from") and child.dep_ in ("prep", "agent") for child in behind)
    is_by = is_by or (noun.dep_ == "pobj" and noun.head.lower_ == "at")  # "at the request of Norway"
    return is_by and bool(act.senders)


def _has_medium(act: Act) -> bool:
    """Whether a noun tells a message of a known medium, or talk between parties, by itself."""
    if act.trigger.lemma_ == "copy":
        return False
    return act.medium != "unspecified" or (act.is_mutual and bool(act.senders))


def _is_held(act: Act) -> bool:
    """Whether a message or a meeting is more than asked for: it is told as fact or plan, or both sides are named."""
    if act.senders and act.recipients:
        return True
    return find_modality(act.trigger) != "hypothetical" and not _is_asked_for(act.trigger)


def _is_asked_for(noun: Token) -> bool:
    """Whether it is only what someone asks for: "requests for a meeting"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "for":
        return False
    row = find_noun(noun.head.head)
    return row is not None and row.type in ("request", "appeal", "demand")


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
