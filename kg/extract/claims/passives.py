"""Contents of passive verbs: `was accused of`, `is believed to`, `was told that`, `was condemned by`."""

from __future__ import annotations

from kg.extract.arguments import find_antecedent
from kg.extract.claims.contents import Content, find_child, tokens_through
from kg.extract.claims.cues import Cue, word_set
from kg.extract.claims.findings import subtree
from kg.extract.claims.holders import find_agent, is_held_of_subject
from kg.extract.tokens import Token

#: Of whom it `is expected to`, the claim speaks; whoever `is urged to`, it addresses.
_ABOUT_SUBJECT = frozenset({"prediction", "opinion", "intention"})
_GIVING = frozenset({"promise", "request", "demand"})
_WITH_TARGET = frozenset({"accusation", "condemnation", "praise"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def find_passive_content(verb: Token, cue: Cue) -> Content | None:
    """`was accused of`, `is believed to`, `was told that`, `was condemned by`."""
    found = _passive_parts(verb, cue)
    subject = find_child(verb, "nsubjpass", "csubjpass")
    if found is not None and subject is not None and subject.i < verb.i:
        stray = {i for i in found.content if i > verb.i and i in subtree(subject)}
        found.content -= stray
    return found


def _passive_parts(verb: Token, cue: Cue) -> Content | None:
    roles = ("nsubjpass", "csubjpass", *(("nsubj",) if is_held_of_subject(verb) else ()))
    subject = _described(verb, find_child(verb, *roles))
    clause = find_child(verb, "ccomp")
    if clause is not None and clause.i < verb.i and any(token.text == ";" for token in verb.doc[clause.i : verb.i]):
        clause = None
    if clause is not None and cue.takes("c") and not is_held_of_subject(verb):
        told = find_child(verb.head, "nsubj", "nsubjpass") if subject is None and verb.dep_ == "advcl" else subject
        addressee = told if cue.takes("d") and told is not None and told.lower_ != "it" else None
        return Content(frame="c", content=subtree(clause), addressee=addressee)
    if subject is None and verb.dep_ == "advcl":
        return _asked(verb, cue, find_child(verb.head, "nsubj", "nsubjpass"))
    if subject is None and verb.dep_ == "acl" and verb.i > verb.head.i and verb.nbor(-1).text == ",":
        asked = _asked(verb, cue, verb.head)
        if asked is not None:
            return asked
    if subject is None and verb.dep_ == "conj" and _is_held(verb):
        subject = find_child(verb.head, "nsubj", "nsubjpass")
    if subject is None and (_is_judged(verb, cue) or _is_held_of_noun(verb)):
        subject = verb.head
    if subject is None:
        return None
    infinitive = find_child(verb, "xcomp")
    if infinitive is not None and infinitive.i > verb.i:
        if cue.takes("o") and cue.type not in _ABOUT_SUBJECT:
            return Content(frame="o", content=subtree(infinitive), addressee=subject)
        if not (_is_held(verb) or cue.takes("i") or cue.takes("s")):  # "was clarified to make it plain"
            return None
        said = subtree(infinitive)
        return Content(frame="c", content=_phrase(subject) | (_before_deed(verb, said) if subject.i < verb.i else said))
    given = find_child(verb, "dobj")
    if given is not None and given.i > verb.i and cue.type in _GIVING:
        return Content(frame="n", content=subtree(given), addressee=subject)
    if verb.lemma_ in word_set("is expected") and find_agent(verb) is None and (modifiers := _set_for(verb)):
        rest = {i for modifier in modifiers for i in subtree(modifier)}
        return Content(frame="n", content=_phrase(subject) | rest)
    predicate = find_child(verb, "oprd")
    if predicate is not None and (cue.takes("s") or cue.takes("as")):
        return Content(frame="s", content=_phrase(subject) | subtree(predicate), target=subject)
    agent = find_agent(verb)
    for child in (*verb.rights, *(agent.rights if agent is not None else ())):
        if child.lower_ == "as" and any(each.dep_ == "pcomp" for each in child.children):
            return None
        if child.dep_ == "prep" and child.lower_ in ("of", "for", "with") and cue.takes(child.lower_):
            inner = next((each for each in child.children if each.dep_ in ("pobj", "pcomp")), None)
            if inner is None:  # "was not charged with nor convicted of it"
                continue
            listed = [each for each in verb.rights if verb.lemma_ == "charge" and _goes_on_list(each, child)]
            return Content(frame=child.lower_, content=tokens_through(inner, *listed), target=subject)
        if child.dep_ == "prep" and (cue.takes(child.lower_) or (child.lower_ == "as" and cue.takes("n"))):
            return Content(frame=child.lower_, content=_phrase(subject) | subtree(child), target=subject)
    if _is_unverified(verb, subject):
        return Content(frame="n", content=_phrase(subject))
    is_whole = cue.takes("n") or cue.takes("idea")
    if is_whole and (find_agent(verb) is not None or (cue.is_strict and cue.type in _WITH_TARGET)):
        return Content(frame="n", content=_phrase(subject) | _grounds(verb, cue), target=subject)
    return None


def _is_unverified(verb: Token, subject: Token) -> bool:
    """`The reports could not be confirmed`, `neither claim could be verified`: whether it is so is left open."""
    if verb.lemma_ not in word_set("is verified") or subject.lemma_.lower() not in word_set("says what is claimed"):
        return False
    words = {child.lower_ for child in (*verb.lefts, *subject.lefts)}
    return bool(words & {"could", "can"}) and bool(words & {"not", "n't", "n’t", "neither", "none", "no"})


def _goes_on_list(other: Token, phrase: Token) -> bool:
    """`charged with theft, lying to the court and fleeing`: a further deed that the parser hung on the verb."""
    start = other.left_edge.i
    is_beside = other.doc[start - 1].text in (",", "and") or other.doc[start].text == "and"
    is_deed = other.dep_ in ("advcl", "conj", "dobj", "npadvmod", "dep") and other.tag_ in ("VBG", "NN", "NNS", "NNP")
    return is_deed and is_beside and other.i > phrase.i and not any(c.dep_ in ("mark", "nsubj") for c in other.lefts)


def _set_for(verb: Token) -> list[Token]:
    """`is expected in the autumn`, `is planned for Monday`, `is expected shortly`: when or where it is to come."""
    modifiers = (child for child in verb.rights if child.dep_ in ("prep", "advmod", "npadvmod"))
    return [child for child in modifiers if child.lower_ not in ("as", "to")]


def _grounds(verb: Token, cue: Cue) -> set[int]:
    """What for: `was criticised for the toll`."""
    if cue.type not in _WITH_TARGET:
        return set()
    phrases = (child for child in verb.rights if child.dep_ == "prep" and child.lower_ in ("for", "over"))
    return {i for phrase in phrases if not _is_when(phrase) for i in subtree(phrase)}


def _is_when(phrase: Token) -> bool:
    return any(child.dep_ == "pobj" and child.ent_type_ in ("DATE", "TIME") for child in phrase.children)


def _described(verb: Token, subject: Token | None) -> Token | None:
    """The subject, or for a relative pronoun the noun that it stands for: `the men, who were accused of`."""
    if subject is None or subject.tag_ not in ("WDT", "WP"):
        return subject
    return find_antecedent(verb) or subject


def _is_judged(verb: Token, cue: Cue) -> bool:
    """Whether a participle says of its noun what others hold of it: `men accused of theft`, `a plan condemned by`."""
    if verb.dep_ != "acl" or verb.head.pos_ not in ("NOUN", "PROPN") or verb.i < verb.head.i:
        return False
    return (cue.is_strict and cue.type in _WITH_TARGET) or (cue.takes("as") and find_agent(verb) is not None)


def _before_deed(verb: Token, told: set[int]) -> set[int]:
    """`The man, said to be ill, fell`: what is held of him, up to the comma before what he did."""
    doc = verb.doc
    if doc[verb.i - 1].text != ",":
        return told
    for i in sorted(told):
        if doc[i].text == "," and any(token.tag_ in _FINITE for token in doc[i + 1 : min(i + 3, verb.sent.end)]):
            return {j for j in told if j < i}
    return told


def _is_held_of_noun(verb: Token) -> bool:
    """`two boats suspected to carry arms`, `a man believed to be ill`: what is held of the noun right before."""
    is_behind = verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") and verb.i > verb.head.i
    return is_behind and verb.head.pos_ in ("NOUN", "PROPN", "PRON") and _is_held(verb)


def _is_held(verb: Token) -> bool:
    """`is said to be`, `is expected to go`, with its infinitive."""
    infinitive = find_child(verb, "xcomp")
    is_held = verb.lemma_ in word_set("held of someone") or verb.lemma_ in word_set("is expected")
    return is_held and infinitive is not None and infinitive.i > verb.i


def _phrase(subject: Token) -> set[int]:
    """The words for the subject, without the clauses that describe it."""
    clauses = [child for child in subject.rights if child.dep_ in ("relcl", "acl")]
    is_described = any(child.dep_ == "relcl" or child.tag_ in ("VBN", "VBD") for child in clauses)
    return subtree(subject, *clauses) if is_described else subtree(subject)


def _opens_question(token: Token) -> bool:
    """Whether the word opens what was asked, wherever the parser hung it: `asked after the vote whether he would`."""
    return token.dep_ == "mark" and token.lower_ in ("whether", "if") and token.i < token.head.i


def _asked(verb: Token, cue: Cue, asked: Token | None) -> Content | None:
    """`Asked about the dam, she said`, `Ann Lee, told of the plan, said`: what they are asked, or told of."""
    if cue.type != "question" and verb.lemma_ != "tell":
        return None
    whether = next((token for token in verb.subtree if token.i > verb.i and _opens_question(token)), None)
    if whether is not None:
        return Content(frame="c", content=subtree(whether.head), addressee=asked)
    for child in verb.rights:
        if child.dep_ == "xcomp":
            return Content(frame="o", content=subtree(child), addressee=asked)
        if child.dep_ == "prep" and cue.takes(child.lower_):
            inner = next((each for each in child.children if each.dep_ in ("pobj", "pcomp")), None)
            return (
                Content(frame=child.lower_, content=subtree(inner), cue_tokens=(child.i,), addressee=asked)
                if inner is not None
                else None
            )
    return None
