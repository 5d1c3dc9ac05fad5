"""Contents that are clauses: `said that it rained`, `The dam, she said, will hold`, `polls show a lead`."""

from __future__ import annotations

from kg.extract.claims.contents import Content, find_addressee, find_child, is_infinitive_with_subject
from kg.extract.claims.cues import Cue, document_nouns, find_verb_cue, word_set
from kg.extract.claims.findings import subtree
from kg.extract.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
#: How many words an inserted cue has at most, with what the parser hangs on it.
_LONGEST = 12
_QUESTION_WORDS = frozenset({"when", "where", "why", "how", "whether", "if", "what", "who"})


def find_clause(verb: Token, cue: Cue) -> Content | None:
    """A finite clause or a quotation: `said that it would rain`."""
    if not cue.takes("c"):
        return None
    clauses = [
        child
        for child in verb.children
        if child.dep_ == "ccomp" and not (cue.takes("o") and is_infinitive_with_subject(child))
    ]
    clauses = [clause for clause in clauses if not _is_perceived(clause, verb)]
    clauses = [clause for clause in clauses if not _is_sentence_before(clause, verb)]
    clauses = [clause for clause in clauses if not _is_said_besides(clause, verb, cue)]
    clauses = [clause for clause in clauses if not _is_beside_request(clause, verb, cue)]
    clauses = [clause for clause in clauses if cue.is_strict or not _is_of_oneself(clause)]
    clauses = clauses or [
        child for child in verb.rights if cue.is_strict and child.dep_ == "advcl" and _is_clause_astray(child, verb)
    ]
    is_negated = any(child.dep_ == "neg" for child in verb.children)
    if not clauses or (is_negated and clauses[-1].i < verb.i):
        return None
    content: set[int] = set()
    for clause in clauses:
        content |= subtree(clause, _setting_ahead(clause, verb))
    if not cue.takes("n") and not cue.is_strict and all(c.pos_ not in ("VERB", "AUX") for c in clauses):
        return None
    content |= _further_clauses(verb, clauses[-1])
    return Content(frame="c", content=content, addressee=find_addressee(verb, cue))


def _is_said_besides(clause: Token, verb: Token, cue: Cue) -> bool:
    """`rejected the idea: "It is sound"`: what stands behind a colon, where the verb has an object for its content."""
    rejected = find_child(verb, "dobj") if cue.takes("n") and not cue.takes("d") else None
    return rejected is not None and any(token.text == ":" for token in verb.doc[rejected.i : clause.left_edge.i])


def _is_beside_request(clause: Token, verb: Token, cue: Cue) -> bool:
    """`It went so well, the club has asked her to stay`: a clause before a verb that has what is asked behind it."""
    asked = find_child(verb, "xcomp") if cue.takes("o") or cue.takes("i") else None
    if asked is None or not clause.i < verb.i < asked.i or not any(each.lower_ == "to" for each in asked.lefts):
        return False
    return not any(token.is_quote for token in verb.doc[clause.i : asked.i])


def _is_of_oneself(clause: Token) -> bool:
    """`finds itself in debt`, `saw himself outvoted`: how one fares."""
    subject = find_child(clause, "nsubj", "nsubjpass")
    is_finite = any(child.dep_ in ("aux", "auxpass", "mark") for child in clause.lefts)
    return subject is not None and subject.lower_.endswith(("self", "selves")) and not is_finite


def _is_sentence_before(clause: Token, verb: Token) -> bool:
    """`Oslo denied it; Ada Moss said that …`: a clause parted from the verb so is not what it says."""
    if clause.i > verb.i:
        return False
    return _tells_by_itself(clause, verb) or any(token.text in (";", ":") for token in verb.doc[clause.i : verb.i])


def _is_perceived(clause: Token, verb: Token) -> bool:
    """`saw him fall`, `heard them shouting`: what is seen or heard itself, and not a thought about it."""
    is_finite = clause.tag_ not in ("VB", "VBG") or any(child.dep_ in ("aux", "mark") for child in clause.children)
    return verb.lemma_ in word_set("perceives") and not is_finite


