"""Claims that a phrase or an adverb marks as someone's: `according to the ministry`, `in her view`, `reportedly`."""

from __future__ import annotations

from kg.extract.claims.cues import Cue, document_nouns, word_set
from kg.extract.claims.findings import STRICT, WIDE, Finding, subtree
from kg.extract.claims.holders import find_possessor
from kg.extract.tokens import Token

_ACCORDING = Cue("assertion", "certain-positive", "neutral")
_HEARSAY = Cue("assertion", "uncommitted", "neutral")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_HEARSAY_ADVERBS = frozenset({"reportedly", "allegedly", "purportedly", "supposedly"})
#: Of `stands by its account`, the account is what is kept to.
_KEEPING = frozenset({"stand", "stick", "abide", "swear"})


def find_in_phrase(token: Token) -> Finding | None:
    """`according to X`, `in X's view`, `in the words of X`."""
    if token.lower_ == "according":
        preposition = next((child for child in token.children if child.lower_ == "to"), None)
        if preposition is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
            preposition = token.nbor()
        if preposition is None:
            return None
        holder = _named_by(preposition)
        if holder is not None and token.dep_ == "ROOT":
            return _with_sentence(token, (token.i, preposition.i), holder)
        return _with_rest(token, (token.i, preposition.i), holder, token)
    if token.lower_ not in ("per", "in", "by") or token.dep_ != "prep":
        return None
    noun = next((child for child in token.children if child.dep_ == "pobj"), None)
    if noun is None:
        return None
    if token.lower_ == "per" and (noun.pos_ == "PROPN" or noun.lemma_ in document_nouns()):
        return _with_rest(token, (token.i,), noun, token)
    if token.lower_ == "in" and noun.lemma_ in word_set("in someone's") and not _is_occasion(noun):
        holder = find_possessor(noun) or _after_of(noun)
        return _with_rest(token, (token.i, noun.i), holder, token)
    if token.lower_ == "by" and noun.lemma_ in word_set("by someone's") and token.head.lemma_ not in _KEEPING:
        holder = find_possessor(noun) or (noun if noun.lemma_ != "admission" else None)
        return _with_rest(token, (token.i,) if holder == noun else (noun.i,), holder, token)
    if token.lower_ == "in" and noun.lemma_ in word_set("asks many"):
        return _with_rest(token, (token.i,), noun, token)
    return None


def find_in_adverb(adverb: Token) -> Finding | None:
    """`reportedly`, `allegedly`: a claim without a source."""
    if adverb.lower_ not in _HEARSAY_ADVERBS or adverb.dep_ != "advmod":
        return None
    top = adverb.head
    if top.pos_ in ("ADJ", "NOUN") and top.dep_ in ("acomp", "attr"):  # "is reportedly unsafe"
        top = top.head
    if top.pos_ not in ("VERB", "AUX"):
        return None
    return Finding(_HEARSAY, (adverb.i,), None, subtree(top) - {adverb.i}, "assertion", WIDE)


def _named_by(preposition: Token) -> Token | None:
    """The object, for `according to show insiders` the one of the noun that the parser took for a verb."""
    inner = next((child for child in preposition.children if child.dep_ in ("pobj", "pcomp")), None)
    if inner is None or inner.dep_ == "pobj":
        return inner
    return next((child for child in inner.rights if child.dep_ == "dobj"), None)


def _with_sentence(phrase: Token, cue_tokens: tuple[int, ...], holder: Token) -> Finding | None:
    """`According to the guild, the …`, the parser having lost its way: all behind the comma."""
    doc, sentence = phrase.doc, phrase.sent
    comma = next((i for i in range(holder.i + 1, sentence.end) if doc[i].text == ","), sentence.end)
    content = set(range(comma + 1, sentence.end))
    return Finding(_ACCORDING, cue_tokens, holder, content, "assertion", STRICT) if content else None


def _is_occasion(noun: Token) -> bool:
    """`in her last words he forgave`: which words they were, and so when it was said."""
    return noun.lemma_ == "word" and any(
        child.dep_ != "poss" and child.lower_ not in ("own", "the") for child in noun.lefts
    )


def _after_of(noun: Token) -> Token | None:
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((each for each in child.children if each.dep_ == "pobj"), None)
    return None


def _is_clause(verb: Token) -> bool:
    """Whether the verb heads a clause that can be true or false by itself."""
    if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("acl", "relcl", "pcomp", "xcomp", "amod", "csubj"):
        return False
    has_subject = any(child.dep_ in _SUBJECTS for child in verb.children)
    return has_subject or verb.dep_ == "ROOT"


def _with_rest(phrase: Token, cue_tokens: tuple[int, ...], holder: Token | None, top: Token) -> Finding | None:
    """A phrase set into the clause that it reports: the content is the rest of that clause.

    At the end of a sentence, behind a comma, it reports all of it: `Two died and six fell ill, according to Oslo`.
    """
    if holder is None:
        return None
    clause = phrase.head
    while clause.head != clause and not (_is_clause(clause) or _is_relative(clause, phrase)):
        clause = clause.head
    if _ends_sentence(phrase, top):
        while clause.head.pos_ in ("VERB", "AUX") and (clause.dep_ == "conj" or _is_told(clause)):
            clause = clause.head
    content = subtree(clause) - {each.i for each in top.subtree} - subtree(holder) - set(cue_tokens)
    content |= _counted_behind(holder, clause)
    for child in clause.rights:
        is_sentence = child.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        if is_sentence and clause.i < phrase.i < child.left_edge.i:
            content -= subtree(child)
    return Finding(_ACCORDING, cue_tokens, holder, content, "assertion", STRICT) if content else None


def _is_told(clause: Token) -> bool:
    """Whether it is what another verb tells: `The bank had warned that it was late, according to the minutes`."""
    return clause.dep_ == "ccomp" and clause.head.i < clause.left_edge.i


def _counted_behind(holder: Token, clause: Token) -> set[int]:
    """`According to the guild over 40 ships sank`: the subject, which the parser took for a phrase of the source."""
    if any(child.dep_ in _SUBJECTS for child in clause.children):
        return set()
    for i in range(holder.i + 1, clause.left_edge.i if clause.left_edge.i > holder.i else clause.i):
        word = holder.doc[i]
        counted = next((child for child in word.children if child.dep_ == "pobj"), None)
        if word.dep_ == "prep" and word.lower_ in word_set("before a figure") and counted is not None:
            return subtree(word) if any(child.dep_ == "nummod" for child in counted.lefts) else set()
    return set()


def _is_relative(clause: Token, phrase: Token) -> bool:
    """`the storm, which according to them was strong`: the phrase stands between the pronoun and its verb."""
    return clause.dep_ == "relcl" and clause.left_edge.i < phrase.i < clause.i


def _ends_sentence(phrase: Token, top: Token) -> bool:
    doc, end = phrase.doc, max(each.i for each in top.subtree) + 1
    is_last = all(token.is_punct or token.is_space for token in doc[end : phrase.sent.end])
    return is_last and phrase.i > 0 and doc[phrase.i - 1].text == ","
