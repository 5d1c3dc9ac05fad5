"""What a relative clause says is claimed: `a figure that the army disputes`, `a move which the union called absurd`.

What comes in: a verb that heads a relative clause. What goes out: its content, which is the noun that the clause
describes (or the pronoun that takes up a whole sentence) and what the verb says of it.
"""

from __future__ import annotations

from kg.extract.claims.contents import Content
from kg.extract.claims.cues import Cue, word_set
from kg.extract.claims.findings import subtree
from kg.extract.claims.holders import is_passive
from kg.extract.tokens import Token

_PREDICATES = frozenset({"oprd", "acomp", "xcomp", "ccomp", "advcl"})
_HELD = frozenset({"denial", "condemnation", "praise", "concern", "opinion", "prediction", "accusation"})
#: Prepositions before a pronoun for where or when it was said: `the summit at which they vowed to act`.
_OCCASIONS = frozenset({"in", "at", "during", "after", "before", "on"})
_OWN_SUBJECT = frozenset({"nsubj"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


def find_relative(verb: Token, cue: Cue) -> Content | None:
    """The noun with its predicate, if someone says something of it in a clause that describes it."""
    if is_passive(verb):
        return None
    if verb.dep_ not in ("relcl", "acl"):
        return _what(verb, cue)
    subject = next((child for child in verb.lefts if child.dep_ in _OWN_SUBJECT), None)
    if subject is None or subject.tag_ in ("WDT", "WP"):
        return None
    if any(child.dep_ == "dobj" and child.i > verb.i for child in verb.children):
        return None
    topic = _topic(verb, subject)
    if topic is None:
        return None
    rest = _predicate(verb, cue)
    if not rest and not (cue.takes("n") and _is_held(verb, cue)):
        return None
    return Content(frame="s" if rest else "n", content=topic | rest, target=verb.head)


def _what(verb: Token, cue: Cue) -> Content | None:
    """`in what the mayor called a disgrace`, `what she described as a farce`: the pronoun with its predicate."""
    what = next(iter(verb.lefts), None)
    if verb.dep_ not in ("pcomp", "dobj", "nsubj", "csubj") or what is None or what.lower_ != "what":
        return None
    rest = _predicate(verb, cue)
    if not rest and cue.takes("s"):
        rest = {i for child in verb.rights if child.dep_ == "dobj" for i in subtree(child)}
    if not rest or what.dep_ == "nsubj":
        return None
    after = max(rest) + 1
    is_open = sum(verb.doc[i].is_quote for i in rest) % 2 == 1
    closing = {after} if is_open and after < len(verb.doc) and verb.doc[after].is_quote else set()
    return Content(frame="s", content={what.i} | rest | closing)


def _is_held(verb: Token, cue: Cue) -> bool:
    is_alone = not any(child.dep_ in ("ccomp", "xcomp") for child in verb.rights)
    return is_alone and (cue.type in _HELD or verb.lemma_ in word_set("takes up a claim"))


def _lacks_subject(clause: Token, verb: Token) -> bool:
    """Whether the subject of a clause is the noun that is described: `a ship that police say carried arms`."""
    if clause.dep_ != "ccomp" or clause.pos_ not in ("VERB", "AUX") or clause.tag_ in ("VB", "VBG"):
        return False
    return not any(child.dep_ in _SUBJECTS and child.i > verb.i for child in clause.lefts)


def _topic(verb: Token, subject: Token) -> set[int] | None:
    """The words for what the clause is of: `which` after a comma, else the noun with what stands before it."""
    first = verb.left_edge
    noun = verb.head
    pronoun = next((token for token in verb.doc[first.i : subject.left_edge.i] if token.tag_ in ("WDT", "WP")), None)
    if pronoun is not None and pronoun.dep_ == "pobj" and pronoun.head.lower_ in _OCCASIONS:
        return None
    if pronoun is not None and pronoun.lower_ == "which" and first.i > 0 and verb.doc[first.i - 1].is_punct:
        return set(range(first.i, pronoun.i + 1))
    if noun.pos_ not in ("NOUN", "PROPN", "PRON") or noun.i > verb.i:
        return None
    return set(range(noun.left_edge.i, noun.i + 1))


def _predicate(verb: Token, cue: Cue) -> set[int]:
    """`called absurd`, `described as frank`, `attributes to fever`, `claims to have spent`, `said was safe`."""
    found: set[int] = set()
    for child in verb.rights:
        if cue.takes("c") and _lacks_subject(child, verb):
            found |= {i for i in subtree(child) if i > verb.i}
            continue
        word = child.lower_
        is_as = child.dep_ == "prep" and word == "as" and (cue.takes("as") or cue.takes("s"))
        is_name = cue.takes("s") and child.dep_ in _PREDICATES
        is_infinitive = child.dep_ == "xcomp" and (cue.takes("i") or cue.takes("c"))
        is_ground = child.dep_ == "prep" and word in ("to", "on") and cue.takes(word)
        if is_as or is_name or is_infinitive or is_ground:
            found |= subtree(child)
    return found
