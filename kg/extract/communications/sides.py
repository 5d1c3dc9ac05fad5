"""Who does and who undergoes the telling, where the clause is not as plain as "Ana told Ben".

What comes in: a verb of a parsed text. What goes out: head tokens, or yes or no.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.arguments import Arguments, find_arguments, find_subjects, is_passive, spread
from kg.extract.communications.parties import select_actors
from kg.extract.entities import EntityIndex

_DEPTH = 4
_HANDING = frozenset(("hand", "send", "serve", "issue"))


def is_parenthesis(verb: Token, objects: list[Token]) -> bool:
    """Whether what follows a verb is its subject: "That, warned Ana Ruiz, would be too late"."""
    before = verb.nbor(-1) if verb.i else verb
    return bool(objects) and before.text in (",", '"') and objects[0].left_edge.i == verb.i + 1


def find_first_objects(verb: Token, arguments: Arguments) -> tuple[Token, ...]:
    """Of two objects the one who is told: "his parish" in "told his parish the opposite"."""
    objects = [child for child in verb.rights if child.dep_ == "dobj"]
    return arguments.patients if len(objects) < 2 else tuple(spread(objects[0]))


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


def is_handed(verb: Token) -> bool:
    """Whether someone gets the message: "was summoned and handed a note", the second verb passive like the first."""
    return (
        verb.dep_ == "conj"
        and verb.lemma_ in _HANDING
        and verb.tag_ in ("VBN", "VBD")
        and not any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in verb.lefts)
        and not is_passive(verb)
        and is_passive(verb.head)
        and not any(child.dep_ in ("dative", "prep") and child.lower_ == "to" for child in verb.rights)
    )
