"""Word lists that extraction works with: data files, each with its source and licence.

A lexicon is a CSV file beside this module. Lines that begin with `#` say where it comes from and
under which licence; the first other line names the columns.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import product


@cache
def read_lexicon(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the lexicon `name`, in the order of the file; empty cells are empty strings.

    Raises:
        FileNotFoundError: there is no lexicon of that name.
    """
    text = files("kg.extract").joinpath("lexicons", f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple({key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(lines))


def iter_words(name: str, *columns: str) -> Iterator[dict[str, str]]:
    """The rows of a lexicon of classes, one for each word, in the order of the file.

    Args:
        name: the lexicon.
        columns: those whose cells list words; a row with several in each stands for all pairs of them, and an empty
            cell for the empty word.

    >>> next(iter_words("noun_classes", "nouns"))
    {'class': 'access', 'nouns': 'access'}
    """
    for row in read_lexicon(name):
        for words in product(*(row[column].split() or [""] for column in columns)):
            yield row | dict(zip(columns, words, strict=True))
