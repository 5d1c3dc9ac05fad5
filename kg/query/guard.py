"""What a query may not do: change anything, or reach outside the store.

What comes in: the text of a query. What goes out: nothing, or a `QueryError` that says what to do.
What it never does: check the grammar; the engine does that.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from kg.errors import QueryError
from kg.namespaces import KG

# Comments, IRIs, strings, escaped characters of local names, variables, prefixed names, words: in that
# order, so that a word inside one of the former is not taken for a keyword.
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
      | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
      | (?P<string>'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''|\"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
                  |'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
      | (?P<escaped>\\.)
      | (?P<variable>[?$]\w+)
      | (?P<prefixed>(?:[^\W\d_][\w.-]*)?:(?:(?:\\.|[\w:%-])(?:\.*(?:\\.|[\w:%-]))*)?)
      | (?P<tag>@[A-Za-z-]+)
      | (?P<word>[A-Za-z_]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)

_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH", "USING"})
_QUERIES = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})

_REMEDIES = {
    "SERVICE": "asks another server, and a query here never leaves this machine. Ask that server by itself, "
    "load its answer as RDF, and join it here.",
    "FROM": "chooses a dataset to read, and a query here reads all graphs of the store. To look into one "
    "graph, write GRAPH <iri> { … }.",
}


def check_read_only(sparql: str) -> None:
    r"""Refuse what changes data or reaches outside.

    Raises:
        QueryError: the query is an update, or uses SERVICE or FROM.

    >>> check_read_only("SELECT ?s WHERE { ?s ?p 'LOAD <x> SERVICE' } # FROM here")
    >>> check_read_only("SELECT ?s FROM <http://example.org/> WHERE { ?s ?p ?o }")
    Traceback (most recent call last):
    kg.errors.QueryError: line 1, column 11: FROM chooses a dataset to read, and a query here reads all graphs ...
    """
    started = False
    tokens = list(_TOKEN.finditer(sparql))
    has_empty_prefix = any(found.group() == ":" for found in tokens)
    for found in tokens:
        if found.lastgroup not in ("word", "prefixed"):
            continue
        word, is_prefix, _ = found.group().upper().partition(":")
        if is_prefix and not has_empty_prefix:
            continue
        where = "line {}, column {}".format(*locate(sparql, found.start()))
        # The engine needs no space around a keyword: it reads `trueSERVICE`, and `SERVICE:x`, as two tokens.
        if refused := next((each for each in _REMEDIES if each in word), None):
            renaming = " If it is meant as a prefix, name the prefix otherwise." if is_prefix else ""
            raise QueryError(f"{where}: {refused} {_REMEDIES[refused]}{renaming}")
        if is_prefix:
            continue
        if not started and word in _UPDATES:
            raise QueryError(
                f"{where}: {word} changes data, and a query only reads. Build the graph anew with `kg build`, "
                "or export it and change it elsewhere."
            )
        started = started or word in _QUERIES


def check_terms(sparql: str) -> None:
    """Refuse a term of ours that the ontology does not declare: it would match nothing, without a word.

    Raises:
        QueryError: there is one; the message has the nearest that is declared.

    >>> check_terms("SELECT ?c WHERE { ?c kg:hasSendr ?s }")
    Traceback (most recent call last):
    kg.errors.QueryError: line 1, column 22: kg:hasSendr is not declared; the nearest term is kg:hasSender.
    """
    for found in _TOKEN.finditer(sparql):
        prefix, _, name = found.group().partition(":")
        if found.lastgroup == "prefixed" and prefix == "kg" and name and name not in set(KG):
            where = "line {}, column {}".format(*locate(sparql, found.start()))
            near = get_close_matches(name, sorted(KG), n=1)
            hint = f"; the nearest term is kg:{near[0]}" if near else ""
            raise QueryError(f"{where}: kg:{name} is not declared{hint}.")


def locate(text: str, offset: int) -> tuple[int, int]:
    r"""Line and column, both from 1, of an offset.

    >>> locate("ab\ncd", 4)
    (2, 2)
    """
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")
