"""Who sends and who receives: actors found by syntax, and the rest of the list that they begin.

What comes in: an `Act` in the making and tokens. What goes out: the act with more parties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from kg.extract.arguments import find_prepositional, spread
from kg.extract.communications.act import Act
from kg.extract.communications.fronted import find_fronted, find_verb_behind
from kg.extract.entities import EntityIndex
from kg.extract.entities.acting import noun_here
from kg.extract.entities.lexical import get_person_nouns, titles, words
from kg.extract.entities.standing import find_teller
from kg.extract.entities.things import may_tell
from kg.extract.events.participants import find_actor_noun, is_actor, prefer_name
from kg.extract.lexicon import read_lexicon
from kg.extract.lists import OPEN_ENDS, begins_examples, read_list
from kg.extract.tokens import Token

#: Endings of nouns for persons: "trawlerman", "sister-in-law".
_PERSONAL = ("man", "men", "woman", "women", "person", "people", "child", "children", "-in-law")
_SOURCES = words("camp fellow gp gps medic member mep meps mp mps msp msps operator party side source walker")
#: Nouns of which "to the" makes an adverb: "complained to the point that …".
_DEGREES = words("point extent degree level end")
Selection = Callable[[Iterable[Token], EntityIndex], list[Token]]

_SPEAKING = ("person", "organization", "group", "state")
_TIMES = frozenset(("DATE", "TIME"))


def select_actors(tokens: Iterable[Token], entities: EntityIndex) -> list[Token]:
    """Those of the tokens that stand for someone who can act, by name where a name stands beside them."""
    return [each for token in tokens for each in _by_name(token, entities, is_party) if _is_own_party(each)]


def _by_name(token: Token, entities: EntityIndex, accepts: Callable[[Token, EntityIndex], bool]) -> list[Token]:
    """The name beside a common noun, or the names beside a plural: "two groups, Clean Vote and Open Door".

    What has the name of a person beside its title is accepted as one; of all else `accepts` decides.
    """
    if token.pos_ == "NOUN" and token.tag_ == "NNS":
        for child in token.rights:
            if child.dep_ == "appos" and child.pos_ == "PROPN" and not token.i < token.head.i < child.i:
                names = spread(child)
                is_part = any(each.dep_ == "prep" for each in child.lefts)  # "members, among them Norway and Chile"
                if len(names) > 1 and not is_part and all(name.pos_ == "PROPN" for name in names):
                    return names
    if (one := _named_one_of(token)) is not None:
        return [one]
    if find_actor_noun(token.lower_) == "person":  # "the President of Chile, Ana Ruiz"
        for child in token.rights:
            if child.dep_ == "appos" and child.pos_ == "PROPN" and not token.i < token.head.i < child.i:
                if not any(each.dep_ == "det" for each in child.lefts):
                    return [child]
                return [token] if accepts(token, entities) else []
    named = prefer_name(token, entities)
    return [named] if accepts(named, entities) else []


def _named_one_of(noun: Token) -> Token | None:
    """The name of the one of several that is meant: "one of the guards, Ana Ruiz,"."""
    one = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "of" or one.lower_ != "one":
        return None
    return next((child for child in one.rights if child.dep_ == "appos" and child.pos_ == "PROPN"), None)


def is_party(token: Token, entities: EntityIndex) -> bool:
    """Whether a phrase stands for someone who can act, or for states that are addressed ("wrote to 40 countries")."""
    if is_actor(token, entities):
        return True
    if token.lower_ == "it" and token.dep_ == "nsubj":
        teller = find_teller(token)
        return entities.kind(entities.get(token)) in _SPEAKING or (teller is not None and may_tell(teller))
    if token.pos_ == "NOUN" and entities.is_own_voice(token):  # "in a text to this station"
        return True
    if token.lower_ == "both" and token.dep_ in ("dobj", "dative", "pobj"):
        return True
    if token.lower_ in ("those", "all") and any(child.dep_ in ("acl", "relcl") for child in token.rights):
        return True
    if token.pos_ == "NUM":  # "the three promised"
        return token.ent_type_ in ("", "CARDINAL") and any(child.lower_ in ("the", "all") for child in token.lefts)
    known = entities.find(token)
    if known is None and token.pos_ == "PROPN":  # "Ana Ruiz, the head of the clinic, …"
        return any(
            child.dep_ == "appos" and (token.text in titles() or find_actor_noun(child.lower_) == "person")
            for child in token.rights
        )
    if token.pos_ != "NOUN" or (known is not None and entities.kind(known) != "other"):
        return False
    here = noun_here(token)
    return here.kind == "state" if here is not None else is_person_noun(token)


def is_person_noun(noun: Token) -> bool:
    """Whether a common noun mostly stands for a person: "a vicar", "readers"."""
    word = noun.lemma_.lower()
    if word.endswith(_PERSONAL) and len(word) > 5:
        return True
    if word == "old" and noun.i and noun.nbor(-1).text == "-":  # "a nine-year-old"
        return True
    return word in _SOURCES or word in get_person_nouns() or word.rpartition("-")[2] in get_person_nouns()


def select_speakers(tokens: Iterable[Token], entities: EntityIndex) -> list[Token]:
    """Those who speak or are spoken to where the verb is one of telling: places too ("Moscow informed Kyiv")."""
    return [each for token in tokens for each in _by_name(token, entities, _may_be_told) if _is_own_party(each)]


def select_named(tokens: Iterable[Token], entities: EntityIndex) -> list[Token]:
    """Those to whom a message may go: who can act, and names of which nothing tells a kind; no places."""
    return [each for token in tokens for each in _by_name(token, entities, _is_named) if _is_own_party(each)]


def select_owners(tokens: Iterable[Token], entities: EntityIndex) -> list[Token]:
    """Those from whom a message comes: who can act, names without a kind, and bodies that no other list knows."""
    return [each for token in tokens for each in _by_name(token, entities, _may_send) if _is_own_party(each)]


def _select_listed(tokens: Iterable[Token], entities: EntityIndex) -> list[Token]:
    """Those listed beside someone who is told something: whoever they are, unless they are figures or times."""
    found: list[Token] = []
    for token in tokens:
        by_name = select_speakers([token], entities)
        is_plain = token.text[0].isalpha() and token.ent_type_ not in _TIMES and _is_own_party(token)
        found += by_name or ([token] if is_plain else [])
    return found


def select_addressees(tokens: Iterable[Token], entities: EntityIndex) -> list[Token]:
    """Those to whom one writes, appeals or complains, which one does to someone only: "wrote to the railway"."""
    found: list[Token] = []
    for token in tokens:
        is_pointed_out = (
            token.pos_ == "NOUN"
            and token.lemma_ not in _DEGREES
            and any(child.dep_ in ("det", "poss") for child in token.lefts)
        )
        found += select_speakers([token], entities) or ([token] if is_pointed_out and not token.ent_type_ else [])
    return found


def _is_own_party(token: Token) -> bool:
    """Whether a phrase is a party by itself, not the second noun of "thirty midwives and nurses"."""
    if token.lower_ in OPEN_ENDS or token.lower_ == "none":
        return False
    if _is_more_of_one(token) or _is_title_in_list(token):
        return False
    is_bare = token.dep_ == "conj" and token.pos_ == token.head.pos_ == "NOUN" and not any(token.lefts)
    return not is_bare or not any(child.pos_ == "NUM" for child in token.head.lefts)


def _is_more_of_one(token: Token) -> bool:
    """Whether a noun tells more of the person before the "and": "the comedian and television host"."""
    return (
        token.dep_ == "conj"
        and token.tag_ == token.head.tag_ == "NN"
        and _is_of_person(token)
        and _is_of_person(token.head)
        and not _is_determined(token)
        and _is_determined(token.head)
    )


def _is_title_in_list(token: Token) -> bool:
    """Whether a noun tells who is named behind the "and": "billionaire and club owner Paul Lind"."""
    if token.tag_ != "NN" or _is_determined(token) or not _is_of_person(token):
        return False
    return any(child.dep_ == "conj" and child.pos_ == "PROPN" and child.n_lefts > 0 for child in token.rights)


def _is_of_person(noun: Token) -> bool:
    return find_actor_noun(noun.lemma_.lower()) == "person" or is_person_noun(noun)


def _is_determined(noun: Token) -> bool:
    return any(child.dep_ in ("det", "poss", "nummod") for child in noun.lefts)


def _may_be_told(token: Token, entities: EntityIndex) -> bool:
    if not token.text[0].isalpha():
        return False
    if is_party(token, entities):
        return True
    known = entities.find(token)
    if token.pos_ == "PROPN":
        return token.ent_type_ not in _TIMES
    if known is not None:
        return entities.kind(known) == "place"
    here = noun_here(token) if token.pos_ == "NOUN" else None
    return here is not None and here.kind == "place"


def select_senders(tokens: Iterable[Token], entities: EntityIndex) -> list[Token]:
    """Those who say or send something: who can act, places that speak, and bodies that no other list knows."""
    return [each for token in tokens for each in _by_name(token, entities, _may_tell) if _is_own_party(each)]


def _may_tell(token: Token, entities: EntityIndex) -> bool:
    return _may_be_told(token, entities) or _may_send(token, entities)


def _may_send(token: Token, entities: EntityIndex) -> bool:
    return _is_named(token, entities) or _may_be_body(token)


def _is_named(token: Token, entities: EntityIndex) -> bool:
    if is_party(token, entities):
        return True
    if _may_be_body(token) and _is_determined(token):  # "to the hospital's ethics board"
        return True
    known = entities.find(token)
    is_unknown = known is None or entities.kind(known) == "other"
    return is_unknown and token.pos_ == "PROPN" and token.text[0].isalpha() and token.ent_type_ not in _TIMES


def _may_be_body(noun: Token) -> bool:
    """Whether a noun mostly stands for a body that acts: "the guild", "its board", "the choir"."""
    return noun.pos_ == "NOUN" and not noun.ent_type_ and noun.lemma_.lower() in _bodies()


@cache
def _bodies() -> frozenset[str]:
    return frozenset(row["noun"] for row in read_lexicon("group_nouns_wordnet"))


def add_recipients(act: Act, tokens: list[Token]) -> None:
    """Add those to the recipients of the act who are none of its parties yet."""
    known = {token.i for token in (*act.senders, *act.recipients)}
    act.recipients += [token for token in tokens if token.i not in known]


def add_list(
    act: Act, tokens: list[Token], entities: EntityIndex, *, told: bool = False, stop: int | None = None
) -> None:
    """Recipients by syntax, then whatever else the list that they begin holds, up to `stop`."""
    if not tokens:
        return
    first = min(tokens, key=lambda token: token.i)
    members = read_list(first.doc, _phrase_start(first), entities, stop=stop)
    listed = (_select_listed if told else select_actors)(members.heads, entities)
    tokens = [
        token for token in tokens if token.i not in members.inside and not any(_names(each, token) for each in listed)
    ]
    take_members(act, tokens, tuple(listed), is_open=members.is_open)


def _names(name: Token, noun: Token) -> bool:
    """Whether a name stands right behind the noun that it is the name of: "the newspaper Aftonbladet"."""
    between = noun.doc[noun.i + 1 : name.i + 1]
    return noun.pos_ == "NOUN" and 0 < len(between) < 5 and all(token.pos_ == "PROPN" for token in between)


def _phrase_start(noun: Token) -> int:
    """The first token of a noun phrase, without the prepositions and clauses before it."""
    start = noun.i
    for child in noun.lefts:
        if child.dep_ in ("det", "amod", "compound", "nummod", "poss", "nmod", "predet"):
            start = min(start, child.left_edge.i)
    return start


def take_members(
    act: Act, parsed: tuple[Token, ...] | list[Token], listed: tuple[Token, ...], *, is_open: bool
) -> None:
    """Add the recipients that the parser found and those read off the list, in text order; an open list stays open."""
    heads = {token.i: token for token in (*parsed, *listed)}
    add_recipients(act, [heads[i] for i in sorted(heads)])
    if is_open:
        act.is_exhaustive = False


def add_prepositional(
    act: Act, head: Token, prepositions: frozenset[str], entities: EntityIndex, select: Selection | None = None
) -> None:
    """Recipients after `to`, `with` and the like, as far as their list goes, those that `select` lets pass."""
    select = select or select_named
    stop = _subject_ahead(head)
    seen: set[int] = set()
    for preposition, token in _after(head, prepositions):
        if preposition.i in seen:
            continue
        seen.add(preposition.i)
        parsed = [token for other, token in _after(head, prepositions) if other.i == preposition.i]
        parsed = select(parsed, entities)
        if preposition.lower_ in ("between", "among", "of") and not act.is_mutual and preposition.lower_ != "of":
            continue
        if not parsed and not is_party(token, entities) and not begins_examples(token):
            continue
        members = read_list(head.doc, preposition.i + 1, entities, stop=stop)
        listed = tuple(select((each for each in members.heads if not _explains(each)), entities))
        parsed = [each for each in parsed if each.i not in members.inside]
        take_members(act, parsed, listed, is_open=members.is_open)


def _explains(noun: Token) -> bool:
    """Whether a noun only says what the one named before it is: "with Ana Ruiz, curator of the show"."""
    behind = noun.doc[noun.right_edge.i + 1 : noun.right_edge.i + 2].text
    goes_on = behind in ("and", "or") or any(child.dep_ == "cc" for child in noun.rights)  # "Ruiz, her aide and …"
    is_bare = noun.dep_ == "appos" and noun.tag_ == "NN" and not goes_on
    return is_bare and noun.head.pos_ == "PROPN" and _is_of_person(noun)


def without_titles(tokens: list[Token]) -> list[Token]:
    """Those who speak, without a title that the parser takes for someone beside its bearer."""
    return [token for token in tokens if not any(_is_title_of(token, other) for other in tokens)]


def _is_title_of(title: Token, name: Token) -> bool:
    """Whether both stand in the same place, with no more than names and a comma between: "the Premier, Ana Ruiz,"."""
    if not 0 < name.i - title.i < 8 or name.pos_ != "PROPN":
        return False
    if find_actor_noun(title.lower_) != "person" and title.text not in titles():
        return False
    if title.head != name.head or title.dep_ != name.dep_ or title.dep_ == "conj":
        return False
    between = title.doc[title.i + 1 : name.i]
    return all(token.pos_ == "PROPN" or token.text == "," or token.lower_ == "of" for token in between)


def _subject_ahead(head: Token) -> int | None:
    """Where the subject begins before which a phrase is put: "In a letter to the court, its chairman said …"."""
    top = head
    while top.dep_ in ("pobj", "prep", "acl", "relcl", "conj") and top.head.pos_ not in ("VERB", "AUX"):
        top = top.head
    verb = find_verb_behind(top) if top.dep_ == "ROOT" else top.head if top.dep_ == "prep" else None
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return None
    fronted = find_fronted(verb)
    return fronted.end if fronted is not None and fronted.end > head.i else None


def _after(head: Token, prepositions: frozenset[str]) -> Iterator[tuple[Token, Token]]:
    for preposition, token in find_prepositional(head):
        if preposition.lower_ in prepositions:
            yield preposition, token
