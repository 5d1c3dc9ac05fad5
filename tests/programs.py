"""Programs in a process of their own: what depends on the order of hash() shows only there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parent.parent


def run_program(program: str, *arguments: object, hash_seed: int) -> str:
    """What a program in Python prints, with the order of sets of texts that this seed gives."""
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        env=os.environ | {"PYTHONHASHSEED": str(hash_seed), "PYTHONPATH": str(_ROOT)},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def run_under_any_hash_seed(program: str, *arguments: object) -> str:
    """What a program prints, which must be the same under three seeds."""
    outputs = {run_program(program, *arguments, hash_seed=seed) for seed in (0, 1, 17)}
    assert len(outputs) == 1
    return outputs.pop()
