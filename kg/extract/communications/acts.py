"""Acts of communication as verbs and nouns tell them: trigger, parties, medium.

What comes in: a token. What goes out: an `Act` with head tokens, or None where nothing is conveyed.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.arguments import find_arguments, find_prepositional, find_subjects, is_passive, spread
from kg.extract.communications.act import Act
from kg.extract.communications.checks import is_communication
from kg.extract.communications.lexicon import Noun, Verb, find_medium, find_noun, find_verb
from kg.extract.communications.parties import add_list, add_prepositional, add_recipients, select_actors, take_members
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.events.participants import is_actor
from kg.extract.events.triggers import light_verb
from kg.extract.lists import read_list
from kg.model import Span

_ISSUING = words("issue release publish make give have hold deliver send get receive")
_ALONG_WITH = words("in during at on through via")
_ISSUING_PUBLICLY = words("issue make release publish")
_GATHERING = words("meet gather arrive come go travel visit fly join assemble convene return sit")
_ON = frozenset(("on", "upon"))
_PRESS = words("reporter journalist correspondent newsman media press newspaper broadcaster")
_DEFINITE = words("the this these that those such same")


def find_act(token: Token, entities: EntityIndex) -> Act | None:
    """The act of communication that `token` tells, if it tells one."""
    act = None
    if token.pos_ == "VERB":
        row = find_verb(token)
        act = _of_verb(token, row, entities) if row is not None else None
    elif token.pos_ == "NOUN":
        noun = find_noun(token)
        act = _of_noun(token, noun, entities) if noun is not None else None
    return act if act is not None and is_communication(act) else None


# Verbs -----------------------------------------------------------------------------------------


def _of_verb(verb: Token, row: Verb, entities: EntityIndex) -> Act | None:
    if verb.dep_ in ("amod", "compound"):
        return None
    message = _message(verb)
    act = Act(verb, _verb_span(verb, row), row.type, row.medium, is_mutual=row.mutual)
    if row.object.startswith("message-noun"):
        if message is None:
            return None
        _tell_message(act, message)
        if row.object == "message-noun-received":
            return _received(act, verb, message, entities)
    arguments = find_arguments(verb)
    act.senders = select_actors(arguments.agents, entities)
    add_recipients(act, select_actors(arguments.recipients, entities))
    if row.object == "recipient":
        add_list(act, select_actors(arguments.patients, entities), entities)
    elif row.object == "message" and is_passive(verb) and not arguments.agents:
        pass
    add_prepositional(act, verb, row.prepositions, entities)
    if message is not None and row.object.startswith("message-noun"):
        for each in (message, _kind_of(message)):
            noun = find_noun(each) if each is not None else None
            if each is not None and noun is not None:
                add_prepositional(act, each, noun.prepositions, entities)
    _add_medium(act, verb)
    if act.medium == "unspecified" and act.type == "communication" and any(map(_is_press, act.recipients)):
        act.medium = "statement"
    if act.type == "communication" and act.medium in ("statement", "press-conference"):
        act.type = "statement"
    if row.mutual and not act.recipients and len(act.senders) > 1:
        act.senders, act.recipients = act.senders[:1], act.senders[1:]
    if act.recipients or (row.alone and act.senders) or (message is not None and act.senders and _is_message(row)):
        return act
    return None


def _is_message(row: Verb) -> bool:
    return row.object == "message-noun"


def _verb_span(verb: Token, row: Verb) -> Span:
    """The verb, with its particle and the preposition of "call on"."""
    last = verb
    if verb.i + 1 < len(verb.doc):
        after = verb.nbor()
        if after.head.i == verb.i and (after.lower_ == row.particle or after.lower_ in row.prepositions & _ON):
            last = after
    return Span(verb.idx, last.idx + len(last))


def _message(verb: Token) -> Token | None:
    """The message that a verb sends: its object, or the subject of its passive or of "went", if that is one."""
    places = ("nsubj",) if verb.lemma_ == "go" else ("dobj", "nsubjpass")
    for child in verb.children:
        if child.dep_ in places:
            for token in spread(child):
                if find_noun(token) is not None:
                    return token
                of = [phrase for preposition, phrase in find_prepositional(token) if preposition.lower_ == "of"]
                if token.lemma_.lower() in ("copy", "series", "number", "text") and of and find_noun(of[0]) is not None:
                    return of[0]
    return None


def _is_press(recipient: Token) -> bool:
    return recipient.lemma_.lower() in _PRESS


def _kind_of(message: Token) -> Token | None:
    """In "a message of condolence", the condolence: the noun for what kind of message it is."""
    of = (phrase for preposition, phrase in find_prepositional(message) if preposition.lower_ == "of")
    return next((phrase for phrase in of if find_noun(phrase) is not None), None)


def _tell_message(act: Act, message: Token) -> None:
    kind = _kind_of(message) or message
    row = find_noun(kind)
    if row is not None:
        written = find_medium(kind) if act.trigger.lemma_ not in _ISSUING_PUBLICLY else None
        act.type = row.type
        act.medium = written or row.medium
    act.message = message
    act.refers = _is_definite(message)


def _is_definite(noun: Token) -> bool:
    """Whether a noun takes up what was told: "the letters", "their appeal", "copies"."""
    if noun.lemma_ == "copy":
        return not any(child.lower_ == "of" for child in noun.rights)
    return any(child.lower_ in _DEFINITE or child.tag_ == "PRP$" for child in noun.lefts)


def _received(act: Act, verb: Token, message: Token, entities: EntityIndex) -> Act | None:
    """The act in "the ministry received a letter from the union", whose subject is the recipient."""
    if is_passive(verb):
        act.senders = []
        agents = select_actors(find_arguments(verb).agents, entities)
        add_list(act, agents, entities)
    else:
        subjects = select_actors(find_subjects(verb), entities)
        if subjects:
            members = read_list(verb.doc, subjects[0].left_edge.i, entities, stop=verb.i)
            take_members(act, subjects, members.heads, is_open=members.is_open)
    for head in (verb, message):
        for preposition, token in find_prepositional(head):
            if preposition.lower_ == "from" and is_actor(token, entities):
                act.senders.append(token)
    return act if act.recipients else None


# Nouns -----------------------------------------------------------------------------------------


def _of_noun(noun: Token, row: Noun, entities: EntityIndex) -> Act | None:
    if noun.dep_ in ("compound", "nmod", "amod") or _tells_kind(noun):
        return None
    verb = _carrier(noun)
    if verb is not None and _is_told_by(verb, noun):
        return None
    act = Act(
        noun, Span(noun.idx, noun.idx + len(noun)), row.type, find_medium(noun) or row.medium, is_mutual=row.mutual
    )
    act.message = noun
    for child in noun.lefts:
        if child.dep_ == "poss":
            act.senders += select_actors(spread(child), entities)
        elif (
            child.dep_ in ("compound", "amod", "nmod")
            and entities.find(child) is not None
            and is_actor(child, entities)
        ):
            act.senders.append(child)
    for preposition, token in find_prepositional(noun):
        if preposition.lower_ in ("by", "from") and is_actor(token, entities):
            act.senders.append(token)
    add_prepositional(act, noun, row.prepositions, entities)
    if verb is not None:
        _add_carried(act, verb, noun, row, entities)
    if row.mutual and not act.recipients and len(act.senders) > 1:
        act.senders, act.recipients = act.senders[:1], act.senders[1:]
    elif row.mutual and not act.senders and len(act.recipients) > 1:
        act.senders, act.recipients = act.recipients[:1], act.recipients[1:]
    act.refers = (verb is None and _is_definite(noun)) or (noun.dep_ == "pobj" and _is_definite(noun))
    if act.recipients or act.senders or row.alone or _has_content(noun):
        return act
    return None


def _tells_kind(noun: Token) -> bool:
    """Whether a noun only says of which kind a message is: "a message of condolence"."""
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and _kind_of(noun.head.head) == noun
        and (find_noun(noun.head.head) is not None)
    )


def is_agenda(verb: Token) -> bool:
    """Whether a verb tells what a meeting is for: "met to discuss"."""
    return verb.lemma_ in ("discuss", "debate") and verb.tag_ == "VB" and verb.dep_ in ("advcl", "xcomp", "acl")


def _has_content(noun: Token) -> bool:
    """Whether a clause tells what the message says: "reports that …"."""
    return any(
        child.dep_ in ("acl", "ccomp", "relcl")
        and any(mark.lower_ == "that" and mark.dep_ == "mark" for mark in child.lefts)
        for child in noun.rights
    )


def _carrier(noun: Token) -> Token | None:
    """The verb that a message noun is the object of, or that it goes along with ("said in a statement")."""
    head = noun
    while head.dep_ == "conj" and head.head.pos_ == "NOUN":
        head = head.head
    if head.dep_ in ("dobj", "nsubjpass") and head.head.pos_ == "VERB":
        return head.head
    if head.dep_ == "pobj" and head.head.head.pos_ == "VERB":
        preposition, verb = head.head.lower_, head.head.head
        if preposition in _ALONG_WITH or (preposition == "for" and verb.lemma_ in _GATHERING):
            return verb
    return None


def _is_told_by(verb: Token, noun: Token) -> bool:
    """Whether the verb already tells the act ("sent a letter"), so that the noun does not again."""
    row = find_verb(verb)
    if row is None:
        return False
    if noun.dep_ == "pobj":
        return _is_medium_of(noun, verb, row)
    return row.object.startswith("message-noun") and _message(verb) is not None


def _is_medium_of(noun: Token, verb: Token, row: Verb) -> bool:
    """Whether a noun after a preposition tells where or how the verb's own act went: "met for talks"."""
    found = find_noun(noun)
    if row.mutual:
        return found is not None and found.mutual
    return row.object == "recipient" and bool(find_arguments(verb).patients) and find_medium(noun) is not None


