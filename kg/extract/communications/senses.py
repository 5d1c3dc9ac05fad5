"""In which sense a noun for messages or talks stands: an appeal or a charm, a press release or that of a prisoner.

What comes in: a noun of a parsed text. What goes out: yes or no.
"""

from __future__ import annotations

from functools import cache

from kg.extract.entities.lexical import words
from kg.extract.lexicon import read_lexicon
from kg.extract.tokens import Token

#: What someone is called on who is phoned: "a call on his mobile".
_LINES = words("phone telephone cellphone mobile radio line")
#: Verbs whose object is an appeal to someone, and no charm and no case before a court.
_APPEALING = words("heed ignore issue launch make publish release renew repeat send sign voice")
_SAYING = words("add announce claim confirm explain note read report say state")
_OFFICIAL = words("official written joint")
_DATED = frozenset(("DATE", "TIME"))
#: What contact is called that is of words.
_OFFICIALLY = words("diplomatic direct formal high-level informal official radio regular secret telephone")
_SICK = words("animal bird body case carrier infected patient poultry sick victim virus")
_MAIL = words("mail email e-mail")
_BY = words("by in over through via")
_THREATENING = words("carry deliver issue make receive renew repeat send")
_KEEPING = words("be establish keep maintain remain stay")


def is_a_message(noun: Token, lemma: str) -> bool:
    """Whether a noun stands for something sent, not for the means or for a danger: not "on cable", "hacked e-mail"."""
    if lemma == "cable":
        return noun.dep_ != "pobj" or noun.head.lower_ != "on"
    if lemma == "question":  # "the milk in question", "the question of war"
        is_matter = noun.dep_ == "pobj" and noun.head.lower_ == "in" and not noun.lefts
        return not is_matter and not (noun.tag_ == "NN" and any(child.lower_ == "of" for child in noun.rights))
    if lemma in _MAIL and noun.tag_ == "NN":
        is_one = any(child.dep_ in ("det", "poss", "nummod") for child in noun.lefts)
        is_sent = any(child.lower_ in ("from", "to") for child in noun.rights)
        return is_one or is_sent or (noun.dep_ == "pobj" and noun.head.lower_ in _BY)
    if lemma == "threat" and noun.tag_ == "NN":
        is_told = noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in _THREATENING
        return is_told or any(child.dep_ in ("acl", "ccomp") or child.lower_ == "from" for child in noun.rights)
    return True


def has_other_sense(noun: Token) -> bool:
    """Whether a word before a noun, or behind its "of", makes it no message: "senior notes", "a letter of credit"."""
    marks = _other_senses().get(noun.lemma_.lower())
    if marks is None:
        return False
    if any(child.lower_ in marks or child.lemma_.lower() in marks for child in noun.lefts):
        return True
    of = (each for child in noun.rights if child.lower_ == "of" for each in child.children)
    return any(each.lower_ in marks for each in of)


def is_appeal(call: Token) -> bool:
    """Whether a call is one for, or on someone for, something, and not by telephone: not "phone calls for help"."""
    return not any(child.dep_ == "compound" for child in call.lefts) and _says_for_what(call)


def is_addressed(appeal: Token) -> bool:
    """Whether an appeal asks something of someone, and is no charm: "an appeal for help", "Norway's appeal to Chad"."""
    if any(child.lower_ in ("by", "from", "to") for child in appeal.rights) or _says_for_what(appeal):
        return True
    return appeal.dep_ in ("dobj", "nsubjpass") and appeal.head.lemma_ in _APPEALING


def _says_for_what(call: Token) -> bool:
    """Whether words behind it say what is asked for: "for calm", "by Norway for calm", "to stop", "that all leave"."""
    after = [child for child in call.rights if child.dep_ == "prep"]
    callers = [each for child in after if child.lower_ in ("by", "from") for each in child.children]
    after += [each for caller in callers for each in caller.rights if each.lower_ == "for"]
    if any(
        child.lower_ in ("for", "on")
        and not any(each.ent_type_ in _DATED or each.lemma_ in _LINES for each in child.children)
        for child in after
    ):
        return True
    clauses = (child for head in (call, *callers) for child in head.rights if child.dep_ in ("acl", "relcl", "ccomp"))
    return any(
        each.lower_ in ("to", "that") and each.dep_ in ("aux", "mark") for clause in clauses for each in clause.lefts
    )


def is_a_talk(talk: Token) -> bool:
    """Whether it is one talk that was held, not "talk of war", "foul talk"."""
    is_one = any(child.dep_ in ("det", "poss", "nummod") for child in talk.lefts)
    is_rumour = any(child.lower_ == "of" or child.dep_ == "ccomp" for child in talk.rights)
    told = (mark for child in talk.rights if child.dep_ == "acl" for mark in child.lefts)
    return is_one and not is_rumour and not any(mark.lower_ in ("that", "to") for mark in told)


def is_for_the_press(release: Token) -> bool:
    """Whether a release says something, and is none of a prisoner: "said in a release", "the agency's release said"."""
    if any(child.tag_ == "PRP$" or child.lower_ in ("of", "from") for child in release.children):
        return False
    if any(child.lower_ in _OFFICIAL for child in release.lefts):
        return True
    if release.dep_ == "nsubj":
        return release.head.lemma_ in _SAYING
    before = release.head
    if release.dep_ != "pobj" or before.lower_ not in ("in", "to"):
        return False
    return before.head.lemma_ in _SAYING if before.lower_ == "in" else before.head.lower_ == "according"


def is_contact_in_words(contact: Token) -> bool:
    """Whether those who are in contact talk, and do not touch: "is in contact with", "official contact with"."""
    if any(each.lemma_ in _SICK for child in contact.rights for each in child.children):
        return False
    if contact.tag_ == "NNS" or any(child.lower_ in _OFFICIALLY for child in contact.lefts):
        return True
    if contact.dep_ == "pobj":
        return contact.head.lower_ == "in" and contact.head.head.lemma_ in _KEEPING
    return contact.dep_ == "dobj" and contact.head.lemma_ in _KEEPING


@cache
def _other_senses() -> dict[str, frozenset[str]]:
    """The words beside each noun that make it something else than a message."""
    return {row["noun"]: frozenset(row["beside"].split()) for row in read_lexicon("communication_noun_senses")}
