"""Who was harmed, and how: pairs of a word of harm and the head of the phrase that says whom.

What comes in: a parsed sentence. What goes out: `Harmed`s.
What it never does: read numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.arguments import find_arguments, find_subjects, is_passive, spread
from kg.extract.casualties.certainty import find_certainty, find_verb_above
from kg.extract.casualties.harm_words import get_harm_words, is_harm, names_infection
from kg.extract.casualties.persons import is_age, is_people
from kg.extract.tokens import Token, Tokens
from kg.extract.wordsets import get_word_set

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_RELATIVE = frozenset(("WP", "WDT"))
_LINKS = get_word_set("casualty_word_sets", "links to an adjective of harm")
_FINDING = get_word_set("casualty_word_sets", "verbs of finding bodies")
_ENDING = get_word_set("casualty_word_sets", "verbs that end a harm")
_PREVENTING = get_word_set("casualty_word_sets", "verbs that keep harm from happening")
_ATTEMPTED = frozenset(("attempted", "averted", "planned", "possible", "potential", "prevented", "would-be"))
_ENDS = get_word_set("casualty_word_sets", "nouns for the end of a harm")
_DISEASES = get_word_set("casualty_word_sets", "diseases")
_CASES = get_word_set("casualty_word_sets", "modifiers of cases of disease")
#: Harms of which "and" makes one figure for some of this and some of that.
_ADDED = frozenset(("affected", "injured", "killed", "killed-or-injured", "missing", "outcome-unknown"))
_DOUBTFUL = frozenset(("feared", "believed", "presumed", "thought", "suspected"))


@dataclass(frozen=True, slots=True)
class Harmed:
    """A word of harm with those who suffered it.

    Attributes:
        word: the verb, adjective or noun that tells of the harm.
        noun: the head of the phrase that says whom, or of the figure.
        harm: a code of the harm scheme.
        governor: the verb of the clause, whose adjuncts say when and where.
        certainty: from 0 to 1, lower where the words only fear or where the syntax was unclear.
        mate: the word beside it without which it does not tell of harm ("taken to hospital").
        is_part: whether they are told to be some of those counted before.
    """

    word: Token
    noun: Token
    harm: str
    governor: Token
    certainty: float = 0.9
    mate: Token | None = None
    is_part: bool = False


def find_harmed(sentence: Tokens) -> Iterator[Harmed]:
    """All pairs of harm and harmed in the sentence; a combined harm is one pair."""
    for token in sentence:
        if (direct := _after_number(token)) is not None:
            yield direct
        elif _is_verb(token):
            yield from _of_verb(token)
        elif token.lower_ in get_harm_words("adjective"):
            yield from _of_adjective(token)
        elif token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in get_harm_words("noun"):
            yield from _of_noun(token)


def _is_verb(token: Token) -> bool:
    is_described = token.dep_ in ("acomp", "oprd", "attr") and token.lower_ in get_harm_words("adjective")
    is_headline = token.dep_ == "ROOT" and any(child.dep_ == "nsubj" for child in token.lefts[-1:])
    is_verb = token.pos_ == "VERB" or is_headline  # "Hundreds flee", which the parser takes for a noun
    return is_verb and is_harm(token) and not is_described


def is_weak(harmed: Harmed) -> bool:
    """Whether the word gives way to another harm of the same people: "shot" to "dead", "hostages" to "killed"."""
    rows = get_harm_words("noun").get(harmed.word.lemma_.lower(), ())
    word = harmed.word
    if harmed.noun == word and word.dep_ == "pobj" and word.head.lower_ == "of":  # "three of the wounded died"
        return True
    return harmed.harm == "outcome-unknown" or (bool(rows) and rows[0]["with"] in ("state", "disease"))


def _after_number(word: Token) -> Harmed | None:
    """`40 injured`, `15 wounded soldiers`: the number right before the word is of those harmed."""
    rows = get_harm_words("adjective").get(word.lower_)
    if not rows or not word.i or not word.nbor(-1).like_num or word.nbor(-1).sent != word.sent:
        return None
    if is_age(word.nbor(-1)):
        return None
    if any(child.dep_ in ("dobj", "aux", "auxpass") for child in word.children):
        return None
    noun = word.head if word.dep_ == "amod" and word.head.i > word.i else word.nbor(-1)
    governor = word if word.pos_ == "VERB" and word.dep_ in ("ROOT", "ccomp") else find_verb_above(word)
    if governor != word and find_certainty(governor) == 0:
        return None
    return Harmed(word, noun, _combine_adjectives(word), governor, 0.85)


# Verbs -----------------------------------------------------------------------------------------


def _of_verb(verb: Token) -> Iterator[Harmed]:
    certainty = find_certainty(verb)
    if verb.dep_ == "amod" and verb.head.i > verb.i:
        yield Harmed(verb, verb.head, get_harm_words("verb")[verb.lemma_][0]["harm"], find_verb_above(verb), 0.8)
        return
    if certainty == 0 or _is_second_of_pair(verb):
        return
    for row in get_harm_words("verb")[verb.lemma_]:
        arguments = find_arguments(verb)
        if row["with"]:
            yield from _with_lives(verb, row, certainty)
            continue
        patients = arguments.patients
        if is_passive(verb):  # "13 were injured, two of them police officers", with a second object
            patients = (*arguments.recipients, *patients)
        harmed = patients if row["harmed"] == "object" else arguments.agents or patients
        if not harmed and row["harmed"] == "object" and verb.tag_ in ("VBN", "VBD"):
            # "Two killed in blast", "at least 15 wounded": the parser takes the object for the subject
            harmed, certainty = arguments.agents or ((verb,) if _own_figure(verb) else ()), certainty * 0.85
        harmed = tuple(_bounded(verb)) or (*_detached(verb, harmed), *harmed) or _number_after(verb, row["harmed"])
        for noun in harmed:
            for harm in _combine(verb, row["harm"]):
                yield Harmed(verb, noun, harm, verb, certainty)


def _with_lives(verb: Token, row: dict[str, str], certainty: float) -> Iterator[Harmed]:
    objects = ("dobj", "nsubjpass")
    lives = [child for child in verb.children if child.dep_ in objects and child.lemma_ == row["with"]]
    for life in lives:
        harmed = (life,) if row["harmed"] == "object" or life.dep_ == "nsubjpass" else find_arguments(verb).agents
        for noun in harmed:
            yield Harmed(verb, noun, row["harm"], verb, certainty)
        for life in lives:
            yield from (Harmed(verb, noun, row["harm"], verb, certainty) for noun in _find_of(life))


def _is_second_of_pair(verb: Token) -> bool:
    """Whether an earlier verb has told of the same people: `killed or injured`."""
    first = verb.head
    return verb.dep_ == "conj" and first.lemma_ in get_harm_words("verb") and _shares_object(first, verb)


def _shares_object(first: Token, second: Token) -> bool:
    if any(subject.i > first.i for subject in find_subjects(second)):  # "40 fell ill and 12 people died"
        return False
    if any(child.dep_ in ("dobj", "nsubj", "nsubjpass") for child in second.children):
        return (
            any(child.dep_ == "dobj" for child in second.children)
            and second.i - first.i == 2
            and not any(child.dep_ == "dobj" for child in first.children)
        )
    return is_passive(first) or second.i - first.i == 2


def _combine(verb: Token, harm: str) -> list[str]:
    """The harm of `killed or injured` together, the harms of `kidnapped and killed` one by one."""
    verbs = [verb, *_paired_verbs(verb)]
    harms = {harm} | {_harm_of_second(second) for second in verbs[1:]}
    is_choice = any(child.lower_ == "or" for each in verbs for child in each.children if child.dep_ == "cc")
    together = harms if is_choice else harms & _ADDED
    return ([combine_harms(together)] if together else []) + sorted(harms - together)


def _paired_verbs(verb: Token) -> Iterator[Token]:
    """The verbs of harm coordinated with `verb` that tell of the same people."""
    for child in verb.rights:
        is_other = any(word.like_num for word in child.lefts)  # "33 killed and 22 hurt"
        if child.dep_ == "conj" and _harm_of_second(child) and not is_other and _shares_object(verb, child):
            yield child
            yield from _paired_verbs(child)


def _harm_of_second(verb: Token) -> str:
    rows = get_harm_words("verb").get(verb.lemma_) or get_harm_words("adjective").get(verb.lower_)
    return rows[0]["harm"] if rows else ""


def combine_harms(harms: set[str]) -> str:
    """One code for several harms.

    >>> combine_harms({"killed", "injured"}), combine_harms({"missing"}), combine_harms({"killed", "missing"})
    ('killed-or-injured', 'missing', 'affected')
    """
    harms = harms - {"outcome-unknown"} or harms
    if len(harms) == 1:
        return next(iter(harms))
    return "killed-or-injured" if harms <= {"killed", "injured", "killed-or-injured"} else "affected"


# Adjectives ------------------------------------------------------------------------------------


def _of_adjective(word: Token) -> Iterator[Harmed]:
    if word.dep_ == "conj" and word.head.lower_ in get_harm_words("adjective") and not _own_figure(word):
        return
    harm = _combine_adjectives(word)
    nouns, governor = _described(word)
    if not nouns or find_certainty(governor) == 0:
        return
    doubtful = any(token.lower_ in _DOUBTFUL for token in (governor, *governor.lefts, *word.lefts))
    for noun in nouns:
        for each in spread(noun) if noun != word else [noun]:
            yield Harmed(word, each, harm, governor, 0.6 if doubtful else 0.85)


def _combine_adjectives(word: Token) -> str:
    harms = {get_harm_words("adjective")[word.lower_][0]["harm"]}
    for child in word.rights:
        rows = get_harm_words("adjective").get(child.lower_)
        if child.dep_ == "conj" and rows and not _own_figure(child):
            harms.add(rows[0]["harm"])
    return combine_harms(harms)


def _own_figure(word: Token) -> bool:
    return any(child.dep_ in ("nummod", "quantmod", "det", "amod", "nsubj") for child in word.lefts)


def _described(word: Token) -> tuple[list[Token], Token]:
    """Whom the adjective describes, and the verb of the clause."""
    head = word.head
    if word.dep_ in ("amod", "acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
        return [head], find_verb_above(head)
    heads = [word, *(child for child in word.lefts if child.dep_ == "aux")]  # "are missing", as if to miss
    subject = next((child for each in heads for child in each.lefts if child.dep_ in _SUBJECTS), None)
    if subject is not None:
        return [subject], find_verb_above(word)
    if word.dep_ in ("acomp", "oprd", "attr", "xcomp", "ccomp", "advcl", "conj") and head.lemma_ in _LINKS:
        return _described_through(head), head
    if _own_figure(word) or word.pos_ in ("NOUN", "PROPN"):
        return [word], find_verb_above(word)
    return [], head


def _described_through(verb: Token) -> list[Token]:
    """Whom "left 12 people dead", "12 people are dead" describe: the object, else the subject."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS and child.tag_ not in _RELATIVE]
    if objects or subjects:
        return objects or subjects
    arguments = find_arguments(verb)
    return [*_bounded(verb), *arguments.patients, *arguments.agents][:1]


