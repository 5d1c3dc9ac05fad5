"""Who does and who undergoes the telling, where the clause is not as plain as "Ana told Ben".

What comes in: a verb of a parsed text. What goes out: head tokens, or yes or no.
"""

from __future__ import annotations

from kg.extract.arguments import Arguments, find_arguments, find_subjects, is_passive, spread
from kg.extract.communications.parties import select_actors
from kg.extract.entities import EntityIndex
from kg.extract.tokens import Token

_DEPTH = 4
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_HANDING = frozenset(("hand", "serve", "issue"))
#: What is issued to someone, not by them: "was fined and issued a warning".
_ISSUED_TO = frozenset(("warning", "notice", "summons", "ultimatum", "reprimand", "instruction", "invitation"))


def is_parenthesis(verb: Token, objects: list[Token]) -> bool:
    """Whether what follows a verb is its subject: "That, warned Ana Ruiz, would be too late"."""
    before = verb.nbor(-1) if verb.i else verb
    return bool(objects) and before.text in (",", '"') and objects[0].left_edge.i == verb.i + 1


def find_first_objects(verb: Token, arguments: Arguments) -> tuple[Token, ...]:
    """Of two objects the one who is told: "his parish" in "told his parish the opposite"."""
    if is_passive(verb) and arguments.recipients:  # "she was told two things"
        return ()
    objects = [child for child in verb.rights if child.dep_ == "dobj"]
    if objects and _begins_content(verb, objects[0]):
        return ()
    if verb.lemma_ == "promise" and len(objects) == 1 and not _is_followed_by_clause(verb):  # "promised more nurses"
        return ()
    return arguments.patients if len(objects) < 2 else tuple(spread(objects[0]))


def _is_followed_by_clause(verb: Token) -> bool:
    return any(child.dep_ in ("ccomp", "xcomp", "parataxis") or child.is_quote for child in verb.rights)


def _begins_content(verb: Token, noun: Token) -> bool:
    """Whether an object is the subject of what is told: "assured the bridges of the city are safe"."""
    end = noun.right_edge.i + 1
    for clause in verb.rights:
        if clause.dep_ == "ccomp" and clause.left_edge.i == end and clause.tag_ in ("VB", "VBP", "VBZ", "VBD"):
            return not any(child.dep_ in ("nsubj", "nsubjpass", "expl", "mark") for child in clause.lefts) and not any(
                child.tag_ == "TO" for child in clause.lefts
            )
    return False


def find_end_of_told(verb: Token, first: Token) -> int | None:
    """Where those who are told end, if a clause without "that" or a quotation begins what they are told."""
    doc, ends = verb.doc, []
    for token in doc[first.i + 1 : min(verb.sent.end, first.i + 40)]:
        if token.is_quote and token.nbor(-1).text in (",", ":"):
            ends.append(token.i)
            break
    for clause in verb.rights:
        subject = next((child for child in clause.lefts if child.dep_ in _SUBJECTS), None)
        if clause.dep_ != "ccomp" or subject is None or subject.i <= first.i:
            continue
        before = doc[subject.left_edge.i - 1]
        if before.text not in (",", ";") and before.lower_ not in ("and", "or"):
            ends.append(subject.left_edge.i)
    if verb.dep_ == "advcl" and verb.head.i > first.i:  # "As she told the paper, prices are falling"
        ends += [child.left_edge.i for child in verb.head.lefts if child.dep_ in _SUBJECTS and child.i > first.i]
    return min(ends, default=None)


def share_further_up(verb: Token, entities: EntityIndex) -> Arguments | None:
    """The arguments of a verb with the subject of a clause above, where the parser coordinates it with one below.

    In "Berg believes a deal is close and has urged both sides …" it is no deal that urges.
    """
    if verb.dep_ != "conj" or any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children):
        return None
    arguments, above = find_arguments(verb), verb.head
    for _ in range(_DEPTH):
        while above.dep_ == "conj":
            above = above.head
        if above.dep_ not in ("ccomp", "advcl", "relcl") or above.head.pos_ not in ("VERB", "AUX"):
            return None
        above = above.head
        subjects = find_subjects(above)
        if select_actors(subjects, entities):
            if is_passive(verb):
                return Arguments(arguments.agents, subjects, arguments.recipients)
            return Arguments(subjects, arguments.patients, arguments.recipients)
    return None


