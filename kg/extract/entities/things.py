"""What a pronoun takes up besides those who act: things, matters, anybody at all.

What comes in: a pronoun and the tokens before it. What goes out: whether `it` stands for nothing, whether only
those who act can be meant, and which nouns are things that may be meant instead of a body or a state.
"""

from __future__ import annotations

from functools import cache, partial

from kg.extract.entities.lexical import find_noun, get_person_nouns, words
from kg.extract.entities.standing import nouns_of_messages
from kg.extract.lexicon import read_lexicon
from kg.extract.tokens import Token
from kg.extract.wordsets import get_word_set

_word_set = partial(get_word_set, "name_word_sets")
_SUBJECTS = ("nsubj", "nsubjpass")
_PLACES_IN_SENTENCE = ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "attr", "poss", "ROOT")
_NO_THINGS = ("DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY")
_CLAUSES = ("ccomp", "xcomp", "csubj", "advcl", "acl", "relcl")
_EMPTY_PREDICATES = words("be seem appear become remain turn feel take")
_ANYBODY = words("one someone somebody anyone anybody everyone everybody nobody whoever")
#: The frames of a cue verb in which a statement or a plan is its content.
_CLAUSE_FRAMES = words("c q d i")
_EACH = words("any every each no either neither")


def stands_for_nothing(it: Token) -> bool:
    """Whether `it` only fills the place of the subject: `it is clear that`, `it is time to`, `it rained`."""
    verb = it.head
    if it.lower_ != "it" or it.dep_ not in (*_SUBJECTS, "expl"):
        return False
    if it.dep_ == "expl" or verb.lemma_ in _word_set("weather"):
        return True
    following = [child for child in verb.children if child.i > verb.i]
    if it.dep_ == "nsubjpass":
        return any(child.dep_ == "ccomp" and _begins_with_that(child) for child in following)
    if verb.lemma_ not in _EMPTY_PREDICATES:
        return False
    said = [child for child in following if child.dep_ in ("acomp", "attr", "oprd")]
    below = [*following, *(inner for child in said for inner in child.children)]
    return bool(said) and any(child.dep_ in _CLAUSES and _is_told_of_it(child) for child in below)


def needs_actor(pronoun: Token) -> bool:
    """Whether the pronoun is the subject of a verb for what only those who act do: `it said`, `they decided`."""
    verb = pronoun.head
    return pronoun.dep_ == "nsubj" and verb.pos_ == "VERB" and verb.lemma_ in _acting_verbs()


def is_thing(noun: Token, *, plural: bool) -> bool:
    """Whether a noun that no name is part of may be what `it`, or `they`, takes up, and is for nobody who acts."""
    if noun.tag_ not in (("NNS",) if plural else ("NN",)) or noun.dep_ not in _PLACES_IN_SENTENCE:
        return False
    if noun.ent_type_ in _NO_THINGS or not noun.is_alpha or noun.lower_ in _word_set("times"):
        return False
    known = find_noun(noun.lower_)
    if known is not None:
        return known.kind == "place" and known.plural == plural
    return noun.lemma_.lower() not in get_person_nouns()


def is_anybody(token: Token) -> bool:
    """Whether somebody untold is meant whom `they` may take up: `no one`, `every voter`."""
    if token.lower_ in _ANYBODY and token.pos_ in ("PRON", "NOUN", "NUM"):
        return token.dep_ in (*_SUBJECTS, "poss", "pobj", "dobj")
    return token.tag_ == "NN" and any(child.dep_ == "det" and child.lower_ in _EACH for child in token.children)


@cache
def _acting_verbs() -> frozenset[str]:
    """Verbs of saying, holding, and sending word, without those of which a thing is the subject as well."""
    said = {row["lemma"] for row in read_lexicon("cue_verbs") if _CLAUSE_FRAMES & set(row["frames"].split())}
    said |= {row["verb"] for row in read_lexicon("communication_verbs")}
    return frozenset(said) - _word_set("verbs of showing")


def may_tell(noun: Token) -> bool:
    """Whether what says something is a body of whatever name, no document and no person: `the campaign`."""
    known = find_noun(noun.lower_)
    if noun.tag_ != "NN" or noun.pos_ != "NOUN":
        return False
    if known is not None and known.kind != "place":
        return known.kind in ("organization", "group") and not known.plural
    return noun.lemma_.lower() not in get_person_nouns() | nouns_of_messages() and noun.head.lemma_ in _acting_verbs()


def _begins_with_that(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def _is_told_of_it(clause: Token) -> bool:
    """Whether a clause is what the predicate is said of: one with `that`, `to`, `for … to`, a subject of its own."""
    return any(
        (child.dep_ == "mark" and child.lower_ in ("that", "for", "whether", "if"))
        or (child.dep_ == "aux" and child.lower_ == "to")
        or child.dep_ in _SUBJECTS
        for child in clause.children
    )
