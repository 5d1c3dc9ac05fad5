"""Houses that speak: a hospital or a museum that says something, or is written to, is the body that runs it.

What comes in: the names of an article. What goes out: the same; names of such houses are of bodies if one of their
mentions speaks or is addressed, else of places as before.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.entities.acting import is_written_to, speaks
from kg.extract.entities.lexical import words
from kg.extract.entities.name import Name
from kg.extract.tokens import Doc

_HOUSES = words("Hospital Clinic Museum Gallery Library Theatre Theater Hotel Planetarium Zoo Hospice Observatory")


def let_houses_act(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, those of houses that speak or are spoken to as names of bodies."""
    houses = [name for name in names if name.kind == "place" and doc[name.end - 1].text in _HOUSES]
    acting = {
        doc[name.start : name.end].text
        for name in houses
        if speaks(doc[name.start : name.end].root) or is_written_to(doc[name.start : name.end].root)
    }
    if not acting:
        return names
    return [
        replace(name, kind="organization") if name in houses and doc[name.start : name.end].text in acting else name
        for name in names
    ]
