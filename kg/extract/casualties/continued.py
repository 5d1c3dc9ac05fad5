"""Figures that have no word of harm of their own and continue an earlier one: `the ministry puts it at seven`.

What comes in: a sentence, its figures, and the harm that was counted before. What goes out: the harm that each figure
counts, with how it continues the earlier count: as another figure for the same people, or as a part of them.
What it never does: read a figure that a noun for anything but people follows.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.casualties.figures import Figure
from kg.extract.casualties.harm_words import find_nominal, get_harm_words, names_infection
from kg.extract.casualties.persons import PEOPLE, is_people
from kg.extract.casualties.told import find_phrase_of, find_state
from kg.extract.tokens import Token
from kg.extract.wordsets import get_word_set

_GIVING = get_word_set("casualty_word_sets", "verbs that give a number")
_SPEAKING = get_word_set("casualty_word_sets", "verbs of speaking of a number")
_SETTING = get_word_set("casualty_word_sets", "verbs that set a number")
_NUMBERS = get_word_set("casualty_word_sets", "nouns of numbers")
_DEGREES = get_word_set("casualty_word_sets", "degrees of injury")
_FATALLY = frozenset(("fatally", "mortally"))
_PRONOUNS = frozenset(("it", "that", "this", "which"))
_THEM = frozenset(("them", "whom", "these", "those"))
_BESIDE = frozenset(("only", "just", "now", "already", "even", "still", "also", "another", "later", "so", "far"))
#: How far to the left of a figure, in tokens, its verb is looked for.
_REACH = 14


class Continuation(NamedTuple):
    """How a figure continues an earlier count.

    Attributes:
        word: the word that brings the figure in.
        harm: what it counts, where words beside it say so; else the harm of the earlier count.
        is_part: whether it counts some of those who were counted before.
        reach: how many sentences before this one the earlier count may stand in.
    """

    word: Token
    harm: str | None = None
    is_part: bool = False
    reach: int = 0


def find_continuation(first: Token, last: Token, figure: Figure) -> Continuation | None:
    """How the figure, which goes from `first` to `last`, continues an earlier count, if it does."""
    sentence = first.sent
    left = [token for token in sentence.doc[max(sentence.start, first.i - _REACH) : first.i] if not token.is_quote]
    right = [token for token in sentence.doc[last.i + 1 : min(sentence.end, last.i + 8)] if not token.is_quote]
    if part := _find_part(left, last, right):
        return part
    if not _is_bare(figure, last, right):
        return None
    while left and left[-1].lower_ in _BESIDE:
        left.pop()
    return (
        _find_second(left)
        or _find_before_noun(left, right)
        or _find_told(left)
        or _find_listed(left)
        or _find_ellipsis(left, last, right)
    )


def _find_part(left: list[Token], last: Token, right: list[Token]) -> Continuation | None:
    """Of "four of them children", "five of the injured", "12 seriously": those that are part of an earlier figure."""
    words = [token.lower_ for token in right]
    if words[:1] == ["of"] and len(words) > 2:
        is_before_noun = words[1] in ("these", "those") and right[2].pos_ in ("ADJ", "NOUN", "NUM")
        if words[1] in _THEM and not is_before_noun:
            return _of_them(right[1], right[2:])
        if words[1] in ("the", "these", "those") and (named := _find_named(right[2:])):
            is_fatal = any(token.lower_ in ("fatal", "lethal") for token in right[3:])
            return Continuation(named[0], "killed" if is_fatal else named[1], is_part=True, reach=3)
    if words[:1] and words[0] in _FATALLY and left and left[-1].lower_ in (",", "and"):
        return Continuation(right[0], "killed", is_part=True)
    if words[:1] and words[0] in _DEGREES and left and left[-1].lower_ in (",", "and"):
        return Continuation(right[0], "injured", is_part=True)
    if len(left) > 1 and left[-1].lower_ in ("them", "whom"):
        if left[-2].lower_ == "among":
            return Continuation(last, is_part=True, reach=1)
        if left[-2].lower_ == "of":
            return _of_them(last, right)
    return None


def _find_named(after: list[Token]) -> tuple[Token, str] | None:
    """Of "163 recorded deaths", "12 initially killed": the word of harm; before it only numbers and the like."""
    for token in after[:4]:
        if (harm := find_nominal(token)) is not None:
            return token, harm
        if not (token.like_num or token.pos_ in ("NUM", "ADJ", "ADV") or token.dep_ in ("amod", "advmod", "compound")):
            return None
    return None


def _of_them(them: Token, after: list[Token]) -> Continuation | None:
    """Of "four of them children", "of them critically", "of whom were soldiers"; not of what only a verb tells."""
    if not after:
        return None
    if after[0].lower_ in _DEGREES:
        return Continuation(after[0], "injured", is_part=True, reach=1)
    if (state := find_state(after[0], after[1:5])) is not None:
        return Continuation(*state, is_part=True, reach=1)
    if after[0].lemma_ == "be" and len(after) > 1:
        described = next((token for token in after[1:4] if token.pos_ in ("NOUN", "PROPN", "VERB")), None)
        if described is None or described.pos_ == "VERB" or not is_people(described):
            return None
        return Continuation(described, is_part=True, reach=1)
    if after[0].pos_ in ("VERB", "AUX", "PART", "PUNCT", "CCONJ", "SCONJ"):
        return None
    return Continuation(them, is_part=True, reach=1)


def _is_bare(figure: Figure, last: Token, right: list[Token]) -> bool:
    """Whether nothing but people is counted: the number stands alone, or before "people" or "victims"."""
    following = next((token for token in right if token.pos_ not in ("ADJ", "ADV")), None)
    if figure.noun.i > last.i:
        return figure.noun.lower_ in PEOPLE or figure.noun.lower_ in ("victims", "deaths", "casualties")
    if right[:1] and right[0].ent_type_ in ("DATE", "TIME"):  # "compared with 30 last year"
        return True
    is_counted = following is not None and following.pos_ in ("NOUN", "PROPN", "SYM", "NUM")
    adjacent = right[:1] and right[0].pos_ in ("ADJ", "NOUN", "PROPN", "SYM", "NUM")
    return not (is_counted and adjacent) and not (right[:1] and right[0].lower_ in ("of", "-", "%", "per"))


def _find_second(left: list[Token]) -> Continuation | None:
    """Of "up from 13", "compared with nine": the figure that another is measured by."""
    words = [token.lower_ for token in left[-2:]]
    if words in ([",", "against"], ["up", "from"], ["down", "from"], ["compared", "with"], ["compared", "to"]):
        return Continuation(left[-2])
    if len(left) > 3 and words[-1:] == ["from"] and left[-2].like_num and left[-3].lower_ == "to":
        return Continuation(left[-4]) if left[-4].lemma_ in _SETTING else None  # "lowered to 41 from 58"
    return None


def _find_before_noun(left: list[Token], right: list[Token]) -> Continuation | None:
    """Of "brings to 14 the number of those killed": the harm after the figure."""
    if len(right) < 2 or len(left) < 2 or left[-1].lower_ != "to" or left[-2].lemma_ not in _SETTING:
        return None
    return _of_number(right[1], left[-2]) if right[1].lemma_.lower() in _NUMBERS else None


def _find_told(left: list[Token]) -> Continuation | None:
    """Of "speaks of 12", "puts it at seven", "the figure had risen to 212": the verb that brings the number."""
    if not left:
        return None
    nearest = left[-1]
    if nearest.pos_ == "VERB" and nearest.lemma_ in _GIVING:
        return Continuation(nearest, reach=1)
    if nearest.lower_ == "to" and len(left) > 1 and left[-2].lemma_ in _GIVING:
        return Continuation(left[-2], reach=1)
    if nearest.lower_ == "of" and len(left) > 1 and left[-2].lemma_ in _SPEAKING:
        return Continuation(left[-2], reach=2)
    if nearest.lower_ == "of" and any(token.lower_ in ("and", "then", "later") for token in left[-4:-1]):
        verb = next((token for token in left if token.lemma_ in _SPEAKING and token.nbor().lower_ == "of"), None)
        return Continuation(verb) if verb is not None else None  # "spoke of nine dead and on Monday of 33"
    if nearest.lower_ == "to" and len(left) > 3 and left[-2].lower_ in ("closer", "nearer"):
        nearest = left[-3]
        if left[-4].lower_ in _PRONOUNS:
            return Continuation(nearest, reach=1)
    if nearest.lemma_ == "be":
        return _of_subject(nearest, left)
    if nearest.lower_ in ("to", "at", "as", "from", "past", "above"):
        verb = next((token for token in reversed(left[:-1]) if token.lemma_ in _SETTING and token.pos_ == "VERB"), None)
        return _of_subject(verb, left) if verb is not None else None
    return None


def _of_subject(verb: Token, left: list[Token]) -> Continuation | None:
    """Of "the figure had risen to 212", "put the number at 12": if what is set is a number, or a pronoun for one."""
    for token in reversed(left):
        is_number = token.lemma_.lower() in _NUMBERS and token.pos_ in ("NOUN", "PROPN")
        if is_number or (token.lower_ == "that" and token.nbor().lower_ == "of"):
            return _of_number(token, verb)
        if token.head == verb and token.dep_ == "nsubj" and token.tag_ == "NNS" and (harm := find_nominal(token)):
            return Continuation(verb, harm)  # "deaths fell to 45 from 60"
    if verb.lemma_ in ("put", "set", "place", "peg", "estimate") and verb.nbor().lower_ in _PRONOUNS:
        return Continuation(verb, reach=2)
    return None


def _of_number(number: Token, verb: Token) -> Continuation | None:
    """Of "the death toll", "the number of injured": their harm; of "the number" alone that of the earlier figure."""
    sentence = number.sent
    after = sentence.doc[number.i + 1 : min(sentence.end, number.i + 9)]
    before = number.nbor(-1).lower_ if number.i > sentence.start else ""
    tolls = get_harm_words("toll").get(number.lemma_.lower(), ())
    if len(after) and after[0].lower_ == "of":
        harm = next((harm for word in after[1:] if (harm := _find_harm(word))), None)
        return Continuation(verb, harm) if harm is not None else None
    clause = next((child for child in number.rights if child.dep_ == "relcl"), None)
    if clause is not None:  # "the number who have had to leave their homes"
        harm = next((harm for word in clause.subtree if (harm := _find_harm(word))), None)
        return Continuation(verb, harm) if harm is not None else None
    if before == "whose" and (harm := _find_owned(number)) is not None:
        return Continuation(verb, harm)
    row = next((row for row in tolls if not row["with"] or row["with"] == before), None)
    return Continuation(verb, row["harm"] if row is not None else None, reach=2)


def _find_owned(number: Token) -> str | None:
    """The harm of those whose number it is: "the displaced, whose number it puts at 500"."""
    i = number.i - 2
    while i > number.sent.start and number.doc[i].is_punct:
        i -= 1
    return find_nominal(number.doc[i])


def _find_harm(word: Token) -> str | None:
    """The harm in "the number of injured", "of people killed", "of people in custody"."""
    if (harm := find_nominal(word)) is not None:
        return harm
    if word.dep_ == "prep" and (state := find_state(word, tuple(word.children))) is not None:
        return state[1]
    if word.dep_ in ("acomp", "amod") and word.lower_ in ("ill", "sick"):
        return "infected" if names_infection(word.doc) else "affected"
    rows = get_harm_words("verb").get(word.lemma_, ()) if word.tag_ in ("VBN", "VBD") else ()
    if not rows and word.pos_ == "VERB" and word.dep_ in ("acl", "relcl", "xcomp"):
        return find_phrase_of(word)
    return rows[0]["harm"] if rows else None


def _find_listed(left: list[Token]) -> Continuation | None:
    """Of "Confirmed deaths: 92", "Injured: 340": the harm before the colon."""
    if len(left) < 2 or left[-1].lower_ != ":":
        return None
    words = [word for word in left[-4:-1] if find_nominal(word)]
    is_label = all(word.pos_ in ("NOUN", "ADJ", "VERB", "PROPN") for word in left[-3:-1])
    return Continuation(words[-1], find_nominal(words[-1])) if words and is_label else None


def _find_ellipsis(left: list[Token], last: Token, right: list[Token]) -> Continuation | None:
    """Of "seven were killed in Tarn and five in Orda", "the union says 12 died, the army 40": the five, the 40."""
    if left and left[-1].lower_ in ("and", ",", ";") and right:
        return Continuation(last) if right[0].lower_ in ("in", "at", "on", "near", "off") else None
    if right and not right[0].is_punct:
        return None
    if left and left[-1].lower_ == "of" and any(token.lemma_ in _SPEAKING for token in left):
        left = left[:-1]
    for start in (-2, -3, -4):
        phrase = left[start:]
        is_phrase = len(phrase) == -start and phrase[0].pos_ == "DET" and phrase[-1].pos_ in ("NOUN", "PROPN")
        if is_phrase and len(left) > -start and left[start - 1].lower_ in (",", ";", "and", "but"):
            return Continuation(last)
    return None
