"""Where an event takes place, as far as its own clause says.

What comes in: a trigger and the entities of its article. What goes out: the head tokens of its places, by
what is attached to it, then by what is attached to the clause that holds it.
What it never does: take the dateline, or whatever stands nearest, for the place of an event.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from kg.extract.arguments import find_prepositional, find_subjects, spread
from kg.extract.entities import EntityIndex
from kg.extract.entities.acting import noun_here
from kg.extract.entities.lexical import find_noun, find_place_noun, words
from kg.extract.events.light_verbs import light_verb
from kg.extract.events.sharing import OCCURRING, clauses_of_time, governors
from kg.extract.events.triggers import known_type
from kg.extract.events.wholes import find_causes
from kg.extract.events.within import find_within, is_about
from kg.extract.outcomes import find_outcomes
from kg.extract.tokens import Token

_WHERE = words(
    """in at near inside outside across throughout around within along off on onto above below beneath under beside
    between behind amid over through"""
)
_WHITHER = words("to into toward towards from for onto via")
_TO = words("to into onto in at")
#: Types of events that have a whence and a whither.
MOVES = words("movement visit withdrawal displacement mobilization transport-accident")
_WITH_WHOM = words("between with by against of among")
#: Types of events that harm someone or something.
HARMS = words(
    """killing injury death violence explosive-attack shelling air-or-drone-strike arrest abduction displacement
    property-destruction"""
)
#: Types of events that nobody means.
_CATASTROPHES = words(
    """disaster earthquake flood storm fire drought accident transport-accident industrial-accident mine-explosion
    explosive-ordnance-incident demining-accident"""
)
#: Types of events that happen to those and to things where they are.
_BEFALLING = HARMS | _CATASTROPHES | words("armed-clash attack-on-civilians riot aid territory-change")
#: Types of events that are words or may be: those who say them are elsewhere than what they speak of.
_SPEECH = words(
    """statement announcement accusation condemnation praise demand request appeal warning promise denial threat refusal
    expression-of-concern report publication investigation legislation agreement"""
)
#: Words for a part of a place, that say less than the place itself.
_PARTS = words("entrance entrances gate gates door doors front rear back edge side corner middle heart steps interior")
#: Words for the kind of a place, before its name.
_KINDS = words(
    "village town city hamlet river lake island province county state republic port capital suburb resort valley"
)
#: Nouns for a time that is spent somewhere.
_TERMS = words("year month week day term sentence time life")
#: Buildings that stand, without an article, for what one is there for.
_CALLINGS = words("prison jail court school church college")
#: Verbs for what people do with an event of their own.
_UNDERTAKING = words(
    "announce call plan threaten stage organise organize hold suspend resume continue join extend mount"
)
#: Verbs whose subject is where their object takes place.
_WITNESSING = words("see witness experience suffer host endure")


class Places:
    """The places of the events of one article.

    Args:
        entities: the entities of the article.
        timed: indices of tokens in time expressions.
        timed_by: the tokens of the time expressions that are attached to a word, by its index.
    """

    def __init__(self, entities: EntityIndex, timed: Collection[int], timed_by: Mapping[int, Sequence[Token]]) -> None:
        self._entities = entities
        self._timed = timed
        self._timed_by = timed_by

    def find(self, trigger: Token, event_type: str, events: set[int]) -> list[Token]:
        """The head tokens of the places of the event that `trigger` tells."""
        own = list(self._own_places(trigger, event_type))
        clauses = clauses_of_time(trigger, harm=event_type in HARMS)
        own = own or [place for verb in clauses for place in self._prepositional_places(verb, moves=False)]
        own = own or [place for verb in find_outcomes(trigger) for place in self._own_places(verb, "killing")]
        if not own and event_type in HARMS:
            causes = [*find_causes(trigger, events), *_counted_for(trigger, events)]
            own = [p for cause in causes for p in self.find(cause, "violence", events)]
        own = own or self._arrived_at(trigger) or self._told_beside(trigger, event_type, events)
        if own:
            return own
        for governor, is_near in governors(trigger, events):
            is_near = is_near or (event_type in _BEFALLING and _goes_on(trigger, governor))
            found = [p for p in self._prepositional_places(governor, moves=False) if is_near or p.i < governor.i]
            if is_near and governor.pos_ == "VERB":
                struck = self._struck_within(governor) if governor.lemma_ in OCCURRING else ()
                found = found or [*struck, *self._places_of_those_harmed(governor)]
            if found:
                return found
        return self._over_there(trigger) or list(self._places_of_those_involved(trigger, event_type))

    def _told_beside(self, trigger: Token, event_type: str, events: set[int]) -> list[Token]:
        """The place told at the next verb, or at the clause that tells what a noun did.

        "Shot two men and wounded a third in Ux", "were hurt and are missing after a ferry sank off Ux",
        "a landslide that buried part of Ux".
        """
        if event_type not in _BEFALLING:
            return []
        if trigger.pos_ == "NOUN":
            verbs = [child for child in trigger.rights if child.dep_ == "relcl" and child.i in events]
            verbs = [verb for verb in verbs if trigger in find_subjects(verb)]
            return [place for verb in verbs for place in self._struck_within(verb)]
        if within := list(self._named_within(trigger)):
            return within
        for verb in (child for child in trigger.rights if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX")):
            has_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.lefts)
            found = [] if has_subject else list(self._prepositional_places(verb, moves=False))
            found = found or [] if has_subject else [*found, *self._places_of_those_harmed(verb)]
            for clause in clauses_of_time(verb, harm=True) if event_type in HARMS else ():
                found = found or list(self._prepositional_places(clause, moves=False))
            if found:
                return found
        return []

    def _struck_within(self, verb: Token) -> Iterator[Token]:
        """The places that a verb strikes, or of what it strikes: "buried part of the town of Ux"."""
        found = [*self._prepositional_places(verb, moves=False), *self._places_struck(verb)]
        yield from found or self._named_within(verb)

    def _named_within(self, verb: Token) -> Iterator[Token]:
        for token in find_within(verb, self._entities):
            places = [place for place in self._places_of(token) if self._is_named_place(place)]
            if places:
                yield from places
                return

    def _over_there(self, trigger: Token) -> list[Token]:
        """The place told last before "there": "He went to Fez. Two men were shot there"."""
        if not any(child.lower_ == "there" and child.dep_ == "advmod" for child in trigger.children):
            return []
        sentence = trigger.sent
        before = sentence.start - 1
        while before > 0 and trigger.doc[before].is_space:
            before -= 1
        start = trigger.doc[before].sent.start if before > 0 else sentence.start
        told = (trigger.doc[i] for i in range(trigger.i - 1, start - 1, -1))
        last = next((token for token in told if self._is_named_place(token)), None)
        return [last] if last is not None else []

    def _places_of_those_involved(self, trigger: Token, event_type: str) -> Iterator[Token]:
        """Where those are whom the clause is about: "police in Fez arrested him", "the Ux dam burst"."""
        if trigger.pos_ == "VERB" and event_type == "displacement":
            yield from self._homes(trigger)
        if trigger.pos_ == "NOUN" and event_type not in MOVES | _SPEECH and _is_undertaken(trigger):
            for subject in find_subjects(trigger.head):
                for preposition, token in find_prepositional(subject):
                    if preposition.lower_ in _WHERE:
                        yield from (place for place in self._places_of(token) if self._is_named_place(place))
        if trigger.pos_ != "VERB" or event_type in MOVES | _SPEECH:
            return
        roles = ("nsubj", "nsubjpass") if event_type == "occurrence" else ("nsubj", "nsubjpass", "dobj")
        involved = [child for child in trigger.children if child.dep_ in roles]
        involved += [token for word, token in find_prepositional(trigger) if word.lower_ in ("by", "off")]
        for noun in (token for child in involved for token in spread(child)):
            if noun.pos_ == "NOUN" and find_place_noun(noun.lower_) is not None:
                yield from self._listed_names(noun)
            for preposition, token in find_prepositional(noun):
                if preposition.lower_ in _WHERE:
                    yield from (place for place in self._places_of(token) if self._is_named_place(place))

    def _homes(self, verb: Token) -> Iterator[Token]:
        """Where those live who must leave: "residents of Ux were evacuated"."""
        for child in verb.children:
            if child.dep_ in ("dobj", "nsubjpass"):
                for preposition, token in find_prepositional(child):
                    if preposition.lower_ in ("of", "in"):
                        yield from (place for place in self._places_of(token) if self._is_named_place(place))

    def _arrived_at(self, trigger: Token) -> list[Token]:
        """Where someone went in order to do something, or did it next: "drove to Fez and met the mayor"."""
        verb = trigger.head
        if trigger.pos_ != "VERB" or trigger.dep_ not in ("conj", "advcl", "xcomp") or verb.i >= trigger.i:
            return []
        if known_type(verb) not in ("movement", "visit") or any(c.dep_ in ("nsubj", "mark") for c in trigger.lefts):
            return []
        return [
            place
            for preposition, token in find_prepositional(verb)
            if preposition.i < trigger.i and preposition.lower_ in _TO
            for place in self._places_of(token)
        ]

    def _own_places(self, trigger: Token, event_type: str) -> Iterator[Token]:
        if trigger.pos_ in ("NOUN", "PROPN"):
            for child in trigger.lefts:
                if (
                    child.dep_ in ("compound", "nmod", "amod", "poss")
                    and child.pos_ == "PROPN"
                    and self._is_named_place(child)
                ):
                    yield child
        yield from self._prepositional_places(trigger, moves=event_type in MOVES)
        if trigger.pos_ == "VERB" and event_type in HARMS:
            yield from self._places_struck(trigger)
            yield from self._places_of_those_harmed(trigger)
        if trigger.pos_ == "NOUN":
            yield from self._places_of_those_who_take_part(trigger)
            yield from self._witnesses(trigger)
            if trigger.dep_ == "dobj" and light_verb(trigger.head) is not None:
                carried = self._prepositional_places(trigger.head, moves=False)
                yield from (place for place in carried if place.i > trigger.i)
        if trigger.pos_ == "NOUN":
            of = [token for preposition, token in find_prepositional(trigger) if preposition.lower_ == "of"]
            if event_type in HARMS or trigger.lemma_ == "siege":
                yield from (token for token in of if is_place(token, self._entities) and not _is_building(token))
            elif event_type in _CATASTROPHES:  # "the collapse of the Ux mine"
                things = (token for token in of if token.pos_ == "NOUN" and not is_place(token, self._entities))
                yield from (name for thing in things if not _is_of_actors(thing) for name in self._listed_names(thing))
        if trigger.dep_ == "relcl" and _tells_where(trigger):
            yield from self._places_of(trigger.head)

    def _prepositional_places(self, head: Token, *, moves: bool) -> Iterator[Token]:
        phrases = [*find_prepositional(head)]
        for timed in self._timed_by.get(head.i, ()):  # "on 3 May in Oslo"
            phrases += [pair for pair in find_prepositional(timed) if pair[1].i not in self._timed]
        for preposition, token in phrases:
            word = preposition.lower_
            if (word in _WHERE and not is_about(head, word)) or (moves and word in _WHITHER):
                yield from self._places_of(token)
        if moves and head.pos_ == "VERB":
            for child in head.children:
                if child.dep_ == "dobj":
                    yield from self._places_of(child)

    def _places_struck(self, verb: Token) -> Iterator[Token]:
        """The places that are attacked or hit themselves, other than buildings: "rebels shelled the town"."""
        for child in verb.children:
            if child.dep_ in ("dobj", "nsubjpass"):
                struck = [token for token in spread(child) if not _is_building(token)]
                yield from (place for token in struck for place in self._places_of(token))

    def _places_of_those_harmed(self, verb: Token) -> Iterator[Token]:
        """The place of "killed 20 people in Fez", which the parser hangs on the people."""
        for child in verb.children:
            if child.dep_ in ("dobj", "nsubjpass"):
                for preposition, token in find_prepositional(child):
                    if preposition.lower_ in _WHERE:
                        yield from self._places_of(token)

    def _places_of_those_who_take_part(self, noun: Token) -> Iterator[Token]:
        """The place of "clashes between rebels and troops in Fez", which the parser hangs on the troops."""
        for preposition, who in find_prepositional(noun):
            if preposition.lower_ in _WITH_WHOM and not is_place(who, self._entities):
                for inner, token in find_prepositional(who):
                    if inner.lower_ in _WHERE:
                        yield from self._places_of(token)

    def _witnesses(self, noun: Token) -> Iterator[Token]:
        """The place that has seen the event: "the region has seen several attacks"."""
        if noun.dep_ == "dobj" and noun.head.lemma_ in _WITNESSING:
            yield from (token for token in find_subjects(noun.head) if is_place(token, self._entities))

    def _places_of(self, noun: Token) -> Iterator[Token]:
        """The places of a noun phrase: the noun's own, or those of its names ("Ruritania's Ux and Vy regions")."""
        if noun.i in self._timed or _is_bare(noun):
            return
        if noun.lower_ in _PARTS:
            wholes = [token for preposition, token in find_prepositional(noun) if preposition.lower_ in ("of", "to")]
            places = [place for whole in wholes for place in self._places_of(whole)]
            if places:
                yield from places
                return
        if (name := self._name_of_kind(noun)) is not None:
            yield name
            yield from self._wider_places(name)
            return
        names = list(self._listed_names(noun))
        if not is_place(noun, self._entities) or (names and noun.pos_ == "NOUN" and not _is_building(noun)):
            yield from () if _is_of_actors(noun) else names
        else:
            yield noun
            yield from (() if noun.pos_ == "NOUN" else names)
            yield from self._wider_places(noun)

    def _name_of_kind(self, noun: Token) -> Token | None:
        """The name of the place that a noun only says the kind of: "the village of Ux", "the river Ux"."""
        if noun.pos_ != "NOUN" or noun.lower_ not in _KINDS or any(child.dep_ == "compound" for child in noun.lefts):
            return None
        named = [token for preposition, token in find_prepositional(noun) if preposition.lower_ == "of"]
        named += [child for child in noun.rights if child.dep_ == "appos"]
        return next((token for token in named if self._is_named_place(token)), None)

    def _listed_names(self, noun: Token) -> Iterator[Token]:
        own = self._entities.find(noun)
        for child in noun.lefts:
            if child.dep_ in ("compound", "nmod", "conj", "amod") and child.pos_ == "PROPN":
                for token in spread(child):
                    if token.i < noun.i and self._is_named_place(token) and self._entities.find(token) != own:
                        yield token

    def _wider_places(self, noun: Token) -> Iterator[Token]:
        """The place that a place is in: "Lyon, France", "a village near Lyon"."""
        for child in noun.rights:
            if child.dep_ in ("appos", "npadvmod") and self._is_named_place(child):
                yield child
        if self._entities.find(noun) is None or noun.pos_ == "NOUN":
            for preposition, token in find_prepositional(noun):
                if preposition.lower_ in _WHERE or preposition.lower_ == "of":
                    if self._is_named_place(token):
                        yield token
                    elif token.pos_ == "NOUN" and is_place(token, self._entities):  # "a school in the town of Ux"
                        yield from self._wider_places(token)

    def _is_named_place(self, token: Token) -> bool:
        known = self._entities.find(token)
        return known is not None and self._entities.kind(known) == "place"


