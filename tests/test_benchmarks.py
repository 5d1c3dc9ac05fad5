"""The benchmarks measure what they name: every rule that is taken out is there to be taken out."""

from __future__ import annotations

import runpy
from pathlib import Path
from pkgutil import resolve_name

import pytest

RULES = runpy.run_path(str(Path(__file__).parent.parent / "benchmarks" / "ablations.py"))["RULES"]


@pytest.mark.parametrize("place", [place for parts in RULES.values() for place in parts])
def test_a_rule_to_take_out_is_there(place: str) -> None:
    name, _, key = place.rstrip("]").partition("[")
    found = resolve_name(name)
    assert key in found if key else callable(found)
