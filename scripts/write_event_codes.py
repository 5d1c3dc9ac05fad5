"""Write into `kg/queries/coded-events.rq` which codes of PLOVER and ACLED each event type has.

A type has the code that `ontology/crosswalks/` match it to: exactly if there is such a match, else closely, else to a
broader code. A type without any has the code of the next broader type that has one, as the narrower falls under it. A
match to narrower codes or to related ones chooses none.

    python scripts/write_event_codes.py           write the file
    python scripts/write_event_codes.py --check   say whether it is up to date (status 1 if not)
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, parse

from kg.assets import ONTOLOGY_DIR
from kg.namespaces import SKOS

QUERY = Path(__file__).parent.parent / "kg" / "queries" / "coded-events.rq"
BLOCK = re.compile(r"(?<=VALUES \(\?typed \?plover \?acled\) \{\n).*?(?=^ *\}$)", re.MULTILINE | re.DOTALL)

#: The best kind of match first.
_MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch)


def rewrite(text: str) -> str:
    """The query with the codes of the crosswalks as they are."""
    return BLOCK.sub("".join(f"        {line}\n" for line in _iter_lines()), text, count=1)


def _iter_lines() -> Iterator[str]:
    types = list(parse(path=ONTOLOGY_DIR / "codes" / "event-type.ttl"))
    broader = {quad.subject: quad.object for quad in types if quad.predicate == SKOS.broader}
    names = {quad.subject: quad.object.value for quad in types if quad.predicate == SKOS.notation}
    systems = [_read_codes(system) for system in ("plover", "acled")]
    for node, name in sorted(names.items(), key=lambda item: item[1]):
        codes = [_find_code(node, broader, codes) for codes in systems]
        if any(codes):
            yield f"(evt:{name} {' '.join(str(Literal(code)) if code else 'UNDEF' for code in codes)})"


def _read_codes(system: str) -> dict[object, str]:
    """The code that each event type has in a system: of several that match as well, the first in the alphabet."""
    quads = list(parse(path=ONTOLOGY_DIR / "crosswalks" / f"{system}.ttl"))
    notations = {quad.subject: quad.object.value for quad in quads if quad.predicate == SKOS.notation}
    return {
        subject: min((_MATCHES.index(quad.predicate), notations[quad.object]) for quad in found)[1]
        for subject, found in _by_subject(quads).items()
    }


def _by_subject(quads: list[Quad]) -> dict[object, list[Quad]]:
    found: dict[object, list[Quad]] = {}
    for quad in quads:
        if quad.predicate in _MATCHES:
            found.setdefault(quad.subject, []).append(quad)
    return found


def _find_code(node: object, broader: Mapping[object, object], codes: Mapping[object, str]) -> str | None:
    while isinstance(node, NamedNode):
        if node in codes:
            return codes[node]
        node = broader.get(node)
    return None


def main() -> int:
    """Write the file, or compare it."""
    current = QUERY.read_text(encoding="utf-8")
    written = rewrite(current)
    if "--check" in sys.argv[1:]:
        if written != current:
            print(f"{QUERY} is out of date. Run: python scripts/write_event_codes.py", file=sys.stderr)
        return int(written != current)
    QUERY.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
