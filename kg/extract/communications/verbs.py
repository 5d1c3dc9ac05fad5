"""Acts of communication that a verb tells: "told", "wrote to", "sent a letter to", "met".

What comes in: a verb with its row of the lexicon. What goes out: an `Act`, or None where nothing is conveyed.
"""

from __future__ import annotations

from kg.extract.arguments import Arguments, find_arguments, find_prepositional, find_subjects, is_passive
from kg.extract.communications.act import Act
from kg.extract.communications.checks import is_specific
from kg.extract.communications.conveying import PUBLIC, conveys, find_answered_messages
from kg.extract.communications.fronted import find_fronted
from kg.extract.communications.hearers import find_gathering, heard_by, is_before_gathering
from kg.extract.communications.lexicon import Verb, find_medium, find_noun, find_verb
from kg.extract.communications.messages import (
    add_copies,
    add_details,
    add_medium,
    find_message,
    find_origin,
    find_owners,
    kind_of,
    take_message,
)
from kg.extract.communications.parties import (
    add_list,
    add_prepositional,
    add_recipients,
    select_actors,
    select_addressees,
    select_named,
    select_owners,
    select_senders,
    select_speakers,
    take_members,
)
from kg.extract.communications.phoning import find_rung, is_phoned, select_phoned
from kg.extract.communications.sides import (
    find_end_of_told,
    find_first_objects,
    find_run_together,
    is_called_upon,
    is_handed,
    is_parenthesis,
    is_told_as_well,
    is_told_behind,
    share_further_up,
)
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.lists import read_list
from kg.extract.tokens import Token
from kg.model import Span

_ON = frozenset(("on", "upon"))
#: Verbs of those who bring what another sends: "conveyed a message from Norway".
_CARRYING = words("convey deliver relay transmit hand bring pass carry")
_PASSING_ON = _CARRYING | words("circulate forward leak post present publish release share")
#: Verbs of saying whose object may be a message that is handed over: "presented a petition to the mayor".
_PRESENTING = words("present leak post")
_ADDRESSING = words("write appeal complain apologise apologize plead")
_REACHING = words("ring phone call telephone write email e-mail text message tweet radio")
_WRITING = words("write email e-mail message text")
_AUDIENCE = words("reader listener viewer subscriber")
_REPLYING = words("answer reply respond retort")
_DEMANDING = words("demand request insist ask")
#: Verbs of which the subject may be a thing that says nothing: "the floods prompted them to leave".
_DONE_BY_THINGS = words("convince encourage greet persuade press pressure prompt remind thank threaten")
#: Verbs of which only people can be the object: "briefed the diplomatic corps".
_DONE_TO_PEOPLE = words("assure brief debrief inform lobby notify petition reassure remind urge")
_DONE_TO_PLACES = words("address cable meet order press ring toast")


