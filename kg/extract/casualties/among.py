"""Those who are told to be among the harmed: `two children were among the dead`, `the victims include a nurse`.

What comes in: a parsed sentence. What goes out: `Harmed`s that are part of an earlier count.
What it never does: say which count that is.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arguments import find_arguments, spread
from kg.extract.casualties.certainty import find_certainty, find_verb_above
from kg.extract.casualties.harm_words import find_nominal, get_harm_words
from kg.extract.casualties.harms import Harmed
from kg.extract.casualties.persons import is_people
from kg.extract.tokens import Token, Tokens

_EQUATING = frozenset(("be", "comprise", "include"))
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_THOSE = frozenset(("those", "people", "others"))
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "attr", "dobj"))


def find_among(sentence: Tokens) -> Iterator[Harmed]:
    """All who are counted among the harmed of the sentence."""
    for token in sentence:
        if token.lower_ in ("among", "of") and token.dep_ == "prep":
            yield from _of_preposition(token)
        elif token.lemma_ in _EQUATING and token.pos_ in ("VERB", "AUX"):
            yield from _of_verb(token)


def _of_preposition(preposition: Token) -> Iterator[Harmed]:
    """Of "two children were among the dead", "of the dead, 14 were children"."""
    governor = find_verb_above(preposition)
    is_adverbial = preposition.head.pos_ in ("VERB", "AUX") or preposition.head.lower_ == "out"
    if preposition.lower_ == "of" and not (is_adverbial and _describes_people(governor)):
        return
    words = [word for child in preposition.children if child.dep_ == "pobj" for word in spread(child)]
    named = next(((word, harm) for word in words if (harm := _harm_of(word)) is not None), None)
    if named is None or find_certainty(governor) == 0:
        return
    word, harm = named
    if not is_adverbial and preposition.head.pos_ in ("NOUN", "NUM", "PROPN"):
        nouns = [preposition.head]
    else:
        nouns = [child for child in governor.children if child.dep_ in _ARGUMENTS and child.tag_ not in ("WP", "WDT")]
        nouns = nouns or [*find_arguments(governor).patients]
    for noun in nouns:
        yield from (Harmed(word, each, harm, governor, 0.8, is_part=True) for each in spread(noun))


def _describes_people(verb: Token) -> bool:
    """Whether "be" says who they are: "were children", "are from Oslo", "are Danish"."""
    return verb.lemma_ == "be" and any(
        (child.dep_ == "attr" and is_people(child))
        or child.ent_type_ == "NORP"
        or (child.lower_ == "from" and any(noun.ent_type_ in _PLACES for noun in child.rights))
        for child in verb.rights
    )


def _of_verb(verb: Token) -> Iterator[Harmed]:
    """Of "the dead include a nurse", "the victims were two women": the nurse, the women."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    harm = _harm_of(subject) if subject is not None and not _is_one_of_many(subject) else None
    if subject is None or harm is None or find_certainty(verb) == 0:
        return
    for child in verb.rights:
        if child.dep_ in ("dobj", "attr") and is_people(child):
            yield from (Harmed(subject, each, harm, verb, 0.8, is_part=True) for each in spread(child))


def _is_one_of_many(subject: Token) -> bool:
    """Whether the subject is someone of that kind, "a refugee", and not those of whom the text told."""
    return any(child.lower_ in ("a", "an") for child in subject.lefts)


def _harm_of(word: Token) -> str | None:
    """The harm of "the dead", "the victims", "those killed", "the 23 fishermen arrested"."""
    if word.lower_ in _THOSE or word.like_num or any(child.dep_ == "nummod" for child in word.lefts):
        described = next((child for child in word.children if child.dep_ in ("acl", "relcl", "amod")), None)
        if described is None:
            return find_nominal(word)
        rows = get_harm_words("verb").get(described.lemma_) or get_harm_words("adjective").get(described.lower_)
        return rows[0]["harm"] if rows else None
    return find_nominal(word)
