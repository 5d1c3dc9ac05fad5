"""How a pronoun or a noun stands in its sentence: its clause, who bears a name, what tells which one is meant.

What comes in: tokens of a parsed text. What goes out: other tokens, or whether something holds of one.
"""

from __future__ import annotations

from functools import cache

from kg.extract.entities.lexical import find_noun
from kg.extract.lexicon import read_lexicon
from kg.extract.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_CLAUSE = ("ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "xcomp", "parataxis", "pcomp", "csubj")


def tells_which(child: Token) -> bool:
    """Whether what follows a noun tells which one is meant; a clause after a comma does not."""
    if child.dep_ == "relcl":
        return child.left_edge.i == 0 or child.left_edge.nbor(-1).text != ","
    return child.dep_ in ("prep", "acl", "nummod", "appos")


def bearer_of(name: Token) -> Token:
    """The noun to which a name is added: `mayor` for `Pires` in `The mayor, Duarte Pires, …`; else the name."""
    if name.dep_ != "appos":
        return name
    noun = name.head
    if noun.tag_ in ("NNS", "NNPS"):
        return name
    return noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun


def subject_ahead(pronoun: Token) -> Token | None:
    """The subject of the main clause after what is put before it: `In their letters, the groups wrote`."""
    top = pronoun
    while top.dep_ not in ("prep", "advcl", "ROOT") or top.head.dep_ in ("pobj", "prep", "pcomp"):
        if top.head is top:
            return None
        top = top.head
    verb = top.head
    if (
        top.dep_ not in ("prep", "advcl")
        or verb.pos_ not in ("VERB", "AUX")
        or top.i > verb.i
        or top.left_edge.i > verb.left_edge.i + 1
    ):
        return None
    subjects = [
        child
        for child in verb.children
        if child.dep_ in _SUBJECTS and child.i > pronoun.i and child.pos_ in ("NOUN", "PROPN")
    ]
    return subjects[0] if subjects else None


def clause_of(token: Token) -> Token:
    """The head of the clause in which the token stands."""
    while token.dep_ not in _CLAUSE and token.head is not token:
        token = token.head
    return token


def acts_in_the_active(pronoun: Token) -> bool:
    """Whether the pronoun is the subject of a verb in the active: several things seldom are."""
    return pronoun.dep_ == "nsubj" and pronoun.head.pos_ == "VERB"


def find_teller(pronoun: Token) -> Token | None:
    """The subject of the verb of saying of whose clause the pronoun is the subject: `The board said that it …`."""
    verb = pronoun.head
    while verb.dep_ in ("conj", "xcomp") and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    above = verb.head
    if pronoun.dep_ not in _SUBJECTS or verb.dep_ != "ccomp" or above.pos_ != "VERB" or above.i > pronoun.i:
        return None
    return next((child for child in above.lefts if child.dep_ == "nsubj"), None)


def stands_before_message(noun: Token) -> bool:
    """Whether a noun tells whose message the next one is: the ministry in `a ministry statement`; no `news reports`."""
    known = find_noun(noun.lower_)
    if known is not None and known.type == "media":
        return False
    return noun.dep_ == "compound" and noun.head.pos_ == "NOUN" and noun.head.lemma_ in nouns_of_messages()


@cache
def nouns_of_messages() -> frozenset[str]:
    """Nouns for messages and for talks."""
    return frozenset(row["noun"] for row in read_lexicon("communication_nouns"))


def bodies_beside(noun: Token) -> list[Token]:
    """Those for whom someone speaks or whom they lead: the union in `the union's spokesman`, `the head of the union`.

    The words stand beside the noun, or beside an apposition either way.
    """
    nouns = [noun, *(child for child in noun.rights if child.dep_ == "appos")]
    nouns += [noun.head] if noun.dep_ == "appos" else []
    found = [child for each in nouns for child in each.lefts if child.dep_ in ("poss", "compound", "nmod")]
    phrases = (child for each in nouns for child in each.rights if child.lower_ in ("of", "for", "at", "from"))
    return [*found, *(inner for phrase in phrases for inner in phrase.children if inner.dep_ == "pobj")]
