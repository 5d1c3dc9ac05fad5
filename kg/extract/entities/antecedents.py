"""To which entity a pronoun or a definite noun phrase refers.

What comes in: a token that stands for something said before. What goes out: the entry that it most
likely means with a confidence, or None where nothing fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.extract.entities.descriptions import Descriptions, gender_of
from kg.extract.entities.fitting import (
    ARGUMENTS,
    GENDER,
    IT,
    SUBJECTS,
    THEY,
    acts_before,
    agrees,
    excludes,
    is_definite,
    is_other_thing,
    is_subject_above,
    may_be_it,
)
from kg.extract.entities.lexical import find_noun, words
from kg.extract.entities.registry import Entry, Registry
from kg.extract.entities.standing import (
    acts_in_the_active,
    bearer_of,
    bodies_beside,
    clause_of,
    find_teller,
    stands_before_message,
    subject_ahead,
    tells_which,
)
from kg.extract.entities.things import is_anybody, may_tell, needs_actor, stands_for_nothing
from kg.extract.entities.voices import Voices
from kg.extract.tokens import Doc, Token

_I = words("i me my mine myself")
_OTHERS_SPEAKING = words("i me my mine myself we us our ours ourselves you your yours")
_RELATIVE = frozenset(["who", "whom", "whose", "which", "that"])

#: Nouns for bodies of any kind: they take up the body named last.
_ANY_BODY = words(
    """group groups organization organisation agency body institution company firm party movement newspaper
    broadcaster channel outlet magazine paper watchdog charity ngo association union network militia court
    ministry committee commission council department university bank"""
)
#: Nouns for bodies whose names have the noun in them: "the court" is no company.
_BY_NAME = words("court ministry committee commission council department university bank")
_ANY_COUNTRY = frozenset(["country", "nation", "state"])
#: Types of bodies that are "they" only where they act: "RT lost viewers; they …", but not "worked for RT; they …".
_SINGLE_BODIES = frozenset(["media", "company", "government", "intergovernmental", "court"])
_BACK = 3  # sentences that a pronoun may reach back
_FAR_BACK = 8  # sentences that it may reach back where one person only fits
_SMALL = words("the a an of for this that")
_RIVAL = 12  # sentences in which another of the same noun may be meant


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a token takes up: an entity already known, or a noun not yet made one."""

    confidence: float
    entry: Entry | None = None
    noun: Token | None = None


def is_pronoun(token: Token) -> bool:
    """Whether the token is a pronoun here: `mine` is one alone, and none in `a mine` or `mine clearance`."""
    if token.pos_ != "PRON" and token.tag_ not in ("PRP", "PRP$", "WP", "WDT", "WP$"):
        return False
    return token.lower_ != "mine" or (
        token.dep_ not in ("amod", "compound", "poss") and not any(child.dep_ == "det" for child in token.children)
    )


