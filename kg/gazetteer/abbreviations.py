"""The divisions of America and Canada under the short forms of news: `Ill.`, `N.H.`, `ON`.

Apart from the other names, since as words of a text they would be found everywhere.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from kg.gazetteer import Place, find_places


def find_abbreviated(short: str) -> tuple[Place, ...]:
    """The first-level divisions of that short form, as it is written.

    >>> [place.name for place in find_abbreviated("Ill.")], find_abbreviated("ill")
    (['Illinois'], ())
    """
    name = _names().get(short)
    found = find_places(name) if name is not None else ()
    return tuple(place for place in found if place.type == "region" and place.country in ("US", "CA"))


@cache
def _names() -> dict[str, str]:
    text = files("kg.gazetteer").joinpath("abbreviations.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {short: row["name"] for row in rows for short in (row["short"], row["code"]) if short}
