"""One place as a user's gazetteer gives it, checked field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pyoxigraph import NamedNode

from kg.codes import read_codes

#: What can be said of a place.
FIELDS = ("name", "aliases", "lat", "lon", "type", "country", "geonames", "iri", "within")


class Fault(NamedTuple):
    """What is wrong, and where: a file with its line."""

    where: str
    reason: str


class Entry(NamedTuple):
    """A place as it is given, and where."""

    where: str
    name: str
    aliases: tuple[str, ...]
    lat: float | None
    lon: float | None
    type: str | None
    country: str | None
    geonames: int | None
    iri: str | None
    within: str | None


def parse_entry(where: str, fields: Mapping[str, str]) -> tuple[Entry | None, list[Fault]]:
    """The entry of fields as text (aliases between `|`), or all that is wrong with it.

    >>> parse_entry("g.csv:2", {"name": "Zarvan", "lat": "91", "lon": "46"})[1]
    [Fault(where='g.csv:2', reason="lat: '91' is no number from -90 to 90.")]
    """
    values = {name: " ".join((fields.get(name) or "").split()) for name in FIELDS}
    reasons = list(_iter_reasons(values))
    if reasons:
        return None, [Fault(where, reason) for reason in reasons]
    return (
        Entry(
            where=where,
            name=values["name"],
            aliases=tuple(alias.strip() for alias in values["aliases"].split("|") if alias.strip()),
            lat=float(values["lat"]) if values["lat"] else None,
            lon=float(values["lon"]) if values["lon"] else None,
            type=values["type"] or None,
            country=values["country"] or None,
            geonames=int(values["geonames"]) if values["geonames"] else None,
            iri=values["iri"] or None,
            within=values["within"] or None,
        ),
        [],
    )


def _iter_reasons(values: Mapping[str, str]) -> list[str]:
    reasons: list[str] = []
    if not values["name"]:
        reasons.append("name: there is none; every place needs one.")
    for field, most in (("lat", 90), ("lon", 180)):
        if values[field] and not _is_between(values[field], most):
            reasons.append(f"{field}: {values[field]!r} is no number from -{most} to {most}.")
    if bool(values["lat"]) != bool(values["lon"]):
        reasons.append("lat and lon: give both or neither.")
    if values["type"] and values["type"] not in read_codes("place-type"):
        reasons.append(f"type: {values['type']!r} is none of {', '.join(read_codes('place-type'))}.")
    if values["country"] and not re.fullmatch("[A-Z]{2}", values["country"]):
        reasons.append(f"country: {values['country']!r} is no ISO 3166-1 code of two capital letters, such as UA.")
    if values["geonames"] and not re.fullmatch(r"[1-9]\d{0,11}", values["geonames"]):
        reasons.append(f"geonames: {values['geonames']!r} is no GeoNames id, a positive whole number.")
    if values["iri"] and not _is_iri(values["iri"]):
        reasons.append(f"iri: {values['iri']!r} is no absolute IRI, such as https://example.org/place/1.")
    return reasons


def _is_between(text: str, most: int) -> bool:
    return bool(re.fullmatch(r"[+-]?\d+(?:\.\d*)?", text)) and abs(float(text)) <= most


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", text))
