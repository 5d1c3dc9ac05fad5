"""Where a noun phrase begins and ends.

What comes in: the head of a noun phrase. What goes out: the tokens of its core, which ends with the head, and
of the phrase with what `of` adds, which tells whose or of what it is (`the governments of South East Asia`).
"""

from __future__ import annotations

from kg.extract.entities.antecedents import is_pronoun
from kg.extract.entities.lexical import words
from kg.extract.tokens import Token

BEFORE_HEAD = words("det predet amod compound nummod quantmod nmod poss advmod neg")


def whole_word(noun: Token) -> Token:
    """The last part of a word of several with hyphens, of which `noun` is one: `founder` of `Co-founder`."""
    doc, i = noun.doc, noun.i
    while i + 1 < len(doc) and not doc[i].whitespace_ and (_is_hyphen(doc[i]) or _is_hyphen(doc[i + 1])):
        if not doc[i + 1].is_alpha and not (i + 2 < len(doc) and doc[i + 2].is_alpha and not doc[i + 1].whitespace_):
            break
        i += 1
    return doc[i] if doc[i].is_alpha and doc[i].pos_ in ("NOUN", "PROPN") else noun


def _is_hyphen(token: Token) -> bool:
    return token.text == "-"


def core(noun: Token) -> tuple[int, int]:
    """Tokens of the noun phrase up to its head; one token for a pronoun."""
    if is_pronoun(noun) and noun.tag_ != "DT":
        return noun.i, noun.i + 1
    start = noun.i
    for child in noun.lefts:
        if child.dep_ in BEFORE_HEAD:
            start = min(start, child.left_edge.i)
    while start > 1 and _is_hyphen(noun.doc[start - 1]) and not noun.doc[start - 1].whitespace_:
        if noun.doc[start - 2].whitespace_ or not noun.doc[start - 2].is_alpha:
            break
        start -= 2
    while start < noun.i and (noun.doc[start].is_space or noun.doc[start].is_punct):
        start += 1
    return start, noun.i + 1


def with_complement(noun: Token, start: int) -> tuple[int, int]:
    """Tokens of the noun phrase whose core begins at `start`, up to the end of what follows `of`."""
    following = next(iter(noun.rights), None)
    if following is None or following.lower_ != "of" or following.dep_ != "prep":
        return start, noun.i + 1
    end = following.right_edge.i + 1
    while noun.doc[end - 1].is_space or noun.doc[end - 1].is_punct:
        end -= 1
    return start, end
