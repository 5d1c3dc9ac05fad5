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

_INTRODUCTION = """\
# Named queries

<!-- Generated from kg/queries/*.rq by scripts/document_queries.py: edit those. -->

Ask one with `kg query NAME [--PARAMETER VALUE …]`; `kg query NAME --help` tells its parameters and columns, and
`PARAMETER=VALUE` does as well as an option. Or ask from Python:

    kg query letters-to --actor UNMAS --since 2025-04
    graph.query("letters-to", actor="UNMAS", since="2025-04")

| a parameter of type | is given as |
| --- | --- |
| entity | any name of an actor or a place, in any case, or its IRI; an unknown one is an error with the nearest |
| code | a word of its scheme, or several with commas between: `--harm killed,injured` |
| start, end | a day, a month or a year, for its first and its last day: `--since 2025-04 --until 2025-06` |
| term | a property of the ontology, with or without `kg:` |
| boolean | `yes` or `no` |

An answer is a table on the screen, which keeps the columns that it has room for, and says on standard error what every
row has in common and what it leaves out. `-f` gives it whole: `csv`, `tsv`, `json` and `xml` as SPARQL has them,
`jsonl` (an object a row), `markdown`, and `turtle` for triples; with `-o FILE` the ending says which. In Python
an answer has `rows`, `to_records()`, `to_pandas()`, `to_polars()` and `to_arrow()`, and shows itself in a notebook: see
[api.md](api.md).

## Completion in the shell

Names of questions, their options, codes, and the names of actors and places in the store (`KG_STORE`, or `kg-store`)
are completed once the shell is told:

    eval "$(_KG_COMPLETE=bash_source kg)"                            # in ~/.bashrc
    eval "$(_KG_COMPLETE=zsh_source kg)"                             # in ~/.zshrc
    _KG_COMPLETE=fish_source kg > ~/.config/fish/completions/kg.fish # once

## Queries of your own

Put `.rq` files with the same kind of header into a folder, and name the folder: `--queries FOLDER`, or `KG_QUERIES`;
in Python `folders=[…]`. A parameter `place` is bound at each `VALUES ?given_place { UNDEF }` of the query, and a number
of rows at the comment `# LIMIT ?given_limit`, so that the file is also plain SPARQL for any other engine. A value is
bound as an RDF term and never put into the text. [sparql.md](sparql.md) teaches the graph and has an example.

In SPARQL of your own, every graph of the store is asked at once, and a statement that several articles make is found
once for each of them: write `SELECT DISTINCT` and `COUNT(DISTINCT …)`.
"""


def build_page() -> str:
    """The page, whole."""
    queries = read_queries().values()
    ordered = sorted(queries, key=lambda query: (query.group, query.name))
    rows = [f"| {q.group} | [{q.name}](#{q.name}) | {q.question} |" for q in ordered]
    table = ["## All queries", "", "| about | query | question |", "| --- | --- | --- |", *rows]
    return "\n".join([_INTRODUCTION, *table, "", *(line for query in queries for line in _iter_lines(query))])


def _iter_lines(query: NamedQuery) -> Iterator[str]:
    yield from (f"## {query.name}", "", f"**{query.title}.** {query.question}", "")
    if query.parameters:
        yield from ("| parameter | type | | |", "| --- | --- | --- | --- |", *map(_row, query.parameters), "")
    yield from ("| column | |", "| --- | --- |", *(f"| {c.name} | {c.description} |" for c in query.columns), "")


def _row(parameter: Parameter) -> str:
    return f"| {parameter.name} | {parameter.kind} | {parameter.need} | {parameter.description} |"


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