def _add_carried(act: Act, verb: Token, noun: Token, row: Noun, entities: EntityIndex) -> None:
    """Parties that the verb above a noun names: who holds the talks, who says it in a statement."""
    is_object = noun.dep_ != "pobj"
    if is_object and light_verb(verb) is None and verb.lemma_ not in _ISSUING:
        return
    if not act.senders:
        found = find_arguments(verb).agents if is_object and is_passive(verb) else find_subjects(verb)
        act.senders = [token for token in found if is_actor(token, entities) and token.i != noun.i]
    if is_object:
        add_recipients(act, select_actors(find_arguments(verb).recipients, entities))
        add_prepositional(act, verb, row.prepositions, entities)


# Media -------------------------------------------------------------------------------------------


def _add_medium(act: Act, verb: Token) -> None:
    """The medium of "wrote in a letter", "by phone", "on Twitter"."""
    phrases = [*find_prepositional(verb), *_in_writing(verb)]
    for preposition, token in phrases:
        if preposition.lower_ in ("in", "by", "via", "through", "on", "over", "at", "during"):
            medium = find_medium(token)
            if medium is not None:
                act.medium = medium
                return


def _in_writing(verb: Token) -> Iterator[tuple[Token, Token]]:
    """The phrase "in writing", whose noun the parser takes for a verb."""
    for preposition in verb.rights:
        if preposition.lower_ == "in":
            yield from ((preposition, each) for each in preposition.children if each.lower_ == "writing")
