"""Ask the queries in docs/sparql.md of the sample articles, and write what they answer into docs/sparql.md.

Each `sparql` block is followed by a `text` block with its answer: a table of at most `ROWS` rows, Turtle for triples.

    python scripts/update_tutorial.py           write the file
    python scripts/update_tutorial.py --check   only say whether it is up to date (status 1 if not)
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import kg

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "sparql.md"
BLOCK = re.compile(r"^```sparql\n(?P<query>.*?)^```\n\n```text\n.*?^```\n", re.MULTILINE | re.DOTALL)

#: How many rows of an answer are shown, and how wide a cell is.
ROWS, WIDTH = 12, 60


def rewrite(text: str, graph: kg.KnowledgeGraph) -> str:
    """The text with the answers of its queries."""
    return BLOCK.sub(lambda block: _answered(block["query"], graph), text)


def _answered(query: str, graph: kg.KnowledgeGraph) -> str:
    return f"```sparql\n{query}```\n\n```text\n{_render(graph.query(query))}```\n"


def _render(answer: kg.Answer) -> str:
    if isinstance(answer, kg.GraphAnswer):
        return re.sub(r"^@prefix .*\n", "", answer.to_turtle(), flags=re.MULTILINE).lstrip("\n")
    lines = answer.to_table(width=WIDTH).splitlines()
    left_out = len(lines) - 2 - ROWS
    return "".join(f"{line}\n" for line in lines[: ROWS + 2]) + (f"… {left_out} more\n" if left_out > 0 else "")


def main() -> int:
    """Write the file, or compare it."""
    current = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        kg.build(ROOT / "data" / "articles", Path(folder) / "store")
        with kg.open(Path(folder) / "store") as graph:
            written = rewrite(current, graph)
    if "--check" in sys.argv[1:]:
        if written != current:
            print(f"{PAGE} is out of date. Run: python scripts/update_tutorial.py", file=sys.stderr)
        return int(written != current)
    PAGE.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
