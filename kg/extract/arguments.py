"""Who does what to whom, as the syntax of a clause tells it.

What comes in: a verb or a noun of a parsed text. What goes out: the head tokens of its arguments,
with passives undone, lists spread out, relative pronouns replaced by what they stand for, and the
subjects that infinitives, participles and coordinated verbs share with the clause that governs them.
What it never does: name roles or find entities; events, communications and claims do that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.outcomes import find_cause, is_outcome
from kg.extract.phrases import find_content, find_prepositional, spread
from kg.extract.tokens import Token

__all__ = [
    "Arguments",
    "find_antecedent",
    "find_arguments",
    "find_content",
    "find_governor",
    "find_prepositional",
    "find_subjects",
    "is_passive",
    "spread",
]

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_RELATIVE = frozenset(("who", "whom", "which", "that", "whose"))
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_EMPTY = frozenset(("it", "there"))
#: Verbs whose infinitive has their own subject even where they have an object.
_SUBJECT_CONTROL = frozenset(("promise", "threaten", "vow", "pledge"))
#: Words whose infinitive has for subject the one to whom they turn ("called on Chad to leave").
_TURNING = frozenset(("call", "appeal", "plead", "rely", "count", "prevail", "pressure", "plea", "signal", "shout"))
_TOWARD = frozenset(("on", "upon", "to", "with"))
#: Documents that say what the participle after them says, for those who issue them ("a note calling for …").
_DOCUMENTS = frozenset(
    (
        *("appeal", "call", "declaration", "decree", "e-mail", "email", "letter", "memo", "message", "note", "notice"),
        *("petition", "resolution", "statement", "text", "tweet"),
    )
)
_RECEIVING = frozenset(("receive", "get", "obtain"))
#: Prepositions before a gerund of which the object of the verb is the subject ("accused them of …").
_OBJECT_GERUND = frozenset(("of", "for", "from", "with"))
_ACCUSING = frozenset(("accuse", "suspect", "convict", "acquit", "charge", "prevent", "stop", "ban", "deter"))
#: Verbs of which the subject of a following infinitive is no object ("wanted them to go").
_WISHING = frozenset(("want", "expect", "like", "wish", "need", "see", "hear", "watch", "prefer", "say"))
#: Verbs of which "it" stands for someone, even before a clause ("it said that …").
_SAYING = frozenset(("say", "add", "warn", "tell", "announce", "claim", "write", "insist", "report", "deny", "note"))
#: Verbs for what an occurrence leads to, whoever was its patient.
_PROMPTING = frozenset(("prompt", "force", "cause", "spark", "trigger", "raise", "lead", "fuel"))
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of a verb, each the head token of its phrase, in text order.

    Attributes:
        agents: the subjects of an active verb, the `by` phrase of a passive one.
        patients: the objects of an active verb, the subjects of a passive one.
        recipients: indirect objects.
    """

    agents: tuple[Token, ...] = ()
    patients: tuple[Token, ...] = ()
    recipients: tuple[Token, ...] = ()


def find_arguments(verb: Token) -> Arguments:
    """The agents, patients and recipients of `verb`."""
    subjects = find_subjects(verb)
    objects = tuple(_objects(verb))
    recipients = tuple(_recipients(verb))
    if not is_passive(verb):
        return Arguments(subjects, objects, recipients)
    agents = tuple(_by_agents(verb))
    if objects and not recipients:
        return Arguments(agents, objects, subjects)
    return Arguments(agents, (*subjects, *objects), recipients)


def is_passive(verb: Token) -> bool:
    """Whether `verb` is in the passive voice, alone or through the verb that it is coordinated with."""
    for _ in range(_DEPTH):
        if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
            return True
        if verb.tag_ == "VBD" and verb.dep_ == "acl" and verb.head.dep_ != "ROOT":  # a participle, mistagged
            return True
        if verb.tag_ != "VBN" or any(child.dep_ in _SUBJECTS or child.lemma_ == "have" for child in verb.lefts):
            return False
        if verb.dep_ in ("acl", "advcl", "amod"):
            return True
        if verb.dep_ != "conj":
            return any(child.dep_ == "agent" for child in verb.children)
        verb = verb.head
    return False


