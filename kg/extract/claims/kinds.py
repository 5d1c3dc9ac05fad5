"""What a source does in saying something, told by what it says: `said it would pay` promises, `said 30 died` counts.

A verb such as `say` is open: it may accuse, deny, promise or count. What comes in: a finding with the type that its
cue gives. What goes out: the type that its content gives, or the same one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extract.claims.cues import (
    actor_nouns,
    adjective_cues,
    evaluations,
    find_verb_cue,
    misdeeds,
    person_nouns,
    stirring_cues,
    word_set,
)
from kg.extract.claims.findings import Finding
from kg.extract.tokens import Doc, Token

_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "would", "shall", "'d", "’d"})
_PUT_FORWARD = frozenset({"assertion", "opinion", "prediction"})
_STOPS = frozenset({".", "!", "?", "…", ";"})
_MARKS = frozenset({'"', "''", "'"})
_CHANCE = frozenset({"may", "might"})
_NEGATIONS = frozenset({"no", "not", "n't", "n’t", "never", "nothing", "none", "nobody", "neither", "nor"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_COUNTED = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "ROOT", "dep", "appos", "oprd"})
_NOT_COUNTED = frozenset({"DATE", "TIME", "ORDINAL"})
_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_SELF = {"i": "one", "we": "several", "he": "one", "she": "one", "they": "several", "it": "body"}
_NAMING = frozenset({"opinion", "assertion", "praise", "condemnation", "denial"})
_FEELINGS = frozenset({"opinion", "praise", "condemnation"})
#: How many of a quotation's clauses are looked at.
_CLAUSES = 6


def find_kind(doc: Doc, finding: Finding) -> str:
    """The type of the claim that the finding stands for."""
    cue = doc[finding.cue_tokens[0]].lemma_.lower() if finding.cue_tokens else ""
    roots = list(_roots(doc, finding))
    if not roots:
        return finding.type
    if cue in word_set("calls it so") and finding.type in _NAMING and not _is_clause(roots[0]):
        return _kind_of_name(doc, finding)
    if finding.type in _PUT_FORWARD and not finding.is_negated and _is_direct_question(doc, finding):
        return "question"
    if finding.type == "assertion":
        return _kind_of_assertion(doc, finding, roots, cue)
    if finding.type == "request" and cue == "want" and _is_body(finding.holder):
        return "demand"
    if finding.type == "opinion":
        return _kind_of_opinion(doc, finding, roots, cue)
    if finding.type == "concern" and cue in word_set("warns"):
        return _kind_of_warning(finding, roots)
    if finding.type == "quantity" and _is_future(roots[0]):
        return "prediction"
    if finding.type in ("denial", "demand", "intention") and _asks(doc, finding):
        return "question"
    return finding.type


def _roots(doc: Doc, finding: Finding) -> Iterator[Token]:
    """The words at the top of the content, in text order."""
    number = 0
    for i in sorted(finding.content):
        token = doc[i]
        if token.is_punct or token.is_space or token.dep_ in ("mark", "cc"):
            continue
        if token.head.i not in finding.content or token.head == token:
            yield token
            number += 1
            if number == _CLAUSES:
                return


def _kind_of_assertion(doc: Doc, finding: Finding, roots: list[Token], cue: str) -> str:
    if _asks(doc, finding):
        return "question"
    main = next((root for root in roots if root.pos_ in ("VERB", "AUX")), roots[0])
    subject = _subject(main)
    is_admitted = cue in word_set("admits")
    if not is_admitted and (_accuses(finding, main) or _is_found(finding, main, cue)):
        return "accusation"
    if _is_future(main):
        return _kind_of_future(finding, main, subject, cue)
    if cue == "announce" and main.pos_ == "NOUN" and main.lemma_.lower() in word_set("is announced before it is done"):
        return "intention"
    if _denies_deed(main, subject, finding):
        return "denial"
    auxiliaries = {child.lower_ for child in main.lefts if child.dep_ in ("aux", "auxpass")}
    is_past = "have" in auxiliaries
    if (auxiliaries & _CHANCE and not is_past) or _is_likely(main):
        return "prediction"
    if auxiliaries & {"must", "should", "ought"}:
        return "opinion" if is_past else "demand" if cue in word_set("insists") else "request"
    if _is_ready(main) and _is_self(subject, finding):
        return "promise"
    if _is_counted(main):
        return "quantity"
    if cue in word_set("insists") and _is_negated(main, subject):
        return "denial"
    is_own = _is_self(subject, finding)
    feeling = _felt(main, subject) if is_own else None
    return feeling or (None if is_admitted or is_own else _valued(main)) or "assertion"


def _kind_of_future(finding: Finding, main: Token, subject: Token | None, cue: str) -> str:
    """`said it would pay`, `announced that the king will go`, `said prices will rise`."""
    if not (_is_self(subject, finding) or (subject is None and finding.holder is not None)):
        return "intention" if cue in word_set("announces") else "prediction"
    is_for_others = main.lemma_.lower() in word_set("does for others") and not _negation(main)
    return "promise" if is_for_others else "intention"


def _is_body(holder: Token | None) -> bool:
    """Whether a body wants something, which is to ask for it, and not one person or another."""
    if holder is None or holder.lower_ == "it":
        return holder is not None
    return holder.ent_type_ == "ORG" or holder.lemma_.lower() in actor_nouns() - person_nouns()


def _denies_deed(main: Token, subject: Token | None, finding: Finding) -> bool:
    """`there is no such list`, `we never met him`, `it had no part in it`, `the reports are false`."""
    parts = [part for part in (subject, *main.rights) if part is not None]
    if any(_is_no_such(part) for part in parts):
        return True
    if _is_own_deed(subject, finding):
        has_none = any(part.dep_ in ("dobj", "attr") and _has_no(part) for part in main.rights)
        is_never = any(child.lower_ == "never" and child.dep_ == "neg" for child in main.lefts)
        return has_none or (is_never and find_verb_cue(main) is None)
    is_claim = subject is not None and subject.lemma_.lower() in word_set("says what is claimed")
    return is_claim and main.lemma_ == "be" and any(_is_false(part) for part in main.rights)


def _is_own_deed(subject: Token | None, finding: Finding) -> bool:
    """Whether the source speaks of itself, and not of something that is its own."""
    return subject is not None and subject.pos_ == "PRON" and _is_self(subject, finding)


def _is_no_such(noun: Token) -> bool:
    words = {child.lower_ for child in noun.lefts}
    return "such" in words and "no" in words


def _has_no(noun: Token) -> bool:
    is_none = any(child.lower_ == "no" for child in noun.lefts) and noun.lemma_.lower() in word_set("is had no")
    return is_none or (
        noun.lower_ == "nothing" and any(child.dep_ in ("relcl", "acl", "xcomp") for child in noun.rights)
    )


def _is_false(predicate: Token) -> bool:
    return predicate.dep_ in ("acomp", "attr") and evaluations().get(predicate.lemma_.lower()) in ("bad", "false")


def _kind_of_opinion(doc: Doc, finding: Finding, roots: list[Token], cue: str) -> str:
    main = roots[0]
    if main.pos_ not in ("VERB", "AUX"):
        is_told = finding.holder is None and not finding.is_negated and cue in word_set("held of someone")
        return "assertion" if is_told else "opinion"
    if _asks(doc, finding):
        return "question" if cue == "decide" else "opinion"
    if _is_future(main) or _is_likely(main):
        return "prediction"
    if _is_counted(main):
        return "quantity"
    is_past = main.tag_ in ("VBD", "VBN") or any(child.tag_ == "VBD" for child in main.lefts if child.dep_ == "aux")
    if cue in word_set("gives an opinion of facts") and is_past and _valued(main) is None:
        return "assertion"
    return "opinion"


def _kind_of_warning(finding: Finding, roots: list[Token]) -> str:
    main = roots[0]
    if main.pos_ not in ("VERB", "AUX") or not _is_future(main):
        return "concern"
    return "threat" if _is_self(_subject(main), finding) else "prediction"


def _kind_of_name(doc: Doc, finding: Finding) -> str:
    """`called the claim a lie`, `described it as a triumph`: by what is named, and by the worth of the name."""
    words = [doc[i] for i in sorted(finding.content)]
    values = {evaluations().get(word.lemma_.lower()) or evaluations().get(word.lower_) for word in words} - {None}
    target = finding.target
    is_claim = target is not None and (
        target.lemma_.lower() in word_set("says what is claimed") or target.lower_ in ("that", "this", "which")
    )
    if is_claim and values & {"false", "bad"}:
        return "denial"
    if finding.type in ("condemnation", "denial", "praise"):
        return "denial" if is_claim and finding.type == "condemnation" else finding.type
    if values & {"bad", "false"}:
        return "condemnation"
    return "praise" if "good" in values else "opinion"


def _asks(doc: Doc, finding: Finding) -> bool:
    """Whether the content begins as an indirect question does: `whether`, `if they will`."""
    first = doc[min(finding.content)]
    return first.lower_ in ("whether", "if") and first.dep_ in ("mark", "advmod") and finding.start < first.i


def _is_direct_question(doc: Doc, finding: Finding) -> bool:
    """Whether each sentence of the content asks, word for word: `he added, "Is it safe?"`."""
    words = [i for i in sorted(finding.content) if doc[i].text not in _MARKS and not doc[i].is_space]
    if not words or doc[words[-1]].text != "?":
        return False
    ends = {doc[i].text for i, following in pairwise(words) if following > i + 2 or doc[i].text in _STOPS}
    return ends <= {"?"}


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)


def _is_future(verb: Token) -> bool:
    """`will hold`, `would hold`, but not `would have held`; `is going to`, `is due to`."""
    auxiliaries = [child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    if _FUTURE & set(auxiliaries):
        return "have" not in auxiliaries
    return verb.pos_ in ("VERB", "AUX") and any(
        child.dep_ in ("acomp", "xcomp") and child.lower_ in ("due", "going", "set", "bound") for child in verb.rights
    )


def _is_likely(verb: Token) -> bool:
    return any(
        child.dep_ == "acomp" and child.lower_ in ("likely", "unlikely", "possible", "probable", "inevitable")
        for child in verb.rights
    )


def _is_ready(verb: Token) -> bool:
    return any(child.dep_ == "acomp" and child.lower_ in ("ready", "willing", "prepared") for child in verb.rights)


def _is_self(subject: Token | None, finding: Finding) -> bool:
    """Whether the subject of the content can be its source: `The mayor said she`, `The union says it`."""
    holder = finding.holder
    if subject is None or holder is None or subject.dep_ == "expl":
        return False
    number = _SELF.get(subject.lower_)
    if number is None:
        owners = (child for child in subject.lefts if child.dep_ == "poss")
        return any(owner.lower_ in ("his", "her", "its", "our", "their", "my") for owner in owners)
    if subject.lower_ in ("i", "we"):
        return True
    if holder.pos_ == "PRON":
        return holder.lower_ == subject.lower_ or holder.lower_ in ("who", "which")
    is_several = holder.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in holder.rights)
    is_name = holder.pos_ == "PROPN" and not holder.ent_type_ and number == "one"
    is_person = is_name or holder.ent_type_ == "PERSON" or holder.lemma_.lower() in person_nouns()
    if number == "several":
        return is_several or not is_person
    return not is_several and is_person == (number == "one")


def _negation(verb: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in ("never", "nothing", "neither") for child in verb.children)


def _is_negated(verb: Token, subject: Token | None) -> bool:
    return _negation(verb) or _is_none(verb, subject)


def _is_none(verb: Token, subject: Token | None) -> bool:
    """`no payment was made`, `there is no such list`, `we have no sign of it`."""
    parts = [subject] if subject is not None else []
    parts += [child for child in verb.rights if child.dep_ in ("dobj", "attr")]
    return any(part.lower_ in _NEGATIONS or any(c.lower_ == "no" for c in part.lefts) for part in parts)


def _accuses(finding: Finding, main: Token) -> bool:
    """Whether the content, or a clause beside its first one, has someone else do wrong."""
    clauses = [main, *(child for child in main.rights if child.dep_ in ("conj", "ccomp", "xcomp"))]
    for verb in clauses:
        if verb.i not in finding.content or verb.lemma_.lower() not in misdeeds() or _negation(verb):
            continue
        by = next((child for child in verb.rights if child.dep_ == "agent"), None)
        doer = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else _subject(verb)
        if by is None and doer is not None and doer.dep_ == "nsubjpass":
            doer = None
        if doer is None and verb is not main:
            doer = _subject(main)
        if doer is not None and _is_actor(doer) and not _is_self(doer, finding):
            return True
    return False


def _is_found(finding: Finding, main: Token, cue: str) -> bool:
    """`The court found he had taken money`: what those hold who look into wrong that was done."""
    holder = finding.holder
    if holder is None or cue not in word_set("finds") or holder.lemma_.lower() not in word_set("looks into wrong"):
        return False
    is_past = main.tag_ in ("VBD", "VBN") and main.lemma_ != "be"
    return is_past and not _negation(main) and not _is_harm(main)


def _is_harm(verb: Token) -> bool:
    return verb.lemma_.lower() in word_set("is harmed")


def _felt(main: Token, subject: Token | None) -> str | None:
    """`said he doubted that`, `I think`, `we are grateful`: what the source says that it feels or thinks itself.

    In its own words in the past (`We thought it was over`) it tells a story.
    """
    if subject is None or subject.pos_ != "PRON" or (subject.lower_ in ("i", "we") and main.tag_ == "VBD"):
        return None
    adjective = next((child for child in main.rights if child.dep_ == "acomp"), None)
    if main.lemma_ == "be":
        cue = adjective_cues().get(adjective.lower_) if adjective is not None else None
    else:
        match = find_verb_cue(main)
        cue = match[0] if match is not None else None
    if cue is None and any(child.dep_ == "auxpass" for child in main.lefts):
        cue = adjective_cues().get(main.lower_) or stirring_cues().get(main.lemma_)
    told = cue.type if cue is not None else ""
    if told == "concern" and find_verb_cue(main) is None:
        return told
    if cue is not None and any(child.dep_ == "xcomp" for child in main.rights):
        told = cue.frames.get("i", told)
    return told if told in _FEELINGS else None


def _is_clause(root: Token) -> bool:
    return root.pos_ in ("VERB", "AUX") and _subject(root) is not None


def _is_actor(noun: Token) -> bool:
    if noun.pos_ == "PRON":
        return noun.lower_ in ("he", "she", "they", "you", "who")
    return noun.ent_type_ in _ACTORS or noun.lemma_.lower() in actor_nouns()


def _is_counted(main: Token) -> bool:
    """Whether the clause gives a number of something as what it tells."""
    for part in (main, *main.children):
        if part.dep_ not in _COUNTED and part is not main:
            continue
        if part.ent_type_ in _NOT_COUNTED or part.pos_ in ("VERB", "AUX"):
            continue
        numbers = (part, *(child for child in part.lefts if child.dep_ == "nummod"))
        if any(_is_figure(number) for number in numbers):
            return True
    return False


def _is_figure(token: Token) -> bool:
    """A number in figures, or a large one in words: of `two men` it tells little that there are two."""
    if token.ent_type_ in _NOT_COUNTED or not (token.like_num or token.lower_ in word_set("large numbers")):
        return False
    return token.text[0].isdigit() or token.lower_ in word_set("large numbers")


def _valued(main: Token) -> str | None:
    """`said the plan was wrong`, `said they were grateful`: what the predicate makes of its subject."""
    if main.lemma_ != "be":
        return None
    predicate = next((child for child in main.rights if child.dep_ in ("acomp", "attr")), None)
    if predicate is None:
        return None
    words = (predicate, *(child for child in predicate.lefts if child.dep_ == "amod"))
    values = {evaluations().get(word.lemma_.lower()) for word in words} - {None}
    if not values or _negation(main):
        return None
    return "praise" if values == {"good"} else "condemnation"
