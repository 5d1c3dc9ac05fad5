"""Acts of communication that a noun tells: "a letter to", "talks between", "said in a statement".

What comes in: a noun with its row of the lexicon. What goes out: an `Act`, or None where nothing is conveyed.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.arguments import find_arguments, find_subjects, is_passive
from kg.extract.communications.act import Act
from kg.extract.communications.lexicon import Noun, Verb, find_medium, find_noun, find_verb
from kg.extract.communications.messages import (
    add_copies,
    add_details,
    find_message,
    find_owners,
    is_definite,
    tells_kind,
)
from kg.extract.communications.parties import add_prepositional, add_recipients, select_actors
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.events.participants import is_actor
from kg.extract.events.triggers import light_verb
from kg.model import Span

_ISSUING = words("issue release publish make give have hold deliver send get receive write address draft sign pen")
#: Verbs whose subject takes part in the talks that are their object.
_HOLDING = words(
    """attend begin boycott break broker cancel chair conclude continue convene end facilitate finish hold host join
    lead mediate open postpone reject restart resume reopen rule schedule shun spurn start suspend"""
)
_SPEAKING_BEFORE = words("tell address brief inform")
_ALONG_WITH = words("in during at on through via")
_GATHERING = words("meet gather arrive come go travel visit fly join assemble convene return sit")


def tell_by_noun(noun: Token, row: Noun, entities: EntityIndex) -> Act | None:
    """The act of communication that `noun` tells, if it tells one."""
    if noun.dep_ in ("compound", "nmod", "amod") or tells_kind(noun) or _is_copy_of_what_is_told(noun):
        return None
    verb = _carrier(noun)
    if verb is not None and _is_told_by(verb, noun):
        return None
    span = Span(noun.idx, noun.idx + len(noun))
    act = Act(noun, span, row.type, find_medium(noun) or row.medium, is_mutual=row.mutual)
    act.message = noun
    act.senders = find_owners(noun, entities)
    add_prepositional(act, noun, row.prepositions, entities)
    add_details(act, noun, entities)
    if verb is not None:
        _add_carried(act, verb, noun, row, entities)
        add_copies(act, verb, entities)
    if act.is_mutual:
        act.take_sides()
    act.refers = (verb is None or noun.dep_ == "pobj") and is_definite(noun)
    if row.addressed and not act.recipients:
        return None
    if act.recipients or act.senders or row.alone or _has_content(noun):
        return act
    return None


def is_agenda(verb: Token) -> bool:
    """Whether a verb tells what a meeting is for: "met to discuss"."""
    return verb.lemma_ in ("discuss", "debate") and verb.tag_ == "VB" and verb.dep_ in ("advcl", "xcomp", "acl")


def _is_copy_of_what_is_told(noun: Token) -> bool:
    """Whether a noun tells who else got the message of the verb above: "wrote to X, with copies to Y"."""
    return (
        noun.lemma_ == "copy"
        and noun.dep_ == "pobj"
        and noun.head.lower_ == "with"
        and noun.head.head.pos_ == "VERB"
        and find_verb(noun.head.head) is not None
    )


def _has_content(noun: Token) -> bool:
    """Whether a clause tells what the message says: "reports that …"."""
    return any(
        child.dep_ in ("acl", "ccomp", "relcl")
        and any(mark.lower_ == "that" and mark.dep_ == "mark" for mark in child.lefts)
        for child in noun.rights
    )


def _carrier(noun: Token) -> Token | None:
    """The verb that a message noun is the object of, or that it goes along with ("said in a statement")."""
    head = noun
    while head.dep_ == "conj" and head.head.pos_ == "NOUN":
        head = head.head
    if head.dep_ in ("dobj", "nsubjpass") and head.head.pos_ == "VERB":
        return head.head
    if head.dep_ == "pobj" and head.head.lower_ == "in" and head.head.head.lemma_ == "be":
        return head.head.head  # "have been in talks"
    if head.dep_ == "pobj" and head.head.head.pos_ == "VERB":
        preposition, verb = head.head.lower_, head.head.head
        if preposition in _ALONG_WITH or (preposition == "for" and verb.lemma_ in _GATHERING):
            return verb
    return None


def _is_told_by(verb: Token, noun: Token) -> bool:
    """Whether the verb already tells the act ("sent a letter"), so that the noun does not again."""
    row = find_verb(verb)
    if row is None:
        return False
    if noun.dep_ == "pobj":
        return _is_medium_of(noun, verb, row)
    return row.object.startswith("message") and find_message(verb) is not None


def _is_medium_of(noun: Token, verb: Token, row: Verb) -> bool:
    """Whether a noun after a preposition tells where or how the verb's own act went: "met for talks"."""
    found = find_noun(noun)
    if row.mutual == "yes":
        return found is not None and found.mutual
    return row.object == "recipient" and bool(find_arguments(verb).patients) and find_medium(noun) is not None


def _add_carried(act: Act, verb: Token, noun: Token, row: Noun, entities: EntityIndex) -> None:
    """Parties that the verb above a noun names: who holds the talks, who says it in a statement."""
    is_object = noun.dep_ != "pobj"
    if is_object and not _carries(verb, row):
        return
    if not act.senders:
        found = find_arguments(verb).agents if is_object and is_passive(verb) else find_subjects(verb)
        act.senders = [token for token in found if is_actor(token, entities) and token.i != noun.i]
    if is_object:
        add_recipients(act, select_actors(find_arguments(verb).recipients, entities))
        add_prepositional(act, verb, row.prepositions, entities)


def _carries(verb: Token, row: Noun) -> bool:
    """Whether those who do what a verb says are those who speak: "issued a statement", "told a meeting"."""
    if light_verb(verb) is not None or verb.lemma_ in _ISSUING or (row.mutual and verb.lemma_ in _HOLDING):
        return True
    return verb.lemma_ in _SPEAKING_BEFORE
