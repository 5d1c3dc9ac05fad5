"""The same articles give the same bytes, whatever the order of hash() in the process."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.programs import run_program

BUILD = """
import sys
from pathlib import Path
import kg
articles, store = sys.argv[1:]
assert kg.build(articles, store).complete
with kg.open(store) as graph:
    for name in ("turtle", "ntriples", "json-ld"):
        Path(store, name).write_bytes(graph.dump(name))
"""


@pytest.mark.slow
def test_two_hash_seeds_give_the_same_files(sample_articles: Path, tmp_path: Path) -> None:
    for seed in (1, 4242):
        run_program(BUILD, sample_articles, tmp_path / str(seed), hash_seed=seed)
    for name in ("turtle", "ntriples", "json-ld"):
        first, second = ((tmp_path / seed / name).read_bytes() for seed in ("1", "4242"))
        assert first == second
        assert len(first) > 10_000