def tell_by_verb(verb: Token, row: Verb, entities: EntityIndex) -> Act | None:
    """The act of communication that `verb` tells, if it tells one."""
    if verb.dep_ in ("amod", "compound") or is_called_upon(verb) or _is_met_with(verb) or _is_trade(verb):
        return None
    message = find_message(verb)
    act = Act(verb, _span(verb, row), row.type, row.medium, is_mutual=row.mutual == "yes")
    act.replies = verb.lemma_ in _REPLYING or row.particle == "back"
    is_sent = row.object.startswith("message-noun") or verb.lemma_ in _PRESENTING
    if is_sent and message is not None:
        take_message(act, message)
        if row.object == "message-noun-received":
            return _received(act, verb, message, entities)
    _add_parties(act, verb, row, message, entities)
    if row.medium != "interview":  # "was interviewed by Radio Oslo"
        add_medium(act, verb)
    if act.medium == "social-media":  # "posted to Twitter"
        act.recipients = [token for token in act.recipients if find_medium(token) != act.medium]
    if not act.senders and not _may_speak(act, verb, row, entities):
        return None
    if not act.senders and is_parenthesis(verb, act.recipients):
        return None
    act.is_to_makers = not act.recipients and _is_to_makers(act, verb, row)
    if not act.recipients and _is_written_here(act, verb, entities):
        act.type, act.medium, act.is_published = "statement", "website", True
    _settle_type(act, entities)
    _settle_sides(act, verb, row)
    return act if conveys(act, verb, row, message) else None


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
    fronted = None if is_passive(verb) else find_fronted(verb)
    if fronted is not None and fronted.subjects:
        arguments = Arguments(fronted.subjects, arguments.patients, arguments.recipients)
    if is_told_behind(verb):
        arguments = Arguments((verb.head,), tuple(child for child in verb.rights if child.dep_ == "dobj"), ())
    elif not select_actors(arguments.patients if is_passive(verb) else arguments.agents, entities):
        arguments = share_further_up(verb, entities) or arguments
    if row.object == "recipient" and _has_content(verb) and not _may_be_thing(verb):
        add_recipients(act, [token for token in find_first_objects(verb, arguments) if _is_someone(token)])
    select = select_speakers if row.object == "recipient" and not _may_be_thing(verb) else select_named
    select = select_addressees if verb.lemma_ in _DONE_TO_PEOPLE else select
    by = select_actors if _may_be_thing(verb) else select_owners if act.is_mutual else select_senders
    act.senders = by(arguments.agents, entities)
    if act.is_mutual and act.senders:  # whoever stands in a list with one who talks
        act.senders = select_speakers(arguments.agents, entities)
    if act.senders and row.object == "message-noun" and is_handed(verb):
        act.senders, act.recipients = [], act.senders
    if act.senders and row.object == "recipient" and is_told_as_well(verb):
        act.senders, act.recipients = [], act.senders
    if verb.lemma_ != "call":
        add_recipients(act, select(arguments.recipients, entities))
    if row.object == "recipient" and (token := find_run_together(verb, entities)) is not None:
        act.recipients = [token]
    elif row.object == "recipient":
        told = select(find_first_objects(verb, arguments), entities)
        stop = find_end_of_told(verb, told[0]) if told else None
        add_list(act, told, entities, told=select is not select_named, stop=stop)
        if row.type == "call" and not act.recipients:
            add_recipients(act, find_rung(verb, entities))
        _add_gathering(act, arguments.patients, verb, row)
    elif row.object == "topic":
        add_recipients(act, [token for token in arguments.patients if _is_person(token, entities)])
        for topic in arguments.patients:  # "discussed the dam with Norway"
            add_prepositional(act, topic, row.prepositions, entities)
    elif is_phoned(verb) and (act.senders or not any(child.dep_ == "nsubj" for child in verb.lefts)):
        act.type, act.medium = "call", "phone-call"
        add_recipients(act, select_phoned(verb, entities) or find_rung(verb, entities))
    speaks_to = select_addressees if verb.lemma_ in _ADDRESSING else select_speakers
    if verb.lemma_ == "interview":  # it is who is interviewed that speaks
        act.senders, act.recipients = act.recipients, act.senders
    is_sent = row.object.startswith("message-noun") or verb.lemma_ in _PRESENTING
    add_prepositional(act, verb, row.prepositions, entities, select_named if is_sent else speaks_to)
    if row.mutual == "with":  # "spoke by video link with Norway", the phrase hung on the link
        for preposition, medium in find_prepositional(verb):
            if preposition.lower_ in ("by", "via", "over", "on") and find_medium(medium) is not None:
                add_prepositional(act, medium, row.prepositions, entities)
    if row.object == "message" and not act.recipients:
        _add_after_object(act, verb, row, entities)
    if verb.lemma_ == "summon" and not act.senders:  # "was summoned to the foreign ministry"
        to = [token for preposition, token in find_prepositional(verb) if preposition.lower_ == "to"]
        act.senders = [token for token in select_actors(to, entities) if not _is_person(token, entities)]
    if verb.lemma_ == "ask" and not act.recipients and verb.dep_ == "advcl" and _is_bare(verb):
        add_recipients(act, select_actors(find_subjects(verb.head), entities))
    if verb.lemma_ in _DEMANDING and not act.recipients:
        _add_demanded_of(act, verb, entities)
    if message is not None and verb.lemma_ in _PASSING_ON:
        act.senders = find_origin(message, entities) or act.senders
    if message is not None and (is_sent or verb.lemma_ in _CARRYING):
        for each in (message, kind_of(message)):
            noun = find_noun(each) if each is not None else None
            if each is not None and noun is not None:
                add_prepositional(act, each, noun.prepositions | row.prepositions, entities)
        act.senders = act.senders or find_owners(message, entities)
        add_details(act, message, entities)
        if not act.recipients:  # "sent a note on the case to Chile", the last phrase hung on the case
            for _, topic in (*find_prepositional(message), *find_prepositional(verb)):
                add_prepositional(act, topic, row.prepositions & {"to"}, entities, select_speakers)
    if message is not None and message.dep_ == "pobj" and not act.recipients:  # "presented the mayor with a petition"
        add_recipients(act, select_named(arguments.patients, entities))
    if act.replies:
        act.answers = bool(find_answered_messages(verb))
        for each in find_answered_messages(verb):
            add_recipients(act, find_owners(each, entities))
    if not act.senders and is_passive(verb):  # "were warned in a report by the auditors"
        for preposition, medium in find_prepositional(verb):
            if preposition.lower_ in ("in", "through") and find_noun(medium) is not None:
                act.senders = find_owners(medium, entities)
    if not act.recipients and verb.dep_ == "relcl" and _is_of_antecedent(verb, row):  # "a man I spoke to"
        add_recipients(act, speaks_to([verb.head], entities))
    if not act.recipients and verb.lemma_ in _REACHING:
        _add_told(act, verb, entities)
    if act.recipients or act.message is not None:
        add_copies(act, verb, entities)


