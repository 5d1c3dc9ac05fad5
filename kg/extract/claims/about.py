"""Whom a claim speaks of: whoever it blames or praises, the subject of what it says, and all that it names.

What comes in: a finding and the entities. What goes out: ids of entities, the one that the claim is most about first.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.claims.cues import people_and_bodies
from kg.extract.claims.findings import Finding
from kg.extract.entities import EntityIndex
from kg.extract.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OTHERS = frozenset({"he", "she", "they", "it", "him", "her", "them"})
_WHO_ACTS = frozenset({"person", "organization", "group", "state"})
_JUDGING = frozenset({"praise", "condemnation", "accusation"})
_FIRST_CLAUSES = 3


def find_about(doc: Doc, entities: EntityIndex, finding: Finding, toward: str | None) -> tuple[str, ...]:
    """The entities that the claim is about.

    Args:
        doc: the parsed text.
        entities: its entities; an actor that only this claim speaks of becomes known to it.
        finding: the claim in the making.
        toward: whom it blames or praises, if it does.
    """
    target = finding.target
    about = [toward] if toward is not None else []
    if target is not None and finding.type in _JUDGING and (found := _actor(entities, target)) is not None:
        about.append(found)
    subjects = list(_subjects(doc, finding))
    about += [found for subject in subjects if (found := _actor(entities, subject)) is not None]
    if finding.type == "denial" and finding.holder is not None and _is_own_deed(doc, finding):
        about.append(entities.get(finding.holder))
    about += [found for i in sorted(finding.content) if (found := _named(entities, doc[i])) is not None]
    if target is not None and target.lower_ == "other" and finding.holder is not None:
        about += [entities.get(each) for each in (finding.holder, *finding.holder.conjuncts)]
    return tuple(dict.fromkeys(about))


def _subjects(doc: Doc, finding: Finding) -> Iterator[Token]:
    """The subjects of the first clauses, with those beside them."""
    number = 0
    for i in sorted(finding.content):
        token = doc[i]
        if token.dep_ not in _SUBJECTS or (token.head.head.i in finding.content and token.head.dep_ != "conj"):
            continue
        yield token
        yield from (each for each in token.conjuncts if each.i in finding.content)
        number += 1
        if number == _FIRST_CLAUSES:
            return


def _actor(entities: EntityIndex, noun: Token) -> str | None:
    """The entity for a word, if it stands for someone who acts."""
    known = entities.find(noun)
    if known is not None:
        return known
    if noun.pos_ == "PRON":
        found = entities.get(noun) if noun.lower_ in _OTHERS else None
        return found if found is not None and entities.kind(found) in _WHO_ACTS else None
    return entities.get(noun) if noun.lemma_.lower() in people_and_bodies() else None


def _is_own_deed(doc: Doc, finding: Finding) -> bool:
    """`denied taking sides`: a deed without a doer of its own is the source's."""
    first = doc[min(finding.content)]
    return first.tag_ == "VBG" and first.dep_ in ("xcomp", "ccomp", "dobj", "pcomp")


def _named(entities: EntityIndex, token: Token) -> str | None:
    return entities.find(token) if token.pos_ in ("PROPN", "NOUN", "ADJ") else None
