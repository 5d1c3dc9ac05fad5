"""The SHACL engines behind one small interface.

What comes in: a shapes graph once, then data graphs, all as N-Triples. What goes out: `Finding`s.
What it never does: change the shapes or the data, or fetch anything.

`shacl` (Rust) is the gate's; pySHACL is the reference, and stands in where `shacl` has no wheel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.util import find_spec
from typing import NamedTuple, Protocol

from kg.errors import ShapesError
from kg.validate.fitness import Unfit
from kg.validate.report import Severity


class Finding(NamedTuple):
    """A result as an engine gives it; terms are in N-Triples, paths as SPARQL writes them."""

    severity: Severity
    focus_node: str
    path: str | None
    value: str | None
    component: str
    shape: str
    messages: tuple[str, ...]


class Engine(Protocol):
    """A shapes graph made ready to check many data graphs."""

    name: str

    def check(self, data: str) -> list[Finding]:
        """Check one data graph, given as N-Triples.

        Raises:
            ShapesError: the engine cannot run a constraint of the shapes.
        """


class RustEngine:
    """The `shacl` package: shapes are compiled once."""

    name = "shacl"

    def __init__(self, shapes: str) -> None:
        import shacl

        try:
            self._shapes = shacl.Shapes.from_text(shapes, "ntriples")
        except ValueError as error:
            raise ShapesError(f"The shapes cannot be compiled by shacl: {error}") from None

    def check(self, data: str) -> list[Finding]:
        """See `Engine.check`."""
        try:
            report = self._shapes.validate_text(data, "ntriples")
        except ValueError as error:
            raise ShapesError(
                f"shacl cannot run these shapes: {error}.\nUse engine='pyshacl', or write the constraint without it."
            ) from None
        return [
            Finding(
                to_severity(result.severity),
                result.focus_node,
                result.path,
                result.value,
                result.component,
                _strip(result.root_shape or result.source_shape),
                tuple(result.messages),
            )
            for result in report.results
        ]


def _strip(shape: str | None) -> str:
    return shape[1:-1] if shape and shape.startswith("<") else ""


def to_severity(name: str) -> Severity:
    """Our name of a severity, from its IRI or local name."""
    match name.rpartition("#")[2]:
        case "Warning":
            return "warning"
        case "Info":
            return "info"
        case _:
            # A severity of one's own is nobody's promise that the result may pass.
            return "violation"


def _make_pyshacl(shapes: str) -> Engine:
    from kg.validate.reference import PySHACLEngine

    return PySHACLEngine(shapes)


#: The engines by name, in the order in which `auto` tries them.
ENGINES: dict[str, Callable[[str], Engine]] = {"shacl": RustEngine, "pyshacl": _make_pyshacl}


def is_installed(name: str) -> bool:
    """Whether the package of an engine is there."""
    return find_spec(name) is not None


def make_engine(name: str, shapes: str, *, unfit: Iterable[Unfit] = ()) -> tuple[Engine, str]:
    """An engine for a shapes graph, and its name with the reason if it is not the first choice.

    Args:
        name: `auto`, or one of `ENGINES`.
        shapes: the shapes graph as N-Triples.
        unfit: what in the shapes `shacl` would answer wrongly.

    Raises:
        ShapesError: there is no such engine, it is not installed, or it cannot run these shapes.
    """
    reason = next(iter(unfit), None)
    if name == "auto":
        if not is_installed("shacl"):
            return _make_pyshacl(shapes), "pyshacl, as the faster engine shacl is not installed"
        if reason is not None:
            return _make_pyshacl(shapes), f"pyshacl, as {reason.why}, which shacl cannot do"
        return RustEngine(shapes), "shacl"
    if name not in ENGINES:
        raise ShapesError(f"There is no SHACL engine {name!r}. There are: auto, {', '.join(ENGINES)}.")
    if not is_installed(name):
        raise ShapesError(f"The SHACL engine {name!r} is not installed. Use engine='auto', or pip install {name}.")
    if name == "shacl" and reason is not None:
        raise ShapesError(f"shacl would answer wrongly: {reason.why}.\n{reason.instead}, or use engine='pyshacl'.")
    return ENGINES[name](shapes), name
