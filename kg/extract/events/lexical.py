"""The words that tell events, as the lexicons list them.

What comes in: words. What goes out: the rows of the lexicons, by word.
"""

from __future__ import annotations

from functools import cache

from kg.extract.entities.lexical import words
from kg.extract.lexicon import iter_words, read_lexicon

#: Types of verbs whose gerund is the noun for a deed.
DEEDS = words(
    """violence killing injury sexual-violence abduction arrest property-destruction explosive-attack shelling
    displacement conduct sanction"""
)


@cache
def states() -> frozenset[str]:
    """Verbs that tell a state."""
    return frozenset(row["verb"] for row in read_lexicon("event_states"))


@cache
def messages() -> frozenset[str]:
    """Nouns for messages on paper and the like."""
    return frozenset(
        row["noun"]
        for row in read_lexicon("medium_nouns")
        if row["medium"] in ("letter", "email", "telegram", "petition")
    )


@cache
def verbs() -> dict[str, dict[str, dict[str, str]]]:
    """The rows for verbs, by verb and particle."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for row in iter_words("event_verbs", "verbs"):
        verb, _, particle = row["verbs"].partition("_")
        found.setdefault(verb, {})[particle] = row
    return found


@cache
def nouns() -> dict[str, dict[str, dict[str, str]]]:
    """The rows for nouns, by noun and the word before it that it needs."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for row in iter_words("event_nouns", "modifiers", "nouns"):
        found.setdefault(row["nouns"], {})[row["modifiers"]] = row
    return found


@cache
def bare_nouns() -> frozenset[str]:
    """Nouns for events of no known type."""
    return frozenset(row["noun"] for row in read_lexicon("event_nouns_wordnet"))


@cache
def adjectives() -> dict[str, str]:
    """The types of events that adjectives tell."""
    return {row["adjective"]: row["type"] for row in read_lexicon("event_adjectives")}


@cache
def gerund_rows(noun: str) -> dict[str, dict[str, str]] | None:
    """What a noun made of a verb for a deed tells that no list of nouns has: "the shoving of a clerk"."""
    stem = noun.removesuffix("ing")
    if stem == noun or noun in bare_nouns():
        return None
    for verb in (stem, f"{stem}e", stem[:-1]):
        row = verbs().get(verb, {}).get("")
        if row is not None:
            possessor = "patient" if row["transitive"] == "t" else ""
            is_deed = row["type"] in DEEDS
            return {"": {"type": row["type"], "possessor": possessor, "modifiers": ""}} if is_deed else None
    return None
