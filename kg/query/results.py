"""The W3C's formats of SPARQL results: JSON, XML, TSV.

What comes in: variables and rows of terms, or a truth value. What goes out: text.
What it never does: write a file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import pyoxigraph as ox

from kg.query.values import Term

#: What no document in XML 1.0 may hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rows_to_json(variables: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> str:
    """The rows of a SELECT as SPARQL 1.1 Query Results JSON."""
    bindings = [
        {name: _json_term(term) for name, term in zip(variables, row, strict=True) if term is not None} for row in rows
    ]
    return _dump({"head": {"vars": list(variables)}, "results": {"bindings": bindings}})


def truth_to_json(value: bool) -> str:
    """The answer to an ASK as SPARQL 1.1 Query Results JSON."""
    return _dump({"head": {}, "boolean": value})


def convert(results: str, form: ox.QueryResultsFormat) -> str:
    r"""SPARQL Query Results JSON in another format of the W3C's, as the engine writes it.

    >>> convert('{"head": {"vars": ["n"]}, "results": {"bindings": []}}', ox.QueryResultsFormat.TSV)
    '?n\n'
    """
    found = ox.parse_query_results(results.encode(), format=ox.QueryResultsFormat.JSON)
    assert not isinstance(found, ox.QueryTriples)
    text = (found.serialize(format=form) or b"").decode().rstrip("\n") + "\n"
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text) if form == ox.QueryResultsFormat.XML else text


def _json_term(term: Term) -> dict[str, object]:
    match term:
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Literal():
            return {"type": "literal", "value": term.value, **_json_datatype(term)}
        case ox.Triple():
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}


def _json_datatype(literal: ox.Literal) -> dict[str, str]:
    if literal.language:
        return {"xml:lang": literal.language}
    datatype = literal.datatype.value
    return {} if datatype.endswith("XMLSchema#string") else {"datatype": datatype}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
