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
row has in common and what it leaves out; so it is in a pipe, with room for 120 characters or as many as `COLUMNS` says.
A cell that ends in `…` is cut. `--wide` gives the table whole, and so does `-o FILE`. `-f` gives the answer in another
form, whole as well: `csv`, `tsv`, `json` and `xml` as SPARQL has them, `jsonl` (an object a row), `markdown`, and
`turtle` for triples; with `-o FILE` the ending says which. When there are no rows, standard error says what was asked.
In Python an answer has `rows`, `to_records()`, `to_pandas()`, `to_polars()` and `to_arrow()`, and shows itself in a
notebook: see [api.md](api.md). Its rows are read from what the engine wrote when they are asked for, column by column.

## Names of columns

A column of one name is the same thing in every answer. Columns with IRIs come last.

| column | is |
| --- | --- |
| fact | the IRI of what the row tells: an event, a message, a claim, a count, a relation |
| entity | the IRI of the actor or place that the row is about |
| occurrence | the IRI of what several articles tell of; `group` is that of articles that share their text |
| article | the id of the article; `headline`, `publisher`, and `published`, the day on which it appeared |
| quote | the longest piece of text that proves it; each piece, where there are `start` and `end` |
| type | the code of an event, or of a claim |
| event | the words of one event; `words` are those of a mention, of a claim, or of several events |
| when | the date or range that the article tells, as EDTF; `day` is the first day that it can mean |
| mode | asserted by the article in its own voice, or alleged or demanded by a source |
| source | who holds the claim, or gives the number |
| by | who alleges or demands what the row tells, where it is an event or a message |
| content | what is claimed, in the words of the article |
| sender, recipient | who wrote, to whom; a plural, such as `senders` or `places`, is all of them in one cell |
| articles, publishers, events, … | how many of them |

`coded-events` has the names of the tables of ACLED instead (`event_date`, `location`, `source` for the publisher,
`notes` for the quote …).

## Completion in the shell

Names of questions, their options, codes, and the names of actors and places in the store (`KG_STORE`, or `kg-store`)
are completed once the shell is told:

    eval "$(_KG_COMPLETE=bash_source kg)"                            # in ~/.bashrc
    eval "$(_KG_COMPLETE=zsh_source kg)"                             # in ~/.zshrc
    _KG_COMPLETE=fish_source kg > ~/.config/fish/completions/kg.fish # once

## Queries of your own

Put `.rq` files with the same kind of header into a folder, and name the folder: `--queries FOLDER`, or `KG_QUERIES`;
in Python `folders=[…]`. A parameter `place` is bound at each `VALUES ?given_place { UNDEF }` of the query, and a number
of rows at the comment `# LIMIT ?given_limit`. A line that begins with `#?place` is part of the query only where `place`
is given: there write the patterns with which the search is to begin then. Without values the file is plain SPARQL for
any other engine. A value is bound as an RDF term and never put into the text. [sparql.md](sparql.md) teaches the graph
and has an example.

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
