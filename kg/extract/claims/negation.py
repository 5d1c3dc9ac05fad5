"""Whether what introduces a claim is denied itself: `does not say`, `no longer wants`, `nobody claims`, `no plan`."""

from __future__ import annotations

from kg.extract.claims.cues import word_set
from kg.extract.tokens import Token


def is_denied(word: Token) -> bool:
    """Whether a verb or a noun is negated by a word beside it."""
    if word.dep_ == "conj" and any(child.lower_ == "nor" for child in word.head.rights):
        return True
    return any(_denies(child) for child in word.children)


def _denies(word: Token) -> bool:
    return word.dep_ == "neg" or word.lower_ == "neither" or _is_no(word) or _is_no_longer(word)


def is_nobody(holder: Token | None) -> bool:
    """Whether the words for the source say that there is none: `nobody`, `no minister`."""
    return holder is not None and (holder.lower_ in word_set("nobody") or any(_is_no(child) for child in holder.lefts))


def is_refused(verb: Token) -> bool:
    """`refused to say whether`, `stopped claiming that`: what is not said after all, or no more."""
    return verb.dep_ == "xcomp" and (verb.head.lemma_ in word_set("refuses") or verb.head.lemma_ in word_set("ends"))


def _is_no(word: Token) -> bool:
    return word.dep_ == "det" and word.lower_ == "no"


def _is_no_longer(word: Token) -> bool:
    return word.lower_ == "longer" and any(child.lower_ == "no" for child in word.lefts)
