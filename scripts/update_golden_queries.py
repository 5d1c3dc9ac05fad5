"""Write the answer of every named query on the sample articles into tests/golden/queries/.

    python scripts/update_golden_queries.py           write them
    python scripts/update_golden_queries.py --check   only say which differ (status 1 if any does)

Each row was read against the text of its article. Read the difference before you commit it: a row that is new has to be
true of the text, or it shows a mistake of extraction that is listed in `tests/golden/queries/README.md`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import kg

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "golden" / "queries"

#: What the queries are asked that cannot do without a parameter, or whose whole answer would be too long to read.
PARAMETERS: dict[str, dict[str, str]] = {
    "actors": {"least": "2"},
    "asserted-and-alleged": {"actor": "Armenia"},
    "claims-about": {"actor": "Armenia"},
    "claims-by": {"actor": "António Guterres"},
    "events": {"since": "2023", "until": "2025"},
    "evidence": {"entity": "Jody Williams"},
    "evidence-of-triple": {"subject": "António Guterres"},
    "letters-to": {"actor": "UNMAS", "since": "2025-04"},
    "mentions": {"entity": "Stéphane Dujarric"},
    "places": {"limit": "20"},
    "recipients": {"sender": "António Guterres"},
    "sources": {"limit": "20"},
    "timeline": {"actor": "António Guterres"},
}


def render(graph: kg.KnowledgeGraph) -> dict[Path, str]:
    """The file of each query and its text."""
    names = [query.name for query in kg.list_queries()]
    return {FOLDER / f"{name}.csv": graph.query(name, PARAMETERS.get(name, {})).to_csv() for name in names}


def main() -> int:
    """Write the files, or compare them."""
    with tempfile.TemporaryDirectory() as folder:
        kg.build(ROOT / "data" / "articles", Path(folder) / "store")
        with kg.open(Path(folder) / "store") as graph:
            answers = render(graph)
    stale = [p for p, text in answers.items() if not p.is_file() or p.read_text(encoding="utf-8") != text]
    if "--check" not in sys.argv[1:]:
        FOLDER.mkdir(exist_ok=True)
        for path in stale:
            path.write_text(answers[path], encoding="utf-8")
        return 0
    for path in stale:
        print(f"{path} is out of date. Run: python scripts/update_golden_queries.py", file=sys.stderr)
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
