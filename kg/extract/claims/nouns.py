"""Claims that a noun introduces: `Norway's demand that`, `expressed concern over`, `faced criticism for`."""

from __future__ import annotations

from kg.extract.claims.cues import Cue, actor_nouns, find_verb_cue, light_verbs, noun_cues, word_set
from kg.extract.claims.findings import LOOSE, NOMINAL, Finding, subtree
from kg.extract.claims.holders import find_agent, find_possessor, find_subject, holds_nothing, is_passive
from kg.extract.claims.negation import is_denied, is_nobody
from kg.extract.tokens import Token

_WHEN_OR_WHERE = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC"})
_CONFIDING = frozenset({"confidence", "belief", "interest", "trust", "faith"})
_ANYONE = frozenset({"accusation", "concern", "question"})
_DIRECTED = frozenset({"accusation", "concern", "condemnation", "praise", "demand", "request", "question", "threat"})
#: Claims that tell nothing where what is asked is not told: "got a call", "drew questions".
_ASKING = frozenset({"demand", "request", "question"})
_MAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def find_in_noun(noun: Token) -> Finding | None:
    """The claim of which `noun` is the cue, if it is someone's and has a content."""
    if noun.pos_ != "NOUN":
        return None
    cue = noun_cues().get(noun.lemma_.lower())
    if cue is None or _is_of_business(noun):
        return None
    if _is_received(noun):
        return _find_received(noun, cue)
    verb = _light_verb(noun)
    holder = _whose(noun, verb)
    found = _noun_content(noun, verb)
    if found is None:
        return None
    content, preposition = found
    if holder is None and verb is not None and is_passive(verb):
        holder = _agent_inside(noun, content)
    is_infinitive = preposition is None and noun.doc[min(content)].lower_ in ("to", "not")
    if holder is not None and holds_nothing(holder):
        return None
    if holder is None and (is_infinitive or (preposition is not None and cue.type not in _ANYONE)):
        return None
    if cue.type == "demand" and noun.doc[min(content)].lower_ in ("whether", "if"):
        return None
    is_none = is_denied(noun)
    if is_none and holder is None:
        return None
    tokens = _cue_tokens(noun, verb, preposition)
    return Finding(
        cue=cue,
        cue_tokens=tuple(sorted(tokens)),
        holder=holder,
        content=content - tokens - _words_for(holder),
        type=cue.type,
        confidence=NOMINAL if holder is not None else LOOSE,
        is_negated=is_none or is_nobody(holder) or (verb is not None and is_denied(verb)),
    )


def _cue_tokens(noun: Token, verb: Token | None, preposition: Token | None) -> set[int]:
    """The noun with its verb, if that is near, and with its preposition, if that follows at once."""
    tokens = {noun.i}
    if verb is not None and noun.i - verb.i <= 4:
        tokens.add(verb.i)
    if preposition is not None and preposition.i == noun.i + 1:
        tokens.add(preposition.i)
    return tokens


def _words_for(holder: Token | None) -> set[int]:
    """The words for the source, with the `by` or `from` before them."""
    if holder is None:
        return set()
    return subtree(holder.head if holder.dep_ == "pobj" and holder.head.lower_ in ("by", "from") else holder)


def _light_verb(noun: Token) -> Token | None:
    """The verb that only says that the noun was uttered: `express concern`, `concerns were raised`."""
    first = noun.head if noun.dep_ == "conj" and noun.head.pos_ == "NOUN" else noun
    verb = first.head
    return verb if first.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in light_verbs() else None


def _agent_inside(noun: Token, content: set[int]) -> Token | None:
    """`concerns were raised about the bridge by engineers`, the engineers being hung on the bridge."""
    by = (noun.doc[i] for i in sorted(content) if noun.doc[i].lower_ == "by")
    agents = (each for preposition in by for each in preposition.children if each.dep_ == "pobj")
    return next((agent for agent in agents if agent.ent_type_ not in _WHEN_OR_WHERE), None)


def _is_received(noun: Token) -> bool:
    return noun.dep_ == "dobj" and noun.head.lemma_.lower() in word_set("meets with")


