"""Acts of communication that a noun tells: "a letter to", "talks between", "said in a statement".

What comes in: a noun with its row of the lexicon. What goes out: an `Act`, or None where nothing is conveyed.
"""

from __future__ import annotations

from kg.extract.arguments import find_arguments, find_prepositional, find_subjects, is_passive
from kg.extract.communications.act import Act
from kg.extract.communications.authors import HOLDING, find_other_side, find_speakers
from kg.extract.communications.conveying import find_answered_messages
from kg.extract.communications.documents import is_authored, is_issued, is_saying, is_source, speaks
from kg.extract.communications.fronted import find_fronted, find_verb_behind
from kg.extract.communications.hearers import is_before_gathering
from kg.extract.communications.lexicon import Noun, Verb, find_medium, find_noun, find_verb
from kg.extract.communications.messages import (
    add_copies,
    add_details,
    add_medium,
    find_hosts,
    find_message,
    find_origin,
    find_owners,
    is_definite,
    tells_kind,
)
from kg.extract.communications.modality import takes_up
from kg.extract.communications.parties import (
    add_prepositional,
    add_recipients,
    is_person_noun,
    select_actors,
    select_addressees,
    select_owners,
    select_senders,
    select_speakers,
)
from kg.extract.communications.sides import find_first_objects
from kg.extract.communications.spoken_of import (
    is_answer_to_thing,
    is_because_of,
    is_only_spoken_of,
    is_subject_before,
    is_verb_of_saying,
    only_takes_up,
)
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.events.light_verbs import light_verb
from kg.extract.events.participants import find_actor_noun
from kg.extract.tokens import Token
from kg.model import Span

_ISSUING = words(
    """address air broadcast circulate compose deliver dictate draft express extend file get give have hold issue lodge
    make offer pen place post present publish receive record reissue release renew repeat send share sign submit tender
    upload voice write"""
)
_ASKING = words("letter request appeal written-protest warning")
_COMMENT = words("comment interview reaction response")
_RETURNING = words("return answer")
#: Messages in which the press asks for comment.
_APPROACHES = words("call message email e-mail text inquiry voicemail")
_REPLIES = words("reply answer response rejoinder retort riposte")
_ADDRESSING = words("address sign cosign co-sign copy")
_TO = frozenset(("to", "for"))
_BETWEEN = frozenset(("between",))
_AMONG = words("between among with")
#: Media of what nobody sends to a thing: "a letter to the exchange", but "a reaction to the ruling".
_SENT_TO_SOMEONE = words("letter email telegram petition speech statement note-verbale press-release")
#: Verbs whose subject, or whose message, got what their object tells: "the speech drew a reply from the union".
_DRAWING = words("attract bring draw earn elicit meet prompt provoke")
#: Verbs of messages that get to someone: "condolences came from Chile".
_COMING = words("come arrive pour flood stream")
#: Verbs of whoever makes an end of a quarrel, or sees to it, who may be neither side of it.
_SETTLING = words("break broker chair conclude end facilitate finish lead mediate")
_GATHERED = words("meeting press-conference speech broadcast")
_ALONG_WITH = words("in during at on through via")
_GATHERING = words("meet gather arrive come emerge go travel visit fly join assemble convene return sit walk withdraw")


