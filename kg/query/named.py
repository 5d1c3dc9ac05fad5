"""What a named query is: a title, a question, parameters, columns, and the SPARQL that answers it.

What comes in: the values of its parameters as RDF terms. What goes out: SPARQL with the values bound.
What it never does: put text into SPARQL other than as a term that the engine has written.

A parameter `sender` is bound at each `VALUES ?given_sender { UNDEF }` of the query: its values are put
there, or the clause is taken out where none is given. A number of rows is bound at the comment
`# LIMIT ?given_limit`. A line that begins with `#?sender` is part of the query only where `sender` is given.
So the file is also plain SPARQL that any other engine runs as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.values import Term

ParameterType: TypeAlias = Literal[
    "entity", "code", "choice", "term", "text", "date", "start", "end", "integer", "boolean"
]

PARAMETER_TYPES: tuple[ParameterType, ...] = get_args(ParameterType)

_VALUES = re.compile(r"VALUES\s+\?given_(\w+)\s*\{\s*UNDEF\s*\}")
_LIMIT = re.compile(r"# LIMIT \?given_(\w+)")
_GIVEN = re.compile(r"[?$]given_(\w+)")
_CONDITION = re.compile(r"^[ \t]*#\?(\w+)(.*)\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a named query can be told.

    Attributes:
        type: entity (a name or an IRI), code (of `scheme`; several with commas between), choice (one of
            `choices`), term (of the ontology), text, date, start and end (of a day, a month or a year),
            integer or boolean.
        default: the value if none is given; None leaves the parameter open.
        required: whether the query cannot do without.
    """

    name: str
    type: ParameterType
    description: str
    scheme: str | None = None
    choices: tuple[str, ...] = ()
    default: str | None = None
    required: bool = False

    @property
    def kind(self) -> str:
        """The type in words, with what it is one of.

        >>> Parameter(name="x", type="choice", choices=("person", "state"), description="").kind
        'person or state'
        """
        match self.type:
            case "code":
                return f"code of {self.scheme}"
            case "choice":
                return " or ".join([", ".join(self.choices[:-1]), self.choices[-1]])
            case _:
                return self.type

    @property
    def need(self) -> str:
        """Whether it has to be given: required, optional, or the value by default."""
        return "required" if self.required else f"default {self.default}" if self.default else "optional"

    def to_text(self) -> str:
        """One line: name, type, whether it may be left out, what it means.

        >>> Parameter(name="days", type="integer", default="31", description="how many").to_text()
        'days (integer, default 31): how many'
        """
        more = "" if self.need == "optional" else f", {self.need}"
        return f"{self.name} ({self.kind}{more}): {self.description}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer."""

    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A query with its title, its question in plain words, its parameters and its columns.

    Attributes:
        group: what it is about, in a word or two, as its header says.
    """

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sparql: str
    group: str = "others"

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
        """Name, title, question, parameters and columns, as lines to read."""
        lines = [f"{self.name}: {self.title}", f"  {self.question}"]
        if self.parameters:
            lines += ["", "  parameters:", *(f"    {parameter.to_text()}" for parameter in self.parameters)]
        if self.columns:
            lines += ["", "  columns:", *(f"    {column.name}: {column.description}" for column in self.columns)]
        return "\n".join(lines)

    def choose(self, given: Container[str]) -> str:
        """The SPARQL with the lines that are asked if these parameters are given, and without the others."""
        return _CONDITION.sub(lambda line: f"{line[2]}\n" if line[1] in given else "", self.sparql)

    def bind(self, values: Mapping[str, Sequence[Term]]) -> str:
        """The SPARQL with its parameters bound to terms, each written as SPARQL writes it."""

        def clause(placeholder: re.Match[str]) -> str:
            terms = " ".join(map(str, values.get(placeholder[1], ())))
            return f"VALUES ?given_{placeholder[1]} {{ {terms} }}" if terms else ""

        def limit(placeholder: re.Match[str]) -> str:
            terms = values.get(placeholder[1], ())
            return "".join(f"LIMIT {int(term.value)}" for term in terms if isinstance(term, ox.Literal))

        return _LIMIT.sub(limit, _VALUES.sub(clause, self.choose(values)))


def check_bindings(name: str, sparql: str, parameters: Sequence[Parameter]) -> None:
    """Refuse a query that binds other parameters than it declares.

    Raises:
        QueryError: it does.
    """
    declared = {parameter.name for parameter in parameters}
    bound = {*_VALUES.findall(sparql), *_LIMIT.findall(sparql)}
    if declared != bound:
        raise QueryError(
            f"The query {name!r} declares the parameters {sorted(declared)} but binds {sorted(bound)}. "
            "Give each parameter x a line `VALUES ?given_x { UNDEF }` in the query, and each such line a "
            "parameter in the header."
        )
    spoken_of = {*_GIVEN.findall(sparql), *(line[0] for line in _CONDITION.findall(sparql))}
    if unknown := sorted(spoken_of - declared):
        raise QueryError(
            f"The query {name!r} speaks of ?given_{unknown[0]}, which no parameter of its header binds. "
            "Declare the parameter, or give the variable another name."
        )
