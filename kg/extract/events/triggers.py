"""Which words of a text tell that something happens, and of what type it is.

What comes in: a parsed article. What goes out: `Trigger`s in text order.
What it never does: count auxiliaries, copulas, verbs of state, or light verbs beside the noun that
names the event.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.arguments import find_content
from kg.extract.entities.lexical import find_noun, words
from kg.extract.events.lexical import adjectives, bare_nouns, gerund_rows, messages, nouns, states, verbs
from kg.extract.events.light_verbs import light_verb
from kg.extract.events.senses import classes_of, find_sense, has_senses, is_weather, keeps_information
from kg.extract.tokens import Doc, Token
from kg.model import Span

_LEXICAL, _BARE = 0.8, 0.5
_PREDICATES = words("acomp attr oprd ccomp conj acl ROOT dobj pobj advcl")
_OBJECT_DEPS = ("dobj", "nsubjpass", "pobj")
#: Words by which a contest or a feast is named, and nothing else told.
_CONTESTS = words("cup bowl prix fair expo derby biennale carnival gala ramadan hajj eurovision brexit holocaust")
#: Classes of things: what a noun before one tells is what it is for.
_THINGS = words("home building structure weapon public-place")
#: Types of those who are called after what they do.
_TRADES = words("ngo company media university intergovernmental")
#: Nouns for what has a title, which is no event whatever its words.
_TITLED = words("game film movie novel book series show song album play drama documentary opera musical video single")
_NAMING = words("name call dub title entitle christen nickname")
_HASH = "#"
_SHORTEST = 3
#: Verbs that say of an event that it begins, goes on or takes place.
_PHASES = words(
    """begin start open reopen resume continue renew escalate intensify organise organize erupt break flare occur happen
    unfold rage ensue go"""
)
#: Prepositions that go with verbs and are no particles: "called for a vote".
_GOVERNED = words("at for into upon against with of to")
_GETTING = frozenset(("receive", "get", "go"))
#: Labels of spaCy for names of which no word is a trigger of its own.
_NAMES = words("PERSON ORG GPE LOC FAC NORP PRODUCT WORK_OF_ART LANGUAGE")

#: Types of events that are those of the weather if a storm is said to act.
_WEATHERED = frozenset(("occurrence", "violence", "movement"))
#: Types of events whose names are made of a word for the event: "Second Boer War", "Kyoto Agreement".
_NAMED_TYPES = words(
    """war conflict armed-clash attack-on-civilians agreement award election competition meeting demonstration riot
    explosive-attack storm disaster earthquake epidemic fire flood killing"""
)


#: Words before the name of a storm.
_NAMED_STORMS = words("storm cyclone hurricane typhoon")


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word that tells an event.

    Attributes:
        token: the head word; it carries the arguments.
        span: the word with its particle.
        type: a code of the event type scheme.
        subject, object: roles of the subject and the object of a verb; of the possessor and the `of`
            phrase of a noun. Empty where they are the usual ones.
        transitive: whether the verb cannot do without an object.
        needs_object: whether it can do without one only as a participle ("officer honoured for rescue").
    """

    token: Token
    span: Span
    type: str
    subject: str = ""
    object: str = ""
    transitive: bool = False
    confidence: float = _LEXICAL
    needs_object: bool = False

    @property
    def is_verb(self) -> bool:
        """Whether a verb tells the event."""
        return self.token.pos_ == "VERB"


def find_triggers(doc: Doc) -> list[Trigger]:
    """The triggers of a text, in its order."""
    return list(_iter_triggers(doc))


def _iter_triggers(doc: Doc) -> Iterator[Trigger]:
    told = 0
    for token in doc:
        pos = token.pos_
        if token.idx < told or _is_scrap(token):
            continue
        if pos == "VERB":
            trigger = _verb_trigger(token)
        elif pos == "NOUN":
            trigger = noun_trigger(token)
        elif pos == "PROPN":
            trigger = _named_trigger(token)
        elif pos == "ADJ":
            trigger = _adjective_trigger(token)
        else:
            continue
        if trigger is not None:
            told = trigger.span.end
            yield trigger


