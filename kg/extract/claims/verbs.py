"""Claims that a verb introduces: `said that`, `condemned the`, `urged X to`, `was accused of`.

What comes in: one token of a parsed text. What goes out: a `Finding`, or None if it is no cue in use.
"""

from __future__ import annotations

from kg.extract.claims.clauses import find_around, find_clause, find_distant_clause, find_shown, find_so
from kg.extract.claims.contents import Content, find_child
from kg.extract.claims.cues import Cue, document_nouns, find_verb_cue, word_set
from kg.extract.claims.figures import find_figure
from kg.extract.claims.findings import LOOSE, STRICT, WIDE, Finding, subtree
from kg.extract.claims.holders import find_agent, find_neighbour, find_subject, holds_nothing, is_event, is_passive
from kg.extract.claims.negation import is_denied, is_nobody, is_refused
from kg.extract.claims.passives import find_passive_content
from kg.extract.claims.phrases import find_after_preposition, find_infinitive, find_noun_phrase, find_predicate
from kg.extract.claims.provisions import find_provision
from kg.extract.claims.relatives import find_relative
from kg.extract.claims.stirred import find_stirred
from kg.extract.tokens import Token

_JUDGING = frozenset({"acomp", "attr", "oprd", "ccomp"})
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
    if word.tag_ not in ("NNS", "NN") or any(child.dep_ in ("det", "poss", "amod", "nummod") for child in word.lefts):
        return False
    has_subject = any(child.dep_ == "nsubj" for child in word.lefts)
    return has_subject and (word.tag_ == "NNS" or find_child(word, "dobj", "xcomp", "ccomp") is not None)


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
    if holder is not None and (_is_reader(verb, holder) or _is_of_thing(verb, cue, holder)):
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


def _is_reader(verb: Token, holder: Token) -> bool:
    """`If you want a seat`: nobody in particular."""
    return holder.lower_ == "you" and (holder.head == verb or verb.tag_ == "VB")


def _is_of_thing(verb: Token, cue: Cue, holder: Token) -> bool:
    """Whether a verb tells what no thing thinks or wants, or what no event says: `a visit will persuade them`.

    The subject of the clause beside it may be none of the verb's own (`thinks a deal is near and begged both to wait`).
    """
    if verb.dep_ == "conj" and holder.head != verb:
        return False
    if holder.lower_ == "it":
        return _is_nobody_in_particular(verb, holder)
    if holder.tag_ == "WDT" and verb.dep_ == "relcl":
        holder = verb.head
    if cue.is_strict:
        return is_event(holder) and verb.lemma_ not in word_set("only people say")
    return holds_nothing(holder)


def _is_nobody_in_particular(verb: Token, it: Token) -> bool:
    """`it is hard to imagine`, `found it easy to repeat`: what anyone may do."""
    between = verb.doc[it.i + 1 : verb.i]
    is_infinitive = verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.lefts)
    is_judged = any(token.pos_ in ("ADJ", "NOUN") and token.dep_ in _JUDGING for token in between)
    return it.head != verb and is_infinitive and is_judged and it.head.lemma_ in ("be", "find", "make", "seem")


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
    """Whether a gerund says how it was said, or nothing: "informed them in writing that", "goes without saying"."""
    if verb.lower_ == "saying" and verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return verb.head.head.lemma_ == "go"
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
