"""The verbs and nouns of communication, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.extract.entities.lexical import words
from kg.extract.lexicon import read_lexicon
from kg.extract.tokens import Token


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that tells that a message goes from someone to someone.

    Attributes:
        object: what its object is: `recipient`, `message`, `topic`, `message-noun`, `message-noun-received`.
        prepositions: those before a recipient.
        mutual: whether both sides speak; `with`: where the other side stands after "with".
        alone: whether it tells a communication without a recipient too.
        said: whether it does so where a clause tells what is said.
    """

    particle: str
    type: str
    medium: str
    object: str
    prepositions: frozenset[str]
    mutual: str
    alone: bool
    said: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for a message or for talks.

    Attributes:
        alone: whether it tells a communication without parties too.
        addressed: whether it tells one with a recipient only ("an address" may be one of a house).
        says: whether it is a document that tells one only where it says something, or its author is named.
    """

    type: str
    medium: str
    prepositions: frozenset[str]
    mutual: bool
    alone: bool
    addressed: bool
    says: bool


#: Words in the names of those who broadcast: "Radio Oslo".
_CHANNELS = words("Radio TV Television FM")
#: How far behind its verb, in tokens, a particle may stand.
_REACH = 6
_SAYING = words("add announce claim confirm explain note read report say state")
_LINES = words("phone telephone cellphone mobile radio line")
#: Verbs whose object is an appeal to someone, and no charm and no case before a court.
_APPEALING = words("heed ignore issue launch make publish release renew repeat send sign voice")
_PLAIN = words("back up in over off")


def find_verb(token: Token) -> Verb | None:
    """The row for a verb, with its particle if it has one."""
    rows = _verbs().get(token.lemma_.lower()) or _verbs().get(_stem(token))
    if rows is None:
        return None
    for child in token.rights:
        if (child.dep_ == "prt" and child.i - token.i <= _REACH) or (child.lower_ in rows and child.n_rights == 0):
            return rows.get(child.lower_, rows.get("") if child.lower_ in _PLAIN else None)
    return rows.get("")


def _stem(token: Token) -> str:
    """The verb without a regular ending, for forms of which the lemma is wrong ("texted", "texte")."""
    return token.lower_.removesuffix("ing" if token.tag_ == "VBG" else "ed")


def find_noun(token: Token) -> Noun | None:
    """The row for a common noun."""
    if token.pos_ != "NOUN":
        return None
    lemma = token.lemma_.lower()
    if lemma == "call" and _is_appeal(token):
        lemma = "appeal"
    if lemma == "talk" and token.tag_ == "NN":
        lemma = "conversation" if _is_a_talk(token) else ""
    if lemma == "appeal" and token.lemma_ != "call" and not _is_addressed(token):
        return None
    row = _nouns().get(lemma)
    if row is None or (lemma in _other_senses() and _has_other_sense(token, _other_senses()[lemma])):
        return None
    return None if lemma == "release" and find_medium(token) is None and not _is_read(token) else row


def _is_read(release: Token) -> bool:
    """Whether a release says something, and is none of a prisoner: "said in a release", "the release said"."""
    if any(child.dep_ == "poss" or child.lower_ in ("of", "from") for child in release.children):
        return False
    is_source = release.dep_ == "pobj" and release.head.lower_ == "in" and release.head.head.lemma_ in _SAYING
    return is_source or (release.dep_ == "nsubj" and release.head.lemma_ in _SAYING)


def _is_addressed(appeal: Token) -> bool:
    """Whether an appeal asks something of someone, and is no charm: "an appeal for help", "Norway's appeal to Chad"."""
    if any(child.lower_ in ("by", "from", "to") for child in appeal.rights) or _is_appeal(appeal):
        return True
    return appeal.dep_ in ("dobj", "nsubjpass") and appeal.head.lemma_ in _APPEALING


def _is_a_talk(talk: Token) -> bool:
    """Whether it is one talk that was held, not "talk of war", "foul talk"."""
    is_one = any(child.dep_ in ("det", "poss", "nummod") for child in talk.lefts)
    is_rumour = any(child.lower_ == "of" or child.dep_ == "ccomp" for child in talk.rights)
    told = (mark for child in talk.rights if child.dep_ == "acl" for mark in child.lefts)
    return is_one and not is_rumour and not any(mark.lower_ in ("that", "to") for mark in told)


def _has_other_sense(noun: Token, marks: frozenset[str]) -> bool:
    """Whether a word before a noun, or behind its "of", makes it no message: "senior notes", "a letter of credit"."""
    if any(child.lower_ in marks or child.lemma_.lower() in marks for child in noun.lefts):
        return True
    of = (each for child in noun.rights if child.lower_ == "of" for each in child.children)
    return any(each.lower_ in marks for each in of)


def _is_appeal(call: Token) -> bool:
    """Whether a call is one for, or on someone for, something, and not by telephone.

    It says what is asked for: "calls for calm", "by Norway for calm", "a call to stop", "that all leave".
    """
    if any(child.dep_ == "compound" for child in call.lefts):
        return False
    after = [child for child in call.rights if child.dep_ == "prep"]
    of_callers = [each for child in after if child.lower_ in ("by", "from") for each in child.children]
    after += [each for caller in of_callers for each in caller.rights if each.lower_ == "for"]
    if any(
        child.lower_ in ("for", "on")
        and not any(each.ent_type_ in ("DATE", "TIME") or each.lemma_ in _LINES for each in child.children)
        for child in after
    ):
        return True
    clauses = (
        child for head in (call, *of_callers) for child in head.rights if child.dep_ in ("acl", "relcl", "ccomp")
    )
    return any(
        each.lower_ in ("to", "that") and each.dep_ in ("aux", "mark") for clause in clauses for each in clause.lefts
    )


def find_medium(noun: Token) -> str | None:
    """The medium for which a noun stands, with the word before it where that makes the difference."""
    word = noun.lemma_.lower()
    if word == "call" and _is_appeal(noun):
        return None
    if noun.pos_ == "PROPN" and not _CHANNELS.isdisjoint((noun.text, noun.doc[noun.left_edge.i].text)):
        return "broadcast"
    for child in noun.lefts:
        if child.dep_ in ("compound", "amod") and f"{child.lower_} {word}" in _media():
            return _media()[f"{child.lower_} {word}"]
    named = _media().get(noun.text) if noun.text[0].isupper() and noun.n_lefts == 0 else None
    return named or _media().get(word) or _media().get(noun.lower_)


def names_medium(word: Token, noun: Token) -> bool:
    """Whether a word before a noun makes it the name of a medium: "press conference"."""
    return f"{word.lower_} {noun.lemma_.lower()}" in _media()


@cache
def _verbs() -> dict[str, dict[str, Verb]]:
    found: dict[str, dict[str, Verb]] = {}
    for row in read_lexicon("communication_verbs"):
        found.setdefault(row["verb"], {})[row["particle"]] = Verb(
            particle=row["particle"],
            type=row["type"],
            medium=row["medium"],
            object=row["object"],
            prepositions=frozenset(row["prepositions"].split()),
            mutual=row["mutual"],
            alone=row["alone"] == "yes",
            said=row["alone"] == "said",
        )
    return found


@cache
def _nouns() -> dict[str, Noun]:
    return {
        row["noun"]: Noun(
            type=row["type"],
            medium=row["medium"],
            prepositions=frozenset(row["prepositions"].split()),
            mutual=bool(row["mutual"]),
            alone=row["alone"] == "yes",
            addressed=row["alone"] == "addressed",
            says=row["alone"] == "says",
        )
        for row in read_lexicon("communication_nouns")
    }


@cache
def _other_senses() -> dict[str, frozenset[str]]:
    """The words beside each noun that make it something else than a message."""
    return {row["noun"]: frozenset(row["beside"].split()) for row in read_lexicon("communication_noun_senses")}


@cache
def _media() -> dict[str, str]:
    return {row["noun"]: row["medium"] for row in read_lexicon("medium_nouns")}