def _only_names(verb: Token) -> bool:
    """Whether a participle only says what its noun is called: "a boat named Aurora"."""
    if verb.dep_ != "acl" or verb.lemma_.lower() not in _NAMING:
        return False
    return any(child.pos_ == "PROPN" and child.dep_ in ("oprd", "dobj", "attr", "appos") for child in verb.rights)


def _is_scrap(token: Token) -> bool:
    """Whether a token is no word for anything: a hashtag, a number of a flight, part of "re-elected", a name."""
    if token.i > 0 and token.nbor(-1).text == _HASH:
        return True
    word = token.text
    if token.pos_ == "VERB" and word[0].isupper() and not token.is_sent_start and token.ent_type_ in _NAMES:
        return token.lemma_.lower() not in verbs()
    if word[-1].isdigit():
        return token.pos_ != "PROPN"
    return len(token) < _SHORTEST and token.lemma_.lower() not in verbs()


def _verb_trigger(token: Token) -> Trigger | None:
    lemma = verb_lemma(token)
    row, end, phrase = _find_verb(token, lemma)
    leaves_so = lemma == "leave" and _leaves_so(token)
    if leaves_so or (lemma == "try" and any(c.dep_ == "xcomp" for c in token.rights)):
        row = None
    if row is None and (lemma in states() or token.dep_ in ("aux", "auxpass", "amod", "compound", "prep", "case")):
        return None
    if token.dep_ == "amod" and (row is None or row["transitive"] != "t"):
        return None
    if _only_names(token):
        return None
    if is_light(token) or (lemma in _GETTING and _has_message(token)) or _takes_place_of_noun(token, end):
        return None
    span = Span(token.idx, end.idx + len(end))
    if (sense := find_sense(token, phrase)) is not None:
        needs_object = row is not None and bool(row["transitive"])
        return Trigger(token, span, sense.type, sense.subject, sense.object, needs_object=needs_object)
    if (row is None or row["type"] == "occurrence") and lemma in _PHASES and (told := _told_by_noun(token)):
        return Trigger(token, span, told, row["subject"] if row is not None else "")
    if row is None:
        is_storm = is_weather(token) and not leaves_so
        return Trigger(token, span, "storm" if is_storm else "occurrence", confidence=_LEXICAL if is_storm else _BARE)
    event_type = row["type"]
    if event_type == "refusal" and keeps_information(token):
        event_type = "refusal-to-share-information"
    elif event_type in _WEATHERED and is_weather(token):
        event_type = "storm"
    transitive = row["transitive"] == "t"
    return Trigger(
        token,
        span,
        event_type,
        row["subject"],
        row["object"],
        transitive,
        needs_object=bool(row["transitive"]),
    )


def _told_by_noun(verb: Token) -> str | None:
    """The type of the event that a verb says takes place: "fighting broke out", "the strike that they began"."""
    for deps in (("dobj", "nsubjpass"), ("nsubj",)):
        nouns = [find_content(child) for child in verb.children if child.dep_ in deps]
        for trigger in (noun_trigger(noun) for noun in nouns if noun.pos_ == "NOUN"):
            if trigger is not None and trigger.type != "movement":  # "a crossing opened"
                return trigger.type
        if nouns:
            return None
    return None


def _takes_place_of_noun(verb: Token, end: Token) -> bool:
    """Whether "takes place" only says that the event which its subject names happens."""
    if end.lower_ != "place":
        return False
    return any(child.dep_ == "nsubj" and is_event_noun(find_content(child)) for child in verb.lefts)


