"""Word lists that extraction works with: data files, each with its source and licence.

A lexicon is a CSV file beside this module. Lines that begin with `#` say where it comes from and
under which licence; the first other line names the columns.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def read_lexicon(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the lexicon `name`, in the order of the file; empty cells are empty strings.

    Raises:
        FileNotFoundError: there is no lexicon of that name.
    """
    text = files("kg.extract").joinpath("lexicons", f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple({key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(lines))
