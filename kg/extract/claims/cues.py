"""The words that introduce what a source says, thinks or wants, from the cue lexicons.

What comes in: a token. What goes out: the `Cue` that the lexicons give for it, or None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from kg.extract.lexicon import read_lexicon
from kg.extract.tokens import Token
from kg.extract.wordsets import get_word_set

_PARTICLES = frozenset({"prt", "prep", "advmod"})
_WOULD = frozenset({"would", "'d", "’d"})
_NO_FRAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue word says of its content.

    Attributes:
        type, factuality, stance: codes, for the holder of the content.
        frames: the complements in which its content may stand, each with the claim type there.
        is_strict: whether the word nearly always reports.
    """

    type: str
    factuality: str
    stance: str
    frames: Mapping[str, str] = field(default_factory=lambda: _NO_FRAMES)
    is_strict: bool = True

    def takes(self, frame: str) -> bool:
        """Whether its content may stand in a complement of that kind."""
        return frame in self.frames


@cache
def verb_cues() -> Mapping[str, Cue]:
    """Cues by verb lemma, with their particle if they need one (`point out`)."""
    cues = {row["lemma"]: _cue(row) for row in read_lexicon("cue_verbs")}
    clause_only = Cue("assertion", "certain-positive", "neutral", MappingProxyType({"c": "assertion"}), is_strict=False)
    for row in read_lexicon("cue_verbs_wordnet"):
        cues.setdefault(row["lemma"], clause_only)
    return MappingProxyType(cues)


@cache
def noun_cues() -> Mapping[str, Cue]:
    """Cues by noun lemma."""
    return MappingProxyType({row["lemma"]: _cue(row) for row in read_lexicon("cue_nouns")})


@cache
def adjective_cues() -> Mapping[str, Cue]:
    """Cues by adjective."""
    return MappingProxyType({row["lemma"]: _cue(row) for row in read_lexicon("cue_adjectives")})


@cache
def stirring_cues() -> Mapping[str, Cue]:
    """Cues by verb whose object feels what its subject stirs: `alarm`, `please`."""
    return MappingProxyType({row["lemma"]: _cue(row) for row in read_lexicon("cue_verbs_stirring")})


@cache
def loaded_words() -> frozenset[str]:
    """Lemmas that take a side."""
    return frozenset(row["word"] for row in read_lexicon("claim_loaded"))


@cache
def misdeeds() -> frozenset[str]:
    """Verbs for wrong that someone does."""
    return frozenset(row["lemma"] for row in read_lexicon("claim_misdeeds"))


@cache
def evaluations() -> Mapping[str, str]:
    """Words that value what they are said of, each with its polarity: good, bad or false."""
    rows = read_lexicon("claim_evaluative")
    return MappingProxyType({word: row["polarity"] for row in rows for word in row["words"].split()})


@cache
def document_nouns() -> frozenset[str]:
    """Nouns for what shows or states something without a speaker: `poll`, `footage`."""
    return frozenset(row["lemma"] for row in read_lexicon("claim_documents"))


@cache
def person_nouns() -> frozenset[str]:
    """Nouns for people."""
    return frozenset(row["noun"] for row in read_lexicon("actor_nouns") if row["kind"] in ("person", "group"))


@cache
def speaking_nouns() -> frozenset[str]:
    """Nouns for all that can hold an opinion or state one: people, bodies, documents and media."""
    media = frozenset(row["noun"] for row in read_lexicon("medium_nouns"))
    return media | people_and_bodies() | document_nouns() | word_set("can hold a claim") | word_set("provisions")


@cache
def people_and_bodies() -> frozenset[str]:
    """Nouns for people, groups and bodies of any kind."""
    lexicons = ("person_nouns_wordnet", "group_nouns_wordnet")
    return actor_nouns() | frozenset(row["noun"] for name in lexicons for row in read_lexicon(name))


@cache
def actor_nouns() -> frozenset[str]:
    """Nouns for those who act: people and bodies."""
    kinds = ("person", "group", "organization", "state")
    return frozenset(row["noun"] for row in read_lexicon("actor_nouns") if row["kind"] in kinds)


def word_set(name: str) -> frozenset[str]:
    """One of the small sets of words that the rules for claims test for."""
    return get_word_set("claim_word_sets", name)


@cache
def light_verbs() -> frozenset[str]:
    """Verbs whose object says what is done: `express concern`, `issue a warning`."""
    return frozenset(row["lemma"] for row in read_lexicon("claim_light_verbs"))


def find_verb_cue(verb: Token) -> tuple[Cue, Token | None] | None:
    """The cue of a verb, and the particle or preposition that belongs to it; some are cues with `would` alone.

    A lemma that the model made too short (`hop` of `hoped`) is tried with its `e`.
    """
    cues = verb_cues()
    lemma = verb.lemma_.lower()
    for child in verb.rights:
        held = _held(verb, child)
        if held is not None and (cue := cues.get(f"{lemma} {held.lower_}")) is not None:
            return cue, held
        if (child.i - verb.i <= 3 and child.dep_ in _PARTICLES) or child.dep_ == "dobj":
            cue = cues.get(f"{lemma} {child.lower_}")
            if cue is not None:
                return cue, child
        mark = next((each for each in child.lefts if each.dep_ == "mark" and each.lower_ == "for"), None)
        if mark is not None and (cue := cues.get(f"{lemma} for")) is not None:
            return cue, mark
    if any(child.dep_ == "aux" and child.lower_ in _WOULD for child in verb.lefts):
        lemma = f"would {lemma}" if f"would {lemma}" in cues else lemma
    cue = cues.get(lemma) or cues.get(lemma + "e")
    return None if cue is None else (cue, None)


def _held(verb: Token, child: Token) -> Token | None:
    """The adjective of `held the firm responsible for`, wherever the parser hangs it."""
    if verb.lemma_ != "hold":
        return None
    if child.pos_ == "ADJ" and child.dep_ in ("oprd", "acomp", "ccomp", "xcomp"):
        return child
    return next((each for each in child.children if each.pos_ == "ADJ" and each.i >= child.i - 1), None)


def _cue(row: Mapping[str, str]) -> Cue:
    frames = {}
    for frame in row.get("frames", "").split():
        name, _, claim_type = frame.partition(":")
        frames[name] = claim_type or row["type"]
    return Cue(
        row["type"],
        row["factuality"],
        row["stance"],
        MappingProxyType(frames),
        is_strict=row.get("tier", "strict") == "strict",
    )