def _tells_by_itself(clause: Token, verb: Token) -> bool:
    """`Police say two died, witnesses say three`: the first clause has its cue and content, the second as well."""
    match = find_verb_cue(clause)
    is_cue = match is not None and match[0].is_strict and find_child(clause, "ccomp") is not None
    return is_cue and any(child.dep_ in ("dobj", "attr") and not child.is_punct for child in verb.rights)


def _further_clauses(verb: Token, clause: Token) -> set[int]:
    """`said that A and that B`, `said they would, but could not`: a second clause hung on the verb itself."""
    found: set[int] = set()
    for child in verb.rights:
        if child.dep_ == "conj" and child.i > clause.i > verb.i:
            deps = {each.dep_ for each in child.lefts}
            is_modal = any(each.tag_ == "MD" for each in child.lefts) and "nsubj" not in deps
            is_marked = any(each.dep_ == "mark" and each.lower_ == "that" for each in child.lefts)
            if is_modal or is_marked:
                found |= subtree(child)
            elif _is_said_as_well(child, clause):
                found |= {child.left_edge.i - 1, *subtree(child)}
    return found


def _is_said_as_well(second: Token, first: Token) -> bool:
    """`said it was late and the inn was shut`: in the same tense, with no cue of its own."""
    start = second.left_edge.i
    if second.doc[start - 1].dep_ != "cc" or not any(child.dep_ in _SUBJECTS for child in second.lefts):
        return False
    if any(token.is_quote for token in second.doc[max(start - 3, 0) : start]):
        return False
    match = find_verb_cue(second)
    return _finite_tag(second) == _finite_tag(first) and not (match is not None and match[0].is_strict)