def _find_received(noun: Token, cue: Cue) -> Finding | None:
    """`faced criticism from farmers for closing the mill`, `faces calls to resign`, `drew praise`."""
    verb = noun.head
    if cue.type not in _DIRECTED or any(child.like_num or child.dep_ == "nummod" for child in noun.subtree):
        return None
    holder = find_possessor(noun) or next(
        (
            each
            for child in verb.rights
            if child.dep_ == "prep" and child.lower_ == "from"
            for each in child.children
            if each.dep_ == "pobj"
        ),
        None,
    )
    receiver = find_subject(verb)
    found = _noun_content(noun, verb)
    if found is not None and (found[1] is None or found[1].lower_ in word_set("received for something")):
        content, preposition = found
    elif receiver is not None and receiver.tag_ not in ("WDT", "WP", "PRP") and cue.type not in _ASKING:
        content, preposition = subtree(receiver), None
    else:
        return None
    tokens = _cue_tokens(noun, verb, preposition)
    return Finding(
        cue=cue,
        cue_tokens=tuple(sorted(tokens)),
        holder=holder,
        content=content - tokens - _words_for(holder),
        type=cue.type,
        confidence=NOMINAL if holder is not None else LOOSE,
        addressee=receiver if cue.type in ("demand", "request") else None,
        target=receiver if cue.type in ("accusation", "condemnation", "praise") else None,
    )


def _whose(noun: Token, verb: Token | None) -> Token | None:
    """Whose claim the noun is: a possessor, the subject of `express`, the one who is `a critic of`."""
    if noun.lemma_ in word_set("people by what they hold"):
        return find_subject(noun.head) if noun.dep_ == "attr" else noun
    holder = find_possessor(noun)
    if verb is not None and (holder is None or holder.tag_ == "PRP$"):
        holder = (find_agent(verb) if is_passive(verb) else find_subject(verb)) or holder
    if holder is None and noun.dep_ == "pobj" and noun.head.lower_ in ("in", "with", "for"):
        holder = _who_holds(noun)
    holder = holder or next((child for child in noun.lefts if _is_maker(child)), None)
    return holder or _shared_among(noun) or _of_whom(noun)


def _of_whom(noun: Token) -> Token | None:
    """Of `the concern of farmers over the toll`, the farmers."""
    if noun.lemma_ not in word_set("of whom it is"):
        return None
    of = next((child for child in noun.rights if child.dep_ == "prep" and child.lower_ == "of"), None)
    who = next((each for each in of.children if each.dep_ == "pobj"), None) if of is not None else None
    return who if who is not None and (who.ent_type_ in _MAKERS or who.lemma_.lower() in actor_nouns()) else None


def _shared_among(noun: Token) -> Token | None:
    """Of `fears among farmers`, the farmers."""
    among = (child for child in noun.rights if child.dep_ == "prep" and child.lower_ in ("among", "amongst"))
    return next((each for child in among for each in child.children if each.dep_ == "pobj"), None)


def _who_holds(noun: Token) -> Token | None:
    """`left in the hope of a deal`, `is in favour of the toll`: whoever does or is so."""
    if noun.lemma_ not in word_set("held in it") or any(child.dep_ == "poss" for child in noun.lefts):
        return None
    above = noun.head.head
    if above.pos_ not in ("VERB", "AUX") or (noun.lemma_ == "support" and above.lemma_ not in word_set("takes sides")):
        return None
    return find_subject(above)


def _is_maker(word: Token) -> bool:
    """Whether a word before the noun says whose it is: `a Courier report`, `American concern`."""
    if word.dep_ == "compound":
        return word.pos_ == "PROPN" and word.ent_type_ in _MAKERS
    return word.dep_ == "amod" and word.ent_type_ == "NORP"