def find_subjects(verb: Token) -> tuple[Token, ...]:
    """The subjects of `verb` as written: its own, else those that it shares with its governor.

    A relative pronoun is replaced by its antecedent; empty subjects ("it rains") are left out.
    """
    return tuple(_subjects(verb, _DEPTH))


def _subjects(verb: Token, depth: int) -> Iterator[Token]:
    own = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if own:
        for subject in own:
            if subject.lower_ in _RELATIVE and subject.i < verb.i:
                antecedent = find_antecedent(verb)
                if antecedent is not None:
                    yield from spread(antecedent)
                elif subject.lower_ in ("who", "that"):
                    yield subject
            elif subject.lower_ not in _EMPTY or _is_reference(subject, verb):
                yield from spread(subject)
        return
    number = _number_before(verb)
    if number is not None:
        yield number
    elif depth:
        yield from _shared_subjects(verb, depth - 1)


def _number_before(verb: Token) -> Token | None:
    """Of "three died of cholera and 212 (people) are in hospital", the 212, which the parser joins to the cholera."""
    if verb.dep_ not in ("conj", "advcl", "ccomp") or verb.tag_ in ("VBG", "VB"):
        return None
    i = next((child.i for child in verb.lefts if child.dep_ in ("aux", "auxpass")), verb.i) - 1
    if verb.doc[i].lower_ in ("more", "others"):
        i -= 1
    number = verb.doc[i]
    is_counted = number.pos_ == "NUM" or any(child.dep_ == "nummod" for child in number.lefts)
    is_stray = is_counted and number.dep_ == "conj" and number.head.i < i
    return number if is_stray and verb.doc[number.left_edge.i - 1].dep_ == "cc" else None


def _is_reference(subject: Token, verb: Token) -> bool:
    """Whether "it" stands for something: not where a clause follows as the real subject."""
    if subject.lower_ != "it" or subject.dep_ != "nsubj":
        return False
    return verb.lemma_ in _SAYING or not any(child.dep_ in ("ccomp", "csubj") for child in verb.rights)


def _shared_subjects(verb: Token, depth: int) -> Iterator[Token]:
    head, dep = verb.head, verb.dep_
    if head.i == verb.i:
        return
    if (told := _told_before(verb)) is not None:
        yield from _subjects(told, depth) if dep == "conj" else _controllers(told, depth)
    elif dep in ("conj", "advcl", "dep", "parataxis"):
        if is_outcome(verb):
            yield from _bringers_about(verb, find_cause(verb), depth)
        elif dep == "advcl" and (senders := _senders_of_received(verb, head)):
            yield from senders
        elif dep == "advcl" and verb.tag_ == "VB" and (asked := _those_turned_to(head)):
            yield from asked
        elif head.pos_ in ("VERB", "AUX"):
            yield from _subjects(head, depth)
    elif dep == "ccomp" and verb.tag_ in ("VBD", "VBZ", "VBP"):
        yield from _subjects(head, depth)
    elif dep in ("xcomp", "ccomp"):
        yield from _controllers(head, depth)
    elif dep == "acl":
        yield from _governed_by_noun(verb, head, depth)
    elif dep == "relcl":
        if any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.lefts):
            yield from _owners(head, depth)
        else:
            yield from spread(head)
    elif dep == "pcomp":
        yield from _of_gerund(head, depth)


