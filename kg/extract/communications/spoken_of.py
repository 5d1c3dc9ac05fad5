"""Nouns for messages and talks that tell no act: what is only wished for, named, or taken up again.

What comes in: an `Act` in the making and the noun that tells it. What goes out: yes or no.
"""

from __future__ import annotations

from kg.extract.arguments import find_prepositional
from kg.extract.communications.act import Act
from kg.extract.communications.documents import is_issued, is_saying
from kg.extract.communications.lexicon import find_noun
from kg.extract.communications.messages import find_participles
from kg.extract.communications.modality import takes_up
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.events.participants import is_actor
from kg.extract.tokens import Token

#: Prepositions before talks that are held: "after talks", but not "hopes for talks".
_HELD = words("after ahead amid at before between despite during following from in into on since throughout until")
#: Nouns for a part or a number of talks, which are held if they are.
_PARTS = words(
    """adjournment beginning bout breakdown cancellation close collapse conclusion course day end eve failure first
    flurry half hour last marathon margin month morning number opening outcome pair postponement result resumption
    round second series session sideline sidelines spate stage start string suspension week year"""
)
#: Verbs of those who go to talks: "arrived for talks".
_TRAVELLING = words("arrive assemble come drive fly gather go head join leave return travel visit")
_DEPTH = 4
_SAID = words("comment declaration proclamation pronouncement remark speech statement")
_HEARING = words("cite confirm echo hear listen quote")
_AMONG = words("in at during on")
_ANSWERS = words("response reaction answer")
_DATED = frozenset(("DATE", "TIME"))


def is_only_spoken_of(act: Act, verb: Token | None, noun: Token, *, is_carried: bool) -> bool:
    """Whether talk of no one is only what something is, or is handled, or wished: "is no talk", "way for talks"."""
    if act.senders or act.recipients:
        return False
    if noun.dep_ == "attr" or (verb is not None and noun.dep_ == "dobj" and not is_carried):
        return True
    return act.is_mutual and noun.dep_ == "pobj" and act.medium != "press-conference" and not _are_held(noun)


def _are_held(talks: Token) -> bool:
    """Whether a preposition says when or where talks are held, or of which ones a part is told."""
    before = talks.head
    is_certain = any(
        child.lower_ == "the" or (child.dep_ == "poss" and child.ent_type_ in _DATED) for child in talks.lefts
    )
    if is_certain and any(preposition.lower_ in _AMONG for preposition, _ in find_prepositional(talks)):
        return True  # "the follow-up to last year's conference in Oslo"
    if before.lower_ == "of":
        return before.head.lemma_.lower() in _PARTS or before.head.lower_ in _HELD
    if before.lower_ == "for":  # "was in Oslo for talks"
        return before.head.pos_ == "AUX" or _find_verb_above(before).lemma_ in _TRAVELLING
    if before.lower_ in ("at", "in") and talks.tag_ == "NNS" and not any(talks.children):  # "required at meetings"
        return False
    return before.lower_ in _HELD


def _find_verb_above(preposition: Token) -> Token:
    """The verb of which a phrase is part, be it that the parser hung it on a noun: "joined the envoys for talks"."""
    above = preposition.head
    for _ in range(_DEPTH):
        if above.pos_ == "VERB" or above.head is above:
            break
        above = above.head
    return above


def only_takes_up(act: Act, verb: Token | None, noun: Token, *, is_carried: bool) -> bool:
    """Whether someone's words are spoken of, and not told: "her statement was wrong", "apologised for his remarks"."""
    if (
        _is_heard(noun)
        or noun.lemma_ not in _SAID
        or act.recipients
        or act.is_told_in
        or is_carried
        or _says_when(noun)
    ):
        return False
    if not any(
        child.dep_ == "poss" or child.lower_ in ("the", "this", "that", "those", "these") for child in noun.lefts
    ):
        return False
    if noun.dep_ == "pobj":
        return noun.head.lower_ not in _AMONG and not (noun.head.lower_ == "to" and verb is not None)
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return not is_saying(noun.head) and not is_issued(noun)
    return noun.dep_ == "dobj"


def _is_heard(noun: Token) -> bool:
    """Whether someone heard it or took a stand on it: "listened to his statement", "welcomed the remarks"."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "to" else noun.head
    return noun.dep_ in ("dobj", "pobj", "nsubjpass") and (above.lemma_ in _HEARING or takes_up(above))


def _says_when(noun: Token) -> bool:
    """Whether the words beside a noun tell when or how it was made: "her remarks on Monday", "made by Norway"."""
    if any(child.ent_type_ in _DATED for child in noun.children) or any(True for _ in find_participles(noun)):
        return True
    return any(token.ent_type_ in _DATED for _, token in find_prepositional(noun))


def is_answer_to_thing(noun: Token, entities: EntityIndex) -> bool:
    """Whether it is what was done about something that says nothing: "the response to the flood"."""
    if noun.lemma_ not in _ANSWERS:
        return False
    answered = [token for preposition, token in find_prepositional(noun) if preposition.lower_ == "to"]
    return bool(answered) and not any(
        find_noun(token) is not None or token.pos_ == "PRON" or is_actor(token, entities) for token in answered
    )


def is_subject_before(noun: Token) -> bool:
    """Whether the parser hangs the subject on its verb as if it were a part of it: "Talks resume on Friday"."""
    return noun.dep_ == "compound" and noun.head.tag_ in ("VBP", "VBD") and noun.i + 1 == noun.head.i


def is_because_of(noun: Token) -> bool:
    """Whether "in reaction to …" only tells why something was done, and nothing is said in it."""
    is_bare = noun.lemma_ in ("reaction", "response") and noun.dep_ == "pobj" and noun.n_lefts == 0
    if not is_bare or noun.head.lower_ != "in" or not any(child.lower_ == "to" for child in noun.rights):
        return False
    return noun.lemma_ == "reaction" or not (noun.head.head.pos_ in ("VERB", "AUX") and is_saying(noun.head.head))


def is_verb_of_saying(noun: Token) -> bool:
    """Whether the parser takes a verb of saying for a noun: "The Health Service notes, "…", "As the UN notes, …"."""
    doc, after = noun.doc, noun.i + 1
    start = noun.left_edge.i
    if noun.tag_ != "NNS" or noun.dep_ in ("dobj", "pobj", "conj") or after + 1 >= len(doc):
        return False
    is_quoting = doc[after].text in (",", ":") and doc[after + 1].is_quote
    is_quoting = is_quoting or (doc[after].text == "," and start > 0 and doc[start - 1].lower_ == "as")
    is_named = any(child.pos_ == "PROPN" for child in noun.lefts)
    return is_quoting and is_named and not any(child.dep_ in ("poss", "nummod") for child in noun.lefts)
