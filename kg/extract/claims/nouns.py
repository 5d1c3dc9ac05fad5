"""Claims that a noun, an adjective or a set phrase introduces.

`Norway's demand that`, `expressed concern over`, `is confident that`, `according to the ministry`,
`in the court's view`.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.claims.cues import Cue, adjective_cues, light_verbs, noun_cues, word_set
from kg.extract.claims.findings import LOOSE, NOMINAL, STRICT, WIDE, Finding, subtree
from kg.extract.claims.holders import find_possessor, find_subject

_WHEN_OR_WHERE = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC"})
_CONFIDING = frozenset({"confidence", "belief", "interest", "trust", "faith"})
_ANYONE = frozenset({"accusation", "concern", "question"})
_ACCORDING = Cue("assertion", "certain-positive", "neutral")
_HEARSAY = Cue("assertion", "uncommitted", "neutral")
_HEARSAY_ADVERBS = frozenset({"reportedly", "allegedly", "purportedly", "supposedly"})


def find_in_noun(noun: Token) -> Finding | None:
    """The claim of which `noun` is the cue, if it is someone's and has a content."""
    if noun.pos_ != "NOUN":
        return None
    cue = noun_cues().get(noun.lemma_.lower())
    if cue is None:
        return None
    verb = noun.head if noun.dep_ == "dobj" and noun.head.lemma_.lower() in light_verbs() else None
    holder = _whose(noun, verb)
    found = _noun_content(noun, verb)
    if found is None:
        return None
    content, preposition = found
    is_infinitive = preposition is None and noun.doc[min(content)].lower_ in ("to", "not")
    if holder is None and (is_infinitive or (preposition is not None and cue.type not in _ANYONE)):
        return None
    tokens = {noun.i, *([verb.i] if verb is not None and noun.i - verb.i <= 4 else [])}
    if preposition is not None and preposition.i == noun.i + 1:
        tokens.add(preposition.i)
    return Finding(
        cue=cue,
        cue_tokens=tuple(sorted(tokens)),
        holder=holder,
        content=content - tokens - (subtree(holder) if holder is not None else set()),
        type=cue.type,
        confidence=NOMINAL if holder is not None else LOOSE,
    )


