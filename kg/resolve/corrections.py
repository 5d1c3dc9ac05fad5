"""What can be corrected of an entity, and to what.

What comes in: a field and a value, as a person wrote them. What goes out: nothing, or a `DecisionError`.
What it never does: change a value.
"""

from __future__ import annotations

from difflib import get_close_matches

from kg.codes import read_codes
from kg.errors import DecisionError
from kg.identifiers import ENTITY_KINDS

CORRECTABLE = ("name", "kind", "type", "country")

#: Every code of ISO 3166-1 that is assigned (2025), also where the gazetteer has no such country, by its first letter;
#: and XK for Kosovo, as GeoNames has it.
_COUNTRIES = {
    "A": "DEFGILMOQRSTUWXZ",
    "B": "ABDEFGHIJLMNOQRSTVWYZ",
    "C": "ACDFGHIKLMNORUVWXYZ",
    "D": "EJKMOZ",
    "E": "CEGHRST",
    "F": "IJKMOR",
    "G": "ABDEFGHILMNPQRSTUWY",
    "H": "KMNRTU",
    "I": "DELMNOQRST",
    "J": "EMOP",
    "K": "EGHIMNPRWYZ",
    "L": "ABCIKRSTUVY",
    "M": "ACDEFGHKLMNOPQRSTUVWXYZ",
    "N": "ACEFGILOPRUZ",
    "O": "M",
    "P": "AEFGHKLMNRSTWY",
    "Q": "A",
    "R": "EOSUW",
    "S": "ABCDEGHIJKLMNORSTVXYZ",
    "T": "CDFGHJKLMNORTVWZ",
    "U": "AGMSYZ",
    "V": "ACEGINU",
    "W": "FS",
    "X": "K",
    "Y": "ET",
    "Z": "AMW",
}


def check_correction(field: str, value: str) -> None:
    """Refuse a value that the field cannot have: it would be written into the graph of entities.

    Raises:
        DecisionError: it is no kind, code of a type or country, or there is no such field.

    >>> check_correction("country", "UA")
    >>> check_correction("country", "Ukraine")
    Traceback (most recent call last):
    kg.errors.DecisionError: 'Ukraine' is not a country code: one of ISO 3166-1, two capital letters, such as UA.
    """
    if field not in CORRECTABLE or not value:
        raise DecisionError(f"a correction needs a value, and a field of {', '.join(CORRECTABLE)}.")
    if field == "kind" and value not in ENTITY_KINDS:
        raise DecisionError(f"There is no kind {value!r}; the kinds are {', '.join(ENTITY_KINDS)}.")
    if field == "country" and not (len(value) == 2 and value[1] in _COUNTRIES.get(value[0], "")):
        raise DecisionError(f"{value!r} is not a country code: one of ISO 3166-1, two capital letters, such as UA.")
    if field == "type" and value not in (*read_codes("actor-type"), *read_codes("place-type")):
        near = get_close_matches(value, read_codes("actor-type"), n=3, cutoff=0.3) or read_codes("actor-type")
        raise DecisionError(f"{value!r} is no code of a type. Near it: {', '.join(near)}.")
