"""Who and what an article speaks of: names, the noun phrases and pronouns that take them up.

What comes in: a parsed article. What goes out: an `EntityIndex`, and from it `Entity`s.
What it never does: decide identity across articles (`kg.link` does).
"""

from kg.extract.entities.index import EntityIndex

__all__ = ["EntityIndex"]