def _told_before(verb: Token) -> Token | None:
    """The verb with which `verb` goes on over who says so: "She will stay, aides said, but has ruled out a deal"."""
    said = verb.head
    if verb.dep_ not in ("conj", "xcomp") or said.lemma_ not in _SAYING or said.i > verb.i:
        return None
    if said.dep_ == "parataxis":
        return said.head if verb.dep_ == "xcomp" and said.head.pos_ == "VERB" else None
    told = next((child for child in said.lefts if child.dep_ == "ccomp"), None)
    subject = next((child for child in said.lefts if child.dep_ in _SUBJECTS), None)
    if told is None or subject is None or not 0 < told.i < subject.i or subject.left_edge.i < 2:
        return None
    comma, before = subject.left_edge.nbor(-1), subject.left_edge.nbor(-2)
    return told if comma.text == "," and before.i == told.right_edge.i else None


def _bringers_about(outcome: Token, cause: Token, depth: int) -> Iterator[Token]:
    """Of "was hit by a shell, killing two people" the shell; of "were killed, prompting protests" nobody."""
    agents = list(_by_agents(cause)) if is_passive(cause) else []
    if agents:
        yield from agents
    elif cause.pos_ in ("VERB", "AUX") and not (is_passive(cause) and outcome.lemma_ in _PROMPTING):
        yield from _subjects(cause, depth)


def _senders_of_received(verb: Token, head: Token) -> list[Token]:
    """Of a participle after "got a text from the bank", the bank ("telling them to pay")."""
    if verb.tag_ != "VBG" or head.lemma_ not in _RECEIVING or verb.i < head.i:
        return []
    objects = [child for child in head.rights if child.dep_ == "dobj" and child.lemma_ in _DOCUMENTS]
    heads = (head, *objects) if objects else ()
    return [
        phrase for each in heads for preposition, phrase in find_prepositional(each) if preposition.lower_ == "from"
    ]


def _controllers(governor: Token, depth: int) -> Iterator[Token]:
    if governor.pos_ == "ADJ":  # "they are ready to …"
        own = [child for child in governor.children if child.dep_ in _SUBJECTS]
        governor = governor if own else governor.head
    elif governor.pos_ not in ("VERB", "AUX"):
        return
    if governor.lemma_ == "use":  # "they use drones to …", "drones used by them to …"
        yield from find_arguments(governor).agents if depth else ()
        return
    if governor.lemma_ not in _SUBJECT_CONTROL:
        objects = [child for child in governor.children if child.dep_ in ("dobj", "dative") and _may_act(child)]
        if objects:
            for token in objects:
                yield from spread(token)
            return
    asked = _those_turned_to(governor)
    if asked:
        yield from asked
    else:
        yield from _subjects(governor, depth)


def _may_act(noun: Token) -> bool:
    """Whether an object may be the subject of an infinitive: no preposition, no figure ("voted 9–2 to ask")."""
    return noun.pos_ != "ADP" and any(character.isalpha() for character in noun.text)


def _those_turned_to(governor: Token) -> list[Token]:
    if governor.lemma_ not in _TURNING:
        return []
    return [phrase for preposition, phrase in find_prepositional(governor) if preposition.lower_ in _TOWARD]


def _governed_by_noun(verb: Token, noun: Token, depth: int) -> Iterator[Token]:
    """Of a participle the noun that it describes; of "the plan to …" those whose plan it is."""
    if verb.tag_ == "VBG" and noun.lemma_ in _DOCUMENTS:
        yield from _owners(noun, depth)
    elif verb.tag_ in ("VBG", "VBN", "VBD"):
        yield from spread(noun)
    else:
        asked = _those_turned_to(noun)
        yield from asked or _owners(noun, depth)


def _owners(noun: Token, depth: int) -> Iterator[Token]:
    owners = [child for child in noun.lefts if child.dep_ == "poss"]
    if owners:
        for owner in owners:
            yield from spread(owner)
        return
    by = [phrase for preposition, phrase in find_prepositional(noun) if preposition.lower_ == "by"]
    if by:
        yield from by
    elif noun.dep_ in ("dobj", "pobj"):
        governor = noun.head.head if noun.dep_ == "pobj" else noun.head
        if governor.lemma_ in _RECEIVING:  # who gets a note has not written it
            return
        if governor.pos_ in ("VERB", "AUX") and depth:
            yield from _subjects(governor, depth - 1)


