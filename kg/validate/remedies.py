"""What to say of a result, and what to do about it, where the shape does not say it.

What comes in: a finding. What goes out: a sentence.
What it never does: contradict the shape's own message.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.validate.engines import Finding
from kg.validate.report import shorten
from kg.validate.shapes import ShapesGraph, sh

#: For each constraint component what is wrong, and what to do; {path} and {value} are filled in.
_WORDS: dict[str, tuple[str, str]] = {
    "MinCount": ("There are too few values of {path}.", "Add a value of {path}."),
    "MaxCount": ("There are too many values of {path}.", "Keep one value of {path}."),
    "Class": ("{value} is not of the class that {path} needs.", "Type {value}, or name another node."),
    "Datatype": ("{value} is not of the datatype that {path} needs.", "Write the value in the datatype of the shape."),
    "NodeKind": ("{value} is not the kind of term that {path} needs.", "Use an IRI or a literal as the shape says."),
    "Pattern": ("{value} does not match the pattern of {path}.", "Write the value as the pattern says."),
    "MinInclusive": ("{value} is too small for {path}.", "Correct the value of {path}."),
    "MaxInclusive": ("{value} is too large for {path}.", "Correct the value of {path}."),
    "LessThan": ("The value of {path} is not less than it has to be.", "Correct one of the two values."),
    "LessThanOrEquals": ("The value of {path} is greater than it may be.", "Correct one of the two values."),
    "In": ("{value} is not among the values that {path} may have.", "Use a value of the list."),
    "HasValue": ("A value that {path} has to have is missing.", "Add it."),
    "Closed": ("{path} may not be used here.", "Remove the statement."),
    "Disjoint": ("{value} may not be a value of both properties.", "Remove one of the two."),
    "Not": ("It meets a shape that it may not meet.", "Remove what makes it meet that shape."),
    "UniqueLang": ("{path} has two values in one language.", "Keep one value a language."),
}
_OTHER = ("It does not meet the shape.", "Look at the node and at the shape.")


def describe(finding: Finding) -> str:
    """What is wrong, for a shape without a message.

    >>> describe(Finding("violation", "<http://e/a>", "<http://e/p>", None, "MinCountConstraintComponent", "", ()))
    'There are too few values of <http://e/p>.'
    """
    return _fill(_find(finding)[0], finding)


def find(finding: Finding, shapes: ShapesGraph) -> str:
    """What to do: what the shape says as its `sh:description`, else what fits the kind of constraint."""
    said = shapes.find_literal(NamedNode(finding.shape), sh("description")) if finding.shape else None
    return said or _fill(_find(finding)[1], finding)


def _find(finding: Finding) -> tuple[str, str]:
    return _WORDS.get(finding.component.removesuffix("ConstraintComponent"), _OTHER)


def _fill(words: str, finding: Finding) -> str:
    value = shorten(finding.value or finding.focus_node)
    return words.format(path=shorten(finding.path or "the node"), value=value)
