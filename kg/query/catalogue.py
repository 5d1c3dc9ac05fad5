"""Named queries: SPARQL in `.rq` files whose first lines say what is asked.

What comes in: folders of `.rq` files. What goes out: `NamedQuery`s.
What it never does: run one.

The header of a file is its comment lines at the top:

    # Title
    #
    # The question in plain words.
    #
    # Parameters:
    #   sender (entity): who wrote; anyone if left out
    #   medium (code of medium, default letter): by what means
    # Columns:
    #   recipient: who was written to

A parameter `sender` is bound at each `VALUES ?given_sender { UNDEF }` of the query: its values are put
there, or the clause is taken out where none is given. So the file is also plain SPARQL that any other
engine runs as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from kg.errors import QueryError

ParameterType: TypeAlias = Literal["entity", "code", "text", "date", "integer", "boolean"]

#: The folder of the queries that come with the package.
QUERIES_DIR = Path(__file__).parent.parent / "queries"

_TYPES: tuple[ParameterType, ...] = get_args(ParameterType)
_NAME = re.compile(r"[A-Za-z0-9][\w-]*")
_PARAMETER = re.compile(
    r"(?P<name>\w+) \((?P<type>\w+)(?: of (?P<scheme>[\w-]+))?"
    r"(?:, (?:default (?P<default>[^)]+)|(?P<required>required)))?\): (?P<description>.+)"
)
_COLUMN = re.compile(r"(?P<name>\w+): (?P<description>.+)")
_GIVEN = re.compile(r"[?$]given_(\w+)")
_PLACEHOLDER = re.compile(r"VALUES\s+\?given_(\w+)\s*\{\s*UNDEF\s*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a named query can be told.

    Attributes:
        type: entity (a name or an IRI), code (of `scheme`; several with commas between), text, date,
            integer or boolean.
        default: the value if none is given; None leaves the parameter open.
        required: whether the query cannot do without.
    """

    name: str
    type: ParameterType
    description: str
    scheme: str | None = None
    default: str | None = None
    required: bool = False

    def to_text(self) -> str:
        """One line: name, type, whether it may be left out, what it means.

        >>> Parameter(name="days", type="integer", default="31", description="how many").to_text()
        'days (integer, default 31): how many'
        """
        kind = f"{self.type} of {self.scheme}" if self.scheme else self.type
        more = ", required" if self.required else f", default {self.default}" if self.default else ""
        return f"{self.name} ({kind}{more}): {self.description}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer."""

    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A query with its title, its question in plain words, its parameters and its columns."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sparql: str

    def get_parameter(self, name: str) -> Parameter:
        """The parameter of that name.

        Raises:
            QueryError: there is none; the message names those that there are.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = ", ".join(parameter.name for parameter in self.parameters) or "none"
        raise QueryError(f"The query {self.name!r} has no parameter {name!r}. Its parameters: {known}.")

    def to_text(self) -> str:
        """Name, title, question and parameters, as lines to read."""
        lines = [f"{self.name}: {self.title}", f"  {self.question}"]
        return "\n".join([*lines, *(f"    {parameter.to_text()}" for parameter in self.parameters)])

    def bind(self, values: dict[str, tuple[str, ...]]) -> str:
        """The SPARQL with its parameters bound to terms, each written as SPARQL writes it."""

        def clause(placeholder: re.Match[str]) -> str:
            terms = values.get(placeholder[1])
            return f"VALUES ?given_{placeholder[1]} {{ {' '.join(terms)} }}" if terms else ""

        return _PLACEHOLDER.sub(clause, self.sparql)


def parse_query(name: str, text: str) -> NamedQuery:
    r"""Read a query and its header.

    Raises:
        QueryError: the header is not as the module says, or its parameters are not those of the query.

    >>> query = parse_query("all", "# All\n#\n# What is there?\n#\n# Columns:\n#   s: it\nSELECT ?s {?s ?p ?o}")
    >>> query.title, query.question, query.columns
    ('All', 'What is there?', (Column(name='s', description='it'),))
    """
    title, prose, sections = _read_header(name, text)
    parameters = tuple(_to_parameter(name, line) for line in sections["Parameters"])
    declared = {parameter.name for parameter in parameters}
    bound = set(_PLACEHOLDER.findall(text))
    if declared != bound:
        raise QueryError(
            f"The query {name!r} declares the parameters {sorted(declared)} but binds {sorted(bound)}. "
            "Give each parameter x a line `VALUES ?given_x { UNDEF }` in the query, and each such line a "
            "parameter in the header."
        )
    if unknown := sorted(set(_GIVEN.findall(text)) - declared):
        raise QueryError(
            f"The query {name!r} speaks of ?given_{unknown[0]}, which no parameter of its header binds. "
            "Declare the parameter, or give the variable another name."
        )
    columns = tuple(_to_column(name, line) for line in sections["Columns"])
    return NamedQuery(name=name, title=title, question=prose, parameters=parameters, columns=columns, sparql=text)


def read_queries(folders: Iterable[Path] = ()) -> dict[str, NamedQuery]:
    """The queries of the package and of `folders`, by name; a later folder overrides an earlier one.

    Raises:
        QueryError: a folder is missing, or the header of a file is not understood.
    """
    queries = dict(_built_in())
    for folder in folders:
        queries.update((query.name, query) for query in _iter_folder(Path(folder)))
    return dict(sorted(queries.items()))


def get_query(name: str, folders: Iterable[Path] = ()) -> NamedQuery:
    """The query of that name.

    Raises:
        QueryError: there is none; the message has the nearest names and all the others.
    """
    queries = read_queries(folders)
    if name in queries:
        return queries[name]
    near = get_close_matches(name, queries, n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
    raise QueryError(f"There is no named query {name!r}.{hint} There are: {', '.join(queries)}.")


def is_name(text: str) -> bool:
    """Whether the text can only be the name of a query.

    >>> is_name("claims-about"), is_name("ASK {}")
    (True, False)
    """
    return _NAME.fullmatch(text.strip()) is not None


@cache
def _built_in() -> tuple[tuple[str, NamedQuery], ...]:
    return tuple((query.name, query) for query in _iter_folder(QUERIES_DIR))


def _iter_folder(folder: Path) -> Iterator[NamedQuery]:
    if not folder.is_dir():
        raise QueryError(f"{folder}: there is no such folder of queries. Name a folder that holds .rq files.")
    for path in sorted(folder.glob("*.rq")):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{path}: cannot be read ({error}). A query is a text file in UTF-8.") from error
        yield parse_query(path.stem, text)


def _read_header(name: str, text: str) -> tuple[str, str, dict[str, list[str]]]:
    """Title, question, and the lines of each section, continued lines joined."""
    title, prose, sections = "", [], {"Parameters": list[str](), "Columns": list[str]()}
    section: list[str] | None = None
    for line in _iter_header_lines(text):
        stripped = line.strip()
        if not title:
            title = stripped
        elif stripped.rstrip(":") in sections:
            section = sections[stripped.rstrip(":")]
        elif section is None:
            prose.append(stripped)
        elif line.startswith("    ") and section:
            section[-1] = f"{section[-1]} {stripped}"
        elif stripped:
            section.append(stripped)
    if not title:
        raise QueryError(
            f"The query {name!r} has no header. Begin it with comment lines: `# Title`, `#`, `# Question?`."
        )
    return title, " ".join(filter(None, prose)), sections


def _iter_header_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        yield line[1:].removeprefix(" ").rstrip()


def _to_parameter(query: str, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    type_ = next((name for name in _TYPES if found is not None and found["type"] == name), None)
    if found is None or type_ is None or (type_ == "code") != bool(found["scheme"]):
        raise QueryError(
            f"The query {query!r} has a parameter that is not understood: {line!r}. Write `name (type): description`, "
            f"`name (type, default value): …` or `name (type, required): …`; types: {', '.join(_TYPES)}, with "
            "`code of SCHEME` for a code."
        )
    return Parameter(
        name=found["name"],
        type=type_,
        description=found["description"],
        scheme=found["scheme"],
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
