"""Claims that a verb introduces: `said that`, `condemned the`, `urged X to`, `was accused of`.

What comes in: one token of a parsed text. What goes out: a `Finding`, or None if it is no cue in use.
"""

from __future__ import annotations

from kg.extract.claims.clauses import find_around, find_clause, find_distant_clause, find_shown, find_so
from kg.extract.claims.contents import Content
from kg.extract.claims.cues import Cue, document_nouns, find_verb_cue, word_set
from kg.extract.claims.figures import find_figure
from kg.extract.claims.findings import LOOSE, STRICT, WIDE, Finding, subtree
from kg.extract.claims.holders import find_agent, find_neighbour, find_subject, is_passive
from kg.extract.claims.negation import is_denied, is_nobody, is_refused
from kg.extract.claims.passives import find_passive_content
from kg.extract.claims.phrases import find_after_preposition, find_infinitive, find_noun_phrase, find_predicate
from kg.extract.claims.provisions import find_provision
from kg.extract.claims.relatives import find_relative
from kg.extract.claims.stirred import find_stirred
from kg.extract.tokens import Token

_MODALS = frozenset({"would", "could", "might", "may", "should", "must", "can"})


def find_in_verb(verb: Token) -> Finding | None:
    """The claim of which `verb` is the cue, if it is one and has a content."""
    if not _is_verb(verb) or verb.dep_ in ("aux", "auxpass", "amod", "compound"):
        return None
    return find_figure(verb) or _find_told(verb) or find_stirred(verb) or find_provision(verb)


def _is_verb(word: Token) -> bool:
    """A verb, or what the parser took for a noun though it has a subject: `The guild fears ruin`."""
    if word.pos_ in ("VERB", "AUX"):
        return True
    if word.tag_ != "NNS" or any(child.dep_ in ("det", "poss", "amod", "nummod") for child in word.lefts):
        return False
    return any(child.dep_ == "nsubj" for child in word.lefts)


def _find_told(verb: Token) -> Finding | None:
    match = find_verb_cue(verb) if not _is_manner(verb) else None
    if match is None or _quoted_saying(verb) is not None:
        return None
    is_silent = is_refused(verb) or is_denied(verb)
    if is_silent and verb.lemma_ in word_set("says something") and find_clause(verb, match[0]) is None:
        return None  # "refused to discuss it", "would not comment on it"
    cue, particle = match
    passive = is_passive(verb)
    found = find_passive_content(verb, cue) if passive else _active_content(verb, cue, particle)
    if found is None:
        return None
    holder = (find_agent(verb) or _document_in(verb) or _who_lets(verb)) if passive else find_subject(verb)
    if holder is None and not passive and cue.is_strict:
        holder = find_neighbour(verb)
    if holder is None and not passive and not (cue.is_strict and found.frame == "c"):
        return None
    tokens = [verb.i, *([particle.i] if particle is not None else []), *found.cue_tokens]
    return Finding(
        cue=cue,
        cue_tokens=tuple(sorted(tokens)),
        holder=holder,
        content=_without(found.content, holder) - set(tokens),
        type=cue.frames.get(found.frame, cue.type),
        confidence=_confidence(verb, cue),
        addressee=found.addressee,
        target=found.target,
        relays=_quoting(verb),
        is_negated=is_denied(verb) or is_nobody(holder) or _is_modal(verb) or is_refused(verb),
    )


def _quoted_saying(verb: Token) -> Token | None:
    """Of `quoted Ann Lee as saying that`, the `saying`, which is the cue of what she said."""
    if verb.lemma_ not in ("quote", "cite") or is_passive(verb):
        return None
    by_as = (child for child in verb.rights if child.dep_ == "prep" and child.lower_ == "as")
    saying = (each for child in by_as for each in child.children if each.dep_ == "pcomp")
    return next((each for each in saying if any(child.dep_ == "ccomp" for child in each.rights)), None)


def _quoting(verb: Token) -> list[tuple[Token, tuple[int, ...]]]:
    """Who relays what is said, where someone is quoted as saying it."""
    above = verb.head.head if verb.dep_ == "pcomp" else verb
    if above == verb or _quoted_saying(above) != verb:
        return []
    relayer = find_subject(above)
    return [(relayer, (above.i,))] if relayer is not None else []


def _who_lets(verb: Token) -> Token | None:
    """`let it be known that`: whoever lets it says so."""
    is_let = verb.lemma_ == "know" and verb.dep_ == "ccomp" and verb.head.lemma_ == "let"
    return find_subject(verb.head) if is_let else None


def _document_in(verb: Token) -> Token | None:
    """`was described in the filing`: what says so, if nobody does."""
    phrases = (child for child in verb.rights if child.dep_ == "prep" and child.lower_ == "in")
    nouns = (each for phrase in phrases for each in phrase.children if each.dep_ == "pobj")
    return next((noun for noun in nouns if noun.lemma_.lower() in document_nouns()), None)


def _is_manner(verb: Token) -> bool:
    """Whether a gerund only says how something was said: "informed them in writing that"."""
    return verb.dep_ == "pcomp" and verb.lower_ == "writing" and verb.i == verb.head.i + 1


def _without(content: set[int], holder: Token | None) -> set[int]:
    """The content less the words for the source, where the parser put these into it."""
    rest = content - subtree(holder) if holder is not None and holder.i in content else content
    return rest or content


def _confidence(verb: Token, cue: Cue) -> float:
    return LOOSE if _is_modal(verb) else STRICT if cue.is_strict else WIDE


def _is_modal(verb: Token) -> bool:
    """`may say`, `would argue`: what is not said, or not yet."""
    return any(child.dep_ == "aux" and child.lower_ in _MODALS for child in verb.children)


def _active_content(verb: Token, cue: Cue, particle: Token | None) -> Content | None:
    return (
        find_relative(verb, cue)
        or find_clause(verb, cue)
        or find_around(verb, cue)
        or find_infinitive(verb, cue)
        or find_predicate(verb, cue)
        or find_after_preposition(verb, cue, particle)
        or find_noun_phrase(verb, cue)
        or find_distant_clause(verb, cue)
        or find_so(verb, cue)
        or find_shown(verb)
    )