class Antecedents:
    """The mentions of an article, searched backwards.

    Attributes:
        author: who writes the article, if one person does.
    """

    def __init__(self, doc: Doc, registry: Registry, voices: Voices) -> None:
        self._doc = doc
        self._voices = voices
        self._registry = registry
        self._descriptions = Descriptions(doc, registry)
        self._sentence: list[int] = []
        self._starts: list[int] = []
        self.author: Entry | None = None
        self._quoted: list[bool] = []
        for number, sentence in enumerate(doc.sents):
            self._sentence += [number] * len(sentence)
            self._starts.append(sentence.start)
            self._quoted.append(voices.number(sentence[0]) is not None)

    def find(self, token: Token) -> Antecedent | None:
        """What `token` takes up, if it can be told."""
        word = token.lower_
        if word in _RELATIVE and token.tag_ in ("WP", "WDT", "WP$"):
            return _relative(token)
        if not is_pronoun(token):
            return self._definite(token) if token.pos_ in ("NOUN", "PROPN") or word == "old" else None
        if word in _I:
            return self._first_person(token)
        if word in GENDER:
            return self._person(token, GENDER[word])
        if word in THEY:
            found = self._best(token, lambda entry: entry.plural or entry.kind in ("group", "organization"), nouns=True)
            return found if found is not None and (found.entry or found.noun) else None
        if word in IT and not stands_for_nothing(token):
            found = self._teller(token) or self._best(
                token, lambda entry: entry.kind in ("organization", "state") and not entry.plural
            )
            found = found or self._noun(token)
            return found if found is not None and (found.entry or found.noun) else None
        return None

    def _person(self, token: Token, gender: str) -> Antecedent | None:
        """Whom `he` or `she` takes up; what the pronoun tells of a name's gender holds from there on."""
        found = self._best(
            token, lambda entry: entry.kind == "person" and entry.gender in (None, gender) and not entry.plural
        )
        if found is not None and found.entry is not None and found.confidence > 0.6:
            found.entry.gender = gender
        return found or self._noun(token, gender) or self._only(token, gender)

    def _noun(self, token: Token, gender: str | None = None) -> Antecedent | None:
        """The subject nearest before that is told by a common noun and that the pronoun may take up.

        A person may stand elsewhere, if no other is told of: `I got a letter from the landlord. He …`.
        """
        beside: list[Token] = []
        for other in self._back(token, 1):
            if other.tag_ != "NN" or other.dep_ not in ARGUMENTS or self._registry.owner(other) is not None:
                continue
            if not agrees(token, other) or gender_of(other.lower_) not in (None, gender or gender_of(other.lower_)):
                continue
            if other.dep_ not in SUBJECTS:
                beside += [other] if self._may_be_told_next(other, token) else []
            elif excludes(other, token):
                return None
            else:
                return Antecedent(0.55, noun=other)
        is_only = gender is not None and len(beside) == 1 and not excludes(beside[0], token)
        return Antecedent(0.5, noun=beside[0]) if is_only else None

    def _may_be_told_next(self, noun: Token, pronoun: Token) -> bool:
        """Whether a person who is not the subject is a definite one, told in the same voice as the pronoun."""
        is_role = noun.dep_ == "pobj" and noun.head.lower_ == "as"
        return is_definite(noun) and not is_role and self._voices.number(noun) in (None, self._voices.number(pronoun))

    def _only(self, token: Token, gender: str) -> Antecedent | None:
        """The one person of that gender who is named not far before."""
        barred = self._barred(token) | self._speaking(token)
        owners = {self._registry.owner(other) for other in self._back(token, _FAR_BACK)} - barred
        entries = [self._registry.entries[owner] for owner in owners if owner is not None]
        fitting = [entry for entry in entries if entry.kind == "person" and entry.gender in (None, gender)]
        sure = len(fitting) == 1 and fitting[0].gender == gender and fitting[0].is_named
        return Antecedent(0.55, fitting[0]) if sure else None

    def _first_person(self, token: Token) -> Antecedent | None:
        """Who says `I`: within quotation marks their speaker, without them the author, where the article has one."""
        if self._voices.number(token) is not None:
            speaker = self._voices.find_speaker(token)
            return Antecedent(0.7, noun=speaker) if speaker is not None else None
        return Antecedent(0.8, self.author) if self.author is not None else None

    def _back(self, token: Token, sentences: int) -> Iterator[Token]:
        """The tokens of so many sentences before; those in quotations are not counted for `he said` behind them."""
        number = self._sentence[token.i]
        is_outside = self._voices.tells(token)
        while number > 0 and sentences > 0:
            number -= 1
            sentences -= not (is_outside and self._quoted[number])
        first = self._starts[number]
        for i in range(token.i - 1, first - 1, -1):
            yield self._doc[i]

    def _best(self, token: Token, fits: Callable[[Entry], bool], *, nouns: bool = False) -> Antecedent | None:
        """The fitting mention that stands out: a subject, near, often named."""
        ahead = subject_ahead(token)
        if ahead is not None:
            owner = self._registry.owner(ahead)
            entry = self._registry.entries[owner] if owner else None
            if fits(entry) if entry is not None else agrees(token, ahead) or may_be_it(token, ahead):
                return Antecedent(0.7, entry, None if entry else ahead)
        scored: list[tuple[float, int, Antecedent]] = []
        clause = clause_of(token)
        voice = self._voices.number(token)
        barred = self._barred(token) | self._speaking(token)
        things = token.lower_ not in GENDER and not needs_actor(token)
        for other in self._back(token, _BACK):
            owner = self._registry.owner(other)
            entry = self._registry.entries[owner] if owner else None
            if other.lower_ in _OTHERS_SPEAKING or _is_inside_name(other, owner, self._registry):
                continue
            if owner in barred or excludes(other, token):
                continue
            if entry is not None and fits(entry):
                if nouns and entry.type in _SINGLE_BODIES and bearer_of(other).dep_ not in SUBJECTS:
                    continue
                found = Antecedent(0.5, entry)
            elif entry is None and acts_before(token, other, things=things):
                found = Antecedent(0.5, noun=other)
            elif things and is_other_thing(other, entry, plural=nouns):
                untold = is_anybody(other) or (nouns and acts_in_the_active(token))
                found = Antecedent(0.5) if untold else Antecedent(0.5, entry, None if entry else other)
            else:
                continue
            score = self._salience(other, entry, token, clause)
            if self._voices.number(other) not in (None, voice):  # what another says is not what this one speaks of
                score -= 1.0
            scored.append((score, other.i, found))
        if not scored:
            return None
        best = max(scored, key=lambda item: item[:2])
        rivals = [
            score
            for score, _, found in scored
            if found.entry is not best[2].entry or (found.entry is None and found is not best[2])
        ]
        margin = best[0] - max(rivals, default=best[0] - 2)
        return replace(best[2], confidence=0.75 if margin >= 1 else 0.6 if margin > 0.3 else 0.5)

    def _teller(self, it: Token) -> Antecedent | None:
        """The body that tells what `it` does, or for whom that is told: `The union's spokesman said it had gone`."""
        teller = find_teller(it)
        if teller is None or teller.tag_ not in ("NN", "NNP"):
            return None
        for noun in (teller, *bodies_beside(teller)):
            owner = self._registry.owner(noun)
            entry = self._registry.entries[owner] if owner else None
            if entry is not None and entry.kind in ("organization", "state") and not entry.plural:
                return Antecedent(0.75, entry)
            if entry is None and agrees(it, noun):
                return Antecedent(0.7, noun=noun)
        is_body = self._registry.owner(teller) is None and teller.tag_ == "NN" and may_tell(teller)
        return Antecedent(0.7, noun=teller) if is_body else None

    def _barred(self, pronoun: Token) -> set[str]:
        """The entities on the other side of the verb: Ann in `Ann saw her`, `she saw Ann`, `Ann told the director`."""
        if pronoun.dep_ in SUBJECTS:
            objects = (child for child in pronoun.head.rights if child.dep_ in ("dobj", "dative"))
            return {owner for child in objects if (owner := self._registry.owner(child)) is not None}
        if pronoun.dep_ not in ("dobj", "dative", "pobj") or pronoun.lower_.endswith(("self", "selves")):
            return set()
        verb = pronoun.head
        while verb.dep_ in ("prep", "dative", "agent") and verb.pos_ == "ADP":
            verb = verb.head
        while verb.dep_ == "conj" and not any(child.dep_ in SUBJECTS for child in verb.children):
            verb = verb.head
        subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
        beside = [child for subject in subjects for child in subject.children if child.dep_ in ("appos", "compound")]
        owners = {self._registry.owner(token) for token in (*subjects, *beside)}
        return {owner for owner in owners if owner is not None}

    def _speaking(self, pronoun: Token) -> set[str]:
        """The one who says the quotation in which a pronoun of the third person stands: `"I warned him," Ann said`."""
        speaker = self._voices.find_speaker(pronoun)
        if speaker is None:
            return set()
        owner = self._registry.owner(speaker)
        if owner is None and speaker.lower_ in GENDER and speaker.i != pronoun.i:
            found = self._person(speaker, GENDER[speaker.lower_])
            owner = found.entry.id if found is not None and found.entry is not None else None
        return {owner} if owner is not None else set()

    def _salience(self, other: Token, entry: Entry | None, token: Token, clause: Token) -> float:
        distance = self._sentence[token.i] - self._sentence[other.i]
        score = -1.0 * distance
        named = bearer_of(other)
        if named.dep_ in SUBJECTS:
            score += 1.2 if clause_of(named).dep_ in ("ROOT", "conj", "ccomp") else 0.7
        elif named.dep_ in ("poss", "pobj"):
            score -= 0.5
        elif named.dep_ in ("amod", "compound", "nmod"):
            score -= 1.0
        elif named.dep_ == "dobj" == token.dep_:
            score += 0.4
        if distance == 0 and clause_of(named) == clause and named.dep_ == "pobj":
            score -= 1.5
        score += distance == 0 and is_subject_above(named, clause)
        if entry is not None:
            score += 0.2 * min(len(entry.mentions), 4)
        return score

    def _definite(self, noun: Token) -> Antecedent | None:
        """What `the ministry`, `the president`, `the group`, `the country` takes up."""
        if not (is_definite(noun) or stands_before_message(noun)):
            return None
        if any(tells_which(child) for child in noun.children if child.i > noun.i):
            return None
        word = noun.lower_
        described = self._descriptions.find(noun)
        if described is not None:
            return Antecedent(0.75, described)
        is_told = self._descriptions.is_told(word)
        modifiers = {
            child.lower_ for child in noun.children if child.dep_ in ("amod", "compound", "nmod", "nummod")
        } - {"same"}
        is_bare = not modifiers and not any(child.dep_ == "poss" for child in noun.children)
        told: dict[str, tuple[int, Token]] = {}
        bodies: dict[str, Entry] = {}
        barred = self._barred(noun)
        for other in self._back(noun, 30):
            owner = self._registry.owner(other)
            if owner is None or owner in told or owner in barred:
                continue
            entry = self._registry.entries[owner]
            distance = self._sentence[noun.i] - self._sentence[other.i]
            if told and distance > _RIVAL:
                break
            if noun.tag_ in ("NNS", "NNPS") and not entry.plural:
                continue
            if is_told and entry.is_named and entry.kind == "person":
                continue
            if word in entry.heads and (not modifiers or modifiers <= _words(entry)):
                told[owner] = distance, other
            elif is_bare and distance <= 2 and not told and self._takes_up(word, entry) and not _only_hears(other):
                bodies.setdefault(owner, entry)
        if bodies:
            return Antecedent(0.6, next(iter(bodies.values()))) if len(bodies) == 1 else None
        return self._outstanding(told)

    def _outstanding(self, told: dict[str, tuple[int, Token]]) -> Antecedent | None:
        """Which of those who are told by the same noun is meant: the only one, a name just before, by far the first."""
        if not told:
            return None
        nearest = self._registry.entries[next(iter(told))]
        distance, token = told[nearest.id]
        told = {
            owner: at
            for owner, at in told.items()
            if owner == nearest.id or not _may_be_one(nearest, self._registry.entries[owner])
        }
        if len(told) == 1 or (nearest.is_named and distance <= 2 and bearer_of(token).dep_ in SUBJECTS):
            return Antecedent(0.75 if distance < 6 else 0.6, nearest)
        first, second = sorted((self._registry.entries[owner] for owner in told), key=lambda one: -len(one.mentions))[
            :2
        ]
        return Antecedent(0.5, first) if len(first.mentions) > 2 * len(second.mentions) else None

    @staticmethod
    def _takes_up(word: str, entry: Entry) -> bool:
        if not entry.is_named:
            return False
        if word in _ANY_BODY:
            if entry.kind != "organization":
                return False
            noun = find_noun(word)
            loose = word in ("group", "groups", "organization", "organisation", "agency", "body", "institution")
            return (
                loose or (entry.type is None and word not in _BY_NAME) or (noun is not None and noun.type == entry.type)
            )
        if word in _ANY_COUNTRY:
            return entry.kind in ("place", "state") and entry.type == "country"
        return False


