"""What a word tells in the light of the nouns beside it: "fired a rocket", "fired an aide"; "the teachers' strike".

What comes in: a verb or a noun that can tell an event. What goes out: the type of the event and the roles
that go with it, where a noun decides them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.extract.arguments import find_arguments, find_content, find_prepositional, find_subjects, is_passive
from kg.extract.entities.lexical import words
from kg.extract.lexicon import iter_words, read_lexicon
from kg.extract.tokens import Doc, Token

_PEOPLE = words("he she they we i you who him her them us me")
#: Classes of the names that spaCy labels.
_NAMED = {"PERSON": "actor", "NORP": "actor", "GPE": "settlement", "ORG": "company"}
#: Verbs for letting others have information.
_SHARING = words("hand share disclose publish release provide give show reveal turn send supply")
_MEASURES = words("% percent point points cents half third quarter fifth tenth tenths thirds quarters fifths")
#: What the parser makes of a complement: also an adverb ("set ablaze") or a second object ("took her captive").
_MADE = words("oprd acomp advmod dobj npadvmod xcomp ccomp attr advcl dep conj")
_ANY, _NONE = "*", "-"


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word tells beside a noun.

    Attributes:
        type: a code of the event type scheme.
        subject, object: roles, empty where they are agent and patient.
    """

    type: str
    subject: str
    object: str


def find_sense(token: Token, lemma: str) -> Sense | None:
    """What `token` tells in the light of its object, its prepositions, its subject or the whole text."""
    senses = _senses().get(lemma)
    if senses is None:
        return None
    is_verb = token.pos_ == "VERB"
    frames = [(_read(argument, token), argument, by_noun) for argument, by_noun in senses.items()]
    for nouns, _, by_noun in frames:  # a noun by itself decides before its class
        for noun in nouns:
            if (sense := by_noun.get(noun.lemma_.lower())) is not None:
                return sense
    for nouns, argument, by_noun in frames:
        if argument == "text":
            if (topic := _by_topic(token.doc, by_noun)) is not None and not (is_verb and _objects(token)):
                return topic
            continue
        for noun in nouns:
            if (sense := _by_class(noun, by_noun)) is not None:
                return sense
        if nouns and _ANY in by_noun and (is_verb or argument == "of"):  # no "fire at the mill"
            return by_noun[_ANY]
    alone = senses.get("object", {}).get(_NONE)
    return alone if alone is not None and is_verb and token.tag_ != "VBN" and not _completes(token) else None


def _read(argument: str, token: Token) -> list[Token]:
    """The nouns that decide: of "rounds of artillery" the first, then what there is so much of."""
    if argument == "text":
        return []
    if token.pos_ == "VERB":
        nouns = _READERS.get(argument, _after(argument))(token)
    elif argument == "of":
        nouns = _of_what(token)
    elif argument == "within":
        nouns = [token.head.head] if token.dep_ == "pobj" and token.head.lower_ == "of" else []
    else:
        nouns = _after(argument)(token) if argument not in _READERS else []
    return [word for noun in nouns for word in dict.fromkeys((noun, find_content(noun)))]


def _completes(verb: Token) -> bool:
    """Whether a verb has an object or a clause in its place."""
    return bool(_objects(verb)) or any(child.dep_ in ("xcomp", "ccomp") for child in verb.rights)


def _is_measured(verb: Token) -> bool:
    """Whether it is said by how much, or to what figure, something rose or fell."""
    measures = [child for child in verb.rights if child.dep_ != "prep"]
    for preposition, noun in find_prepositional(verb):
        if preposition.lower_ == "by":
            measures += [noun, *noun.children, *(child for _, child in find_prepositional(noun))]
        elif preposition.lower_ in ("to", "from"):
            measures.append(noun)
    return any(
        word.ent_type_ in ("MONEY", "PERCENT")
        or word.lower_ in _MEASURES
        or (word.dep_ == "pobj" and word.pos_ == "NUM")
        for word in measures
    )


def has_senses(lemma: str) -> bool:
    """Whether a noun decides what a word tells."""
    return lemma in _senses()


def is_weather(verb: Token) -> bool:
    """Whether a storm, the wind or the like is the subject of a verb."""
    return any(child.dep_ == "nsubj" and "storm" in classes_of(child) for child in verb.lefts)


def keeps_information(word: Token) -> bool:
    """Whether a word for refusing is about maps, records or the like: "its refusal to hand over the files"."""
    for child in word.rights:
        if child.dep_ in ("xcomp", "acl") and child.lemma_ in _SHARING:
            return any("information" in classes_of(noun) for noun in _objects(child))
    return False