def _whose(noun: Token, verb: Token | None) -> Token | None:
    """Whose claim the noun is: a possessor, the subject of `express`, the one who is `a critic of`."""
    if noun.lemma_ in word_set("people by what they hold"):
        return find_subject(noun.head) if noun.dep_ == "attr" else noun
    holder = find_possessor(noun)
    if verb is not None and (holder is None or holder.tag_ == "PRP$"):
        holder = find_subject(verb) or holder
    if holder is None and noun.dep_ == "ROOT":
        holder = next((child for child in noun.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"), None)
    return holder


def _noun_content(noun: Token, verb: Token | None) -> tuple[set[int], Token | None] | None:
    """The clause or infinitive that says what, else the phrase that says about what, with its preposition."""
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp", "relcl") and (_is_that_clause(child) or _is_infinitive(child)):
            return subtree(child), None
    if verb is not None:
        for child in verb.rights:
            if child.i > noun.i and child.dep_ == "ccomp" and _is_that_clause(child):
                return subtree(child), None
    for phrases in (noun.rights, verb.rights if verb is not None else ()):
        for child in phrases:
            if child.i < noun.i or child.dep_ != "prep" or not _leads_to_topic(noun, child):
                continue
            inner = next((each for each in child.children if each.dep_ in ("pobj", "pcomp")), None)
            if inner is not None and inner.ent_type_ not in ("DATE", "TIME"):
                return subtree(inner), child
    return None


def _leads_to_topic(noun: Token, preposition: Token) -> bool:
    word = preposition.lower_
    if word in ("in", "at", "on"):
        inner = next((each for each in preposition.children if each.dep_ == "pobj"), None)
        if inner is None or inner.ent_type_ in _WHEN_OR_WHERE or (word == "in" and noun.lemma_ not in _CONFIDING):
            return False
    if word == "of" and noun.lemma_ in word_set("of what kind"):
        return False
    return word in word_set("leads to a topic") or (word == "to" and noun.lemma_ in word_set("noun with to"))


def _is_that_clause(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in ("that", "whether", "if") for child in clause.children)


def _is_infinitive(clause: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children)


def find_in_adjective(adjective: Token) -> Finding | None:
    """`is confident that the pact will hold`, `was critical of the plan`."""
    cue = adjective_cues().get(adjective.lower_)
    if cue is None or adjective.dep_ not in ("acomp", "ROOT", "conj", "advcl", "acl", "amod", "ccomp"):
        return None
    holder = find_subject(adjective.head if adjective.dep_ == "acomp" else adjective)
    if holder is None:
        return None
    content: set[int] = set()
    for child in adjective.rights:
        if child.dep_ in ("ccomp", "xcomp"):
            content = subtree(child)
            break
        if child.dep_ == "prep" and child.lower_ in word_set("leads to a topic"):
            content = {i for each in child.children if each.dep_ in ("pobj", "pcomp") for i in subtree(each)}
            break
    if not content:
        return None
    tokens = (adjective.head.i, adjective.i) if adjective.dep_ == "acomp" else (adjective.i,)
    return Finding(
        cue=cue,
        cue_tokens=tuple(sorted(tokens)),
        holder=holder,
        content=content,
        type=cue.type,
        confidence=WIDE,
        is_negated=any(child.dep_ == "neg" for child in adjective.head.children),
    )


def find_in_phrase(token: Token) -> Finding | None:
    """`according to X`, `in X's view`, `in the words of X`."""
    if token.lower_ == "according":
        preposition = next((child for child in token.children if child.lower_ == "to"), None)
        if preposition is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
            preposition = token.nbor()
        if preposition is None:
            return None
        holder = next((child for child in preposition.children if child.dep_ == "pobj"), None)
        return _with_rest(token, (token.i, preposition.i), holder, token)
    if token.lower_ == "in" and token.dep_ == "prep":
        noun = next((child for child in token.children if child.dep_ == "pobj"), None)
        if noun is not None and noun.lemma_ in word_set("in someone's"):
            holder = find_possessor(noun) or _after_of(noun)
            return _with_rest(token, (token.i, noun.i), holder, token)
    return None


def find_in_adverb(adverb: Token) -> Finding | None:
    """`reportedly`, `allegedly`: a claim without a source."""
    if adverb.lower_ not in _HEARSAY_ADVERBS or adverb.dep_ != "advmod" or adverb.head.pos_ not in ("VERB", "AUX"):
        return None
    content = subtree(adverb.head) - {adverb.i}
    return Finding(_HEARSAY, (adverb.i,), None, content, "assertion", WIDE)


def _after_of(noun: Token) -> Token | None:
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((each for each in child.children if each.dep_ == "pobj"), None)
    return None


def _is_clause(verb: Token) -> bool:
    """Whether the verb heads a clause that can be true or false by itself."""
    if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("acl", "relcl", "pcomp", "xcomp", "amod", "csubj"):
        return False
    has_subject = any(child.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for child in verb.children)
    return has_subject or verb.dep_ == "ROOT"


def _with_rest(phrase: Token, cue_tokens: tuple[int, ...], holder: Token | None, top: Token) -> Finding | None:
    """A phrase set into the clause that it reports: the content is the rest of that clause."""
    if holder is None:
        return None
    clause = phrase.head
    while clause.head != clause and not _is_clause(clause):
        clause = clause.head
    content = subtree(clause) - {each.i for each in top.subtree} - subtree(holder) - set(cue_tokens)
    if phrase.i == phrase.sent.start:
        for child in clause.rights:
            if child.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children):
                content -= subtree(child)
    return Finding(_ACCORDING, cue_tokens, holder, content, "assertion", STRICT) if content else None
