"""The words that name a source where it speaks: `the ministry's spokesman Joel Aru`, `a diplomat from Oslo`.

What comes in: the head of those words. What goes out: their first and last token. With them go the determiner, the
title, an apposition and what tells which one is meant; relative clauses behind a comma, ages and brackets stay out.
"""

from __future__ import annotations

from kg.extract.claims.cues import document_nouns, word_set
from kg.extract.tokens import Token

_BEFORE = frozenset({"det", "predet", "amod", "compound", "nummod", "quantmod", "nmod", "poss", "advmod", "neg"})
_INSIDE = frozenset({"compound", "amod", "nmod"})
_MODIFIERS = frozenset({"acl", "relcl", "prep"})
_ASIDE = frozenset({"WDT", "WP", "WP$", "WRB", "VBN", "IN"})
_TIMES = frozenset({"DATE", "TIME"})
_LONGEST = 30


def find_source_words(holder: Token) -> tuple[int, int] | None:
    """The first token of the words for the source and the one after the last; None inside another noun's words."""
    if holder.pos_ == "PRON" and holder.tag_ != "DT":
        return None
    if holder.dep_ in _INSIDE:
        return None
    head = holder
    while head.dep_ == "appos" and head.head.i < head.i and head.head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    start = min([head.i, *(child.left_edge.i for child in head.lefts if child.dep_ in _BEFORE)])
    while start < head.i and (head.doc[start].is_space or head.doc[start].is_punct):
        start += 1
    end = holder.i + 1 if holder.dep_ == "poss" else _end(head)
    end = max(end, holder.i + 1)
    return (start, end) if end - start <= _LONGEST else None


def _end(head: Token) -> int:
    """Where the words end: behind what restricts the noun, or behind its apposition."""
    doc, end = head.doc, head.i + 1
    verb = head.head.i if head.dep_ in ("nsubj", "nsubjpass") and head.head.i > head.i else len(doc)
    for child in head.rights:
        first, last = child.left_edge.i, child.right_edge.i
        if last >= verb or child.is_punct or child.dep_ in ("case", "cc"):
            continue
        if child.dep_ == "appos" and _names_again(child):
            end = max(end, _end(child))
        elif child.dep_ in _MODIFIERS and first == end and _restricts(child):
            end = _without_aside(child, last + 1)
        elif child.dep_ == "conj" and child.pos_ == "NOUN" and "," not in [token.text for token in doc[end:first]]:
            end = max(end, _end(child))
        else:
            break
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return end


def _without_aside(modifier: Token, end: int) -> int:
    """The end of a modifier, or where a bracket or a clause behind a comma begins in it: `led by a vet, who …`."""
    doc = modifier.doc
    for i in range(modifier.left_edge.i, end - 1):
        if doc[i].text == "(" or (doc[i].text == "," and doc[i + 1].tag_ in _ASIDE):
            return i
    return end


def _names_again(noun: Token) -> bool:
    """Whether an apposition says who it is, and not how old."""
    return noun.pos_ in ("NOUN", "PROPN") and not noun.like_num


def _restricts(modifier: Token) -> bool:
    """Whether a phrase or clause right behind the noun tells which one, and not when or how it spoke."""
    if modifier.dep_ != "prep":
        return modifier.tag_ != "VBG" or modifier.right_edge.i - modifier.i <= 6
    inner = next((child for child in modifier.children if child.dep_ == "pobj"), None)
    if inner is None or inner.ent_type_ in _TIMES:
        return False
    told_in = inner.lemma_.lower() in document_nouns() | word_set("how one speaks")
    return modifier.lower_ in ("of", "from", "with") or not told_in