def is_told_as_well(verb: Token) -> bool:
    """Whether someone is told, by a form that may be active: "was led in and told that …", "with staff told to go"."""
    if (
        verb.tag_ != "VBD"
        or verb.lemma_ == "order"
        or any(child.dep_ in ("dobj", "dative", "aux") for child in verb.children)
    ):
        return False
    if not any(child.dep_ in ("ccomp", "xcomp") for child in verb.rights):
        return False
    if verb.dep_ == "advcl":
        return any(child.dep_ == "mark" and child.lower_ == "with" for child in verb.lefts)
    is_shared = verb.dep_ == "conj" and not any(child.dep_ in _SUBJECTS for child in verb.lefts)
    return is_shared and is_passive(verb.head)


def is_told_behind(verb: Token) -> bool:
    """Whether the parser hangs the speaker on the noun before: "It was a barracks, a source told the Herald"."""
    head = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBD" or head.dep_ != "appos" or verb.i != head.i + 1:
        return False
    start = head.left_edge.i
    is_behind_comma = start > 0 and verb.doc[start - 1].text in (",", '"', "''")
    return is_behind_comma and any(child.dep_ == "dobj" for child in verb.rights)


def is_called_upon(verb: Token) -> bool:
    """Whether whoever stands before an imperative is asked to do it: "Ana, tell us what happened"."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    if verb.tag_ not in ("VB", "VBP") or before.text != ",":
        return False
    subjects = [child for child in verb.lefts if child.dep_ in _SUBJECTS]
    return len(subjects) == 1 and subjects[0].pos_ == "PROPN" and subjects[0].right_edge.i + 1 == before.i


def is_handed(verb: Token) -> bool:
    """Whether someone gets the message: "was summoned and handed a note", the second verb passive like the first."""
    return (
        verb.dep_ == "conj"
        and verb.lemma_ in _HANDING
        and (verb.lemma_ != "issue" or any(child.lemma_ in _ISSUED_TO for child in verb.rights))
        and verb.tag_ in ("VBN", "VBD")
        and not any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in verb.lefts)
        and not is_passive(verb)
        and is_passive(verb.head)
        and not any(child.dep_ in ("dative", "prep") and child.lower_ == "to" for child in verb.rights)
    )


def find_run_together(verb: Token, entities: EntityIndex) -> Token | None:
    """Of "told police Ana Ruiz had left", or "told the BBC Ana Ruiz had left", the one who is told.

    The parser takes them for the first word of the name behind, which begins what is told.
    """
    i = verb.i + 1
    doc = verb.doc
    while i < len(doc) and doc[i].dep_ in ("det", "poss", "amod"):
        i += 1
    if i + 1 >= len(doc) or doc[i].dep_ not in ("compound", "nmod", "amod", "poss") or doc[i].head.i <= i:
        return None
    head, known, end = doc[i].head, entities.find(doc[i]), i + 1
    while known is not None and end < head.i and entities.find(doc[end]) == known:
        end += 1
    is_told = known is not None or doc[i].tag_ == "NNS" or doc[i].lower_ == "police"
    behind = doc[end] if end < len(doc) else head
    if not is_told or behind.pos_ != "PROPN" or end > head.i or entities.find(behind) in (None, known):
        return None
    told = doc[end - 1]
    clause = head.head if head.dep_ in _SUBJECTS else next((each for each in verb.rights if each.dep_ == "xcomp"), verb)
    is_finite = clause.tag_ in ("VBD", "VBZ", "VBP") or any(each.dep_ in ("aux", "auxpass") for each in clause.lefts)
    begins = head.head == verb and head.right_edge.i + 1 == clause.left_edge.i
    return told if clause.i > head.i and is_finite and (head.head == clause or begins) else None
