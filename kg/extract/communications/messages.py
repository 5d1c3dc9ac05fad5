"""What a verb sends: the nouns for messages around it, their kind, their medium, and whose they are.

What comes in: tokens of a parsed text. What goes out: message nouns, media, and acts with what their message tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arguments import find_arguments, find_prepositional, find_subjects, is_passive, spread
from kg.extract.communications.act import Act
from kg.extract.communications.hearers import is_outlet
from kg.extract.communications.lexicon import find_medium, find_noun, find_verb, names_medium
from kg.extract.communications.parties import add_list, add_prepositional, select_actors, select_owners
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.events.participants import is_actor
from kg.extract.tokens import Token

_ISSUING_PUBLICLY = words("issue make release publish broadcast air")
_DEFINITE = words("the this these that those such same")
_COUNTED = words(
    """barrage batch bundle chain copy flood flurry list litany number package pile raft round series set sheaf stack
    stream string text torrent volley wave"""
)
_THROUGH = words("in by via through on over at during")
_SIGNING = words(
    "sign cosign co-sign write pen author send issue address draft deliver hand submit start launch publish"
)
_COPYING = words("address copy cc send forward direct write deliver hand submit issue")
_PRESENTING_WITH = words("present serve issue")
_PUTTING = words("post publish broadcast upload share release air stream carry")
_TO = frozenset(("to",))
_SPEAKING = words("appear post reply respond speak talk tweet write")
#: What outlets hold for others to speak in: "a Reuters interview".
_HOSTED = words("interview debate discussion forum")


def find_message(verb: Token) -> Token | None:
    """The message that a verb sends: its object, or the subject of its passive or of "went", if that is one."""
    places = ("nsubj",) if verb.lemma_ == "go" else ("dobj", "nsubjpass")
    for child in verb.children:
        if child.dep_ in places:
            for token in spread(child):
                if find_noun(token) is not None:
                    return token
                of = [phrase for preposition, phrase in find_prepositional(token) if preposition.lower_ == "of"]
                if token.lemma_.lower() in _COUNTED and of and find_noun(of[0]) is not None:
                    return of[0]
    if verb.lemma_ in _PRESENTING_WITH:
        for preposition, phrase in find_prepositional(verb):
            if preposition.lower_ == "with" and find_noun(phrase) is not None:
                return phrase
    own = (child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass") and child.tag_ not in ("WDT", "WP"))
    if is_passive(verb) and any(own):  # "an announcement that ballots will be mailed"
        return None
    if verb.dep_ == "relcl" and find_noun(verb.head) is not None and verb.head in find_arguments(verb).patients:
        return verb.head
    return None


def kind_of(message: Token) -> Token | None:
    """In "a message of condolence", the condolence: the noun for what kind of message it is."""
    of = (phrase for preposition, phrase in find_prepositional(message) if preposition.lower_ == "of")
    return next((phrase for phrase in of if find_noun(phrase) is not None and not is_definite(phrase)), None)


def tells_kind(noun: Token) -> bool:
    """Whether a noun only says of which kind a message is: "a message of condolence"."""
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and kind_of(noun.head.head) == noun
        and (find_noun(noun.head.head) is not None)
    )


def is_definite(noun: Token) -> bool:
    """Whether a noun takes up what was told: "the letters", "their appeal", "copies"."""
    if noun.lemma_ == "copy":
        return not any(child.lower_ == "of" for child in noun.rights)
    return any(child.lower_ in _DEFINITE or child.tag_ == "PRP$" for child in noun.lefts)


def take_message(act: Act, message: Token) -> None:
    """Give the act the type and the medium of the message that its verb sends."""
    kind = kind_of(message) or message
    row = find_noun(kind)
    if row is not None:
        written = find_medium(kind) if act.trigger.lemma_ not in _ISSUING_PUBLICLY else None
        if act.medium != "broadcast":
            act.medium = written or row.medium
        act.type = row.type
    act.message = message
    act.refers = is_definite(message)


def find_owners(message: Token, entities: EntityIndex) -> list[Token]:
    """Those whose message it is: "Norway's letter", "the Norway letter", "a letter by, or from, Norway"."""
    owners = find_possessors(message, entities)
    owners = owners or _find_modifiers(message, entities)
    owners += find_origin(message, entities)
    return owners or select_owners(_writers(message), entities)


def find_possessors(message: Token, entities: EntityIndex) -> list[Token]:
    """Those whose message it is by the genitive before it: "Norway's letter", "their statement"."""
    return [
        owner for child in message.lefts if child.dep_ == "poss" for owner in select_owners(spread(child), entities)
    ]


def _find_modifiers(message: Token, entities: EntityIndex) -> list[Token]:
    """Those named before it: "the Norway letter"; no medium, and no outlet to which someone speaks."""
    owners: list[Token] = []
    for child in message.lefts:
        if child.dep_ not in ("compound", "amod", "nmod") or names_medium(child, message):
            continue
        if not _is_named_actor(child, entities) or find_medium(child) is not None:
            continue
        if message.lemma_ in _HOSTED and is_outlet(child, entities):
            continue
        if owners and owners[-1].pos_ == child.pos_ == "PROPN" and child.left_edge.i == owners[-1].i + 1:
            owners.pop()  # "President Ana Ruiz tweet": the title before the name
        owners.append(child)
    return owners


def find_hosts(talk: Token, entities: EntityIndex) -> list[Token]:
    """The outlets named before an interview, or behind its "on": "a Reuters interview", "one on Radio Oslo"."""
    beside = [child for child in talk.lefts if child.dep_ in ("compound", "amod", "nmod", "poss")]
    beside += [token for preposition, token in find_prepositional(talk) if preposition.lower_ in ("on", "for")]
    return [token for token in beside if token.pos_ == "PROPN" and is_outlet(token, entities)]


def _writers(message: Token) -> Iterator[Token]:
    """Those who say something in it: "a note in which Norway asks for …"."""
    for clause in message.rights:
        if clause.dep_ == "relcl":
            for preposition in clause.lefts:
                if preposition.lower_ == "in" and any(child.lower_ == "which" for child in preposition.children):
                    yield from find_subjects(clause)


def find_origin(message: Token, entities: EntityIndex) -> list[Token]:
    """Those from whom a message is, whoever brings it: "a letter by, or from, Norway"."""
    phrases = find_prepositional(message)
    origins = [token for preposition, token in phrases if preposition.lower_ in ("by", "from")]
    return [owner for token in origins for owner in select_owners([token], entities)]


def _is_named_actor(token: Token, entities: EntityIndex) -> bool:
    """Whether a word before a message noun tells whose it is: "the CIA report", "witness statements"."""
    return (entities.find(token) is not None or token.dep_ == "compound") and is_actor(token, entities)


def add_details(act: Act, message: Token, entities: EntityIndex) -> None:
    """Parties that clauses about the message name: "signed by …", "addressed to …", "copied to …"."""
    for verb in find_participles(message):
        if verb.tag_ not in ("VBN", "VBD") or (verb.dep_ == "relcl" and not is_passive(verb)):
            continue
        row = find_verb(verb)
        is_sent = row is not None and row.object == "message-noun"
        if (is_sent or verb.lemma_ in _SIGNING) and not act.senders:
            act.senders += select_owners(find_arguments(verb).agents, entities)
        if row is not None and is_sent:
            add_prepositional(act, verb, row.prepositions, entities)
        elif verb.lemma_ in _COPYING:
            add_prepositional(act, verb, _TO, entities)
        add_copies(act, verb, entities)


def find_participles(noun: Token) -> Iterator[Token]:
    """The verbs of the clauses about a noun: "the letter, signed by … and copied to …"."""
    for child in noun.rights:
        if child.dep_ in ("acl", "relcl") and child.pos_ == "VERB":
            yield child
            yield from (each for each in child.conjuncts if each.pos_ == "VERB")


def add_copies(act: Act, verb: Token, entities: EntityIndex) -> None:
    """Those who got copies: "with copies to …", "copying (in) …", "wrote to the king, copied to …"."""
    for head in (verb, *act.recipients):
        for preposition, token in find_prepositional(head):
            if preposition.lower_ == "with" and token.lemma_ == "copy":
                add_prepositional(act, token, _TO, entities)
    for head in (verb, *act.recipients):
        for child in head.rights:
            if child.lower_ == "copied" and child.dep_ in ("acl", "advcl", "conj"):
                add_prepositional(act, child, _TO, entities)
    for child in verb.rights:
        if child.dep_ == "advcl" and child.lower_ in ("copying", "cc'ing"):
            add_list(act, select_actors(find_arguments(child).patients, entities), entities)
            add_prepositional(act, child, frozenset(("in",)), entities)


def add_medium(act: Act, verb: Token) -> None:
    """The medium of "wrote in a letter", "by phone", "on Twitter"."""
    for preposition, token in (*find_prepositional(verb), *_in_writing(verb), *_while_speaking(verb)):
        if preposition.lower_ in _THROUGH:
            is_post = preposition.lower_ == "by" and token.lower_ == "post" and token.n_lefts == 0
            medium = "letter" if is_post else find_medium(token) or _where_put(token)
            if medium is not None:
                act.medium = medium
                return


def _while_speaking(verb: Token) -> Iterator[tuple[Token, Token]]:
    """The phrases of "posting on X, she urged …", "Speaking on television, he thanked …"."""
    for clause in verb.children:
        if clause.dep_ == "advcl" and clause.tag_ == "VBG" and clause.lemma_ in _SPEAKING:
            yield from find_prepositional(clause)


def _where_put(noun: Token) -> str | None:
    """The medium of "in a video posted on Twitter", "in remarks broadcast on television"."""
    for verb in find_participles(noun):
        if verb.lemma_ in _PUTTING:
            for preposition, token in find_prepositional(verb):
                if preposition.lower_ in ("on", "to") and (medium := find_medium(token)) is not None:
                    return medium
    return None


def _in_writing(verb: Token) -> Iterator[tuple[Token, Token]]:
    """The phrase "in writing", whose noun the parser takes for a verb."""
    for preposition in verb.rights:
        if preposition.lower_ == "in":
            yield from ((preposition, each) for each in preposition.children if each.lower_ == "writing")