def _add_told(act: Act, verb: Token, entities: EntityIndex) -> None:
    """Those whom someone rings or writes to tell something: "rang to tell her", "wrote asking the mayor to"."""
    for clause in verb.rights:
        if clause.dep_ in ("xcomp", "advcl") and clause.tag_ in ("VB", "VBG"):
            row = find_verb(clause)
            if row is not None and row.object == "recipient" and not _may_be_thing(clause):
                told = find_arguments(clause)
                heads = (*told.recipients, *find_first_objects(clause, told))
                add_recipients(act, select_speakers(heads, entities)[:1])


def _is_to_makers(act: Act, verb: Token, row: Verb) -> bool:
    """Whether those who read, hear or see an article write to its makers: "readers keep writing", "many wrote in"."""
    if verb.lemma_ not in _WRITING or _is_sent_to(verb):
        return False
    return row.particle == "in" or any(sender.lemma_ in _AUDIENCE for sender in act.senders)


def _is_written_here(act: Act, verb: Token, entities: EntityIndex) -> bool:
    """Whether those who made the article say what they published: "last week I wrote that", "we wrote here"."""
    if verb.lemma_ != "write" or not act.senders or not all(entities.is_own_voice(each) for each in act.senders):
        return False
    is_here = any(child.lower_ == "here" for child in verb.rights)
    return verb.tag_ == "VBD" and (is_here or any(child.dep_ == "ccomp" for child in verb.rights))


def _is_sent_to(verb: Token) -> bool:
    """Whether someone is named to whom it goes."""
    return any(preposition.lower_ == "to" for preposition, _ in find_prepositional(verb))


def _is_bare(verb: Token) -> bool:
    """Whether the one who is asked is the subject of the clause above: "denied it when I asked"."""
    is_active = any(child.dep_ == "nsubj" for child in verb.lefts) and not is_passive(verb)
    return is_active and all(child.is_punct or child.dep_ in ("advmod", "npadvmod") for child in verb.rights)


def _has_content(verb: Token) -> bool:
    """Whether a clause tells what someone is told: "asked walkers to send photographs"."""
    return any(child.dep_ in ("xcomp", "ccomp") and child.i > verb.i for child in verb.rights)


def _is_someone(noun: Token) -> bool:
    """Whether the noun before such a clause can be who is told: no message, no time, no figure."""
    return noun.pos_ == "NOUN" and not noun.ent_type_ and find_noun(noun) is None


def _add_gathering(act: Act, objects: tuple[Token, ...], verb: Token, row: Verb) -> None:
    """Those who hear it at a meeting; at a press conference, that it was one."""
    for noun in objects:
        if is_before_gathering(verb, noun, row):
            medium = find_gathering(noun)
            if medium == "press-conference":
                act.medium, act.recipients = medium, []
            else:
                add_recipients(act, [noun])


def _is_met_with(verb: Token) -> bool:
    """Whether something only finds a response: "was met with opposition"."""
    return verb.lemma_ == "meet" and is_passive(verb) and any(child.lower_ == "with" for child in verb.rights)


def _is_trade(verb: Token) -> bool:
    """Whether it tells what someone does for a living: "she advises the president"."""
    is_habit = verb.lemma_ in ("advise", "counsel", "inform") and verb.tag_ in ("VBZ", "VBP")
    is_simple = not any(
        child.dep_ in ("aux", "ccomp", "xcomp", "npadvmod") or child.lower_ in ("i", "we") for child in verb.children
    )
    return is_habit and is_simple and not any(child.is_quote for child in verb.children)


def _is_of_antecedent(verb: Token, row: Verb) -> bool:
    """Whether a relative clause leaves out whom it speaks of, behind its last preposition."""
    own = any(child.dep_ == "nsubj" and child.tag_ not in ("WDT", "WP") for child in verb.lefts)
    return own and any(child.lower_ in row.prepositions and not any(child.children) for child in verb.rights)


