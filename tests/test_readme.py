"""The README tells the truth: its session is run, and prints what it says."""

from __future__ import annotations

import difflib
import doctest
import os
import runpy
from pathlib import Path

import pytest


@pytest.mark.slow
def test_the_session_prints_what_the_readme_says(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = runpy.run_path(str(root / "scripts" / "update_readme.py"))
    folder = session["make_folder"](tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    written = (root / "README.md").read_text(encoding="utf-8")
    ran = session["rewrite"](written, folder)
    difference = "\n".join(
        difflib.unified_diff(written.splitlines(), ran.splitlines(), "README.md", "run", lineterm="")
    )
    assert ran == written, f"{difference}\nIf that is meant, run: python scripts/update_readme.py"

    os.environ.pop("KG_STORE", None)
    monkeypatch.chdir(folder)
    failed, tried = doctest.testfile(str(root / "README.md"), module_relative=False)
    assert tried > 5
    assert not failed


def test_what_the_readme_links_to_is_there(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    links = [part.split(")")[0] for part in text.split("](")[1:]]
    missing = [link for link in links if not link.startswith("http") and not (root / link).exists()]
    assert not missing