def _noun_content(noun: Token, verb: Token | None) -> tuple[set[int], Token | None] | None:
    """The clause or infinitive that says what, else the phrase that says about what, with its preposition."""
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp", "relcl") and (_is_that_clause(child) or _is_infinitive(child)):
            return subtree(child), None
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        verb = noun.head
    if verb is not None:
        for child in verb.rights:
            if child.i > noun.i and child.dep_ in ("ccomp", "acl") and _is_that_clause(child):
                return subtree(child), None
    if verb is not None and verb.lemma_ == "be" and noun.lemma_ in word_set("is told by a copula"):
        told = next((child for child in verb.rights if child.dep_ in ("attr", "ccomp", "xcomp")), None)
        if told is not None:
            return subtree(told), None
    told = _told_behind(noun)
    if told is not None:
        return subtree(told), None
    if noun.lemma_ in word_set("only with a clause"):
        return None
    whom = _of_whom(noun)
    of_verb = verb.rights if verb is not None and verb.lemma_ != "be" else ()
    for phrases in (noun.rights, whom.rights if whom is not None else (), of_verb):
        for child in phrases:
            if child.i < noun.i or child.dep_ != "prep" or not _leads_to_topic(noun, child):
                continue
            inner = next((each for each in child.children if each.dep_ in ("pobj", "pcomp")), None)
            if inner is not None and inner.ent_type_ not in ("DATE", "TIME"):
                return subtree(child) - {child.i}, child
    return None


def _told_behind(noun: Token) -> Token | None:
    """The clause behind the verb of its noun: `Fears are growing that`, `Rumours had spread that`."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.pos_ != "VERB" or find_verb_cue(verb) is not None:
        return None
    if noun.lemma_ in word_set("people by what they hold"):
        return None
    return next((child for child in verb.rights if child.dep_ == "ccomp" and _is_that_clause(child)), None)


def _leads_to_topic(noun: Token, preposition: Token) -> bool:
    word = preposition.lower_
    if word in ("in", "at", "on"):
        inner = next((each for each in preposition.children if each.dep_ == "pobj"), None)
        if inner is None or inner.ent_type_ in _WHEN_OR_WHERE or (word == "in" and noun.lemma_ not in _CONFIDING):
            return False
    if word == "of" and _of_whom(noun) is not None:
        return False
    if word in ("with", "to") and noun.lemma_ in word_set("is handed in") and _is_told_someone(preposition):
        return False
    if word == "of" and noun.lemma_ in word_set("of what kind"):
        return False
    return word in word_set("leads to a topic") or (word == "to" and noun.lemma_ in word_set("noun with to"))


def _is_of_business(noun: Token) -> bool:
    """`a charge of 5 million`, `in charge of the port`, `a 30% interest in`, `an offer for all shares`."""
    if noun.lemma_ == "interest":
        return noun.tag_ == "NNS" or any(child.ent_type_ == "PERCENT" for child in noun.lefts)
    if noun.lemma_ not in ("charge", "offer", "concern"):
        return False
    is_care = (
        noun.lemma_ == "charge" and noun.dep_ == "pobj" and noun.head.lower_ in ("in", "into") and not noun.n_lefts
    )
    is_bid = noun.lemma_ == "offer" and any(child.lower_ == "for" and child.dep_ == "prep" for child in noun.rights)
    phrases = (child for child in noun.rights if child.lower_ in ("of", "for"))
    return (
        is_care or is_bid or any(each.ent_type_ in ("MONEY", "PERCENT") for child in phrases for each in child.children)
    )


def _is_told_someone(preposition: Token) -> bool:
    """Whether it leads to whom something is told: `a complaint with the court`, `an objection to the council`."""
    inner = next((each for each in preposition.children if each.dep_ == "pobj"), None)
    if inner is None:
        return False
    return inner.ent_type_ in _MAKERS or inner.lemma_.lower() in actor_nouns()


def _is_that_clause(clause: Token) -> bool:
    """Whether the clause says what: a relative one (`the claim that he made`) has another relation to the noun."""
    first = clause.left_edge
    if clause.dep_ == "acl" and first.lower_ == "that":
        match = find_verb_cue(clause)
        return not (first.dep_ in ("dobj", "pobj") and match is not None and match[0].takes("n"))
    return any(child.dep_ == "mark" and child.lower_ in ("that", "whether", "if") for child in clause.children)


def _is_infinitive(clause: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children)
