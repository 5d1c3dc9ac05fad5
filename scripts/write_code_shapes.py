#!/usr/bin/env python
"""Write shapes/codes.ttl from the code schemes: which property takes a code of which scheme.

    python scripts/write_code_shapes.py            # write the file
    python scripts/write_code_shapes.py --check    # say whether it is up to date

The codes stand in the shapes themselves, so that a graph can be checked without the schemes beside it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import rdflib  # noqa: E402
from rdflib.namespace import SKOS  # noqa: E402

from kg.namespaces import PREFIXES, SCHEMES  # noqa: E402


class Slot(NamedTuple):
    """A property that takes a code: of what it must be stated (classes, or subjects of a property), if of anything."""

    shape: str
    property: str
    scheme: str
    required_of: tuple[str, ...]
    subject: str


SLOTS = (
    Slot("EventType", "hasEventType", "event-type", ("Event", "Communication"), "An event"),
    Slot("EventModality", "hasModality", "modality", ("Event", "Communication"), "An event"),
    Slot("AllegedType", "hasAllegedType", "event-type", ("AllegedEvent", "AllegedCommunication"), "An alleged event"),
    Slot(
        "AllegedModality",
        "hasAllegedModality",
        "modality",
        ("AllegedEvent", "AllegedCommunication"),
        "An alleged event",
    ),
    Slot("Medium", "hasMedium", "medium", ("Communication",), "A communication"),
    Slot("AllegedMedium", "hasAllegedMedium", "medium", ("AllegedCommunication",), "An alleged communication"),
    Slot("Role", "hasRole", "role", ("Participation",), "A participation"),
    Slot("AllegedRole", "hasAllegedRole", "role", ("AllegedParticipation",), "An alleged participation"),
    Slot("Quotation", "hasQuotation", "quotation", ("^hasClaimType",), "A claim"),
    Slot("ClaimType", "hasClaimType", "claim-type", (), "A claim"),
    Slot("Factuality", "hasFactuality", "factuality", ("Attribution",), "An attribution"),
    Slot("StanceType", "hasStance", "stance", (), "An attribution"),
    Slot("HarmType", "hasHarmType", "harm", ("CasualtyCount",), "A count"),
    Slot("CountQualifier", "hasCountQualifier", "qualifier", ("CasualtyCount",), "A count"),
    Slot("CountCause", "hasCause", "event-type", (), "A count"),
    Slot("Precision", "hasPrecision", "precision", (), "A time"),
    Slot("ActorType", "hasActorType", "actor-type", (), "An actor"),
    Slot("PlaceType", "hasPlaceType", "place-type", (), "A place"),
)


def build() -> str:
    """The text of shapes/codes.ttl."""
    prefixes = {prefix: PREFIXES[prefix] for prefix in ("kg", *sorted(SCHEMES))}
    prefixes |= {"shape": "https://w3id.org/dateline/shapes#", "sh": "http://www.w3.org/ns/shacl#"}
    used = {_prefix(slot.scheme) for slot in SLOTS} | {"kg", "shape", "sh"}
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in prefixes.items() if prefix in used]
    lines += [
        "",
        "# Which property takes a code of which scheme. Do not edit: scripts/write_code_shapes.py writes this file",
        "# from ontology/codes/.",
    ]
    for slot in SLOTS:
        lines += ["", *_shape(slot)]
    return "\n".join(lines) + "\n"


def _prefix(scheme: str) -> str:
    return next(prefix for prefix, name in SCHEMES.items() if name == scheme)


def _shape(slot: Slot) -> Iterator[str]:
    yield f"shape:{slot.shape} a sh:PropertyShape ;"
    classes = [f"kg:{name}" for name in slot.required_of if not name.startswith("^")]
    subjects = [f"kg:{name[1:]}" for name in slot.required_of or (f"^{slot.property}",) if name.startswith("^")]
    for target, names in (("sh:targetClass", classes), ("sh:targetSubjectsOf", subjects)):
        if names:
            yield f"    {target} {' , '.join(names)} ;"
    yield f"    sh:path kg:{slot.property} ;"
    if slot.required_of:
        yield "    sh:minCount 1 ;"
    yield "    sh:maxCount 1 ;"
    yield "    sh:in ("
    yield from _wrap([f"{_prefix(slot.scheme)}:{code}" for code in _codes(slot.scheme)])
    yield "    ) ;"
    number = "exactly" if slot.required_of else "at most"
    message = f"{slot.subject} has {number} one code of the scheme {slot.scheme} as kg:{slot.property}."
    yield f'    sh:message "{message}"@en ;'
    yield f'    sh:description "Use a code of ontology/codes/{slot.scheme}.ttl; docs/ontology.md lists them."@en .'


def _codes(scheme: str) -> list[str]:
    graph = rdflib.Graph().parse(ROOT / "ontology" / "codes" / f"{scheme}.ttl")
    return sorted(str(notation) for notation in graph.objects(None, SKOS.notation))


def _wrap(names: list[str]) -> Iterator[str]:
    line = ""
    for name in names:
        if len(line) + len(name) > 105:
            yield f"        {line.rstrip()}"
            line = ""
        line += f"{name} "
    yield f"        {line.rstrip()}"


def main() -> int:
    """Write the file, or check it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 if the file is out of date")
    path = ROOT / "shapes" / "codes.ttl"
    text = build()
    if parser.parse_args().check:
        is_current = path.is_file() and path.read_text(encoding="utf-8") == text
        if not is_current:
            print(f"{path} is out of date. Run: python scripts/write_code_shapes.py", file=sys.stderr)
        return 0 if is_current else 1
    path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
