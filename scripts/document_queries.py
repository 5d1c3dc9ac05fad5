"""Write docs/queries.md from the headers of the named queries.

python scripts/document_queries.py            write it
python scripts/document_queries.py --check    say whether it is up to date (status 1 if not)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from kg.query import NamedQuery, Parameter, read_queries

PAGE = Path(__file__).parent.parent / "docs" / "queries.md"

_INTRODUCTION = """# Named queries

<!-- Generated from kg/queries/*.rq by scripts/document_queries.py: edit those. -->

Ask one with `kg query NAME [PARAMETER=VALUE …]`, or from Python:

    graph.query("claims-about", actor="Armenia").to_table()

An actor or a place is given by any of its names, in any case, or by its IRI. A code is a word of its scheme, and
several may be given with commas between: `harm=killed,injured`. Dates are written `YYYY-MM-DD`.

Queries of your own: put `.rq` files with the same kind of header into a folder and name the folder. A parameter
`place` is bound at each `VALUES ?given_place { UNDEF }` of the query, which is also plain SPARQL for any other engine.

In SPARQL of your own, every graph of the store is asked at once, and a statement that several articles make is found
once for each of them: write `SELECT DISTINCT` and `COUNT(DISTINCT …)`.
"""


def build_page() -> str:
    """The page, whole."""
    queries = read_queries().values()
    table = ["| query | question |", "| --- | --- |", *(f"| [{q.name}](#{q.name}) | {q.question} |" for q in queries)]
    return "\n".join([_INTRODUCTION, *table, "", *(line for query in queries for line in _iter_lines(query))])


def _iter_lines(query: NamedQuery) -> Iterator[str]:
    yield from (f"## {query.name}", "", f"**{query.title}.** {query.question}", "")
    if query.parameters:
        yield from ("| parameter | type | | |", "| --- | --- | --- | --- |", *map(_row, query.parameters), "")
    yield from ("| column | |", "| --- | --- |", *(f"| {c.name} | {c.description} |" for c in query.columns), "")


def _row(parameter: Parameter) -> str:
    kind = f"{parameter.type} of {parameter.scheme}" if parameter.scheme else parameter.type
    need = "required" if parameter.required else f"default {parameter.default}" if parameter.default else "optional"
    return f"| {parameter.name} | {kind} | {need} | {parameter.description} |"


def main() -> int:
    """Write the page, or compare it."""
    page = build_page()
    if "--check" in sys.argv[1:]:
        fresh = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page
        if not fresh:
            print(f"{PAGE} is not up to date. Run: python scripts/document_queries.py", file=sys.stderr)
        return 0 if fresh else 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