def verb_lemma(verb: Token) -> str:
    """The lemma of a verb, put right where spaCy does not know it: `fined` is no form of `fin`."""
    lemma, word = verb.lemma_.lower(), verb.lower_
    if word in (f"{lemma}ed", f"{lemma}es") and (f"{lemma}e" in verbs() or f"{lemma}e" in states()):
        return f"{lemma}e"
    if lemma == word and word.endswith("ing"):
        return next((stem for stem in (word[:-3], f"{word[:-3]}e") if stem in verbs() or has_senses(stem)), lemma)
    return lemma


def _leaves_so(verb: Token) -> bool:
    """Whether "left" tells in what state it left someone: "left twenty people dead", "left him speechless"."""
    if any(child.dep_ in ("oprd", "acomp") for child in verb.rights):
        return True
    return any(
        word.lower_ in adjectives()
        for child in verb.rights
        for word in (child, *(child.children if child.dep_ == "dobj" else ()))
        if word.dep_ in ("oprd", "acomp", "ccomp", "amod", "acl")
    )


def known_type(verb: Token) -> str | None:
    """The type of event that a verb tells, if the lexicon has it."""
    row, _, _ = _find_verb(verb, verb_lemma(verb))
    return row["type"] if row else None


def _has_message(verb: Token) -> bool:
    """Whether what is got, or goes, is a letter or the like: communications tell that."""
    places = ("nsubj",) if verb.lemma_ == "go" else ("dobj", "nsubjpass")
    return any(child.lemma_.lower() in messages() for child in verb.children if child.dep_ in places)


def _find_verb(token: Token, lemma: str) -> tuple[dict[str, str] | None, Token, str]:
    """The row of the lexicon for a verb with its particle, the last token of the two, and the phrase they make."""
    rows = verbs().get(lemma, {})
    end, phrase = token, lemma
    for child in token.rights:
        if child.dep_ == "prt":
            if child.i == token.i + 1:
                end = child
            phrase = f"{lemma}_{child.lower_}"
            if child.lower_ in rows:
                return rows[child.lower_], end, phrase
        elif child.i == token.i + 1 and child.lower_ in rows:
            return rows[child.lower_], token if child.lower_ in _GOVERNED else child, f"{lemma}_{child.lower_}"
    return rows.get(""), end, phrase if has_senses(phrase) else lemma


def noun_trigger(token: Token) -> Trigger | None:
    """The trigger that a common noun is, if it names an event."""
    lemma = token.lemma_.lower()
    rows = nouns().get(token.lower_) or nouns().get(lemma) or gerund_rows(lemma)
    if rows is None and lemma not in bare_nouns():
        return None
    if token.ent_type_ in _NAMES and token.lower_ not in _NAMED_STORMS:
        return None
    if token.dep_ in ("compound", "nmod") and (
        rows is None or token.head.lemma_.lower() in messages() or token.lower_ in nouns().get(token.head.lemma_, ())
    ):  # the last: "suicide" in "suicide bombing"
        return None
    if token.dep_ == "compound" and (
        token.head.lemma_ in _TITLED  # "a war film"
        or not _THINGS.isdisjoint(classes_of(token.head))
        or _is_trade_of(token.head)
    ):  # "retirement home", "aid agency"
        return None
    span = Span(token.idx, token.idx + len(token))
    row = _by_modifier(token, rows) if rows is not None else None
    if (row is None or not row["modifiers"]) and (sense := find_sense(token, lemma)) is not None:
        return Trigger(token, span, sense.type, sense.subject, sense.object)
    if row is None:
        return Trigger(token, span, "occurrence", confidence=_BARE) if is_event_noun(token) else None
    if row["type"] == "refusal" and keeps_information(token):
        return Trigger(token, span, "refusal-to-share-information")
    return Trigger(token, span, row["type"], row["possessor"], row["possessor"])


def _is_trade_of(noun: Token) -> bool:
    """Whether a noun stands for those whose trade the noun before it tells: `aid workers`, `relief agency`."""
    known = find_noun(noun.lower_)
    if known is None:
        return noun.lemma_ in ("worker", "minister", "ministry", "secretary")
    return known.type in _TRADES or (known.kind in ("person", "group") and known.type != "civilian")


