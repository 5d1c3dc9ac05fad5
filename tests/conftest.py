"""Fixtures that several test modules share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# The order of a set or of hash() must never reach an output; tests run under whatever seed they get.
os.environ.setdefault("PYTHONHASHSEED", "random")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def sample_articles() -> Path:
    """The folder of sample articles."""
    return ROOT / "data" / "articles"