def _number_after(verb: Token, harmed: str) -> tuple[Token, ...]:
    """Of "sickened more than 3,400", where the parser sees no object: the number."""
    if harmed != "object" or is_passive(verb):
        return ()
    return tuple(child for child in verb.rights if child.dep_ in ("npadvmod", "nummod") and child.like_num)


def _bounded(verb: Token) -> Iterator[Token]:
    """Of "between 15 and 20 are missing", where the parser sees no subject: those before the verb."""
    if any(child.dep_ in _SUBJECTS for child in verb.children):
        return
    for child in verb.lefts:
        if child.dep_ == "prep" and child.lower_ == "according":
            yield from _after_source(child, verb)
        if child.dep_ == "prep" and child.lower_ in ("between", "over", "under", "around", "about"):
            yield from (word for word in child.children if word.dep_ == "pobj")


def _detached(verb: Token, harmed: tuple[Token, ...]) -> Iterator[Token]:
    """Of "40 people - many of them women - drowned", where the parser sees no subject: those before the verb."""
    subjects = [child for child in verb.lefts if child.dep_ in _SUBJECTS]
    if any(not _is_of_them(subject) for subject in subjects) or (harmed and not subjects):
        return
    for child in verb.lefts:
        if child.dep_ in ("npadvmod", "dep") and child.pos_ == "NOUN" and is_people(child):
            yield from spread(child)


