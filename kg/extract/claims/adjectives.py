"""Claims that an adjective introduces: `is confident that`, `was critical of`, `remains open to`."""

from __future__ import annotations

from kg.extract.claims.cues import adjective_cues, word_set
from kg.extract.claims.findings import WIDE, Finding, subtree
from kg.extract.claims.holders import find_subject
from kg.extract.claims.negation import is_denied, is_nobody
from kg.extract.tokens import Token

_PREDICATIVE = frozenset({"acomp", "oprd", "xcomp", "ROOT", "conj", "advcl", "acl", "relcl", "amod", "ccomp"})
_WHEN_OR_WHERE = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_OF_VERB = frozenset({"acomp", "oprd"})


def find_in_adjective(adjective: Token) -> Finding | None:
    """`is confident that the pact will hold`, `was critical of the plan`."""
    cue = adjective_cues().get(adjective.lower_)
    if cue is None or adjective.dep_ not in _PREDICATIVE or _is_deed(adjective) or _is_of_object(adjective):
        return None
    holder = _holder(adjective)
    if holder is None or holder.lower_ == "it":
        return None
    is_made = _is_made(adjective)
    content: set[int] = set()
    for child in adjective.rights:
        if child.dep_ in ("ccomp", "xcomp") or (is_made and child.dep_ == "csubj"):
            content = subtree(child)
            break
        if is_made and child.dep_ == "advcl" and _is_said(child, adjective):
            content = subtree(child)
            break
        if child.dep_ == "prep" and _leads_to_topic(child):
            content = {i for each in child.children if each.dep_ in ("pobj", "pcomp") for i in subtree(each)}
            break
    if not content and (is_made or adjective.dep_ == "acomp"):  # "is adamant that", hung on the verb
        content = {i for clause in adjective.head.rights if _is_told(clause, adjective) for i in subtree(clause)}
    if not content:
        return None
    is_of_verb = is_made or adjective.dep_ in _OF_VERB
    tokens = (adjective.head.i, adjective.i) if is_of_verb else (adjective.i,)
    return Finding(
        cue=cue,
        cue_tokens=tuple(sorted(tokens)),
        holder=holder,
        content=content,
        type=cue.type,
        confidence=WIDE,
        is_negated=is_denied(adjective.head) or is_denied(adjective) or is_nobody(holder),
    )


def _is_made(adjective: Token) -> bool:
    """`made clear that`, `made it plain that`."""
    clauses = ("ccomp", "csubj")
    if adjective.dep_ not in ("ccomp", "acomp", "oprd") or adjective.head.lemma_ != "make":
        return False
    if adjective.lower_ in ("sure", "certain"):  # who makes sure says nothing
        return False
    if any(child.dep_ in clauses for child in adjective.children):
        return True
    is_told = any(_is_told(clause, adjective) for clause in adjective.head.rights)
    return is_told or any(child.lower_ == "it" and child.dep_ == "nsubj" for child in adjective.lefts)


def _is_said(clause: Token, adjective: Token) -> bool:
    """`made it clear that she would`, `made it clear she would`: no clause that says when or why."""
    is_bare = clause.left_edge.i == adjective.i + 1 and any(child.dep_ in _SUBJECTS for child in clause.lefts)
    return any(mark.lower_ == "that" for mark in clause.lefts) or (
        is_bare and not any(child.dep_ in ("mark", "advmod") and child.i < clause.i for child in clause.lefts)
    )


def _is_told(clause: Token, adjective: Token) -> bool:
    """Whether a clause behind the adjective is what someone makes clear, though it is hung on the verb."""
    is_that = any(mark.dep_ == "mark" and mark.lower_ == "that" for mark in clause.lefts)
    return clause.dep_ == "ccomp" and clause.i > adjective.i and is_that


def _holder(adjective: Token) -> Token | None:
    """Who is so: the subject of the verb, `were frustrated` being parsed as a passive, or of the adjective before."""
    if adjective.dep_ in _OF_VERB or _is_made(adjective):
        return find_subject(adjective.head)
    if adjective.dep_ == "conj" and adjective.head.dep_ in _OF_VERB:
        return find_subject(adjective.head.head)
    passive = next((child for child in adjective.lefts if child.dep_ == "nsubjpass"), None)
    auxiliary = next((child for child in adjective.lefts if child.dep_ == "auxpass"), None)
    return passive or find_subject(adjective) or (find_subject(auxiliary) if auxiliary is not None else None)


def _is_of_object(adjective: Token) -> bool:
    """`assumed certain of the debts`: the parser's predicate of an object, under no verb of seeming."""
    return adjective.dep_ == "oprd" and adjective.head.lemma_ not in word_set("seems so")


def _is_deed(word: Token) -> bool:
    """Whether a participle is a finite verb here: `he committed murder`."""
    return word.tag_ in ("VBP", "VBZ", "VB") or (
        word.pos_ == "VERB" and any(child.dep_ == "dobj" or child.lemma_ == "have" for child in word.children)
    )


def _leads_to_topic(preposition: Token) -> bool:
    inner = next((each for each in preposition.children if each.dep_ in ("pobj", "pcomp")), None)
    is_setting = preposition.lower_ in ("in", "at", "on") and inner is not None and inner.ent_type_ in _WHEN_OR_WHERE
    return (preposition.lower_ in word_set("leads to a topic") or preposition.lower_ == "to") and not is_setting
