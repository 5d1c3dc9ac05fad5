"""Validation of graphs against SHACL shapes; the only user of SHACL engines.

What comes in: quads, or files of them. What goes out: a `Report`.
What it never does: call a graph conforming that nothing has checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pyoxigraph import Quad, Triple

from kg.syntax import iter_quads
from kg.validate.engines import ENGINES
from kg.validate.gate import Gate
from kg.validate.report import Report, Severity, Violation

__all__ = ["ENGINES", "Gate", "Report", "Severity", "Violation", "validate"]


def validate(
    data: Iterable[Quad | Triple] | Path,
    *,
    shapes: Sequence[Path] | None = None,
    extra: Sequence[Path] = (),
    ontology: Sequence[Path] | None = None,
    engine: str = "auto",
) -> Report:
    """Check a graph, or a file of RDF, against shapes. For many graphs, make one `Gate`.

    Args:
        data: quads, of which the union of all graphs is checked; or the path of a file.
        shapes: files and folders of shapes; those of the package if left out.
        extra: files and folders of further shapes, to be met as well.
        ontology: the files that declare the terms and codes; those of the package if left out.
        engine: `auto`, `shacl` or `pyshacl`.

    Raises:
        ShapesError: the shapes could never fail, or cannot be run.
        KGError: the file cannot be read.

    >>> validate([]).conforms
    True
    """
    gate = Gate(shapes, extra=extra, ontology=ontology, engine=engine)
    return gate.check(iter_quads(data) if isinstance(data, Path) else data)
