"""Whether what a trigger tells did happen, is planned, is only possible, or did not.

What comes in: a trigger's token. What goes out: a code of the modality scheme.
"""

from __future__ import annotations

from functools import cache

from kg.extract.entities.lexical import words
from kg.extract.events.light_verbs import light_verb
from kg.extract.lexicon import read_lexicon
from kg.extract.tokens import Token
from kg.model import Modality

_FUTURE = words("will 'll shall wo gon")
_POSSIBLE = words("may might could would should can must ca ought 'd")
_CONDITIONS = words("if unless whether lest")
_NO = words("no without neither never")
_NOBODY = words("nobody none nothing no-one")
_NEARLY = words("almost nearly hardly scarcely")
_KEEPING = words("stop keep bar deter discourage hinder")
_THE = words("the this that these those his her its their")
_FEWER = words("fewer less more doubt")
#: Governors whose clause can tell what is so already.
_TELLING = words("agree warn decide determine promise vow pledge prepare call appeal debate ask advise suggest offer")
_TEMPORAL = words("when once after before until as")
_UNTIL = words("before until till pending")
_ENDS = words("end outbreak collapse fall")
_TO_WHAT = frozenset(("for", "of", "from"))
_DEPTH = 4


def find_modality(trigger: Token) -> Modality:
    """The modality that the words around `trigger` give its event; `actual` where they give none."""
    own = _own_modality(trigger)
    if own != "actual":
        return _in_the_mouth_of(own, trigger)
    if (told := _told_by_clause(trigger)) is not None:
        return told
    current = trigger
    is_definite = any(child.lower_ in _THE for child in trigger.lefts)
    for _ in range(_DEPTH):
        head, dep = current.head, current.dep_
        if head.i == current.i:
            break
        if head.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
            told = _told_by_governor(current, head)
            if told is not None:
                return _unless_denied(told, head)
        if not _shares(current, head, dep):
            break
        if head.pos_ in ("VERB", "AUX"):
            told = _own_modality(head)
            if dep == "prep" and (told == "negated" or is_definite):  # "he was not hurt in the attack"
                break
            if told == "negated" and _outlives_denial(current, head):
                break
            if told != "actual":
                return told
        current = head
    return "planned" if trigger.lemma_ == "plan" and _says_for_what(trigger) else "actual"


def _says_for_what(plan: Token) -> bool:
    """Whether a word for planning stands for what is planned: "turbines were planned", "the plan for turbines"."""
    if plan.pos_ == "VERB":
        return not any(child.dep_ in ("xcomp", "ccomp") for child in plan.rights)
    return any(child.dep_ == "acl" or child.lower_ == "for" for child in plan.rights)


def _told_by_clause(trigger: Token) -> Modality | None:
    """What the clause around a trigger tells of it other than by a governor."""
    head = trigger.head
    if trigger.dep_ == "pobj":
        return _told_by_preposition(head)
    if trigger.dep_ == "nsubj" and head.lemma_ == "be":  # "a summit is to be held", "a deal is possible"
        held = [child for child in head.rights if child.dep_ == "xcomp" and light_verb(child) is not None]
        if trigger.pos_ != "VERB" and any(_told_by_governor(verb, head) == "planned" for verb in held):
            return "planned"
        said = [child.lower_ for child in head.rights if child.dep_ in ("acomp", "attr")]
        return next((told for word in said if (told := _adjectives().get(word) or _governors().get(word))), None)
    if trigger.dep_ == "advcl" and head.pos_ == "VERB" and _is_present(trigger):  # "will leave when it ends"
        linked = any(child.lower_ in _TEMPORAL and child.dep_ in ("mark", "advmod") for child in trigger.lefts)
        told = find_modality(head) if linked else "actual"
        return told if told in ("planned", "hypothetical") else None
    if trigger.dep_ in ("relcl", "acl") and trigger.tag_ == "VB" and head.dep_ == "dobj":  # "wanted the man, 50, to go"
        return _find_governor(head.head) if _find_governor(head) is None else None
    return None


def _told_by_preposition(preposition: Token) -> Modality | None:
    """What is to come if something is so until then ("days before the vote"); what all has been since is history."""
    governor = preposition.head
    word = preposition.lower_
    if word == "since":
        return "historical"
    if word == "of" and governor.lower_ in _ENDS and governor.head.lower_ == "since":
        return "historical"
    if word in _UNTIL or (word == "of" and governor.lower_ == "ahead"):
        while governor.pos_ not in ("VERB", "AUX") and governor.head.i != governor.i:
            governor = governor.head
        if governor.pos_ in ("VERB", "AUX") and (_is_present(governor) or _own_modality(governor) == "planned"):
            return "planned"
    return None


