"""A build that is killed, or that finds the disk full, and run again gives the graph of a build left alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from benchmarks.corpus import write_corpus
from benchmarks.kills import check_whole, dump, kill_builds, run_build

ARTICLES = 80

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="process groups and limits are POSIX")


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facts of a small corpus."""
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(ARTICLES, folder)
    return folder / "facts.jsonl"


def test_a_killed_build_goes_on_where_it_stopped(facts: Path, tmp_path: Path) -> None:
    arguments = ["--facts", str(facts), "--jobs", "2"]
    kills, builds, different = kill_builds(arguments, tmp_path, articles=ARTICLES, kills=4, random=Random(5))
    assert kills >= 4
    assert builds >= 1
    assert different == 0


def test_a_full_disk_is_told_and_costs_nothing(facts: Path, tmp_path: Path) -> None:
    arguments = ["--facts", str(facts), "--jobs", "1"]
    full = tmp_path / "full"
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)); "
        "from kg.cli import main; main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", limited, "build", *arguments, "--store", str(full)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 2, run.stderr
    assert "Check that the disk has space" in run.stderr
    check_whole(full)
    assert not run_build(arguments, full, kill_after=None)
    assert not run_build(arguments, tmp_path / "undisturbed", kill_after=None)
    assert dump(full) == dump(tmp_path / "undisturbed")
