"""No term of ours is used that the ontology does not declare, and no term of SHACL that SHACL does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SH, SKOS

from kg.namespaces import KG, PREFIXES, SCHEMES

ROOT = Path(__file__).parent.parent
FILES = sorted(
    path
    for folder, pattern in (
        ("ontology", "**/*.ttl"),
        ("shapes", "*.ttl"),
        ("tests/shapes", "*/*.ttl"),
        ("kg", "**/*.py"),
        ("kg", "**/*.rq"),
        ("scripts", "*.py"),
        ("benchmarks", "**/*.py"),
    )
    for path in (ROOT / folder).glob(pattern)
)
#: Misspelt on purpose: the example in the docstring of `kg.namespaces.Vocabulary`.
DELIBERATE = {"kg:hasSendr", "kg:hasEvidnce"}

_PREFIXED = re.compile(r"(?<![\w:/.<\"'-])(" + "|".join(["kg", "sh", *SCHEMES]) + r"):([A-Za-z][\w-]*)")
_IRI = re.compile(re.escape(KG.iri) + r"(\w+)")
_CONSTANT = re.compile(r"\bKG\.(\w+)|\bKG\[\"(\w+)\"\]")


@cache
def _declared() -> frozenset[str]:
    """Every term and code of ours, as prefixed names."""
    names = {f"kg:{term}" for term in KG} | {f"sh:{term}" for term in (*SH.__annotations__, *SH._extras)}
    for prefix, scheme in SCHEMES.items():
        graph = rdflib.Graph().parse(ROOT / "ontology" / "codes" / f"{scheme}.ttl")
        for concept in graph.subjects(RDF.type, SKOS.Concept):
            names.add(f"{prefix}:{str(concept).removeprefix(PREFIXES[prefix])}")
    return frozenset(names)


def _used(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    for prefix, name in _PREFIXED.findall(text):
        yield f"{prefix}:{name}"
    if path.suffix == ".py":
        for attribute, item in _CONSTANT.findall(text):
            if attribute != "iri":
                yield f"kg:{attribute or item}"
    if not path.name.startswith("reject-"):
        for name in _IRI.findall(text):
            yield f"kg:{name}"


def test_every_term_that_is_used_is_declared() -> None:
    unknown = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in FILES
        for name in sorted(set(_used(path)))
        if name not in _declared() | DELIBERATE
    ]
    assert not unknown, "not declared in ontology/ (or no term of SHACL):\n" + "\n".join(unknown)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("<#e> kg:hasSendr <#x> .", "kg:hasSendr"),
        ("shape:X sh:mincount 1 .", "sh:mincount"),
        ("?e kg:hasEventType evt:deluge .", "evt:deluge"),
        ("node = KG.hasSendr", "kg:hasSendr"),
        (f"<{KG.iri}hasSendr>", "kg:hasSendr"),
    ],
)
def test_a_misspelt_term_would_be_found(tmp_path: Path, line: str, name: str) -> None:
    path = tmp_path / "example.py"
    path.write_text(line, encoding="utf-8")
    assert name in set(_used(path)) - _declared()


def test_every_term_of_the_ontology_is_used_outside_it() -> None:
    """A term that neither the mapping nor a shape knows is dead weight."""
    used = {
        name for path in FILES if "ontology" not in path.parts and path.name != "namespaces.py" for name in _used(path)
    }
    superclasses = {"kg:Actor"}
    assert {f"kg:{term}" for term in KG} - used == superclasses
