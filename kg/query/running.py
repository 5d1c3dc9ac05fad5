"""Run a query over a store and type what it finds.

What comes in: a store, a query or the name of one, values for its parameters. What goes out: an `Answer`.
What it never does: change the store, or reach any address but that of an endpoint that it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

import pyoxigraph as ox

from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.query.answers import Answer, AskAnswer, GraphAnswer, SelectAnswer
from kg.query.catalogue import get_query, is_name
from kg.query.engine import Queryable, Rows
from kg.query.guard import check_depth, check_read_only, check_terms
from kg.query.header import parse_query
from kg.query.named import NamedQuery
from kg.query.parameters import to_terms

_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_EXPECTED = re.compile(r"expected (?:one of )?(.*)", re.DOTALL)


def run(
    store: Queryable,
    query: str | NamedQuery,
    parameters: Mapping[str, object] | None = None,
    *,
    folders: Iterable[Path] = (),
) -> Answer:
    """Ask the union of all graphs of a store.

    Args:
        store: what to ask: a store, or an endpoint.
        query: SPARQL, or the name of a query. Standard prefixes (`kg:`, `skos:` …) need no declaration.
        parameters: values for the parameters of a named query; actors and places by name or IRI; None for one
            that is left out.
        folders: folders of `.rq` files to look for the name in, besides those of the package.

    Raises:
        QueryError: the query is unknown, malformed or not allowed, or a parameter does not fit.

    >>> store = ox.Store()
    >>> run(store, "ASK { ?claim a kg:Claim }").to_table()
    'no'
    >>> run(store, "SELECT ?s WHERE { ?s a kg:Claim ").to_table()
    Traceback (most recent call last):
    kg.errors.QueryError: The query breaks off at its end ...
    """
    if isinstance(query, NamedQuery):
        named = query
    elif not isinstance(query, str):
        raise QueryError(f"{query!r} is no question. Give SPARQL, or the name of a query (`kg.list_queries`), as text.")
    elif is_name(query):
        named = get_query(query.strip(), folders)
    elif parameters and not query.startswith("#"):
        raise QueryError(
            f"SPARQL without a header takes no parameters, and {', '.join(parameters)} is given. Write the values into "
            "the query, or ask a file.rq whose first lines declare them: `# Title`, `#`, `# Question?`, "
            "`# Parameters:`, `#   name (type): what it is`."
        )
    elif parameters:
        named = parse_query("of your own", query)
    else:
        _check(query)
        return _evaluate(store, query)
    values = to_terms(store, named, parameters or {})
    # What is bound are terms, so that the text can be checked before, and once.
    _check(named.choose(values))
    return _evaluate(store, named.bind(values))


@lru_cache(maxsize=256)
def _check(sparql: str) -> None:
    check_read_only(sparql)
    check_depth(sparql)
    check_terms(sparql)


def _evaluate(store: Queryable, sparql: str) -> Answer:
    try:
        found = store.query(sparql, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
        match found:
            case bool() | ox.QueryBoolean():
                return AskAnswer(bool(found))
            case Rows():
                columns = tuple(variable.value for variable in found.variables)
                return SelectAnswer(columns, _read_lines(found))
            case _:
                return GraphAnswer(tuple(sorted(set(found), key=str)))
    except SyntaxError as error:
        _raise_syntax(sparql, error)
    except UnicodeEncodeError:
        raise QueryError("The query is no text in UTF-8: it holds bytes that stand for no character.") from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"The query cannot be answered: {error}.") from error


def _read_lines(found: Rows) -> str:
    """All rows at once, as the engine writes them; the header is left out."""
    written = found.serialize(format=ox.QueryResultsFormat.TSV) or b""
    return written.decode().partition("\n")[2]


def _raise_syntax(sparql: str, error: SyntaxError) -> NoReturn:
    """Tell where and why, with the line and a mark under the place."""
    found = _POSITION.match(str(error))
    if found is None:
        raise QueryError(f"This is not SPARQL: {error}.") from None
    line, column = int(found[1]), int(found[2])
    lines = sparql.split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    at_end = not "\n".join([shown[column - 1 :], *lines[line:]]).strip()
    what = "The query breaks off at its end" if at_end else "This is not SPARQL"
    hint = _hint(found[3], shown[: column - 1])
    raise QueryError(f"{what} (line {line}, column {column}){hint}\n\n  {shown}\n  {' ' * (column - 1)}^") from None


def _hint(reason: str, before: str) -> str:
    if "Prefix not found" in reason:
        prefix = re.search(r"([\w.-]*):\S*$", before)
        name = f"{prefix[1]}:" if prefix else "here"
        return f": the prefix {name} is not declared. Declare it with PREFIX; known without: {', '.join(PREFIXES)}."
    if not re.search(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", before, re.IGNORECASE) and "CONSTRUCT" in reason:
        return ": a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, after its prefixes."
    expected = _EXPECTED.match(reason)
    words = [word.strip() for word in expected[1].split(", ")] if expected else []
    plain = [word for word in words if re.fullmatch(r'[A-Z ]{2,}|"[^"]+"', word)]
    return f": one of {', '.join(plain)} would fit here." if plain else ": see the place marked below."
