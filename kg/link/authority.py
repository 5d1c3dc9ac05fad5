"""A user's own gazetteers: places that are preferred to those that ship with the package.

What comes in: CSV tables or SKOS in Turtle. What goes out: an `Authority`, in which names are looked up.
What it never does: pass over a row that it does not understand.

A table has a line of column names, of which only `name` is needed:

    name,aliases,lat,lon,type,country,geonames,iri,within
    Zarvan,Zarwan|Old Zarvan,40.12,46.9,village,AZ,,https://example.org/place/zarvan,Agdam

`within` names another row, or a country or division that the package knows, by name, IRI or GeoNames id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from kg.errors import GazetteerError
from kg.gazetteer import Place, find_place, find_places, fold, iter_within
from kg.link.entries import Entry, Fault
from kg.link.skos import read_skos
from kg.link.tables import read_table

_READERS = {".csv": read_table, ".ttl": read_skos, ".turtle": read_skos}
_SHOWN = 20  # faults that a message lists


@dataclass(frozen=True)
class Authority:
    """The places of a user's gazetteers.

    Attributes:
        digest: a hash of the content of the files; empty without files.
        places: by the key of each name, in the order of the files.
    """

    digest: str = ""
    places: dict[str, tuple[Place, ...]] = field(default_factory=dict)

    def find_places(self, name: str) -> tuple[Place, ...]:
        """The places of that name.

        >>> Authority().find_places("Zarvan")
        ()
        """
        return self.places.get(fold(name), ()) if self.places else ()


def read_authority(paths: Iterable[Path]) -> Authority:
    """The places of all files; of two with one IRI in different files, the first counts, under the names of both.

    Raises:
        GazetteerError: a file cannot be read, or some of its rows cannot be used; all are listed.
    """
    entries: list[Entry] = []
    faults: list[Fault] = []
    digest = sha256()
    for path in paths:
        reader = _READERS.get(path.suffix.lower())
        if reader is None:
            raise GazetteerError(f"{path}: a gazetteer is a table (.csv) or SKOS in Turtle (.ttl).")
        try:
            content = path.read_bytes()
        except OSError as error:
            raise GazetteerError(f"{path}: cannot be read ({error.strerror}).") from None
        digest.update(sha256(content).digest())
        found, wrong = reader(path, content)
        entries += found
        faults += wrong
    if not entries and not faults:
        return Authority()
    places = _join(entries, faults)
    if faults:
        raise GazetteerError(_message(faults))
    return Authority(digest.hexdigest(), places)


def _message(faults: Sequence[Fault]) -> str:
    shown = [f"{fault.where}: {fault.reason}" for fault in faults[:_SHOWN]]
    more = [f"and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
    return "\n".join((*shown, *more, "Nothing was read: mend the gazetteer, or leave it out."))


def _join(entries: Sequence[Entry], faults: list[Fault]) -> dict[str, tuple[Place, ...]]:
    """The places by name, each within the one that its entry names; what does not fit becomes a fault."""
    named: dict[str, Entry] = {}
    for entry in entries:
        for reference in (entry.iri, entry.name):
            if reference is not None:
                named.setdefault(reference, entry)
    made: dict[str, Place] = {}

    def make(entry: Entry, inner: tuple[str, ...]) -> Place | None:
        if entry.where in inner:
            faults.append(Fault(entry.where, f"{entry.name!r} lies within itself, by way of other rows."))
            return None
        if entry.where not in made:
            outer: Place | None = None
            if entry.within is not None:
                around = named.get(entry.within)
                outer = find_known(entry.within) if around is None else make(around, (*inner, entry.where))
                if outer is None and around is None:
                    faults.append(Fault(entry.where, _unknown(entry.within)))
            made[entry.where] = _to_place(entry, outer)
        return made[entry.where]

    places: dict[str, dict[str, Place]] = {}
    for entry in entries:
        place = make(entry, ())
        if place is None:
            continue
        if place.iri is None and place.geonames is None and _is_taken(place):
            faults.append(Fault(entry.where, f"{entry.name!r} is a country for the package: give this place an iri."))
        for name in (entry.name, *entry.aliases):
            places.setdefault(fold(name), {}).setdefault(place.iri or place.key, place)
    return {key: tuple(of_name.values()) for key, of_name in places.items() if key}


def find_known(reference: str) -> Place | None:
    """A place of the package by GeoNames id, or the country or first-level division of that name, if there is one."""
    if reference.isdecimal():
        return find_place(int(reference))
    found = [place for place in find_places(reference) if place.type in ("country", "region")]
    return found[0] if len(found) == 1 or (found and found[0].type == "country") else None


def _unknown(reference: str) -> str:
    return (
        f"within: {reference!r} is no row, and no country or division that the package knows under this name alone. "
        "Give the name or iri of a row, or a GeoNames id."
    )


def _is_taken(place: Place) -> bool:
    return place.type != "country" and any(
        other.type == "country" and fold(other.name) == fold(place.name) for other in find_places(place.name)
    )


def _to_place(entry: Entry, outer: Place | None) -> Place:
    """The place of an entry; what it leaves open is taken from the package's record of its GeoNames id."""
    known = find_place(entry.geonames) if entry.geonames is not None else None
    around = (outer, *iter_within(outer)) if outer is not None else ()
    country = entry.country or next((place.country for place in around if place.country), None)
    if known is not None:
        return replace(
            known,
            lat=known.lat if entry.lat is None else entry.lat,
            lon=known.lon if entry.lon is None else entry.lon,
            country=country or known.country,
            type=entry.type or known.type,
            iri=entry.iri,
            within=outer,
            is_users=True,
        )
    return Place(
        geonames=entry.geonames,
        name=entry.name,
        lat=entry.lat,
        lon=entry.lon,
        country=country,
        division=outer.division if outer is not None else None,
        type=entry.type or "",
        population=0,
        iri=entry.iri,
        within=outer,
        is_users=True,
    )