def _is_present(verb: Token) -> bool:
    """Whether a verb is in the present tense or the present perfect."""
    first = next((child for child in verb.lefts if child.dep_ in ("aux", "auxpass")), verb)
    return first.tag_ in ("VBZ", "VBP")


def _in_the_mouth_of(own: Modality, trigger: Token) -> Modality:
    """What a trigger's own words tell, in the light of who wants, fears or forbids it."""
    told = _told_by_governor(trigger, trigger.head)
    if own in ("planned", "hypothetical") and trigger.pos_ != "VERB":
        return "negated" if told == "negated" else own
    if told == "hypothetical":  # "feared that it would fall", "begged them not to sell"
        return "hypothetical"
    if own == "hypothetical" and told == "planned":  # "agreed that the border should open"
        return "planned"
    return own


def is_nobody(noun: Token) -> bool:
    """Whether a phrase says that there is nobody or nothing of the kind: "no one", "no soldiers", "none of them"."""
    if noun.lower_ in _NOBODY:
        return True
    return any(
        child.lower_ in ("no", "neither") and child.dep_ in ("det", "neg") and child.nbor().lower_ not in _FEWER
        for child in noun.lefts
    )


def _unless_denied(told: Modality, governor: Token) -> Modality:
    """What a governor tells, turned round where it is itself denied: "does not plan to", "did not refuse to"."""
    if governor.pos_ not in ("VERB", "AUX") or _own_modality(governor) != "negated":
        return told
    return "hypothetical" if told == "negated" else "negated"


def _shares(token: Token, head: Token, dep: str) -> bool:
    """Whether what holds of the governor holds of what depends on it so."""
    if token.pos_ == "VERB":
        if dep == "conj":
            own = [child for child in token.lefts if child.dep_ in ("nsubj", "nsubjpass", "aux")]
            return all(child.lower_ == "to" for child in own) and (not own or head.tag_ == "VB")
        return dep in ("xcomp", "pcomp")
    if dep in ("conj", "compound"):
        return head.pos_ == "NOUN"
    if dep == "pobj":
        return head.lower_ in ("for", "in", "to", "against", "of")
    if dep in ("dobj", "nsubjpass"):
        return True
    return dep == "prep" and head.pos_ == "VERB"


def _outlives_denial(token: Token, head: Token) -> bool:
    """Whether what depends on a denied verb is so still: "did not ignore Chad's threats", "nearly won a game"."""
    if token.pos_ == "VERB":  # "either not loading, or loading slowly"
        return token.dep_ == "conj" and any(child.lower_ == "either" for child in head.lefts)
    if any(child.lower_ in _NEARLY for child in head.lefts):
        return True
    owned = any(child.dep_ == "poss" and child.pos_ != "PRON" for child in token.lefts)
    return owned and token.dep_ == "dobj" and light_verb(head) is None


def _own_modality(token: Token) -> Modality:
    modality: Modality = "actual"
    conditional = False
    for child in token.children:
        word = child.lower_
        if child.dep_ == "neg" or (child.dep_ in ("det", "advmod", "preconj") and word in _NO):
            return "negated"
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and is_nobody(child):
            return "negated"
        if child.dep_ == "advmod" and word in _NEARLY and token.pos_ == "VERB":
            return "negated"
        if child.dep_ == "aux" and child.tag_ == "MD" and not conditional:
            modality = _of_modal(token, word)
        elif child.dep_ == "mark" and word in _CONDITIONS:
            modality, conditional = "hypothetical", True
        elif child.dep_ in ("amod", "compound") and word in _adjectives() and not _is_counted(token, word):
            return _adjectives()[word]
    if token.dep_ == "pobj" and token.head.lower_ == "without":
        return "negated"
    if _is_inverted(token) or _is_asked(token):
        return "hypothetical"
    if (
        token.tag_ == "VB"
        and token.dep_ == "ROOT"
        and not any(child.dep_ in ("nsubj", "aux") for child in token.children)
    ):
        return "hypothetical"
    return modality


def _is_counted(noun: Token, word: str) -> bool:
    """Whether a noun is one of a row: "won its next three games"."""
    return word == "next" and any(child.dep_ == "nummod" for child in noun.lefts)


def _is_inverted(verb: Token) -> bool:
    """Whether a clause is a condition without a word for it: "had they attacked, …"."""
    if verb.dep_ not in ("advcl", "ccomp") or verb.pos_ != "VERB" or verb.i > verb.head.i:
        return False
    first = next(iter(verb.lefts), verb)
    return first.lower_ in ("had", "should", "were") and first.dep_ in ("aux", "auxpass")


