"""Verbs that only carry the event that a noun beside them names: "held talks", "came under fire".

What comes in: a verb. What goes out: what it makes of its subject, or None for any other verb.
What it never does: say whether the noun is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.extract.lexicon import read_lexicon
from kg.extract.tokens import Token


@dataclass(frozen=True, slots=True)
class LightVerb:
    """What the subject of a light verb is in the event that its object names."""

    role: str
    particle: str
    is_event: bool


def light_verb(verb: Token) -> LightVerb | None:
    """What the light verb `verb` makes of its subject; None for any other verb."""
    rows = _light_verbs().get(verb.lemma_.lower())
    if not rows:
        return None
    for row in rows:
        if not row.particle or any(child.lower_ == row.particle for child in verb.rights):
            return row
    return None


@cache
def _light_verbs() -> dict[str, list[LightVerb]]:
    found: dict[str, list[LightVerb]] = {}
    for row in read_lexicon("event_light_verbs"):
        found.setdefault(row["verb"], []).append(LightVerb(row["role"], row["particle"], bool(row["event"])))
    return found
