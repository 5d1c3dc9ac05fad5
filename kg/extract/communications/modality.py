"""Whether an act of communication did take place, where its message or meeting is the thing spoken of.

What comes in: an `Act`. What goes out: a code of the modality scheme.
"""

from __future__ import annotations

from kg.extract.communications.act import Act
from kg.extract.communications.messages import find_participles
from kg.extract.entities.lexical import words
from kg.extract.events.modality import find_modality
from kg.extract.tokens import Token
from kg.model import Modality

#: Verbs whose object is a message that reached them, even where what they tell did not happen.
_TAKING_UP = words(
    """accept acknowledge answer consider decline dismiss disregard entertain grant heed ignore object react read rebuff
    refer refuse reject reply respond return see spurn study welcome"""
)
_TURNING = {
    "brush": ("off", "aside"),
    "fob": ("off",),
    "laugh": ("off",),
    "shrug": ("off",),
    "take": ("up",),
    "turn": ("down",),
    "wave": ("away", "aside"),
}
#: Verbs that say of talks and meetings, their subject, that they are.
_TAKING_PLACE = words("take happen begin start occur hold go resume continue follow open convene schedule")
#: Verbs that say of talks, their object, that they are not to be.
_RULING_OUT = words("reject rule shun spurn exclude")
#: Nouns for what someone is to do, or can: "a duty to warn".
_TO_DO = words(
    """authority duty freedom job mandate mission need obligation place power reason responsibility task time urge way
    wish"""
)
_AHEAD = words("plan schedule expect slate propose")


def takes_up(verb: Token) -> bool:
    """Whether the object of a verb is a message that reached its subject: "ignored a letter", "turned down a plea"."""
    if verb.lemma_ in _TAKING_UP:
        return True
    particles = _TURNING.get(verb.lemma_, ())
    return any(child.lower_ in particles and child.dep_ in ("prt", "advmod", "prep") for child in verb.rights)


def find_act_modality(act: Act) -> Modality:
    """The modality of an act; one that somebody takes up, or fails to ("did not answer the letter"), is actual."""
    noun = act.trigger
    if noun.pos_ != "NOUN":
        is_none = act.message is not None and any(child.lower_ == "no" for child in act.message.lefts)
        return "negated" if is_none else _of_verb(noun)
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "to" else noun.head
    if act.is_mutual and noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in _RULING_OUT:
        return "negated"
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ == "cancellation":
        return "negated"
    if takes_up(verb) and noun.dep_ in ("pobj", "dobj", "nsubjpass"):
        return "actual"
    told = find_modality(noun)
    if told != "actual":
        return told
    if any(each.tag_ == "VBN" and each.lemma_ in _AHEAD for each in find_participles(noun)):
        return "planned"
    if noun.dep_ in ("nsubj", "nsubjpass") and verb.pos_ == "VERB" and verb.lemma_ in _TAKING_PLACE:
        return find_modality(verb)
    return told


def _of_verb(verb: Token) -> Modality:
    """The modality of what a verb tells; "has yet to reply" is no reply, "had she replied" only a possible one."""
    told = find_modality(verb)
    if told == "planned" and _is_judged(verb):
        return "hypothetical"
    if told == "planned" and verb.dep_ == "xcomp" and any(child.dep_ == "neg" for child in verb.head.children):
        return "negated"
    if told != "actual":
        return told
    if (above := _of_clause_above(verb)) is not None:
        return above
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "have" and any(child.lower_ == "yet" for child in verb.head.rights):
        return "negated"
    first = next(iter(verb.lefts), verb)
    if verb.dep_ == "advcl" and first.lower_ == "had" and any(child.dep_ == "nsubj" for child in verb.lefts):
        return "hypothetical"
    return told


def _of_clause_above(verb: Token) -> Modality | None:
    """What the clause above tells of an infinitive or a gerund that is no fact by itself.

    "It is hard to convince them", "has a duty to warn them"; "will go to Oslo to meet her", "could help by writing to".
    """
    head = verb.head
    if verb.dep_ == "pcomp" and head.lower_ == "by" and any(child.tag_ == "MD" for child in head.head.lefts):
        return _if_to_come(head.head)
    if verb.dep_ == "pcomp" and head.lower_ == "of" and head.head.lemma_ in _TO_DO:
        return "hypothetical"
    if verb.tag_ != "VB" or not any(child.tag_ == "TO" for child in verb.lefts):
        return None
    if verb.dep_ == "acl" and head.lemma_ in _TO_DO:
        return "hypothetical"
    if verb.dep_ == "advcl" and head.pos_ == "VERB":
        return _if_to_come(head)
    return "hypothetical" if _is_judged(verb) else None


def _is_judged(verb: Token) -> bool:
    """Whether it is only said how hard or how good something would be: "it is hard to convince them"."""
    head = verb.head
    is_so = head.lemma_ == "be" and any(child.dep_ == "acomp" for child in head.rights)
    return verb.dep_ == "xcomp" and is_so and any(child.lower_ == "it" for child in head.lefts)


def _if_to_come(verb: Token) -> Modality | None:
    told = find_modality(verb)
    return told if told in ("planned", "hypothetical") else None
