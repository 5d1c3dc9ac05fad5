"""The wheel works without the checkout: ontology, shapes, queries, word lists and gazetteer are inside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.mark.slow
def test_the_wheel_builds_articles_far_from_the_checkout(root: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", tmp_path, root],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("dateline_kg-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
        names = archive.namelist()
    assert "kg/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "data/", "scripts/"))]

    article = {"text": "Peru sent a letter to Chile on Monday.", "published": "2024-05-07", "publisher": "Coast Daily"}
    (tmp_path / "a.json").write_text(json.dumps(article), encoding="utf-8")

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "kg", *arguments],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(tmp_path / "installed"), "PYTHONSAFEPATH": "1"},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    run("build", "a.json")
    assert "Peru,Chile" in run("query", "letters", "-f", "csv", "--columns", "sender,recipient")
    code = "import kg; print(kg.__file__)"
    where = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "installed")},
        check=True,
        capture_output=True,
        text=True,
    )
    assert str(tmp_path) in where.stdout
