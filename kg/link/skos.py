"""A user's gazetteer as SKOS in Turtle: a concept a place.

Names are `skos:prefLabel`, `skos:altLabel` and `skos:hiddenLabel`; the position is `wgs:lat` and `wgs:long`,
`kg:latitude` and `kg:longitude`, or the `geo:asWKT` of a point, also of the place's `geo:hasGeometry`; `skos:broader`
is the place around; `skos:exactMatch` with an address at geonames.org gives the GeoNames id.
"""

from __future__ import annotations

import re
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.link.entries import Entry, Fault, parse_entry
from kg.namespaces import GEO, KG, RDF, SKOS, WGS

_POINT = re.compile(r"\s*(?:<[^>]*>)?\s*POINT\s*(?:Z\s*)?\(\s*(\S+)\s+([^\s)]+)(?:\s+[^\s)]+)?\s*\)\s*", re.IGNORECASE)
_GEONAMES = re.compile(r"https?://(?:sws\.|www\.)?geonames\.org/(\d+)/?(?:[\w-]+\.html)?")

Node = NamedNode | BlankNode | Literal | Triple


class _Graph:
    """The triples of a file, by subject and predicate."""

    def __init__(self, content: bytes) -> None:
        self.values: dict[str, dict[str, list[Node]]] = {}
        self.concepts: dict[str, Node] = {}
        for quad in parse(content, format=RdfFormat.TURTLE):
            subject = str(quad.subject)
            self.values.setdefault(subject, {}).setdefault(quad.predicate.value, []).append(quad.object)
            is_concept = quad.predicate == RDF.type and quad.object in (SKOS.Concept, KG.Place)
            if is_concept or quad.predicate == SKOS.prefLabel:
                self.concepts[subject] = quad.subject

    def all(self, subject: str, *predicates: NamedNode) -> list[Node]:
        """The values, predicate by predicate."""
        of_subject = self.values.get(subject, {})
        return [value for predicate in predicates for value in of_subject.get(predicate.value, ())]


def read_skos(path: Path, content: bytes) -> tuple[list[Entry], list[Fault]]:
    """The entry of each concept, by IRI, and what is wrong with them."""
    try:
        graph = _Graph(content)
    except SyntaxError as error:
        return [], [Fault(f"{path}:{error.lineno or 1}", f"not Turtle: {error.msg}.")]
    text = content.decode("utf-8", "replace")
    entries: list[Entry] = []
    faults: list[Fault] = []
    for subject in sorted(graph.concepts):
        node = graph.concepts[subject]
        where = f"{path}:{_find_line(text, subject)}"
        if not isinstance(node, NamedNode):
            faults.append(Fault(where, "a place without an IRI: give the concept one."))
            continue
        fields, wrong = _to_fields(graph, node)
        entry, wrongs = parse_entry(f"{where} <{node.value}>", fields)
        faults += [*(Fault(where, f"<{node.value}>: {reason}") for reason in wrong), *wrongs]
        if entry is not None:
            entries.append(entry)
    return entries, faults


def _find_line(text: str, subject: str) -> int:
    """The line on which a concept begins, by its IRI or the end of it; 1 if it cannot be told."""
    local = re.split(r"[/#:]", subject.strip("<>"))[-1]
    found = re.search(rf"^\s*(?:<[^>]*{re.escape(local)}>|[\w.-]*:{re.escape(local)})\s", text, re.MULTILINE)
    return text.count("\n", 0, found.start() + len(found[0]) - len(found[0].lstrip())) + 1 if found and local else 1


def _to_fields(graph: _Graph, node: NamedNode) -> tuple[dict[str, str], list[str]]:
    subject, wrong = str(node), list[str]()
    preferred = [value for value in graph.all(subject, SKOS.prefLabel) if isinstance(value, Literal)]
    others = [
        value.value for value in graph.all(subject, SKOS.altLabel, SKOS.hiddenLabel) if isinstance(value, Literal)
    ]
    preferred.sort(key=lambda label: (label.language not in ("en", None), label.language or "", label.value))
    names = [label.value for label in preferred]

    def one(field: str, *predicates: NamedNode) -> str:
        found = sorted({value.value for value in graph.all(subject, *predicates) if not isinstance(value, Triple)})
        if len(found) > 1:
            wrong.append(f"{field}: there are several values, {' and '.join(map(repr, found))}.")
        return found[0] if found else ""

    lat, lon = one("lat", WGS.lat, KG.latitude), one("lon", WGS.long, KG.longitude)
    if not lat and not lon:
        lat, lon = _read_point(graph, subject, wrong)
    ids = {
        match[1]
        for value in graph.all(subject, SKOS.exactMatch)
        if (match := _GEONAMES.fullmatch(str(value).strip("<>")))
    }
    return (
        {
            "name": names[0] if names else "",
            "aliases": "|".join(sorted({*names[1:], *others})),
            "lat": lat,
            "lon": lon,
            "type": one("type", KG.hasPlaceType).rpartition("/")[2],
            "country": one("country", KG.countryCode),
            "geonames": one("geonames", KG.geonamesId) or min(ids, default=""),
            "iri": node.value,
            "within": _to_geonames(one("within", SKOS.broader)),
        },
        wrong,
    )


def _to_geonames(iri: str) -> str:
    """The id in an address at geonames.org; any other IRI as it is."""
    match = _GEONAMES.fullmatch(iri)
    return match[1] if match else iri


def _read_point(graph: _Graph, subject: str, wrong: list[str]) -> tuple[str, str]:
    geometries = [subject, *(str(value) for value in graph.all(subject, GEO.hasGeometry))]
    texts = [
        str(value.value) for each in geometries for value in graph.all(each, GEO.asWKT) if isinstance(value, Literal)
    ]
    if not texts:
        return "", ""
    point = _POINT.fullmatch(texts[0])
    if point is None:
        wrong.append(f"geo:asWKT: {texts[0][:60]!r} is no POINT(longitude latitude).")
        return "", ""
    return point[2], point[1]
