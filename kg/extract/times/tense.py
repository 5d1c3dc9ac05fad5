"""The tense of the verb that governs an expression.

What comes in: a token of a parsed text. What goes out: past, present, future, or None without a verb.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.times.readings import Tense
from kg.extract.tokens import Token
from kg.extract.wordsets import get_word_set

_FUTURE_AUXILIARIES = frozenset(
    {"will", "'ll", "wo", "shall", "would", "may", "might", "should", "must", "can", "could"}
)
#: What these govern has yet to happen.
_PROSPECTIVE = get_word_set("time_word_sets", "governors of the future")
_PROSPECTIVE_ADJECTIVES = frozenset(
    {"due", "payable", "effective", "upcoming", "scheduled", "slated", "expected", "set"}
)
#: What is so is ahead without an infinitive or "for" beside it: "expected on Friday", but not "sought on Friday".
_ARRANGED = frozenset({"expect", "intend", "plan", "propose", "schedule", "slate"})
#: "declared Friday a day of mourning".
_PROCLAIMED = frozenset({"declare", "proclaim"})
#: What these put down "for Monday" is ahead.
_CALLED = get_word_set("time_word_sets", "called for a day")
#: In the present tense these tell of what is planned: "the talks begin on Tuesday".
_SCHEDULED = get_word_set("time_word_sets", "scheduled in the present tense")


#: What these put off or allow "until Monday" is ahead, though they are told in the past tense.
_ALLOWED = get_word_set("time_word_sets", "allowed until a day")
#: Who sets or faces "a Friday deadline" has it ahead.
_DEADLINES = frozenset({"deadline", "ultimatum"})
_BEFORE_DEADLINES = get_word_set("time_word_sets", "said of a deadline to come")
#: Words that say that something was not, or hardly, possible.
_DENYING = frozenset({"not", "n't", "n’t", "never", "barely", "hardly", "scarcely"})
_PERCEIVED = frozenset({"feel", "hear", "see", "smell"})
_REFUSED = get_word_set("time_word_sets", "refused with would not")


#: Words before a day that is ahead unless the clause says that it is over: "The strike goes on until Friday".
_AHEAD = frozenset({"by", "until", "till", "before", "beyond", "from"})


def find_tense(token: Token, before: str = "") -> Tense | None:
    """The tense of the clause in which `token` stands, after the word `before`."""
    for ancestor in (token, *token.ancestors):
        if ancestor.pos_ in ("VERB", "AUX"):
            tense = _tense_of(ancestor)
            return "future" if _is_ahead(ancestor, tense, before) else tense
        if ancestor.lower_ in _PROSPECTIVE_ADJECTIVES or _is_deadline(ancestor):
            return "future"
    return None


def is_told_of(token: Token) -> bool:
    """Whether `token` says when something happened that a verb in the past tells, as "they left in June" does."""
    verb = token.head.head if token.dep_ == "pobj" else token.head
    if token.dep_ not in ("pobj", "npadvmod") or verb.tag_ not in ("VBD", "VBN"):
        return False
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    is_open = any(child.tag_ in ("TO", "MD") for child in auxiliaries)
    return not is_open and (verb.tag_ == "VBD" or any(child.lemma_ in ("be", "have") for child in auxiliaries))


def _is_ahead(verb: Token, tense: Tense | None, before: str) -> bool:
    if before == "for":
        return verb.lemma_ in _PROSPECTIVE or verb.lemma_ in _CALLED
    if verb.lemma_ in _PROCLAIMED and before == verb.lower_:
        return True
    if before in ("until", "till") and verb.lemma_ in _ALLOWED:
        return True
    if before not in _AHEAD:
        return False
    return tense == "present" or any(each.lemma_ in _PROSPECTIVE for each in _governors(verb))


def _governors(verb: Token) -> Iterator[Token]:
    """The verb and all that govern it, up to a clause of its own: not "were told to go, and stayed until Friday"."""
    yield verb
    for ancestor in verb.ancestors:
        if verb.dep_ == "conj" and verb.tag_ != "VB":
            return
        yield ancestor
        verb = ancestor


def _tense_of(verb: Token) -> Tense | None:
    if _is_arranged(verb):
        return "future"
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if _was_not_done(verb, auxiliaries):
        return "past"
    if any(child.lower_ in _FUTURE_AUXILIARIES for child in auxiliaries):
        return "past" if any(child.lower_ == "have" for child in auxiliaries) else "future"
    if any(child.tag_ == "TO" for child in auxiliaries):
        return _tense_of_infinitive(verb)
    finite = next((child for child in auxiliaries if child.tag_ in ("VBD", "VBZ", "VBP")), verb)
    if finite.tag_ == "VBD" or (finite.lemma_ == "have" and finite != verb):
        return "past"
    is_set = verb.lemma_ in _ARRANGED or any(child.dep_ == "xcomp" or child.lower_ == "for" for child in verb.children)
    if verb.lemma_ in _PROSPECTIVE and verb.tag_ == "VBN" and is_set:
        return "future"
    if verb.tag_ == "VBN":
        return "past"
    if finite.tag_ in ("VBZ", "VBP"):
        return "future" if verb.lemma_ in _SCHEDULED else "present"
    return find_tense(verb.head) if verb.head != verb and verb.tag_ in ("VBG", "VB") else None


def _was_not_done(verb: Token, auxiliaries: list[Token]) -> bool:
    """Whether "could" or "would" tells of the past: "could not be reached", "could be heard", "would not say"."""
    modal = next((child.lower_ for child in auxiliaries if child.lower_ in ("could", "would")), None)
    if modal is None or verb.dep_ in ("ccomp", "xcomp"):
        return False
    is_denied = any(child.lower_ in _DENYING for child in verb.lefts)
    if modal == "would":
        return is_denied and verb.lemma_ in _REFUSED
    return is_denied or verb.lemma_ in _PERCEIVED


def _is_deadline(noun: Token) -> bool:
    """Whether it is a deadline that is set or faced: "a Friday deadline", "a deadline of Friday"."""
    return noun.lemma_ in _DEADLINES and noun.head.lemma_ in _BEFORE_DEADLINES


def _is_arranged(verb: Token) -> bool:
    """Whether "is" or "are" with an infinitive tells what is arranged: "On Friday they are to leave"."""
    return (
        verb.lower_ in ("is", "are", "am", "'re", "'s", "'m")
        and verb.lemma_ == "be"
        and any(
            child.dep_ == "xcomp" and child.tag_ == "VB" and any(mark.tag_ == "TO" for mark in child.lefts)
            for child in verb.rights
        )
    )


def _tense_of_infinitive(verb: Token) -> Tense | None:
    governor = verb.head
    if governor == verb:
        return "future"
    if governor.lemma_ in _PROSPECTIVE or governor.pos_ in ("NOUN", "PROPN", "ADJ"):
        return "future"
    if governor.tag_ in ("VBD", "VBN") or any(child.tag_ == "VBD" for child in governor.children):
        return "past"
    return "future"
