"""Whether the name of a country, or a noun for a place, stands for those who act or for the place.

What comes in: the head token of a country's name, or a common noun. What goes out: for a country, True
where it acts, speaks, is addressed or is blamed, False where it is where something is or happens; for a
noun, what the lexicons know of it there.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kg.extract.entities.lexical import Noun, find_noun, find_place_noun, words
from kg.extract.lexicon import read_lexicon
from kg.extract.tokens import Token
from kg.extract.wordsets import get_word_set

WHERE = words(
    """in at near from into inside within outside across throughout around through over off toward towards via
    along beyond under above onto upon below"""
)
_WHO = words("by against with between for versus among than about of on")
_GOING = words(
    """visit enter leave reach invade flee occupy hit strike bomb cross tour devastate sweep shake rock batter
    ravage govern rule run inhabit exit quit"""
)
_PLACE_NOUNS = words(
    """border coast capital north south east west territory city town village region province area soil airport
    embassy"""
)
_EXAMPLES = words("including as like namely notably")
_RECEIVING = frozenset(["to"])
_GIVING = words(
    """give send write appeal deliver offer supply sell provide lend extend transfer convey address speak talk
    respond reply submit hand present hostile opposed allied loyal available according belong aid support
    assistance letter appeal warning message threat ally ambassador envoy adviser aids arms exports sale sales
    weapons"""
)
_GETTING = words("receive hear get obtain await expect want seek demand")
_SENT = words(
    """aid help support assistance threat condemnation criticism permission approval recognition funding money
    funds loan offer reassurance guarantee assurance denial order instruction advice news word thanks"""
)
_SPEAKING = words("say tell report announce claim warn deny ask demand urge insist admit confirm state declare")
_BLAMING = words(
    "accuse blame condemn criticise criticize reject refuse recognise recognize summon expel deny denounce"
)
_ADDRESSING = words("tell inform notify brief urge ask warn advise alert assure thank invite address remind")
_OFFICIAL = words("politician official government")
_STATES = words("country countries states")
_DEEDS = words(
    """request offer proposal demand plan decision policy statement warning threat aid assistance support sanctions
    mediation initiative ultimatum veto pledge promise refusal denial appeal accusation accusations claim claims"""
)
_ON_THE_WEB = words("site sites page pages portal portals blog blogs")


def acts(token: Token) -> bool:
    """Whether the country named by `token` (the head of the name) is an actor here."""
    token = _top_of_list(token)
    dep, head = token.dep_, token.head
    if dep in ("nsubj", "nsubjpass", "agent", "dative", "csubj"):
        return True
    if dep == "poss":
        return head.lower_ not in _PLACE_NOUNS and head.ent_type_ not in ("GPE", "LOC", "FAC")
    if dep in ("dobj", "obj"):
        return _stem(head) not in _GOING
    if dep == "pobj":
        return _acts_after(head)
    return dep in ("compound", "nmod") and _is_actor_after(token)


def speaks(token: Token) -> bool:
    """Whether the place named by `token` (the head of the name) speaks or is told, as a capital is for its state."""
    token = _top_of_list(token)
    if token.dep_ in ("dobj", "dative"):
        return _stem(token.head) in _ADDRESSING
    return token.dep_ == "nsubj" and _stem(token.head) in _verbs_of_speaking()


def is_written_to(token: Token) -> bool:
    """Whether a message goes to what is named by `token`: `wrote to the Aune Museum`, `letters to it`."""
    token = _top_of_list(token)
    governor = token.head.head
    is_goal = token.dep_ == "pobj" and token.head.lower_ == "to"
    return is_goal and (_stem(governor) in _ADDRESSING | {"write", "appeal"} or _stem(governor) in _messages())


@cache
def _verbs_of_speaking() -> frozenset[str]:
    verbs = frozenset(row["verb"] for row in read_lexicon("communication_verbs") if row["type"] != "meeting")
    cues = frozenset(row["lemma"] for row in read_lexicon("cue_verbs") if row["tier"] == "strict")
    return (verbs | cues | _SPEAKING | _BLAMING) - get_word_set("name_word_sets", "no metonyms")


def _is_actor_after(token: Token) -> bool:
    """Whether a noun for someone who acts, or for what only they do, follows: `US officials`, `US sanctions`."""
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    if following.lower_ in _DEEDS:
        return True
    noun = find_noun(following.lower_)
    if noun is None and following.pos_ == "ADJ":  # "the US special envoy"
        return _is_office(token.head)
    return noun is not None and noun.kind != "place"


def _acts_after(preposition: Token) -> bool:
    word, governor = preposition.lower_, preposition.head
    if word in _EXAMPLES:
        return _are_actors(governor)
    if word == "from":
        return _sends(governor) or (preposition.i > 0 and _sends(preposition.nbor(-1)))
    if word in WHERE:
        return False
    if word in _RECEIVING:
        return _stem(governor) in _GIVING or governor.lower_ in _GIVING or governor.lemma_.lower() in _messages()
    if word == "of":
        return (
            _is_office(governor)
            or governor.ent_type_ == "PERSON"
            or governor.lower_
            in (
                "accusation",
                "government",
                "leaders",
                "refusal",
                "behalf",
                "request",
                "invitation",
                "insistence",
                "responsibility",
                "support",
                "part",
            )
        )
    if word == "on":
        return governor.lower_ in ("sanctions", "pressure", "blame", "war", "sanction") or _stem(governor) in (
            "call",
            "blame",
            "impose",
        )
    if word in ("for", "about"):
        return word == "for" and _is_office(governor)
    return word in _WHO


def _is_office(noun: Token) -> bool:
    """Whether a noun stands for those who act for a state: `the ambassadors of Chile`, `the authorities of Mali`."""
    known = find_noun(noun.lower_)
    return known is not None and known.kind != "place" and known.type in _OFFICIAL


def _are_actors(governor: Token) -> bool:
    """Whether the class of which a country is an example acts: "governments, including France"."""
    noun = find_noun(governor.lower_)
    return acts(governor) if noun is None or noun.kind == "place" else True


def _sends(governor: Token) -> bool:
    """Whether what comes `from` a country is a message or help, not people who left it."""
    if governor.pos_ in ("NOUN", "PROPN"):
        return _stem(governor) in _SENT or _stem(governor) in _messages()
    if _stem(governor) not in _GETTING:
        return False
    objects = [child for child in governor.children if child.dep_ in ("dobj", "nsubjpass")]
    nouns = [find_noun(child.lower_) for child in objects]
    return not any(noun is not None and noun.kind in ("person", "group") for noun in nouns)


@cache
def _messages() -> frozenset[str]:
    return frozenset(row["noun"] for row in read_lexicon("communication_nouns"))


def noun_here(noun: Token) -> Noun | None:
    """What is known of a common noun where it stands.

    A noun for a body and for its territory (`municipality`) is the territory after `in`; a noun for a
    place that speaks stands for its people, one for a facility for those who run it.
    """
    if noun.dep_ == "pobj" and noun.head.lower_ in WHERE:
        return find_place_noun(noun.lower_) or find_noun(noun.lower_)
    known = find_noun(noun.lower_)
    if known is not None and known.kind == "place" and _is_addressed(noun):
        return Noun("state", None, known.plural)
    if known is None or known.kind != "place" or noun.dep_ != "nsubj" or _stem(noun.head) not in _SPEAKING:
        return known
    if noun.lower_ in _ON_THE_WEB or noun.lower_ in ("website", "websites"):
        return replace(known, kind="organization", type="media")
    if known.type == "facility":
        return replace(known, kind="organization", type=None)
    if known.type == "country":
        return Noun("state", None, known.plural)
    return Noun("group", "community", plural=True)


def _is_addressed(noun: Token) -> bool:
    """Whether something is said or sent to countries that are not named: "a letter to 40 countries"."""
    if noun.lower_ not in _STATES:
        return False
    if noun.dep_ == "dobj":
        return _stem(noun.head) in _ADDRESSING
    if noun.dep_ != "pobj" or noun.head.lower_ != "to":
        return False
    return _acts_after(noun.head) or _stem(noun.head.head) in _messages() or _has_message(noun.head.head)


def _has_message(verb: Token) -> bool:
    """Whether a verb's object is a message: "sent invitations to"."""
    return any(child.dep_ in ("dobj", "nsubjpass") and _stem(child) in _messages() for child in verb.children)


def _top_of_list(token: Token) -> Token:
    """The first of the things listed with `token`: `Ankara` in `Ankara, Baku and Tbilisi`."""
    while token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN", "ADJ"):
        token = token.head
    return token


def _stem(token: Token) -> str:
    return token.lemma_.lower() or token.lower_
