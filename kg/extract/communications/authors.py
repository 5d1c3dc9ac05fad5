"""Who says what a noun for a message tells, and who is on the other side of talks, where no genitive says so.

What comes in: a noun, and the verb that it goes along with. What goes out: head tokens of those who act.

The search goes up from the noun: from "the third round of talks" to the round, from there over a preposition or as
an object to the verb, and to the subject of that.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.arguments import find_prepositional, find_subjects, is_passive
from kg.extract.communications.documents import is_saying
from kg.extract.communications.fronted import find_fronted
from kg.extract.communications.lexicon import Noun
from kg.extract.communications.messages import find_possessors
from kg.extract.communications.parties import select_senders
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.tokens import Token

_SAID_IN = words("in during at via through")
#: Nouns for a number or a time of talks: "a second round of talks", "hours of negotiations".
_COUNTED = words(
    """bout course couple cycle day flurry hour minute month number round sequence series session set spate string
    week year"""
)
#: Prepositions between a clause and talks in which its subject takes part.
_TAKING_PART = words("after before during following for from in into over pending since to")
_NOUNS_BETWEEN = words("visit trip way time place city country town capital")
#: Verbs whose subject takes part in the talks that are their object.
HOLDING = words(
    """arrange attend begin boycott break broker call cancel chair conclude conduct continue convene end enter
    facilitate finish hold host join lead mediate open organise organize plan postpone pursue quit reject restart
    resume reopen rule schedule shun skip spurn stage start suspend"""
)
#: Other verbs of which that holds where a partner stands behind "with".
_DOING = HOLDING | words(
    """abandon abort accept announce await cease close commence complete confirm delay demand deny exit halt have
    interrupt launch leave miss need offer pause prepare propose refuse request seek stop undergo want wrap"""
)
_DEPTH = 4


def find_speakers(noun: Token, verb: Token | None, row: Noun, entities: EntityIndex) -> list[Token]:
    """Those who say something in a message of their own: Ana Ruiz in "Ana Ruiz said in a Facebook message".

    Whoever is named before the message, or behind its "from", is only where it was sent or by whom it was carried. Of
    a document ("said in a Reuters report"), and of one with an owner, that is not so.
    """
    if verb is None or row.says or noun.dep_ != "pobj" or noun.head.lower_ not in _SAID_IN:
        return []
    if is_passive(verb) or not is_saying(verb) or find_possessors(noun, entities):
        return []
    fronted = find_fronted(verb)
    subjects = fronted.subjects if fronted is not None and fronted.subjects else find_subjects(verb)
    return select_senders((token for token in subjects if token.i != noun.i), entities)


def find_other_side(noun: Token, entities: EntityIndex) -> list[Token]:
    """Those who talk with the ones named after "with": police in "police began hours of negotiations with him"."""
    partners = {token.i for preposition, token in find_prepositional(noun) if preposition.lower_ == "with"}
    verb = _find_clause(noun) if partners else None
    if verb is None:
        return []
    fronted = find_fronted(verb)
    subjects = fronted.subjects if fronted is not None and fronted.subjects else find_subjects(verb)
    return select_senders(_others(subjects, partners), entities)


def _others(subjects: Iterable[Token], partners: set[int]) -> list[Token]:
    return [token for token in subjects if token.i not in partners and token.lower_ not in ("who", "that", "which")]


def _find_clause(noun: Token) -> Token | None:
    """The verb whose subject takes part in the talks."""
    for _ in range(_DEPTH):
        above = noun.head
        if noun.dep_ == "dobj":
            return above if above.lemma_ in _DOING and not is_passive(above) else None
        if noun.dep_ != "pobj":
            return None
        governor = above.head
        if above.lower_ == "of" and governor.lemma_ in _COUNTED:
            noun = governor
        elif above.lower_ not in _TAKING_PART:
            return None
        elif governor.pos_ in ("VERB", "AUX"):
            return None if is_passive(governor) and above.lower_ != "for" else governor
        elif governor.pos_ == "ADP" or governor.lemma_ in _NOUNS_BETWEEN or governor.ent_type_ in ("GPE", "FAC"):
            noun = governor
        else:
            return None
    return None