def _is_of_them(word: Token) -> bool:
    of = next((child for child in word.rights if child.lower_ == "of"), None)
    return of is not None and any(child.lower_ in ("them", "whom") for child in of.rights)


def _after_source(according: Token, verb: Token) -> Iterator[Token]:
    """Of "according to the union over 40 miners were hurt", which the parser takes for one phrase: the miners."""
    before = verb.doc[min([verb.i, *(child.i for child in verb.lefts if child.dep_ in ("aux", "auxpass"))]) - 1]
    is_counted = any(child.like_num for child in before.lefts)
    if before.dep_ == "pobj" and is_counted and before.head.head == according:
        yield before


# Nouns -----------------------------------------------------------------------------------------


def _of_noun(noun: Token) -> Iterator[Harmed]:
    governor = find_verb_above(noun)
    harm = combine_harms({row["harm"] for row in get_harm_words("noun")[noun.lemma_.lower()]} | _paired_nouns(noun))
    if noun.dep_ == "conj" and noun.head.lemma_.lower() in get_harm_words("noun") and not _own_figure(noun):
        return
    if (find_certainty(governor) == 0 and governor != noun) or _is_kept_from_happening(noun, governor):
        return
    victims = [*_find_of(noun), *(child for child in noun.lefts if child.dep_ == "poss" and is_people(child))]
    if not _tells_harm(noun, victims, governor):
        return
    for victim in victims:
        yield Harmed(noun, victim, harm, governor, 0.85)
    is_none = noun.dep_ == "pobj" and noun.head.head.lower_ == "none"  # "none of the injuries was serious"
    if not is_none and (not victims or _own_figure(noun)):
        yield Harmed(noun, noun, harm, governor, 0.85)