def _finite_tag(verb: Token) -> str:
    """The tag of the first word of a verb with its auxiliaries, which tells the tense."""
    tag = next((child.tag_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")), verb.tag_)
    return "VBP" if tag == "VBZ" else tag


def _is_clause_astray(clause: Token, verb: Token) -> bool:
    """`have not said when they will vote`, `said after talks they would`: taken for adverbial by the parser."""
    first = clause.left_edge
    if first.i == verb.i + 1 and first.lower_ in _QUESTION_WORDS:
        return True
    setting = _setting_ahead(clause, verb)
    deps = {child.dep_ for child in clause.lefts if child != setting}
    is_clause = clause.pos_ in ("VERB", "AUX") and "nsubj" in deps and not deps & {"mark", "prep"}
    return is_clause and (setting is not None or first.pos_ != "SCONJ")


def _setting_ahead(clause: Token, verb: Token) -> Token | None:
    """Of `said after the talks they would`, when it was said, which the parser hung on what was said."""
    first = next(iter(clause.lefts), None)
    if first is None or first.dep_ != "prep" or first.i != verb.i + 1:
        return None
    if clause.dep_ != "advcl" and first.lower_ not in ("after", "before", "during"):
        return None
    is_phrase = any(child.dep_ == "pobj" for child in first.children)
    return first if is_phrase and verb.doc[first.right_edge.i + 1].text != "," else None


def find_distant_clause(verb: Token, cue: Cue) -> Content | None:
    """`told a meeting of leaders that few`: a clause that the parser hung on a noun before it."""
    if not (cue.is_strict and cue.takes("c")):
        return None
    told = find_child(verb, "dobj", "dative") if cue.takes("d") else None
    for clause in told.rights if told is not None else ():
        if clause.dep_ == "relcl" and clause.left_edge.dep_ in ("nsubj", "nsubjpass", "det", "expl", "poss"):
            subject = find_child(clause, "nsubj", "nsubjpass", "expl")
            if subject is not None and subject.tag_ not in ("WDT", "WP") and find_child(clause, "dobj") != told:
                return Content(frame="c", content=subtree(clause), addressee=told)
    end = verb.right_edge.i + 1
    for token in verb.doc[verb.i + 1 : end]:
        if token.lower_ == "that" and token.tag_ in ("IN", "WDT") and token.head.i > token.i:
            clause = token.head
            if clause.dep_ == "relcl" and token.dep_ in ("nsubj", "nsubjpass"):  # "a letter that took weeks"
                continue
            content = {i for i in subtree(clause) if i >= token.i}
            return Content(frame="c", content=content, addressee=find_addressee(verb, cue))
    return None


def find_so(verb: Token, cue: Cue) -> Content | None:
    """`believes so`, `says not`: a word for what was said before."""
    if not (cue.takes("c") and verb.lemma_ in word_set("says so")) or find_child(verb, "dobj", "ccomp") is not None:
        return None
    so = verb.nbor() if verb.i + 1 < verb.sent.end else verb
    after = so.nbor() if so.i + 1 < verb.sent.end else None
    is_last = after is None or after.is_punct or after.pos_ in ("SCONJ", "CCONJ")
    if so.lower_ not in ("so", "not") or so.head != verb or not is_last:
        return None
    return Content(frame="c", content={so.i})


def find_shown(verb: Token) -> Content | None:
    """`Polls show a close contest`, `footage shows him running`: what a document shows."""
    subject = find_child(verb, "nsubj")
    shown = find_child(verb, "dobj", "ccomp")
    if subject is None or shown is None or shown.i < verb.i or verb.lemma_ not in word_set("shows"):
        return None
    if subject.lemma_.lower() not in document_nouns():
        return None
    return Content(frame="c", content=set(range(shown.left_edge.i, verb.right_edge.i + 1)))


def find_around(verb: Token, cue: Cue) -> Content | None:
    """A cue set into the sentence that it reports: `The dam, she said, will hold`; `as she said`."""
    if not cue.takes("c") or verb.head == verb:
        return None
    has_subject = any(child.dep_ == "nsubj" for child in verb.children)
    is_as = verb.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.children)
    has_own = find_child(verb, "xcomp") or (None if cue.takes("d") else find_child(verb, "dobj"))
    is_inserted = verb.dep_ in ("parataxis", "ccomp") and has_own is None and _is_set_off(verb)
    if has_own is None and has_subject and verb.dep_ == "ccomp" and _opens_sentence(verb):
        return Content(frame="c", content=subtree(verb.head, verb), addressee=find_addressee(verb, cue))
    top = verb.head
    while top.pos_ not in ("VERB", "AUX") and top.head != top and is_inserted:
        top = top.head
    if not has_subject or not (is_as or is_inserted) or top.pos_ not in ("VERB", "AUX"):
        return None
    ahead = _phrase_ahead(verb)
    if ahead is not None:
        return Content(frame="c", content=subtree(top, verb) | subtree(ahead), addressee=find_addressee(verb, cue))
    return Content(frame="c", content=subtree(top, verb), addressee=find_addressee(verb, cue))


def _opens_sentence(verb: Token) -> bool:
    """`A source tells the paper, there is proof`: a cue parted by a comma alone from the clause behind it."""
    top, end = verb.head, verb.right_edge.i
    match = find_verb_cue(top)
    if match is not None and match[0].takes("c"):  # "The minister has briefed them, I understand"
        return False
    is_first = verb.left_edge.i == verb.sent.start and top.i > verb.i and top.pos_ in ("VERB", "AUX")
    has_subject = any(child.dep_ in _SUBJECTS and child.i > end for child in top.lefts)
    return is_first and has_subject and verb.doc[end + 1].text == "," and top.left_edge.i <= verb.i


def _phrase_ahead(verb: Token) -> Token | None:
    """Of "Under an act of 1963, he says, nobody may …", the phrase that the parser hung on the cue."""
    first = next(iter(verb.lefts), verb)
    is_ahead = first.dep_ == "prep" and first.left_edge.i == verb.sent.start
    return first if is_ahead and verb.doc[first.right_edge.i + 1].text == "," else None


def _is_set_off(verb: Token) -> bool:
    """Whether punctuation stands before the clause of the verb, and after it unless the sentence ends."""
    ahead = _phrase_ahead(verb)
    doc, start, end = verb.doc, verb.left_edge.i if ahead is None else ahead.right_edge.i + 2, verb.right_edge.i
    after = doc[end + 1] if end + 1 < len(doc) else None
    is_short = end - start <= _LONGEST
    before_ok = start > verb.sent.start and (doc[start - 1].is_punct or doc[start].is_punct)
    return is_short and before_ok and (after is None or after.is_punct or after.is_space or doc[end].is_punct)