def _only_hears(name: Token) -> bool:
    """Whether a name is but part of another, or that of an outlet that is told something: "told the Mail that …"."""
    return name.dep_ == "compound" or (name.dep_ in ("dobj", "dative") and name.head.lemma_ == "tell")


def _words(entry: Entry) -> set[str]:
    return {word.lower() for name in entry.names for word in name.split()} | entry.heads | entry.described


def _may_be_one(entry: Entry, other: Entry) -> bool:
    """Whether one of the two is told by no word that the other is not told by: `the team` and `the Afghan team`."""
    words_of = [(_words(one) | set(one.phrase.lower().split())) - _SMALL for one in (entry, other)]
    return words_of[0] <= words_of[1] or words_of[1] <= words_of[0]


def _relative(token: Token) -> Antecedent | None:
    """`who` in `the man who left` takes up `man`."""
    verb = token
    while verb.dep_ not in ("relcl", "ROOT"):
        verb = verb.head
    if verb.dep_ != "relcl" or verb.head.pos_ not in ("NOUN", "PROPN"):
        return None
    return Antecedent(0.8, noun=verb.head)


def _is_inside_name(token: Token, owner: str | None, registry: Registry) -> bool:
    """Whether the head of the token is part of the same mention, so that the head stands for it."""
    return (
        owner is not None
        and token.head is not token
        and registry.owner(token.head) == owner
        and registry.span(token) == registry.span(token.head)
    )
