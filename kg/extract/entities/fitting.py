"""Whether a noun may be what a pronoun takes up, by number, kind and place in the sentence.

What comes in: a pronoun and a noun before it. What goes out: yes or no.
"""

from __future__ import annotations

from kg.extract.entities.lexical import find_noun, get_person_nouns, words
from kg.extract.entities.registry import Entry
from kg.extract.entities.things import is_anybody, is_thing, may_tell
from kg.extract.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")
ARGUMENTS = (*SUBJECTS, "dobj", "pobj", "dative")
_DEFINITE = words("the this that these those its their his her our such both")
GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
#: Prepositions before those who are spoken to or heard from.
_TURNED_TO = frozenset(["to", "with", "from"])
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
IT = frozenset(["it", "its", "itself"])


def is_definite(noun: Token) -> bool:
    """Whether a noun takes up what is known: `the group`, `its chairman`."""
    return any(child.dep_ in ("det", "poss") and child.lower_ in _DEFINITE for child in noun.children)


def agrees(pronoun: Token, noun: Token) -> bool:
    """Whether a common noun is of a number and a kind for which the pronoun can stand."""
    known = find_noun(noun.lower_)
    if known is None:
        return pronoun.lower_ in GENDER and noun.tag_ == "NN" and noun.lower_ in get_person_nouns()
    if pronoun.lower_ in THEY:
        return known.plural or known.kind in ("organization", "group")
    if pronoun.lower_ in IT:
        return known.kind == "organization" and not known.plural
    return known.kind == "person"


def _is_plural_actor(token: Token) -> bool:
    noun = find_noun(token.lower_) if token.tag_ in ("NNS", "NN") else None
    if noun is None and token.tag_ == "NNS":
        return token.lemma_.lower() in get_person_nouns()
    return (
        noun is not None and (noun.plural or noun.kind == "group") and noun.kind in ("group", "organization", "person")
    )


def acts_before(pronoun: Token, noun: Token, *, things: bool) -> bool:
    """Whether a noun without an entry stands for one a pronoun may take up: `They wrote to the council. It replied`."""
    if noun.dep_ not in ARGUMENTS or (noun.dep_ == "pobj" and noun.head.lower_ not in _TURNED_TO):
        return False
    if pronoun.lower_ in THEY:
        may_act = noun.dep_ in SUBJECTS or not things or pronoun.dep_ != "nsubj"
        return may_act and _is_plural_actor(noun)
    return pronoun.lower_ == "it" and not things and is_definite(noun) and agrees(pronoun, noun)


def may_be_it(pronoun: Token, noun: Token) -> bool:
    """Whether a noun that no list has is a body that tells something: `In its reply, the choir said`."""
    return pronoun.lower_ in IT and noun.tag_ == "NN" and noun.dep_ == "nsubj" and may_tell(noun)


def is_other_thing(token: Token, entry: Entry | None, *, plural: bool) -> bool:
    """Whether the pronoun may take up something that is no body: a thing, named or not, or anybody."""
    if entry is not None:
        is_like = token.dep_ not in ("amod", "compound") and (token.tag_ in ("NNS", "NNPS")) == plural
        return is_like and entry.kind in ("other", "place")
    return is_thing(token, plural=plural) or (plural and is_anybody(token))


def excludes(other: Token, pronoun: Token) -> bool:
    """Whether grammar forbids that the two are the same: `Ann saw her`, `its letter to the group`."""
    if pronoun.lower_.endswith(("self", "selves")):
        return other.dep_ not in SUBJECTS
    owners = {GENDER.get(child.lower_) for child in other.lefts if child.dep_ == "poss" and child.lower_ in GENDER}
    if GENDER.get(pronoun.lower_) in owners:  # "Her lawyer said she …"
        return True
    if pronoun.dep_ == "poss":
        return other.dep_ == "pobj" and other.head.head == pronoun.head
    if other.dep_ in SUBJECTS and pronoun.dep_ in ("pobj", "dobj"):
        verb = pronoun.head.head if pronoun.dep_ == "pobj" else pronoun.head
        while verb.dep_ == "conj" and verb != other.head:
            verb = verb.head
        if verb == other.head:
            return True
    return other.head == pronoun.head and other.dep_ != "poss"


def is_subject_above(noun: Token, clause: Token) -> bool:
    """Whether a noun is the subject of the relative clause on which a clause hangs: "whom he named when he met her"."""
    above = clause.head
    return clause.dep_ == "advcl" and above.dep_ == "relcl" and noun.dep_ in SUBJECTS and noun.head == above