def _is_asked(verb: Token) -> bool:
    """Whether it is asked whether something happens: "Did they attack?"."""
    if verb.dep_ != "ROOT" or verb.pos_ != "VERB" or verb.sent[-1].lower_ != "?":
        return False
    first = next((child for child in verb.lefts if child.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass")), None)
    asking = any(word.tag_ in ("WRB", "WP", "WDT") for word in verb.sent[: verb.i - verb.sent.start])
    return first is not None and first.dep_ in ("aux", "auxpass") and not asking


def _of_modal(verb: Token, word: str) -> Modality:
    """What a modal verb tells; "would" in what someone said is the future of then."""
    if word in _FUTURE or (word == "would" and verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN")):
        return "planned"
    return "hypothetical" if word in _POSSIBLE else "actual"


def _told_by_governor(token: Token, head: Token) -> Modality | None:
    """What a governing word such as `plan`, `threaten` or `refuse` makes of what depends on it."""
    dep = token.dep_
    told = _find_governor(head)
    if (
        head.lemma_ == "have"
        and dep == "xcomp"
        and any(child.lower_ == "yet" for child in (*head.rights, *token.lefts))
    ):
        return "negated"
    if dep == "prep" and token.lower_ == "from" and head.lemma_ in _KEEPING:
        return "negated"
    if head.lemma_ == "be" and dep == "xcomp" and any(child.lower_ == "to" for child in token.lefts):
        return "planned"
    if head.lemma_ == "go" and head.tag_ == "VBG" and dep == "xcomp":
        return "planned"
    if head.lower_ == "able" and (past := _past_copula(head)) is not None:
        return _own_modality(past)
    if told is None:
        return None
    if dep == "prep":  # "called for a boycott", "kept from voting"
        return told if (token.lower_ == "from") == (told == "negated") and token.lower_ in _TO_WHAT else None
    if dep == "compound" and head.pos_ == "NOUN":  # "an assassination attempt"
        return told
    if dep in ("xcomp", "ccomp") or (dep == "acl" and token.tag_ == "VB"):
        if dep == "ccomp" and (told == "negated" or _is_told_as_fact(token, head)):
            return None
        return told
    if token.pos_ == "VERB":
        return None
    if dep not in ("dobj", "nsubjpass") or (head.lemma_ == "call" and _is_described(head)):
        return None
    is_alone = not any(child.dep_ == "prt" for child in head.rights)
    return _of_objects().get(head.lemma_, told) if is_alone else told


def _is_described(verb: Token) -> bool:
    """Whether a verb says as what its object is seen: "called the strike a crime", "called the attack cruel"."""
    return any(child.dep_ in ("oprd", "ccomp", "acomp", "attr") for child in verb.rights)


def _past_copula(adjective: Token) -> Token | None:
    """The verb of "was able to", which tells what did happen, unlike "is able to"."""
    be = adjective.head
    has = any(child.dep_ == "aux" and child.tag_ in ("VBZ", "VBP") for child in be.lefts)
    return be if be.lemma_ == "be" and (be.tag_ == "VBD" or (be.tag_ == "VBN" and has)) else None


def _is_told_as_fact(verb: Token, head: Token) -> bool:
    """Whether a clause of a verb of plans or warnings has a tense: "agreed that 30 were hurt"."""
    if head.lemma_ not in _TELLING or verb.pos_ not in ("VERB", "AUX"):
        return False
    finite = [verb, *(child for child in verb.lefts if child.dep_ in ("aux", "auxpass"))]
    return any(word.tag_ in ("VBD", "VBZ", "VBP") for word in finite) and not any(word.tag_ == "MD" for word in finite)


def _find_governor(head: Token) -> Modality | None:
    """What the lexicon has for a word with its particle, else for the word alone."""
    lemma = head.lemma_.lower()
    for child in head.rights:
        if child.dep_ == "prt" and (told := _governors().get(f"{lemma} {child.lower_}")):
            return told
    return _governors().get(lemma) or _governors().get(head.lower_)


@cache
def _governors() -> dict[str, Modality]:
    return {row["word"]: _code(row["modality"]) for row in read_lexicon("modality_governors")}


@cache
def _of_objects() -> dict[str, Modality]:
    """What verbs tell of their object, where it is not what they tell of an infinitive."""
    return {row["word"]: _code(row["object"]) for row in read_lexicon("modality_governors") if row["object"]}


@cache
def _adjectives() -> dict[str, Modality]:
    return {row["word"]: _code(row["modality"]) for row in read_lexicon("modality_adjectives")}


def _code(text: str) -> Modality:
    codes: dict[str, Modality] = {
        "actual": "actual",
        "planned": "planned",
        "hypothetical": "hypothetical",
        "negated": "negated",
        "historical": "historical",
    }
    return codes[text]
