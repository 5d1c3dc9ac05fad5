"""Word lists about names, from `lexicons/name_words.csv`."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def _sets() -> dict[str, str]:
    text = files("kg.resolve").joinpath("lexicons", "name_words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["set"]: row["words"] for row in rows}


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of the set `name`, in small letters.

    >>> "ltd" in word_set("legal forms")
    True
    """
    return frozenset(_sets()[name].split())


@cache
def word_pairs(name: str) -> dict[str, str]:
    """The pairs of the set `name`: each word with the one that stands for it.

    >>> word_pairs("nicknames")["joe"]
    'joseph'
    """
    return dict(pair.split("=", 1) for pair in _sets()[name].split())