def classes_of(noun: Token) -> frozenset[str]:
    """The classes of a noun, a name or a pronoun."""
    found = _classes().get(noun.lemma_.lower(), frozenset())
    if noun.pos_ == "PROPN":
        for child in noun.lefts:
            if child.dep_ == "compound":  # "Storm Ada"
                found |= _classes().get(child.lower_, frozenset()) & {"storm", "vehicle"}
    if noun.pos_ == "PRON" and noun.lower_ in _PEOPLE:
        found |= {"actor"}
    named = None if found else _NAMED.get(noun.ent_type_)
    return found | {named} if named is not None and noun.pos_ == "PROPN" else found


def _by_class(noun: Token, by_noun: dict[str, Sense]) -> Sense | None:
    if len(by_noun) > (_NONE in by_noun) + (_ANY in by_noun):
        for name in sorted(classes_of(noun)):
            if (sense := by_noun.get(f"<{name}>")) is not None:
                return sense
    return None


def _by_topic(doc: Doc, by_noun: dict[str, Sense]) -> Sense | None:
    """What a word tells in a text that is more about one class of things than about the others that decide."""
    counts = _count_classes(doc)
    best = max(by_noun, key=lambda name: counts[name.strip("<>")])
    return by_noun[best] if counts[best.strip("<>")] else None


@lru_cache(maxsize=1)
def _count_classes(doc: Doc) -> Counter[str]:
    """How often the text names each class of things; kept while rules read the same text."""
    return Counter(name for token in doc for name in _classes().get(token.lemma_.lower(), ()))


def _objects(verb: Token) -> list[Token]:
    own = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    if not own and verb.dep_ == "acl" and verb.tag_ == "VBN":  # "the help given to them"
        return [verb.head]
    return own or list(find_arguments(verb).patients)


def _subjects(verb: Token) -> list[Token]:
    """Who or what acts; of a passive whom "by" names."""
    return list(find_arguments(verb).agents if is_passive(verb) else find_subjects(verb))


def _clauses(verb: Token) -> list[Token]:
    """The verb of a clause in the place of an object: "critics charge that …"."""
    return [child for child in verb.rights if child.dep_ == "ccomp"]


def _complements(verb: Token) -> list[Token]:
    """What someone or something is made or found to be: "took him hostage", "was found guilty"."""
    return [child for child in verb.rights if child.dep_ in _MADE]


def _manners(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ == "advmod"]


def _measures(verb: Token) -> list[Token]:
    """The verb itself, where it is said by how much something rose or fell: "Ux Steel fell 3 percent"."""
    return [verb] if _is_measured(verb) else []


def _infinitives(verb: Token) -> list[Token]:
    """What a verb brings to pass or comes to: "helped to clear", "helped them clear"."""
    return [child for child in verb.rights if child.dep_ in ("xcomp", "ccomp") and child.tag_ == "VB"]


def _after(preposition: str) -> Callable[[Token], list[Token]]:
    return lambda token: [
        noun
        for word, noun in find_prepositional(token)
        if word.lower_ == preposition and (preposition == "for" or noun.ent_type_ not in ("DATE", "TIME"))
    ]


def _of_what(noun: Token) -> list[Token]:
    """What a noun is of: "the collapse of a mine", "a mine collapse", "the mine's collapse"."""
    before = [child for child in noun.lefts if child.dep_ in ("compound", "poss", "nmod")]
    return [*_after("of")(noun), *before]


_READERS: dict[str, Callable[[Token], list[Token]]] = {
    "object": _objects,
    "subject": _subjects,
    "clause": _clauses,
    "complement": _complements,
    "how": _manners,
    "infinitive": _infinitives,
    "measure": _measures,
}


@cache
def _senses() -> dict[str, dict[str, dict[str, Sense]]]:
    """The senses by word, argument and noun; objects decide before what follows prepositions, then subjects."""
    found: dict[str, dict[str, dict[str, Sense]]] = {}
    for row in sorted(iter_words("event_senses", "words", "nouns"), key=lambda row: _rank(row["argument"])):
        sense = Sense(row["type"], row["subject"], row["object"])
        found.setdefault(row["words"], {}).setdefault(row["argument"], {})[row["nouns"]] = sense
    return found


def _rank(argument: str) -> int:
    return {"how": 0, "complement": 0, "infinitive": 0, "measure": 0, "object": 1, "subject": 3, "text": 4}.get(
        argument, 2
    )


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in _class_rows():
        found.setdefault(row[1], set()).add(row[0])
    return {noun: frozenset(names) for noun, names in found.items()}


def _class_rows() -> Iterator[tuple[str, str]]:
    yield from ((row["class"], row["nouns"]) for row in iter_words("noun_classes", "nouns"))
    yield from ((row["class"], row["noun"]) for row in read_lexicon("noun_classes_wordnet"))
    yield from (("actor", row["noun"]) for row in read_lexicon("actor_nouns"))