def _may_be_thing(verb: Token) -> bool:
    """Whether places may suffer or do what the verb says without a word: "greeted the coast", "met the road"."""
    return verb.lemma_ in _DONE_BY_THINGS or verb.lemma_ in _DONE_TO_PLACES


def _is_person(token: Token, entities: EntityIndex) -> bool:
    known = entities.find(token)
    return known is not None and entities.kind(known) == "person"


def _may_speak(act: Act, verb: Token, row: Verb, entities: EntityIndex) -> bool:
    """Whether what is told may be speech: "prompted", "reminded" and the like are not where a thing does it.

    No thing sends a message either, or tells one: "the vote sends a message to Norway".

    The senders of "a letter from Norway urged …" are those of the letter.
    """
    subjects = () if is_passive(verb) else find_subjects(verb)
    for subject in subjects:
        if find_noun(subject) is not None:
            act.senders += find_owners(subject, entities)
    if row.object in ("message", "message-noun") and not is_passive(verb) and verb.lemma_ != "go":
        own = [child for child in verb.lefts if child.dep_ == "nsubj"]
        is_shared = verb.dep_ == "conj" and is_passive(verb.head)  # "he was seen and the matter explained to him"
        if own and not act.senders and not is_shared:
            return not all(each.pos_ == "NOUN" and find_noun(each) is None for each in own)
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
        if clause.dep_ == "ccomp" and clause.tag_ in ("VB", "VBP") and not (is_passive(clause) or _is_question(clause)):
            named = [token for token in select_actors(find_subjects(clause), entities) if is_specific(token)]
            add_recipients(act, [token for token in named if token.pos_ != "PRON"])


def _is_question(clause: Token) -> bool:
    """Whether a clause is what someone asks to know: "asked how Sweden could pay", "asked if they agree"."""
    return any(child.tag_ in ("WRB", "WP", "WDT", "WP$") or child.lower_ in ("if", "whether") for child in clause.lefts)


def _settle_type(act: Act, entities: EntityIndex) -> None:
    """What is told to the press is a statement; what is written elsewhere than in a letter is no letter."""
    if act.medium == "unspecified" and act.type in ("communication", "statement"):
        act.medium = next((medium for each in act.recipients if (medium := heard_by(each, entities))), "unspecified")
    if act.type == "communication" and act.medium in ("statement", "press-conference", "interview", "speech"):
        act.type = "statement"
    if act.type == "letter" and act.medium != "letter":
        act.type = "statement" if act.medium in PUBLIC else "communication"


def _settle_sides(act: Act, verb: Token, row: Verb) -> None:
    """Who is on which side of talk that goes both ways: "spoke with", "spoke by phone", "told each other"."""
    if row.mutual == "with" and not act.recipients and row.medium != act.medium in ("phone-call", "meeting"):
        act.is_mutual = True
    elif row.mutual == "with" and any(each.lower_ == "with" for each, _ in find_prepositional(verb)):
        act.is_mutual = bool(act.recipients)
    if _is_reciprocal(verb):
        act.is_mutual = True
    if act.is_mutual and (act.senders or not _goes_one_way(verb)):
        act.take_sides()


def _goes_one_way(verb: Token) -> bool:
    """Whether words go to someone, be it that nobody says from whom: "a way of communicating to voters"."""
    return any(preposition.lower_ == "to" for preposition, _ in find_prepositional(verb))


def _is_reciprocal(verb: Token) -> bool:
    """Whether those who act do so to "each other" or "one another"."""
    objects = [child for child in verb.rights if child.dep_ in ("dobj", "dative")]
    objects += [token for _, token in find_prepositional(verb)]
    return any(
        (token.lower_ == "other" and token.i and token.nbor(-1).lower_ == "each")
        or (token.lower_ == "another" and token.i and token.nbor(-1).lower_ == "one")
        for token in objects
    )


def _received(act: Act, verb: Token, message: Token, entities: EntityIndex) -> Act | None:
    """The act in "the ministry received a letter from the union", whose subject is the recipient."""
    if any(child.dep_ == "neg" for child in verb.children):
        return None
    if is_passive(verb):
        add_list(act, select_named(find_arguments(verb).agents, entities), entities)
    else:
        subjects = select_named(find_subjects(verb), entities)
        if subjects:
            members = read_list(verb.doc, subjects[0].left_edge.i, entities, stop=verb.i)
            take_members(act, subjects, members.heads, is_open=members.is_open)
    for head in (verb, message):
        for preposition, token in find_prepositional(head):
            if preposition.lower_ == "from" and token not in act.senders:
                act.senders += select_addressees([token], entities)
    add_details(act, message, entities)
    return act if act.recipients else None
