"""What can be corrected of an entity, and to what.

What comes in: a field and a value, as a person wrote them. What goes out: nothing, or a `DecisionError`.
What it never does: change a value.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from kg.codes import read_codes
from kg.errors import DecisionError
from kg.identifiers import ENTITY_KINDS

CORRECTABLE = ("name", "kind", "type", "country")


def check_correction(field: str, value: str) -> None:
    """Refuse a value that the field cannot have: it would be written into the graph of entities.

    Raises:
        DecisionError: it is no kind, code of a type or country, or there is no such field.

    >>> check_correction("country", "UA")
    >>> check_correction("country", "Ukraine")
    Traceback (most recent call last):
    kg.errors.DecisionError: 'Ukraine' is not a country code: two capital letters (ISO 3166-1), such as UA.
    """
    if field not in CORRECTABLE or not value:
        raise DecisionError(f"a correction needs a value, and a field of {', '.join(CORRECTABLE)}.")
    if field == "kind" and value not in ENTITY_KINDS:
        raise DecisionError(f"There is no kind {value!r}; the kinds are {', '.join(ENTITY_KINDS)}.")
    if field == "country" and not re.fullmatch(r"[A-Z]{2}", value):
        raise DecisionError(f"{value!r} is not a country code: two capital letters (ISO 3166-1), such as UA.")
    if field == "type" and value not in (*read_codes("actor-type"), *read_codes("place-type")):
        near = get_close_matches(value, read_codes("actor-type"), n=3, cutoff=0.3) or read_codes("actor-type")
        raise DecisionError(f"{value!r} is no code of a type. Near it: {', '.join(near)}.")