def tell_by_noun(noun: Token, row: Noun, entities: EntityIndex) -> Act | None:
    """The act of communication that `noun` tells, if it tells one."""
    if (
        (noun.dep_ in ("compound", "nmod", "amod") and not is_subject_before(noun))
        or tells_kind(noun)
        or _is_copy_of_what_is_told(noun)
    ):
        return None
    if is_because_of(noun) or is_verb_of_saying(noun) or is_answer_to_thing(noun, entities):
        return None
    verb = _carrier(noun)
    if (verb is not None and _is_told_by(verb, noun)) or _is_told_behind(noun):
        return None
    span = Span(noun.idx, noun.idx + len(noun))
    act = Act(noun, span, row.type, find_medium(noun) or row.medium, is_mutual=row.mutual)
    act.message = noun
    act.senders = find_speakers(noun, verb, row, entities) or find_owners(noun, entities)
    select = select_speakers if act.is_mutual else select_addressees if act.medium in _SENT_TO_SOMEONE else None
    add_prepositional(act, noun, row.prepositions, entities, select)
    if noun.dep_ == "pobj" and not act.recipients:  # "in a note to clients", the last phrase hung on the first
        add_prepositional(act, noun.head, row.prepositions & _TO, entities, select)
    if act.is_mutual and noun.dep_ in ("nsubj", "nsubjpass") and not (act.senders or act.recipients):
        add_prepositional(act, noun.head, row.prepositions & _BETWEEN, entities)
    if noun.dep_ == "nsubj" and noun.head.lemma_ in _COMING:
        origins = [token for preposition, token in find_prepositional(noun.head) if preposition.lower_ == "from"]
        act.senders = act.senders or select_speakers(origins, entities)
        add_prepositional(act, noun.head, _TO, entities)
    if act.medium == "interview" and not act.recipients:  # "said in a Reuters interview"
        add_recipients(act, find_hosts(noun, entities))
    add_details(act, noun, entities)
    comment = _find_comment(noun, row)
    if comment is not None:  # "a request for comment from the Gazette"
        act.senders = act.senders or find_origin(comment, entities)
    act.is_for_comment = comment is not None or (not act.senders and _is_unanswered(noun))
    if act.is_for_comment:
        act.is_mutual = False
    if verb is not None and noun.lemma_ == "phone":  # "is on the phone to her", the phrase hung on the verb
        add_prepositional(act, verb, row.prepositions, entities, select)
    if verb is not None:
        _add_carried(act, verb, noun, row, entities)
        _add_receiver(act, verb, row, entities)
        add_copies(act, verb, entities)
        _add_drawn(act, verb, noun, entities)
    if act.is_mutual and not _goes_one_way(noun):
        act.senders = act.senders or find_other_side(noun, entities)
        act.take_sides()
    is_taken_up = verb is None or noun.dep_ == "pobj" or not _carries(verb, row) or verb.lemma_ in _ADDRESSING
    act.refers = is_taken_up and is_definite(noun)
    act.is_detail = act.refers and noun.dep_ == "nsubjpass" and noun.head.lemma_ in _ADDRESSING
    if noun.dep_ == "pobj" and noun.head.lower_ == "at" and row.type == "request" and not act.senders:
        of = [token for preposition, token in find_prepositional(noun) if preposition.lower_ == "of"]
        act.senders = select_speakers(of, entities)  # "at the request of Norway"
    act.is_told_in = _is_said_in(act, verb, noun)
    if act.medium in ("unspecified", "statement"):
        add_medium(act, noun)
    if noun.lemma_ in _REPLIES and not act.recipients:  # "in response to a question from the mayor"
        for message in find_answered_messages(noun):
            add_recipients(act, find_owners(message, entities))
    act.replies = noun.lemma_ in _REPLIES and bool(act.senders) and not act.recipients
    act.awaits_addressee = act.replies and not find_origin(noun, entities)
    if act.replies:
        return act
    is_carried = verb is not None and noun.dep_ != "pobj" and _carries(verb, row)
    if (row.addressed and not act.recipients and not act.is_told_in) or is_only_spoken_of(
        act, verb, noun, is_carried=is_carried
    ):
        return None
    act.is_mention = only_takes_up(act, verb, noun, is_carried=is_carried)
    if row.says and not act.recipients:
        return _of_document(act, noun)
    if noun.lemma_ == "pressure" and noun.dep_ == "pobj" and noun.head.lower_ == "under":
        return None
    if noun.lemma_ == "commitment" and not (is_carried or _has_content(noun)):  # "her commitment to her patients"
        return None
    return act if act.recipients or act.senders or row.alone or _has_content(noun) else None


def _goes_one_way(noun: Token) -> bool:
    """Whether it goes to someone only: "calls to the ministry", but not "talks with the ministry"."""
    words_after = {preposition.lower_ for preposition, _ in find_prepositional(noun)}
    return "to" in words_after and words_after.isdisjoint(_AMONG)


def _find_comment(noun: Token, row: Noun) -> Token | None:
    """The comment for which someone is asked: "a request for comment", "calls seeking comment"."""
    asked = [token for preposition, token in find_prepositional(noun) if preposition.lower_ == "for"]
    asked += [
        child
        for clause in noun.rights
        if clause.dep_ == "acl" and clause.lemma_ in ("seek", "ask", "request")
        for child in (*clause.rights, *(token for _, token in find_prepositional(clause)))
    ]
    is_asking = row.type in ("request", "call", "communication", "appeal")
    return next((each for each in asked if each.lemma_ in _COMMENT), None) if is_asking else None


