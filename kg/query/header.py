"""The header of a query: the comment lines at its top that say what it asks.

What comes in: the text of a `.rq` file. What goes out: a `NamedQuery`.
What it never does: look at the SPARQL further than for the names of its parameters.

    # Title
    #
    # The question in plain words.
    #
    # Group: messages
    # Parameters:
    #   sender (entity): who wrote; anyone if left out
    #   medium (code of medium, default letter): by what means
    #   kind (choice of person|state): of what kind
    # Columns:
    #   recipient: who was written to
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.errors import QueryError
from kg.query.named import PARAMETER_TYPES, Column, NamedQuery, Parameter, check_bindings

_GROUP = "Group: "
_PARAMETER = re.compile(
    r"(?P<name>\w+) \((?P<type>\w+)(?: of (?P<range>[\w|-]+))?"
    r"(?:, (?:default (?P<default>[^)]+)|(?P<required>required)))?\): (?P<description>.+)"
)
_COLUMN = re.compile(r"(?P<name>\w+): (?P<description>.+)")


@dataclass
class _Header:
    """The lines of a header, sorted; continued lines are joined."""

    title: str = ""
    prose: list[str] = field(default_factory=list)
    group: str = "others"
    sections: dict[str, list[str]] = field(default_factory=lambda: {"Parameters": [], "Columns": []})


def parse_query(name: str, text: str) -> NamedQuery:
    r"""Read a query and its header.

    Raises:
        QueryError: the header is not as the module says, or its parameters are not those of the query.

    >>> query = parse_query("all", "# All\n#\n# What is there?\n#\n# Columns:\n#   s: it\nSELECT ?s {?s ?p ?o}")
    >>> query.title, query.question, query.columns
    ('All', 'What is there?', (Column(name='s', description='it'),))
    """
    header = _read_header(name, text)
    parameters = tuple(_to_parameter(name, line) for line in header.sections["Parameters"])
    check_bindings(name, text, parameters)
    return NamedQuery(
        name=name,
        title=header.title,
        question=" ".join(filter(None, header.prose)),
        parameters=parameters,
        columns=tuple(_to_column(name, line) for line in header.sections["Columns"]),
        sparql=text,
        group=header.group,
    )


def _read_header(name: str, text: str) -> _Header:
    header = _Header()
    section: list[str] | None = None
    for line in _iter_header_lines(text):
        stripped = line.strip()
        if not header.title:
            header.title = stripped
        elif stripped.startswith(_GROUP):
            header.group = stripped.removeprefix(_GROUP)
        elif stripped.rstrip(":") in header.sections:
            section = header.sections[stripped.rstrip(":")]
        elif section is None:
            header.prose.append(stripped)
        elif line.startswith("    ") and section:
            section[-1] = f"{section[-1]} {stripped}"
        elif stripped:
            section.append(stripped)
    if not header.title:
        raise QueryError(
            f"The query {name!r} has no header. Begin it with comment lines: `# Title`, `#`, `# Question?`."
        )
    return header


def _iter_header_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        yield line[1:].removeprefix(" ").rstrip()


def _to_parameter(query: str, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    type_ = next((name for name in PARAMETER_TYPES if found is not None and found["type"] == name), None)
    if found is None or type_ is None or (type_ in ("code", "choice")) != bool(found["range"]):
        raise QueryError(
            f"The query {query!r} has a parameter that is not understood: {line!r}. Write `name (type): description`, "
            f"`name (type, default value): …` or `name (type, required): …`; types: {', '.join(PARAMETER_TYPES)}, with "
            "`code of SCHEME` for a code and `choice of this|that` for a choice."
        )
    return Parameter(
        name=found["name"],
        type=type_,
        description=found["description"],
        scheme=found["range"] if type_ == "code" else None,
        choices=tuple(found["range"].split("|")) if type_ == "choice" else (),
        default=found["default"],
        required=found["required"] is not None,
    )


def _to_column(query: str, line: str) -> Column:
    found = _COLUMN.fullmatch(line)
    if found is None:
        raise QueryError(
            f"The query {query!r} has a column that is not understood: {line!r}. Write `name: description`."
        )
    return Column(found["name"], found["description"])
