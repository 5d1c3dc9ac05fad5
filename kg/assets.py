"""Where the ontology and the shapes lie: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).parent / "_assets"
_ROOT = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parent.parent

ONTOLOGY_DIR = _ROOT / "ontology"
SHAPES_DIR = _ROOT / "shapes"


def iter_ontology_files() -> list[Path]:
    """The files that every data graph is read with: the core and the code schemes.

    Alignments and crosswalks are files of their own and are never among them.

    >>> [path.name for path in iter_ontology_files()][0]
    'core.ttl'
    """
    return [ONTOLOGY_DIR / "core.ttl", *sorted((ONTOLOGY_DIR / "codes").glob("*.ttl"))]


def iter_shape_files() -> list[Path]:
    """The shapes for data graphs, by subject, in a fixed order.

    >>> all(path.suffix == ".ttl" for path in iter_shape_files())
    True
    """
    return sorted(path for path in SHAPES_DIR.glob("*.ttl") if path.name != "ontology.ttl")