def _is_kept_from_happening(noun: Token, governor: Token) -> bool:
    """Whether the harm was only attempted or was prevented: "the attempted murder of two men", "averted 40 deaths"."""
    is_object = noun.dep_ in ("dobj", "nsubjpass") and governor == noun.head
    return (is_object and governor.lemma_ in _PREVENTING) or any(child.lower_ in _ATTEMPTED for child in noun.lefts)


def _find_of(noun: Token) -> list[Token]:
    """Whom "the deaths of two sailors and a cook" are of."""
    return [
        phrase
        for child in noun.rights
        if child.dep_ == "prep" and child.lower_ == "of"
        for head in child.children
        if head.dep_ == "pobj"
        for phrase in spread(head)
    ]


def _tells_harm(noun: Token, victims: list[Token], governor: Token) -> bool:
    """Whether a noun that tells of harm in some company only is in it: "bodies were found", "cases of measles"."""
    match get_harm_words("noun")[noun.lemma_.lower()][0]["with"]:
        case "of":
            return any(is_people(victim) for victim in victims)
        case "found":
            return governor.lemma_ in _FINDING or any(is_people(victim) for victim in victims)
        case "disease":
            beside = {child.lower_ for child in noun.lefts}
            named = beside | {victim.lemma_.lower() for victim in victims}
            is_bare = (
                noun.lemma_ == "case"
                and not any(child.dep_ in ("amod", "compound") for child in noun.lefts)
                and not victims
            )
            return bool(named & _DISEASES) or ((is_bare or bool(beside & _CASES)) and names_infection(noun.doc))
        case "state" if noun.lemma_.lower() != "hostage":  # a hostage who is set free has been one
            is_argument = noun.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj")
            is_ended = noun.dep_ == "pobj" and noun.head.head.lemma_ in _ENDS
            return not is_ended and not (is_argument and governor.lemma_ in _ENDING)
    return True


def _paired_nouns(noun: Token) -> set[str]:
    return {
        get_harm_words("noun")[child.lemma_.lower()][0]["harm"]
        for child in noun.rights
        if child.dep_ == "conj" and child.lemma_.lower() in get_harm_words("noun") and not _own_figure(child)
    }