def _is_unanswered(noun: Token) -> bool:
    """Whether someone did not answer those who made the article: "did not return calls, or respond to an email"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "to" else noun.head
    is_answer = verb.lemma_ in (_RETURNING if noun.dep_ in ("dobj", "nsubjpass") else ("respond", "reply"))
    return noun.lemma_ in _APPROACHES and is_answer and any(child.dep_ == "neg" for child in verb.children)


def _is_said_in(act: Act, verb: Token | None, noun: Token) -> bool:
    """Whether someone says something in it: "said in an address"."""
    return (
        bool(act.senders) and verb is not None and noun.dep_ == "pobj" and noun.head.lower_ != "to" and is_saying(verb)
    )


def _of_document(act: Act, noun: Token) -> Act | None:
    """The act of a document that says something; with no author known it speaks for itself."""
    if speaks(noun):
        act.senders = act.senders or [noun]
        return act
    is_known = noun.lemma_ != "document" or bool(act.senders)  # "according to documents found in the house"
    return act if (is_source(noun) and is_known) or (act.senders and (is_authored(noun) or is_issued(noun))) else None


def is_agenda(verb: Token) -> bool:
    """Whether a verb tells what a meeting is for: "met to discuss"."""
    return verb.lemma_ in ("discuss", "debate") and verb.tag_ == "VB" and verb.dep_ in ("advcl", "xcomp", "acl")


def _is_copy_of_what_is_told(noun: Token) -> bool:
    """Whether a noun tells who else got the message of the verb above: "wrote to X, with copies to Y"."""
    return (
        noun.lemma_ == "copy"
        and noun.dep_ == "pobj"
        and noun.head.lower_ == "with"
        and noun.head.head.pos_ == "VERB"
        and find_verb(noun.head.head) is not None
    )


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
    if head.dep_ == "pobj" and head.head.lower_ in ("in", "on") and head.head.head.lemma_ == "be":
        return head.head.head  # "have been in talks", "is on the phone to"
    if head.dep_ == "pobj" and head.head.lower_ in ("on", "off") and noun.lemma_ == "phone":
        return head.head.head if head.head.head.pos_ == "VERB" else None
    if head.dep_ == "pobj" and head.head.lower_ == "in" and _interrupts(head.head):
        return head.head.head.head  # "the minister, in a letter to the king, said"
    if head.dep_ == "pobj" and head.head.lower_ == "to" and takes_up(head.head.head):
        return head.head.head
    if head.dep_ == "pobj":
        preposition, verb = head.head.lower_, _taken_for_participle(head.head) or _above_object(head.head)
        is_joined = preposition in ("into", "from") and verb.lemma_ in _GATHERING
        is_along = preposition in _ALONG_WITH and (preposition != "at" or find_medium(head) in _GATHERED)
        if is_along or is_joined or (preposition == "for" and verb.lemma_ in _GATHERING):
            return verb if verb.pos_ == "VERB" else None
    return None


def _taken_for_participle(preposition: Token) -> Token | None:
    """Of "In a statement, the council called on …", the verb, which the parser hung on the council."""
    top = preposition.head
    if top == preposition:
        return find_verb_behind(preposition)
    if top.dep_ != "ROOT" or top.pos_ not in ("NOUN", "PROPN") or preposition.i > top.i:
        return None
    return next((child for child in top.rights if child.dep_ == "acl" and child.tag_ == "VBD"), None)


def _above_object(preposition: Token) -> Token:
    """What a phrase goes along with: the verb, though it is hung on its object: "conceded defeat in a call to …"."""
    above = preposition.head
    if above.tag_ == "VBN" and above.dep_ in ("ccomp", "advcl") and preposition.i < above.i < above.head.i:
        return above.head  # "In the letter, dated 3 May, the union asked"
    is_object = above.dep_ == "dobj" and above.head.pos_ == "VERB"
    return above.head if is_object and preposition.lower_ == "in" else above


def _interrupts(preposition: Token) -> bool:
    """Whether a phrase stands between commas behind the subject of a verb of saying."""
    subject = preposition.head
    return (
        subject.dep_ == "nsubj"
        and preposition.i > 0
        and preposition.nbor(-1).text == ","
        and subject.head.pos_ == "VERB"
    )


def _is_told_by(verb: Token, noun: Token) -> bool:
    """Whether the verb already tells the act ("sent a letter"), so that the noun does not again."""
    row = find_verb(verb)
    if row is None:
        return False
    if noun.dep_ == "dobj" and is_before_gathering(verb, noun, row):
        return True
    if noun.dep_ == "pobj" and verb.lemma_ not in ("answer", "reply", "respond"):
        return _is_medium_of(noun, verb, row)
    return row.object.startswith("message") and find_message(verb) is not None


def _is_told_behind(noun: Token) -> bool:
    """Whether the clause about a noun tells its act: "the petition that they handed to the mayor"."""
    for verb in noun.rights:
        row = find_verb(verb) if verb.dep_ == "relcl" else None
        if row is not None and row.object.startswith("message-noun") and find_message(verb) == noun:
            return _names_someone(verb)
    return False


def _names_someone(verb: Token) -> bool:
    """Whether a relative clause says who sends the message or to whom: not "which was delivered on Friday"."""
    subjects = (child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass"))
    if any(child.tag_ not in ("WDT", "WP") for child in subjects):
        return True
    return any(child.dep_ in ("agent", "dative") or child.lower_ in ("to", "by", "with") for child in verb.rights)


def _is_medium_of(noun: Token, verb: Token, row: Verb) -> bool:
    """Whether a noun after a preposition tells where or how the verb's own act went: "met for talks"."""
    found = find_noun(noun)
    if row.mutual == "yes":
        return found is not None and found.mutual
    told = [each for each in find_first_objects(verb, find_arguments(verb)) if _may_be_someone(each)]
    if row.object != "recipient" or not told or find_medium(noun) is None:
        return False
    return found is None or found.mutual or not any(child.lower_ == "to" for child in noun.rights)


