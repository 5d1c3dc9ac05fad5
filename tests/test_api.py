"""What is public is documented, and the reference is what the docstrings say."""

from __future__ import annotations

import inspect
import runpy
from pathlib import Path

import pytest

import kg

SCRIPT = Path(__file__).parent.parent / "scripts" / "document_api.py"
API = runpy.run_path(str(SCRIPT))


def test_the_reference_is_up_to_date() -> None:
    assert API["PAGE"].read_text(encoding="utf-8") == API["build_page"](), f"Run: python {SCRIPT}"


def test_what_is_public_is_sorted_and_there() -> None:
    constants = sorted(name for name in kg.__all__ if name.isupper())
    classes = sorted(name for name in kg.__all__ if name[0].isupper() and not name.isupper())
    functions = sorted(name for name in kg.__all__ if name[0].islower())
    assert [*constants, *classes, *functions] == kg.__all__
    assert all(hasattr(kg, name) for name in kg.__all__)


@pytest.mark.parametrize("name", [name for name in kg.__all__ if callable(getattr(kg, name)) and name != "Answer"])
def test_every_public_name_and_method_says_what_it_is(name: str) -> None:
    value = getattr(kg, name)
    assert inspect.getdoc(value)
    if inspect.isclass(value) and value.__module__.startswith("kg"):
        for method in (m for m, a in vars(value).items() if inspect.isfunction(a) and not m.startswith("_")):
            assert inspect.getdoc(getattr(value, method)), f"kg.{name}.{method} has no docstring"
