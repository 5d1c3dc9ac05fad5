"""What a query may not do: change anything, reach outside the store, or be too deep for the engine.

What comes in: the text of a query. What goes out: nothing, or a `QueryError` that says what to do.
What it never does: check the grammar; the engine does that.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from kg.errors import QueryError
from kg.namespaces import KG

# Comments, IRIs, strings, escaped characters of local names, variables, prefixed names, words, numbers, marks: in
# that order, so that a word inside one of the former is not taken for a keyword.
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
      | (?P<number>[0-9]+(?:\.[0-9]+)?)
      | (?P<mark>\|\||&&|\^\^|!=|[-!*/|^+.;,(){}\[\]])
    """,
    re.VERBOSE | re.DOTALL,
)

_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH", "USING"})
_QUERIES = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})

#: How many brackets may stand in one another, and how many parts a query may have. The engine goes through both by
#: calling itself, and a stack that is full ends the process: 150 brackets are too many for a thread with 1 MiB, and
#: 4,000 parts of some kinds for the 8 MiB that most processes have. The questions of the package stay below 20 and 200.
MOST_NESTED = 100
MOST_PARTS = 2000

_CLOSING = {"(": ")", "{": "}", "[": "]"}
_JOINING = frozenset({"UNION", "OPTIONAL", "MINUS", "FILTER", "HAVING", "BIND", "AS", "GRAPH", "VALUES"})
_JOINTS = frozenset({"||", "&&", "!", "*", "/", "|", "^", "+", "-", ".", ";", "{"})
_TERMS = frozenset({"iri", "string", "variable", "prefixed", "number"})

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
        # The engine needs no space around a keyword: it reads `trueSERVICE`, and `SERVICE:x`, as two tokens.
        if refused := next((each for each in _REMEDIES if each in word), None):
            renaming = " If it is meant as a prefix, name the prefix otherwise." if is_prefix else ""
            raise QueryError(f"{_where(sparql, found)}: {refused} {_REMEDIES[refused]}{renaming}")
        if is_prefix:
            continue
        if not started and word in _UPDATES:
            raise QueryError(
                f"{_where(sparql, found)}: {word} changes data, and a query only reads. Build the graph anew with "
                "`kg build`, or export it and change it elsewhere."
            )
        started = started or word in _QUERIES


def check_depth(sparql: str) -> None:
    """Refuse what the engine has no stack for: brackets in brackets in brackets, or too long a chain of parts.

    Raises:
        QueryError: there are more than `MOST_NESTED` or `MOST_PARTS` of them; what VALUES lists does not count.

    >>> check_depth("ASK { FILTER (" + "(" * 200 + "1" + ")" * 200 + ") }")
    Traceback (most recent call last):
    kg.errors.QueryError: line 1, column 113: the query is nested too deeply: more than 100 brackets are open here. ...
    """
    opened: list[str] = []
    parts, before = 0, ""
    listed: int | None = None  # how many brackets are open around what VALUES lists; 0 before its first
    for found in _TOKEN.finditer(sparql):
        kind, text = found.lastgroup or "", found.group()
        if kind == "comment":
            continue
        if not listed:
            parts += _is_joint(kind, text, before, opened[-1] if opened else "")
        if kind == "word" and text.upper() == "VALUES":
            listed = 0
        elif kind == "mark" and text in _CLOSING:
            opened.append(text)
            listed = len(opened) if listed == 0 and text == "{" else listed
        elif kind == "mark" and opened and text == _CLOSING[opened[-1]]:
            listed = None if listed == len(opened) else listed
            opened.pop()
        before = text if kind == "mark" else kind
        if len(opened) > MOST_NESTED or parts > MOST_PARTS:
            where = _where(sparql, found)
            if parts > MOST_PARTS:
                raise QueryError(
                    f"{where}: the query is too long: more than {MOST_PARTS:,} patterns, conditions and operators. "
                    "List what is compared in VALUES or IN (…), or ask in several queries."
                )
            raise QueryError(
                f"{where}: the query is nested too deeply: more than {MOST_NESTED} brackets are open here. "
                "Leave out brackets that change nothing, or ask in several queries."
            )


def _is_joint(kind: str, text: str, before: str, bracket: str) -> bool:
    """Whether a token adds a part to what it stands in; `before` is the mark before it, or another token's kind."""
    if kind == "word":
        return text.upper() in _JOINING
    if kind == "mark":
        is_sign = text in ("-", "+") and before in ("(", ",")  # of a number
        return (text in _JOINTS and not is_sign) or (text == "," and bracket != "(")
    return bracket == "(" and kind in _TERMS and before in _TERMS  # one more member of a list


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
            near = get_close_matches(name, sorted(KG), n=1)
            hint = f"; the nearest term is kg:{near[0]}" if near else ""
            raise QueryError(f"{_where(sparql, found)}: kg:{name} is not declared{hint}.")


def _where(sparql: str, found: re.Match[str]) -> str:
    return "line {}, column {}".format(*locate(sparql, found.start()))


def locate(text: str, offset: int) -> tuple[int, int]:
    r"""Line and column, both from 1, of an offset.

    >>> locate("ab\ncd", 4)
    (2, 2)
    """
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")