def is_place(noun: Token, entities: EntityIndex) -> bool:
    """Whether a phrase stands for a place."""
    known = entities.find(noun)
    if known is not None:
        return entities.kind(known) == "place"
    entry = noun_here(noun)
    return entry is not None and entry.kind == "place"


def _counted_for(trigger: Token, events: Collection[int]) -> list[Token]:
    """The event of which a toll is: "the death toll of a flood in Ux"."""
    if trigger.dep_ != "compound" or trigger.head.lemma_ != "toll":
        return []
    told = find_prepositional(trigger.head)
    return [token for word, token in told if word.lower_ in ("of", "from", "in") and token.i in events]


def _goes_on(trigger: Token, governor: Token) -> bool:
    """Whether a verb tells more of what one before it tells of the same subject: "hit a shop in Ux and hurt two"."""
    if trigger.dep_ != "conj" or trigger.head != governor or known_type(governor) not in _BEFALLING:
        return False
    return not any(child.dep_ in ("nsubj", "nsubjpass") for child in trigger.lefts)


def _is_undertaken(noun: Token) -> bool:
    """Whether a noun for an event is the object of a verb that says who does it: "staged a rally"."""
    verb = noun.head
    return noun.dep_ == "dobj" and (light_verb(verb) is not None or verb.lemma_ in OCCURRING | _UNDERTAKING)


def _is_bare(noun: Token) -> bool:
    """Whether a noun for a building stands for a time that is spent there: "ten years in prison", "faces prison"."""
    if noun.lower_ not in _CALLINGS or any(noun.children):
        return False
    return noun.dep_ != "pobj" or noun.head.head.lemma_ in _TERMS


def _is_building(noun: Token) -> bool:
    """Whether a noun with a name before it is the place itself: "the Oxford Street station"."""
    entry = find_place_noun(noun.lower_)
    return entry is not None and entry.type in ("facility", "street")


def _is_of_actors(noun: Token) -> bool:
    """Whether a common noun stands for those who act, so that the name before it tells whose, not where."""
    known = find_noun(noun.lower_) if noun.pos_ == "NOUN" else None
    return known is not None and known.kind != "place"


def _tells_where(clause: Token) -> bool:
    """Whether a relative clause is of where something is: "the pit where, in which, ten men died"."""
    for child in clause.lefts:
        if child.lower_ == "where":
            return True
        if child.lower_ in _WHERE and any(word.lower_ == "which" for word in child.children):
            return True
    return False