def _by_modifier(token: Token, rows: dict[str, dict[str, str]]) -> dict[str, str] | None:
    """The row for the noun with one of its modifiers, else for the noun alone."""
    if len(rows) > 1 or "" not in rows:
        for child in token.lefts:
            if child.dep_ in ("compound", "amod", "nmod") and child.lower_ in rows:
                return rows[child.lower_]
    return rows.get("")


def _named_trigger(token: Token) -> Trigger | None:
    """The head of the name of an event: `War` in `Second World War`; any word of a name labelled as one."""
    if token.dep_ in ("compound", "amod", "nmod") and token.head.pos_ == "PROPN" and token.head.i > token.i:
        if not _is_numeral(token.head) and token.lower_ not in _NAMED_STORMS:
            return None
    elif _is_numeral(token) and token.i > token.left_edge.i:  # "World War II"
        return None
    if _is_title(token):
        return None
    lemma = token.lower_
    rows = nouns().get(lemma) or nouns().get(lemma.rstrip("s"))
    row = rows.get("") if rows else None
    is_last = token.ent_iob_ != "O" and (token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I")
    if token.ent_type_ == "EVENT":
        if row is None and (not is_last or _is_inside(token) or not _can_head(lemma)):
            return None
    elif (
        row is None
        or row["type"] not in _NAMED_TYPES
        or (token.ent_type_ in ("PERSON", "GPE", "NORP", "LOC") and token.lower_ not in _NAMED_STORMS)
    ):
        return None
    span = Span(token.idx, token.idx + len(token))
    return Trigger(token, span, row["type"] if row else "occurrence", confidence=_LEXICAL if row else _BARE)


def _is_title(token: Token) -> bool:
    """Whether a name is that of a game, a film or the like: "the game War of Orcs"."""
    if token.ent_type_ == "WORK_OF_ART":
        return True
    before = token.left_edge.i - 1
    if token.dep_ == "appos" and token.head.lemma_.lower() in _TITLED:
        return True
    return before >= token.sent.start and token.doc[before].lemma_.lower() in _TITLED


def _can_head(word: str) -> bool:
    """Whether the last word of the name of an event can stand for one."""
    return word in bare_nouns() or word in nouns() or word in _CONTESTS


def _is_inside(token: Token) -> bool:
    """Whether a word of a name hangs on an earlier word of it: `Orcs` in "Siege of Orcs"."""
    head = token.head.head if token.head.pos_ == "ADP" else token.head
    return head.i < token.i and head.ent_type_ == token.ent_type_ and token.ent_iob_ == "I"


def _is_numeral(token: Token) -> bool:
    return token.text.isdigit() or not token.text.strip("IVX")


def _adjective_trigger(token: Token) -> Trigger | None:
    """A participle or adjective that tells what befell someone: `dead`, `wounded`."""
    row = adjectives().get(token.lower_)
    rows = verbs().get(token.head.lemma_.lower(), {})
    if token.lower_ in rows and token.i == token.head.i + 1:  # told by "shot dead" already
        return None
    if row is None or token.dep_ not in _PREDICATES:
        return None
    return Trigger(token, Span(token.idx, token.idx + len(token)), row, "patient")


def is_light(verb: Token) -> bool:
    """Whether `verb` only carries the event that its object, or the subject of its passive, names."""
    row = light_verb(verb)
    if row is None or row.is_event:
        return False
    return any(is_event_noun(find_content(child)) for child in verb.children if child.dep_ in _OBJECT_DEPS)


def is_event_noun(token: Token) -> bool:
    """Whether a noun names an event, whatever stands around it."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    lemma = token.lemma_.lower()
    return lemma in bare_nouns() or _by_modifier(token, nouns().get(lemma, {})) is not None
