"""Acts of communication that a verb tells: "told", "wrote to", "sent a letter to", "met".

What comes in: a verb with its row of the lexicon. What goes out: an `Act`, or None where nothing is conveyed.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.arguments import find_arguments, find_prepositional, find_subjects, is_passive
from kg.extract.communications.act import Act
from kg.extract.communications.checks import is_specific
from kg.extract.communications.lexicon import Verb, find_medium, find_noun
from kg.extract.communications.messages import (
    add_copies,
    add_details,
    add_medium,
    find_message,
    find_owners,
    kind_of,
    take_message,
)
from kg.extract.communications.parties import add_list, add_prepositional, add_recipients, select_actors, take_members
from kg.extract.communications.phoning import is_phoned, select_phoned
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import known_names, words
from kg.extract.events.participants import is_actor
from kg.extract.lists import read_list
from kg.model import Span

_ON = frozenset(("on", "upon"))
_PRESS = words("reporter journalist correspondent newsman media press newspaper broadcaster")
_REPLYING = words("answer reply respond")
_DEMANDING = words("demand request insist ask")
#: Verbs of which the subject may be a thing that says nothing: "the floods prompted them to leave".
_DONE_BY_THINGS = words("convince encourage greet persuade press pressure prompt remind thank threaten")
#: Media through which words reach the public, whoever hears them.
_PUBLIC = words("social-media broadcast website press-release press-conference speech")


def tell_by_verb(verb: Token, row: Verb, entities: EntityIndex) -> Act | None:
    """The act of communication that `verb` tells, if it tells one."""
    if verb.dep_ in ("amod", "compound"):
        return None
    message = find_message(verb)
    act = Act(verb, _span(verb, row), row.type, row.medium, is_mutual=row.mutual == "yes")
    act.replies = verb.lemma_ in _REPLYING or row.particle == "back"
    if row.object.startswith("message-noun") and message is not None:
        take_message(act, message)
        if row.object == "message-noun-received":
            return _received(act, verb, message, entities)
    _add_parties(act, verb, row, message, entities)
    add_medium(act, verb)
    if not act.senders and not _may_speak(act, verb, entities):
        return None
    _settle_type(act, entities)
    _settle_sides(act, verb, row)
    return act if _conveys(act, verb, row, message) else None


def _span(verb: Token, row: Verb) -> Span:
    """The verb, with its particle and the preposition of "call on"."""
    last = verb
    if verb.i + 1 < len(verb.doc):
        after = verb.nbor()
        if after.head.i == verb.i and (after.lower_ == row.particle or after.lower_ in row.prepositions & _ON):
            last = after
    return Span(verb.idx, last.idx + len(last))


def _add_parties(act: Act, verb: Token, row: Verb, message: Token | None, entities: EntityIndex) -> None:
    arguments = find_arguments(verb)
    act.senders = select_actors(arguments.agents, entities)
    if verb.lemma_ != "call":
        add_recipients(act, select_actors(arguments.recipients, entities))
    if row.object == "recipient":
        add_list(act, select_actors(arguments.patients, entities), entities)
    elif row.object == "topic":
        add_recipients(act, [token for token in arguments.patients if _is_person(token, entities)])
    elif is_phoned(verb):
        act.type, act.medium = "call", "phone-call"
        add_recipients(act, select_phoned(verb, entities))
    add_prepositional(act, verb, row.prepositions, entities)
    if row.object == "message" and not act.recipients:
        _add_after_object(act, verb, row, entities)
    if verb.lemma_ in _DEMANDING and not act.recipients:
        _add_demanded_of(act, verb, entities)
    if message is not None and row.object.startswith("message-noun"):
        for each in (message, kind_of(message)):
            noun = find_noun(each) if each is not None else None
            if each is not None and noun is not None:
                add_prepositional(act, each, noun.prepositions | row.prepositions, entities)
        act.senders = act.senders or find_owners(message, entities)
        add_details(act, message, entities)
    if act.replies:
        for each in _answered(verb):
            add_recipients(act, find_owners(each, entities))
    if act.recipients or act.message is not None:
        add_copies(act, verb, entities)


def _is_person(token: Token, entities: EntityIndex) -> bool:
    known = entities.find(token)
    return known is not None and entities.kind(known) == "person"


def _may_speak(act: Act, verb: Token, entities: EntityIndex) -> bool:
    """Whether what is told may be speech: "prompted", "reminded" and the like are not where a thing does it.

    The senders of "a letter from Norway urged …" are those of the letter.
    """
    subjects = () if is_passive(verb) else find_subjects(verb)
    for subject in subjects:
        if find_noun(subject) is not None:
            act.senders += find_owners(subject, entities)
    if not subjects or verb.lemma_ not in _DONE_BY_THINGS:
        return True
    return any(each.pos_ in ("PROPN", "PRON") or find_noun(each) is not None for each in subjects)


def _add_after_object(act: Act, verb: Token, row: Verb, entities: EntityIndex) -> None:
    """Recipients whom the parser hangs on the object: "reported the outbreak to the agency"."""
    for child in verb.rights:
        if child.dep_ == "dobj" and child.pos_ == "NOUN" and find_noun(child) is None:
            add_prepositional(act, child, row.prepositions & {"to"}, entities)


def _add_demanded_of(act: Act, verb: Token, entities: EntityIndex) -> None:
    """Those of whom something is demanded: "demanded that Sweden reopen the border"."""
    for clause in verb.rights:
        if clause.dep_ == "ccomp" and clause.tag_ in ("VB", "VBP") and not is_passive(clause):
            named = [token for token in select_actors(find_subjects(clause), entities) if is_specific(token)]
            add_recipients(act, [token for token in named if token.pos_ != "PRON"])


def _answered(verb: Token) -> list[Token]:
    """The messages that a reply answers: "replied to the letter", "answered the question"."""
    objects = [child for child in verb.rights if child.dep_ == "dobj"]
    objects += [token for preposition, token in find_prepositional(verb) if preposition.lower_ == "to"]
    return [token for token in objects if find_noun(token) is not None]


def _has_object(verb: Token) -> bool:
    """Whether a reply is one to something that says nothing: "responded to the crisis"."""
    return any(child.dep_ == "dobj" or (child.dep_ == "prep" and child.lower_ in ("to", "by")) for child in verb.rights)


def _settle_type(act: Act, entities: EntityIndex) -> None:
    """What is told to the press is a statement; what is written elsewhere than in a letter is no letter."""
    if act.type == "communication" and act.medium == "unspecified":
        act.medium = "statement" if any(_is_press(each, entities) for each in act.recipients) else "unspecified"
    if act.type == "communication" and act.medium in ("statement", "press-conference"):
        act.type = "statement"
    if act.type == "letter" and act.medium != "letter":
        act.type = "statement" if act.medium in _PUBLIC else "communication"


def _is_press(recipient: Token, entities: EntityIndex) -> bool:
    """Whether someone who is told something makes it public: "reporters", "the BBC"."""
    if recipient.lemma_.lower() in _PRESS:
        return True
    if recipient.pos_ != "PROPN" or entities.find(recipient) is None:
        return False
    span = entities.span(recipient)
    known = known_names().get(recipient.doc.text[span.start : span.end].removeprefix("the "))
    return known is not None and known.type == "media"


def _settle_sides(act: Act, verb: Token, row: Verb) -> None:
    """Who is on which side of talk that goes both ways: "spoke with", "spoke by phone", "told each other"."""
    if row.mutual == "with" and not act.recipients and act.medium in ("phone-call", "meeting"):
        act.is_mutual = True
    elif row.mutual == "with" and any(each.lower_ == "with" for each, _ in find_prepositional(verb)):
        act.is_mutual = bool(act.recipients)
    if _is_reciprocal(verb):
        act.is_mutual = True
    if act.is_mutual:
        act.take_sides()


def _is_reciprocal(verb: Token) -> bool:
    """Whether those who act do so to "each other" or "one another"."""
    objects = [child for child in verb.rights if child.dep_ in ("dobj", "dative")]
    objects += [token for _, token in find_prepositional(verb)]
    return any(
        (token.lower_ == "other" and token.i and token.nbor(-1).lower_ == "each")
        or (token.lower_ == "another" and token.i and token.nbor(-1).lower_ == "one")
        for token in objects
    )


def _conveys(act: Act, verb: Token, row: Verb, message: Token | None) -> bool:
    """Whether the verb has what makes it tell an act: a recipient, a message, a medium, or enough by itself."""
    if row.object.startswith("message-noun") and message is None:
        return bool(act.senders) and act.medium in _PUBLIC and verb.lemma_ == "post"
    if act.recipients:
        return True
    if not act.senders:
        return False
    if row.mutual == "yes" and row.medium == "meeting" and _are_several(act.senders):
        return not any(child.dep_ in ("dobj", "ccomp") for child in verb.rights)
    if row.alone or (message is not None and row.object == "message-noun"):
        return True
    if act.is_mutual and row.mutual != "yes":
        return True
    if act.replies:
        act.awaits_addressee = not _answered(verb) and row.particle != "back"
        return not (act.awaits_addressee and _has_object(verb))
    return row.object in ("message", "") and act.medium in _PUBLIC and _is_named_medium(verb)


def _are_several(senders: list[Token]) -> bool:
    """Whether those who meet are more than one, named by one plural noun: "the two sides met"."""
    return senders[0].tag_ in ("NNS", "NNPS") or senders[0].lower_ in ("they", "we", "both")


def _is_named_medium(verb: Token) -> bool:
    """Whether the medium is one that no message noun tells: "said on television", "wrote on Twitter"."""
    return any(
        preposition.lower_ in ("on", "via", "at") and find_noun(token) is None and find_medium(token) is not None
        for preposition, token in find_prepositional(verb)
    )


def _received(act: Act, verb: Token, message: Token, entities: EntityIndex) -> Act | None:
    """The act in "the ministry received a letter from the union", whose subject is the recipient."""
    if is_passive(verb):
        add_list(act, select_actors(find_arguments(verb).agents, entities), entities)
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
