"""One person told by a nationality or a faith: `an Afghan`, `the Norwegian`, `a Muslim`.

What comes in: a token. What goes out: whether it stands for such a person, and not for the state or the people.
"""

from __future__ import annotations

from kg.extract.entities.lexical import Known, known_names, words
from kg.extract.tokens import Token

_ONE = words("a an one another every each any")
_THE = words("the that this")
#: Adjectives that are the people itself behind `the`: `the French`, `the Dutch`, `the Japanese`.
_COLLECTIVE = ("ch", "sh", "ese", "ss")
_STANDING = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "attr", "conj", "appos", "ROOT"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})


def find_nationality(token: Token) -> Known | None:
    """What the lexicons know of the adjective by which one person is called here, if that is so."""
    known = known_names().get(token.text)
    if known is None or known.form != "adjective" or token.dep_ not in _STANDING:
        return None
    if any(_is_before_noun(each) for each in (token, *token.conjuncts)):
        return None
    articles = {child.lower_ for child in token.lefts if child.dep_ == "det"}
    if articles & _ONE:
        return known
    return known if articles & _THE and not token.text.endswith(_COLLECTIVE) else None


def _is_before_noun(adjective: Token) -> bool:
    """Whether an adjective describes what follows: `an Afghan soldier`, `a Chilean or Norwegian ship`."""
    following = adjective.nbor() if adjective.i + 1 < len(adjective.doc) else None
    return following is not None and (following.pos_ in _NOMINAL or following.text == "-")