def _of_gerund(preposition: Token, depth: int) -> Iterator[Token]:
    governor = preposition.head
    if governor.pos_ in ("VERB", "AUX"):
        objects = [child for child in governor.children if child.dep_ == "dobj"]
        if objects and preposition.lower_ in _OBJECT_GERUND:
            yield from spread(objects[0])
        else:
            yield from _subjects(governor, depth)
    elif governor.dep_ == "dobj" and governor.head.lemma_ in _ACCUSING:
        yield from spread(governor)
    elif governor.pos_ == "NOUN":
        yield from _owners(governor, depth)


def find_antecedent(verb: Token) -> Token | None:
    """The noun that the relative clause of `verb` describes, if it stands in one."""
    for _ in range(_DEPTH):
        if verb.dep_ == "relcl":
            return _someone(verb, verb.head)
        if verb.dep_ not in ("conj", "xcomp", "ccomp") or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _someone(verb: Token, noun: Token) -> Token:
    """Of a place before "who" the people from there: "applicants from Chad who applied"."""
    if noun.dep_ != "pobj" or noun.ent_type_ not in _PLACES or noun.head.head.pos_ != "NOUN":
        return noun
    return noun.head.head if any(child.lower_ == "who" for child in verb.lefts) else noun


def _objects(verb: Token) -> Iterator[Token]:
    found = False
    for child in verb.children:
        if child.dep_ == "dobj":
            found = True
            if child.lower_ in _RELATIVE and child.i < verb.i:
                antecedent = find_antecedent(verb)
                if antecedent is not None:
                    yield from spread(antecedent)
            else:
                yield from spread(child)
    if not found and verb.dep_ == "relcl" and _has_gap(verb):
        yield from spread(verb.head)
    elif not found and not is_passive(verb):
        yield from _raised_objects(verb)
        yield from _shared_objects(verb)


def _raised_objects(verb: Token) -> Iterator[Token]:
    """Of "urged" in "urged them to go": whom the parser takes for the subject of the infinitive."""
    if verb.lemma_ in _WISHING:
        return
    for child in verb.rights:
        if child.dep_ == "ccomp" and child.tag_ == "VB":
            own = [word for word in child.lefts if word.dep_ == "nsubj" and word.i > verb.i]
            if own and not any(word.tag_ == "MD" or word.dep_ == "mark" for word in child.lefts):
                yield from spread(own[0])


def _shared_objects(verb: Token) -> Iterator[Token]:
    """Of "shot" in "shot and killed a guard": the object written after the verb next to it."""
    for child in verb.rights:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i == 2 and not is_passive(child):
            yield from _objects(child)


def _has_gap(verb: Token) -> bool:
    """Whether the relative clause lacks an object: "the letter (that) they sent"."""
    own = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if not own or is_passive(verb) or any(child.dep_ in ("ccomp", "xcomp") for child in verb.children):
        return False
    if any(child.tag_ in ("WRB", "IN") and child.dep_ in ("advmod", "prep", "mark") for child in verb.lefts):
        return False
    return not any(word.lower_ in _RELATIVE for child in own for word in child.subtree)  # "three of whom remain"


def _recipients(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "dative":
            if child.pos_ == "ADP":
                for phrase in child.children:
                    if phrase.dep_ == "pobj":
                        yield from spread(phrase)
            else:
                yield from spread(child)


def _by_agents(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for phrase in child.children:
                if phrase.dep_ == "pobj":
                    yield from spread(phrase)
        elif child.pos_ == "ADJ" and child.i > verb.i:  # "shot dead by police"
            yield from _by_agents(child)


def find_governor(token: Token) -> Token | None:
    """The verb of the clause in which `token` is an argument or an adjunct; None at the top.

    For a verb it is the verb that governs its clause.
    """
    current = token
    while current.head.i != current.i:
        current = current.head
        if current.pos_ in ("VERB", "AUX"):
            return current
    return None
