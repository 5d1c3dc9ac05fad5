"""What can be told of a SPARQL constraint from its text.

What comes in: the text of a `sh:select` or `sh:ask`. What goes out: the words and names in it.
What it never does: run it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pyoxigraph

from kg.errors import ShapesError
from kg.validate.shapes import SPARQLText

_TOKEN = re.compile(
    r"""(?P<string>\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
        |(?P<iri><[^<>"{}|^`\\\s]*>)
        |(?P<comment>\#[^\n]*)""",
    re.VERBOSE | re.DOTALL,
)
_PROLOGUE = re.compile(r"\bPREFIX\s+([\w.-]*):\s*<([^<>]*)>", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w?$:/#])([A-Za-z][\w.-]*|):([\w-]+)")
_REFUSED = re.compile(r"(?<![\w?$:])(?:(VALUES|MINUS|SERVICE)\b|(AS)\s+[?$](?:this|shapesGraph|currentShape)\b)", re.I)
_GRAPH = re.compile(r"(?<![\w?$:])GRAPH\s+(?![?$]shapesGraph\b)", re.IGNORECASE)
_SELECTED = re.compile(r"(?<![\w?$:])SELECT\b([^{]*?)(?:WHERE\s*)?\{", re.IGNORECASE)
_THIS = re.compile(r"[?$]this\b|\*(?=\s*$)")
_DATE_WORD = re.compile(
    r"(?<![\w?$])xsd:(?:date|time|gYear|gYearMonth|gMonth|gDay|gMonthDay|duration|dayTimeDuration|yearMonthDuration)\b"
    r"|<http://www\.w3\.org/2001/XMLSchema#(?:date|time|g\w+|\w*[dD]uration)>"
)
_ORDERED = re.compile(r"([?$]\w+)\s*(?:<=|>=|<|>)\s*([?$]\w+)")
_TIMELIKE = ("#date", "#time", "#gYear", "#gYearMonth", "#gMonth", "#gDay", "#duration")
_NOT_A_DATE = re.compile(r"\b(?:STR|SUBSTR|CONCAT|STRLEN|COUNT|SUM|AVG|ABS|STRAFTER|STRBEFORE)\s*\(", re.IGNORECASE)


def strip(text: str) -> str:
    """The text without comments and with every string empty.

    >>> strip('FILTER ( ?a != "VALUES" ) # MINUS')
    'FILTER ( ?a != "" ) '
    """
    return _TOKEN.sub(lambda match: match[0] if match["iri"] else '""' if match["string"] else "", text)


def iter_iris(sparql: SPARQLText) -> Iterator[str]:
    """Every IRI that the query names, in full or with a prefix."""
    text = strip(sparql.text)
    prefixes = {**sparql.prefixes, **dict(_PROLOGUE.findall(text))}
    yield from (match[1] for match in re.finditer(r"<([^<>\s]+)>", _PROLOGUE.sub("", text)))
    for match in _NAME.finditer(text):
        if match[1] in prefixes:
            yield prefixes[match[1]] + match[2]


def check(sparql: SPARQLText) -> None:
    """Make sure that engines can run the query with `$this` bound beforehand.

    Raises:
        ShapesError: it is not SPARQL, or holds what SHACL forbids there.
    """
    text = strip(sparql.text)
    found = _REFUSED.search(text)
    if found is not None:
        raise ShapesError(
            f"{sparql.holder}: {found[0]!r} in a SPARQL constraint: SHACL forbids it, and pySHACL then reports "
            "nothing at all.\nUse FILTER ( ?x IN ( … ) ), FILTER NOT EXISTS { … } or another variable."
        )
    if _GRAPH.search(text) is not None:
        raise ShapesError(
            f"{sparql.holder}: GRAPH in a SPARQL constraint: what is checked has no named graphs, so it would find "
            "nothing.\nWrite the pattern without GRAPH: all graphs of the data are seen as one."
        )
    if any(_THIS.search(selected) is None for selected in _SELECTED.findall(text)):
        raise ShapesError(
            f"{sparql.holder}: a SELECT in a SPARQL constraint that does not give $this: SHACL forbids it, as in there "
            "$this would be any node.\nAdd $this to what it selects."
        )
    try:
        pyoxigraph.Store().query(sparql.text.replace("$PATH", "<urn:path>"), prefixes=sparql.prefixes)
    except SyntaxError as error:
        raise ShapesError(
            f"{sparql.holder}: not SPARQL: {error.msg}\n"
            "If a prefix is missing, declare it with sh:declare and name that node with sh:prefixes."
        ) from None


def find_dates_compared(sparql: SPARQLText, ranges: Mapping[str, str]) -> str | None:
    """What in the query compares dates, or may do so; None if nothing does.

    Args:
        sparql: the query.
        ranges: the range of each property that the ontology gives one.
    """
    text = strip(sparql.text)
    if (word := _DATE_WORD.search(text)) is not None:
        return f"{sparql.holder} uses {word[0]} in SPARQL"
    prefixes = {**sparql.prefixes, **dict(_PROLOGUE.findall(text))}
    for left, right in _ORDERED.findall(_PROLOGUE.sub("", text)):
        if all(_may_be_date(variable[1:], text, prefixes, ranges, depth=0) for variable in (left, right)):
            return f"{sparql.holder} compares {left} with {right}, which may be dates"
    return None


def _may_be_date(
    variable: str, text: str, prefixes: Mapping[str, str], ranges: Mapping[str, str], *, depth: int
) -> bool:
    made = re.search(rf"\(([^()]*(?:\([^()]*\)[^()]*)*)\s+AS\s+[?$]{variable}\b", text, re.IGNORECASE)
    if made is not None:
        inner = re.findall(r"[?$](\w+)", made[1])
        if _NOT_A_DATE.search(made[1]) or depth > len(text):
            return False
        return any(_may_be_date(each, text, prefixes, ranges, depth=depth + 1) for each in inner if each != variable)
    known = []
    for prefix, name, iri in re.findall(rf"(?:([\w.-]*):([\w-]+)|<([^<>\s]+)>)[*+?)]*\s+[?$]{variable}\b", text):
        known.append(ranges.get(iri or prefixes.get(prefix, "") + name))
    return not known or any(found is None or found.endswith(_TIMELIKE) for found in known)
