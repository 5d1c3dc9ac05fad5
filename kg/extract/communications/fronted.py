"""The subject behind a list that is put first: "In a letter to the king, the pope and the mayor, the union asked …".

What comes in: a verb of a parsed text. What goes out: where the list ends, and the heads of the subject.

The parser takes members of such a list for the subject. The list ends at the comma behind its last "and"; what
stands between that comma and the verb is the subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.arguments import find_prepositional, spread
from kg.extract.communications.lexicon import find_noun
from kg.extract.tokens import Doc, Token

_NOMINAL = ("NOUN", "PROPN", "PRON")
_SUBJECTS = ("nsubj", "nsubjpass")
_AND = frozenset(("and", "or", "&"))
_ADDRESSING = frozenset(("to", "with", "between", "from", "by", "among", "for"))
_WHERE_AND_WHEN = frozenset(("GPE", "LOC", "FAC", "DATE", "TIME"))
#: The commas before, inside and behind a noun with a name beside it.
_COMMAS_AROUND = 3


@dataclass(frozen=True, slots=True)
class Fronted:
    """What stands behind a phrase put first.

    Attributes:
        end: the token at which the subject begins.
        subjects: the heads of the subject, if they are other than the parser says.
    """

    end: int
    subjects: tuple[Token, ...] = ()


def find_fronted(verb: Token) -> Fronted | None:
    """Where the subject of `verb` begins behind a message that is put first, if one is."""
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
    phrase = next((child for child in verb.lefts if child.dep_ == "prep" and _has_message(child)), None)
    if phrase is None and not subjects and verb == find_verb_behind(verb.sent.root):
        phrase = verb.sent.root
    if phrase is not None and not subjects:
        return _find_apposed(phrase, verb)
    if phrase is None or phrase.i > subjects[0].i:
        return None
    comma = _end_of_list(phrase, verb)
    if comma is None:
        return Fronted(subjects[0].left_edge.i)
    behind = range(comma + 1, verb.i)
    heads = [i for i in behind if _may_be_subject(verb.doc[i])]
    if not heads:
        return Fronted(subjects[0].left_edge.i)
    return Fronted(comma + 1, tuple(spread(verb.doc[heads[0]])))


def find_verb_behind(phrase: Token) -> Token | None:
    """The verb that the parser takes for a participle in a phrase put first: "In a letter to the king, Lind, said"."""
    if phrase.dep_ != "ROOT" or phrase.pos_ != "ADP" or not _has_message(phrase):
        return None
    behind = (token for token in phrase.sent if token.dep_ == "acl" and token.tag_ == "VBD")
    return next((verb for verb in behind if verb.i and verb.nbor(-1).text == ","), None)


def _find_apposed(phrase: Token, verb: Token) -> Fronted | None:
    """The subject that the parser takes for the last in the phrase put first: "to staff seen by the Mirror, Lind said".

    It stands between the last comma and the verb; where a comma parts it from the verb, it is a noun with a name, or a
    name with a noun, behind it: "to the king, the club's head, Paul Lind, said".
    """
    commas = [token.i for token in verb.doc[phrase.i : verb.i] if token.text == ","]
    if commas and commas[-1] == verb.i - 1:
        return _find_explained(verb, commas)
    last = verb.nbor(-1)
    if not commas or phrase.right_edge.i != last.i or not _is_eaten(last):
        return None
    if any(token.lower_ in _AND for token in verb.doc[commas[-1] : verb.i]):
        return None
    return Fronted(commas[-1] + 1, (last,))


def _find_explained(verb: Token, commas: Sequence[int]) -> Fronted | None:
    """The subject of a noun and a name between commas, by its name if that comes last."""
    if len(commas) < _COMMAS_AROUND:
        return None
    start, middle, end = commas[-_COMMAS_AROUND:]
    if verb.doc[start + 1].tag_ in ("WDT", "WP", "VBN", "VBG") or verb.doc[start + 1].pos_ == "ADP":
        return None
    if any(token.lower_ in _AND for token in verb.doc[start:end]):
        return None
    last = verb.doc[end - 1]
    if last.pos_ == "PROPN" and _is_eaten(last):
        return Fronted(start + 1, (last,))
    first = next((i for i in range(start + 1, middle) if _may_be_subject(verb.doc[i])), None)
    return None if first is None else Fronted(start + 1, (verb.doc[first],))


def _is_eaten(noun: Token) -> bool:
    """Whether the parser made a noun a part of the phrase before it."""
    return noun.pos_ in _NOMINAL and noun.dep_ in ("appos", "pobj", "conj")


def _is_where(doc: Doc, comma: int, end: int) -> bool:
    """Whether places and times, or a participle, stand between a comma and the next: ", dated 3 May, Ana Ruiz said"."""
    if doc[end].text != ",":
        return False
    between = doc[comma + 1 : end]
    is_participle = between[0].tag_ in ("VBN", "VBG") if len(between) else False
    return is_participle or all(token.ent_type_ in _WHERE_AND_WHEN or token.pos_ == "ADP" for token in between)


def _may_be_subject(token: Token) -> bool:
    """Whether a token heads a phrase of its own, outside a relative clause: not the "we" of "which we have seen"."""
    if token.pos_ not in _NOMINAL or token.dep_ in ("compound", "poss", "pobj", "nmod", "nummod", "npadvmod"):
        return False
    return token.dep_ not in (*_SUBJECTS, "dobj") or token.head.dep_ != "relcl"


def _has_message(preposition: Token) -> bool:
    return any(
        find_noun(token) is not None for _, token in find_prepositional(preposition.head) if token.head == preposition
    )


def _end_of_list(start: Token, verb: Token) -> int | None:
    """The first comma behind the last "and" that a comma follows before the verb.

    Without "and", or where nobody is addressed, no list can begin: then it is the first comma, places and times aside
    ("In a speech in Bergen, Norway, on Friday, Ana Ruiz said").
    """
    found, after_and = None, False
    before = verb.doc[start.i + 1 : verb.i - 1]
    commas = [token.i for token in before if token.text == ","]
    is_addressed = any(token.lower_ in _ADDRESSING for token in verb.doc[start.i : commas[0] if commas else start.i])
    if not is_addressed or not any(token.lower_ in _AND for token in before):
        return next((comma for comma, end in pairwise((*commas, verb.i)) if not _is_where(verb.doc, comma, end)), None)
    for token in before:
        if token.lower_ in _AND:
            after_and = True
        elif token.text == "," and after_and:
            found, after_and = token.i, False
    return found