def _may_be_someone(noun: Token) -> bool:
    """Whether an object can be who is told: the parties, but not the restraint, of "urged" either."""
    return noun.pos_ != "NOUN" or find_actor_noun(noun.lemma_.lower()) is not None or is_person_noun(noun)


def _add_carried(act: Act, verb: Token, noun: Token, row: Noun, entities: EntityIndex) -> None:
    """Parties that the verb above a noun names: who holds the talks, who says it in a statement."""
    is_object = noun.dep_ != "pobj"
    if not is_object and noun.head.lower_ == "to":
        return  # "did not reply to the letter"
    if is_object and not _carries(verb, row):
        return
    is_beside = not is_object and not act.is_mutual and noun.head.lower_ == "during" and not is_saying(verb)
    if not act.senders and not is_beside:  # "people fell ill during the speeches"
        found = find_arguments(verb).agents if is_object and is_passive(verb) else find_subjects(verb)
        fronted = None if is_object else find_fronted(verb)
        found = fronted.subjects if fronted is not None and fronted.subjects else found
        act.senders = [token for token in select_senders(found, entities) if token.i != noun.i]
    if is_object or (act.medium in _SENT_TO_SOMEONE and not act.recipients):  # "offered them a refund in an e-mail"
        add_recipients(act, select_actors(find_arguments(verb).recipients, entities))
    if is_object:
        add_prepositional(act, verb, row.prepositions, entities)


def _add_receiver(act: Act, verb: Token, row: Noun, entities: EntityIndex) -> None:
    """Whom a message reached that someone takes up: "the ministry rejected a request by the union"."""
    if act.recipients or not takes_up(verb) or not (row.type in _ASKING or act.is_for_comment):
        return
    is_unanswered = any(child.dep_ == "neg" for child in verb.children)
    if is_unanswered or act.medium != "unspecified" or (act.senders and act.trigger.dep_ != "pobj"):
        takers = find_arguments(verb).agents if is_passive(verb) else find_subjects(verb)
        add_recipients(act, select_actors(takers, entities))


def _add_drawn(act: Act, verb: Token, noun: Token, entities: EntityIndex) -> None:
    """The sides of what a message or its sender drew: "her letter drew a sharp reply from the union"."""
    if noun.dep_ != "dobj" or verb.lemma_ not in _DRAWING or act.is_mutual:
        return
    origins = [token for preposition, token in find_prepositional(verb) if preposition.lower_ == "from"]
    act.senders = act.senders or select_owners(origins, entities)
    if act.senders:
        subjects = find_subjects(verb)
        add_recipients(act, select_actors(subjects, entities))
        for subject in subjects:
            if find_noun(subject) is not None:
                add_recipients(act, find_owners(subject, entities))


def _carries(verb: Token, row: Noun) -> bool:
    """Whether those who do what a verb says are those who speak: "issued a statement", "held talks"."""
    if verb.lemma_ == "call" and any(child.dep_ in ("oprd", "ccomp", "acomp", "xcomp") for child in verb.rights):
        return False  # "called the talks a success"
    is_holding = verb.lemma_ in HOLDING and not (row.type == "contention" and verb.lemma_ in _SETTLING)
    return light_verb(verb) is not None or verb.lemma_ in _ISSUING or (row.mutual and is_holding)
