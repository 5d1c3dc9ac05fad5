"""Whether a verb has what makes it tell an act of communication: a recipient, a message, a medium, or enough by itself.

What comes in: an `Act` with its parties, and the verb with its row of the lexicon. What goes out: yes or no.
"""

from __future__ import annotations

from kg.extract.arguments import find_prepositional, is_passive
from kg.extract.communications.act import Act
from kg.extract.communications.lexicon import Verb, find_medium, find_noun
from kg.extract.communications.phoning import is_rung
from kg.extract.entities.lexical import words
from kg.extract.events.participants import find_actor_noun
from kg.extract.tokens import Token

#: Media through which words reach the public, whoever hears them.
#: Verbs that tell something to someone only with an object.
_TELLING_SOMETHING = words("admit relate report")
_PRIVATE = words("email letter phone-call")
PUBLIC = words("social-media broadcast website press-release press-conference speech")


def conveys(act: Act, verb: Token, row: Verb, message: Token | None) -> bool:
    """Whether what `verb` tells is an act of communication; a reply may have to wait for whom it answers."""
    if verb.lemma_ == "reach":
        return bool(act.recipients) and is_rung(verb)
    if verb.lemma_ in _TELLING_SOMETHING and not is_passive(verb) and not _tells_something(verb):
        return False
    if verb.lemma_ == "raise" and not act.recipients:  # "raises questions"
        return False
    if row.object == "thing" and message is None and not any(_is_pointing(child) for child in verb.rights):
        return False
    if row.object.startswith("message-noun") and message is None:
        return False
    if act.is_mutual and len(act.senders) > 1:
        return True
    if row.mutual == "yes" and row.object == "message-noun" and not act.recipients:  # "traded notes", not "a note for"
        return bool(act.senders) and _are_several(act.senders)
    if act.recipients or act.is_published or (act.is_to_makers and act.senders):
        return True
    if not act.senders:
        return False
    if act.medium == "press-conference":
        return True
    if row.mutual == "yes" and row.medium == "meeting" and _are_several(act.senders):
        return not any(child.dep_ in ("dobj", "ccomp") for child in verb.rights)
    if act.type == "call" and message is None and any(child.dep_ == "dobj" for child in verb.rights):
        return False
    if row.mutual == "with" and _is_talk(verb, act.senders):
        return True
    if row.object == "topic" and row.medium == act.medium == "unspecified" and not _are_several(act.senders):
        return False  # "discussing his concern"
    if row.said:
        return _says_something(verb) or message is not None
    if row.alone or (message is not None and row.object == "message-noun"):
        return True
    if act.is_mutual and row.mutual != "yes":
        return True
    if act.replies:
        act.awaits_addressee = (
            not find_answered_messages(verb) and row.particle != "back" and act.medium == "unspecified"
        )
        return not (act.awaits_addressee and _has_object(verb))
    if act.medium in _PRIVATE and row.object == "message" and row.medium != act.medium:
        return _says_something(verb)  # "retorted by email that …"
    return row.object in ("message", "") and act.medium in PUBLIC and _is_named_medium(verb)


def _tells_something(verb: Token) -> bool:
    """Whether a verb says what is told: "reported the theft to police", not "reports to the mayor"."""
    if any(child.lower_ in ("about", "on", "of") for child in verb.rights):
        return True
    told = [child for child in verb.children if child.dep_ in ("dobj", "ccomp", "xcomp", "parataxis") or child.is_quote]
    if verb.lemma_ == "admit" and told and all(each.ent_type_ for each in told):  # "admitted Chad to the union"
        return False
    heard = (token for preposition, token in find_prepositional(verb) if preposition.lower_ == "to")
    return bool(told) or any(child.dep_ in ("acl", "relcl", "ccomp") for token in heard for child in token.rights)


def _is_talk(verb: Token, senders: list[Token]) -> bool:
    """Whether several talk with one another: "the two talked for three hours", "they will speak again"."""
    if verb.lemma_ not in ("speak", "talk") or not (len(senders) > 1 or _are_several(senders)):
        return False
    if any(child.dep_ in ("ccomp", "dobj", "prt") for child in verb.rights):
        return False
    after = {preposition.lower_: token for preposition, token in find_prepositional(verb)}
    if not after.keys().isdisjoint(("to", "about", "of", "against", "out", "in")):
        return False
    is_timed = "for" in after and after["for"].ent_type_ in ("TIME", "DATE")
    return is_timed or any(child.lower_ in ("again", "together") for child in verb.children)


def _says_something(verb: Token) -> bool:
    """Whether a clause or a quotation tells what is said: "posted that …"."""
    return any(child.dep_ in ("ccomp", "parataxis") or child.is_quote for child in verb.children)


def _is_pointing(token: Token) -> bool:
    """Whether an object takes up something said: "put this to the mayor"."""
    return token.dep_ == "dobj" and token.lower_ in ("this", "that", "it", "them", "these", "those")


def _are_several(senders: list[Token]) -> bool:
    """Whether those who meet are more than one, named by one plural noun: "the two sides met"."""
    if find_actor_noun(senders[0].lemma_.lower()) == "organization":
        return True  # "the council meets again"
    return senders[0].tag_ in ("NNS", "NNPS") or senders[0].lower_ in ("they", "we", "both")


def _is_named_medium(verb: Token) -> bool:
    """Whether the medium is one that no message noun tells: "said on television", "wrote on Twitter"."""
    return any(
        preposition.lower_ in ("on", "via", "at")
        and find_medium(token) is not None
        and (find_noun(token) is None or find_medium(token) in ("website", "social-media"))
        for preposition, token in find_prepositional(verb)
    )


def find_answered_messages(verb: Token) -> list[Token]:
    """The messages that a reply answers: "replied to the letter", "answered the question"."""
    objects = [child for child in verb.rights if child.dep_ == "dobj"]
    objects += [token for preposition, token in find_prepositional(verb) if preposition.lower_ == "to"]
    return [token for token in objects if find_noun(token) is not None]


def _has_object(verb: Token) -> bool:
    """Whether a reply is one to something that says nothing: "responded to the crisis"."""
    return any(child.dep_ == "dobj" or (child.dep_ == "prep" and child.lower_ in ("to", "by")) for child in verb.rights)
