#!/usr/bin/env python
"""Write tests/golden/*.nq anew from the facts beside them; review the difference as code.

python scripts/update_golden.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pyoxigraph import RdfFormat, serialize  # noqa: E402

from kg.model import from_json  # noqa: E402
from kg.rdf import to_quads  # noqa: E402


def main() -> None:
    """Map each file of facts and write its quads."""
    for path in sorted((ROOT / "tests" / "golden").glob("*.facts.json")):
        quads = to_quads(from_json(path.read_bytes()))
        path.with_name(path.name.replace(".facts.json", ".nq")).write_bytes(
            serialize(quads, format=RdfFormat.N_QUADS) or b""
        )


if __name__ == "__main__":
    main()
